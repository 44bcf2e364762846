"""The whole flow: files → documents → findings → notes → a file."""

from __future__ import annotations

import itertools
import os
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path

from quizgen import cards, curated, detectors, exporters, glossary, readers
from quizgen.cards.identity import identify
from quizgen.detectors import DEFAULT_RULES, Found, Rules
from quizgen.errors import InputError, one_line
from quizgen.exporters import Written
from quizgen.model import Deck, Document, Finding, Problem

_DECKS = "decks"  # what the shipped decks are called by from anywhere
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


def extract(document: Document, rules: Rules = DEFAULT_RULES) -> list[Finding]:
    """What a learner of ``document`` has to know by heart, in document order."""
    return list(explain(document, rules).findings)


def explain(document: Document, rules: Rules = DEFAULT_RULES) -> Found:
    """The same, with what rules looked at and turned down, and why."""
    return detectors.look(document, _glossary(), rules)


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


def found(paths: Sequence[str], rules: Rules = DEFAULT_RULES) -> Iterator[tuple[Document, Found] | Problem]:
    """Every input with what is found in it; one that cannot be read gives its problem and does not stop the rest.

    A curated deck counts as the document that its entries make when they are written down one below the other.
    """
    for path in inputs(paths):
        try:
            if isinstance(path, Problem):
                yield path
            elif folder := _curated_folder(path):
                document, known = curated.laid_out(glossary.read_deck(folder), path)
                yield document, Found([one for one in known if rules.take(one.rule)], near=())
            else:
                document = read(path)
                yield document, explain(document, rules)
        except InputError as error:
            yield error.problem


def inputs(paths: Sequence[str], output: str | None = None) -> Iterator[str | Problem]:
    """Every document and curated deck that ``paths`` name, each once; what names none gives its problem instead.

    The file ``output`` in a folder is what an earlier call made of the others, not a document.
    """
    seen = {os.path.realpath(output)} - set(map(os.path.realpath, paths)) if output else set()
    for path in paths:
        for one in _inside(path):
            # through a link or twice in one call, a file is one document
            place = os.path.realpath(one) if isinstance(one, str) and one != readers.STDIN else str(one)
            if place not in seen:
                seen.add(place)
                yield one


def works(paths: Sequence[str], output: str | None = None, rules: Rules = DEFAULT_RULES) -> Iterator[Work | Problem]:
    """The work of every input but ``output``; one that fails gives its problem and does not stop the rest."""
    names: dict[str, str] = {}
    for path in inputs(paths, output):
        if isinstance(path, Problem):
            yield path
            continue
        try:
            yield _told_apart(work(path, output, rules), names)
        except InputError as error:
            yield error.problem


def work(path: str, output: str | None = None, rules: Rules = DEFAULT_RULES) -> Work:
    """Read one input and make its notes. Raises :class:`InputError`."""
    if folder := _curated_folder(path):
        return Work(name=path, deck=_curated(folder))
    document = read(path)
    if path == readers.STDIN and output:
        document = _named(document, unicodedata.normalize("NFC", readers.printable(Path(output).stem)))
    findings = extract(document, rules)
    return Work(name=path, deck=make_cards(document, findings), document=document, findings=findings)


def _named(document: Document, name: str) -> Document:
    """Standard input as the document ``name``; it has none of its own, by which all that is piped in would be one."""
    title = name if document.title == document.id else document.title
    return document.model_copy(update={"id": name, "title": title})


def _inside(path: str) -> Iterator[str | Problem]:
    """The curated decks and documents that one argument names."""
    decks = _decks_in(path)
    yield from decks
    for one in readers.documents([path]):
        # beside decks there need be no document, and a README tells of the decks
        if not decks or (isinstance(one, str) and Path(one).stem != "README"):
            yield one


def _decks_in(path: str) -> list[str]:
    """The curated deck that ``path`` is, or those in the folder that it is; ``decks`` alone stands for all shipped."""
    if _curated_folder(path):
        return [path]
    folder: Traversable = Path(path)
    if not os.path.isdir(path):  # noqa: PTH112 - as below
        if path.rstrip("/") != _DECKS:
            return []
        folder = glossary.decks_folder()
    with suppress(OSError):  # which the reader will tell of
        return [f"{path.rstrip('/')}/{name}" for name in glossary.deck_names(folder)]
    return []


def _curated_folder(path: str) -> Traversable | None:
    """The curated deck that ``path`` names: one of the user's own, or ``decks/NAME`` of those that are shipped."""
    if path == readers.STDIN:
        return None
    if os.path.isdir(path):  # noqa: PTH112 - says no to a name that is too long, where a Path raises
        own = Path(path).resolve()
        return own if glossary.is_deck(own) else None
    parent, _, name = path.rstrip("/").rpartition("/")
    shipped = glossary.decks_folder() / name if parent == _DECKS and name.isidentifier() else None
    return shipped if shipped and glossary.is_deck(shipped) else None


def _curated(folder: Traversable) -> Deck:
    known = glossary.read_deck(folder)
    return cards.cards_of_known(
        known.sets,
        known.sayings,
        title=known.title,
        identity=f"decks/{known.name}",
        description=known.description,
        tags=known.tags,
    )


def _told_apart(work: Work, names: dict[str, str]) -> Work:
    """``work`` under an identity that is not among ``names``, the identities given so far with their inputs.

    Learning history hangs on a document's identity, which is its name. Of two documents of one name the later one
    takes in as much of its path as tells them apart, and the user is told, since their order then matters.
    """
    own = work.deck.id
    identity = next(name for name in _identities(own, work.name) if _prefix(name) not in names)
    first = names.get(_prefix(own))
    names[_prefix(identity)] = work.name
    if first is None:
        return work
    problem = Problem(
        where=one_line(work.name),
        what=f"has the same name as {one_line(first)}, so its cards count as those of {one_line(identity)}",
        remedy="always give the two in this order, or rename one of them before anybody learns",
    )
    deck = work.deck.model_copy(update={"id": identity, "problems": (*work.deck.problems, problem)})
    return replace(work, deck=deck)


def _identities(identity: str, path: str) -> Iterator[str]:
    """``identity``, then with ever more of the folders of ``path``, then numbered."""
    yield identity
    parents = list(map(readers.printable, Path(path).resolve().parent.parts[1:]))
    for depth in range(1, len(parents) + 1):
        yield unicodedata.normalize("NFC", "/".join((*parents[-depth:], identity)))
    yield from (f"{identity}.{number}" for number in itertools.count(2))


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
    known = deck.id if prefix == _prefix(deck.id) else prefix.removesuffix(_OF)
    return Deck(name=before.name, id=known, notes=notes)


def _prefix(identity: str) -> str:
    """What the keys of a document begin with: in characters that come back as they were from every format."""
    return one_line(unicodedata.normalize("NFC", identity)).replace(_OF, "_") + _OF


def _merged(decks: Sequence[Deck], name: str) -> Deck:
    count = sum(len(deck.notes) for deck in decks)
    return Deck(
        name=name,
        id=name,
        description=f"由 {len(decks)} 个文件生成，共 {count} 条笔记。",
        notes=tuple(note for deck in decks for note in deck.notes),
        dropped=tuple(drop for deck in decks for drop in deck.dropped),
        problems=tuple(problem for deck in decks for problem in deck.problems),
    )
