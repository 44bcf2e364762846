"""Word documents, each written by python-docx and by hand-made XML where python-docx writes no such thing."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable
from typing import Any

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgen.errors import InputError
from quizgen.model import Block
from quizgen.readers import Parsed, Reading, archive, repair
from quizgen.readers.docx import read
from quizgen.readers.text import EDGE

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())


def fragment(xml: str) -> Any:
    """The elements of ``xml``, which uses the prefixes above."""
    return list(parse_xml(f"<w:body {DECLARED}>{xml}</w:body>"))


def word(body: str = "", *, styles: str = "", numbering: str = "") -> bytes:
    """A document whose body holds ``body``, with styles and lists beside those of python-docx's template."""
    document = docx.Document()
    for part, xml in ((document.styles.element, styles), (document.part.numbering_part.element, numbering)):
        part.extend(fragment(xml))
    for element in fragment(body):
        document.element.body.insert(-1, element)  # the section properties stay last
    return saved(document)


def saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(inside: str = "", properties: str = "") -> str:
    """A paragraph of runs, or of plain text where ``inside`` has no tag."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside if '<' in inside else run(inside)}</w:p>"


def field(instruction: str, result: str) -> str:
    """A field in its long form, as Word writes it."""
    return (
        mark("begin")
        + f"<w:r><w:instrText> {instruction} </w:instrText></w:r>"
        + mark("separate")
        + result
        + mark("end")
    )


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def styled(style: str) -> str:
    return f'<w:pStyle w:val="{style}"/>'


def style(name: str, properties: str = "", based_on: str = "", style_id: str = "") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style_id or name}"><w:name w:val="{name}"/>{base}'
        f"<w:pPr>{properties}</w:pPr></w:style>"
    )


def listed(key: int, depth: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{key}"/></w:numPr>'


def table(*rows: Iterable[str]) -> str:
    lines = ("".join(cell if "<w:tc>" in cell else f"<w:tc>{p(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def parsed(body: str = "", **parts: str) -> Parsed:
    return read(word(body, **parts), "讲话.docx")


def texts(body: str, **parts: str) -> list[str]:
    return [block.text for block in parsed(body, **parts).blocks]


def only(body: str, **parts: str) -> Block:
    (block,) = parsed(body, **parts).blocks
    return block


# Two lists as Chinese documents have them: 一、 （一） 1. and bullets.
LISTS = """
<w:abstractNum w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="91">
  <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
