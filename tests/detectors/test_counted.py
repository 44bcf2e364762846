"""A label with a plain list beside it whose length it tells; other lists and other numbers are none."""

from __future__ import annotations

import pytest

from quizgen.detectors import counted
from quizgen.detectors.view import View

from .build import listed, lists, rules, table, view


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("五脏是指心、肝、脾、肺、肾。", ["五脏: 心 | 肝 | 脾 | 肺 | 肾"]),
        ("“四有”干部，指心中有党、心中有民、心中有责、心中有戒。", ["四有: 心中有党 | 心中有民 | 心中有责 | 心中有戒"]),
        ("病人“三多一少”，即多尿、多饮、多食和体重减轻。", ["三多一少: 多尿 | 多饮 | 多食 | 体重减轻"]),
        ("他把人的需要分为生理需要、安全需要和尊重需要三个层次。", ["三个层次: 生理需要 | 安全需要 | 尊重需要"]),
        ("老渠队的三大优良作风是看水看源、问老问少、边修边改。", ["三大优良作风: 看水看源 | 问老问少 | 边修边改"]),
        ("老村长写入“天下为公、民为邦本、为政以德”等3个古语典故。", ["3个古语典故: 天下为公 | 民为邦本 | 为政以德 …"]),
        ("教学的三要素包括教师、学生和教材。", ["三要素: 教师 | 学生 | 教材"]),
        ("为官三思——思危、思退、思变。", ["三思: 思危 | 思退 | 思变"]),
        ("总要求是“学水、懂土、爱田、建渠”。这四句话人人会背。", ["四句话: 学水 | 懂土 | 爱田 | 建渠"]),
        ("规定村里应通过修渠、积肥和选种三个主要任务增产。", ["三个主要任务: 修渠 | 积肥 | 选种"]),
        ("农书指老人写的《水经》、《土经》和《种经》三部书。", ["三部书: 水经 | 土经 | 种经"]),
        ("我村有水源、土质和交通三大优势。", ["三大优势: 水源 | 土质 | 交通"]),
        ("有春耕、夏耘、秋收、冬藏四件大事。", ["四件大事: 春耕 | 夏耘 | 秋收 | 冬藏"]),
        ("三大优势：水源、土质、交通。", ["三大优势: 水源 | 土质 | 交通"]),
        ("三大优势，即水源、土质、交通。", ["三大优势: 水源 | 土质 | 交通"]),
        ("三大优势，包括水源、土质和交通。", ["三大优势: 水源 | 土质 | 交通"]),
        ("三大优势（水源、土质、交通）很明显。", ["三大优势: 水源 | 土质 | 交通"]),
        ("三大优势——水源、土质、交通。", ["三大优势: 水源 | 土质 | 交通"]),
        ("三个关口：水关；肥关；种关。", ["三个关口: 水关 | 肥关 | 种关"]),
        (
            "落实“两比两不比”，即比种得早，不比说得早；比收得多，不比说得多。",
            ["两比两不比: 比种得早，不比说得早 | 比收得多，不比说得多"],
        ),
        ("五项原则。早，深，匀，细，足。", ["五项原则: 早 | 深 | 匀 | 细 | 足"]),
        ("我村是“一高三低”：地势高、产量低、收入低、人口低。", ["一高三低: 地势高 | 产量低 | 收入低 | 人口低"]),
        ("看似不同的“儒释道”三教同在一山。", ["三教: 儒 | 释 | 道"]),
        ("本文有四个部分：“起”“承”“转”“合”。", ["四个部分: 起 | 承 | 转 | 合"]),
        ("乡亲们搬走了缺水、缺肥、缺种三座大山。", ["三座大山: 缺水 | 缺肥 | 缺种"]),
        ("井、磨、纺车“三宝”。", ["三宝: 井 | 磨 | 纺车"]),
        ("处理好“水”与“土”两个概念。", ["两个概念: 水 | 土"]),
        ("水和肥是种田的两大问题。", ["两大问题: 水 | 肥"]),
        ("线上线下两个市场都要用。", ["两个市场: 线上 | 线下"]),
        ("五行：木、火、土、金、水", ["五行: 木 | 火 | 土 | 金 | 水"]),
        ("木、火、土、金、水五种物质。", ["五种物质: 木 | 火 | 土 | 金 | 水"]),
        ("包括水、肥、种等三类物资。", ["三类物资: 水 | 肥 | 种 …"]),
        ("三大优势：水源（渠水）、土质（黑土）、交通（水路）。", ["三大优势: 水源 | 土质 | 交通"]),
        ("三大优势：“水源”、“土质”、“交通”。", ["三大优势: 水源 | 土质 | 交通"]),
        ("三大優勢：水源、土質、交通。", ["三大優勢: 水源 | 土質 | 交通"]),
    ],
)
def test_labels_with_their_lists(text: str, expected: list[str]) -> None:
    assert lists(counted.detect, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1949年，两人结婚。当时，他病了，一直躺着。",
        "把知与行分为两个不同的任务。",
        "三个问题是老问题，要早动手。",
        "三大优势：水源、土质。",
        "三大优势很明显。",
        "到了30个部门，有水利、农业、林业。",
        "三年多来，修渠、积肥、选种。",
        "两位同志走了进来，一个高，一个矮。",
        "水源、土质、交通是优势。",
        "第三个方面：水源、土质、交通。",
        "“十四五”时期，修渠、积肥、选种、育苗、收割。",
        "各级党委、政府、企业。",
        "两个“离不开”。",
        "要坚持和弘扬“两个务必”的作风。",
        "“两个务必”形成于麦子即将收割、新粮即将入仓的时候。",
        "三分之一的水源、土质、交通。",
        "几个方面：水源、土质、交通。",
        "三把火：水源、土质、交通。",
        "一个方面：水源。",
        "增长3.5个百分点：水源、土质、交通。",
        "有三个人来到水源、土质、交通都好的地方。",
        "坚持、落实两个方面。",
        "我们走在大路上。",
        "",
    ],
)
def test_no_list_beside_a_label(text: str) -> None:
    assert lists(counted.detect, text) == []


