"""Count labels whose members stand nowhere beside them: “四个意识”, 三农, 三大攻坚战, 上古四圣之一.

A label has to stand for a definite set: it fills quotation marks, the glossary knows it, it is made with 大 and a noun,
or the text says 之一 of it. Where its members stand elsewhere in the document they are found there: by the glossary's
wording, or because a row of exactly that many pieces ends in the label's own noun (经济人、政治人和社会人 for 三人).
Where they stand nowhere the glossary gives them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import takewhile

from quizgen.detectors import ahead, labels
from quizgen.detectors.labels import Label
from quizgen.detectors.view import Reading, View
from quizgen.glossary import Glossary, by_beginning
from quizgen.model import Formulation, KnownSet, Member
from quizgen.text import clauses
from quizgen.text.fold import HAN
from quizgen.text.numerals import number
from quizgen.text.script import converter
from quizgen.text.words import word_edges

_ONE_OF = re.compile(
    rf"(?<![第0-9一二三四五六七八九十百千万])(?P<label>(?P<n>[二两三四五六七八九十]{{1,2}})(?!分)大?[{HAN}]{{1,3}})之一"
)
_NUMBER_AND_NOUN = re.compile(
    rf"^(?:[一二两三四五六七八九十百]{{1,3}}|[0-9]+)(?:大|个|种|项|类)?(?P<noun>[{HAN}]{{1,4}})$"
)
_NUMBER = re.compile("[一二两双三四五六七八九十百千0-9]")  # every label begins with one
_MEASURED = "里斤分尺寸顷亩斗升吨元角年月日天点名位人次倍度"
_RECIPES = ("汤", "丸", "散", "饮", "丹", "方")  # named for a count, but their name is no label of a list
_PIECE_GOES_ON = re.compile(f"[{HAN}]{{1,2}}[、，]")
_LEAST_REWORDED = 3  # members
Range = tuple[int, int]
_BEFORE = 8  # characters
_WINDOW = 240  # characters within which the members of a known set stand when a text lists them


def detect(view: View, glossary: Glossary) -> Iterator[Formulation]:
    """Every definite label, once for each of its places; later steps keep one."""
    places: dict[str, list[Member] | None] = {}
    for reading in view.readings:
        if reading.block.kind == "table":
            continue
        begin = reading.title[0] if reading.block.kind == "heading" else 0
        for label in candidates(reading.text, glossary, begin, heading=reading.block.kind == "heading"):
            words = reading.source(label.start, label.end)
            name = reading.text[label.start : label.end]
            entry = glossary.find(name)
            entry = entry.as_in(view.text) if entry and entry.former else entry
            if entry and not label.quoted and _has_own_items(view, reading, entry):
                continue
            if name not in places:
                places[name] = _elsewhere(view, name, label.count, entry)
            members = places[name]
            if members is None and entry:
                members = _beside(reading, label, entry)
            if members is None:
                yield _named(reading, label, words, entry, view)
            else:
                yield _counted(reading, label, members, entry, view)


def _has_own_items(view: View, reading: Reading, entry: KnownSet) -> bool:
    """Whether the line leads as many items as the set has members, and other ones: 波特五力模型 with its bullets."""
    if reading.block.kind != "heading" and not reading.text.endswith("："):
        return False
    below = view.blocks[reading.index + 1 :] if not reading.cell else ()
    items = [one.text for one in takewhile(lambda one: one.block.kind == "item", below)]
    return len(items) == len(entry.members) and not any(m in item for m in entry.members for item in items)


def candidates(text: str, glossary: Glossary, begin: int = 0, *, heading: bool = False) -> list[Label]:
    """The definite labels of ``text[begin:]`` in order, without overlaps; the longer one wins."""
    if not _NUMBER.search(text):
        return []
    text = text[begin:]
    found = [*_quoted(text), *_known(text, glossary), *_great(text), *_one_of(text), *(_whole(text) if heading else [])]
    kept: list[Label] = []
    for label in (
        replace(lb, start=lb.start + begin, end=lb.end + begin)
        for lb in sorted(found, key=lambda lb: (lb.start, -lb.end))
    ):
        if not kept or label.start >= kept[-1].end:
            kept.append(label)
    return kept


def _quoted(text: str) -> Iterator[Label]:
    for label in labels.quoted(text):
        words = text[label.start : label.end]
        if "、" not in words:
            yield label
            continue
        offset = label.start
        for part in words.split("、"):  # “八项规定、六项禁令” names two sets
            yield from (_shifted(lb, offset) for lb in labels.quoted(f"“{part}”"))
            offset += len(part) + 1


def _shifted(label: Label, offset: int) -> Label:
    return replace(label, start=label.start + offset - 1, end=label.end + offset - 1, quoted=True)


def _known(text: str, glossary: Glossary) -> Iterator[Label]:
    end = 0
    for digit in _NUMBER.finditer(text):
        start = digit.start()
        name = _known_at(text, start, glossary) if start >= end else ""
        if not name:
            continue
        end = start + len(name)
        if _is_part(text, start, end) or _is_idiom(text, start, end) or labels.is_other(text, end):
            continue
        entry = glossary.find(name)
        beside = entry is not None and text.startswith(entry.members, end)
        if len(name) <= 3 and not beside and (_is_thing(text, start, end) or _goes_on(text, start, end)):
            continue
        if _OTHERWISE.search(text, max(0, start - 2), start) or _has_own_members(text, end, entry):
            continue
        yield Label(start, end, max(number(name[:1]) or 2, 2), False, False)


_OTHERWISE = re.compile("(?:[第0-9.一二三四五六七八九十百千万几数共约每《]|面临|面对)$")
"""Before a number that counts lines or pieces, or before troubles that every time are others."""
_FOLLOWS = frozenset(
    "的之与和及或等者中内外上下里说论学观是为有在以皆均都也则而所不"
)  # single words behind a set's name
_RUN_ON = re.compile(f"[{HAN}]+")
_ANNOUNCED = re.compile(f"(?:主要)?(?:包括|包含|：|（)(?P<row>[{HAN}、和与及]{{3,40}})")


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether a short name is cut out of a longer word (四书架, 四神聪), or measures something."""
    if text[end : end + 1] and text[end] in _MEASURED:
        return True
    if end - start not in word_edges(text[start : end + 4]) and text[end] not in _FOLLOWS:
        return True
    in_row = text[start - 1 : start] == "、" or text[end + 1 : end + 2] == "、"
    return (
        in_row
        and bool(_RUN_ON.fullmatch(text, end, end + 1))
        and not _RUN_ON.match(text, end + 1)
        and text[end] not in _FOLLOWS
    )


