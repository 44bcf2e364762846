"""Carries keys, GUIDs and cloze numbers over from the deck before, so that a learner's history survives edits.

Anki knows a note by its GUID and a card by its cloze number, so both have to stay with the content that they were
first given to. A note is found again

1. by what it asks, word for word;
2. under its key, where what it asks is still alike;
3. by what it asks, where the words that its key is made of were edited, or its key went to another note;
4. under its key alone, where the content was rewritten.

A blank is found again in the same order, and keeps the name that it had, so that decisions about a card find it. A new
one gets the next number that the note never used. What a decision or a selection leaves out has its identity all the
same; ``quizgen.cards.documents`` finds notes that went from one document of a deck to another.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar, get_args

from quizgen.cards.keys import RESERVED, skeleton, unique
from quizgen.model import Deck, DroppedCard, Note, NoteKind

ALIKE = 0.5
"""Share of common letters and pairs of letters from which two texts count as one text before and after an edit."""

DOCUMENT_END = "|"
"""In the key of a note: behind the identity of its document."""

Place = TypeVar("Place", int, str)
Match = Callable[[Mapping[int, str], Mapping[int, str]], dict[int, int]]
"""A way to pair the places of two lots of texts."""

MOST_NUMBERS = 500
"""Anki shows no cloze with a higher number."""


def identify(deck: Deck, previous: Deck | None, taken: Collection[str] = ()) -> Deck:
    """``deck`` with key, GUID, names and numbers of blanks, and the highest number used in every note.

    ``previous`` holds the notes that the output held before, those that it lost since among them: one that comes
    back finds its history. ``None`` stands for a first build. ``taken`` are GUIDs of other documents' notes.
    """
    before = previous.notes if previous else ()
    found = _predecessors(deck.notes, before)
    if previous and previous.id != deck.id and not _is_renamed(deck, before, found):
        before, found = (), {}
    notes = _with_guids(deck, found, {note.key for note in before}, {*taken, *(note.guid for note in before)})
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
    """How alike two texts are, from 0 to 1: the share of their letters and letter pairs that both have (Dice)."""
    if one == other:
        return 1.0
    grams, others = _grams(one), _grams(other)
    total = grams.total() + others.total()
    return 2 * (grams & others).total() / total if total else 0.0


def matched(notes: Sequence[Note], before: Sequence[Note]) -> dict[int, Note]:
    """The note before, by place, of each of ``notes`` that asks nearly what it asked."""
    found = _predecessors(notes, before)
    return {new: old for new, old in found.items() if similarity(_asked(notes[new]), _asked(old)) >= ALIKE}


def _predecessors(notes: Sequence[Note], before: Sequence[Note]) -> dict[int, Note]:
    """The note before of each note that has one, by its place in the deck; see this module's head for the order."""
    texts, old_texts = [_asked(note) for note in notes], [_asked(note) for note in before]
    by_key = {note.key: place for place, note in enumerate(before)}
    same_key = [(new, by_key[note.key]) for new, note in enumerate(notes) if note.key in by_key]
    found: dict[int, int] = {}

    def match_rest(match: Match) -> None:
        for kind in get_args(NoteKind):
            taken = set(found.values())
            rest = {new: texts[new] for new, note in enumerate(notes) if note.kind == kind and new not in found}
            gone = {old: old_texts[old] for old, note in enumerate(before) if note.kind == kind and old not in taken}
            found.update(match(rest, gone))

    _pair_off(found, ((new, old) for new, old in same_key if texts[new] == old_texts[old]))
    match_rest(_equal)
    _pair_off(found, ((new, old) for new, old in same_key if similarity(texts[new], old_texts[old]) >= ALIKE))
    match_rest(_best_matches)
    _pair_off(found, same_key)
    return {new: before[old] for new, old in found.items()}


def _pair_off(found: dict[Place, Place], candidates: Iterable[tuple[Place, Place]]) -> None:
    """Put the ``candidates`` in ``found`` whose two sides are both free, the first come first."""
    taken = set(found.values())
    for new, old in candidates:
        if new not in found and old not in taken:
            found[new] = old
            taken.add(old)


def _is_renamed(deck: Deck, before: Sequence[Note], found: Mapping[int, Note]) -> bool:
    """Whether most of what ``deck`` asks was asked ``before``: else another document stood there.

    A label that two documents have is no reason for them to share a note.
    """
    alike = [new for new, old in found.items() if similarity(_asked(deck.notes[new]), _asked(old)) >= ALIKE]
    return 2 * len(alike) >= min(len(before), len(deck.notes))


def _best_matches(texts: Mapping[int, str], others: Mapping[int, str]) -> dict[int, int]:
    """Pairs of places with like texts: equal ones in their order, then the likest, of those that moved least."""
    matches = _equal(texts, others)
    taken = set(matches.values())
    rest = {place: text for place, text in texts.items() if place not in matches}
    old_rest = {other: text for other, text in others.items() if other not in taken}
    scored = [(-score, abs(place - other), place, other) for place, other, score in _alike(rest, old_rest)]
    _pair_off(matches, ((place, other) for _, _, place, other in sorted(scored)))
    return matches


