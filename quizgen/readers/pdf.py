"""PDF to blocks: pages to lines, lines to paragraphs, and what stands on the pages beside the text left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from quizgen.data import load
from quizgen.errors import InputError
from quizgen.model import Block, Dropped, Problem
from quizgen.readers import AS_IT_IS, Parsed, Reading, furniture, headings, ocr, pdffurniture
from quizgen.readers.headings import EDGE
from quizgen.readers.pdffile import open_pdf, pages, ranges
from quizgen.readers.pdfheadings import set_headings
from quizgen.readers.pdflines import Line, gutter, lines_of, ordered
from quizgen.readers.pdfpage import Page, Piece, read_page
from quizgen.readers.pdfparagraphs import Paragraph, body_size, drop_marks, paragraphs, set_edges, set_feet

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

suffixes = (".pdf",)

MOST_TEXT, MOST_PIECES = 10_000_000, 1_000_000
_SCRAPS = 40  # characters up to which the text on a picture is a stamp and not the text
_UNREADABLE = 0.3
_HEAD_BLOCKS = 20
_NOT_IN_TITLE = re.compile(r"[\s\W_]+")


def read(data: bytes, name: str, reading: Reading = AS_IT_IS) -> Parsed:
    """The blocks of the PDF in ``data``, with the pages that they begin on."""
    source = _Source(name)
    with open_pdf(data, name, reading.password) as document:
        own_title = document.get_metadata_value("Title")
        for number, page in pages(document):
            source.add(number, page)
    problems = source.problems()
    lines, dropped = _lines(source.pages, keep_all=reading.keep_all)
    found = paragraphs(lines)
    kept, furnishing = _sifted(found, keep_all=reading.keep_all)
    blocks = tuple(set_headings(kept, body_size(lines)))
    return Parsed(
        blocks=blocks,
        dropped=(*dropped, *furnishing),
        title=_title(own_title, blocks),
        problems=problems,
    )


@dataclass(slots=True)
class _Source:
    """The pages of a file as they are read, and what was wrong with some."""

    name: str
    pages: list[Page] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    scans: list[int] = field(default_factory=list)
    recognised: list[int] = field(default_factory=list)
    garbled: list[int] = field(default_factory=list)
    cut: list[int] = field(default_factory=list)
    _characters: int = 0
    _pieces: int = 0

    def add(self, number: int, page: PdfPage | None) -> None:
        """Read one page; ``None`` stands for one that cannot be opened."""
        from pypdfium2 import PdfiumError

        if page is None:
            self.broken.append(number)
            return
        try:
            read = read_page(page, number)
            self._look_at(page, read)
        except PdfiumError:
            self.broken.append(number)
            return
        self._characters += read.characters
        self._pieces += len(read.pieces)
        if self._characters > MOST_TEXT or self._pieces > MOST_PIECES:
            raise InputError(self.name, f"holds more text than a document (page {number})", "split it into parts")
        self.pages.append(read)

    def _look_at(self, page: PdfPage, read: Page) -> None:
        """Have a page recognised that has no text that can be read, and note what is wrong with it."""
        scan = (read.drawn and not read.characters) or (read.pictured and read.characters <= _SCRAPS)
        garbled = read.unreadable > _UNREADABLE * read.characters
        if read.cut:
            self.cut.append(read.number)
        if not scan and not garbled:
            return
        find = ocr.engine()
        if find is not None:
            ocr.read_scan(page, read, find)
            self.recognised.append(read.number)
        else:
            (self.scans if scan else self.garbled).append(read.number)
            if garbled:
                read.pieces = []

    def problems(self) -> tuple[Problem, ...]:
        """What was wrong; raises :class:`InputError` where nothing is left to read."""
        found = [Problem(where=self.name, what=what, remedy=remedy) for what, remedy in self._said()]
        if found and not any(page.pieces for page in self.pages):
            raise InputError(self.name, found[0].what, found[0].remedy)
        return tuple(found)

    def _said(self) -> Iterator[tuple[str, str]]:
        install = f"have them read with {ocr.INSTALL}, or run text recognition (OCR) on the file"
        if self.scans:
            yield f"{_are(self.scans)} only pictures of text", install
        if self.garbled:
            what = (
                f"the fonts on {ranges(self.garbled)} do not say which characters they draw, so the text is unreadable"
            )
            yield what, install
        if self.recognised:
            what = f"{_are(self.recognised)} only pictures of text and went through text recognition"
            yield what, "look over what it found"
        if self.broken:
            remedy = "open it in a PDF program and print it to a new file"
            yield f"{_are(self.broken)} damaged and could not be read", remedy
        if self.cut:
            what = f"{ranges(self.cut)} with more text than a page of a document has: not all of it was read"
            yield what, "split what stands there into pages"


def _are(numbers: list[int]) -> str:
    return f"{ranges(numbers)} {'are' if len(numbers) > 1 else 'is'}"


def _lines(read: Sequence[Page], *, keep_all: bool) -> tuple[list[Line], list[Dropped]]:
    """The lines of all pages in reading order with the edges of their columns, and what was left out."""
    dropped = [Dropped(text=page.outside, why="outside") for page in read if page.outside.strip() and not keep_all]
    marks = pdffurniture.watermarks(read, _size(read))
    laid = [(page, lines_of(page, [p for p in page.pieces if id(p) not in marks and not p.askew])) for page in read]
    pdffurniture.mark(laid, body_size([line for _, lines in laid for line in lines]))
    gutters = _gutters([lines for _, lines in laid])
    out: list[Line] = []
    texts: list[tuple[list[Line], list[float]]] = []
    for page, lines in laid:
        stamps = [_stamp(piece, page.number) for piece in page.pieces if id(piece) in marks]
        across = [_stamp(piece, page.number) for piece in page.pieces if piece.askew and id(piece) not in marks]
        apart = stamps + [line for line in lines if line.why]
        dropped.extend(Dropped(text=line.text, why=line.why) for line in apart if not keep_all)
        text = ordered([line for line in lines if not line.why], gutters)
        texts.append((text, page.rules))
        out.extend((*text, *(replace(line, why="", foot=True) for line in across), *(apart if keep_all else ())))
    set_edges([text for text, _ in texts])
    set_feet(texts, body_size([line for text, _ in texts for line in text]))
    for text, _ in texts:
        drop_marks(text)
    return [line for line in out if line.text.strip(EDGE)], dropped


def _size(read: Sequence[Page]) -> float:
    """The size of most text, before there are lines."""
    pieces = [piece for page in read for piece in page.pieces if not piece.askew]
    return body_size([_stamp(piece, 0) for piece in pieces])


def _stamp(piece: Piece, page: int) -> Line:
    return Line(piece.text, piece.x0, piece.x1, piece.y, piece.size, piece.bold, page, why=pdffurniture.WATERMARK)


def _gutters(laid: Sequence[Sequence[Line]]) -> list[float]:
    """Where the gap between columns is, if many pages of a document have it."""
    found = [middle for lines in laid if (middle := gutter([line for line in lines if not line.why])) is not None]
    return sorted(set(found))[:8] if len(found) * 3 >= len(laid) else []


def _sifted(found: Sequence[Paragraph], *, keep_all: bool) -> tuple[list[Paragraph], list[Dropped]]:
    """The paragraphs without those that are furniture wherever they stand, and those."""
    texts = [paragraph.text for paragraph in found]
    fixed = {i for i, paragraph in enumerate(found) if paragraph.lines[0].table}
    names = furniture.sift(texts, fixed, keep_all=keep_all)
    kept = [paragraph for paragraph, why in zip(found, names, strict=True) if why is None]
    return kept, [Dropped(text=text, why=why) for text, why in zip(texts, names, strict=True) if why]


@cache
def _other_title() -> re.Pattern[str]:
    """What programs put into a file as its title by themselves."""
    return re.compile(load("pdf")["title"]["pattern"], re.IGNORECASE)


def _title(own: str, blocks: Sequence[Block]) -> str | None:
    """The title that the file states if the text begins with it too, else that of the text, else the stated one."""
    own = own.strip(EDGE + "\n\r\0\v\f")
    sensible = own if 2 <= len(own) <= 100 and not _other_title().fullmatch(own) and own.isprintable() else None
    head = "".join(_NOT_IN_TITLE.sub("", block.text) for block in blocks[:_HEAD_BLOCKS])
    if sensible and _NOT_IN_TITLE.sub("", sensible) in head:
        return sensible
    return headings.title(blocks) or sensible
