"""The tree of a web page as pieces of text in reading order: paragraphs, headings, items, quotations and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from quizgen.data import load
from quizgen.model import Block, BlockKind
from quizgen.readers import headings
from quizgen.readers.htmltree import Element, names_of
from quizgen.readers.text import EDGE
from quizgen.readers.wordformats import number_text
from quizgen.text.fold import CJK_MARKS, HAN

_BLOCKS = names_of(
    "body address article aside blockquote caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary table tbody td "
    "tfoot th thead tr ul search"
)
_HEADING = re.compile(r"h([1-6])")
_LISTS = frozenset(("ul", "ol", "dir", "menu"))
_LONGEST_HEADING = 120
_MOST_LEVELS = 9
_MOST_COLUMNS = 100
# What stands in no table that is one, and how much text in paragraphs a cell of one may have.
_PAGE_PARTS = frozenset(("table", "form", "article", "main", "h1", "h2", "h3", "h4", "h5", "h6"))
_LONG_CELL = 300

# Stands for <br>; the parser leaves no such character in a text.
_BR = "\0"
_SPACES = re.compile(r"[ \t\r\n\f]+")
_CJK = re.compile(f"[{HAN}{CJK_MARKS}“”‘’…—]")
_BREAK = re.compile(
    r" ?\0 ?(?P<more>(?:[\u3000\xa0\u2002\u2003 ]*+\0 ?)*+)(?P<indent>(?:[\u3000\u2003]|(?:\xa0 ?|\u2002){2})*+)"
)
_BODY = 60
_SENTENCE_END = tuple("。！？；!?;：:”」』）)…")
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_BLOCK_STYLE = re.compile(r"(?:^|;)\s*display\s*:\s*(?:block|flex|grid|table)", re.IGNORECASE)
_LIST_STYLE = re.compile(r"(?:^|;)\s*list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)
_NOTE_MARK = re.compile(
    r"[\[［〔【(（]?\s*(?:注\s*)?(?:\d{1,3}|[①-⑳*†‡a-z]|[一二三四五六七八九十]{1,3})\s*[\]］〕】)）]?"
)
_BRACKETED = re.compile(r"[\[［〔].{0,6}[\]］〕]")
_NOTE_ROLES = frozenset(("doc-noteref", "noteref", "doc-backlink"))
_READINGS = frozenset(("rt", "rp", "rtc"))

# How a list's numbers are drawn: the name that wordformats knows, and what stands behind the number.
_LATIN, _CHINESE = ".", "、"
_FORMATS = {
    "1": ("decimal", _LATIN),
    "a": ("lowerLetter", _LATIN),
    "A": ("upperLetter", _LATIN),
    "i": ("lowerRoman", _LATIN),
    "I": ("upperRoman", _LATIN),
    "decimal": ("decimal", _LATIN),
    "decimal-leading-zero": ("decimalZero", _LATIN),
    "lower-alpha": ("lowerLetter", _LATIN),
    "lower-latin": ("lowerLetter", _LATIN),
    "upper-alpha": ("upperLetter", _LATIN),
    "upper-latin": ("upperLetter", _LATIN),
    "lower-roman": ("lowerRoman", _LATIN),
    "upper-roman": ("upperRoman", _LATIN),
    "cjk-ideographic": ("chineseCountingThousand", _CHINESE),
    "cjk-decimal": ("ideographDigital", _CHINESE),
    "simp-chinese-informal": ("chineseCountingThousand", _CHINESE),
    "trad-chinese-informal": ("taiwaneseCountingThousand", _CHINESE),
    "japanese-informal": ("japaneseCounting", _CHINESE),
    "simp-chinese-formal": ("chineseLegalSimplified", _CHINESE),
    "trad-chinese-formal": ("ideographLegalTraditional", _CHINESE),
    "cjk-heavenly-stem": ("ideographTraditional", _CHINESE),
    "cjk-earthly-branch": ("ideographZodiac", _CHINESE),
}
_BULLETS = {"disc": "•", "circle": "•", "square": "•", "none": ""}


@dataclass(slots=True)
class Piece:
    """A block on the page, ``linked`` of whose characters are links; ``why`` says that it is to be left out."""

    block: Block
    linked: int = 0
    inner_links: bool = False
    why: str = ""

    @property
    def text(self) -> str:
        """Its characters."""
        return self.block.text


@dataclass(slots=True)
class Laid:
    """A page's pieces in reading order, and for each element that may hold some which they are: ``[start, end)``."""

    pieces: list[Piece] = field(default_factory=list)
    places: list[tuple[Element, int, int]] = field(default_factory=list)
    starts: dict[str, int] = field(default_factory=dict)


