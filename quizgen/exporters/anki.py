"""What a deck is to Anki, whatever the file format: the note type, a note's fields, tags, and what stood there before.

The identities below are for ever. Anki finds a note type by its number and takes any other list of fields for a
different type, which leaves every note that a learner has without updates. So fields are only ever renamed, and
new needs take a spare one.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources

from quizgen.exporters import Written
from quizgen.exporters.html import (
    asked_blanks,
    cell,
    clean,
    escape,
    in_language,
    known_blanks,
    language,
    note_language,
    render,
    unescape,
)
from quizgen.model import Deck, Line, Note, Segment

# ``State`` holds what the next build has to know. ``Notes`` is the learner's own: it is always exported empty, and
# Anki protects no single field. What protects remarks there, like every other edit, is the note's ``mod``: a note
# that the document did not change is never updated. When the document does change the note, its fields are replaced,
# remarks included; they cannot be carried, because a package does not know what was typed into a collection.
_COMMON = ("Text", "Extra", "Source", "Path", "Key", "Notes", "State")
_KEY, _STATE = _COMMON.index("Key"), _COMMON.index("State")

CODE = "Code"
"""The field with the GUID, which Anki itself does not search: the beginning of it is printed on paper."""

_HIDDEN = {"collapsed": True, "plainText": True, "excludeFromSearch": True}
_SETTINGS: Mapping[str, Mapping[str, object]] = {
    "Text": {"preventDeletion": True},
    "Key": {"collapsed": True, "plainText": True},
    "Notes": {"description": "自己的备注：显示在背面；该条内容随文档更新时会被清空"},
    "State": _HIDDEN,
    "Answer": {"collapsed": True, "description": "要输入的答案，不带标点"},
    "Also": {"collapsed": True, "description": "也算对的答案，显示在背面"},
    "Code": {"collapsed": True, "plainText": True, "description": "印在纸面上的代码以此开头：搜索 Code:代码*"},
    "Spare2": _HIDDEN,
}


@dataclass(frozen=True, slots=True)
class NoteType:
    """A note type with its one template; ``front`` and ``back`` are files.

    ``mod`` is when templates, style or field settings last changed, in seconds since 1970; Anki takes over only what
    is newer. A test holds it to ``digest``: whoever edits a template raises both.
    """

    id: int
    name: str
    template_id: int
    template_name: str
    first_field_id: int
    fields: tuple[str, ...]
    front: str
    back: str
    mod: int
    digest: str

    def templates(self) -> tuple[str, str, str]:
        """Front, back and style sheet."""
        folder = resources.files("quizgen.exporters") / "templates"
        front, back, style = ((folder / name).read_text("utf-8") for name in (self.front, self.back, "style.css"))
        return front, back, style

    def field_settings(self) -> list[dict[str, object]]:
        """Every field with its constant id, in the frozen order."""
        return [
            {"name": name, "id": self.first_field_id + place, **_SETTINGS.get(name, {})}
            for place, name in enumerate(self.fields)
        ]

    def content_digest(self) -> str:
        """A digest of all that a newer ``mod`` would bring to learners."""
        content = [self.name, self.template_name, self.field_settings(), self.templates()]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:16]


PLAIN = NoteType(
    id=1763850011,
    name="quizgen 填空",
    template_id=6125873401,
    template_name="填空",
    first_field_id=5207391160,
    fields=(*_COMMON, CODE, "Spare2"),
    front="front.html",
    back="back.html",
    mod=1795417200,
    digest="ab993efa1a2dc458",
)
TYPING = NoteType(
    id=1763850029,
    name="quizgen 填空（输入）",
    template_id=6125873419,
    template_name="填空（输入）",
    first_field_id=5207391260,
    fields=(*_COMMON, "Answer", "Also", CODE, "Spare2"),
    front="front-typing.html",
    back="back-typing.html",
    mod=1795417200,
    digest="887b70fbb3b21878",
)

_TYPING_END = "t"
"""Behind the GUID of a note, for its twin that asks to type: no import changes the type of a note, so it is another."""
_STATE_VERSION = 1
_QUOTES = re.compile('["]')


@dataclass(frozen=True, slots=True)
class Stored:
    """A note as a file holds it; a text file knows neither ``mod`` nor the ids."""

    guid: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    mod: int = 0
    id: int = 0
    cards: Mapping[int, int] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The note's key."""
        return unescape(self.fields[_KEY])

    @property
    def plain_guid(self) -> str:
        """The GUID that a note and its twin have outside Anki."""
        return self.guid.removesuffix(_TYPING_END) if len(self.fields) == len(TYPING.fields) else self.guid

    def note(self) -> Note:
        """The note as far as identity needs it."""
        return _note_from_state(self.plain_guid, self.key, json.loads(unescape(self.fields[_STATE])))


