"""OpenDocument texts, flat and packed: headings, lists with their numbers, tables, and what is no text of them."""

from __future__ import annotations

import io
import random
import zipfile
from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.errors import InputError
from quizgen.readers import AS_IT_IS, Parsed, Reading
from quizgen.readers.odt import read
from quizgen.readers.text import EDGE

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "讲话.odt"
PROSE = "学而时习之，不亦说乎？有朋自远方来，不亦乐乎？人不知而不愠，不亦君子乎？" * 2
PREFIXES = {"office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing"}
DECLARED = " ".join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for p, n in PREFIXES.items()) + (
    ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
)
LINES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=40)


def flat(body: str, styles: str = "") -> bytes:
    return (
        f"<office:document {DECLARED}><office:styles>{styles}</office:styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def parsed(body: str, styles: str = "", reading: Reading = AS_IT_IS) -> Parsed:
    return read(flat(body, styles), "a.fodt", reading)


def shown(body: str, styles: str = "") -> list[str]:
    """Each block behind a paragraph of running text, as kind, level, marker and text."""
    blocks = parsed(p(PROSE) + body, styles).blocks[1:]
    return [f"{b.kind}{b.level or ''} {b.marker}|{b.text}" for b in blocks]


def numbered(body: str) -> list[str]:
    """Each block as marker and text; what has a number like 一、 may be a heading or an item."""
    return [f"{b.marker}|{b.text}" for b in parsed(body, CHINESE).blocks]


def p(inside: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{inside}</text:p>'


def h(inside: str, level: int = 1, more: str = "") -> str:
    return f'<text:h text:outline-level="{level}" {more}>{inside}</text:h>'


def items(*inside: str, more: str = 'text:style-name="L"') -> str:
    return f"<text:list {more}>{''.join(f'<text:list-item>{one}</text:list-item>' for one in inside)}</text:list>"


def levels(*formats: str, name: str = "L") -> str:
    numbered = (one.replace(" ", f' text:level="{number}" ', 1) for number, one in enumerate(formats, 1))
    made = "".join(f"<text:list-level-style-{one}/>" for one in numbered)
    return f'<text:list-style style:name="{name}">{made}</text:list-style>'


CHINESE = levels(
    'number style:num-format="一, 二, 三, ..." style:num-suffix="、"',
    'number style:num-format="一, 二, 三, ..." style:num-prefix="（" style:num-suffix="）"',
    'number style:num-format="1" style:num-suffix="." text:display-levels="2" text:start-value="3"',
)


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("温故<text:span>而</text:span>知新", "温故而知新"),
        ("子\n  曰<text:s text:c='2'/>学<text:tab/>而<text:line-break/>为政", "子 曰  学 而\n为政"),
        ("甲<text:note><text:note-citation>1</text:note-citation><text:p>注</text:p></text:note>乙", "甲乙"),
        ("甲<office:annotation><text:p>批注</text:p></office:annotation>乙", "甲乙"),
        ("<text:ruby><text:ruby-base>學</text:ruby-base><text:ruby-text>xué</text:ruby-text></text:ruby>而", "學而"),
        ("甲<text:change-start text:change-id='c'/>乙<text:change-end text:change-id='c'/>", "甲乙"),
        ("甲<text:soft-page-break/>乙<text:bookmark text:name='x'/>", "甲乙"),
        ("甲<text:span text:style-name='H'>密</text:span>", "甲"),
        ("甲<text:hidden-text text:is-hidden='true'>密</text:hidden-text>", "甲"),
    ],
)  # fmt: skip
def test_a_paragraph_is_what_its_reader_sees(inside: str, expected: str) -> None:
    hidden = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    assert shown(p(inside), hidden) == [f"paragraph |{expected}"]


def test_notes_and_comments_are_listed_and_kept_where_the_user_wants_all() -> None:
    inside = "<text:note-citation>1</text:note-citation><text:note-body><text:p>注</text:p></text:note-body>"
    note = f"<text:note>{inside}</text:note>"
    body = p(f"甲{note}乙<office:annotation><text:p>批注</text:p></office:annotation>")
    assert [(line.text, line.why) for line in parsed(body).dropped] == [("注", "footnote"), ("批注", "comment")]
    kept = parsed(body, reading=Reading(keep_all=True))
    assert ([block.text for block in kept.blocks], kept.dropped) == (["甲乙", "注", "批注"], ())


def test_lists_have_the_numbers_that_are_drawn() -> None:
    inner = items(p("丙"), p("丁") + items(p("戊"), more=""), more="")
    body = items(p("甲"), p("乙") + inner + p("又"), p("己"))
    assert numbered(body) == ["一、|甲", "二、|乙", "（一）|丙", "（二）|丁", "二.3.|戊", "|又", "三、|己"]


@pytest.mark.parametrize(
    ("more", "number"),
    [
        ("", "一、"),
        ('text:continue-numbering="true"', "三、"),
        ('text:continue-list="one"', "三、"),
        ('text:continue-list="none"', "一、"),
    ],
)
def test_a_list_goes_on_only_if_it_says_so(more: str, number: str) -> None:
    first = items(p("甲"), p("乙"), more='text:style-name="L" xml:id="one"')
    again = items(p("丙"), more=f'text:style-name="L" {more}')
    assert numbered(first + p("隔") + again)[-1] == f"{number}|丙"


def test_items_may_start_anew_or_have_no_number() -> None:
    start = '<text:list-item text:start-value="7"><text:p>甲</text:p></text:list-item>'
    header = "<text:list-header><text:p>乙</text:p></text:list-header>"
    last = "<text:list-item><text:p>丙</text:p></text:list-item>"
    body = f'<text:list text:style-name="L">{start}{header}{last}</text:list>'
    assert numbered(body) == ["七、|甲", "|乙", "八、|丙"]


