"""Numbers are read as people write them, and dates are none."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.text.numerals import NUMERAL, chinese, counter, number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一", 1),
        ("两", 2),
        ("双", 2),
        ("十", 10),
        ("十一", 11),
        ("二十", 20),
        ("四十五", 45),
        ("九十九", 99),
        ("一百", 100),
        ("一百零一", 101),
        ("一百一十", 110),
        ("三百六十五", 365),
        ("两千", 2000),
        ("一千零一", 1001),
        ("零", 0),
        ("12", 12),
        ("007", 7),
    ],
)
def test_numbers(text: str, value: int) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    "text", ["", "三心", "五四", "九一八", "一二九", "三个", "3.5", "-1", "3个", "1234567890", "²", "几", "百万", "３x"]
)
def test_no_numbers(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize(
    ("marks", "first"),
    [
        ("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", 1),
        ("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", 1),
        ("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛", 1),
        ("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", 1),
        ("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", 1),
        ("⒜⒝⒞", 1),
        ("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ", 1),
        ("甲乙丙丁戊己庚辛壬癸", 1),
        ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 1),
        ("abcdefghijklmnopqrstuvwxyz", 1),
        ("一二三四五六七八九十", 1),
        ("0123456789", 0),
    ],
)
def test_rows_of_marks_count_on(marks: str, first: int) -> None:
    assert [counter(mark) for mark in marks] == list(range(first, first + len(marks)))


@pytest.mark.parametrize("mark", ["", "山", "甲乙", "，", "é", "ab", "子"])
def test_no_counter(mark: str) -> None:
    assert counter(mark) is None


@given(st.integers(1, 99))
def test_written_out_and_read_again(value: int) -> None:
    assert number(chinese(value)) == value
    assert number(str(value)) == value
    assert re.fullmatch(NUMERAL, chinese(value))


@pytest.mark.parametrize(
    ("value", "text"), [(3, "三"), (10, "十"), (12, "十二"), (40, "四十"), (99, "九十九"), (100, "100")]
)
def test_chinese(value: int, text: str) -> None:
    assert chinese(value) == text


@given(st.text(max_size=6))
def test_any_text_has_a_number_or_none(text: str) -> None:
    assert number(text) is None or (number(text) or 0) >= 0
    assert counter(text) is None or isinstance(counter(text), int)
