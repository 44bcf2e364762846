"""From a deck to a file: what an exporter is, and which one writes which ending."""

from __future__ import annotations

import importlib
from abc import ABC, abstractmethod
from pathlib import Path
from typing import BinaryIO, ClassVar

from quizgen.errors import UsageError
from quizgen.model import Deck, Value

_EXPORTERS = {
    ".apkg": "quizgen.exporters.apkg:ApkgExporter",
    ".txt": "quizgen.exporters.ankitext:AnkiTextExporter",
}
"""Endings and where their exporters live; they are imported on first use, since each brings its own libraries."""


class Written(Value):
    """What became of each note, by key, compared with the file that stood there before.

    ``removed`` are notes that are no longer in the file, ``gaps`` the blanks that their notes lost (key and
    number), ``twins`` those that gave way to their twin with or without typing: none of them leaves a learner's
    collection by itself.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    gaps: tuple[tuple[str, int], ...] = ()
    twins: tuple[str, ...] = ()


class Exporter(ABC):
    """Writes decks in one format."""

    suffix: ClassVar[str]
    media_type: ClassVar[str]

    @abstractmethod
    def write(self, deck: Deck, target: Path | BinaryIO) -> Written:
        """Write ``deck`` whole or not at all; a path that cannot be written is an ``OutputError``."""

    def previous(self, path: Path) -> Deck | None:
        """The notes of the file at ``path`` as far as identity needs them, those it lost since among them.

        ``None``: nothing stands there, or the format keeps no identity. A file that is not quizgen's own is an
        ``OutputError``, so that nobody's work is written over.
        """
        return None


def suffixes() -> tuple[str, ...]:
    """The endings that quizgen can write."""
    return tuple(_EXPORTERS)


def exporter_for(path: Path | str) -> Exporter:
    """The exporter for the ending of ``path``; :class:`UsageError` where there is none."""
    suffix = Path(path).suffix.lower()
    if suffix not in _EXPORTERS:
        what = f"no format ends in {suffix}" if suffix else "the name has no ending, so its format is unknown"
        raise UsageError(str(path), what, f"use one of {' '.join(_EXPORTERS)}")
    module, _, name = _EXPORTERS[suffix].partition(":")
    exporter = getattr(importlib.import_module(module), name)()
    assert isinstance(exporter, Exporter)
    return exporter
