"""The cards of a note as a learner sees them: the front with its gap, and the words that fill it."""

from __future__ import annotations

from quizgen.model import Card, Line, Note, Segment

GAP = "＿＿"
COVER = "□"
PATH_JOINT = " › "


def cards(note: Note) -> tuple[Card, ...]:
    """One card for each blank of ``note``, in the order of the note."""
    return tuple(
        Card(note=note.key, blank=blank, front="\n".join(front_lines(note, blank)), answer=answer(note, blank))
        for blank in note.blanks
    )


def front_lines(note: Note, blank: str) -> list[str]:
    """The front of the card that asks ``blank``: the section path, then the lines of the note."""
    asked = asked_item(note, blank)
    path = [PATH_JOINT.join(note.path)] if note.path else []
    return path + [
        _covered(line)
        if note.covered and asked is not None and place > asked and line.role == "item"
        else _face(line, blank)
        for place, line in enumerate(note.lines)
    ]


def asked_item(note: Note, blank: str) -> int | None:
    """The first list item that ``blank`` stands in; ``None`` where it asks the label, the speaker or the source."""
    return next(
        (
            place
            for place, line in enumerate(note.lines)
            if line.role == "item" and any(s.blank == blank for s in line.segments)
        ),
        None,
    )


def answer(note: Note, blank: str) -> str:
    """What fills the gaps called ``blank``, each text once."""
    return "；".join(dict.fromkeys(s.text for line in note.lines for s in line.segments if s.blank == blank))


def _face(line: Line, blank: str) -> str:
    return _number(line) + "".join(
        _gap(segment) if segment.blank == blank else segment.text for segment in line.segments
    )


def _gap(segment: Segment) -> str:
    return f"{GAP}（{segment.hint}）" if segment.hint else GAP


def _covered(line: Line) -> str:
    return _number(line) + COVER


def _number(line: Line) -> str:
    return f"{line.number}. " if line.number is not None else ""
