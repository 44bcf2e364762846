"""What a question asks before anything is numbered or measured: which blanks of an item are gaps on paper.

On a card one blank is a gap and the others are its cue; on paper all gaps of a question are open at once. So a list
whose members are all asked shows its name, and a saying keeps every other clause as the cue for the next.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from quizgen.cards.faces import PATH_JOINT
from quizgen.cards.keys import RESERVED, skeleton
from quizgen.cards.titles import tag_part, tidy
from quizgen.model import Line, Note
from quizgen.sheets.items import Item
from quizgen.sheets.model import Row, Run

OPEN = 1
"""The number that every gap of a draft has; a draft's ruled gaps have one line each."""

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
BULLET = "·"
_DASH = "——"


@dataclass(frozen=True, slots=True)
class Draft:
    """A question of ``item``: its rows, in which neighbouring shown words are one run; ``level`` as in an outline."""

    item: Item
    rows: tuple[Row, ...]
    level: int = 0

    @property
    def gaps(self) -> tuple[Run, ...]:
        """The gaps in their order."""
        return tuple(run for row in self.rows for run in row.runs if run.gap)


def to_fill(item: Item) -> Draft | None:
    """``item`` with its members or clauses as gaps."""
    asked = asked_on_paper(item.main)
    return _draft(item, _under(item, [_row(line, asked) for line in item.main.lines]))


def to_recite(item: Item) -> Draft | None:
    """``item`` with ruled lines for the whole of it; ``None`` where no card asks it as a whole."""
    if item.recital:
        rows = [_ruled(_row(line, item.recital.blanks)) for line in item.recital.lines]
        places = itertools.count(1)
        return _draft(item, _under(item, [_counted(r, next(places)) if r.role == "item" else r for r in rows]))
    if item.note and item.note.kind == "saying" and set(item.note.blanks) - set(RESERVED):
        return _draft(item, tuple(_saying_from_memory(item.note)))
    return None


def _under(item: Item, rows: Sequence[Row]) -> list[Row]:
    """``rows`` with what the document says above them and no heading does: 肝 above 生理功能."""
    headings = {skeleton(tag_part(title.text)) for title in item.path}
    above = [tidy_run(part) for part in item.main.path if skeleton(part) not in headings]
    if not above or rows[0].role != "lead":
        return list(rows)
    lead = rows[0].model_copy(update={"runs": merged([Run(text=PATH_JOINT.join((*above, ""))), *rows[0].runs])})
    return [lead, *rows[1:]]


def asked_on_paper(note: Note) -> set[str]:
    """The blanks of ``note`` that are gaps when all of them are open at once."""
    members = [blank for blank in note.blanks if blank not in RESERVED]
    if note.kind == "saying":
        kept = members[::-1][::2] if len(members) == len(_clauses(note)) else members
        return {*kept, *(blank for blank in note.blanks if blank in RESERVED)}
    items = [line for line in note.lines if line.role == "item"]
    asked = sum(any(s.blank in note.blanks for s in line.segments) for line in items)
    # a name is asked by its members, so most of them have to be there
    return set(note.blanks) if 2 * asked <= len(items) else set(note.blanks) - {"label"}


def _clauses(note: Note) -> list[str]:
    return [blank for blank in note.all_blanks if blank not in RESERVED]


def _draft(item: Item, rows: Sequence[Row]) -> Draft | None:
    draft = Draft(item, tuple(row for row in rows if row.runs))
    return draft if draft.gaps else None


def _row(line: Line, asked: Collection[str]) -> Row:
    """``line`` as a row in which the ``asked`` blanks are gaps."""
    mark = ""
    if line.role == "item":
        mark = BULLET if line.number is None else circled(line.number)
    return Row(role=line.role, mark=mark, runs=merged(_runs(line, asked)))


def circled(number: int) -> str:
    """``number`` as the mark of a member."""
    return _CIRCLED[number - 1] if 0 < number <= len(_CIRCLED) else f"{number}."


def _runs(line: Line, asked: Collection[str]) -> Iterator[Run]:
    for blank, group in groupby(line.segments, key=lambda s: s.blank if s.blank in asked else None):
        segments = tuple(group)
        text = tidy_run("".join(s.text for s in segments))
        gap = blank is not None and bool(skeleton(text) or text.strip())
        yield Run(text=text, gap=OPEN * gap, hint=segments[0].hint if gap else "")


def tidy_run(text: str) -> str:
    """``text`` on one line and without invisible characters, which could turn the order of a whole page round."""
    if text.isprintable() and "  " not in text:
        return text
    tidied = tidy(f"|{text}|")  # spaces at its edges part it from its neighbours
    return tidied[1:-1]


def merged(runs: Iterator[Run] | Sequence[Run]) -> tuple[Run, ...]:
    """``runs`` without empty ones, neighbours that are shown as one."""
    made: list[Run] = []
    for run in runs:
        if made and not run.gap and not made[-1].gap:
            made[-1] = Run(text=made[-1].text + run.text)
        elif run.text:
            made.append(run)
    return tuple(made)


def _counted(row: Row, place: int) -> Row:
    """``row`` with a number to write behind."""
    return row.model_copy(update={"mark": circled(place)}) if row.mark == BULLET else row


def _ruled(row: Row) -> Row:
    """``row`` with ruled lines where all of it is asked."""
    if len(row.runs) != 1 or not row.runs[0].gap:
        return row
    return row.model_copy(update={"runs": (row.runs[0].model_copy(update={"lines": 1}),)})


def _saying_from_memory(note: Note) -> Iterator[Row]:
    """Who said it and the first clause, or what is shown of the only one; the rest is written down."""
    lines = [line for line in note.lines if line.role != "by"]
    by = "".join(line.text for line in note.lines if line.role == "by").removeprefix(_DASH)
    clauses = _clauses(note)
    if len(clauses) < 2:
        yield from (_row(line, clauses) for line in lines)
        if by:
            yield Row(role="by", runs=(Run(text=_DASH + tidy_run(by)),))
        return
    begun = False
    opener = f"{tidy_run(by)}：" if by else ""
    for line in lines:
        if line.role == "lead":
            yield _row(line, ())
            continue
        shown, rest = ("", line.text) if begun else _opening(line, clauses[0])
        begun = begun or bool(rest) or any(s.blank == clauses[0] for s in line.segments)
        runs = (Run(text=opener + tidy_run(shown)), Run(text=tidy_run(rest), gap=OPEN, lines=1))
        opener = ""
        yield Row(role="text", runs=tuple(run for run in runs if run.text))


def _opening(line: Line, clause: str) -> tuple[str, str]:
    """``line`` up to the end of ``clause`` with the marks behind it, and the rest; all of it where that is later."""
    places = [place for place, s in enumerate(line.segments) if s.blank == clause]
    if not places:
        return line.text, ""
    end = places[-1] + 1
    while end < len(line.segments) and line.segments[end].blank is None:
        end += 1
    return "".join(s.text for s in line.segments[:end]), "".join(s.text for s in line.segments[end:])
