"""Labels of definite sets, whose members stand elsewhere or nowhere; measures, dates and idioms name no set."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from quizgen.detectors import named
from quizgen.detectors.view import View
from quizgen.glossary import CuratedDeck, Glossary
from quizgen.model import Formulation, KnownSet

from .build import listed, view

SETS = (
    KnownSet(label="四时", members=("春季", "夏季", "秋季", "冬季"), ordered=True, source="《月令》"),
    KnownSet(label="五行", members=("木", "火", "土", "金", "水"), ordered=True, source="《尚书》"),
    KnownSet(label="三农", members=("农业", "农村", "农民"), ordered=False, source="一号文件", aliases=("三农问题",)),
    KnownSet(label="三民主义", members=("民族主义", "民权主义", "民生主义"), ordered=True, source="《民报》发刊词"),
    KnownSet(label="四友", members=("松", "竹", "梅", "兰"), ordered=False, source="《花史》"),
    KnownSet(label="一个渠首、两条支渠", members=("渠首", "东渠", "西渠"), ordered=False, source="《渠志》"),
    KnownSet(
        label="四个全村",
        members=("全村打水井", "全村种果树", "全村办学堂", "全村学文化"),
        ordered=False,
        source="《村志》",
    ),
    KnownSet(label="四君子汤", members=("人参", "白术", "茯苓", "甘草"), ordered=False, source="《局方》"),
)
GLOSSARY = Glossary(decks=(CuratedDeck(name="d", title="d", tags=(), description="d", sets=SETS, sayings=()),))


def detect(prepared: View) -> Iterator[Formulation]:
    return named.detect(prepared, GLOSSARY)


def found(text: str) -> list[str]:
    return [listed(one) for one in detect(view(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("修好一个渠首、两条支渠的工程。", ["一个渠首、两条支渠: 渠首 | 东渠 | 西渠"]),
        ("抓好三农工作。", ["三农: 农业 | 农村 | 农民"]),
        ("抓好“三农”工作。", ["三农: 农业 | 农村 | 农民"]),
        ("抓好“三農”工作。", ["三農: 農業 | 農村 | 農民"]),
        ("抓好“三農”工作，各级干部要学习，发展经济。", ["三農: 农业 | 农村 | 农民"]),
        ("提出民族、民权、民生的主张，即三民主义。", ["三民主义: 民族 | 民权 | 民生"]),
        ("四时有序。", ["四时: 春季 | 夏季 | 秋季 | 冬季"]),
        ("走好“四条路”。", ["四条路: "]),
        ("打好三大战役。", ["三大战役: "]),
        ("他是四圣之一。", ["四圣: "]),
        ("坚持两手抓。", ["两手抓: "]),
        ("春季、夏季、秋季、冬季各有农事，四时不可误。", ["四时: 春季 | 夏季 | 秋季 | 冬季"]),
        ("有经济人、政治人和社会人，“三人”并举。", ["三人: 经济人 | 政治人 | 社会人"]),
        (
            "“四个全村”早有布局，要全村修水渠、全村种果树、全村办学堂、全村学文化。",
            ["四个全村: 全村修水渠 | 全村种果树 | 全村办学堂 | 全村学文化"],
        ),
        (
            "“四个全村”早有布局，要全村修水渠、全村种庄稼、全村开商店、全村学文化。",
            ["四个全村: 全村打水井 | 全村种果树 | 全村办学堂 | 全村学文化"],
        ),
        ("画中四友梅、兰、竹、松都好。", ["四友: 梅 | 兰 | 竹 | 松"]),
        ("五行学说。", ["五行: 木 | 火 | 土 | 金 | 水"]),
        ("五行包括木、火、土、金、水。", ["五行: 木 | 火 | 土 | 金 | 水"]),
        ("# 五行学说\n- 由来\n- 应用", ["五行: 木 | 火 | 土 | 金 | 水"]),
    ],
)
def test_named_sets(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "第三产业。",
        "要掌握以上六大方面，不能松劲。",
        "来了三个人。",
        "“十四五”规划。",
        "十四五规划。",
        "过了三年。",
        "一带一路。",
        "三分之一。",
        "百分之五。",
        "两岸关系。",
        "他去了四川。",
        "五四运动。",
        "三人行，必有我师。",
        "九三学社。",
        "百家姓。",
        "二人转。",
        "一国两制。",
        "四君子汤补气。",
        "“两张皮”现象。",
        "三甲医院。",
        "方中常用人参、麦冬、五味、白芍。",
        "加黄芪、五味子补气。",
        "细则共五行。",
        "他写了五行代码。",
        "五行文化公司。",
        "请搬四时钟来。",
        "取井泉、四时聪、百会三处。",
        "五行包括行书、草书、楷书。",
        "# 老张的四时法\n- 早\n- 勤\n- 细\n- 净",
        "村里面临四时之患。",
        "不能“三天打鱼，两天晒网”。",
        "有三大优势：水源、土质、交通。",
        "",
    ],
)
def test_no_named_set(text: str) -> None:
    assert found(text) == []


def test_the_glossary_is_named_where_it_gives_the_members() -> None:
    (one,) = detect(view("抓好三农工作。"))
    assert (one.form, one.glossary, one.rule) == ("named", "一号文件", "named.known")
    assert all(member.span is None for member in one.members)
    (one,) = detect(view("春季、夏季、秋季、冬季各有农事，四时不可误。"))
    assert (one.form, one.glossary, one.ordered) == ("counted", None, True)
    assert all(member.span for member in one.members)
