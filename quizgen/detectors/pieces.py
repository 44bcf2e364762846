"""The pieces of a plain list: a stretch of text cut at its marks, links or titles into as many as are counted.

Every function takes a text and the range ``start``, ``end`` in it, and gives ranges of offsets into the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quizgen.detectors import labels
from quizgen.text import clauses
from quizgen.text.fold import HAN
from quizgen.text.numerals import number
from quizgen.text.words import word_edges

AND = re.compile(r"以及|还有|和(?![平谐睦解善美约尚好]|气(?![质候体压温象]))|与(?![会时])|[及](?![时格其])")
_OPEN_END = re.compile(r"(等+)(?:[^、，。；]{0,4})$")
NUMERALS = re.compile("[一二两三四五六七八九十]+")
PAUSES = ("；", "、", "，")
LONGEST = {"；": 120, "，": 60, "、": 40}  # characters of a piece
_LEAST_MIXED, _LONGEST_MIXED = 5, 8  # pieces, and their characters, between marks of two kinds

Pieces = tuple[list[tuple[int, int]], bool]
"""The ranges of a list's pieces, and whether 等 leaves the list open."""
Found = tuple[str, list[tuple[int, int]], bool]
"""The name of the rule that found a list, with its pieces."""


def split(text: str, start: int, end: int, count: int, separators: tuple[str, ...] = PAUSES) -> Pieces | None:
    """Cut ``text[start:end]`` in exactly ``count`` pieces at one kind of mark."""
    start, end = clauses.trim(text, start, end)
    if count == 2 and (halves := _halves(text, start, end)):
        return without_end(text, halves)
    for separator in separators:
        ranges = _at_marks(text, start, end, count, separator)
        if len(ranges) == count and all(b - a <= LONGEST[separator] for a, b in ranges):
            return without_end(text, ranges)
    ranges = (
        _at_signs(text, start, end, count)
        or _titles(text, start, end, count)
        or adjacent_quotes(text, start, end, count)
        or characters(text, start, end, count)
    )
    return (ranges, False) if ranges else _repeated(text, start, end, count) or _mixed(text, start, end, count)


def _mixed(text: str, start: int, end: int, count: int) -> Pieces | None:
    """唐代韩愈、柳宗元，宋代欧阳修、苏洵、…: many words in a row of rows."""
    row = [r for r in clauses.pieces(text, start, end, "[、，]") if r[1] > r[0]]
    plain = {mark for _, mark in clauses.flat_marks(text, start, end)} == {"、", "，"}
    fits = plain and len(row) == count >= _LEAST_MIXED and all(b - a <= _LONGEST_MIXED for a, b in row)
    return without_end(text, row) if fits else None


