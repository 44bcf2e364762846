"""How cards ask: what stands in a gap, how wide it is, and whether a program checks what the learner types.

Whatever is chosen, keys, GUIDs and numbers stay: a look is put on notes that have their identity.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby, islice, product
from typing import Literal

from quizgen.data import load
from quizgen.model import Answer, Deck, Line, Note, Segment, Value
from quizgen.text.words import words

MOST_ALTERNATIVES = 5
LONGEST_WITH_ALTERNATIVES = 20
"""Characters; of more words nobody reads through the ways to say them otherwise."""

_MOST_CHANGES = 4
# kept: what belongs to a number, and the space between two words in Latin letters
_PUNCTUATION = re.compile(r"((?<=\d)[.:/⁄~-](?=\d)|(?<=\d)[%‰°]|(?<=[A-Za-z]) (?=[A-Za-z]))|[\W_]")


class Look(Value):
    """``hint`` puts the first character or the number of characters into a gap; a hint that was decided on stays.

    ``blank`` makes a gap as wide as its answer; ``typing`` has the learner type the answer.
    """

    hint: Literal["none", "first", "length"] = "none"
    blank: Literal["fixed", "length"] = "fixed"
    typing: bool = False


def dressed(deck: Deck, look: Look) -> Deck:
    """``deck`` with ``look`` on every note; by default it is what it was."""
    notes = deck.notes
    if look.hint != "none":
        notes = tuple(_hinted(note, look) for note in notes)
    if look.blank == "length":
        notes = tuple(note.model_copy(update={"sized": True}) for note in notes)
    if look.typing:
        notes = tuple(note.model_copy(update={"answers": _answers(note)}) for note in notes)
    return deck if notes is deck.notes else deck.model_copy(update={"notes": notes})


def first_character(text: str) -> str:
    """The first letter or digit of ``text``; nothing where that is all of it."""
    letters = _letters(text)
    return letters[0] if len(letters) > 1 else ""


def length(text: str) -> str:
    """How many letters and digits ``text`` has: 四个意识 → 4字."""
    letters = _letters(text)
    return f"{len(letters)}字" if letters else ""


def typed_form(text: str) -> str:
    """What is typed most easily for ``text``: without punctuation, in half-width forms.

    >>> typed_form("“山水、人文”和 ３．５％")
    '山水人文和3.5%'
    """
    normal = " ".join(unicodedata.normalize("NFKC", text).split())
    return _PUNCTUATION.sub(r"\1", normal) or normal


def alternatives(text: str) -> tuple[str, ...]:
    """What may be typed for ``text`` as well: 与 for 和, without 的; those with the fewest changes first."""
    own = typed_form(text)
    if len(own) > LONGEST_WITH_ALTERNATIVES:
        return ()
    cut = words(text)
    choices, changes = [], 0
    for place, word in enumerate(cut):
        others = _others(word, listed="、" in text) if changes < _MOST_CHANGES and _joins(cut, place) else ()
        changes += bool(others)
        choices.append((word, *others))
    ways = sorted(product(*choices), key=lambda way: sum(one != word for one, word in zip(way, cut, strict=True)))
    forms = dict.fromkeys(typed_form("".join(way)) for way in ways)
    return tuple(islice((form for form in forms if form != own), MOST_ALTERNATIVES))


def _letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFC", text) if c.isalnum())


def _joins(cut: tuple[str, ...], place: int) -> bool:
    """Whether whole words stand before and behind ``place``; where text is cut into single characters, who knows."""
    before = next((word for word in cut[:place][::-1] if _letters(word)), "")
    behind = next((word for word in cut[place + 1 :] if _letters(word)), "")
    return len(before) > 1 and len(behind) > 1


def _others(word: str, *, listed: bool) -> tuple[str, ...]:
    swap, loose = _words()
    if word in swap:
        return (swap[word], "") if listed else (swap[word],)
    return ("",) if word in loose else ()


@cache
def _words() -> tuple[dict[str, str], frozenset[str]]:
    data = load("typing")
    return data["swap"], frozenset(data["loose"]["words"].split())


def _runs(line: Line) -> Iterator[tuple[str | None, tuple[Segment, ...]]]:
    """The gaps of ``line`` and what stands between them: neighbours with one blank are one gap."""
    for blank, run in groupby(line.segments, key=lambda segment: segment.blank):
        yield blank, tuple(run)


def _text(run: tuple[Segment, ...]) -> str:
    return "".join(segment.text for segment in run)


def _hinted(note: Note, look: Look) -> Note:
    own = {segment.blank for line in note.lines for segment in line.segments if segment.hint}
    hint_of = first_character if look.hint == "first" else length
    lines = []
    for line in note.lines:
        segments: list[Segment] = []
        for blank, run in _runs(line):
            hint = hint_of(_text(run)) if blank is not None and blank not in own else ""
            segments += (run[0].model_copy(update={"hint": hint}), *run[1:]) if hint else run
        lines.append(line.model_copy(update={"segments": tuple(segments)}))
    return note.model_copy(update={"lines": tuple(lines)})


def _answers(note: Note) -> tuple[Answer, ...]:
    """What is typed for each blank that is asked: all that its gaps hold, every text once."""
    gaps: dict[str, list[str]] = {blank: [] for blank in note.blanks}
    for line in note.lines:
        for blank, run in _runs(line):
            if blank in gaps and _text(run) not in gaps[blank]:
                gaps[blank].append(_text(run))
    return tuple(
        Answer(blank=blank, text=typed_form("".join(texts)), also=_also(note, texts)) for blank, texts in gaps.items()
    )


def _also(note: Note, texts: Sequence[str]) -> tuple[str, ...]:
    # somebody's words are learnt as they are, and what runs through several gaps is too long to be said otherwise
    return alternatives(texts[0]) if len(texts) == 1 and note.kind != "saying" else ()
