"""Rebuilds the numbers that Word draws before paragraphs, which stand in no text, from ``numbering.xml``.

A paragraph names a list (``w:num``) and a level, itself or through its style. The list is an instance of an
abstract list that holds the levels' formats and texts (“第%1章”, “（%1）”, “%1.%2”) and, in Word, the counters: two
instances of one abstract list go on counting together unless one of them overrides the start.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from quizgen.readers.wordformats import number_text

if TYPE_CHECKING:  # lxml ships no types; its elements keep to the standard library's
    from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LEVELS = 9
_HIGHEST = 32767  # the highest start that Word accepts
_PLACEHOLDER = re.compile(r"%([1-9])")
_PADDED = re.compile(r"(0*1),")  # the numFmt "custom" of Word 2010: 001, 002, 003, ...


class Number(NamedTuple):
    """What Word draws before a paragraph, and the depth of its list (0 the outermost)."""

    marker: str
    level: int


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list, as ``w:lvl`` defines it."""

    start: int = 1
    number_format: str = "decimal"
    padding: int = 0
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None

    def number(self, value: int, *, legal: bool) -> str:
        """``value`` as this level writes it; ``legal`` (w:isLgl) turns every format into decimal."""
        if self.number_format in ("none", "bullet"):
            return number_text(value, "none")
        if legal:
            return str(value)
        return number_text(value, self.number_format).rjust(self.padding, "0")

    def restarts_after(self, depth: int, used: int) -> bool:
        """Whether this level, at ``depth``, starts again once level ``used`` above it has advanced."""
        return used < (depth if self.restart is None or self.restart > depth else self.restart)


@dataclass(frozen=True, slots=True)
class List:
    """One ``w:num``: its levels with overrides laid over them, its own starts, and whose counters it shares."""

    counters: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]

    def start(self, depth: int) -> int:
        """The number that level ``depth`` of this list begins with, at first and after each restart."""
        return self.starts.get(depth, self.levels.get(depth, Level()).start)

    def depth_of(self, style: str) -> int | None:
        """The level that is linked to the paragraph style ``style``."""
        return next((depth for depth, level in self.levels.items() if level.style == style), None)


@dataclass(slots=True)
class Counters:
    """Where the counting of one abstract list stands; ``None``: the level has not begun, or starts again."""

    values: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)
    overridden: set[tuple[str, int]] = field(default_factory=set)

    def advance(self, list_id: str, words: List, depth: int) -> None:
        """Count one paragraph at level ``depth``."""
        for above in range(depth):  # 1.1 without a 1 before it counts as one: the next at the level above is 2
            if self.values[above] is None:
                self.values[above] = words.start(above)
        value = self.values[depth]
        if depth in words.starts and (list_id, depth) not in self.overridden:
            self.overridden.add((list_id, depth))
            value = None  # an instance that overrides the start begins anew where it is first used
        self.values[depth] = words.start(depth) if value is None else value + 1
        for below in range(depth + 1, _LEVELS):
            if words.levels.get(below, Level()).restarts_after(below, depth):
                self.values[below] = None


class Styles:
    """The paragraph styles of ``styles.xml``, each with what it is based on."""

    def __init__(self, root: Element | None) -> None:
        styles = [] if root is None else root.findall(f"{W}style")
        self._by_id = {style.get(f"{W}styleId", ""): style for style in styles}
        self._default = next((s for s in styles if _is_default_paragraph(s)), None)

    def get(self, style_id: str | None) -> Element | None:
        """The style of that id."""
        return self._by_id.get(style_id or "")

    def chain(self, properties: Element | None) -> Iterator[Element]:
        """The style that ``w:pPr`` names, or else the default one, and what it is based on, nearest first."""
        name = value_of(properties, "pStyle")
        style = self.get(name) if name is not None else None
        style = self._default if style is None else style
        seen: set[str] = set()
        while style is not None and (style_id := style.get(f"{W}styleId", "")) not in seen:
            seen.add(style_id)
            yield style
            style = self.get(value_of(style, "basedOn"))


