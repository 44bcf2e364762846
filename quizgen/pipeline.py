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

from quizgen import cards, curated, detectors, exporters, folders, glossary, readers, sheets
from quizgen.cards import batches, documents, shared, titles
from quizgen.cards.batches import Batch
from quizgen.cards.decisions import Decision, decide
from quizgen.cards.looks import dressed
from quizgen.cards.selection import select
from quizgen.detectors import DEFAULT_RULES, Found, Rules
from quizgen.errors import InputError, one_line
from quizgen.exporters import Written
from quizgen.exporters.files import write_whole
from quizgen.folders import Folder, Listed, Options
from quizgen.glossary import CuratedDeck, Glossary
from quizgen.model import Deck, Document, Finding, Note, Problem
from quizgen.readers import AS_IT_IS, Reading
from quizgen.sheets import Rendered
from quizgen.sheets.layouts import Laid, Wish, laid_out

_DECKS = "decks"  # what the shipped decks are called by from anywhere
DEFAULTS = Options()


@dataclass(frozen=True, slots=True)
class Work:
    """What came of one input: a document with its findings, or a curated deck, and the notes made of it.

    ``batch`` is what the notes are made of, ``folder`` the deck folder that names the input.
    """

    name: str
    deck: Deck
    document: Document | None = None
    findings: Sequence[Finding] = ()
    batch: Batch | None = None
    folder: Folder | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """The deck of all inputs, what was decided about its cards, and how many were not chosen.

    ``gone`` are decisions whose card is no longer there, ``problems`` what came up when the inputs were put together.
    """

    deck: Deck
    decided: Sequence[Decision] = ()
    gone: Sequence[Decision] = ()
    left_out: int = 0
    problems: Sequence[Problem] = ()


@dataclass(frozen=True, slots=True)
class _Source:
    """A document or a curated deck that is to be read; ``listed`` is its entry in a deck folder."""

    path: str
    options: Options
    folder: Folder | None = None
    listed: Listed | None = None


def read(path: str, reading: Reading = AS_IT_IS) -> Document:
    """Read one document; ``-`` is standard input. Raises :class:`InputError`."""
    return readers.read(path, reading)


def documents_of(paths: Sequence[str], options: Options = DEFAULTS) -> Iterator[Document | Problem]:
    """Every document that ``paths`` name; one that cannot be read gives its problem and does not stop the rest."""
    for source in _sources(paths, None, options):
        try:
            if isinstance(source, Problem):
                yield source
            elif source.folder and not source.listed:
                yield curated.laid_out(source.folder.known, source.path)[0]
            else:
                yield _document(source, None)
        except InputError as error:
            yield error.problem


def extract(document: Document, rules: Rules = DEFAULT_RULES) -> list[Finding]:
    """What a learner of ``document`` has to know by heart, in document order."""
    return list(explain(document, rules).findings)


def explain(document: Document, rules: Rules = DEFAULT_RULES, known: Glossary | None = None) -> Found:
    """The same, with what rules looked at and turned down, and why; ``known`` instead of the curated decks."""
    return detectors.look(document, glossary.load() if known is None else known, rules)


def make_cards(document: Document, findings: Sequence[Finding]) -> Deck:
    """The notes of ``findings``, each checked; what failed a check stands in ``Deck.dropped``."""
    return cards.make_cards(document, findings)


def write(deck: Deck, path: str) -> Written:
    """Write ``deck`` in the format that the ending of ``path`` names, carrying on from the deck that stands there.

    Learners keep their history: notes and blanks that were there before keep their identity. Raises
    :class:`OutputError` and leaves what stood there untouched, or :class:`UsageError` for an unknown ending.
    """
    return write_all([Work(name=deck.name, deck=deck)], path)


def found(paths: Sequence[str], options: Options = DEFAULTS) -> Iterator[tuple[Document, Found] | Problem]:
    """Every input with what is found in it; one that cannot be read gives its problem and does not stop the rest.

    A curated deck counts as the document that its entries make when they are written down one below the other.
    """
    for source in _sources(paths, None, options):
        try:
            if isinstance(source, Problem):
                yield source
            elif source.folder and not source.listed:
                document, known = curated.laid_out(source.folder.known, source.path)
                yield document, Found([one for one in known if source.options.rules.take(one.rule)], near=())
            else:
                document = _document(source, None)
                yield document, explain(document, source.options.rules, _glossary(source.folder))
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


