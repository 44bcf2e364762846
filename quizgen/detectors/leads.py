"""The words that announce a list, and the count label among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quizgen.detectors import labels
from quizgen.detectors.view import Reading, View
from quizgen.model import Form, Formulation, Member, Span
from quizgen.text import clauses
from quizgen.text.fold import HAN

_FORMS: dict[str, Form] = {"marked": "marked", "outline": "outline"}
_REACH = 60  # characters behind a list in which its label may sum it up
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
    if reading.block.kind == "table" or _is_beside(reading, view.readings[block]):
        return None
    tags = _TAGS.search(reading.text)
    last = [r for r in reading.sentences if not tags or r[0] < tags.start()][-1:]
    if last and last[0][1] - last[0][0] <= _LONGEST:
        return reading.lead(*last[0])
    return None


def _is_beside(before: Reading, item: Reading) -> bool:
    """Whether the item before says something of its own, and announces none that stands beside it."""
    items = before.block.kind == item.block.kind == "item" and before.block.level >= item.block.level
    return items and not before.text.rstrip().endswith(("：", "？"))


def label(view: View, lead: Span | None, count: int) -> FoundLabel | None:
    """The label in ``lead`` that counts ``count`` things, or that stands in brackets at its end (配伍（七情）)."""
    if lead is None:
        return None
    reading = view.readings[lead.block]
    start, end = reading.folded.inner(lead.start), reading.folded.inner(lead.end)
    text = reading.text[start:end]
    found = labels.announcing(text, count) or _bracketed(text)
    if found is None and start and count >= _LEAST_TITLES and _POINTS_DOWN.fullmatch(text):
        start, _ = reading.sentence(start - 1)  # 种田有三大诀窍，…。具体如下：
        found = labels.announcing(reading.text[start : reading.folded.inner(lead.start)], count)
        found = found if found and found.classified else None
    return found_label(reading, start + found.start, start + found.end) if found else None


def _of_section(view: View, block: int, count: int) -> FoundLabel | None:
    """The label that the heading above ends with, where it counts as many things: 水渠的三种形态."""
    parent = view.parents[block]
    if parent is None:
        return None
    heading = view.blocks[parent]
    begin, end = heading.title
    last = next(reversed([lb for lb in labels.classified(heading.text, begin, end) if lb.end == end]), None)
    return found_label(heading, last.start, last.end) if last and last.count == count else None


def stated(view: View, lead: Span | None, count: int) -> str:
    """The label right before the colon of ``lead`` where it counts another number of things than ``count``."""
    if lead is None:
        return ""
    reading = view.readings[lead.block]
    text = reading.text[reading.folded.inner(lead.start) : reading.folded.inner(lead.end)].rstrip()
    last = next(reversed(labels.all_of(text)), None) if text.endswith("：") else None
    if last is None or last.count == count or last.end != len(text) - 1:
        return ""
    start = reading.folded.inner(lead.start)
    return reading.source(start + last.start, start + last.end)


def found_label(reading: Reading, start: int, end: int) -> FoundLabel:
    """The label at a range of a folded text."""
    return FoundLabel(reading.source(start, end), reading.span(start, end))


_TITLE = re.compile(f"([{HAN}]{{2,8}}(?:，[{HAN}]{{2,8}})?)[ \t\u3000]+(?=[{HAN}][^ \t\u3000]{{5}})")
_LEAST_TITLES = 3
_POINTS_DOWN = re.compile("(?:以下|下面|现|具体|分别)[^，。；：]{0,8}：?|[^，。；：]{0,6}如下：?")
_TAGS = re.compile(r"(?<=[？：。！])(?:#[^\s#]+\s*)+$")  # of a page of notes: 修渠的三个法宝是什么？ #复习
_SUMMING = re.compile(
    "(?:这|以上|上述)$|(?:这|以上)[就也都便]?是(?:[^，。；：]{1,16}的)?$"
)  # 这三条; 这是我们抓农业的三条经验


def _bracketed(text: str) -> labels.Label | None:
    last = next(reversed(labels.all_of(text)), None)
    alone = last is not None and text[last.start - 1 : last.start] == "（" and text[last.end :].rstrip("：") == "）"
    return last if alone and last is not None and not last.classified else None


def label_around(view: View, block: int, start: int, end: int, count: int) -> FoundLabel | None:
    """The label that the paragraph gives elsewhere: quoted in its first sentence, or summing up behind the list.

    Forms: 树立“四个好”，…。…一树…二造…; …。这四个错误，…; 以上六大方面….
    """
    reading = view.readings[block]
    if reading.sentences:
        opening = reading.text[: min(reading.sentences[0][1], start)]
        if found := next((lb for lb in labels.quoted(opening) if lb.count == count), None):
            return found_label(reading, found.start, found.end)
    return _summing(reading, end, count) or _summed_up(view, block, end, count)


def _summing(reading: Reading, start: int, count: int) -> FoundLabel | None:
    """The label by which a text sums up what stands before ``start``: 这四个错误; 这“十一个坚持”."""
    text = reading.text[start : start + _REACH]
    for found in (*labels.quoted(text), *labels.classified(text)):
        if found.count == count and _SUMMING.search(text[: found.start].rstrip("“「")):
            return found_label(reading, start + found.start, start + found.end)
    return None


def _summed_up(view: View, block: int, end: int, count: int) -> FoundLabel | None:
    """The same in the opening of the next paragraph, where the list ends its own."""
    behind = view.readings[block + 1 : block + 2]
    ended = not view.readings[block].text[end:].strip("。；！…” 」")
    paragraphs = (r for r in behind if ended and r.block.kind in ("paragraph", "quote") and not r.cell)
    return next((label for r in paragraphs if (label := _summing(r, 0, count))), None)


def formulation(
    view: View,
    rule: str,
    lead: Span | None,
    members: Sequence[Member],
    *,
    named: FoundLabel | None = None,
    ordered: bool = False,
) -> Formulation:
    """The list of ``members`` under ``lead``, labelled by ``named`` or else by the lead; its form begins ``rule``."""
    at = members[0].span
    found = named or label(view, lead, len(members)) or (at and _of_section(view, at.block, len(members)))
    if found is None and rule == "outline.items" and (last := members[-1].span):
        reading = view.readings[last.block]
        found = _summing(reading, reading.folded.inner(last.end), len(members)) or _summed_up(
            view, last.block, len(reading.text), len(members)
        )
    if found and any(found.text in m.text for m in members):
        found = None  # 抓好两个环节 and another heading: what one of the two speaks of, and no count of them
    members = _titles(view, members)
    return Formulation(
        form=_FORMS[rule.partition(".")[0]],
        label=found.text if found else None,
        label_span=found.span if found else None,
        members=tuple(members),
        lead=lead,
        section=view.section(at.block) if at else (),
        ordered=ordered,
        stated="" if found else stated(view, lead, len(members)),
        rule=rule,
    )


def _titles(view: View, members: Sequence[Member]) -> Sequence[Member]:
    """The members without what explains them, where a blank parts its title from each: 外邪袭肺 肺主气，…."""
    found = [(m, m.whole, _TITLE.match(view.document.text(m.whole)) if m.whole else None) for m in members]
    if len(members) < _LEAST_TITLES or any(whole is None or title is None for _, whole, title in found):
        return members
    return [
        m.model_copy(update={"text": title[1], "span": Span(block=w.block, start=w.start, end=w.start + title.end(1))})
        for m, w, title in found
        if w and title
    ]
