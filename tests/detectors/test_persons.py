"""Names told by their shape, and where a subject's words turn into what he does."""

from __future__ import annotations

import pytest

from quizgen.detectors import persons


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("父亲拉着儿子的手", "父亲"),
        ("赵老汉摆摆手", "赵老汉"),
        ("赵老汉乐呵呵地", "赵老汉"),
        ("老支书周望山抹了把汗", "老支书周望山"),
        ("木匠小周站起来", "木匠小周"),
        ("孩子们齐声", "孩子们"),
        ("老妈妈", "老妈妈"),
        ("区水利局局长高峰", "区水利局局长高峰"),
        ("当地老人", "当地老人"),
    ],
)
def test_a_subject_ends_before_what_he_does(text: str, subject: str) -> None:
    assert text[: persons.action(text, 0, len(text))] == subject


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("木匠小周站起来", "木匠小周"),
        ("马大爷告诉来人", "马大爷"),
        ("老支书周望山抹汗", "老支书周望山"),
        ("赵刚走来", "赵刚"),
        ("陈建国说", "陈建国"),
        ("老师说", None),
        ("高标准农田", None),
        ("诗句", None),
        ("", None),
    ],
)
def test_a_name_is_a_family_name_with_one_or_two_characters_or_a_role(text: str, name: str | None) -> None:
    found = persons.person(text, 0, len(text))
    assert (found and text[slice(*found)]) == name


def test_a_life_is_told_behind_a_name() -> None:
    assert persons.of_life("周秀兰是村小的老师", 0, 9) == (0, 3)
    assert persons.of_life("周秀兰的渠通了", 0, 7) is None
