from __future__ import annotations

import html
import re

import pytest
from anki_client import STEPS, list_note, small_deck, text_note
from hypothesis import given
from hypothesis import strategies as st

from quizgen.cards.identity import identify
from quizgen.exporters import anki
from quizgen.exporters.html import asked_blanks, cell, clean, escape, known_blanks, language, render, unescape
from quizgen.model import Deck, Line, Note, Segment


def rendered(note: Note) -> str:
    return render(identify(Deck(name="d", id="d", notes=(note,)), None).notes[0])


@given(st.text())
def test_escaped_text_is_the_text_and_holds_no_command(text: str) -> None:
    escaped = escape(text)
    assert html.unescape(escaped.replace("<br>", "\n")) == clean(text)
    assert unescape(cell(escaped)) == clean(text)
    assert not re.search(r"[{}\[\\\x00-\x1f]|::|<(?!br>)|^:|:$", escaped)


@given(st.text(), st.text())
def test_no_command_comes_to_be_where_two_texts_meet(one: str, other: str) -> None:
    assert "::" not in escape(one) + escape(other)
    assert "{{" not in escape(one) + "{{c1::"[:1] + escape(other)


def test_clean_keeps_characters_and_drops_controls() -> None:
    assert clean("豈\u2126e\u0301") == "豈Ωé"  # Anki composes on import, so what is compared must be composed too
    assert clean("a\x00b\x1fc\x7fd\x85e\tf\r\ng\rh") == "abcd e f\ng\nh"
    assert clean("\ud800") == "\ufffd"
    assert clean("一㈠…１") == "一㈠…１"


def test_a_list_has_an_element_for_each_item_and_counts_on() -> None:
    lines = tuple(
        Line(role="item", number=n, segments=(Segment(text="第"), Segment(text=f"项{n}", blank=f"b{n}")))
        for n in (4, 5)
    )
    note = Note(
        key="k", kind="list", lines=(Line(role="lead", segments=(Segment(text="共八条："),)), *lines), covered=True
    )
    assert rendered(note) == (
        '<div class="note list covered" lang="zh-Hans"><div class="lead">共八条：</div><ol class="items">'
        '<li value="4">第{{c1::项4}}</li><li value="5">第{{c2::项5}}</li></ol></div>'
    )


def test_a_set_has_bullets_and_a_line_of_context_no_number() -> None:
    lines = [Line(role="item", number=n, segments=(Segment(text=f"项{n}", blank="b"),)) for n in (None, 5)]
    assert '<ul class="items"><li>{{c1::项None}}</li></ul>' in rendered(Note(key="k", kind="list", lines=(lines[0],)))
    mixed = rendered(Note(key="k", kind="list", lines=tuple(lines)))
    assert '<ol class="items"><li class="unnumbered">{{c1::项None}}</li><li value="5">{{c1::项5}}</li></ol>' in mixed


def test_one_blank_is_one_cloze_number_and_neighbours_are_one_gap() -> None:
    note = text_note("k", ("甲", "x"), ("乙", "x"), ("，", None), ("丙", "x"), ("  ", "y"), ("丁", "z"))
    assert "{{c1::甲乙}}，{{c1::丙}}  {{c3::丁}}" in rendered(note)
    assert "c2" not in rendered(note)


def test_language_follows_the_characters() -> None:
    assert language(["为人谋而不忠乎"]) == "zh-Hans"
    assert language(["為人謀而不忠乎"]) == "zh-Hant"
    assert language(["山水"]) == language([]) == "zh-Hans"
    assert language(["国学与国家，引《學記》"]) == "zh-Hans"
    assert 'lang="zh-Hant"' in rendered(list_note("k", ("齊家", "治國"), lead="八條目之二："))


