from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from anki_client import STEPS, Client, Counts, client, list_note, small_deck, text_note

from quizgen.cards.identity import identify
from quizgen.cards.looks import Look, dressed
from quizgen.errors import OutputError, UsageError
from quizgen.exporters import anki, exporter_for, suffixes
from quizgen.exporters.ankitext import AnkiTextExporter, text
from quizgen.exporters.apkg import ApkgExporter
from quizgen.exporters.html import cell
from quizgen.model import Deck

EXPORTER = AnkiTextExporter()


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Client]:
    """A collection that knows the note type."""
    with client(tmp_path) as made:
        ApkgExporter().write(identify(small_deck(text_note("k", ("鱼我所欲也", "one"))), None), tmp_path / "type.apkg")
        made.take(tmp_path / "type.apkg")
        yield made


def build(deck: Deck, path: Path) -> None:
    EXPORTER.write(identify(deck, EXPORTER.previous(path)), path)


def cells(content: str) -> list[list[str]]:
    return list(csv.reader((line for line in content.split("\n") if line and line[0] != "#"), delimiter="\t"))


def test_the_header_says_what_the_columns_are() -> None:
    header = text(identify(small_deck(), None)).split("\n")[:7]
    assert header == [
        "#separator:tab", "#html:true", "#notetype:quizgen 填空", "#deck:论语选读", "#guid column:10",
        "#tags column:11",
        "#columns:Text\tExtra\tSource\tPath\tKey\tNotes\tState\tCode\tSpare2\tGUID\tTags",
    ]  # fmt: skip


def test_text_and_package_give_the_same_notes(tmp_path: Path, learner: Client) -> None:
    deck = identify(small_deck(), None)
    EXPORTER.write(deck, tmp_path / "a.txt")
    assert learner.take_text(tmp_path / "a.txt") == Counts(2, 0, 0, 0)
    for note in deck.notes:
        made = learner.note(note.key)
        assert (made.guid, tuple(made.fields)) == (note.guid, anki.fields_of(note))
        assert sorted(made.tags) == sorted(note.tags)
        assert sorted(learner.cards(note.key)) == [number for _, number in note.numbers]
    assert learner.col.decks.name(learner.cards("list.次第")[1].did) == "论语选读"
    ApkgExporter().write(deck, tmp_path / "a.apkg")
    assert learner.take(tmp_path / "a.apkg").added == 0  # the same notes, not others beside them


def test_an_edit_keeps_numbers_and_history(tmp_path: Path, learner: Client) -> None:
    path = tmp_path / "a.txt"
    build(small_deck(), path)
    learner.take_text(path)
    learner.learn("list.次第")
    before = learner.history("list.次第")
    build(small_deck(), path)
    assert learner.take_text(path) == Counts(0, 0, 2, 0)
    new = list_note("list.次第", ("博学之", "切磋之", *STEPS[1:4]))  # one inserted, the last deleted
    build(small_deck(new, small_deck().notes[1]), path)
    assert learner.take_text(path) == Counts(0, 1, 1, 0)
    after = learner.history("list.次第")
    assert {number: after[number] for number in range(1, 6)} == before
    assert "{{c6::切磋之}}" in learner.note("list.次第")["Text"]
    build(small_deck(small_deck().notes[1]), path)  # a note lost and found again
    build(small_deck(new, small_deck().notes[1]), path)
    assert learner.take_text(path) == Counts(0, 0, 2, 0)


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_no_cell_is_a_formula_and_the_text_is_whole(tmp_path: Path, learner: Client, start: str) -> None:
    note = text_note(start, (start, "one"), path=(start,), extra=(start,), source=start, tags=(start,))
    path = tmp_path / "a.txt"
    build(small_deck(note), path)
    (row,) = cells(path.read_text("utf-8"))
    assert [cell for cell in row if cell[:1] in {"=", "+", "-", "@"}] == []
    learner.take_text(path)
    assert learner.note(cell(start))["Text"].endswith(f"{{{{c1::{start}}}}}</div></div>")
    assert start in learner.sides(next(iter(learner.cards(cell(start)).values())))[1].replace(cell(start), start)


def test_the_notes_for_typing_have_a_type_and_guids_of_their_own(tmp_path: Path, learner: Client) -> None:
    deck, look = small_deck(), Look(typing=True)
    path = tmp_path / "a.txt"
    for suffix in (".apkg", ".txt"):
        exporter_for(f"a{suffix}").write(dressed(identify(deck, None), look), tmp_path / f"a{suffix}")
    learner.take(tmp_path / "a.apkg")
    assert "#notetype:quizgen 填空（输入）" in path.read_text("utf-8")
    assert learner.take_text(path) == Counts(0, 0, 2, 0)  # the same notes as those of the package
    EXPORTER.write(dressed(identify(deck, EXPORTER.previous(path)), Look()), path)
    assert learner.take_text(path) == Counts(2, 0, 0, 0)
    new = small_deck(list_note("list.次第", ("切磋之", *STEPS)), small_deck().notes[1])
    EXPORTER.write(dressed(identify(new, EXPORTER.previous(path)), look), path)
    assert learner.take_text(path) == Counts(0, 1, 1, 0)
    (answers,) = [row[7] for row in cells(path.read_text("utf-8")) if "list" in row[4]]
    assert answers == "{{c6::切磋之}}" + "".join(f"{{{{c{n}::{step}}}}}" for n, step in enumerate(STEPS, 1))


def test_rows_have_no_breaks_or_tabs() -> None:
    note = text_note("k", ('一"行\n二\t行\r\n三\x0b行\u2028四', "one"), extra=("甲\n乙",))
    content = text(identify(small_deck(note), None))
    assert len([line for line in content.splitlines() if not line.startswith("#")]) == 1
    assert len(cells(content)[0]) == 11


def test_a_file_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    for content in ("我的笔记\n", "#separator:tab\n#notetype:Basic\na\tb\n", "#quizgen-state {}\n", "\udcff"):
        path.write_bytes(content.encode("utf-8", "surrogateescape"))
        stood = path.read_bytes()
        with pytest.raises(OutputError, match="not a text file that quizgen wrote") as caught:
            EXPORTER.write(identify(small_deck(), None), path)
        assert "\n" not in str(caught.value)
        assert path.read_bytes() == stood


def test_endings_have_their_exporters(tmp_path: Path) -> None:
    for suffix in suffixes():
        exporter = exporter_for(tmp_path / f"讲话{suffix.upper()}")
        assert exporter.suffix == suffix
        assert "/" in exporter.media_type
    for name in ("讲话.pptx", "讲话"):
        with pytest.raises(UsageError, match=r"use one of \.apkg") as caught:
            exporter_for(name)
        assert caught.value.exit_status == 2