def _has_own_members(text: str, end: int, entry: KnownSet | None) -> bool:
    """Whether the text lists other members right behind the name: 八法包括观察法、询问法."""
    row = _ANNOUNCED.match(text, end)
    return bool(entry and row and "、" in row["row"] and not any(m in row["row"] for m in entry.members))


def _known_at(text: str, start: int, glossary: Glossary) -> str:
    """The longest label at an offset that the glossary or the data has; empty where there is none."""
    beginning = text[start : start + 2]
    names = (*glossary.numbered.get(beginning, ()), *_fixed().get(beginning, ()))
    here = [n for n in names if text.startswith(n, start) and not n.endswith(_RECIPES)]
    return max(here, key=len) if here else ""


@cache
def _fixed() -> Mapping[str, tuple[str, ...]]:
    return by_beginning(labels.fixed())


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether the label is cut out of a longer one: 三因 out of 三因素."""
    noun = start + 1
    return end - start <= 3 and any(text.startswith(n, noun) and noun + len(n) > end for n in labels.nouns())


_BESIDE = re.compile(f"([{HAN}]{{1,6}})、$"), re.compile(f"[、和与及]([{HAN}]{{1,6}})")
_LAST = re.compile(f"(?<![{HAN}])(?:[{HAN}]{{1,4}}、){{2,8}}$")


def _is_thing(text: str, start: int, end: int) -> bool:
    """Whether the label is one of several things in a row that are no sets: 五味 of 人参、麦冬、五味、白芍."""
    row = _LAST.search(text, max(0, start - 48), start)
    if row and not _NUMBER.search(row[0]):
        return True  # 胆、胃、小肠、三焦
    before, behind = _BESIDE[0].search(text, max(0, start - 7), start), _BESIDE[1].match(text, end)
    return bool(before and behind) and not any(_NUMBER.search(m[1]) for m in (before, behind) if m)


def _is_idiom(text: str, start: int, end: int) -> bool:
    """Whether the label is the beginning of an idiom: 八仙 of 八仙过海."""
    return any(not labels.is_set(text[start:longer]) for longer in range(end + 1, min(end + 3, len(text) + 1)))


def _great(text: str) -> Iterator[Label]:
    """三大攻坚战, 八项规定: made with 大 or 项 and a noun that sets are called by."""
    for label in labels.classified(text):
        words = text[label.start : label.end]
        named = re.match(r"[一二两三四五六七八九十]+(?:大|项|对)", words)
        if (
            named
            and any(words.endswith(noun) and len(noun) > 1 for noun in labels.nouns())
            and not words.endswith("方面")  # 以上六大方面: whatever was listed
            and text[label.end : label.end + 1] != "："
        ):
            yield label


def _one_of(text: str) -> Iterator[Label]:
    for match in _ONE_OF.finditer(text) if "之一" in text else ():
        count = number(match["n"])
        if count and labels.is_set(match["label"]):
            yield Label(match.start("label"), match.end("label"), count, False, False)


def _whole(text: str) -> Iterator[Label]:
    """A heading that is no more than a label."""
    for label in labels.classified(text):
        if label.start == 0 and label.end == len(text.rstrip()):
            yield label


def _named(reading: Reading, label: Label, words: str, entry: KnownSet | None, view: View) -> Formulation:
    start, end = reading.sentence(label.start)
    return Formulation(
        form="named",
        label=words,
        label_span=reading.span(label.start, label.end),
        members=_known_members(reading, entry) if entry else (),
        lead=reading.lead(start, end),
        section=view.section(reading.index),
        ordered=entry.ordered if entry else False,
        rule="named.quoted" if label.quoted else "named.known" if entry else "named.great",
        glossary=entry.source if entry else None,
        wording=entry.wording if entry else "",
    )


def _known_members(reading: Reading, entry: KnownSet) -> tuple[Member, ...]:
    """The glossary's members in the script of the paragraph that names them."""
    return tuple(Member(text=converter("traditional")(m) if reading.traditional else m) for m in entry.members)


