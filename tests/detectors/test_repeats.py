"""Lists whose items open with the same marker, and sentences in which such words are no marker."""

from __future__ import annotations

import pytest

from quizgen.detectors import repeats

from .build import lists, rules


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("有的不学；有的不问；有的不干。", ["-: 不学 | 不问 | 不干"]),
        ("有的怕苦，有的怕累，有的怕担责。", ["-: 怕苦 | 怕累 | 怕担责"]),
        ("有的怕苦。见了难事绕着走。", []),
        ("有的怕苦。有的怕累。有的怕担责。", ["-: 怕苦 | 怕累 | 怕担责"]),
        ("少数人怕苦；有的怕累；有的怕担责。", ["-: 少数人怕苦 | 怕累 | 怕担责"]),
        (
            "存在问题：有的怕苦，有的见了难事绕道走；有的怕累；有的怕担责。",
            ["-: 怕苦，有的见了难事绕道走 | 怕累 | 怕担责"],
        ),
        ("有的怕苦；有的怕累；有的怕担责，等等。", ["-: 怕苦 | 怕累 | 怕担责"]),
        ("一方面要修渠，另一方面要积肥。", ["-: 要修渠 | 要积肥"]),
        ("一方面，要修渠；另一方面，要积肥。", ["-: 要修渠 | 要积肥"]),
        ("一方面要修渠。\n另一方面要积肥。", ["-: 要修渠 | 要积肥"]),
        ("一手抓春耕，一手抓防汛。", ["-: 一手抓春耕 | 一手抓防汛"]),
        (
            "从远处看，山是青的。从近处看，山是黄的。从高处看，山是小的。",
            ["-: 从远处看，山是青的 | 从近处看，山是黄的 | 从高处看，山是小的"],
        ),
        ("——修好水渠。\n——积足底肥。\n——选好良种。", ["-: 修好水渠 | 积足底肥 | 选好良种"]),
        ("一部分是自留地，一部分是公田。", ["-: 自留地 | 公田"]),
        ("有三种人：有的怕苦；有的怕累；有的怕担责。", ["三种人: 怕苦 | 怕累 | 怕担责"]),
        ("村里办了学堂，一为男校；一为女校；一为夜校。", ["-: 男校 | 女校 | 夜校"]),
        ("他的来历说法不一，一是山东人，一是河北人。", ["-: 山东人 | 河北人"]),
    ],
)
def test_repeated_markers(text: str, expected: list[str]) -> None:
    assert lists(repeats.detect, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "有的放矢。",
        "要有的放矢，讲求实效。",
        "他有的书很多，我有的书很少。",
        "有的是办法。",
        "所有的人都来了，所有的人都笑了。",
        "有的人怕苦。",
        "没有的事，没有的话。",
        "一方面军到了，二方面军也到了。",
        "红一方面军会师。",
        "这是一方面的原因。",
        "一手抓了把米。",
        "从前看山是山。",
        "从外表看，他不老。从谈吐看，他很老。",
        "一种是好米。",
        "一种粮食，一种心情。",
        "——摘自笔记",
        "他说——等等——再走。",
        "少数人怕苦。多数人不怕。",
        "一些人来了，一些人走了。",
        "",
    ],
)
def test_no_list(text: str) -> None:
    assert lists(repeats.detect, text) == []


def test_rules_are_named_by_their_marker() -> None:
    assert rules(repeats.detect, "——修好水渠。\n——积足底肥。") == {"marked.dash"}
    assert rules(repeats.detect, "一手抓春耕，一手抓防汛。") == {"marked.yishouzhua"}


def test_a_heading_parts_two_lists() -> None:
    text = "——修好水渠。\n——积足底肥。\n# 夏\n——除草。\n——防汛。"
    assert lists(repeats.detect, text) == ["-: 修好水渠 | 积足底肥", "-: 除草 | 防汛"]
