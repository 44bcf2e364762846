"""Folding makes one writing of what readers take for the same, and keeps the way back to the source."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.text.fold import fold, is_traditional


@pytest.mark.parametrize(
    ("source", "folded"),
    [
        ("第３条，共１２项", "第3条，共12项"),
        ("ＡＢＣ", "ABC"),
        ("一,二;三:四?五!", "一，二；三：四？五！"),
        ("(一)总则", "（一）总则"),
        ("学习.", "学习。"),
        ("学习｡实践､", "学习。实践、"),
        ("增长3.5%，共1,200人，8:30开会", "增长3.5%，共1,200人，8:30开会"),
        ("见 v1.2", "见v1.2"),
        ("四個意識、兩個維護", "四个意识、两个维护"),
        ("〈学而〉与《〈论语〉导读》", "《学而》与《〈论语〉导读》"),
        ("發揚傳統", "发扬传统"),
        ("意識", "意识"),
        ("強調", "强调"),
        ("孔子講", "孔子讲"),
        ("諺曰", "谚曰"),
        ("忠誠、擔當", "忠诚、担当"),
        ('他说"好"', "他说“好”"),
        ('"一"和"二"', "“一”和“二”"),
        ("他说”好。”", "他说“好。”"),
        ("他说“好。“", "他说“好。”"),
        ("他说”好“完", "他说“好”完"),
        ("他说”好。”又说”行”“好”“对”", "他说“好。”又说“行”“好”“对”"),
        ("他说“好”，又说“行。”", "他说“好”，又说“行。”"),
        ("〝春分〞", "“春分”"),
        ("坚 持 人 民 至 上", "坚持人民至上"),
        ("坚持  人民", "坚持  人民"),
        ("hello world", "hello world"),
        ("一 、学习", "一、学习"),
        ("共 3.5 亿", "共3.5亿"),
        ("审题 2 立意", "审题2立意"),
        ("学\u200b习\ufeff", "学习"),
        ("学\u3000习", "学习"),
        ("3 \u200b学", "3学"),
        ("\u3000\u3000学习", "  学习"),
        ("曾参•子思・孟轲", "曾参·子思·孟轲"),
        ("……", "……"),
        ("㈠①Ⅲ", "㈠①Ⅲ"),
        ("", ""),
    ],
)
def test_one_writing(source: str, folded: str) -> None:
    assert fold(source).text == folded


@pytest.mark.parametrize(
    "text",
    ["学习。", "一是学，二是干；三：“好”（完）！", "增长3.5倍", "a.b.c", "《论语》", "——完", "1.审题 2.立意 ③谋篇"],
)
def test_plain_text_stays(text: str) -> None:
    assert fold(text).text == text


@pytest.mark.parametrize(
    ("source", "folded"),
    [
        ("帶著問題讀", "带着问题读"),
        ("看著", "看着"),
        ("看後院", "看后院"),
        ("著力解決", "着力解决"),
        ("名著與著作", "名著与著作"),
        ("成效显著", "成效显著"),
        ("見微知著", "见微知著"),
        ("著有《論衡》", "著有《论衡》"),
    ],
)
def test_the_particle_that_taiwan_writes_otherwise(source: str, folded: str) -> None:
    assert fold(source).text == folded


@pytest.mark.parametrize(("source", "folded"), [("“好\n“好", "“好\n“好"), ('"好\n好"', "“好\n好“")])
def test_a_mark_seeks_its_partner_in_its_own_line(source: str, folded: str) -> None:
    assert fold(source).text == folded


def test_a_match_maps_to_the_source_without_the_gap_beside_it() -> None:
    text = fold("他 说 四 個 意 識 。")
    start = text.text.index("四个意识")
    assert text.source[text.start(start) : text.end(start + 4)] == "四 個 意 識"


def test_inner_skips_what_was_dropped() -> None:
    text = fold("学 习")
    assert [text.inner(offset) for offset in range(4)] == [0, 1, 1, 2]


PIECES = [
    *"一二三四学习好个個識說，。、；：“”\"'()（） \u3000\u200b\u200d\t\n.:,3aA３Ａ…—·•①㈠",
    "四個意識",
    "坚 持",
    "1.2",
    "  ",
    "𠀀",
    "é",
    "e\u0301",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=30)


@given(TEXTS)
def test_the_map_rises_and_has_a_place_for_each_character(source: str) -> None:
    text = fold(source)
    at = range(len(source)) if text.at is None else text.at
    assert len(at) == len(text.text)
    assert all(a < b for a, b in pairwise(at))
    assert all(0 <= place < len(source) for place in at)


@given(TEXTS)
def test_start_and_end_have_inner_as_their_inverse(source: str) -> None:
    text = fold(source)
    for offset in range(len(text.text)):
        assert text.start(offset) < text.end(offset + 1) <= len(source)
        assert text.inner(text.start(offset)) == offset
        assert text.inner(text.end(offset + 1)) == offset + 1
    assert text.start(len(text.text)) == len(source)


WORDS = st.lists(
    st.sampled_from([*"学习好说個識，。；３Ａ()（）、1a", "四個意識", "\u200b", "坚 持", "\u3000"]), max_size=30
).map("".join)


@given(WORDS, st.data())
def test_the_mapped_piece_folds_to_the_match(source: str, data: st.DataObject) -> None:
    text = fold(source)
    if not text.text:
        return
    start = data.draw(st.integers(0, len(text.text) - 1))
    end = data.draw(st.integers(start + 1, len(text.text)))
    match = text.text[start:end]
    piece = source[text.start(start) : text.end(end)]
    assert match in fold(piece).text
    assert match.strip() != match or piece == piece.strip()


@given(WORDS)
def test_folding_twice_is_folding_once(source: str) -> None:
    once = fold(source).text
    assert fold(once).text == once


WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F) if chr(code).isalnum()}


@given(st.text(alphabet="学习一二三abcXYZ0123456789、。", max_size=30))
def test_full_width_letters_and_digits_fold_alike(source: str) -> None:
    assert fold(source.translate(WIDE)).text == fold(source).text


@pytest.mark.parametrize(
    ("text", "traditional"),
    [
        ("學而時習之，不亦說乎", True),
        ("学而时习之，不亦说乎", False),
        ("山中有水", False),
        ("三農 农业 学习", False),
        ("", False),
    ],
)
def test_which_script_a_text_is_in(text: str, traditional: bool) -> None:
    assert is_traditional(text) is traditional
