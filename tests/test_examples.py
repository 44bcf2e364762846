"""What examples/ gives: the same in every format, as 讲话.expected.jsonl has it, without what must not be found.

After a change for the better: UPDATE_EXPECTED=1 .venv/bin/python -m pytest tests/test_examples.py tests/test_readme.py
"""

from __future__ import annotations

import json
import os
import runpy
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import quizgen
from quizgen import listing
from quizgen.cards import cards
from quizgen.text.script import converter

EXAMPLES = Path(__file__).parent.parent / "examples"
SPEECH = EXAMPLES / "讲话.docx"
EXPECTED = EXAMPLES / "讲话.expected.jsonl"
TITLE = "在青年干部读书班开班式上的讲话"
UPDATE = bool(os.environ.get("UPDATE_EXPECTED"))

# Where findings stand depends on the format: Word draws 一、 before a heading's text, and its title is of a style
# of its own instead of being the highest heading.
OF_THE_FORMAT = ("document", "section", "spans", "label_span", "speaker_span", "source_span")


@cache
def objects(path: Path) -> list[dict[str, Any]]:
    document = quizgen.read(str(path))
    return [json.loads(line) for line in listing.jsonl(document, quizgen.extract(document))]


def found(path: Path) -> list[dict[str, Any]]:
    """The findings without what the format decides, but with the headings below the title."""
    return [
        {key: value for key, value in finding.items() if key not in OF_THE_FORMAT}
        | {"headings": [heading for heading in finding["section"] if heading != TITLE]}
        for finding in objects(path)
    ]


def test_word_document_is_made_of_the_markdown(tmp_path: Path) -> None:
    target = SPEECH if UPDATE else tmp_path / SPEECH.name
    subprocess.run([sys.executable, EXAMPLES / "make_docx.py", target], check=True)
    assert quizgen.read(str(target)) == quizgen.read(str(SPEECH))
    make = runpy.run_path(str(EXAMPLES / "make_docx.py"))["make"]
    assert make(SPEECH.with_suffix(".md").read_text(encoding="utf-8")) == target.read_bytes()


def test_other_formats_are_made_of_the_markdown() -> None:
    formats = runpy.run_path(str(EXAMPLES / "make_formats.py"))["FORMATS"]
    for suffix, make in formats.items():
        made = make(SPEECH.with_suffix(".md").read_text(encoding="utf-8"))
        if UPDATE:
            SPEECH.with_suffix(suffix).write_bytes(made)
        assert made == SPEECH.with_suffix(suffix).read_bytes()


def test_pdf_is_made_of_the_markdown_with_what_stands_on_paper(tmp_path: Path) -> None:
    pdf = SPEECH.with_suffix(".pdf")
    target = pdf if UPDATE else tmp_path / pdf.name
    subprocess.run([sys.executable, EXAMPLES / "make_pdf.py", target], check=True)
    make = runpy.run_path(str(EXAMPLES / "make_pdf.py"))["make"]
    assert make(SPEECH.with_suffix(".md").read_text(encoding="utf-8")) == target.read_bytes()
    document, read = quizgen.read(str(target)), quizgen.read(str(SPEECH.with_suffix(".md")))
    assert (document.title, document.blocks) == (TITLE, quizgen.read(str(pdf)).blocks)
    assert [(b.text, b.kind, b.level) for b in document.blocks] == [(b.text, b.kind, b.level) for b in read.blocks]
    assert {block.page for block in document.blocks} == {1, 2}
    assert [d.text for d in document.dropped] == ["青年干部读书班学习材料", "— 1 —", "青年干部读书班学习材料", "— 2 —"]


def test_word_draws_the_numbers_that_the_other_formats_type() -> None:
    headings = [block for block in quizgen.read(str(SPEECH)).blocks if block.kind == "heading" and block.marker]
    typed = [block.text for block in quizgen.read(str(SPEECH.with_suffix(".md"))).blocks if block.kind == "heading"]
    assert [block.marker + block.text for block in headings] == typed[1:]
    assert not any(block.text.startswith(block.marker) for block in headings)


FORMATS = [".txt", ".md", ".html", ".epub", ".odt", ".pdf"]


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_gives_the_same_findings(suffix: str) -> None:
    assert found(SPEECH.with_suffix(suffix)) == found(SPEECH)


def test_a_json_line_gives_the_same_findings(tmp_path: Path) -> None:
    line = json.dumps({"text": SPEECH.with_suffix(".txt").read_text(encoding="utf-8")})
    path = tmp_path / "讲话.jsonl"
    path.write_text(f"{line}\n", "utf-8")
    assert found(path) == found(SPEECH)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030", "big5hkscs"])
def test_every_encoding_gives_the_same_findings(encoding: str, tmp_path: Path) -> None:
    text = SPEECH.with_suffix(".txt").read_text(encoding="utf-8")
    script = "traditional" if encoding == "big5hkscs" else "simplified"
    path = tmp_path / "讲话.txt"
    path.write_bytes(converter(script)(text).encode(encoding))
    assert [(f["kind"], f.get("form"), len(f.get("members", ()))) for f in found(path)] == [
        (f["kind"], f.get("form"), len(f.get("members", ()))) for f in found(SPEECH)
    ]


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_gives_the_same_cards(suffix: str) -> None:
    def asked(path: Path) -> list[tuple[str, str]]:
        document = quizgen.read(str(path))
        deck = quizgen.make_cards(document, quizgen.extract(document))
        return [(card.front, card.answer) for note in deck.notes for card in cards(note)]

    assert asked(SPEECH.with_suffix(suffix)) == asked(SPEECH)


