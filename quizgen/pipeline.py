"""The whole flow: files → documents → findings → notes → a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from quizgen import detectors, glossary, readers
from quizgen.model import Document, Finding


def read(path: str) -> Document:
    """Read one document; ``-`` is standard input. Raises ``InputError``."""
    return readers.read(path)


def extract(document: Document) -> list[Finding]:
    """What a learner of ``document`` has to know by heart, in document order."""
    return detectors.find(document, _glossary())


@cache
def _glossary() -> glossary.Glossary:
    return glossary.load()