</w:abstractNum>
<w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num>
<w:num w:numId="91"><w:abstractNumId w:val="91"/></w:num>
"""

CHARACTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp"), exclude_characters="\u205f")
LINES = st.text(st.sampled_from("学而时习之，不亦说乎？　 ”“一二三、（）a1.") | CHARACTERS, min_size=1, max_size=30)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(LINES, min_size=1, max_size=5))
def test_paragraphs_come_back_unchanged_and_in_order(lines: list[str]) -> None:
    document = docx.Document()
    sayings = [f"子曰：{line}" for line in lines]  # no number, no bullet, no page number
    for saying in sayings:
        document.add_paragraph(saying)
    visible = repair.mend(sayings, "x.docx").texts
    assert [block.text for block in read(saved(document), "x.docx").blocks] == [s.rstrip(EDGE) for s in visible]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (run("温故") + run("而知新"), "温故而知新"),
        (run("有朋") + "<w:r><w:br/></w:r>" + run("自远方来"), "有朋\n自远方来"),
        (run("有朋") + "<w:r><w:cr/></w:r>" + run("自远方来"), "有朋\n自远方来"),
        (run("甲") + "<w:r><w:tab/></w:r>" + run("乙"), "甲 乙"),
        ('<w:hyperlink r:id="rId1">' + run("论语") + "</w:hyperlink>" + run("学而"), "论语学而"),
        ("<w:ins>" + run("三人行") + "</w:ins>" + run("，必有我师"), "三人行，必有我师"),
        ("<w:del><w:r><w:delText>四</w:delText></w:r></w:del>" + run("三人行"), "三人行"),
        ("<w:moveFrom>" + run("前") + "</w:moveFrom><w:moveTo>" + run("后") + "</w:moveTo>", "后"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + run("见贤思齐") + "</w:sdtContent></w:sdt>", "见贤思齐"),
        ("<w:smartTag>" + run("孔子") + "</w:smartTag>" + run("曰"), "孔子曰"),
        ('<w:fldSimple w:instr="REF a">' + run("学而") + "</w:fldSimple>", "学而"),
        (run("见") + field("REF _Ref1 \\h", run("为政")) + run("篇"), "见为政篇"),
        (field("IF " + "x", run("外") + field("PAGE", run("3"))), "外3"),
        (run("起") + mark("begin") + "<w:r><w:instrText>REF</w:instrText></w:r>" + run("止"), "起止"),  # never ends
        (mark("begin") + "<w:r><w:instrText>EQ \\o\\ac(○,6)</w:instrText></w:r>" + mark("end") + run("耳顺"), "⑥耳顺"),
        ("<w:r><w:ruby><w:rt>" + run("lún") + "</w:rt><w:rubyBase>" + run("论") + "</w:rubyBase></w:ruby></w:r>", "论"),
        (
            run("甲") + '<w:r><w:sym w:font="Arial" w:char="2460"/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
            "甲①",
        ),
        (run("甲") + '<w:r><w:footnoteReference w:id="2"/><w:commentReference w:id="1"/></w:r>' + run("乙"), "甲乙"),
        ("<m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath>" + run("者"), "E=mc者"),
        (run("半") + "<w:r><w:softHyphen/></w:r>" + run("部"), "半部"),
    ],
)
def test_text_of_a_paragraph(inside: str, expected: str) -> None:
    assert only(p(inside)).text == expected


def test_the_end_of_a_paragraph_may_be_deleted() -> None:
    """Word shows both as one paragraph, which is what the second is."""
    body = p("学而时习之，", "<w:rPr><w:del/></w:rPr>") + p("不亦说乎？", '<w:outlineLvl w:val="0"/>') + p("完")
    blocks = parsed(body).blocks
    assert [(b.text, b.kind) for b in blocks] == [("学而时习之，不亦说乎？", "heading"), ("完", "paragraph")]


def test_a_deleted_end_counts_once_and_loses_nothing() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    body = p("学而时习之，", listed(90) + gone) + p("不亦说乎？", listed(90)) + p("子曰：", gone) + table(["甲", "乙"])
    blocks = parsed(body + p("完。", gone), numbering=LISTS).blocks
    assert [(b.marker, b.text) for b in blocks] == [
        ("一、", "学而时习之，不亦说乎？"),
        ("", "子曰："),
        ("", "甲\t乙"),
        ("", "完。"),
    ]


def test_hidden_text_is_dropped_and_named() -> None:
    result = parsed(p(run("学而") + run("仅供试读", "<w:vanish/>") + run("为政", '<w:vanish w:val="0"/>')))
    assert [block.text for block in result.blocks] == ["学而为政"]
    assert [(line.text, line.why) for line in result.dropped] == [("仅供试读", "hidden")]


def test_content_controls_and_custom_xml_are_looked_into() -> None:
    inner = f"<w:sdt><w:sdtContent>{p('乙')}{table(['丙', '丁'])}</w:sdtContent></w:sdt>"
    assert texts(f"{p('甲')}<w:customXml>{inner}</w:customXml>{p('戊')}") == ["甲", "乙", "丙\t丁", "戊"]


BOX = "<w:txbxContent>{}</w:txbxContent>"


def test_a_text_box_follows_its_anchor_and_is_read_once() -> None:
    content = BOX.format(p("框内一") + p("框内二"))
    anchor = (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert texts(p(run("前") + anchor + run("后")) + p("完")) == ["前后", "框内一", "框内二", "完"]
    assert texts(p(anchor)) == ["框内一", "框内二"]


def test_a_fallback_is_read_where_the_choice_has_no_text() -> None:
    emoji = '<w:r><mc:AlternateContent><mc:Choice Requires="w16se"/><mc:Fallback><w:t>☺</w:t></mc:Fallback>'
    assert only(p(run("笑") + emoji + "</mc:AlternateContent></w:r>")).text == "笑☺"


def test_alternatives_between_paragraphs_are_read_once() -> None:
    both = f'<mc:Choice Requires="x">{p("甲")}</mc:Choice><mc:Fallback>{p("乙")}</mc:Fallback>'
    assert texts(f"<mc:AlternateContent>{both}</mc:AlternateContent><mc:AlternateContent/>{p('丙')}") == ["甲", "丙"]


def test_old_text_boxes() -> None:
    box = f"<w:r><w:pict><v:textbox>{BOX.format(p('框'))}</v:textbox></w:pict></w:r>"
    assert texts(p(run("锚") + box)) == ["锚", "框"]


def test_a_table_is_a_block_of_rows_and_cells() -> None:
    block = only(table(["时间", "事件"], ["1919年", "五四运动"]))
    assert (block.kind, block.text) == ("table", "时间\t事件\n1919年\t五四运动")


def test_merged_cells_come_once() -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("宽")}</w:tc>'
    start = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{p("高")}</w:tc>'
    going_on = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{p('高')}</w:tc>"
    assert (
        only(table([wide, "甲"], [start, "乙", "丙"], [going_on, "丁", "戊"])).text == "宽\t\t甲\n高\t乙\t丙\n\t丁\t戊"
    )


def test_paragraphs_and_tables_inside_a_cell_share_its_line() -> None:
    broken = p(run("己") + "<w:r><w:br/><w:tab/></w:r>" + run("庚"))
    nested = f"<w:tc>{p('甲')}{table(['乙', '丙'], ['丁', '戊'])}{broken}</w:tc>"
    assert only(table([nested, "辛"])).text == "甲 乙 丙 丁 戊 己 庚\t辛"


def test_a_table_with_one_cell_is_a_frame() -> None:
    frame = f"<w:tc>{p('甲')}{p('乙', listed(90))}</w:tc>"
    blocks = parsed(table([frame]), numbering=LISTS).blocks
    assert [(b.text, b.marker) for b in blocks] == [("甲", ""), ("乙", "一、")]


def test_rows_that_were_deleted_and_empty_tables_are_left_out() -> None:
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('删')}</w:tc><w:tc>{p('除')}</w:tc></w:tr>"
    assert only(table(["甲", "乙"]).replace("</w:tbl>", deleted + "</w:tbl>")).text == "甲\t乙"
    assert texts(table(["", ""]) + p("完")) == ["完"]


def test_headers_footers_notes_and_comments_stay_out() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "页脚"
    paragraph = document.add_paragraph("正文")
    document.add_comment(paragraph.runs, text="批注")
    result = read(saved(document), "x.docx")
    assert [block.text for block in result.blocks] == ["正文"]
    assert [(line.text, line.why) for line in result.dropped] == [("批注", "comment")]


def test_footnotes_are_listed_and_kept_where_the_user_wants_all() -> None:
    document = docx.Document()
    document.add_paragraph("正文")
    line = f'<w:footnote w:id="0" w:type="separator">{p("线")}</w:footnote>'
    note = f'<w:footnote w:id="2">{p("甲")}{p("乙")}</w:footnote>'
    blob = f"<w:footnotes {DECLARED}>{line}{note}</w:footnotes>".encode()
    part = Part(PackURI("/word/footnotes.xml"), "application/xml", blob, document.part.package)
    document.part.relate_to(part, f"{NAMESPACES['r']}/footnotes")
    result = read(saved(document), "x.docx")
    assert [(line.text, line.why) for line in result.dropped] == [("甲\n乙", "footnote")]
    kept = read(saved(document), "x.docx", Reading(keep_all=True))
    assert ([block.text for block in kept.blocks], kept.dropped) == (["正文", "甲\n乙"], ())


TOC_FIELD = (
    p("目录")
    + p(mark("begin") + "<w:r><w:instrText>TOC \\o</w:instrText></w:r>" + mark("separate") + run("学而 1"))
    + p(field("HYPERLINK a", run("为政 ") + field("PAGEREF b", run("2"))))
    + p(mark("end"))
    + p("子曰")
)
TOC_CONTROL = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    f"<w:sdtContent>{p('目录')}{p('学而 1')}{p('为政 2')}</w:sdtContent></w:sdt>{p('子曰')}"
)
TOC_STYLES = p("目 录", styled("TOCHeading")) + p("学而 1", styled("11")) + p("为政 2", styled("Mine")) + p("子曰")


@pytest.mark.parametrize("body", [TOC_FIELD, TOC_CONTROL, TOC_STYLES], ids=["field", "control", "styles"])
def test_a_table_of_contents_is_dropped(body: str) -> None:
    own = style("toc 1", style_id="11") + style("目录 2", style_id="Mine")
    result = parsed(body, styles=own)
    assert [block.text for block in result.blocks] == ["子曰"]
    assert [line.text.replace(" ", "") for line in result.dropped] == ["目录", "学而1", "为政2"]
    assert {line.why for line in result.dropped} == {"contents"}


@pytest.mark.parametrize("body", [TOC_FIELD, TOC_CONTROL, TOC_STYLES], ids=["field", "control", "styles"])
def test_a_table_of_contents_and_hidden_text_are_kept_where_the_user_wants_all(body: str) -> None:
    own = style("toc 1", style_id="11") + style("目录 2", style_id="Mine")
    hidden = p(run("学而") + run("仅供试读", "<w:vanish/>")) + p("第 3 页")
    result = read(word(body + hidden, styles=own), "x.docx", Reading(keep_all=True))
    assert [block.text.replace(" ", "") for block in result.blocks] == [
        *("目录", "学而1", "为政2", "子曰", "学而仅供试读", "第3页"),
    ]
    assert result.dropped == ()


def test_what_nobody_has_filled_in_is_no_text() -> None:
    unfilled = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    assert texts(unfilled.format(p("单击此处输入文字。")) + p(run("学而") + unfilled.format(run("单击输入")))) == [
        "学而"
    ]


def test_a_drop_cap_begins_its_paragraph() -> None:
    body = p("学", '<w:framePr w:dropCap="drop" w:lines="3"/>') + p("而时习之") + p("页边", '<w:framePr w:w="900"/>')
    assert texts(body) == ["学而时习之", "页边"]


def test_a_cell_whose_deletion_is_tracked_is_left_out() -> None:
    gone = f"<w:tc><w:tcPr><w:cellDel/></w:tcPr>{p('去')}</w:tc>"
    assert only(table(["甲", gone, "乙"])).text == "甲\t乙"


def test_a_table_of_contents_that_never_ends_takes_nothing_with_it() -> None:
    body = p(mark("begin") + "<w:r><w:instrText>TOC</w:instrText></w:r>" + mark("separate") + run("学而")) + p("子曰")
    assert texts(body) == ["学而", "子曰"]


STYLES = (
    style("章", '<w:outlineLvl w:val="1"/>')
    + style("小章", based_on="章")
    + style("正文样式", '<w:outlineLvl w:val="9"/>', based_on="章")
    + style("标题 3", style_id="a3")
    + style("標題 2", style_id="b2")
    + style("二级标题", style_id="c2")
    + style("副标题", '<w:outlineLvl w:val="1"/>', style_id="sub")
    + style("引用", style_id="q")
    + style("Renamed", style_id="heading2")
    + "".join(
        style(f"{name} {1 + i % 3}", style_id=f"L{i}")
        for i, name in enumerate(
            ["見出し", "Überschrift", "Titre", "Título", "Заголовок", "제목", "Titolo", "Nagłówek", "Tiêu đề"]
        )
    )
)


@pytest.mark.parametrize(
    ("properties", "kind", "level"),
    [
        (styled("Heading1"), "heading", 1),
        (styled("Heading4"), "heading", 4),
        (styled("Title"), "heading", 1),
        (styled("sub"), "paragraph", 0),
        (styled("章"), "heading", 2),
        (styled("小章"), "heading", 2),
        (styled("正文样式"), "paragraph", 0),
        (styled("a3"), "heading", 3),
        (styled("b2"), "heading", 2),
        (styled("c2"), "heading", 2),
        ('<w:outlineLvl w:val="2"/>', "heading", 3),
        (styled("Heading1") + '<w:outlineLvl w:val="9"/>', "paragraph", 0),
        *((styled(f"L{i}"), "heading", 1 + i % 3) for i in range(9)),
        (styled("Heading2x"), "paragraph", 0),
        (styled("heading2"), "heading", 2),
        (styled("q"), "quote", 0),
        (styled("NoSuchStyle"), "paragraph", 0),
    ],
)
def test_what_a_paragraph_is(properties: str, kind: str, level: int) -> None:
    block = parsed(p("学而时习之，不亦说乎？", properties) + p("完", styled("Heading1")), styles=STYLES).blocks[0]
    assert (block.kind, block.level) == (kind, level)


def test_a_whole_paragraph_with_an_outline_level_is_no_heading() -> None:
    assert only(p("学而时习之，不亦说乎？" * 20, styled("Heading1"))).kind == "paragraph"


def test_numbers_stand_beside_the_text() -> None:
    body = (
        p("为学", listed(90) + '<w:outlineLvl w:val="0"/>')
        + p("温故而知新，可以为师矣。", listed(90, 1))
        + p("", listed(90, 1))  # Word numbers an empty paragraph too
        + p("学而不思则罔，思而不学则殆。", listed(90, 1))
        + p("三人行，必有我师焉。", listed(90, 2))
        + p("见贤思齐焉。", listed(91))
        + p("为政", listed(90) + '<w:outlineLvl w:val="0"/>')
        + p("道之以德，齐之以礼。", listed(90, 1))
    )
    blocks = parsed(body, numbering=LISTS).blocks
    assert [(b.marker, b.text[:2], b.kind, b.level) for b in blocks] == [
        ("一、", "为学", "heading", 1),
        ("（一）", "温故", "item", 2),
        ("（三）", "学而", "item", 2),
        ("1.", "三人", "item", 3),
        ("•", "见贤", "item", 1),
        ("二、", "为政", "heading", 1),
        ("（一）", "道之", "item", 2),
    ]


def test_lists_of_python_docx_carry_their_numbers_in_styles() -> None:
    document = docx.Document()
    for text in ("甲", "乙"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("丙", style="List Bullet")
    blocks = read(saved(document), "x.docx").blocks
    assert [(b.marker, b.text, b.kind) for b in blocks] == [
        ("1.", "甲", "item"),
        ("2.", "乙", "item"),
        ("•", "丙", "item"),
    ]


def test_numbers_go_on_through_cells_and_text_boxes_and_skip_what_is_hidden() -> None:
    box = f"<w:r><w:pict><v:textbox>{BOX.format(p('框', listed(90)))}</v:textbox></w:pict></w:r>"
    hidden = p(run("隐", "<w:vanish/>"), listed(90) + "<w:rPr><w:vanish/></w:rPr>")
    deleted = p("<w:del><w:r><w:delText>删</w:delText></w:r></w:del>", listed(90) + "<w:rPr><w:del/></w:rPr>")
    cell = f"<w:tc>{p('格', listed(90))}</w:tc>"
    body = p(run("锚") + box, listed(90)) + hidden + deleted + table([cell, "乙"]) + p("完", listed(90))
    blocks = parsed(body, numbering=LISTS).blocks
    assert [(b.marker, b.text) for b in blocks] == [("一、", "锚"), ("二、", "框"), ("", "格\t乙"), ("四、", "完")]


def test_a_document_without_styles_and_lists() -> None:
    xml = f"<w:document {DECLARED}><w:body>{p('子曰', styled('Heading1') + listed(1))}</w:body></w:document>"
    (block,) = read(package({"word/document.xml": xml}), "x.docx").blocks
    assert (block.text, block.kind) == ("子曰", "paragraph")


def test_the_title_is_the_first_line_that_is_styled_as_one() -> None:
    assert parsed(p("学而", styled("Heading1")) + p("论语", styled("Title")) + p("子曰")).title == "论语"
    assert parsed(p("子曰：") + p("学而", styled("Heading1")) + p("学而时习之。")).title == "学而"
    assert parsed(p(run("论语") + "<w:r><w:br/></w:r>" + run("选读"), styled("Title")) + p("子曰")).title == "论语选读"
    assert parsed(p("论语选读") + p(PROSE)).title == "论语选读"
    assert parsed(p(PROSE) + p("学而", styled("Heading1") + listed(90)), numbering=LISTS).title is None  # 一、学而


PROSE = "学而时习之，不亦说乎？有朋自远方来，不亦乐乎？人不知而不愠，不亦君子乎？" * 2


def outline(body: str) -> list[tuple[str, int, str, str]]:
    return [
        (b.kind, b.level, b.marker, b.text[:4]) for b in parsed(body, numbering=LISTS).blocks if b.kind != "paragraph"
    ]


def test_headings_show_themselves_where_no_style_marks_them() -> None:
    body = p("为学之道") + p(PROSE) + p("一、立志") + p(PROSE) + p("（一）志于学") + p(PROSE) + p("二、力行") + p(PROSE)
    assert outline(body) == [
        *(("heading", 1, "", "为学之道"), ("heading", 2, "", "一、立志")),
        *(("heading", 3, "", "（一）志"), ("heading", 2, "", "二、力行")),
    ]


def test_numbers_that_word_draws_make_headings_as_typed_ones_do() -> None:
    body = p("为学之道") + "".join(p(text, listed(90)) + p(PROSE) for text in ("立志", "力行"))
    assert outline(body) == [
        ("heading", 1, "", "为学之道"),
        ("heading", 2, "一、", "立志"),
        ("heading", 2, "二、", "力行"),
    ]
    sentences = "".join(p(PROSE, listed(90)) for _ in range(2))
    assert [(kind, marker) for kind, _, marker, _ in outline(sentences)] == [("item", "一、"), ("item", "二、")]


def test_numbered_headings_stand_below_those_that_styles_mark() -> None:
    chapter = (
        p("一、立志") + p(PROSE) + p("（一）志于学") + p(PROSE) + p("二、力行") + p(PROSE) + p("君子之道") + p(PROSE)
    )
    body = p("学而篇", styled("Heading1")) + chapter + p("为政篇", styled("Heading1")) + p(PROSE)
    assert [(level, text) for _, level, _, text in outline(body)] == [
        *((1, "学而篇"), (2, "一、立志"), (3, "（一）志"), (2, "二、力行"), (1, "为政篇"))
    ]


def test_bullets_that_were_typed_are_markers() -> None:
    assert outline(p(PROSE) + p("● 见贤思齐焉。") + p("● 见不贤而内自省也。"))[0] == ("item", 1, "●", "见贤思齐")


def test_tables_and_quotations_are_no_headings() -> None:
    body = p(PROSE) + table(["一、立志", "志"]) + p(PROSE) + p("二、力行", styled("q")) + p(PROSE)
    kinds = [block.kind for block in parsed(body, styles=STYLES).blocks]
    assert kinds == ["paragraph", "table", "paragraph", "quote", "paragraph"]


def test_page_numbers_and_the_like_are_dropped() -> None:
    result = parsed(p("为学之道") + p(PROSE) + p("第 1 页 共 3 页"))
    assert [block.text for block in result.blocks] == ["为学之道", PROSE]
    assert [line.text for line in result.dropped] == ["第 1 页 共 3 页"]


def test_recognised_text_is_mended_before_headings_are_looked_for() -> None:
    sentence = "学而时习之，不亦说乎？有朋自远方来，不亦乐乎？人不知而不愠，不亦君子乎？" * 2
    lines = ["劝学篇讲稿", "一、勤学", sentence, "二、善思", sentence]
    plain, spaced = parsed("".join(map(p, lines))), parsed("".join(p(" ".join(line)) for line in lines))
    assert spaced.blocks == plain.blocks
    assert [block.kind for block in plain.blocks].count("heading") == 3


def test_an_embedded_document_is_named_as_a_problem() -> None:
    result = parsed(p("甲") + '<w:altChunk r:id="rId9"/><w:altChunk r:id="rId8"/>')
    assert [problem.where for problem in result.problems] == ["讲话.docx"]


def package(members: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of ``members``; a reader finds word/document.xml without relationships too."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def test_a_strict_document_is_read_like_any_other() -> None:
    strict = f"<w:document {DECLARED}><w:body>{p('子曰')}</w:body></w:document>".replace(
        NAMESPACES["w"], "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    assert read(package({"word/document.xml": strict}), "x.docx").blocks[0].text == "子曰"


def test_parts_are_found_through_relationships_whatever_their_names() -> None:
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    one = '<Relationship Id="r{0}" Type="http://x/{1}" Target="{2}"/>'
    members: dict[str, str | bytes] = {
        "_rels/.rels": relations.format(one.format(1, "officeDocument", "/Word/main2.xml")),
        "word\\main2.xml": f"<w:document {DECLARED}><w:body>{p('子曰', listed(90))}</w:body></w:document>",
        "word/_rels/main2.xml.rels": relations.format(
            one.format(1, "image", "../NULL") + one.format(2, "numbering", "lists/numbering.xml")
        ),
        "word/lists/numbering.xml": f"<w:numbering {DECLARED}>{LISTS}</w:numbering>",
    }
    assert read(package(members), "x.docx").blocks[0].marker == "一、"


ENTITIES = '<!DOCTYPE w [<!ENTITY a "boom"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
DOCUMENT = f"<w:document {DECLARED}><w:body>{p('&a;&b;')}</w:body></w:document>"
DEEP = f"<w:document {DECLARED}><w:body>{'<w:sdt>' * 5000}{'</w:sdt>' * 5000}</w:body></w:document>"


def truncated() -> bytes:
    whole = word(p("子曰"))
    return whole[: len(whole) // 2]


def spoiled() -> bytes:
    """A document whose text was changed behind its checksum."""
    whole = package({"word/document.xml": DOCUMENT.replace("&a;&b;", "子曰")}, zipfile.ZIP_STORED)
    return whole.replace("子曰".encode(), "子月".encode())


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "no Word document"),
        ("子曰".encode(), "no Word document"),
        (b"PK\x03\x04 and no more", "damaged or cut short"),
        (truncated(), "damaged or cut short"),
        (spoiled(), "damaged or cut short"),
        (package({"notes.txt": "子曰"}), "no Word document"),
        (package({"word/document.xml": "<workbook/>"}), "no Word document"),
        (package({"word/document.xml": "子曰"}), "damaged or cut short"),
        (package({"word/document.xml": f"<w:document {DECLARED}/>"}), "damaged or cut short"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512), "is encrypted or an old .doc"),
        (package({"word/document.xml": ENTITIES + DOCUMENT}), "declares entities"),
        (package({"word/document.xml": (ENTITIES + DOCUMENT).encode("utf-16")}), "declares entities"),
        (package({"word/document.xml": DEEP}), ""),
    ],
)
def test_what_cannot_be_read_is_one_line(data: bytes, what: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data, "讲话.docx")
    message = str(caught.value)
    assert message.startswith("讲话.docx: ")
    assert what in message
    assert caught.value.problem.remedy
    assert "\n" not in message


def test_a_document_that_says_it_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_TOTAL", 100_000)
    with pytest.raises(InputError, match="unpacks to far more"):
        read(package({"word/document.xml": DOCUMENT, "word/media/a.png": bytes(200_000)}), "x.docx")


def test_an_archive_of_very_many_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_MEMBERS", 9)
    members: dict[str, str | bytes] = {"word/document.xml": DOCUMENT.replace("&a;&b;", "子曰")}
    assert read(package(members), "x.docx").blocks
    with pytest.raises(InputError, match="unpacks to far more"):
        read(package(members | {f"{n}.txt": "" for n in range(9)}), "x.docx")


def test_a_part_that_swells() -> None:
    with pytest.raises(InputError, match="unpacks to far more"):
        read(package({"word/document.xml": " " * (archive.RATIO_FROM + 1_000_000)}), "x.docx")


def test_a_part_that_lies_about_its_size() -> None:
    """Both headers state ten bytes; what comes out is cut there, not unpacked to the end."""
    true = len(content := b" " * 50_000_000).to_bytes(4, "little")
    data = package({"word/document.xml": content})
    assert data.count(true) == 2
    with pytest.raises(InputError, match="damaged or cut short"):
        read(data.replace(true, (10).to_bytes(4, "little")), "x.docx")
    assert zlib.crc32(content[:10]) != zlib.crc32(content)


def test_an_archive_under_a_password() -> None:
    data = bytearray(package({"word/document.xml": DOCUMENT}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    with pytest.raises(InputError, match="is encrypted"):
        read(bytes(data), "x.docx")
