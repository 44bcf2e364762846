"""Anki packages, made so that importing a newer one updates what changed and touches nothing else.

Measured on Anki's importer: a note is taken over only if its ``mod`` is newer than the learner's, and then replaces
text, tags and all; a card keeps its schedule as long as GUID and cloze number stay. So a note that did not change
keeps the ``mod`` that it had, and the package that stands at the output path is where that is known from.
"""

from __future__ import annotations

import io
import itertools
import json
import os
import sqlite3
import time
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import BinaryIO, ClassVar

import genanki

from quizgen.errors import OutputError
from quizgen.exporters import Exporter, Written, anki
from quizgen.exporters.anki import NoteType, Predecessor, Stored
from quizgen.exporters.files import write_whole
from quizgen.exporters.html import asked_blanks
from quizgen.model import Deck, Note

_COLLECTION = "collection.anki2"
_BOOK = "quizgen"
"""The entry of the collection's own settings that holds our state; Anki imports none of those settings."""
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_LARGEST = 1 << 30
_IN_DOCUMENT_ORDER = """
    SELECT guid, flds, tags, mod, id FROM notes JOIN (SELECT nid, min(due) AS place FROM cards GROUP BY nid) ON nid = id
    ORDER BY place, id
"""


class ApkgExporter(Exporter):
    """Writes ``.apkg`` in the form that every Anki since 2.1 reads."""

    suffix: ClassVar[str] = ".apkg"
    media_type: ClassVar[str] = "application/vnd.anki"

    def previous(self, path: Path) -> Deck | None:
        """The notes of the package at ``path``, those it lost since among them."""
        before = read_package(path)
        return before.deck() if before else None

    def write(self, deck: Deck, target: Path | BinaryIO) -> Written:
        """Write ``deck``, carrying on from the package at ``target`` if that is a path."""
        before = anki.succeeded(deck, read_package(target)) if isinstance(target, Path) else None
        data = package(deck, before, now())
        if isinstance(target, Path):
            write_whole(target, data)
        else:
            target.write(data)
        return anki.compared(deck, before)


class _NoteType(genanki.Model):  # type: ignore[misc]  # genanki ships no types
    """A note type with a ``mod`` of its own."""

    def __init__(self, of: NoteType) -> None:
        front, back, style = of.templates()
        template = {"name": of.template_name, "id": of.template_id, "qfmt": front, "afmt": back}
        super().__init__(of.id, of.name, of.field_settings(), [template], style, genanki.Model.CLOZE)
        self._mod = of.mod

    def to_json(self, timestamp: float, deck_id: int) -> object:
        return super().to_json(self._mod, deck_id)


class _Note(genanki.Note):  # type: ignore[misc]  # genanki ships no types
    """A note that knows its own ``mod``, ids and cards."""

    def __init__(self, note: Note, note_type: _NoteType, due: int, mod: int, ids: Iterator[int]) -> None:
        fields = list(anki.fields_of(note))
        super().__init__(note_type, fields, tags=anki.tags_of(note), guid=anki.guid_of(note), due=due)
        self._ordinals = ordinals(note)
        self._mod = mod
        self._ids = ids

    @property
    def cards(self) -> list[genanki.Card]:
        """One card for each number; genanki's own search for clozes misses some that Anki finds."""
        return [genanki.Card(ordinal) for ordinal in self._ordinals]

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, deck_id: int, id_gen: Iterator[int]) -> None:
        super().write_to_db(cursor, self._mod, deck_id, self._ids)

    def _check_invalid_html_tags_in_fields(self) -> None:
        """Nothing: the markup is our own, and the check takes quadratic time."""


def ordinals(note: Note) -> list[int]:
    """Anki's numbers of the cards of ``note``, counted from 0."""
    return sorted(number - 1 for number in asked_blanks(note).values())


