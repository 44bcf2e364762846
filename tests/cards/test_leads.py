"""Lead-ins: the words that announce a list, short, with the label, without the members."""

from __future__ import annotations

from quizgen.cards.leads import LONGEST_LEAD, lead_in
from quizgen.model import Block, Document, Formulation, Member, Span

from .build import document, listed


def test_the_sentence_before_the_list() -> None:
    doc = document("办好春耕有三个要点：一是早下种。要抢天时。二是深耕地。三是勤除草。")
    finding = listed(doc, ["早下种", "深耕地", "勤除草"], form="marked", label="三个要点", lead="办好春耕有三个要点：")
    assert lead_in(doc, finding) == ("办好春耕有三个要点：", True)


def test_a_label_behind_the_members() -> None:
    doc = document("今年村里靠水井、石磨、纺车“三宝”过了冬，开春再添一头牛。")
    finding = listed(doc, ["水井", "石磨", "纺车"], form="counted", label="三宝")
    assert lead_in(doc, finding) == ("今年村里靠……“三宝”过了冬：", True)


def test_the_words_around_a_parallel_list() -> None:
    doc = document("同志们，我们要按照“勤快、节俭、和气”好邻居标准，办好食堂。")
    assert lead_in(doc, listed(doc, ["勤快", "节俭", "和气"])) == ("我们要按照“……”好邻居标准：", True)


def test_no_mask_where_the_list_ends_the_sentence() -> None:
    doc = document("好邻居，就是要勤快、节俭、和气。")
    assert lead_in(doc, listed(doc, ["勤快", "节俭", "和气"])) == ("好邻居，就是要：", True)


def test_a_long_sentence_is_cut_to_its_last_clauses() -> None:
    doc = document(
        "去年冬天我们走遍了全乡上上下下大大小小的二十三个村子，访问了四百多户人家，开了几十次院坝会，大家一致认为办好合作社要靠勤快、节俭、和气。"
    )
    lead, telling = lead_in(doc, listed(doc, ["勤快", "节俭", "和气"]))
    assert telling and lead == "开了几十次院坝会，大家一致认为办好合作社要靠："
    assert len(lead) <= LONGEST_LEAD + 1


def test_the_sentence_before_a_list_that_fills_its_own_is_shown_as_such() -> None:
    doc = document("春耕开始了。早下种，深耕地，勤除草。")
    assert lead_in(doc, listed(doc, ["早下种", "深耕地", "勤除草"])) == ("（接“春耕开始了”）", False)


def test_headings_are_announced_by_the_one_above() -> None:
    doc = document("# 一、春耕", "# （一）早下种", "# （二）深耕地")
    finding = listed(doc, ["早下种", "深耕地"], form="outline", section=("一、春耕",))
    assert lead_in(doc, finding) == ("春耕：", True)


def test_members_from_the_glossary_have_their_label() -> None:
    doc = document("要树牢三宝精神。")
    named = listed(doc, [], form="named", label="三宝")
    finding = Formulation(**{**dict(named), "members": (Member(text="水井"), Member(text="石磨"))})
    assert lead_in(doc, finding) == ("三宝：", True)


def test_the_last_marker_is_no_part_of_the_lead() -> None:
    doc = document("要抓好四个方面：第一，早下种；第二，深耕地。")
    finding = listed(doc, ["早下种", "深耕地"], form="marked", label="四个方面")
    assert lead_in(doc, finding)[0] == "要抓好四个方面："


def test_the_end_of_the_paragraph_before_announces_no_marked_list() -> None:
    doc = document("# 春耕", "去年的收成不错，仓里有粮。", "第一，早下种。第二，深耕地。")
    lead = Span(block=1, start=0, end=len("去年的收成不错，仓里有粮。"))
    finding = listed(doc, ["早下种", "深耕地"], form="marked", section=("春耕",)).model_copy(update={"lead": lead})
    assert "收成" not in lead_in(doc, finding)[0]


def test_a_lead_that_is_cut_keeps_what_the_sentence_speaks_of() -> None:
    work = "各村要在开春以前清一遍淤泥，把两边的渠岸一段一段地全都夯实，还要一年到头在渠上做到"
    text = f"对于今年新修的水渠，{work}有人看、有人修、有人管。"
    doc = document(text)
    lead, _ = lead_in(doc, listed(doc, ["有人看", "有人修", "有人管"]))
    assert lead.startswith("对于今年新修的水渠……") and lead.endswith("做到：")


