"""Reads Word documents: paragraphs, headings, lists with the numbers that Word draws, tables and text boxes.

Headers and footers stay out: they are furniture. Notes and comments, a table of contents and text that its author hid
are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from quizgen.errors import InputError
from quizgen.model import Block, BlockKind, Dropped, Problem
from quizgen.readers import AS_IT_IS, Parsed, Reading, furniture, headings, repair
from quizgen.readers.text import EDGE
from quizgen.readers.wordfile import WordFile, open_word
from quizgen.readers.wordnumbers import Number, Numbering, Styles, W, is_on, number_of, value_of
from quizgen.readers.wordtext import Fields, Inline, children, is_contents_control

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

suffixes = (".docx",)

_EDGE = EDGE + "\n\u2028\u2029\u205f\x85"
_LONGEST_HEADING = 120  # a body paragraph that was given an outline level is none, whatever its style says
_BODY_TEXT = 9  # Word has nine levels; the outline level behind them means “Body text”
_HAN_LEVELS = "一二三四五六七八九"

# Word names its own styles in English in every language; other programs write what their user reads.
_HEADING = re.compile(
    r"(?:heading|标题|標題|見出し|제목|überschrift|titre|título|titolo|encabezado|kop|rubrik|overskrift|otsikko|nadpis"
    r"|nagłówek|címsor|başlık|заголовок|επικεφαλίδα|tiêu đề|đầu đề)\s*([1-9])"
    r"|([一二三四五六七八九1-9])[级級](?:标题|標題)",
    re.IGNORECASE,
)
_TITLE = re.compile(r"title|标题|標題|(?:文档|文章|大|主)标题", re.IGNORECASE)
# What a subtitle says (“——在……上的讲话”) heads no section, though Word's own style gives it an outline level.
_SUBTITLE = re.compile(r"subtitle|副标题|副標題", re.IGNORECASE)
_QUOTE = re.compile(r"(?:intense )?quote|block text|(?:明显|明顯)?引用|引文", re.IGNORECASE)
_CONTENTS = re.compile(
    r"toc ?(?:[1-9]|heading|标题)|(?:目录|目錄) ?(?:[1-9]|标题|標題)|table of (?:figures|contents)|图表目录",
    re.IGNORECASE,
)
_CONTENTS_TITLE = re.compile(r"\s*(?:目\s*[录錄次]|contents)\s*", re.IGNORECASE)


def read(data: bytes, name: str, reading: Reading = AS_IT_IS) -> Parsed:
    """The blocks of the Word document in ``data``."""
    word = open_word(data, name)
    try:
        return _Reader(word, name, reading).parsed()
    except RecursionError as error:
        raise InputError(name, "is nested too deeply", "copy its text into a new document") from error


class _Reader:
    """Walks through a document's body and counts its lists on the way."""

    def __init__(self, word: WordFile, name: str, reading: Reading) -> None:
        self._word, self._name, self._reading = word, name, reading
        self._styles = Styles(word.styles)
        self._numbering = Numbering(word.numbering, self._styles)
        self._blocks: list[Block] = []
        self._dropped: list[Dropped] = []
        self._problems: list[Problem] = []
        self._title: str | None = None
        self._joined = ""  # the text of a paragraph whose end was deleted: the next one goes on with it

    def parsed(self) -> Parsed:
        """The whole document."""
        self._story(self._word.body)
        self._end_joined()
        self._notes()
        mended = repair.mend([block.text for block in self._blocks], self._name)
        shown = [
            block.model_copy(update={"text": text})
            for block, text in zip(self._blocks, mended.texts, strict=True)
            if text
        ]
        kept, furnishing = furniture.strip(shown, keep_all=self._reading.keep_all)
        blocks = tuple(headings.completed(kept))
        title = self._title or headings.title([headings.drawn(block) for block in blocks])
        return Parsed(
            blocks=blocks,
            dropped=(*self._dropped, *furnishing, *mended.dropped),
            title=None if title is None else re.sub(r"\s*\n\s*", "", title),
            problems=(*self._problems, *mended.problems),
        )

    def _story(self, story: Element) -> None:
        """A body, a text box or a frame: whatever holds paragraphs and tables."""
        self._blocks_of(story, Fields(story, keep_all=self._reading.keep_all))

    def _blocks_of(self, parent: Element, fields: Fields) -> None:
        for child in children(parent):
            if child.tag == f"{W}p":
                self._paragraph(child, fields)
            elif child.tag == f"{W}tbl":
                self._table(child, fields)
            elif is_contents_control(child):
                self._contents(child)
            elif child.tag == f"{W}altChunk":
                self._embedded()

    def _paragraph(self, paragraph: Element, fields: Fields) -> None:
        properties = paragraph.find(f"{W}pPr")
        inline = fields.inline(paragraph)
        number = self._number(properties, inline)
        inline.text = self._joined + inline.text
        self._joined = ""
        if _end_is(properties, "del") or _is_drop_cap(properties):
            self._joined = inline.text
        else:
            self._put(properties, inline, number)
        self._boxes(inline)

    def _end_joined(self) -> None:
        """Keep the text of a paragraph with a deleted end that no paragraph goes on with."""
        if text := self._joined.strip(_EDGE):
            self._blocks.append(Block(text=text))
        self._joined = ""

    def _notes(self) -> None:
        """Footnotes, endnotes and comments, which stand outside the story and are about it."""
        for why, part in self._word.notes:
            for note in part:
                if note.get(f"{W}type"):  # the lines that Word draws above notes
                    continue
                paragraphs = (Fields(note).inline(paragraph).text.strip(_EDGE) for paragraph in note.iter(f"{W}p"))
                text = "\n".join(filter(None, paragraphs))
                if text and self._reading.keep_all:
                    self._blocks.append(Block(text=text))
                else:
                    self._drop(text, why)

    def _number(self, properties: Element | None, inline: Inline) -> Number | None:
        """Word counts an empty paragraph too, but not one that is wholly hidden or goes on in the next."""
        if _end_is(properties, "del") or (not inline.text and _end_is(properties, "vanish")):
            return None
        return self._numbering.next(properties)

    def _put(self, properties: Element | None, inline: Inline, number: Number | None) -> None:
        names = tuple(self._style_names(properties))
        if not self._reading.keep_all and any(_CONTENTS.fullmatch(name) for name in names):
            inline.contents, inline.text = inline.contents + inline.text, ""
        self._drop_contents(inline.contents)
        self._drop(inline.hidden, "hidden")
        text = inline.text.strip(_EDGE)
        if text:
            block = self._block(text, properties, number, names)
            self._blocks.append(block)
            if self._title is None and names and _TITLE.fullmatch(names[0]):
                self._title = text

    def _block(self, text: str, properties: Element | None, number: Number | None, names: tuple[str, ...]) -> Block:
        marker = number.marker if number else ""
        level = self._outline(properties) if len(text) <= _LONGEST_HEADING else 0
        kind: BlockKind = "paragraph"
        if level:
            kind = "heading"
        elif number and marker:
            kind, level = "item", number.level + 1
        elif any(_QUOTE.fullmatch(name) for name in names):
            kind = "quote"
        return Block(text=text, kind=kind, level=level, marker=marker)

    def _outline(self, properties: Element | None) -> int:
        """The heading level of a paragraph (0: none): its own, or else what its styles set or are named after."""
        own = number_of(value_of(properties, "outlineLvl"))
        if own is not None:
            return _heading_level(own)
        for style in self._styles.chain(properties):
            if any(_SUBTITLE.fullmatch(name) for name in _names(style)):
                return 0
            level = number_of(value_of(style.find(f"{W}pPr"), "outlineLvl"))
            if level is not None:
                return _heading_level(level)
            named = next(filter(None, map(_level_of_name, _names(style))), 0)
            if named:
                return named
        return 0

    def _style_names(self, properties: Element | None) -> Iterator[str]:
        return chain.from_iterable(_names(style) for style in self._styles.chain(properties))

    def _table(self, table: Element, fields: Fields) -> None:
        """A table is one block; one with a single cell is only a frame around its paragraphs."""
        self._end_joined()
        rows = [list(_cells(row)) for row in _rows(table)]
        if sum(map(len, rows)) == 1:
            self._blocks_of(next(chain.from_iterable(rows)), fields)
            return
        boxes: list[Inline] = []
        lines = [self._row(row, fields, boxes) for row in rows]
        text = "\n".join(line for line in lines if line)
        if text:
            self._blocks.append(Block(text=text, kind="table"))
        for inline in boxes:
            self._boxes(inline)

    def _row(self, cells: Iterable[Element], fields: Fields, boxes: list[Inline]) -> str:
        """The cells of a row; those that a merged cell covers stay empty, so that columns stay columns."""
        texts: list[str] = []
        for cell in cells:
            properties = cell.find(f"{W}tcPr")
            text = " ".join(self._cell(cell, fields, boxes))
            texts.append("" if _continues_merge(properties) else text)
            span = number_of(value_of(properties, "gridSpan")) or 1
            texts.extend([""] * min(span - 1, 63))  # Word has at most 63 columns
        return "\t".join(texts).rstrip()

    def _cell(self, cell: Element, fields: Fields, boxes: list[Inline]) -> Iterator[str]:
        """The paragraphs of a cell, those of tables inside it among them, each on one line."""
        for child in children(cell):
            if child.tag == f"{W}p":
                inline = fields.inline(child)
                self._number(child.find(f"{W}pPr"), inline)
                boxes.append(inline)
                self._drop_contents(inline.contents)
                self._drop(inline.hidden, "hidden")
                if text := " ".join(inline.text.split()):
                    yield text
            elif child.tag == f"{W}tbl":
                rows = (row for row in children(child) if row.tag == f"{W}tr")
                yield from chain.from_iterable(
                    self._cell(inner, fields, boxes) for row in rows for inner in _cells(row)
                )

    def _boxes(self, inline: Inline) -> None:
        for box in inline.boxes:
            self._story(box)

    def _contents(self, control: Element) -> None:
        if self._reading.keep_all:
            for content in control.findall(f"{W}sdtContent"):
                self._story(content)
            return
        fields = Fields(control)
        for paragraph in control.iter(f"{W}p"):
            inline = fields.inline(paragraph)
            self._drop_contents(inline.contents + inline.text)

    def _drop_contents(self, text: str) -> None:
        """Drop a line of a table of contents, and with the first one the word 目录 above it."""
        if not text.strip():
            return
        if self._blocks and _CONTENTS_TITLE.fullmatch(self._blocks[-1].text):
            self._drop(self._blocks.pop().text, "contents")
        self._drop(text, "contents")

    def _drop(self, text: str, why: str) -> None:
        if text := text.strip():
            self._dropped.append(Dropped(text=text, why=why))

    def _embedded(self) -> None:
        problem = Problem(
            where=self._name,
            what="a document that is embedded in it was not read",
            remedy="open it in Word and save it again, which merges the two",
        )
        if problem not in self._problems:
            self._problems.append(problem)


