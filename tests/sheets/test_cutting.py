"""Each back lies behind its front."""

from __future__ import annotations

import pytest

from quizgen.sheets.cutting import leaves
from quizgen.sheets.model import Flip, Leaf, Page, Question, Row, Run

WIDE, LONG = "甲" * 4, "乙" * 400


def question(number: int, answer: str = WIDE) -> Question:
    rows = (Row(runs=(Run(text="问"), Run(text=answer, gap=1, width=4))),)
    return Question(number=number, key=str(number), rows=rows, answers=(answer,) if answer else ())


def numbers(leaf: Leaf) -> list[list[int | None]]:
    return [[card.number if card else None for card in line] for line in leaf.cells]


@pytest.mark.parametrize(
    ("flip", "back"),
    [
        ("long", [[2, 1], [4, 3], [None, 5]]),
        ("short", [[5, None], [3, 4], [1, 2]]),
    ],
)
def test_backs_are_mirrored_as_the_page_is_turned(flip: Flip, back: list[list[int | None]]) -> None:
    front, behind = leaves([question(n) for n in range(1, 6)], Page(paper="a5"), flip)
    assert numbers(front) == [[1, 2], [3, 4], [5, None]]
    assert numbers(behind) == back
    assert (front.side, behind.side) == ("front", "back")


def test_a_full_page_begins_another_leaf() -> None:
    made = leaves([question(n) for n in range(1, 10)], Page(), "long")
    assert [leaf.side for leaf in made] == ["front", "back", "front", "back"]
    assert numbers(made[2])[0] == [9, None]


def test_without_answers_there_are_no_backs() -> None:
    assert [leaf.side for leaf in leaves([question(1, "")], Page(), "long")] == ["front"]


def test_text_is_as_small_as_its_card_needs() -> None:
    short, long = (leaves([question(1, answer)], Page(), "long")[1].cells[0][1] for answer in (WIDE, LONG))
    assert short and long
    assert short.back_scale > 1 > long.back_scale
