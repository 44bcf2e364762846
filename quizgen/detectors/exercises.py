"""Exercises, book lists and aims of a lesson: lists that a document sets and does not teach.

Forms: what stands right below a title of exercises (课后练习); questions and tasks of an examination, known by how
they open, by the blank to fill in or by the points they bring (1. 简述…; 2. 下列属于…的是（ ）; （1）…（5分）), and the
titles of its parts (一、单项选择题（每题1分）).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from quizgen import data
from quizgen.detectors import leads
from quizgen.detectors.view import View
from quizgen.model import Member, Span

_STEM = 160  # characters of an item in which its question stands


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{entry['pattern']})" for entry in data.load("outline")[name]))


def is_title(text: str) -> bool:
    """Whether a line is the title of exercises, of a book list or of a lesson's aims."""
    return _pattern("exercise_title").fullmatch(text.strip(" ：\n")) is not None


def is_task(text: str) -> bool:
    """Whether an item is a question or a task of an examination, or the title of a part of one."""
    return _pattern("task").search(text[:_STEM]) is not None or is_title(text)


def are_set(view: View, lead: Span | None, members: Sequence[Member], *, asked: bool = True) -> bool:
    """Whether a list is set as exercises: under such a title, or half of it such tasks.

    Items that all end with a question mark are, under no label, unless ``asked`` is false.
    """
    if lead is not None:
        reading = view.readings[lead.block]
        begin, end = reading.folded.inner(lead.start), reading.folded.inner(lead.end)
        if is_title(reading.text[begin:end]) or is_title(reading.text[slice(*reading.title)]):
            return True
        if _pattern("stem").search(reading.text, max(begin, end - _STEM), end):
            return True
    if asked and all(_is_question(view, member) for member in members) and not leads.label(view, lead, len(members)):
        return True
    return sum(is_task(_whole(view, member)) for member in members) * 2 >= len(members)


def _is_question(view: View, member: Member) -> bool:
    span = member.whole or member.span
    return span is not None and view.document.blocks[span.block].text[span.end : span.end + 1] in ("？", "?")


def _whole(view: View, member: Member) -> str:
    """An item's folded text, to the end of its line."""
    span = member.whole or member.span
    if span is None:
        return member.text
    folded = view.readings[span.block].folded
    start = folded.inner(span.start)
    return folded.text[start : start + _STEM].split("\n", 1)[0]
