"""What a document sets as an exercise is no list to learn, and what only looks like one is."""

from __future__ import annotations

import re

import pytest

from quizgen import data
from quizgen.detectors import exercises, outline, series
from quizgen.detectors.view import View
from quizgen.model import Block, Document

from .build import lists

_NAMES = ("exercise_title", "task", "stem")


def entries(kind: str) -> list[tuple[str, str, str]]:
    return [(n, entry["pattern"], text) for n in _NAMES for entry in data.load("outline")[n] for text in entry[kind]]


def found(name: str, pattern: str, text: str) -> bool:
    return bool(re.fullmatch(pattern, text) if name == "exercise_title" else re.search(pattern, text))


@pytest.mark.parametrize(("name", "pattern", "text"), entries("match"))
def test_a_pattern_has_what_it_should(name: str, pattern: str, text: str) -> None:
    assert found(name, pattern, text)


@pytest.mark.parametrize(("name", "pattern", "text"), entries("keep"))
def test_a_pattern_leaves_what_it_should(name: str, pattern: str, text: str) -> None:
    assert not found(name, pattern, text)


@pytest.mark.parametrize(
    "text",
    [
        "# 课后练习\n- 井田制的内容\n- 郡县制的由来",
        "# 三、简答题（每题5分）\n1.井田制的内容。\n2.郡县制的由来。",
        "1. 简述井田制的内容。\n2. 如何理解郡县制？\n3. 试述水渠的用处。",
        "阅读材料，回答下列问题：\n（1）说明水渠为何荒废。\n（2）说明村民怎样修渠。",
        "下列属于谷物的有（ ）①粟；②稻；③桑；④麻。",
        "# 复习\n## 一、单项选择题（每题1分）\n最早的农书是（ ）。\n## 二、多项选择题（每题2分）\n谷物有（ ）。",
        "井田制和郡县制\n1. 什么是井田制？\n2. 什么是郡县制？",
        "思考：\n1. 水渠为什么荒废。\n2. 村民怎样修渠。",
        "注：1.本表不含山地。2.本表以亩计。",
        "# 推荐书目\n- 《齐民要术》\n- 《农政全书》",
        "# 学习目标\n- 了解井田制\n- 掌握郡县制",
    ],
)
def test_exercises(text: str) -> None:
    assert lists(series.detect, text) + lists(outline.detect, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("有下列情形之一的，从轻处罚：（一）自首的；（二）立功的。", ["-: 自首的 | 立功的"]),
        ("要回答好三个问题：一是种什么，二是怎么种，三是为谁种。", ["三个问题: 种什么 | 怎么种 | 为谁种"]),
        ("要答好两个问题：\n1. 种什么？\n2. 怎么种？", ["两个问题: 种什么 | 怎么种"]),
        ("一是为谁种？二是怎么种？", ["-: 为谁种 | 怎么种"]),
        ("# 练习书法的要领\n- 指实\n- 掌虚", ["-: 指实 | 掌虚"]),
    ],
)
def test_no_exercises(text: str, expected: list[str]) -> None:
    assert lists(series.detect, text) + lists(outline.detect, text) == expected


def test_things_to_do_are_no_list() -> None:
    blocks = [Block(text="本周", kind="heading", level=1)]
    blocks += [Block(text=text, kind="item", level=1, marker="☐") for text in ("修渠", "积肥")]
    assert list(outline.detect(View(Document(name="a.md", id="a", title="a", blocks=tuple(blocks))))) == []


def test_a_title_with_its_number() -> None:
    assert exercises.is_title("课后练习：")
    assert not exercises.is_title("")
