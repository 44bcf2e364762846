"""Lists that the shape of a text shows: numbered headings, items under one line, topic sentences of the same make.

Forms: headings of one level under one parent (一、…二、…; 2.1 … 2.2 …); list items under a lead line, a heading or a
parent item; paragraphs that each open with a short sentence of the same make (把握好…的关系。); short sentences that
divide one paragraph (要提高理论水平。……要提高政策水平。……).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from quizgen import data
from quizgen.detectors import labels, leads
from quizgen.detectors.labels import Label
from quizgen.detectors.markers import Marker, markers
from quizgen.detectors.repeats import SIDE
from quizgen.detectors.view import Reading, View
from quizgen.model import Formulation, Member, Span
from quizgen.text import clauses

_MOST = 20  # a longer list is a catalogue
_WRONG = re.compile(r"[❌✗✘×]\s*$")
_CHECKED = re.compile(r"\s*[✔✅✓☑√]\ufe0f?\s*$")
_EMPTY = re.compile(r"[\d年月日\W]*")  # an item that was never written, or only its date
_TOPIC_LENGTH = (4, 80)
_SHORT_TOPIC = 26
_QUOTED_LABEL = re.compile("[“「][一二两三四五六七八九十]")
_NARRATIVE = re.compile("[我你她]|他(?!人)|年|曾|了$|[0-9]")
_NONE = Marker("", 0, 0, -1, -1)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(data.load("outline")[name])


def detect(view: View) -> Iterator[Formulation]:
    """Every outline of the document."""
    yield from _headings(view)
    yield from _items(view)
    yield from _paragraph_topics(view)
    yield from _sentence_topics(view)
    yield from _counted_sentences(view)
    yield from _fields_below(view)
    yield from _lines_below(view)


def _formulation(view: View, rule: str, lead: Span | None, members: list[Member]) -> Formulation:
    label = leads.label(view, lead, len(members))
    at = members[0].span
    return Formulation(
        form="outline",
        label=label.text if label else None,
        label_span=label.span if label else None,
        members=tuple(members),
        lead=lead,
        section=view.section(at.block) if at else (),
        ordered=rule == "outline.headings",
        rule=rule,
    )


# Headings


def _headings(view: View) -> Iterator[Formulation]:
    """Headings of one level under one parent, where two are numbered or all are made alike."""
    children: dict[tuple[int | None, int], list[Reading]] = {}
    for reading in view.blocks:
        if reading.block.kind == "heading":
            children.setdefault((view.parents[reading.index], reading.block.level), []).append(reading)
    for (parent, _), group in children.items():
        if not 2 <= len(group) <= _MOST:
            continue
        if _is_catalogue(view, group):
            view.turn_down("outline.headings", group[0], *group[0].title, "entries of one form")
            continue
        if sum(r.numbered for r in group) >= 2:
            group = [r for r in group if r.numbered]
        elif len(group) < 3 or not _alike([r.text[slice(*r.title)] for r in group]):
            continue
        yield _heading_list(view, parent, group)


def _heading_list(view: View, parent: int | None, group: list[Reading]) -> Formulation:
    lead = leads.before(view, group[0].index, 0)
    if parent is not None and leads.label(view, lead, len(group)) is None:
        above = view.readings[parent]
        lead = above.lead(*above.title)
        label = labels.announcing(above.text[slice(*above.title)], len(group) - 1)
        if label and label.classified and not label.quoted and above.title[1] - above.title[0] <= 12:
            group = group[:-1]  # 两大总特征 with its two headings and a summary
    members = [r.member(clauses.head(r.text, *r.title), r.title) for r in group]
    found = _formulation(view, "outline.headings", lead, members)
    if (
        found.label_span
        and parent is not None
        and found.label_span.block == parent
        and _is_quoted(view, found.label_span)
    ):
        return found.model_copy(update={"label": None, "label_span": None})  # a name in the title counts no chapters
    return found


def _is_quoted(view: View, span: Span) -> bool:
    return view.document.blocks[span.block].text[span.start - 1 : span.start] in tuple('“「‘『"')


def _is_catalogue(view: View, group: Sequence[Reading]) -> bool:
    """Whether the parts are entries of one form (each with 出处, 原文, 释义): a book's worth of items, not a list."""
    if len(group) < 4:
        return False
    fields = Counter(name for reading in group for name in _field_names(view, reading))
    return sum(count * 4 >= len(group) * 3 for count in fields.values()) >= 2


