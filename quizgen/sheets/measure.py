"""How much room words need, in Chinese characters."""

from __future__ import annotations

import unicodedata
from math import ceil

HAND = 1.6
"""A hand writes wider than print."""

NARROWEST, STEP = 4, 2


def width(text: str) -> float:
    """About how many Chinese characters are as wide as ``text``."""
    return sum(1 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)


def answer_width(text: str) -> int:
    """How wide a gap a hand needs for ``text``; in steps, so that the width tells little."""
    return max(NARROWEST, STEP * ceil(width(text) * HAND / STEP))
