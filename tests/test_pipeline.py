"""The whole flow, up to what Anki's own code makes of the package."""

from __future__ import annotations

import html
import os
import re
import shutil
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.consts import CARD_TYPE_REV, QUEUE_TYPE_REV

import quizgen
from quizgen import exporters, glossary, pipeline
from quizgen.errors import InputError, OutputError, UsageError
from quizgen.exporters import Written
from quizgen.exporters.anki import PLAIN
from quizgen.exporters.apkg import read_package
from quizgen.folders import Options
from quizgen.model import Deck, Document, Formulation, Note, Problem
from quizgen.pipeline import Work

STEPS = """治学之道

一、为学的次第

为学要走好五步：一是博学之，二是审问之，三是慎思之，四是明辨之，五是笃行之。

二、修身的工夫

修身有三种工夫：一是格物致知，二是诚意正心，三是克己复礼。
孔子说：“学而不思则罔，思而不学则殆。”
曾子说：“士不可以不弘毅，任重而道远。”
"""


OTHERS = (
    "老子说：“千里之行，始于足下。”\n老子说：“合抱之木，生于毫末。”\n",
    "庄子说：“吾生也有涯，而知也无涯。”\n庄子说：“君子之交淡如水，小人之交甘若醴。”\n",
    "孟子说：“生于忧患，死于安乐。”\n治国有三件大事：一是尊贤使能，二是省刑薄敛，三是深耕易耨。\n",
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def document(name: str, text: str = STEPS) -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return name


def build(paths: Sequence[str], output: str, moment: int = 1_800_000_000) -> tuple[Written, list[Work]]:
    """What ``quizgen deck`` does, at ``moment``."""
    works = list(pipeline.works(paths, output))
    done = [work for work in works if isinstance(work, Work)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(moment))
        return pipeline.write_all(done, output), done


def stored(output: str) -> dict[str, Note]:
    """The notes of the deck at ``output`` by GUID."""
    deck = exporters.exporter_for(output).previous(Path(output))
    assert deck is not None
    notes = {note.guid: note for note in deck.notes}
    assert len(notes) == len(deck.notes), "two notes share a GUID"
    return notes


@dataclass(frozen=True)
class Learner:
    """A collection of the real Anki."""

    col: Collection

    def take(self, output: str) -> tuple[int, int, int]:
        """How many notes an import added, updated and left alone."""
        options = ImportAnkiPackageOptions(with_scheduling=False, merge_notetypes=False)
        log = self.col.import_anki_package(ImportAnkiPackageRequest(package_path=output, options=options)).log
        self.col.models._clear_cache()
        assert not log.conflicting and not log.missing_notetype
        return len(log.new), len(log.updated), len(log.duplicate)

    def notes(self) -> dict[str, Any]:
        """All notes by GUID."""
        return {note.guid: note for note in map(self.col.get_note, self.col.find_notes(""))}

    def learn(self) -> None:
        """Give every card a history of its own."""
        for number, card in enumerate(map(self.col.get_card, sorted(self.col.find_cards(""))), start=1):
            card.type, card.queue = CARD_TYPE_REV, QUEUE_TYPE_REV
            card.ivl, card.due, card.reps = 10 + number, 100 + number, number
            self.col.update_card(card)

    def history(self) -> dict[tuple[str, int], tuple[int, int, int]]:
        """Interval, due day and repetitions by GUID and cloze number, of cards that were learnt."""
        cards = [(guid, card) for guid, note in self.notes().items() for card in note.cards()]
        return {(guid, card.ord + 1): (card.ivl, card.due, card.reps) for guid, card in cards if card.reps}


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    col = Collection(str(tmp_path / "collection.anki2"))
    try:
        yield Learner(col)
    finally:
        col.close()


# ── the public verbs ──


def test_the_public_verbs_spell_the_flow() -> None:
    read = quizgen.read(document("治学.txt"))
    findings = quizgen.extract(read)
    deck = quizgen.make_cards(read, findings)
    written = quizgen.write(deck, "治学.apkg")
    assert isinstance(read, Document) and isinstance(deck, Deck)
    assert {finding.kind for finding in findings} == {"formulation", "saying"}
    assert len(written.added) == len(deck.notes) > 3
    assert quizgen.write(deck, "治学.apkg").unchanged == written.added


def test_an_ending_without_format_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match=r"no format ends in \.pptx"):
        quizgen.write(Deck(name="a", id="a"), "a.pptx")


