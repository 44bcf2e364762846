"""The glossary: curated decks as values, and what a label such as 四个意识 stands for.

A curated deck is a folder with ``deck.toml``, ``formulations.toml`` and ``sayings.toml``; ``decks/README.md`` has the
format. The decks stand at the top of a checkout and inside the package where it is installed from a wheel.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from pathlib import Path
from typing import Annotated

from pydantic import Field

from quizgen.errors import InputError
from quizgen.model import KnownSaying, KnownSet, Value
from quizgen.tables import REMEDY, Entry, Text, toml, validated
from quizgen.text.numerals import chinese, number
from quizgen.text.script import converter

_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_NOT_WORDS = re.compile(r"[\W_]+")


class CuratedDeck(Value):
    """One folder under ``decks/``: what it is called, and its entries in the order of the files."""

    name: str
    title: str
    tags: tuple[str, ...]
    description: str
    sets: tuple[KnownSet, ...]
    sayings: tuple[KnownSaying, ...]


class Glossary(Value):
    """All curated decks together, with the way from a label to its set."""

    decks: tuple[CuratedDeck, ...]

    @cached_property
    def sets(self) -> tuple[KnownSet, ...]:
        """The sets of all decks."""
        return tuple(known for deck in self.decks for known in deck.sets)

    @cached_property
    def sayings(self) -> tuple[KnownSaying, ...]:
        """The sayings of all decks."""
        return tuple(saying for deck in self.decks for saying in deck.sayings)

    @cached_property
    def clauses(self) -> frozenset[str]:
        """The clauses (four characters and more) of all sayings, and each saying whole, without punctuation."""
        texts = ((*_NOT_WORDS.split(saying.quote), _NOT_WORDS.sub("", saying.quote)) for saying in self.sayings)
        return frozenset(text for clauses in texts for text in clauses if len(text) > 3)

    @cached_property
    def by_member(self) -> Mapping[str, tuple[KnownSet, ...]]:
        """The sets of three members and more that have a text as a member; of equal sets only the first."""
        found: dict[str, dict[tuple[str, ...], KnownSet]] = {}
        for known in self.sets:
            for member in known.members if len(known.members) > 2 else ():
                found.setdefault(member, {}).setdefault(known.members, known)
        return {member: tuple(sets.values()) for member, sets in found.items()}

    @cached_property
    def numbered(self) -> Mapping[str, tuple[str, ...]]:
        """The labels and aliases that begin with a number, by their first two characters.

        Of those with 一 the ones that go on to count: 一个中心、两个基本点, and not 一带一路.
        """
        names = {name for known in self.sets for name in (known.label, *known.aliases)}
        return by_beginning(name for name in names if number(name[0]) and (name[0] != "一" or "、" in name))

    def deck(self, name: str) -> CuratedDeck | None:
        """The deck whose folder is called ``name``."""
        return next((deck for deck in self.decks if deck.name == name), None)

    def find(self, label: str) -> KnownSet | None:
        """The one set that ``label`` stands for.

        A set's own label counts before another set's alias. Where two decks give a label different members
        (六经 are six classics, or six channels), nothing is found: a card with the wrong six is worse than none.
        """
        candidates = self.candidates(label)
        if len({known.members for known in candidates}) > 1:
            return None
        return next(iter(candidates), None)

    def under(self, decks: Sequence[CuratedDeck]) -> Glossary:
        """The glossary below ``decks``: what they have a name for counts, and nothing of that name here."""
        names = {name for deck in decks for known in deck.sets for name in _names(known)}
        if not names and not any(deck.sayings for deck in decks):
            return self
        kept = ((deck, tuple(one for one in deck.sets if not names & _names(one))) for deck in self.decks)
        return Glossary(decks=(*decks, *(deck.model_copy(update={"sets": sets}) for deck, sets in kept)))

    def candidates(self, label: str) -> tuple[KnownSet, ...]:
        """Every set that is called ``label``, or else every set that has it as an alias."""
        for key in dict.fromkeys((fold_label(label), fold_label(to_simplified(label)))):
            if known := self._by_label.get(key) or self._by_alias.get(key):
                return known
        return ()

    @cached_property
    def _by_label(self) -> Mapping[str, tuple[KnownSet, ...]]:
        return _index((known.label, known) for known in self.sets)

    @cached_property
    def _by_alias(self) -> Mapping[str, tuple[KnownSet, ...]]:
        return _index((alias, known) for known in self.sets for alias in known.aliases)


def by_beginning(names: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Names by their first two characters, for looking up which of them a text has at some place."""
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        found[name[:2]] = (*found.get(name[:2], ()), name)
    return found


