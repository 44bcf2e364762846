"""Figures over all the project's own documents and curated decks: what any of them becomes is fit to be learnt."""

from __future__ import annotations

import statistics
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from quizgen import pipeline
from quizgen.cards import cards
from quizgen.cards.checks import all_passed
from quizgen.cards.faces import GAP
from quizgen.cards.keys import skeleton
from quizgen.model import Card, Deck, Line, Note
from quizgen.pipeline import Work
from quizgen.text.words import fastest, part_edges, words

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(str(p) for p in (ROOT / "examples").iterdir() if p.suffix in (".txt", ".md", ".docx"))
DECKS = sorted(str(p.parent) for p in (ROOT / "decks").glob("*/deck.toml"))

MEDIAN_FRONT, LONG_FRONT = 60, 140
MEDIAN_ANSWER = range(4, 13)

over_all = pytest.mark.parametrize("path", [*DOCUMENTS, *DECKS], ids=lambda path: Path(path).name)


@cache
def deck(path: str) -> Deck:
    (work,) = (one for one in pipeline.works([path]) if isinstance(one, Work))
    return work.deck


def all_cards(path: str) -> list[tuple[Note, Card]]:
    return [(note, card) for note in deck(path).notes for card in cards(note)]


def halved(line: Line) -> list[str]:
    """The answers on ``line`` that begin or end inside a word."""
    bounds, at = [], 0
    for segment in line.segments:
        bounds.append((segment, at, at + len(segment.text)))
        at += len(segment.text)
    return [s.text for s, start, end in bounds if s.blank and any(inside(line.text, e) for e in (start, end))]


def inside(text: str, at: int) -> bool:
    """Whether ``at`` halves a word: one of up to three characters, or the words that an idiom is made of."""
    start = 0
    for word in words(text):
        if start < at < start + len(word):
            return len(word) < 4 or (at not in part_edges(text) and fastest().has(text[at - 1 : at + 1]))
        start += len(word)
    return False


def test_a_halved_word_is_seen() -> None:
    assert inside("水利是命脉", 1) and not inside("水利是命脉", 2)
    assert inside("多行不义必自毙", 3) and not inside("多行不义必自毙", 4)


@over_all
def test_no_card_shows_its_answer(path: str) -> None:
    assert all_passed(deck(path))
    for note, card in all_cards(path):
        answer = skeleton(card.answer)
        shown = [skeleton(piece) for piece in card.front.replace("\n", GAP).split(GAP)]
        assert note.kind == "recite" or len(answer) < 2 or not any(answer in piece for piece in shown), card


@over_all
def test_no_two_cards_have_one_front_and_two_answers(path: str) -> None:
    by_front: dict[str, set[str]] = defaultdict(set)
    for _, card in all_cards(path):
        by_front["".join(card.front.split())].add(card.answer)
    assert [front for front, answers in by_front.items() if len(answers) > 1] == []


@over_all
def test_fronts_are_short(path: str) -> None:
    lengths = sorted(len(card.front) for _, card in all_cards(path))
    assert statistics.median(lengths) <= MEDIAN_FRONT
    assert lengths[int(0.95 * len(lengths))] <= LONG_FRONT


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: Path(path).name)
def test_answers_of_documents_are_neither_scraps_nor_paragraphs(path: str) -> None:
    assert round(statistics.median(len(skeleton(card.answer)) for _, card in all_cards(path))) in MEDIAN_ANSWER


@over_all
def test_no_answer_is_half_a_word(path: str) -> None:
    lines = (line for note in deck(path).notes for line in note.lines if line.role != "by")
    assert [halves for line in lines if (halves := halved(line))] == []
