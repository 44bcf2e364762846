"""Cards to cut out: cells of equal size that fill a page, and behind each front its back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from quizgen.sheets.measure import width
from quizgen.sheets.model import CutCard, Flip, Leaf, Page, Question, Row

HEIGHT = 62
"""Millimetres that a card is high at least."""

PADDING = 5
_FEET = 10
"""Millimetres for number and source."""

_LEADING = 1.75
"""The distance of lines, in characters."""

_LARGEST, _SMALLEST, _SHRINK = 1.15, 0.1, 0.92
_MARK = 2
"""Characters that the mark of a row takes."""

Cells = tuple[tuple[CutCard | None, ...], ...]


def leaves(questions: Sequence[Question], page: Page, flip: Flip) -> tuple[Leaf, ...]:
    """Pages of fronts, each followed by the page of its backs; without those where no question has answers."""
    columns = max(2, page.columns)
    rows = max(1, int((page.size[1] - 2 * page.margin) // HEIGHT))
    cards = [_card(question, page, columns, rows) for question in questions]
    made: list[Leaf] = []
    for start in range(0, len(cards), columns * rows):
        cells = _cells(cards[start : start + columns * rows], columns, rows)
        made.append(Leaf(side="front", cells=cells))
        if any(card.back for card in cards):
            made.append(Leaf(side="back", cells=_turned(cells, flip)))
    return tuple(made)


def _cells(cards: Sequence[CutCard], columns: int, rows: int) -> Cells:
    filled = [*cards, *[None] * (columns * rows - len(cards))]
    return tuple(tuple(filled[row * columns : (row + 1) * columns]) for row in range(rows))


def _turned(cells: Cells, flip: Flip) -> Cells:
    """The cells as they lie when an upright page is turned over its long or its short edge."""
    return tuple(row[::-1] for row in cells) if flip == "long" else cells[::-1]


def _card(question: Question, page: Page, columns: int, rows: int) -> CutCard:
    wide = ((page.size[0] - 2 * page.margin) / columns - 2 * PADDING) * 72 / 25.4
    high = ((page.size[1] - 2 * page.margin) / rows - 2 * PADDING - _FEET) * 72 / 25.4
    answers = question.answers
    return CutCard(
        number=question.number,
        key=question.key,
        code=question.code,
        front=question.rows,
        back=answers,
        source=question.source if answers else "",
        scale=_scale(_row_widths(question.rows), page.font_size, wide, high),
        back_scale=_scale(map(width, answers), page.font_size, wide, high),
    )


def _row_widths(rows: Iterable[Row]) -> Iterator[float]:
    for row in rows:
        yield _MARK * bool(row.mark) + sum(run.width if run.gap else width(run.text) for run in row.runs)


def _scale(widths: Iterable[float], size: float, wide: float, high: float) -> float:
    """The part of the font size at which paragraphs of so many characters fit into ``wide`` times ``high`` points."""
    paragraphs = list(widths)
    scale = _LARGEST
    while scale > _SMALLEST:
        points = size * scale
        line = max(1.0, wide / points - 1)  # what must not begin a line leaves some room at the end of the one before
        if sum(ceil(one / line) or 1 for one in paragraphs) * points * _LEADING <= high:
            break
        scale *= _SHRINK
    return round(scale, 3)
