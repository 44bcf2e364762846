"""Every check: a note on which it fails, and what becomes of the note."""

from __future__ import annotations

import pytest

from quizgen.cards.checks import CARD_CHECKS, all_passed, checked
from quizgen.cards.faces import cards
from quizgen.cards.mends import LONGEST_FRONT, longest_front, mended
from quizgen.model import Deck, Line, Note, NoteKind, Segment


def line(text: str, role: str = "item") -> Line:
    """A line in which ``[…]`` is asked, under its own text as name."""
    segments, rest = [], text
    while "[" in rest:
        before, _, rest = rest.partition("[")
        asked, _, rest = rest.partition("]")
        segments += [Segment(text=before)] if before else []
        segments.append(Segment(text=asked, blank=asked))
    segments += [Segment(text=rest)] if rest else []
    return Line.model_validate({"segments": tuple(segments), "role": role})


def note(*lines: str, lead: str = "", key: str = "k", kind: NoteKind = "list", path: tuple[str, ...] = ()) -> Note:
    head = (line(lead, "lead"),) if lead else ()
    return Note(key=key, kind=kind, lines=(*head, *map(line, lines)), path=path, tags=("农书::田间::春耕",))


def rules(*notes: Note) -> list[str]:
    return [drop.why.split(":")[0] for drop in checked(notes)[1]]


@pytest.mark.parametrize(
    ("bad", "rule"),
    [
        (note("[水井]", "水井旁的[石磨]"), "answer.shown"),
        (note("[水]", "[石磨坊]"), "answer.short"),
        (note(f"[{'深耕细作' * 8}]", "[石磨]"), "answer.long"),
        (note("[坚持]早起", "[石磨]"), "answer.function-word"),
        (note("旁边种着柳树" * 30 + "[水井]", kind="saying"), "front.long"),
    ],
)
def test_a_failing_card_is_shown_not_asked(bad: Note, rule: str) -> None:
    kept, dropped = checked([bad])
    assert [drop.why.split(":")[0] for drop in dropped] == [rule]
    assert dropped[0].note == "k" and dropped[0].blank == bad.blanks[0]
    assert [n.blanks for n in kept] == ([bad.blanks[1:]] if bad.blanks[1:] else [])
    assert rule in {check.name for check in CARD_CHECKS}


def test_a_good_note_passes_unchanged() -> None:
    good = note("[水井]", "[石磨]", lead="村里有：", path=("家底",))
    assert checked([good]) == ([good], [])


def test_the_answer_in_path_and_lead_is_mended() -> None:
    (mended_note,), dropped = checked(
        [note("[水井]", "[石磨]", lead="村里有水井、石磨和牛：", path=("家底", "打水井"))]
    )
    assert not dropped
    assert (mended_note.path, mended_note.lines[0].text) == (("家底",), "村里有……和牛：")


def test_a_lead_that_is_nothing_but_the_answers_gives_way_to_the_title_above() -> None:
    (mended_note,), dropped = checked([note("[开渠]", "[护渠]", lead="开渠、护渠：", path=("农事", "水渠"))])
    assert not dropped
    assert (mended_note.path, mended_note.lines[0].text) == (("农事",), "水渠：")


def test_the_answer_is_found_across_punctuation() -> None:
    assert rules(note("[早起、早睡]", "[石磨]", "早起早睡身体好")) == ["answer.shown"]


def test_a_gap_does_not_join_its_sides() -> None:
    assert rules(note("水[牛郎]井", "[水井]")) == []


def test_a_long_front_loses_its_outer_sections_first() -> None:
    long = note("旁边种着柳树" * 25 + "[水井]", path=("农书总论第一部分", "田间管理的第二部分", "春耕"))
    short = mended(long)
    assert short.path == ("春耕",) and longest_front(short) <= LONGEST_FRONT


def test_a_recital_may_be_longer_than_an_answer_but_not_endless() -> None:
    def recital(times: int) -> Note:
        lines = tuple(
            Line(segments=(Segment(text=text * times, blank="all"),), role="item") for text in ("深耕细作", "勤俭持家")
        )
        return Note(key="r", kind="recite", lines=(line("村规：", "lead"), *lines))

    assert rules(recital(8)) == []
    assert rules(recital(12)) == ["answer.long"]


def test_a_member_that_is_one_light_word_is_asked() -> None:
    assert rules(note("[描写]", "[说明]", lead="写法：")) == []


def test_a_lead_that_is_nothing_but_answers_goes() -> None:
    (kept,), dropped = checked([note("[水井]", "[石磨]", lead="水井、石磨：")])
    assert not dropped
    assert [entry.text for entry in kept.lines] == ["水井", "石磨"]


def test_a_recital_without_a_lead_asks_nothing_in_particular() -> None:
    lines = tuple(Line(segments=(Segment(text=text, blank="all"),), role="item") for text in ("水井", "石磨"))
    assert rules(Note(key="r", kind="recite", lines=(line("水井和石磨：", "lead"), *lines))) == ["front.cueless"]


def test_two_fronts_alike_are_told_apart_by_their_sections() -> None:
    one = note("[水井]", lead="有：", key="one")
    other = note("[石磨]", lead="有：", key="two").model_copy(update={"tags": ("农书::院里",)})
    kept, dropped = checked([one, other])
    assert not dropped
    assert [n.path for n in kept] == [("农书", "田间", "春耕"), ("农书", "院里")]


def test_two_fronts_that_stay_alike_are_both_dropped() -> None:
    kept, dropped = checked([note("[水井]", lead="有：", key="one"), note("[石磨]", lead="有：", key="two")])
    assert kept == []
    assert [(d.note, d.why.split(":")[0]) for d in dropped] == [("one", "front.shared"), ("two", "front.shared")]


