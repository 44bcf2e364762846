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


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(rf"(?:{cues.verbs('reporting').pattern})[，：](?![“「『‘])")


def detect(view: View) -> Iterator[Saying]:
    """Every sentence in which somebody named says something without quotation marks."""
    names: frozenset[str] | None = None
    for reading in view.readings:
        if reading.block.kind in ("heading", "table") or not _verb().search(reading.text):
            continue
        names = speakers.known_names(view) if names is None else names
        for start, end in reading.sentences:
            if end - start <= LONGEST_SENTENCE:
                yield from _reported(view, reading, start, end, names)


def _reported(view: View, reading: Reading, start: int, end: int, names: frozenset[str]) -> Iterator[Saying]:
    verb = _verb().search(reading.text, start, end)
    if verb is None:
        return
    words = clauses.trim(reading.text, verb.end(), end)
    who = speakers.attribution(reading.text, start, verb.start(), names)
    if who.speaker and words[1] - words[0] >= _LEAST:
        yield cues.saying(view, [(reading.index, *words)], Cue("reported", reading.index, who), {})
