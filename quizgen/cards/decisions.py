"""What a person decided about cards: to keep one, to drop it, or to ask it otherwise.

A card is known by the key of its note and the name of its blank (``list.三种境界/读得进``), which survive edits of the
document; with the document before it (``讲话|list.三种境界/读得进``) where several documents of a deck have such a
card.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import StringConstraints, model_validator

from quizgen.cards import faces
from quizgen.cards.checks import faults, shown
from quizgen.cards.identity import DOCUMENT_END
from quizgen.cards.selection import Place, without
from quizgen.model import Deck, Line, Note, Problem, Segment, Value

JOINT = "/"
LONGEST_HINT = 6
"""Characters that fit into a gap."""

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
EDITS = ("answer", "lead", "hint", "note")


class Decision(Value):
    """What was decided about the card ``key``.

    An edit asks for the words ``answer`` of the card's line, puts ``lead`` before the lines of its note, ``hint`` into
    the gap, ``note`` on the back.
    """

    key: Words
    decision: Literal["keep", "drop", "edit"]
    answer: Words | None = None
    lead: Words | None = None
    hint: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_HINT)] | None = None
    note: Words | None = None

    @model_validator(mode="after")
    def _edits_have_words(self) -> Decision:
        given = [name for name in EDITS if getattr(self, name) is not None]
        if self.decision == "edit" and not given:
            raise ValueError(f"an edit needs one of {', '.join(EDITS)}")
        if self.decision != "edit" and given:
            raise ValueError(f'{given[0]} goes with decision = "edit"')
        return self


@dataclass(frozen=True, slots=True)
class Decided:
    """A deck after decisions: the cards pinned, the decisions that found no card, what could not be edited and why."""

    deck: Deck
    pinned: frozenset[tuple[str, str]] = frozenset()
    gone: tuple[Decision, ...] = ()
    problems: tuple[Problem, ...] = ()


def card_keys(notes: Sequence[Note]) -> dict[Place, str]:
    """The key of every card, blanks that are not asked among them: as short as tells it from the others."""
    long = {
        (place, blank): f"{note.key}{JOINT}{blank}" for place, note in enumerate(notes) for blank in note.all_blanks
    }
    by_short: dict[str, list[Place]] = defaultdict(list)
    for card, key in long.items():
        by_short[_short(key)].append(card)
    return {card: _short(key) if len(by_short[_short(key)]) == 1 else key for card, key in long.items()}


def _short(key: str) -> str:
    return key.rpartition(DOCUMENT_END)[2]


def decide(deck: Deck, decisions: Iterable[Decision], where: str = "") -> Decided:
    """``deck`` as ``decisions`` want it; ``where`` they stand, for problems."""
    cards = _by_key(deck.notes)
    dropped: set[Place] = set()
    pinned: set[Place] = set()
    gone: list[Decision] = []
    problems: list[Problem] = []
    notes = list(deck.notes)
    for one in decisions:
        places = cards.get(one.key, [])
        if not places:
            gone.append(one)
        for place, blank in places:
            if one.decision == "drop":
                dropped.add((place, blank))
                continue
            pinned.add((place, blank))
            if one.decision == "edit":
                made, wrong = edited(notes[place], blank, one)
                if one.lead is not None and _has_twin(made, place, notes):
                    made, wrong = notes[place], [*wrong, "lead: another card has the same front"]
                notes[place] = made
                problems += [Problem(where=f"{where}, {one.key}", what=what, remedy=AUTOMATIC) for what in wrong]
    built = without(deck.model_copy(update={"notes": tuple(notes)}), dropped)
    pins = frozenset((notes[place].guid, blank) for place, blank in pinned - dropped)
    return Decided(built, pins, tuple(gone), tuple(problems))


AUTOMATIC = "the card stays as quizgen makes it; mend or remove the decision"


def _has_twin(made: Note, place: int, notes: Sequence[Note]) -> bool:
    """Whether ``made``, to stand for the note at ``place``, has a front that another card has and that one had not."""
    fronts = _fronts(made) - _fronts(notes[place])
    # what is most of a front stands on the note as it is: few are looked at closely
    alike = (note for other, note in enumerate(notes) if other != place and note.lines[0].text == made.lines[0].text)
    return any(fronts & _fronts(note) for note in alike)


def _fronts(note: Note) -> set[str]:
    return {re.sub(r"\s", "", card.front) for card in faces.cards(note)}


def _by_key(notes: Sequence[Note]) -> Mapping[str, list[Place]]:
    """The cards that a key names: one with its document, or without it those of every document."""
    cards: dict[str, list[Place]] = defaultdict(list)
    for place, note in enumerate(notes):
        for blank in note.all_blanks:
            key = f"{note.key}{JOINT}{blank}"
            for name in dict.fromkeys((key, _short(key))):
                cards[name].append((place, blank))
    return cards


def edited(note: Note, blank: str, decision: Decision) -> tuple[Note, list[str]]:
    """``note`` with the edits of one card as far as they can be made, and why the others cannot."""
    wrong = []
    for name in EDITS:
        if (text := getattr(decision, name)) is None:
            continue
        try:
            made = _EDITS[name](note, blank, text)
        except ValueError as error:
            wrong.append(f"{name}: {error}")
            continue
        known = {(fault.blank, fault.why) for fault in faults(note)}
        if fresh := [fault for fault in faults(made) if (fault.blank, fault.why) not in known]:
            wrong.append(f"{name}: {fresh[0].why}")
        else:
            note = made
    return note, wrong


def _with_answer(note: Note, blank: str, text: str) -> Note:
    """``note`` with ``text`` of the blank's line asked instead of what is asked there."""
    places = [place for place, line in enumerate(note.lines) if any(s.blank == blank for s in line.segments)]
    if len(places) != 1:
        raise ValueError("this card asks more than one line")
    line = note.lines[places[0]]
    segments = _reasked(line, blank, text)
    lines = (*note.lines[: places[0]], line.model_copy(update={"segments": segments}), *note.lines[places[0] + 1 :])
    own = "".join(s.text for s in line.segments if s.blank == blank)
    words = tuple(dict([(blank, own), *note.words]).items())
    return note.model_copy(update={"lines": lines, "words": words})


