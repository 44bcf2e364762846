from __future__ import annotations

import pytest
from pydantic import ValidationError

from quizgen.cards import cards
from quizgen.cards.decisions import Decision, card_keys, decide
from quizgen.cards.identity import identify
from quizgen.model import Card, Deck, Line, Note, Segment

LEAD = Line(segments=(Segment(text="读书有"), Segment(text="三种境界", blank="label"), Segment(text="：")), role="lead")


def item(before: str, answer: str, after: str = "") -> Line:
    pieces = ((before, None), (answer, answer), (after, None))
    return Line(segments=tuple(Segment(text=t, blank=b) for t, b in pieces if t), role="item")


LIST = Note(
    key="甲|list.三种境界",
    kind="list",
    lines=(LEAD, item("", "读得进", "，耐得住寂寞"), item("", "读得懂", "，理得清脉络"), item("", "读得活")),
    extra=("原文",),
)
SAID = Note(
    key="甲|saying.学而",
    kind="saying",
    lines=(
        Line(
            segments=(
                Segment(text="学而不思", blank="学而不思"),
                Segment(text="则罔，"),
                Segment(text="思而不学", blank="思而不学"),
                Segment(text="则殆。"),
            )
        ),
    ),
)
WHOLE = LIST.model_copy(
    update={
        "key": "甲|list.三种境界.recite",
        "kind": "recite",
        "lines": (
            Line(segments=(Segment(text="读书有三种境界："),), role="lead"),
            *(Line(segments=(Segment(text=t, blank="all"),), role="item") for t in ("读得进", "读得懂")),
        ),
    }
)
DECK = identify(Deck(name="甲", id="甲", notes=(LIST, SAID, WHOLE)), None)


def edit(key: str, **words: str) -> Decision:
    return Decision.model_validate({"key": key, "decision": "edit", **words})


def card(deck: Deck, blank: str) -> Card:
    return next(c for n in deck.notes for c in cards(n) if c.blank == blank)


# ── keys ──


def test_keys_are_as_short_as_they_can_be() -> None:
    other = LIST.model_copy(update={"key": "乙|list.三种境界", "lines": (LEAD, item("", "看山是山"))})
    keys = list(card_keys((LIST, SAID, other)).values())
    assert keys[0] == "甲|list.三种境界/label" and keys[1] == "list.三种境界/读得进"
    assert keys[4] == "saying.学而/学而不思" and keys[-2:] == ["乙|list.三种境界/label", "list.三种境界/看山是山"]


def test_a_key_without_its_document_names_the_cards_of_all() -> None:
    other = LIST.model_copy(update={"key": "乙|list.三种境界"})
    both = Deck(name="甲", id="甲", notes=(DECK.notes[0], other))
    made = decide(both, [Decision(key="list.三种境界/读得进", decision="drop")])
    assert [n.silent for n in made.deck.notes] == [("读得进",), ("读得进",)]
    made = decide(both, [Decision(key="乙|list.三种境界/读得进", decision="drop")])
    assert [n.silent for n in made.deck.notes] == [(), ("读得进",)]


# ── drop and keep ──


def test_a_dropped_card_is_shown_and_keeps_its_number() -> None:
    made = decide(DECK, [Decision(key="list.三种境界/读得懂", decision="drop")])
    note = made.deck.notes[0]
    assert note.blanks == ("label", "读得进", "读得活") and note.silent == ("读得懂",)
    assert (note.numbers, note.used) == (DECK.notes[0].numbers, DECK.notes[0].used)
    assert (made.gone, made.problems) == ((), ())


def test_a_note_without_a_card_is_held_back() -> None:
    keys = ("saying.学而/学而不思", "saying.学而/思而不学")
    made = decide(DECK, [Decision(key=key, decision="drop") for key in keys])
    assert [n.key for n in made.deck.held] == ["甲|saying.学而"] and len(made.deck.notes) == 2


