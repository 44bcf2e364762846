"""Sayings that are talk: what people of a story, a letter or a report say to each other, and nobody learns by heart.

王曰：“善。”; a letter to a friend; a question that another saying answers. A text in which most people speak of
themselves is a story: of its speeches those sentences are kept that are parallel and speak of nobody there
(士為知己者死，女為悅己者容), of other texts all but questions and the plain prose of people whom not everybody knows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby

from quizgen.cards.checks import dropped
from quizgen.cards.keys import formulation_key, saying_key, skeleton
from quizgen.cards.wordlists import word_lists
from quizgen.data import load
from quizgen.model import DroppedCard, Finding, Formulation, Saying, Span
from quizgen.text.clauses import sentences

LEAST_TOLD, STORY = 6, 0.4
"""A text with so many speeches, so large a share of them of the speakers themselves, is a story."""

LONGEST_PLAIN = 60
"""Letters up to which prose is learnt as somebody's words, whoever that is."""

LONGEST_OWN = 20
"""Letters up to which somebody's words of himself are learnt: 我扑在书上…"""

PARALLEL = 0.6
LEAST_VERSE, LEAST_SPOKEN_VERSE = 5, 7
"""Letters from which two clauses of one length are verses even where they share none; in a speech it takes more."""

LEAST_TOLD_BY_ONE = 3
"""Somebody whose name is one letter is known by it where he speaks so often."""

_CLAUSE_END = re.compile(r"[，,；;。！!？?：:\n—…]+")
_OPENS = "，。；：！？、,;:!?“‘「『"
_ASKS = re.compile(r"[？?][”’」』）]*\s*$")


def without_talk(findings: Sequence[Finding]) -> tuple[list[Finding], list[DroppedCard]]:
    """``findings`` with what of their sayings is worth learning, and those of which nothing is."""
    sayings = [finding for finding in findings if isinstance(finding, Saying)]
    people = _people(sayings)
    story = is_story(sayings, people)
    kept: list[Finding] = []
    fallen: list[DroppedCard] = []
    spoken = [saying.spans[0] for saying in sayings] if story else []
    for finding in findings:
        if not isinstance(finding, Saying):
            if _is_spoken(finding, spoken):
                fallen.append(dropped(formulation_key(finding), "", "list.talk", "what somebody in a story lists"))
            else:
                kept.append(finding)
        elif words := _worth(finding, people, story):
            kept.append(finding if words == finding.quote else finding.model_copy(update={"quote": words}))
        else:
            reason = "people speak to each other, and nobody learns it by heart"
            fallen.append(dropped(saying_key(finding), "", "saying.talk", reason))
    return kept, fallen


def _is_spoken(formulation: Formulation, spoken: Sequence[Span]) -> bool:
    """Whether a list without a name stands in somebody's speech."""
    at = formulation.at
    inside = any(one.block == at.block and one.start <= at.start < one.end for one in spoken)
    return formulation.form == "parallel" and not formulation.label and inside


def _people(sayings: Iterable[Saying]) -> frozenset[str]:
    """Those who speak in a text and are not quoted from a book."""
    times = Counter(saying.speaker for saying in sayings if saying.speaker and not saying.source)
    return frozenset(name for name, count in times.items() if len(name) > 1 or count >= LEAST_TOLD_BY_ONE)


def is_story(sayings: Iterable[Saying], people: frozenset[str]) -> bool:
    """Whether those who speak in a text mostly speak of themselves and to each other."""
    told = [saying for saying in sayings if not saying.source]
    own = sum(_is_personal(saying.quote, people) or _only_asks(saying.quote) for saying in told)
    return len(told) >= LEAST_TOLD and own >= STORY * len(told)


def _worth(saying: Saying, people: frozenset[str], story: bool) -> str:
    """The words of ``saying`` that are learnt by heart, or nothing."""
    quote = saying.quote
    book = bool(saying.source) and (saying.source or "").startswith("《")
    verse = LEAST_SPOKEN_VERSE if story and not book else LEAST_VERSE
    if is_parallel(quote, verse) and not (story and not book and _is_personal(quote, people)):
        return quote
    if _only_asks(quote):
        return ""
    if book:
        return quote
    if story:
        return _maxims(quote, people)
    if _is_known(saying.speaker):
        return quote
    longest = LONGEST_OWN if _speaks_of_himself(quote) else LONGEST_PLAIN
    return quote if len(skeleton(quote)) <= longest else ""


def _maxims(quote: str, people: frozenset[str]) -> str:
    """The longest run of sentences of ``quote`` that are parallel and speak of nobody there."""
    text = [quote[start:end] for start, end in sentences(quote)]
    runs = groupby(text, key=lambda one: is_parallel(one, LEAST_SPOKEN_VERSE) and not _is_personal(one, people))
    return max(("".join(run).strip() for good, run in runs if good), key=len, default="")


def is_parallel(text: str, verse: int = LEAST_VERSE) -> bool:
    """Whether most of ``text`` are clauses made alike, next to each other or by turns; see ``LEAST_VERSE``."""
    clauses = [clause for piece in _CLAUSE_END.split(text) if (clause := skeleton(piece))]
    alike = set()
    for gap in (1, 2):
        for place, (one, two) in enumerate(zip(clauses, clauses[gap:], strict=False)):
            if (gap == 2 and one == two) or _match(one, two, verse):
                alike |= {place, place + gap}
    return sum(len(clauses[place]) for place in alike) >= PARALLEL * sum(map(len, clauses)) > 0


def _match(one: str, two: str, verse: int) -> bool:
    """Whether two clauses are made alike: of one length with a word in one place, or long enough to be verses."""
    shared = sum(a == b for a, b in zip(one, two, strict=False))
    if len(one) == len(two) >= 3:
        return one != two and (shared > 0 or len(one) >= verse)
    ends = sum(a == b for a, b in zip(reversed(one), reversed(two), strict=False))
    return min(len(one), len(two)) >= 4 and abs(len(one) - len(two)) <= 2 and max(shared, ends) >= 2


def _is_personal(text: str, people: frozenset[str]) -> bool:
    """Whether ``text`` speaks of who says it, to somebody, or of one of ``people``."""
    return _speaks_of_himself(text) or _others().search(text) is not None or any(name in text for name in people)


def _speaks_of_himself(text: str) -> bool:
    return _myself().search(text) is not None


def _only_asks(text: str) -> bool:
    """Whether ``text`` is a question, and no assertion in the form of one: 不亦说乎？"""
    return bool(_ASKS.search(text)) and not any(mark in text for mark in word_lists().rhetorical)


def _is_known(speaker: str | None) -> bool:
    return bool(speaker) and any(name in (speaker or "") for name in load("speech")["people"])


@cache
def _myself() -> re.Pattern[str]:
    lists = word_lists()
    opening = f"(?:^|(?<=[{_OPENS}]))(?:{_either(lists.self_opening)})"
    return re.compile(f"{opening}|{_either(lists.self_words)}|我(?!们|国|党|省|市|县|军|将无我)")


@cache
def _others() -> re.Pattern[str]:
    return re.compile(f"{_either(word_lists().address)}|[你您她](?!们)|(?<!其)他(?![们人国方乡])")


def _either(words: frozenset[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))