def test_a_lead_in_that_points_back_shows_the_sentence_before() -> None:
    doc = document("修渠要先学会看水势。在这方面，一些人还存在看得不细、不全、不准的毛病。")
    finding = listed(doc, ["不细", "不全", "不准"])
    assert lead_in(doc, finding) == ("（接“修渠要先学会看水势”）在这方面，一些人还存在看得……的毛病：", True)


def test_a_lead_in_that_points_back_to_nothing_is_shown_without_the_words_that_point() -> None:
    doc = document("# 看水势", "在这个问题上，一些人还存在看得不细、不全、不准的毛病。")
    assert lead_in(doc, listed(doc, ["不细", "不全", "不准"])) == ("一些人还存在看得……的毛病：", True)


def test_words_that_point_to_what_the_lead_in_itself_says_stay() -> None:
    doc = document("春耕开始了。在这方面水利社最热心，社员们都勤快、节俭、和气。")
    lead, _ = lead_in(doc, listed(doc, ["勤快", "节俭", "和气"]))
    assert lead == "在这方面水利社最热心，社员们都："


def test_what_a_line_of_notes_calls_itself_is_no_lead_in() -> None:
    doc = document("典故背景：老农在这里讲了看天的三个办法：看云、看风、看鸟。")
    assert lead_in(doc, listed(doc, ["看云", "看风", "看鸟"])) == ("老农讲了看天的三个办法：", True)


def test_a_place_where_something_is_done_stays() -> None:
    doc = document("测量队住在这里说明三件事：水清、地平、路近。")
    assert lead_in(doc, listed(doc, ["水清", "地平", "路近"]))[0] == "测量队住在这里说明三件事："
    doc = document("渠首在这里分成三条：东渠、南渠、西渠。")
    assert lead_in(doc, listed(doc, ["东渠", "南渠", "西渠"]))[0] == "渠首在这里分成三条："


def test_a_field_that_is_all_of_the_lead_in_stays() -> None:
    doc = document("解释：看云、看风、看鸟。")
    assert lead_in(doc, listed(doc, ["看云", "看风", "看鸟"]))[0] == "解释："


def test_no_lead_in_begins_with_the_last_of_several_alternatives() -> None:
    doc = document(
        "今年开春，不管是村里的“六条规矩、三条禁令”，还是社里的“四勤四俭”、“五比”，不管是“三清账”，"
        "还是“两公开”，这些管住手脚的规矩、这些管好家业的办法都让干部心里有底、让社员心里踏实、让账目心里敞亮。"
    )
    finding = listed(doc, ["让干部心里有底", "让社员心里踏实", "让账目心里敞亮"])
    lead, _ = lead_in(doc, finding)
    assert "还是" not in lead and lead.endswith("这些管住手脚的规矩、这些管好家业的办法都：")


def test_the_marker_of_the_first_part_is_no_lead_in() -> None:
    doc = document("乡里的手艺人由外来的匠人和本地的农户转成。一部分是走村串户的木匠，一部分是开店的铁匠。")
    finding = listed(doc, ["走村串户的木匠", "开店的铁匠"])
    assert "一部分" not in lead_in(doc, finding)[0]


def test_a_lead_in_without_a_subject_takes_that_of_the_sentence_before() -> None:
    doc = document("梯田的特殊性是指每一块田各有各的水路。主要有三点：一是水来得晚。二是土留得薄。三是路走得陡。")
    members = ["水来得晚", "土留得薄", "路走得陡"]
    finding = listed(doc, members, form="marked", label="三点", lead="主要有三点：")
    assert lead_in(doc, finding) == ("梯田的特殊性主要有三点：", True)


def test_a_head_is_shown_with_its_short_content() -> None:
    doc = document("主治：外感风寒", "发汗", "解表")
    finding = listed(doc, ["发汗", "解表"], form="outline", lead="主治：外感风寒")
    assert lead_in(doc, finding) == ("主治（外感风寒）：", True)


