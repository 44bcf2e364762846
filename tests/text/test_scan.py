"""Scanning finds what ``finditer`` finds."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from quizgen.text.scan import scan

PATTERN = re.compile("(?<!第)[一二]{1,2}(?:个|，(?=[一。]))")
FIRST = re.compile("[一二]")


@given(st.text("一二个第，。", max_size=20), st.integers(0, 8), st.integers(0, 20))
def test_the_matches_are_those_of_the_pattern_alone(text: str, start: int, end: int) -> None:
    found = [match.span() for match in scan(PATTERN, FIRST, text, start, end)]
    assert found == [match.span() for match in PATTERN.finditer(text, start, end)]
    assert [m.span() for m in scan(PATTERN, FIRST, text)] == [m.span() for m in PATTERN.finditer(text)]