def _equal(texts: Mapping[int, str], others: Mapping[int, str]) -> dict[int, int]:
    waiting: dict[str, deque[int]] = defaultdict(deque)
    for other, text in others.items():
        waiting[text].append(other)
    return {place: waiting[text].popleft() for place, text in texts.items() if waiting.get(text)}


def _alike(texts: Mapping[int, str], others: Mapping[int, str]) -> Iterator[tuple[int, int, float]]:
    """Every two texts that are alike, with their similarity.

    An index of letter pairs spares comparing each text with each, which a document of thousands of notes would feel:
    two texts that share less than a fifth of their pairs are not looked at.
    """
    grams = {other: _grams(text) for other, text in others.items()}
    index: dict[str, list[int]] = defaultdict(list)
    for other, counts in grams.items():
        for gram in counts:
            if len(gram) > 1:
                index[gram].append(other)
    for place, text in texts.items():
        own = _grams(text)
        pairs = [gram for gram in own if len(gram) > 1]
        shared = Counter(other for pair in pairs for other in index.get(pair, ()))
        for other, common in shared.items():
            if 5 * common < len(pairs):
                continue
            score = 2 * (own & grams[other]).total() / (own.total() + grams[other].total())
            if score >= ALIKE:
                yield place, other, score


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
    """``note`` with a name and a number for each blank: the old ones, or names and numbers that were never used."""
    before = {blank: number for blank, number in old.numbers if number <= MOST_NUMBERS} if old else {}
    found = _old_blanks(note, old, before) if old else {}
    note = _renamed(note, found, {*before})
    numbers = {blank: before[blank] for blank in found.values()}
    used = max([old.used if old else 0, *(number for _, number in (old.numbers if old else ()))])
    for blank in note.all_blanks:
        if blank not in numbers and (number := _next_number(used, numbers.values())):
            numbers[blank] = number
            used = max(used, number)
    ordered = tuple((blank, numbers[blank]) for blank in note.all_blanks if blank in numbers)
    return note.model_copy(update={"numbers": ordered, "used": used})


def _old_blanks(note: Note, old: Note, before: Collection[str]) -> dict[str, str]:
    """The name that each blank had in ``old``; what a note asks beside its members is known by its part in it."""
    texts = _blank_texts(note)
    old_texts = {blank: text for blank, text in _blank_texts(old).items() if blank in before}
    same = [blank for blank in texts if blank in old_texts]
    found: dict[str, str] = {}
    _pair_off(found, ((blank, blank) for blank in same if blank in RESERVED or texts[blank] == old_texts[blank]))
    _match_rest(found, texts, old_texts, _equal)
    # a name that an edited item keeps may be that of a newcomer now
    alike = (blank for blank in same if similarity(texts[blank], old_texts[blank]) >= ALIKE)
    _pair_off(found, ((blank, blank) for blank in alike))
    _match_rest(found, texts, old_texts, _best_matches)
    _pair_off(found, ((blank, blank) for blank in same if skeleton(old_texts[blank]).startswith(blank)))
    return found


def _match_rest(found: dict[str, str], texts: Mapping[str, str], old_texts: Mapping[str, str], match: Match) -> None:
    new = [blank for blank in texts if blank not in found and blank not in RESERVED]
    taken = {*found.values(), *RESERVED}
    gone = [blank for blank in old_texts if blank not in taken]
    pairs = match(dict(enumerate(map(texts.__getitem__, new))), dict(enumerate(map(old_texts.__getitem__, gone))))
    found.update({new[place]: gone[old_place] for place, old_place in pairs.items()})


def _renamed(note: Note, found: Mapping[str, str], given: set[str]) -> Note:
    """``note`` with the old names of its blanks; the name of a new one is none of those ``given``."""
    taken = {*given, *found.values()}
    names = dict(found)
    for blank in note.all_blanks:
        if blank not in names:
            names[blank] = unique(blank, "", taken)
            taken.add(names[blank])
    if all(name == blank for blank, name in names.items()):
        return note
    return _with_blanks_named(note, names)


def _with_blanks_named(note: Note, names: Mapping[str, str]) -> Note:
    lines = tuple(
        line.model_copy(
            update={
                "segments": tuple(
                    s if s.blank is None else s.model_copy(update={"blank": names[s.blank]}) for s in line.segments
                )
            }
        )
        for line in note.lines
    )
    return note.model_copy(update={"lines": lines})


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
    """The document's words behind each blank."""
    texts: dict[str, str] = defaultdict(str)
    for line in note.lines:
        for segment in line.segments:
            if segment.blank is not None:
                texts[segment.blank] += segment.text
    return {**texts, **{blank: words for blank, words in note.words if blank in texts}}


def _asked(note: Note) -> str:
    """All words that a note asks for; its blanks tell it apart, its lead-in is often that of its neighbours."""
    return "\n".join(_blank_texts(note).values())


def _grams(text: str) -> Counter[str]:
    """The letters of ``text`` and their neighbouring pairs; punctuation is edited most and says least.

    Single letters count beside pairs because an item of four characters shares one pair of three with itself after
    one of them was edited, which is no more than two items of one pattern share.
    """
    grams: Counter[str] = Counter()
    for line in text.splitlines():
        bare = "".join(c for c in line if c.isalnum())
        grams.update(bare)
        grams.update(bare[i : i + 2] for i in range(len(bare) - 1))
    return grams
