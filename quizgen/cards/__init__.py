"""From findings to notes: what to blank, what to show, and the check of every card.

findings ──lists, sayings──▶ notes ──mends──▶ notes ──checks──▶ Deck (and what was dropped, with the rule)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quizgen.cards import checks, context, titles
from quizgen.cards.faces import cards
from quizgen.cards.keys import HEAD, formulation_key, saying_key, skeleton, with_unique_keys
from quizgen.cards.lists import is_given_away, list_notes
from quizgen.cards.repeats import without_repeats
from quizgen.cards.sayings import saying_notes
from quizgen.curated import formulation_of, saying_of
from quizgen.model import Deck, Document, DroppedCard, Finding, Formulation, KnownSaying, KnownSet, Note, Saying

__all__ = ["cards", "cards_of_known", "make_cards"]

Group = tuple[str, str, list[Note]]
"""The notes of one finding: their common key, what tells it from an equal one, the notes with keys relative to it."""


def make_cards(document: Document, findings: Sequence[Finding]) -> Deck:
    """The deck of one document: its findings, in their order, as notes that passed every check."""
    kept, dropped = without_repeats(findings)
    groups = []
    for finding in kept:
        if isinstance(finding, Formulation):
            groups.append(_list_group(finding, context.of_formulation(document, finding), dropped))
        else:
            groups.append(_saying_group(finding, context.of_saying(document, finding), dropped))
    title = titles.document_title(document)
    return _deck(groups, dropped, name=title, identity=document.id, origin=f"由文件“{document.name}”生成，")


def cards_of_known(
    sets: Iterable[KnownSet],
    sayings: Iterable[KnownSaying],
    *,
    title: str,
    identity: str,
    description: str = "",
    tags: Sequence[str] = (),
) -> Deck:
    """The deck of a curated collection: its sets, then its sayings."""
    dropped: list[DroppedCard] = []
    title = titles.clean_title(title)
    groups = [_list_group(formulation_of(k), context.of_known_set(k, title, tags), dropped) for k in sets]
    groups += [_saying_group(saying_of(k), context.of_known_saying(k, title, tags), dropped) for k in sayings]
    return _deck(groups, dropped, name=title, identity=identity, origin=description)


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


def _deck(groups: Sequence[Group], dropped: Sequence[DroppedCard], *, name: str, identity: str, origin: str) -> Deck:
    notes, fallen = checks.checked(with_unique_keys(groups))
    count = sum(len(note.blanks) for note in notes)
    made = f"共 {len(notes)} 条笔记、{count} 张卡片。"
    update = "更新时重新导入新版文件并保持默认选项；不想学的卡片请暂停，不要删除。"
    return Deck(
        name=name,
        id=identity,
        description=f"{origin}{made}{update}",
        notes=tuple(notes),
        dropped=(*dropped, *fallen),
    )
