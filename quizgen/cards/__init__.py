"""From findings to notes: what to blank, what to show, and the check of every card.

findings ──batches──▶ notes ──identity──▶ known notes ──decisions, selection──▶ Deck (and what was left out, and why)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quizgen.cards import batches
from quizgen.cards.faces import cards
from quizgen.model import Deck, Document, Finding, KnownSaying, KnownSet

__all__ = ["cards", "cards_of_known", "make_cards"]


def make_cards(document: Document, findings: Sequence[Finding]) -> Deck:
    """The deck of one document: its findings, in their order, as notes that passed every check."""
    return batches.deck_of(batches.of_document(document, findings))


def cards_of_known(
    sets: Iterable[KnownSet],
    sayings: Iterable[KnownSaying],
    *,
    title: str,
    identity: str,
    description: str = "",
    tags: Sequence[str] = (),
) -> Deck:
    """The deck of a curated collection: its sets, then its sayings."""
    batch = batches.of_known(sets, sayings, title=title, identity=identity, description=description, tags=tags)
    return batches.deck_of(batch)
