"""From a deck to paper: what a sheet writer is, and which one writes which ending.

Deck ──items──▶ Items ──layouts──▶ Sheets ──writers──▶ .pdf .html .docx .md
"""

from __future__ import annotations

import importlib
from abc import ABC, abstractmethod
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from quizgen.errors import UsageError
from quizgen.model import Value
from quizgen.sheets.model import Sheet

_WRITERS = {
    ".pdf": "quizgen.sheets.typst:PdfWriter",
    ".html": "quizgen.sheets.html:HtmlWriter",
    ".docx": "quizgen.sheets.docx:DocxWriter",
    ".md": "quizgen.sheets.markdown:MarkdownWriter",
}
"""Endings and where their writers live; they are imported on first use, since each brings its own libraries."""


class Rendered(Value):
    """A sheet in a file format.

    ``pages`` is 0 where the format knows none. ``lacking`` are the characters that no font at hand can draw, each
    once, in code point order; ``notes`` what else a person has to be told, a line each in English.
    """

    data: bytes
    pages: int = 0
    lacking: str = ""
    notes: tuple[str, ...] = ()


class Writer(ABC):
    """Draws sheets in one format: a pure function with a name; ``paged`` if the pages are settled here."""

    suffix: ClassVar[str]
    media_type: ClassVar[str]
    paged: ClassVar[bool] = False

    @abstractmethod
    def render(self, sheet: Sheet) -> Rendered:
        """The whole file; the same bytes for the same sheet."""


def suffixes() -> tuple[str, ...]:
    """The endings that sheets can be written in."""
    return tuple(_WRITERS)


def writer_for(path: Path | str) -> Writer:
    """The writer for the ending of ``path``; :class:`UsageError` where there is none."""
    suffix = Path(path).suffix.lower()
    if suffix not in _WRITERS:
        what = f"no sheet ends in {suffix}" if suffix else "the name has no ending, so its format is unknown"
        raise UsageError(str(path), what, f"use one of {' '.join(_WRITERS)}")
    module, _, name = _WRITERS[suffix].partition(":")
    writer = getattr(importlib.import_module(module), name)()
    assert isinstance(writer, Writer)
    return writer


def render(files: Iterable[tuple[str, Sheet]], path: Path) -> list[tuple[Path, Rendered]]:
    """Every file of a sheet for ``path``; what a name ends in (``-A``, ``-答案``) comes before the ending."""
    writer = writer_for(path)
    return [(path.with_name(path.stem + end + path.suffix), writer.render(sheet)) for end, sheet in files]


def pictures(files: Iterable[tuple[str, Sheet]], path: Path) -> list[tuple[Path, bytes]]:
    """A picture of every page, as it would be in a PDF, with where it goes: ``X-1.png``, ``X-答案-1.png``."""
    from quizgen.sheets import typst

    return [
        (path.with_name(f"{path.stem}{end}-{number}.png"), data)
        for end, sheet in files
        for number, data in enumerate(typst.pictures(sheet), start=1)
    ]
