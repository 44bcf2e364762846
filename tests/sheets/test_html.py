"""Sheets as web pages, as far as their source says; ``test_browser.py`` looks at them in a browser."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from quizgen.exporters.html import clean
from quizgen.sheets.html import HtmlWriter, css_string
from quizgen.sheets.model import LayoutName, Page, Question, Row, Run, Sheet, Words

from .sample import HOSTILE, gap, list_question, recite_question, saying_question, sheet, text

LAYOUTS: tuple[LayoutName, ...] = ("gaps", "recite", "outline", "cards", "table")


def source(one: Sheet) -> str:
    return HtmlWriter().render(one).data.decode("utf-8")


def parsed(one: Sheet) -> LexborHTMLParser:
    return LexborHTMLParser(source(one))


def words(page: LexborHTMLParser, selector: str) -> list[str]:
    return [node.text() for node in page.css(selector)]


def rows_of(one: Sheet) -> Iterator[Row]:
    for question in one.questions:
        yield from question.rows
    for leaf in one.leaves:
        yield from (row for cells in leaf.cells for card in cells if card for row in card.front if leaf.side == "front")


def without_answers(question: Question) -> Question:
    rows = tuple(
        row.model_copy(update={"runs": tuple(r.model_copy(update={"text": ""}) if r.gap else r for r in row.runs)})
        for row in question.rows
    )
    return question.model_copy(update={"rows": rows, "answers": ()})


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_gap_is_a_button_with_its_answer_behind_it(layout: LayoutName) -> None:
    one = sheet(layout)
    gaps = [run for row in rows_of(one) for run in row.runs if run.gap]
    page = parsed(one)
    assert len(gaps) in (7, 8)
    assert words(page, ".row .answer") == [run.text for run in gaps]
    assert all(node.attributes["aria-expanded"] == "false" for node in page.css("button.blank"))
    assert all("hidden" in node.attributes for node in page.css(".answer"))
    assert len(page.css(".row button.blank")) == len(page.css(".row .gap, .row .rules")) == len(gaps)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_policy_allows_what_the_page_has_and_nothing_else(layout: LayoutName) -> None:
    page = parsed(sheet(layout))
    (policy,) = [node.attributes["content"] for node in page.css("meta[http-equiv=Content-Security-Policy]")]
    assert policy is not None
    allowed = set(re.findall(r"'sha256-(.*?)'", policy))
    inline = re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", source(sheet(layout)), re.DOTALL)
    assert allowed == {base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in inline}
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    names = {name for node in page.css("*") for name in node.attributes}
    assert not {name for name in names if name in ("src", "href", "style", "action") or name.startswith("on")}
    assert "url(" not in source(sheet(layout))
    assert "@import" not in source(sheet(layout))


def test_hostile_text_is_text() -> None:
    one = sheet("gaps", title=HOSTILE, footer="</style>" + HOSTILE, words=Words(key="</script>", answer=HOSTILE))
    page = parsed(one)
    assert len(page.css("script")) == 1
    assert len(page.css("style")) == 2
    assert words(page, "h1") == [clean(HOSTILE)]
    assert words(page, "h2")[-1] == "</script>"
    assert clean(HOSTILE) in words(page, ".answer")
    assert source(one).count("</style>") == 2


@settings(max_examples=60)
@given(st.text(min_size=1), st.text(min_size=1), st.text())
def test_any_text_stands_there_as_it_is(shown: str, answer: str, after: str) -> None:
    question = Question(number=1, key="k", rows=(Row(runs=(text(shown), gap(1, answer), text(after))),))
    page = LexborHTMLParser(source(Sheet(title=shown, footer=after, parts=(question,))))
    assert words(page, "h1")[0].strip() == clean(shown).strip()
    (row,) = page.css(".row")
    assert words(page, ".answer") == [clean(answer)]
    for node in row.css("button, .answer, .gap"):
        node.decompose()
    assert row.text() == clean(shown) + clean(after)


@given(st.text())
def test_a_css_string_is_one_string(value: str) -> None:
    written = css_string(value)
    inner = written[1:-1]
    assert written[0] == written[-1] == '"'
    assert not re.search(r'["\n<>]', inner)
    back = re.sub(r"\\([0-9a-f]+) ", lambda match: chr(int(match[1], 16)), inner)
    assert back == clean(value)


def test_what_turns_the_direction_is_isolated() -> None:
    question = Question(number=1, key="k", rows=(Row(runs=(text("左\u202e右"), gap(1, "שלום"))),))
    page = parsed(Sheet(title="t", parts=(question,)))
    assert words(page, ".row > bdi") == ["左\u202e右"]
    assert words(page, ".answer > bdi") == ["שלום"]


def test_a_file_without_answers_has_nothing_to_open() -> None:
    questions = tuple(map(without_answers, (list_question(), saying_question(2), recite_question(3))))
    written = source(Sheet(title="论语", parts=questions))
    assert "学而时习之" not in written
    assert "<button" not in written
    assert len(LexborHTMLParser(written).css(".gap, .rules")) == 7


def test_hints_stand_in_the_gap_and_in_the_name_of_its_button() -> None:
    (button, *_) = parsed(sheet()).css("button.blank")
    assert button.attributes["aria-label"] == "第1题第1空，提示：学"
    assert button.text().strip() == "（学）"
    assert parsed(sheet(lang="zh-Hant")).css("button.blank")[0].attributes["aria-label"] == "第1題第1空，提示：学"


def test_numbers_of_the_key_are_those_of_the_questions() -> None:
    page = parsed(sheet())
    asked = [node.attributes["value"] for node in page.css(".questions > li")]
    assert asked == [node.attributes["value"] for node in page.css(".key li")] == ["1", "2", "3", "4"]
    assert words(page, ".key li .number") == words(page, ".questions > li > .number")
    assert words(page, ".key li > div")[0].startswith("学而时习之；温故而知新；切问而近思")
    assert "论语 · 学而" in words(page, ".key .source")
    assert words(page, ".key .code") == ["abcde"]


def test_a_key_alone_is_open_and_has_no_line_for_a_name() -> None:
    page = parsed(sheet("cards", leaves=(), key=sheet().key))
    assert not page.css("button, .fill, .key h2, .cards")
    assert len(page.css(".key li")) == 4
    assert not page.css("[hidden]")


def test_answers_behind_their_questions_are_for_print() -> None:
    page = parsed(sheet("gaps", inline=True, key=()))
    assert words(page, ".inline")[:2] == ["答案：学而时习之；温故而知新；切问而近思", "答案：思而不学则殆；孔子"]
    assert not page.css(".key")


def test_a_table_has_a_row_for_each_question() -> None:
    page = parsed(sheet("table"))
    assert words(page, "thead th") == ["题目", "答案"]
    assert words(page, "tbody th") == ["学而第一", "立言"]
    assert len(page.css("tbody td.answers")) == 4
    assert page.css("td.answers .answer")[0].html == (
        '<span class="answer" hidden="">学而时习之<br>温故而知新<br>切问而近思</span>'
    )


def test_cards_stand_in_leaves_of_the_same_shape() -> None:
    page = parsed(sheet("cards"))
    assert [node.attributes["class"] for node in page.css(".leaf")] == ["leaf front grid-2-2", "leaf back grid-2-2"]
    assert words(page, ".back .number") == ["2", "1", "3"]
    assert len(page.css(".card.empty")) == 2
    assert "@media print { .scale-0-9 { font-size: 0.9em; } }" in source(sheet("cards"))


def test_paper_type_and_columns_are_those_of_the_sheet() -> None:
    written = source(sheet(page=Page(paper="16k", font_size=12, columns=2, face="kai")))
    assert "@page { size: 184mm 260mm; margin: 18mm;" in written
    assert "--face: var(--kai); --size: 12pt;" in written
    assert "--columns: 2;" in written
    assert 'content: "第 " counter(page) " 页　共 " counter(pages) " 页"' in written


def test_punctuation_stays_with_its_gap() -> None:
    runs = (text("他说：②“"), gap(1, "学"), text("，”是。"), gap(2, "而"), Run(text="时"))
    page = parsed(Sheet(title="t", parts=(Question(number=1, key="k", rows=(Row(runs=runs),)),)))
    (tied,) = page.css(".tied")
    for node in tied.css("button, .answer, .gap"):
        node.decompose()
    assert tied.text() == "②“，”"
    assert page.css(".row")[0].text().startswith("他说：②“，”是。")
