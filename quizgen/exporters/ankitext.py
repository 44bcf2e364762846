"""Anki's text format: one row for each note, under header lines that say what the columns are.

Anki compares the content of each row with the note of that GUID, so rows that did not change update nothing. The note
type has to be in the collection already; one import of any ``.apkg`` from quizgen brings it.
"""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path
from typing import BinaryIO, ClassVar

from quizgen.errors import OutputError
from quizgen.exporters import Exporter, Written, anki
from quizgen.exporters.anki import Predecessor, Stored
from quizgen.exporters.files import write_whole
from quizgen.model import Deck

_GUID_COLUMN = "#guid column:"
_BOOK = "#quizgen-state "
_NOTICE = "# quizgen：请先导入任一 quizgen {how}生成的 .apkg，使笔记类型「{name}」存在，否则 Anki 会套用别的类型。"


class AnkiTextExporter(Exporter):
    """Writes ``.txt`` for Anki's File > Import."""

    suffix: ClassVar[str] = ".txt"
    media_type: ClassVar[str] = "text/tab-separated-values"

    def previous(self, path: Path) -> Deck | None:
        """The notes of the file at ``path``, those it lost since among them."""
        before = read_text(path)
        return before.deck() if before else None

    def write(self, deck: Deck, target: Path | BinaryIO) -> Written:
        """Write ``deck``, carrying on from the file at ``target`` if that is a path."""
        before = anki.succeeded(deck, read_text(target)) if isinstance(target, Path) else None
        data = text(deck, before).encode("utf-8")
        if isinstance(target, Path):
            write_whole(target, data)
        else:
            target.write(data)
        return anki.compared(deck, before)


def text(deck: Deck, before: Predecessor | None = None) -> str:
    """The whole file: the same for the same deck and predecessor."""
    buffer = io.StringIO()
    buffer.writelines(f"{line}\n" for line in _header(deck, before))
    rows = csv.writer(buffer, delimiter="\t", lineterminator="\n")
    rows.writerows((*anki.fields_of(note), anki.guid_of(note), " ".join(anki.tags_of(note))) for note in deck.notes)
    return buffer.getvalue()


def _header(deck: Deck, before: Predecessor | None) -> tuple[str, ...]:
    book = json.dumps(anki.book_to_json(deck, anki.retired_notes(deck, before)))
    # all notes of a deck are of one type, since the whole deck has one look
    of = next(map(anki.note_type, deck.notes), anki.PLAIN)
    return (
        "#separator:tab",
        "#html:true",
        f"#notetype:{of.name}",
        f"#deck:{anki.deck_name(deck)}",
        f"{_GUID_COLUMN}{len(of.fields) + 1}",
        f"#tags column:{len(of.fields) + 2}",
        "#columns:" + "\t".join((*of.fields, "GUID", "Tags")),
        _NOTICE.format(name=of.name, how="--typing " if of is anki.TYPING else ""),
        _BOOK + book,
    )


def read_text(path: Path) -> Predecessor | None:
    """What stands at ``path``: ``None`` for nothing or an empty file, :class:`OutputError` for somebody else's."""
    try:
        # a name that is too long is no file for os.path, where a Path raises; what is wrong shows when it is written
        if not os.path.isfile(path) or path.stat().st_size == 0:  # noqa: PTH113
            return None
        before = _predecessor(path.read_text("utf-8-sig"))
        before.deck()  # a state that cannot be read has to show before anything is written
    except PermissionError as error:
        raise OutputError(str(path), "the file that stands there cannot be read", "change its permissions") from error
    except (OSError, ValueError, LookupError, TypeError, csv.Error) as error:
        what = "is not a text file that quizgen wrote, so it is left alone"
        raise OutputError(str(path), what, "choose another output or move the file away") from error
    return before


def _predecessor(content: str) -> Predecessor:
    lines = content.split("\n")
    header = [line.rstrip("\r") for line in lines if line.startswith("#")]
    book = next(line for line in [*header, _BOOK + "null"] if line.startswith(_BOOK))
    document, retired = anki.book_from_json(json.loads(book.removeprefix(_BOOK)))
    name = next(line for line in header if line.startswith("#deck:")).removeprefix("#deck:")
    guid = int(next(line for line in header if line.startswith(_GUID_COLUMN)).removeprefix(_GUID_COLUMN)) - 1
    rows = csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t")
    notes = tuple(Stored(row[guid], tuple(row[:guid]), tuple(row[guid + 1].split())) for row in rows if row)
    return Predecessor(document, name, notes, retired)
