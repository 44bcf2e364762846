"""Where sentences, clauses and coordinated pieces begin and end in a folded text."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

OPENING, CLOSING = "“‘「『（《〈【[", "”’」』）》〉】]"
SENTENCE_END = re.compile(  # begins with one class of characters, to which the search can skip
    r"[。！？…\n ](?:(?<=[。！？])[。！？]*[”’」』）]*|(?<=…)(?<!……)…++(?=[”’」』])[”’」』]*|(?<=\n)|(?<= ) +)"
)
_BRACKET_OR = "[“‘「『（《〈【\\[”’」』）》〉】\\]]"
_ANY_MARK = re.compile(f"{_BRACKET_OR}|[、，；：。！？]")
_HEAD_END = re.compile(r"[。；：？！\n（]|——|--|—| - |  ")
_EDGES = " \n，。、；：！？"


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The sentences of ``text[start:end]`` as half-open ranges, closing marks included, blanks left out."""
    end = len(text) if end is None else end
    for stop in SENTENCE_END.finditer(text, start, end):
        if text[start : stop.end()].strip():
            yield start, stop.end()
        start = stop.end()
    if text[start:end].strip():
        yield start, end


def sentence_at(text: str, offset: int) -> tuple[int, int]:
    """The sentence that holds ``offset``."""
    stops = _stops(text)
    place = bisect.bisect_right(stops, offset)
    return stops[place - 1] if place else 0, stops[place] if place < len(stops) else len(text)


@lru_cache(maxsize=16)
def _stops(text: str) -> tuple[int, ...]:
    """Where the sentences end; kept for a while, since many rules ask about one paragraph in turn."""
    return tuple(stop.end() for stop in SENTENCE_END.finditer(text))


def pieces(text: str, start: int, end: int, separator: str) -> list[tuple[int, int]]:
    """Cut ``text[start:end]`` at each match of ``separator`` outside brackets and quotation marks; ends trimmed.

    Marks that do not pair up (a closing one too many) are passed over.
    """
    found: list[tuple[int, int]] = []
    depth, begin = 0, start
    for mark in _cutter(separator).finditer(text, start, end):
        if mark[0] in OPENING:
            depth += 1
        elif mark[0] in CLOSING:
            depth -= depth > 0
        elif depth == 0:
            found.append(trim(text, begin, mark.start()))
            begin = mark.end()
    found.append(trim(text, begin, end))
    return found


@cache
def _cutter(separator: str) -> re.Pattern[str]:
    return re.compile(f"{_BRACKET_OR}|{separator}")


def flat_marks(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """The punctuation of ``text[start:end]`` that stands outside brackets and quotation marks, with its offsets."""
    found: list[tuple[int, str]] = []
    depth = 0
    for mark in _ANY_MARK.finditer(text, start, end):
        if mark[0] in OPENING:
            depth += 1
        elif mark[0] in CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0:
            found.append((mark.start(), mark[0]))
    return found


def trim(text: str, start: int, end: int, edges: str = _EDGES) -> tuple[int, int]:
    """``[start, end)`` without blanks and loose punctuation at its edges."""
    while start < end and text[start] in edges:
        start += 1
    while end > start and text[end - 1] in edges:
        end -= 1
    return start, end


def common_start(texts: Sequence[str]) -> str:
    """The characters that all texts begin with."""
    first, last = min(texts), max(texts)
    if first[:1] != last[:1]:
        return ""
    length = next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    return first[:length]


def common_end(texts: Sequence[str]) -> str:
    """The characters that all texts end with."""
    if len({text[-1:] for text in texts}) > 1:
        return ""
    return common_start([text[::-1] for text in texts])[::-1]


def unquote(text: str, start: int, end: int) -> tuple[int, int]:
    """``[start, end)`` without one pair of marks that encloses all of it; those of a title belong to it."""
    if (
        end - start > 2
        and text[start] in OPENING
        and text[start] not in "《〈"
        and text[end - 1] == CLOSING[OPENING.index(text[start])]
    ):
        inner = text[start + 1 : end - 1]
        if text[start] not in inner and text[end - 1] not in inner:
            return trim(text, start + 1, end - 1, edges=" \n")
    return start, end


def head(text: str, start: int, end: int, longest: int = 40, *, least: int = 0) -> tuple[int, int]:
    """The head of an item: up to its first 。；：？！ or gloss; where that is over ``longest``, up to its first ，.

    At least ``least`` characters stand before that comma.
    """
    start, end = trim(text, start, end)
    stop = _HEAD_END.search(text, start + 1, end)
    if stop and stop.start() == start + 1 and stop[0] not in "。；（":
        stop = _HEAD_END.search(
            text, start + 2, end
        )  # one character is a head before a full stop, hardly before a colon
    if (
        stop
        and stop[0] == "（"
        and (close := text.find("）", stop.end(), end)) >= 0
        and trim(text, close + 1, end)[0] < end
    ):
        rest = _HEAD_END.search(text, close + 1, end)  # a gloss in the middle belongs to the item
        if rest is None or rest.start() > close + 1:
            stop = rest
    if stop:
        end = stop.start()
    if end - start > longest and (comma := text.find("，", start + max(4, least), end)) > 0:
        end = comma
    return unquote(text, *trim(text, start, end))
