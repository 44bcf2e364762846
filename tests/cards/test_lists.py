"""Lists as notes: blanks, parts, the recital and the label."""

from __future__ import annotations

import pytest

from quizgen.cards.context import Setting, of_formulation
from quizgen.cards.faces import cards
from quizgen.cards.lists import is_given_away, list_notes
from quizgen.model import Formulation, Member, Note, Span

from .build import document, listed

ANIMALS = ["白马", "黄牛", "山羊", "公鸡", "老狗", "肥猪", "家猫", "灰兔", "水鸭"]


def notes(
    members: list[str], label: str | None = None, lead: str = "家里养着：", ordered: bool = False, telling: bool = True
) -> list[Note]:
    formulation = Formulation(
        form="counted", label=label, members=tuple(Member(text=m) for m in members), ordered=ordered, rule="test"
    )
    return list_notes(formulation, Setting((), "", (), lead=lead, numbered=ordered, telling=telling))


def test_a_list_is_one_note_and_a_recital() -> None:
    asked, recite = notes(ANIMALS[:3])
    assert (asked.key, asked.kind, asked.blanks) == ("", "list", tuple(ANIMALS[:3]))
    assert (recite.key, recite.kind, recite.blanks) == (".recite", "recite", ("all",))
    assert cards(recite)[0].answer == "白马；黄牛；山羊"


def test_order_numbers_and_covers() -> None:
    ordered, free = notes(ANIMALS[:3], ordered=True)[0], notes(ANIMALS[:3])[0]
    assert ordered.covered and [line.number for line in ordered.lines] == [None, 1, 2, 3]
    assert not free.covered and {line.number for line in free.lines} == {None}


@pytest.mark.parametrize("count", range(2, 40))
def test_parts_ask_every_member_once_on_at_most_five_lines(count: int) -> None:
    members = [f"{ANIMALS[place % 9]}{place}号" for place in range(count)]
    parts = [note for note in notes(members, ordered=True) if note.kind == "list"]
    asked = [s.text for note in parts for line in note.lines for s in line.segments if s.blank and line.role == "item"]
    assert asked == members
    assert all(2 <= sum(line.role == "item" for line in note.lines) <= 5 for note in parts)
    assert len({note.key for note in parts}) == len(parts)


def test_a_later_part_shows_the_item_before_and_its_place() -> None:
    first, second = (note for note in notes(ANIMALS[:7], ordered=True) if note.kind == "list")
    assert first.lines[0].text == "家里养着：（第1—4项，共7项）"
    assert [line.text for line in second.lines] == ["家里养着：（第4—7项，共7项）", "公鸡", "老狗", "肥猪", "家猫"]
    assert second.blanks == ("老狗", "肥猪", "家猫")


SONGS = ["迎亲调", "送亲调", "劝酒调", "开工号子", "打夯号子", "车水号子", "收工号子", "行船号子", "拉网号子"]


def test_a_known_set_with_a_compound_label_is_cut_where_its_parts_meet() -> None:
    first, second, third = (n for n in notes(SONGS, label="三调六号子", lead="三调六号子：") if n.kind == "list")
    assert [line.text for line in first.lines] == ["三调六号子：（三调）", *SONGS[:3]]
    assert [line.text for line in second.lines] == ["三调六号子：（六号子第1—3项，共6项）", *SONGS[3:6]]
    assert [line.text for line in third.lines] == ["三调六号子：（六号子第3—6项，共6项）", *SONGS[5:]]
    assert [note.key for note in (first, second, third)] == ["", ".part2", ".part3"]
    assert first.blanks == tuple(SONGS[:3]), "the name of the whole is not asked of a half"
    assert (second.blanks, third.blanks) == (tuple(SONGS[3:6]), tuple(SONGS[6:]))


def test_a_compound_is_recited_part_by_part() -> None:
    first, second = (n for n in notes(SONGS, label="三调六号子", lead="三调六号子：") if n.kind == "recite")
    assert first.lines[0].text == "三调六号子：（三调）"
    assert cards(first)[0].answer == "；".join(SONGS[:3]) and cards(second)[0].answer == "；".join(SONGS[3:])
    assert (first.key, second.key) == (".recite", ".recite.part2")


