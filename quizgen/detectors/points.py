"""Which points of an enumeration stretches of one paragraph stand under: a list lies inside one point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from quizgen.detectors.markers import markers

Range = tuple[int, int]
_BEFORE = "。！？；：，、”」 \n"


def cut(text: str, ranges: Sequence[Range]) -> list[list[Range]]:
    """Ranges in order, cut where one point ends and another begins (第三，…要修渠。…第八，…要修井。).

    Points that all stand between two of the ranges are parts of what the first of the two says, and cut nothing.
    """
    starts = [start for start, _ in ranges]
    enclosing = [
        [sum(point <= start for point in points) for start in starts]
        for points in _enumerations(text)
        if any(points[0] <= start < points[-1] for start in starts)
    ]
    places = list(zip(*enclosing, strict=True)) if enclosing else [()] * len(starts)
    pairs = zip(places, ranges, strict=True)
    return [[own for _, own in group] for _, group in groupby(pairs, key=lambda pair: pair[0])]


def _enumerations(text: str) -> Iterator[list[int]]:
    """Where the points of each enumeration begin, the first of which an excerpt may lack."""
    runs: dict[str, tuple[int, list[int]]] = {}
    for marker in markers(text, 0):
        if marker.start and text[marker.start - 1] not in _BEFORE:
            continue  # the sign of a note: …结合起来⑷。
        last, points = runs.get(marker.family, (marker.value, []))
        if points and marker.value > last:
            points.append(marker.start)
            runs[marker.family] = marker.value, points
            continue
        if len(points) > 1:
            yield points
        runs[marker.family] = marker.value, [marker.start]
    yield from (points for _, points in runs.values() if len(points) > 1)