@dataclass(frozen=True, slots=True)
class Predecessor:
    """The deck that a file holds, and the notes that it lost in earlier builds."""

    id: str
    name: str
    notes: tuple[Stored, ...]
    retired: tuple[Note, ...] = ()

    def deck(self) -> Deck:
        """All notes that it has or had."""
        return Deck(id=self.id, name=self.name, notes=(*(stored.note() for stored in self.notes), *self.retired))


def note_type(note: Note) -> NoteType:
    """The note type of ``note``."""
    return TYPING if note.answers else PLAIN


def guid_of(note: Note) -> str:
    """The identity of ``note`` in Anki, where its twin for typing is another note with a history of its own."""
    return note.guid + _TYPING_END if note.answers else note.guid


def fields_of(note: Note) -> tuple[str, ...]:
    """The fields of ``note`` in their frozen order."""
    if not note.guid or not asked_blanks(note):
        raise ValueError(f"note {note.key!r} has no {'blank with a number' if note.guid else 'guid'}")
    lang = note_language(note)
    path = in_language(escape(" › ".join(note.path)), lang)
    extra = "".join(f"<p>{in_language(escape(text), language([text]))}</p>" for text in note.extra)
    values = (render(note), extra, in_language(escape(note.source), lang), path, escape(note.key), "", _state(note))
    return tuple(map(cell, (*values, *(_typed(note) if note.answers else ()), note.guid, "")))


def _typed(note: Note) -> tuple[str, str]:
    """Under the number of each card what Anki compares with, and what is right as well."""
    numbers = asked_blanks(note)
    asked = [(numbers[answer.blank], answer) for answer in note.answers if answer.blank in numbers]
    answers = (f"{{{{c{number}::{escape(answer.text)}}}}}" for number, answer in asked)
    also = (f"{{{{c{number}::也可以答：{escape('；'.join(answer.also))}}}}}" for number, answer in asked if answer.also)
    return "".join(answers), "".join(also)


def tags_of(note: Note) -> tuple[str, ...]:
    """The note's tags as Anki keeps them: no white space, no empty parts, each once whatever its case."""
    tags = {tag.casefold(): tag for tag in reversed([*map(_tag, note.tags)]) if tag}
    return tuple(reversed(tags.values()))


def deck_name(deck: Deck) -> str:
    """The deck's name as Anki keeps it; ``::`` sets parts apart, and none of them is empty."""
    parts = (" ".join(_QUOTES.sub("”", clean(part)).split()) for part in deck.name.split("::"))
    return "::".join(part for part in parts if part) or "quizgen"


def deck_number(deck: Deck) -> int:
    """A constant number for the deck; Anki takes 1 for its own default deck, and JavaScript counts to 2⁵³."""
    digest = hashlib.sha256(deck.id.encode("utf-8", "surrogatepass")).digest()
    return (1 << 48) + int.from_bytes(digest[:6], "big")


def description(deck: Deck) -> str:
    """What the deck's overview says, as HTML; an empty one leaves alone what the learner wrote there."""
    return f"<p>{escape(deck.description)}</p>" if deck.description else ""


def succeeded(deck: Deck, before: Predecessor | None) -> Predecessor | None:
    """``before`` if ``deck`` carries it on; a deck that shares no note with it is another document's."""
    if before is None or before.id == deck.id:
        return before
    known = {stored.plain_guid for stored in before.notes} | {note.guid for note in before.retired}
    return before if any(note.guid in known for note in (*deck.notes, *deck.held)) else None


def retired_notes(deck: Deck, before: Predecessor | None) -> tuple[Note, ...]:
    """The notes that ``deck`` leaves out, and those that ``before`` had or lost, so that their numbers stay theirs."""
    known = {note.guid for note in (*deck.notes, *deck.held)}
    lost = tuple(note for note in before.deck().notes if note.guid not in known) if before else ()
    return (*deck.held, *lost)


