"""Settle what several rules found at one place, and what the document says twice.

Order of forms where more than one fits: marked, outline, counted, parallel, named. Of two formulations whose members
overlap by more than half the earlier form stands (then the stricter rule, then the one with more members); a label that
a list carries is no named label; a label is named once. A saying inside another is none; the same saying stands once,
at its fullest place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from quizgen.model import Finding, Formulation, Saying

_RANK = {"marked": 0, "outline": 1, "counted": 2, "parallel": 3, "named": 4}
_RULES = {"parallel.frame": 0, "parallel.fours": 1, "parallel.run": 1, "parallel.clauses": 2, "parallel.opener": 3}
_CLASSIFIER = re.compile("(?<=[一二两三四五六七八九十])[个种项类大]")
_KEY = re.compile(r"[\W_]+")


def resolve(found: Iterable[Finding]) -> list[Finding]:
    """The findings that stand, in document order."""
    found = list(found)
    lists = _lists([f for f in found if isinstance(f, Formulation) and f.form != "named"])
    names = _names([f for f in found if isinstance(f, Formulation) and f.form == "named"], lists)
    sayings = _sayings([f for f in found if isinstance(f, Saying)])
    return sorted([*lists, *names, *sayings], key=lambda f: (f.at.block, f.at.start, f.kind, f.at.end))


def key(text: str) -> str:
    """A text without punctuation and blanks, for telling whether two are the same."""
    return _KEY.sub("", text)


def _lists(found: Sequence[Formulation]) -> list[Formulation]:
    kept: list[Formulation] = []
    for one in sorted(
        found, key=lambda f: (_RANK[f.form], _RULES.get(f.rule, 0), -len(f.members), f.at.block, f.at.start, f.rule)
    ):
        other = next((k for k in kept if _same_list(one, k)), None)
        if other is None:
            kept.append(one)
        elif other.label is None and one.label is not None and len(one.members) == len(other.members):
            kept[kept.index(other)] = other.model_copy(update={"label": one.label, "label_span": one.label_span})
    return kept


def _same_list(one: Formulation, other: Formulation) -> bool:
    """Whether most members of the shorter stand where members of the longer stand, or say the same words."""
    same_label = None in (one.label, other.label) or one.label == other.label
    if same_label and {key(m.text) for m in one.members} == {key(m.text) for m in other.members}:
        return True
    places = [m.span for m in other.members if m.span]
    hits = sum(
        any(m.span.block == p.block and m.span.start < p.end and p.start < m.span.end for p in places)
        for m in one.members
        if m.span
    )
    inside_one = (
        len(
            {
                id(p)
                for p in places
                for m in one.members
                if m.span and m.span.block == p.block and p.start <= m.span.start and m.span.end <= p.end
            }
        )
        == 1
    )
    return hits * 2 > len(one.members) and not (inside_one and len(other.members) > 1)


def _names(found: Sequence[Formulation], lists: Sequence[Formulation]) -> list[Formulation]:
    taken = [_CLASSIFIER.sub("", key(f.label)) for f in lists if f.label]
    kept: dict[str, Formulation] = {}
    for one in sorted(found, key=lambda f: (f.at.block, f.at.start)):
        name = _CLASSIFIER.sub("", key(one.label or ""))
        if any(name == t or name in t or t in name for t in taken):
            continue
        kept.setdefault(name, one)
    return list(kept.values())


def _repeats(part: str, whole: str) -> bool:
    """Whether a saying is said again, whole or for the most part; a few words of it may be a saying of their own."""
    return part in whole and (len(part) >= 6 or len(part) * 2 >= len(whole))


def _sayings(found: Sequence[Saying]) -> list[Saying]:
    kept: list[Saying] = []
    for one in sorted(found, key=lambda s: (-len(key(s.quote)), s.speaker is None, s.at.block, s.at.start)):
        if not any(_repeats(key(one.quote), key(k.quote)) for k in kept):
            kept.append(one)
    return kept
