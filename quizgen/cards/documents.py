"""Several documents in one deck: which notes of the deck before are whose, and keys that say so."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from quizgen.cards.identity import DOCUMENT_END, identify, matched
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
    settled = [matched(deck.notes, pool.notes if pool else ()) for deck, pool in zip(decks, pools, strict=True)]
    wanted = {old.guid for pairs in settled for old in pairs.values()}
    free = [_bare(note) for note in before.notes if DOCUMENT_END in note.key and note.guid not in wanted]
    rest = [
        (number, note)
        for number, (deck, pairs) in enumerate(zip(decks, settled, strict=True))
        for place, note in enumerate(deck.notes)
        if place not in pairs
    ]
    homes: dict[str, int] = {}
    adopted: list[list[Note]] = [[] for _ in decks]
    for place, old in matched([note for _, note in rest], free).items():
        number, _ = rest[place]
        homes[old.guid] = number
        adopted[number].append(old)
    places = enumerate(zip(decks, pools, strict=True))
    return [_moved(pool, deck, number, homes, adopted[number], before) for number, (deck, pool) in places]


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