def test_a_note_without_cards_is_no_note() -> None:
    with pytest.raises(ValueError, match="no blank"):
        anki.fields_of(text_note("k", ("甲", None), guid="g"))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of the Web Content Accessibility Guidelines."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_colours_can_be_read_by_day_and_by_night() -> None:
    style = anki.PLAIN.templates()[2]
    palettes = [
        dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block)) for block in re.findall(r"\{[^}]*--ink:[^}]*\}", style)
    ]
    assert len(palettes) == 2
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    for palette in palettes:
        for ink in ("ink", "soft", "answer"):
            assert contrast(palette[ink], palette["paper"]) >= 4.5
        assert contrast(palette["ink"], palette["box"]) >= 4.5
        assert contrast(palette["soft"], palette["box"]) >= 4.5
        assert contrast(palette["answer"], palette["gap"]) >= 4.5  # a hint in the gap


@pytest.mark.parametrize("of", [anki.PLAIN, anki.TYPING])
def test_templates_show_no_machine_state_and_run_no_script(of: anki.NoteType) -> None:
    front, back, style = of.templates()
    shown = re.compile(r"\{\{[#/]?(?:cloze:|cloze-only:|type:cloze:)?(\w+)\}\}")
    typing = {"Answer"} if of is anki.TYPING else set()
    assert set(shown.findall(front)) == {"Path", "Text", *typing}
    also = {"Answer", "Also"} if of is anki.TYPING else set()
    assert set(shown.findall(back)) == {"Path", "Text", "Extra", "Notes", "Source", *also}
    assert "<script" not in front + back
    assert "url(" not in style and "@import" not in style
    assert ".nightMode" in style and ".night_mode" in style


def test_without_has_no_gap_opens_and_nothing_is_lost_but_the_cover() -> None:
    """A browser that does not know :has drops every rule whose selector has it."""
    style = re.sub(r"/\*.*?\*/", "", anki.PLAIN.templates()[2])
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", style)
    kept = {selector.strip(): body for selector, body in rules if ":has(" not in selector}
    assert len(kept) < len(rules)
    assert "color: transparent" in kept[".front .cloze"] and "display: none" in kept[".all"]
    assert not any("visibility" in body or "font-size: 0" in body for body in kept.values())


def test_what_the_sheet_uses_stands_at_its_top() -> None:
    style = anki.PLAIN.templates()[2]
    top = style[: style.index("}")]
    assert set(re.findall(r"var\((--[\w-]+)\)", style)) == set(re.findall(r"(--[\w-]+):", top))
    assert set(re.findall(r"(--[\w-]+):", style)) == set(re.findall(r"(--[\w-]+):", top))


def test_a_silent_blank_is_shown_and_covered_as_its_neighbours_are() -> None:
    note = identify(small_deck(list_note("list.次第", STEPS)), None).notes[0]
    quiet = note.model_copy(update={"silent": (STEPS[2],)})
    assert asked_blanks(quiet) == {step: place for place, step in enumerate(STEPS, 1) if place != 3}
    assert known_blanks(quiet) == known_blanks(note) == asked_blanks(note)
    assert f'<span class="cloze-inactive">{STEPS[2]}</span>' in render(quiet) and "{{c3::" not in render(quiet)
    plain = quiet.model_copy(update={"covered": False})
    assert f">{STEPS[2]}</li>" in render(plain)


def test_a_hint_stands_in_its_gap_only() -> None:
    segments = (Segment(text="学而不思", blank="a", hint="{学}"), Segment(text="则罔", blank="b"))
    note = Note(key="k", kind="saying", lines=(Line(segments=segments),), numbers=(("a", 1), ("b", 2)))
    assert re.search(r"\{\{c1::学而不思::<span style=[^>]*>&#123;学&#125;</span>\}\}\{\{c2::则罔\}\}", render(note))


def test_a_gap_as_wide_as_its_answer() -> None:
    note = text_note("k", ("学而不思", "a"), ("WTO", "b"), ("人" * 99, "c"), sized=True)
    widths = re.findall(r"min-width:([\d.]+)em\">\u3000</span>\}\}", rendered(note))
    assert widths == ["5.3", "2.2", "40.0"]
