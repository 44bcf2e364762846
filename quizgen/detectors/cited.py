"""Sayings that a collection of sayings names as such: by their source in brackets, by columns, by a title.

Forms: 天行健，君子以自强不息。（《周易》） on a line of its own; a table with the columns 名言 and 出处; items below a
line 名言警句：.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from quizgen.detectors import speakers
from quizgen.detectors.cues import SIGNATURE, Cue, saying, span
from quizgen.detectors.maxims import is_of_today, sounds_classical
from quizgen.detectors.speakers import Attribution, any_of, words
from quizgen.detectors.view import Reading, View
from quizgen.model import Saying
from quizgen.text import clauses
from quizgen.text.fold import HAN

_LINE = re.compile(
    r"(?:^|(?<=\n))[ \u3000]*(?:[0-9]{1,3}[.、] ?)?(?P<quote>[^\n“”「」（）《》_＿]{5,400}?(?P<stop>[。！？…；]?))"
    r"（(?P<from>[^\n（）]{2,40})）[。；]? *(?=\n|$)"
)
_BRACKET = re.compile(r"（(?P<from>[^\n（）]{2,40})）。?$")
_BOOK = re.compile(f"《[^《》]{{1,30}}》(?:第?[{HAN}0-9]{{1,8}}[章篇卷回节则])?$")
_HAN = re.compile(f"[{HAN}]")
_SIGNED = re.compile(rf" *(?:[—–―─]{{1,2}}|-{{1,2}}) *{SIGNATURE} *$")
_STOP = re.compile("[，。；！？、：]")
_LAW = re.compile("(?<![兵书])法$")
_METRES = {3, 4, 5, 6, 7}  # characters of a piece of verse or of a maxim
_LONGEST_TITLE = 24
_LEAST = 5  # Chinese characters of a saying
_LONGEST_MODERN = 160  # characters of a saying in the language of today


def in_brackets(view: View) -> Iterator[Saying]:
    """Lines that end with who said them, or with the book, in brackets."""
    for reading in view.readings:
        if reading.block.kind in ("heading", "table") or "）" not in reading.text:
            continue
        for line in _LINE.finditer(reading.text):
            who = _whose(reading, *line.span("from"))
            if who and _is_said(line["quote"], line["from"], who, closed=bool(line["stop"])):
                quote = clauses.trim(reading.text, *line.span("quote"), edges=" ")
                yield saying(view, [(reading.index, *quote)], Cue("cited", reading.index, who), {})


def in_tables(view: View) -> Iterator[Saying]:
    """Rows of a table whose columns are headed 名言 and 出处, or 作者."""
    for table in view.readings:
        if table.block.kind != "table" or table.cell:
            continue
        head, *rows = _rows(table)
        titles = [table.text[start:end] for start, end in head]
        said = _column(titles, "said_columns")
        origin = _column(titles, "origin_columns")
        if said is None or origin is None:
            continue
        for row in rows:
            if len(row) != len(head) or len(_HAN.findall(table.text[slice(*row[said])])) < _LEAST:
                continue
            who = _whose(table, *row[origin]) or Attribution()
            quote = clauses.unquote(table.text, *row[said])
            yield saying(view, [(table.index, *quote)], Cue("cited", table.index, who), {})


def below_titles(view: View) -> Iterator[Saying]:
    """The items below a heading or a line 名言警句：, each with who signs it."""
    for title in view.blocks:
        if len(title.text) > _LONGEST_TITLE or not _title().fullmatch(title.text):
            continue
        for item in _items_below(view, title.index):
            start, end = clauses.trim(item.text, item.title[0], len(item.text), edges=" .")
            signed = _SIGNED.search(item.text, start, end)
            bracket = _BRACKET.search(item.text, start, end)
            who = Attribution()
            if signed:
                who, end = Attribution(span(signed, "who"), span(signed, "book")), signed.start()
            elif bracket and (whose := _whose(item, *bracket.span("from"))):
                who, end = whose, bracket.start()
            quote = clauses.unquote(item.text, *clauses.trim(item.text, start, end, edges=" "))
            if len(_HAN.findall(item.text, *quote)) >= _LEAST:
                yield saying(view, [(item.index, *quote)], Cue("cited", item.index, who), {})


@cache
def _title() -> re.Pattern[str]:
    """关于修身的名言警句, 三、名人名言集锦."""
    said, more = any_of("said_columns").pattern, any_of("collections").pattern
    return re.compile(rf"[^，。；]{{0,14}}(?:{said})(?:{more})?[】：]?")


def _items_below(view: View, title: int) -> Iterator[Reading]:
    """The items of the list below a title; what explains one between them is passed over where they are numbered."""
    last: Reading | None = None
    for reading in view.blocks[title + 1 :]:
        if reading.block.kind in ("heading", "table"):
            return
        if reading.block.kind != "item" and not reading.numbered:
            if last is None or last.number is None:
                return
        elif last is None or reading.block.level <= last.block.level:
            if last is not None and reading.number != (last.number + 1 if last.number else None):
                return
            yield reading
            last = reading


def _rows(table: Reading) -> list[list[tuple[int, int]]]:
    """The range of each cell, row by row; folding takes the blanks between them."""
    offsets = range(len(table.text))
    rows, at = [], 0
    for line in table.folded.source.split("\n"):
        row = []
        for cell in line.split("\t"):
            first, last = (bisect_left(offsets, place, key=table.folded.start) for place in (at, at + len(cell)))
            row.append(clauses.trim(table.text, first, last, edges=" \n\u3000"))
            at += len(cell) + 1
        rows.append(row)
    return rows


def _column(titles: list[str], kind: str) -> int | None:
    """The column with a title of a kind."""
    return next((at for at, title in enumerate(titles) if any_of(kind).fullmatch(title)), None)


def _whose(reading: Reading, start: int, end: int) -> Attribution | None:
    """The person, the book or both that ``[start, end)`` names, if it names nothing else."""
    text = reading.text
    book = _BOOK.search(text, start, end)
    if book is None:
        known = any_of("people").search(text, start, end) and not _STOP.search(text, start, end)
        name = (start, end) if known else speakers.of_era(text, start, end)
        return Attribution(name, None) if name else None
    if book.start() == start:
        return Attribution(None, book.span())
    who = speakers.author_before(text, start, book.start())
    return Attribution(who, book.span()) if who else None


def _is_said(quote: str, source: str, who: Attribution, *, closed: bool) -> bool:
    """Whether a line is somebody's words, not words about the book or out of a law or a paper."""
    base = source.partition("《")[2].partition("》")[0].partition("·")[0]
    if base.endswith(tuple(words("no_sources"))) or _LAW.search(base) or any_of("telling").match(quote):
        return False
    if is_of_today(quote):
        return who.speaker is not None and closed and len(quote) <= _LONGEST_MODERN
    old = base in words("books") or base in words("people")
    return old or sounds_classical(quote) or _is_even(quote) or (who.speaker is not None and closed)


def _is_even(quote: str) -> bool:
    """Whether a line is pieces of one length: 潮平两岸阔，风正一帆悬."""
    lengths = {len(piece) for piece in _STOP.split(quote) if piece}
    return len(lengths) == 1 and lengths <= _METRES and _STOP.search(quote) is not None
