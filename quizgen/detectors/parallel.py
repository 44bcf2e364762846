"""Parallel items without marker or count that are made to be recited: 排比, slogans, standards, mottos.

Forms: clauses of one sentence with the same opener, three times or more (是否…，是否…，是否…); short pieces that share
a frame (讲政治、讲规矩、讲纪律; 思想上…，政治上…，行动上…; 安不忘危、存不忘亡、乐不忘忧); a quoted or announced row of
four-character phrases (“信念坚定、为民服务、…”). Bare lists of nouns are none, nor are lists that 等 closes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import groupby, pairwise

from quizgen import data
from quizgen.detectors.view import LONGEST_SENTENCE, Reading, View
from quizgen.model import Formulation
from quizgen.text import clauses
from quizgen.text.fold import HAN

_CLAUSE = re.compile(r"(?:(?<=[，；、：。！？“「])|(?<![\s\S]))")
_HAN_ONLY = re.compile(f"[{HAN}]+")
_AND = re.compile(r"^(?:以及|还有|和|与|及|并)")
_BROKEN = re.compile("[：；（）]|^[^“]*”|“[^”]*$")
_LONGEST_ITEM = 90
Range = tuple[int, int]


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(data.load("parallel")[name])


def detect(view: View) -> Iterator[Formulation]:
    """Every parallel list of the document; the same words may come from two rules."""
    for reading in view.readings:
        if reading.block.kind == "table":
            continue
        yield from _rows(view, reading)
        yield from _runs(view, reading)
        for start, end in reading.sentences:
            if end - start > LONGEST_SENTENCE:
                continue
            yield from _openers(view, reading, start, end)
            yield from _clauses(view, reading, start, end)


def _formulation(view: View, reading: Reading, rule: str, ranges: Sequence[Range]) -> Formulation:
    start, end = reading.sentence(ranges[0][0])
    return Formulation(
        form="parallel",
        members=tuple(reading.member(clauses.unquote(reading.text, *r)) for r in ranges),
        lead=reading.span(*clauses.trim(reading.text, start, end, edges=" \n")),
        section=view.section(reading.index),
        ordered=False,
        rule=rule,
    )


# Rows of short pieces

_QUOTE = re.compile(r"[“「]([^“”「」]{5,80})[”」]")
_SENTENCE_ROWS = (
    ("[，；：。！？]", "、", 24),
    ("[；：。！？]", "，", 40),
    ("[：。！？]", "；", 90),
    ("[：；。！？]", "[、，]", 5),
)
_QUOTED_ROWS = (("[，；：。！？]", "、", 24), ("[：；。！？]", "[、，]", 5))


def _rows(view: View, reading: Reading) -> Iterator[Formulation]:
    """Runs of pieces between one kind of mark that share a frame, or are a row of phrases of one length."""
    text = reading.text
    scopes: list[tuple[Range, tuple[tuple[str, str, int], ...]]] = []
    scopes += ((scope, _SENTENCE_ROWS) for scope in reading.sentences if scope[1] - scope[0] <= LONGEST_SENTENCE)
    scopes += ((quote.span(1), _QUOTED_ROWS) for quote in _QUOTE.finditer(text))
    for scope, kinds in scopes:
        for outer, separator, longest in kinds:
            for start, end in clauses.pieces(text, *scope, outer):
                row = _linked(text, clauses.pieces(text, start, end, separator))
                if len(row) < 3 or ("，" in separator and longest < 10 and "、" not in text[start:end]):
                    continue
                yield from (_formulation(view, reading, "parallel.frame", run) for run in _framed(text, row, longest))
                yield from (_formulation(view, reading, "parallel.fours", run) for run in _level(text, row))


def _linked(text: str, row: list[Range]) -> list[Range]:
    """A row whose last piece is A和B in two, and whose later pieces go without 和 or 还有 before them."""
    row = [r for r in row if r[1] > r[0]]
    if not row:
        return row
    last = row[-1]
    usual = max((b - a for a, b in row[:-1]), default=0)
    link = re.compile("(?:以及|和|与|及)").search(text, last[0] + 1, last[1])
    if link and last[1] - last[0] > usual + 1 and abs((link.start() - last[0]) - usual) <= 3:
        row = [*row[:-1], (last[0], link.start()), (link.end(), last[1])]
    return [(a + (m.end() if (m := _AND.match(text[a:b])) else 0), b) for a, b in row]


def _framed(text: str, row: Sequence[Range], longest: int) -> Iterator[list[Range]]:
    """The longest runs of at least three pieces that share a frame, first piece and last cut to fit the others."""
    start = 0
    while start + 2 < len(row):
        best: list[Range] | None = None
        for stop in range(start + 3, len(row) + 1):
            run = _fit(text, row[start:stop], longest)
            if run is None:
                break
            best = run
        if best:
            yield best
        start += len(best) if best else 1


def _fit(text: str, run: Sequence[Range], longest: int) -> list[Range] | None:
    """``run`` with its outer pieces cut so that all share a frame, or ``None``."""
    middle = [text[a:b] for a, b in run[1:-1]]
    if any(not 2 <= len(t) <= longest or _BROKEN.search(t) for t in middle):
        return None
    first, last = run[0], run[-1]
    for begin in _starts(text, first, middle):
        for end in _ends(text, last, middle):
            if end < last[1] and begin > first[0] and len(run) == 3:
                continue  # one whole piece is too little to cut two others by
            texts = [text[begin : first[1]], *middle, text[last[0] : end]]
            if max(map(len, texts)) <= longest and _share_frame(texts, cut=end < last[1]):
                return [(begin, first[1]), *run[1:-1], (last[0], end)]
    return None


def _starts(text: str, first: Range, middle: Sequence[str]) -> list[int]:
    """Where the first piece may begin: at its start, where the others' opening stands in it, or at their length."""
    found = [first[0]]
    opening = clauses.common_start(middle)[:2] if len(middle) > 1 else middle[0][:2]
    for length in (2, 1):
        at = text.rfind(opening[:length], first[0], first[1]) if len(opening) >= length else -1
        if at > first[0] and first[1] - at >= min(map(len, middle)) - 1:
            found.append(at)
    if len({len(t) for t in middle}) == 1 and (at := first[1] - len(middle[0])) > first[0]:
        found.append(at)
    return found