# ── which inputs ──


def test_an_input_counts_once_however_often_it_is_named() -> None:
    document("a.txt")
    Path("link.txt").symlink_to("a.txt")
    assert list(pipeline.inputs(["a.txt", "./a.txt", "link.txt", "-", "-", str(Path("a.txt").resolve())])) == [
        "a.txt",
        "-",
    ]


def test_a_folder_does_not_count_the_deck_made_of_it() -> None:
    document("folder/a.txt")
    build(["folder"], "folder/deck.txt")
    assert [work.name for work in pipeline.works(["folder"], "folder/deck.txt") if isinstance(work, Work)] == [
        str(Path("folder", "a.txt"))
    ]
    assert build(["folder"], "folder/deck.txt")[0].added == ()


def test_a_document_is_not_written_over() -> None:
    document("a.txt")
    with pytest.raises(OutputError, match="left alone"):
        build(["a.txt"], "a.txt")
    assert Path("a.txt").read_text("utf-8") == STEPS


def test_bad_inputs_are_problems_in_their_place() -> None:
    document("good.txt")
    document("empty.txt", "")
    Path("nothing").mkdir()
    results = list(pipeline.works(["none.txt", "good.txt", "empty.txt", "nothing", "长" * 400 + ".txt"]))
    assert [isinstance(result, Problem) for result in results] == [True, False, True, True, True]
    assert all(result.what and result.remedy for result in results if isinstance(result, Problem))
    assert [isinstance(item, Problem) for item in pipeline.found(["none.txt", "good.txt"])] == [True, False]
    with pytest.raises(InputError, match=r"empty\.txt"):
        pipeline.work("empty.txt")


def test_a_damaged_curated_deck_is_one_problem() -> None:
    document("mine/deck.toml", "title = 1")
    (problem,) = pipeline.works(["mine"])
    assert isinstance(problem, Problem) and "deck.toml" in problem.where


def test_a_shipped_deck_is_found_from_anywhere() -> None:
    (work,) = pipeline.works(["decks/zhengzhi"])
    assert isinstance(work, Work) and work.deck.id == "decks/zhengzhi" and len(work.deck.notes) > 50
    (problem,) = pipeline.works(["decks/.."])
    assert isinstance(problem, Problem)


def test_a_folder_of_curated_decks_stands_for_all_of_them() -> None:
    shipped = [f"decks/{deck.name}" for deck in glossary.load().decks]
    assert len(shipped) > 10 and list(pipeline.inputs(["decks", "decks/zhengzhi"])) == shipped
    document("mine/one/deck.toml", 'title = "甲"\ntags = []\ndescription = "乙"\n')
    document("mine/README.txt")
    assert list(pipeline.inputs(["mine/"])) == ["mine/one"]
    document("mine/notes.txt")
    assert list(pipeline.inputs(["mine/"])) == ["mine/one", str(Path("mine", "notes.txt"))]


def test_a_curated_deck_is_listed_with_spans_that_hold() -> None:
    for item in pipeline.found(["decks"]):
        assert not isinstance(item, Problem)
        listed, seen = item
        for finding in seen.findings:
            if isinstance(finding, Formulation):
                assert finding.label_span and listed.text(finding.label_span) == finding.label
                assert [listed.text(m.span) for m in finding.members if m.span] == [m.text for m in finding.members]
            else:
                assert [listed.text(span) for span in finding.spans] == [finding.quote]
    (item,) = pipeline.found(["decks/zhengzhi"], Options(without=("saying",)))
    assert not isinstance(item, Problem) and {one.kind for one in item[1].findings} == {"formulation"}


# ── several documents in one deck ──