def twin(note: Note, old: Mapping[str, Stored]) -> Stored | None:
    """What ``old`` holds of ``note`` under the other note type."""
    return old.get(note.guid if note.answers else note.guid + _TYPING_END)


def compared(deck: Deck, before: Predecessor | None) -> Written:
    """What becomes of each note when ``deck`` takes the place of ``before``; one whose twin is there is not gone."""
    old = {stored.guid: stored for stored in before.notes} if before else {}
    known = {note.guid: old[guid_of(note)] for note in deck.notes if guid_of(note) in old}
    changed = {
        note.guid: (fields_of(note), tags_of(note)) != (known[note.guid].fields, known[note.guid].tags)
        for note in deck.notes
        if note.guid in known
    }
    gaps = [
        (note.key, number)
        for note in deck.notes
        if note.guid in known
        for number in sorted(set(asked_blanks(known[note.guid].note()).values()) - set(asked_blanks(note).values()))
    ]
    here = {note.guid: guid_of(note) for note in deck.notes}
    return Written(
        added=tuple(note.key for note in deck.notes if note.guid not in known),
        changed=tuple(note.key for note in deck.notes if changed.get(note.guid)),
        unchanged=tuple(note.key for note in deck.notes if changed.get(note.guid) is False),
        removed=tuple(s.key for s in old.values() if s.plain_guid not in here),
        gaps=tuple(gaps),
        twins=tuple(s.key for s in old.values() if here.get(s.plain_guid, s.guid) != s.guid),
    )


def search(keys: Iterable[str]) -> str:
    """What to type into Anki's browser to see the notes of ``keys``."""
    return " or ".join('"Key:' + re.sub(r'([\\*_":])', r"\\\1", escape(key)) + '"' for key in keys)


def book_to_json(deck: Deck, retired: Sequence[Note]) -> dict[str, object]:
    """What a file has to know beside its notes."""
    lost = [[note.guid, note.key, _state_values(note)] for note in retired]
    return {"version": _STATE_VERSION, "document": deck.id, "retired": lost}


def book_from_json(book: object) -> tuple[str, tuple[Note, ...]]:
    """The document's id and the retired notes; :class:`ValueError` where ``book`` is nothing of the kind."""
    if not isinstance(book, dict) or not isinstance(book.get("document"), str):
        raise ValueError("no quizgen state")
    return book["document"], tuple(_note_from_state(*entry) for entry in book["retired"])


def _tag(tag: str) -> str:
    # Anki drops quotation marks, and a text file's cell must not begin as a formula does
    parts = ("_".join(_QUOTES.sub("", clean(part)).split()).lstrip("=+-@") for part in tag.split("::"))
    return "::".join(part for part in parts if part)


def _state(note: Note) -> str:
    return escape(json.dumps(_state_values(note), ensure_ascii=False, separators=(",", ":")))


def _state_values(note: Note) -> list[object]:
    """Version, kind, highest number used, for each blank its name, number and words; if any, the names not asked."""
    numbers = known_blanks(note)
    texts = dict.fromkeys(numbers, "")
    for line in note.lines:
        for segment in line.segments:
            if segment.blank in texts:
                texts[segment.blank] += clean(segment.text)
    texts |= {blank: clean(words) for blank, words in note.words if blank in texts}
    blanks = [[blank, numbers[blank], texts[blank]] for blank in numbers]
    silent = [blank for blank in numbers if blank in note.silent]
    return [_STATE_VERSION, note.kind, note.used, blanks, *([silent] if silent else [])]


def _note_from_state(guid: str, key: str, state: object) -> Note:
    """A note with one line for each blank; :class:`ValueError` where the state is nothing of the kind."""
    if not isinstance(state, list) or len(state) < 4 or state[0] != _STATE_VERSION:
        raise ValueError("no quizgen state")
    _, kind, used, blanks, *silent = state[:5]
    return Note(
        key=key,
        kind=kind,
        guid=guid,
        used=used,
        silent=tuple(silent[0]) if silent else (),
        numbers=tuple((name, number) for name, number, _ in blanks),
        lines=tuple(Line(segments=(Segment(text=text, blank=name),)) for name, _, text in blanks),
    )
