"""Paragraphs that each open with the name of a part are the outline of their heading."""

from __future__ import annotations

import pytest

from quizgen.detectors import parts

from .build import lists


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "# （一）水田与旱地\n水田是有水层的耕地。\n旱地是没有水源的耕地。",
            ["-: 水田是有水层的耕地 | 旱地是没有水源的耕地"],
        ),
        ("# 犁、耙和耖\n犁用来翻土。\n另外要说的是牛。\n耙用来碎土。\n耖用来平土。", []),
        (
            "# 耕犁、钉耙和木耖\n耕犁用来翻土。\n牛也要备好。\n钉耙用来碎土。\n木耖用来平土。",
            ["-: 耕犁用来翻土 | 钉耙用来碎土 | 木耖用来平土"],
        ),
        (
            "# 三种地\n水田是指有水层的耕地。\n旱地主要是指没有水源的耕地。\n坡地指的是坡上的耕地。",
            ["三种地: 水田 | 旱地 | 坡地"],
        ),
        ("# 农时\n惊蛰：春雷动。\n春分：昼夜平。\n清明：好种瓜。", ["-: 惊蛰 | 春分 | 清明"]),
        ("村里有变化。\n经济上，粮食够吃了。\n文化上，夜校开了。", ["-: 经济上 | 文化上"]),
        ("在修渠方面，劳力齐了。\n其余照旧。\n在积肥方面，粪堆高了。", ["-: 修渠方面 | 积肥方面"]),
        ("水利方面：渠通了。肥料方面：粪足了。种子方面：种齐了。", ["-: 水利方面 | 肥料方面 | 种子方面"]),
        ("政治上 | 选了村长\n经济上 | 分了田", ["-: 政治上 | 经济上"]),
    ],
)
def test_parts_below_a_heading(text: str, expected: list[str]) -> None:
    assert lists(parts.detect, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "# 水田与旱地\n旱地是没有水源的耕地。\n水田是有水层的耕地。",
        "# 水田与旱地\n水田是有水层的耕地。\n# 下一节\n旱地是没有水源的耕地。",
        "# 农时\n惊蛰：春雷动。\n春分：昼夜平。",
        "# 农时\n来源：农业志。\n惊蛰：春雷动。\n春分：昼夜平。",
        "# 对话\n村长问：水呢？\n老王说：放了。\n老李道：没有。",
        "# 对话\n村长：水呢？\n老王：放了。\n村长：好。",
        "惊蛰：春雷动。\n春分：昼夜平。\n清明：好种瓜。",
        "经济上，粮食够吃了。\n# 下一节\n文化上，夜校开了。",
        "经济上，粮食够吃了。\n经济上，还有余粮。",
        "水利方面：渠通了。肥料方面：粪足了。",
        "在另一方面，粮食够吃了。\n在这方面，夜校开了。",
        "桌上，粮食够吃了。\n地上，夜校开了。",
    ],
)
def test_other_paragraphs(text: str) -> None:
    assert lists(parts.detect, text) == []