def works(paths: Sequence[str], output: str | None = None, options: Options = DEFAULTS) -> Iterator[Work | Problem]:
    """The work of every input but ``output``; one that fails gives its problem and does not stop the rest."""
    names: dict[str, str] = {}
    for source in _sources(paths, output, options):
        try:
            yield source if isinstance(source, Problem) else _told_apart(_work(source, output), names)
        except InputError as error:
            yield error.problem


def work(path: str, output: str | None = None, options: Options = DEFAULTS) -> Work:
    """Read one document and make its notes. Raises :class:`InputError`."""
    return _work(_Source(path, options), output)


def _sources(paths: Sequence[str], output: str | None, options: Options) -> Iterator[_Source | Problem]:
    """What ``paths`` stand for: documents, those that deck folders list, and the entries of such folders."""
    seen: set[str] = set()
    for path in inputs(paths, output):
        try:
            if isinstance(path, Problem):
                yield path
            elif place := _curated_folder(path):
                yield from _of_folder(path, folders.read(place, path), options, seen)
            elif os.path.realpath(path) not in seen:
                seen.add(os.path.realpath(path))
                yield _Source(path, options)
        except InputError as error:
            yield error.problem


def _of_folder(path: str, folder: Folder, options: Options, seen: set[str]) -> Iterator[_Source | Problem]:
    options = options.over(folder.options)
    for listed in folders.documents(folder):
        if isinstance(listed, Problem):
            yield listed
        elif os.path.realpath(listed.path) not in seen:
            seen.add(os.path.realpath(listed.path))
            yield _Source(listed.path, options, folder, listed)
    if folder.known.sets or folder.known.sayings or not folder.documents:
        yield _Source(path, options, folder)


def _work(source: _Source, output: str | None) -> Work:
    folder = source.folder
    if folder and not source.listed:
        batch = _curated(folder.known)
        return Work(name=source.path, deck=batches.deck_of(batch), batch=batch, folder=folder)
    document = _document(source, output)
    findings = list(explain(document, source.options.rules, _glossary(folder)).findings)
    batch = batches.of_document(document, findings)
    if folder:
        batch = batch.tagged(folder.known.tags)
    return Work(source.path, batches.deck_of(batch), document, findings, batch, folder)


def _document(source: _Source, output: str | None) -> Document:
    document = read(source.path, source.options.reading)
    if source.path == readers.STDIN and output:
        document = _named(document, unicodedata.normalize("NFC", readers.printable(Path(output).stem)))
    listed = source.listed
    named = {"id": listed.id, "title": listed.title} if listed else {}
    return document.model_copy(update={name: value for name, value in named.items() if value is not None})


@cache
def _glossary(folder: Folder | None) -> Glossary:
    """What fills in members: the shipped decks, below those that ``folder`` names and its own entries."""
    if folder is None:
        return glossary.load()
    if folder.glossary is None:
        return Glossary(decks=())
    return glossary.load().under((folder.known, *folder.glossary))


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