def test_documents_of_one_name_do_not_share_identity() -> None:
    paths = [
        document("上/第一章.txt"),
        document("下/第一章.txt", OTHERS[0]),
        document("下/第一章.md", OTHERS[1]),
        document("外/下/第一章.txt", OTHERS[2]),
    ]
    written, done = build(paths, "书.apkg")
    assert [work.deck.id for work in done] == ["第一章", "下/第一章", f"{Path.cwd().name}/下/第一章", "外/下/第一章"]
    assert len(stored("书.apkg")) == len(written.added) == sum(len(work.deck.notes) for work in done)
    assert [len(work.deck.problems) for work in done] == [0, 1, 1, 1]
    assert str(done[1].deck.problems[0]).startswith("下/第一章.txt: has the same name as 上/第一章.txt")
    again, _ = build(paths, "书.apkg", 1_900_000_000)
    assert again.unchanged == written.added


def test_names_that_nothing_tells_apart_are_numbered() -> None:
    names = [os.fsdecode(name + b".txt") for name in (b"\xff", b"\xfe", b"\xfd")]
    try:
        paths = [document(name, text) for name, text in zip(names, OTHERS, strict=True)]
    except OSError:
        pytest.skip("this file system takes no such name")
    _, done = build(paths, "a.apkg")
    assert len({work.deck.id for work in done}) == 3
    assert len(stored("a.apkg")) == sum(len(work.deck.notes) for work in done)
    for work in done:
        work.deck.model_dump_json()


def test_a_second_document_leaves_the_first_ones_cards_alone(learner: Learner) -> None:
    build([document("a.txt")], "书.apkg")
    learner.take("书.apkg")
    learner.learn()
    before = learner.history()
    written, done = build(["a.txt", document("b.txt", OTHERS[0])], "书.apkg", 1_900_000_000)
    assert (written.changed, written.removed) == ((), ())
    assert learner.take("书.apkg") == (len(done[1].deck.notes), 0, len(done[0].deck.notes))
    assert learner.history() == before


def test_a_document_that_fails_once_comes_back_to_its_identity() -> None:
    paths = [document("a.txt"), document("b.txt", OTHERS[0])]
    _, done = build(paths, "书.apkg")
    before = {guid: note.numbers for guid, note in stored("书.apkg").items()}
    Path("b.txt").write_bytes(b"")
    written, _ = build(paths, "书.apkg", 1_900_000_000)
    assert len(written.removed) == len(done[1].deck.notes)
    document("b.txt", OTHERS[0])
    build(paths, "书.apkg", 1_900_000_001)
    assert {guid: note.numbers for guid, note in stored("书.apkg").items()} == before


def test_standard_input_takes_the_name_of_the_output(monkeypatch: pytest.MonkeyPatch) -> None:
    document("a.txt", STEPS.partition("\n\n")[2])
    ids = []
    for output in ("上.apkg", "下.apkg"):
        with Path("a.txt").open(encoding="utf-8") as file:
            monkeypatch.setattr("sys.stdin", file)
            _, done = build(["-"], output)
        ids.append((done[0].deck.id, done[0].deck.name))
    assert ids == [("上", "上"), ("下", "下")]
    assert not stored("上.apkg").keys() & stored("下.apkg").keys()


# ── built again ──


@pytest.mark.parametrize("output", ["a.apkg", "a.txt"])
def test_an_unchanged_document_gives_the_same_bytes(output: str) -> None:
    written, _ = build([document("治学.md")], output)
    before = Path(output).read_bytes()
    again, _ = build(["治学.md"], output, 1_900_000_000)
    assert (again.unchanged, again.added, again.changed, again.removed) == (written.added, (), (), ())
    assert Path(output).read_bytes() == before


