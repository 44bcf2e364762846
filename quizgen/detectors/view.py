"""A document as detectors see it: each block folded once, its sections, and the way from a match to a span."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from quizgen.model import Block, Document, Member, NearMiss, Span
from quizgen.text import clauses
from quizgen.text.fold import Folded, fold, is_traditional
from quizgen.text.numerals import NO_CHAPTER, counter

_NUMBERING = re.compile(
    r"^(?:(?:专题|考点|模块|单元|主题|任务|项目|知识点|问题|案例|部分)[一二三四五六七八九十百\d]+[、：. ]?"
    rf"|第[一二三四五六七八九十百零〇\d]+(?!{NO_CHAPTER})[编章节篇讲部分课回条]+[、：.]?"
    r"|[（【]?[一二三四五六七八九十百\d]+[）】]|[一二三四五六七八九十百]+[、.：]|[壹贰叁参肆伍陆柒捌玖拾]+[、.]"
    r"|\d{1,3}(?!\d)(?:\.\d+)*(?:[.、]|(?=[^\d.、年月日]))|[①-⑳㈠-㈩⑴-⒇⒈-⒛])\s*"
)


_NUMERAL = re.compile("[一二三四五六七八九十百零〇壹贰叁参肆伍陆柒捌玖拾]+|[0-9]+|[①-⑳㈠-㈩⑴-⒇⒈-⒛]")
_PLAIN = str.maketrans("壹贰叁参肆伍陆柒捌玖拾", "一二三三四五六七八九十")
_CELL = re.compile(r"[^\t\n]{12,}")  # a shorter cell is a word or two, not a text
_FIRST_FEW = 20
LONGEST_SENTENCE = 1500
"""Characters; a longer stretch without a full stop is no sentence that anybody recites, and no rule looks into it."""


@dataclass(frozen=True)
class Reading:
    """A text of a document, folded: block number ``block_number``, or a table's cell that begins at ``base`` in it.

    ``index`` is its place among the readings of its view.
    """

    index: int
    block: Block
    folded: Folded
    block_number: int
    base: int = 0
    cell: bool = False
    text: str = field(init=False)
    """The folded text, on which rules match."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.folded.text)

    @cached_property
    def traditional(self) -> bool:
        """Whether the text is written in Traditional characters."""
        return is_traditional(self.folded.source)

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The ranges of the block's sentences, in order."""
        return list(clauses.sentences(self.text))

    def sentence(self, offset: int) -> tuple[int, int]:
        """The range of the sentence that holds ``offset``, or of the last one before it."""
        place = bisect.bisect_right(self.sentences, (offset, len(self.text))) - 1
        return self.sentences[place] if place >= 0 else (0, len(self.text))

    @cached_property
    def title(self) -> tuple[int, int]:
        """The range of a heading's words, without the number before them."""
        mark = _NUMBERING.match(self.text)
        return clauses.trim(self.text, mark.end() if mark and mark.end() < len(self.text) else 0, len(self.text))

    @property
    def numbered(self) -> bool:
        """Whether the block carries a number, drawn by the file or written in the text."""
        return bool(_NUMBERING.match(self.block.marker or self.text))

    @property
    def number(self) -> int | None:
        """The last number before the block's words (2 of 1.2), as far as it can be read."""
        mark = _NUMBERING.match(self.block.marker or self.text)
        digits = _NUMERAL.findall(mark[0]) if mark else []
        return counter(digits[-1].translate(_PLAIN)) if digits else None

    def span(self, start: int, end: int) -> Span:
        """The span of a match, in offsets of the block's own text."""
        start, end = self.base + self.folded.start(start), self.base + self.folded.end(end)
        return Span(block=self.block_number, start=start, end=end)

    def lead(self, start: int, end: int) -> Span | None:
        """The span of words that announce something, without blanks at the edges; ``None`` where there are none."""
        start, end = clauses.trim(self.text, start, end, edges=" \n")
        return self.span(start, end) if start < end else None

    def source(self, start: int, end: int) -> str:
        """The block's own characters that a match covers."""
        return self.folded.source[self.folded.start(start) : self.folded.end(end)]

    def member(self, head: tuple[int, int], whole: tuple[int, int] | None = None) -> Member:
        """A member from the ranges of its head and of the whole item."""
        span = self.span(*head)
        return Member(
            text=self.source(*head),
            span=span,
            whole=self.span(*clauses.trim(self.text, *whole)) if whole else span,
        )


class View:
    """A document prepared for all detectors; made once, never changed."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._turned_down: Counter[tuple[str, int]] = Counter()
        self.near: list[NearMiss] = []  # what rules turned down, for people who ask why
        self.blocks: Sequence[Reading] = [
            Reading(number, block, fold(block.text), number) for number, block in enumerate(document.blocks)
        ]
        # the blocks, and behind them the cells of tables that hold running text, each a text of its own
        self.readings: Sequence[Reading] = [*self.blocks, *self._cells()]

    @cached_property
    def text(self) -> str:
        """The folded texts of all readings, each on lines of its own, for what looks through the whole document."""
        return "\n".join(reading.text for reading in self.readings)

    def _cells(self) -> Iterator[Reading]:
        index = len(self.blocks)
        for table in self.blocks:
            if table.block.kind != "table":
                continue
            for cell in _CELL.finditer(table.block.text):
                block = Block(text=cell[0], page=table.block.page, line=table.block.line)
                yield Reading(index, block, fold(cell[0]), table.block_number, cell.start(), cell=True)
                index += 1

    def turn_down(self, rule: str, reading: Reading, start: int, end: int, why: str) -> None:
        """Note that ``rule`` looked at a stretch of a block and left it; of the same again and again, the first few."""
        self._turned_down[rule, reading.index] += 1
        if self._turned_down[rule, reading.index] > _FIRST_FEW:
            return
        span = reading.span(*clauses.trim(reading.text, start, end)) if start < end else reading.span(start, end)
        self.near.append(NearMiss(rule=rule, span=span, why=why))

    @cached_property
    def parents(self) -> list[int | None]:
        """For each block the number of the heading it stands under (a heading's is the next higher one)."""
        stack: list[int] = []
        found: list[int | None] = []
        for reading in self.blocks:
            block = reading.block
            if block.kind == "heading":
                while stack and self.readings[stack[-1]].block.level >= block.level:
                    stack.pop()
            found.append(stack[-1] if stack else None)
            if block.kind == "heading":
                stack.append(reading.index)
        return found

    def section(self, index: int) -> tuple[str, ...]:
        """The titles of the headings above reading number ``index``, from the outermost, without their numbers."""
        titles: list[str] = []
        parent = self.parents[self.readings[index].block_number]
        while parent is not None:
            reading = self.readings[parent]
            titles.append(reading.source(*reading.title))
            parent = self.parents[parent]
        return tuple(reversed(titles))
