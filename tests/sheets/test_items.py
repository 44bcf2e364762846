"""The notes of one finding as one item, under the headings of its document."""

from __future__ import annotations

from quizgen.model import Block, Document
from quizgen.sheets.items import codes_of, contents_of, items

from .build import deck, line, listed, note, recited, said


def document(*texts: tuple[str, int]) -> Document:
    blocks = tuple(Block(text=text, kind="heading" if level else "paragraph", level=level) for text, level in texts)
    return Document(name="文.txt", id="文", title="文", blocks=blocks)


def test_the_cards_of_one_list_are_one_item() -> None:
    made = items(
        deck(listed("list.三步", "三步：", "[博学]", "[审问]"), recited("list.三步", "三步：", "博学", "审问"))
    )
    (item,) = made
    assert item.note and item.note.kind == "list"
    assert item.recital and item.recital.kind == "recite"


def test_the_parts_of_a_long_list_are_joined_without_what_they_share() -> None:
    first = listed("list.六艺", "六艺（前3项）", "《[礼]》", "《[乐]》", "《[射]》")
    second = note(
        "list.六艺.part2",
        "list",
        line("六艺（第4—6项，共6项）", "lead"),
        line("《射》", "item"),
        line("《[御]》", "item"),
    )
    (item,) = items(deck(first, second))
    assert [one.text for one in item.main.lines] == ["六艺", "《礼》", "《乐》", "《射》", "《御》"]
    assert item.main.blanks == ("礼", "乐", "射", "御")


def test_the_parts_of_a_long_saying_are_joined_without_the_cue() -> None:
    first = said("saying.古", "[古之欲明明德于天下者]，[先治其国]。", "——《大学》")
    second = note("saying.古.part2", "saying", line("先治其国。[欲治其国者]，[先齐其家]。"))
    (item,) = items(deck(first, second))
    texts = [one.text for one in item.main.lines]
    assert texts == ["古之欲明明德于天下者，先治其国。", "欲治其国者，先齐其家。", "——《大学》"]


def test_the_parts_of_a_saying_are_joined_without_the_signs_that_it_goes_on() -> None:
    first = said("saying.古", "[古之欲明明德于天下者]，[先治其国]；……", "——《大学》")
    second = note("saying.古.part2", "saying", line("……先治其国；[欲治其国者]，[先齐其家]；……"))
    (item,) = items(deck(first, second))
    texts = [one.text for one in item.main.lines]
    assert texts == ["古之欲明明德于天下者，先治其国；", "欲治其国者，先齐其家；……", "——《大学》"]
    (alone,) = items(deck(first))
    assert alone.main.lines[0].text.endswith("；……")


def test_the_parts_of_a_compound_are_joined_without_their_places() -> None:
    first = listed("list.四书五经", "四书五经：（四书第1—2项，共4项）", "《[大学]》", "《[中庸]》")
    second = note("list.四书五经.part2", "list", line("四书五经：（五经）", "lead"), line("《[诗经]》", "item"))
    (item,) = items(deck(first, second))
    assert [one.text for one in item.main.lines] == ["四书五经：", "《大学》", "《中庸》", "《诗经》"]


def test_headings_are_those_of_the_document_with_their_numbers() -> None:
    text = document(("文", 1), ("一、修身", 2), ("（一）慎独", 3), ("正文", 0), ("二、齐家", 2))
    assert [title.text for _, title in contents_of(text).headings] == ["一、修身", "（一）慎独", "二、齐家"]
    (item,) = items(deck(said("saying.a", "[甲乙丙丁]，戊", section="修身::慎独")), {"文": text})
    assert [title.text for title in item.path] == ["一、修身", "（一）慎独"]
    (alone,) = items(deck(said("saying.a", "[甲乙丙丁]，戊", section="修身::慎独")))
    assert [title.text for title in alone.path] == ["修身", "慎独"]


def test_codes_are_as_long_as_tells_notes_apart() -> None:
    one, other = (said("saying.a", "[甲乙]", guid=guid) for guid in ("abcdefg1", "abcdefh2"))
    assert codes_of([one]) == {"abcdefg1": "abcde"}
    assert codes_of([one, other]) == {"abcdefg1": "abcdefg", "abcdefh2": "abcdefh"}
