"""Which blanks are gaps on paper."""

from __future__ import annotations

import pytest

from quizgen.model import Note
from quizgen.sheets.drafts import Draft, tidy_run, to_fill, to_recite
from quizgen.sheets.items import items

from .build import deck, listed, recited, said


def drawn(draft: Draft | None) -> list[str]:
    """The rows with gaps in brackets, ruled ones in double brackets."""
    assert draft is not None
    return [
        row.mark + "".join(("[[%s]]" if r.lines else "[%s]") % r.text if r.gap else r.text for r in row.runs)
        for row in draft.rows
    ]


def test_the_name_of_a_list_whose_members_are_asked_is_shown() -> None:
    (item,) = items(deck(listed("list.三法", "[三法]：", "[博学]之", "[审问]之", "[慎思]之", numbered=True)))
    assert drawn(to_fill(item)) == ["三法：", "①[博学]之", "②[审问]之", "③[慎思]之"]


def test_the_name_is_asked_where_most_members_are_shown() -> None:
    (item,) = items(deck(listed("list.三法", "[三法]：", "博学", "审问", "[慎思]")))
    assert drawn(to_fill(item)) == ["[三法]：", "·博学", "·审问", "·[慎思]"]


def test_what_is_not_asked_is_shown() -> None:
    (item,) = items(deck(listed("list.三法", "三法：", "[博学]", "[审问]", silent=("博学",))))
    assert drawn(to_fill(item)) == ["三法：", "·博学", "·[审问]"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("[一箪食]，[一瓢饮]。", ["一箪食，[一瓢饮]。"]),
        ("[不积跬步]，[无以至千里]；[不积小流]，[无以成江海]。", ["不积跬步，[无以至千里]；不积小流，[无以成江海]。"]),
        ("[甲乙丙]，[丁戊己]，[庚辛壬]。", ["[甲乙丙]，丁戊己，[庚辛壬]。"]),
        ("学而时习之，[不亦说乎]？", ["学而时习之，[不亦说乎]？"]),
    ],
)
def test_every_other_clause_of_a_saying_is_its_cue(text: str, rows: list[str]) -> None:
    (item,) = items(deck(said("saying.a", text)))
    assert drawn(to_fill(item)) == rows


def test_who_said_it_is_asked_as_well() -> None:
    (item,) = items(deck(said("saying.a", "[朝闻道]，[夕死可矣]。", "——[孔子]《论语》")))
    assert drawn(to_fill(item)) == ["朝闻道，[夕死可矣]。", "——[孔子]《论语》"]


def from_memory(*notes: Note) -> list[str]:
    (item,) = items(deck(*notes))
    return drawn(to_recite(item))


def test_a_list_is_written_down_on_ruled_lines() -> None:
    one = listed("list.a", "三法：", "[博学]", "[审问]")
    assert from_memory(one, recited("list.a", "三法：", "博学", "审问")) == ["三法：", "①[[博学]]", "②[[审问]]"]
    assert from_memory(recited("list.a", "要：", "[学]，每天")) == ["要：", "①[学]，每天"]


def test_a_saying_is_written_down_from_its_first_clause() -> None:
    verse = said("saying.a", "[白日依山尽]，[黄河入海流]。\n[欲穷千里目]，[更上一层楼]。", "——王之涣《登鹳雀楼》")
    rows = ["王之涣《登鹳雀楼》：白日依山尽，[[黄河入海流。]]", "[[欲穷千里目，更上一层楼。]]"]
    assert from_memory(verse) == rows
    assert from_memory(said("saying.b", "德不[孤]", "——孔子")) == ["德不[孤]", "——孔子"]


def test_what_no_card_asks_as_a_whole_is_not_recited() -> None:
    (item,) = items(deck(listed("list.a", "三法：", "[博学]", "[审问]")))
    assert to_recite(item) is None


def test_parents_that_no_heading_names_stand_in_the_lead() -> None:
    (item,) = items(deck(listed("list.a", "功能：", "[藏血]", section="五脏", path=("五脏", "肝"))))
    assert drawn(to_fill(item))[0] == "肝 › 功能："


def test_invisible_characters_go() -> None:
    assert tidy_run(" 右\u202e到\u3000 左\u200b\n") == " 右到 左 "
