"""The words that announce a list, and the count label among them."""

from __future__ import annotations

from dataclasses import dataclass

from quizgen.detectors import labels
from quizgen.detectors.view import View
from quizgen.model import Span
from quizgen.text import clauses

_LONGEST = 160  # characters of a sentence that still is a lead-in and no paragraph of its own


@dataclass(frozen=True, slots=True)
class FoundLabel:
    """A label as the document writes it."""

    text: str
    span: Span


def before(view: View, block: int, start: int) -> Span | None:
    """What announces the list that begins at ``start`` of ``block``.

    The beginning of its own sentence; else the sentence before it; at the head of a paragraph the last sentence
    of the paragraph before, or the heading above.
    """
    reading = view.readings[block]
    begin, _ = reading.sentence(start)
    if clauses.trim(reading.text, begin, start)[0] < start:
        return reading.lead(begin, start)
    if begin > 0:
        return reading.lead(*reading.sentence(begin - 1))
    return _above(view, block)


def _above(view: View, block: int) -> Span | None:
    if block == 0 or view.readings[block].cell:
        return None
    reading = view.readings[block - 1]
    if reading.block.kind == "heading":
        return reading.lead(*reading.title)
    if reading.block.kind == "table":
        return None
    last = reading.sentences[-1:]
    if last and last[0][1] - last[0][0] <= _LONGEST:
        return reading.lead(*last[0])
    return None


def label(view: View, lead: Span | None, count: int) -> FoundLabel | None:
    """The label in ``lead`` that counts ``count`` things."""
    if lead is None:
        return None
    reading = view.readings[lead.block]
    start, end = reading.folded.inner(lead.start), reading.folded.inner(lead.end)
    found = labels.announcing(reading.text[start:end], count)
    if found is None:
        return None
    return FoundLabel(
        reading.source(start + found.start, start + found.end), reading.span(start + found.start, start + found.end)
    )