@pytest.mark.parametrize(
    ("level", "marker"),
    [
        ('number style:num-format="①, ②, ③, ..."', "①"),
        ('number style:num-format="壹, 貳, 參, ..." style:num-suffix="、"', "壹、"),
        ('number style:num-format="甲, 乙, 丙, ..."', "甲"),
        ('number style:num-format="01, 02, 03, ..."', "01"),
        ('number style:num-format="i" style:num-suffix=")"', "i)"),
        ('number style:num-format="1" loext:num-list-format="第%1%条"', "第1条"),
        ('bullet text:bullet-char="◦"', "•"),
    ],
)
def test_numbers_are_written_as_their_style_says(level: str, marker: str) -> None:
    assert shown(items(p("仁者爱人。")), levels(level)) == [f"item1 {marker}|仁者爱人。"]


OUTLINE = """<text:outline-style>
<text:outline-level-style text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>
<text:outline-level-style text:level="2" style:num-format="1" style:num-suffix="."/>
</text:outline-style>
<style:style style:name="Title"/><style:style style:name="Quotations"/>
<style:style style:name="Own" style:default-outline-level="2"/>"""


def test_headings_have_the_numbers_of_the_outline() -> None:
    body = h("学而") + p("曰") + h("孝", 2) + p("曰") + h("前言", 1, 'text:is-list-header="true"') + p("曰") + h("为政")
    assert [line for line in shown(body, OUTLINE) if line.startswith("heading")] == [
        *("heading1 一、|学而", "heading2 1.|孝", "heading1 |前言", "heading1 二、|为政")
    ]


def test_styles_make_titles_headings_and_quotations() -> None:
    body = p("论语选读", "Title") + p(PROSE) + h("学而") + p("孝弟", "Own") + p(PROSE) + p("仁者爱人。", "Quotations")
    result = parsed(body, OUTLINE)
    assert result.title == "论语选读"
    assert [(b.kind, b.level) for b in result.blocks] == [
        *(("heading", 1), ("paragraph", 0), ("heading", 1), ("heading", 2), ("paragraph", 0), ("quote", 0))
    ]


def test_tables_boxes_and_sections() -> None:
    def row(*cells: str) -> str:
        inside = "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in cells)
        return f"<table:table-row>{inside}</table:table-row>"

    merged = row(p("丙")).replace("</table:table-row>", "<table:covered-table-cell/></table:table-row>")
    table = f"<table:table>{row(p('甲'), p('乙') + p('又'))}{merged}</table:table>"
    frame = f"<table:table>{row(p('框'))}</table:table>"
    box = p("正<draw:frame><draw:text-box><text:p>盒</text:p></draw:text-box></draw:frame>文")
    assert shown(table + frame + f"<text:section>{box}</text:section>") == [
        *("table |甲\t乙 又\n丙", "paragraph |框", "paragraph |正文", "paragraph |盒")
    ]


def test_deletions_contents_and_hidden_sections_are_left_out() -> None:
    region = f"<text:changed-region><text:deletion>{p('删')}</text:deletion></text:changed-region>"
    deleted = f"<text:tracked-changes>{region}</text:tracked-changes>"
    contents = f"<text:table-of-content><text:index-body>{p('学而 1')}</text:index-body></text:table-of-content>"
    hidden = f'<text:section text:display="none">{p("密")}</text:section>'
    result = parsed(deleted + contents + hidden + p("子曰"))
    assert [block.text for block in result.blocks] == ["子曰"]
    assert [(d.why, d.text) for d in result.dropped] == [("contents", "学而 1"), ("hidden", "密")]


def packed(files: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name, text in files.items():
            out.writestr(name, text)
    return made.getvalue()


MANIFEST = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{}</m:manifest>'
DEEP = "<text:section>" * 5000 + "</text:section>" * 5000


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is no OpenDocument text"),
        (packed({"a.txt": "子曰"}), "is no OpenDocument text"),
        (b"<html>", "damaged"),
        (b"<html/>", "is no OpenDocument text"),
        (flat(DEEP), "damaged"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + flat("&b;"), "declares entities"),
        (packed({"content.xml": "<a/>", "META-INF/manifest.xml": MANIFEST.format("<m:encryption-data/>")}), "password"),
        (EXAMPLE.read_bytes()[:-60], "damaged"),
    ],
)
def test_what_cannot_be_read_is_one_line(data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=what) as caught:
        read(data, "a.odt")
    assert "\n" not in str(caught.value) and caught.value.problem.remedy


@pytest.mark.parametrize("tag", ["text:section", "text:span", "draw:frame"])
def test_what_is_nested_as_deep_as_xml_may_be_is_read(tag: str) -> None:
    assert parsed(p(f"<{tag}>" * 230 + p("子曰") + f"</{tag}>" * 230)).blocks


@settings(max_examples=30, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=5))
def test_paragraphs_come_back_unchanged_and_in_order(lines: list[str]) -> None:
    sayings = [f"子曰：{line}".rstrip(EDGE) for line in lines]
    assert [block.text for block in parsed("".join(p(escape(saying)) for saying in sayings)).blocks] == sayings


def test_damaged_documents_are_read_or_refused() -> None:
    chance = random.Random(5)
    with zipfile.ZipFile(EXAMPLE) as example:
        files = {name: example.read(name).decode() for name in example.namelist()}
    for _ in range(60):
        victim = chance.choice(sorted(files))
        at = chance.randrange(len(files[victim]))
        text = (
            files[victim][:at]
            + chance.choice(("", "9", "<text:list/>"))
            + files[victim][at + chance.choice((0, 1, 9)) :]
        )
        try:
            read(packed(files | {victim: text}), "a.odt")
        except InputError as error:
            assert "\n" not in str(error)
