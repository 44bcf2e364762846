"""How long a question is, for formats that say what stays together on a page and leave the pages to a program."""

from __future__ import annotations

from math import ceil

from quizgen.sheets.measure import width
from quizgen.sheets.model import Question, Sheet

_TALLEST = 0.4
"""The part of a page from which a question may be broken: kept together it would leave too much of a page empty."""
_LINE = 1.75
_QUESTION_CELL = 0.55


def may_break(question: Question, sheet: Sheet, line: float = _LINE) -> bool:
    """Whether ``question`` is too long to be kept together, where a line is so many characters high."""
    return _lines(question, sheet) > tallest(sheet, line)


def tallest(sheet: Sheet, line: float = _LINE) -> float:
    """How many lines of text are kept together."""
    points = (sheet.page.size[1] - 2 * sheet.page.margin) * 72 / 25.4
    return _TALLEST * points / (sheet.page.font_size * line)


def _lines(question: Question, sheet: Sheet) -> float:
    line = max(1.0, sheet.page.line_width * (_QUESTION_CELL if sheet.layout == "table" else 1) - 3 - question.level)
    shown = (sum(run.width if run.gap else width(run.text) for run in row.runs) for row in question.rows)
    told = width("".join(question.answers)) / line if sheet.inline or sheet.layout == "table" else 0
    return sum(run.lines for run in question.gaps) + sum(ceil(one / line) for one in shown) + told
