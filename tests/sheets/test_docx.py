"""Sheets as Word files, read back with python-docx and with quizgen's own reader."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.exporters.html import clean
from quizgen.readers.docx import read
from quizgen.sheets.docx import DocxWriter
from quizgen.sheets.model import Heading, LayoutName, Page, Question, Row, Run, Sheet, Words

from .sample import HOSTILE, gap, list_question, recite_question, sheet, text

LAYOUTS: tuple[LayoutName, ...] = ("gaps", "recite", "outline", "cards", "table")
ANSWERS = ("学而时习之", "温故而知新", "切问而近思", "思而不学则殆", "孔子", "立德", "立功")
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl pBdr tabs spacing ind jc outlineLvl sectPr",
    "rPr": "rStyle rFonts b color kern sz szCs u lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar",
    "tcPr": "tcW gridSpan vAlign",
    "sectPr": "footerReference type pgSz pgMar cols",
    "style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr",
    "settings": "zoom defaultTabStop characterSpacingControl compat themeFontLang decimalSymbol listSeparator",
}
"""The order that the schema of Word files has for what sheets use of it: Word calls a file that breaks it damaged."""


def written(one: Sheet) -> bytes:
    return DocxWriter().render(one).data


def opened(one: Sheet) -> Any:
    return docx.Document(io.BytesIO(written(one)))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def runs(document: Any, style: str) -> list[str]:
    """The text of all runs in the character style with this id."""
    found = document.element.body.iter(qn("w:r"))
    return [run.text for run in found if run.style == style]


def local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def all_elements(document: Any) -> Iterator[Any]:
    for part in (document.element, document.styles.element, document.settings.element):
        yield from part.iter("{*}*")


def styled(document: Any) -> list[tuple[str, str]]:
    """The paragraphs of the body, each with the name of its style."""
    return [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_everything_stands_in_the_order_that_word_wants(layout: LayoutName) -> None:
    one = sheet(layout, page=Page(columns=2 if layout != "cards" else 1), inline=layout == "gaps")
    document = opened(one)
    checked = set()
    for element in all_elements(document):
        order = ORDER.get(local(element), "").split()
        if order:
            places = [order.index(local(child)) for child in element]
            assert places == sorted(set(places)), local(element)
            checked.add(local(element))
    assert checked >= {"pPr", "rPr", "sectPr", "style", "settings"}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_looks_are_in_named_styles_and_nowhere_else(layout: LayoutName) -> None:
    document = opened(sheet(layout))
    names = [style.name for style in document.styles]
    known = {style.style_id for style in document.styles}
    assert len(names) == len(set(names))
    for properties in document.element.body.iter(qn("w:pPr")):
        assert {local(child) for child in properties} <= {"pStyle", "keepNext", "pageBreakBefore", "sectPr"}
    for properties in document.element.body.iter(qn("w:rPr")):
        assert {local(child) for child in properties} <= {"rStyle", "rFonts"}
        assert all(set(fonts.attrib) == {qn("w:hint")} for fonts in properties.iter(qn("w:rFonts")))
    used = {one.val for kind in ("pStyle", "rStyle", "tblStyle") for one in document.element.body.iter(qn(f"w:{kind}"))}
    assert used <= known


def test_paragraphs_bear_the_names_of_what_they_are() -> None:
    found = styled(opened(sheet(inline=True)))
    assert found[0] == ("Title", "论语选读")
    assert found[1] == ("卷头", "姓名：\t\t班级：\t\t得分：\t\t日期：\t")
    assert found[2] == ("Heading 1", "学而第一")
    assert found[3] == ("题目 引语", "1.\t为学三法：")
    assert [name for name, _ in found[4:7]] == ["条目"] * 3
    assert found[7] == ("答案", "答案：学而时习之；温故而知新；切问而近思")
    assert ("Heading 2", "立言") in found
    assert ("答案标题", "参考答案") in found
    assert ("参考答案", "1.\t学而时习之；温故而知新；切问而近思　论语 · 学而　abcde") in found


@pytest.mark.parametrize(
    ("face", "lang", "chinese", "latin"),
    [
        ("song", "zh-Hans", "宋体", "Times New Roman"),
        ("hei", "zh-Hans", "黑体", "Arial"),
        ("kai", "zh-Hant", "標楷體", "Times New Roman"),
    ],
)
def test_both_kinds_of_fonts_are_set(face: str, lang: str, chinese: str, latin: str) -> None:
    document = opened(sheet(page=Page.model_validate({"face": face, "font_size": 12}), lang=lang))
    (defaults,) = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    fonts = defaults.find(qn("w:rFonts"))
    assert fonts.get(qn("w:eastAsia")) == chinese
    assert fonts.get(qn("w:ascii")) == fonts.get(qn("w:hAnsi")) == latin
    assert defaults.find(qn("w:sz")).get(qn("w:val")) == "24"
    tag = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}[lang]
    assert defaults.find(qn("w:lang")).get(qn("w:eastAsia")) == tag
    assert document.core_properties.language == tag
    title = document.styles["Title"].element.rPr.find(qn("w:rFonts"))
    assert title.get(qn("w:eastAsia")) == {"zh-Hans": "黑体", "zh-Hant": "微軟正黑體"}[lang]


def test_a_gap_is_as_many_underlined_spaces_as_the_sheet_says() -> None:
    row = Row(runs=(text("学"), gap(1, "短", width=4), gap(2, "长", width=30), gap(3, "提", width=6, hint="提示")))
    document = opened(Sheet(title="t", parts=(Question(number=1, key="k", rows=(row,)),)))
    short, long, hinted = runs(document, "Blank")
    assert set(short + long + hinted) == {"\u00a0", "\u200b"}
    assert [one.count("\u00a0") for one in (short, long, hinted)] == [16, 120, 16]
    assert max(map(len, long.split("\u200b"))) == 8
    assert runs(document, "Hint") == ["（提示）"]
    assert document.styles["填空"].font.underline


def test_there_are_as_many_gaps_as_answers() -> None:
    document = opened(sheet())
    key = [paragraph for paragraph in document.paragraphs if paragraph.style.name == "参考答案"]
    ruled = [one for one in document.paragraphs if one.style.name.endswith("横线")]
    assert len(runs(document, "Blank")) == 6
    assert len(ruled) == 3  # one for the first member, two for the second
    assert [paragraph.text.partition("\t")[0] for paragraph in key] == ["1.", "2.", "3.", "4."]
    assert runs(document, "Number")[:4] == [paragraph.runs[0].text for paragraph in key]


@pytest.mark.parametrize("layout", ["gaps", "recite", "outline"])
def test_nothing_before_the_key_says_an_answer(layout: LayoutName) -> None:
    whole = "\n".join(f"{name}|{words}" for name, words in styled(opened(sheet(layout))))
    questions, key = whole.split("答案标题|参考答案")
    assert [answer for answer in ANSWERS if answer in questions] == []
    assert [answer for answer in ANSWERS if answer not in key] == []


def test_lines_to_write_on_are_borders_also_between_neighbours() -> None:
    document = opened(Sheet(title="t", parts=(recite_question(1),)))
    found = styled(document)
    assert found[-3:] == [("条目 横线", "（1）\t"), ("条目 横线", "（2）\t"), ("条目 无序号 横线", "")]
    style = document.styles["条目 横线"].element
    assert len(style.xpath("w:pPr/w:pBdr/w:bottom")) == len(style.xpath("w:pPr/w:pBdr/w:between")) == 1


def test_a_question_stays_on_one_page_with_its_heading() -> None:
    document = opened(Sheet(title="t", parts=(Heading(text="学而"), list_question())))
    kept = [bool(one.paragraph_format.keep_with_next) for one in document.paragraphs[-4:]]
    assert kept == [True, True, True, False]
    assert document.styles["Heading 1"].paragraph_format.keep_with_next


def test_the_key_begins_a_page() -> None:
    assert opened(sheet()).styles["答案标题"].paragraph_format.page_break_before


def test_the_footer_counts_the_pages() -> None:
    document = opened(sheet(words=Words(page="第 {page} 页　共 {pages} 页")))
    (footer,) = document.sections[0].footer.paragraphs
    codes = [one.get(qn("w:instr")).strip() for one in footer._p.iter(qn("w:fldSimple"))]
    words = "".join(one.text for one in footer._p.iter(qn("w:t")))
    assert codes == ["PAGE", "NUMPAGES"]
    assert words == "来源：论语第 1 页　共 1 页"
    assert footer.style.name == "Footer"


def test_paper_margins_and_columns_are_those_of_the_sheet() -> None:
    document = opened(sheet(page=Page(paper="16k", columns=2)))
    head, rest = document.sections
    for section in (head, rest):
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (184, 260)
        assert round(section.left_margin.mm) == round(section.bottom_margin.mm) == 18
    columns = [section._sectPr.find(qn("w:cols")).get(qn("w:num")) for section in (head, rest)]
    assert columns == ["1", "2"]
    assert rest.footer.is_linked_to_previous is False
    assert len(opened(sheet()).sections) == 1


def test_a_table_repeats_its_heads() -> None:
    (table,) = opened(sheet("table")).tables
    assert [cell.text for cell in table.rows[0].cells] == ["题目", "答案"]
    assert len(table.rows[0]._tr.xpath("w:trPr/w:tblHeader")) == 1
    assert [cell.text for cell in table.rows[2].cells][1] == "学而时习之\n温故而知新\n切问而近思"
    assert table.rows[1].cells[0]._tc is table.rows[1].cells[1]._tc  # a heading goes over both columns
    assert len(table.rows) == 1 + 2 + 4


def test_cards_fill_their_pages_and_have_their_backs_behind_them() -> None:
    document = opened(sheet("cards"))
    front, back = document.tables
    assert [cell.text.partition("\n")[0] for row in front.rows for cell in row.cells][:3] == [
        "1. 为学三法：",
        "2. 学而不思则罔，" + "\u00a0" * 8 + ("\u200b" + "\u00a0" * 8) * 2 + "。",
        "3. 三不朽：",
    ]
    assert [cell.text for cell in back.rows[0].cells] == [
        "2. 思而不学则殆\n孔子\n论语 · 为政",
        "1. 学而时习之\n温故而知新\n切问而近思\n论语 · 学而",
    ]
    section = document.sections[0]
    room = section.page_height - section.top_margin - section.bottom_margin
    for table in (front, back):
        assert {str(row.height_rule) for row in table.rows} == {"EXACTLY (2)"}
        assert 0.99 * room < sum(row.height for row in table.rows) < room
    starts = [one.paragraph_format.page_break_before for one in document.paragraphs]
    assert starts == [True, None]
    assert section.footer.is_linked_to_previous


def test_hostile_text_is_text() -> None:
    control = "a\x00b\x0bc\ufffed\ud800e"
    document = opened(sheet(title=HOSTILE + control, footer=HOSTILE, words=Words(answer="</w:t>"), inline=True))
    assert document.paragraphs[0].text == HOSTILE.removesuffix("右") + "右ab cd\ufffde\u202c"
    assert any(paragraph.text.startswith("</w:t>") for paragraph in document.paragraphs)
    assert HOSTILE in document.sections[0].footer.paragraphs[0].text


_ANY = st.text(st.one_of(st.characters(), st.sampled_from("\x00\x1f\ufffe\uffff\u202e\u2067\u202c<&]>")), min_size=1)


@settings(max_examples=40)
@given(_ANY, _ANY)
def test_any_text_stands_there_as_it_is(shown: str, answer: str) -> None:
    question = Question(number=1, key="k", rows=(Row(runs=(text(shown), gap(1, answer))),), answers=(answer,))
    document = opened(Sheet(title=answer, parts=(question,), inline=True))
    expected = [re.sub("[\ufffe\uffff]", "", clean(one)) for one in (shown, answer)]
    *_, row, told = [re.sub("[\u202c\u2069]+", "", one.text) for one in document.paragraphs]
    ends = [re.sub("[\u202c\u2069]+", "", one) for one in expected]
    assert row.rstrip("\u00a0\u200b") == f"1.\t{ends[0]}".rstrip("\u00a0\u200b")
    assert told == f"答案：{ends[1]}"


def test_what_turns_the_direction_ends_with_its_text() -> None:
    row = Row(runs=(text("左\u202e右\u2067\u2069"), gap(1, "答"), Run(text="\u2066\u202b后\u2069")))
    document = opened(Sheet(title="t", parts=(Question(number=1, key="k", rows=(row,)),)))
    said = [run.text for run in document.paragraphs[-1].runs]
    assert "左\u202e右\u2067\u2069\u202c" in said
    assert "\u2066\u202b后\u2069" in said


def test_our_own_reader_reads_it() -> None:
    blocks = read(written(sheet()), "sheet.docx").blocks
    texts = [block.text for block in blocks]
    assert "论语选读" in texts
    assert [block.level for block in blocks if block.text in ("学而第一", "立言")] == [1, 2]
    assert any("为学三法：" in one for one in texts)


def test_the_same_sheet_gives_the_same_bytes() -> None:
    code = (
        "import hashlib; from sheets.sample import sheet; from quizgen.sheets import writer_for\n"
        "for ending in ('.docx', '.html'):\n"
        "  for layout in ('gaps', 'cards'):\n"
        "    print(hashlib.sha256(writer_for('x' + ending).render(sheet(layout)).data).hexdigest())"
    )
    said = []
    for seed in ("1", "2"):
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        said.append(run.stdout.split())
    assert said[0] == said[1]
    assert len(set(said[0])) == 4


def test_the_package_says_nothing_of_when_and_with_what_it_was_made() -> None:
    data = written(sheet())
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(2026, 1, 1, 0, 0, 0)}
    names = set(parts(data))
    assert not [name for name in names if "thumbnail" in name or "customXml" in name]
    properties = docx.Document(io.BytesIO(data)).core_properties
    assert (properties.author, properties.comments, properties.title) == ("quizgen", "", "论语选读")
    assert (
        b'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"'
        in (parts(data)["word/settings.xml"])
    )
