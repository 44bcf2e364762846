"""Rows of pieces between marks of one kind, and the lists that are made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from quizgen import data
from quizgen.detectors.view import LONGEST_SENTENCE, Reading, View
from quizgen.model import Formulation
from quizgen.text import clauses
from quizgen.text.fold import HAN
from quizgen.text.words import word_edges

_AND = re.compile("以及|还有|和(?![平谐气睦解善美和])|[与及并]")
_ALSO = frozenset("也又还更并")
_LEAST_ALSO = 3  # pieces before the one that 也 joins to them
_AND_BEGINS = frozenset("以还和与及并")
_LINK = re.compile("以及|和(?![平谐气睦解善美和])|(?<![参给赋])与|及(?![时格])")
LEAST_ATTRIBUTE = 2  # characters before 的

LED = re.compile("(?:(?:因此|所以|为此)，?|我们|大家|全党|就)?(?:必须|应当|应该|需要|始终|都?要|坚持)")
"""What leads all of several clauses and stands before the first of them: 必须｜在村里…，在田里…."""
HAN_ONLY = re.compile(f"[{HAN}]+")
NUMBERED = re.compile("(?!一切|一心|一定|一生)[一二两三四五六七八九十]")
Range = tuple[int, int]
Kind = tuple[str, str, int]
"""The marks that end a row, the marks between its pieces (the first has to be among them), how long a piece may be."""


@cache
def words_of(name: str) -> tuple[str, ...]:
    """One list of the data on rows."""
    return tuple(data.load("parallel")[name])


@cache
def set_of(name: str) -> frozenset[str]:
    """The same as a set."""
    return frozenset(words_of(name))


def formulation(view: View, reading: Reading, rule: str, ranges: Sequence[Range]) -> Formulation:
    """The parallel list of the pieces at ``ranges`` of one text."""
    start, end = reading.sentence(ranges[0][0])
    ranges = _behind_with(reading.text, _without_complement(reading.text, ranges))
    ranges = _without_verb(reading.text, _without_preposition(reading.text, _without_result(reading.text, ranges)))
    return Formulation(
        form="parallel",
        members=tuple(reading.member(clauses.unquote(reading.text, *r)) for r in ranges),
        lead=reading.lead(start, end),
        section=view.section(reading.index),
        ordered=False,
        rule=rule,
    )


_WITH = re.compile("[^以]{1,8}以(?=[^，。；]{2,}为)")
_TO_BE = re.compile("[^以]{2,}为.+")


def _behind_with(text: str, ranges: Sequence[Range]) -> Sequence[Range]:
    """形成以｜粮食为主体、果树为补充、渔业为支撑: the first of the pieces, without the words that lead up to it."""
    (start, end), *others = ranges
    led = _WITH.match(text, start, end) if all(_TO_BE.fullmatch(text, *r) for r in others) else None
    return [(led.end(), end), *others] if led and len(others) > 1 else ranges


_COMPLEMENTS = "好了着过"


def _without_complement(text: str, ranges: Sequence[Range]) -> Sequence[Range]:
    """讲好｜党的故事、革命的故事: the first of the pieces, without the end of the verb before it."""
    (start, end), *others = ranges
    torn = text[start] in _COMPLEMENTS and end - start > LEAST_ATTRIBUTE and HAN_ONLY.match(text, start - 1)
    alone = not any(text[a] == text[start] for a, _ in others)
    return [(start + 1, end), *others] if torn and alone and is_edge(text, start - 1, end, start + 1) else ranges


_RESULT = re.compile(
    "(?:落到实处|落实到位|抓[实细紧好]抓[实细紧好]|作为(?=.)|贯穿(?=.)|放在(?=.)|摆在(?=.)|结合起来|统一起来|结合好)[^，]{0,16}$"
)


def _without_result(text: str, ranges: Sequence[Range]) -> Sequence[Range]:
    """把统筹水源、统筹水路、统筹水价｜落到实处: the last piece without what is done with all of them."""
    before, (start, end) = text[ranges[0][0] - 1 : ranges[0][0]], ranges[-1]
    result = _RESULT.search(text, start + 2, end) if before and before in "把将" else None
    if result is None or any(_RESULT.search(text, a, b) for a, b in ranges[:-1]):
        return ranges
    return [*ranges[:-1], (start, result.start())]


_LEADS = frozenset("对以把将向从在用为")
_PARTICLES = frozenset("谓则故盖夫")  # before the first of pieces of one length: 故｜水得其渠，苗得其土，人得其食


def _without_preposition(text: str, ranges: Sequence[Range]) -> Sequence[Range]:
    """对｜种田规律、养鱼规律、织布规律的认识: the first of pieces that are alike, without what leads all of them."""
    (start, end), *others = ranges
    first = text[start]
    if first in _PARTICLES and end - start > 1 and not any(text[a] in _PARTICLES for a, _ in others):
        even = {b - a for a, b in others} == {end - start - 1}
        ends = clauses.common_end([text[a:b] for a, b in ranges])
        return [(start + 1, end), *others] if even or len(ends) >= LEAST_ATTRIBUTE else ranges
    if first not in _LEADS or any(text[a] in _LEADS for a, _ in others):
        return ranges
    pieces = [text[start + 1 : end], *(text[a:b] for a, b in others)]
    alike = (han(clauses.common_end(pieces)[::-1]), han(clauses.common_start(pieces)))
    if max(map(len, alike)) < LEAST_ATTRIBUTE:
        return ranges
    return [(start + 1, end), *others] if is_edge(text, start, end, start + 1) else ranges


def lone_verb(text: str, row: Sequence[Range], kind: str = "verbs") -> int:
    """Where the first piece goes on behind a verb that only it opens with (推动｜海港、陆港), else its start."""
    (start, end), *others = row
    verb = max((word for word in words_of(kind) if text.startswith(word, start, end)), key=len, default="")
    led = any(text.startswith(words_of("verbs"), a) for a, _ in others)
    return start + len(verb) if verb and not led and is_edge(text, start, end, start + len(verb)) else start


def _without_verb(text: str, ranges: Sequence[Range]) -> Sequence[Range]:
    """深入实施｜河渠治理战略、山林看护战略: the first of pieces that end alike, without the verb that only it has."""
    (_, end), *others = ranges
    ending = len(han(clauses.common_end([text[a:b] for a, b in ranges])[::-1]))
    behind = lone_verb(text, ranges, "makers")
    return [(behind, end), *others] if ending >= LEAST_ATTRIBUTE and end - behind > ending else ranges


def cut_all(text: str, scope: Range, kinds: Sequence[Kind]) -> Iterator[tuple[Kind, list[Range]]]:
    """The rows of each kind in a scope."""
    marks = clauses.flat_marks(text, *scope)
    signs = "".join(mark for _, mark in marks)
    return ((kind, row) for kind in kinds if kind[1][0] in signs for row in _cut(text, scope, marks, signs, kind))


def _cut(text: str, scope: Range, marks: Sequence[tuple[int, str]], signs: str, kind: Kind) -> Iterator[list[Range]]:
    """The rows of at least three pieces in a scope; ``signs`` are its marks without their offsets."""
    outer, between, _ = kind
    for part in _parts(outer).finditer(signs):
        if between[0] not in part[0]:
            continue
        first, last = part.span()
        inside = [offset for offset, mark in marks[first:last] if mark in between]
        begin = marks[first - 1][0] + 1 if first else scope[0]
        end = marks[last][0] if last < len(marks) else scope[1]
        if len(inside) > 1 or _LINK.search(text, inside[0], end):
            bounds = pairwise([begin - 1, *inside, end])
            row = linked(text, [clauses.trim(text, a + 1, b) for a, b in bounds])
            if len(row) > 2:
                yield row


@cache
def _parts(outer: str) -> re.Pattern[str]:
    """The marks of one row at most, in a string of marks."""
    return re.compile(f"[^{outer}]+")


def may_list(text: str, start: int, end: int) -> bool:
    """Whether a sentence has room and marks for three pieces."""
    marks = 2 * text.count("、", start, end) + text.count("，", start, end) + text.count("；", start, end)
    return 8 <= end - start <= LONGEST_SENTENCE and marks > 1


def linked(text: str, row: list[Range]) -> list[Range]:
    """A row whose last piece is A和B in two, and whose later pieces go without 和 or 还有 before them."""
    row = [r for r in row if r[1] > r[0]]
    if not row:
        return row
    last = row[-1]
    usual = max((b - a for a, b in row[1:-1] or row[:-1]), default=0)  # words lead up to the first
    long = last[1] - last[0] > usual + 1 and not _conjunction(text, *last)
    link = _LINK.search(text, last[0] + 1, last[1]) if long else None
    near = link is not None and abs((link.start() - last[0]) - usual) <= 3
    pairs = near and len(row) > 2 and all(_LINK.search(text, a + 1, b) for a, b in row[1:-1])  # 水与土相宜、肥与苗相称
    if link and near and not pairs and not _is_one_piece(text, row, link):
        row = [*row[:-1], (last[0], link.start()), (link.end(), last[1])]
    row = _without_also(text, row)
    if len({b - a for a, b in row}) == 1:
        return row  # 均无贫，和无寡，安无倾: no conjunction
    if _AND_BEGINS.isdisjoint([text[a : a + 1] for a, _ in row]):
        return row
    links = [_conjunction(text, *piece) for piece in row]
    if sum(map(bool, links)) > 1:
        return row  # 与…融合，与…关联: a frame
    return [(a + link, b) for (a, b), link in zip(row, links, strict=True)]


def _without_also(text: str, row: list[Range]) -> list[Range]:
    """是…期，是…期，也｜是…期: a row whose last piece goes without the 也 that joins it to the others."""
    also, end = row[-1]
    openers = {text[a] for a, b in row[1:-1] if a < b}
    joined = len(row) > _LEAST_ALSO and end > also + 1 and text[also] in _ALSO and openers == {text[also + 1]}
    return [*row[:-1], (also + 1, end)] if joined else row


def _is_one_piece(text: str, row: Sequence[Range], link: re.Match[str]) -> bool:
    """Whether what the others open with leads to both sides of 和: 不负时代，不负韶华，不负党｜和｜人民的期望."""
    opening = clauses.common_start([text[a:b] for a, b in row])
    return bool(opening) and len(row) > 1 and not text.startswith(opening, link.end())


def _conjunction(text: str, start: int, end: int) -> int:
    """How many characters of a piece are the conjunction before it: none of 与时俱进."""
    link = _AND.match(text, start, end)
    return len(link[0]) if link and link.end() - start in word_edges(text[start:end]) else 0


def is_edge(text: str, start: int, end: int, offset: int) -> bool:
    """Whether a word begins or ends at ``offset`` of the piece ``[start, end)``."""
    return offset in (start, end) or offset - start in word_edges(text[start:end])


def han(text: str) -> str:
    """The Chinese characters that ``text`` begins with."""
    found = HAN_ONLY.match(text)
    return found[0] if found else ""