def lay_out(body: Element) -> Laid:
    """The pieces of a page whose body is ``body``. ``starts`` maps ids to the number of the piece behind them."""
    walker = _Walker()
    walker.block(body)
    walker.flush()
    return walker.laid


def is_hidden(element: Element) -> bool:
    """Whether an element says itself that nobody sees it."""
    return (
        element.has("hidden")
        or element.get("aria-hidden").lower() == "true"
        or bool(_HIDDEN.search(element.get("style")))
    )


@dataclass(slots=True)
class _Walker:
    """Goes through the tree once; inline text gathers in ``parts`` until a block begins or ends."""

    laid: Laid = field(default_factory=Laid)
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    outer_link: bool = False
    link: str | None = None
    quotes: int = 0
    quoted: int = 0
    depth: int = 0
    heading: int = 0
    item: str | None = None

    def block(self, element: Element) -> None:
        """An element that stands on lines of its own."""
        self.flush()
        start = len(self.laid.pieces)
        place = len(self.laid.places)
        self.laid.places.append((element, start, start))
        self.named(element)
        self.inside(element)
        self.flush()
        self.laid.places[place] = (element, start, len(self.laid.pieces))

    def inside(self, element: Element) -> None:
        """What a block holds, each kind of block in its own way."""
        tag = element.tag
        if level := _heading_level(element):
            before, self.heading, self.item = self.heading, level, None
            self.children(element)
            self.flush()
            self.heading = before
        elif tag in _LISTS:
            self.list(element)
        elif tag == "blockquote":
            self.quoted += 1
            self.children(element)
            self.flush()
            self.quoted -= 1
        elif tag == "table":
            self.table(element)
        elif tag == "pre":
            self.pre(element)
        else:
            self.children(element)

    def children(self, element: Element) -> None:
        """Text, inline elements and blocks inside an element."""
        for child in element.children:
            if isinstance(child, str):
                self.add(child)
            elif child.tag in _BLOCKS or _BLOCK_STYLE.search(child.get("style")):
                self.block(child)
            else:
                self.inline(child)

    def inline(self, element: Element) -> None:
        """An element inside a line."""
        tag = element.tag
        if tag == "br":
            self.parts.append(_BR)
        elif tag in _READINGS or is_hidden(element) or _is_note_mark(element):
            return
        elif tag == "del":
            self.out(element.text(), "deleted")
        elif tag == "q":
            opening, closing = ("“", "”") if self.quotes % 2 == 0 else ("‘", "’")
            self.quotes += 1
            self.add(opening)
            self.children(element)
            self.add(closing)
            self.quotes -= 1
        elif tag == "a" and element.has("href") and self.link is None:
            self.link = element.get("href")
            self.children(element)
            self.link = None
        else:
            self.named(element)
            self.children(element)

    def named(self, element: Element) -> None:
        """Remember where an element with an id stands."""
        name = element.get("id")
        if name:
            self.laid.starts.setdefault(name, len(self.laid.pieces))

    def add(self, text: str) -> None:
        """Characters of a line."""
        self.parts.append(text.replace(_BR, ""))
        if self.link is not None and (size := len(text.strip())):
            self.linked += size
            self.outer_link |= not self.link.startswith("#")

    def out(self, text: str, why: str) -> None:
        """Text that does not belong to what is read."""
        if text:
            self.laid.pieces.append(Piece(Block(text=text), why=why))

    def flush(self) -> None:
        """End a line: what has gathered becomes pieces."""
        if not self.parts:
            return
        joined = "".join(self.parts)
        self.parts.clear()
        texts = list(filter(None, _paragraphs(_SPACES.sub(_space, joined))))
        whole = sum(map(len, texts))
        for text in texts:
            share = self.linked * len(text) // whole  # which of several paragraphs a link stands in hardly matters
            self.piece(text, share)
        self.linked, self.outer_link = 0, False

    def piece(self, text: str, linked: int) -> None:
        """A piece of the kind that its place gives it."""
        kind: BlockKind = "paragraph"
        level, marker = 0, ""
        if self.heading and len(text) <= _LONGEST_HEADING:
            kind, level, text = "heading", self.heading, _one_line(text)
        elif self.item is not None:
            kind, level, marker = "item", min(max(self.depth, 1), _MOST_LEVELS), self.item
            marker = "" if headings.marker(text) else marker  # where a list's own numbers are off, they are typed
            self.item = None
        elif self.quoted:
            kind = "quote"
        block = Block(text=text, kind=kind, level=level, marker=marker)
        self.laid.pieces.append(Piece(block, linked, inner_links=linked > 0 and not self.outer_link))

    def list(self, element: Element) -> None:
        """A list, with the numbers or bullets that a browser draws."""
        self.item = None
        self.depth += 1
        items = [child for child in element.elements() if child.tag == "li"]
        number = _number(element.get("start"), len(items) if element.has("reversed") else 1)
        step = -1 if element.has("reversed") else 1
        for child in element.elements():
            if child.tag != "li":
                self.block(child)
                continue
            number = _number(child.get("value"), number)
            self.item = _marker(element, child, number)
            self.block(child)
            self.item = None
            number += step
        self.depth -= 1

    def table(self, table: Element) -> None:
        """A table is one piece; one that only arranges what stands in it gives its pieces."""
        rows = list(_rows(table))
        for caption in (child for child in table.elements() if child.tag == "caption"):
            self.block(caption)
        if _is_layout(table, rows):
            for cell in (cell for row in rows for cell in _cells(row)):
                self.block(cell)
            return
        text = "\n".join(line for line in _grid(rows) if line.strip())
        if text:
            links = [link for link in table.walk() if link.tag == "a" and link.has("href")]
            linked = sum(len(link.text()) for link in links)
            self.laid.pieces.append(Piece(Block(text=text, kind="table"), linked))

    def pre(self, element: Element) -> None:
        """Lines that stand as they were typed: prose line by line, and what is no Chinese as code."""
        text = _raw(element)
        chinese = len(_CJK.findall(text))
        if chinese * 5 < len("".join(text.split())) * 2:
            self.out(text.strip("\n"), "code")
            return
        for line in text.split("\n"):
            self.parts.append(line)
            self.flush()


