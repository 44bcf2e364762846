"""Parallel items without marker or count that are made to be recited: 排比, slogans, standards, mottos.

Forms: clauses of one sentence with the same opener, three times or more (是否…，是否…，是否…); short pieces that share
a frame (讲政治、讲规矩、讲纪律; 思想上…，政治上…，行动上…; 安不忘危、存不忘亡、乐不忘忧); a quoted or announced row of
four-character phrases (“信念坚定、为民服务、…”). Bare lists of nouns are none, nor are lists that 等 closes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from quizgen.detectors import frames, level, openers
from quizgen.detectors.rows import HAN_ONLY, Kind, Range, cut_all, formulation, may_list
from quizgen.detectors.view import Reading, View
from quizgen.model import Formulation, KnownSet
from quizgen.text import clauses
from quizgen.text.fold import HAN

Known = Mapping[str, Sequence[KnownSet]]
"""Known sets by each of their members."""

_NOTHING: Known = MappingProxyType({})


def detect(view: View, known: Known = _NOTHING) -> Iterator[Formulation]:
    """Every parallel list of the document; the same words may come from two rules.

    A row that is a known set is to be recited whatever it is made of: 政治意识、大局意识、核心意识、看齐意识.
    """
    for reading in view.readings:
        if reading.block.kind == "table":
            continue
        for rule, run in rows(reading, known):
            if _is_fault(reading, run):
                view.turn_down(rule, reading, run[0][0], run[-1][1], "what some fail to do")
            else:
                yield formulation(view, reading, rule, run)
        if _THRICE.search(reading.text):
            yield from _runs(view, reading)
        yield from openers.opened_alike(view, reading)
        yield from openers.led_alike(view, reading)
        yield from openers.asked_alike(view, reading)
        yield from openers.alternatives(view, reading)


_BRIEF = 5  # characters of a piece
_OF_SOME = re.compile("(?:^|[，；：。！？”])(?:有的|有些|少数|个别)[^；]*$")
_SUPPOSED = re.compile("(?:^|[，；：。！？”])(?:如果|要是|倘若)[^；]*$")


def _is_fault(reading: Reading, run: Sequence[Range]) -> bool:
    """Whether a row says what is not done, of some people or supposed: 有的干部管水不早、不勤、不细."""
    texts = [reading.text[start:end] for start, end in run]
    if any(len(text) > _BRIEF for text in texts) or clauses.common_start(texts) != "不":
        return False
    begin, _ = reading.sentence(run[0][0])
    before = reading.text[begin : run[0][0]]
    even = len(set(map(len, texts))) == 1
    return bool(_OF_SOME.search(before) or (even and _SUPPOSED.search(before)))


_QUOTE = re.compile(r"[“「]([^“”「」]{5,80})[”」]")
_LONG_QUOTE = re.compile(r"[“「]([^“”「」]{81,1500})[”」]")  # of sentences as other text has them
_QUOTES = re.compile(r"(?:[“「][^“”「」]{2,24}[”」][、，]?){3,}")
_QUOTE_BRIEF = re.compile(r"[“「]([^“”「」]{2,24})[”」]")
_SENTENCE_ROWS = (
    ("，；：。！？", "、", 24),
    ("；：。！？", "，", 60),
    ("：。！？", "；", 90),
    ("：；。！？", "、，", 5),
)
_QUOTED_ROWS = (("，；：。！？", "、", 24), ("；：。！？", "，", 24), ("：；。！？", "、，", 5))


def rows(reading: Reading, known: Known = _NOTHING) -> Iterator[tuple[str, list[Range]]]:
    """Runs of pieces between one kind of mark that are a known set, share a frame, or are phrases of one length."""
    text = reading.text
    for scope in reading.sentences:
        if may_list(text, *scope):
            for kind, row in cut_all(text, scope, _SENTENCE_ROWS):
                yield from _known(text, row, known)
                yield from _of_row(text, row, kind)
    for quote in _QUOTE.finditer(text):
        for kind, row in cut_all(text, quote.span(1), _QUOTED_ROWS):
            yield from _known(text, row, known)
            verse = kind[1] == "，"  # which has clauses of one length, and anchors in them
            yield from (f for f in frames.framed(text, row, kind) if not (verse and _is_verse(text, *f)))
            yield from [] if verse else level.levelled(text, row, kind)
    yield from _rows_of_speeches(text)
    for quotes in _QUOTES.finditer(text):
        row = [quote.span(1) for quote in _QUOTE_BRIEF.finditer(text, *quotes.span())]
        yield from frames.framed(text, row, _QUOTED_ROWS[0])


def _rows_of_speeches(text: str) -> Iterator[tuple[str, list[Range]]]:
    """The rows in the sentences of long quotations, framed or of one length."""
    for quote in _LONG_QUOTE.finditer(text):
        for scope in clauses.sentences(text, *quote.span(1)):
            for kind, row in cut_all(text, scope, _SENTENCE_ROWS) if may_list(text, *scope) else ():
                yield from _of_row(text, row, kind)


def _of_row(text: str, row: Sequence[Range], kind: Kind) -> Iterator[tuple[str, list[Range]]]:
    """The runs of a row that share a frame, and the row itself where its pieces are of one length.

    A weak frame that only some of those share is no run of its own: 党建引领、｜法治保障、德治教化、自治强基.
    """
    even = list(level.levelled(text, row, kind))
    whole = even[0][1] if even else []
    for rule, run in frames.framed(text, row, kind):
        if not (
            rule.endswith(frames.WEAK)
            and len(run) < len(whole)
            and whole[0][0] <= run[0][0]
            and run[-1][1] <= whole[-1][1]
        ):
            yield rule, run
    yield from even


def _is_verse(text: str, rule: str, run: Sequence[Range]) -> bool:
    lengths = {b - a for a, b in run}
    slogan = lengths == {frames.TRIPLE} or (
        len(lengths) == 1 and rule.endswith("infix") and frames.same_places([text[a:b] for a, b in run]) > 2
    )
    return rule.endswith(frames.WEAK) and min(lengths) <= frames.LONGEST_VERSE and not slogan


def _known(text: str, row: Sequence[Range], known: Known) -> Iterator[tuple[str, list[Range]]]:
    """The runs of a known set's members in their usual order, three at least (解放思想、实事求是、与时俱进)."""
    found: dict[Range, list[Range]] = {}
    for place in range(1, len(row) - 1):
        for entry in known.get(text[slice(*row[place])], ()):
            run = _members(text, row, place, entry.members)
            stems = len(run) < len(entry.members) and all(frames.STEM.match(text, *r) for r in run)  # 甲、乙、丙
            if len(run) > 2 and not stems and (run := _whole(text, row, run)):
                found.setdefault((run[0][0], run[-1][1]), run)
    yield from (("parallel.known", run) for run in found.values())


