from __future__ import annotations

import io
import json
import re
import sqlite3
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from anki_client import STEPS, Client, Counts, client, list_note, small_deck, text_note, visible
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgen.cards.identity import identify
from quizgen.cards.looks import Look, dressed, typed_form
from quizgen.errors import OutputError
from quizgen.exporters import Exporter, Written, anki, exporter_for
from quizgen.exporters.apkg import ApkgExporter, package, read_package
from quizgen.exporters.html import asked_blanks, clean
from quizgen.model import Deck, Line, Note, Segment

EXPORTER = ApkgExporter()


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Client]:
    with client(tmp_path) as made:
        yield made


def build(deck: Deck, path: Path, moment: int, monkeypatch: pytest.MonkeyPatch) -> Written:
    """What one run of the program does."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(moment))
    return EXPORTER.write(identify(deck, EXPORTER.previous(path)), path)


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(":memory:")
    with zipfile.ZipFile(path) as archive:
        connection.deserialize(archive.read("collection.anki2"))
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def test_every_card_asks_for_its_own_answer_and_shows_it_on_the_back(learner: Client, tmp_path: Path) -> None:
    path = tmp_path / "a.apkg"
    EXPORTER.write(identify(small_deck(), None), path)
    assert learner.take(path) == Counts(2, 0, 0, 0)
    assert learner.col.card_count() == 7
    for number, card in learner.cards("list.次第").items():
        front, back = learner.sides(card)
        assert STEPS[number - 1] not in visible(front)
        assert '<span class="cloze"' in front
        assert STEPS[number - 1] in visible(back)
    assert learner.empty_cards() == 0
    assert learner.col.fix_integrity()[1]


def test_same_input_and_time_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    build(small_deck(), tmp_path / "a.apkg", 1_800_000_000, monkeypatch)
    build(small_deck(), tmp_path / "b.apkg", 1_800_000_000, monkeypatch)
    first = (tmp_path / "a.apkg").read_bytes()
    assert first == (tmp_path / "b.apkg").read_bytes()
    written = build(small_deck(), tmp_path / "a.apkg", 1_800_009_999, monkeypatch)
    assert written.unchanged == ("list.次第", "saying.学而不思")
    assert (tmp_path / "a.apkg").read_bytes() == first


def test_unchanged_document_updates_nothing_and_edits_survive(
    learner: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.apkg"
    build(small_deck(), path, 1_700_000_000, monkeypatch)
    learner.take(path)
    note = learner.note("saying.学而不思")
    note["Notes"] = "我的备注"
    note.add_tag("marked")
    learner.col.update_note(note)
    build(small_deck(), path, 1_900_000_000, monkeypatch)
    assert learner.take(path) == Counts(0, 0, 2, 0)
    assert learner.note("saying.学而不思")["Notes"] == "我的备注"
    assert "marked" in learner.note("saying.学而不思").tags


def test_edit_insert_and_delete_move_one_note_and_keep_numbers_and_history(
    learner: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.apkg"
    build(small_deck(), path, 1_700_000_000, monkeypatch)
    learner.take(path)
    for key in ("list.次第", "saying.学而不思"):
        learner.learn(key)
    before = {key: learner.history(key) for key in ("list.次第", "saying.学而不思")}

    edited = ("博学之而广", "审问之", "切磋之", "慎思之", "笃行之")  # 1 edited, one inserted, 明辨之 deleted
    new = small_deck(list_note("list.次第", edited), small_deck().notes[1])
    written = build(new, path, 1_700_000_100, monkeypatch)
    assert (written.changed, written.unchanged) == (("list.次第",), ("saying.学而不思",))
    assert written.gaps == (("list.次第", 4),)
    assert learner.take(path) == Counts(0, 1, 1, 0)

    assert learner.history("saying.学而不思") == before["saying.学而不思"]
    after = learner.history("list.次第")
    assert {n: after[n] for n in range(1, 6)} == before["list.次第"]
    assert after[6] == (0, 3, 0) or after[6][0] == 0  # the inserted item is new
    text = learner.note("list.次第")["Text"]
    for number, answer in {1: "博学之而广", 2: "审问之", 3: "慎思之", 5: "笃行之", 6: "切磋之"}.items():
        assert f"{{{{c{number}::{answer}}}}}" in text
    assert learner.empty_cards() == 1  # 明辨之, which the report names

    back = small_deck(list_note("list.次第", (*edited, "明辨之")), small_deck().notes[1])
    build(back, path, 1_700_000_200, monkeypatch)
    assert "{{c7::明辨之}}" in read_package(path).notes[0].fields[0]  # type: ignore[union-attr]


def test_a_note_that_comes_back_finds_its_history(
    learner: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.apkg"
    build(small_deck(), path, 1_700_000_000, monkeypatch)
    learner.take(path)
    learner.learn("list.次第")
    before = learner.history("list.次第")
    without = small_deck(small_deck().notes[1])
    assert build(without, path, 1_700_000_100, monkeypatch).removed == ("list.次第",)
    assert build(without, path, 1_700_000_150, monkeypatch).removed == ()
    turned = small_deck(list_note("list.次第", STEPS[::-1]), small_deck().notes[1])
    build(turned, path, 1_700_000_200, monkeypatch)
    assert learner.take(path) == Counts(0, 1, 1, 0)
    assert learner.history("list.次第") == before
    assert "{{c1::博学之}}</li></ol>" in learner.note("list.次第")["Text"]


def test_mod_moves_with_the_note_and_always_forward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.apkg"
    query = "SELECT mod FROM notes ORDER BY id"
    build(small_deck(), path, 1_700_000_000, monkeypatch)
    assert rows(path, query) == [(1_700_000_000,), (1_699_999_999,)]
    new = small_deck(list_note("list.次第", (*STEPS[:4], "力行之")), small_deck().notes[1])
    build(new, path, 1_600_000_000, monkeypatch)  # a clock that went back
    assert rows(path, query) == [(1_700_000_001,), (1_699_999_999,)]
    assert len({m for (m,) in rows(path, query)}) == 2


def test_due_follows_the_document_and_ids_are_unique(tmp_path: Path) -> None:
    path = tmp_path / "a.apkg"
    EXPORTER.write(identify(small_deck(), None), path)
    assert rows(path, "SELECT DISTINCT nid, due FROM cards ORDER BY nid")[0][1] == 1
    assert [due for (due,) in rows(path, "SELECT due FROM cards ORDER BY id")] == [1] * 5 + [2] * 2
    ids = rows(path, "SELECT id FROM notes UNION ALL SELECT id FROM cards")
    assert len(set(ids)) == len(ids) == 9
    with zipfile.ZipFile(path) as archive:
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_DEFLATED}


COMMON = ["Text", "Extra", "Source", "Path", "Key", "Notes", "State"]
PINNED = [
    (False, 1763850011, 6125873401, 5207391160, [*COMMON, "Code", "Spare2"]),
    (True, 1763850029, 6125873419, 5207391260, [*COMMON, "Answer", "Also", "Code", "Spare2"]),
]


@pytest.mark.parametrize(("typing", "number", "template", "first_field", "names"), PINNED)
def test_the_note_types_are_pinned(
    tmp_path: Path, typing: bool, number: int, template: int, first_field: int, names: list[str]
) -> None:
    """Templates, style or fields changed? Raise ``mod`` to now, else no learner gets the change."""
    of = anki.TYPING if typing else anki.PLAIN
    assert (of.mod, of.content_digest()) == (1795417200, of.digest)
    path = tmp_path / "a.apkg"
    EXPORTER.write(dressed(identify(small_deck(), None), Look(typing=typing)), path)
    (model,) = json.loads(str(rows(path, "SELECT models FROM col")[0][0])).values()
    assert (int(model["id"]), model["mod"], model["type"]) == (number, of.mod, 1)
    assert [field["name"] for field in model["flds"]] == names
    assert [field["id"] for field in model["flds"]] == list(range(first_field, first_field + len(names)))
    assert [one["id"] for one in model["tmpls"]] == [template]


HOSTILE = (
    "{{c1::x}}", "}}", "{{", "a::b", "::", ":", "<script>alert(1)</script>", "[sound:x.mp3]", "\\(x\\)", "\\[y\\]",
    "[latex]x[/latex]", "[$]x[/$]", "&amp;", "&lt;b&gt;", "😀", "豈", "a\x00b", "a\x1fb", "=1+1", "-1", "{{Text}}",
    "<!-- ", "[anki:tts lang=zh_CN]x[/anki:tts]", "a\tb", "a\nb", '"引"', "{{^Extra}}x{{/Extra}}", "{{cloze:Text}}",
)  # fmt: skip


@pytest.mark.parametrize("suffix", [".apkg", ".txt"])
def test_hostile_text_is_text(learner: Client, tmp_path: Path, suffix: str) -> None:
    lead = "以下写法："
    notes = [
        text_note(f"k{i}", (lead + h, None), (h, "one"), (h, None), ("正文" + h + "末", "two"),
                  path=(h, "章"), extra=(h,), source=h, tags=(h, "论语::" + h))
        for i, h in enumerate(HOSTILE)
    ]  # fmt: skip
    deck = small_deck(*notes)
    path = tmp_path / f"a{suffix}"
    exporter_for(path).write(identify(deck, None), path)
    if suffix == ".txt":
        EXPORTER.write(identify(small_deck(), None), tmp_path / "type.apkg")
        learner.take(tmp_path / "type.apkg")
        assert learner.take_text(path).added == len(HOSTILE)
    else:
        assert learner.take(path).added == len(HOSTILE)
    for i, hostile in enumerate(HOSTILE):
        cards = learner.cards(f"k{i}")
        assert sorted(cards) == ([1, 2] if clean(hostile).strip() else [2])
        shown = clean(hostile).replace("\n", "")
        front, back = learner.sides(cards[2])
        assert f"{lead}{shown}{shown}{shown}[...]" in visible(front)
        assert f"{lead}{shown}{shown}{shown}正文{shown}末" in visible(back)
        assert "<script" not in back and "<anki-mathjax" not in back
        assert not cards[2].question_av_tags() and not cards[2].answer_av_tags()
    assert learner.empty_cards() == 0
    assert {c for n in learner.col.find_notes("") for c in learner.col.get_note(n).cloze_numbers_in_fields()} <= set(
        range(1, 6)
    )
    assert not learner.col.media.check().missing


def test_tags_arrive_as_they_were_written(learner: Client, tmp_path: Path) -> None:
    tags = ("论语::为 政", "论语::为\u3000政", "::首", "尾::", "a::::b", "Dup", "dup", 'x"y', "", "制\t表", "-减")
    deck = small_deck(text_note("k", ("学而时习之", "one"), tags=tags))
    path = tmp_path / "a.apkg"
    EXPORTER.write(identify(deck, None), path)
    learner.take(path)
    expected = ("论语::为_政", "首", "尾", "a::b", "Dup", "xy", "制_表", "减")
    assert anki.tags_of(deck.notes[0]) == expected
    assert sorted(learner.note("k").tags) == sorted(expected)


def test_deck_name_and_description(learner: Client, tmp_path: Path) -> None:
    deck = small_deck().model_copy(update={"name": ' ::书 名\t"卷"::\n::第一章:: ', "description": "由 <b>生成"})
    path = tmp_path / "a.apkg"
    EXPORTER.write(identify(deck, None), path)
    learner.take(path)
    made = learner.col.decks.by_name("书 名 ”卷”::第一章")
    assert made is not None
    assert "由 &lt;b&gt;生成" in made["desc"]
    assert anki.deck_name(deck.model_copy(update={"name": "::"})) == "quizgen"
    assert 1 < anki.deck_number(deck) < 2**53


WORDS = st.text(
    alphabet=st.one_of(
        st.sampled_from("{}:c1[]()\\<>&;=#\"'□学而时习之豈\u0301\u200b\x00\x1f\t\n\r "),
        st.characters(codec="utf-8"),
    ),
    min_size=1, max_size=12,
)  # fmt: skip
SEGMENTS = st.lists(st.tuples(WORDS, st.sampled_from([None, "one", "two", "three"])), min_size=1, max_size=6)


@pytest.fixture(scope="module")
def shared_learner() -> Iterator[Client]:
    with tempfile.TemporaryDirectory() as folder, client(Path(folder)) as made:
        buffer = io.BytesIO()
        EXPORTER.write(identify(small_deck(), None), buffer)
        path = Path(folder) / "a.apkg"
        path.write_bytes(buffer.getvalue())
        made.take(path)
        yield made


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(SEGMENTS, min_size=1, max_size=3), st.booleans())
def test_anki_shows_every_character_and_hides_every_answer(
    shared_learner: Client, lines: list[list[tuple[str, str | None]]], covered: bool
) -> None:
    note = Note(
        key="k", kind="list", covered=covered,
        lines=tuple(
            Line(role="item", number=i, segments=tuple(Segment(text=t, blank=b) for t, b in line))
            for i, line in enumerate(lines, start=1)
        ),
    )  # fmt: skip
    (identified,) = identify(small_deck(note), None).notes
    asked = asked_blanks(identified)
    if not asked:
        with pytest.raises(ValueError, match="no blank"):
            anki.fields_of(identified)
        return
    model = shared_learner.col.models.by_name(anki.PLAIN.name)
    assert model is not None
    made = shared_learner.col.new_note(model)
    made.fields = list(anki.fields_of(identified))
    assert sorted(made.cloze_numbers_in_fields()) == sorted(asked.values())
    for blank, number in asked.items():
        output = made.ephemeral_card(ord=number - 1).render_output()
        assert flat(visible(output.question_text)) == flat(face(identified, blank))
        back = visible(output.answer_text)
        assert flat(face(identified, None)) in flat(back)


def face(note: Note, hidden: str | None) -> str:
    """The note's words, with ``[...]`` for each run of the hidden blank."""
    shown = []
    for line in note.lines:
        runs: list[tuple[str | None, str]] = []
        for segment in line.segments:
            if runs and runs[-1][0] == segment.blank:
                runs[-1] = (segment.blank, runs[-1][1] + segment.text)
            else:
                runs.append((segment.blank, segment.text))
        shown += ["[...]" if hidden and blank == hidden and clean(t).strip() else clean(t) for blank, t in runs]
    return "".join(shown)


