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
        yield from openers.asked_alike(view, reading)
        yield from openers.alternatives(view, reading)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("看一看，是否修好了渠，是否积足了肥，是否选好了种。", "是否修好了渠 | 是否积足了肥 | 是否选好了种"),
        ("以修渠为主题，以积肥为主线，以选种为动力。", "以修渠为主题 | 以积肥为主线 | 以选种为动力"),
        ("必须在村里修渠引水，在田里积肥改土，在山上种树固土，在家里织布养蚕。",
         "在村里修渠引水 | 在田里积肥改土 | 在山上种树固土 | 在家里织布养蚕"),
        ("不修渠，何以浇灌旱地？何以养活牛羊？何以安顿老小？故人人修之。",
         "何以浇灌旱地 | 何以养活牛羊 | 何以安顿老小"),
        ("村里有起早贪黑，不辞辛苦，如老李者乎？有与人为善，从不争吵，如老李者乎？有教人识字，不取一文，如老李者乎？",
         "有起早贪黑，不辞辛苦，如老李者乎 | 有与人为善，从不争吵，如老李者乎 | 有教人识字，不取一文，如老李者乎"),
        ("凡有利益，最宜兴建；或挖渠引水，或筑坝拦洪；或修石桥，以便行人；或设粥棚，以济饥民；随力而行。",
         "或挖渠引水 | 或筑坝拦洪 | 或修石桥，以便行人 | 或设粥棚，以济饥民"),
    ],
)  # fmt: skip
def test_clauses_that_open_alike(text: str, expected: str) -> None:
    assert lists(found, text) == [f"-: {expected}"]


@pytest.mark.parametrize(
    "text",
    [
        "他来了，他走了，他又来了。",
        "在东村工作期间，提倡早修水渠；在西村工作期间，提倡多种果树；在南村工作期间，提倡办好学堂。",
        "村里修渠，村外种树，山上积肥。",
        "何以浇灌旱地？何以养活牛羊？",
        "你去不去？我来不来？他走不走？",
        "何以修渠？他答不上来。何以种树？他答不上来。何以养羊？他答不上来。",
        "他每天或挑水，或砍柴，或看孩子，都是村里的好帮手。",
        "或挖渠引水，或筑坝拦洪。",
        "",
    ],
)
def test_clauses_that_do_not(text: str) -> None:
    assert lists(found, text) == []
