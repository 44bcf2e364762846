"""Rows of phrases that share no character: what a noun is qualified by, verbs with their objects, steps.

Forms: 路宽灯亮、水清岸绿、邻里和睦、老少安康的村庄 (four phrases and more, or three before a noun that standards are
called by: …的原则); three phrases of one length that each open with a verb of their own (修好水渠、种好果树、办好学堂);
three steps (从种得上、种得好到种得巧的转变).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from quizgen import data
from quizgen.detectors import parallel
from quizgen.detectors.parallel import Range
from quizgen.detectors.view import View
from quizgen.model import Formulation
from quizgen.text import clauses
from quizgen.text.fold import HAN

_KIND = ("，；：。！？", "、", 24)
_PHRASE = re.compile(f"(?![这那各])(?:(?!的)[{HAN}]){{4,14}}")
_LIST_GOES_ON = re.compile("(?:等|方面|之间|[之以]?[内外中上下])$")
_OF = re.compile(f"的[{HAN}“]")
_MANY = 4  # pieces that are a row before whatever noun
_LEAST = 3


def detect(view: View) -> Iterator[Formulation]:
    """Every such row of the document."""
    for reading in view.readings:
        if reading.block.kind == "table":
            continue
        for run in _steps(reading.text):
            yield parallel.formulation(view, reading, "parallel.phrases.steps", run)
        for scope in reading.sentences:
            if parallel.may_list(reading.text, *scope):
                for _, row in parallel.cut_all(reading.text, scope, (_KIND,)):
                    for rule, run in (*_attributes(reading.text, row), *_verbs(reading.text, row)):
                        yield parallel.formulation(view, reading, rule, run)


_STEPS = re.compile(f"从([{HAN}]{{2,8}})、([{HAN}]{{2,8}})到([{HAN}]{{2,8}}?)(?=的|[，。；])")


def _steps(text: str) -> Iterator[list[Range]]:
    """从种得上、种得好到种得巧的转变: three steps that share how they open or end."""
    for match in _STEPS.finditer(text):
        steps = match.groups()
        if len(set(steps)) == len(steps) and (clauses.common_start(steps) or clauses.common_end(steps)):
            yield [match.span(i) for i in (1, 2, 3)]


def _attributes(text: str, row: Sequence[Range]) -> Iterator[tuple[str, list[Range]]]:
    """The row, where the last piece goes on with 的 and a noun, and all of them are phrases of about one length."""
    start, end = row[-1]
    of = _OF.search(text, start, end)
    if of is None:
        return
    named = parallel.attributed().match(text, of.start()) is not None
    if len(row) < (_LEAST if named else _MANY):
        return
    run = [_first(text, row), *row[1:-1], (start, of.start())]
    phrases = [text[a:b] for a, b in run]
    lengths = sorted(map(len, phrases))
    even = lengths[-2] <= 1.6 * lengths[0] + 1 and lengths[-1] <= 2.2 * lengths[0]
    if (
        even
        and len(set(phrases)) == len(run)
        and all(map(_PHRASE.fullmatch, phrases))
        and not _LIST_GOES_ON.search(phrases[-1])
        and not parallel.is_compound(text, run)
    ):
        yield "parallel.phrases.of", run


def _first(text: str, row: Sequence[Range]) -> Range:
    """The first piece, without what stands before its last words where it is longer than the second."""
    start, end = row[0]
    begin = end - (row[1][1] - row[1][0])
    return (begin, end) if begin > start and parallel.is_edge(text, start, end, begin) else (start, end)


@cache
def _verb() -> re.Pattern[str]:
    return re.compile("|".join(sorted(data.load("parallel")["verbs"])))


def _verbs(text: str, row: Sequence[Range]) -> Iterator[tuple[str, list[Range]]]:
    """The runs of pieces of one length that each open with a verb; the first and the last are cut to that length."""
    length = row[1][1] - row[1][0]
    if length < _MANY:
        return
    run: list[Range] = []
    for number, (start, end) in enumerate(row):
        begin = end - length if number == 0 else start
        whole = begin + length == end or (number == len(row) - 1 and text.startswith("的", begin + length))
        if begin >= start and whole and _verb().match(text, begin):
            run.append((begin, begin + length))
        elif len(run) >= _LEAST:
            break
        else:
            run = []
    phrases = [text[a:b] for a, b in run]
    if len(run) >= _LEAST and len({p[:2] for p in phrases}) == len(run) and all(map(_PHRASE.fullmatch, phrases)):
        yield "parallel.phrases.verbs", run
