"""Anki's own code as the tests' judge, and a small deck to give it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quizgen.model import Deck, Line, Note, NoteKind, Segment

STEPS = ("博学之", "审问之", "慎思之", "明辨之", "笃行之")


def items(texts: tuple[str, ...], blanks: tuple[str, ...] | None = None) -> tuple[Line, ...]:
    """One numbered line for each text, asked for as a whole; the blank is called as the text is."""
    return tuple(
        Line(segments=(Segment(text=text, blank=blank),), role="item", number=place)
        for place, (text, blank) in enumerate(zip(texts, blanks or texts, strict=True), start=1)
    )


def list_note(key: str, texts: tuple[str, ...], lead: str = "为学的次第是：", **more: Any) -> Note:
    """An ordered list under ``key``."""
    lead_line = Line(segments=(Segment(text=lead),), role="lead")
    return Note(key=key, kind="list", lines=(lead_line, *items(texts)), covered=True, **more)


def text_note(key: str, *segments: tuple[str, str | None], kind: NoteKind = "saying", **more: Any) -> Note:
    """One line of text."""
    return Note(
        key=key, kind=kind, lines=(Line(segments=tuple(Segment(text=t, blank=b) for t, b in segments)),), **more
    )


def small_deck(*notes: Note) -> Deck:
    """A deck of a list and a saying, or of ``notes``."""
    saying = text_note(
        "saying.学而不思", ("学而不思则罔", "first"), ("，", None), ("思而不学则殆", "second"), tags=("论语::为政",)
    )
    return Deck(name="论语选读", id="doc:论语.txt", notes=notes or (list_note("list.次第", STEPS), saying))


@dataclass(frozen=True)
class Counts:
    """What an import did with the notes."""

    added: int
    updated: int
    duplicate: int
    conflicting: int


class Client:
    """A fresh collection of the real Anki."""

    def __init__(self, folder: Path) -> None:
        from anki.collection import Collection

        self.col = Collection(str(folder / "collection.anki2"))

    def take(self, path: Path) -> Counts:
        """Import a package with the options that the dialog proposes."""
        from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

        options = ImportAnkiPackageOptions(with_scheduling=False, merge_notetypes=False)
        request = ImportAnkiPackageRequest(package_path=str(path), options=options)
        return self._counts(self.col.import_anki_package(request).log)

    def take_text(self, path: Path) -> Counts:
        """Import a text file as its header lines say."""
        from anki.collection import ImportCsvRequest

        metadata = self.col.get_csv_metadata(str(path), None)
        return self._counts(self.col.import_csv(ImportCsvRequest(path=str(path), metadata=metadata)).log)

    def _counts(self, log: Any) -> Counts:
        self.col.models._clear_cache()
        return Counts(len(log.new), len(log.updated), len(log.duplicate), len(log.conflicting))

    def note(self, key: str) -> Any:
        """The note with that key."""
        (found,) = [n for n in map(self.col.get_note, self.col.find_notes("")) if n["Key"] == key]
        return found

    def by_guid(self) -> dict[str, Any]:
        """All notes by GUID."""
        return {note.guid: note for note in map(self.col.get_note, self.col.find_notes(""))}

    def cards(self, key: str) -> dict[int, Any]:
        """The cards of a note by cloze number."""
        return {card.ord + 1: card for card in self.note(key).cards()}

    def sides(self, card: Any) -> tuple[str, str]:
        """Front and back as Anki renders them, as HTML."""
        output = card.render_output(reload=True)
        return output.question_text, output.answer_text

    def learn(self, key: str) -> None:
        """Give every card of a note a history of its own."""
        for number, card in self.cards(key).items():
            card.type, card.queue, card.ivl, card.due, card.reps = 2, 2, 10 + number, 100 + number, number
            self.col.update_card(card)

    def history(self, key: str) -> dict[int, tuple[int, int, int]]:
        """Interval, due day and repetitions of each card, by cloze number."""
        return {number: (card.ivl, card.due, card.reps) for number, card in self.cards(key).items()}

    def empty_cards(self) -> int:
        """How many cards Tools > Empty Cards would remove."""
        return sum(len(note.card_ids) for note in self.col.get_empty_cards().notes)


@contextmanager
def client(folder: Path) -> Iterator[Client]:
    """A client that is closed afterwards."""
    made = Client(folder)
    try:
        yield made
    finally:
        made.col.close()


def visible(side: str) -> str:
    """What a reader sees of a side: no tags, no attributes, no folded style."""
    side = re.sub(r"(?is)<style.*?</style>", "", side)
    return re.sub("[\u2066-\u2069]", "", html.unescape(re.sub(r"<[^>]+>", "", side)))