def test_a_compound_with_few_members_or_other_counts_is_cut_as_any_list() -> None:
    whole = notes(SONGS[:5], label="两调三号子", lead="两调三号子：")[0]
    assert [line.text for line in whole.lines] == ["两调三号子：", *SONGS[:5]]
    first = notes(SONGS, label="三调五号子", lead="三调五号子：")[0]
    assert [line.text for line in first.lines] == ["三调五号子：（前5项）", *SONGS[:5]]


def test_a_compound_that_a_text_lists_itself_is_cut_as_any_list() -> None:
    doc = document("、".join(SONGS))
    first = list_notes(
        listed(doc, SONGS).model_copy(update={"label": "三调六号子"}), Setting((), "", (), lead="三调六号子：")
    )[0]
    assert [line.text for line in first.lines][1:] == SONGS[:5]


def test_long_members_make_smaller_parts() -> None:
    members = [f"{name}每天清早要喂一次草料，傍晚要牵到河边饮水，夜里还要添一遍干草" for name in ANIMALS[:5]]
    assert all(sum(len(line.text) for line in note.lines) < 150 for note in notes(members) if note.kind == "list")
    assert sum(note.kind == "list" for note in notes(members)) > 1


def test_a_list_of_over_seven_is_recited_in_overlapping_parts() -> None:
    first, second = (note for note in notes(ANIMALS[:9]) if note.kind == "recite")
    assert (first.key, second.key) == (".recite", ".recite.part2")
    assert first.lines[0].text == "家里养着：（第1—5项，共9项）"
    assert cards(first)[0].answer == "白马；黄牛；山羊；公鸡；老狗"
    assert cards(second)[0].front == "家里养着：（第5—9项，共9项）\n老狗\n＿＿\n＿＿\n＿＿\n＿＿"


def test_no_recital_of_very_long_lists_nor_without_a_telling_lead() -> None:
    assert all(note.kind == "list" for note in notes([f"{name}{n}号" for n, name in enumerate(ANIMALS * 2)]))
    assert all(note.kind == "list" for note in notes(ANIMALS[:3], telling=False))


def test_a_series_of_single_characters_is_recited_whatever_its_length() -> None:
    (recite,) = (note for note in notes(list("甲乙丙丁戊己庚辛壬癸")) if note.kind == "recite")
    assert cards(recite)[0].answer == "甲；乙；丙；丁；戊；己；庚；辛；壬；癸"


def test_a_short_set_is_one_note_since_any_member_left_out_would_fill_the_gap() -> None:
    (whole,) = (note for note in notes(ANIMALS[:7], label="七畜", lead="村里的七畜：") if note.kind == "list")
    assert whole.blanks == ("label", *ANIMALS[:7])
    assert len([note for note in notes(["甲" * 9 + name for name in ANIMALS[:7]]) if note.kind == "list"]) > 1


def test_a_definite_label_is_asked_once() -> None:
    parts = notes(ANIMALS[:7], label="七畜", lead="村里的七畜：", ordered=True)
    assert [("label" in note.blanks) for note in parts] == [False, False, True]
    asked = next(card for card in cards(parts[-1]) if card.blank == "label")
    assert asked.front.startswith("村里的＿＿：") and all(animal in asked.front for animal in ANIMALS[:7])


def test_an_indefinite_label_is_not_asked() -> None:
    assert "label" not in notes(ANIMALS[:3], label="三个方面", lead="有三个方面：")[0].blanks


def test_a_label_is_not_asked_where_every_member_says_it() -> None:
    members = ["节水意识", "护林意识"]
    assert "label" not in notes(members, label="两个意识", lead="两个意识：")[0].blanks
    label = Formulation(form="counted", label="两个意识", members=tuple(Member(text=m) for m in members), rule="test")
    assert is_given_away(label)


def test_the_back_has_explanations_by_place() -> None:
    formulation = Formulation(form="marked", members=(Member(text="白马"), Member(text="黄牛")), rule="test")
    (asked, _) = list_notes(formulation, Setting((), "", (), lead="有：", rests=("", "耕田"), extra=("据：村志",)))
    assert asked.extra == ("② 耕田", "据：村志")


