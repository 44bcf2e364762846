"""Quotation marks and brackets on cards: no gap takes one half of a pair."""

from __future__ import annotations

from quizgen.text.clauses import CLOSING, OPENING

# A text may open with a wide bracket and close with a narrow one; << >> stand for 《》 in files typed by hand.
_OPENING, _CLOSING = OPENING + "(<", CLOSING + ")>"
_KIND = str.maketrans("（）《》", "()<>")
_PARTNER = {close: open_.translate(_KIND) for close, open_ in zip(_CLOSING, _OPENING, strict=True)}


def balanced(text: str) -> bool:
    """Whether every bracket and quotation mark in ``text`` has its partner there."""
    opened: list[str] = []
    for char in text:
        if char in _OPENING:
            opened.append(char.translate(_KIND))
        elif char in _CLOSING and (not opened or opened.pop() != _PARTNER[char]):
            return False
    return not opened and text.count('"') % 2 == 0


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
    if end - start > 3 and text[start] in OPENING and _PARTNER.get(text[end - 1]) == text[start].translate(_KIND):
        inner = text[start + 1 : end - 1]
        if balanced(inner):
            return start + 1, end - 1
    return start, end


def without_orphans(text: str) -> str:
    """``text`` without closing marks whose opening ones were cut away."""
    orphans, _ = _orphans(text)
    return "".join(char for place, char in enumerate(text) if place not in orphans)


def paired(text: str) -> str:
    """``text`` without marks whose partner was cut away, opening ones included."""
    closing, opening = _orphans(text)
    return "".join(char for place, char in enumerate(text) if place not in closing and place not in opening)


def _orphans(text: str) -> tuple[set[int], set[int]]:
    """Where closing marks stand that nothing opens, and opening ones that nothing closes."""
    opened: list[int] = []
    closing: set[int] = set()
    for place, char in enumerate(text):
        if char in OPENING:
            opened.append(place)
        elif char in CLOSING and opened:
            opened.pop()
        elif char in CLOSING:
            closing.add(place)
    return closing, set(opened)


def _more_opened(text: str) -> bool:
    return sum(c in _OPENING for c in text) > sum(c in _CLOSING for c in text)
