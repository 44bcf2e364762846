from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.cards.identity import MOST_NUMBERS, guid_for, identify, similarity
from quizgen.model import Deck, Line, Note, NoteKind, Segment


def note(key: str, *texts: str, names: tuple[str, ...] | None = None, kind: NoteKind = "list") -> Note:
    """A list; each blank is called as its text begins."""
    blanks = names or tuple(text[:4] for text in texts)
    lines = tuple(Line(segments=(Segment(text=t, blank=b),)) for t, b in zip(texts, blanks, strict=True))
    return Note(key=key, kind=kind, lines=lines)


def deck(*notes: Note, document: str = "doc:甲") -> Deck:
    return Deck(name="甲", id=document, notes=notes)


def numbers(made: Deck, place: int = 0) -> dict[str, int]:
    """Cloze number of each blank by its words."""
    one = made.notes[place]
    by_name = dict(one.numbers)
    return {line.text: by_name[line.segments[0].blank or ""] for line in one.lines}


VIRTUES = ("温良之德", "恭敬之心", "俭约之行", "谦让之风")


def test_a_first_build_counts_from_one_and_names_no_text() -> None:
    made = identify(deck(note("k", *VIRTUES), note("l", "甲乙")), None)
    assert numbers(made) == dict(zip(VIRTUES, (1, 2, 3, 4), strict=True))
    assert [n.used for n in made.notes] == [4, 1]
    assert made.notes[0].guid == guid_for("doc:甲", "k")
    assert len(made.notes[0].guid) == 20 and made.notes[0].guid.isalnum()
    assert identify(deck(note("k", "别的文字")), None).notes[0].guid == made.notes[0].guid
    assert guid_for("doc:甲", "k") != guid_for("doc:乙", "k") != guid_for("doc:甲", "l")


def test_building_again_changes_nothing() -> None:
    made = identify(deck(note("k", *VIRTUES), note("l", "甲乙")), None)
    assert identify(deck(note("k", *VIRTUES), note("l", "甲乙")), made) == made


def test_an_item_keeps_its_number_wherever_it_goes() -> None:
    first = identify(deck(note("k", *VIRTUES)), None)
    texts = ("谦让之风", "温良之德", "信实之言", "俭约之行")  # moved, one new in the middle, 恭敬之心 deleted
    second = identify(deck(note("k", *texts)), first)
    assert numbers(second) == {"谦让之风": 4, "温良之德": 1, "信实之言": 5, "俭约之行": 3}
    assert second.notes[0].used == 5
    third = identify(deck(note("k", *VIRTUES)), second)
    assert numbers(third) == {"温良之德": 1, "恭敬之心": 6, "俭约之行": 3, "谦让之风": 4}  # 2 and 5 stay given away


def test_the_highest_number_is_remembered_when_its_item_is_gone() -> None:
    first = identify(deck(note("k", "甲乙丙", "丁戊己")), None)
    second = identify(deck(note("k", "甲乙丙")), first)
    assert (numbers(second), second.notes[0].used) == ({"甲乙丙": 1}, 2)
    assert numbers(identify(deck(note("k", "甲乙丙", "全新的话")), second)) == {"甲乙丙": 1, "全新的话": 3}


def test_an_edited_item_is_known_by_its_words() -> None:
    first = identify(deck(note("k", "坚持解放思想", "坚持实事求是", names=("a", "b"))), None)
    second = identify(deck(note("k", "始终坚持实事求是", "必须坚持解放思想", names=("x", "y"))), first)
    assert numbers(second) == {"始终坚持实事求是": 2, "必须坚持解放思想": 1}


def test_a_like_newcomer_does_not_share_the_number_of_an_item_that_stayed() -> None:
    first = identify(deck(note("k", "坚持实事求是", names=("a",))), None)
    second = identify(deck(note("k", "必须坚持实事求是", "坚持实事求是", names=("b", "a"))), first)
    assert numbers(second) == {"必须坚持实事求是": 2, "坚持实事求是": 1}


def test_a_note_whose_key_changed_is_known_by_its_words() -> None:
    first = identify(deck(note("list.温良", *VIRTUES), note("list.其他", "甲乙丙", "丁戊己")), None)
    edited = ("温和之德", *VIRTUES[1:])
    second = identify(deck(note("list.别的", "丁戊己", "甲乙丙"), note("list.温和", *edited)), first)
    assert [n.key for n in second.notes] == ["list.其他", "list.温良"]
    assert [n.guid for n in second.notes] == [n.guid for n in first.notes][::-1]
    assert numbers(second, 1) == dict(zip(edited, (1, 2, 3, 4), strict=True))
    assert identify(deck(note("list.别的", "丁戊己", "甲乙丙"), note("list.温和", *edited)), second) == second


def test_a_note_of_another_kind_is_another_note() -> None:
    first = identify(deck(note("list", *VIRTUES)), None)
    second = identify(deck(note("recite", *VIRTUES, kind="recite")), first)
    assert second.notes[0].guid == guid_for("doc:甲", "recite") != first.notes[0].guid


def test_a_key_that_went_to_a_newcomer_does_not_take_the_history_along() -> None:
    """A second list of that name comes to stand before the first, so keys that count move on by one."""
    first = identify(deck(note("k", *VIRTUES)), None)
    second = identify(deck(note("k", "甲乙丙", "丁戊己"), note("k.2", *VIRTUES)), first)
    assert second.notes[1].guid == first.notes[0].guid
    assert second.notes[1].key == "k"
    assert second.notes[0].key != "k"
    assert len({n.guid for n in second.notes}) == 2
    assert identify(deck(note("k", "甲乙丙", "丁戊己"), note("k.2", *VIRTUES)), second) == second


