"""Count labels end where their noun ends; dates, measures and idioms are none."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from quizgen import data, glossary
from quizgen.detectors import labels
from quizgen.detectors.labels import Label


def examples(kind: str, table: str = "not_a_set") -> list[str]:
    return [text for entry in data.load("labels")[table] for text in entry[kind]]


# Names of known sets that read like a date, a measure, an idiom or a recipe: the glossary finds them by name.
READ_OTHERWISE = re.compile("五四精神|六度|九流|十天干|.*[汤丸散饮]")


def test_known_sets_can_be_sets() -> None:
    turned_down = [known.label for known in glossary.load().sets if not labels.is_set(known.label)]
    assert [label for label in turned_down if not READ_OTHERWISE.fullmatch(label)] == []


@pytest.mark.parametrize("words", examples("match"))
def test_dates_measures_and_idioms_are_no_sets(words: str) -> None:
    assert not labels.is_set(words)


@pytest.mark.parametrize("words", examples("keep"))
def test_names_of_sets_are_sets(words: str) -> None:
    assert labels.is_set(words)


@pytest.mark.parametrize("words", examples("match", "quantity"))
def test_people_and_places_are_counted_within_quotation_marks_alone(words: str) -> None:
    assert not list(labels.classified(f"来了{words}。"))
    assert list(labels.quoted(f"建好“{words}”。")) or len(words) > 5


@pytest.mark.parametrize("words", examples("keep", "quantity"))
def test_other_nouns_are_counted(words: str) -> None:
    assert not labels._quantity().fullmatch(words)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("六艺文化公司", True),
        ("六艺之一", False),
        ("五味消毒饮。", True),
        ("五味饮食", False),
        ("四书架", False),
        ("五常市。", True),
        ("五行市场", False),
    ],
)
def test_names_of_other_things_begin_with_a_sets_name(text: str, other: bool) -> None:
    assert labels.is_other(text, 2) is other


def shown(text: str, found: Iterable[Label]) -> list[tuple[str, int]]:
    return [(text[label.start : label.end], label.count) for label in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("这是三个主要的法宝。", [("三个主要的法宝", 3)]),
        ("抓好五项关键决策。", [("五项关键决策", 5)]),
        ("反对两种错误的观点。", [("两种错误的观点", 2)]),
        ("我市有三大优势。", [("三大优势", 3)]),
        ("我再讲四点意见。", [("四点意见", 4)]),
        ("处理好五个重要关系。", [("五个重要关系", 5)]),
        ("落实8项规定。", [("8项规定", 8)]),
        ("抓好四个方面的工作。", [("四个方面", 4)]),
        ("抓好三方面工作。", [("三方面工作", 3)]),
        ("做到以下两条：", [("两条", 2)]),
        ("有三种境界：", [("三种境界", 3)]),
        ("提出六项重点举措，", [("六项重点举措", 6)]),
        ("十二个方面", [("十二个方面", 12)]),
        ("三大纪律", [("三大纪律", 3)]),
        ("分为四个阶段。", [("四个阶段", 4)]),
        ("四大组成部分", [("四大组成部分", 4)]),
        ("三句话", [("三句话", 3)]),
        ("水车由三部分组成。", [("三部分", 3)]),
        ("农具有五大部件构成", [("五大部件", 5)]),
        ("四大组成部分", [("四大组成部分", 4)]),
        ("有两种罪过形式。", [("两种罪过形式", 2)]),
        ("另有三个过渡条款：", [("三个过渡条款", 3)]),
        ("经过三次战役，", [("三次战役", 3)]),
        ("先后五次修正。", []),
        ("三个单位负责同志到会。", []),
        ("六个字", [("六个字", 6)]),
        ("四位一体", [("四位一体", 4)]),
        ("两手抓，两手都要硬", []),
        ("这是第三个方面。", []),
        ("上三个季度。", []),
        ("以上三个方面。", [("三个方面", 3)]),
        ("省、市、县、乡四级政府都在。", [("四级政府", 4)]),
        ("第二大优势", []),
        ("1.5个百分点", []),
        ("一个方面", []),
        ("十几个问题", []),
        ("几个方面", []),
        ("数十项任务", []),
        ("一百二十个问题", []),
        ("没有数目的问题", []),
        ("突出五大工作导向：", [("五大工作导向", 5)]),
        ("分为四个等次。", [("四个等次", 4)]),
        ("八章把渠道的内容分别说明。", [("八章", 8)]),
        ("《水经·五大江论》说：", []),
        ("《水经》里的五大江", [("五大江", 5)]),
    ],
)
def test_labels_with_a_classifier(text: str, expected: list[tuple[str, int]]) -> None:
    assert shown(text, labels.classified(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("树牢“四个意识”", [("四个意识", 4)]),
        ("开展“五比五不比”活动", [("五比五不比", 5)]),
        ("落实“三严三实”", [("三严三实", 3)]),
        ("打好“四张牌”", [("四张牌", 4)]),
        ("「三農」", [("三農", 3)]),
        ("反“四风”", [("四风", 4)]),
        ("整治“三公”消费", [("三公", 3)]),
        ("“十四五”规划", []),
        ("“十三五”时期", []),
        ("“两张皮”现象", []),
        ("“三把火”", []),
        ("“五一”假期", []),
        ("“九一八”事变", []),
        ("“一带一路”", []),
        ("“百家争鸣”", []),
        ("“四面八方”", []),
        ("“三年”", []),
        ("“第一”", []),
        ("“学习”", []),
        ("“二十大”精神", []),
        ("四个意识", []),
    ],
)
def test_labels_that_fill_quotation_marks(text: str, expected: list[tuple[str, int]]) -> None:
    assert shown(text, labels.quoted(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("五行：木、火、土、金、水", [("五行", 5)]),
        ("所谓七情（喜怒忧思悲恐惊）", [("七情", 7)]),
        ("六书者，象形、指事也。", [("六书", 6)]),
        ("岁寒三友是松、竹、梅。", [("三友", 3)]),
        ("岁寒三友，就是松、竹、梅。", [("三友", 3)]),
        ("四大发明为：", [("四大发明", 4)]),
        ("四大体裁即：", [("四大体裁", 4)]),
        ("《诗经》六义，", [("六义", 6)]),
        ("井边三人，", []),
        ("三友是一家人。", []),
        ("（七情）", [("七情", 7)]),
        ("是为九德，", [("九德", 9)]),
        ("四书。", [("四书", 4)]),
        ("三年：", []),
        ("十五五，", []),
        ("二者，", []),
        ("三月。", []),
        ("一心。", []),
    ],
)
def test_labels_that_stand_alone_before_a_mark(text: str, expected: list[tuple[str, int]]) -> None:
    assert shown(text, labels.heads(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“文房四宝”", [("四宝", 4)]),
        ("“农家七笔账”", [("七笔账", 7)]),
        ("“第三产业”", []),
        ("“四宝”", []),
        ("文房四宝", []),
    ],
)
def test_labels_behind_other_words_within_quotation_marks(text: str, expected: list[tuple[str, int]]) -> None:
    assert shown(text, labels.titled(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("苗期、花期与果期三期都要浇水。", [("三期", 3)]),
        ("苗期三期、花期二期。", []),
        ("苗期三次浇水。", []),
    ],
)
def test_the_kind_that_the_last_piece_ends_with(text: str, expected: list[tuple[str, int]]) -> None:
    assert shown(text, labels.echoed(text)) == expected


def test_the_last_of_several_quotations_is_not_spelt() -> None:
    assert shown("“儒释道”三教", labels.spelt("“儒释道”三教")) == [("三教", 3)]
    assert list(labels.spelt("“耕犁耙”“种管收”“晒碾藏”三样")) == []


def test_two_labels_side_by_side_are_one() -> None:
    text = "用好两个市场两种资源。"
    assert shown(text, labels.all_of(text)) == [("两个市场两种资源", 2)]
    text = "三大纪律八项注意"
    assert shown(text, labels.all_of(text)) == [("三大纪律八项注意", 11)]


@pytest.mark.parametrize(
    ("text", "count", "label"),
    [
        ("有三大优势，讲四点意见：", 4, "四点意见"),
        ("有三大优势，讲四点意见：", 3, "三大优势"),
        ("有三大优势，讲四点意见：", 5, None),
        ("十八反：", 3, "十八反"),
        ("会上来了30个部门：", 3, None),
        ("第三个方面：", 3, None),
        ("“十四五”时期：", 5, None),
        ("", 2, None),
    ],
)
def test_the_label_that_announces_so_many(text: str, count: int, label: str | None) -> None:
    found = labels.announcing(text, count)
    assert (text[found.start : found.end] if found else None) == label


@pytest.mark.parametrize("text", ["30个部门", "三年多来", "两位同志走了进来", "三个人", "五天", "百分之五", "两三个"])
def test_quantities_name_no_set(text: str) -> None:
    assert not [lb for lb in labels.all_of(text) if lb.classified or lb.quoted]
