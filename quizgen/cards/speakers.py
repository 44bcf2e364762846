"""Who said it, as a card can say it: a name whole and without the verb behind it, or nobody."""

from __future__ import annotations

from functools import cache

from quizgen.cards.keys import skeleton
from quizgen.cards.wordlists import word_lists
from quizgen.data import load
from quizgen.model import Document, Saying, Span
from quizgen.text.words import word_edges, words

LONGEST_PLAIN_NAME = 3
"""A longer name that nobody vouches for is looked at for verbs: 实行王道."""

LEAST_WITH_VERB = 2
LONGEST_WORD = 4
_AHEAD = 6


def with_speaker(document: Document, saying: Saying) -> Saying:
    """``saying`` by somebody who can be named, or by nobody: 诗人元好｜问 is 诗人元好问, 甘守三尺｜讲台 is no man."""
    if saying.speaker is None or _is_known(saying.speaker):
        return saying
    name = saying.speaker if is_name(saying.speaker) else ""
    if name and saying.speaker_span is not None:
        name = _whole(document.blocks[saying.speaker_span.block].text, saying.speaker_span, name)
    return saying.model_copy(update={"speaker": _without_verb(name) or None})


def _whole(text: str, span: Span, name: str) -> str:
    """``name`` with the rest of its last word; nothing where a word begins behind it that only looks like a verb."""
    around = text[span.start : span.end + _AHEAD]
    length = span.end - span.start
    edges = word_edges(around)
    if length > 1 and length not in edges:
        start, end = max(e for e in edges if e < length), min(e for e in edges if e > length)
        return around[:end] if end - start <= LONGEST_WORD and around[start:end] not in _verbs() else name
    behind = next(iter(words(text[span.end : span.end + _AHEAD])), "")
    is_other = len(behind) > 1 and behind[0] in _verbs() and behind not in _verbs()
    return "" if is_other else name


def _without_verb(name: str) -> str:
    """``name`` without a verb of one character that the text goes on with: 毛主席问, 夏扶前."""
    while len(name) > LEAST_WITH_VERB and name[-1] in word_lists().name_verbs and not _is_known(name):
        name = name[:-1]
    return name


def is_name(name: str) -> bool:
    """Whether ``name`` can name somebody: 不仅是要形式上承继周公 does not."""
    lists = word_lists()
    if not skeleton(name) or name in lists.adverbs | lists.no_names:
        return False
    if _is_known(name) or len(name) <= LONGEST_PLAIN_NAME:
        return True
    return not any(word in lists.adverbs | lists.verbs | lists.predicates | lists.no_names for word in words(name))


def _is_known(name: str) -> bool:
    return name.endswith(_people())


@cache
def _people() -> tuple[str, ...]:
    return tuple(load("speech")["people"])


@cache
def _verbs() -> frozenset[str]:
    return frozenset(load("speech")["strong"])
