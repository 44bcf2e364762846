"""Names that survive edits: the key of a note and the names of its blanks, made from what a learner would call them.

A key is read by people and searched in Anki (``Key:list.三种境界``), so it holds letters, digits and dots only.
Where the words it is made of are edited as well, ``quizgen.cards.identity`` finds the old note by its content.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from quizgen.cards.wordlists import word_lists
from quizgen.model import Formulation, Note, Saying
from quizgen.text.fold import simplified
from quizgen.text.numerals import number

HEAD = 8
"""Characters of a text that its name keeps, unless another text begins alike."""

RESERVED = ("label", "all", "speaker", "source")
"""Blank names that no member or clause may take."""

_ONE_NUMBER = re.compile("[二两三四五六七八九十]+(?![^，]*[一二两三四五六七八九十])")
_COUNT = re.compile("^[一二两三四五六七八九十百双几0-9]+[个大种类项条点层重]?")


@lru_cache(maxsize=1 << 14)
def skeleton(text: str) -> str:
    """The letters and digits of ``text`` in their normal form: what two texts have to share to say the same.

    Both scripts share it, so that a learner's history survives a change of script.

    >>> skeleton("“攻堅克難、善作善成”！")
    '攻坚克难善作善成'
    """
    return "".join(c for c in simplified(unicodedata.normalize("NFKC", text)) if c.isalnum()).casefold()


def is_definite(label: str) -> bool:
    """Whether a label stands for one set of its own (三种境界, 四个意识), not for whatever is listed (四个方面)."""
    return label_noun(label) not in {"", *word_lists().indefinite_nouns}


def label_noun(label: str) -> str:
    """What a label counts: 三种境界 → 境界, 五位一体 → 位一体."""
    return _COUNT.sub("", simplified(label))


def promised(label: str) -> int:
    """How many members ``label`` counts, where it is one number before what it counts (三民主义 3), else 0."""
    first = _ONE_NUMBER.match(label)
    return (number(first[0].replace("两", "二")) or 0) if first else 0


def is_partial(formulation: Formulation) -> bool:
    """Whether a text gives most members of a set but not all, whatever the reason: 三民主义 with two."""
    count, members = promised(formulation.label or ""), len(formulation.members)
    return not formulation.open and count / 2 < members < count


def formulation_key(formulation: Formulation) -> str:
    """The key of a list: its label where that names one set, else with the head of its first member."""
    label = skeleton(formulation.label or "")
    if label and is_definite(label):
        return f"list.{label}"
    first = skeleton(formulation.members[0].text)[:HEAD] if formulation.members else ""
    return ".".join(part for part in ("list", label, first) if part)


def saying_key(saying: Saying) -> str:
    """The key of a saying: its first words."""
    return f"saying.{skeleton(saying.quote)[:HEAD]}"


def unique(key: str, more: str, taken: Collection[str]) -> str:
    """``key``, told apart from those ``taken`` by ``more`` of its content, and by a number where that is the same."""
    if key in taken and more:
        key = f"{key}.{more}"
    number, candidate = 1, key
    while candidate in taken:
        number += 1
        candidate = f"{key}.{number}"
    return candidate


def blank_names(texts: Iterable[str]) -> tuple[str, ...]:
    """A name for each text: its first characters, as many as tell it from the others before it."""
    taken = set(RESERVED)
    names = []
    for text in texts:
        bare = skeleton(text)
        length = HEAD
        while bare[:length] in taken and length < len(bare):
            length += 1
        name = unique(bare[:length] or "blank", "", taken)
        taken.add(name)
        names.append(name)
    return tuple(names)


def with_unique_keys(groups: Sequence[tuple[str, str, Sequence[Note]]]) -> list[Note]:
    """All notes of ``groups`` (base key, what tells it apart, its notes) under keys that are unique together.

    The notes of one group have keys that are relative to the base: ``""``, ``.part2``, ``.recite``.
    """
    taken: set[str] = set()
    notes = []
    for base, more, members in groups:
        key = unique(base, more, taken)
        taken.add(key)
        named = [note.model_copy(update={"key": key + note.key}) for note in members]
        taken.update(note.key for note in named)
        notes += named
    return notes