def test_a_condition_shows_what_comes_of_it() -> None:
    doc = document("如果整天不下地，说三道四，不修渠、不种树、不养牛，乡亲们叫他懒汉。")
    lead, _ = lead_in(doc, listed(doc, ["不修渠", "不种树", "不养牛"]))
    assert lead == "如果整天不下地，说三道四，……，乡亲们叫他懒汉："


def test_what_explains_a_quotation_shows_it() -> None:
    doc = document(
        "老话说：“一犁深，二犁匀，三犁细。”意思是说，种地要一步一步来：头一犁要下力，二一犁要走稳，三一犁要耐心。"
    )
    lead, _ = lead_in(doc, listed(doc, ["头一犁要下力", "二一犁要走稳", "三一犁要耐心"]))
    assert lead == "（接“一犁深，二犁匀，三犁细”）意思是说，种地要一步一步来："


def test_a_line_without_a_mark_is_the_title_of_the_list_below_it() -> None:
    doc = document("# 二、开山", "那年大旱。", "修渠的历史意义", "第一，水进了村。第二，人留住了。")
    finding = listed(doc, ["水进了村", "人留住了"], form="marked", section=("二、开山",))
    assert lead_in(doc, finding)[0] == "修渠的历史意义："


def test_quotations_beside_a_quoted_list_are_not_its_lead() -> None:
    doc = document("“天下大同”“早起早睡、勤俭持家、和睦邻里”“颗粒归仓”，都是老人的念想。")
    lead, _ = lead_in(doc, listed(doc, ["早起早睡", "勤俭持家", "和睦邻里"]))
    assert "天下大同" not in lead and "颗粒归仓" not in lead


def test_the_title_of_a_line_of_notes_announces_what_stands_below() -> None:
    doc = document("渠道的变化：旧渠都改成了新渠。", "东渠改直", "西渠加宽")
    finding = listed(doc, ["东渠改直", "西渠加宽"], form="outline", lead="渠道的变化：旧渠都改成了新渠。")
    assert lead_in(doc, finding) == ("渠道的变化：", True)


def test_an_item_announces_the_list_below_it() -> None:
    texts = [("第三，旧渠和新渠互相连通。", 1), ("一方面，旧渠给新渠送水", 2), ("另一方面，新渠给旧渠分洪", 2)]
    doc = Document(
        name="n.md", id="n", title="农事", blocks=tuple(Block(text=t, kind="item", level=n) for t, n in texts)
    )
    finding = listed(doc, ["旧渠给新渠送水", "新渠给旧渠分洪"], form="marked", lead="第三，旧渠和新渠互相连通。")
    assert lead_in(doc, finding) == ("旧渠和新渠互相连通：", True)


def test_a_condition_of_a_law_stays_in_the_lead() -> None:
    law = "村民涉嫌偷挖公家水渠或者私自改动水闸，证据已经查清，并有下列情形之一的，经村委会同意，可以停止供水："
    doc = document(law, "（一）偷水三次以上的", "（二）毁坏水闸的")
    lead, _ = lead_in(doc, listed(doc, ["偷水三次以上的", "毁坏水闸的"], form="marked", lead=law))
    assert "有下列情形之一的，经村委会同意，可以停止供水：" in lead


def test_the_line_above_names_what_a_lead_in_without_a_subject_is_about() -> None:
    doc = document("水渠的基本问题：水从哪里来", "主要包括两个方面的内容：", "找水源", "量坡度")
    finding = listed(doc, ["找水源", "量坡度"], form="outline", label="两个方面", lead="主要包括两个方面的内容：")
    assert lead_in(doc, finding)[0] == "水渠的基本问题主要包括两个方面的内容："


def test_what_the_list_is_said_to_be_is_shown() -> None:
    doc = document("能不能早下种、深耕地、勤除草，是办好合作社的关键。")
    finding = listed(doc, ["早下种", "深耕地", "勤除草"])
    assert lead_in(doc, finding) == ("能不能……，是办好合作社的关键：", True)
    assert lead_in(document("能不能早下种、深耕地、勤除草，大家都在看。"), finding)[0] == "能不能："


