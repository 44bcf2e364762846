"""Notes and decks for tests of sheets, from texts in which brackets are blanks: 学而不思则罔，[思而不学则殆]。"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Any, Literal

from quizgen.cards.keys import skeleton
from quizgen.model import Deck, Line, Note, NoteKind, Segment

_PIECE = re.compile(r"\[([^\]]+)\]|([^\[]+)")
Role = Literal["lead", "item", "text", "by"]


def line(text: str, role: Role = "text", number: int | None = None, blank: str | None = None) -> Line:
    """A line in which each bracket is a blank, called as its words unless ``blank`` names it."""
    segments = (
        Segment(text=asked, blank=blank or skeleton(asked)) if asked else Segment(text=shown)
        for asked, shown in _PIECE.findall(text)
    )
    return Line(segments=tuple(segments), role=role, number=number)


def note(key: str, kind: NoteKind, *lines: Line, section: str = "", **more: Any) -> Note:
    """A note of the document 文 under the headings ``section`` (``章::节``)."""
    tag = f"文::{section}" if section else "文"
    path = tuple(section.split("::")) if section else ()
    guid = hashlib.sha256(key.encode()).hexdigest()[:20]
    numbers = tuple((blank, place) for place, blank in enumerate(dict.fromkeys(_blanks(lines)), start=1))
    known: dict[str, Any] = {
        "tags": (tag, "引语"),
        "path": path,
        "guid": guid,
        "numbers": numbers,
        "source": "文 · 一段",
    }
    return Note(key=f"文|{key}", kind=kind, lines=lines, **(known | more))


def _blanks(lines: Sequence[Line]) -> list[str]:
    return [s.blank for one in lines for s in one.segments if s.blank]


def listed(key: str, lead: str, *items: str, numbered: bool = False, **more: Any) -> Note:
    """A list; ``[]`` in the lead asks its label."""
    heads = [line(lead, "lead", blank="label")] if lead else []
    rows = [line(text, "item", place if numbered else None) for place, text in enumerate(items, start=1)]
    return note(key, "list", *heads, *rows, **more)


def recited(key: str, lead: str, *items: str, **more: Any) -> Note:
    """A card that asks a whole list."""
    rows = [line(text if "[" in text else f"[{text}]", "item", blank="all") for text in items]
    return note(f"{key}.recite", "recite", line(lead, "lead"), *rows, **more)


def said(key: str, text: str, by: str = "", **more: Any) -> Note:
    """A saying; ``[]`` in ``by`` asks the speaker."""
    tail = (line(by, "by", blank="speaker"),) if by else ()
    return note(key, "saying", *(line(one) for one in text.split("\n")), *tail, **more)


def deck(*notes: Note, name: str = "文") -> Deck:
    """A deck of ``notes``."""
    return Deck(name=name, id="文", notes=notes)
