"""Carries keys, GUIDs and cloze numbers over from the deck before, so that a learner's history survives edits.

Anki knows a note by its GUID and a card by its cloze number, so both have to stay with the content that they were
first given to. A note is found again

1. under its key, where what it asks is still alike;
2. by what it asks, where the words that its key is made of were edited, or its key went to another note;
3. under its key alone, where the content was rewritten.

A blank is found again by its name, else by its text; a new one gets the next number that the note never used.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from quizgen.model import Deck, DroppedCard, Note

ALIKE = 0.5
"""Share of common character pairs from which two texts count as one text before and after an edit."""

MOST_NUMBERS = 500
"""Anki shows no cloze with a higher number."""


def identify(deck: Deck, previous: Deck | None) -> Deck:
    """``deck`` with key, GUID, numbers and the highest number used in every note.

    ``previous`` holds the notes that the output held before, those that it lost since among them: one that comes
    back finds its history. ``None`` stands for a first build.
    """
    before = previous.notes if previous else ()
    found = _predecessors(deck.notes, before)
    if previous and previous.id != deck.id and 2 * len(found) < min(len(before), len(deck.notes)):
        before, found = (), {}  # another document stood there: a label that both have is no reason to share a note
    notes = _with_guids(deck, found, {note.key for note in before}, {note.guid for note in before})
    numbered = [_numbered(note, found.get(place)) for place, note in enumerate(notes)]
    dropped = tuple(drop for note in numbered for drop in _without_number(note))
    return deck.model_copy(update={"notes": tuple(numbered), "dropped": deck.dropped + dropped})


def guid_for(document: str, key: str) -> str:
    """The identity in Anki of the note ``key`` of a document; made of no text, so it survives every edit.

    Letters and digits only: some programs take a field that begins with ``-`` for a formula.
    """
    digest = hashlib.sha256(f"{document}\x00{key}".encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest).decode("ascii").lower()[:20]


def similarity(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1: the share of character pairs that they have in common (Dice)."""
    if one == other:
        return 1.0
    pairs, others = _pairs(one), _pairs(other)
    total = pairs.total() + others.total()
    return 2 * (pairs & others).total() / total if total else 0.0


def _predecessors(notes: Sequence[Note], before: Sequence[Note]) -> dict[int, Note]:
    """The note before of each note that has one, by its place in the deck."""
    texts, old_texts = [_asked(note) for note in notes], [_asked(note) for note in before]
    by_key = {note.key: place for place, note in enumerate(before)}
    same_key = {new: by_key[note.key] for new, note in enumerate(notes) if note.key in by_key}
    found: dict[int, int] = {}
    for new, old in same_key.items():
        if old not in found.values() and similarity(texts[new], old_texts[old]) >= ALIKE:
            found[new] = old
    for kind in ("list", "recite", "saying"):
        rest = {n: texts[n] for n, note in enumerate(notes) if note.kind == kind and n not in found}
        taken = set(found.values())
        old_rest = {o: old_texts[o] for o, note in enumerate(before) if note.kind == kind and o not in taken}
        found |= _best_matches(rest, old_rest)
    taken = set(found.values())
    for new, old in same_key.items():
        if new not in found and old not in taken:
            found[new] = old
            taken.add(old)
    return {new: before[old] for new, old in found.items()}


def _best_matches(texts: Mapping[int, str], others: Mapping[int, str]) -> dict[int, int]:
    """Pairs of places with like texts: the likest first, equals in the order in which they stand."""
    postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
    sizes = {}
    for other, text in others.items():
        pairs = _pairs(text)
        sizes[other] = pairs.total()
        for pair, count in pairs.items():
            postings[pair].append((other, count))
    scored = []
    for place, text in texts.items():
        pairs = _pairs(text)
        shared: Counter[int] = Counter()
        for pair, count in pairs.items():
            for other, other_count in postings.get(pair, ()):
                shared[other] += min(count, other_count)
        for other, common in shared.items():
            score = 2 * common / (pairs.total() + sizes[other])
            if score >= ALIKE:
                scored.append((-score, abs(place - other), place, other))
    matches: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, place, other in sorted(scored):
        if place not in matches and other not in taken:
            matches[place] = other
            taken.add(other)
    return matches