def test_a_word_that_joins_the_sentence_to_others_does_not_open_a_lead() -> None:
    doc = document("这样村里的水渠就要早修、勤查、常补。")
    assert lead_in(doc, listed(doc, ["早修", "勤查", "常补"])) == ("村里的水渠就要：", True)
    doc = document("也必须早修、勤查、常补水渠。")
    assert lead_in(doc, listed(doc, ["早修", "勤查", "常补"]))[0].startswith("必须")
    doc = document("这样的水渠就要早修、勤查、常补。")
    assert lead_in(doc, listed(doc, ["早修", "勤查", "常补"])) == ("这样的水渠就要：", True)


def test_a_list_behind_a_row_of_clauses_is_led_by_what_the_sentence_speaks_of() -> None:
    doc = document("要把修渠办成全年大事，同老人商量，同青年商量，同队长商量，早下种，深耕地，勤除草。")
    finding = listed(doc, ["早下种", "深耕地", "勤除草"])
    assert lead_in(doc, finding) == ("要把修渠办成全年大事……：", True)
    doc = document("要把修渠办成全年大事，大家动手，早下种，深耕地，勤除草。")
    finding = listed(doc, ["早下种", "深耕地", "勤除草"])
    assert lead_in(doc, finding) == ("要把修渠办成全年大事，大家动手：", True)


def test_a_clause_beside_the_members_does_not_lead_them() -> None:
    doc = document("办好今年的农事，要抓紧，坚持早动手的规矩，落实新时节分工，完善新时节水利，构建新时节农会。")
    finding = listed(doc, ["落实新时节分工", "完善新时节水利", "构建新时节农会"])
    assert lead_in(doc, finding)[0] == "办好今年的农事……："


def test_a_known_set_is_led_by_its_name() -> None:
    doc = document("有的在村里反对木、火、土、金、水的说法不坚决。")
    finding = listed(doc, ["木", "火", "土", "金", "水"]).model_copy(update={"rule": "parallel.known"})
    assert "五行" not in doc.blocks[0].text and lead_in(doc, finding) == ("五行：", True)
    told = document("村里人说木、火、土、金、水是看天种地的根本。")
    finding = listed(told, ["木", "火", "土", "金", "水"]).model_copy(update={"rule": "parallel.known"})
    assert lead_in(told, finding) == ("看天种地的根本：", True)
    part = listed(doc, ["火", "土", "金"]).model_copy(update={"rule": "parallel.known"})
    assert lead_in(doc, part)[0] == "有的在村里反对木、……、水的说法不坚决："


def test_what_stands_behind_brackets_is_not_about_the_list_in_them() -> None:
    for opens, closes in ("（）", "()"):
        doc = document(f"弄清水渠的组成{opens}渠首、主渠、支渠{closes}和用途。")
        assert lead_in(doc, listed(doc, ["渠首", "主渠", "支渠"]))[0] == "弄清水渠的组成："


def test_of_two_announcements_the_second_leads() -> None:
    doc = document("在肯定成绩的同时我们也看到存在的问题和不足，主要是：有的干部管水：不早、不勤、不细。")
    assert lead_in(doc, listed(doc, ["不早", "不勤", "不细"]))[0] == "有的干部管水："


def test_a_title_leads_without_the_kind_of_its_text() -> None:
    doc = document("早下种。", "深耕地。", title="申论范文：修渠引水")
    finding = listed(doc, ["早下种", "深耕地"], form="outline")
    assert lead_in(doc, finding)[0] == "修渠引水："
    headed = listed(doc, ["早下种", "深耕地"], form="outline", section=("学习资料：修渠引水",))
    assert lead_in(doc, headed)[0] == "修渠引水："


def test_the_exact_wording_is_that_of_what_the_sentence_before_names() -> None:
    doc = document("村里的家训是八个字。但前头还有一句，完整表述应该是“和气、勤快、节俭、孝顺”。")
    finding = listed(doc, ["和气", "勤快", "节俭", "孝顺"], lead="但前头还有一句，完整表述应该是")
    assert lead_in(doc, finding)[0] == "村里的家训，完整表述应该是："


def test_the_gloss_on_the_last_item_is_no_part_of_the_lead() -> None:
    doc = document("老人讲的三件宝：水井（吃水）、石磨（磨面）、纺车（织布），都在这里。")
    finding = listed(doc, ["水井", "石磨", "纺车"])
    assert "织布" not in lead_in(doc, finding)[0]


