"""Sheets as PDF: what is on the pages, and that every kind of sheet is drawn without a word from typst."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import get_args

import pytest

from quizgen import pipeline
from quizgen.sheets import Rendered, typst
from quizgen.sheets.layouts import Wish
from quizgen.sheets.leaks import letters
from quizgen.sheets.model import AnswersPlace, Face, LayoutName, Page, PaperName, Question, Row, Run, Sheet

from . import sample
from .pdf import first_characters, page_texts

EXAMPLE = Path(__file__).parents[2] / "examples" / "讲话.docx"
GOLDEN = Path(__file__).parent / "golden"
LAYOUTS: tuple[LayoutName, ...] = get_args(LayoutName)


def drawn(sheet: Sheet) -> Rendered:
    return typst.PdfWriter().render(sheet)


@pytest.fixture(scope="module")
def works() -> list[pipeline.Work]:
    return [work for work in pipeline.works([str(EXAMPLE)]) if isinstance(work, pipeline.Work)]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_pages_of_the_example(works: list[pipeline.Work], layout: LayoutName) -> None:
    laid = pipeline.laid(works, pipeline.made(works), Wish(layout=layout, codes=True))
    rendered = drawn(laid.files[0].sheet)
    text = "\n\f\n".join(page_texts(rendered.data)) + "\n"
    golden = GOLDEN / f"讲话.{layout}.txt"
    if os.environ.get("UPDATE_EXPECTED"):
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")
    assert (rendered.lacking, rendered.notes) == ("", ())


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_page_of_questions_says_an_answer(works: list[pipeline.Work], layout: LayoutName) -> None:
    laid = pipeline.laid(works, pipeline.made(works), Wish(layout=layout, answers="separate"))
    asked, key = (page_texts(drawn(printed.sheet).data) for printed in laid.files)
    answers = [answer for entry in laid.files[1].sheet.key for answer in entry.answers]
    lines = [letters(line) for page in asked for line in re.split(r"\s+", page)]
    assert not [a for a in answers if len(letters(a)) > 3 and any(letters(a) in line for line in lines)]
    said, at = letters("".join(key)), 0
    for answer in answers:
        at = said.index(letters(answer), at) + len(letters(answer))


PAPERS = [*product(LAYOUTS, get_args(AnswersPlace), ("a4",)), *product(LAYOUTS, ("end",), get_args(PaperName))]


@pytest.mark.parametrize(("layout", "answers", "paper"), dict.fromkeys(PAPERS))
def test_every_sheet_is_drawn_without_a_warning(
    works: list[pipeline.Work], layout: LayoutName, answers: AnswersPlace, paper: PaperName
) -> None:
    page = Page(paper=paper, columns=1 if paper == "a4" else 2, face="hei" if paper == "b5" else "song")
    wish = Wish(layout=layout, answers=answers, page=page, max_items=12)
    for printed in pipeline.laid(works, pipeline.made(works), wish).files:
        rendered = drawn(printed.sheet)
        assert rendered.notes == ()
        assert rendered.pages == len(page_texts(rendered.data)) > 0


@pytest.mark.parametrize("layout", LAYOUTS)
def test_markup_is_text(layout: LayoutName) -> None:
    questions = sample.hostile_question(1), sample.list_question(2)
    made = sample.sheet(layout) if layout == "cards" else sample.sheet(layout, parts=questions, inline=True)
    if layout == "cards":
        card = made.leaves[0].cells[0][0]
        assert card
        hostile = card.model_copy(update={"front": questions[0].rows, "back": (sample.HOSTILE,), "scale": 0.5})
        made = made.model_copy(update={"leaves": (made.leaves[0].model_copy(update={"cells": ((hostile, None),)}),)})
    rendered = drawn(made)
    words = sample.HOSTILE.replace("\u202e", "")
    lacking = set(rendered.lacking)
    text = re.sub(r"\s", "", "".join(page_texts(rendered.data)))
    for word in words.split():
        if not lacking & set(word):
            assert word in text
    assert lacking == set("𠮷𪚥👍")


def test_a_word_that_never_ends_is_broken() -> None:
    rows = (Row(runs=(Run(text="甲" + "x" * 10_000), Run(text="乙", gap=1, width=4))),)
    sheet = Sheet(title="长", parts=(Question(number=1, key="a", rows=rows, answers=("乙",)),))
    rendered = drawn(sheet)
    assert rendered.pages > 1
    assert "".join(page_texts(rendered.data)).count("x") == 10_000


def test_ten_thousand_characters_without_a_space_take_their_pages() -> None:
    rows = (Row(role="lead", runs=(Run(text="学" * 10_000), Run(text="问", gap=1, width=4, lines=90))),)
    rendered = drawn(Sheet(title="长", parts=(Question(number=1, key="a", rows=rows, answers=("问",)),)))
    assert sum(text.count("学") for text in page_texts(rendered.data)) == 10_000


def test_the_bytes_are_the_same_in_every_process() -> None:
    code = "import sys; from sheets import sample; from quizgen.sheets.typst import PdfWriter;"
    code += "sys.stdout.buffer.write(PdfWriter().render(sample.sheet('table')).data)"
    folders = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONPATH": ":".join(folders), "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai"))
    }
    assert found == {drawn(sample.sheet("table")).data}


def test_fonts_are_embedded_and_cut_to_what_is_used() -> None:
    data = drawn(sample.sheet()).data
    assert set(re.findall(rb"/BaseFont/[A-Z]{6}\+(NotoS\w+)", data)) == {b"NotoSerifSC", b"NotoSansSC"}
    assert len(re.findall(rb"/FontFile3", data)) == 2
    assert len(data) < 200_000


@pytest.mark.parametrize("face", get_args(Face))
def test_a_face_that_is_not_installed_is_told(face: Face, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typst, "_families", lambda: frozenset({"Noto Serif SC", "Noto Sans SC"}))
    notes = drawn(sample.sheet(page=Page(face=face))).notes
    assert [note[:8] for note in notes] == (["no 楷体 is"] if face == "kai" else [])


def test_traditional_text_has_its_own_forms_where_they_are_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = sample.sheet(lang="zh-Hant")
    monkeypatch.setattr(typst, "_families", lambda: frozenset({"Noto Serif CJK TC", "Noto Sans CJK TC"}))
    assert typst._faces(sheet)[:3] == ("Noto Serif CJK TC", "Noto Sans CJK TC", "tw")
    monkeypatch.setattr(typst, "_families", lambda: frozenset[str]())
    assert typst._faces(sheet)[:3] == ("Noto Serif SC", "Noto Sans SC", "cn")


def test_no_line_begins_with_a_mark() -> None:
    words = "学而时习之，不亦说乎？有朋自远方来，不亦乐乎？人不知而不愠，不亦君子乎？" * 4
    rows = (Row(runs=(Run(text=words), Run(text="甲", gap=1, width=6), Run(text=f"。{words}"))),)
    for size in (9, 10, 11, 12):
        page = Page(paper="a5", font_size=size)
        sheet = Sheet(title="论语", page=page, parts=(Question(number=1, key="a", rows=rows, answers=("甲",)),))
        assert not first_characters(drawn(sheet).data, "学不有人乐甲，。？") & set("，。？")


def test_a_preview_is_a_picture_of_each_page() -> None:
    made = typst.pictures(sample.sheet())
    assert len(made) == drawn(sample.sheet()).pages
    assert all(data.startswith(b"\x89PNG") for data in made)