def _field_names(view: View, heading: Reading) -> set[str]:
    names: set[str] = set()
    for reading in view.blocks[heading.index + 1 :]:
        if reading.block.kind == "heading" and reading.block.level <= heading.block.level:
            break
        names.add(_field(reading.text))
    return names - {""}


def _field(text: str) -> str:
    """The name of a field that a line opens with (出处：…), or the line itself where it is as short as one."""
    name = text.split("：", 1)[0].strip()
    return name if len(name) <= 6 and (name != text or len(text) <= 6) else ""


def _alike(texts: Sequence[str]) -> bool:
    """Whether all share an opening or an ending of two characters, or the 的 of the same noun phrase (…的内在要求)."""
    if all(_QUOTED_LABEL.search(t) for t in texts):
        return True
    opening, ending = clauses.common_start(texts), clauses.common_end(texts)
    if any("，" in t or len(t) > _SHORT_TOPIC for t in texts):
        return _alike_clauses(texts, opening, ending)
    tails = {len(t) - t.rfind("的") for t in texts if "的" in t[2:]}
    return len(opening) >= 2 or len(ending) >= 2 or (len(tails) == 1 and all("的" in t[2:] for t in texts))


def _alike_clauses(texts: Sequence[str], opening: str, ending: str) -> bool:
    """Whether topics of several clauses share more than a word, or are three lines of one length and one beat."""
    if len({t.count("，") for t in texts}) > 1:
        return len(opening) >= 6
    if max(len(opening), len(ending)) >= 4 or _is_frame([t.split("，")[0] for t in texts]):
        return True
    lengths = [len(t) for t in texts]
    beat = max(lengths) - min(lengths) <= 4 and max(lengths) <= 40
    return len(texts) >= 3 and beat and texts[0].count("，") >= 2 and not any(_NARRATIVE.search(t) for t in texts)


def _is_frame(openings: Sequence[str]) -> bool:
    """当好基层领头羊 / 干好基层排头兵: clauses of one length with two characters or more in the same places."""
    if len({len(o) for o in openings}) > 1 or not 5 <= len(openings[0]) <= 12:
        return False
    return sum(len(set(column)) == 1 for column in zip(*openings, strict=True)) >= 2


# Items


@dataclass
class _Node:
    """An item with the items below it."""

    reading: Reading
    children: list[_Node] = field(default_factory=list)


@dataclass(frozen=True)
class _Group:
    """Items of one depth under one line: a parent item, or what stands before the first of them."""

    nodes: list[_Node]
    parents: tuple[Reading, ...]  # the items above, innermost last

    @property
    def names(self) -> set[str]:
        return {_field(node.reading.text) for node in self.nodes} - {""}


def _items(view: View) -> Iterator[Formulation]:
    groups = list(_groups(view))
    forms = _forms(groups)
    for group in groups:
        nodes = [n for n in group.nodes if not _WRONG.search(n.reading.text) and not _EMPTY.fullmatch(n.reading.text)]
        lead = _lead(view, group)
        if len(nodes) < 2:
            continue
        if why := _why_not_items(view, group, lead, forms):
            reading = group.nodes[0].reading
            view.turn_down("outline.items", reading, 0, min(40, len(reading.text)), why)
            continue
        if sum(_is_marked(n.reading.text) for n in nodes) < 2:
            counted = leads.label(view, lead, len(nodes)) is not None
            yield _formulation(view, "outline.items", lead, [_item_member(n.reading, counted) for n in nodes])