@cache
def load() -> Glossary:
    """The curated decks that come with quizgen, read once in a process."""
    return read_glossary(decks_folder())


def decks_folder() -> Traversable:
    """Where the curated decks stand: in the installed package, or at the top of a checkout."""
    package = files("quizgen")
    shipped = package / "decks"
    return shipped if shipped.is_dir() or not isinstance(package, Path) else package.parent / "decks"


def read_glossary(folder: Traversable) -> Glossary:
    """All decks in ``folder``, by name; without the folder, a glossary that knows nothing."""
    if not folder.is_dir():
        return Glossary(decks=())
    return Glossary(decks=tuple(read_deck(folder / name) for name in deck_names(folder)))


def deck_names(folder: Traversable) -> list[str]:
    """The names of the curated decks in ``folder``, sorted."""
    return sorted(entry.name for entry in folder.iterdir() if is_deck(entry))


def is_deck(folder: Traversable) -> bool:
    """Whether ``folder`` holds a curated deck."""
    return folder.is_dir() and (folder / "deck.toml").is_file()


def read_deck(folder: Traversable) -> CuratedDeck:
    """The curated deck in ``folder``; raises InputError naming the file and the entry that is wrong."""
    about = validated(str(folder / "deck.toml"), _DeckEntry, toml(folder / "deck.toml"))
    return CuratedDeck(
        name=folder.name,
        title=about.title,
        tags=about.tags,
        description=about.description,
        sets=_sets(folder / "formulations.toml", folder.name),
        sayings=_sayings(folder / "sayings.toml", folder.name),
    )


# ── labels ──

_IGNORED = re.compile(r"""[\s"'“”‘’「」『』《》〈〉()\[\]【】·・•,.、:;_-]+""")
_ARABIC = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_SAME_NUMBER = str.maketrans("两零", "二〇")
"""两个务必 and 2个务必 are one label; so are 二为方向 and 两为方向."""


def fold_label(label: str) -> str:
    """What the spellings of a label have in common: “四个意识”, 四個意識 once simplified, and 4个意识 are one.

    Quotation marks, spaces and punctuation go, and digits become words. The characters stay as they are, since
    the decks are written in Simplified Chinese and converting costs more than reading them all.
    """
    return _with_number_words(_IGNORED.sub("", unicodedata.normalize("NFKC", label))).translate(_SAME_NUMBER)


def to_simplified(text: str) -> str:
    """``text`` with Simplified characters for Traditional ones."""
    return text if text.isascii() else converter("simplified")(text)


_COUNT = re.compile(
    r"""
    (?<! [第统唯进〇一二三四五六七八九十百千万] )         # 第三产业 is an ordinal, 进一步 a word
    (?P<number> [二三四五六七八九]? 十 [一二三四五六七八九]? | [一二三四五六七八九两双] )
    (?! [〇一二三四五六七八九十千万分] )               # 一二九 is a date, 一分为二 an idiom
    (?! [年月日世届字体批致切定般] )                       # 十六字 is a size, 五位一体 is one body
    (?! 百 (?! 方针 ) )                               # 一百 is a size, 双百方针 is two of them
    """,
    re.VERBOSE,
)


_BETWEEN_PARTS = " 、，·“”‘’《》"


def stated_count(label: str) -> int | None:
    """How many members ``label`` promises: 四个意识 4, 三大纪律八项注意 11, 五位一体 5, 核心价值观 None.

    The parts of a compound add up. Sizes, ordinals and dates are no counts: 两个一百年 promises two.
    """
    return sum(number(match["number"]) or 0 for match in _COUNT.finditer(_with_number_words(label))) or None


def stated_parts(label: str) -> tuple[tuple[str, int], ...]:
    """The parts of a compound and how many members each promises: 四书五经 → 四书 4, 五经 5; none of a simple label."""
    label = _with_number_words(label)
    found = list(_COUNT.finditer(label))
    if len(found) < 2:
        return ()
    bounds = [*(match.start() for match in found), len(label)]
    names = [label[start:end].strip(_BETWEEN_PARTS) for start, end in pairwise(bounds)]
    return tuple((name, number(match["number"]) or 0) for name, match in zip(names, found, strict=True))


