from __future__ import annotations

from typing import Any

import pytest

from quizgen.cards import cards
from quizgen.cards.identity import identify
from quizgen.cards.selection import Selection, select
from quizgen.model import Deck, Form, Line, Note, NoteKind, Segment


def note(
    key: str, *blanks: str, kind: NoteKind = "list", form: Form | None = "marked", worth: int = 0, tag: str = "书"
) -> Note:
    lines = tuple(Line(segments=(Segment(text=f"{key}{blank}", blank=blank),)) for blank in blanks)
    return Note(key=key, kind=kind, lines=lines, form=None if kind == "saying" else form, worth=worth, tags=(tag,))


LIST = note("list.甲", "label", "a", "b", "c", "d", worth=4, tag="书::第一章 总论::为学")
WHOLE = note("list.甲.recite", "all", kind="recite", worth=4, tag="书::第一章 总论::为学")
PLAIN = note("list.乙", "e", "f", "g", form="parallel", tag="书::第二章")
SAID = note("saying.丙", "h", "i", "j", "speaker", kind="saying", worth=6)
DECK = identify(Deck(name="书", id="书", notes=(LIST, WHOLE, PLAIN, SAID)), None)


def chosen(pinned: set[tuple[str, str]] | None = None, **options: Any) -> list[str]:
    made = select(DECK, Selection.model_validate(options), pinned or set())
    assert {n.guid for n in (*made.notes, *made.held)} == {n.guid for n in DECK.notes}
    numbers = {n.guid: n.numbers for n in DECK.notes}
    assert all(n.numbers == numbers[n.guid] for n in (*made.notes, *made.held)), "no number moves"
    return [card.blank for n in made.notes for card in cards(n)]


EVERYTHING = ["label", "a", "b", "c", "d", "all", "e", "f", "g", "h", "i", "j", "speaker"]


def test_without_a_choice_nothing_changes() -> None:
    assert select(DECK, Selection()) is DECK
    assert chosen() == EVERYTHING


@pytest.mark.parametrize(
    ("options", "blanks"),
    [
        ({"kinds": ["saying"]}, ["h", "i", "j", "speaker"]),
        ({"kinds": ["formulation"]}, EVERYTHING[:9]),
        ({"forms": ["parallel"]}, ["e", "f", "g", "h", "i", "j", "speaker"]),
        ({"forms": ["parallel"], "kinds": ["formulation"]}, ["e", "f", "g"]),
        ({"tags": ["第二章"]}, ["e", "f", "g"]),
        ({"tags": ["第一章　总论"]}, EVERYTHING[:6]),
        ({"tags": ["第一章总论::为学", "第二章"]}, EVERYTHING[:9]),
        ({"tags": ["总论"]}, []),
        ({"tags": ["书"]}, EVERYTHING),
        ({"level": 1}, ["label", "all", "e", "j"]),
        ({"level": 2}, ["label", "a", "c", "all", "e", "g", "h", "j", "speaker"]),
        ({"level": 3}, EVERYTHING),
    ],
)
def test_choices(options: dict[str, Any], blanks: list[str]) -> None:
    assert chosen(**options) == blanks


def test_each_level_has_the_cards_of_the_one_before() -> None:
    assert set(chosen(level=1)) < set(chosen(level=2)) < set(chosen(level=3))


def test_the_best_cards_stay_in_document_order() -> None:
    assert chosen(max_cards=4) == ["h", "i", "j", "speaker"]
    assert chosen(max_cards=6) == ["label", "a", "h", "i", "j", "speaker"]
    assert chosen(max_cards=99) == EVERYTHING


def test_a_pinned_card_stays_whatever_is_chosen() -> None:
    pin = {(DECK.notes[2].guid, "f")}
    assert chosen(pin, kinds=["saying"]) == ["f", "h", "i", "j", "speaker"]
    assert chosen(pin, max_cards=1) == ["f"]
    assert chosen(pin, max_cards=2) == ["f", "h"]
    assert chosen(pin | {(DECK.notes[0].guid, "d")}, max_cards=1) == ["d", "f"]


def test_what_comes_back_has_the_number_that_it_had() -> None:
    few = select(DECK, Selection(level=1))
    before = Deck(name="书", id="书", notes=(*few.notes, *few.held))
    assert identify(Deck(name="书", id="书", notes=(LIST, WHOLE, PLAIN, SAID)), before) == DECK
