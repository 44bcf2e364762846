"""Several documents in one deck: which notes of the deck before are whose, and keys that say so."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain

from quizgen.cards.identity import DOCUMENT_END, asked, asks_alike, identify
from quizgen.cards.keys import unique
from quizgen.errors import one_line
from quizgen.model import Deck, Note


def prefix(identity: str) -> str:
    """What the keys of a document begin with: in characters that come back as they were from every format."""
    return one_line(unicodedata.normalize("NFC", identity)).replace(DOCUMENT_END, "_") + DOCUMENT_END


def identified(decks: Sequence[Deck], before: Deck | None) -> list[Deck]:
    """``decks`` with their identities, carried on from the deck ``before``, under keys that say which document it is.

    A note that goes from one document to another goes with its history.
    """
    pools = [_own(deck, before, alone=len(decks) == 1) for deck in decks]
    if before is not None and len(decks) > 1 and any(pools):
        pools = _adopt(decks, pools, before)
    taken = {note.guid for note in before.notes} if before and any(pools) else set()
    return [_prefixed(identify(deck, pool, taken)) for deck, pool in zip(decks, pools, strict=True)]


def _prefixed(deck: Deck) -> Deck:
    start = prefix(deck.id)
    notes = tuple(note.model_copy(update={"key": start + note.key}) for note in deck.notes)
    return deck.model_copy(update={"notes": notes})


def _own(deck: Deck, before: Deck | None, *, alone: bool) -> Deck | None:
    """What ``before`` holds of the document of ``deck``; of the only document that it holds, if that was renamed."""
    if before is None:
        return None
    prefixes = {_document(note) for note in before.notes if DOCUMENT_END in note.key}
    start = prefix(deck.id)
    if start not in prefixes and not (alone and len(prefixes) == 1):
        return None
    start = start if start in prefixes else prefixes.pop()
    notes = tuple(_bare(note) for note in before.notes if note.key.startswith(start))
    known = deck.id if start == prefix(deck.id) else start.removesuffix(DOCUMENT_END)
    return Deck(name=before.name, id=known, notes=notes)


def _document(note: Note) -> str:
    return note.key[: note.key.index(DOCUMENT_END) + 1]


def _bare(note: Note) -> Note:
    return note.model_copy(update={"key": note.key.partition(DOCUMENT_END)[2]})


def _adopt(decks: Sequence[Deck], pools: Sequence[Deck | None], before: Deck) -> list[Deck | None]:
    """``pools`` in which notes that their own document has no more are those of the ``decks`` that have them now."""
    settled = [_settled(deck, pool) for deck, pool in zip(decks, pools, strict=True)]
    wanted = {guid for pairs in settled for guid in pairs.values()}
    by_key: dict[str, list[Note]] = defaultdict(list)
    by_words: dict[tuple[str, str], list[Note]] = defaultdict(list)
    for note in before.notes:
        if DOCUMENT_END in note.key and note.guid not in wanted:
            by_key[_bare(note).key].append(note)
            by_words[asked(note)].append(note)
    homes: dict[str, int] = {}
    adopted: list[list[Note]] = [[] for _ in decks]
    for number, (deck, pairs) in enumerate(zip(decks, settled, strict=True)):
        for note in deck.notes:
            if note.key in pairs:
                continue
            alike = (old for old in by_key.get(note.key, ()) if asks_alike(note, old))
            free = (old for old in chain(by_words.get(asked(note), ()), alike) if old.guid not in homes)
            if old := next(free, None):
                homes[old.guid] = number
                adopted[number].append(old.model_copy(update={"key": note.key}))
    places = enumerate(zip(decks, pools, strict=True))
    return [_moved(pool, deck, number, homes, adopted[number], before) for number, (deck, pool) in places]


def _settled(deck: Deck, pool: Deck | None) -> dict[str, str]:
    """The notes of ``deck`` by key that are surely those of ``pool``, with the GUID there."""
    old = {note.key: note for note in (pool.notes if pool else ())}
    by_words = {asked(note): note for note in (pool.notes[::-1] if pool else ())}
    pairs = {}
    for note in deck.notes:
        same = by_words.get(asked(note)) or old.get(note.key)
        if same and (asked(same) == asked(note) or asks_alike(note, same)):
            pairs[note.key] = same.guid
    return pairs


def _moved(
    pool: Deck | None, deck: Deck, number: int, homes: Mapping[str, int], adopted: Sequence[Note], before: Deck
) -> Deck | None:
    """The notes of ``pool`` that have no other home, and those ``adopted``."""
    notes = [note for note in (pool.notes if pool else ()) if homes.get(note.guid, number) == number]
    own = {note.guid for note in notes}
    for note in adopted:
        if note.guid not in own:
            key = unique(note.key, "", {one.key for one in notes})
            notes.append(note.model_copy(update={"key": key}))
    return Deck(name=before.name, id=pool.id if pool else deck.id, notes=tuple(notes)) if pool or notes else None