class Numbering:
    """Counts through a document: ask for each paragraph once, in document order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        abstracts = {} if root is None else {a.get(f"{W}abstractNumId", ""): a for a in root.findall(f"{W}abstractNum")}
        nums = {} if root is None else {n.get(f"{W}numId", ""): n for n in root.findall(f"{W}num")}
        links = _Links(abstracts, nums, styles)
        self._lists = {list_id: _read_list(num, links) for list_id, num in nums.items()}
        self._counters: dict[str, Counters] = {}

    def next(self, properties: Element | None) -> Number | None:
        """Advance to the paragraph with ``w:pPr`` ``properties``; ``None`` where it has no number."""
        place = self._place(properties)
        if place is None:
            return None
        list_id, depth = place
        words = self._lists[list_id]
        counters = self._counters.setdefault(words.counters, Counters())
        counters.advance(list_id, words, depth)
        return Number(marker(words, depth, counters), depth)

    def _place(self, properties: Element | None) -> tuple[str, int] | None:
        """The list and level of a paragraph: its own ``w:numPr`` first, then what its styles carry."""
        styles = list(self._styles.chain(properties))
        carriers = [properties, *(style.find(f"{W}pPr") for style in styles)]
        numbers = [n for n in (None if c is None else c.find(f"{W}numPr") for c in carriers) if n is not None]
        list_id = next((found for n in numbers if (found := value_of(n, "numId")) is not None), None)
        if list_id is None or list_id not in self._lists:  # numId 0 takes the number of a style away
            return None
        own = None if properties is None else properties.find(f"{W}numPr")
        depth = _depth(value_of(own, "ilvl"))
        if depth is None:
            linked = (self._lists[list_id].depth_of(style.get(f"{W}styleId", "")) for style in styles)
            written = (_depth(value_of(n, "ilvl")) for n in numbers)
            depth = next((d for d in (*linked, *written) if d is not None), 0)
        return list_id, depth


class _Links(NamedTuple):
    """What a ``w:num`` has to be looked up in."""

    abstracts: Mapping[str, Element]
    nums: Mapping[str, Element]
    styles: Styles

    def abstract(self, abstract_id: str) -> str:
        """The abstract list that holds the levels: a list style's name (w:numStyleLink) stands for its list."""
        seen: set[str] = set()
        while abstract_id not in seen and (name := value_of(self.abstracts.get(abstract_id), "numStyleLink")):
            seen.add(abstract_id)
            abstract_id = self._of_style(name) or abstract_id
        return abstract_id

    def _of_style(self, name: str) -> str | None:
        style = self.styles.get(name)
        number = None if style is None else style.find(f"{W}pPr/{W}numPr")
        num = self.nums.get(value_of(number, "numId") or "")
        if num is not None:
            return value_of(num, "abstractNumId")
        return next((key for key, a in self.abstracts.items() if value_of(a, "styleLink") == name), None)


def value_of(element: Element | None, name: str) -> str | None:
    """The ``w:val`` of the child ``name``."""
    child = None if element is None else element.find(W + name)
    return None if child is None else child.get(f"{W}val")


def is_on(element: Element | None, name: str) -> bool:
    """Whether the child ``name`` switches something on: it is there and does not say otherwise."""
    child = None if element is None else element.find(W + name)
    return child is not None and child.get(f"{W}val", "true") not in ("0", "false", "off")


def number_of(text: str | None) -> int | None:
    """``text`` as a number, or ``None`` where it is none: a damaged attribute is no reason to give up a document."""
    return int(text) if text is not None and re.fullmatch(r"[0-9]{1,9}", text) else None


def _is_default_paragraph(style: Element) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on")


def _depth(text: str | None) -> int | None:
    depth = number_of(text)
    return None if depth is None else min(depth, _LEVELS - 1)


def _start(text: str | None, otherwise: int) -> int:
    start = number_of(text)
    return otherwise if start is None else min(start, _HIGHEST)


def _read_list(num: Element, links: _Links) -> List:
    abstract_id = links.abstract(value_of(num, "abstractNumId") or "")
    abstract = links.abstracts.get(abstract_id)
    levels = {} if abstract is None else dict(_read_levels(abstract))
    starts: dict[int, int] = {}
    for override in num.findall(f"{W}lvlOverride"):
        depth = _depth(override.get(f"{W}ilvl")) or 0
        levels.update(_read_levels(override))
        if (start := value_of(override, "startOverride")) is not None:
            starts[depth] = _start(start, 1)
    return List(abstract_id, levels, starts)


def _read_levels(parent: Element) -> Iterator[tuple[int, Level]]:
    for element in parent.findall(f"{W}lvl"):
        number_format, padding = _read_format(element)
        yield (
            _depth(element.get(f"{W}ilvl")) or 0,
            Level(
                start=_start(value_of(element, "start"), 0),  # the standard's default is 0; Word always writes it
                number_format=number_format,
                padding=padding,
                text=value_of(element, "lvlText") or "",
                restart=number_of(value_of(element, "lvlRestart")),
                legal=is_on(element, "isLgl"),
                style=value_of(element, "pStyle"),
            ),
        )


def _read_format(level: Element) -> tuple[str, int]:
    """The ``w:numFmt`` and how many figures it pads to; Word 2010's own formats stand in an mc:Choice."""
    formats = list(level.iter(f"{W}numFmt"))
    for element in formats:
        if element.get(f"{W}val") == "custom" and (padded := _PADDED.match(element.get(f"{W}format", ""))):
            return "decimal", len(padded[1])
    known = [element.get(f"{W}val", "decimal") for element in formats]
    return next((name for name in reversed(known) if name != "custom"), "decimal"), 0


def marker(words: List, depth: int, counters: Counters) -> str:
    """What is drawn before a paragraph at ``depth`` of a list, where its counting stands at ``counters``."""
    level = words.levels.get(depth)
    if level is None:
        return ""
    if level.number_format == "bullet" and not _PLACEHOLDER.search(level.text):
        return _bullet(level.text)

    def placed(match: re.Match[str]) -> str:
        above = int(match[1]) - 1
        value = counters.values[above] if above <= depth else None  # no level shows the number of one below it
        return "" if value is None else words.levels.get(above, Level()).number(value, legal=level.legal)

    return _PLACEHOLDER.sub(placed, level.text).strip()


def _bullet(text: str) -> str:
    """One sign for every bullet: which glyph it is depends on a symbol font. Words (“要点：”) stay what they are."""
    return text.strip() if len(text.strip()) > 1 else "•" * bool(text.strip() or text)
