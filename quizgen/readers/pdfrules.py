"""Ruled lines and pictures of a PDF's page, and the tables that the lines draw."""

from __future__ import annotations

import bisect
import ctypes
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

Rule = tuple[float, float, float, float]  # left, top, right, bottom; one of its sides is thin

_THIN = 2.5  # points up to which something is a line and not a surface
_SHORTEST = 6.0
_NEAR = 3.0
_MOST_OBJECTS, _MOST_SEGMENTS, _MOST_RULES, _MOST_LINES = 20_000, 400, 20_000, 400
_DEEPEST = 4
_PICTURED, _DRAWINGS = 0.4, 40


class Place(Protocol):
    """Brings a file's places into those of the page."""

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The place of a point."""

    def rect(self, box: Sequence[float]) -> tuple[float, float, float, float]:
        """The place of a rectangle."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: where its upright and its level lines stand, both in order."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in the table."""
        return self.xs[0] - 1 <= x <= self.xs[-1] + 1 and self.ys[0] - 1 <= y <= self.ys[-1] + 1

    def cell(self, x: float, y: float) -> tuple[int, int]:
        """Row and column of a point."""
        row, column = bisect.bisect(self.ys, y) - 1, bisect.bisect(self.xs, x) - 1
        return min(max(row, 0), len(self.ys) - 2), min(max(column, 0), len(self.xs) - 2)


def rules_of(page: PdfPage, place: Place, area: float) -> tuple[list[Rule], bool, bool]:
    """The ruled lines of a page, whether a picture covers much of it, and whether there are pictures or drawings."""
    from pypdfium2 import raw

    rules: list[Rule] = []
    covered, drawings, images = 0.0, 0, 0
    for thing, kind in _objects(page, raw):
        box = _bounds(thing, raw)
        if box is None:
            continue
        x0, y0, x1, y1 = place.rect(box)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            drawings += 1
            if len(rules) < _MOST_RULES:
                rules.extend(_rules(thing, (x0, y0, x1, y1), place, raw))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE or (kind == raw.FPDF_PAGEOBJ_FORM and _has_image(thing, raw, 0)):
            images += 1
            covered = max(covered, (x1 - x0) * (y1 - y0))
    return rules, covered >= _PICTURED * area, bool(images) or drawings >= _DRAWINGS


def text_objects(page: PdfPage, enough: int) -> int:
    """How many text objects a page has, those of the forms on it among them; stops behind ``enough``."""
    from pypdfium2 import raw

    count = raw.FPDFPage_CountObjects(page)
    found = 0
    for index in range(count):
        thing = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(thing) if thing else raw.FPDF_PAGEOBJ_UNKNOWN
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            found += 1
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            found += _texts_in(thing, raw, 0)
        if found > enough:
            break
    return found


def _texts_in(form: Any, raw: Any, depth: int) -> int:
    """How many objects a form has that may be text."""
    count = int(raw.FPDFFormObj_CountObjects(form))
    if depth == _DEEPEST:
        return count
    parts = (raw.FPDFFormObj_GetObject(form, index) for index in range(min(count, _MOST_OBJECTS)))
    return sum(
        _texts_in(part, raw, depth + 1) if raw.FPDFPageObj_GetType(part) == raw.FPDF_PAGEOBJ_FORM else 1
        for part in parts
    )


def _objects(page: PdfPage, raw: Any) -> Iterator[tuple[Any, int]]:
    for index in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        thing = raw.FPDFPage_GetObject(page, index)
        if thing:
            yield thing, raw.FPDFPageObj_GetType(thing)


def _bounds(thing: Any, raw: Any) -> Rule | None:
    sides = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(thing, *sides):
        return None
    box = tuple(side.value for side in sides)
    return (box[0], box[1], box[2], box[3]) if all(map(math.isfinite, box)) else None


def _has_image(form: Any, raw: Any, depth: int) -> bool:
    for index in range(min(raw.FPDFFormObj_CountObjects(form), _MOST_SEGMENTS)):
        thing = raw.FPDFFormObj_GetObject(form, index)
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            return True
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST and _has_image(thing, raw, depth + 1):
            return True
    return False


def _rules(thing: Any, box: Rule, place: Place, raw: Any) -> Iterator[Rule]:
    """The lines of a path: itself where it is thin, or else the level and upright ones that it is drawn of."""
    x0, y0, x1, y1 = box
    if min(x1 - x0, y1 - y0) <= _THIN:
        if max(x1 - x0, y1 - y0) >= _SHORTEST:
            yield _flat(box)
        return
    count = raw.FPDFPath_CountSegments(thing)
    if not 2 <= count <= _MOST_SEGMENTS:
        return
    for (ax, ay), (bx, by) in _strokes(thing, count, place, raw):
        line = (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
        thin, long = sorted((line[2] - line[0], line[3] - line[1]))
        if thin <= 0.5 and long >= _SHORTEST:
            yield _flat(line)


def _flat(box: Rule) -> Rule:
    """A line without its thickness."""
    x0, y0, x1, y1 = box
    if x1 - x0 >= y1 - y0:
        return x0, (y0 + y1) / 2, x1, (y0 + y1) / 2
    return (x0 + x1) / 2, y0, (x0 + x1) / 2, y1


def _strokes(
    thing: Any, count: int, place: Place, raw: Any
) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    matrix, x, y = raw.FS_MATRIX(1, 0, 0, 1, 0, 0), ctypes.c_float(), ctypes.c_float()
    raw.FPDFPageObj_GetMatrix(thing, matrix)
    start = last = None
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(thing, index)
        if not segment or not raw.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        at = place.point(
            matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f
        )
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = at
        elif kind == raw.FPDF_SEGMENT_LINETO and last is not None:
            yield last, at
        last = at
        if raw.FPDFPathSegment_GetClose(segment) and start is not None:
            yield last, start


def grids(rules: Sequence[Rule]) -> list[Grid]:
    """The tables that ruled lines draw: of two columns and two rows or more, or a row of three or more cells."""
    level = _merged([(y0, x0, x1) for x0, y0, x1, y1 in rules if y1 == y0])
    upright = _merged([(x0, y0, y1) for x0, y0, x1, y1 in rules if x1 == x0 and y1 > y0])
    if len(level) + len(upright) > _MOST_LINES:
        return []
    found = []
    for rows, columns in _clusters(level, upright):
        ys = _distinct([y for y, _, _ in rows] + [end for _, a, b in columns for end in (a, b)])
        xs = _distinct([x for x, _, _ in columns] + [end for _, a, b in rows for end in (a, b)])
        if (len(xs) >= 3 and len(ys) >= 3) or (len(xs) >= 4 and len(ys) == 2):
            found.append(Grid(tuple(xs), tuple(ys)))
    return found


Stroke = tuple[float, float, float]  # where across, from, to


def _merged(strokes: list[Stroke]) -> list[Stroke]:
    """Strokes that lie on one line and touch, put together."""
    made: list[Stroke] = []
    for group in _grouped(sorted(strokes), lambda a, b: b[0] - a[0] <= 1):
        for at, start, end in sorted(group, key=lambda stroke: stroke[1]):
            if made and abs(made[-1][0] - at) <= 1.5 and start <= made[-1][2] + _NEAR and made[-1][1] <= start:
                made[-1] = (made[-1][0], made[-1][1], max(made[-1][2], end))
            else:
                made.append((at, start, end))
    return made


def _grouped(strokes: Sequence[Stroke], together: Callable[[Stroke, Stroke], bool]) -> list[list[Stroke]]:
    groups: list[list[Stroke]] = []
    for stroke in strokes:
        if groups and together(groups[-1][-1], stroke):
            groups[-1].append(stroke)
        else:
            groups.append([stroke])
    return groups


def _clusters(level: Sequence[Stroke], upright: Sequence[Stroke]) -> Iterator[tuple[list[Stroke], list[Stroke]]]:
    """Level and upright lines that hang together by touching."""
    free = dict.fromkeys(range(len(upright)))
    todo = dict.fromkeys(range(len(level)))
    while todo:
        rows, columns, queue = [], [], [next(iter(todo))]
        del todo[queue[0]]
        while queue:
            row = level[queue.pop()]
            rows.append(row)
            for i in [i for i in free if _touch(row, upright[i])]:
                del free[i]
                columns.append(upright[i])
                more = [j for j in todo if _touch(level[j], upright[i])]
                queue.extend(more)
                for j in more:
                    del todo[j]
        yield rows, columns


def _touch(row: Stroke, column: Stroke) -> bool:
    return row[1] - _NEAR <= column[0] <= row[2] + _NEAR and column[1] - _NEAR <= row[0] <= column[2] + _NEAR


def _distinct(places: Sequence[float]) -> list[float]:
    """Places in order, those near each other once."""
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > _NEAR:
            kept.append(place)
    return kept