def _groups(view: View) -> Iterator[_Group]:
    """Runs of list items, cut into groups of siblings."""
    run: list[Reading] = []
    for reading in [*view.blocks, None]:
        if reading is not None and reading.block.kind == "item" and reading.block.marker:
            run.append(reading)
        elif run and (reading is None or not _inside(view, run[-1], reading)):
            yield from _tree(run)
            run = []


def _inside(view: View, item: Reading, reading: Reading) -> bool:
    """Whether a paragraph stands inside a list: one or two before its next item, none of which announces a new list."""
    for follower in view.blocks[reading.index : reading.index + 3]:
        if follower.block.kind == "item":
            return (follower.block.marker[:1], follower.block.level) == (item.block.marker[:1], item.block.level)
        named = re.match("[^，。；：]{2,12}：", follower.text)
        if follower.block.kind != "paragraph" or named or len(follower.text) < 12 or follower.text.endswith("："):
            return False
    return False


def _tree(run: list[Reading]) -> Iterator[_Group]:
    roots: list[_Node] = []
    stack: list[_Node] = []
    for reading in run:
        node = _Node(reading)
        while stack and stack[-1].reading.block.level >= reading.block.level:
            stack.pop()
        (stack[-1].children if stack else roots).append(node)
        stack.append(node)
    yield from _flatten(roots, ())


def _flatten(nodes: list[_Node], parents: tuple[Reading, ...]) -> Iterator[_Group]:
    yield _Group(nodes, parents)
    for node in nodes:
        if node.children:
            yield from _flatten(node.children, (*parents, node.reading))


def _forms(groups: Sequence[_Group]) -> Counter[str]:
    """How many things of different names each field name describes (生理功能: of 肝, 心, 脾 …)."""
    owners: dict[str, set[str]] = {}
    for group in groups:
        if group.parents:
            for name in group.names:
                owners.setdefault(name, set()).add(_field(group.parents[-1].text) or group.parents[-1].text)
    return Counter({name: len(of) for name, of in owners.items()})


def _why_not_items(view: View, group: _Group, lead: Span | None, forms: Counter[str]) -> str | None:
    if len(group.nodes) > _MOST:
        return f"more than {_MOST} items: a catalogue"
    if _is_form(group, forms):
        return "fields that describe one thing"
    if _is_remarks(view, lead):
        return "remarks"
    return None if group.parents or _is_list(view, group, lead) else "entries of a page of notes"


def _is_form(group: _Group, forms: Counter[str]) -> bool:
    names = group.names
    repeated = sum(forms[name] >= 3 or name in _words("fields") for name in names)
    return repeated >= 2 and repeated * 2 >= len(group.nodes)


def _lead(view: View, group: _Group) -> Span | None:
    """The line that names what the items are: the parent (what is above a mere 分类), or the line before."""
    for parent in reversed(group.parents):
        if _field(parent.text) not in _words("fields"):
            return parent.lead(0, len(parent.text))
    if group.parents:
        return group.parents[-1].lead(0, len(group.parents[-1].text))
    return leads.before(view, group.nodes[0].reading.index, 0)


def _is_remarks(view: View, lead: Span | None) -> bool:
    if lead is None:
        return False
    text = view.document.text(lead).strip(" ：:")
    return text in _words("remarks")


def _is_list(view: View, group: _Group, lead: Span | None) -> bool:
    """Whether outermost items are the parts of what stands before them, and not the entries of a page of notes."""
    leaves = not any(node.children for node in group.nodes)
    if lead is None:
        return False
    announced = (
        view.document.text(lead).rstrip().endswith(("：", ":")) or leads.label(view, lead, len(group.nodes)) is not None
    )
    bulleted = not group.nodes[0].reading.block.marker[:1].isdigit()
    return announced or leaves or bulleted


def _is_marked(text: str) -> bool:
    """Whether the item opens with a marker of its own (第一，; 一方面): other rules find such lists."""
    return next(markers(text, 0), _NONE).start == 0 or bool(SIDE.match(text))


