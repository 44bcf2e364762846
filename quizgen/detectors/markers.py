"""Markers of list items (一是, 第二，, 其三, （四）, ⑤) found in one pass over a folded text; the families are data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from quizgen import data
from quizgen.text.fold import HAN
from quizgen.text.numerals import NUMERAL, NUMERALS, counter
from quizgen.text.scan import scan

_BEHIND_MARK = r"(?<![^。；：，！？、—…”’」』）》】“「\s\n])"
_AT_HEAD = r"(?:(?<=\n)|(?<![\s\S]))"
_BEHIND_SENTENCE = r"(?<![^。；：！？】\s])"
_NUMBER = re.compile(rf"{NUMERAL}|[0-9]+|[①-⒵㈠-㈩㊀-㊉Ⅰ-Ⅻ甲乙丙丁戊己庚辛A-Ha-h]")

_SIGNS = re.compile(
    rf"(?:[—―─]{{1,2}}|--)\s*(?:[〔［【﹝\[（][{HAN}]{{1,4}}[〕］】﹞\]）])?(?:[{HAN}·]{{2,8}}的?)?《[^《》\n]{{1,80}}》"
    rf"(?:等[{HAN}]{{1,6}})?\s*"
)

LAST = 9
"""The rank of words that close a list wherever it stands (最后, 此外)."""


_MARKS = re.compile("[“”「」『』]")


@dataclass(frozen=True, slots=True)
class Marker:
    """One marker: its family, the number it gives, its range in the folded text of block ``block``."""

    family: str
    value: int
    block: int
    start: int
    end: int


@cache
def families() -> dict[str, dict[str, object]]:
    """The families by name, as the data has them."""
    return {entry["name"]: entry for entry in data.load("markers")["family"]}


@cache
def _pattern() -> re.Pattern[str]:
    parts: dict[str, list[str]] = {"clause": [], "head": [], "sentence": [], "anywhere": []}
    for name, entry in families().items():
        pattern = str(entry["pattern"]).replace("{n}", f"(?:{NUMERAL})").replace("{d}", "[0-9]{1,2}")
        parts[str(entry.get("place", "clause"))].append(f"(?P<{name}>{pattern})")
    return re.compile(
        f"{_BEHIND_MARK}(?:{'|'.join(parts['clause'])})|{_AT_HEAD}(?:{'|'.join(parts['head'])})"
        f"|{_BEHIND_SENTENCE}(?:{'|'.join(parts['sentence'])})|(?<!第)(?:{'|'.join(parts['anywhere'])})"
    )


@cache
def _first() -> re.Pattern[str]:
    """What a marker can begin with."""
    return re.compile(f"[{''.join({str(entry.get('first', NUMERALS)) for entry in families().values()})}]")


def markers(text: str, block: int) -> Iterator[Marker]:
    """Every marker of every family in a folded text, in order."""
    for match in scan(_pattern(), _first(), text):
        family = match.lastgroup or ""
        words = families()[family].get("words")
        if isinstance(words, dict):
            value = next(int(rank) for word, rank in words.items() if match[0].startswith(word))
        else:
            digits = _NUMBER.search(match[0])
            number = counter(digits[0]) if digits else 0
            if number is None:
                continue  # 五四运动: no number
            value = number
        yield Marker(family, value, block, match.start(), match.end())


def is_signature(line: str) -> bool:
    """Whether a line behind a dash signs the words above it, and is no item: ——〔唐〕刘禹锡《酬乐天》, ——《农书》引."""
    return _SIGNS.fullmatch(line) is not None


def inside_marks(text: str, start: int, end: int) -> int:
    """Where the quotation ends that holds the whole list, if one closes in ``text[start:end]`` that opened before."""
    depth = 0
    for mark in _MARKS.finditer(text, start, end):
        depth += 1 if mark[0] in "“「『" else -1
        if depth < 0:
            return mark.start()
    return end