def test_a_recital_is_told_apart_by_its_first_member() -> None:
    def recital(key: str, *texts: str) -> Note:
        lines = tuple(Line(segments=(Segment(text=text, blank="all"),), role="item") for text in texts)
        return Note(key=key, kind="recite", lines=(line("都有：", "lead"), *lines))

    kept, dropped = checked([recital("one", "水井", "石磨"), recital("two", "黄牛", "白马")])
    assert not dropped
    assert [cards(n)[0].front for n in kept] == ["都有：\n水井\n＿＿", "都有：\n黄牛\n＿＿"]


def test_the_same_card_twice_stays_once() -> None:
    kept, dropped = checked([note("[水井]", lead="有：", key="one"), note("[水井]", lead="有：", key="two")])
    assert [n.key for n in kept] == ["one"]
    assert [(d.note, d.why.split(":")[0]) for d in dropped] == [("two", "card.repeat")]


def test_a_note_that_asks_nothing_is_dropped_with_its_reason() -> None:
    assert rules(note("水井", "石磨")) == ["note.blankless"]
    assert rules(note("[水]井", "[磨]坊")) == ["answer.short", "answer.short"]
    assert rules(note("[水]", "[磨]")) == []  # a set of single characters


def test_a_speaker_who_says_nearly_everything_is_not_asked() -> None:
    def saying(place: int, speaker: str) -> Note:
        by = Line(segments=(Segment(text="——"), Segment(text=speaker, blank="speaker")), role="by")
        return Note(key=f"s{place}", kind="saying", lines=(line(f"第{place}句[说得好]", "text"), by))

    many = [saying(place, "老支书" if place < 6 else "王老五") for place in range(8)]
    kept, dropped = checked(many)
    assert {d.why.split(":")[0] for d in dropped} == {"speaker.constant"} and len(dropped) == 6
    assert [("speaker" in n.blanks) for n in kept] == [False] * 6 + [True] * 2


def test_a_book_that_nearly_every_card_names_is_not_asked() -> None:
    def quoted(key: str, speaker: str, *book: Segment) -> Note:
        by = Line(segments=(Segment(text=f"——{speaker}《"), *book, Segment(text="·耕种》")), role="by")
        return Note(key=key, kind="saying", lines=(line(f"第{key}季种[第{key}种庄稼]", "text"), by))

    notes = [quoted(str(n), "老农", Segment(text="农书")) for n in range(6)]
    asking = quoted("7", "", Segment(text="农书", blank="source"))
    kept, dropped = checked([*notes, asking])
    assert [d.why.split(":")[0] for d in dropped] == ["source.constant"]
    assert "农书" in kept[-1].lines[-1].text
    kept, dropped = checked([*notes[:2], asking])
    assert not dropped and kept[-1].blanks[-1] == "source"


def test_an_answer_that_might_be_said_of_anything_is_not_asked() -> None:
    assert rules(note("这是修渠的[重要方面]", "这是修渠的[水源]")) == ["answer.vague"]


def test_members_that_the_lead_in_spells_out_are_not_asked() -> None:
    assert rules(note("[君药]", "[臣药]", "[佐药]", "[使药]", lead="君臣佐使：")) == ["answer.spelt-out"] * 4
    assert rules(note("[君药]", "[臣药]", "[佐药]", "[使药]", lead="方子里的药：")) == []


def test_a_title_that_holds_one_answer_stays_and_the_answer_is_shown() -> None:
    kept, dropped = checked(
        [note("[麻黄]", "[桂枝]", "[杏仁]", lead="成分：").model_copy(update={"path": ("麻黄汤",)})]
    )
    assert kept[0].path == ("麻黄汤",) and [d.blank for d in dropped] == ["麻黄"]
    kept, dropped = checked([note("[辨证]", "[论治]", "[扶正]", lead="辨证论治三法：")])
    assert not any("辨证论治三法" in card.front and card.answer == "辨证" for card in cards(kept[0]))


def test_a_recital_keeps_the_title_of_what_its_field_belongs_to() -> None:
    recital = note("[麻黄]", "[桂枝]", "[杏仁]", lead="成分：", kind="recite", path=("麻黄汤",))
    assert mended(recital).path == ("麻黄汤",)
    recital = note("[麻黄]", "[桂枝]", "[杏仁]", lead="发汗的三味药：", kind="recite", path=("麻黄汤",))
    assert mended(recital).path == ()


def test_all_passed_finds_what_an_edit_spoiled() -> None:
    good = Deck(name="d", id="d", notes=(note("[水井]", "[石磨]"),))
    assert all_passed(good)
    assert not all_passed(good.model_copy(update={"notes": (note("[水井]", "水井边的[石磨]"),)}))


def test_a_lead_in_with_one_answer_hides_it_on_the_card_that_asks_it() -> None:
    lead = Line(segments=(Segment(text="修渠就是经过两次试水，三个阶段，即："),), role="lead")
    items = [Line(segments=(Segment(text=text, blank=text),), role="item") for text in ("开挖", "试水", "通水入田")]
    note = mended(Note(key="", kind="list", lines=(lead, *items), path=(), source="", tags=()))
    fronts = {card.answer: card.front.splitlines()[0] for card in cards(note)}
    assert fronts["开挖"] == fronts["通水入田"] == "修渠就是经过两次试水，三个阶段，即："
    assert fronts["试水"] == "修渠就是经过两次＿＿，三个阶段，即："


def test_of_two_opposites_neither_is_asked_alone() -> None:
    assert rules(note("[直接]灌溉", "[间接]灌溉")) == ["answer.opposite"] * 2
    assert rules(note("[直接]灌溉", "[间接]灌溉", lead="灌溉：", kind="recite")) == []
    assert rules(note("[漫灌]法", "[滴灌]法")) == []
