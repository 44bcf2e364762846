"""Nothing on a page of questions says an answer: what does is masked, or becomes a gap, or the answer is not asked.

An answer of four characters or more stands nowhere on the pages. A shorter one may stand in other words by chance; it
stands neither in its own question, nor in the headings above it, nor in the questions beside it, and nowhere as a
clause of a heading or lead-in. What is not asked any more, and why, is told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from quizgen.cards.faces import PATH_JOINT
from quizgen.cards.leads import CARRIED_ON, MASK
from quizgen.cards.titles import unnumbered
from quizgen.model import DroppedCard
from quizgen.sheets.drafts import OPEN, Draft, merged
from quizgen.sheets.model import Heading, Row, Run

STRICT = 4
"""Letters from which an answer stands nowhere on the pages."""

SHORTEST = 2
"""Letters from which anything is done: single characters stand in every other word."""

_MASKED = frozenset(("lead", "context", "heading"))
_MASKS = re.compile(rf"(?:{MASK}[、和与及，]?)+{MASK}")
_PIECE = re.compile(r"[^\W_]+")

Part = Heading | Draft
Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Cleared:
    """Parts of a sheet that say no answer, and what is not asked because of that."""

    parts: tuple[Part, ...]
    dropped: tuple[DroppedCard, ...] = ()


@dataclass(frozen=True, slots=True)
class _Words:
    """Answers by which texts are searched; ``long`` by their first letters."""

    long: dict[str, list[str]] = field(default_factory=dict)
    short: frozenset[str] = frozenset()

    @classmethod
    def of(cls, answers: Iterable[str]) -> _Words:
        found = {letters(answer) for answer in answers}
        long: dict[str, list[str]] = {}
        for answer in sorted(found, key=lambda one: (-len(one), one)):
            if len(answer) >= STRICT:
                long.setdefault(answer[:STRICT], []).append(answer)
        return cls(long, frozenset(one for one in found if SHORTEST <= len(one) < STRICT))


def cleared(title: str, parts: Sequence[Part], orders: Sequence[Mapping[int, int]] = ()) -> Cleared:
    """``parts`` of a sheet under ``title`` (all that stands on every page) without words that say an answer.

    ``orders`` are further orders in which the drafts are printed: for the place of each item its rank.
    """
    dropped: list[DroppedCard] = []
    said = letters(title)
    parts = _without(parts, lambda answer: answer in said, _IN_TITLE, dropped)
    while True:
        hidden = _Hidden(parts, _beside(parts, orders))
        made = hidden.parts()
        lost = [place for place, part in enumerate(made) if isinstance(part, Draft) and not _tells(part)]
        if not lost:
            return Cleared(tuple(made), tuple(dropped))
        # what a question is called can be asked nowhere, or the question could not be asked
        names = frozenset(name for place in lost for name in hidden.names(place))
        if names:
            parts = _without(parts, names.__contains__, _IS_NAME, dropped)
        else:
            dropped += [_drop(parts[place], _CUELESS) for place in lost]
            parts = [part for place, part in enumerate(parts) if place not in set(lost)]


_IN_TITLE = "sheet.title: the answer stands in the title"
_IS_NAME = "sheet.name: the answer is what another question is called"
_CUELESS = "sheet.cueless: nothing is left that tells what is meant"


def _drop(part: Part, why: str, blank: str = "") -> DroppedCard:
    assert isinstance(part, Draft)
    return DroppedCard(note=part.item.main.key, blank=blank, why=why)


def _without(parts: Sequence[Part], shown: Callable[[str], bool], why: str, dropped: list[DroppedCard]) -> list[Part]:
    """``parts`` in which the answers that ``shown`` names (by their letters) are not asked."""
    made: list[Part] = []
    for part in parts:
        given = {run.text for run in part.gaps if _is_given(run, shown)} if isinstance(part, Draft) else set()
        if not isinstance(part, Draft) or not given:
            made.append(part)
            continue
        dropped += [_drop(part, why, text) for text in sorted(given)]
        rows = (
            row.model_copy(update={"runs": merged([Run(text=r.text) if r.text in given else r for r in row.runs])})
            for row in part.rows
        )
        draft = replace(part, rows=tuple(rows))
        if draft.gaps:
            made.append(draft)
    return made


def _is_given(run: Run, shown: Callable[[str], bool]) -> bool:
    answer = letters(run.text)
    return len(answer) >= SHORTEST and shown(answer)


def _beside(parts: Sequence[Part], orders: Sequence[Mapping[int, int]]) -> list[set[int]]:
    """For each part the drafts beside it in any of the orders, and those below it if it is a heading."""
    items = {place: part.item.place for place, part in enumerate(parts) if isinstance(part, Draft)}
    beside: list[set[int]] = [{place} for place in range(len(parts))]
    for places in (list(items), *(sorted(items, key=lambda place: ranks[items[place]]) for ranks in orders)):
        for one, other in pairwise(places):
            beside[one].add(other)
            beside[other].add(one)
    above: list[tuple[int, int]] = []
    for place, part in enumerate(parts):
        if level := _level(part):
            above = [one for one in above if one[0] < level]
            for _, head in above:
                beside[head].add(place)
            above.append((level, place))
        else:
            for _, head in above:
                beside[head].add(place)
    return beside


def _level(part: Part) -> int:
    """The level of a heading, one that is asked among them; 0 for any other question."""
    if isinstance(part, Heading):
        return part.level
    return part.level + 1 if part.rows[0].role == "heading" else 0


class _Hidden:
    """Parts and what they ask: which answers must not be said where."""

    def __init__(self, parts: Sequence[Part], beside: Sequence[Collection[int]]) -> None:
        self._parts = parts
        self._beside = beside
        self._asked = [{letters(run.text) for run in part.gaps} if isinstance(part, Draft) else set() for part in parts]
        self._everywhere = _Words.of(answer for asked in self._asked for answer in asked)
        self._lines = _lines(parts)

    def parts(self) -> list[Part]:
        """The parts with what says an answer masked in headings and lead-ins, and as a gap elsewhere."""
        made: list[Part] = []
        for place, part in enumerate(self._parts):
            near = self._near(place)
            if isinstance(part, Heading):
                near |= self._lines.get(letters(unnumbered(part.text)), set())
                made.append(part.model_copy(update={"text": _masked(part.text, self._everywhere, near)}))
            else:
                rows = (_row(row, self._everywhere, near | self._told_by_place(row)) for row in part.rows)
                made.append(replace(part, rows=tuple(rows)))
        return made

    def _told_by_place(self, row: Row) -> set[str]:
        """The short answers that a lead-in says because it names a heading that is a member of a list elsewhere."""
        pieces = row.shown.split(PATH_JOINT) if row.role in _MASKED else ()
        return set().union(*(self._lines.get(letters(piece), ()) for piece in pieces))

    def names(self, place: int) -> Iterator[str]:
        """The answers for which the lead-in of a question is masked."""
        part = self._parts[place]
        assert isinstance(part, Draft)
        texts = [run.text for row in part.rows if row.role in _MASKED for run in row.runs if not run.gap]
        clauses = {letters(piece) for text in texts for piece in _PIECE.findall(text)}
        said = "\n".join(map(letters, texts))
        near = self._near(place)
        for answer in sorted(set().union(*self._asked)):
            if answer in said and (len(answer) >= STRICT or answer in near or answer in clauses):
                yield answer

    def _near(self, place: int) -> set[str]:
        """The short answers of the questions beside a part."""
        asked = set().union(*(self._asked[other] for other in self._beside[place]))
        return {answer for answer in asked if SHORTEST <= len(answer) < STRICT}


def _lines(parts: Iterable[Part]) -> dict[str, set[str]]:
    """What is asked of lines that are headings elsewhere: 带着信念读 above what is said of it, 信念读 in a list."""
    found: dict[str, set[str]] = {}
    for row in (row for part in parts if isinstance(part, Draft) for row in part.rows):
        answers = {letters(run.text) for run in row.runs if run.gap and len(letters(run.text)) >= SHORTEST}
        if row.role == "item" and answers:
            found.setdefault(letters("".join(run.text for run in row.runs)), set()).update(answers)
    return found


def _row(row: Row, everywhere: _Words, near: Collection[str]) -> Row:
    if row.role in _MASKED:
        runs = [r if r.gap else Run(text=_masked(r.text, everywhere, near)) for r in row.runs]
    else:
        runs = [one for r in row.runs for one in ([r] if r.gap else _opened(r.text, _spans(r.text, everywhere, near)))]
    changed = any(one is not other for one, other in zip(runs, row.runs, strict=False)) or len(runs) != len(row.runs)
    return row.model_copy(update={"runs": merged(runs)}) if changed else row


def _masked(text: str, everywhere: _Words, near: Collection[str]) -> str:
    spans = _united([*_spans(text, everywhere, near), *_clauses(text, everywhere.short)])
    for start, end in reversed(spans):
        text = text[:start] + MASK + text[end:]
    # what a lead-in goes on from tells nothing once it is masked
    return _MASKS.sub(MASK, text).replace(CARRIED_ON.format(MASK), "") if spans else text


def _opened(text: str, spans: Spans) -> Iterator[Run]:
    """``text`` with gaps at ``spans``."""
    at = 0
    for start, end in spans:
        yield Run(text=text[at:start])
        yield Run(text=text[start:end], gap=OPEN)
        at = end
    yield Run(text=text[at:])


def _spans(text: str, everywhere: _Words, near: Collection[str]) -> Spans:
    """Where ``text`` says a long answer, or a short one of ``near``."""
    said, places = _placed(text)
    spans = []
    for start in range(len(said) - STRICT + 1):
        for answer in everywhere.long.get(said[start : start + STRICT], ()):
            if said.startswith(answer, start):
                spans.append((places[start], places[start + len(answer) - 1] + 1))
                break
    for answer in near:
        start = said.find(answer)
        while start >= 0:
            spans.append((places[start], places[start + len(answer) - 1] + 1))
            start = said.find(answer, start + 1)
    return _united(spans)


def _clauses(text: str, answers: Collection[str]) -> Spans:
    """Where a clause of ``text`` is one of ``answers``."""
    return [
        piece.span() for piece in _PIECE.finditer(text) if len(piece[0]) < 2 * STRICT and letters(piece[0]) in answers
    ]


def letters(text: str) -> str:
    """The letters and digits of ``text``, by which one text is looked for in another: as they are printed.

    Not their skeleton, which turns words into the other script by what stands around them.
    """
    return _placed(text)[0]


def _placed(text: str) -> tuple[str, list[int]]:
    """The letters of ``text``, and for each of them the character of ``text`` that it comes from."""
    found, places = [], []
    for place, char in enumerate(text):
        own = _letters_of(char)
        found.append(own)
        places += [place] * len(own)
    return "".join(found), places


@cache
def _letters_of(char: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", char).casefold() if c.isalnum())


def _united(spans: Spans) -> Spans:
    united: Spans = []
    for start, end in sorted(spans):
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return united


def _tells(draft: Draft) -> bool:
    """Whether something is shown by which the question can be answered; a heading has its place in the outline."""
    if draft.rows[0].role == "heading":
        return True
    leads = [row.shown.rpartition(PATH_JOINT)[2] for row in draft.rows if row.role == "lead"]
    others = [row.shown for row in draft.rows if row.role not in ("lead", "context")]
    return len(letters("".join(leads + others))) >= SHORTEST
