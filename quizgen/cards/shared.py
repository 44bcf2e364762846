"""One formulation or saying that several documents of a deck have becomes one entry, with the sources of all.

It stands where the first of them has it, and in the words of the fullest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quizgen.cards.batches import Batch, Entry
from quizgen.cards.checks import dropped
from quizgen.cards.identity import ALIKE, similarity
from quizgen.cards.keys import formulation_key, is_definite, saying_key, skeleton
from quizgen.errors import one_line
from quizgen.model import DroppedCard, Finding, Formulation, Problem, Saying

_WINDOW = 6
"""Characters of a saying by which another one that holds it is found; a shorter saying has to be the same."""

Place = tuple[int, int]
"""The number of a batch, and that of an entry in it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An entry with what tells it from others: its label and members, or its words."""

    place: Place
    entry: Entry
    label: str
    members: frozenset[str]
    words: str


def merged(batches: Sequence[Batch], names: Sequence[str]) -> tuple[list[Batch], list[Problem]]:
    """``batches`` in which nothing stands twice, and a line on each that stood there with other words.

    ``names`` are what the inputs are called in such lines.
    """
    groups = [group for group in _groups(_seen(batches)) if len(group) > 1]
    kept = {group[0].place: _one(group) for group in groups}
    gone = {seen.place for group in groups for seen in group[1:]}
    made = []
    for number, batch in enumerate(batches):
        entries = [(place, kept.get((number, place), entry)) for place, entry in enumerate(batch.entries)]
        left = tuple(entry for place, entry in entries if (number, place) not in gone)
        fallen = tuple(_dropped(entry.finding) for place, entry in entries if (number, place) in gone)
        changed = any((number, place) in kept or (number, place) in gone for place, _ in entries)
        made.append(replace(batch, entries=left, dropped=(*batch.dropped, *fallen)) if changed else batch)
    return made, [problem for group in groups for problem in _differences(group, names)]


def _seen(batches: Sequence[Batch]) -> Iterator[Seen]:
    for number, batch in enumerate(batches):
        for place, entry in enumerate(batch.entries):
            finding = entry.finding
            if isinstance(finding, Formulation):
                members = frozenset(skeleton(member.text) for member in finding.members)
                yield Seen((number, place), entry, skeleton(finding.label or ""), members, "")
            else:
                yield Seen((number, place), entry, "", frozenset(), skeleton(finding.quote))


def _groups(entries: Iterator[Seen]) -> list[list[Seen]]:
    """Entries that say the same, those of each group in the order of their documents; each document is in it once."""
    groups: list[list[Seen]] = []
    by_piece: dict[str, list[int]] = defaultdict(list)
    for seen in entries:
        pieces = _pieces(seen)
        shared = Counter(number for piece in pieces for number in by_piece.get(piece, ()))
        for number in sorted(shared):
            group = groups[number]
            if group[-1].place[0] != seen.place[0] and all(_same(seen, other) for other in group):
                group.append(seen)
                break
        else:
            number = len(groups)
            groups.append([seen])
        for piece in pieces:
            if not by_piece[piece] or by_piece[piece][-1] != number:
                by_piece[piece].append(number)
    return groups


def _pieces(seen: Seen) -> set[str]:
    """What two entries share if they say the same."""
    if not seen.words:
        return {f"list {member}" for member in seen.members} | ({f"label {seen.label}"} if seen.label else set())
    starts = range(max(1, len(seen.words) - _WINDOW + 1))
    return {f"said {seen.words}", *(f"said {seen.words[start : start + _WINDOW]}" for start in starts)}


def _same(one: Seen, other: Seen) -> bool:
    """Whether two lists have one name and most members, or the same members; whether one saying holds the other."""
    if one.words or other.words:
        return bool(one.words and other.words) and (one.words in other.words or other.words in one.words)
    if one.members == other.members:
        return not (one.label and other.label) or one.label == other.label
    if not one.label or one.label != other.label or not is_definite(one.label):
        return False
    fewer, more = sorted((one.members, other.members), key=len)
    return 2 * sum(any(_alike(text, member) for member in more) for text in fewer) >= len(fewer)


def _alike(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one) or similarity(one, other) >= ALIKE


def _one(group: Sequence[Seen]) -> Entry:
    """The fullest of ``group`` with the sources and tags of all."""
    entries = [seen.entry for seen in group]
    best = _fullest(group).entry
    ordered = [best, *(entry for entry in entries if entry is not best)]
    setting = replace(
        best.setting,
        source="；".join(dict.fromkeys(entry.setting.source for entry in entries if entry.setting.source)),
        tags=tuple(dict.fromkeys(tag for entry in ordered for tag in entry.setting.tags)),
    )
    return replace(best, setting=setting, explained=any(entry.explained for entry in entries), repeated=True)


def _fullest(group: Sequence[Seen]) -> Seen:
    """Of those with most members or words the one that tells most of itself, and then the first."""
    return max(
        group,
        key=lambda seen: (len(seen.members), len(seen.words), _told(seen.entry), sum(map(len, seen.members))),
    )


def _told(entry: Entry) -> tuple[int, int, int]:
    finding = entry.finding
    if isinstance(finding, Saying):
        return bool(finding.speaker) + bool(finding.source), 0, 0
    own = finding.glossary is None and all(member.span for member in finding.members)
    return bool(finding.label), own, sum(map(len, entry.setting.rests))


def _differences(group: Sequence[Seen], names: Sequence[str]) -> Iterator[Problem]:
    best = _fullest(group)
    for seen in group:
        if seen is best or not _differ(seen, best):
            continue
        name, other = _name(best.entry.finding), one_line(names[best.place[0]])
        yield Problem(
            where=one_line(names[seen.place[0]]),
            what=f"{name} stands otherwise here than in {other}, whose words are taken",
            remedy="the card names both sources; look which of them is right",
        )


def _differ(one: Seen, other: Seen) -> bool:
    first, second = one.entry.finding, other.entry.finding
    if isinstance(first, Saying) and isinstance(second, Saying):
        return bool(first.speaker and second.speaker) and skeleton(first.speaker or "") != skeleton(
            second.speaker or ""
        )
    return one.members != other.members


def _name(finding: Finding) -> str:
    if isinstance(finding, Saying):
        return one_line(f"“{finding.quote[:12]}{'…' * (len(finding.quote) > 12)}”")
    return one_line(finding.label or finding.members[0].text)


def _dropped(finding: Finding) -> DroppedCard:
    is_list = isinstance(finding, Formulation)
    key = formulation_key(finding) if isinstance(finding, Formulation) else saying_key(finding)
    reason = "its card stands with another document that has it too"
    return dropped(key, "", "list.shared" if is_list else "saying.shared", reason)
