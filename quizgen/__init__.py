"""Turn a Chinese document into study material: what it has to be known by heart, as cloze cards.

    import quizgen

    document = quizgen.read("讲话.docx")
    findings = quizgen.extract(document)
    deck = quizgen.make_cards(document, findings)
    quizgen.write(deck, "讲话.apkg")

Everything between ``read`` and ``write`` is a pure function of immutable values that serialise to JSON and back.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizgen.errors import InputError, NothingFoundError, OutputError, QuizgenError, UsageError
    from quizgen.model import (
        Block,
        Card,
        Deck,
        Document,
        Finding,
        Formulation,
        KnownSaying,
        KnownSet,
        Member,
        Note,
        Problem,
        Saying,
        Span,
    )
    from quizgen.pipeline import extract, make_cards, read, write

__version__ = "0.1.0"

_HOMES = {
    "quizgen.pipeline": ("read", "extract", "make_cards", "write"),
    "quizgen.model": (
        *("Document", "Block", "Span", "Finding", "Formulation", "Member", "Saying", "KnownSet", "KnownSaying"),
        *("Note", "Card", "Deck", "Problem"),
    ),
    "quizgen.errors": ("QuizgenError", "InputError", "OutputError", "UsageError", "NothingFoundError"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Block",
    "Card",
    "Deck",
    "Document",
    "Finding",
    "Formulation",
    "InputError",
    "KnownSaying",
    "KnownSet",
    "Member",
    "Note",
    "NothingFoundError",
    "OutputError",
    "Problem",
    "QuizgenError",
    "Saying",
    "Span",
    "UsageError",
    "extract",
    "make_cards",
    "read",
    "write",
]


def __getattr__(name: str) -> object:
    """Import a public name on first use, so that ``quizgen --help`` does not wait for what it does not need."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOME[name]), name)