def test_a_member_cut_for_the_front_is_whole_on_the_back() -> None:
    more = "把水槽里的水换掉，再去看看小马驹的伤好了没有，再替它换一次药"
    long = f"养马的人要早起，备足草料，检查鞍具，还要记得在下雨之前把马厩的顶棚修好，{more}"
    asked = notes([long, "养牛"])[0]
    assert "……" in asked.lines[1].text
    assert asked.extra[0] == f"① {long}"


def fields(*pairs: tuple[str, str]) -> list[Note]:
    members = tuple(Member(text=head) for head, _ in pairs)
    setting = Setting((), "", (), lead="《孙子兵法》：", rests=tuple(rest for _, rest in pairs))
    return list_notes(Formulation(form="outline", members=members, rule="test"), setting)


def test_of_a_field_its_content_is_asked() -> None:
    asked, recite = fields(("著者", "春秋末年孙武"), ("我国现存最早的兵书", ""), ("共十三篇", "始于计篇"))
    assert [line.text for line in asked.lines[1:]] == ["著者：春秋末年孙武", "我国现存最早的兵书", "共十三篇"]
    assert cards(asked)[0].front.splitlines()[1] == "著者：＿＿" and cards(asked)[0].answer == "春秋末年孙武"
    assert asked.extra == ("③ 始于计篇",)
    assert cards(recite)[0].answer.startswith("春秋末年孙武；") and "著者：＿＿" in cards(recite)[0].front


def test_a_field_without_content_or_with_much_of_it_is_asked_as_any_member() -> None:
    told = "春秋末年齐国人孙武。他以兵法十三篇见吴王阖闾，用为将军，西破强楚，北威齐晋，名显诸侯。"
    asked = fields(("著者", ""), ("别名", told), ("篇数", "十三篇"))[0]
    assert [card.answer for card in cards(asked)] == ["著者", "别名", "篇数"]
    assert asked.extra == (f"② {told}", "③ 十三篇")


def test_a_head_that_only_opens_the_others_goes_on() -> None:
    formulation = Formulation(
        form="marked",
        members=(Member(text="不忘来路"), Member(text="不忘来路，必须常修渠"), Member(text="不忘来路，必须敢开山")),
        ordered=False,
        rule="test",
    )
    setting = Setting((), "", (), lead="老人说：", rests=("必须多种树，少说话", "", ""), joints=("，", "", ""))
    items = [line.text for line in list_notes(formulation, setting)[0].lines if line.role == "item"]
    assert items == ["不忘来路，必须多种树，少说话", "不忘来路，必须常修渠", "不忘来路，必须敢开山"]


def test_a_side_of_a_matter_is_shown_with_what_is_said_of_it() -> None:
    formulation = Formulation(
        form="marked", members=(Member(text="从根本上说"), Member(text="缺水缺肥")), ordered=True, rule="test"
    )
    setting = Setting((), "", (), lead="歉收的原因：", rests=("这条路走不通，水上不来", ""), joints=("，", ""))
    assert list_notes(formulation, setting)[0].lines[1].text == "从根本上说，这条路走不通，水上不来"


def test_of_sides_what_is_said_of_them_is_asked() -> None:
    told = ("先修了渠，后来又修了路", "虽然收成不好，却没有一户挨饿", "办了夜校")
    setting = Setting(path=(), source="", tags=(), lead="那几年：", rests=told, joints=("，", "：", "，"))
    texts = ("政治上", "经济上", "文化上")
    formulation = Formulation(form="outline", members=tuple(Member(text=t) for t in texts), rule="test")
    note = next(iter(list_notes(formulation, setting)))
    assert [line.text for line in note.lines[1:]] == [
        "政治上：先修了渠，后来又修了路", "经济上：没有一户挨饿", "文化上：办了夜校"
    ]  # fmt: skip
    assert all(card.answer not in ("政治上", "经济上", "文化上") for card in cards(note))


def told(**items: str) -> list[Note]:
    setting = Setting(
        path=(), source="", tags=(), lead="几条水渠：", rests=tuple(items.values()), joints=("：",) * len(items)
    )
    return list_notes(Formulation(form="outline", members=tuple(Member(text=t) for t in items), rule="test"), setting)


