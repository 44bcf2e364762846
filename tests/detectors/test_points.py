"""Stretches of a paragraph by the points of an enumeration that they stand under."""

from __future__ import annotations

import re

import pytest

from quizgen.detectors import points


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("要修渠。要打井。", ["要要"]),
        ("第一，水。要修渠。要打井。第二，肥。要积肥。", ["要要", "要"]),
        ("要修渠。一是清淤。二是砌石。要打井。一是选址。二是下挖。", ["要要"]),
        ("第三，水。要修渠。一是清淤。二是砌石。要打井。第四，肥。要积肥。", ["要要", "要"]),
        ("其一，水。要修渠。其二，肥。要积肥。一是猪粪。要晒干。二是绿肥。要沤透。", ["要", "要", "要", "要"]),
        ("首先，要修渠。其次，要打井。最后，要种树。", ["要", "要", "要"]),
        ("要修渠，这是老规矩⑶。要打井，这也是老规矩⑷。要种树。", ["要要要"]),
        ("", []),
    ],
)
def test_stretches_are_cut_where_another_point_begins(text: str, expected: list[str]) -> None:
    ranges = [found.span() for found in re.finditer("要", text)]
    assert ["".join(text[a:b] for a, b in group) for group in points.cut(text, ranges)] == expected
