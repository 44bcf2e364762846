"""Which points of an enumeration stretches of one paragraph stand under: a list lies inside one point."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quizgen.detectors.markers import markers

Range = tuple[int, int]
_BEFORE = "。！？；：，、”」 \n"


def cut(text: str, ranges: Sequence[Range]) -> list[list[Range]]:
    """Ranges in order, cut where one point ends and another begins (第三，…要修渠。…第八，…要修井。).

    Points that all stand between two of the ranges are parts of what the first of the two says, and cut nothing.
    """
    starts = [start for start, _ in ranges]
    breaks = {0, len(starts)}
    for points in _enumerations(text):
        if bisect_left(starts, points[0]) < bisect_left(starts, points[-1]):
            breaks.update(bisect_left(starts, point) for point in points)
    return [list(ranges[start:end]) for start, end in pairwise(sorted(breaks))]


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