def _ends(text: str, last: Range, middle: Sequence[str]) -> list[int]:
    """Where the last piece may end: at its end, behind the others' common ending, or at their length."""
    found = [last[1]]
    ending = clauses.common_end(middle)[-2:] if len(middle) > 1 else middle[0][-2:]
    for length in (2, 1):
        at = text.find(ending[-length:], last[0] + 1, last[1]) if len(ending) >= length else -1
        if at >= 0 and at + length < last[1]:
            found.append(at + length)
    if len({len(t) for t in middle}) == 1 and (at := last[0] + len(middle[0])) < last[1]:
        found.append(at)
    return found


def _share_frame(texts: Sequence[str], *, cut: bool) -> bool:
    """Whether all pieces repeat the same characters in the same places, and are no mere compound nouns."""
    least, most = min(map(len, texts)), max(map(len, texts))
    if len(set(texts)) < len(texts) or not all(_HAN_ONLY.match(t) for t in texts):
        return False
    opening, ending = clauses.common_start(texts), clauses.common_end(texts)
    nominal = ending.endswith(_words("nominal_endings")) or all(t.endswith(_words("nominal_endings")) for t in texts)
    if opening.startswith(_words("nominal_openings")) or len(opening) >= least or len(ending) >= least:
        return False
    if opening and ending and most <= 4 * least:
        return not (nominal and len(opening) < 2)
    if most > 2.2 * least + 1:
        return False
    if (opening and not nominal) or len(opening) > 1:
        return len(opening) > 1 or most - least <= 1
    if ending and not nominal:
        return len(ending) > 1 or most - least <= 1
    if cut or nominal:
        return False
    common = _common(texts)
    return _infix(texts) or (len(common) * 3 >= most and len(common) > 1)


def _infix(texts: Sequence[str]) -> bool:
    """安不忘危、存不忘亡; …任务之重、…挑战之多: an anchor at one place from the start or from the end of every piece."""
    least = min(map(len, texts))
    if least < 3:
        return False
    places = [*range(1, min(least - 1, 4))] + [-i for i in range(2, min(least, 4))]
    same = [texts[0][i] for i in places if len({t[i] for t in texts}) == 1]
    return any(char in _words("anchors") for char in same) or (len(set(map(len, texts))) == 1 and len(same) > 1)


def _common(texts: Sequence[str]) -> str:
    """A longest common subsequence of all pieces, built pair by pair."""
    common = texts[0]
    for text in texts[1:]:
        matcher = SequenceMatcher(None, common, text, autojunk=False)
        common = "".join(common[m.a : m.a + m.size] for m in matcher.get_matching_blocks())
    return common


def _level(text: str, row: Sequence[Range]) -> Iterator[list[Range]]:
    """A row of phrases of one length (three or four characters) that is quoted, announced, or an attribute with 的."""
    for length in (4, 3):
        last = row[-1]
        cut = [(row[0][1] - length, row[0][1]), *row[1:-1], (last[0], last[0] + length)]
        if cut[0][0] < row[0][0] or any(b - a != length or not _HAN_ONLY.fullmatch(text, a, b) for a, b in cut):
            continue
        whole = cut[0][0] == row[0][0] and cut[-1][1] == last[1]
        quoted = (
            whole and text[cut[0][0] - 1 : cut[0][0]] in tuple("“「") and text[last[1] : last[1] + 1] in tuple("”」")
        )
        before, after = text[max(0, cut[0][0] - 5) : cut[0][0]], text[cut[-1][1] : cut[-1][1] + 6]
        announced = before.endswith(_words("announcers")) and len(cut) >= 4 and (whole or after.startswith("的"))
        attribute = (
            length == 4
            and after.startswith(("的", *_words("standards")))
            and not text[slice(*cut[1])].endswith(_words("nominal_endings"))
        )
        if quoted or announced or attribute:
            yield cut
            return


