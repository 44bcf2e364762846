"""Of findings that say the same the fullest stays."""

from __future__ import annotations

from quizgen.cards.repeats import without_repeats
from quizgen.model import Formulation

from .build import document, listed, said

DOC = document("三宝：水井、石磨、纺车。有水井、石磨。", "谚语说，“人误地一时，地误人一年”，又说“地误人一年”。")
FULL = listed(DOC, ["水井", "石磨", "纺车"], label="三宝", form="counted")
PART = listed(DOC, ["水井", "石磨"])


def test_the_shorter_list_goes_wherever_it_stands() -> None:
    for findings in ([FULL, PART], [PART, FULL]):
        kept, dropped = without_repeats(findings)
        assert kept == [FULL]
        assert [d.why.split(":")[0] for d in dropped] == ["list.repeat"]


def test_one_list_twice_stays_once() -> None:
    assert without_repeats([PART, PART.model_copy(update={"rule": "other"})])[0] == [PART]


def test_lists_under_different_labels_are_two() -> None:
    other = listed(DOC, ["水井", "石磨"]).model_copy(update={"label": "两样"})
    assert without_repeats([FULL, other])[0] == [FULL, other]


def test_the_longer_saying_stays() -> None:
    long, short = said(DOC, "人误地一时，地误人一年"), said(DOC, "地误人一年")
    kept, dropped = without_repeats([short, long])
    assert kept == [long]
    assert [d.why.split(":")[0] for d in dropped] == ["saying.repeat"]


def test_of_two_equal_sayings_the_one_with_a_speaker_stays() -> None:
    bare, told = said(DOC, "地误人一年"), said(DOC, "地误人一年", speaker="王老五")
    assert without_repeats([bare, told])[0] == [told]


def test_a_named_formulation_that_nobody_explains_is_reported_once() -> None:
    named = Formulation(form="named", label="五谷", label_span=FULL.label_span, rule="test")
    kept, dropped = without_repeats([named, named, FULL])
    assert kept == [FULL]
    assert [d.why.split(":")[0] for d in dropped] == ["named.unexplained"]


def test_a_named_formulation_that_is_explained_elsewhere_is_not_reported() -> None:
    named = Formulation(form="named", label="三宝", label_span=FULL.label_span, rule="test")
    assert without_repeats([named, FULL]) == ([FULL], [])
