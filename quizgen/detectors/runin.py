"""Run-in headings: paragraphs of one section that open with a number and a topic, and go on (（三）健全体系。构建…).

Official documents number them through all sections, so that a section may begin with （八）.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizgen.detectors import leads
from quizgen.detectors.view import Reading, View
from quizgen.model import Formulation
from quizgen.text.numerals import NUMERAL, counter

_HEADS = tuple(
    re.compile(rf"\s*{number}\s*(?P<topic>[^。：；！？，、\s][^。：；！？]{{1,39}})。(?=[^”」\s])")
    for number in (
        rf"（(?P<n>{NUMERAL})）",
        rf"(?P<n>{NUMERAL})、",
        "(?P<n>[0-9]{1,2})[.、](?![0-9])",
        "（(?P<n>[0-9]{1,2})）",
    )
)
_LEAST_BODY = 8  # characters behind the topic: a shorter paragraph is an item, not a section
_MOST = 20  # a longer list is a catalogue
_QUESTION = re.compile("[吗呢]$|^(?:什么|如何|怎样|为什么|简述|试述|论述)")


@dataclass(frozen=True, slots=True)
class _Head:
    """A run-in heading: the kind of its number, the number, and the range of its topic."""

    reading: Reading
    kind: int
    number: int
    start: int
    end: int


def detect(view: View) -> Iterator[Formulation]:
    """The run-in headings of each section, two at least, numbered one after the other."""
    for run in _runs(view):
        if 2 <= len(run) <= _MOST:
            first = run[0].reading
            members = [h.reading.member((h.start, h.end), (h.start, len(h.reading.text))) for h in run]
            yield leads.formulation(view, "outline.runin", leads.before(view, first.index, 0), members, ordered=True)


def _runs(view: View) -> Iterator[Sequence[_Head]]:
    """Heads of one kind under one heading whose numbers follow on one another."""
    open_: dict[tuple[int | None, int], list[_Head]] = {}
    done: list[list[_Head]] = []
    for reading in view.blocks:
        head = _head(reading)
        if head is None:
            continue
        key = view.parents[reading.index], head.kind
        run = open_.get(key)
        if run is not None and head.number == run[-1].number + 1:
            run.append(head)
        else:
            open_[key] = [head]
            done.append(open_[key])
    return iter(done)


def _head(reading: Reading) -> _Head | None:
    if reading.block.kind not in ("paragraph", "item") or reading.block.marker:
        return None
    for kind, pattern in enumerate(_HEADS):
        found = pattern.match(reading.text)
        if found and len(reading.text) - found.end() >= _LEAST_BODY and not _QUESTION.search(found["topic"]):
            return _Head(reading, kind, counter(found["n"]) or 0, *found.span("topic"))
    return None
