"""Keys and blank names are readable, unique, and the same after edits elsewhere."""

from __future__ import annotations

import pytest

from quizgen.cards.keys import blank_names, formulation_key, is_definite, saying_key, unique
from quizgen.model import Formulation, Member, Saying


def formulation(label: str | None, *members: str) -> Formulation:
    return Formulation(form="counted", label=label, members=tuple(Member(text=m) for m in members), rule="test")


@pytest.mark.parametrize("label", ["三种境界", "四个意识", "三宝", "五位一体", "两个维护"])
def test_labels_of_one_set(label: str) -> None:
    assert is_definite(label)


@pytest.mark.parametrize("label", ["四个方面", "三点意见", "两条", "四方面内容", "五个问题", "三个"])
def test_labels_of_any_set(label: str) -> None:
    assert not is_definite(label)


def test_a_definite_label_is_the_key_whatever_its_members() -> None:
    assert (
        formulation_key(formulation("三宝", "水井", "石磨"))
        == formulation_key(formulation("三宝", "石磨"))
        == "list.三宝"
    )


def test_an_indefinite_label_needs_a_member() -> None:
    assert formulation_key(formulation("两点意见", "早下种", "深耕地")) == "list.两点意见.早下种"


def test_a_list_without_label_goes_by_its_first_member() -> None:
    assert formulation_key(formulation(None, "早下种、早收割、早入仓", "深耕地")) == "list.早下种早收割早入"


def test_a_saying_goes_by_its_first_words() -> None:
    saying = Saying(quote="温故而知新，可以为师矣。", spans=(), rule="test")
    assert saying_key(saying) == "saying.温故而知新可以为"


def test_unique_takes_content_before_a_number() -> None:
    assert unique("list.三宝", "水井", set()) == "list.三宝"
    assert unique("list.三宝", "水井", {"list.三宝"}) == "list.三宝.水井"
    assert unique("list.三宝", "水井", {"list.三宝", "list.三宝.水井"}) == "list.三宝.水井.2"


def test_blank_names_tell_apart_texts_that_begin_alike() -> None:
    names = blank_names(["认真学习马克思主义哲学", "认真学习马克思主义经济学", "早起", "早起", "label", "……"])
    assert len(set(names)) == 6
    assert "label" not in names
    assert names[2] == "早起"


def test_a_new_member_behind_leaves_the_names_before_it() -> None:
    assert blank_names(["早下种", "深耕地", "勤除草"])[:2] == blank_names(["早下种", "深耕地"])


def test_both_scripts_share_their_keys() -> None:
    assert formulation_key(formulation("三種境界")) == formulation_key(formulation("三种境界"))
    assert blank_names(["讀得進", "讀得懂"]) == blank_names(["读得进", "读得懂"])