@pytest.mark.parametrize(
    "name",
    [
        "-治 学",
        "a|b",
        "a<b>&amp;",
        "=SUM(1)",
        "a\tb",
        "a\nb",
        "a::b",
        "  a ",
        "{{c1::a}}",
        "é",
        "\u3000a",
        '"a"',
        "a" * 60,
    ],
)
@pytest.mark.parametrize("suffix", [".apkg", ".txt"])
def test_whatever_a_document_is_called_it_is_known_again(name: str, suffix: str) -> None:
    path = document(str(Path("in", unicodedata.normalize("NFD", name) + ".md")))
    written, _ = build([path], f"deck{suffix}")
    before = stored(f"deck{suffix}")
    document(path, STEPS.replace("三是慎思之，", "三是慎思之，学而时习之，"))
    again, _ = build([path], f"deck{suffix}", 1_900_000_000)
    assert again.added == again.removed == ()
    assert stored(f"deck{suffix}").keys() == before.keys()
    assert len(again.unchanged) >= len(written.added) // 2


def test_a_renamed_document_keeps_its_cards(learner: Learner) -> None:
    build([document("旧名.txt")], "治学.apkg")
    before = {guid: note.numbers for guid, note in stored("治学.apkg").items()}
    learner.take("治学.apkg")
    learner.learn()
    history = learner.history()
    Path("旧名.txt").rename("新名.txt")
    build(["新名.txt"], "治学.apkg", 1_900_000_000)
    build(["新名.txt"], "治学.apkg", 1_900_000_001)
    assert {guid: note.numbers for guid, note in stored("治学.apkg").items()} == before
    learner.take("治学.apkg")
    assert learner.history() == history
    assert len(learner.notes()) == len(before)


def test_another_document_does_not_take_over_cards() -> None:
    build([document("a.txt")], "x.apkg")
    before = stored("x.apkg").keys()
    build([document("b.txt", "老子说：“千里之行，始于足下。”\n庄子说：“吾生也有涯，而知也无涯。”\n")], "x.apkg")
    exporter = exporters.exporter_for("x.apkg")
    deck = exporter.previous(Path("x.apkg"))
    assert deck is not None and not {note.guid for note in deck.notes if "千里" in str(note.lines)} & before


def test_edit_insert_and_delete_move_only_their_notes(learner: Learner) -> None:
    build([document("治学.txt")], "治学.apkg")
    learner.take("治学.apkg")
    learner.learn()
    history, notes = learner.history(), {guid: note.fields[0] for guid, note in learner.notes().items()}

    edited = STEPS.replace("任重而道远", "任重而道甚远")  # one sentence
    edited = edited.replace("二是诚意正心，三是克己复礼", "二是诚意正心，三是慎独存养，四是克己复礼").replace(
        "三种工夫", "四种工夫"
    )
    edited = edited.replace("四是明辨之，五是笃行之", "四是笃行之").replace("五步", "四步")
    written, _ = build([document("治学.txt", edited)], "治学.apkg", 1_900_000_000)
    assert learner.take("治学.apkg") == (len(written.added), len(written.changed), len(written.unchanged))

    after = {guid: note.fields[0] for guid, note in learner.notes().items()}
    moved = {guid for guid in notes if after[guid] != notes[guid]}
    asked = "".join(notes[guid] for guid in moved)
    assert "任重" in asked and "格物致知" in asked and "明辨之" in asked
    assert "学而不思则罔" not in asked, "what was not edited does not move"
    assert written.added == () and set(after) == set(notes)

    kept = {place: learnt for place, learnt in learner.history().items() if place in history}
    assert kept == history, "no card lost its schedule"
    for guid, text in after.items():
        before = dict(re.findall(r"\{\{c(\d+)::([^}]*)\}\}", notes[guid]))
        now = dict(re.findall(r"\{\{c(\d+)::([^}]*)\}\}", text))
        changed = {before[n] for n in before.keys() & now.keys() if before[n] != now[n]}
        assert all("道远" in words or "种" in words or "步" in words for words in changed), changed
    inserted = {guid: re.findall(r"\{\{c(\d+)::慎独存养", text) for guid, text in after.items() if "慎独存养" in text}
    listed = {guid: numbers for guid, numbers in inserted.items() if "recite" not in notes[guid]}
    assert listed
    for guid, (number, *_) in listed.items():
        assert int(number) > max(map(int, re.findall(r"\{\{c(\d+)::", notes[guid]))), "a number is never reused"
    assert learner.col.fix_integrity()[1]