def _curated(known: CuratedDeck) -> Batch:
    return batches.of_known(
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
    identity = next(name for name in _identities(own, work.name) if documents.prefix(name) not in names)
    first = names.get(documents.prefix(own))
    names[documents.prefix(identity)] = work.name
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


def write_all(works: Sequence[Work], path: str, options: Options = DEFAULTS) -> Written:
    """Write the notes of all ``works`` as one deck; each keeps the identity that its own document gives it."""
    return write_made(made(works, path, options), path)


def write_made(made: Made, path: str) -> Written:
    """Write a deck that was made for ``path``."""
    return exporters.exporter_for(path).write(made.deck, Path(path))


def laid(works: Sequence[Work], made: Made, wish: Wish) -> Laid:
    """The review sheets of a deck that was made of ``works``."""
    return laid_out(made.deck, wish, {work.deck.id: work.document for work in works if work.document})


def write_sheets(laid: Laid, path: str, *, preview: bool = False) -> list[tuple[Path, Rendered]]:
    """Write every file of a sheet beside ``path``, in the format of its ending; nothing before all are drawn.

    ``preview`` adds a picture of each page. Raises :class:`OutputError`, and :class:`UsageError` for an ending that no
    writer knows.
    """
    files = [(printed.suffix, printed.sheet) for printed in laid.files]
    drawn = sheets.render(files, Path(path))
    pictures = sheets.pictures(files, Path(path)) if preview else []
    for place, data in [*((place, rendered.data) for place, rendered in drawn), *pictures]:
        write_whole(place, data)
    return drawn


def made(
    works: Sequence[Work], path: str | None = None, options: Options = DEFAULTS, *, name: str | None = None
) -> Made:
    """The deck of all ``works``, carrying on from the one at ``path``, as decisions and ``options`` want it.

    Of several documents it bears the ``name``, or that of the file at ``path``. What they have in common is one note.
    Identity is settled before anything is left out, so that it does not depend on what is, nor on how cards look.
    """
    if not works:
        return Made(Deck(name="", id=""))
    before = exporters.exporter_for(path).previous(Path(path)) if path else None
    decks, problems = _merged(works)
    folder = _only_folder(works)
    whole = _joined(
        documents.identified(decks, before), works, folder, name or (Path(path).stem if path else "quizgen")
    )
    deck, pinned, gone = whole, frozenset[tuple[str, str]](), list[Decision]()
    tended = [one for one in _folders(works) if one.decisions]
    for one in tended:
        decided = decide(deck, one.decisions, one_line(one.decisions_file))
        deck, pinned = decided.deck, pinned | decided.pinned
        gone += decided.gone
        problems += decided.problems
    options = options.over(folder.options) if folder else options
    chosen = select(deck, options, pinned)
    left_out = sum(len(note.blanks) for note in deck.notes) - sum(len(note.blanks) for note in chosen.notes)
    if chosen.notes != whole.notes:
        chosen = chosen.model_copy(update={"description": _description(chosen.notes, works, folder)})
    decisions = [decision for one in tended for decision in one.decisions if decision not in gone]
    return Made(dressed(chosen, options), decisions, gone, left_out, problems)


def _folders(works: Sequence[Work]) -> list[Folder]:
    """The deck folders that ``works`` come from, each once."""
    return list({work.folder.place: work.folder for work in works if work.folder}.values())


def _only_folder(works: Sequence[Work]) -> Folder | None:
    """The deck folder that all ``works`` come from: then the deck is called and chosen as it says."""
    folders = _folders(works)
    return folders[0] if len(folders) == 1 and all(work.folder for work in works) else None


def _merged(works: Sequence[Work]) -> tuple[list[Deck], list[Problem]]:
    """The deck of each work, without what another one has; and how their words differ."""
    made = [work.batch for work in works if work.batch]
    if len(works) < 2 or len(made) < len(works):
        return [work.deck for work in works], []
    merged, problems = shared.merged(made, [work.name for work in works])
    decks = []
    for work, batch in zip(works, merged, strict=True):
        known = {"id": work.deck.id, "problems": work.deck.problems}
        decks.append(work.deck if batch is work.batch else batches.deck_of(batch).model_copy(update=known))
    return decks, problems


def _joined(decks: Sequence[Deck], works: Sequence[Work], folder: Folder | None, stem: str) -> Deck:
    """One deck of all; that of several documents bears the name of the file, that of a single one its title."""
    if len(decks) == 1 and not (folder and folder.documents):
        return decks[0]
    notes = tuple(note for deck in decks for note in deck.notes)
    return Deck(
        name=titles.clean_title(folder.known.title) if folder else stem,
        id=f"decks/{folder.known.name}" if folder else stem,
        description=_description(notes, works, folder),
        notes=notes,
        dropped=tuple(drop for deck in decks for drop in deck.dropped),
        problems=tuple(problem for deck in decks for problem in deck.problems),
    )


def _description(notes: Sequence[Note], works: Sequence[Work], folder: Folder | None) -> str:
    if folder:
        return batches.described(folder.known.description, notes)
    if len(works) > 1:
        return f"由 {len(works)} 个文件生成，共 {len(notes)} 条笔记。"
    return batches.described(works[0].batch.origin if works[0].batch else "", notes)