def _heading_level(element: Element) -> int:
    if match := _HEADING.fullmatch(element.tag):
        return int(match[1])
    return _number(element.get("aria-level"), 2) if element.get("role") == "heading" else 0


def _space(match: re.Match[str]) -> str:
    """What a run of blanks in the markup is on the screen: nothing, where a line of Chinese was broken."""
    text = match.string
    before, after = text[max(match.start() - 1, 0) : match.start()], text[match.end() : match.end() + 1]
    if "\n" in match[0] and (_CJK.match(before) or _CJK.match(after)):
        return ""
    return " "


def _paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a line with breaks: an empty line, an indent or the end of a long sentence sets one off."""
    lines: list[str] = []
    position = 0
    for match in _BREAK.finditer(text):
        line = _shown(text[position : match.start()])
        lines.append(line)
        position = match.end()
        ended = len(line) >= _BODY and line.endswith(_SENTENCE_END)
        if match["more"] or match["indent"] or ended:
            yield "\n".join(filter(None, lines))
            lines.clear()
    lines.append(_shown(text[position:]))
    yield "\n".join(filter(None, lines))


def _shown(line: str) -> str:
    return line.replace("\xa0", " ").replace("\xad", "").strip(EDGE)


def _one_line(text: str) -> str:
    """A heading that was broken by hand, on one line."""
    return re.sub(r"\s*\n\s*", lambda match: "" if _CJK.match(text[match.end() : match.end() + 1]) else " ", text)


def _is_note_mark(element: Element) -> bool:
    """Whether an inline element only refers to a note, or is there for those who edit."""
    roles = {element.get("role"), *element.get("epub:type").split()}
    if roles & _NOTE_ROLES or any(map(_is_mark_name, element.get("class").split()[:20])):
        return True
    if element.tag != "sup":
        return False
    text = element.text()
    linked = element.find("a") is not None
    return bool(_NOTE_MARK.fullmatch(text) if linked else _BRACKETED.fullmatch(text))


@lru_cache(maxsize=1024)
def _is_mark_name(name: str) -> bool:
    return len(name) < 60 and bool(re.fullmatch(load("page")["inline"]["words"], name.replace("_", "-").lower()))


def _number(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch(r"-?[0-9]{1,9}", text.strip()) else otherwise


def _marker(parent: Element, item: Element, number: int) -> str:
    """What a browser draws in front of a list item."""
    styles = (match[1].lower() for one in (item, parent) if (match := _LIST_STYLE.search(one.get("style"))))
    style = next(styles, item.get("type") or parent.get("type") or ("1" if parent.tag == "ol" else "disc"))
    if style in _BULLETS or (parent.tag != "ol" and style not in _FORMATS):
        return _BULLETS.get(style, "•")
    name, behind = _FORMATS.get(style, _FORMATS["1"])
    return number_text(number, name) + behind


def _rows(table: Element) -> Iterator[Element]:
    for child in table.elements():
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child.elements() if row.tag == "tr")


def _cells(row: Element) -> Iterator[Element]:
    return (child for child in row.elements() if child.tag in ("td", "th"))


def _is_layout(table: Element, rows: list[Element]) -> bool:
    """Whether a table only puts things side by side: one column, or cells that hold a page's parts."""
    if table.get("role") in ("presentation", "none") or max((len(list(_cells(row))) for row in rows), default=0) < 2:
        return True
    if any(element.tag in _PAGE_PARTS and element is not table for element in table.walk()):
        return True
    cells = (cell for row in rows for cell in _cells(row) if next(cell.elements(), None) is not None)
    return any(sum(len(p.text()) for p in cell.walk() if p.tag == "p") > _LONG_CELL for cell in cells)


