"""Quotation marks and brackets on cards: no gap takes one half of a pair."""

from __future__ import annotations

from quizgen.text.clauses import CLOSING, OPENING

_PARTNER = dict(zip(CLOSING, OPENING, strict=True))


def balanced(text: str) -> bool:
    """Whether every bracket and quotation mark in ``text`` has its partner there."""
    opened: list[str] = []
    for char in text:
        if char in OPENING:
            opened.append(char)
        elif char in CLOSING and (not opened or opened.pop() != _PARTNER[char]):
            return False
    return not opened


def with_whole_pairs(text: str, start: int, end: int) -> tuple[int, int]:
    """``[start, end)`` grown until no pair is halved; where that never happens, as it was."""
    first, last = start, end
    while last < len(text) and not balanced(text[first:last]) and _more_opened(text[first:last]):
        last += 1
    while first > 0 and not balanced(text[first:last]):
        first -= 1
    return (first, last) if balanced(text[first:last]) else (start, end)


def inside_pair(text: str, start: int, end: int) -> tuple[int, int]:
    """``[start, end)`` without a pair around all of it: the marks are shown, the words are asked."""
    if end - start > 3 and text[start] in OPENING and _PARTNER.get(text[end - 1]) == text[start]:
        inner = text[start + 1 : end - 1]
        if balanced(inner):
            return start + 1, end - 1
    return start, end


def without_orphans(text: str) -> str:
    """``text`` without closing marks whose opening ones were cut away."""
    kept: list[str] = []
    opened = 0
    for char in text:
        opened += char in OPENING
        if char in CLOSING:
            if not opened:
                continue
            opened -= 1
        kept.append(char)
    return "".join(kept)


def _more_opened(text: str) -> bool:
    return sum(c in OPENING for c in text) > sum(c in CLOSING for c in text)
