"""Ways of finding: each detector looks at a prepared document and yields what it finds, with the rule that found it.

A detector is a function from a ``View``, and the glossary where it asks that, to findings; its rules have dotted
names whose first part is the form that they find (or ``saying``). :func:`look` runs all of them and settles overlaps.
Nothing here reads files or makes cards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from quizgen import data
from quizgen.detectors import (
    below,
    counted,
    named,
    outline,
    parallel,
    parts,
    phrases,
    repeats,
    reported,
    runin,
    sayings,
    series,
    topics,
)
from quizgen.detectors.resolve import resolve
from quizgen.detectors.view import View
from quizgen.glossary import Glossary
from quizgen.model import Document, Finding, Formulation, Member, NearMiss

KINDS = ("marked", "outline", "counted", "parallel", "named", "saying")
"""The first parts of rule names."""


def unknown_rules(rules: Iterable[str]) -> str:
    """What is wrong with the beginnings of rule names ``rules``, or nothing."""
    wrong = [rule for rule in rules if rule.split(".")[0] not in KINDS]
    return f"no rule begins with {wrong[0]}; they begin with {', '.join(KINDS)}" if wrong else ""


@dataclass(frozen=True, slots=True)
class Rules:
    """Which rules take part: all but those whose dotted name begins with one of ``without``, if sure enough."""

    without: tuple[str, ...] = ()
    min_confidence: float = 0.58

    def take(self, rule: str) -> bool:
        """Whether ``rule`` is not switched off."""
        return not any(rule == prefix or rule.startswith(f"{prefix}.") for prefix in self.without)


DETECTORS: Mapping[str, Callable[[View, Glossary], Iterable[Finding]]] = {
    "series": lambda view, _: series.detect(view),
    "repeats": lambda view, _: repeats.detect(view),
    "outline": lambda view, _: outline.detect(view),
    "parts": lambda view, _: parts.detect(view),
    "runin": lambda view, _: runin.detect(view),
    "topics": lambda view, _: topics.detect(view),
    "counted": lambda view, _: counted.detect(view),
    "below": lambda view, _: below.detect(view),
    "parallel": lambda view, glossary: parallel.detect(view, glossary.by_member),
    "phrases": lambda view, _: phrases.detect(view),
    "sayings": lambda view, glossary: sayings.detect(view, glossary.clauses),
    "reported": lambda view, _: reported.detect(view),
    "named": named.detect,
}
"""Every way of finding by its module's name."""

DEFAULT_RULES = Rules()
"""All rules but the few that find more of what readers would strike out than of what they would keep."""


@dataclass(frozen=True, slots=True)
class Found:
    """The findings that stand, in document order, and what rules looked at and turned down."""

    findings: Sequence[Finding]
    near: Sequence[NearMiss]


def look(document: Document, glossary: Glossary, rules: Rules = DEFAULT_RULES) -> Found:
    """Everything worth knowing by heart in ``document``.

    ``glossary`` fills in the members of labels that the document names and does not explain.
    """
    view = View(document)
    found: list[Finding] = []
    for detect in DETECTORS.values():
        found += detect(view, glossary)
    sure: list[Finding] = []
    for one in found:
        if not rules.take(one.rule) or (isinstance(one, Formulation) and not all(map(_has_words, one.members))):
            continue
        if (right := confidence(one.rule)) < rules.min_confidence:
            why = f"confidence {right:.2f} is under {rules.min_confidence:.2f}"
            view.near.append(NearMiss(rule=one.rule, span=one.at, why=why))
        else:
            sure.append(one)
    stand = [one.model_copy(update={"confidence": confidence(one.rule)}) for one in resolve(sure)]
    named_ = {(f.label_span.block, f.label_span.start) for f in stand if isinstance(f, Formulation) and f.label_span}
    near = [miss for miss in view.near if (miss.span.block, miss.span.start) not in named_]  # what another rule found
    return Found(stand, sorted(near, key=lambda miss: (miss.span.block, miss.span.start, miss.rule)))


def _has_words(member: Member) -> bool:
    return any(char.isalnum() for char in member.text)


def confidence(rule: str) -> float:
    """How often careful readers agree with what ``rule`` finds (0…1): of the rule itself, or of its nearest prefix."""
    measured = _measured()
    while rule and rule not in measured:
        rule = rule.rpartition(".")[0]
    return measured.get(rule, 1.0)


@cache
def _measured() -> dict[str, float]:
    return {entry["rule"]: entry["right"] / entry["of"] for entry in data.load("confidence")["measured"]}
