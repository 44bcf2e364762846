"""Pairs of marks stay pairs."""

from __future__ import annotations

from quizgen.cards.marks import balanced, inside_pair, with_whole_pairs, without_orphans


def test_balanced() -> None:
    assert balanced("他说“好（真好）”。")
    assert not balanced("他说“好") and not balanced("好”") and not balanced("“（好”）")


def test_a_halved_pair_is_grown() -> None:
    text = "守好“米袋子”和菜园"
    assert with_whole_pairs(text, 0, 4) == (0, 7)
    assert with_whole_pairs(text, 4, 7) == (2, 7)
    assert with_whole_pairs("守好“米袋子", 0, 4) == (0, 4)


def test_a_pair_around_everything_stays_outside() -> None:
    assert inside_pair("“米袋子”", 0, 5) == (1, 4)
    assert inside_pair("“米”和“面”", 0, 7) == (0, 7)


def test_orphans_are_taken_out() -> None:
    assert without_orphans("米袋子”和“菜篮子”") == "米袋子和“菜篮子”"
