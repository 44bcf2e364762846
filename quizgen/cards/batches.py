"""What the cards of one document or curated deck are made of: its findings, each in its setting.

findings ──repeats, context──▶ Batch ──lists, sayings──▶ notes ──mends──▶ notes ──checks──▶ Deck
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from quizgen.cards import checks, context, titles
from quizgen.cards.keys import HEAD, formulation_key, is_definite, saying_key, skeleton, with_unique_keys
from quizgen.cards.lists import is_given_away, list_notes
from quizgen.cards.repeats import without_repeats
from quizgen.cards.sayings import saying_notes
from quizgen.cards.speakers import with_speaker
from quizgen.cards.talk import without_talk
from quizgen.cards.unfit import unfit, without_passing
from quizgen.curated import formulation_of, saying_of
from quizgen.model import Deck, Document, DroppedCard, Finding, Formulation, KnownSaying, KnownSet, Note, Saying

_LABELLED, _EXPLAINED, _REPEATED = 4, 2, 1

Group = tuple[str, str, list[Note]]
"""The notes of one finding: their common key, what tells it from an equal one, the notes with keys relative to it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding in its setting; whether the text says more of it than its head, and whether it says it again."""

    finding: Finding
    setting: context.Setting
    explained: bool = False
    repeated: bool = False

    @property
    def worth(self) -> int:
        """What has a name of its own, or somebody who said it, comes first; then what is explained; then repeats."""
        return _LABELLED * self._named + _EXPLAINED * self.explained + _REPEATED * self.repeated

    @property
    def _named(self) -> bool:
        if isinstance(self.finding, Formulation):
            return bool(self.finding.label) and is_definite(self.finding.label or "")
        return bool(self.finding.speaker or self.finding.source)


@dataclass(frozen=True, slots=True)
class Batch:
    """The entries of one document or curated deck, with the cards that were ruled out so far.

    ``id`` is the identity of the document, ``origin`` the beginning of what is said of a deck made of it.
    """

    name: str
    id: str
    origin: str
    entries: tuple[Entry, ...]
    dropped: tuple[DroppedCard, ...] = ()

    def tagged(self, tags: Sequence[str]) -> Batch:
        """The batch with ``tags`` behind those that each entry has."""
        entries = (replace(e, setting=replace(e.setting, tags=(*e.setting.tags, *tags))) for e in self.entries)
        return replace(self, entries=tuple(entries))


def of_document(document: Document, findings: Sequence[Finding]) -> Batch:
    """The findings of ``document``, in their order, without those that say the same as another."""
    kept, dropped = without_repeats(findings)
    kept, passing = without_passing(document, kept)
    dropped += [checks.dropped(_key(one), "", name, why) for one, name, why in passing]
    kept, talk = without_talk([with_speaker(document, f) if isinstance(f, Saying) else f for f in kept])
    times = Counter(map(_key, findings))
    entries = []
    for finding in kept:
        if isinstance(finding, Formulation):
            setting = context.of_formulation(document, finding)
            if found := unfit(document, finding, setting.lead):
                dropped.append(checks.dropped(_key(finding), "", *found))
                continue
        else:
            setting = context.of_saying(document, finding)
        entries.append(Entry(finding, setting, explained=any(setting.rests), repeated=times[_key(finding)] > 1))
    title = titles.document_title(document)
    return Batch(title, document.id, f"由文件“{document.name}”生成，", tuple(entries), (*dropped, *talk))


def of_known(
    sets: Iterable[KnownSet],
    sayings: Iterable[KnownSaying],
    *,
    title: str,
    identity: str,
    description: str = "",
    tags: Sequence[str] = (),
) -> Batch:
    """The sets of a curated collection, then its sayings."""
    title = titles.clean_title(title)
    entries = [
        Entry(formulation_of(one), context.of_known_set(one, title, tags), explained=bool(one.note)) for one in sets
    ]
    entries += [Entry(saying_of(one), context.of_known_saying(one, title, tags), bool(one.note)) for one in sayings]
    return Batch(title, identity, description, tuple(entries))


def deck_of(batch: Batch) -> Deck:
    """The deck of ``batch``: its entries as notes that passed every check."""
    dropped = list(batch.dropped)
    groups = [_group(entry, dropped) for entry in batch.entries]
    notes, fallen = checks.checked(with_unique_keys(groups))
    return Deck(
        name=batch.name,
        id=batch.id,
        description=described(batch.origin, notes),
        notes=tuple(notes),
        dropped=(*dropped, *fallen),
    )


def described(origin: str, notes: Iterable[Note]) -> str:
    """What the overview of a deck says: where it comes from, how many notes and cards it has, how to update it."""
    blanks = [len(note.blanks) for note in notes]
    made = f"共 {len(blanks)} 条笔记、{sum(blanks)} 张卡片。"
    update = "更新时重新导入新版文件并保持默认选项；不想学的卡片请暂停，不要删除。"
    return f"{origin}{made}{update}"


def _key(finding: Finding) -> str:
    return formulation_key(finding) if isinstance(finding, Formulation) else saying_key(finding)


def _group(entry: Entry, dropped: list[DroppedCard]) -> Group:
    if isinstance(entry.finding, Formulation):
        key, more, notes = _list_group(entry.finding, entry.setting, dropped)
        common: dict[str, object] = {"form": entry.finding.form, "worth": entry.worth}
    else:
        key, more, notes = _saying_group(entry.finding, entry.setting, dropped)
        common = {"worth": entry.worth}
    return key, more, [note.model_copy(update=common) for note in notes]


def _list_group(formulation: Formulation, setting: context.Setting, dropped: list[DroppedCard]) -> Group:
    key = formulation_key(formulation)
    if formulation.label and is_given_away(formulation):
        reason = "every member holds the label's own noun"
        dropped.append(checks.dropped(key, "label", "label.given-away", reason))
    return key, skeleton(formulation.members[0].text)[:HEAD], list_notes(formulation, setting)


def _saying_group(saying: Saying, setting: context.Setting, dropped: list[DroppedCard]) -> Group:
    notes, left_out = saying_notes(saying, setting)
    key = saying_key(saying)
    if left_out:
        dropped.append(checks.dropped(key, "", "saying.long", f"the last {len(left_out)} characters are not asked"))
    return key, skeleton(saying.quote)[HEAD : 2 * HEAD], notes