# ── the curated decks ──


def text_of(side: str) -> str:
    return html.unescape(re.sub(r"(?is)<style.*?</style>|<[^>]+>", "", side))


def test_every_curated_deck_imports_into_anki(learner: Learner) -> None:
    names = [deck.name for deck in glossary.load().decks]
    assert len(names) >= 10
    for name in names:
        (result,) = pipeline.works([f"decks/{name}"])
        assert isinstance(result, Work), result
        pipeline.write_all([result], f"{name}.apkg")
        assert learner.take(f"{name}.apkg") == (len(result.deck.notes), 0, 0), name
    assert len({note["Key"] for note in learner.notes().values()}) == learner.col.note_count()
    assert not learner.col.get_empty_cards().notes
    assert learner.col.fix_integrity()[1]
    cards = [learner.col.get_card(number) for number in sorted(learner.col.find_cards(""))]
    assert len(cards) > 2000
    for card in cards[::4]:  # all of them pass, and take ten seconds
        sides = card.render_output(reload=True)
        gaps = re.findall(r'<span class="cloze" data-cloze="([^"]*)"', sides.question_text)
        assert gaps, card.note().fields[0]
        answers = [text_of(html.unescape(gap)) for gap in gaps]
        assert all(map(str.strip, answers)), answers
        assert all(answer in text_of(sides.answer_text) for answer in answers)
    shutil.rmtree(Path(learner.col.path).with_suffix(".media"), ignore_errors=True)


# ── deck folders ──


def folder_deck(*lines: str) -> str:
    return document(
        "mine/deck.toml", "\n".join(['title = "治学录"', "tags = ['国学']", 'description = "甲。"', *lines])
    )


def test_documents_have_the_identity_in_a_folder_that_they_have_alone() -> None:
    build([document("治学.txt")], "one.apkg")
    folder_deck('documents = ["../治学.txt"]')
    build(["mine"], "two.apkg")
    assert stored("two.apkg").keys() == stored("one.apkg").keys()
    before = exporters.exporter_for("two.apkg").previous(Path("two.apkg"))
    assert before is not None and before.name == "治学录"


def test_a_renamed_document_with_an_id_keeps_its_cards() -> None:
    document("mine/a.txt")
    document("mine/b.txt", OTHERS[0])
    folder_deck('documents = [{path = "a.txt", id = "zx"}, "b.txt"]')
    build(["mine"], "x.apkg")
    before = stored("x.apkg").keys()
    Path("mine/a.txt").rename("mine/新名.txt")
    folder_deck('documents = ["b.txt", {path = "新名.txt", id = "zx", title = "治学篇"}]')
    build(["mine"], "x.apkg", 1_900_000_000)
    assert stored("x.apkg").keys() == before


def test_the_glossary_of_a_folder_fills_in_members() -> None:
    document("mine/a.txt", "要修养“四种品德”，坚定“四个自信”。")
    entry = '[[set]]\nlabel = "四种品德"\nmembers = ["孝", "悌", "忠", "信"]\nordered = true\nsource = "甲"\n'
    document("mine/formulations.toml", entry)
    folder_deck('documents = ["a.txt"]')
    own, *_ = [work for work in pipeline.works(["mine"]) if isinstance(work, Work)]
    assert {f.label: len(f.members) for f in own.findings if isinstance(f, Formulation)} == {
        "四种品德": 4,
        "四个自信": 4,
    }
    folder_deck('documents = ["a.txt"]', "glossary = false")
    none, *_ = [work for work in pipeline.works(["mine"]) if isinstance(work, Work)]
    assert all(not f.members for f in none.findings if isinstance(f, Formulation))


def test_a_document_named_twice_is_one(learner: Learner) -> None:
    document("mine/a.txt")
    folder_deck('documents = ["a.txt", "*.txt"]')
    assert len([work for work in pipeline.works(["mine", "mine/a.txt"]) if isinstance(work, Work)]) == 1