def test_short_content_stands_behind_the_name_that_is_asked() -> None:
    asked, recite = told(东渠="浇梯田", 西渠="供全村人和牲口饮水", 明渠="水在明处流")
    assert [line.text for line in asked.lines[1:]] == ["东渠：浇梯田", "西渠：供全村人和牲口饮水", "明渠：水在明处流"]
    assert [card.answer for card in cards(asked)] == ["东渠", "西渠", "明渠"]
    assert cards(recite)[0].answer == "东渠；西渠；明渠" and "＿＿：浇梯田" in cards(recite)[0].front


def test_where_most_names_show_their_content_the_longer_ones_do() -> None:
    long = "在地下开凿，水流不见天日，要每隔一段打一口竖井，好让人下去清淤"
    (asked, *_) = told(东渠="浇梯田", 明渠="水在明处流", 暗渠=long)
    assert asked.lines[3].text == f"暗渠：{long}"
    (asked, *_) = told(东渠="浇梯田", 明渠=long.replace("地下", "地上"), 暗渠=long)
    assert asked.lines[3].text == "暗渠" and asked.extra == (f"② {long.replace('地下', '地上')}", f"③ {long}")
    (asked, *_) = told(东渠="浇梯田", 明渠="水在明处流", 暗渠="很长" * 40)
    assert asked.lines[3].text.endswith("……") and asked.extra == (f"③ 暗渠：{'很长' * 40}",)


def test_what_a_blank_parts_from_its_title_is_content() -> None:
    setting = Setting((), "", (), lead="水渠：", rests=("浇梯田", "（旧渠）", "水在明处流"), joints=(" ", " ", "："))
    formulation = Formulation(
        form="outline", members=tuple(Member(text=t) for t in ("东渠", "西渠", "明渠")), rule="test"
    )
    (note, *_) = list_notes(formulation, setting)
    assert [line.text for line in note.lines[1:]] == ["东渠：浇梯田", "西渠", "明渠：水在明处流"]


def test_a_member_with_a_short_clause_behind_it_is_shown_whole() -> None:
    setting = Setting((), "", (), lead="修渠的意义：", rests=("并引来了山泉", "而" + "且" * 40), joints=("，", "，"))
    texts = ("水渠解决了全村人的饮水问题", "青年学会了开山打炮眼的手艺")
    formulation = Formulation(form="outline", members=tuple(Member(text=t) for t in texts), rule="test")
    (note, *_) = list_notes(formulation, setting)
    assert [line.text for line in note.lines[1:]] == [f"{texts[0]}，并引来了山泉", texts[1]]


def test_a_subject_goes_on_with_what_is_said_of_it() -> None:
    rests = ("是几代人修成的。后来又修", "每年清淤", "")
    setting = Setting((), "", (), lead="三条水渠：", rests=rests, joints=("，",) * 3)
    texts = ("东山的水渠", "西山的水渠是旧渠", "把南山的水引进村")
    formulation = Formulation(form="outline", members=tuple(Member(text=t) for t in texts), rule="test")
    (note, *_) = list_notes(formulation, setting)
    assert [line.text for line in note.lines[1:3]] == ["东山的水渠，是几代人修成的", "西山的水渠是旧渠，每年清淤"]


def test_content_that_says_the_name_again_is_not_shown() -> None:
    assert told(东渠="又叫东渠头", 西渠="供全村饮水")[0].lines[1].text == "东渠"


def test_content_that_ends_with_the_name_is_not_shown() -> None:
    assert told(渠首闸门关闭不严="东闸、西闸关闭不严", 西渠淤塞="泥沙太多")[0].lines[1].text == "渠首闸门关闭不严"


def test_of_a_generic_name_the_content_is_asked() -> None:
    assert [card.answer for card in cards(told(根本原因="山里没有水源", 意义="全村有了饮水")[0])] == [
        "山里没有水源",
        "全村有了饮水",
    ]


def test_of_names_with_one_topic_the_content_is_asked_where_one_is_a_field() -> None:
    fields = told(水渠的定义="引水的沟", 水渠的修建者="东山村民")
    assert [card.answer for card in cards(fields[0])] == ["引水的沟", "东山村民"]
    mixed = told(水渠的作用="浇地", 水渠的主人="全村人", 渠首="石坝")
    assert [card.answer for card in cards(mixed[0])] == ["浇地", "全村人", "渠首"]
    kinds = told(东山的水渠="引水的沟", 东山的水塘="蓄水的坑")
    assert [card.answer for card in cards(kinds[0])] == ["水渠", "水塘"]


