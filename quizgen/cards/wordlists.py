"""The words that decide what a card asks, from ``quizgen/data/cards.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from quizgen.data import load

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Pair:
    """How an item of two halves is put (既…又…), and which half is asked."""

    opener: str
    joint: str
    asked: str


@dataclass(frozen=True, slots=True)
class WordLists:
    """The lists of the data file, which says what each is for."""

    adverbs: Words
    prepositions: Words
    verbs: Words
    predicates: Words
    second_verbs: Words
    hanging: Words
    empty: Words
    copulas: Words
    hinges: Words
    denials: Words
    joints: Words
    openers: Words
    fields: Words
    field_heads: Words
    announcing_ends: Words
    expounds: Words
    prefixes: Words
    term_openings: Words
    locatives: Words
    views: Words
    when_ends: Words
    adverbial_openings: Words
    adverbial_ends: Words
    leading_up: Words
    quantifiers: Words
    pronouns: Words
    moods: Words
    thin: Words
    particles: Words
    obvious: Words
    vague: Words
    vague_of: Words
    generic: Words
    chapters: Words
    generic_before: Words
    catch_all: Words
    part_titles: Words
    text_kinds: Words
    indefinite_nouns: Words
    unasked_nouns: Words
    unasked_measures: Words
    vague_speakers: Words
    vague_openings: Words
    known_titles: Words
    honorifics: Words
    no_names: Words
    name_verbs: Words
    self_words: Words
    self_opening: Words
    address: Words
    rhetorical: Words
    opposites: tuple[frozenset[str], ...]
    pairs: tuple[Pair, ...]


@cache
def word_lists() -> WordLists:
    """The lists, read once; nobody changes them."""
    data = load("cards")
    label, speaker, talk = data["label"], data["speaker"], data["talk"]
    return WordLists(
        **{name: frozenset(text.split()) for name, text in data.items() if isinstance(text, str)},
        indefinite_nouns=frozenset(label["indefinite"].split()),
        unasked_measures=frozenset(label["unasked_measure"].split()),
        unasked_nouns=frozenset(label["unasked"].split()),
        vague_speakers=frozenset(speaker["vague"].split()),
        vague_openings=frozenset(speaker["vague_opening"].split()),
        known_titles=frozenset(speaker["known_title"].split()),
        honorifics=frozenset(speaker["honorifics"].split()),
        name_verbs=frozenset(speaker["name_verb"].split()),
        no_names=frozenset(speaker["no_name"].split()),
        **{name: frozenset(text.split()) for name, text in talk.items()},
        opposites=tuple(frozenset(pair) for pair in data["opposites"]),
        pairs=tuple(Pair(**pair) for pair in data["pair"]),
    )
