"""What stands where, the same for every file format."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.model import Deck, Note
from quizgen.sheets.layouts import Laid, Wish, laid_out
from quizgen.sheets.model import AnswersPlace, Entry, Heading, LayoutName, Page, PaperName, Question, Sheet

from .build import deck, listed, recited, said

LAYOUTS: tuple[LayoutName, ...] = get_args(LayoutName)
ANSWERS: tuple[AnswersPlace, ...] = get_args(AnswersPlace)
STEPS = ("博学之", "审问之", "慎思之", "明辨之", "笃行之")
DECK = deck(
    said("saying.a", "[一箪食无所求]，[一瓢饮不改乐]。", "——[颜回]", section="安贫", worth=4),
    listed("list.b", "为学五步：", *(f"[{step}]" for step in STEPS), numbered=True, section="为学"),
    recited("list.b", "为学五步：", *STEPS, section="为学"),
    said("saying.c", "[天行健]，[君子以自强不息]。", section="为学::自强"),
)


def questions(sheet: Sheet) -> list[Question]:
    return list(sheet.questions)


def only(laid: Laid) -> Sheet:
    (printed,) = laid.files
    return printed.sheet


def outline(sheet: Sheet) -> list[str]:
    return [f"{'#' * p.level} {p.text}" if isinstance(p, Heading) else f"{p.number} {p.key}" for p in sheet.parts]


def text(question: Question) -> list[str]:
    return [r.mark + "".join(f"[{n.text}]" if n.gap else n.text for n in r.runs) for r in question.rows]


def test_questions_stand_below_their_headings_and_are_numbered_through() -> None:
    assert outline(only(laid_out(DECK, Wish()))) == [
        *("# 安贫", "1 文|saying.a", "# 为学", "2 文|list.b", "## 自强", "3 文|saying.c"),
    ]


def test_one_heading_for_everything_says_nothing() -> None:
    sheet = only(laid_out(deck(said("saying.a", "[甲乙丙丁]，[戊己庚辛]", section="语录")), Wish()))
    assert outline(sheet) == ["1 文|saying.a"]


def test_short_members_stand_in_one_paragraph_and_long_ones_in_lines() -> None:
    short, long = listed("list.a", "三德：", "[智]者", "[仁]者"), listed("list.b", "要求：", "[学]" + "甲" * 14, "[问]")
    one, other = questions(only(laid_out(deck(short, said("s", "[天地玄黄]，[宇宙洪荒]"), long), Wish())))[::2]
    assert text(one) == ["三德：[智]者、[仁]者。"]
    assert text(other) == ["要求：", "·[学]" + "甲" * 14, "·[问]"]


def test_the_key_has_the_numbers_and_sources_of_the_questions() -> None:
    sheet = only(laid_out(DECK, Wish()))
    assert sheet.key[0] == Entry(number=1, answers=("一瓢饮不改乐", "颜回"), source="一段")
    assert [entry.answers for entry in sheet.key] == [question.answers for question in questions(sheet)]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("answers", ANSWERS)
def test_answers_are_where_they_were_wished(layout: LayoutName, answers: AnswersPlace) -> None:
    files = laid_out(DECK, Wish(layout=layout, answers=answers)).files
    sheet = files[0].sheet
    beside = layout in ("cards", "table")
    asked = answers in ("end", "inline")
    assert [printed.suffix for printed in files] == (["", "-答案"] if answers == "separate" else [""])
    assert bool(sheet.key) == (answers == "end" and not beside)
    assert sheet.inline == (answers == "inline" and not beside)
    assert any(step in sheet.model_dump_json() for step in STEPS) == asked, "what must not be there is not in the file"
    assert (layout == "cards" and any(leaf.side == "back" for leaf in sheet.leaves)) == (layout == "cards" and asked)
    if answers == "separate":
        key = files[1].sheet
        assert key.key and not key.asks and key.title == "文 参考答案"


def test_versions_have_the_same_questions_in_other_orders() -> None:
    notes = [said(f"saying.{n}", f"[{chr(0x4E00 + n) * 5}]，[{chr(0x5E00 + n) * 5}]") for n in range(12)]
    files = laid_out(deck(*notes), Wish(versions=3, shuffle=7)).files
    assert [(f.suffix, f.sheet.heading) for f in files] == [("-A", "文（A）"), ("-B", "文（B）"), ("-C", "文（C）")]
    orders = [[question.key for question in f.sheet.questions] for f in files]
    assert len(set(map(tuple, orders))) == 3
    assert len(set(map(frozenset, orders))) == 1
    for f in files:
        assert [e.answers for e in f.sheet.key] == [q.answers for q in f.sheet.questions]
    assert laid_out(deck(*notes), Wish(versions=3, shuffle=7)).files == files
    assert laid_out(deck(*notes), Wish(versions=3, shuffle=8)).files != files


def test_a_question_that_stands_alone_says_where_it_is_from() -> None:
    first = next(q for q in questions(only(laid_out(DECK, Wish(shuffle=1)))) if q.key == "文|saying.a")
    assert (first.rows[0].role, first.rows[0].shown) == ("context", "安贫")


def test_the_best_are_kept_where_only_some_are_wanted() -> None:
    assert [q.key for q in only(laid_out(DECK, Wish(max_items=1))).questions] == ["文|saying.a"]


def test_what_does_not_fit_a_layout_is_told() -> None:
    laid = laid_out(deck(listed("list.a", "要求：", "[学习]")), Wish(layout="recite"))
    assert (laid.files, [drop.why.split(":")[0] for drop in laid.dropped]) == ((), ["sheet.layout"])


def test_gaps_are_of_one_width_or_as_wide_as_their_answers() -> None:
    notes = [listed("list.a", "要求：", "[学习]", "[敢于斗争敢于胜利]")]
    (fixed,) = questions(only(laid_out(deck(*notes), Wish())))
    (sized,) = questions(only(laid_out(deck(*(n.model_copy(update={"sized": True}) for n in notes)), Wish())))
    assert [run.width for run in fixed.gaps] == [14, 14]
    assert [run.width for run in sized.gaps] == [4, 14]


def test_a_long_answer_gets_as_many_lines_as_a_hand_needs() -> None:
    one = recited("list.a", "要求：", "甲" * 40, "乙" * 5)
    (question,) = questions(only(laid_out(deck(one), Wish(layout="recite", page=Page(paper="a5")))))
    assert [run.lines for run in question.gaps] == [3, 1]


def test_short_members_are_written_two_beside_each_other() -> None:
    one = recited("list.a", "三德：", "智者", "仁者", "勇者")
    (question,) = questions(only(laid_out(deck(one), Wish(layout="recite"))))
    assert text(question) == ["三德：", "①[智者]\u3000②[仁者]", "③[勇者]"]


def test_title_head_line_and_codes_are_those_that_were_wished() -> None:
    sheet = only(laid_out(DECK, Wish(title="期中\n复习", head=("学号",), codes=True)))
    assert (sheet.heading, sheet.words.head) == ("期中 复习", ("学号",))
    assert [q.code for q in sheet.questions] == [entry.code for entry in sheet.key]
    assert all(len(q.code) == 5 for q in sheet.questions) and "Code:" in sheet.words.find
    assert not any(q.code for q in only(laid_out(DECK, Wish())).questions)


def test_traditional_text_gets_traditional_words() -> None:
    sheet = only(laid_out(deck(said("saying.a", "[學而時習之]，[不亦說乎]"), name="論語"), Wish()))
    assert (sheet.lang, sheet.words.key, sheet.footer) == ("zh-Hant", "參考答案", "來源：論語")


WORDS = st.text(alphabet="学思问辨行知仁义礼智信", min_size=2, max_size=9)
MEMBERS = st.lists(st.builds("{}[{}]".format, WORDS, WORDS), min_size=2, max_size=6)


@st.composite
def decks(draw: st.DrawFn) -> Deck:
    notes: list[Note] = []
    for place in range(draw(st.integers(1, 6))):
        section = draw(st.sampled_from(["", "上编", "上编::一", "下编"]))
        if draw(st.booleans()):
            lead, members = f"{draw(WORDS)}：", draw(MEMBERS)
            notes.append(listed(f"list.{place}", lead, *members, section=section))
            notes.append(recited(f"list.{place}", lead, *members, section=section))
        else:
            notes.append(said(f"saying.{place}", f"[{draw(WORDS)}]，[{draw(WORDS)}]。", section=section))
    return deck(*notes)


@given(decks(), st.sampled_from(LAYOUTS), st.sampled_from([1, 3]))
def test_each_gap_has_its_answer_in_the_key(made: Deck, layout: LayoutName, versions: int) -> None:
    laid = laid_out(made, Wish(layout=layout, answers="separate", versions=1 if layout == "outline" else versions))
    for asks, key in zip(laid.files[::2], laid.files[1::2], strict=True):
        gaps = {q.number: len(q.gaps) for q in asks.sheet.questions}
        if layout == "cards":
            cells = [card for leaf in asks.sheet.leaves for line in leaf.cells for card in line if card]
            gaps = {card.number: sum(bool(run.gap) for row in card.front for run in row.runs) for card in cells}
        assert gaps == {entry.number: len(entry.answers) for entry in key.sheet.key}
        assert list(gaps) == list(range(1, laid.questions + 1))
        assert sum(gaps.values()) == laid.gaps
        assert all(answer for entry in key.sheet.key for answer in entry.answers)
        for question in asks.sheet.questions:
            assert [run.gap for run in question.gaps] == list(range(1, len(question.gaps) + 1))
    keys = [frozenset(q.key for q in printed.sheet.questions) for printed in laid.files[::2]]
    assert len(set(keys)) <= 1


@pytest.mark.parametrize("paper", get_args(PaperName))
def test_every_paper_leaves_room_for_a_line(paper: PaperName) -> None:
    assert all(Page(paper=paper, columns=columns).line_width > 6 for columns in (1, 2, 3))
