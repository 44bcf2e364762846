"""Parallel items without marker or count that are made to be recited: 排比, slogans, standards, mottos.

Forms: clauses of one sentence with the same opener, three times or more (是否…，是否…，是否…); short pieces that share a
frame (讲政治、讲规矩、讲纪律; 思想上…，政治上…，行动上…; 安不忘危、存不忘亡、乐不忘忧); a quoted or announced row of four-character
phrases (“信念坚定、为民服务、…”). Bare lists of nouns are none, nor are lists that 等 closes.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from quizgen import data
from quizgen.detectors.view import Reading, View
from quizgen.model import Formulation
from quizgen.text import clauses
from quizgen.text.fold import HAN

_CLAUSE = re.compile(r"(?:(?<=[，；、：。！？“「])|(?<![\s\S]))")
_HAN_ONLY = re.compile(f"[{HAN}]+")
_AND = re.compile(r"^(?:以及|还有|还要|更要|也要|和|与|及|并)")
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
        for scope in _scopes(reading.text):
            yield from _rows(view, reading, scope)
        for start, end in clauses.sentences(reading.text):
            yield from _openers(view, reading, start, end)


def _formulation(view: View, reading: Reading, rule: str, ranges: Sequence[Range]) -> Formulation:
    start, end = clauses.sentence_at(reading.text, ranges[0][0])
    return Formulation(
        form="parallel",
        members=tuple(reading.member(clauses.unquote(reading.text, *r)) for r in ranges),
        lead=reading.span(*clauses.trim(reading.text, start, end, edges=" \n")),
        section=view.section(reading.index),
        ordered=False,
        rule=rule,
    )


# Rows of short pieces


def _scopes(text: str) -> Iterator[Range]:
    """The sentences of a text, and the words inside quotation marks on their own."""
    yield from clauses.sentences(text)
    for quote in re.compile(r"[“「]([^“”「」]{5,80})[”」]").finditer(text):
        yield quote.span(1)


def _rows(view: View, reading: Reading, scope: Range) -> Iterator[Formulation]:
    """Runs of pieces between one kind of mark that share a frame, or are a row of four-character phrases."""
    text = reading.text
    for outer, separator in (("[，；：。！？]", "、"), ("[；：。！？]", "，"), ("[：。！？]", "；"), ("[：；。！？]", "[、，]")):
        for start, end in clauses.pieces(text, *scope, outer):
            row = _linked(text, clauses.pieces(text, start, end, separator))
            if len(row) < 3:
                continue
            for run in _framed(text, row):
                yield _formulation(view, reading, "parallel.frame", run)
            if separator == "、" or separator == "，":
                for run in _fours(text, row):
                    yield _formulation(view, reading, "parallel.fours", run)


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


def _framed(text: str, row: Sequence[Range]) -> Iterator[list[Range]]:
    """The longest runs of at least three pieces that share a frame, first piece and last cut to fit the others."""
    start = 0
    while start + 2 < len(row):
        best: list[Range] | None = None
        for stop in range(start + 3, len(row) + 1):
            run = _fit(text, list(row[start:stop]))
            if run is None:
                break
            best = run
        if best:
            yield best
            start += len(best)
        else:
            start += 1


def _fit(text: str, run: list[Range]) -> list[Range] | None:
    """``run`` with its outer pieces cut so that all share a frame, or ``None``."""
    inner = [text[a:b] for a, b in run]
    if any(not 2 <= len(t) <= 30 for t in inner[1:-1]) or any(c in "“”：；（）" for t in inner[1:-1] for c in t):
        return None
    first, last = run[0], run[-1]
    for begin in _starts(text, first, inner[1:]):
        for end in _ends(text, last, inner[:-1]):
            cut = [(begin, first[1]), *run[1:-1], (last[0], end)]
            if _share_frame([text[a:b] for a, b in cut]):
                return cut
    return None


def _starts(text: str, first: Range, others: Sequence[str]) -> list[int]:
    """Where the first piece may begin: at its start, where the others' opening stands in it, or at their length."""
    found = [first[0]]
    opening = os.path.commonprefix(list(others))[:2]
    for length in (len(opening), 1):
        if opening and (at := text.find(opening[:length], first[0], first[1])) > first[0]:
            found.append(at)
    lengths = {len(t) for t in others}
    if len(lengths) == 1 and (at := first[1] - lengths.pop()) > first[0]:
        found.append(at)
    return found


