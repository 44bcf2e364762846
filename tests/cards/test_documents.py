from __future__ import annotations

from quizgen.cards.documents import identified, prefix
from quizgen.cards.identity import guid_for
from quizgen.model import Deck, Line, Note, Segment


def note(key: str, *texts: str) -> Note:
    lines = tuple(Line(segments=(Segment(text=text, blank=text[:4]),)) for text in texts)
    return Note(key=key, kind="list", lines=lines)


def deck(document: str, *notes: Note) -> Deck:
    return Deck(name=document, id=document, notes=notes)


def joined(*decks: Deck) -> Deck:
    return Deck(name="书", id="书", notes=tuple(n for one in decks for n in one.notes))


STEPS = note("list.三种工夫", "格物致知", "诚意正心", "克己复礼")
REALMS = note("list.三种境界", "昨夜西风", "衣带渐宽", "蓦然回首")
VIRTUES = note("list.四德", "温良之德", "恭敬之心", "俭约之行", "谦让之风")


def guids(decks: list[Deck]) -> list[list[str]]:
    return [[n.guid for n in one.notes] for one in decks]


def test_keys_say_which_document_they_belong_to() -> None:
    made = identified([deck("甲|乙", STEPS), deck("丙", STEPS)], None)
    assert [n.key for one in made for n in one.notes] == ["甲_乙|list.三种工夫", "丙|list.三种工夫"]
    assert guids(made) == [[guid_for("甲|乙", STEPS.key)], [guid_for("丙", STEPS.key)]]
    assert prefix("a\nb") == r"a\nb|"


def test_a_note_that_goes_to_another_document_takes_its_history_along() -> None:
    before = identified([deck("甲", STEPS, VIRTUES), deck("乙", REALMS)], None)
    after = identified([deck("甲", VIRTUES), deck("乙", REALMS, STEPS)], joined(*before))
    assert guids(after) == [[before[0].notes[1].guid], [before[1].notes[0].guid, before[0].notes[0].guid]]
    assert after[1].notes[1].key == "乙|list.三种工夫" and after[1].notes[1].numbers == before[0].notes[0].numbers
    back = identified([deck("甲", STEPS, VIRTUES), deck("乙", REALMS)], joined(*after))
    assert guids(back) == guids(before)


def test_a_note_merged_into_the_first_document_stays_the_one_that_there_was() -> None:
    before = identified([deck("乙", STEPS, REALMS)], None)
    fuller = note(STEPS.key, "格物致知", "诚意正心", "克己复礼", "慎独存养")
    after = identified([deck("甲", fuller), deck("乙", REALMS)], joined(*before))
    assert after[0].notes[0].guid == before[0].notes[0].guid
    assert dict(after[0].notes[0].numbers)["慎独存养"] == 4


def test_a_guid_that_went_away_is_not_given_again() -> None:
    before = identified([deck("甲", STEPS), deck("乙", REALMS)], None)
    after = identified([deck("甲"), deck("乙", REALMS, STEPS)], joined(*before))
    other = note(STEPS.key, "博学之审问之", "慎思之明辨之")
    third = identified([deck("甲", other), deck("乙", REALMS, STEPS)], joined(*after))
    assert third[0].notes[0].guid not in {n.guid for one in after for n in one.notes}
    assert guids(third)[1] == guids(after)[1]


def test_a_copy_leaves_the_note_where_it_is() -> None:
    before = identified([deck("甲", STEPS), deck("乙", REALMS)], None)
    after = identified([deck("甲", STEPS), deck("乙", REALMS, STEPS)], joined(*before))
    assert after[0].notes[0].guid == before[0].notes[0].guid != after[1].notes[1].guid


def test_another_deck_gives_nothing_away() -> None:
    before = identified([deck("丙", STEPS), deck("丁", REALMS)], None)
    decks = [deck("甲", STEPS), deck("乙", VIRTUES)]
    assert identified(decks, joined(*before)) == identified(decks, None)
