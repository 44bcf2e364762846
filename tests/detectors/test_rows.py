"""Rows of pieces between marks: where they begin and end, and what joins the last of them."""

from __future__ import annotations

import pytest

from quizgen.detectors.rows import cut_all, linked, may_list

LISTED = (("，；：。！？", "、", 24),)


def rows(text: str) -> list[list[str]]:
    return [[text[a:b] for a, b in row] for _, row in cut_all(text, (0, len(text)), LISTED)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("修渠、积肥、选种。", [["修渠", "积肥", "选种"]]),
        ("修渠、积肥和选种。", [["修渠", "积肥", "选种"]]),
        ("修渠、积肥、以及选种。", [["修渠", "积肥", "选种"]]),
        ("修水渠、种果树、与时俱进。", [["修水渠", "种果树", "与时俱进"]]),
        ("不负春光、不负土地、不负乡亲和父母。", [["不负春光", "不负土地", "不负乡亲和父母"]]),
        ("他说是命脉、是心血、是骄傲、也是饭碗。", [["他说是命脉", "是心血", "是骄傲", "是饭碗"]]),
        ("是命脉、是心血、也是饭碗。", [["是命脉", "是心血", "也是饭碗"]]),
        ("修渠、积肥。", []),
        ("全村统筹推进修水渠、种果树、办学堂和建粮仓。", [["全村统筹推进修水渠", "种果树", "办学堂", "建粮仓"]]),
        (
            "水量与田亩相宜、肥料与苗情相称、清理旧渠与开挖新渠相合。",
            [["水量与田亩相宜", "肥料与苗情相称", "清理旧渠与开挖新渠相合"]],
        ),
        ("学会测水、和泥灌浆、和灰砌石、和面蒸馍。", [["学会测水", "和泥灌浆", "和灰砌石", "和面蒸馍"]]),
        ("上山修渠、下田积肥、进城选种，回村过年。", [["上山修渠", "下田积肥", "进城选种"]]),
        ("村里有“修渠、积肥”和“选种、晒种、藏种”两件事。", []),
    ],
)
def test_rows(text: str, expected: list[list[str]]) -> None:
    assert rows(text) == expected


def test_a_sentence_without_room_for_three_pieces_has_no_row() -> None:
    assert may_list("修水渠、种果树、办学堂", 0, 11)
    assert not may_list("修渠、积肥", 0, 5) and not may_list("修了一条很长的水渠，还有别的", 0, 14)


def test_an_empty_piece_is_none() -> None:
    assert linked("修渠、、选种", [(0, 2), (3, 3), (4, 6)]) == [(0, 2), (4, 6)]
