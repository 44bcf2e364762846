"""What a command tells the person who ran it: the one place for the English of reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import get_args

from quizgen.errors import one_line
from quizgen.exporters import Written, anki
from quizgen.model import BlockKind, Deck, Document, DroppedCard, Finding, Formulation
from quizgen.pipeline import Made, Work
from quizgen.sheets import Rendered
from quizgen.sheets.layouts import Laid

_FORMS = ("marked", "outline", "counted", "parallel", "named")
_SHOWN = 200  # characters of a dropped line
_NAMED_CHARACTERS = 8
_NAMED = 3  # inputs that a message names one by one


def deck_report(
    works: Sequence[Work], made: Made, written: Written, path: str, *, verbose: bool = False
) -> Iterator[str]:
    """The lines of the report on a deck that was written to ``path``."""
    for work in works:
        yield from _document(work, verbose=verbose)
    yield from _deck(made.deck, written, path)
    yield from _dropped(made.deck.dropped, verbose=verbose)
    yield from _unexplained(works)
    yield from _decided(made)
    yield from _left_behind(written)


def _document(work: Work, *, verbose: bool) -> Iterator[str]:
    if work.document is None:
        yield f"{one_line(work.name)}: a curated deck, {len(work.deck.notes)} notes"
        return
    yield f"{one_line(work.document.name)}: {found(work.findings)}"
    dropped = work.document.dropped
    if dropped:
        yield f"  left out {_lines(len(dropped))} that are not the document: {_counted(d.why for d in dropped)}"
        if verbose:
            yield from (f"    {d.why}: {one_line(d.text)[:_SHOWN]}" for d in dropped)


def sheet_report(
    works: Sequence[Work],
    made: Made,
    laid: Laid,
    files: Sequence[tuple[Path, Rendered]],
    *,
    verbose: bool = False,
) -> Iterator[str]:
    """The lines of the report on a review sheet that was written."""
    for work in works:
        yield from _document(work, verbose=verbose)
    for (path, rendered), printed in zip(files, laid.files, strict=True):
        sheet = printed.sheet
        asked = f"{_many(laid.questions, 'question')}, {_many(laid.gaps, 'gap')}" if sheet.asks else "the answers"
        pages = f", {_many(rendered.pages, 'page')}" if rendered.pages else ""
        yield f"{one_line(str(path))}: {asked}{pages}"
    yield from _dropped([*made.deck.dropped, *laid.dropped], verbose=verbose)
    yield from _decided(made)
    lacking = "".join(sorted(set("".join(rendered.lacking for _, rendered in files))))
    if lacking:
        named = " ".join(f"{one_line(char)} (U+{ord(char):04X})" for char in lacking[:_NAMED_CHARACTERS])
        more = f" and {len(lacking) - _NAMED_CHARACTERS} more" * (len(lacking) > _NAMED_CHARACTERS)
        yield f"  no font at hand draws {named}{more}; a box stands there"
    yield from (f"  {one_line(note)}" for note in dict.fromkeys(n for _, rendered in files for n in rendered.notes))


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'s' * (count != 1)}"


def read(document: Document) -> str:
    """What a document was read as: ``3 headings, 12 paragraphs; left out 2 lines: page.number 2``."""
    kinds = Counter(block.kind for block in document.blocks)
    parts = [f"{kinds[kind]} {kind}{'s' * (kinds[kind] > 1)}" for kind in get_args(BlockKind) if kinds[kind]]
    left_out = f"; left out {_lines(len(document.dropped))}: {_counted(d.why for d in document.dropped)}"
    return f"{one_line(document.name)}: {', '.join(parts)}" + left_out * bool(document.dropped)


def found(findings: Sequence[Finding]) -> str:
    """The findings, counted by form: ``3 marked, 12 parallel, 5 sayings``."""
    forms: Counter[str] = Counter(f.form for f in findings if isinstance(f, Formulation))
    sayings = sum(f.kind == "saying" for f in findings)
    parts = [f"{forms[form]} {form}" for form in _FORMS if forms[form]]
    if sayings:
        parts.append(f"{sayings} saying{'s' * (sayings > 1)}")
    return ", ".join(parts) if parts else "nothing found"


def _deck(deck: Deck, written: Written, path: str) -> Iterator[str]:
    notes = len(written.added) + len(written.changed) + len(written.unchanged)
    yield f"{one_line(path)}: {notes} notes, {sum(len(note.blanks) for note in deck.notes)} cards"
    if written.changed or written.unchanged or written.removed or written.twins:
        yield f"  {len(written.added)} new, {len(written.changed)} changed, {len(written.unchanged)} unchanged"


def reasons(cards: Iterable[DroppedCard]) -> str:
    """The rules by which cards were not made, counted: ``answer.shown 3, saying.talk 1``."""
    return _counted(card.why.split(":")[0] for card in cards)


def _dropped(cards: Sequence[DroppedCard], *, verbose: bool) -> Iterator[str]:
    if not cards:
        return
    yield f"  not made: {reasons(cards)}" + ("" if verbose else " (-v lists them)")
    if verbose:
        yield from (f"    {one_line(d.note)} {one_line(d.blank)}: {one_line(d.why)}" for d in cards)


def _unexplained(works: Sequence[Work]) -> Iterator[str]:
    labels = [
        f.label
        for work in works
        for f in work.findings
        if isinstance(f, Formulation) and f.form == "named" and not f.members and f.label
    ]
    if labels:
        yield f"  named but explained nowhere, so without cards: {', '.join(map(one_line, dict.fromkeys(labels)))}"


def _decided(made: Made) -> Iterator[str]:
    """What decisions and options left out, and decisions about cards that are no longer there."""
    if made.left_out:
        yield f"  not chosen: {made.left_out} cards"
    if made.decided:
        yield f"  decided: {_counted(one.decision for one in made.decided)}"
    if made.gone:
        yield f"  decided, but no card of that key is here: {len(made.gone)}"
        yield from (f"    {one_line(one.key)}: {one.decision}" for one in made.gone)


def _left_behind(written: Written) -> Iterator[str]:
    """What stays in a learner's collection although the deck no longer has it."""
    if written.removed:
        yield f"  {len(written.removed)} notes of the deck before are gone; Anki keeps them. To find them, search:"
        yield f"    {anki.search(written.removed)}"
    if written.twins:
        yield f"  {len(written.twins)} notes are of another type now; Anki keeps the old ones and their history"
    if written.gaps:
        keys = dict.fromkeys(key for key, _ in written.gaps)
        yield f"  {len(written.gaps)} cards of {len(keys)} notes are gone; after the import use Tools > Empty Cards"


def names(inputs: Sequence[str]) -> str:
    """The names of some inputs for a message; many of them as a number."""
    return ", ".join(inputs) if len(inputs) <= _NAMED else f"{len(inputs)} documents"


def _counted(names: Iterable[str]) -> str:
    counts = Counter(names)
    return ", ".join(f"{name} {n}" for name, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _lines(count: int) -> str:
    return f"{count} line{'s' * (count > 1)}"