def test_what_a_sentence_goes_on_with_behind_the_list_is_no_part_of_the_lead() -> None:
    doc = document("农书共分三章，为耕地、选种、积肥，这三章把农事的次序讲清楚：天时、地利、人和都在里面。")
    finding = listed(doc, ["耕地", "选种", "积肥"], form="counted", label="三章", lead=doc.blocks[0].text[:-14])
    assert lead_in(doc, finding)[0] == "农书共分三章："


def test_the_gloss_in_plain_brackets_before_a_label_is_no_part_of_the_lead() -> None:
    doc = document("渠由上而下分为渠首(闸)、主渠(渡槽)、支渠(毛渠)三段。")
    finding = listed(doc, ["渠首", "主渠", "支渠"], form="counted", label="三段")
    assert lead_in(doc, finding)[0] == "渠由上而下分为……三段："


def test_a_question_leads_with_what_it_asks() -> None:
    title = "2. 有人说，地不用养，天会下雨。结合自身实际，谈谈如何修好村里的水渠。"
    doc = document(f"# {title}", "1. 先量坡度", "2. 再备石料")
    finding = listed(doc, ["先量坡度", "再备石料"], form="outline", lead=title, section=(title,))
    assert lead_in(doc, finding)[0] == "如何修好村里的水渠："


def test_a_bullet_in_a_cell_is_no_part_of_the_lead() -> None:
    doc = document("- 开放山前、山后、山上三处水口")
    finding = listed(doc, ["山前", "山后", "山上"], form="counted", label="三处水口")
    assert lead_in(doc, finding)[0] == "开放……三处水口："


def test_a_title_of_two_halves_is_the_half_that_the_text_tells_of() -> None:
    title = "“春播”时期的成绩和“秋收”时期的任务"
    doc = document(f"# {title}", "“春播”时期水渠修好了。", "“秋收”时期人人有活。", "——抢收稻谷", "——晒干种子")
    finding = listed(doc, ["抢收稻谷", "晒干种子"], form="outline", section=(title,))
    assert lead_in(doc, finding) == ("“秋收”时期的任务：", True)


def test_what_some_do_has_no_subject_of_the_sentence_before() -> None:
    doc = document("近年来，村里修了渠。有的反对早修渠、勤修渠、常修渠不坚决。")
    finding = listed(doc, ["早修渠", "勤修渠", "常修渠"], lead="有的反对")
    assert lead_in(doc, finding)[0] == "有的反对……不坚决："


def test_what_some_fail_to_do_now_is_led_by_more_than_when() -> None:
    for members, lead in (
        (["管水不勤", "修渠怕苦", "积肥马虎"], "当前存在的问题："),
        (["上山修渠", "下田积肥", "进城选种"], "当前："),
    ):
        doc = document("当前，有的" + "；有的".join(members) + "。")
        finding = listed(doc, members, form="marked", lead="当前，").model_copy(update={"rule": "marked.youde"})
        assert lead_in(doc, finding)[0] == lead


def test_et_cetera_alone_is_not_shown_behind_a_list() -> None:
    doc = document("农具：犁、耙、锄等。")
    assert lead_in(doc, listed(doc, ["犁", "耙", "锄"])) == ("农具：", True)


def test_a_gloss_behind_a_quoted_member_is_not_shown() -> None:
    doc = document("种田讲“早种”（抢天时）与“深耕”（养地力）两个字。")
    lead, _ = lead_in(doc, listed(doc, ["早种", "深耕"], form="counted", label="两个字"))
    assert lead == "种田讲“……”两个字："


def test_a_lead_in_does_not_end_with_what_opens_a_row() -> None:
    doc = document("种田的本事既体现在选种，也体现在积肥，还体现在看天。")
    lead, _ = lead_in(doc, listed(doc, ["体现在选种", "体现在积肥", "体现在看天"]))
    assert lead == "种田的本事："


def test_what_an_attribute_leads_to_is_the_list_itself() -> None:
    doc = document("切实增强合作社的凝聚力、号召力、战斗力，为春耕夏耘秋收冬藏提供保障。")
    lead, _ = lead_in(doc, listed(doc, ["凝聚力", "号召力", "战斗力"]))
    assert lead == "切实增强合作社的："


