"""Paragraphs below a heading that each open with the name of a part or kind of what the heading names.

Forms: under 必修课程与选修课程 a paragraph 必修课程是… and a paragraph 选修课程是…; under a heading three paragraphs
and more side by side that each open with a name of their own and a colon (知识：…; 领会：…; 应用：…); paragraphs, or
sentences of one, that each open with a side of what they tell of (政治上，…; 经济上，…; 在求学方面，…).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise

from quizgen import data
from quizgen.detectors import leads, points
from quizgen.detectors.repeats import are_marked, is_marked
from quizgen.detectors.view import Reading, View
from quizgen.model import Formulation
from quizgen.text import clauses
from quizgen.text.fold import HAN

_AND = re.compile("、|以及|与|和|及")
_PART = re.compile(f"[{HAN}]{{2,12}}")
_NAMED = re.compile(f"(?P<name>[{HAN}]{{2,8}}?(?<![曰问说答道云言在有为是]))(?:：(?=.)|(?:主要)?是指|指的是)")
_TOPIC = re.compile(f"(?P<name>[{HAN}“”《》]{{4,18}}(?<![曰问说答道云言谓示称出]))：(?=.)")
_LEADS = re.compile(f"[{HAN}、“”《》]{{2,18}}：\\s*")
_FIELD = re.compile(f"(?P<name>[{HAN}、“”《》]{{2,18}}(?<![曰问说答道云言谓示称出]))：(?=.)")
_SUBJECT = re.compile(
    f"(?![这那它他她我你此其谁哪什如只就也还不总但])(?P<name>[{HAN}]{{2,8}}?(?<![也还不才都便更正就只而的]))是(?![否不非由在指])"
)
_BARE = re.compile(f"(?P<name>[{HAN}]{{4,18}})(?:。|$)")
_SHARED = 2  # characters at one end of topics that are made alike
_LEAST_SAID = 3  # characters
_MOST = 12  # names; more are entries of a dictionary
_LEAST = 3
_APART = 3  # blocks from one paragraph to the next of its kind


@cache
def _about() -> tuple[str, ...]:
    """How topics end that say something of one thing, and are no parts of it."""
    return tuple(data.load("outline")["topic_ends"])


@cache
def _fields() -> frozenset[str]:
    """Names that say something of one thing, or of the document (定义, 作者), and are no parts."""
    table = data.load("outline")
    return frozenset(table["fields"]) | frozenset(table["about"])


@cache
def _aspect() -> re.Pattern[str]:
    """The side of something that a sentence opens with."""
    named = "|".join(data.load("outline")["aspects"])
    return re.compile(
        f"(?!在?[另这那某多各])在?(?P<name>{named}|[{HAN}、]{{2,12}}(?:方面|领域|层面))(?=[，：]| ?[|｜])"
    )


def detect(view: View) -> Iterator[Formulation]:
    """Every such group of paragraphs, with the heading as its lead."""
    yield from _aspects(view)
    named: list[Formulation] = []
    for heading in view.blocks:
        if heading.block.kind == "heading":
            below = list(_below(view, heading))
            yield from _of_title(view, heading, below)
            yield from _led(view, heading, below)
            named += _names(view, heading, below)
            yield from _topics(view, heading, below)
            yield from _subjects(view, heading, below)
            yield from _bare(view, heading, below)
    fields = Counter(tuple(m.text for m in one.members) for one in named)
    yield from (one for one in named if fields[tuple(m.text for m in one.members)] == 1)  # more of them are a form


def _below(view: View, heading: Reading) -> Iterator[Reading]:
    for index in range(heading.index + 1, len(view.blocks)):  # a slice for each heading would copy the document
        if view.blocks[index].block.kind == "heading":
            return
        yield view.blocks[index]


def _of_title(view: View, heading: Reading, below: Sequence[Reading]) -> Iterator[Formulation]:
    """The title joins the names with 与 or 、, and each of them opens a paragraph, in that order."""
    names = _AND.split(heading.text[slice(*heading.title)])
    if len(names) < 2 or len(set(names)) < len(names) or not all(map(_PART.fullmatch, names)):
        return
    paragraphs = iter([r for r in below if r.block.kind == "paragraph"])
    found = [next((r for r in paragraphs if r.text.startswith(name)), None) for name in names]
    own = [reading for reading in found if reading is not None]
    if len(own) == len(names):
        members = [r.member(clauses.head(r.text, 0, len(r.text)), (0, len(r.text))) for r in own]
        yield leads.formulation(view, "outline.parts", heading.lead(*heading.title), members)


def _names(view: View, heading: Reading, below: Sequence[Reading]) -> Iterator[Formulation]:
    """Paragraphs side by side that each open with a name and a colon, no name twice."""
    opened = [(r, _NAMED.match(r.text) if r.block.kind == "paragraph" else None) for r in below]
    for _, group in groupby(opened, key=lambda pair: pair[1] is not None):
        run = [(r, found) for r, found in group if found]
        names = [found["name"] for _, found in run]
        if not _LEAST <= len(run) <= _MOST or len(set(names)) < len(run) or not _fields().isdisjoint(names):
            continue
        if any(b.startswith(a) for a, b in pairwise(names)):
            continue  # 水渠：… above 水渠的由来：…: entries of a page of notes
        if not are_marked([r.text for r, _ in run]):
            members = [r.member(found.span("name"), (0, len(r.text))) for r, found in run]
            lead = leads.before(view, run[0][0].index, 0) or heading.lead(*heading.title)
            yield leads.formulation(view, "outline.names", lead, members)


def _topics(view: View, heading: Reading, below: Sequence[Reading]) -> Iterator[Formulation]:
    """Paragraphs side by side that each open with a topic and a colon, the topics made alike."""
    opened = [(r, _TOPIC.match(r.text) if r.block.kind == "paragraph" else None) for r in below]
    for _, group in groupby(opened, key=lambda pair: pair[1] is not None):
        run = [(r, found) for r, found in group if found]
        names = [found["name"] for _, found in run]
        if not 2 <= len(run) <= _MOST or len(set(names)) < len(run) or any(n.endswith(_about()) for n in names):
            continue
        if max(len(clauses.common_start(names)), len(clauses.common_end(names))) >= _SHARED:
            members = [r.member(found.span("name"), (0, len(r.text))) for r, found in run]
            lead = leads.before(view, run[0][0].index, 0) or heading.lead(*heading.title)
            yield leads.formulation(view, "outline.topics", lead, members)


def _led(view: View, heading: Reading, below: Sequence[Reading]) -> Iterator[Formulation]:
    """Lines of a section that are a name and its colon, and below each of them lines that a name and a colon open.

    水渠： above 主渠：… and 支渠：…; 水井： above 井台：… and 井绳：…: a list of what leads, and one below each.
    """
    led: list[tuple[Reading, list[tuple[Reading, re.Match[str]]]]] = []
    for reading in below:
        if reading.block.kind == "paragraph" and _LEADS.fullmatch(reading.text):
            led.append((reading, []))
        elif reading.block.kind != "paragraph" or not led or (found := _FIELD.match(reading.text)) is None:
            return
        else:
            led[-1][1].append((reading, found))
    names = [[found["name"] for _, found in run] for _, run in led]
    if not 2 <= len(led) <= _MOST or min(map(len, names)) < 2 or len({tuple(own) for own in names}) < len(led):
        return
    yield leads.formulation(
        view,
        "outline.led",
        heading.lead(*heading.title),
        [r.member((0, len(r.text) - 1), (0, len(r.text))) for r, _ in led],
    )
    for (reading, run), own in zip(led, names, strict=True):
        if len(run) <= _MOST and len(set(own)) == len(run) and _fields().isdisjoint(own):
            members = [r.member(found.span("name"), (0, len(r.text))) for r, found in run]
            yield leads.formulation(view, "outline.led", reading.lead(0, len(reading.text)), members)


def _subjects(view: View, heading: Reading, below: Sequence[Reading]) -> Iterator[Formulation]:
    """The paragraphs of a section, three at least and to its end, that each say what another thing is."""
    run: list[tuple[Reading, re.Match[str]]] = []
    for reading in reversed(below):
        found = _SUBJECT.match(reading.text) if reading.block.kind == "paragraph" else None
        if found is None:
            break
        run.append((reading, found))
    run.reverse()
    if len(run) > _LEAST and _ends_otherwise([r.text[m.end("name") :] for r, m in run]):
        run.pop()
    if _LEAST <= len(run) <= _MOST and len({found["name"] for _, found in run}) == len(run):
        members = [r.member(clauses.head(r.text, 0, len(r.text)), (0, len(r.text))) for r, _ in run]
        lead = leads.before(view, run[0][0].index, 0) or heading.lead(*heading.title)
        yield leads.formulation(view, "outline.subjects", lead, members)


def _ends_otherwise(said: Sequence[str]) -> bool:
    """Whether all but the last paragraph say of their things what begins alike: the last one sums up."""
    shared = clauses.common_start(said[:-1])
    return len(shared) >= _LEAST_SAID and not said[-1].startswith(shared)


def _bare(view: View, heading: Reading, below: Sequence[Reading]) -> Iterator[Formulation]:
    """A section that is nothing but short lines without a mark; one or another may open with such a line and go on."""
    heads = [_BARE.match(r.text) if r.block.kind == "paragraph" else None for r in below]
    lines = [found for found in heads if found]
    alone = sum(found.end() == len(found.string) for found in lines)
    names = [found["name"] for found in lines]
    whole = len(lines) == len(below) and alone * 3 >= 2 * len(lines)
    if heading.block.level > 1 and whole and _LEAST <= len(names) <= _MOST and len(set(names)) == len(names):
        members = [r.member(found.span("name"), (0, len(r.text))) for r, found in zip(below, lines, strict=True)]
        yield leads.formulation(view, "outline.bare", heading.lead(*heading.title), members)


def _aspects(view: View) -> Iterator[Formulation]:
    """Paragraphs near one another, two at least, or three sentences of one, that open with sides of one thing."""
    run: list[tuple[Reading, re.Match[str]]] = []
    for reading in view.blocks:
        if reading.block.kind == "heading" or (run and reading.index - run[-1][0].index > _APART):
            yield from _aspect_list(view, run)
            run = []
        if reading.block.kind not in ("paragraph", "item") or is_marked(reading.text):
            continue
        if found := _aspect().match(reading.text):
            run.append((reading, found))
        inside = [(reading, m) for start, end in reading.sentences if (m := _aspect().match(reading.text, start, end))]
        if len(inside) >= _LEAST:
            at = {found.span(): (reading, found) for _, found in inside}
            for own in points.cut(reading.text, list(at)):
                yield from _aspect_list(view, [at[span] for span in own] if len(own) >= _LEAST else [])
    yield from _aspect_list(view, run)


def _aspect_list(view: View, run: Sequence[tuple[Reading, re.Match[str]]]) -> Iterator[Formulation]:
    names = [found["name"] for _, found in run]
    if not 2 <= len(run) <= _MOST or len(set(names)) < len(run):
        return
    first, opening = run[0]
    members = []
    for (reading, found), follower in zip(run, [*run[1:], None], strict=True):
        end = follower[1].start() if follower and follower[0] is reading else len(reading.text)
        members.append(reading.member(found.span("name"), (found.start(), end)))
    yield leads.formulation(view, "outline.aspects", leads.before(view, first.index, opening.start()), members)
