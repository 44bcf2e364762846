"""The ways in which cards made by rule are known to go wrong, each on a text on which it would happen."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen import pipeline
from quizgen.cards import cards, make_cards
from quizgen.cards.blanks import LONGEST_WHOLE, clause_cut, half_cut, is_function_word, member_cuts
from quizgen.cards.checks import all_passed
from quizgen.cards.faces import GAP
from quizgen.cards.keys import skeleton
from quizgen.model import Card, Deck, Document, Finding

from .build import document, listed, said


def deck(doc: Document, *findings: Finding) -> Deck:
    made = make_cards(doc, findings)
    assert all_passed(made)
    return made


def made(doc: Document, *findings: Finding) -> list[Card]:
    """The cards that each ask one member, clause, label or name."""
    notes = deck(doc, *findings).notes
    return [card for note in notes for card in cards(note) if card.blank != "all"]


def recited(doc: Document, *findings: Finding) -> list[Card]:
    return [card for note in deck(doc, *findings).notes for card in cards(note) if card.blank == "all"]


def answers(*members: str) -> list[str]:
    return [cut.answer for cut in member_cuts(members)]


# the answer stands elsewhere on the card


def test_the_heading_above_does_not_give_the_answer() -> None:
    doc = document("# 勤快、节俭、和气的好邻居", "好邻居就是要勤快、节俭、和气。")
    finding = listed(doc, ["勤快", "节俭", "和气"], section=("勤快、节俭、和气的好邻居",))
    asked = made(doc, finding)
    assert len(asked) == 3
    assert not any(card.answer in card.front for card in asked)


def test_the_lead_in_does_not_give_the_answer() -> None:
    doc = document("# 勤快、节俭、和气", "说到勤快，好邻居就是要")
    asked = made(doc, listed(doc, ["勤快", "节俭", "和气"], form="marked", lead="说到勤快，好邻居就是要"))
    assert len(asked) == 3 and not any(card.answer in card.front for card in asked)


def test_a_row_of_single_characters_is_not_given_by_its_heading() -> None:
    doc = document("# 木火土金水", "五行包括：木、火、土、金、水。")
    finding = listed(doc, list("木火土金水"), form="counted", label="五行", section=("木火土金水",))
    asked = [card for card in made(doc, finding) if card.blank != "label"]
    assert [card.answer for card in asked] == list("木火土金水")
    assert not any(card.answer in card.front for card in asked)


def test_a_row_of_single_characters_is_not_given_by_the_lead_in() -> None:
    doc = document("木、火、土、金、水", "五行：木火土金水：")
    finding = listed(doc, list("木火土金水"), form="marked", label="五行", lead="五行：木火土金水：")
    asked = [card for card in made(doc, finding) if card.blank != "label"]
    assert [card.answer for card in asked] == list("木火土金水")
    assert all(card.front.startswith("五行：\n") for card in asked)


def test_a_lead_in_that_only_the_answer_tells_is_not_emptied() -> None:
    doc = document("山楂汤：", "山楂", "冰糖")
    for card in made(doc, listed(doc, ["山楂", "冰糖"], form="outline", lead="山楂汤：")):
        assert "山楂汤" in card.front and card.answer not in card.front


def test_another_member_does_not_give_the_answer() -> None:
    doc = document("村里靠水井、水井旁的石磨、纺车过冬。")
    asked = made(doc, listed(doc, ["水井", "水井旁的石磨", "纺车"]))
    assert asked and not any(card.answer in card.front for card in asked)


# what the members share gives the label or the number away


def test_a_label_that_every_member_says_is_not_asked() -> None:
    doc = document("树牢“四个意识”，即节水意识、护林意识、防火意识、防汛意识。")
    finding = listed(doc, ["节水意识", "护林意识", "防火意识", "防汛意识"], form="counted", label="四个意识")
    assert [card.answer for card in made(doc, finding)] == ["节水", "护林", "防火", "防汛"]


def test_the_number_in_a_label_is_not_given_by_the_number_of_items() -> None:
    animals = ["白马", "黄牛", "山羊", "公鸡", "老狗", "肥猪"]
    doc = document(f"村里有“六畜”，就是{'、'.join(animals)}。")
    asked = made(doc, listed(doc, animals, form="counted", label="六畜"))
    (label,) = (card for card in asked if card.blank == "label")
    assert "六" not in label.front and "6" not in label.front


@pytest.mark.parametrize("label", ["三项重点举措", "三件大事", "三大优势", "三部分工程"])
def test_a_label_that_any_text_might_count_is_not_asked(label: str) -> None:
    doc = document(f"村里把打井、筑堤、修渠{label}抓到底。")
    asked = made(doc, listed(doc, ["打井", "筑堤", "修渠"], form="counted", label=label))
    assert asked and "label" not in {card.blank for card in asked}


# an answer that many words fit


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (("带着感情修渠引水", "怀着敬意走访老人"), ["感情修渠引水", "敬意走访老人"]),
        (("坚持勤俭办社", "加强田间管理", "推进水利建设"), ["勤俭办社", "田间管理", "水利建设"]),
        (("要坚持勤俭办社", "要加强田间管理"), ["勤俭办社", "田间管理"]),
        (("坚持勤俭", "坚持和气"), ["勤俭", "和气"]),
    ],
)
def test_the_object_is_asked_not_the_verb(members: tuple[str, ...], expected: list[str]) -> None:
    assert answers(*members) == expected
    assert not any(map(is_function_word, answers(*members)))


def test_a_verb_that_leads_two_objects_stays_with_them() -> None:
    assert answers("聚焦春耕、紧扣农时", "修渠") == ["聚焦春耕、紧扣农时", "修渠"]
    assert answers("在推进水利中求发展", "在开垦荒地中求温饱") == ["推进水利中求发展", "开垦荒地中求温饱"]


def test_a_mere_subject_is_not_asked() -> None:
    (cut,) = member_cuts(["少数社员、干部勤俭办社精神淡化，花钱大手大脚，讲排场比阔气"])
    assert "少数" not in cut.answer and "社员" not in cut.answer
    (cut,) = member_cuts(["水渠是农业持续稳定增产的命脉"])
    assert (cut.before, cut.answer) == ("水渠是", "农业持续稳定增产的命脉")


# half a word, half a phrase


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (("既要了解田地的过去", "既要预测田地的未来"), ["了解田地的过去", "预测田地的未来"]),
        (("中日<<马关条约>>", "中俄<<瑷珲条约>>"), ["中日<<马关条约>>", "中俄<<瑷珲条约>>"]),
        (("从唯心主义转向唯物主义", "从神秘主义转向现实主义"), ["唯心主义转向唯物主义", "神秘主义转向现实主义"]),
        (
            ("在田间找寻乐趣、激励干劲", "在灶边锤炼手艺、保持干劲"),
            ["田间找寻乐趣、激励干劲", "灶边锤炼手艺、保持干劲"],
        ),
        (("坚持节约用水", "坚持节俭办社"), ["节约用水", "节俭办社"]),
        (
            ("是物质世界的开端", "是物质存在的形式", "是物质世界的产物"),
            ["物质世界的开端", "物质存在的形式", "物质世界的产物"],
        ),
    ],
)
def test_no_half_of_a_word_or_phrase_is_asked(members: tuple[str, ...], expected: list[str]) -> None:
    assert answers(*members) == expected


def test_an_idiom_is_halved_between_its_words() -> None:
    assert half_cut("多行不义必自毙").answer == "必自毙"
    assert half_cut("疾风知劲草").answer == "知劲草"


def test_a_word_that_ends_like_an_open_list_is_whole() -> None:
    assert answers("明确责任", "权责对等") == ["明确责任", "权责对等"]


def test_a_gap_ends_before_between_and_keeps_the_last_of_two_attributes() -> None:
    assert answers("单个村子用水的有组织性和整个流域用水的无政府状态之间的矛盾", "旱涝的矛盾")[0] == "无政府状态"
    assert answers("渠水是清澈的、甘甜的", "井水是苦的")[0] == "清澈的、甘甜的"


def test_what_stands_behind_and_or_belongs_to_it() -> None:
    assert answers("各处水渠淤塞导致山塘蓄水和（或）旱地浇水受阻", "分清责任") == [
        "各处水渠淤塞导致山塘蓄水和（或）旱地浇水受阻",
        "分清责任",
    ]


def test_a_line_of_verse_is_halved_where_it_pauses_and_no_half_begins_with_and() -> None:
    assert half_cut("天若有情天亦老").answer == "天亦老"
    assert half_cut("修好东山的水渠和西山的老水塘").answer == "西山的老水塘"


def test_a_purpose_keeps_its_last_word() -> None:
    (cut,) = member_cuts(["以满足全乡老百姓过冬取暖做饭照明的各项需要为根本目的"])
    assert cut.answer.endswith("根本目的")


def test_a_member_that_was_torn_from_its_verb_is_not_asked() -> None:
    doc = document("我们着眼远处看，盯着旧账清。")
    assert {card.answer for card in made(doc, listed(doc, ["着眼远处看", "着旧账清"]))} == {"着眼远处看"}
    assert made(doc, listed(doc, ["着旧账清"])) == []


# a front that does not tell what is asked


@pytest.mark.parametrize("opening", ["当前，", "现在：", "只有"])
def test_a_thin_lead_in_shows_the_sentence_before(opening: str) -> None:
    doc = document(f"春耕的农具还缺三样。{opening}备齐犁头、修好水车、磨快镰刀，才能下田。")
    finding = listed(doc, ["备齐犁头", "修好水车", "磨快镰刀"])
    assert all("春耕的农具还缺三样" in card.front for card in made(doc, finding))
    assert recited(doc, finding) == []


def test_a_lead_in_that_ends_in_a_particle_goes_on_behind_the_list() -> None:
    doc = document("全乡几十年来所付出的汗水、投入的粮款、作出的让步，都是为了修成这条水渠。")
    finding = listed(doc, ["付出的汗水", "投入的粮款", "作出的让步"])
    for card in made(doc, finding):
        assert card.front.startswith("全乡几十年来所……，都是为了修成这条水渠：")


def test_a_lead_in_of_masks_is_cut_to_what_says_something() -> None:
    lead = "前勤快，中节俭，后和气，合起来叫“勤快、节俭、和气”："
    doc = document("勤快、节俭、和气", lead)
    asked = made(doc, listed(doc, ["勤快", "节俭", "和气"], form="marked", lead=lead))
    assert len(asked) == 3
    for card in asked:
        assert card.front.startswith("合起来叫“……”：")


def test_no_mark_loses_its_partner_in_a_lead_in() -> None:
    doc = document("曾祖父说：「持家要勤快、节俭、和气。」")
    for card in made(doc, listed(doc, ["勤快", "节俭", "和气"])):
        assert "「" not in card.front


@pytest.mark.parametrize("pronoun", ["它", "这", "其", "此"])
def test_a_list_that_opens_with_a_pronoun_shows_what_it_stands_for(pronoun: str) -> None:
    members = [f"{pronoun}保住了全乡的收成", f"{pronoun}养活了下游的村子"]
    doc = document(f"水渠去年修成。{members[0]}，{members[1]}。")
    for card in made(doc, listed(doc, members)):
        assert "水渠去年修成" in card.front


def test_a_paragraph_that_opens_with_a_pronoun_shows_the_one_before() -> None:
    members = ["它保住了全乡的收成", "它养活了下游的村子"]
    doc = document("水渠去年修成。", f"{members[0]}，{members[1]}。")
    asked = made(doc, listed(doc, members))
    assert asked and all("水渠去年修成" in card.front for card in asked)


def test_a_saying_that_opens_with_a_pronoun_shows_what_it_stands_for() -> None:
    doc = document("王婆说到水渠。“这是全乡人的命根子，谁也不许动它一锹土。”")
    for card in made(doc, said(doc, "这是全乡人的命根子，谁也不许动它一锹土。")):
        assert "王婆说到水渠" in card.front


# gaps that can be swapped, order


def test_a_card_of_a_set_has_one_gap_and_shows_the_others() -> None:
    doc = document("好邻居就是要勤快、节俭、和气。")
    for card in made(doc, listed(doc, ["勤快", "节俭", "和气"])):
        assert card.front.count(GAP) == 1
        assert sum(member in card.front for member in ("勤快", "节俭", "和气")) == 2


def test_order_is_asked_where_it_is_fixed_only() -> None:
    doc = document("种菜有三步：一是翻地，二是下种，三是浇水。")
    fixed = made(doc, listed(doc, ["翻地", "下种", "浇水"], form="marked", ordered=True))
    assert "下种" not in fixed[0].front and "翻地" in fixed[1].front and "浇水" not in fixed[1].front
    free = made(doc, listed(doc, ["翻地", "下种", "浇水"], form="marked"))
    assert "下种" in free[0].front and "浇水" in free[0].front


def test_a_pair_shows_one_half_and_asks_the_other() -> None:
    assert answers("比谁的粮食多，而不是比谁的口号多") == ["谁的粮食多"]
    assert answers("不是靠天吃饭而是靠水吃饭") == ["靠水吃饭"]
    assert answers("既修水渠又栽果树") == ["栽果树"]


# cards that are taken for each other


def test_like_named_sets_have_unlike_fronts() -> None:
    doc = document("做到“两个维护”：护林、护水。", "做到“两个确立”：立约、立碑。")
    first = listed(doc, ["护林", "护水"], form="counted", label="两个维护")
    second = listed(doc, ["立约", "立碑"], form="counted", label="两个确立")
    asked = [*made(doc, first, second), *recited(doc, first, second)]
    assert len({card.front for card in asked}) == len(asked) == 8 - 2 * ("label" not in {c.blank for c in asked})


def test_equal_fronts_are_told_apart_or_not_made() -> None:
    doc = document("要抓好三件事：打井、筑堤、修渠。", "要抓好三件事：种树、养鱼、织布。")
    east = listed(doc, ["打井", "筑堤", "修渠"], form="marked", lead="要抓好三件事：")
    west = listed(doc, ["种树", "养鱼", "织布"], form="marked", lead="要抓好三件事：")
    first, second = recited(doc, east, west)
    assert "打井" in first.front and "种树" in second.front


# answers that are too much, or nothing


def test_no_card_asks_more_than_seven_members_at_once() -> None:
    members = ["白马", "黄牛", "山羊", "公鸡", "老狗", "肥猪", "家猫", "灰兔", "水鸭"]
    doc = document(f"家里养着：{'、'.join(members)}。")
    asked = recited(doc, listed(doc, members, lead="家里养着："))
    assert [len(card.answer.split("；")) for card in asked] == [5, 4]
    assert "老狗" in asked[1].front and "第5—9项，共9项" in asked[1].front


def test_a_long_list_is_recited_by_its_phrases() -> None:
    members = ["水渠具有灌溉下游几个村子的作用", "水渠具有排除山上洪水泥沙的作用", "水渠具有推动磨坊日夜碾米磨面的作用"]
    doc = document(f"修渠的好处：{'，'.join(members)}，人人说好。")
    (card,) = recited(doc, listed(doc, members, lead="修渠的好处："))
    assert "水渠具有" in card.front and "水渠" not in card.answer


def test_a_text_with_many_holes_is_not_recited() -> None:
    members = [
        "由于山上的雪水和渠首的泉水彼此相通，下游的村子在旱年也能保住收成",
        "修渠的石料都是从山背后老采石场里一块一块背出来的",
        "渠水在冬天把闲着的磨坊变成了全乡最热闹的地方",
    ]
    doc = document(f"修渠的经过：{'。'.join(members)}。")
    finding = listed(doc, members, form="marked", lead="修渠的经过：")
    assert made(doc, finding) and recited(doc, finding) == []


@pytest.mark.parametrize(
    "member",
    [
        "在全乡老少肩挑背扛的几年之内建成横贯三县灌溉万亩良田的盘山引水大渠",
        "老支书在全乡动员大会上提出了“先修渠后盖房”",
        "坚决落实夏粮收购价格保护制度，把每一笔粮款按时足额送到种粮农民的手里",
    ],
)
def test_a_long_member_is_asked_for_one_phrase(member: str) -> None:
    (cut,) = member_cuts([member])
    assert cut.text == member and 4 <= len(cut.answer) <= LONGEST_WHOLE
    assert cut.before


def test_a_listed_piece_is_not_asked_from_its_last_character_on() -> None:
    (answer,) = answers("全乡老少对新修的盘山引水大渠看得更重、护得更加用心周到")
    assert not answer.startswith("重")


def test_what_a_colon_explains_is_shown() -> None:
    (cut,) = member_cuts(["水渠：从山上引来的,灌溉下游各村的水道"])
    assert cut.before == "水渠：" and cut.answer


def test_a_quotation_inside_a_long_member_is_asked_whole() -> None:
    assert answers("老支书在全乡的动员大会上提出了“水渠不修通，谁也不盖房”") == ["水渠不修通，谁也不盖房"]


def test_an_answer_does_not_end_in_the_middle_of_what_follows() -> None:
    clause = "上一次我在这里过冬的时候你允许我用最自然的方式来说出心里面的每一句话"
    assert clause_cut(clause).after == ""


def test_headings_of_any_chapter_make_no_cards() -> None:
    doc = document("# 修渠", "## 背景", "## 原因", "## 意义")
    assert made(doc, listed(doc, ["背景", "原因", "意义"], form="outline", section=("修渠",))) == []
    doc = document("# 修渠", "## 起因", "## 炸石开山", "## 修渠的意义")
    assert made(doc, listed(doc, ["起因", "炸石开山", "修渠的意义"], form="outline", section=("修渠",))) == []
    doc = document("# 修渠", "## 打井", "## 筑堤", "## 意义")
    assert made(doc, listed(doc, ["打井", "筑堤", "意义"], form="outline", section=("修渠",)))


def test_a_heading_that_is_nearly_the_saying_is_not_shown() -> None:
    doc = document("# 三人行，必有我师", "孔子说：“三人行，必有我师焉。择其善者而从之。”")
    for card in made(doc, said(doc, "三人行，必有我师焉。择其善者而从之。", section=("三人行，必有我师",))):
        assert card.front.count("必有我师") == ("必有我师" not in card.answer)


def test_a_heading_that_says_a_saying_without_its_last_particle_does_not_stand_above_it() -> None:
    doc = document("# 岁寒，然后知松柏之后凋", "孔子说：“岁寒，然后知松柏之后凋也。”")
    for card in made(doc, said(doc, "岁寒，然后知松柏之后凋也。", section=("岁寒，然后知松柏之后凋",))):
        assert "松柏" not in card.answer or "松柏" not in card.front


def test_an_exclamation_that_states_nothing_is_not_asked() -> None:
    doc = document("他在信里说：“水渠通到了村口，再也不用下山挑水，这有多好啊！”")
    asked = made(doc, said(doc, "水渠通到了村口，再也不用下山挑水，这有多好啊！"))
    assert [card.answer for card in asked] == ["水渠通到了村口", "再也不用下山挑水"]


@pytest.mark.parametrize("speaker", ["有人", "俗话", "有的社员"])
def test_nobody_in_particular_is_not_asked_for(speaker: str) -> None:
    doc = document(f"{speaker}说：“人勤地不懒，春早粮满仓。”")
    asked = made(doc, said(doc, "人勤地不懒，春早粮满仓。", speaker=speaker))
    assert asked and "speaker" not in {card.blank for card in asked}


def test_a_proverb_is_asked_by_the_clause_not_by_a_scrap() -> None:
    doc = document("俗话说：“不怕慢，就怕站，人勤地不懒。”")
    for card in made(doc, said(doc, "不怕慢，就怕站，人勤地不懒。")):
        assert len(skeleton(card.answer)) >= 4


def test_no_gap_has_a_hint() -> None:
    doc = document("好邻居就是要勤快、节俭、和气。", "俗话说：“人勤地不懒，春早粮满仓。”")
    findings = listed(doc, ["勤快", "节俭", "和气"]), said(doc, "人勤地不懒，春早粮满仓。")
    segments = [s for note in deck(doc, *findings).notes for line in note.lines for s in line.segments]
    assert segments and not any(segment.hint for segment in segments)


def test_the_same_fact_in_title_and_text_is_asked_once() -> None:
    doc = document("好邻居要勤快、节俭、和气。", "再说一遍：勤快、节俭。")
    again = listed(doc, ["勤快", "节俭"])
    once = listed(doc, ["勤快", "节俭", "和气"], label="好邻居")
    assert len(made(doc, once, again)) == len(made(doc, once))


def test_a_resellers_lines_make_no_cards(tmp_path: Path) -> None:
    file = tmp_path / "讲话.txt"
    file.write_text(
        "仅供学习，禁止外传\n\n更多资料加QQ群：123456789\n\n在春耕会上的讲话\n\n好邻居要做到三点：一是勤快，二是节俭，三是和气。\n",
        encoding="utf-8",
    )
    work = pipeline.work(str(file))
    fronts = [card.front for note in work.deck.notes for card in cards(note)]
    assert fronts and not any("外传" in front or "QQ" in front for front in fronts)


# what nobody recites


def test_a_table_of_contents_asks_nothing() -> None:
    chapters = ["水渠的历史", "渠首和渠尾", "山区的水渠"]
    doc = document(*(f"# {number}、{title}" for number, title in zip("一二三", chapters, strict=True)))
    assert made(doc, listed(doc, chapters, form="outline", ordered=True)) == []


@pytest.mark.parametrize(
    "topics", [["修好水渠", "积足底肥", "选好良种"], ["修渠，早修早得水", "积肥，多积多收", "选种，精选精播"]]
)
def test_an_outline_that_says_what_to_do_is_asked(topics: list[str]) -> None:
    doc = document(*(f"# {number}、{title}" for number, title in zip("一二三", topics, strict=True)))
    assert made(doc, listed(doc, topics, form="outline", ordered=True))


def test_kinds_of_one_noun_are_no_headings_of_any_chapter() -> None:
    members = ["蓄水作用", "防洪作用", "灌溉作用"]
    doc = document("# 水库", *members)
    assert made(doc, listed(doc, members, form="outline"))


def test_a_private_letter_asks_nothing() -> None:
    words = "昨天收到你的来信，我高兴得一夜没有睡好，今天就给你写回信。"
    doc = document(f"他写道：“{words}”")
    assert made(doc, said(doc, words, speaker="他")) == []
    public = "我们的事业属于你们年轻人，希望寄托在你们身上。"
    doc = document(f"老校长说：“{public}”")
    assert made(doc, said(doc, public, speaker="老校长"))


def test_a_clause_that_only_leads_up_to_the_others_is_not_asked() -> None:
    words = "自古以来，修渠引水造福乡里的人必定受人敬重，断水毁渠祸害四邻的人必定遭人唾骂。"
    doc = document(f"老人说：“{words}”")
    assert "自古以来" not in [card.answer for card in made(doc, said(doc, words))]
    couplet = "玉不琢，不成器，人不学，不知道。"
    doc = document(f"古人说：“{couplet}”")
    assert any("玉不琢" in card.answer for card in made(doc, said(doc, couplet)))


def test_the_name_is_asked_and_not_the_titles_before_it() -> None:
    words = "人固有一死，或重于泰山，或轻于鸿毛。"
    doc = document(f"西汉史学家司马迁说：“{words}”")
    asked = [card for card in made(doc, said(doc, words, speaker="西汉史学家司马迁")) if card.blank == "speaker"]
    assert [(card.answer, "——西汉史学家" in card.front) for card in asked] == [("司马迁", True)]


def test_the_master_of_the_analects_has_a_name() -> None:
    words = "学而不思则罔，思而不学则殆。"
    doc = document(f"《论语》：子曰：“{words}”")
    assert "孔子" in [card.answer for card in made(doc, said(doc, words, speaker="子", source="《论语》"))]


def test_some_of_them_stays_some_of_them() -> None:
    doc = document("干活的人里，有的只图快，有的只图轻松，有的只图工分。")
    cards_ = made(doc, listed(doc, ["只图快", "只图轻松", "只图工分"], form="marked"))
    assert cards_ and all("有的" in card.front for card in cards_)
    assert all("有的" not in card.answer for card in cards_)


# sets in part, what is no set


def test_a_known_set_in_part_makes_no_cards() -> None:
    doc = document("三民主义包括：", "民族主义", "民权主义")
    assert made(doc, listed(doc, ["民族主义", "民权主义"], form="outline", label="三民主义")) == []


def test_a_label_that_counts_otherwise_is_not_asked() -> None:
    doc = document("十八反包括甘草、乌头、藜芦三组。")
    asked = made(doc, listed(doc, ["甘草", "乌头", "藜芦"], form="counted", label="十八反"))
    assert [card.answer for card in asked] == ["甘草", "乌头", "藜芦"]


@pytest.mark.parametrize("label", ["六畜兴旺", "四大名菜", "两汤一菜", "三餐一宿"])
def test_a_label_that_counts_what_is_there_is_asked(label: str) -> None:
    members = {"六": ["马", "牛", "羊", "鸡", "犬", "猪"], "四": ["鱼羹", "藕夹", "笋干", "豆腐"]}
    names = members.get(label[0], ["米汤", "面汤", "腌菜"] if label[0] == "两" else ["早饭", "午饭", "晚饭", "客房"])
    doc = document(f"店里有“{label}”：{'、'.join(names)}。")
    asked = made(doc, listed(doc, names, form="counted", label=label))
    assert label in [card.answer for card in asked]


def test_a_heading_of_any_chapter_among_others_is_shown() -> None:
    doc = document("# 水经注", "著者", "记载了一千多条河流", "我国古代的地理名著")
    members = ["著者", "记载了一千多条河流", "我国古代的地理名著"]
    asked = made(doc, listed(doc, members, form="outline", section=("水经注",)))
    assert [card.answer for card in asked] == members[1:]


def test_a_row_in_a_saying_is_asked_once() -> None:
    words = "玉不琢不成器，人不学不知道。"
    doc = document(f"古人说：“{words}”")
    row = listed(doc, ["玉不琢不成器", "人不学不知道"])
    assert made(doc, said(doc, words), row) == made(doc, said(doc, words))


def test_a_standard_that_somebody_names_is_asked_as_a_list() -> None:
    words = "勤政务实、敢于担当、清正廉洁"
    doc = document(f"老支书强调“{words}”的好干部标准。")
    asked = made(doc, said(doc, words, speaker="老支书"), listed(doc, words.split("、")))
    assert [card.answer for card in asked] == words.split("、")
    assert all("好干部标准" in card.front for card in asked)


# who says it


def test_a_verb_is_no_part_of_a_name() -> None:
    doc = document("鲁迅问：“人勤地不懒，春早粮满仓。”")
    finding = said(doc, "人勤地不懒，春早粮满仓。", speaker="鲁迅问")
    assert "鲁迅" in [card.answer for card in made(doc, finding)]


def test_talk_in_a_story_asks_nothing() -> None:
    lines = ["寡人欲得此璧。", "臣請為大王取之。", "先生何時可行？", "臣明日即行。", "大王勿憂。", "將軍安在？"]
    doc = document(*(f"「{line}」" for line in lines))
    assert made(doc, *(said(doc, line, speaker="某甲") for line in lines)) == []


def test_a_row_of_pieces_is_asked_piece_by_piece() -> None:
    words = "为天地立心、为生民立命、为往圣继绝学、为万世开太平"
    doc = document(f"张载说：“{words}”")
    asked = [card.answer for card in made(doc, said(doc, words, speaker="张载")) if card.blank != "speaker"]
    assert asked == words.split("、")


# lead-ins that lost something


def test_a_short_sentence_leads_in_whole() -> None:
    doc = document("这次清淤让全乡三千多人上了渠岸，从渠首到渠尾走了一遍，促进了各村勤快、节俭、和气。")
    for card in made(doc, listed(doc, ["勤快", "节俭", "和气"])):
        assert card.front.startswith("这次清淤让全乡三千多人上了渠岸，")


def test_a_condition_shows_what_comes_of_it() -> None:
    doc = document("只有把水渠管起来、用起来、护起来，才能保住全乡的收成。")
    for card in made(doc, listed(doc, ["管起来", "用起来", "护起来"])):
        assert "才能保住全乡的收成" in card.front


def test_the_clause_of_the_first_member_alone_is_no_lead_in() -> None:
    text = "修渠是大家的事。一个村子需要水源，有水渠的村子才能增产；一个家庭需要水源，有水井的家庭才能安居。"
    doc = document(text)
    for card in made(doc, listed(doc, ["有水渠的村子才能增产", "有水井的家庭才能安居"])):
        assert "一个村子需要水源" not in card.front and "修渠是大家的事" in card.front


def test_items_before_a_semicolon_are_not_about_the_list() -> None:
    doc = document("有的社员只图轻松，不肯上渠；有的社员反对打井、筑堤、修渠。")
    for card in made(doc, listed(doc, ["打井", "筑堤", "修渠"])):
        assert card.front.startswith("有的社员反对：")


def test_what_he_said_shows_of_whom_it_speaks() -> None:
    doc = document("老支书走遍了全乡的村子。他提出要勤快、节俭、和气。")
    for card in made(doc, listed(doc, ["勤快", "节俭", "和气"])):
        assert "老支书走遍了全乡的村子" in card.front


def test_the_item_right_above_announces_a_list() -> None:
    texts = ["水渠", "作用", "灌溉农田", "推动磨坊"]
    doc = document(*texts)
    blocks = tuple(
        block.model_copy(update={"kind": "item", "level": level})
        for block, level in zip(doc.blocks, (1, 2, 3, 3), strict=True)
    )
    doc = doc.model_copy(update={"blocks": blocks})
    for card in made(doc, listed(doc, texts[2:], form="outline", lead="水渠")):
        assert card.front.startswith("水渠\n作用：")


def test_a_heading_that_is_a_number_is_no_lead_in() -> None:
    doc = document("# 水渠的管护", "# 三", "按时清淤", "按户记工")
    finding = listed(doc, ["按时清淤", "按户记工"], form="outline", section=("水渠的管护", "三"))
    assert all(card.front.split("\n")[0] == "水渠的管护：" for card in made(doc, finding))


def test_what_part_of_a_file_it_is_stands_in_no_path() -> None:
    doc = document("# 正文", "人勤地不懒，春早粮满仓。")
    assert all("正文" not in c.front for c in made(doc, said(doc, "人勤地不懒，春早粮满仓。", section=("正文",))))


# blanks that cut too much or too little


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (("君：人参", "臣：白术"), ["人参", "白术"]),
        (("自卫原则（有理）", "胜利原则（有利）", "休战原则（有节）"), ["有理", "有利", "有节"]),
        (("在学习上要水平高一点", "在做人上要规矩严一点", "在做事上要干得好一点"), ["水平高", "规矩严", "干得好"]),
        (("思想上认同集体", "生活上依靠集体", "工作上服从集体"), ["认同集体", "依靠集体", "服从集体"]),
        (("高兴不高兴", "满意不满意", "答应不答应作为最高标准"), ["高兴不高兴", "满意不满意", "答应不答应"]),
        (("关键要有识变之智", "应变之方", "求变之勇"), ["识变之智", "应变之方", "求变之勇"]),
        (("以劳动者", "劳动资料", "劳动对象"), ["劳动者", "劳动资料", "劳动对象"]),
        (
            (
                "坚决清除一切败坏村里的风气、损害村里的名声的坏事",
                "坚决割除一切滋生在村里的田埂上的杂草",
                "坚决防范一切违背村规和民约、动摇村里的根基的危险",
            ),
            ["损害村里的名声的坏事", "割除一切滋生在村里的田埂上的杂草", "动摇村里的根基的危险"],
        ),
        (
            ("把握好早播和晚播的关系", "把握好修渠和种树的关系", "把握好推动发展和确保安全的关系"),
            ["早播和晚播", "修渠和种树", "推动发展和确保安全"],
        ),
        (("从外部环境看", "从内在条件看"), ["外部环境", "内在条件"]),
        (("问题发现靠水尺", "问题发生查水尺", "问题解决看水尺"), ["发现靠水尺", "发生查水尺", "解决看水尺"]),
    ],
)
def test_the_piece_that_tells_is_asked(members: tuple[str, ...], expected: list[str]) -> None:
    assert answers(*members) == expected


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        ("住址、工作单位和联系方式发生变动", "住址、工作单位和联系方式发生变动"),
        ("各村社员深入学习实践新时代勤俭办社思想", "实践新时代勤俭办社思想"),
        ("在复杂多变的气候条件中平心静气、静观其变", "平心静气、静观其变"),
        ("在接受询问过程中，主动交代问题的社员", "主动交代问题的社员"),
        ("思想上，虽然提倡打井引水，但却舍不得出一分钱", "舍不得出一分钱"),
        ("从水渠的起源上看，水渠是山区人民多年治水的产物", "山区人民多年治水的产物"),
        ("坚决防止一切违背初衷和村规、动摇村里的根基的事", "动摇村里的根基的事"),
        ("社员们深刻体会到山区人民赋予的治水使命的光荣责任", "光荣责任"),
        ("把全体社员最急最忧最盼的事作为全年农活的起点", "全体社员最急最忧最盼的事"),
        ("把各村社员高兴不高兴、满意不满意、答应不答应作为最高标准", "最高标准"),
        ("丰收以尊重山区土地的自然规律为前提，以积肥为辅助手段", "自然规律"),
        ("必须把修渠工作始终放在各项农田建设的首位", "修渠工作"),
    ],
)
def test_no_phrase_is_halved_for_being_long(member: str, expected: str) -> None:
    assert answers(member) == [expected]


def test_what_a_bracket_explains_is_asked_and_not_the_bracket() -> None:
    clause = "水渠不依赖于天上的雨水而存在（体现了山区人民的干劲，同靠天吃饭划分）"
    assert clause_cut(clause).answer == "水渠不依赖于天上的雨水而存在"


def test_a_denial_stays_with_what_it_denies() -> None:
    assert half_cut("有权不可以任性").answer == "不可以任性"


def test_when_something_is_is_no_reason_for_it() -> None:
    doc = document("水渠荒废的原因：第一，战争以后，第二，无人看管，第三，泥沙淤塞。")
    reasons = ["战争以后", "无人看管", "泥沙淤塞"]
    asked = made(doc, listed(doc, reasons, form="marked", lead="水渠荒废的原因："))
    assert [card.answer for card in asked] == reasons[1:]
    times = ["抗日战争以后", "解放战争以后"]
    doc = document("水渠修过两次：第一，抗日战争以后，第二，解放战争以后。")
    assert len(made(doc, listed(doc, times, form="marked", lead="水渠修过两次："))) == 2


def test_from_what_side_something_is_is_no_reason_for_it() -> None:
    sides = ["就水渠和山的关系而言", "就新渠和旧渠的关系而言", "在生产队的账目上"]
    doc = document(f"修渠的原因：第一，{sides[0]}，第二，{sides[1]}，第三，{sides[2]}。")
    finding = listed(doc, sides, form="marked", lead="修渠的原因：")
    assert made(doc, finding) == [] and recited(doc, finding) == []
    doc = document(f"修渠要看三点：第一，{sides[0]}，第二，{sides[1]}，第三，{sides[2]}。")
    assert made(doc, listed(doc, sides, form="marked", lead="修渠要看三点："))


def test_reasons_that_are_only_weighed_are_not_recited() -> None:
    doc = document("# 歉收的原因", "根本原因：无水", "重要原因：无肥")
    finding = listed(doc, ["根本原因", "重要原因"], form="outline", section=("歉收的原因",))
    assert made(doc, finding) == [] and recited(doc, finding) == []


def test_a_lead_in_that_asks_keeps_its_question() -> None:
    lead = "除了水从哪里来的问题以外，还有一个问题，就是水往哪里去？"
    doc = document(lead, "下游的村子", "山脚的水库")
    for card in made(doc, listed(doc, ["下游的村子", "山脚的水库"], form="outline", lead=lead)):
        assert card.front.startswith(f"{lead}\n")


def test_what_is_left_of_a_row_goes_with_it() -> None:
    doc = document("酸、苦、甘、辛、咸", "五味：酸苦甘辛咸淡涩")
    finding = listed(doc, list("酸苦甘辛咸"), form="marked", label="五味", lead="五味：酸苦甘辛咸淡涩")
    asked = [card for card in made(doc, finding) if card.blank != "label"]
    assert len(asked) == 5 and all(card.front.startswith("五味：\n") for card in asked)


def test_a_lead_in_of_masks_is_not_cut_inside_a_quotation() -> None:
    lead = "村里定下了“勤快办社，节俭办社，和气办社”的方针："
    doc = document(lead, "勤快", "节俭", "和气")
    for card in made(doc, listed(doc, ["勤快", "节俭", "和气"], form="outline", lead=lead)):
        assert card.front.count("“") == card.front.count("”")


def test_a_definition_torn_by_masks_is_left_out_of_the_lead() -> None:
    lead = "水渠的统一性是指上游下游彼此依存、旱季雨季相互贯通的状态，它有两个方面的含义："
    doc = document(lead, "上游下游彼此依存，共用一个水源过日子", "旱季雨季相互贯通，渠水常年不断流")
    finding = listed(
        doc,
        ["上游下游彼此依存，共用一个水源过日子", "旱季雨季相互贯通，渠水常年不断流"],
        form="outline",
        label="两个方面",
        lead=lead,
    )
    asked = made(doc, finding)
    assert asked and all(card.front.startswith("水渠的统一性有两个方面的含义：") for card in asked)


def test_what_a_list_goes_on_from_is_shown_without_the_clause_that_says_an_answer() -> None:
    doc = document("渠道失修多年，大家都很着急。对渠道失修要管，对道路不通要管，对学堂漏雨要管。")
    asked = made(doc, listed(doc, ["对渠道失修要管", "对道路不通要管", "对学堂漏雨要管"]))
    assert asked and all(card.front.startswith("（接“大家都很着急”）") for card in asked)


def test_an_open_list_of_notes_is_said_to_be_one() -> None:
    doc = document("村里的作坊：", "油坊", "豆腐坊", "酱园")
    finding = listed(doc, ["油坊", "豆腐坊", "酱园"], form="outline", lead="村里的作坊：").model_copy(
        update={"open": True}
    )
    assert made(doc, finding)[0].front.startswith("村里的作坊（举例）：")


def test_a_footnote_mark_is_no_part_of_a_lead() -> None:
    doc = document("办好合作社的三条标准[2]：", "早下种", "勤除草", "深耕地")
    lead = "办好合作社的三条标准[2]："
    asked = made(doc, listed(doc, ["早下种", "勤除草", "深耕地"], form="outline", lead=lead))
    assert asked and not any("[2]" in card.front for card in asked)


def test_a_quoted_count_of_what_anybody_counts_is_not_asked() -> None:
    doc = document("种田要过好“三个关”：水、肥、种。")
    asked = made(doc, listed(doc, ["水", "肥", "种"], form="counted", label="三个关", lead="种田要过好“三个关”："))
    assert "label" not in {card.blank for card in asked}


@pytest.mark.parametrize(
    ("more", "lead"),
    [
        ("建好水渠。", "四个全面（2020年10月起的提法）："),
        ("决战全面建成小康社会。", "四个全面（2020年10月前的提法）："),
    ],
)
def test_a_wording_that_has_changed_says_its_time(more: str, lead: str) -> None:
    doc = document(f"要有“四个意识”，要协调推进“四个全面”战略布局，{more}")
    notes = deck(doc, *pipeline.extract(doc)).notes
    assert lead in [note.lines[0].text for note in notes]
