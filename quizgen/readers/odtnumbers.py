"""Counts the lists and numbered headings of an OpenDocument text, whose numbers stand in no text either.

A list names a list style, whose levels say how a number is written (``style:num-format="一, 二, 三, ..."``) and what
stands around it. A list counts from its start again unless it says that it goes on with an earlier one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from quizgen.readers.wordnumbers import Counters, Level, List, Number, marker, number_of

if TYPE_CHECKING:  # lxml's elements keep to the standard library's
    from xml.etree.ElementTree import Element

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LEVELS = 9
_OUTLINE = "Outline"

# The first number that a style shows, and how Word calls the kind. LibreOffice writes a nought as 零 in all of them.
_FORMATS = {
    "1": "decimal",
    "01": "decimalZero",
    "１": "decimalFullWidth",
    "I": "upperRoman",
    "i": "lowerRoman",
    "A": "upperLetter",
    "a": "lowerLetter",
    "一": "taiwaneseCountingThousand",
    "壹": "chineseLegalSimplified",
    "甲": "ideographTraditional",
    "子": "ideographZodiac",
    "①": "decimalEnclosedCircle",
}
_TRADITIONAL_LEGAL = "貳"
_SHOWN = re.compile(r"%([1-9])%")


@dataclass(slots=True)
class OpenList:
    """A list that the reader is in: its style, and where its counting stands."""

    style: str
    counters: Counters


@dataclass(slots=True)
class Numbers:
    """Counts through a document: open each list and ask for each numbered paragraph once, in document order."""

    styles: Mapping[str, List]
    _by_style: dict[str, Counters] = field(default_factory=dict)
    _by_id: dict[str, Counters] = field(default_factory=dict)
    _outline: Counters = field(default_factory=Counters)

    def opened(self, element: Element, outer: OpenList | None) -> OpenList:
        """The list that a ``text:list`` begins or goes on with; inside another one it counts on below that."""
        style = element.get(f"{TEXT}style-name") or (outer.style if outer else "")
        if outer is not None:
            return OpenList(style, outer.counters)
        counters = Counters()
        if earlier := element.get(f"{TEXT}continue-list"):
            counters = self._by_id.get(earlier, counters)
        elif element.get(f"{TEXT}continue-numbering") == "true":
            counters = self._by_style.get(style, counters)
        self._by_style[style] = counters
        if own := element.get(_ID):
            self._by_id[own] = counters
        return OpenList(style, counters)

    def item(self, within: OpenList, depth: int, start: str | None) -> Number:
        """The number of the next item at ``depth`` (0 the outermost), which may say itself where to start."""
        words = self.styles.get(within.style) or List("", {}, {})
        depth = min(depth, _LEVELS - 1)
        return self._next(words, within.counters, depth, number_of(start))

    def heading(self, level: int, start: str | None) -> Number | None:
        """The number of a heading of ``level`` (1 the highest) by the document's outline."""
        words = self.styles.get(_OUTLINE)
        depth = min(level, _LEVELS) - 1
        return None if words is None else self._next(words, self._outline, depth, number_of(start))

    def _next(self, words: List, counters: Counters, depth: int, start: int | None) -> Number:
        counters.advance("", words, depth)
        if start is not None:
            counters.values[depth] = start
        return Number(marker(words, depth, counters), depth)


def list_styles(roots: list[Element]) -> dict[str, List]:
    """The list styles of a document by name, with that of its headings."""
    found: dict[str, List] = {}
    for root in roots:
        for style in root.iter(f"{TEXT}list-style", f"{TEXT}outline-style"):  # type: ignore[call-arg] # lxml takes more
            name = _OUTLINE if style.tag == f"{TEXT}outline-style" else style.get(f"{STYLE}name", "")
            found.setdefault(name, List("", dict(filter(None, map(_level, style))), {}))
    return found


def _level(element: Element) -> tuple[int, Level] | None:
    number = number_of(element.get(f"{TEXT}level"))
    if number is None or not 1 <= number <= _LEVELS:
        return None
    kind = str(element.tag).rpartition("-")[2]
    if kind in ("bullet", "image"):
        return number - 1, Level(number_format="bullet", text=element.get(f"{TEXT}bullet-char") or "•")
    start = number_of(element.get(f"{TEXT}start-value"))
    level = Level(
        start=1 if start is None else start, number_format=_format(element.get(f"{STYLE}num-format", "")), text=""
    )
    return number - 1, level if level.number_format == "none" else replace(level, text=_text(element, number))


def _format(shown: str) -> str:
    if not shown:
        return "none"
    if _TRADITIONAL_LEGAL in shown:
        return "ideographLegalTraditional"
    return _FORMATS.get(shown.partition(",")[0].strip(), "decimal")


def _text(element: Element, number: int) -> str:
    """How a level writes its number, as Word says it: ``第%1章``, ``%1.%2``."""
    written = element.get(f"{_LOEXT}num-list-format")
    if written and _SHOWN.search(written):
        return _SHOWN.sub(r"%\1", written)
    shown = min(number_of(element.get(f"{TEXT}display-levels")) or 1, number)
    numbers = ".".join(f"%{level}" for level in range(number - shown + 1, number + 1))
    return element.get(f"{STYLE}num-prefix", "") + numbers + element.get(f"{STYLE}num-suffix", "")
