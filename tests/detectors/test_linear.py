"""Twice the text takes about twice the lines of Python; benchmarks/linear.py measures the time, C code included."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING

import pytest

from quizgen import glossary
from quizgen.detectors import DETECTORS
from quizgen.text.quotes import quotes

from .build import view

if TYPE_CHECKING:
    from _typeshed import TraceFunction

MARKS = [
    "一是",
    "一是学，",
    "第一，",
    "“",
    "”",
    '"',
    "、",
    "，",
    "（",
    "一二三四",
    "有的",
    "从",
    "《",
    "说：“",
    "其次，",
    "一个是",
    "，这是三条",
    "一查天、二看",
    "1）（ ）",
]


def steps(work: Callable[[], object]) -> int:
    """How many lines of Python ``work`` runs."""
    count = 0

    def trace(_frame: FrameType, _event: str, _argument: object) -> TraceFunction:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def growth(work: Callable[[int], object], size: int) -> float:
    work(size)  # what is loaded once counts for neither
    return steps(lambda: work(2 * size)) / steps(lambda: work(size))


@pytest.mark.parametrize("piece", MARKS)
def test_the_work_of_all_detectors_grows_with_the_text(piece: str) -> None:
    def work(size: int) -> None:
        known = glossary.load()
        prepared = view((piece * size)[:size])
        for detect in DETECTORS.values():
            list(detect(prepared, known))

    assert growth(work, 600) < 2.7


@pytest.mark.parametrize("piece", ["“", "“‘", "“好", "“好。”", "「“", "“‘’", "“好，’", "说：“"])
def test_the_work_of_pairing_marks_grows_with_the_text(piece: str) -> None:
    assert growth(lambda size: list(quotes([piece * size])), 200) < 2.5
