"""Numbered and worded series: their items, labels and ends, and texts that only look like one."""

from __future__ import annotations

import pytest

from quizgen.detectors import series
from quizgen.detectors.view import View
from quizgen.readers import read_bytes

from .build import lists, view


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("办好事情靠三条：一是肯学，二是肯干，三是肯等。", ["三条: 肯学 | 肯干 | 肯等"]),
        ("一是春耕。要早。二是秋收。要快。", ["-: 春耕 | 秋收"]),
        ("提三点要求。一要早。宁早勿晚。二要实。三要细。", ["三点要求: 早 | 实 | 细"]),
        ("第一，修渠；第二，积肥；第三，选种。", ["-: 修渠 | 积肥 | 选种"]),
        ("其一，态度要正；其二，方法要对。", ["-: 态度要正 | 方法要对"]),
        ("首先，要认清方向；其次，要站稳脚跟；最后，要迈开步子。", ["-: 要认清方向 | 要站稳脚跟 | 要迈开步子"]),
        ("第一，修渠；第二，积肥；最后，选种。", ["-: 修渠 | 积肥 | 选种"]),
        ("首先，修渠；其次，积肥；其三，选种；其四，育苗。", ["-: 修渠 | 积肥 | 选种 | 育苗"]),
        ("首先，修渠；其次，积肥；第三，选种；最后，育苗。", ["-: 修渠 | 积肥 | 选种 | 育苗"]),
        ("首先，修渠；其次，积肥。其四不提。", ["-: 修渠 | 积肥"]),
        ("（一）忠诚；（二）干净；（三）担当。", ["-: 忠诚 | 干净 | 担当"]),
        ("(1)审题；(2)立意；(3)谋篇。", ["-: 审题 | 立意 | 谋篇"]),
        ("①望②闻③问④切", ["-: 望 | 闻 | 问 | 切"]),
        ("步骤：1.审题 2.立意 3.谋篇", ["-: 审题 | 立意 | 谋篇"]),
        (
            "有四项任务。\n一是修渠。要抓紧。\n二是积肥。\n三是选种。\n四是育苗。",
            ["四项任务: 修渠 | 积肥 | 选种 | 育苗"],
        ),
        ("一是修渠。\n今年雨水多。\n二是积肥。", ["-: 修渠 | 积肥"]),
        ("第三，修渠。要早。\n第四，积肥。要足。\n第五，选种。要细。", ["-: 修渠 | 积肥 | 选种"]),
        ("一是“慎独”，二是“慎微”。", ["-: 慎独 | 慎微"]),
        ("一是修渠（五月底前），二是积肥。", ["-: 修渠 | 积肥"]),
        ("一是修渠，二是积肥，四是选种。", ["-: 修渠 | 积肥 | 选种"]),
        ("要抓两件事。第一，抓农时。一是早播，二是早收。第二，抓农技。", ["两件事: 抓农时 | 抓农技", "-: 早播 | 早收"]),
        ("一是早播，二是早收。冬天再说。一是积肥，二是修渠。", ["-: 早播 | 早收", "-: 积肥 | 修渠"]),
        ("办好事情靠三条：一樹立標杆；一是肯學，二是肯干，三是肯等。", ["三条: 肯學 | 肯干 | 肯等"]),
        ("一 是 早播 ，二 是 早收 。", ["-: 早播 | 早收"]),
        ("第１，修渠；第２，积肥。", []),
        ("甲、总则。\n乙、分则。", ["-: 总则 | 分则"]),
        ("【农事】1.选种：挑大粒；2.积肥：趁冬天；3.修渠。", ["-: 选种 | 积肥 | 修渠"]),
        ("村里实行一查水渠、二看田埂、三问老农的办法，年年丰收。", ["-: 查水渠 | 看田埂 | 问老农"]),
        ("春耕要做到一选好种、二积足肥、三修通渠、四备齐犁，不误农时。", ["-: 选好种 | 积足肥 | 修通渠 | 备齐犁"]),
        (
            "坚持“两个结合”，即第一，农业与手工业结合；第二，种田与养蚕结合。",
            ["两个结合: 农业与手工业结合 | 种田与养蚕结合"],
        ),
        ("他常说，“先做人，其次做农夫，再次做工匠，最后做商人”。", ["-: 做人 | 做农夫 | 做工匠 | 做商人"]),
        ("一靠水渠，二靠好种，三靠人勤，这是种田的三条经验。", ["三条经验: 水渠 | 好种 | 人勤"]),
        ("一要早，二要细，三要勤，这三条是老农的家训。", ["三条: 早 | 细 | 勤"]),
        ("一靠水渠，二靠好种，三靠人勤，这里有五条小路。", ["-: 水渠 | 好种 | 人勤，这里有五条小路"]),
        ("# 歉收的原因\n(a)种子差\n(b)雨水少", ["-: 种子差 | 雨水少"]),
        ("首先是选种，然后是积肥，最后是修渠。", ["-: 选种 | 积肥 | 修渠"]),
        (
            "第一，选种。\n第二，修渠。\n第三，积肥。\n农事要抓好以上三大方面，不能松劲。",
            ["三大方面: 选种 | 修渠 | 积肥"],
        ),
        ("1.选种。\n2.修渠。\n以上是我对大家提的两点建议，望多留心。", ["两点建议: 选种 | 修渠"]),
        ("①首先，选种。②其次，修渠。", ["-: 选种 | 修渠"]),
        ("第一，选种。另外，秋后再积肥。第二，修渠。", ["-: 选种 | 修渠"]),
        ("第一，选种。第二，修渠。此外，要积肥。", ["-: 选种 | 修渠 | 要积肥"]),
        ("第一，选种。第二，修渠。第三个问题：怎样积肥。", ["-: 选种 | 修渠"]),
        (
            "1、水渠 （1）东渠（2）西渠 2、水井 （1）甜井（2）苦井",
            ["-: 水渠 | 水井", "-: 东渠 | 西渠", "-: 甜井 | 苦井"],
        ),
    ],
)
def test_series(text: str, expected: list[str]) -> None:
    assert lists(series.detect, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "一是一，二是二，说到做到。",
        "唯一是他，第二是我。",
        "二是积肥，三是选种。",
        "一是修渠。",
        "他得了第一名，我得了第二名。",
        "第一产业、第二产业、第三产业协调发展。",
        "依照第三十条第一款第（二）项处理。",
        "增长1.7倍，2.8万人参加。",
        "一要求他就答应，二要点在此。",
        "一日三餐，二日游。",
        "一来二去，便熟了。",
        "三思而行，一心为公。",
        "第三，修渠。要早。\n第四，积肥。要足。",
        "一张蓝图绘到底，要靠大家出力。\n编辑刘明\n二审杨红\n三审覃来",
        "前文说过第三，修渠；第四，积肥；第五，选种。",
        "最后，他走了。此外没有别的。",
        "一方面要学，另一方面要干。",
        "见注①。又见注②的出处",
        "共有2、3人。",
        "一、五个人一组。",
        "3.14是圆周率。",
        "我们走在大路上。",
        "首先是村长走进祠堂，然后众人坐好，最后老人才到。",
        "首先要对水源加以察看，接着加以丈量，然后开挖渠道。",
        "粮仓在一楼东侧、二楼西侧、三楼南侧。",
        "他家有一张犁、二头牛、三亩地。",
        "奖品分一等奖犁头、二等奖锄头、三等奖镰刀。",
        "# 歉收的原因\nA.种子差\nB.雨水少",
        "先生来了，其次是学生。",
        "第一顺序为配偶；第二名是兄弟。",
        "",
    ],
)
def test_no_series(text: str) -> None:
    assert lists(series.detect, text) == []