def _names(style: Element) -> list[str]:
    """What a style is called: Word keeps its own styles' English names and puts others beside them; its id last."""
    aliases = (value_of(style, "aliases") or "").split(",")
    names = [value_of(style, "name") or "", *aliases, style.get(f"{W}styleId", "")]
    return [name.strip() for name in names]


def _level_of_name(name: str) -> int:
    if match := _HEADING.fullmatch(name):
        figure = match[1] or match[2]
        return _HAN_LEVELS.find(figure) + 1 or int(figure)
    return 1 if _TITLE.fullmatch(name) else 0


def _heading_level(outline: int) -> int:
    return outline + 1 if outline < _BODY_TEXT else 0


def _is_drop_cap(properties: Element | None) -> bool:
    """Whether a paragraph is the large first character of the next one."""
    frame = None if properties is None else properties.find(f"{W}framePr")
    return frame is not None and frame.get(f"{W}dropCap", "none") != "none"


def _end_is(properties: Element | None, mark: str) -> bool:
    """Whether the paragraph's end itself is deleted (``del``) or hidden (``vanish``)."""
    return properties is not None and is_on(properties.find(f"{W}rPr"), mark)


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table, without those whose deletion is tracked."""
    rows = (row for row in children(table) if row.tag == f"{W}tr")
    return (row for row in rows if row.find(f"{W}trPr/{W}del") is None)


def _cells(row: Element) -> Iterator[Element]:
    """The cells of a row, without those whose deletion is tracked."""
    cells = (cell for cell in children(row) if cell.tag == f"{W}tc")
    return (cell for cell in cells if cell.find(f"{W}tcPr/{W}cellDel") is None)


def _continues_merge(properties: Element | None) -> bool:
    merge = None if properties is None else properties.find(f"{W}vMerge")
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"
