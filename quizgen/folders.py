"""Deck folders: which documents a deck is made of, what is chosen of them, and what was decided about its cards.

A deck folder is a curated deck whose ``deck.toml`` may list documents and options, with a ``decisions.toml`` beside it;
``decks/README.md`` has the format.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field, field_validator

from quizgen import detectors, glossary, readers
from quizgen.cards.decisions import Decision
from quizgen.cards.looks import Look
from quizgen.cards.selection import Selection
from quizgen.detectors import DEFAULT_RULES, Rules
from quizgen.errors import InputError, one_line
from quizgen.exporters.files import write_whole
from quizgen.glossary import CuratedDeck
from quizgen.model import Problem, Value
from quizgen.readers import Reading
from quizgen.tables import Text, toml, validated
from quizgen.text.script import Script

DECK, DECISIONS = "deck.toml", "decisions.toml"


class Options(Selection, Look):
    """What the command line can choose, under its names: cards, how they ask, the rules of finding, how to read."""

    model_config = ConfigDict(alias_generator=lambda name: name.replace("_", "-"))

    without: tuple[str, ...] = ()
    min_confidence: Annotated[float, Field(ge=0, le=1)] = DEFAULT_RULES.min_confidence
    keep_all: bool = False
    password: str | None = None
    text_field: str | None = None
    script: Script | None = None

    @field_validator("without")
    @classmethod
    def _rules_exist(cls, rules: tuple[str, ...]) -> tuple[str, ...]:
        if wrong := detectors.unknown_rules(rules):
            raise ValueError(wrong)
        return rules

    @property
    def rules(self) -> Rules:
        """The rules of finding."""
        return Rules(self.without, self.min_confidence)

    @property
    def reading(self) -> Reading:
        """How documents are read."""
        return Reading.model_validate({name: getattr(self, name) for name in Reading.model_fields})

    def over(self, other: Options) -> Options:
        """What is set here, and what ``other`` sets beside it."""
        given = {one: options.model_dump(exclude_unset=True, by_alias=True) for one, options in ((0, other), (1, self))}
        return Options.model_validate(given[0] | given[1])


class Listed(Value):
    """A document of a deck: where it is, and its identity and title if they are not those that it has by itself."""

    path: Text
    id: Text | None = None
    title: Text | None = None


class Folder(Value):
    """One deck folder as it was read; ``glossary`` are the decks that fill in members (``None``: none do)."""

    place: str
    known: CuratedDeck
    documents: tuple[Listed, ...] = ()
    options: Options = Options()
    glossary: tuple[CuratedDeck, ...] | None = ()
    decisions: tuple[Decision, ...] = ()

    @property
    def decisions_file(self) -> str:
        """Where the decisions stand."""
        return str(Path(self.place, DECISIONS))


def _listed(entry: object) -> object:
    return {"path": entry} if isinstance(entry, str) else entry


def _or_none(decks: object) -> object:
    if (isinstance(decks, bool) and decks) or decks is None:
        raise ValueError("has to be a list of folders, or false for none")
    return None if decks is False else decks


class _About(Value):
    """The keys of ``deck.toml`` beyond those of every curated deck."""

    model_config = ConfigDict(extra="ignore")

    documents: tuple[Annotated[Listed, BeforeValidator(_listed)], ...] = ()
    options: Options = Options()
    glossary: Annotated[tuple[Text, ...] | None, BeforeValidator(_or_none)] = ()


def read(folder: Traversable, place: str) -> Folder:
    """The deck in ``folder``, which the user calls ``place``; raises :class:`InputError` (file, key and remedy)."""
    known = glossary.read_deck(folder)
    about = validated(str(Path(place, DECK)), _About, toml(folder / DECK))
    return Folder(
        place=place,
        known=known,
        documents=about.documents,
        options=about.options,
        glossary=None if about.glossary is None else tuple(_other(place, path) for path in about.glossary),
        decisions=_decisions(folder / DECISIONS),
    )


def _other(place: str, path: str) -> CuratedDeck:
    other = Path(place, path)
    if not glossary.is_deck(other):
        what = f"glossary: there is no curated deck at {one_line(path)}"
        raise InputError(str(Path(place, DECK)), what, f"name folders with a {DECK}, counted from this one")
    return glossary.read_deck(other.resolve())


def _decisions(file: Traversable) -> tuple[Decision, ...]:
    decisions = tuple(decision for _, decision in glossary.entries(file, "card", "key", Decision))
    seen: set[str] = set()
    for one in decisions:
        if one.key in seen:
            raise InputError(str(file), f"{one_line(one.key)} is decided twice", "keep one of the two")
        seen.add(one.key)
    return decisions


def documents(folder: Folder) -> Iterator[Listed | Problem]:
    """Every document that ``folder`` lists, where it is from here; what lists none gives its problem instead."""
    for listed in folder.documents:
        try:
            paths = _paths(folder, listed.path)
            if listed.id and len(paths) > 1:
                what = f"documents: {one_line(listed.path)} stands for {len(paths)} documents, which cannot share an id"
                raise InputError(str(Path(folder.place, DECK)), what, "give each of them an entry of its own")
            yield from (listed.model_copy(update={"path": path}) for path in paths)
        except InputError as error:
            yield error.problem


def _paths(folder: Folder, pattern: str) -> Sequence[str]:
    """The documents that one entry names: a file, those in a folder, or those that a pattern fits."""
    path = os.path.join(folder.place, pattern)  # noqa: PTH118 - a Path would drop what the user wrote
    if os.path.lexists(path):  # a name with brackets is no pattern where a file bears it
        found = [path]
    else:
        found = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 - absolute ones as well
        found = [one for one in found if Path(one).is_dir() or Path(one).suffix.lower() in readers.MODULES]
    if not found:
        what = f"documents: {one_line(pattern)} is not there" if pattern == glob.escape(pattern) else ""
        what = what or f"documents: no document fits {one_line(pattern)}"
        raise InputError(str(Path(folder.place, DECK)), what, "mend the path; it counts from the folder of deck.toml")
    paths = []
    for one in readers.documents(found):
        if isinstance(one, Problem):
            raise InputError(one.where, one.what, one.remedy)
        paths.append(one)
    return paths


def record(place: str, decision: Decision) -> None:
    """Write ``decision`` into the decisions of the deck folder at ``place``; comments and layout stay as they are.

    Raises :class:`InputError` where the folder or its file is not in order, and :class:`OutputError`.
    """
    import tomlkit  # nobody who only builds decks waits for it

    if not glossary.is_deck(Path(place)):
        raise InputError(place, "is not a deck folder", f"name a folder with a {DECK}")
    file = Path(place, DECISIONS)
    known = [one.key for one in _decisions(file)]
    text = file.read_bytes().decode() if file.is_file() else ""
    values = {name: value for name, value in decision.model_dump().items() if value is not None}
    content = tomlkit.parse(text)
    if decision.key in known:
        table = content["card"][known.index(decision.key)]
        for name in [name for name in table if name not in values]:
            del table[name]
        table.update(values)
        text = tomlkit.dumps(content)
    elif known and not isinstance(content["card"], tomlkit.items.AoT):
        raise InputError(str(file), "holds its decisions in one value", "write each of them as a [[card]] table")
    else:
        text += "\n" * (bool(text) + (not text.endswith(("\n", "")))) + tomlkit.dumps({"card": [values]})
    write_whole(file, text.encode())
