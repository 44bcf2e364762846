"""A code on paper finds its card in Anki itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from anki_client import client, small_deck

from quizgen.cards.identity import identify
from quizgen.cards.looks import Look, dressed
from quizgen.exporters.apkg import ApkgExporter
from quizgen.sheets.layouts import Wish, laid_out


@pytest.mark.parametrize("typing", [False, True])
def test_a_code_finds_the_note_of_its_question(tmp_path: Path, typing: bool) -> None:
    made = dressed(identify(small_deck(), None), Look(typing=typing))
    ApkgExporter().write(made, tmp_path / "a.apkg")
    (printed,) = laid_out(made, Wish(codes=True)).files
    questions = list(printed.sheet.questions)
    assert len(questions) == len(made.notes)
    with client(tmp_path) as anki:
        anki.take(tmp_path / "a.apkg")
        for question in questions:
            for typed in (f"Code:{question.code}*", question.code):
                (found,) = anki.col.find_notes(typed)
                assert anki.col.get_note(found)["Key"] == question.key