def test_a_note_rewritten_under_its_key_stays_that_note() -> None:
    first = identify(deck(note("list.三种境界", *VIRTUES)), None)
    second = identify(deck(note("list.三种境界", "昨夜西风", "衣带渐宽")), first)
    assert second.notes[0].guid == first.notes[0].guid
    assert numbers(second) == {"昨夜西风": 5, "衣带渐宽": 6}


def test_a_renamed_document_keeps_its_notes_and_another_one_takes_none() -> None:
    first = identify(deck(note("k", *VIRTUES), note("l", "甲乙丙")), None)
    renamed = identify(deck(note("k", *VIRTUES), note("l", "甲乙丙"), document="doc:乙"), first)
    assert [n.guid for n in renamed.notes] == [n.guid for n in first.notes]
    other = deck(note("k", "学而时习之"), note("m", "有朋自远方来"), note("n", "人不知而不愠"), document="doc:乙")
    assert identify(other, first) == identify(other, None)


def test_a_newcomer_of_a_renamed_document_gets_a_key_that_no_other_note_has() -> None:
    first = identify(deck(note("k", *VIRTUES)), None)
    renamed = identify(deck(note("k", "甲乙丙", "丁戊己"), note("k.2", *VIRTUES), document="doc:乙"), first)
    assert [n.key for n in renamed.notes] == ["k.2", "k"]


def test_keys_that_clash_are_told_apart() -> None:
    made = identify(deck(note("k", "甲乙丙"), note("k", "丁戊己"), note("k.2", "庚辛壬")), None)
    assert len({n.guid for n in made.notes}) == len({n.key for n in made.notes}) == 3


def test_no_number_is_beyond_what_anki_shows() -> None:
    texts = tuple(f"条目{i:04}" for i in range(MOST_NUMBERS + 2))
    made = identify(deck(note("k", *texts, names=texts)), None)
    assert max(number for _, number in made.notes[0].numbers) == MOST_NUMBERS
    assert [(d.note, d.blank) for d in made.dropped] == [("k", texts[-2]), ("k", texts[-1])]
    few = identify(deck(note("k", *texts[:3], "新来的一条", names=(*texts[:3], "new"))), made)
    assert numbers(few)["新来的一条"] == 4  # every number was used up, so the lowest free one has to do


def test_similarity_is_a_share() -> None:
    assert similarity("为人民服务", "为人民服务") == 1
    assert similarity("“为人民，服务”", "为人民服务") == 1
    assert 0.5 <= similarity("坚持为人民服务", "为人民服务") < 1
    assert similarity("甲乙", "丙丁") == similarity("", "甲") == 0
    assert similarity("", "") == 1


WORDS = st.text(alphabet="学而时习之不亦说乎", min_size=1, max_size=6)
NOTES = st.lists(
    st.builds(
        lambda key, texts, kind: note(key, *texts, names=tuple(texts), kind=kind),
        st.sampled_from("abcde"),
        st.lists(WORDS, min_size=1, max_size=5, unique=True),
        st.sampled_from(["list", "recite"]),
    ),
    max_size=5,
    unique_by=lambda n: n.key,
)


@settings(deadline=None)
@given(st.lists(NOTES, min_size=1, max_size=4))
def test_no_number_ever_goes_to_another_blank_while_the_note_lives(builds: list[list[Note]]) -> None:
    previous: Deck | None = None
    for notes in builds:
        made = identify(deck(*notes), previous)
        assert len({n.guid for n in made.notes}) == len({n.key for n in made.notes}) == len(notes)
        old = {n.guid: n for n in (previous.notes if previous else ())}
        for one in made.notes:
            assert [blank for blank, _ in one.numbers] == list(one.blanks)
            given_now = [number for _, number in one.numbers]
            assert len(set(given_now)) == len(given_now) and max(given_now, default=0) <= one.used
            before = old.get(one.guid)
            if before:
                held = dict(before.numbers)
                assert all(number == held[blank] for blank, number in one.numbers if blank in held)
                fresh = set(given_now) - set(held.values())
                assert all(number > before.used for number in fresh)
        assert identify(deck(*notes), made) == made
        previous = made


def test_a_blank_keeps_its_name_when_its_words_change() -> None:
    first = identify(deck(note("k", "坚持解放思想", "格物致知")), None)
    second = identify(deck(note("k", "必须坚持解放思想", "格物致知")), first)
    assert second.notes[0].numbers == (("坚持解放", 1), ("格物致知", 2))
    assert second.notes[0].blanks == ("坚持解放", "格物致知")
    third = identify(deck(note("k", "始终必须坚持解放思想", "格物致知")), second)
    assert third.notes[0].numbers == second.notes[0].numbers


def test_a_newcomer_with_the_name_of_an_edited_item_gets_another_name_and_number() -> None:
    first = identify(deck(note("k", "坚持解放思想", "格物致知")), None)
    second = identify(deck(note("k", "必须坚持解放思想", "格物致知")), first)
    third = identify(deck(note("k", "坚持解放区的天", "必须坚持解放思想", "格物致知")), second)
    assert third.notes[0].numbers == (("坚持解放.2", 3), ("坚持解放", 1), ("格物致知", 2))
    assert identify(deck(note("k", "坚持解放区的天", "必须坚持解放思想", "格物致知")), third) == third


def test_words_that_moved_take_their_key_along() -> None:
    """The old words under a new key, and like ones under the old key: history goes with the words."""
    first = identify(deck(note("k", *VIRTUES)), None)
    like = ("温良之德", "恭敬之心", "俭约之行", "信实之言")
    second = identify(deck(note("k", *like), note("l", *VIRTUES)), first)
    assert second.notes[1].guid == first.notes[0].guid != second.notes[0].guid