_RUN = re.compile(
    rf"(?P<a>[{HAN}]{{2}})[{HAN}](?P=a)[{HAN}](?P=a)[{HAN}]|[{HAN}]{{2}}(?P<b>[{HAN}]{{2}})[{HAN}]{{2}}(?P=b)[{HAN}]{{2}}(?P=b)"
)


def _runs(view: View, reading: Reading) -> Iterator[Formulation]:
    """不变质不变色不变味: three pieces of one make with no mark between."""
    for match in _RUN.finditer(reading.text):
        size = (match.end() - match.start()) // 3
        ranges = [(match.start() + i * size, match.start() + (i + 1) * size) for i in range(3)]
        texts = {reading.text[a:b] for a, b in ranges}
        if len(texts) == 3:
            yield _formulation(view, reading, "parallel.run", ranges)


# Clauses with one opener


def _openers(view: View, reading: Reading, start: int, end: int) -> Iterator[Formulation]:
    """Clauses of a sentence that open with the same two characters or more, three times at least."""
    text = reading.text
    starts = [
        m.start() for m in _CLAUSE.finditer(text, start, end) if m.start() < end - 3 and _flat(text, start, m.start())
    ]
    counts = Counter(text[s : s + 2] for s in starts)
    for opener, count in counts.items():
        if count < 2 or not _HAN_ONLY.fullmatch(opener) or opener.startswith(_words("nominal_openings")):
            continue
        own = _with_first(text, opener, [s for s in starts if text.startswith(opener, s)], start)
        stops = [*own[1:], _last_end(text, own, end)]
        ranges = [clauses.trim(text, a, b) for a, b in zip(own, stops, strict=True)]
        if len(own) >= 3 and all(3 <= b - a <= _LONGEST_ITEM for a, b in ranges) and _side_by_side(text, ranges):
            yield _formulation(view, reading, "parallel.opener", [_clause_head(text, *r) for r in ranges])


def _with_first(text: str, opener: str, own: list[int], start: int) -> list[int]:
    """如果人民只有…，只有…，只有…: the first of them may stand inside its clause."""
    begin = max(start, own[0] - 40)
    inside = text.rfind(opener, begin, own[0])
    return [inside, *own] if inside > begin and _flat(text, start, inside) else own


def _clauses(view: View, reading: Reading, start: int, end: int) -> Iterator[Formulation]:
    """以…为主题，以…为主线，以…为动力: at least three clauses side by side that open with one preposition or adverb."""
    text = reading.text
    for separator in ("，", "；"):
        outer = "[；：。！？]" if separator == "，" else "[：。！？]"
        for first, last in clauses.pieces(text, start, end, outer):
            row = [r for r in clauses.pieces(text, first, last, separator) if r[1] > r[0]]
            for opener, group in groupby(row, key=lambda r: text[r[0]]):
                ranges = list(group)
                fits = len(ranges) >= 3 and all(4 <= b - a <= _LONGEST_ITEM for a, b in ranges)
                if fits and opener in _words("openers") and _alike_clauses([text[a:b] for a, b in ranges]):
                    yield _formulation(view, reading, "parallel.clauses", ranges)


def _alike_clauses(texts: Sequence[str]) -> bool:
    """Whether the clauses share more than their first character, or are about as long as one another."""
    opening, common = clauses.common_start(texts), _common(texts)
    return len(opening) > 1 or len(common) > 1 or max(map(len, texts)) <= 2 * min(map(len, texts))


def _flat(text: str, start: int, offset: int) -> bool:
    part = text[start:offset]
    return all(part.count(o) <= part.count(c) for o, c in zip("“「（《", "”」）》", strict=True))


def _last_end(text: str, own: Sequence[int], end: int) -> int:
    """The last clause ends like the others: with one clause where each of them is one, else with the sentence."""
    marks = [text[b - 1] for b in own[1:]]
    mark = marks[0] if len(set(marks)) == 1 else ""
    single = all(not re.search("[，；]", text[a : b - 1]) for a, b in pairwise(own))
    stop = re.compile("[，；。！？]" if single or mark in "，、" else "[；。！？]").search(text, own[-1], end)
    return stop.start() if stop else end


def _side_by_side(text: str, ranges: Sequence[Range]) -> bool:
    lengths = [b - a for a, b in ranges]
    return max(lengths) <= 4 * min(lengths) + 4


def _clause_head(text: str, start: int, end: int) -> Range:
    return clauses.head(text, start, end, longest=60)
