"""What stands on the pages of a PDF without being its text: running heads, page numbers, watermarks.

They are told by repetition and place; what single lines look like is the data of :mod:`quizgen.readers.furniture`.
"""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from quizgen.readers import furniture
from quizgen.readers.pdflines import Line
from quizgen.readers.pdfpage import Page, Piece

WATERMARK, HEAD, FOOT, NUMBER = "watermark", "page.head", "page.foot", "page.number"

_NEAR = 4.0  # points by which places on different pages may differ
_ROWS = 3  # how many rows of furniture a page has at its head or foot
_HEAD_ZONE, _FOOT_ZONE, _EDGE_ZONE = 0.25, 0.75, 0.12  # shares of the page's height
_LARGE, _SMALL, _TINY, _MARGIN = 1.15, 0.95, 0.8, 0.08
_TIMES, _TILES, _MANY = 3, 3, 4
_MOST_ALTERNATE = 0.45  # heads may differ between left and right pages
_APART, _SAMPLE = 1.3, 200
_MOST_PLACES = 0.6
_NOT_IN_KEY = re.compile(r"\s+")
_FIGURE = re.compile(r"\d{1,5}")
_MOST_NUMBERS = 6
_ROMAN = re.compile(r"[-—–·\s]*[ivxlc]{1,7}[-—–·\s]*", re.IGNORECASE)


def watermarks(pages: Sequence[Page], body: float) -> set[int]:
    """The ``id`` of each piece that is a watermark: slanting, or light and large or at one place again and again."""
    found = {id(piece) for page in pages for piece in page.pieces if piece.askew and _is_slant(piece, page)}
    places: dict[str, list[tuple[int, Piece]]] = defaultdict(list)
    for page in pages:
        for piece in page.pieces:
            if piece.light or piece.askew:
                places[_NOT_IN_KEY.sub("", piece.text)].append((page.number, piece))
    for marks in places.values():
        if _is_everywhere(marks, len(pages)):
            found.update(id(piece) for _, piece in marks)
        else:
            found.update(id(piece) for _, piece in marks if piece.light and piece.size >= 2 * body)
    return found


def _is_slant(piece: Piece, page: Page) -> bool:
    """Whether text runs neither along nor across the page: its baseline would have to leave the line."""
    return abs(piece.x1 - piece.x0) > 1.5 * piece.size and piece.size < page.height