def test_dropped_and_chosen_cards_come_back_to_their_history(learner: Learner) -> None:
    document("mine/a.txt")
    folder_deck('documents = ["a.txt"]')
    build(["mine"], "x.apkg")
    learner.take("x.apkg")
    learner.learn()
    history, numbers = learner.history(), {guid: note.numbers for guid, note in stored("x.apkg").items()}
    decision = '[[card]]\nkey = "list.三种工夫/诚意正心"\ndecision = "drop"\n'
    document("mine/decisions.toml", decision)
    dropped, _ = build(["mine"], "x.apkg", 1_900_000_000)
    assert len(dropped.changed) == 1 and len(dropped.gaps) == 1
    assert learner.take("x.apkg")[1] == 1
    assert {guid: note.numbers for guid, note in stored("x.apkg").items()} == numbers
    (note,) = [note for note in learner.notes().values() if note["Key"] == "a|list.三种工夫"]
    assert "诚意正心" in note["Text"] and "::诚意正心" not in note["Text"]
    assert sum(len(one.card_ids) for one in learner.col.get_empty_cards().notes) == 1

    document("mine/a.txt", STEPS.replace("三是克己复礼", "三是慎独存养，四是克己复礼").replace("三种工夫", "四种工夫"))
    build(["mine"], "x.apkg", 1_900_000_001)
    text = next(note["Text"] for note in stored_fields("x.apkg") if note["Key"] == "a|list.三种工夫")
    used = {int(n) for n in re.findall(r"\{\{c(\d+)::", text)}
    gap = dropped.gaps[0][1]
    assert gap not in used and "::诚意正心" not in text, "neither the card nor its number comes back"

    document("mine/a.txt")
    document("mine/decisions.toml", "")
    build(["mine"], "x.apkg", 1_900_000_002)
    learner.take("x.apkg")
    assert {place: learnt for place, learnt in learner.history().items() if place in history} == history


def stored_fields(output: str) -> list[dict[str, str]]:
    before = read_package(Path(output))
    assert before is not None
    return [dict(zip(PLAIN.fields, note.fields, strict=True)) for note in before.notes]


def test_a_note_left_out_and_chosen_again_is_the_same(learner: Learner) -> None:
    document("a.txt")
    everything, _ = build(["a.txt"], "x.apkg")
    before = stored("x.apkg")
    works = [work for work in pipeline.works(["a.txt"], "x.apkg") if isinstance(work, Work)]
    few = pipeline.write_all(works, "x.apkg", Options(kinds=("saying",)))
    assert set(few.removed) | set(few.unchanged) == set(everything.added) and few.removed and few.unchanged
    again, _ = build(["a.txt"], "x.apkg", 1_900_000_000)
    assert again.unchanged == few.unchanged and set(again.added) == set(few.removed)
    assert {guid: note.numbers for guid, note in stored("x.apkg").items()} == {
        guid: note.numbers for guid, note in before.items()
    }


def test_one_formulation_of_two_documents_keeps_the_note_that_a_learner_has(learner: Learner) -> None:
    text = "修身有三种工夫：一是格物致知，二是诚意正心，三是克己复礼。\n"
    build([document("b.txt", "# 下卷\n\n" + text)], "x.apkg")
    learner.take("x.apkg")
    learner.learn()
    history = learner.history()
    fuller = "修身有四种工夫：一是格物致知，二是诚意正心，三是克己复礼，四是慎独存养。\n"
    assert build(["b.txt"], "first.apkg")[0].added
    document("a.txt", "上卷\n\n" + text)
    written, _ = build(["a.txt", "b.txt"], "x.apkg", 1_900_000_000)
    assert (written.added, written.removed) == ((), ())
    learner.take("x.apkg")
    assert learner.history() == history and len(learner.notes()) == len({guid for guid, _ in history})
    document("b.txt", "下卷\n\n" + fuller)
    written, _ = build(["a.txt", "b.txt"], "x.apkg", 1_900_000_001)
    Path("a.txt").unlink()
    written, _ = build(["b.txt"], "x.apkg", 1_900_000_002)
    learner.take("x.apkg")
    assert {place: learnt for place, learnt in learner.history().items() if place in history} == history
