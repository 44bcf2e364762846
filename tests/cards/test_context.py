"""Path, source, tags and explanations of a card."""

from __future__ import annotations

from quizgen.cards import context
from quizgen.cards.lists import list_notes
from quizgen.cards.titles import cut_title, unnumbered
from quizgen.model import Block, Document, Formulation, Member, Span

from .build import document, listed, said

SECTION = ("在春耕动员会上的讲话", "第二章 田间", "（一）下种")


def test_the_path_has_neither_numbering_nor_the_title() -> None:
    doc = document("谚语说，“人误地一时，地误人一年”。")
    setting = context.of_saying(doc, said(doc, "人误地一时，地误人一年", section=SECTION))
    assert setting.path == ("田间", "下种")
    assert setting.tags == ("在春耕动员会上的讲话::田间::下种", "引语")


def test_a_path_part_that_the_lead_repeats_is_dropped() -> None:
    doc = document("# 一、春耕", "# （一）早下种", "# （二）深耕地")
    finding = listed(doc, ["早下种", "深耕地"], form="outline", section=("总论", "一、春耕"))
    assert context.of_formulation(doc, finding).path == ("总论",)


def test_a_long_title_is_cut() -> None:
    doc = document("人误地一时，地误人一年")
    long = "关于进一步做好全乡春耕备耕工作和水利设施冬修春修工作的若干意见"
    path = context.of_saying(doc, said(doc, "人误地一时，地误人一年", section=(long,))).path
    assert len(path[0]) <= 24 and path[0].endswith("…")


def test_the_source_is_found_by_its_words_and_survives_a_paragraph_before() -> None:
    text = "老人们常说，“人误地一时，地误人一年”。"
    one, two = document(text), document("新的一段。", text)
    sources = [
        context.of_saying(doc, said(doc, "人误地一时，地误人一年", section=("一、下种",))).source for doc in (one, two)
    ]
    assert sources[0] == sources[1] == "在春耕动员会上的讲话 · 下种 · “老人们常说，“人误地一时…”一段"


def test_a_page_is_named_where_there_is_one() -> None:
    doc = document("人误地一时，地误人一年", page=7)
    assert context.of_saying(doc, said(doc, "人误地一时，地误人一年")).source == "在春耕动员会上的讲话 · 第 7 页"


def test_the_back_has_what_a_member_says_beyond_its_head() -> None:
    doc = document("有两条：一是早下种。节气不等人。二是深耕地。")
    finding = listed(
        doc, ["早下种", "深耕地"], form="marked", label="两条", wholes=["早下种。节气不等人。", "深耕地。"]
    )
    assert context.of_formulation(doc, finding).rests == ("节气不等人", "")


def beyond(text: str, head: str, whole: str = "") -> str:
    doc = document("# 农事", text, "节约用水。")
    members = [head, "节约用水"]
    return context.of_formulation(doc, listed(doc, members, wholes=[whole or text, "节约用水。"])).rests[0]


def test_what_a_member_says_beyond_its_head_keeps_its_closing_marks() -> None:
    assert beyond("抢墒（春分以后）", "抢墒") == "（春分以后）"
    assert beyond("抢墒：老人叫它“赶早”。", "抢墒") == "老人叫它“赶早”"
    assert beyond("“抢墒”，即趁湿下种。", "抢墒", "抢墒”，即趁湿下种。") == "即趁湿下种"


def test_a_clause_that_announces_what_is_not_shown_is_left_out() -> None:
    assert beyond("抢墒：春天风大，地干得快，主要办法：", "抢墒") == "春天风大，地干得快"
    assert beyond("抢墒：春天风大，主要办法：一早一晚。", "抢墒", "抢墒：春天风大，主要办法") == "春天风大"
    assert beyond("抢墒：主要办法：", "抢墒") == ""
    assert beyond("抢墒（也叫赶墒）：", "抢墒") == "（也叫赶墒）"


def test_what_a_member_says_does_not_end_at_a_gap_to_be_filled() -> None:
    first = "春天风大，地皮干得快，种子下得晚了就出不齐苗，一年的收成要减去三成。"
    text = f"抢墒：{first}所以队里要在  __  之前把犁、耙、耧都修好，{'把牲口喂好，' * 20}一天也不能等。"
    assert beyond(text, "抢墒") == first


def test_the_back_quotes_a_long_member_with_the_marks_of_the_text() -> None:
    shops = "农具厂、水车厂、铁匠铺、木匠铺、种子站、配种站、兽医站、农技站、气象哨、畜牧场、养蚕室、碾米厂、油坊"
    head = f"县里、区里、乡里、社里的{shops}的职工"
    doc = document("# 农事", f"{head}，以及帮工的社员；", "看水员。")
    finding = listed(doc, [head, "看水员"], wholes=[f"{head}，以及帮工的社员；", "看水员。"])
    notes = list_notes(finding, context.of_formulation(doc, finding))
    assert notes[0].extra[0] == f"① {head}，以及帮工的社员"


