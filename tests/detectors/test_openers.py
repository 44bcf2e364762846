"""Clauses of one sentence that open alike."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from quizgen.detectors import openers
from quizgen.detectors.view import View
from quizgen.model import Formulation

from .build import lists


def found(view: View) -> Iterator[Formulation]:
    for reading in view.readings:
        yield from openers.opened_alike(view, reading)
        yield from openers.led_alike(view, reading)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("看一看，是否修好了渠，是否积足了肥，是否选好了种。", "是否修好了渠 | 是否积足了肥 | 是否选好了种"),
        ("以修渠为主题，以积肥为主线，以选种为动力。", "以修渠为主题 | 以积肥为主线 | 以选种为动力"),
        ("必须在村里修渠引水，在田里积肥改土，在山上种树固土，在家里织布养蚕。",
         "在村里修渠引水 | 在田里积肥改土 | 在山上种树固土 | 在家里织布养蚕"),
    ],
)  # fmt: skip
def test_clauses_that_open_alike(text: str, expected: str) -> None:
    assert lists(found, text) == [f"-: {expected}"]


@pytest.mark.parametrize("text", ["他来了，他走了，他又来了。", "村里修渠，村外种树，山上积肥。", ""])
def test_clauses_that_do_not(text: str) -> None:
    assert lists(found, text) == []
