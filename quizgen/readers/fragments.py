"""HTML inside Markdown: the text of a piece of it, with the headings and tables in it, without scripts and readings."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from quizgen.model import BlockKind

_TOKEN = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*+)[^<>]*+>|<[^<>]*+>|<|[^<]+")
_LINE_ENDS = frozenset(
    (
        *("br", "hr", "p", "div", "center", "section", "article", "blockquote", "details", "summary"),
        *("ul", "ol", "li", "dl", "dt", "dd"),
    )
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_READINGS = frozenset(("rt", "rp"))
_UNSEEN = (("<!--", "-->"), ("<style", "</style"), ("<script", "</script"))


class Piece(NamedTuple):
    """A paragraph, a heading with its level, or a table with lines for rows and tabs between cells."""

    text: str
    kind: BlockKind = "paragraph"
    level: int = 0


def is_reading(tag: str) -> int:
    """1 where a tag begins what is read beside a character (``<rt>``), -1 where it ends, else 0."""
    found = _TOKEN.fullmatch(tag)
    if not found or not found["name"] or found["name"].lower() not in _READINGS:
        return 0
    return -1 if found["end"] else 1


def pieces(source: str) -> Iterator[Piece]:
    """The pieces of a fragment, which need not be well-formed; the source's line breaks count."""
    for opening, closing in _UNSEEN:
        source = without(source, opening, closing)
    return _Fragment().pieces(source)


class _Fragment:
    """What was read since the last piece."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.cells: list[str] = []
        self.rows: list[str] = []
        self.level = self.reading = 0

    def pieces(self, source: str) -> Iterator[Piece]:
        for token in _TOKEN.finditer(source):
            name = (token["name"] or "").lower()
            if not name:
                if not self.reading and not (token[0].startswith("<") and len(token[0]) > 1):
                    self.text.append(html.unescape(token[0]))
            elif name in _READINGS:
                self.reading = max(0, self.reading + (-1 if token["end"] else 1))
            elif name in ("td", "th", "tr", "table"):
                yield from self.table(name, ended=bool(token["end"]))
            elif name in _LINE_ENDS:
                self.text.append("\n")
            elif name in _HEADINGS:
                yield from self.paragraphs()
                self.level = 0 if token["end"] else _HEADINGS[name]
        yield from self.table("table", ended=True)

    def table(self, name: str, *, ended: bool) -> Iterator[Piece]:
        """What a tag of a table ends: text before the table, a cell, a row, the table."""
        if self.cells or self.rows or ended:
            self.cell(always=ended and name in ("td", "th"))
        else:
            yield from self.paragraphs()
        if name in ("tr", "table") and self.cells:
            self.rows.append("\t".join(self.cells))
            self.cells = []
        if name == "table":
            rows, self.rows = [row for row in self.rows if row.strip()], []
            if rows:
                yield Piece("\n".join(rows), "table")
            yield from self.paragraphs()

    def cell(self, *, always: bool) -> None:
        """The text so far as a cell, if it is one."""
        text = " ".join("".join(self.text).split())
        if always or (text and (self.cells or self.rows)):
            self.cells.append(text)
            self.text = []

    def paragraphs(self) -> Iterator[Piece]:
        """The text so far, line by line; all of it is one heading inside of one."""
        text = "".join(self.text)
        self.text = []
        if self.level and text.strip():
            yield Piece(" ".join(text.split()), "heading", self.level)
        else:
            yield from (Piece(line.strip()) for line in text.split("\n") if line.strip())


def without(text: str, opening: str, closing: str) -> str:
    """``text`` without the parts from ``opening`` to the end of ``closing``; one never closed goes to the end."""
    kept: list[str] = []
    start = 0
    lower = text.lower() if text.isascii() else "".join(c.lower() if c.isascii() else c for c in text)
    while (found := lower.find(opening, start)) >= 0:
        kept.append(text[start:found])
        end = lower.find(closing, found)
        end = end if end < 0 or closing.endswith(">") else lower.find(">", end)
        if end < 0:
            return "".join(kept)
        start = end + (len(closing) if closing.endswith(">") else 1)
    return "".join((*kept, text[start:]))