def test_brackets_behind_a_place_and_a_number() -> None:
    found = lists(counted.detect, "灾情波及华东三省（江苏、浙江、安徽）两市（上海、南京）的农田。")
    assert found == ["三省: 江苏 | 浙江 | 安徽", "两市: 上海 | 南京"]


def test_a_heading_counts_the_pieces_below() -> None:
    text = "# 三个坚持\n坚持早播；坚持深耕；\n坚持细管。"
    assert lists(counted.detect, text) == ["三个坚持: 坚持早播 | 坚持深耕 | 坚持细管"]
    assert rules(counted.detect, text) == {"counted.section"}


def test_a_table_column_under_a_head_that_counts_its_rows() -> None:
    rows = ("三个阶段\t要点", "播种\t早", "管理\t细", "收割\t快")
    assert [listed(f) for f in counted.detect(View(table(*rows)))] == ["三个阶段: 播种 | 管理 | 收割"]
    assert [listed(f) for f in counted.detect(View(table(*rows[:3])))] == []


@pytest.mark.parametrize(
    ("text", "stated", "members"),
    [
        ("三大优势：山水、人文、区位、交通。", "三大优势", "山水 | 人文 | 区位 | 交通"),
        ("五项原则：公开、公平和公正。", "五项原则", "公开 | 公平 | 公正"),
    ],
)
def test_a_count_that_does_not_fit_its_list_is_told_and_no_label(text: str, stated: str, members: str) -> None:
    (found,) = counted.detect(view(text))
    assert (found.label, found.stated, found.rule) == (None, stated, "counted.unfit")
    assert " | ".join(m.text for m in found.members) == members


@pytest.mark.parametrize(
    "text", ["三大优势：山水、人文，交通也方便。", "三大优势：路好、水好。", "三大优势，山水、人文、区位、交通。"]
)
def test_no_list_of_another_number(text: str) -> None:
    assert all(not found.stated for found in counted.detect(view(text)))
