"""Which cards a deck has: a choice by kind, form and section, by number, and of more or fewer gaps.

A choice is made when every card has its identity, and what is left out keeps it; so nothing moves when it changes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Annotated, Literal

from pydantic import Field

from quizgen.cards.keys import RESERVED, skeleton
from quizgen.model import Deck, Form, Note, Value

Kind = Literal["formulation", "saying"]

FULL_LEVEL = 3

Place = tuple[int, str]
"""A card of a deck: the place of its note, and its blank."""


class Selection(Value):
    """What to choose; without any of it, everything.

    ``tags`` are sections or tags, by their words. ``max_cards`` are the best: what has a name or a speaker, then
    what is explained, then what is repeated, then what comes first. ``level`` 1 asks one gap of every note: the name
    of a list or else its first member, the whole list, the end of a saying; 2 asks the name, every other member or
    clause and who said it; 3 asks everything.
    """

    kinds: tuple[Kind, ...] = ()
    forms: tuple[Form, ...] = ()
    tags: tuple[str, ...] = ()
    max_cards: Annotated[int, Field(ge=1)] | None = None
    level: Annotated[int, Field(ge=1, le=FULL_LEVEL)] = FULL_LEVEL


def select(deck: Deck, selection: Selection, pinned: Collection[tuple[str, str]] = ()) -> Deck:
    """``deck`` with the cards of ``selection`` and those ``pinned`` (GUID and blank); the others are not asked."""
    chosen = {(place, blank) for place, note in enumerate(deck.notes) for blank in _of_note(note, selection)}
    own = {(place, blank) for place, note in enumerate(deck.notes) for blank in note.blanks}
    pins = {(place, blank) for place, blank in own if (deck.notes[place].guid, blank) in pinned}
    cards = [card for card in _in_order(deck.notes) if card in chosen or card in pins]
    if selection.max_cards is not None:
        best = sorted(cards, key=lambda card: (card not in pins, -deck.notes[card[0]].worth))
        cards = best[: max(selection.max_cards, len(pins))]
    return without(deck, own - set(cards))


def without(deck: Deck, cards: Collection[Place]) -> Deck:
    """``deck`` with ``cards`` shown and not asked; notes that ask nothing any more are held back."""
    if not cards:
        return deck
    silent: dict[int, set[str]] = {}
    for place, blank in cards:
        silent.setdefault(place, set()).add(blank)
    notes, held = [], []
    for place, note in enumerate(deck.notes):
        quiet = silent.get(place, set())
        if quiet >= set(note.blanks):
            held.append(note)
        elif quiet:
            names = tuple(b for b in note.all_blanks if b in quiet or b in note.silent)
            notes.append(note.model_copy(update={"silent": names}))
        else:
            notes.append(note)
    return deck.model_copy(update={"notes": tuple(notes), "held": (*deck.held, *held)})


def _in_order(notes: Sequence[Note]) -> Iterator[Place]:
    return ((place, blank) for place, note in enumerate(notes) for blank in note.blanks)


def _of_note(note: Note, selection: Selection) -> Sequence[str]:
    """The blanks of ``note`` that ``selection`` takes, whatever their number."""
    if selection.kinds and _kind(note) not in selection.kinds:
        return ()
    if selection.forms and note.form is not None and note.form not in selection.forms:
        return ()
    if selection.tags and not any(_stands_in(tag, note) for tag in selection.tags):
        return ()
    return _of_level(note, selection.level)


def _kind(note: Note) -> Kind:
    return "saying" if note.kind == "saying" else "formulation"


def _stands_in(tag: str, note: Note) -> bool:
    """Whether a tag of ``note`` has the levels of ``tag``, one below the other, anywhere in it."""
    wanted = [skeleton(part) for part in tag.split("::")]
    for own in note.tags:
        parts = [skeleton(part) for part in own.split("::")]
        if any(parts[start : start + len(wanted)] == wanted for start in range(len(parts))):
            return True
    return False


def _of_level(note: Note, level: int) -> Sequence[str]:
    """The blanks of ``note`` at ``level``; those of each level are among those of the next."""
    if level == FULL_LEVEL:
        return note.blanks
    members = [blank for blank in note.blanks if blank not in RESERVED]
    beside = [blank for blank in note.blanks if blank in RESERVED]
    if level > 1:
        return [*beside, *(members[::-1] if note.kind == "saying" else members)[::2]]
    if note.kind == "saying":
        return [*members[::-1], *beside][:1]
    return [*beside, *members][:1]
