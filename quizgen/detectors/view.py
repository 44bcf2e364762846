"""A document as detectors see it: each block folded once, its sections, and the way from a match to a span."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from quizgen.model import Block, Document, Member, NearMiss, Span
from quizgen.text import clauses
from quizgen.text.fold import Folded, fold

_NUMBERING = re.compile(
    r"^(?:第[一二三四五六七八九十百零〇\d]+[编章节篇讲部分课回条]+[、：.]?|[（【][一二三四五六七八九十百\d]+[）】]|[一二三四五六七八九十百]+[、.]"
    r"|\d+(?:\.\d+)*(?:[.、]|(?=[^\d.、年月日]))|[①-⑳㈠-㈩⑴-⒇⒈-⒛])\s*"
)


LONGEST_SENTENCE = 1500
"""Characters; a longer stretch without a full stop is no sentence that anybody recites, and no rule looks into it."""


@dataclass(frozen=True)
class Reading:
    """Block number ``index`` of a document with its folded text."""

    index: int
    block: Block
    folded: Folded

    @property
    def text(self) -> str:
        """The folded text, on which rules match."""
        return self.folded.text

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

    def span(self, start: int, end: int) -> Span:
        """The span of a match, in offsets of the block's own text."""
        return Span(block=self.index, start=self.folded.start(start), end=self.folded.end(end))

    def source(self, start: int, end: int) -> str:
        """The block's own characters that a match covers."""
        return self.block.text[self.folded.start(start) : self.folded.end(end)]

    def member(self, head: tuple[int, int], whole: tuple[int, int] | None = None) -> Member:
        """A member from the ranges of its head and of the whole item."""
        return Member(
            text=self.source(*head),
            span=self.span(*head),
            whole=self.span(*(clauses.trim(self.text, *whole) if whole else head)),
        )


class View:
    """A document prepared for all detectors; made once, never changed."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.near: list[NearMiss] = []  # what rules turned down, for people who ask why
        self.readings: Sequence[Reading] = [
            Reading(index, block, fold(block.text)) for index, block in enumerate(document.blocks)
        ]

    def turn_down(self, rule: str, reading: Reading, start: int, end: int, why: str) -> None:
        """Note that ``rule`` looked at a stretch of a block and left it."""
        span = reading.span(*clauses.trim(reading.text, start, end)) if start < end else reading.span(start, end)
        self.near.append(NearMiss(rule=rule, span=span, why=why))

    @cached_property
    def parents(self) -> list[int | None]:
        """For each block the number of the heading it stands under (a heading's is the next higher one)."""
        stack: list[int] = []
        found: list[int | None] = []
        for reading in self.readings:
            block = reading.block
            if block.kind == "heading":
                while stack and self.readings[stack[-1]].block.level >= block.level:
                    stack.pop()
            found.append(stack[-1] if stack else None)
            if block.kind == "heading":
                stack.append(reading.index)
        return found

    def section(self, index: int) -> tuple[str, ...]:
        """The titles of the headings above a block, from the outermost, without their numbers."""
        titles: list[str] = []
        parent = self.parents[index]
        while parent is not None:
            reading = self.readings[parent]
            titles.append(reading.source(*reading.title))
            parent = self.parents[parent]
        return tuple(reversed(titles))
