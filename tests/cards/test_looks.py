from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.cards.looks import Look, alternatives, dressed, first_character, length, typed_form
from quizgen.model import Deck, Line, Note, Segment


def note(*lines: tuple[tuple[str, str | None], ...], **more: object) -> Note:
    made = tuple(Line(segments=tuple(Segment(text=text, blank=blank) for text, blank in line)) for line in lines)
    return Note.model_validate({"key": "k", "kind": "saying", "lines": made, "guid": "g", **more})


SAYING = note((("学而不思", "a"), ("则罔", "a"), ("，", None), ("殆", "b")))


def hints(one: Note, look: Look) -> list[tuple[str, str]]:
    deck = dressed(Deck(name="d", id="d", notes=(one,)), look)
    return [(s.text, s.hint) for line in deck.notes[0].lines for s in line.segments]


def test_by_default_nothing_changes() -> None:
    deck = Deck(name="d", id="d", notes=(SAYING,))
    assert dressed(deck, Look()) is deck


def test_a_hint_is_for_the_whole_gap_and_never_the_whole_answer() -> None:
    assert hints(SAYING, Look(hint="first")) == [("学而不思", "学"), ("则罔", ""), ("，", ""), ("殆", "")]
    assert hints(SAYING, Look(hint="length")) == [("学而不思", "6字"), ("则罔", ""), ("，", ""), ("殆", "1字")]


def test_every_gap_of_a_card_has_its_hint() -> None:
    recital = note((("博学之", "all"),), (("审问之", "all"),))
    assert hints(recital, Look(hint="first")) == [("博学之", "博"), ("审问之", "审")]


def test_a_decided_hint_stays() -> None:
    decided = note((("学而不思", "a"), ("则罔", "b")))
    segments = (decided.lines[0].segments[0].model_copy(update={"hint": "思"}), decided.lines[0].segments[1])
    decided = decided.model_copy(update={"lines": (Line(segments=segments),)})
    assert hints(decided, Look(hint="first")) == [("学而不思", "思"), ("则罔", "则")]


@given(st.text(max_size=12))
def test_hints_keep_the_answer(text: str) -> None:
    assert len(first_character(text)) <= 1 and first_character(text) not in {typed_form(text), text} - {""}
    assert text not in {length(text)} - {""} or text.endswith("字")


def test_first_character_passes_over_marks() -> None:
    assert first_character("《论语》") == "论"
    assert first_character("“一”") == "" and length("“一”") == "1字" and length("——") == ""


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("“山水、人文”和区位", "山水人文和区位"),
        ("ＷＴＯ 规则", "WTO规则"),
        ("增长 ３．５％，", "增长3.5%"),
        ("New Deal 之后", "New Deal之后"),
        ("1978-1992", "1978-1992"),
        ("——", "——"),
        ("《诗》·《书》", "诗书"),
    ],
)
def test_what_is_typed_has_no_punctuation(text: str, form: str) -> None:
    assert typed_form(text) == form


@given(st.text(min_size=1))
def test_what_is_typed_is_a_fixed_point(text: str) -> None:
    assert typed_form(typed_form(text)) == typed_form(text)


def test_alternatives_change_words_and_no_parts_of_words() -> None:
    assert alternatives("坚定的理想和信念") == ("坚定的理想与信念", "坚定理想和信念", "坚定理想与信念")
    assert alternatives("山水、人文和区位") == ("山水人文与区位", "山水人文区位")
    assert alternatives("“理想”与“信念”") == ("理想和信念",)
    assert alternatives("參與世界") == ()
    assert alternatives("和谐与共") == alternatives("目的") == alternatives("与时俱进") == ()
    assert alternatives("和" * 21) == ()


def test_many_changes_are_cut_short() -> None:
    found = alternatives("学习的方法和工作的方法和生活的态度")
    assert len(found) == len(set(found)) == 5


def test_typing_has_an_answer_for_each_blank_that_is_asked() -> None:
    one = note(
        (("博学之，", "all"), ("和", None), ("审问的人", "all")),
        (("博学之，", "all"),),
        (("君子", "b"),),
        silent=("b",),
    )
    (typed,) = dressed(Deck(name="d", id="d", notes=(one,)), Look(typing=True)).notes
    assert [(a.blank, a.text, a.also) for a in typed.answers] == [("all", "博学之审问的人", ())]
    assert typed.model_copy(update={"answers": ()}) == one


def test_somebodys_words_are_typed_as_they_are() -> None:
    for kind, also in (("list", ("理想与信念",)), ("saying", ())):
        one = note((("理想和信念", "a"),), kind=kind)
        (typed,) = dressed(Deck(name="d", id="d", notes=(one,)), Look(typing=True)).notes
        assert typed.answers[0].also == also
