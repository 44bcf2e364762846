"""Nothing on a page of questions says an answer."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.cards.leads import MASK
from quizgen.model import Note
from quizgen.sheets.drafts import Draft, to_fill
from quizgen.sheets.items import items
from quizgen.sheets.leaks import SHORTEST, STRICT, Cleared, Part, cleared, letters
from quizgen.sheets.model import Heading

from .build import deck, listed, said


def drafts(*notes: Note) -> list[Draft]:
    return [draft for item in items(deck(*notes)) if (draft := to_fill(item))]


def texts(made: Cleared) -> list[str]:
    return [part.text if isinstance(part, Heading) else " ".join(drawn(part)) for part in made.parts]


def drawn(draft: Draft) -> list[str]:
    return ["".join(f"[{run.text}]" if run.gap else run.text for run in row.runs) for row in draft.rows]


def clear(*parts: Part, title: str = "") -> list[str]:
    return texts(cleared(title, parts))


def why(*parts: Part, title: str = "") -> list[str]:
    dropped = cleared(title, parts).dropped
    return [" ".join(filter(None, (drop.note, drop.blank, drop.why.split(":")[0]))) for drop in dropped]


FAR = said("saying.far", "[甲乙丙丁]，[戊己庚辛]")


def test_what_a_lead_in_goes_on_from_goes_where_it_is_masked() -> None:
    asking, leading = drafts(
        listed("list.a", "要求：", "[勤于学习]"),
        listed("list.b", "（接“勤于学习”）还要坚持做到：", "[敢于担当]"),
    )
    assert clear(asking, *drafts(FAR), leading)[-1] == "还要坚持做到： [敢于担当]"


def test_a_long_answer_is_masked_in_headings_and_leads_and_asked_elsewhere() -> None:
    asking, leading, saying = drafts(
        listed("list.a", "要求：", "[勤于学习]"),
        listed("list.b", "为了勤于学习，要求：", "[敢于担当]"),
        said("saying.c", "勤于学习的人，[不可不问]"),
    )
    far = drafts(FAR)
    heading = Heading(text="一、勤于学习，常抓不懈")
    assert clear(heading, asking, *far, leading, *far, saying) == [
        "一、……，常抓不懈",
        "要求： [勤于学习]",
        "甲乙丙丁，[戊己庚辛]",
        "为了……，要求： [敢于担当]",
        "甲乙丙丁，[戊己庚辛]",
        "[勤于学习]的人，[不可不问]",
    ]


def test_a_short_answer_is_hidden_beside_its_question_and_above_it_only() -> None:
    asking, beside = drafts(listed("list.a", "优势：", "[人文]"), said("saying.b", "人文荟萃，[地灵人杰]"))
    far, farther = drafts(FAR, said("saying.c", "个人文件，[不得外传]"))
    parts = (Heading(text="人文之美"), asking, beside, far, farther, Heading(text="个人文集"), far)
    assert clear(*parts) == [
        "……之美",
        "优势： [人文]",
        "[人文]荟萃，[地灵人杰]",
        "甲乙丙丁，[戊己庚辛]",
        "个人文件，[不得外传]",
        "个人文集",
        "甲乙丙丁，[戊己庚辛]",
    ]


def test_a_short_answer_that_is_a_clause_of_a_heading_is_masked_anywhere() -> None:
    (asking,) = drafts(listed("list.a", "意见：", "[敢担当]，把担子压在肩上"))
    (far,) = drafts(FAR)
    assert clear(asking, far, Heading(text="三、敢担当，把担子压在肩上"), far)[2] == "三、……，把担子压在肩上"


def test_a_name_of_one_character_stays_above_what_is_told_of_it() -> None:
    asking, *_ = drafts(listed("list.a", "五畜：", "[牛]", "[羊]"))
    (telling,) = drafts(listed("list.b", "牛 › 用处：", "[拉犁耕田]", "[推磨碾米]"))
    (far,) = drafts(FAR)
    assert clear(asking, far, telling)[-1].startswith("牛 › 用处：")
    assert clear(asking, far, Heading(text="（一）牛"), far)[2] == "（一）牛"


def test_a_heading_that_is_a_member_is_masked_by_what_is_asked_of_it() -> None:
    (asking,) = drafts(listed("list.a", "要求：", "带着[信念读]"))
    (far,) = drafts(FAR)
    assert clear(asking, far, Heading(text="（一）带着信念读"), far)[2] == "（一）带着……"


def test_text_of_either_script_is_searched_as_it_is() -> None:
    one, far, other = drafts(
        listed("list.a", "要求：", "[勤於學習]"), FAR, said("saying.b", "勤於學習的人，[不可不問]")
    )
    assert clear(one, far, other)[2] == "[勤於學習]的人，[不可不問]"


def test_what_the_title_says_is_not_asked() -> None:
    one, other = drafts(said("saying.a", "[甲乙丙丁]，[戊己庚辛]", "——《[论语]》"), listed("list.b", "书：", "[论语]"))
    assert clear(one, other, title="论语选读") == ["甲乙丙丁，[戊己庚辛] ——《论语》"]
    assert why(one, other, title="论语选读") == ["文|saying.a 论语 sheet.title", "文|list.b 论语 sheet.title"]


def test_what_another_question_is_called_is_not_asked() -> None:
    one, other = drafts(listed("list.a", "六淫：", "[风邪伤人]", "[寒邪]"), listed("list.b", "风邪伤人：", "[阳邪]"))
    assert clear(one, other) == ["六淫： 风邪伤人 [寒邪]", "风邪伤人： [阳邪]"]
    assert why(one, other) == ["文|list.a 风邪伤人 sheet.name"]


def test_a_question_that_nothing_tells_of_is_left_out() -> None:
    one, other = drafts(listed("list.a", "……：", "[风邪]"), FAR)
    assert clear(one, other) == ["甲乙丙丁，[戊己庚辛]"]
    assert why(one, other) == ["文|list.a sheet.cueless"]


def test_what_is_beside_in_another_order_counts_as_well() -> None:
    asking, far, saying = parts = drafts(
        listed("list.a", "优势：", "[人文]"), FAR, said("saying.c", "人文荟萃，[地灵人杰]")
    )
    assert texts(cleared("", parts))[2] == "人文荟萃，[地灵人杰]"
    order = {far.item.place: 0, asking.item.place: 1, saying.item.place: 2}
    assert texts(cleared("", parts, [order]))[2] == "[人文]荟萃，[地灵人杰]"


WORDS = st.text(alphabet="学思问辨行", min_size=1, max_size=6)


MEMBERS = st.lists(st.builds("{}[{}]".format, WORDS, WORDS), min_size=1, max_size=3)


@st.composite
def sheets(draw: st.DrawFn) -> list[Part]:
    """Questions of few letters, so that they say each other's answers, under headings that do."""
    notes = [
        listed(f"list.{place}", f"{draw(WORDS)}：", *draw(MEMBERS))
        if draw(st.booleans())
        else said(f"saying.{place}", f"[{draw(WORDS)}]，[{draw(WORDS)}]。", f"——[{draw(WORDS)}]")
        for place in range(draw(st.integers(1, 5)))
    ]
    parts: list[Part] = []
    for draft in drafts(*notes):
        if draw(st.booleans()):
            parts.append(Heading(text=draw(WORDS), level=draw(st.integers(1, 2))))
        parts.append(draft)
    return parts