_LONGEST_WORD = 4  # characters of a member that is a word


def _whole(text: str, row: Sequence[Range], run: list[Range]) -> list[Range]:
    """Members of one length with the word like them that ends their row; none where more such words stand beside.

    富强、民主、文明、和谐、｜美丽的国家; but not 春节、元宵节、｜清明节、端午节、中秋节.
    """
    length = run[0][1] - run[0][0]
    if length > _LONGEST_WORD or len({b - a for a, b in run}) > 1:
        return run
    first = next(i for i, r in enumerate(row) if r[1] == run[0][1])
    last = next(i for i, r in enumerate(row) if r[0] == run[-1][0])
    before = row[:first] if row[first] == run[0] else []
    behind = row[last + 1 :] if row[last] == run[-1] else []
    behind = [(a, a + length) for a, b in behind if b - a == length or text.startswith("的", a + length)]
    behind = [(a, b) for a, b in behind if text[a - 1] == "、" and HAN_ONLY.fullmatch(text, a, b)]
    if (before and before[-1][1] - before[-1][0] == length) or len(behind) > 1:
        return []
    return [*run, *behind] if behind and behind[0][0] == row[-1][0] else run


def _members(text: str, row: Sequence[Range], place: int, members: Sequence[str]) -> list[Range]:
    """The members around the piece ``place``; the first piece and the last of them may be more than a member."""
    at = members.index(text[slice(*row[place])])
    run = [row[place]]
    for (start, end), member in zip(reversed(row[:place]), reversed(members[:at]), strict=False):
        if not text.endswith(member, start, end):
            break
        run.insert(0, (end - len(member), end))
        if end - start > len(member):
            break
    for (start, end), member in zip(row[place + 1 :], members[at + 1 :], strict=False):
        if not text.startswith(member, start, end):
            break
        run.append((start, start + len(member)))
        if end - start > len(member):
            break
    return run


_THRICE = re.compile(rf"([{HAN}])(?:..\1..\1|...\1...\1)")  # a character of every match of _RUN
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
            yield formulation(view, reading, "parallel.run", ranges)
