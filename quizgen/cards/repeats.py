"""Findings that say the same: the fullest makes the cards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from quizgen.cards.checks import dropped
from quizgen.cards.keys import formulation_key, saying_key, skeleton
from quizgen.cards.sayings import is_row
from quizgen.model import DroppedCard, Finding, Formulation, Saying

_WINDOW = 4
MOST = 0.6
"""The share of a saying from which a list in it says the same."""


def without_repeats(findings: Sequence[Finding]) -> tuple[list[Finding], list[DroppedCard]]:
    """Of findings that say the same, the fullest; named formulations that nobody explained make no card at all."""
    lists = [f for f in findings if isinstance(f, Formulation) and f.members]
    sayings = [f for f in findings if isinstance(f, Saying)]
    fallen = [*_unexplained(findings, {f.label for f in lists})]
    repeated = _repeated_lists(lists)
    fallen += [dropped(formulation_key(f), "", "list.repeat", "the document has it fuller elsewhere") for f in repeated]
    repeated_sayings = _repeated_sayings(sayings)
    fallen += [
        dropped(saying_key(s), "", "saying.repeat", "the document has it fuller elsewhere") for s in repeated_sayings
    ]
    rows = [s for s in sayings if is_row(s.quote) and any(_is_said(f, s) for f in lists)]
    fallen += [dropped(saying_key(s), "", "saying.listed", "the list that it is asks it") for s in rows]
    sayings = [s for s in sayings if s not in rows]
    said = [f for f in lists if f not in repeated and any(_is_said(f, saying) for saying in sayings)]
    fallen += [dropped(formulation_key(f), "", "list.said", "the saying that it stands in asks it") for f in said]
    out = {id(f) for f in (*repeated, *repeated_sayings, *rows, *said)}
    return [f for f in findings if id(f) not in out and not (isinstance(f, Formulation) and not f.members)], fallen


def _unexplained(findings: Iterable[Finding], explained: set[str | None]) -> list[DroppedCard]:
    labels = dict.fromkeys(
        f.label for f in findings if isinstance(f, Formulation) and not f.members and f.label not in explained
    )
    reason = "neither the document nor the glossary gives its members"
    return [dropped(f"list.{skeleton(label or '')}", "", "named.unexplained", reason) for label in labels]


def _repeated_lists(lists: Sequence[Formulation]) -> list[Formulation]:
    """The lists whose members all stand in another one, unless both have labels and those differ."""
    members = [frozenset(skeleton(m.text) for m in f.members) for f in lists]
    by_member: dict[str, list[int]] = defaultdict(list)
    for place, texts in enumerate(members):
        for text in texts:
            by_member[text].append(place)
    return [
        f
        for place, f in enumerate(lists)
        if any(
            _is_fuller(lists[other], members[other], f, members[place], other < place)
            for other in by_member[skeleton(f.members[0].text)]
            if other != place
        )
    ]


def _is_fuller(
    other: Formulation, theirs: frozenset[str], one: Formulation, ours: frozenset[str], earlier: bool
) -> bool:
    """Whether ``other`` says all that ``one`` says; of two that say the same, the labelled or else the earlier one."""
    if not ours <= theirs or (one.label and other.label and one.label != other.label):
        return False
    if ours != theirs:
        return not one.label or bool(other.label)
    if bool(one.label) != bool(other.label):
        return bool(other.label)
    ours_long, theirs_long = (sum(m.whole.end - m.whole.start for m in f.members if m.whole) for f in (one, other))
    return theirs_long > ours_long or (theirs_long == ours_long and earlier)


def _is_said(formulation: Formulation, saying: Saying) -> bool:
    """Whether a list that nobody names is most of ``saying``."""
    spans = [member.span for member in formulation.members]
    at = saying.spans[0]
    inside = all(span and span.block == at.block and at.start <= span.start and span.end <= at.end for span in spans)
    length = sum(len(skeleton(member.text)) for member in formulation.members)
    return not formulation.label and inside and length >= MOST * len(skeleton(saying.quote))


def _repeated_sayings(sayings: Sequence[Saying]) -> list[Saying]:
    """The sayings that stand, word for word, in another one."""
    quotes = [skeleton(saying.quote) for saying in sayings]
    windows: dict[str, set[int]] = defaultdict(set)
    for place, quote in enumerate(quotes):
        for start in range(max(1, len(quote) - _WINDOW + 1)):
            windows[quote[start : start + _WINDOW]].add(place)
    repeated = []
    for place, quote in enumerate(quotes):
        for other in windows[quote[:_WINDOW]] - {place}:
            if quote in quotes[other] and (len(quotes[other]), _told(sayings[other]), place) > (
                len(quote),
                _told(sayings[place]),
                other,
            ):
                repeated.append(sayings[place])
                break
    return repeated


def _told(saying: Saying) -> int:
    return bool(saying.speaker) + bool(saying.source)
