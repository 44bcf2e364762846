"""From findings to a deck: order, keys, passing checks, and curated collections by the same way."""

from __future__ import annotations

import pickle

from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.cards import cards, cards_of_known, make_cards
from quizgen.cards.checks import all_passed
from quizgen.model import Deck, KnownSaying, KnownSet

from .build import document, listed, said

TALK = document(
    "# 一、田间",
    "办好春耕有三个要点：一是早下种。节气不等人。二是深耕地。三是勤除草。老支书说，“人误地一时，地误人一年”。",
    "村里靠水井、石磨、纺车“三宝”过冬，又有五谷。",
)
FINDINGS = [
    listed(
        TALK,
        ["早下种", "深耕地", "勤除草"],
        form="marked",
        label="三个要点",
        section=("一、田间",),
        ordered=True,
        wholes=["早下种。节气不等人。", "深耕地。", "勤除草。"],
    ),
    said(TALK, "人误地一时，地误人一年", speaker="老支书", section=("一、田间",)),
    listed(TALK, ["水井", "石磨", "纺车"], form="counted", label="三宝", section=("一、田间",)),
    listed(TALK, [], form="named", label="五谷"),
]


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


def test_an_edit_elsewhere_moves_no_other_note() -> None:
    before = make_cards(TALK, FINDINGS).notes
    edited = document("新添的一段。", *(b.text for b in TALK.blocks[:1]), *(b.text for b in TALK.blocks[1:]))
    after = make_cards(
        edited,
        [
            listed(
                edited,
                [m.text for m in f.members],
                form=f.form,
                label=f.label,
                section=f.section,
                ordered=f.ordered,
                wholes=[TALK.text(m.whole) for m in f.members if m.whole],
            )
            if f.kind == "formulation"
            else said(edited, f.quote, speaker=f.speaker, section=f.section)
            for f in FINDINGS
        ],
    ).notes
    assert after == before


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