def _elsewhere(view: View, name: str, count: int, entry: KnownSet | None) -> list[Member] | None:
    """The members where the document lists them away from the label."""
    by_glossary = (_by_glossary(view, entry) or _reworded(view, entry)) if entry else None
    return by_glossary or _by_noun(view, name, count)


def _counted(reading: Reading, label: Label, members: list[Member], entry: KnownSet | None, view: View) -> Formulation:
    return Formulation(
        form="counted",
        label=reading.source(label.start, label.end),
        label_span=reading.span(label.start, label.end),
        members=tuple(members),
        section=view.section(reading.index),
        ordered=entry.ordered if entry else False,
        rule="counted.elsewhere",
    )


def _beside(reading: Reading, label: Label, entry: KnownSet) -> list[Member] | None:
    """The known members in a row right behind the label, in any order: 岁寒三友松、竹、梅."""
    if not reading.text.startswith(entry.members, label.end):
        return None
    end = min(label.end + _WINDOW, len(reading.text))
    row = clauses.pieces(reading.text, label.end, end, "[、，；。：]")[: len(entry.members)]
    *first, (start, _) = row
    rest = set(entry.members).difference(reading.text[a:b] for a, b in first)
    if len(rest) != 1 or len(row) != len(entry.members) or not reading.text.startswith(last := rest.pop(), start):
        return None
    return [reading.member(r) for r in [*first, (start, start + len(last))]]


def _by_glossary(view: View, entry: KnownSet) -> list[Member] | None:
    """The known members, word for word and in order, close together in one block."""
    if len(entry.members) < 2 or min(map(len, entry.members)) < 2:
        return None
    return _written(view, entry.members) or _without_ending(view, entry.members)


def _written(view: View, members: tuple[str, ...]) -> list[Member] | None:
    for reading in view.readings:
        start = reading.text.find(members[0])
        while start >= 0:
            if (found := _row(reading, members, start)) is not None:
                return found
            start = reading.text.find(members[0], start + 1)
    return None