def _item_member(reading: Reading, counted: bool) -> Member:
    """The item's head; one character before a colon (酸：…) is a head only under a label that counts such items."""
    mark = _CHECKED.search(reading.text)
    end = mark.start() if mark else len(reading.text)
    head = (0, 1) if counted and reading.text[1:2] == "：" else clauses.head(reading.text, 0, end)
    return reading.member(head, (0, end))


# Topic sentences


def _paragraph_topics(view: View) -> Iterator[Formulation]:
    """Neighbouring paragraphs that each open with a short sentence of the same make."""
    run: list[tuple[Reading, tuple[int, int]]] = []
    for reading in [*view.blocks, None]:
        topic = _topic(reading) if reading is not None and reading.block.kind == "paragraph" else None
        if reading is not None and topic is not None:
            run.append((reading, topic))
            continue
        yield from _alike_runs(view, run)
        run = []


def _topic(reading: Reading) -> tuple[int, int] | None:
    """The range of the short first sentence of a paragraph that says more."""
    first = reading.text.find("。")
    least, most = _TOPIC_LENGTH
    if not least <= first <= most or first > len(reading.text) - 20:
        return None
    opening = reading.text[:first]
    return None if re.search("[；：！？]", opening) or opening.count("，") > 3 else (0, first)


def _alike_runs(view: View, run: list[tuple[Reading, tuple[int, int]]]) -> Iterator[Formulation]:
    """The longest stretches of ``run`` whose topics are made alike."""
    texts = [r.text[slice(*t)] for r, t in run]
    start = 0
    while start + 1 < len(run):
        stop = start + 3
        while stop <= len(run) and _alike_topics(texts[start:stop]):
            stop += 1
        group = run[start : stop - 1]
        if len(group) >= 3 or (_alike(texts[start : start + 2]) and _is_pair(texts[start : start + 2])):
            members = [r.member(clauses.head(r.text, *t, longest=60), (0, len(r.text))) for r, t in group]
            yield _formulation(view, "outline.paragraphs", leads.before(view, group[0][0].index, 0), members)
            start += len(group)
        else:
            start += 1


def _alike_topics(texts: Sequence[str]) -> bool:
    """Whether topic sentences are made alike, or are short and of one length (加强培训教育。…引进新生力量。…)."""
    level = len({len(t) for t in texts}) == 1 and 4 < len(texts[0]) <= 12
    return _alike(texts) or (level and not any(_NARRATIVE.search(t) for t in texts))


def _is_pair(texts: Sequence[str]) -> bool:
    """Two are a list only where they open with the same clause."""
    return "，" in clauses.common_start(texts)


def _sentence_topics(view: View) -> Iterator[Formulation]:
    """Short sentences with the same opener that divide one paragraph."""
    openers = sorted(_words("topic_openers"), key=lambda w: (-len(w), w))
    for reading in view.blocks:
        if reading.block.kind in ("heading", "table") or len(reading.text) < 120:
            continue
        topics: dict[str, list[tuple[int, int]]] = {}
        for start, end in reading.sentences:
            opener = _opener(reading.text, start, end, openers)
            if opener:
                topics.setdefault(opener, []).append((start, end - 1))
        for ranges in topics.values():
            if len(ranges) >= 3 and _divides(reading.text, ranges):
                yield _topic_list(view, reading, ranges)


def _opener(text: str, start: int, end: int, openers: Sequence[str]) -> str | None:
    least, most = _TOPIC_LENGTH
    if (
        not least <= end - start - 1 <= most
        or text[end - 1] != "。"
        or re.search("[，；：！？、]", text[start : end - 1])
    ):
        return None
    return next((o for o in openers if text.startswith(o, start)), None)


def _divides(text: str, ranges: Sequence[tuple[int, int]]) -> bool:
    """Whether text stands between the topics: sentences side by side are 排比, not a division."""
    gaps = [after[0] - before[1] for before, after in pairwise(ranges)]
    return min(gaps) > 20


