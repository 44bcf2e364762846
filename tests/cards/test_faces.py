"""What a learner sees: the gap, the cover, and what stays."""

from __future__ import annotations

from quizgen.cards.faces import cards
from quizgen.model import Line, Note, Segment


def item(number: int | None, before: str, asked: str, blank: str) -> Line:
    return Line(segments=(Segment(text=before), Segment(text=asked, blank=blank)), role="item", number=number)


def note(covered: bool) -> Note:
    lead = Line(segments=(Segment(text="三宝", blank="label"), Segment(text="：")), role="lead")
    lines = (lead, item(1, "一口", "水井", "a"), item(2, "一盘", "石磨", "b"), item(3, "一架", "纺车", "c"))
    return Note(key="k", kind="list", lines=lines, path=("家底",), covered=covered)


def test_a_set_shows_the_other_items() -> None:
    card = cards(note(covered=False))[1]
    assert card.front == "家底\n三宝：\n1. 一口＿＿\n2. 一盘石磨\n3. 一架纺车"
    assert card.answer == "水井"


def test_an_ordered_list_covers_what_follows() -> None:
    assert cards(note(covered=True))[2].front == "家底\n三宝：\n1. 一口水井\n2. 一盘＿＿\n3. □"


def test_the_label_card_shows_all_items_of_an_ordered_list() -> None:
    card = cards(note(covered=True))[0]
    assert (card.front, card.answer) == ("家底\n＿＿：\n1. 一口水井\n2. 一盘石磨\n3. 一架纺车", "三宝")


def test_segments_of_one_blank_are_one_card() -> None:
    lines = (item(None, "", "水井", "all"), item(None, "", "石磨", "all"))
    (card,) = cards(Note(key="k", kind="recite", lines=lines))
    assert (card.front, card.answer) == ("＿＿\n＿＿", "水井；石磨")