def _with_guids(deck: Deck, found: Mapping[int, Note], old_keys: set[str], old_guids: set[str]) -> list[Note]:
    """The notes under the keys and GUIDs of their predecessors, new ones under keys that nobody ever had."""
    keys, guids = set(old_keys), set(old_guids)
    notes = []
    for place, note in enumerate(deck.notes):
        if old := found.get(place):
            notes.append(note.model_copy(update={"key": old.key, "guid": old.guid}))
            continue
        key, number = note.key, 1
        while key in keys or guid_for(deck.id, key) in guids:
            number += 1
            key = f"{note.key}.{number}"
        keys.add(key)
        guids.add(guid_for(deck.id, key))
        notes.append(note.model_copy(update={"key": key, "guid": guid_for(deck.id, key)}))
    return notes


def _numbered(note: Note, old: Note | None) -> Note:
    """``note`` with a cloze number for each blank: the old one, or the next that was never used."""
    kept = _kept_numbers(note, old) if old else {}
    used = max([old.used if old else 0, *kept.values(), *(n for _, n in (old.numbers if old else ()))])
    numbers = dict(kept)
    for blank in note.blanks:
        if blank not in numbers and (number := _next_number(used, numbers.values())):
            numbers[blank] = number
            used = max(used, number)
    ordered = tuple((blank, numbers[blank]) for blank in note.blanks if blank in numbers)
    return note.model_copy(update={"numbers": ordered, "used": used})


def _kept_numbers(note: Note, old: Note) -> dict[str, int]:
    """The numbers of the blanks that ``old`` had too: under the same name, else with a like text."""
    before = {blank: number for blank, number in old.numbers if number <= MOST_NUMBERS}
    kept = {blank: before[blank] for blank in note.blanks if blank in before}
    new = [blank for blank in note.blanks if blank not in kept]
    gone = [blank for blank in before if blank not in kept]
    texts, old_texts = _blank_texts(note), _blank_texts(old)
    matches = _best_matches(
        {place: texts[blank] for place, blank in enumerate(new)},
        {place: old_texts.get(blank, "") for place, blank in enumerate(gone)},
    )
    return kept | {new[place]: before[gone[old_place]] for place, old_place in matches.items()}


def _next_number(used: int, taken: Iterable[int]) -> int | None:
    """The next number; after hundreds of edits the lowest free one, since a card beyond the last is never shown."""
    if used < MOST_NUMBERS:
        return used + 1
    return min(set(range(1, MOST_NUMBERS + 1)) - set(taken), default=None)


def _without_number(note: Note) -> list[DroppedCard]:
    numbered = {blank for blank, _ in note.numbers}
    why = f"a note holds at most {MOST_NUMBERS} cards"
    return [DroppedCard(note=note.key, blank=blank, why=why) for blank in note.blanks if blank not in numbered]


def _blank_texts(note: Note) -> dict[str, str]:
    """The words behind each blank."""
    texts: dict[str, str] = defaultdict(str)
    for line in note.lines:
        for segment in line.segments:
            if segment.blank is not None:
                texts[segment.blank] += segment.text
    return dict(texts)


def _asked(note: Note) -> str:
    """All words that a note asks for; its blanks tell it apart, its lead-in is often that of its neighbours."""
    return "\n".join(_blank_texts(note).values())


def _pairs(text: str) -> Counter[str]:
    """The pairs of neighbouring letters; punctuation is edited most and says least. One letter stands for itself."""
    pairs: Counter[str] = Counter()
    for line in text.splitlines():
        bare = "".join(c for c in line if c.isalnum())
        pairs.update([bare[i : i + 2] for i in range(len(bare) - 1)] or ([bare] if bare else []))
    return pairs