def _reasked(line: Line, blank: str, text: str) -> tuple[Segment, ...]:
    """The segments of ``line`` with ``text`` as the words behind ``blank``, where they are no other blank's."""
    shown_line = shown(Note(key="", kind="list", lines=(line,)), {blank}).lines[0]
    start = line.text.find(text, max(0, _start(line, blank) - len(text) + 1))
    start = start if start >= 0 else line.text.find(text)
    if start < 0:
        raise ValueError(f"“{text}” does not stand in “{line.text}”")
    segments: list[Segment] = []
    at = 0
    for segment in shown_line.segments:
        first, last = max(start - at, 0), min(start + len(text) - at, len(segment.text))
        at += len(segment.text)
        if first >= last:
            segments.append(segment)
            continue
        if segment.blank is not None:
            raise ValueError(f"“{text}” holds words that another card asks for")
        pieces = ((segment.text[:first], None), (segment.text[first:last], blank), (segment.text[last:], None))
        segments += [Segment(text=piece, blank=name) for piece, name in pieces if piece]
    return tuple(segments)


def _start(line: Line, blank: str) -> int:
    before = 0
    for segment in line.segments:
        if segment.blank == blank:
            break
        before += len(segment.text)
    return before


def _with_lead(note: Note, blank: str, text: str) -> Note:
    """``note`` with another lead-in, in which its name is still asked."""
    leads = [line for line in note.lines if line.role == "lead"]
    lines = tuple(line for line in note.lines if line.role != "lead")
    asked = [segment for line in leads for segment in line.segments if segment.blank is not None]
    segments = [Segment(text=text)]
    for segment in asked:
        before, found, after = segments[-1].text.partition(segment.text)
        if not found:
            raise ValueError(f"“{segment.text}” does not stand in it, and a card asks for that")
        segments[-1:] = [Segment(text=before), segment, Segment(text=after)]
    line = Line(segments=tuple(s for s in segments if s.text), role="lead")
    return note.model_copy(update={"lines": (line, *lines)})


def _with_hint(note: Note, blank: str, text: str) -> Note:
    lines = tuple(
        line.model_copy(
            update={
                "segments": tuple(s.model_copy(update={"hint": text}) if s.blank == blank else s for s in line.segments)
            }
        )
        for line in note.lines
    )
    return note.model_copy(update={"lines": lines})


def _with_note(note: Note, blank: str, text: str) -> Note:
    return note.model_copy(update={"extra": (text, *note.extra)})


_EDITS = {"answer": _with_answer, "lead": _with_lead, "hint": _with_hint, "note": _with_note}
