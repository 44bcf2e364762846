"""Speech that a text reports without quotation marks: X强调，要…。; X在《…》中指出：…。

Nobody can tell where the speaker's own words end, so few readers want such a card: the rule's confidence is under the
default threshold, and a user who lowers it sees what was said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from quizgen.detectors import cues, speakers
from quizgen.detectors.cues import Cue
from quizgen.detectors.view import LONGEST_SENTENCE, Reading, View
from quizgen.model import Saying
from quizgen.text import clauses

_LEAST = 8  # characters that somebody says
_MARK = re.compile("[，：](?![“「『‘])")


@cache
def _verbs() -> tuple[str, ...]:
    return tuple(sorted(speakers.words("reporting"), key=lambda verb: (-len(verb), verb)))


def detect(view: View) -> Iterator[Saying]:
    """Every sentence in which somebody named says something without quotation marks."""
    names: frozenset[str] | None = None
    for reading in view.readings:
        if reading.block.kind in ("heading", "table"):
            continue
        for verb, mark in _verbs_before_marks(reading):
            names = speakers.known_names(view) if names is None else names
            yield from _reported(view, reading, verb, mark, names)


def _verbs_before_marks(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where the first verb of saying of a sentence begins, and where its colon or comma stands."""
    done = 0
    for mark in _MARK.finditer(reading.text):
        at = mark.start()
        if at >= done and reading.text.endswith(_verbs(), 0, at):
            start, done = reading.sentence(at)
            verb = next((at - len(v) for v in _verbs() if reading.text.endswith(v, start, at)), start)
            if start < verb and done - start <= LONGEST_SENTENCE:
                yield verb, at


def _reported(view: View, reading: Reading, verb: int, mark: int, names: frozenset[str]) -> Iterator[Saying]:
    start, end = reading.sentence(mark)
    words = clauses.trim(reading.text, mark + 1, end)
    who = speakers.attribution(reading.text, start, verb, names)
    if who.speaker and words[1] - words[0] >= _LEAST:
        yield cues.saying(view, [(reading.index, *words)], Cue("reported", reading.index, who), {})