def test_the_clause_behind_a_list_is_not_broken_off() -> None:
    doc = document("“门难进、脸难看、事难办”不仅是乡亲们对办事大厅低效作风的老印象，也是实情。")
    lead, _ = lead_in(doc, listed(doc, ["门难进", "脸难看", "事难办"]))
    assert lead == "“……”不仅是乡亲们对办事大厅低效作风的老印象："


def test_only_the_own_half_of_a_sentence_is_shown() -> None:
    doc = document("老支书指出,全村要坚定不移地修好水渠,办好果园;把“田成方、渠成网、路成行”作为春耕目标。")
    lead, _ = lead_in(doc, listed(doc, ["田成方", "渠成网", "路成行"]))
    assert lead == "把“……”作为春耕目标："


def test_a_label_that_sums_up_is_led_by_the_sentence_it_points_to() -> None:
    text = "今年春耕的总要求是“早下种、细看管、快收割”。这三句话是一个整体。"
    doc = document(text)
    finding = listed(doc, ["早下种", "细看管", "快收割"], form="counted", label="三句话")
    finding = finding.model_copy(update={"rule": "counted.pointed"})
    assert lead_in(doc, finding) == ("今年春耕的总要求是：", True)


def test_an_example_is_led_by_what_it_is_an_example_of() -> None:
    doc = document("水渠失修，田里就要减产。例如：", "东村的渠塌了", "西村的井干了")
    spans = [Span(block=1, start=0, end=6), Span(block=2, start=0, end=6)]
    members = tuple(Member(text=doc.text(span), span=span) for span in spans)
    finding = Formulation(
        form="outline", label=None, members=members, lead=Span(block=0, start=12, end=15), rule="outline.items"
    )
    assert lead_in(doc, finding)[0] == "（接“水渠失修，田里就要减产”）例如："


def test_a_lead_in_that_lost_its_subject_shows_who_acts() -> None:
    doc = document(
        "在全面建设新时代美丽山乡的新征程上，水利部门要更加紧密地团结在全村老少乡亲的周围，"
        "深入实施修渠和植树造林两项长远计划，强化引水、蓄水、节水。"
    )
    lead, _ = lead_in(doc, listed(doc, ["引水", "蓄水", "节水"]))
    assert lead == "水利部门……深入实施修渠和植树造林两项长远计划，强化："


def test_who_acts_ends_where_a_word_ends() -> None:
    doc = document(
        "山里乡亲取得重要收成的这些年里大家一直没有停下手里的农活和修渠的工程也没有忘记植树造林的事情，"
        "深入实施修渠和植树造林两项长远计划，强化引水、蓄水、节水。"
    )
    lead, _ = lead_in(doc, listed(doc, ["引水", "蓄水", "节水"]))
    assert "重……" not in lead  # no 取得重｜要收成


def test_the_first_marker_is_no_part_of_the_words_before_it() -> None:
    doc = document("人们对时间的看法有两种，一种是循环论，一种是退化论。")
    lead, _ = lead_in(doc, listed(doc, ["循环论", "退化论"], form="marked", lead="人们对时间的看法有两种，一种是"))
    assert lead == "人们对时间的看法有两种："


def test_a_line_that_is_but_a_title_announces_the_paragraphs_below_it() -> None:
    doc = document("# 二、总体要求", "（二）主要原则。", "坚持早动手。春不等人。", "坚持细看管。苗不等人。")
    spans = [Span(block=2, start=0, end=5), Span(block=3, start=0, end=5)]
    members = tuple(Member(text=doc.text(span), span=span) for span in spans)
    finding = Formulation(
        form="outline",
        label=None,
        members=members,
        lead=Span(block=1, start=0, end=8),
        section=("二、总体要求",),
        rule="outline.paragraphs",
    )
    assert lead_in(doc, finding) == ("主要原则：", True)


def test_when_alone_announces_nothing() -> None:
    doc = document("修渠是大家的事。只有当人手齐备、石料齐备、水源齐备。")
    assert lead_in(doc, listed(doc, ["人手齐备", "石料齐备", "水源齐备"]))[1] is False