def test_of_two_examples_each_alone_is_not_asked() -> None:
    setting = Setting((), "", (), lead="修好的水渠（举例）：")
    members = tuple(Member(text=text) for text in ("东山水渠", "西山水渠"))
    one, two = (
        list_notes(Formulation(form="outline", members=members, rule="test", open=is_open), setting)
        for is_open in (True, False)
    )
    assert [note.kind for note in one] == ["recite"] and [note.kind for note in two] == ["list", "recite"]


def test_the_head_of_a_table_is_not_asked() -> None:
    members = tuple(Member(text=text) for text in ("东渠", "西渠", "暗渠"))
    setting = Setting((), "", (), lead="“三水”：")
    for rule, asked in (("counted.column", False), ("counted.behind", True)):
        formulation = Formulation(form="counted", label="三水", members=members, rule=rule)
        assert ("label" in list_notes(formulation, setting)[0].blanks) is asked


def test_what_a_subject_is_of_others_is_asked_behind_them() -> None:
    told = ("今天的水渠，是对老渠、土渠、石渠的继承和发展", "山里的年轻人，把水引进了村")
    setting = Setting(path=(), source="", tags=(), lead="由来：", rests=told, joints=("，", "，"))
    members = (Member(text="从历史看"), Member(text="从今天看"))
    note = list_notes(Formulation(form="marked", members=members, rule="test"), setting)[0]
    assert [card.answer for card in cards(note)] == ["继承和发展", "把水引进了村"]


def test_a_label_that_every_member_begins_with_is_not_asked() -> None:
    members = tuple(Member(text=text) for text in ("保山林", "保水渠", "保耕地"))
    formulation = Formulation(form="counted", label="三保", members=members, rule="test")
    (note, *_) = list_notes(formulation, Setting((), "", (), lead="三保："))
    assert "label" not in note.blanks


def test_a_short_name_before_the_label_belongs_to_it() -> None:
    asked = notes(ANIMALS[:3], label="三大牲口", lead="山村三大牲口：")[0]
    assert cards(asked)[0].front.startswith("＿＿：") and cards(asked)[0].answer == "山村三大牲口"


def test_a_plain_count_is_no_name_to_ask_for() -> None:
    members = tuple(Member(text=text, span=Span(block=0, start=n, end=n + 1)) for n, text in enumerate(ANIMALS[:3]))
    counted = Formulation(form="counted", label="三种牲口", members=members, rule="test")
    plain, quoted = (
        list_notes(counted, Setting((), "", (), lead=lead))[0] for lead in ("村里的三种牲口：", "村里的“三种牲口”：")
    )
    assert "label" not in plain.blanks and "label" in quoted.blanks


def test_of_what_announces_its_content_the_content_is_asked() -> None:
    asked = told(老支书对山里的旧渠和新渠做了描述="旧渠弯，新渠直", 西渠="供全村饮水")[0]
    assert cards(asked)[0].answer == "旧渠弯，新渠直"


def test_and_so_on_is_no_part_of_what_is_recited() -> None:
    recited = notes(["农具和种子", "水渠和水井", "肥料和秧苗等等"])[-1]
    assert recited.kind == "recite" and recited.lines[-1].segments[-1].text == "等等"


def test_a_question_mark_stands_behind_the_gap() -> None:
    doc = document("三问自己：渠修好没有？水何时放？谁去浇地？")
    finding = listed(doc, ["渠修好没有", "水何时放", "谁去浇地"], form="marked")
    note = list_notes(finding, of_formulation(doc, finding))[0]
    assert [segment.text for segment in note.lines[1].segments] == ["渠修好没有", "？"]


