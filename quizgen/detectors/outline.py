"""Lists that the shape of a text shows: numbered headings, items under one line, named fields.

Forms: headings of one level under one parent (一、…二、…; 2.1 … 2.2 …), numbered or made alike; list items under a lead
line, a heading or a parent item; under 以下四个方面 as many paragraphs that each open with a name and a colon.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice, pairwise

from quizgen import data
from quizgen.detectors import exercises, labels, leads, topics
from quizgen.detectors.leads import formulation
from quizgen.detectors.repeats import are_marked
from quizgen.detectors.view import Reading, View
from quizgen.model import Formulation, Member, Span
from quizgen.text import clauses
from quizgen.text.fold import fold
from quizgen.text.numerals import NUMERALS

_GLOSS = re.compile("（[^（）]*）$")
_FRAME = re.compile("[总概绪序导引结]论$")
_KINDS = frozenset("性论法派说学律式型期权制")
_NUMBER_ALONE = re.compile(rf"[\W_第之{NUMERALS}0-9编章节篇讲课部分回卷条]+")
_LEAST_LEVEL = 6  # characters of headings of one length that say words again
_LONGEST_NOTE = 12  # blocks of quotation behind an item that they explain
_SHORT = 8  # characters of a title that is nothing but a name
_LEAST_SHARED = 4  # characters
_MOST = 20  # a longer list is a catalogue
_WRONG = re.compile(r"[❌✗✘×]\s*$")
_CHECKED = re.compile(r"\s*[✔✅✓☑√]\ufe0f?\s*$|[|｜]\s*$")
_SENTENCE = re.compile(r"[^：，。；]{4,}[，。；].")  # …，… with nothing named before a colon
_SIGNED = re.compile(r"——?\s*[^，。；：！？—]{2,24}$")
_DEFINED = re.compile(r"[^，。；：]{1,20}：\s*\S")
_EMPTY = re.compile(r"[\d年月日\W]*")  # an item that was never written, or only its date
_AND_SO_ON = re.compile(r"\s*(?:。{2,}|…+|\.{3,}|等等?|以及其他)\s*")  # an item that says that there are more
_SPEAKS = re.compile("[^，。；：“「]{1,10}[曰说道问云]：?[“「]")  # 孟子曰：「…」
_CITES = re.compile(  # 班固《…》：「…」, 「…」（沈德潛《…》）
    "[^，。：；「“《]{0,12}《[^《》]{1,30}》[^，。：；「“]{0,8}[：，]?[「“]|[「“][^」”]{6,}[」”]（[^（）]{1,24}）"
)
_ASKS = re.compile(r"[：？?](?:\s*#\w+)*\s*$")  # how a line ends that announces what follows; notes put tags behind it


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(data.load("outline")[name])


def detect(view: View) -> Iterator[Formulation]:
    """Every outline of the document."""
    yield from _headings(view)
    yield from _items(view)
    yield from _fields_below(view)


# Headings


def _headings(view: View) -> Iterator[Formulation]:
    """Headings of one level under one parent, where two are numbered or all are made alike."""
    children: dict[tuple[int | None, int], list[Reading]] = {}
    for reading in view.blocks:
        if reading.block.kind == "heading":
            children.setdefault((view.parents[reading.index], reading.block.level), []).append(reading)
    for (parent, _), every in children.items():
        named = [r for r in every if not _NUMBER_ALONE.fullmatch(r.text, *r.title)]
        group = [] if _are_exercises(view, parent, named) else named
        if not 2 <= len(group) <= _MOST:
            continue
        if parent is None and group[0].block.text == view.document.title and len({r.numbered for r in group}) == 1:
            continue  # the texts of a collection
        if _is_catalogue(view, group):
            view.turn_down("outline.headings", group[0], *group[0].title, "entries of one form")
            continue
        if sum(r.numbered for r in group) >= 2:
            for run in _runs([r for r in group if r.numbered]):
                yield _heading_list(view, parent, run)
        elif not _is_row([r.text[slice(*r.title)] for r in group]) and not _is_counted_by(view, parent, group):
            continue
        else:
            yield _heading_list(view, parent, group)


def _are_exercises(view: View, parent: int | None, group: Sequence[Reading]) -> bool:
    titles = [reading.text[slice(*reading.title)] for reading in group]
    under = parent is not None and exercises.is_title(view.blocks[parent].text[slice(*view.blocks[parent].title)])
    return under or sum(map(exercises.is_task, titles)) * 2 >= len(titles)


def _runs(group: list[Reading]) -> Iterator[list[Reading]]:
    """Numbered headings, cut where their numbers begin anew: those behind are of another talk or text."""
    numbers = [reading.number for reading in group]
    starts = [i for i, number in enumerate(numbers) if i and number == 1 and numbers[i - 1] != 0]
    if len(group) > 2 and len(starts) == len(group) - 1 and not group[0].text.startswith("一"):
        starts = []  # all have number 1: nobody counted; 一、 in each of several talks is counted
    for start, end in pairwise([0, *starts, len(group)]):
        if end - start > 1:
            yield group[start:end]


def _is_counted_by(view: View, parent: int | None, group: Sequence[Reading]) -> bool:
    """Whether the title above counts as many things as it has headings right below it (三大法宝)."""
    if parent is None:
        return False
    above = view.readings[parent]
    title = above.text[slice(*above.title)]
    label = next(reversed(labels.all_of(title)), None)
    level = all(r.block.level == above.block.level + 1 for r in group)
    return level and label is not None and label.count == len(group) and label.end >= len(title) - 1


def _is_row(titles: Sequence[str]) -> bool:
    """Whether headings without numbers are made alike; two of them share half of their words (甲的原因 / 甲的意义)."""
    titles = [_GLOSS.sub("", title) or title for title in titles]
    if _are_kinds(titles):
        return True
    if len(titles) > 2:
        level = len(set(map(len, titles))) == 1 and len(titles[0]) >= _LEAST_LEVEL
        echoed = level and len(set.intersection(*map(set, titles))) > 1  # 只奖不罚不可取, 有奖有罚才适宜
        return echoed or topics.alike(titles)
    shared = max(len(clauses.common_start(titles)), len(clauses.common_end(titles)))
    return shared >= _LEAST_SHARED and shared * 2 >= max(map(len, titles))


def _are_kinds(titles: Sequence[str]) -> bool:
    """Whether short titles end with the character for one sort of thing (必要性 / 可能性; 性善论 / 性恶论)."""
    lengths = [len(title) for title in titles]
    ending = {title[-1] for title in titles}
    named = len(ending) == 1 and ending <= _KINDS and not any(map(_FRAME.search, titles))
    return named and max(lengths) <= (_SHORT if len(titles) > 2 else 4)


def _heading_list(view: View, parent: int | None, group: list[Reading]) -> Formulation:
    lead = leads.before(view, group[0].index, 0)
    if parent is not None and leads.label(view, lead, len(group)) is None:
        above = view.readings[parent]
        lead = above.lead(*above.title)
        label = labels.announcing(above.text[slice(*above.title)], len(group) - 1)
        if label and label.classified and not label.quoted and above.title[1] - above.title[0] <= 12:
            group = group[:-1]  # 两大总特征 with its two headings and a summary
    members = [r.member(clauses.head(r.text, *r.title), r.title) for r in group]
    found = formulation(view, "outline.headings", lead, members, ordered=True)
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


# Items


@dataclass
class _Node:
    """An item with the items below it."""

    reading: Reading
    depth: float
    children: list[_Node] = field(default_factory=list)


@dataclass(frozen=True)
class _Notes:
    """What a page of notes is like as a whole."""

    forms: Counter[str]  # how many things each field name describes
    quoted: set[int]  # the headings with collections of sayings
    defining: bool  # whether numbered items are its entries


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
    notes = _Notes(_forms(groups), _collections(view), _defines(groups))
    for group in groups:
        nodes = [n for n in group.nodes if not _WRONG.search(n.reading.text) and not _EMPTY.fullmatch(n.reading.text)]
        lead = _lead(view, group)
        if len(nodes) < 2:
            continue
        if why := _why_not_items(view, group, lead, notes):
            reading = group.nodes[0].reading
            view.turn_down("outline.items", reading, 0, min(40, len(reading.text)), why)
            continue
        if not are_marked([n.reading.text for n in nodes]):
            counted = leads.label(view, lead, len(nodes)) is not None
            members = [_item_member(n.reading, counted) for n in nodes]
            if not exercises.are_set(view, lead, members):
                more = any(_AND_SO_ON.fullmatch(node.reading.text) for node in group.nodes)
                yield formulation(view, "outline.items", lead, members).model_copy(update={"open": more})


def _groups(view: View) -> Iterator[_Group]:
    """Runs of list items, cut into groups of siblings."""
    run: list[Reading] = []
    for reading in [*view.blocks, None]:
        if reading is not None and reading.block.kind == "item" and reading.block.marker:
            run.append(reading)
        elif run and (reading is None or not _inside(view, run, reading)):
            yield from _tree(run)
            run = []


def _inside(view: View, run: Sequence[Reading], reading: Reading) -> bool:
    """Whether a paragraph stands inside a list: one or two before its next item, none of which announces a new list.

    Quotations that explain an item may be more.
    """
    near = view.blocks[reading.index : reading.index + _LONGEST_NOTE]
    behind = (r for r in near if r.block.kind != "quote" or not r.block.level)
    for follower in islice(behind, 3):
        if follower.block.kind == "item":
            level = follower.block.level
            item = next((item for item in reversed(run) if item.block.level <= level), None)
            return item is not None and item.block.level == level and _goes_on(item, follower)
        named = re.match("[^，。；：]{2,12}：", follower.text)
        announces = named or _ASKS.search(follower.text)
        if follower.block.kind != "paragraph" or announces or len(follower.text) < 12:
            return False
    return False


def _goes_on(item: Reading, follower: Reading) -> bool:
    """Whether an item is the next one of a list: it has the same bullet, or the next number."""
    before, after = _written(item), _written(follower)
    return after == before + 1 if before and after else item.block.marker[:1] == follower.block.marker[:1]


def _written(item: Reading) -> int:
    """The number in Arabic digits that an item is marked with; 0 where it has none."""
    digits = re.match("[0-9]+", item.block.marker)
    return int(digits[0][:4]) if digits else 0


def _tree(run: list[Reading]) -> Iterator[_Group]:
    roots: list[_Node] = []
    stack: list[_Node] = []
    for reading in run:
        node = _Node(reading, _depth(stack, reading))
        while stack and stack[-1].depth >= node.depth:
            stack.pop()
        if not stack and roots and _is_counted(roots[-1].reading) != _is_counted(reading):
            yield from _flatten(roots, ())
            roots = []
        (stack[-1].children if stack else roots).append(node)
        stack.append(node)
    yield from _flatten(roots, ())


def _depth(stack: Sequence[_Node], item: Reading) -> float:
    """How deep an item stands: a 1 behind a 3 of its level stands below that, until the 4 follows."""
    level, number = item.block.level, _written(item)
    peers = [node for node in stack if node.reading.block.level == level]
    if number == 1 and len(peers) == 1 and _written(peers[0].reading) > 1:
        return level + 0.5
    following = (node.depth for node in reversed(peers) if number and _written(node.reading) == number - 1)
    return next(following, level)


def _is_counted(item: Reading) -> bool:
    """Whether an item has a number and no bullet."""
    return item.block.marker[:1] not in "-*+" and item.block.marker[:1].isalnum()


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


def _defines(groups: Sequence[_Group]) -> bool:
    """Whether one of the outermost numbered items that stand among others with a text below defines a term.

    阴阳：事物对立的双方 beside 五行 with its five items: entries of all kinds. Where none does, items are parts.
    """
    outermost = [group.nodes for group in groups if not group.parents and _is_counted(group.nodes[0].reading)]
    return any(
        _DEFINED.match(node.reading.text)
        for nodes in outermost
        if any(node.children for node in nodes)
        for node in nodes
    )


def _collections(view: View) -> set[int]:
    """The headings below which a third of the items and more are sayings with their authors (……——孟子)."""
    items: Counter[int] = Counter()
    signed: Counter[int] = Counter()
    for reading in view.blocks:
        if reading.block.kind != "item":
            continue
        own = view.parents[reading.index]
        above = view.parents[own] if own is not None else None
        for heading in (own, above):
            if heading is not None:
                items[heading] += 1
                signed[heading] += _is_signed(reading.text)
    return {heading for heading, count in signed.items() if count >= 2 and count * 3 >= items[heading]}


def _is_signed(text: str) -> bool:
    """Whether a sentence stands before a dash and a few words (…，…——孟子), and not a term that they explain."""
    found = _SIGNED.search(text)
    said = text[: found.start()].rstrip() if found else ""
    return said.endswith(tuple("。！？”」")) or "，" in said


def _is_quotations(view: View, group: _Group, quoted: set[int]) -> bool:
    own = view.parents[group.nodes[0].reading.index]
    above = view.parents[own] if own is not None else None
    return own in quoted or above in quoted


def _why_not_items(view: View, group: _Group, lead: Span | None, notes: _Notes) -> str | None:
    if all(node.reading.block.marker in ("☐", "☑") for node in group.nodes):
        return "things to do"
    if len(group.nodes) > _MOST:
        return f"more than {_MOST} items: a catalogue"
    told = _opens_with_field(group) or _has_facet(group)
    if _is_form(group, notes.forms) or (told and leads.label(view, lead, len(group.nodes)) is None):
        return "fields that describe one thing"
    if _is_remarks(view, lead):
        return "remarks"
    if _is_mixed(view, group, lead):
        return "remarks of several kinds"
    if _are_sets(view, group, lead):
        return "sets of their own"
    if sum(bool(_SPEAKS.match(node.reading.text)) for node in group.nodes) * 2 >= len(group.nodes):
        return "dialogue"
    if sum(bool(_CITES.match(node.reading.text)) for node in group.nodes) * 2 >= len(group.nodes):
        return "quotations with their sources"
    if not group.parents and _is_quotations(view, group, notes.quoted):
        return "quotations"
    counted = _counts(group) and not any(_DEFINED.match(node.reading.text) for node in group.nodes)
    listed = group.parents or _is_list(view, group, lead) or (lead is not None and (counted or not notes.defining))
    return None if listed else "entries of a page of notes"


def _counts(group: _Group) -> bool:
    """Whether the items are numbered one after the other."""
    numbers = [_written(node.reading) for node in group.nodes]
    return numbers == list(range(1, len(numbers) + 1))


def _is_form(group: _Group, forms: Counter[str]) -> bool:
    names = group.names
    repeated = sum(forms[name] >= 3 or name in _words("fields") for name in names)
    return repeated >= 2 and repeated * 2 >= len(group.nodes)


@cache
def _facet() -> re.Pattern[str]:
    return re.compile(data.load("outline")["facets"])


def _has_facet(group: _Group) -> bool:
    """Whether an item only says what is told of the thing (历史意义), and not all end so (直接原因, 根本原因)."""
    names = [node.reading.text.partition("：")[0].strip(" 。；*") for node in group.nodes]
    facets = [name for name in names if _facet().fullmatch(name)]
    return any(not all(name.endswith(facet[-2:]) for name in names) for facet in facets)


def _is_mixed(view: View, group: _Group, lead: Span | None) -> bool:
    """Whether bullets below a line that announces nothing are now a sentence, now a name with a colon: remarks."""
    texts = [node.reading.text for node in group.nodes]
    announced = lead is None or view.document.text(lead).rstrip().endswith(("：", ":"))
    if announced or _is_counted(group.nodes[0].reading) or leads.label(view, lead, len(texts)) is not None:
        return False
    return any(map(_SENTENCE.match, texts)) and any(map(_DEFINED.match, texts))


def _are_sets(view: View, group: _Group, lead: Span | None) -> bool:
    """Whether every item is a label with what it counts (四书：…; 五经：…), and the lead names none of the labels."""
    names = [node.reading.text.partition("：")[0] for node in group.nodes if "：" in node.reading.text]
    named = view.document.text(lead) if lead else ""
    return len(names) == len(group.nodes) and all(labels.is_label(name) and name not in named for name in names)


def _opens_with_field(group: _Group) -> bool:
    """Whether the first item tells of the thing (代表人物：…) and so is no part of it, as the others then are none."""
    return _field(group.nodes[0].reading.text) in _words("fields")


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
    return text in _words("remarks") or text.endswith(tuple(_words("examples"))) or exercises.is_title(text)


def _is_list(view: View, group: _Group, lead: Span | None) -> bool:
    """Whether outermost items are the parts of what stands before them, and not the entries of a page of notes."""
    leaves = not any(node.children for node in group.nodes)
    if lead is None:
        return False
    text = view.document.text(lead).rstrip()
    named = group.nodes[0].reading.block.level == 1 and text.endswith(tuple(_words("parts")))
    names = [node.reading.text.partition("：")[0] for node in group.nodes]
    kind = clauses.common_end(names)
    named = named or all(name in fold(text).text for name in names)
    named = named or (len(kind) > 1 and len(names) > 2 and fold(text).text.endswith(kind))  # 三条渠：东渠, 西渠, 暗渠
    announced = (
        named
        or text.endswith(("：", ":"))
        or any(lb.count == len(group.nodes) for lb in labels.all_of(fold(text).text))
    )
    bulleted = not group.nodes[0].reading.block.marker[:1].isdigit()
    return announced or leaves or bulleted


def _item_member(reading: Reading, counted: bool) -> Member:
    """The item's head; one character before a colon (酸：…) is a head only under a label that counts such items."""
    mark = _CHECKED.search(reading.text)
    end = mark.start() if mark else len(reading.text)
    head = (0, 1) if counted and reading.text[1:2] == "：" else clauses.head(reading.text, 0, end)
    return reading.member(head, (0, end))


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
            yield formulation(view, "outline.fields", reading.lead(0, len(reading.text)), members)


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