def _reworded(view: View, entry: KnownSet) -> list[Member] | None:
    """The members in a row of the document in which one of them reads otherwise: an older 四个全面."""
    members = entry.members
    if len(members) < _LEAST_REWORDED or min(map(len, members)) < 2:
        return None
    for reading in view.readings:
        here = [member for member in members if member in reading.text]
        if len(here) < len(members) - 1:
            continue
        start, end = reading.sentence(reading.text.find(here[1]))
        row = [r for r in clauses.pieces(reading.text, start, end, "[、，；]") if r[1] > r[0]]
        for place in range(len(row) - len(members) + 1):
            if found := _all_but_one(reading, row[place : place + len(members)], members):
                return found
    return None


def _all_but_one(reading: Reading, row: Sequence[Range], members: Sequence[str]) -> list[Member] | None:
    """The pieces of a row that are the members but for one, which begins as its own does; the ends may hold more."""
    text = reading.text
    found: list[Range] = []
    other = 0
    for place, ((start, end), member) in enumerate(zip(row, members, strict=True)):
        begin = text.rfind(member[:2], start, end) if place == 0 else start
        if place == 0 and text.endswith(member, start, end):
            begin = end - len(member)
        if place == len(members) - 1 and text.startswith(member, begin):
            end = begin + len(member)
        other += text[begin:end] != member
        if begin < 0 or other > 1 or not text.startswith(member[:2], begin):
            return None
        found.append((begin, end))
    return [reading.member(r) for r in found] if text[found[-1][0] : found[-1][1]] == members[-1] else None


def _without_ending(view: View, members: tuple[str, ...]) -> list[Member] | None:
    """The members as a row of words that leaves out what all of them end with: 民族、民权、民生 for 民族主义, …."""
    ending = len(clauses.common_end(members))
    brief = [m[:-ending] for m in members] if ending else []
    if not brief or min(map(len, brief)) < 2:
        return None
    for reading in view.readings:
        start = reading.text.find("、".join(brief))
        if start >= 0:
            return _row(reading, tuple(brief), start)
    return None


def _row(reading: Reading, members: tuple[str, ...], start: int) -> list[Member] | None:
    at = start
    found: list[Member] = []
    for member in members:
        place = reading.text.find(member, at, start + _WINDOW)
        if place < 0:
            return None
        found.append(reading.member((place, place + len(member))))
        at = place + len(member)
        if len(found) < len(members) and not _is_apart(reading.text, at, members[len(found)]):
            return None
    return found


def _is_apart(text: str, end: int, following: str) -> bool:
    """Whether a member that ends at ``end`` is not the beginning of a longer piece: 农业｜强、农村美 is no 农业."""
    return not _PIECE_GOES_ON.match(text, end) or text.startswith(following, end)


def _by_noun(view: View, label: str, count: int) -> list[Member] | None:
    """A row of exactly ``count`` pieces that all end in the noun of the label."""
    noun = _NUMBER_AND_NOUN.match(label)
    if noun is None or count > 12:
        return None
    for reading in view.readings:
        if reading.text.count(noun["noun"]) < count:
            continue
        name = re.escape(noun["noun"])
        chain = re.compile(
            rf"[{HAN}]{{1,8}}?{name}(?:(?:、|和|与|及|以及)[{HAN}]{{1,8}}?{name}){{{count - 1}}}(?![、和与及])"
        )
        for match in chain.finditer(reading.text):
            if (found := _sharing(reading, match, count)) is not None:
                return found
    return None


def _sharing(reading: Reading, match: re.Match[str], count: int) -> list[Member] | None:
    """The pieces of a row, the first one without the clause's beginning."""
    ranges = clauses.pieces(reading.text, *match.span(), "、|以及|[和与及]")
    if len(ranges) != count or len({reading.text[a:b] for a, b in ranges}) < count:
        return None
    longest = max(b - a for a, b in ranges[1:])
    start, end = ahead.without_verb(reading.text, ranges)
    least = max(start, end - longest - 1)
    before = max(0, least - _BEFORE)  # what a word that the cut would tear begins with
    edges = (before + edge for edge in word_edges(reading.text[before:end]))
    return [reading.member(r) for r in [(min(edge for edge in edges if edge >= least), end), *ranges[1:]]]
