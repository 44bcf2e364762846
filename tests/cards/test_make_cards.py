"""From findings to a deck: order, keys, passing checks, and curated collections by the same way."""

from __future__ import annotations

import pickle

from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.cards import cards, cards_of_known, make_cards
from quizgen.cards.checks import all_passed
from quizgen.model import Deck, Document, Finding, KnownSaying, KnownSet

from .build import document, listed, said

TEXTS = (
    "# 一、田间",
    "办好春耕有三个要点：一是早下种。节气不等人。二是深耕地。三是勤除草。老支书说，“人误地一时，地误人一年”。",
    "村里靠水井、石磨、纺车“三宝”过冬，又有五谷。",
)
SECTION = ("一、田间",)


def findings(doc: Document, why: str = "节气不等人") -> list[Finding]:
    points = listed(
        doc,
        ["早下种", "深耕地", "勤除草"],
        form="marked",
        label="三个要点",
        section=SECTION,
        ordered=True,
        wholes=[f"早下种。{why}。", "深耕地。", "勤除草。"],
    )
    saying = said(doc, "人误地一时，地误人一年", speaker="老支书", section=SECTION)
    treasures = listed(doc, ["水井", "石磨", "纺车"], form="counted", label="三宝", section=SECTION)
    return [points, saying, treasures, listed(doc, [], form="named", label="五谷")]


TALK = document(*TEXTS)
FINDINGS = findings(TALK)


def test_the_deck_of_a_document() -> None:
    deck = make_cards(TALK, FINDINGS)
    assert (deck.name, deck.id) == ("在春耕动员会上的讲话", "doc")
    assert [note.key for note in deck.notes] == [
        "list.三个要点.早下种",
        "list.三个要点.早下种.recite",
        "saying.人误地一时地误人",
        "list.三宝",
        "list.三宝.recite",
    ]
    assert "“talk.txt”" in deck.description and "5 条笔记" in deck.description
    assert [d.why.split(":")[0] for d in deck.dropped] == ["named.unexplained"]
    assert all_passed(deck)


def test_a_card_as_the_learner_sees_it() -> None:
    deck = make_cards(TALK, FINDINGS)
    first = cards(deck.notes[0])[0]
    assert first.front == "田间\n办好春耕有三个要点：\n1. ＿＿\n2. □\n3. □"
    assert first.answer == "早下种"
    assert deck.notes[0].extra == ("① 节气不等人",)
    assert deck.notes[0].tags == ("在春耕动员会上的讲话::田间", "数字概括")


def test_the_same_input_gives_the_same_deck_and_it_travels() -> None:
    deck = make_cards(TALK, FINDINGS)
    assert make_cards(TALK, FINDINGS) == deck
    assert Deck.model_validate_json(deck.model_dump_json()) == deck
    assert pickle.loads(pickle.dumps(deck)) == deck


def test_nothing_found_is_an_empty_deck() -> None:
    assert make_cards(TALK, []).notes == ()


def test_a_paragraph_put_in_before_moves_no_note() -> None:
    edited = document("新添的一段。", *TEXTS)
    assert make_cards(edited, findings(edited)).notes == make_cards(TALK, FINDINGS).notes


def test_an_edited_sentence_moves_its_own_notes_only() -> None:
    edited = document(TEXTS[0], TEXTS[1].replace("节气不等人", "节令不等人"), TEXTS[2])
    pairs = zip(make_cards(TALK, FINDINGS).notes, make_cards(edited, findings(edited, "节令不等人")).notes, strict=True)
    assert [old.key for old, new in pairs if old != new] == ["list.三个要点.早下种", "list.三个要点.早下种.recite"]


def test_a_curated_deck() -> None:
    deck = cards_of_known(
        [KnownSet(label="岁寒三友", members=("松树", "竹子", "梅花"), ordered=False, source="民间说法", date="宋代")],
        [KnownSaying(quote="学而不思则罔，思而不学则殆。", speaker="孔子", source="《论语·为政》")],
        title="传统文化",
        identity="deck:classics",
        description="常识。",
        tags=("文化",),
    )
    assert [note.key for note in deck.notes] == ["list.岁寒三友", "list.岁寒三友.recite", "saying.学而不思则罔思而"]
    assert deck.notes[0].extra == ("据：民间说法（宋代）",)
    assert deck.notes[0].tags == ("文化", "传统文化::数字概括")
    assert deck.description.startswith("常识。共 3 条笔记")
    assert cards(deck.notes[1])[0].front == "岁寒三友：\n＿＿\n＿＿\n＿＿"
    assert all_passed(deck)


PHRASES = st.lists(
    st.sampled_from(
        ["坚持", "节约", "用水", "农业", "的", "，", "、", "“", "”", "是", "要", "命脉", "田", "粮仓", "三宝"]
    ),
    min_size=1,
    max_size=18,
).map("".join)


@settings(deadline=None, max_examples=80)
@given(
    st.lists(
        st.tuples(st.none() | st.sampled_from(["三宝", "四个方面"]), st.lists(PHRASES, min_size=2, max_size=9)),
        max_size=3,
    ),
    st.lists(st.tuples(PHRASES, st.sampled_from([None, "孔子", "有人"])), max_size=3),
)
def test_whatever_comes_in_what_goes_out_passes_every_check(
    sets: list[tuple[str | None, list[str]]], sayings: list[tuple[str, str | None]]
) -> None:
    deck = cards_of_known(
        [
            KnownSet(label=label or "五谷", members=tuple(members), ordered=True, source="村志")
            for label, members in sets
        ],
        [KnownSaying(quote=quote, speaker=speaker, source="《农书》") for quote, speaker in sayings],
        title="农书",
        identity="d",
    )
    assert all_passed(deck)
    assert len({note.key for note in deck.notes}) == len(deck.notes)
    assert all(note.blanks for note in deck.notes)