def test_a_name_that_the_label_gives_away_is_shown_and_its_content_asked() -> None:
    lines = [("早工", "春雷响过就下种"), ("深工", "犁到七寸"), ("勤工", "三天一除草"), ("细工", "一穴三粒")]
    doc = document("\n".join(["早深勤细：", *("：".join(line) for line in lines)]))
    finding = listed(doc, [name for name, _ in lines], wholes=["：".join(line) for line in lines], lead="早深勤细：")
    note = list_notes(finding, of_formulation(doc, finding))[0]
    assert [line.segments[-1].text for line in note.lines[1:]] == [content for _, content in lines]
    assert "label" not in notes(["早工", "深工", "勤工", "细工"], label="四诀", lead="四诀（早深勤细）：")[0].blanks
    assert "label" in notes(["早工", "深工", "勤工", "细工"], label="四诀", lead="种田的四诀：")[0].blanks


def test_an_item_that_goes_on_with_other_cases_is_shown_to_its_end() -> None:
    doc = document("有下列情形之一的，可以免工：\n身体有病的，或者家里有人要照看的\n路上遇雨的")
    finding = listed(
        doc,
        ["身体有病的", "路上遇雨的"],
        wholes=["身体有病的，或者家里有人要照看的", "路上遇雨的"],
        lead="有下列情形之一的，可以免工：",
    )
    note = list_notes(finding, of_formulation(doc, finding))[0]
    assert note.lines[1].text == "身体有病的，或者家里有人要照看的"


def test_a_long_enumeration_keeps_its_last_piece() -> None:
    places = "、".join(f"{name}村的水渠和水库管理处" for name in ("上", "中", "下", "东", "西", "南"))
    asked = notes([f"{places}、北村机关的管水员", "养蚕的社员"])[0]
    assert asked.lines[1].text.endswith("……北村机关的管水员")


def test_a_name_without_content_among_others_with_theirs_is_shown() -> None:
    lines = ["东渠：浇灌上坡的梯田", "西渠：浇灌下坡的旱地", "北渠"]
    doc = document("三条渠：", *lines)
    names = [line.partition("：")[0] for line in lines]
    finding = listed(doc, names, form="outline", wholes=lines, lead="三条渠：")
    asked = list_notes(finding, of_formulation(doc, finding))[0]
    assert [bool(line.segments[0].blank) for line in asked.lines[1:]] == [True, True, False]


def test_what_the_others_leave_out_is_shown() -> None:
    asked, recited = notes(["修渠", "积肥", "其他农活"])
    assert asked.blanks == ("修渠", "积肥")
    assert cards(recited)[0].answer == "修渠；积肥"
    assert [line.text for line in recited.lines][-1] == "其他农活"


def test_what_a_law_leaves_to_other_rules_is_shown() -> None:
    asked, _ = notes(["修渠", "积肥", "规约规定的其他农活"])
    assert asked.blanks == ("修渠", "积肥")


def test_a_row_that_nothing_names_is_recited_by_its_frame() -> None:
    members = tuple(Member(text=text) for text in ("向老农看齐", "向能手看齐", "向模范看齐"))
    row = Formulation(form="parallel", label=None, members=members, rule="test")
    _, recited = list_notes(row, Setting((), "", (), lead="干部们天天对标对表："))
    assert cards(recited)[0].front.splitlines()[1:] == ["向＿＿看齐"] * 3


def test_the_content_of_a_degree_is_asked() -> None:
    members = tuple(Member(text=text) for text in ("第一度", "第二度"))
    setting = Setting((), "", (), lead="伤的分度：", rests=("皮肤擦伤", "皮肤裂开"), joints=("：", "："))
    asked, *_ = list_notes(Formulation(form="outline", label=None, members=members, rule="test"), setting)
    assert [card.answer for card in cards(asked)] == ["皮肤擦伤", "皮肤裂开"]


def test_of_two_opposites_what_they_are_is_asked() -> None:
    members = tuple(Member(text=text) for text in ("主观唯心", "客观唯心"))
    formulation = Formulation(form="outline", members=members, rule="test")
    told = ("渠在我心里，离了心便没有渠（心外无物，心外无事，心外无理，心外无义，心外无善）", "渠在天上")
    setting = Setting((), "", (), lead="渠在哪里：", numbered=False, telling=True, joints=("：", "："), rests=told)
    asked = list_notes(formulation, setting)[0]
    assert {card.answer for card in cards(asked)}.isdisjoint({"主观", "客观", "主观唯心", "客观唯心"})
    assert not any("（" in line.text for line in asked.lines)