def test_a_heading_ends_what_is_open() -> None:
    assert lists(series.detect, "一是修渠。\n# 下篇\n二是积肥。") == []


@pytest.mark.parametrize(
    ("text", "wholes"),
    [
        ("一是修渠。要抓紧。二是积肥。要赶早。", ["修渠。要抓紧", "积肥。要赶早"]),
        ("办事靠两条：一是修渠，二是积肥。会后大家就散了。", ["修渠", "积肥"]),
    ],
)
def test_an_item_reaches_to_the_next_marker(text: str, wholes: list[str]) -> None:
    (found,) = series.detect(view(text))
    assert [text[m.whole.start : m.whole.end] for m in found.members if m.whole] == wholes


def test_the_heading_above_is_the_lead() -> None:
    (found,) = series.detect(view("# 三件大事\n一是修渠，二是积肥，三是选种。"))
    assert (found.label, found.section) == ("三件大事", ("三件大事",))


@pytest.mark.parametrize(
    ("text", "ordered"),
    [("一是修渠，二是积肥。", True), ("一来路近，二来省钱。", False), ("一则以喜，二则以惧。", False)],
)
def test_order(text: str, ordered: bool) -> None:
    assert [found.ordered for found in series.detect(view(text))] == [ordered]


def test_a_label_that_counts_another_number_is_told() -> None:
    (found,) = series.detect(view("办事要有四个讲究：一是早，二是细，三是稳。"))
    assert (found.label, found.stated) == (None, "四个讲究")
    (found,) = series.detect(view("办事要有三个讲究：一是早，二是细，三是稳。"))
    assert (found.label, found.stated) == ("三个讲究", "")


def test_a_series_that_a_quotation_holds() -> None:
    assert lists(series.detect, "必须做到“六廉”，即“一曰廉善，二曰廉能，三曰廉敬”。") == ["-: 廉善 | 廉能 | 廉敬"]


def test_a_heading_that_ends_with_the_label_of_the_list_below() -> None:
    below = "作者\n\n一、慢：\n\n自己比别人好。\n\n二、过慢：\n\n一样好却说更好。\n\n三、邪慢：\n\n没有却说有。"
    (found,) = series.detect(view(f"# 慢心的三种形态\n{below}"))
    assert (found.label, [m.text for m in found.members]) == ("三种形态", ["慢", "过慢", "邪慢"])


def test_titles_that_a_blank_parts_from_their_text() -> None:
    one, two = "1.引水开渠 先看水源，再量坡度，然后开挖。", "2.积肥选种 冬天积肥，春天选出好种子来。"
    three = "3.种树固土，防沙固堤 山上种树，可以把土固住。"
    assert lists(series.detect, "\n".join([one, two, three])) == ["-: 引水开渠 | 积肥选种 | 种树固土，防沙固堤"]
    tabbed = "①引水\t先看水源再开挖\n②积肥\t冬天积下好肥料\n③种树\t山上种树固住土"
    (found,) = series.detect(View(read_bytes(tabbed.encode(), "村.txt")))
    assert [member.text for member in found.members] == ["引水", "积肥", "种树"]
    (run_on,) = lists(series.detect, "\n".join([one, two, three.replace(" ", "，")]))
    assert run_on.startswith("-: 引水开渠 先看水源，再量坡度，然后开挖 |")


def test_a_last_of_all_inside_an_item_closes_no_list_of_paragraphs() -> None:
    text = "第一，要修渠。\n第二，要积肥。再大的旱情，最后都过去了。\n第三，要选种。\n第四，要种树。"
    assert lists(series.detect, text) == ["-: 要修渠 | 要积肥 | 要选种 | 要种树"]
