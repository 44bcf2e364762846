"""Lists that make no cards, and like ones that do."""

from __future__ import annotations

import pytest

from quizgen import glossary
from quizgen.cards.unfit import RULES, unfit, without_passing
from quizgen.model import Document, Formulation, Member

from .build import document, listed, span


def outline(*items: str) -> tuple[Document, Formulation]:
    doc = document(*(f"# {number}、{item}" for number, item in zip("一二三四", items, strict=False)))
    return doc, listed(doc, items, form="outline", ordered=True)


def headed(*items: str) -> tuple[Document, Formulation]:
    doc, finding = outline(*items)
    return doc, finding.model_copy(update={"rule": "outline.headings"})


def inline(text: str, *members: str, label: str | None = None) -> tuple[Document, Formulation]:
    doc = document(text)
    return doc, listed(doc, members, label=label)


def named(*texts: str, label: str) -> tuple[Document, Formulation]:
    """A label whose members the glossary gives."""
    doc = document(*texts)
    known = glossary.load().find(label)
    assert known is not None
    members = tuple(Member(text=member) for member in known.members)
    at = span(doc, label)
    return doc, Formulation(form="named", label=label, label_span=at, members=members, rule="named.known")


CASES = {
    "list.partial": [inline("三民主义就是民族主义、民权主义。", "民族主义", "民权主义", label="三民主义")],
    "list.obvious": [inline("用好国内、国际两类办法。", "国内", "国际", label="两类办法")],
    "list.scant": [inline("老人区分了“和”与“同”两个概念。", "和", "同", label="两个概念")],
    "list.rhetorical": [
        inline("旱情如此严重，道路如此难走，收成如此微薄。", "旱情如此严重", "道路如此难走", "收成如此微薄"),
    ],
    "list.leads-up": [
        inline("乡亲们都看着我们。面对旱情，面对虫害，面对歉收，我们只有修渠。", "面对旱情", "面对虫害", "面对歉收"),
        inline("乡亲们都看着我们。旱情越重，人手越少，水渠越远，越要早动手。", "旱情越重", "人手越少", "水渠越远"),
    ],
    "list.contents": [
        outline("水渠的历史", "渠首和渠尾", "山区的水渠"),
        outline("水渠的概念", "水渠的特征", "水渠的作用"),
        outline("去年的回顾", "五年以来山区水渠的成就和今后五年山区水渠的任务", "今年的安排"),
    ],
    "list.told-above": [headed("水渠的修整原则", "水渠的看护原则")],
    "list.untitled": [outline("修好水渠", "积足底肥", "选好良种")],
    "list.piece": [
        inline("主题是讲学习、讲团结、讲奉献、重实干。", "讲学习", "讲团结", "讲奉献"),
        inline("他们修堤坝、打水井、种果树、养蜜蜂。", "打水井", "种果树", "养蜜蜂"),
    ],
    "list.uneven": [inline("有的干劲不够，不担当、不作为。", "不够", "不担当", "不作为")],
    "list.torn": [inline("我们盯着旧账清，看着新账记。", "着旧账清", "着新账记")],
    "list.half-word": [inline("委员会由主任和委员若干人组成，委员由主任提名。", "委员会由主任", "委员由主任提名")],
    "list.contrast": [
        inline("这里既不是山，也不是水，而是田。", "既不是山", "也不是水", "而是田"),
    ],
}

FIT = [
    inline(
        "乡亲们都看着我们。面对旱情要修渠，面对虫害要除虫，面对歉收要节粮。",
        "面对旱情要修渠",
        "面对虫害要除虫",
        "面对歉收要节粮",
    ),
    inline("用好国内、国际、民间三类办法。", "国内", "国际", "民间", label="三类办法"),
    outline("在渠首测水位", "在渠尾量流速"),
    inline("三民主义就是民族主义、民权主义、民生主义。", "民族主义", "民权主义", "民生主义", label="三民主义"),
    inline("十八反有甘草、乌头、藜芦。", "甘草", "乌头", "藜芦", label="十八反"),  # heads, and no eighteen members
    outline("修好水渠", "积足底肥", "选好良种"),
    outline("矛盾的同一性", "矛盾的斗争性", "矛盾的普遍性"),
    inline("主题是讲学习、讲团结、讲奉献。", "讲学习", "讲团结", "讲奉献"),
    inline("大家要勤快，节俭、和气。", "勤快", "节俭", "和气"),
    inline("他们守土有责、守土尽责。", "守土有责", "守土尽责"),
    inline("秋收有三事，早动手，勤翻晒，细看管。", "早动手", "勤翻晒", "细看管"),
    inline("这里不是山，不是水，就是田。", "不是山", "不是水", "就是田"),
    inline("我们忠于党，忠于人民。", "忠于党", "忠于人民"),
]


def test_every_rule_has_cases() -> None:
    assert [name for name, _ in RULES] == list(CASES)


@pytest.mark.parametrize("rule", CASES)
def test_lists_that_make_no_cards(rule: str) -> None:
    for doc, finding in CASES[rule]:
        cue = "（接“大家都很着急”）"
        above = "水渠的修整原则和看护原则"
        leads = {"list.untitled": "talk：", "list.told-above": above, "list.rhetorical": cue, "list.leads-up": cue}
        lead = leads.get(rule, "")
        found = unfit(doc, finding, lead)
        assert found is not None and found[0] == rule and found[1]


@pytest.mark.parametrize("case", FIT, ids=lambda case: case[1].members[0].text)
def test_lists_that_make_cards(case: tuple[Document, Formulation]) -> None:
    assert unfit(*case, "") is None


def test_headings_of_which_the_one_above_names_some_make_cards() -> None:
    assert unfit(*headed("水渠的修整原则", "水渠的看护原则"), "水渠的修整原则和其他") is None


def test_a_lead_in_that_counts_makes_chapters_a_list() -> None:
    assert unfit(*outline("水渠的历史", "渠首和渠尾", "山区的水渠"), "我讲三个问题：") is None


PASSING = named("# 炖菜", "和而不同好比五味调和成一锅好汤。", label="五味")
NOT_PASSING = [
    [named("好汤讲究“五味”调和。", label="五味")],
    [named("# 五味", "药有五味。", label="五味")],
    [named("五味调和成一锅好汤，五味不能偏。", label="五味")],
    [named("五味调和，四气各异。", label="五味"), named("五味调和，四气各异。", label="四气")],
]


def test_a_set_mentioned_by_the_way_makes_no_cards() -> None:
    doc, finding = PASSING
    kept, left_out = without_passing(doc, [finding])
    assert not kept and [(one, name) for one, name, _ in left_out] == [(finding, "list.passing")]


@pytest.mark.parametrize("cases", NOT_PASSING)
def test_a_set_that_the_text_is_about_makes_cards(cases: list[tuple[Document, Formulation]]) -> None:
    findings = [finding for _, finding in cases]
    assert without_passing(cases[0][0], findings) == (findings, [])
