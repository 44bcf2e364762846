"""The phrase that is asked: whole words, whole quotations, what differs between members, never a verb that fits all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.cards.blanks import LONGEST_CLAUSE, clause_cut, half_cut, is_function_word, member_cuts
from quizgen.cards.marks import balanced
from quizgen.text.words import word_edges


def answers(*members: str) -> list[str]:
    return [cut.answer for cut in member_cuts(members)]


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        # a shared frame is shown
        (("要提高种田水平", "要提高养鱼水平", "要提高织布水平"), ["种田", "养鱼", "织布"]),
        (("对土地负责", "对乡亲负责", "对后代负责"), ["土地", "乡亲", "后代"]),
        # what differs is too short to ask
        (("对天负责", "对乡亲负责", "对后代负责"), ["对天负责", "乡亲", "后代"]),
        (("补链", "延链", "强链"), ["补链", "延链", "强链"]),
        # one shared character in a short phrase is no frame
        (("以学促研", "以研促查", "以查促改"), ["以学促研", "以研促查", "以查促改"]),
        # of a topic and a comment the comment is asked
        (("面对旱灾敢不敢打井", "面对洪水敢不敢筑堤", "面对虫害敢不敢下田"), ["打井", "筑堤", "下田"]),
        # of a pair with one joint the first half is asked
        (
            ("比谁的粮食多，而不是比谁的口号多", "比谁的鱼塘深，而不是比谁的牌子大"),
            ["粮食多", "鱼塘深"],
        ),
        (("大力推进农业机械化", "加快推进水利机械化", "稳步推进养殖机械化"), ["农业", "水利", "养殖"]),
        (("拉帮结派的有之", "阳奉阴违的有之"), ["拉帮结派", "阳奉阴违"]),
        # nor a word that fits anywhere
        (("具有抗旱能力", "没有抗旱能力"), ["具有抗旱能力", "没有抗旱能力"]),
        # not the verb that many words fit
        (("坚持节约用水", "加强田间管理", "深耕"), ["节约用水", "田间管理", "深耕"]),
        (("化解好历史欠账", "修水渠"), ["历史欠账", "修水渠"]),
        (("解决不彻底不放手", "修水渠"), ["解决不彻底不放手", "修水渠"]),
        # a row of things that 等 closes is asked whole, and a row of brief words said of a subject
        (
            ("公办的学堂、医馆、粮站、水站等单位里管事的人", "修水渠"),
            ["学堂、医馆、粮站、水站", "修水渠"],
        ),
        (("有的社员对修渠的道理想得不深、不透、不系统，说了就忘", "修水渠"), ["不深、不透、不系统", "修水渠"]),
        # of several clauses the first, whole
        (("办学堂，著名的有山下的村学，还有河边的女学", "修水渠"), ["办学堂", "修水渠"]),
        (("鼓励养蚕，颁布新的粮价", "修水渠"), ["鼓励养蚕，颁布新的粮价", "修水渠"]),
        (("做到自我浇灌", "做到自我完善", "做到自我提高"), ["自我浇灌", "自我完善", "自我提高"]),
        (
            ("形成了节水为先、爱水护水、公平分水、依规管水和全村共享等用水理念体系", "修水渠"),
            ["用水理念体系", "修水渠"],
        ),
        # what closes an open list, and what only joins or counts, is shown
        (("内渠和外渠", "直渠和弯渠等等"), ["内渠和外渠", "直渠和弯渠"]),
        (("旧渠", "而是开山引水修出新渠"), ["旧渠", "开山引水修出新渠"]),
        (("一个有水源的村", "一条好渠"), ["有水源的村", "一条好渠"]),
        (("防范化解重大旱情", "精准修渠"), ["重大旱情", "精准修渠"]),
        (("既有水渠又有水塘", "修水渠"), ["水塘", "修水渠"]),
        (("愿意上山修渠，但家里没有劳力的", "愿意上山修渠，但患病不能劳动的"), ["家里没有劳力", "患病不能劳动"]),
        (
            (
                "儿子管水，老子管渠的“父子渠”不少",
                "哥哥管水，弟弟管渠的“兄弟渠”不少",
                "妻子管水，丈夫管渠的“夫妻渠”不少",
            ),
            ["父子渠", "兄弟渠", "夫妻渠"],
        ),
        (("渠：水在流动过程中，带走泥沙的路", "修水渠"), ["带走泥沙的路", "修水渠"]),
        (("落实新时节分工", "完善新时节水利", "构建新时节农会"), ["新时节分工", "新时节水利", "新时节农会"]),
        (
            ("从水源上看，村里有三眼好泉", "从地力看，坡上坡下都是黑土", "从人手说，年轻人都回到村里"),
            ["村里有三眼好泉", "坡上坡下都是黑土", "年轻人都回到村里"],
        ),
        (("学习王大山同志的治水精神", "学习王大山的为人之道"), ["治水精神", "为人之道"]),
        (("1906年，老人们开了第一条渠", "1912年， 东山有了水井"), ["老人们开了第一条渠", "东山有了水井"]),
        (("坚决防范铺张浪费、偷水抢水、毁坏树苗、乱占耕地的行为", "护好渠"), ["铺张浪费", "护好渠"]),
        (("在合作社成立十周年时全面通水", "在合作社成立二十周年时家家通电"), ["全面通水", "家家通电"]),
        (
            (
                "在合作社正式成立一百年时全面建成现代化灌区",
                "在新渠正式成立一百年时建成富裕文明和谐美丽的社会主义现代化新农村",
            ),
            ["全面建成现代化灌区", "社会主义现代化新农村"],
        ),
        (
            ("坚决维护老支书全村人的榜样、全乡的榜样地位", "坚决维护集体财产和公共水渠"),
            ["全村人的榜样、全乡的榜样地位", "集体财产和公共水渠"],
        ),
    ],
)
def test_members(members: tuple[str, ...], expected: list[str]) -> None:
    assert answers(*members) == expected


def test_members_join_to_themselves() -> None:
    members = ("要提高种田水平", "要提高养鱼水平，进一步打开销路")
    assert tuple(cut.text for cut in member_cuts(members)) == members


def test_a_long_member_is_asked_for_a_phrase_and_shows_the_rest() -> None:
    (cut,) = member_cuts(["坚决落实夏粮收购价格保护制度，把每一笔粮款按时足额送到种粮农民的手里"])
    assert 4 <= len(cut.answer) <= 16
    assert cut.before + cut.answer + cut.after == "坚决落实夏粮收购价格保护制度，把每一笔粮款按时足额送到种粮农民的手里"
    assert not cut.answer.startswith("坚决") and cut.after


def test_a_long_member_is_asked_behind_its_copula() -> None:
    (cut,) = member_cuts(["水利工程建设是农业持续稳定增产的命脉"])
    assert (cut.before, cut.answer) == ("水利工程建设是", "农业持续稳定增产的命脉")


def test_a_quotation_is_never_halved() -> None:
    for cut in member_cuts(["发扬“一不怕苦、二不怕累、三不怕远、四不怕偏”的开荒精神和作风", "守住“粮袋子”"]):
        assert balanced(cut.answer)


def test_a_pair_of_marks_around_the_answer_is_shown() -> None:
    assert [c.answer for c in member_cuts(["“米袋子”", "“菜篮子”"])] == ["米袋子", "菜篮子"]


@pytest.mark.parametrize(
    ("saying", "shown", "asked"),
    [
        ("水利是农业的命脉", "水利是", "农业的命脉"),
        ("言必信，行必果", "言必信，", "行必果"),
        ("有教无类", "有教", "无类"),
    ],
)
def test_a_saying_of_one_clause_shows_its_first_half(saying: str, shown: str, asked: str) -> None:
    cut = half_cut(saying)
    assert (cut.before, cut.answer) == (shown, asked)


def test_a_clause_is_asked_whole_unless_it_is_long() -> None:
    assert clause_cut("学而不思则罔").answer == "学而不思则罔"
    assert len(clause_cut("修一条从山脚下的老磨坊一直通到山顶上新建成的粮仓门口的大路").answer) <= LONGEST_CLAUSE


def test_what_counts_a_noun_is_no_part_of_what_qualifies_it() -> None:
    assert clause_cut("一个有纪律的").answer == "有纪律"
    assert clause_cut("一条道走到黑").answer == "一条道走到黑"


def test_a_call_before_a_clause_is_shown() -> None:
    assert clause_cut("其恕乎！己所不欲").answer == "己所不欲"


def test_function_words() -> None:
    assert is_function_word("坚持") and is_function_word("以及")
    assert not is_function_word("节约")


WORDS = st.sampled_from(
    ["坚持", "农业", "水利", "的", "，", "、", "“", "”", "（", "）", "是", "要", "命脉", "不", "12", " "]
)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=14).map("".join), min_size=1, max_size=4))
def test_cuts_keep_every_character_and_halve_no_pair(members: list[str]) -> None:
    for member, cut in zip(members, member_cuts(members), strict=True):
        assert cut.text == member
        assert balanced(cut.answer) or not balanced(member)


@settings(deadline=None, max_examples=60)
@given(st.lists(WORDS, min_size=2, max_size=14).map("".join))
def test_a_clause_is_cut_at_word_edges(text: str) -> None:
    cut = clause_cut(text)
    assert {len(cut.before), len(cut.before + cut.answer)} <= word_edges(text) | {len(text.rstrip()), *_marks(text)}


def _marks(text: str) -> set[int]:
    return {edge for place, char in enumerate(text) if char in "，、“”（） 的是" for edge in (place, place + 1)}
