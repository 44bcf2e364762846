"""Every family of markers makes a list in its texts that match, and none in those that must not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen import data
from quizgen.detectors import series
from quizgen.detectors.markers import _first, _pattern, families, is_signature, markers
from quizgen.text.scan import scan

from .build import view


def examples(kind: str) -> list[tuple[str, str]]:
    return [(family["name"], text) for family in data.load("markers")["family"] for text in family[kind]]


@pytest.mark.parametrize(("family", "text"), examples("match"))
def test_a_matching_text_gives_one_list_of_its_family(family: str, text: str) -> None:
    (found,) = series.detect(view(text))
    assert found.rule == f"marked.{family}"
    assert len(found.members) >= 2
    assert all(member.text for member in found.members)


@pytest.mark.parametrize(("family", "text"), examples("keep"))
def test_a_text_to_keep_gives_no_list_of_the_family(family: str, text: str) -> None:
    assert f"marked.{family}" not in {found.rule for found in series.detect(view(text))}


def test_every_family_has_examples_both_ways() -> None:
    assert all(family["match"] and family["keep"] for family in data.load("markers")["family"])
    assert len(families()) == len(data.load("markers")["family"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一是学。二是干。", [("yishi", 1, "一是"), ("yishi", 2, "二是")]),
        ("第十二，守时。", [("diyi", 12, "第十二，")]),
        ("其三，守时。", [("qiyi", 3, "其三，")]),
        ("首先，学；最后，干。", [("shouxian", 1, "首先，"), ("shouxian", 9, "最后，")]),
        ("（十一）守时", [("bracketed", 11, "（十一）")]),
        ("（12）守时", [("bracketed", 12, "（12）")]),
        ("⑤守时", [("circled", 5, "⑤")]),
        ("丙、守时", [("stem", 3, "丙、")]),
        ("五四青年节。九一八旧址。", []),
        ("见表1.5和第三是非", []),
        ("统一是好事", []),
    ],
)
def test_a_marker_tells_its_family_its_number_and_its_place(text: str, expected: list[tuple[str, int, str]]) -> None:
    assert [(m.family, m.value, text[m.start : m.end]) for m in markers(text, 0)] == expected
    assert {m.block for m in markers(text, 7)} <= {7}


@given(
    st.lists(
        st.sampled_from([text for _, text in examples("match") + examples("keep")] + list("一第其（①1甲。，\n")),
        max_size=4,
    )
)
def test_no_marker_begins_with_another_character_than_its_family_says(texts: list[str]) -> None:
    text = "".join(texts)
    found = [m.span() for m in scan(_pattern(), _first(), text)]
    assert found == [m.span() for m in _pattern().finditer(text)]
    assert {(m.start, m.end) for m in markers(text, 0)} <= set(found)


@pytest.mark.parametrize(
    ("line", "signs"),
    [
        ("——﹝战国﹞荀子《荀子·王制》", True),
        ("——〔唐〕刘禹锡《酬乐天扬州初逢席上见赠》", True),
        ("— 《农书》等文中引用", True),
        ("——修好水渠。", False),
        ("——学习《农书》，修好水渠", False),
        ("《农书》", False),
    ],
)
def test_a_line_that_signs_is_told_from_an_item(line: str, signs: bool) -> None:
    assert is_signature(line) is signs