def test_expected_findings() -> None:
    document = quizgen.read(str(SPEECH))
    lines = "".join(f"{line}\n" for line in listing.jsonl(document, quizgen.extract(document)))
    if UPDATE:
        EXPECTED.write_text(lines, encoding="utf-8")
    assert lines == EXPECTED.read_text(encoding="utf-8")


def test_every_form_occurs() -> None:
    findings = objects(SPEECH)
    assert {f["form"] for f in findings if f["kind"] == "formulation"} == {
        *("marked", "outline", "counted", "parallel", "named")
    }
    assert {f["glossary"] is None for f in findings if f.get("form") == "named"} == {False}


# Not taken from the program's output, so that a refresh of the expected file cannot make a fault the rule.
LISTS: dict[str, tuple[str, str | None, tuple[str, ...]]] = {
    "山水": ("counted", "三大优势", ("山水", "人文", "区位")),
    "肯读书": ("parallel", None, ("肯读书", "勤思考", "敢担当", "能干事")),
    "重学习，": ("outline", "三点意见", ("重学习，", "懂民情，", "敢担当，")),
    "带着信念读": ("outline", None, ("带着信念读", "带着问题读", "带着恒心读")),
    "政治意识": ("named", "四个意识", ("政治意识", "大局意识", "核心意识", "看齐意识")),
    "以干代学": ("marked", None, ("以干代学", "浅尝辄止", "学用脱节")),
    "读得进": ("marked", "三种境界", ("读得进", "读得懂", "读得活")),
    "每天读满": ("marked", "三件事", ("每天读满三个小时", "每天写下一页笔记", "每天提出一个问题")),
    "看后院": ("counted", "三看三不看", ("看后院，不看前门", "看角落，不看盆景", "看账本，不看展板")),
    "把群众的": (
        "parallel",
        None,
        ("把群众的难处当作自己的难处", "把群众的急事当作自己的急事", "把群众的家事当作自己的家事"),
    ),
    "问需于民": ("counted", "四个环节", ("问需于民", "议事于民", "办事于民", "评价于民")),
    "摸清底数": ("marked", None, ("摸清底数", "找准症结", "盯住结果")),
    "算清政治账": ("marked", "三笔账", ("算清政治账", "算清经济账", "算清亲情账")),
    "在灯红酒绿": ("parallel", None, ("在灯红酒绿面前站得稳", "在糖衣炮弹面前顶得住", "在人情往来面前管得严")),
}


@pytest.mark.parametrize("head", LISTS)
def test_lists_are_whole(head: str) -> None:
    form, label, members = LISTS[head]
    here = [f for f in objects(SPEECH) if f["kind"] == "formulation" and f["members"][0].startswith(head)]
    assert [(f["form"], f["label"], len(f["members"])) for f in here] == [(form, label, len(members))]
    for member, start in zip(here[0]["members"], members, strict=True):
        assert member.startswith(start)


def test_speakers_and_sources_are_those_of_the_text() -> None:
    named = {(f["quote"][:4], f["speaker"], f["source"]) for f in objects(SPEECH) if f["kind"] == "saying"}
    assert named == {
        ("学而不思", "孔子", None),
        ("不积跬步", None, "《荀子》"),
        ("纸上得来", "陆游", "《冬夜读书示子聿》"),
        ("冰冻三尺", None, None),
        ("民惟邦本", None, "《尚书》"),
        ("隔着桌子", "柳河村的老支书", None),
        ("凡事预则", None, "《礼记》"),
        ("清心为治", "包拯", "《书端州郡斋壁》"),
        ("道虽迩，", None, None),
    }


@pytest.mark.parametrize("trap", ["30个部门", "12个乡镇", "86名", "两张皮", "书香进机关", "活地图", "传声筒", "七天"])
def test_quantities_and_scare_quotes_are_no_findings(trap: str) -> None:
    assert trap in SPEECH.with_suffix(".md").read_text(encoding="utf-8")
    for finding in objects(SPEECH):
        assert trap not in (finding.get("label") or "", finding.get("quote"), *finding.get("members", ()))


def test_header_of_the_reseller_is_left_out() -> None:
    document = quizgen.read(str(SPEECH.with_suffix(".txt")))
    assert [d.text.split()[0] for d in document.dropped] == [
        *("仅供学习交流，禁止外传", "春晓文案", "现在订阅，全年材料随时看", "会员群：", "打印")
    ]
    assert document.title == TITLE


def test_what_stands_around_the_text_is_left_out() -> None:
    page = quizgen.read(str(SPEECH.with_suffix(".html")))
    assert {d.why for d in page.dropped} == {
        *("page.menu", "page.credits", "page.share", "page.related", "page.comments", "page.footer")
    }
    book = quizgen.read(str(SPEECH.with_suffix(".epub")))
    assert {d.why for d in book.dropped} == {"book.cover", "book.imprint", "contents"}
    assert page.title == book.title == TITLE


def test_library_use(tmp_path: Path) -> None:
    deck = tmp_path / "讲话.apkg"
    call = [sys.executable, str(EXAMPLES / "library_use.py"), str(SPEECH), str(deck)]
    first, again = (
        subprocess.run(call, check=True, capture_output=True, text=True, encoding="utf-8").stdout for _ in range(2)
    )
    assert "孔子：学而不思则罔，思而不学则殆。\n" in first
    assert f"{TITLE}: 0 new notes" in again
    assert deck.stat().st_size > 1000