def _topic_list(view: View, reading: Reading, ranges: list[tuple[int, int]]) -> Formulation:
    ends = [start for start, _ in ranges[1:]] + [len(reading.text)]
    members = [reading.member(r, (r[0], end)) for r, end in zip(ranges, ends, strict=True)]
    return _formulation(view, "outline.sentences", leads.before(view, reading.index, ranges[0][0]), members)


def _counted_sentences(view: View) -> Iterator[Formulation]:
    """Sentences of one paragraph with one opener, as many as a label in its first sentence counts (过好“三个关”)."""
    for reading in view.blocks:
        ranges = reading.sentences
        if reading.block.kind in ("heading", "table") or len(ranges) < 3:
            continue
        for label in labels.quoted(reading.text[: ranges[0][1]]):
            rest = [r for r in ranges[1:] if r[1] - r[0] > 6]
            openers = Counter(reading.text[a : a + 2] for a, _ in rest)
            opener = next((o for o, n in openers.items() if n == label.count and n >= 3), None)
            if opener:
                own = [(a, b - 1) for a, b in rest if reading.text.startswith(opener, a)]
                yield _labelled(view, reading, label, own)
                break


def _labelled(view: View, reading: Reading, label: Label, ranges: list[tuple[int, int]]) -> Formulation:
    ends = [start for start, _ in ranges[1:]] + [len(reading.text)]
    members = [
        reading.member(clauses.head(reading.text, *r, longest=60), (r[0], end))
        for r, end in zip(ranges, ends, strict=True)
    ]
    return Formulation(
        form="outline",
        label=reading.source(label.start, label.end),
        label_span=reading.span(label.start, label.end),
        members=tuple(members),
        lead=reading.lead(*reading.sentence(label.start)),
        section=view.section(reading.index),
        ordered=False,
        rule="outline.counted",
    )


def _fields_below(view: View) -> Iterator[Formulation]:
    """以下四个方面, and below it as many paragraphs or bold lines that each open with a name and a colon."""
    for reading in view.blocks:
        if reading.block.kind != "paragraph" or len(reading.text) > 80:
            continue
        label = next(reversed(list(labels.classified(reading.text))), None)
        if label is None or not re.search("以下|下列|如下|：$", reading.text):
            continue
        below = _named_blocks(view, reading)
        if len(below) == label.count and below[0].index == reading.index + 1:
            members = [r.member((0, r.text.index("：")), (0, len(r.text))) for r in below]
            yield _formulation(view, "outline.fields", reading.lead(0, len(reading.text)), members)


def _named_blocks(view: View, lead: Reading) -> list[Reading]:
    """The blocks below ``lead`` that open with a short name and a colon, up to the next real heading."""
    found: list[Reading] = []
    for reading in view.blocks[lead.index + 1 :]:
        named = re.match(r"[^，。；：！？]{2,10}：", reading.text)
        if reading.block.kind == "heading" and not named:
            break
        if named and reading.block.kind in ("heading", "paragraph"):
            found.append(reading)
    return found


def _lines_below(view: View) -> Iterator[Formulation]:
    """Short paragraphs with one opening under a line that ends with a colon (以…分：…; 以…分：…)."""
    for lead in view.blocks:
        if lead.block.kind != "paragraph" or not lead.text.endswith("：") or len(lead.text) > 60:
            continue
        below: list[Reading] = []
        for reading in view.blocks[lead.index + 1 :]:
            if reading.block.kind != "paragraph" or len(reading.text) > 80:
                break
            if len(clauses.common_start([*(r.text for r in below), reading.text])) < 2:
                break
            below.append(reading)
        if 3 <= len(below) <= _MOST and not _is_marked(below[0].text):
            members = [r.member(clauses.head(r.text, 0, len(r.text)), (0, len(r.text))) for r in below]
            yield _formulation(view, "outline.lines", lead.lead(0, len(lead.text)), members)
