"""Lines that are not the document: resellers' headers, watermarks, page numbers, web page controls, tables of contents.

What single lines look like is data (``quizgen/data/furniture.toml``); what only shows in several lines together
(a header around unsuspicious lines, a repeated watermark, a table of contents) is found here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from quizgen.data import load
from quizgen.model import Block, Dropped

# Longer lines are text. The limit also keeps matching in linear time.
_LONGEST = 160
# A line of sentences this long belongs to the body, where head and tail of a document end.
_BODY = 60
_CLAUSE = re.compile("[，。；？！、,]")
_HEAD_LINES, _TAIL_LINES = 40, 30

# Which patterns apply to lines in the head, the body and the tail.
_PLACES = {"head": ("anywhere", "ends", "head"), "body": ("anywhere",), "tail": ("anywhere", "ends", "tail")}

_RESELLER = "reseller."
# A header may carry lines between its own that look like nothing special; more in a row are the document.
_HEADER_GAP = 2
_TITLE = re.compile(
    r".*(?:讲话|讲话稿|报告|致辞|发言|党课|讲稿|范文|体会|总结|通知|意见|方案|规定|条例|办法|法|论|录|记)[）)》]?"
)

_WATERMARK_TIMES = 4
_DIGITS = re.compile(r"\d+")

_CONTENTS = re.compile(r"[【\[]?\s*(?:目\s*[录錄次]|(?:table of )?contents)\s*[】\]]?[:：]?", re.IGNORECASE)
_PAGE_NUMBER, _LEADERS = re.compile(r"[0-9]{1,4}$"), " \t\u3000.．…·⋯"
_NOT_IN_KEY = re.compile(r"[\s\W]+")
_SENTENCE_END = ("。", "！", "？", "；", "!", "?", ";")


class Pattern(NamedTuple):
    """What a line of furniture looks like, and in which part of a document."""

    name: str
    where: str
    regex: re.Pattern[str]


def sift(lines: Sequence[str], fixed: Collection[int] = (), *, keep_all: bool = False) -> list[str | None]:
    """For each line the name of the furniture that it is, or ``None`` for the document's own.

    ``fixed`` numbers lines that the file marks as its own (headings, list items): only a table of contents takes them.
    ``keep_all`` takes every line for the document's own.
    """
    found: list[str | None] = [None] * len(lines)
    if keep_all:
        return found
    filled = [i for i, line in enumerate(lines) if line.strip()]
    _mark_contents(lines, filled, found)
    free = [i for i in filled if found[i] is None]
    candidates = [i for i in free if i not in fixed and len(lines[i]) <= _LONGEST]
    head, tail = _ends(lines, free)
    for i in candidates:
        found[i] = _name(lines[i].strip(), "head" if i in head else "tail" if i in tail else "body")
    _mark_header(lines, [i for i in free if i in head], found)
    _mark_watermarks(lines, candidates, found)
    return found


def strip(blocks: Sequence[Block], *, keep_all: bool = False) -> tuple[tuple[Block, ...], tuple[Dropped, ...]]:
    """``blocks`` without those that are furniture, and those."""
    fixed = {i for i, block in enumerate(blocks) if block.kind != "paragraph"}
    names = sift([block.text for block in blocks], fixed, keep_all=keep_all)
    kept = tuple(block for block, name in zip(blocks, names, strict=True) if name is None)
    dropped = tuple(Dropped(text=block.text, why=name) for block, name in zip(blocks, names, strict=True) if name)
    return kept, dropped


@cache
def patterns() -> tuple[Pattern, ...]:
    """The patterns for single lines, in the order of the file."""
    return tuple(
        Pattern(entry["name"], entry["where"], re.compile(entry["pattern"], re.IGNORECASE))
        for entry in load("furniture")["line"]
    )


@cache
def _watermark() -> re.Pattern[str]:
    """What a line that is printed over and over says somewhere."""
    return re.compile(load("furniture")["watermark"]["pattern"])


@cache
def _any_of(place: str) -> re.Pattern[str]:
    """All patterns for one place in one, since nearly every line matches none."""
    return re.compile(
        "|".join(f"(?:{p.regex.pattern})" for p in patterns() if p.where in _PLACES[place]), re.IGNORECASE
    )


def _name(line: str, place: str) -> str | None:
    """The name of the first pattern that a line in this place of a document matches."""
    if not _any_of(place).fullmatch(line):
        return None
    return next(p.name for p in patterns() if p.where in _PLACES[place] and p.regex.fullmatch(line))


def _ends(lines: Sequence[str], filled: Sequence[int]) -> tuple[set[int], set[int]]:
    """The line numbers before the first and behind the last line of running text."""
    body = [n for n, i in enumerate(filled) if _is_body(lines[i].strip())]
    first, last = (body[0], body[-1]) if body else (len(filled), -1)
    head = filled[: min(first, _HEAD_LINES)]
    tail = filled[max(last + 1, len(filled) - _TAIL_LINES) :]
    return set(head), set(tail)


def _is_body(line: str) -> bool:
    """Whether a line is running text."""
    return len(line) >= _BODY and bool(_CLAUSE.search(line))


def _mark_header(lines: Sequence[str], head: Sequence[int], found: list[str | None]) -> None:
    """Mark the lines that stand between two lines of a reseller's header, unless one of them is the title."""
    own = [n for n, i in enumerate(head) if (found[i] or "").startswith(_RESELLER)]
    for before, after in pairwise(own):
        between = [i for i in head[before + 1 : after] if found[i] is None]
        if len(between) <= _HEADER_GAP and not any(_TITLE.fullmatch(lines[i].strip()) for i in between):
            for i in between:
                found[i] = _RESELLER + "header"


