"""A label that ends a line of its own, and its members in the line below it or in the cell beside it.

Forms: 初唐四杰 above 王勃、杨炯、卢照邻、骆宾王; a table's row 建安七子 | 孔融、陈琳、…; 4个“一起” above a text with
一起谋划、一起部署、一起落实、一起检查. The number has to fit exactly, since nothing else ties the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizgen.detectors import ahead, counted, parallel, pieces
from quizgen.detectors.labels import is_set
from quizgen.detectors.view import Reading, View
from quizgen.model import Formulation, Member, Span
from quizgen.text import clauses
from quizgen.text.fold import HAN, fold
from quizgen.text.numerals import number

_LABEL = re.compile(
    rf"(?<![第0-9一二三四五六七八九十百])(?P<label>(?P<n>[二两三四五六七八九十]{{1,3}}|[0-9]{{1,2}})"
    rf"[大个种项条点类对句]?(?:[“「](?P<quoted>[{HAN}]{{1,6}})[”」]|(?P<noun>[{HAN}]{{1,6}})))[”」]?：?$"
)
_NUMBER = re.compile("(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})[、.．)）]")
_CLASSIFIERS = frozenset("大个种项条点类对句")
_CALLED = re.compile(r"(?:被?[合并统世号]?称为?|号称)[^、，。；]{0,12}$")
_LONGEST_LINE = 24
_LEAST, _MOST = 2, 20
Range = tuple[int, int]


def detect(view: View) -> Iterator[Formulation]:
    """Every such label of the document."""
    for reading in view.blocks:
        if reading.block.kind == "table":
            yield from _rows(view, reading)
        elif found := _label(reading.text):
            yield from _in_line(view, reading, found)


@dataclass(frozen=True, slots=True)
class _Label:
    """Where a label stands in its line, how many members it promises, and the noun that it counts."""

    start: int
    end: int
    count: int
    noun: str


def _label(text: str) -> _Label | None:
    """The label that a short line ends with."""
    match = _LABEL.search(text) if len(text) <= _LONGEST_LINE else None
    count = number(match["n"]) if match else None
    if match is None or count is None or not _LEAST <= count <= _MOST or not is_set(match["label"]):
        return None
    noun = match["quoted"] or match["noun"]
    return None if noun in _CLASSIFIERS else _Label(*match.span("label"), count, noun)


def _in_line(view: View, above: Reading, label: _Label) -> Iterator[Formulation]:
    """The block below is a list of as many pieces, or holds a row of as many that bear the label's noun."""
    for below in view.blocks[above.index + 1 : above.index + 2]:
        siblings = above.block.kind == below.block.kind == "item" and above.block.level >= below.block.level
        if below.block.kind == "table" or siblings:
            continue
        titled = below.block.kind == "heading"  # a list in bold type looks like one
        if titled and not (above.block.kind == "heading" and below.block.level > above.block.level):
            continue
        ranges = (not titled and _row(below, label)) or _list(below.text, label.count)
        if ranges:
            yield Formulation(
                form="counted",
                label=above.source(label.start, label.end),
                label_span=above.span(label.start, label.end),
                members=tuple(counted.member(below, *r) for r in ranges),
                lead=above.lead(*above.title),
                section=view.section(below.index),
                ordered=False,
                rule="counted.below",
            )


def _list(text: str, count: int) -> list[Range]:
    """The pieces of a text that is a list and nothing else, if they are ``count``."""
    start, end = clauses.trim(text, 0, len(text))
    if _NUMBER.match(text, start):
        return []  # 3、水田: the next of numbered lines
    named = _CALLED.search(text, start, end)
    end = named.start() if named else end
    marks = {mark for _, mark in clauses.flat_marks(text, start, end)}
    plain = marks in ({"、"}, {"；"}) or (not marks and text.startswith("《"))
    found = pieces.split(text, start, end, count) if plain else None
    return found[0] if found else []


def _row(below: Reading, label: _Label) -> list[Range]:
    """A row of as many pieces as the label counts, all with the label's noun in them."""
    for _, run in parallel.rows(below):
        if len(run) == label.count and all(label.noun in below.text[a:b] for a, b in run):
            (start, end), rest = run[0], run[1:]
            opens = all(below.text.startswith(label.noun, a) for a, _ in rest)
            return [(below.text.rfind(label.noun, start, end) if opens else start, end), *rest]
    for begin, end in below.sentences:
        for first, last in clauses.pieces(below.text, begin, end, "[；：。！？]"):
            for separator in ("[、，]", "，"):
                row = clauses.pieces(below.text, first, last, separator)
                own = [r for r in row if below.text.endswith(label.noun, *r)]
                if len(own) == label.count and row.index(own[-1]) - row.index(own[0]) == label.count - 1:
                    return [ahead.without_verb(below.text, own), *own[1:]]
    return []


def _rows(view: View, table: Reading) -> Iterator[Formulation]:
    """Rows of a table whose second cell lists as many pieces as the label in the first one counts."""
    text = table.block.text
    begin = 0
    for row in text.split("\n"):
        first, *cells = row.split("\t")
        own = fold(first.strip(" \u3000*"))
        found = _label(own.text) if len(cells) == 1 else None
        if found and (pieces := _cell_pieces(cells[0], found.count)):
            label, at = first.strip(" \u3000*"), begin + len(first) - len(first.lstrip(" \u3000*"))
            start, end = at + own.start(found.start), at + own.end(found.end)
            base = begin + len(first) + 1
            yield Formulation(
                form="counted",
                label=label[start - at : end - at],
                label_span=Span(block=table.block_number, start=start, end=end),
                members=tuple(
                    Member(
                        text=text[base + a : base + b],
                        span=Span(block=table.block_number, start=base + a, end=base + b),
                    )
                    for a, b in pieces
                ),
                section=view.section(table.index),
                ordered=False,
                rule="counted.cell",
            )
        begin += len(row) + 1


def _cell_pieces(cell: str, count: int) -> list[Range]:
    """The ranges of the pieces of a cell, if they are ``count``."""
    folded = fold(cell)
    ranges = [clauses.trim(folded.text, *r) for r in _list(folded.text, count)]
    return [(folded.start(a), folded.end(b)) for a, b in ranges]