def test_a_kept_card_is_pinned_and_unknown_ones_are_told() -> None:
    made = decide(DECK, [Decision(key="saying.学而/学而不思", decision="keep"), Decision(key="x/y", decision="drop")])
    assert made.deck == DECK and made.pinned == {(DECK.notes[1].guid, "学而不思")}
    assert [one.key for one in made.gone] == ["x/y"]


# ── edits ──


def test_other_words_of_the_line_are_asked() -> None:
    made = decide(DECK, [edit("list.三种境界/读得进", answer="耐得住寂寞")])
    assert card(made.deck, "读得进").answer == "耐得住寂寞"
    assert "读得进，＿＿" in card(made.deck, "读得进").front
    assert made.deck.notes[0].numbers == DECK.notes[0].numbers
    fresh = Deck(name="甲", id="甲", notes=(LIST, SAID, WHOLE))
    assert identify(fresh, made.deck).notes == DECK.notes, "the next build knows it by the words of the document"


@pytest.mark.parametrize(
    ("key", "words", "why"),
    [
        ("list.三种境界/读得进", {"answer": "昨夜西风"}, "does not stand in “读得进，耐得住寂寞”"),
        ("saying.学而/学而不思", {"answer": "不思则罔，思"}, "holds words that another card asks for"),
        ("list.三种境界.recite/all", {"answer": "读得进"}, "asks more than one line"),
        ("list.三种境界/读得进", {"lead": "读书的几种境界："}, "“三种境界” does not stand in it"),
        ("list.三种境界/读得进", {"hint": "读得进"}, "answer.shown"),
        ("list.三种境界/读得进", {"answer": "进"}, "answer.short"),
    ],
)
def test_what_cannot_be_edited_stays_and_is_told(key: str, words: dict[str, str], why: str) -> None:
    made = decide(DECK, [edit(key, **words)], "mine/decisions.toml")
    assert made.deck == DECK
    (problem,) = made.problems
    assert problem.where == f"mine/decisions.toml, {key}" and why in problem.what and problem.remedy


def test_lead_hint_and_note() -> None:
    made = decide(DECK, [edit("list.三种境界/读得进", lead="王静安论三种境界：", hint="入门", note="见《人间词话》")])
    assert made.problems == ()
    front = card(made.deck, "读得进").front.split("\n")
    assert front[:2] == ["王静安论三种境界：", "＿＿（入门），耐得住寂寞"]
    assert "＿＿（" not in card(made.deck, "读得懂").front and card(made.deck, "label").answer == "三种境界"
    assert made.deck.notes[0].extra == ("见《人间词话》", "原文")
    said = decide(DECK, [edit("saying.学而/学而不思", lead="论学与思：")])
    assert card(said.deck, "学而不思").front.startswith("论学与思：\n＿＿则罔")


def test_an_edited_lead_gives_no_front_that_another_card_has() -> None:
    lead = Line(segments=(Segment(text="别处说："),), role="lead")
    other = LIST.model_copy(update={"key": "甲|list.另外", "lines": (lead, *LIST.lines[1:])})
    both = identify(Deck(name="甲", id="甲", notes=(LIST, other)), None)
    made = decide(both, [edit("list.另外/读得进", lead="读书有三种境界：")])
    assert made.deck == both and "another card has the same front" in made.problems[0].what
    assert decide(both, [edit("list.另外/读得进", lead="再说一遍：")]).problems == ()


@pytest.mark.parametrize(
    "raw",
    [
        {"key": "a/b", "decision": "edit"},
        {"key": "a/b", "decision": "drop", "answer": "丙"},
        {"key": "a/b", "decision": "maybe"},
        {"key": " ", "decision": "drop"},
        {"key": "a/b", "decision": "edit", "hint": "七个字的提示语"},
        {"key": "a/b", "decision": "drop", "colour": "red"},
    ],
)
def test_decisions_that_make_no_sense(raw: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Decision.model_validate(raw)