def _mark_watermarks(lines: Sequence[str], candidates: Sequence[int], found: list[str | None]) -> None:
    """Mark short lines that come again and again and say what watermarks and running heads say."""
    keys = {i: _DIGITS.sub("0", lines[i].strip()) for i in candidates if found[i] is None}
    counts = Counter(keys.values())
    for i, key in keys.items():
        if counts[key] >= _WATERMARK_TIMES and _watermark().search(key):
            found[i] = "watermark"


def _mark_contents(lines: Sequence[str], filled: Sequence[int], found: list[str | None]) -> None:
    """Mark tables of contents: the line that says so, and its entries up to where the first of them comes again."""
    titles = [n for n, i in enumerate(filled) if _CONTENTS.fullmatch(lines[i].strip())]
    keys = [_key(lines[i]) for i in filled] if titles else []
    last = {key: n for n, key in enumerate(keys)}
    for n in titles:
        found[filled[n]] = "contents"
        for m in _entries(lines, filled, keys, last, n + 1):
            found[filled[m]] = "contents"


def _entries(
    lines: Sequence[str], filled: Sequence[int], keys: Sequence[str], last: Mapping[str, int], start: int
) -> list[int]:
    """The places in ``filled`` of the entries of a table of contents that begins at ``start``.

    ``keys`` are what compares entries with headings, ``last`` tells where each of them comes for the last time.
    """
    seen: set[str] = set()
    run: list[int] = []
    end = None
    for m in range(start, len(filled)):
        line = lines[filled[m]].strip()
        if keys[m] == keys[start] and m > start:
            return run
        if _is_body(line) or line.endswith(_SENTENCE_END) or _CONTENTS.fullmatch(line):
            break
        if end is None and keys[m] in seen:
            end = len(run)
        seen.add(keys[m])
        run.append(m)
    if end is not None:
        return run[:end]
    if run and sum(last[keys[m]] >= start + len(run) for m in run) * 2 >= len(run):
        return run
    return [m for m in run if _without_page(line := lines[filled[m]].strip()) != line]


def _key(line: str) -> str:
    """An entry or heading without page number, leaders, spaces and marks."""
    return _NOT_IN_KEY.sub("", _without_page(line.strip()))


def _without_page(line: str) -> str:
    """An entry without the page number that a blank or leaders set off; another line as it is."""
    page = _PAGE_NUMBER.search(line)
    text = line[: page.start()].rstrip(_LEADERS) if page else line
    leaders = line[len(text) : page.start()] if page else ""
    return text if len(leaders) > 1 or leaders.isspace() else line
