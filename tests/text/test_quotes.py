"""Quotations are the words between outermost marks, nested, mismatched, unclosed or running through paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.text.fold import fold
from quizgen.text.quotes import quotes


def words(*texts: str) -> list[str]:
    """The quoted words, a bar between paragraphs, ``~`` behind a quotation that nobody closes."""
    folded = [fold(text).text for text in texts]
    return [
        "|".join(folded[number][start:end] for number, start, end in quote.parts) + ("" if quote.closed else "~")
        for quote in quotes(folded)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他说：“学而时习之。”", ["学而时习之。"]),
        ("他说：‘学而时习之。’", ["学而时习之。"]),
        ("他说：「学而时习之。」", ["学而时习之。"]),
        ("他说：『学而时习之。』", ["学而时习之。"]),
        ('他说："学而时习之。"我说："不亦说乎？"', ["学而时习之。", "不亦说乎？"]),
        ("他说：”学而时习之。”", ["学而时习之。"]),
        ("他说：“学而时习之。“", ["学而时习之。"]),
        ("他说：“先生讲过‘慎独’二字。”", ["先生讲过‘慎独’二字。"]),
        ("他说：「先生講過『慎獨』二字。」", ["先生讲过『慎独』二字。"]),
        ("他说：“先生讲过“慎独”二字。”", ["先生讲过“慎独”二字。"]),
        ("“种”和“收”", ["种", "收"]),
        ("“春”“夏”“秋”“冬”", ["春", "夏", "秋", "冬"]),
        ("没有引号的一句话。", []),
        ("只有下引号的一句话。”", []),
        ("", []),
        ("“”", [""]),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ("他念道：“白日依山尽，黄河入海流。", "欲穷千里目，更上一层楼。”"),
            ["白日依山尽，黄河入海流。|欲穷千里目，更上一层楼。"],
        ),
        (("他念道：“一行。", "两行。", "三行。”他念完了。"), ["一行。|两行。|三行。"]),
        (("他说：“渠要修。", "种子要选好。", "大家说：“好。”"), ["渠要修。~", "好。"]),
        (("他说：“渠要修。", "", "好诗。”"), ["渠要修。~"]),
        (("他说：“渠要修。", "修渠。" * 120, "好诗。”"), ["渠要修。~"]),
    ],
)
def test_a_quotation_runs_over_lines_to_the_mark_that_closes_it(texts: tuple[str, ...], expected: list[str]) -> None:
    assert words(*texts) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他说：“学而时习之，不亦说乎。’大家点头。", ["学而时习之，不亦说乎。"]),
        ("他说：‘学而时习之，不亦说乎。”大家点头。", ["学而时习之，不亦说乎。"]),
    ],
)
def test_another_mark_of_the_family_closes(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_an_unclosed_quotation_ends_with_its_short_paragraph() -> None:
    assert words("他说：“学而时习之。不亦说乎。", "第二段。") == ["学而时习之。不亦说乎。~"]


def test_an_unclosed_quotation_ends_with_its_sentence_where_the_paragraph_is_long() -> None:
    assert words("他说：“学而时习之。" + "此后大家继续讨论春耕的安排。" * 20) == ["学而时习之。~"]


def test_an_unclosed_quotation_ends_before_the_next_one() -> None:
    assert words("他说：“学而时习之。她说：“有朋自远方来。”") == ["学而时习之。~", "有朋自远方来。"]


def test_paragraphs_that_each_open_with_the_mark_are_one_quotation() -> None:
    assert words("信中写道：", "“第一段。", "“第二段。", "“第三段。”", "完。") == ["第一段。|第二段。|第三段。"]
    assert words("信中写道：“第一段。", "“第二段。”") == ["第一段。|第二段。"]
    assert words("「第一段。", "　　「第二段。」") == ["第一段。|第二段。"]


def test_paragraphs_that_are_quotations_of_their_own_stay_apart() -> None:
    assert words("“春种。”", "“秋收。”") == ["春种。", "秋收。"]


def test_marks_outside_are_told() -> None:
    text = "他说：“好。”完。"
    (quote,) = quotes([text])
    assert text[quote.before : quote.after] == "“好。”"
    (through,) = quotes(["他说：“好。", "“再好。”完。"])
    assert (through.before, through.after) == (3, 5)


PIECES = st.sampled_from([*"“”‘’「」『』。，：", "春", "学而时习之", "  "])
TEXTS = st.lists(st.lists(PIECES, max_size=12).map("".join), max_size=5)


@given(TEXTS)
def test_parts_stand_in_their_texts_in_order_and_apart(texts: Sequence[str]) -> None:
    last = (-1, 0)
    for quote in quotes(texts):
        assert texts[quote.parts[0][0]][quote.before] in "“‘「『"
        for number, start, end in quote.parts:
            assert last <= (number, start) and 0 <= start <= end <= len(texts[number])
            over_lines = start == 0 and number > quote.parts[0][0]
            assert over_lines or texts[number][start - 1] in "“‘「『"
            last = (number, end)
        assert quote.after >= quote.parts[-1][2]
        assert quote.closed is (texts[quote.parts[-1][0]][quote.parts[-1][2] : quote.after] != "")


@given(TEXTS)
def test_every_opening_mark_stands_inside_a_quotation_or_opens_one(texts: Sequence[str]) -> None:
    covered = [[False] * len(text) for text in texts]
    for quote in quotes(texts):
        for number, start, end in quote.parts:
            covered[number][start - 1 : end] = [True] * (end - start + 1)
    for text, marks in zip(texts, covered, strict=True):
        assert all(marks[m.start()] for m in re.finditer("[“‘「『]", text))