def test_numbers_stand_where_the_text_counts() -> None:
    doc = document("有两条：一是早下种；二是深耕地。又说有的早下种，有的晚浇水。")
    assert context.of_formulation(doc, listed(doc, ["早下种", "深耕地"], form="marked")).numbered
    assert not context.of_formulation(doc, listed(doc, ["晚浇水", "深耕地"], form="marked")).numbered


def test_an_inner_list_has_the_items_above_its_lead_in_its_path() -> None:
    texts = [("稻：五月插秧", 1), ("要点", 2), ("浅插", 3), ("匀插", 3)]
    blocks = tuple(Block(text=text, kind="item", level=level) for text, level in texts)
    doc = Document(name="n.md", id="n", title="农事", blocks=blocks)
    members = tuple(
        Member(text=b.text, span=Span(block=i, start=0, end=2)) for i, b in enumerate(blocks) if b.level == 3
    )
    lead = Span(block=1, start=0, end=2)
    setting = context.of_formulation(doc, Formulation(form="outline", members=members, lead=lead, rule="test"))
    assert (setting.path, setting.lead) == (("稻",), "要点：")


def test_unnumbered() -> None:
    titles = ["第三章 田间", "（一）下种", "一、春耕", "1.2 下种", "3、下种", "①下种", "十里春风", "2021年工作"]
    assert [unnumbered(t) for t in titles] == ["田间", "下种", "春耕", "下种", "下种", "下种", "十里春风", "2021年工作"]
    counted = ["第二条战线的形成", "第二课堂", "第三条 下种", "第三部分 下种"]
    assert [unnumbered(t) for t in counted] == ["第二条战线的形成", "第二课堂", "下种", "下种"]


def test_a_title_that_asks_is_cut_to_what_it_asks() -> None:
    assert cut_title("有人说，地不用养，天会下雨，渠不用修，水会自己来。结合实际，谈谈如何修好水渠。") == "如何修好水渠"
    assert cut_title("谈谈修渠") == "谈谈修渠"


def test_a_count_that_does_not_fit_is_told_on_the_back() -> None:
    doc = document("有四个讲究：早、细、稳。")
    finding = listed(doc, ["早", "细", "稳"], form="counted").model_copy(update={"stated": "四个讲究"})
    assert "原文称“四个讲究”，列出的是三项。" in context.of_formulation(doc, finding).extra


def test_cells_stand_behind_the_name_of_their_row() -> None:
    doc = Document(
        name="n.md", id="n", title="农事", blocks=(Block(text="渠\t三道闸\n东\t上闸\n西\t下闸", kind="table"),)
    )
    setting = context.of_formulation(doc, listed(doc, ["上闸", "下闸"], form="counted", label="三道闸"))
    assert (setting.openers, setting.extra) == (("东：", "西："), ())


def test_what_some_believe_in_shows_who_does() -> None:
    doc = document("有的人怕担责任，信奉“多栽花少种刺，遇到困难不伸手”。")
    believed = said(doc, "多栽花少种刺，遇到困难不伸手").model_copy(update={"rule": "saying.weak.inline"})
    assert context.of_saying(doc, believed).lead == "有的人怕担责任，信奉："
    doc = document("从洪水退去之际提出“修好一条渠，富了一个村”，至今常有人讲。")
    proposed = said(doc, "修好一条渠，富了一个村").model_copy(update={"rule": "saying.weak.inline"})
    assert context.of_saying(doc, proposed).lead == "洪水退去之际提出："
    doc = document("修渠不能光喊，不能做“不问收成，只问热闹”的看客。")
    called = said(doc, "不问收成，只问热闹").model_copy(update={"rule": "saying.weak.inline"})
    assert context.of_saying(doc, called).lead == "修渠不能光喊，不能做……的看客："
    doc = document("大旱之年强调“节水就是种田”，家家都记得。")
    assert context.of_saying(doc, said(doc, "节水就是种田")).lead == "大旱之年强调："
    doc = document("今天又种下一片果林，“前人种树，后人乘凉”，这话不假。")
    assert context.of_saying(doc, said(doc, "前人种树，后人乘凉")).lead == ""


def test_a_label_of_two_characters_stands_under_the_title() -> None:
    doc = document("水渠和水井都要有人管。", "先办好“两水”，再办别的事。", title="申论范文：修渠引水")
    assert context.of_formulation(doc, listed(doc, ["水渠", "水井"], form="counted", label="两水")).path == (
        "修渠引水",
    )


