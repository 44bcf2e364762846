"""What a person is told about a deck."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from quizgen import report
from quizgen.cards.decisions import Decision
from quizgen.exporters import Written
from quizgen.model import (
    Block,
    Deck,
    Document,
    Dropped,
    DroppedCard,
    Finding,
    Formulation,
    Line,
    Note,
    Saying,
    Segment,
    Span,
)
from quizgen.pipeline import Made, Work
from quizgen.sheets import Rendered
from quizgen.sheets.layouts import Laid, Printed
from quizgen.sheets.model import Question, Sheet

NOTE = Note(key="a", kind="list", lines=(Line(segments=(Segment(text="博学之", blank="b"), Segment(text="。"))),))
MARKED = Formulation(form="marked", rule="marked.yishi")
NAMED = Formulation(form="named", label="四张牌", rule="named.bare")
SAYING = Saying(quote="学而不思则罔", spans=(Span(block=0, start=0, end=6),), rule="saying.verb")
LEFT_OUT = (Dropped(text="仅供学习", why="reseller.offer"), Dropped(text="第 1 页", why="page.number"))
NOT_MADE = (
    DroppedCard(note="a", blank="b", why="answer.shown: in the lead-in"),
    DroppedCard(note="a", blank="c", why="answer.shown: in line 2"),
    DroppedCard(note="b", blank="", why="saying.long: cut"),
)


def work(*findings: Finding, dropped: tuple[Dropped, ...] = (), not_made: tuple[DroppedCard, ...] = ()) -> Work:
    document = Document(name="治学.txt", id="治学", title="治学", blocks=(Block(text="学"),), dropped=dropped)
    deck = Deck(name="治学", id="治学", notes=(NOTE,), dropped=not_made)
    return Work(name="文/治学.txt", deck=deck, document=document, findings=findings)


def lines(*works: Work, written: Written | None = None, verbose: bool = False, **more: Any) -> list[str]:
    dropped = tuple(drop for one in works for drop in one.deck.dropped)
    made = Made(deck=Deck(name="治学", id="治学", notes=(NOTE,), dropped=dropped), **more)
    return list(report.deck_report(works, made, written or Written(added=("a",)), "治学.apkg", verbose=verbose))


def test_findings_are_counted_by_form() -> None:
    assert report.found([]) == "nothing found"
    assert report.found([SAYING]) == "1 saying"
    assert report.found([NAMED, SAYING, MARKED, MARKED, SAYING]) == "2 marked, 1 named, 2 sayings"


def test_a_first_build_is_told_in_two_lines() -> None:
    assert lines(work(MARKED)) == ["治学.txt: 1 marked", "治学.apkg: 1 notes, 1 cards"]


def test_what_the_reader_left_out_is_counted_and_listed_on_request() -> None:
    said = lines(work(MARKED, dropped=LEFT_OUT))
    assert said[1] == "  left out 2 lines that are not the document: page.number 1, reseller.offer 1"
    assert lines(work(MARKED, dropped=LEFT_OUT), verbose=True)[2:4] == [
        "    reseller.offer: 仅供学习",
        "    page.number: 第 1 页",
    ]


def test_cards_that_were_not_made_are_counted_by_check_over_all_documents() -> None:
    said = lines(work(MARKED, not_made=NOT_MADE), work(MARKED, not_made=NOT_MADE[:1]))
    assert said[-1] == "  not made: answer.shown 3, saying.long 1 (-v lists them)"
    assert "    a b: answer.shown: in the lead-in" in lines(work(MARKED, not_made=NOT_MADE), verbose=True)


def test_labels_without_members_are_named_once() -> None:
    assert lines(work(NAMED, NAMED))[-1] == "  named but explained nowhere, so without cards: 四张牌"


def test_a_rebuild_tells_what_changed_and_what_stays_behind_in_anki() -> None:
    written = Written(
        added=("a",), changed=("b", "c"), unchanged=("d",), removed=("list.旧",), gaps=(("b", 2), ("b", 3))
    )
    assert lines(work(MARKED), written=written)[1:] == [
        "治学.apkg: 4 notes, 1 cards",
        "  1 new, 2 changed, 1 unchanged",
        "  1 notes of the deck before are gone; Anki keeps them. To find them, search:",
        '    "Key:list.旧"',
        "  2 cards of 1 notes are gone; after the import use Tools > Empty Cards",
    ]


def test_a_curated_deck_is_named_as_one() -> None:
    assert lines(Work(name="decks/guoxue", deck=work().deck))[0] == "decks/guoxue: a curated deck, 1 notes"


def test_a_hostile_name_stays_on_its_line() -> None:
    hostile = Dropped(text="一\n二", why="page.number")
    document = Document(name="a\nb\x1b[2J.txt", id="a", title="a", blocks=(), dropped=(hostile,))
    said = lines(Work(name="x", deck=Deck(name="a", id="a"), document=document), verbose=True)
    assert all(line.isprintable() for line in said)
    assert said[0].startswith(r"a\nb\x1b[2J.txt: ")


def test_many_inputs_are_a_number() -> None:
    assert report.names(["a.txt", "b.txt"]) == "a.txt, b.txt"
    assert report.names(["a.txt"] * 40) == "40 documents"


def test_decisions_and_choices_are_told() -> None:
    drop, keep = (Decision.model_validate({"key": "list.a/b", "decision": d}) for d in ("drop", "keep"))
    said = lines(work(MARKED), decided=(drop, drop, keep), gone=(keep,), left_out=4)
    assert said[2:] == [
        "  not chosen: 4 cards",
        "  decided: drop 2, keep 1",
        "  decided, but no card of that key is here: 1",
        "    list.a/b: keep",
    ]


def test_a_sheet_tells_what_it_asks_and_what_no_font_draws() -> None:
    asks, key = Sheet(title="治学", parts=(Question(number=1, key="a", rows=()),)), Sheet(title="治学")
    laid = Laid((Printed("", asks), Printed("-答案", key)), 1, 2, NOT_MADE[:1])
    files = [
        (Path("治学.pdf"), Rendered(data=b"", pages=2, lacking="𪚥\u0600", notes=("no 楷体",))),
        (Path("治学-答案.pdf"), Rendered(data=b"", pages=1, lacking="𪚥", notes=("no 楷体",))),
    ]
    made = Made(deck=Deck(name="治学", id="治学", dropped=NOT_MADE[1:]))
    assert list(report.sheet_report([work(SAYING)], made, laid, files)) == [
        "治学.txt: 1 saying",
        "治学.pdf: 1 question, 2 gaps, 2 pages",
        "治学-答案.pdf: the answers, 1 page",
        "  not made: answer.shown 2, saying.long 1 (-v lists them)",
        "  no font at hand draws \\u0600 (U+0600) 𪚥 (U+2A6A5); a box stands there",
        "  no 楷体",
    ]
