"""Quotation marks paired up: which words stand between the outermost marks of a folded text.

Forms: “” ‘’ 「」 『』, nested and mismatched; straight and reversed double marks are turned by folding. Where a
quotation runs through paragraphs, each opens with the mark and only the last closes it. A quotation that is never
closed ends with its paragraph, or with its sentence where the paragraph is long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizgen.text.clauses import SENTENCE_END

_MARK = re.compile("[“”‘’「」『』]")
_PARTNER = {"“": "”", "‘": "’", "「": "」", "『": "』"}
_FAMILY = {"“": "”’", "‘": "’”", "「": "」", "『": "』"}
_SHORT_PARAGRAPH = 160
_MOST_LINES, _LONGEST_OVER_LINES = 12, 300  # lines, and characters, of a quotation that runs over lines


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between outermost marks: one ``(text number, start, end)`` for each text they run through.

    ``before`` is the offset of the opening mark in the first text, ``after`` that behind the closing mark in the last.
    """

    parts: tuple[tuple[int, int, int], ...]
    before: int
    after: int
    closed: bool = True


def quotes(texts: Sequence[str]) -> Iterator[Quote]:
    """The outermost quotations of successive paragraphs, in order."""
    pending: list[tuple[int, int, int]] = []
    before = 0
    done = (-1, 0)  # how far a quotation went that runs over lines
    for number, text in enumerate(texts):
        if number < done[0]:
            continue
        marks = list(_MARK.finditer(text, done[1] if number == done[0] else 0))
        position = 0
        while position < len(marks):
            mark = marks[position]
            if mark[0] not in _PARTNER:
                position += 1
                continue
            close = _close(marks, position)
            if close is not None:
                yield from _ended(pending, before, number, mark.start(), marks[close].start(), marks[close].end())
                pending = []
                position = close + 1
                continue
            if _continues(texts, number, mark[0]) and mark.start() == _indent(text):
                before = before if pending else mark.start()
                pending.append((number, mark.end(), len(text)))
                break
            if _opens_many(texts, number, mark):
                before = mark.start()
                pending = [(number, mark.end(), len(text))]
                break
            over = None if pending else _over_lines(texts, number, mark, last=position + 1 == len(marks))
            if over is not None:
                yield over
                done = (over.parts[-1][0], over.after)
                break
            end = _unclosed_end(text, mark.end(), marks, position)
            yield Quote((*pending, (number, mark.end(), end)), before if pending else mark.start(), end, closed=False)
            pending = []
            while position < len(marks) and marks[position].start() < end:
                position += 1


def _over_lines(texts: Sequence[str], number: int, mark: re.Match[str], *, last: bool) -> Quote | None:
    """A quotation whose lines are paragraphs, as those of verse are: the next mark closes it, some lines below."""
    if not last or mark.end() == len(texts[number]):
        return None
    parts = [(number, mark.end(), len(texts[number]))]
    size = len(texts[number]) - mark.end()
    for below in range(number + 1, min(len(texts), number + _MOST_LINES)):
        close = _MARK.search(texts[below])
        end = close.start() if close else len(texts[below])
        size += end
        if not end or size > _LONGEST_OVER_LINES:
            return None
        parts.append((below, 0, end))
        if close is not None:
            return Quote(tuple(parts), mark.start(), close.end()) if close[0] == _PARTNER[mark[0]] else None
    return None


def _ended(
    pending: list[tuple[int, int, int]], before: int, number: int, open_: int, close: int, after: int
) -> Iterator[Quote]:
    yield Quote((*pending, (number, open_ + 1, close)), before if pending else open_, after)


def _close(marks: Sequence[re.Match[str]], position: int) -> int | None:
    """The number of the mark that closes mark ``position``; inner pairs are passed over, a lost inner one too."""
    opening = marks[position][0]
    depth = 1
    for i in range(position + 1, len(marks)):
        mark = marks[i][0]
        if mark == opening:
            if not _twice_closed(marks, i, opening):
                return None
            depth += 1
        elif mark == _PARTNER[opening]:
            depth -= 1
            if depth == 0:
                return i
    return next((i for i in range(position + 1, len(marks)) if marks[i][0] in _FAMILY[opening]), None)


def _twice_closed(marks: Sequence[re.Match[str]], position: int, opening: str) -> bool:
    """Whether the same mark, opened again inside, is closed twice before it opens once more: then it is nested."""
    closed = 0
    for i in range(position + 1, len(marks)):
        if marks[i][0] == opening:
            return False
        closed += marks[i][0] == _PARTNER[opening]
        if closed == 2:
            return True
    return False


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _continues(texts: Sequence[str], number: int, mark: str) -> bool:
    """Whether the next paragraph opens with the same mark, as a quotation through paragraphs does."""
    return number + 1 < len(texts) and texts[number + 1].lstrip().startswith(mark)


def _opens_many(texts: Sequence[str], number: int, mark: re.Match[str]) -> bool:
    return _continues(texts, number, mark[0]) and texts[number][mark.start() - 1 : mark.start()] in ("：", "，", "")


def _unclosed_end(text: str, start: int, marks: Sequence[re.Match[str]], position: int) -> int:
    follower = next((marks[i].start() for i in range(position + 1, len(marks)) if marks[i][0] in _PARTNER), len(text))
    if follower == len(text) and len(text) - start <= _SHORT_PARAGRAPH:
        return len(text)
    stop = SENTENCE_END.search(text, start, follower)
    return stop.end() if stop else follower