def test_a_name_alone_leads_with_what_the_members_are() -> None:
    doc = document("水：", "灌溉作用", "推磨作用", "养鱼作用")
    members = ["灌溉作用", "推磨作用", "养鱼作用"]
    assert context.of_formulation(doc, listed(doc, members, form="outline", lead="水：")).lead == "水的作用："
    doc = document("水：", "灌溉", "推磨", "养鱼")
    assert (
        context.of_formulation(doc, listed(doc, ["灌溉", "推磨", "养鱼"], form="outline", lead="水：")).lead == "水："
    )


def test_members_that_all_are_questions_keep_their_marks() -> None:
    doc = document("三问自己：渠修了吗？水来了吗？地浇了吗？")
    finding = listed(doc, ["渠修了吗", "水来了吗", "地浇了吗"], form="marked")
    assert context.of_formulation(doc, finding).closers == ("？", "？", "？")
    doc = document("三问自己：渠修了吗，水来了吗，地浇了吗？")
    assert context.of_formulation(doc, finding).closers == ("", "", "")


def test_a_lead_in_that_says_too_little_has_the_topic_of_its_paragraph_above() -> None:
    doc = document("第一，要积足底肥。人人动手。第二，要修好全村的水渠。渠道修得很好。现在，有的怕苦，有的怕累。")
    finding = listed(doc, ["怕苦", "怕累"], form="marked").model_copy(update={"rule": "marked.youde"})
    setting = context.of_formulation(doc, finding)
    assert (setting.path, setting.lead) == (("要修好全村的水渠",), "现在存在的问题：")
    doc = document("渠道修得很好。现在，有的怕苦，有的怕累。")
    finding = listed(doc, ["怕苦", "怕累"], form="marked").model_copy(update={"rule": "marked.youde"})
    assert context.of_formulation(doc, finding).path == ()


def test_the_back_has_the_whole_sentence_of_a_lead_in_that_shows_a_part() -> None:
    excuse = "社员因天气恶劣、道路不通或者家中有要紧的事情，不能按时到田里上工，又没有托人捎信"
    lead = f"{excuse}，并有下列情形之一的，可以免于扣除工分："
    doc = document(lead, "年满六十的", "身体有病的")
    setting = context.of_formulation(doc, listed(doc, ["年满六十的", "身体有病的"], form="outline", lead=lead))
    assert "……" in setting.lead and setting.extra == (f"原文：{lead}",)


def test_a_collection_says_which_text_a_card_is_from() -> None:
    blocks = ("春耕记", "人误地一时，地误人一年。", "秋收记", "早起三光，晚起三慌。")
    titles = (0, 2)
    doc = Document(
        name="文集.txt",
        id="x",
        title="春耕记",
        blocks=tuple(
            Block(text=text, kind="heading", level=1) if place in titles else Block(text=text)
            for place, text in enumerate(blocks)
        ),
    )
    assert context.of_saying(doc, said(doc, "人误地一时，地误人一年", section=("春耕记",))).path == ("春耕记",)
    assert context.of_saying(doc, said(doc, "早起三光，晚起三慌", section=("秋收记",))).path == ("秋收记",)


def test_the_one_row_of_a_table_is_named_once() -> None:
    table = Block(text="作物\t农活\n水稻\t插秧、除草、收割", kind="table")
    doc = Document(name="农事.txt", id="x", title="农事", blocks=(table,))
    starts = [table.text.index(word) for word in ("插秧", "除草", "收割")]
    members = tuple(
        Member(text=table.text[start : start + 2], span=Span(block=0, start=start, end=start + 2)) for start in starts
    )
    setting = context.of_formulation(doc, Formulation(form="parallel", label=None, members=members, rule="test"))
    assert setting.openers == ("", "", "") and "水稻" in "".join((*setting.path, setting.lead))


def test_a_few_words_with_a_verb_do_not_tell_which_row_is_meant() -> None:
    doc = document("干部要知水性、懂土性、识种性。")
    assert not context.of_formulation(doc, listed(doc, ["知水性", "懂土性", "识种性"])).telling
    doc = document("干部的本事要：知水性、懂土性、识种性。")
    assert context.of_formulation(doc, listed(doc, ["知水性", "懂土性", "识种性"])).telling


def test_a_label_of_the_document_alone_stands_below_its_title() -> None:
    doc = document("“四个好”：渠好、路好、田好、人好。")
    finding = listed(doc, ["渠好", "路好", "田好", "人好"], form="counted", label="四个好")
    assert context.of_formulation(doc, finding).path == ("在春耕动员会上的讲话",)
    known = document("“四个自信”：渠好、路好、田好、人好。")
    finding = listed(known, ["渠好", "路好", "田好", "人好"], form="counted", label="四个自信")
    assert context.of_formulation(known, finding).path == ()


def test_a_heading_that_is_a_number_of_a_chapter_is_not_shown() -> None:
    doc = document("谚语说，“人误地一时，地误人一年”。")
    finding = said(doc, "人误地一时，地误人一年", section=("农谚", "'''十六之二'''"))
    assert context.of_saying(doc, finding).path == ("农谚",)
