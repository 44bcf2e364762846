"""Reads OpenDocument texts (.odt, .fodt): headings, lists with the numbers that are drawn, tables and text boxes.

Notes, comments, tables of contents and hidden text are dropped, as they are of a Word document; what was deleted is
gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quizgen.errors import InputError
from quizgen.model import Block, BlockKind, Dropped
from quizgen.readers import AS_IT_IS, Parsed, Reading, furniture, headings
from quizgen.readers.archive import BOMB, MAX_PART, Archive, RefusedError, Wording, parse_xml
from quizgen.readers.odtnumbers import STYLE, TEXT, Numbers, OpenList, list_styles
from quizgen.readers.text import EDGE
from quizgen.readers.wordnumbers import Number, number_of

if TYPE_CHECKING:  # lxml's elements keep to the standard library's
    from xml.etree.ElementTree import Element

suffixes = (".odt", ".fodt")

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"

_EDGE = EDGE + "\n"
_LONGEST_HEADING = 120
_MOST_LEVELS = 9
_MOST_COLUMNS = 63
_MOST_SPACES = 1000
_BLANKS = re.compile(r"[ \t\r\n]+")
_TITLE = re.compile(r"title|标题|標題|(?:文档|文章|大|主)标题", re.IGNORECASE)
_QUOTE = re.compile(r"quotations?|(?:intense )?quote|block text|(?:明显|明顯)?引用|引文", re.IGNORECASE)
_CONTENTS = re.compile(r"contents (?:\d|heading)", re.IGNORECASE)

_INDEXES = {TEXT + name for name in ("table-of-content", "illustration-index", "table-index", "object-index")} | {
    TEXT + name for name in ("user-index", "alphabetical-index", "bibliography")
}
# What stands in a paragraph without being read as a part of it.
_UNSEEN = {TEXT + name for name in ("ruby-text", "tracked-changes", "script")} | {
    _OFFICE + name for name in ("forms", "event-listeners")
}
_NOTES = {f"{TEXT}note": "footnote", f"{_OFFICE}annotation": "comment"}

_WORDING = Wording(
    none=("is no OpenDocument text", "check that it is the right file"),
    damaged=("is damaged or cut short", "open it in LibreOffice and save it again, or fetch it again"),
    locked=("is under a password", "open it in LibreOffice and save it without a password"),
    declares=("declares entities, which no OpenDocument file does", "do not open it; ask whoever sent it"),
)


def read(data: bytes, name: str, reading: Reading = AS_IT_IS) -> Parsed:
    """The blocks of the OpenDocument text in ``data``."""
    try:
        roots = _roots(data)
        body = next((found for root in roots if (found := root.find(f"{_OFFICE}body/{_OFFICE}text")) is not None), None)
        if body is None:
            raise RefusedError(*_WORDING.none)
        return _Reader(roots, reading).parsed(body)
    except RefusedError as refused:
        what, remedy = refused.args
        raise InputError(name, what, remedy) from refused
    except RecursionError as error:
        raise InputError(name, "is nested too deeply", "copy its text into a new document") from error


def _roots(data: bytes) -> list[Element]:
    """The document's content and its styles: two parts of an archive, or both in one flat file."""
    if not data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        if len(data) > MAX_PART:
            raise RefusedError(*BOMB)
        if not data.lstrip(b"\xef\xbb\xbf \t\r\n\0\xff\xfe").startswith(b"<"):
            raise RefusedError(*_WORDING.none)
        return [parse_xml(data, _WORDING)]
    archive = Archive(data, _WORDING)
    manifest = archive.xml("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter(f"{_MANIFEST}encryption-data"), None) is not None:
        raise RefusedError(*_WORDING.locked)
    content = archive.xml("content.xml")
    if content is None:
        raise RefusedError(*_WORDING.none)
    styles = archive.xml("styles.xml")
    return [content] if styles is None else [content, styles]


class _Styles:
    """The styles of paragraphs, spans and sections, each with what it is based on."""

    def __init__(self, roots: list[Element]) -> None:
        self._styles: dict[str, Element] = {}
        for root in roots:
            for style in root.iter(f"{STYLE}style"):
                self._styles.setdefault(style.get(f"{STYLE}name", ""), style)

    def chain(self, name: str | None) -> Iterator[Element]:
        """The style of that name, and what it is based on, nearest first."""
        seen: set[str] = set()
        while name and name not in seen and (style := self._styles.get(name)) is not None:
            seen.add(name)
            yield style
            name = style.get(f"{STYLE}parent-style-name")

    def names(self, name: str | None) -> list[str]:
        """What a style and those it is based on are called."""
        return [
            called.replace("_20_", " ")
            for style in self.chain(name)
            for called in (style.get(f"{STYLE}display-name"), style.get(f"{STYLE}name"))
            if called
        ]

    def is_hidden(self, name: str | None) -> bool:
        """Whether what has this style is not displayed."""
        for style in self.chain(name):
            for properties in style:
                shown = properties.get(f"{TEXT}display")
                if shown is not None:
                    return shown == "none"
        return False

    def outline(self, name: str | None) -> int:
        """The heading level that a paragraph style sets, 0 for none."""
        levels = (number_of(style.get(f"{STYLE}default-outline-level")) for style in self.chain(name))
        return next(filter(None, levels), 0)


class _Inline:
    """The text of one paragraph, and the text boxes anchored in it."""

    def __init__(self, styles: _Styles) -> None:
        self._styles = styles
        self.boxes: list[Element] = []
        self.hidden: list[str] = []
        self.notes: list[Element] = []
        self._parts: list[str] = []

    def text(self, paragraph: Element) -> str:
        """What its reader sees of ``paragraph``."""
        self._walk(paragraph)
        return "".join(self._parts).strip(_EDGE)

    def _walk(self, parent: Element) -> None:
        self._add(parent.text)
        for child in parent:
            self._take(child)
            self._add(child.tail)

    def _add(self, text: str | None) -> None:
        if text:
            self._parts.append(_BLANKS.sub(" ", text))

    def _take(self, child: Element) -> None:
        tag = child.tag
        if tag == f"{TEXT}s":
            self._parts.append(" " * min(number_of(child.get(f"{TEXT}c")) or 1, _MOST_SPACES))
        elif tag == f"{TEXT}tab":
            self._parts.append(" ")
        elif tag == f"{TEXT}line-break":
            self._parts.append("\n")
        elif tag in _NOTES:
            self.notes.append(child)
        elif tag in _UNSEEN:
            return
        elif str(tag).startswith(_DRAW):
            self.boxes.append(child)
        elif self._is_hidden(child):
            self.hidden.append("".join(child.itertext()))
        else:
            self._walk(child)

    def _is_hidden(self, element: Element) -> bool:
        return element.get(f"{TEXT}is-hidden") == "true" or (
            element.tag == f"{TEXT}span" and self._styles.is_hidden(element.get(f"{TEXT}style-name"))
        )


class _Reader:
    """Walks through a document's body and counts its lists on the way."""

    def __init__(self, roots: list[Element], reading: Reading) -> None:
        self._reading = reading
        self._styles = _Styles(roots)
        self._numbers = Numbers(list_styles(roots))
        self._blocks: list[Block] = []
        self._dropped: list[Dropped] = []
        self._title: str | None = None

    def parsed(self, body: Element) -> Parsed:
        """The whole document."""
        self._story(body)
        kept, furnishing = furniture.strip(self._blocks, keep_all=self._reading.keep_all)
        blocks = tuple(headings.completed(kept))
        title = self._title or headings.title([headings.drawn(block) for block in blocks])
        return Parsed(
            blocks=blocks,
            dropped=(*self._dropped, *furnishing),
            title=None if title is None else re.sub(r"\s*\n\s*", "", title),
        )

    def _story(self, parent: Element) -> None:
        """Whatever holds paragraphs, lists and tables."""
        for child in parent:
            tag = child.tag
            if tag in (f"{TEXT}p", f"{TEXT}h"):
                self._paragraph(child, self._own_number(child))
            elif tag == f"{TEXT}list":
                self._list(child, None, 0)
            elif tag == f"{_TABLE}table":
                self._table(child)
            elif tag in _INDEXES:
                self._drop("\n".join(_lines(child)), "contents")
            elif tag == f"{TEXT}section" and self._is_hidden(child):
                self._drop("\n".join(_lines(child)), "hidden")
            elif tag not in _UNSEEN:
                self._story(child)

    def _is_hidden(self, section: Element) -> bool:
        return section.get(f"{TEXT}display") == "none" or self._styles.is_hidden(section.get(f"{TEXT}style-name"))

    def _own_number(self, paragraph: Element) -> Number | None:
        """The number that a heading has by the document's outline."""
        if paragraph.tag != f"{TEXT}h" or paragraph.get(f"{TEXT}is-list-header") == "true":
            return None
        start = paragraph.get(f"{TEXT}start-value") if paragraph.get(f"{TEXT}restart-numbering") == "true" else None
        return self._numbers.heading(number_of(paragraph.get(f"{TEXT}outline-level")) or 1, start)

    def _list(self, element: Element, outer: OpenList | None, depth: int) -> None:
        within = self._numbers.opened(element, outer)
        for item in element:
            numbered = item.tag == f"{TEXT}list-item"
            for child in item:
                if child.tag == f"{TEXT}list":
                    self._list(child, within, depth + 1)
                elif child.tag in (f"{TEXT}p", f"{TEXT}h"):
                    start = item.get(f"{TEXT}start-value")
                    number = self._numbers.item(within, depth, start) if numbered else None
                    self._paragraph(child, number)
                    numbered = False  # the paragraphs behind the first one have no number

    def _paragraph(self, paragraph: Element, number: Number | None) -> None:
        style = paragraph.get(f"{TEXT}style-name")
        names = self._styles.names(style)
        inline = _Inline(self._styles)
        text = inline.text(paragraph)
        for hidden in inline.hidden:
            self._drop(hidden, "hidden")
        if paragraph.get(f"{TEXT}is-hidden") == "true" or self._styles.is_hidden(style):
            self._drop(text, "hidden")
        elif any(map(_CONTENTS.match, names)):
            self._drop(text, "contents")
        elif text:
            self._put(text, paragraph, number, names)
        for box in inline.boxes:
            self._story(box)
        self._notes(inline.notes)

    def _notes(self, notes: list[Element]) -> None:
        for note in notes:
            text = "\n".join(_lines(note))
            if text and self._reading.keep_all:
                self._blocks.append(Block(text=text))
            else:
                self._drop(text, _NOTES[str(note.tag)])

    def _put(self, text: str, paragraph: Element, number: Number | None, names: list[str]) -> None:
        level = self._level(paragraph, names) if len(text) <= _LONGEST_HEADING else 0
        drawn = number.marker if number else ""
        kind: BlockKind = "paragraph"
        if level:
            kind = "heading"
        elif number and drawn:
            kind, level = "item", number.level + 1
        elif any(map(_QUOTE.fullmatch, names)):
            kind = "quote"
        self._blocks.append(Block(text=text, kind=kind, level=min(level, _MOST_LEVELS), marker=drawn))
        if self._title is None and any(map(_TITLE.fullmatch, names)):
            self._title = text

    def _level(self, paragraph: Element, names: list[str]) -> int:
        """The heading level of a paragraph, 0 for none."""
        if paragraph.tag == f"{TEXT}h":
            return number_of(paragraph.get(f"{TEXT}outline-level")) or 1
        if any(map(_TITLE.fullmatch, names)):
            return 1
        return self._styles.outline(paragraph.get(f"{TEXT}style-name"))

    def _table(self, table: Element) -> None:
        """A table is one block; one with a single cell is only a frame around its paragraphs."""
        rows = [list(_cells(row)) for row in _rows(table)]
        if sum(map(len, rows)) == 1:
            self._story(rows[0][0])
            return
        lines = ["\t".join(self._row(row)).rstrip() for row in rows]
        if text := "\n".join(line for line in lines if line):
            self._blocks.append(Block(text=text, kind="table"))

    def _row(self, cells: list[Element]) -> Iterator[str]:
        """The cells of a row; covered ones stay empty, so that columns stay columns."""
        for cell in cells[:_MOST_COLUMNS]:
            repeated = min(number_of(cell.get(f"{_TABLE}number-columns-repeated")) or 1, _MOST_COLUMNS)
            yield from [self._cell(cell)] * repeated

    def _cell(self, cell: Element) -> str:
        """The text of a cell on one line, with the numbers of its lists."""
        outside, self._blocks = self._blocks, []
        self._story(cell)
        inside, self._blocks = self._blocks, outside
        return " ".join(" ".join(block.marker + block.text for block in inside).split())

    def _drop(self, text: str, why: str) -> None:
        if text := text.strip():
            self._dropped.append(Dropped(text=text, why=why))


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in (f"{_TABLE}table-rows", f"{_TABLE}table-header-rows", f"{_TABLE}table-row-group"):
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Element]:
    return (cell for cell in row if cell.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"))


def _lines(parent: Element) -> Iterator[str]:
    """The paragraphs below ``parent`` as they are, for the list of what was left out."""
    for paragraph in parent.iter(f"{TEXT}p", f"{TEXT}h"):  # type: ignore[call-arg] # lxml takes more than one
        if text := " ".join("".join(paragraph.itertext()).split()):
            yield text