def _grid(rows: list[Element]) -> Iterator[str]:
    """The lines of a table; cells that a merged one covers are empty, so that columns stay columns."""
    covered: dict[int, int] = {}
    for row in rows:
        texts: list[str] = []
        for cell in _cells(row):
            while covered.get(len(texts), 0) and len(texts) < _MOST_COLUMNS:
                covered[len(texts)] -= 1
                texts.append("")
            if len(texts) >= _MOST_COLUMNS:
                break
            width = min(max(_number(cell.get("colspan"), 1), 1), _MOST_COLUMNS - len(texts))
            height = min(max(_number(cell.get("rowspan"), 1), 1), len(rows))
            for column in range(len(texts), len(texts) + width):
                covered[column] = height - 1
            texts.extend([_cell(cell), *[""] * (width - 1)])
        yield "\t".join(texts).rstrip()


def _cell(cell: Element) -> str:
    """A cell's text on one line."""
    if all(isinstance(child, str) for child in cell.children):
        return cell.text()
    walker = _Walker()
    walker.children(cell)
    walker.flush()
    return " ".join(
        " ".join((piece.block.marker + piece.text).split()) for piece in walker.laid.pieces if not piece.why
    )


def _raw(element: Element) -> str:
    """The characters of preformatted text, with its line ends."""
    pieces: list[str] = []
    for child in element.children:
        if isinstance(child, str):
            pieces.append(child)
        else:
            pieces.append("\n" if child.tag == "br" else _raw(child))
    return "".join(pieces)


def with_text(piece: Piece, **changes: object) -> Piece:
    """``piece`` with another block, for those who know better what it is."""
    return replace(piece, block=piece.block.model_copy(update=changes))
