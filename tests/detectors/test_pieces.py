"""Tests of quizgen.detectors.pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.detectors import pieces


def cut(text: str, count: int) -> str:
    """The pieces that split() finds in the text, and … if 等 leaves the list open."""
    found = pieces.split(text, 0, len(text), count)
    return " | ".join(text[a:b] for a, b in found[0]) + " …" * found[1] if found else ""


@pytest.mark.parametrize(
    ("text", "count", "expected"),
    [
        ("水源、土质、交通", 3, "水源 | 土质 | 交通"),
        ("水源、土质和交通", 3, "水源 | 土质 | 交通"),
        ("水源、土质、交通等", 3, "水源 | 土质 | 交通 …"),
        ("看水看源，问老问少，边修边改", 3, "看水看源 | 问老问少 | 边修边改"),
        ("早种、早收；深耕、细作", 2, "早种、早收 | 深耕、细作"),
        ("学水、懂土和爱田、建渠", 2, "学水、懂土 | 爱田、建渠"),
        ("井水→渠水→河水", 3, "井水 | 渠水 | 河水"),
        ("《水经》《土经》《种经》", 3, "《水经》 | 《土经》 | 《种经》"),
        ("“起”“承”和“转”", 3, "起 | 承 | 转"),
        ("寒热温凉", 4, "寒 | 热 | 温 | 凉"),
        ("凡是缺水的，不种稻，凡是缺肥的，不种麦", 2, "凡是缺水的，不种稻 | 凡是缺肥的，不种麦"),
        ("村东老李、老王，村西老赵、老钱、老孙", 5, "村东老李 | 老王 | 村西老赵 | 老钱 | 老孙"),
        ("所有权、承包权、经营权分置并行", 3, "所有权 | 承包权 | 经营权"),
    ],
)
def test_a_plain_list_is_cut_in_as_many_pieces_as_are_counted(text: str, count: int, expected: str) -> None:
    assert cut(text, count) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("水源、土质、交通", 4),
        ("水源、土质、交通", 2),
        ("老村长天天上渠看水", 3),
        ("三月种麦", 4),
        ("《水经》《土经》与人", 3),
        ("", 2),
    ],
)
def test_a_list_of_another_number_is_not_cut(text: str, count: int) -> None:
    assert cut(text, count) == ""


def test_the_marks_of_a_quotation_are_no_marks_of_the_list_around_it() -> None:
    assert cut("“水、土”、“肥、种”", 2) == "“水、土” | “肥、种”"


@given(st.text(alphabet="水土、，；和等“”（）《》 。", max_size=40), st.integers(2, 6))
def test_pieces_stand_in_the_text_in_order_and_apart(text: str, count: int) -> None:
    found = pieces.split(text, 0, len(text), count)
    edges = [edge for piece in found[0] for edge in piece] if found else []
    assert edges == sorted(edges) and all(0 <= edge <= len(text) for edge in edges)
    assert found is None or len(found[0]) == count
