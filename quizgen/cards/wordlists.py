"""The words that decide what a card asks, from ``quizgen/data/cards.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from quizgen.data import load

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class WordLists:
    """The lists of the data file, which says what each is for."""

    adverbs: Words
    prepositions: Words
    verbs: Words
    hanging: Words
    empty: Words
    copulas: Words
    hinges: Words
    openers: Words
    indefinite_nouns: Words
    vague_speakers: Words
    vague_openings: Words
    honorifics: Words


@cache
def word_lists() -> WordLists:
    """The lists, read once; nobody changes them."""
    data = load("cards")
    label, speaker = data["label"], data["speaker"]
    return WordLists(
        **{name: frozenset(text.split()) for name, text in data.items() if isinstance(text, str)},
        indefinite_nouns=frozenset(label["indefinite"].split()),
        vague_speakers=frozenset(speaker["vague"].split()),
        vague_openings=frozenset(speaker["vague_opening"].split()),
        honorifics=frozenset(speaker["honorifics"].split()),
    )
