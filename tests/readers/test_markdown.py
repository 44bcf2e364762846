"""Markdown to blocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.model import Block
from quizgen.readers import Reading
from quizgen.readers.markdown import is_markdown, parse


def blocks(text: str) -> tuple[Block, ...]:
    return parse(text, "a.md").blocks


def shape(text: str) -> list[tuple[str, int, str, str]]:
    return [(block.kind, block.level, block.marker, block.text) for block in blocks(text)]


def texts(text: str) -> list[str]:
    return [block.text for block in blocks(text)]


def test_headings_with_their_lines() -> None:
    assert blocks("# 劝学\n\n荀子\n===\n\n### 2.2 三问\n") == (
        Block(text="劝学", kind="heading", level=1, line=1),
        Block(text="荀子", kind="heading", level=1, line=3),
        Block(text="2.2 三问", kind="heading", level=3, line=6),
    )


def test_headings_without_the_blank() -> None:
    assert shape("##为学之序\n\n博学之。") == [("heading", 2, "", "为学之序"), ("paragraph", 0, "", "博学之。")]


def test_a_sentence_over_dashes_is_no_heading() -> None:
    assert shape("学不可以已。\n---\n\n青取之于蓝。")[0] == ("paragraph", 0, "", "学不可以已。")


def test_bold_paragraphs_are_headings_below() -> None:
    text = "## 诸子\n\n**《论语》**：\n\n- 孔子\n\n**综上，要多读。**\n\n**孟子**说性善。\n"
    assert shape(text) == [
        ("heading", 2, "", "诸子"),
        ("heading", 3, "", "《论语》："),
        ("item", 1, "-", "孔子"),
        ("paragraph", 0, "", "综上，要多读。"),
        ("paragraph", 0, "", "孟子说性善。"),
    ]


def test_bold_labels_that_come_again_and_again_are_paragraphs() -> None:
    text = "".join(f"### {n}. 第{n}则\n\n**原文**：\n> 学而时习之。\n\n" for n in (1, 2, 3))
    assert [kind for kind, *_ in shape(text)] == ["heading", "paragraph", "quote"] * 3


def test_lists() -> None:
    text = "1. 诗\n   - 风\n     - 周南\n\n   所以兴。\n1. 书\n\n> - 礼\n\n- [x] 乐\n"
    assert shape(text) == [
        ("item", 1, "1.", "诗"),
        ("item", 2, "-", "风"),
        ("item", 3, "-", "周南"),
        ("paragraph", 0, "", "所以兴。"),
        ("item", 1, "2.", "书"),
        ("item", 1, "-", "礼"),
        ("item", 1, "☑", "乐"),
    ]


def test_a_list_within_a_list_without_indent_keeps_its_numbers() -> None:
    marks = [mark for _, _, mark, _ in shape("1. 耕地\n2. 播种\n\n1. 选种\n2. 浸种\n\n3. 收割\n")]
    assert marks == ["1.", "2.", "1.", "2.", "3."]


def test_ordered_lists_draw_their_numbers() -> None:
    assert [mark for _, _, mark, _ in shape("3) 仁\n3) 义\n3) 礼\n")] == ["3)", "4)", "5)"]


def test_quotations_are_a_block_a_paragraph() -> None:
    text = (
        "> 学而时习之，\n> 不亦说乎？有朋自远方来，不亦乐乎？人不知而不愠，\n> 不亦君子乎？\n>\n> 巧言令色，鲜矣仁！\n"
    )
    assert shape(text) == [
        ("quote", 0, "", "学而时习之，不亦说乎？有朋自远方来，不亦乐乎？人不知而不愠，不亦君子乎？"),
        ("quote", 0, "", "巧言令色，鲜矣仁！"),
    ]


def test_verse_keeps_its_lines() -> None:
    assert texts("> 白日依山尽，\n> 黄河入海流。\n") == ["白日依山尽，\n黄河入海流。"]
    assert texts("> 关关雎鸠，在河之洲。窈窕淑女，君子好逑，君子好逑。  \n> 参差荇菜\n")[0].count("\n") == 1


def test_lines_that_end_like_paragraphs_are_paragraphs() -> None:
    found = blocks("# 学\n\n博学之。\n审问之，\n慎思之。\n")[1:]
    assert [(b.text, b.line) for b in found] == [
        ("博学之。", 3),
        ("审问之，慎思之。", 4),
    ]


def test_a_label_and_the_line_below_it_are_one_paragraph() -> None:
    assert texts("**释义**：\n温习旧知。\n") == ["释义：温习旧知。"]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("**仁者**爱人", "仁者爱人"),
        ("子曰：**“仁者爱人。”**弟子记之，**“善。”**", "子曰：“仁者爱人。”弟子记之，“善。”"),
        ("见[《论语》](http://example.com)与`诗`", "见《论语》与诗"),
        ("图![山水](a.png)后", "图后"),
        ("甲<!-- 注 -->乙<br>丙", "甲乙\n丙"),
        ("甲<b>乙</b>~~丙~~", "甲乙丙"),
        ("见<https://example.com>", "见https://example.com"),
        ("三 &lt; 五", "三 < 五"),
        ("[注]: 此为说明", "[注]: 此为说明"),
        ("    缩进四格的段落", "缩进四格的段落"),
        ("\u200b\t一方面，学。", "一方面，学。"),
        ("二**三", "二**三"),
        ("仁者[^1]爱人[^注]。", "仁者爱人。"),
        ("见[[论语|《论语》]]与[[孟子]]", "见《论语》与孟子"),
        ("图![[山水.png]]后", "图后"),
        ("重在==慎独==二字，甲==乙", "重在慎独二字，甲==乙"),
        ("好:tada:，时刻12:30:15", "好，时刻12:30:15"),
        ("子曰：“善。”^abc-1", "子曰：“善。”"),
        ("x^2^ 与 a^b", "x^2^ 与 a^b"),
        ("<ruby>论<rp>(</rp><rt>lún</rt><rp>)</rp></ruby>语", "论语"),
        ("100%与%%注%%50%", "100%与50%"),
        (r"\*星\* 与 1\. 号", "*星* 与 1. 号"),
    ],
)
def test_inline(source: str, text: str) -> None:
    assert texts(source) == [text]


def dropped(text: str) -> list[tuple[str, str]]:
    return [(drop.why, drop.text) for drop in parse(text, "a.md").dropped]


NOTES = "仁者爱人[^1]。[^n]\n\n[^1]: 见《论语》。\n    又见《孟子》。\n\n    其二。\n[^n]: 注\n\n*[仁]: 爱人\n\n义。\n"


def test_footnotes_stand_apart_unless_all_is_kept() -> None:
    assert texts(NOTES) == ["仁者爱人。", "义。"]
    assert dropped(NOTES) == [
        ("footnote", "见《论语》。 又见《孟子》。 其二。"),
        ("footnote", "注"),
        ("footnote", "*[仁]: 爱人"),
    ]
    kept = parse(NOTES, "a.md", Reading(keep_all=True))
    assert kept.dropped == () and "其二。" in [block.text for block in kept.blocks]


def test_addresses_of_links_go_and_notes_in_brackets_stay() -> None:
    text = "见[《论语》][1]和[孟子]与[说明]。\n\n[1]: https://a.cn/b?c=d '题'\n[孟子]: ./mengzi.md\n[说明]: 这是正文\n"
    assert texts(text) == ["见《论语》和孟子与[说明]。", "[说明]: 这是正文"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("::: tip 小贴士\n读书要勤。\n:::\n", ["小贴士", "读书要勤。"]),
        (":::note[小贴士]\n读书要勤。\n:::\n\n后文。", ["小贴士", "读书要勤。", "后文。"]),
        ('!!! note "注意"\n    思考要深。\n\n    其二。\n后文。', ["注意", "思考要深。", "其二。", "后文。"]),
        ("??? tip\n\t读书。\n", ["读书。"]),
        ('!!! note\n    !!! tip "内"\n        读书。\n', ["内", "读书。"]),
        ("!!! 太好了", ["!!! 太好了"]),
        ("> [!note] 提示\n> 积土成山，\n> 风雨兴焉。", ["提示", "积土成山，风雨兴焉。"]),
        ("> [!TIP]-\n> - 甲\n> - 乙", ["甲", "乙"]),
    ],
)
def test_boxes_leave_their_title_and_what_stands_in_them(text: str, expected: list[str]) -> None:
    assert texts(text) == expected
    assert {block.kind for block in blocks(text)} <= {"paragraph", "item"}


def test_a_callout_that_quotes_is_a_quotation() -> None:
    assert shape("> [!quote] 孔子\n> 学而不思则罔。\n") == [
        ("quote", 0, "", "孔子"),
        ("quote", 0, "", "学而不思则罔。"),
    ]


def test_definitions() -> None:
    assert texts("仁\n: 爱人\n\n义：\n\n: 正路\n  也\n\n礼\n: 敬\n: 让\n\n后文。") == [
        *("仁：爱人", "义：正路也", "礼", "敬", "让", "后文。"),
    ]
    assert texts("仁\n: 爱人就是仁。\n: 克己也是仁。") == ["仁：爱人就是仁。", "克己也是仁。"]
    assert texts("这是一句话。\n: 不是解释") == ["这是一句话。", ": 不是解释"]


def test_attributes_go() -> None:
    assert texts("# 劝学 {#top .big}\n{: .class}\n\n集合 {1, 2}\n\n{#id}\n") == ["劝学", "集合 {1, 2}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[老渠]({{< relref "老渠" >}})是旧渠。{{% hint "见上" %}}', ["老渠是旧渠。"]),
        ('{{% tab title="新渠" open=true %}}\n从东山来。\n{{% /tab %}}', ["新渠", "从东山来。"]),
        ("{% note info %}\n从东山来。\n{% endnote %}\n后文。", ["从东山来。", "后文。"]),
        ("坡度为 {5%}，公式 {{x}} 不变。", ["坡度为 {5%}，公式 {{x}} 不变。"]),
    ],
)
def test_tags_of_site_generators_go(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_comments_go() -> None:
    assert texts("甲。\n\n%%\n一\n二\n%%\n\n乙%%内%%丙。\n\n%%\n丁。") == ["甲。", "乙丙。", "%%丁。"]


def test_dialects_stay_out_of_code() -> None:
    text = "```\n[^1]: 这是代码里的中文注释文字\n::: 中文容器\n```\n~~~ py\nx = 1\n[^2]: b\n~~~\n"
    assert dropped(text)[-1] == ("code", "x = 1\n[^2]: b")


def test_lines_are_those_of_the_file() -> None:
    text = "::: tip 题\n甲。\n:::\n仁\n: 爱\n: 敬\n\n[^1]: 注\n\n```\n中文的代码块一\n\n第二段文字在此\n```\n末。\n"
    assert [(block.text, block.line) for block in blocks(text)] == [
        *(("题", 1), ("甲。", 2), ("仁", 4), ("爱", 5), ("敬", 6)),
        *(("中文的代码块一", 11), ("第二段文字在此", 13), ("末。", 15)),
    ]


def test_html_tables_headings_and_details() -> None:
    text = (
        "<h2 align=center>五 行</h2>\n<table><tr><th>行</th><th>脏</th></tr>\n"
        "<tr><td>木</td>\n<td>肝&amp;胆</td></tr></table>\n\n"
        "<details><summary>点开</summary>\n\n里面**有字**。\n\n</details>\n\n<p>甲<STYLE>x</STYLE>乙<br/>丙 < 丁"
    )
    assert shape(text) == [
        ("heading", 2, "", "五 行"),
        ("table", 0, "", "行\t脏\n木\t肝&胆"),
        ("paragraph", 0, "", "点开"),
        ("paragraph", 0, "", "里面有字。"),
        ("paragraph", 0, "", "甲乙"),
        ("paragraph", 0, "", "丙 < 丁"),
    ]


def test_hard_wrapped_paragraphs_are_joined() -> None:
    text = "# 学\n\n" + "\n".join("学而时习之不亦说乎有朋自远方来不亦乐乎。人不知" for _ in range(9)) + "\n\n末段。\n"
    assert [len(one) for one in texts(text)] == [1, 9 * 23, 3]


def test_tables() -> None:
    assert shape("| 五行 | 脏 |\n|:--|--|\n| **木** | 肝 |\n") == [("table", 0, "", "五行\t脏\n木\t肝")]


def test_titles_in_marks_in_a_fence_are_prose() -> None:
    assert shape("```\n四书：《论语》《孟子》《大学》《中庸》\n```\n") == [
        ("paragraph", 0, "", "四书：《论语》《孟子》《大学》《中庸》")
    ]


def test_a_line_that_ends_with_who_said_it_is_a_paragraph() -> None:
    lines = "学不可以已。——荀子\n民为贵，社稷次之。 -孟子\n温故而知新。\n"
    assert texts(lines) == texts(f"```\n{lines}```\n") == lines.split("\n")[:-1]


def test_prose_in_a_fence_is_read_and_code_is_not() -> None:
    parsed = parse("# 摘抄\n```\n学不可以已。\n\n- 青取之于蓝\n```\n```\nx = [1, 2] # 数\n```\n", "a.md")
    assert [(b.kind, b.text, b.line) for b in parsed.blocks] == [
        ("heading", "摘抄", 1), ("paragraph", "学不可以已。", 3), ("item", "青取之于蓝", 5),
    ]  # fmt: skip
    assert [drop.why for drop in parsed.dropped] == ["code"]


@pytest.mark.parametrize("fence", ['---\ntitle: "劝学笔记"\ntags: [荀子]\n---\n', "+++\ntitle = '劝学笔记'\n+++\n"])
def test_front_matter(fence: str) -> None:
    parsed = parse(fence + "# 一\n\n# 二\n", "a.md")
    assert parsed.title == "劝学笔记"
    assert [(b.text, b.line) for b in parsed.blocks] == [("一", fence.count("\n") + 1), ("二", fence.count("\n") + 3)]


def test_front_matter_behind_blank_lines() -> None:
    assert [block.text for block in blocks("\n\n---\ntitle: 修渠\n---\n\n修渠要趁早。")] == ["修渠要趁早。"]


def test_thematic_breaks_are_no_front_matter() -> None:
    assert texts("---\n\n学而时习之。\n\n---\n") == ["学而时习之。"]


def test_tables_of_contents_are_dropped() -> None:
    parsed = parse("# 书\n\n[TOC]\n\n## 目录\n\n- [甲](#甲)\n- [乙](#乙)\n\n## 甲\n\n学。\n", "a.md")
    assert [block.text for block in parsed.blocks] == ["书", "甲", "学。"]
    assert {drop.why for drop in parsed.dropped} == {"contents"}


def test_all_is_kept_where_the_user_wants_it() -> None:
    text = "[TOC]\n\n- [甲](#甲)\n- [乙](#乙)\n\n```py\nx = 1\ny = 2\n```\n\n第 3 页\n"
    assert len(parse(text, "a.md").dropped) == 5
    kept = parse(text, "a.md", Reading(keep_all=True))
    assert kept.dropped == ()
    assert [block.text for block in kept.blocks] == ["[TOC]", "甲", "乙", "x = 1\ny = 2", "第 3 页"]


def test_html_blocks_give_their_text() -> None:
    text = (
        "<style>p { color: red }</style>\n\n<div align='center'>\n劝学<br>荀子\n</div>\n\n<!-- 一\n二 -->\n\n正文。\n"
    )
    assert texts(text) == ["劝学", "荀子", "正文。"]


def test_numbered_paragraphs_below_marked_headings() -> None:
    paragraphs = ["# 规约", "## 第一章 总则", "第一条 成员包括：", "（一）师；", "（二）生。", "一、宗旨", "为学日益。"]
    text = "\n\n".join(paragraphs)
    assert shape(text)[3:] == [
        ("item", 1, "", "（一）师；"),
        ("item", 1, "", "（二）生。"),
        ("heading", 3, "", "一、宗旨"),
        ("paragraph", 0, "", "为学日益。"),
    ]


def test_the_title_is_the_only_heading_of_its_level() -> None:
    assert parse("# 劝学\n\n## 一\n", "a.md").title == "劝学"
    assert parse("# 劝学\n\n# 修身\n", "a.md").title is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 甲\n## 乙\n### 丙\n", True),
        ("# 甲\n\n> 乙\n", True),
        ("**甲**乙\n\n- 丙\n- 丁\n", True),
        ("---\ntitle: 甲\n---\n乙", True),
        ("甲\n- 乙\n- 丙\n", False),
        ("一、甲\n1. 乙\n- 丙\n----\n", False),
        ("# 甲\n乙\n", False),
        ("\n\n---\ntitle: 甲\n---\n乙", True),
        ("<p>甲</p>\n<p class='a'>　　乙</p>\n\n丙\n", True),
        ("<p>甲</p>\n乙\n丙\n", False),
    ],
)
def test_plain_text_and_markdown_are_told_apart(text: str, expected: bool) -> None:
    assert is_markdown(text) is expected


@pytest.mark.parametrize(
    "text",
    [
        *("*a **b " * 3000 + " b** a*" * 3000, "[" * 50000, ">" * 5000, "- " * 5000 + "学", "<!--" * 9000),
        *(
            "<a" * 50000,
            "[^1]: " * 9000,
            "{{<" * 50000,
            "{% a" * 50000,
            "[a]: /b\n" * 9000,
            ":::\n" * 9000,
            '!!! a "\n    ' * 9000,
            "# {#" * 9000,
        ),
        *("仁\n: 爱\n" * 9000, "%%\n" * 9001, "==a" * 30000, "[[a|" * 20000, "> [!a]\n" * 9000, "```\n" * 9001),
    ],
    ids=lambda text: text[:6].strip(),
)
def test_hostile_nesting_ends(text: str) -> None:
    blocks(text)


@given(st.text('学而。，*_`>#-|[]()!<>\n \t1.~&\u200b\\"=:^%{}a', max_size=80))
def test_any_text_is_read(text: str) -> None:
    for block in blocks(text):
        assert block.text.strip() != ""
        assert block.line is not None and 1 <= block.line <= text.count("\n") + 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- 防旱：\n1. 修渠\n2. 打井\n- 防涝", [(1, "防旱："), (2, "修渠"), (2, "打井"), (1, "防涝")]),
        ("- 防旱：\n\n1. 修渠\n2. 打井", [(1, "防旱："), (2, "修渠"), (2, "打井")]),
        ("- 防旱\n1. 修渠\n2. 打井", [(1, "防旱"), (2, "修渠"), (2, "打井")]),
        ("- 防旱\n\n1. 修渠\n2. 打井", [(1, "防旱"), (1, "修渠"), (1, "打井")]),
        (
            "1. 防旱\n\n- 修渠\n- 打井\n\n2. 防涝\n\n- 清沟",
            [(1, "防旱"), (2, "修渠"), (2, "打井"), (1, "防涝"), (1, "清沟")],
        ),
        ("1. 防旱：\n- 修渠\n2. 防涝：\n- 清沟", [(1, "防旱："), (2, "修渠"), (1, "防涝："), (2, "清沟")]),
        ("- 防旱：\n\n先看天。\n\n1. 修渠", [(1, "防旱："), (0, "先看天。"), (1, "修渠")]),
        ("1. 防旱\n  1. 修渠\n  2. 打井\n2. 防涝", [(1, "防旱"), (2, "修渠"), (2, "打井"), (1, "防涝")]),
        ("1. 防旱\n2. 防涝\n  3. 防虫", [(1, "防旱"), (1, "防涝"), (1, "防虫")]),
        ("> 1. 防旱\n> \t1. 修渠\n> \t2. 打井\n> 2. 防涝", [(1, "防旱"), (2, "修渠"), (2, "打井"), (1, "防涝")]),
        ("-   防旱\n  - 修渠\n    - 测量\n-   防涝", [(1, "防旱"), (2, "修渠"), (3, "测量"), (1, "防涝")]),
        ("- 农事\n  - 防旱：\n  1. 修渠\n  2. 打井", [(1, "农事"), (2, "防旱："), (3, "修渠"), (3, "打井")]),
    ],
)
def test_a_list_of_another_kind_behind_an_item_stands_below_it(text: str, expected: list[tuple[int, str]]) -> None:
    assert [(block.level, block.text) for block in blocks(text)] == expected


@pytest.mark.parametrize("second", ["二、修渠", "（2）修渠", "2、修渠", "2）修渠", "②修渠", "●修渠"])
def test_a_number_that_commonmark_does_not_know_ends_the_bullet_above(second: str) -> None:
    assert "积肥" in [text for _, _, _, text in shape(f"## 农事\n- 选种\n- 积肥\n{second}\n- 引水")]


def test_a_short_numbered_line_is_a_title_over_the_text_below() -> None:
    assert [row[3] for row in shape("## 农事\n（一）选种\n先浸种。\n（二）积肥\n先拾粪。")[1:]] == [
        "（一）选种",
        "先浸种。",
        "（二）积肥",
        "先拾粪。",
    ]


def test_lines_with_bullets_of_other_kinds_are_items() -> None:
    assert [row[2:] for row in shape("## 农事\n●选种\n●积肥")[1:]] == [("●", "选种"), ("●", "积肥")]


def test_a_box_to_check_is_the_marker() -> None:
    assert [row[2:] for row in shape("- [ ] 选种\n- [x] 积肥\n- 修渠")] == [("☐", "选种"), ("☑", "积肥"), ("-", "修渠")]


def test_a_numbered_line_goes_on_with_a_table_or_a_broken_line() -> None:
    assert [row[0] for row in shape("序 | 事\n--|--\n（1） | 选种\n（2） | 积肥")] == ["table"]
    assert [row[3] for row in shape("- 选种\\\n    （1）浸种")] == ["选种（1）浸种"]


def test_a_line_under_an_item_with_a_name_and_a_colon_is_an_item_of_its_own() -> None:
    text = "1. 诗\n   编者：孔子\n   篇目：三百篇\n2. 书是上古的\n   政事之纪\n"
    assert shape(text) == [
        ("item", 1, "1.", "诗"),
        ("item", 2, "-", "编者：孔子"),
        ("item", 2, "-", "篇目：三百篇"),
        ("item", 1, "2.", "书是上古的政事之纪"),
    ]


def test_fields_of_an_item_keep_the_numbers_of_their_lines() -> None:
    found = parse("1. 诗是古人的\n   歌谣\n   编者：孔子\n   所收：风雅颂\n   共三百篇\n   注本：毛诗", "诗.md").blocks
    assert [(block.line, block.text) for block in found] == [
        (1, "诗是古人的歌谣"),
        (3, "编者：孔子"),
        (4, "所收：风雅颂共三百篇"),
        (6, "注本：毛诗"),
    ]


def test_a_line_of_a_hard_wrapped_item_is_no_field() -> None:
    line = "春种夏耘秋收冬藏四者不失其时故五谷不绝而百姓有余食也"
    item = f"- {line}\n  管仲对曰：{line[:21]}\n  {line}\n"
    assert all("管仲对曰：" in row[3] and row[3] != "管仲对曰：" for row in shape(item * 8))
    assert len(shape(item * 8)) == 8


def test_lines_that_each_name_a_thing_are_paragraphs_of_their_own() -> None:
    text = "# 农具\n\n**直辕犁**：双牛拉的犁\n**曲辕犁**：一牛拉的犁\n**耙**子：碎土用的"
    texts = [block.text for block in blocks(text)[1:]]
    assert texts == ["直辕犁：双牛拉的犁", "曲辕犁：一牛拉的犁", "耙子：碎土用的"]


def test_a_quotation_inside_a_list_has_the_depth_of_its_item() -> None:
    text = "# 农具\n\n- 犁\n    > 翻土用\n- 耙\n    > 碎土用\n\n> 农具要常修。"
    assert [(block.kind, block.level) for block in blocks(text)[1:]] == [
        ("item", 1),
        ("quote", 1),
        ("item", 1),
        ("quote", 1),
        ("quote", 0),
    ]
