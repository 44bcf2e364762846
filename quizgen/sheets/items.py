"""From a deck to what a sheet asks: the notes of one finding as one item, under the headings of its document.

A card asks one blank and shows the rest; paper shows all cards of a finding at once. So the parts into which a long
list or saying is cut for cards are put together again, without the lines by which they overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from quizgen.cards.documents import prefix
from quizgen.cards.identity import DOCUMENT_END
from quizgen.cards.keys import skeleton
from quizgen.cards.sayings import ELLIPSIS
from quizgen.cards.titles import MARKER, clean_title, document_title, tag_part, tidy, unnumbered
from quizgen.model import Deck, Document, Line, Note, Segment

SHORTEST_CODE = 5
"""Characters of a GUID that are printed, unless two notes share them."""

_PART = re.compile(r"(?:\.recite)?(?:\.part\d+)?$")
_PLACE = re.compile(r"（[^（）]{1,30}）$")  # the lead-in of every part of a list ends with which part it is


class Title(NamedTuple):
    """A heading as the document writes it: its number, and its words."""

    number: str
    words: str

    @property
    def text(self) -> str:
        """Both together."""
        return self.number + self.words


Path = tuple[Title, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """What one finding asks.

    ``note`` has the cards that ask its parts, ``recital`` those that ask the whole list; at least one is there.
    ``document`` is the prefix of its key, ``path`` the headings above it without the document's title, ``place`` its
    place in the deck.
    """

    document: str
    place: int
    path: Path
    note: Note | None = None
    recital: Note | None = None
    code: str = ""

    @property
    def main(self) -> Note:
        """The note that stands for the item."""
        note = self.note or self.recital
        assert note is not None
        return note


@dataclass(frozen=True, slots=True)
class Contents:
    """A document's title and its headings in order, each with the path by which notes name it."""

    title: str
    headings: tuple[tuple[tuple[str, ...], Title], ...] = ()
    paths: Mapping[tuple[str, ...], Path] = field(default_factory=dict)


def contents_of(document: Document) -> Contents:
    """The headings of ``document``, its own title not among them."""
    title = document_title(document)
    above: list[tuple[int, str, Title]] = []
    headings: list[tuple[tuple[str, ...], Title]] = []
    paths: dict[tuple[str, ...], Path] = {}
    for block in document.blocks:
        if block.kind != "heading" or not skeleton(block.text):
            continue
        above = [one for one in above if one[0] < block.level]
        above.append((block.level, tag_part(block.text), _title(block.marker, block.text)))
        names, titles = [name for _, name, _ in above], [one for _, _, one in above]
        if skeleton(above[0][2].text) == skeleton(title):
            names, titles = names[1:], titles[1:]
        if names:
            headings.append((tuple(names), titles[-1]))
            paths.setdefault(tuple(names), tuple(titles))
    return Contents(title, tuple(headings), paths)


def _title(marker: str, text: str) -> Title:
    text = tidy(clean_title(text))
    words = unnumbered(text)
    number = text[: len(text) - len(words)] if MARKER.match(text) else ""
    return Title(tidy(marker) + " " * bool(marker and not marker.endswith(("、", "）"))) + number, words)


def items(deck: Deck, documents: Mapping[str, Document] | None = None) -> tuple[Item, ...]:
    """The items of ``deck`` in its order; ``documents`` by the identity that keys begin with give their headings."""
    known = {prefix(identity): contents_of(document) for identity, document in (documents or {}).items()}
    codes = codes_of([*deck.notes, *deck.held])
    families: dict[tuple[str, bool], list[tuple[int, Note]]] = {}
    for place, note in enumerate(deck.notes):
        families.setdefault((_PART.sub("", note.key), note.kind == "saying"), []).append((place, note))
    made = []
    for members in families.values():
        place, first = members[0]
        document = first.key[: first.key.find(DOCUMENT_END) + 1]
        item = Item(document, place, _path(first, known.get(document)), code=codes[first.guid])
        asked = [note for _, note in members if note.kind != "recite"]
        recited = [note for _, note in members if note.kind == "recite"]
        made.append(replace(item, note=_joined(asked), recital=_joined(recited)))
    return tuple(sorted(made, key=lambda item: item.place))


def codes_of(notes: Iterable[Note]) -> dict[str, str]:
    """The beginning of each GUID, as long as tells it from the others."""
    guids = sorted({note.guid for note in notes})
    length = SHORTEST_CODE
    while len({guid[:length] for guid in guids}) < len(guids):
        length += 1
    return {guid: guid[:length] for guid in guids}


def _path(note: Note, contents: Contents | None) -> Path:
    """The headings that the note's tags name, in the document's own words where it is known."""
    title = note.source.split(" · ")[0]
    tags = [tag.split("::") for tag in note.tags]
    own = next((parts for parts in tags if skeleton(parts[0]) == skeleton(tag_part(title))), [title])
    names = tuple(own[1:])
    known = contents.paths if contents else {}
    depth = next((depth for depth in range(len(names), 0, -1) if names[:depth] in known), 0)
    return (*known.get(names[:depth], ()), *(Title("", name) for name in names[depth:]))


def _joined(notes: Sequence[Note]) -> Note | None:
    """The parts of one list or saying as one note; the blanks of each keep their names."""
    if len(notes) < 2:
        return notes[0] if notes else None
    first, *others = notes
    lines = [_without_place(line) for line in first.lines]
    by = [line for line in lines if line.role == "by"]
    lines = [line for line in lines if line.role != "by"]
    for note in others:
        lines = [*lines[:-1], *(_going_on(line) for line in lines[-1:])]
        lines += _without_overlap(note, lines)
    silent = tuple(blank for note in notes for blank in note.silent)
    extra = tuple(dict.fromkeys(text for note in notes for text in note.extra))
    return first.model_copy(update={"lines": (*lines, *by), "silent": silent, "extra": extra})


def _going_on(line: Line) -> Line:
    """The last line of a saying's part without the sign that the saying goes on: here it does."""
    last = line.segments[-1]
    if line.role != "text" or last.blank is not None or not last.text.endswith(ELLIPSIS):
        return line
    shown = last.model_copy(update={"text": last.text.removesuffix(ELLIPSIS)})
    return line.model_copy(update={"segments": (*line.segments[:-1], *((shown,) if shown.text else ()))})


def _without_place(line: Line) -> Line:
    """A lead-in without the words that say which part of the list follows."""
    if line.role != "lead":
        return line
    segments = [s if s.blank else s.model_copy(update={"text": _PLACE.sub("", s.text)}) for s in line.segments]
    return line.model_copy(update={"segments": tuple(s for s in segments if s.text)})


def _without_overlap(note: Note, before: Sequence[Line]) -> Iterator[Line]:
    """The lines of a later part without its lead-in and without what only repeats the part before."""
    said = skeleton("".join(line.text for line in before))
    for place, line in enumerate(line for line in note.lines if line.role not in ("lead", "by")):
        repeated = line.role == "item" and all(s.blank is None for s in line.segments) and skeleton(line.text) in said
        segments = _after_cue(line.segments, said) if place == 0 and line.role == "text" else line.segments
        if segments and not repeated:
            yield line.model_copy(update={"segments": segments})


def _after_cue(segments: tuple[Segment, ...], said: str) -> tuple[Segment, ...]:
    """``segments`` without a beginning that is shown and was ``said``."""
    first = segments[0]
    return segments[1:] if first.blank is None and skeleton(first.text) and skeleton(first.text) in said else segments
