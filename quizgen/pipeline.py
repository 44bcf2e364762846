"""The whole flow: files → documents → findings → notes → a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from quizgen import cards, detectors, exporters, glossary, readers
from quizgen.cards.identity import identify
from quizgen.errors import InputError
from quizgen.exporters import Written
from quizgen.model import Deck, Document, Finding, Problem

_OF = "|"  # in the key of a note: behind the identity of its document


@dataclass(frozen=True, slots=True)
class Work:
    """What came of one input: a document with its findings, or a curated deck, and the notes made of it."""

    name: str
    deck: Deck
    document: Document | None = None
    findings: Sequence[Finding] = ()


def read(path: str) -> Document:
    """Read one document; ``-`` is standard input. Raises :class:`InputError`."""
    return readers.read(path)


def extract(document: Document) -> list[Finding]:
    """What a learner of ``document`` has to know by heart, in document order."""
    return detectors.find(document, _glossary())


@cache
def _glossary() -> glossary.Glossary:
    return glossary.load()


def make_cards(document: Document, findings: Sequence[Finding]) -> Deck:
    """The notes of ``findings``, each checked; what failed a check stands in ``Deck.dropped``."""
    return cards.make_cards(document, findings)


def write(deck: Deck, path: str) -> Written:
    """Write ``deck`` in the format that the ending of ``path`` names, carrying on from the deck that stands there.

    Learners keep their history: notes and blanks that were there before keep their identity. Raises
    :class:`OutputError` and leaves what stood there untouched, or :class:`UsageError` for an unknown ending.
    """
    return write_all([Work(name=deck.name, deck=deck)], path)


def documents(paths: Sequence[str]) -> Iterator[Document | Problem]:
    """The document of every path; one that cannot be read gives its problem and does not stop the rest."""
    for path in readers.documents(paths):
        if isinstance(path, Problem):
            yield path
            continue
        try:
            yield read(path)
        except InputError as error:
            yield error.problem


def inputs(paths: Sequence[str]) -> Iterator[str | Problem]:
    """Every document and curated deck that ``paths`` name; what names none gives its problem instead."""
    for path in paths:
        if path != readers.STDIN and glossary.is_deck(Path(path)):
            yield path
        else:
            yield from readers.documents([path])


def works(paths: Sequence[str]) -> Iterator[Work | Problem]:
    """The work of every input; one that fails gives its problem and does not stop the rest."""
    for path in inputs(paths):
        if isinstance(path, Problem):
            yield path
            continue
        try:
            yield work(path)
        except InputError as error:
            yield error.problem


def work(path: str) -> Work:
    """Read one input and make its notes. Raises :class:`InputError`."""
    if path != readers.STDIN and glossary.is_deck(Path(path)):
        return _curated(Path(path).resolve())
    document = read(path)
    findings = extract(document)
    return Work(name=path, deck=make_cards(document, findings), document=document, findings=findings)


def _curated(folder: Path) -> Work:
    curated = glossary.read_deck(folder)
    deck = cards.cards_of_known(
        curated.sets,
        curated.sayings,
        title=curated.title,
        identity=f"decks/{curated.name}",
        description=curated.description,
        tags=curated.tags,
    )
    return Work(name=str(folder), deck=deck)


def write_all(works: Sequence[Work], path: str) -> Written:
    """Write the notes of all ``works`` as one deck; each keeps the identity that its own document gives it.

    A deck of several documents bears the name of the file, that of a single one its title.
    """
    target = Path(path)
    exporter = exporters.exporter_for(target)
    before = exporter.previous(target)
    decks = [_identified(w.deck, before, alone=len(works) == 1) for w in works]
    return exporter.write(decks[0] if len(decks) == 1 else _merged(decks, target.stem), target)


def _identified(deck: Deck, before: Deck | None, *, alone: bool) -> Deck:
    """``deck`` with its identity, under keys that say which document they belong to."""
    prefix = _prefix(deck.id)
    made = identify(deck, _own(deck, before, alone=alone))
    notes = tuple(note.model_copy(update={"key": prefix + note.key}) for note in made.notes)
    return made.model_copy(update={"notes": notes})


def _own(deck: Deck, before: Deck | None, *, alone: bool) -> Deck | None:
    """What ``before`` holds of the document of ``deck``; of the only document that it holds, if that was renamed."""
    if before is None:
        return None
    prefixes = {note.key[: note.key.index(_OF) + 1] for note in before.notes if _OF in note.key}
    prefix = _prefix(deck.id)
    if prefix not in prefixes and not (alone and len(prefixes) == 1):
        return None
    prefix = prefix if prefix in prefixes else prefixes.pop()
    own = [note for note in before.notes if note.key.startswith(prefix)]
    notes = tuple(note.model_copy(update={"key": note.key.removeprefix(prefix)}) for note in own)
    return Deck(name=before.name, id=prefix.removesuffix(_OF), notes=notes)


def _prefix(identity: str) -> str:
    return identity.replace(_OF, "_") + _OF


def _merged(decks: Sequence[Deck], name: str) -> Deck:
    count = sum(len(deck.notes) for deck in decks)
    return Deck(
        name=name,
        id=name,
        description=f"由 {len(decks)} 个文件生成，共 {count} 条笔记。",
        notes=tuple(note for deck in decks for note in deck.notes),
        dropped=tuple(drop for deck in decks for drop in deck.dropped),
    )
