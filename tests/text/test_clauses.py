"""Sentences, pieces and heads end where a careful reader ends them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.text.clauses import head, pieces, sentence_at, sentences, trim, unquote


def sentence_texts(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("春种。秋收！冬藏？", ["春种。", "秋收！", "冬藏？"]),
        ("他说：“春种。”秋收。", ["他说：“春种。”", "秋收。"]),
        ("（见上。）下文", ["（见上。）", "下文"]),
        ("春种，夏耘；秋收", ["春种，夏耘；秋收"]),
        ("真的？！好。", ["真的？！", "好。"]),
        ("春种\n秋收", ["春种\n", "秋收"]),
        ("春种  秋收", ["春种  ", "秋收"]),
        ("他说“等等……”就走了。", ["他说“等等……”", "就走了。"]),
        ("等等……就走了。", ["等等……就走了。"]),
        ("", []),
        ("\n\n", []),
        ("   ", []),
        ("。", ["。"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentence_texts(text) == expected


@pytest.mark.parametrize(
    ("offset", "expected"), [(0, "春种。"), (2, "春种。"), (3, "秋收！"), (5, "秋收！"), (6, "冬藏"), (8, "冬藏")]
)
def test_the_sentence_that_holds_an_offset(offset: int, expected: str) -> None:
    text = "春种。秋收！冬藏"
    start, end = sentence_at(text, offset)
    assert text[start:end] == expected


def piece_texts(text: str, separator: str) -> list[str]:
    return [text[start:end] for start, end in pieces(text, 0, len(text), separator)]


@pytest.mark.parametrize(
    ("text", "separator", "expected"),
    [
        ("春、夏、秋、冬", "、", ["春", "夏", "秋", "冬"]),
        ("春（孟、仲、季）、夏", "、", ["春（孟、仲、季）", "夏"]),
        ("“春、夏”、《秋、冬》", "、", ["“春、夏”", "《秋、冬》"]),
        ("春）、夏", "、", ["春）", "夏"]),
        ("春；夏，秋。", "[；，]", ["春", "夏", "秋"]),
        ("春", "、", ["春"]),
        ("、", "、", ["", ""]),
        ("“春、夏", "、", ["“春、夏"]),
    ],
)
def test_pieces(text: str, separator: str, expected: list[str]) -> None:
    assert piece_texts(text, separator) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("，春种。", "春种"), (" 春 种 ", "春 种"), ("。，；", ""), ("", ""), ("“春”", "“春”")]
)
def test_trim(text: str, expected: str) -> None:
    start, end = trim(text, 0, len(text))
    assert text[start:end] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“春种”", "春种"),
        ("「春种」", "春种"),
        ("《春种》", "《春种》"),
        ("“春”和“种”", "“春”和“种”"),
        ("“春种’", "“春种’"),
        ("“”", "“”"),
        ("“ 春种 ”", "春种"),
        ("“ ”", ""),
        ("“", "“"),
        ("春种", "春种"),
    ],
)
def test_unquote(text: str, expected: str) -> None:
    start, end = unquote(text, 0, len(text))
    assert text[start:end] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("肯学。学就要学懂", "肯学"),
        ("肯学：从早到晚地学", "肯学"),
        ("肯学；", "肯学"),
        ("肯学，肯干。", "肯学，肯干"),
        ("孝（对父母）。", "孝"),
        ("敬业（对工作）。", "敬业"),
        ("对父母（和祖父母）要孝敬。", "对父母（和祖父母）要孝敬"),
        ("守时——先到为敬", "守时"),
        ("“慎独”", "慎独"),
        ("，守时，", "守时"),
        ("", ""),
        ("学", "学"),
        ("把今年的春耕安排好，" + "把水渠一条一条修好" * 5, "把今年的春耕安排好"),
        ("把今年的春耕安排好，把水渠一条一条修好", "把今年的春耕安排好，把水渠一条一条修好"),
    ],
)
def test_head(text: str, expected: str) -> None:
    start, end = head(text, 0, len(text))
    assert text[start:end] == expected


TEXTS = st.lists(st.sampled_from([*"春夏秋冬，。；：、！？“”「」（）《》…\n ", "——", "  ", "……"]), max_size=30).map(
    "".join
)


@given(TEXTS)
def test_sentences_leave_out_nothing_but_blanks(text: str) -> None:
    done = 0
    for start, end in sentences(text):
        assert done <= start < end
        assert not text[done:start].strip()
        done = end
    assert not text[done:].strip()


@given(TEXTS, st.integers(0, 30))
def test_the_sentence_at_an_offset_is_one_of_the_sentences(text: str, offset: int) -> None:
    start, end = sentence_at(text, offset)
    assert start <= min(offset, len(text)) <= end
    assert not text[start:end].strip() or (start, end) in list(sentences(text))


@given(TEXTS)
def test_ranges_stay_inside_and_have_no_edge_blanks(text: str) -> None:
    ranges = [*pieces(text, 0, len(text), "、"), head(text, 0, len(text)), trim(text, 0, len(text))]
    for start, end in ranges:
        assert 0 <= start <= end <= len(text)
        assert text[start:end] == text[start:end].strip(" \n")