def _with_number_words(text: str) -> str:
    return _ARABIC.sub(lambda digits: chinese(int(digits[0])), text)


def _names(known: KnownSet) -> set[str]:
    return {fold_label(name) for name in (known.label, *known.aliases)}


def _index(names: Iterable[tuple[str, KnownSet]]) -> Mapping[str, tuple[KnownSet, ...]]:
    index: dict[str, tuple[KnownSet, ...]] = {}
    for name, known in names:
        key = fold_label(name)
        index[key] = (*index.get(key, ()), known)
    return index


# ── files ──


class _DeckEntry(Value):
    title: Text
    tags: tuple[Text, ...]
    description: Text
    # what a deck is made of beside its entries is read where decks are built: quizgen.folders
    documents: object = None
    options: object = None
    glossary: object = None


class _FormerEntry(Value):
    members: Annotated[tuple[Text, ...], Field(min_length=2)]
    source: Text
    until: Text


class _SetEntry(Value):
    label: Text
    members: Annotated[tuple[Text, ...], Field(min_length=2)]
    ordered: bool
    source: Text
    checked: Text | None = None
    date: Text | None = None
    aliases: tuple[Text, ...] = ()
    note: Text | None = None
    count: int | None = None
    former: tuple[_FormerEntry, ...] = ()


class _SayingEntry(Value):
    quote: Text
    source: Text
    checked: Text | None = None
    speaker: Text | None = None
    date: Text | None = None
    note: Text | None = None


def _sets(file: Traversable, deck: str) -> tuple[KnownSet, ...]:
    found = entries(file, "set", "label", _SetEntry)
    for where, entry in found:
        _check_members(where, entry)
    _check_unique((name, where) for where, entry in found for name in (entry.label, *entry.aliases))
    return tuple(
        KnownSet(**entry.model_dump(exclude={"checked", "count"}, exclude_none=True), deck=deck) for _, entry in found
    )


def _sayings(file: Traversable, deck: str) -> tuple[KnownSaying, ...]:
    found = entries(file, "saying", "quote", _SayingEntry)
    _check_unique((entry.quote, where) for where, entry in found)
    return tuple(
        KnownSaying(**entry.model_dump(exclude={"checked"}, exclude_none=True), deck=deck) for _, entry in found
    )


def _check_members(where: str, entry: _SetEntry) -> None:
    """A set's members are different, and as many as its names say."""
    if len(set(entry.members)) < len(entry.members):
        raise InputError(where, "a member stands twice", REMEDY)
    for one in entry.former:
        if len(one.members) != len(entry.members):
            raise InputError(where, "a former wording has another number of members", REMEDY)
        if not _DAY.fullmatch(one.until):
            raise InputError(where, f"until = {one.until} is no day", "write it as 2020-10-29")
    if entry.count is not None and entry.note is None:
        raise InputError(where, "count without a note", "say in note why the label's number is another one")
    for name in (entry.label, *entry.aliases):
        count = stated_count(name) if entry.count is None else entry.count
        if count is not None and count != len(entry.members):
            raise InputError(where, f"{name} promises {count} members and has {len(entry.members)}", REMEDY)


def _check_unique(names: Iterable[tuple[str, str]]) -> None:
    first: dict[str, str] = {}
    for name, where in names:
        key = fold_label(name)
        if key in first:
            raise InputError(where, f"{name} stands already in {first[key]}", "keep one of the two")
        first[key] = where


def entries(file: Traversable, table: str, title: str, kind: type[Entry]) -> list[tuple[str, Entry]]:
    """The tables called ``table`` of ``file``, with the words that name each in a message; a deck may lack the file."""
    if not file.is_file():
        return []
    content = toml(file)
    tables = content.pop(table, [])
    if content or not isinstance(tables, list):
        raise InputError(str(file), f"holds something else than [[{table}]] tables", REMEDY)
    return [_entry(file, kind, number, raw, title) for number, raw in enumerate(tables, 1)]


def _entry(file: Traversable, kind: type[Entry], number: int, raw: object, title: str) -> tuple[str, Entry]:
    name = raw.get(title) if isinstance(raw, dict) else None
    where = f"{file}, entry {number}" + (f" ({name})" if isinstance(name, str) else "")
    return where, validated(where, kind, raw)
