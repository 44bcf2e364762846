"""A label that ends its own line takes its members from the line below or the cell beside, if the number fits."""

from __future__ import annotations

import pytest

from quizgen.detectors import below
from quizgen.detectors.view import View
from quizgen.readers import read_bytes

from .build import listed, lists, table


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 初唐四杰\n王勃、杨炯、卢照邻、骆宾王", "四杰: 王勃 | 杨炯 | 卢照邻 | 骆宾王"),
        (
            "唐宋八大家\n韩愈、柳宗元、欧阳修、苏洵、苏轼、苏辙、王安石、曾巩。",
            "八大家: 韩愈 | 柳宗元 | 欧阳修 | 苏洵 | 苏轼 | 苏辙 | 王安石 | 曾巩",
        ),
        (
            "四大名著：\n《三国演义》《水浒传》《西游记》《红楼梦》",
            "四大名著: 《三国演义》 | 《水浒传》 | 《西游记》 | 《红楼梦》",
        ),
        ("元曲四大家\n关汉卿、白朴、马致远、郑光祖并称为元曲四大家。", "四大家: 关汉卿 | 白朴 | 马致远 | 郑光祖"),
        ("# 初唐四杰\n## 王勃、杨炯、卢照邻、骆宾王", "四杰: 王勃 | 杨炯 | 卢照邻 | 骆宾王"),
        (
            "4个“一起”\n渠上的事和田里的事一起谋划、一起部署、一起落实、一起检查。",
            "4个“一起”: 一起谋划 | 一起部署 | 一起落实 | 一起检查",
        ),
        (
            "抓好三种教育\n从入社起就抓好农时教育、农技教育、农机教育，不留死角。",
            "三种教育: 农时教育 | 农技教育 | 农机教育",
        ),
    ],
)
def test_the_line_below(text: str, expected: str) -> None:
    assert lists(below.detect, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "初唐四杰\n王勃、杨炯、卢照邻",
        "初唐四杰\n他们都写诗，都很年轻，都不得志，都有文名。",
        "办好两件事\n一件是修渠，一件是积肥，都不能拖。",
        "分成三个\n甲、乙、丙各管各的，互不相干",
        "初唐四杰\n# 王勃、杨炯、卢照邻、骆宾王",
        "二〇二三年第三期\n水、肥、种",
        "1、旱地 两大流派\n2、水田",
        "以上就是我要讲的关于今年春天修水渠和积肥料的全部三件事\n水、肥、种",
    ],
)
def test_no_list_of_that_number_below(text: str) -> None:
    assert lists(below.detect, text) == []


def test_the_cell_beside() -> None:
    found = below.detect(
        View(table("名称\t人物", "建安七子\t孔融、陈琳、王粲、徐干、阮瑀、应玚、刘桢", "**三曹**\t曹操、曹丕、曹植"))
    )
    assert [listed(f) for f in found] == [
        "七子: 孔融 | 陈琳 | 王粲 | 徐干 | 阮瑀 | 应玚 | 刘桢",
        "三曹: 曹操 | 曹丕 | 曹植",
    ]


def test_the_item_beside_a_label_is_none_of_its_members() -> None:
    lines = "初唐四杰{}\n{}王勃、杨炯、卢照邻、骆宾王"
    for between, found in (("", []), ("  ", ["四杰: 王勃 | 杨炯 | 卢照邻 | 骆宾王"])):
        notes = "- " + lines.format("", between + "- ")
        assert [listed(one) for one in below.detect(View(read_bytes(notes.encode(), "notes.md")))] == found