def _halves(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A、B和C、D; 确立A、B，确立C; A和B的界限，C和D的界限: two pieces, halved where they are alike."""
    by = clauses.pieces(text, start, end, "，")
    alike = [text[a:b] for a, b in by]
    shared = max(len(clauses.common_start(alike)), len(clauses.common_end(alike)))
    if len(by) == 2 and all(b - a > 4 for a, b in by) and shared > 1:
        return by
    marks = clauses.flat_marks(text, start, end)
    if [mark for _, mark in marks] != ["、", "、"]:
        return []
    between = range(marks[0][0] + 1, marks[1][0])
    links = [m for m in AND.finditer(text, between.start, between.stop) if _flat(text, between.start, m.start())]
    halves = [(start, links[0].start()), clauses.trim(text, links[0].end(), end)] if len(links) == 1 else []
    return halves if all(b - a <= LONGEST["、"] for a, b in halves) else []


def _at_marks(text: str, start: int, end: int, count: int, separator: str) -> list[tuple[int, int]]:
    """Pieces between one punctuation mark; 、-lists end with their clause, and 和 may stand before the last."""
    if separator != "、":
        return [r for r in clauses.pieces(text, start, end, separator) if r[1] > r[0]]
    stop = next(_flat_stops(text, start, end), end)
    ranges = [r for r in clauses.pieces(text, start, stop, separator) if r[1] > r[0]]
    if len(ranges) == count - 1:
        ranges = split_last(text, ranges)
    return cut_tail(text, ranges)


def without_end(text: str, ranges: list[tuple[int, int]]) -> Pieces:
    """A、B、C等: 等 is no part of the last piece, but says that there are more."""
    tail = open_end(text, *ranges[-1])
    if tail is not None:
        ranges[-1] = (ranges[-1][0], tail)
    return ranges, tail is not None


def open_end(text: str, start: int, end: int) -> int | None:
    """Where 等 closes a list inside its last piece; 等 of 等待 and 高等教育 does not."""
    tail = _OPEN_END.search(text, start, end)
    if tail is None or tail.start() == start:
        return None
    at = tail.start() - start
    alone = {at, tail.end(1) - start} <= word_edges(text[start:end])
    return tail.start() if alone else None


def _at_signs(text: str, start: int, end: int, count: int) -> list[tuple[int, int]]:
    """肯定--否定--否定之否定: short pieces between dashes, strokes, arrows or blanks."""
    stop = next(_flat_stops(text, start, end), end)
    for sign in ("--", "—", "/", "→", "->", " "):
        ranges = [r for r in clauses.pieces(text, start, stop, re.escape(sign)) if r[1] > r[0]]
        if len(ranges) == count and all(b - a <= 20 for a, b in ranges):
            return ranges
    return []


_TITLES = re.compile("(?:《[^《》]+》[、和与及]?)+")


def _titles(text: str, start: int, end: int, count: int) -> list[tuple[int, int]]:
    """《…》《…》: titles side by side."""
    row = _TITLES.match(text, start, end)
    books = list(re.finditer("《[^》]+》", row[0])) if row else []
    ends = row is not None and (row.end() == end or text[row.end() :].startswith(tuple("，。；（等")))
    if len(books) != count or not (ends or (row and text[row.end() - 1] == "》" and _next_label(text, row.end()))):
        return []
    return [(start + b.start(), start + b.end()) for b in books]


def _next_label(text: str, start: int) -> bool:
    """《…》《…》｜五经：《…》: whether another label follows with its own list."""
    return any(label.start == start for label in labels.heads(text[: start + 12]))


def characters(text: str, start: int, end: int, count: int) -> list[tuple[int, int]]:
    """四气：寒热温凉 — as many characters as the label counts, and no number among them."""
    if end - start != count or not re.fullmatch(f"[{HAN}]+", text[start:end]) or NUMERALS.search(text[start:end]):
        return []
    return [(i, i + 1) for i in range(start, end)]


def _flat_stops(text: str, start: int, end: int) -> Iterator[int]:
    """Marks at which a 、-list ends, outside brackets."""
    depth = 0
    for i in range(start, end):
        if text[i] in clauses.OPENING:
            depth += 1
        elif text[i] in clauses.CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0 and text[i] in "，；。：！？\n":
            yield i


def split_last(text: str, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A、B和C: the last piece cut at its link."""
    if not ranges:
        return ranges
    start, end = ranges[-1]
    links = [m for m in AND.finditer(text, start + 1, end) if m.end() < end and _flat(text, start, m.start())]
    if not links:
        return ranges
    ending = clauses.common_end([text[a:b] for a, b in ranges[:-1]]) if len(ranges) > 2 else ""
    alike = [m for m in links if (ending and text.endswith(ending, start, m.start())) or m[0] in ("以及", "还有")]
    cut = (alike or links)[0]
    return [*ranges[:-1], (start, cut.start()), clauses.trim(text, cut.end(), end)]


def _flat(text: str, start: int, offset: int) -> bool:
    part = text[start:offset]
    return all(part.count(o) <= part.count(c) for o, c in zip(clauses.OPENING, clauses.CLOSING, strict=True))


_TOGETHER = re.compile(
    "(?:同时进行|同步推进|一体推进|协调发展|齐头并进|并举|并重|并行|并存|并进|兼备|兼顾|相结合|一起抓|共同作用|[二三四五六七]者[^、]{0,6})$"
)
_COUNTED_AGAIN = re.compile(f"(?<!第)(?P<n>[二三四五六七八九十]{{1,2}})[{HAN}]{{1,6}}$")


def cut_tail(text: str, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """木、火、土、金、水五种物质: the count that closes the list, or what is said of all, is no part of the last."""
    if not ranges:
        return ranges
    start, end = ranges[-1]
    link = AND.match(text, start)
    start = link.end() if link else start
    tail = next((lb.start for lb in labels.classified(text, start + 1, end)), None) or _said_of_all(text, ranges)
    return [*ranges[:-1], (start, tail if tail and tail > start else end)]


def _said_of_all(text: str, ranges: Sequence[tuple[int, int]]) -> int | None:
    """Where the last piece ends if it goes on otherwise than the others: 所有权、承包权、经营权｜分置并行, 秦｜七国."""
    *others, (start, end) = ranges
    as_what = text.find("作为", start + 1, end)
    if others and as_what > 0 and not any("作为" in text[a:b] for a, b in others):
        return as_what  # 水渠、水井｜作为村里的根本
    lengths = [b - a for a, b in others]
    if len(others) < 2 or end - start <= min(lengths):
        return None
    again = _COUNTED_AGAIN.search(text, start + 1, end)
    if again and number(again["n"]) == len(ranges) and min(lengths) <= again.start() - start <= max(lengths) + 1:
        return again.start()
    ending = clauses.common_end([text[a:b] for a, b in others])
    at = text.rfind(ending, start, end - 1) if ending and not text.endswith(ending, start, end) else -1
    if at > start and at + len(ending) - start in word_edges(text[start:end]):
        return at + len(ending)
    together = _TOGETHER.search(text, start + 1, end)
    return together.start() if together and not any(_TOGETHER.search(text, *r) for r in others) else None


def _repeated(text: str, start: int, end: int, count: int) -> Pieces | None:
    """凡是…，…，凡是…，…: pieces that open with the same two characters, whatever stands between."""
    if count > 6 or end - start < 8 * count:
        return None
    opener = text[start : start + 2]
    starts = [m.start() for m in re.finditer(re.escape(opener), text[start:end])]
    if len(starts) != count or "，" not in text[start:end]:
        return None
    bounds = [start + s for s in starts] + [end]
    if any(text[b - 1] not in "，；、" for b in bounds[1:-1]):
        return None
    return [clauses.trim(text, a, b) for a, b in pairwise(bounds)], False


_QUOTED_BEFORE = re.compile("[”」』](?:、|以及|[和与及])?$")


def adjacent_quotes(text: str, start: int, end: int, count: int) -> list[tuple[int, int]]:
    """“A”“B”“C” or “A”和“B”: quoted members with no more than a link between."""
    quotes = list(re.finditer(r"[“「『\"][^“”「」『』\"]{1,20}[”」』\"]", text[start:end]))[-count:]
    if len(quotes) != count or quotes[-1].end() != end - start:
        return []
    if _QUOTED_BEFORE.search(text, max(0, start + quotes[0].start() - 3), start + quotes[0].start()):
        return []  # “水”与“土”、“种”与“收”两组: the row is longer
    gaps = [text[start + a.end() : start + b.start()] for a, b in pairwise(quotes)]
    if not all(gap in ("", "、") or AND.fullmatch(gap) for gap in gaps):
        return []
    return [(start + q.start() + 1, start + q.end() - 1) for q in quotes]


def between_marks(text: str, start: int, end: int, mark: str, count: int) -> list[tuple[int, int]]:
    """The clauses between marks, where there can be ``count`` of them: marks within quotations are not many more."""
    marks = text.count(mark, start, end)
    if not count <= marks + 1 <= 3 * count + 3:
        return []
    return [r for r in clauses.pieces(text, start, end, mark) if r[1] > r[0]]


def is_of_one_make(text: str, row: Sequence[tuple[int, int]]) -> bool:
    """Whether clauses are of one make: of one length, or with one beginning or end."""
    texts = [text[a:b] for a, b in row]
    return len(set(map(len, texts))) == 1 or bool(clauses.common_start(texts) or clauses.common_end(texts))
