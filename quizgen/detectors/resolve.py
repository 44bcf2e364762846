"""Settle what several rules found at one place, and what the document says twice.

Order of forms where more than one fits: marked, outline, counted, parallel, named. Of two formulations whose members
overlap by more than half the earlier form stands (then the stricter rule, then the one with more members); a label that
a list carries is no named label; a label is named once. The clauses of a classical line are no list. A saying inside
another is none; the same saying stands once, at its fullest place.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from quizgen.detectors.maxims import sounds_classical
from quizgen.model import Finding, Formulation, Saying, Span
from quizgen.text.numerals import chinese

_RANK = {"marked": 0, "outline": 1, "counted": 2, "parallel": 3, "named": 4}
_RULES = {"called": -1, "frame": 0, "level": 1, "run": 1, "clauses": 2, "opener": 3}
_WEAK = (".infix", ".common")
_CLASSIFIER = re.compile("(?<=[一二两三四五六七八九十])[个种项类大]")
_DIGITS = re.compile("[0-9]{1,2}")
_COLLECTED = ("saying.cited", "saying.signed")
_STRETCH = 64  # characters
_RUN = 4  # characters
_KEY = re.compile(r"[\W_]+")


def resolve(found: Iterable[Finding]) -> list[Finding]:
    """The findings that stand, in document order."""
    found = list(found)
    lists = _lists(_without_parts([f for f in found if isinstance(f, Formulation) and f.form != "named"]))
    names = _names([f for f in found if isinstance(f, Formulation) and f.form == "named"], lists)
    sayings = _sayings([f for f in found if isinstance(f, Saying)])
    lists = _without_collections(_without_maxims(lists, sayings), sayings)
    return sorted([*lists, *names, *sayings], key=_place)


def _place(one: Finding) -> tuple[int, int, str, int]:
    at = one.at
    return at.block, at.start, one.kind, at.end


def key(text: str) -> str:
    """A text without punctuation and blanks, for telling whether two are the same."""
    return _KEY.sub("", text)


_Places = dict[tuple[int, int], list[tuple[int, int, int]]]
"""By block and stretch of it the members there: the number of their list, start and end."""


def _lists(found: Sequence[Formulation]) -> list[Formulation]:
    kept: dict[int, Formulation] = {}
    places: _Places = defaultdict(list)
    worded: dict[frozenset[str], list[int]] = defaultdict(list)
    for number, one in enumerate(sorted(found, key=_order)):
        words = frozenset(key(m.text) for m in one.members)
        other = _same_words(one, [kept[i] for i in worded[words]]) or _same_place(one, kept, places)
        if other is None:
            kept[number] = one
            worded[words].append(number)
            for span in _spans(one):
                for stretch in _stretches(span):
                    places[stretch].append((number, span.start, span.end))
        elif other.label is None and one.label is not None and len(one.members) == len(other.members):
            place = next(i for i, k in kept.items() if k is other)
            kept[place] = other.model_copy(update={"label": one.label, "label_span": one.label_span})
    return list(kept.values())


def _without_parts(found: Sequence[Formulation]) -> list[Formulation]:
    """The lists without those of a weak frame that are a part of clauses which one word opens."""
    whole: dict[int, list[Formulation]] = defaultdict(list)
    for one in found:
        if one.rule == "parallel.clauses":
            whole[one.at.block].append(one)
    return [one for one in found if not (one.rule.endswith(_WEAK) and any(_holds(w, one) for w in whole[one.at.block]))]


def _without_maxims(lists: Sequence[Formulation], sayings: Iterable[Saying]) -> list[Formulation]:
    """The lists without rows of one frame that are the clauses of a classical line: 苟日新，日日新，又日新."""
    lines: dict[int, list[Span]] = defaultdict(list)
    for saying in sayings:
        if saying.rule == "saying.maxim" and sounds_classical(saying.quote):
            lines[saying.at.block].append(saying.at)
    return [
        one
        for one in lists
        if not (
            one.rule.startswith("parallel.frame")
            and any(line.start <= one.at.start and one.at.end <= line.end for line in lines[one.at.block])
        )
    ]


def _without_collections(lists: Sequence[Formulation], sayings: Iterable[Saying]) -> list[Formulation]:
    """The lists but those of which most members are sayings: outlines, and what a collection of sayings numbers."""
    lines: dict[int, list[Saying]] = defaultdict(list)
    for saying in sayings:
        lines[saying.at.block].append(saying)

    def is_saying(member: Span, form: str) -> bool:
        beside = (s.at for s in lines.get(member.block, ()) if form == "outline" or s.rule in _COLLECTED)
        said = sum(max(0, min(at.end, member.end) - max(at.start, member.start)) for at in beside)
        return 2 * said > member.end - member.start

    return [
        one
        for one in lists
        if one.form == "parallel" or 2 * sum(is_saying(span, one.form) for span in _spans(one)) <= len(one.members)
    ]


def _holds(whole: Formulation, part: Formulation) -> bool:
    a, b = whole.at, part.at
    return len(part.members) < len(whole.members) and a.start <= b.end and b.start <= a.end and b.end <= a.end


def _order(one: Formulation) -> tuple[int, int, int, int, int, str]:
    at = one.at
    return _RANK[one.form], _RULES.get(one.rule.split(".")[1], 0), -len(one.members), at.block, at.start, one.rule


def _spans(one: Formulation) -> list[Span]:
    return [m.span for m in one.members if m.span]


def _stretches(span: Span) -> list[tuple[int, int]]:
    """The pieces of its block that a span touches, for finding what lies beside it without comparing all with all."""
    return [(span.block, piece) for piece in range(span.start // _STRETCH, span.end // _STRETCH + 1)]


def _same_words(one: Formulation, others: Iterable[Formulation]) -> Formulation | None:
    """A list that says the same words under the same label, or one of the two without any."""
    return next((o for o in others if None in (one.label, o.label) or one.label == o.label), None)


def _same_place(one: Formulation, kept: Mapping[int, Formulation], places: _Places) -> Formulation | None:
    """A list in whose members most of the members of ``one`` stand; but not all of them inside a single one."""
    hits: Counter[int] = Counter()
    holders: dict[int, set[tuple[int, int, int]]] = defaultdict(set)
    for span in _spans(one):
        beside = {entry for stretch in _stretches(span) for entry in places.get(stretch, ())}
        touched = [(number, start, end) for number, start, end in beside if start < span.end and span.start < end]
        hits.update({number for number, _, _ in touched})
        for number, start, end in touched:
            if start <= span.start and span.end <= end:
                holders[number].add((span.block, start, end))
    for number in sorted(hits):
        nested = len(holders[number]) == 1 and len(kept[number].members) > 1
        if hits[number] * 2 > len(one.members) and not nested:
            return kept[number]
    return None


def _names(found: Sequence[Formulation], lists: Sequence[Formulation]) -> list[Formulation]:
    taken = [_name(f) for f in lists if f.label]
    kept: dict[str, Formulation] = {}
    for one in sorted(found, key=_place):
        name = _name(one)
        if any(name == t or name in t or t in name for t in taken):
            continue
        if not any(name.startswith(k) or k.startswith(name) for k in kept):  # 八项规定 and 八项规定精神 are one
            kept[name] = one
    return list(kept.values())


def _name(one: Formulation) -> str:
    """A label as it is compared with others: 2个要点, 两个要点 and 二要点 are one."""
    spelt = _DIGITS.sub(lambda digits: chinese(int(digits[0])), key(one.label or ""))
    return _CLASSIFIER.sub("", spelt.replace("两", "二"))


def _repeats(part: str, whole: str) -> bool:
    """Whether a saying is said again, whole or for the most part; a few words of it may be a saying of their own."""
    return part in whole and (len(part) >= 6 or len(part) * 2 >= len(whole))


def _sayings(found: Sequence[Saying]) -> list[Saying]:
    kept: list[Saying] = []
    said: set[str] = set()
    holding: dict[str, list[str]] = defaultdict(list)  # sayings by each run of characters in them
    for one in sorted(found, key=lambda s: (-len(key(s.quote)), s.speaker is None, s.at.block, s.at.start)):
        words = key(one.quote)
        if words in said or any(_repeats(words, whole) for whole in holding.get(words[:_RUN], ())):
            continue
        kept.append(one)
        said.add(words)
        for run in {words[i : i + _RUN] for i in range(len(words))}:
            holding[run].append(words)
    return kept