def flat(text: str) -> str:
    """Without white space and direction marks, which HTML and Anki move about; composed across borders."""
    return unicodedata.normalize(
        "NFC", "".join(c for c in text if not c.isspace() and c not in "\u2066\u2067\u2068\u2069")
    )


@pytest.mark.parametrize(
    "content", [b"no zip at all", b"PK\x03\x04 cut off", None], ids=["text", "damaged", "somebody else's"]
)
def test_a_file_that_is_not_ours_is_left_alone(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "a.apkg"
    if content is None:
        with zipfile.ZipFile(path, "w") as archive:
            connection = sqlite3.connect(":memory:")
            connection.executescript("CREATE TABLE col (conf, decks); INSERT INTO col VALUES ('{}', '{}')")
            archive.writestr("collection.anki2", connection.serialize())
            connection.close()
    else:
        path.write_bytes(content)
    stood = path.read_bytes()
    for attempt in (EXPORTER.previous, lambda p: EXPORTER.write(identify(small_deck(), None), p)):
        with pytest.raises(OutputError, match="not a package that quizgen wrote") as caught:
            attempt(path)
        assert "\n" not in str(caught.value)
    assert path.read_bytes() == stood


def test_a_package_cut_anywhere_is_refused_without_a_traceback(tmp_path: Path) -> None:
    path = tmp_path / "a.apkg"
    EXPORTER.write(identify(small_deck(), None), path)
    data = path.read_bytes()
    for end in range(1, len(data), len(data) // 40):
        path.write_bytes(data[:end])
        with pytest.raises(OutputError):
            EXPORTER.previous(path)
    for at in range(60, len(data), len(data) // 60):  # or with a byte gone bad
        path.write_bytes(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
        try:
            EXPORTER.previous(path)
        except OutputError as error:
            assert "\n" not in str(error)


def test_nothing_and_an_empty_file_are_a_first_build(tmp_path: Path) -> None:
    assert EXPORTER.previous(tmp_path / "a.apkg") is None
    (tmp_path / "a.apkg").touch()
    assert EXPORTER.previous(tmp_path / "a.apkg") is None


def test_a_deck_without_identity_is_a_fault_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no guid"):
        EXPORTER.write(small_deck(), tmp_path / "a.apkg")
    assert not (tmp_path / "a.apkg").exists()


def test_what_was_written_is_what_identity_reads(tmp_path: Path) -> None:
    deck = identify(small_deck(), None)
    path = tmp_path / "a.apkg"
    EXPORTER.write(deck, path)
    before = EXPORTER.previous(path)
    assert before is not None
    assert [(n.key, n.guid, n.kind, n.numbers, n.used) for n in before.notes] == [
        (n.key, n.guid, n.kind, n.numbers, n.used) for n in deck.notes
    ]
    assert [n.blanks for n in before.notes] == [n.blanks for n in deck.notes]
    assert identify(small_deck(), before) == deck


def test_another_document_at_the_path_starts_afresh(tmp_path: Path) -> None:
    path = tmp_path / "a.apkg"
    EXPORTER.write(identify(small_deck(), None), path)
    other = Deck(name="孟子", id="doc:孟子.txt", notes=(text_note("saying.鱼", ("鱼，我所欲也", "one")),))
    written = EXPORTER.write(identify(other, EXPORTER.previous(path)), path)
    assert written == Written(added=("saying.鱼",))
    before = read_package(path)
    assert before is not None and before.retired == ()


def test_a_thousand_notes_take_no_time_to_speak_of() -> None:
    import time

    notes = tuple(text_note(f"k{i}", (f"第{i}句的前半，", "a"), (f"第{i}句的后半。", "b")) for i in range(1000))
    start = time.perf_counter()
    package(identify(small_deck(*notes), None), None, 1_800_000_000)
    assert time.perf_counter() - start < 5


def test_anki_finds_notes_by_the_search_of_the_report(learner: Client, tmp_path: Path) -> None:
    keys = ("list.四个自信", "a_b", "a*b", 'x"y', "冒:号", "list.次第")
    path = tmp_path / "a.apkg"
    EXPORTER.write(
        identify(small_deck(*(text_note(k, (f"内容{k}", "one")) for k in keys), text_note("axb", ("别", "one"))), None),
        path,
    )
    learner.take(path)
    for key in keys:
        assert [learner.col.get_note(n)["Key"] for n in learner.col.find_notes(anki.search([key]))] == [key]
    assert len(learner.col.find_notes(anki.search(keys))) == len(keys)


def test_what_is_not_asked_is_remembered(learner: Client, tmp_path: Path) -> None:
    deck = identify(small_deck(), None)
    listed, saying = deck.notes
    quiet = listed.model_copy(update={"silent": (STEPS[1],), "words": ((STEPS[2], "别的话"),)})
    target = tmp_path / "a.apkg"
    EXPORTER.write(deck.model_copy(update={"notes": (quiet,), "held": (saying,)}), target)
    before = EXPORTER.previous(target)
    assert before is not None
    known = {note.guid: note for note in before.notes}
    assert known[listed.guid].silent == (STEPS[1],) and known[listed.guid].numbers == listed.numbers
    assert [line.text for line in known[listed.guid].lines][2] == "别的话"
    assert known[saying.guid].numbers == saying.numbers
    learner.take(target)
    assert sorted(learner.cards(listed.key)) == [1, 3, 4, 5] and learner.col.note_count() == 1
    assert learner.empty_cards() == 0
    data = target.read_bytes()
    EXPORTER.write(deck.model_copy(update={"notes": (quiet,), "held": (saying,)}), target)
    assert target.read_bytes() == data


def test_a_hint_shows_on_its_own_card_in_anki(learner: Client, tmp_path: Path) -> None:
    segments = (("学而不思则罔", "a"), ("，", None), ("思而不学则殆", "b"))
    note = text_note("saying.学而", *segments)
    first = note.lines[0].segments[0].model_copy(update={"hint": "罔"})
    lines = (Line(segments=(first, *note.lines[0].segments[1:])),)
    target = tmp_path / "a.apkg"
    EXPORTER.write(identify(small_deck(note.model_copy(update={"lines": lines})), None), target)
    learner.take(target)
    fronts = {number: visible(learner.sides(card)[0]) for number, card in learner.cards("saying.学而").items()}
    assert "[罔]" in fronts[1] and "罔" not in fronts[2].replace("学而不思则罔", "")


def dressed_build(
    deck: Deck, path: Path, moment: int, monkeypatch: pytest.MonkeyPatch, look: Look, exporter: Exporter = EXPORTER
) -> Written:
    """What one run of the program does with options for the look."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(moment))
    return exporter.write(dressed(identify(deck, exporter.previous(path)), look), path)


def test_a_hint_changes_content_and_no_identity(
    learner: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.apkg"
    dressed_build(small_deck(), path, 1_700_000_000, monkeypatch, Look())
    learner.take(path)
    learner.learn("list.次第")
    before, known = learner.history("list.次第"), rows(path, "SELECT guid, id FROM notes ORDER BY id")
    written = dressed_build(small_deck(), path, 1_700_000_100, monkeypatch, Look(hint="first"))
    assert written.changed == ("list.次第", "saying.学而不思") and not written.gaps
    assert rows(path, "SELECT guid, id FROM notes ORDER BY id") == known
    assert learner.take(path) == Counts(0, 2, 0, 0)
    assert learner.history("list.次第") == before
    for number, card in learner.cards("list.次第").items():
        front, back = map(visible, learner.sides(card))
        assert f"[{STEPS[number - 1][0]}]" in front and STEPS[number - 1] not in front
        assert STEPS[number - 1] in back and "[" not in back
    dressed_build(small_deck(), path, 1_700_000_200, monkeypatch, Look(hint="length", blank="length"))
    learner.take(path)
    front, _ = learner.sides(learner.cards("saying.学而不思")[1])
    assert "[6字]" in visible(front) and "min-width:8.0em" in front and 'class="note saying sized"' in front


def typed_at(learner: Client, card: Any, typed: str) -> str:
    """What Anki's reviewer shows for ``typed``; it takes the field out of the question as the desktop does."""
    (name,) = re.findall(r"\[\[type:cloze:(\w+)\]\]", learner.sides(card)[0])
    expected = learner.col.extract_cloze_for_typing(card.note()[name], card.ord + 1)
    return learner.col.compare_answer(expected, typed)


JOINED = text_note("list.君子", ("君子的仁爱和信义，", "a"), ("立身之本；", None), ("“礼、乐”", "b"), kind="list")


def test_a_typed_answer_is_compared_without_punctuation(learner: Client, tmp_path: Path) -> None:
    path = tmp_path / "a.apkg"
    recital = Note(
        key="list.次第.recite",
        kind="recite",
        lines=tuple(Line(segments=(Segment(text=s, blank="all"),)) for s in STEPS),
    )
    deck = dressed(identify(small_deck(*small_deck().notes, JOINED, recital), None), Look(typing=True))
    EXPORTER.write(deck, path)
    assert learner.take(path) == Counts(4, 0, 0, 0)
    assert learner.col.card_count() == 10 and learner.empty_cards() == 0 and learner.col.fix_integrity()[1]
    answers = {
        ("list.君子", 1): "君子的仁爱和信义",
        ("list.君子", 2): "礼乐",
        ("list.次第.recite", 1): "".join(STEPS),
    }
    answers |= {("list.次第", number): step for number, step in enumerate(STEPS, 1)}
    for (key, number), answer in answers.items():
        card = learner.cards(key)[number]
        assert typed_at(learner, card, answer) == f"<code id=typeans><span class=typeGood>{answer}</span></code>"
        assert "typeMissed" in typed_at(learner, card, answer[:-1] or "否")
        front, back = map(visible, learner.sides(card))
        assert answer not in front and "[[type:cloze:Answer]]" in front and "[[type:cloze:Answer]]" in back
    fronts = [visible(learner.sides(card)[0]) for card in learner.cards("list.君子").values()]
    backs = [visible(learner.sides(card)[1]) for card in learner.cards("list.君子").values()]
    assert not any("也可以答" in front for front in fronts)
    assert "也可以答：君子的仁爱与信义；君子仁爱和信义；君子仁爱与信义" in backs[0] and "也可以答" not in backs[1]


@pytest.mark.parametrize("text", ["{{c1::x}}", "a::b", "}}", "——", "<b>", "&lt;", "[sound:x.mp3]", "\\(x\\)和字"])
def test_hostile_text_can_be_typed(learner: Client, tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.apkg"
    deck = identify(small_deck(text_note("k", ("甲", None), (text, "a"), ("乙", "b"))), None)
    EXPORTER.write(dressed(deck, Look(typing=True, hint="first")), path)
    learner.take(path)
    assert sorted(learner.cards("k")) == [1, 2] and learner.empty_cards() == 0
    assert "typeBad" not in typed_at(learner, learner.cards("k")[1], typed_form(text))
    assert "typeMissed" not in typed_at(learner, learner.cards("k")[1], typed_form(text))


def test_both_note_types_live_in_one_collection_and_each_keeps_its_history(
    learner: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.apkg"
    dressed_build(small_deck(), path, 1_700_000_000, monkeypatch, Look())
    learner.take(path)
    plain = {learner.note(key).guid: key for key in ("list.次第", "saying.学而不思")}
    learner.learn("list.次第")
    before = learner.history("list.次第")

    written = dressed_build(small_deck(), path, 1_700_000_100, monkeypatch, Look(typing=True))
    assert (len(written.added), written.removed, written.gaps) == (2, (), ())
    assert written.twins == written.added
    assert learner.take(path) == Counts(2, 0, 0, 0)
    assert learner.col.card_count() == 14
    typing = learner.by_guid()
    assert sorted(typing) == sorted([*plain, *(guid + "t" for guid in plain)])

    (guid,) = [guid for guid, key in plain.items() if key == "list.次第"]
    for card in typing[guid + "t"].cards():
        card.type, card.queue, card.ivl, card.due, card.reps = 2, 2, 50 + card.ord, 500 + card.ord, 5
        learner.col.update_card(card)
    edited = ("博学之而广", "审问之", "切磋之", *STEPS[2:])
    new = small_deck(list_note("list.次第", edited), small_deck().notes[1])
    written = dressed_build(new, path, 1_700_000_200, monkeypatch, Look(typing=True))
    assert (written.changed, written.unchanged) == (("list.次第",), ("saying.学而不思",))
    assert learner.take(path) == Counts(0, 1, 1, 0)
    kept = learner.by_guid()[guid + "t"]
    assert [(card.ivl, card.due) for card in kept.cards()][:5] == [(50 + n, 500 + n) for n in range(5)]
    assert "{{c6::切磋之}}" in kept["Answer"] and "{{c1::博学之而广}}" in kept["Answer"]

    # back to the type without typing, at a clock that stands still: the old cards are updated, with their history
    written = dressed_build(new, path, 1_700_000_000, monkeypatch, Look())
    assert (len(written.added), written.removed) == (2, ())
    assert learner.take(path) == Counts(0, 2, 0, 0)
    old = learner.by_guid()[guid]
    history = {card.ord + 1: (card.ivl, card.due, card.reps) for card in old.cards()}
    assert {number: history[number] for number in before} == before
    assert "{{c6::切磋之}}" in old["Text"]


def test_a_note_lost_while_its_twin_was_out_keeps_its_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.apkg"
    saying = small_deck().notes[1]
    dressed_build(small_deck(), path, 1_700_000_000, monkeypatch, Look())
    written = dressed_build(small_deck(saying), path, 1_700_000_100, monkeypatch, Look(typing=True))
    assert written.removed == ("list.次第",)
    dressed_build(small_deck(saying), path, 1_700_000_200, monkeypatch, Look())
    dressed_build(
        small_deck(list_note("list.次第", ("切磋之", *STEPS)), saying), path, 1_700_000_300, monkeypatch, Look()
    )
    assert "{{c6::切磋之}}" in read_package(path).notes[0].fields[0]  # type: ignore[union-attr]