def _is_everywhere(marks: Sequence[tuple[int, Piece]], pages: int) -> bool:
    numbers = [number for number, _ in marks]
    tiles = max(numbers.count(number) for number in set(numbers))
    if tiles >= _TILES:
        return True
    around = [piece for _, piece in marks]
    near = all(abs(p.x0 - around[0].x0) <= _NEAR and abs(p.y - around[0].y) <= _NEAR for p in around)
    return len(set(numbers)) >= min(max(2, pages // 2), 50) and near


def mark(pages: Sequence[tuple[Page, list[Line]]], body: float) -> None:
    """Set :attr:`Line.why` of the lines that belong to the pages and not to the text."""
    edges = _Edges(pages, body)
    for page, lines in pages:
        rows = list(_rows(lines))
        edges.peel(page, rows, at_head=True)
        edges.peel(page, rows[::-1], at_head=False)
    _mark_stamps(pages)
    lines = [line for _, found in pages for line in found]
    if all(line.why for line in lines):  # pages that say nothing else say this
        for line in lines:
            line.why = ""


class _Edges:
    """Knows what comes again at the heads and feet of pages."""

    def __init__(self, pages: Sequence[tuple[Page, list[Line]]], body: float) -> None:
        self._count, self._body = len(pages), body
        self._leading = _leading(pages)
        self._places: dict[tuple[str, bool], list[float]] = defaultdict(list)
        self._slots: dict[bool, list[tuple[float, str]]] = defaultdict(list)
        for page, lines in pages:
            rows = list(_rows(lines))
            self._note(page, rows[:_ROWS], at_head=True)
            self._note(page, rows[: -_ROWS - 1 : -1], at_head=False)
        for found in self._places.values():
            found.sort()
        self._heads = {at_head: _slots(slots, self._count) for at_head, slots in self._slots.items()}

    def _note(self, page: Page, outer: Sequence[list[Line]], *, at_head: bool) -> None:
        rows = [row for row in outer if _is_in_zone(page, row[0], at_head=at_head)]
        once = {(key, row[0].y) for row in rows for line in row for key in _keys(line)}  # columns may say the same
        for key, y in once:
            self._places[key, at_head].append(y)
        if rows and self._is_apart(outer):
            self._slots[at_head].append((rows[0][0].y, _keys(rows[0][0])[0]))

    def peel(self, page: Page, outer: Sequence[list[Line]], *, at_head: bool) -> None:
        """Mark rows from the page's edge inwards: those up to a gap, or such as come again on very many pages."""
        names: list[list[str]] = []
        for depth, row in enumerate(outer[:_ROWS]):
            if not _is_in_zone(page, row[0], at_head=at_head) or any(line.table for line in row):
                break
            names.append([self._why(page, line, outer[depth:], at_head=at_head) for line in row])
            if not all(names[-1]):
                break
        whole = sum(all(found) for found in names)
        apart = next((n for n in range(whole, 0, -1) if n == len(outer) or self._ends(page, outer[n - 1 :])), 0)
        many = max(_MANY, self._count * _MOST_ALTERNATE)
        for depth, (row, found) in enumerate(zip(outer, names, strict=False)):
            often = all(self._often(line, at_head=at_head, exactly=True) >= many for line in row)
            for line, name in zip(row, found, strict=True):
                if name == NUMBER or depth < apart or (often and depth < whole):
                    line.why = name

    def _ends(self, page: Page, outer: Sequence[list[Line]]) -> bool:
        """Whether furniture ends behind the first of these rows: at a gap, or in type much smaller than the text's."""
        edge = min(outer[0][0].y, page.height - outer[0][0].y) <= _MARGIN * page.height
        tiny = all(line.size <= _TINY * self._body for line in outer[0])
        return (edge and tiny) or self._is_apart(outer)

    def _often(self, line: Line, *, at_head: bool, exactly: bool = False) -> int:
        """On how many pages a line stands at its place, whatever page number is in it unless ``exactly``."""
        keys = _keys(line)[:1] if exactly else _keys(line)
        return max(_near(self._places[key, at_head], line.y) for key in keys)

    def _why(self, page: Page, line: Line, outer: Sequence[list[Line]], *, at_head: bool) -> str:
        if self._is_number(page, line, outer):
            return NUMBER
        name = HEAD if at_head else FOOT
        large = line.size > _LARGE * self._body
        if at_head and self._count <= 2 and self._is_small_head(page, line, outer):
            return HEAD
        enough = max(2, self._count * 0.8) if large else 2 if self._count <= 6 else _TIMES
        if self._often(line, at_head=at_head) >= enough:
            return name
        is_slot = not large and any(abs(y - line.y) <= _NEAR for y in self._heads.get(at_head, ()))
        return name if is_slot and self._is_apart(outer) else ""

    def _is_small_head(self, page: Page, line: Line, outer: Sequence[list[Line]]) -> bool:
        """Whether a document too short for repetition has small type by itself at the very edge of the page."""
        edge = line.y <= _MARGIN * page.height and line.size <= _SMALL * self._body
        return edge and len(outer) > 1 and outer[1][0].y - line.y > 1.1 * self._leading

    def _is_number(self, page: Page, line: Line, outer: Sequence[list[Line]]) -> bool:
        text = line.text.strip()
        number = furniture.sift([text]) == [NUMBER] or (_ROMAN.fullmatch(text) and self._count > 1)
        edge = min(line.y, page.height - line.y) <= _EDGE_ZONE * page.height
        return bool(number) and (edge or self._is_apart(outer))

    def _is_apart(self, outer: Sequence[list[Line]]) -> bool:
        """Whether the outermost row stands farther from the next one than lines of text do."""
        if len(outer) < 2:
            return False
        distance = abs(outer[0][0].y - outer[1][0].y)
        small = all(line.size <= _SMALL * self._body for line in outer[0])
        return distance > max(1.6 * outer[0][0].size, (1.1 if small else _APART) * self._leading)


def _slots(slots: Sequence[tuple[float, str]], pages: int) -> list[float]:
    """Places where most pages have a line of their own that says the same on many of them: heads of chapters."""
    found = []
    for y in {round(y / _NEAR) * _NEAR for y, _ in slots}:
        keys = [key for other, key in slots if abs(other - y) <= _NEAR]
        if len(keys) >= max(_TIMES + 1, pages * _MOST_PLACES) and len(set(keys)) <= len(keys) * _MOST_PLACES:
            found.append(y)
    return found


def _mark_stamps(pages: Sequence[tuple[Page, list[Line]]]) -> None:
    """Mark lines that stand at one place of most pages, wherever it is."""
    places: dict[str, list[Line]] = defaultdict(list)
    for _, lines in pages:
        for line in lines:
            if not line.why and not line.table:
                places[line.text].append(line)
    for same in places.values():
        if len(same) < max(_MANY, len(pages) * _MOST_PLACES):
            continue
        first = same[0]
        if all(abs(line.y - first.y) <= _NEAR and abs(line.x0 - first.x0) <= _NEAR for line in same):
            for line in same:
                line.why = WATERMARK


def _leading(pages: Sequence[tuple[Page, list[Line]]]) -> float:
    """The usual distance between rows."""
    distances = [below[0].y - above[0].y for _, lines in pages[:_SAMPLE] for above, below in pairwise(_rows(lines))]
    return median(distances) if distances else 0.0


def _is_in_zone(page: Page, line: Line, *, at_head: bool) -> bool:
    """Whether a line stands where a page has its heads, or its feet."""
    share = line.y / page.height
    return share <= _HEAD_ZONE if at_head else share >= _FOOT_ZONE


def _rows(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Lines in order, those beside each other together."""
    row: list[Line] = []
    for line in sorted(lines, key=lambda part: (part.y, part.x0)):
        if row and line.y - row[0].y > 0.4 * min(line.size, row[0].size):
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def _keys(line: Line) -> list[str]:
    """What may come again of a line without its spaces: all of it, or all but a number that counts the pages."""
    text = _NOT_IN_KEY.sub("", line.text)
    numbers = list(_FIGURE.finditer(text))
    if len(numbers) > _MOST_NUMBERS:
        return [text]
    counted = [f"{text[: n.start()]}#{int(n[0]) - line.page}#{text[n.end() :]}" for n in numbers]
    return [text, *counted]


def _near(places: Sequence[float], y: float) -> int:
    """How many of the sorted ``places`` lie around ``y``."""
    return bisect.bisect(places, y + _NEAR) - bisect.bisect_left(places, y - _NEAR)