@given(sheets(), WORDS)
def test_no_answer_is_shown(parts: list[Part], title: str) -> None:
    made = cleared(title, parts)
    asking = [part for part in made.parts if isinstance(part, Draft)]
    answers = {letters(run.text) for draft in asking for run in draft.gaps}
    shown = [letters(text) for part in made.parts for text in _shown(part)] + [letters(title)]
    assert not [a for a in answers if len(a) >= STRICT and any(a in text for text in shown)]
    for one, other in [*((d, d) for d in asking), *pairwise(asking), *pairwise(asking[::-1])]:
        near = {letters(run.text) for run in one.gaps}
        assert not [a for a in near if len(a) >= SHORTEST and any(a in letters(text) for text in _shown(other))]


@given(sheets())
def test_nothing_is_lost_but_what_is_told(parts: list[Part]) -> None:
    made = cleared("", parts)
    for part in made.parts:
        if isinstance(part, Draft):
            before = next(old for old in parts if isinstance(old, Draft) and old.item is part.item)
            words = ["".join(run.text for run in row.runs) for row in before.rows if row.role != "lead"]
            assert ["".join(run.text for run in row.runs) for row in part.rows if row.role != "lead"] == words
    told = {drop.note for drop in made.dropped}
    kept = {part.item.main.key for part in made.parts if isinstance(part, Draft)}
    assert {part.item.main.key for part in parts if isinstance(part, Draft)} - kept <= told


def _shown(part: Part) -> list[str]:
    runs = [part.text] if isinstance(part, Heading) else [r.text for row in part.rows for r in row.runs if not r.gap]
    return [piece for text in runs for piece in text.split(MASK)]


@pytest.mark.parametrize("count", [1, 3])
def test_a_question_stays_as_it_is_where_nothing_says_its_answers(count: int) -> None:
    parts = drafts(*(said(f"saying.{n}", f"[{n}甲乙丙丁]，[戊己庚辛{n}]") for n in range(count)))
    assert cleared("", parts) == Cleared(tuple(parts))