def now() -> int:
    """The time to stamp changed notes with; builds that have to be repeatable say it in SOURCE_DATE_EPOCH."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(epoch) if epoch.isdecimal() else int(time.time())


def package(deck: Deck, before: Predecessor | None, moment: int) -> bytes:
    """The bytes of the package: the same for the same deck, predecessor and moment.

    If nothing changed since ``before``, they are the same at any moment.
    """
    connection = sqlite3.connect(":memory:")
    with closing(connection):
        genanki.Package(_deck(deck, before, moment)).write_to_db(connection.cursor(), moment, itertools.count(1))
        book = {_BOOK: anki.book_to_json(deck, anki.retired_notes(deck, before))}
        settings = json.loads(connection.execute("SELECT conf FROM col").fetchone()[0])
        connection.execute("UPDATE col SET conf = ?", (json.dumps(settings | book),))
        connection.commit()
        return _zipped({_COLLECTION: connection.serialize(), "media": b"{}"})


def _deck(deck: Deck, before: Predecessor | None, moment: int) -> genanki.Deck:
    made = genanki.Deck(anki.deck_number(deck), anki.deck_name(deck), anki.description(deck))
    old = {stored.guid: stored for stored in before.notes} if before else {}
    fresh = _fresh_ids(old, moment)
    note_types = {of.id: _NoteType(of) for of in dict.fromkeys(map(anki.note_type, deck.notes))}
    for place, note in enumerate(deck.notes):
        known, twin = old.get(anki.guid_of(note)), anki.twin(note, old)
        # a learner may have an older version of this note from before its twin stood here
        mod = _mod(note, known, max(moment - place % 2, twin.mod + 1) if twin else moment - place % 2)
        made.add_note(_Note(note, note_types[anki.note_type(note).id], place + 1, mod, _ids(note, known, fresh)))
    return made


def _mod(note: Note, old: Stored | None, moment: int) -> int:
    """When the note last changed; always later than the version that a learner may have.

    The caller makes every other note a second older than the rest: a package whose notes all have one ``mod`` looks
    like one that stamps them anew at every build, and that is how tools (and people) tell such packages.
    """
    if old is None:
        return moment
    unchanged = (anki.fields_of(note), anki.tags_of(note)) == (old.fields, old.tags)
    return old.mod if unchanged else max(moment, old.mod + 1)


def _fresh_ids(old: Mapping[str, Stored], moment: int) -> Iterator[int]:
    """Ids for what is new. Anki reads them as the time of creation in milliseconds (``added:1`` finds them)."""
    taken = [number for stored in old.values() for number in (stored.id, *stored.cards.values())]
    return itertools.count(max([moment * 1000, *(number + 1 for number in taken)]))


def _ids(note: Note, old: Stored | None, fresh: Iterator[int]) -> Iterator[int]:
    """The id of the note and those of its cards: what was there before keeps its own."""
    yield old.id if old else next(fresh)
    for ordinal in ordinals(note):
        known = old.cards.get(ordinal) if old else None
        yield known if known is not None else next(fresh)


def _zipped(members: Mapping[str, bytes]) -> bytes:
    """A compressed archive without times of its own."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, _ZIP_TIME), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def read_package(path: Path) -> Predecessor | None:
    """What stands at ``path``: ``None`` for nothing or an empty file, :class:`OutputError` for somebody else's."""
    try:
        # a name that is too long is no file for os.path, where a Path raises; what is wrong shows when it is written
        if not os.path.isfile(path) or path.stat().st_size == 0:  # noqa: PTH113
            return None
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(_COLLECTION).file_size > _LARGEST:
                raise ValueError("larger than any package of ours")
            data = archive.read(_COLLECTION)
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(data)
            before = _predecessor(connection)
            before.deck()  # a state that cannot be read has to show before anything is written
            return before
    except PermissionError as error:
        raise OutputError(str(path), "the deck that stands there cannot be read", "change its permissions") from error
    except Exception as error:  # zipfile, zlib, sqlite3 and json each have their own ways to say that it is damaged
        what = "is not a package that quizgen wrote, so it is left alone"
        raise OutputError(str(path), what, "choose another output or move the file away") from error


def _predecessor(connection: sqlite3.Connection) -> Predecessor:
    settings, decks = map(json.loads, connection.execute("SELECT conf, decks FROM col").fetchone())
    document, retired = anki.book_from_json(settings.get(_BOOK))
    cards: dict[int, dict[int, int]] = {}
    for number, note, ordinal in connection.execute("SELECT id, nid, ord FROM cards"):
        cards.setdefault(note, {})[ordinal] = number
    rows = connection.execute(_IN_DOCUMENT_ORDER)
    notes = tuple(
        Stored(guid, tuple(fields.split("\x1f")), tuple(tags.split()), mod, number, cards.get(number, {}))
        for guid, fields, tags, mod, number in rows
    )
    name = next((deck["name"] for number, deck in decks.items() if number != "1"), "")
    return Predecessor(document, name, notes, retired)