def _ends(text: str, last: Range, others: Sequence[str]) -> list[int]:
    """Where the last piece may end: at its end, behind the others' common ending, or at their length."""
    found = [last[1]]
    ending = os.path.commonprefix([t[::-1] for t in others])[::-1]
    if ending and (at := text.find(ending, last[0] + 1, last[1])) >= 0 and at + len(ending) < last[1]:
        found.append(at + len(ending))
    lengths = {len(t) for t in others}
    if len(lengths) == 1 and (at := last[0] + lengths.pop()) < last[1]:
        found.append(at)
    return found


def _share_frame(texts: Sequence[str]) -> bool:
    """Whether all pieces repeat the same characters in the same places, and are more than compound nouns."""
    if len(set(texts)) < len(texts) or max(map(len, texts)) > 2.2 * min(map(len, texts)) + 1:
        return False
    opening, ending = os.path.commonprefix(list(texts)), os.path.commonprefix([t[::-1] for t in texts])[::-1]
    if not all(_HAN_ONLY.match(t) for t in texts):
        return False
    if opening and not opening.startswith(_words("nominal_openings")) and len(opening) < min(map(len, texts)):
        return len(opening) > 1 or _even(texts)
    if ending and not ending.endswith(_words("nominal_endings")):
        return len(ending) > 1 or _even(texts)
    return _infix(texts)


def _even(texts: Sequence[str]) -> bool:
    lengths = list(map(len, texts))
    return max(lengths) - min(lengths) <= 1


def _infix(texts: Sequence[str]) -> bool:
    """思想上统一、政治上团结: all of one length with a character repeated at one place inside."""
    if len(set(map(len, texts))) != 1 or len(texts[0]) < 4:
        return False
    columns = list(zip(*texts, strict=True))
    same = [i for i, column in enumerate(columns) if len(set(column)) == 1]
    return any(0 < i < len(columns) - 1 for i in same) and not texts[0].endswith(_words("nominal_endings")[:20])


def _fours(text: str, row: Sequence[Range]) -> Iterator[list[Range]]:
    """A row of four-character phrases that is quoted, or that an announcer brings."""
    last = row[-1]
    cut = [(max(row[0][0], row[0][1] - 4), row[0][1]), *row[1:-1], (last[0], min(last[1], last[0] + 4))]
    if any(b - a != 4 or not _HAN_ONLY.fullmatch(text, a, b) for a, b in cut) or len(cut) < 3:
        return
    opened = text[cut[0][0] - 1 : cut[0][0]] in "“「" and text[last[1] : last[1] + 1] in "”」"
    before = text[max(0, cut[0][0] - 6) : cut[0][0]]
    announced = before.endswith(_words("announcers")) and len(cut) >= 4
    if (opened or announced) and cut[-1][1] in (last[1], last[0] + 4):
        yield cut


# Clauses with one opener


def _openers(view: View, reading: Reading, start: int, end: int) -> Iterator[Formulation]:
    """Clauses of a sentence that open with the same two characters or more, three times at least."""
    text = reading.text
    starts = [m.start() for m in _CLAUSE.finditer(text, start, end) if m.start() < end - 3 and _flat(text, start, m.start())]
    counts = Counter(text[s : s + 2] for s in starts)
    for opener, count in counts.items():
        if count < 3 or not _HAN_ONLY.fullmatch(opener) or opener.startswith(_words("nominal_openings")):
            continue
        own = [s for s in starts if text.startswith(opener, s)]
        stops = [*own[1:], _last_end(text, own, end)]
        ranges = [clauses.trim(text, a, b) for a, b in zip(own, stops, strict=True)]
        if all(3 <= b - a <= _LONGEST_ITEM for a, b in ranges) and _side_by_side(text, ranges):
            yield _formulation(view, reading, "parallel.opener", [_clause_head(text, *r) for r in ranges])


def _flat(text: str, start: int, offset: int) -> bool:
    part = text[start:offset]
    return all(part.count(o) <= part.count(c) for o, c in zip("“「（《", "”」）》", strict=True))


def _last_end(text: str, own: Sequence[int], end: int) -> int:
    """The last clause ends like the others: with one clause where each of them is one, else with the sentence."""
    marks = [text[b - 1] for b in own[1:]]
    mark = marks[0] if len(set(marks)) == 1 else ""
    single = all(not re.search("[，；]", text[a : b - 1]) for a, b in zip(own, own[1:], strict=False))
    stop = re.compile("[，；。！？]" if single or mark in "，、" else "[；。！？]").search(text, own[-1], end)
    return stop.start() if stop else end


def _side_by_side(text: str, ranges: Sequence[Range]) -> bool:
    lengths = [b - a for a, b in ranges]
    return max(lengths) <= 4 * min(lengths) + 4


def _clause_head(text: str, start: int, end: int) -> Range:
    return clauses.head(text, start, end, longest=60)
