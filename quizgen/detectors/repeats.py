"""Lists whose items open with one and the same marker: 有的…有的…; 一方面…另一方面…; 一手抓…一手抓…; 从…看…; ——….

Two of a kind: 一面…一面又…; 一个是…另一个是….

有的 and its like open the parts of one sentence or of neighbouring ones; the first part or the last may do without
(少数人…；有的…；有的…). A second 有的 inside a ；-part opens no item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quizgen.detectors import labels, leads
from quizgen.detectors.markers import LAST, Marker, inside_marks, is_signature, markers
from quizgen.detectors.view import LONGEST_SENTENCE, Reading, View
from quizgen.model import Formulation, Member
from quizgen.text import clauses
from quizgen.text.fold import HAN

_SOME = re.compile(r"(?:[还也更又]?有的|[还也更又]?有些|一些|少数|不少|个别|另一些|另有一些)")
_SOME_MARK = re.compile(r"[还也更又]?(?:有的|有些)(?!人说)")
# 患者有的发热，有的咳嗽: whom it is said of stands before the first one
_OF_SOME = re.compile(
    f"(?<![^，：。；])[{HAN}]{{1,6}}?(?<![没所仅现具固特拥原独含已占享私国公只还也更又])(?P<mark>有的(?!是))"
)
_TAIL = re.compile(r"[，、；]?(?:等等|如此等等|诸如此类)$")
SIDE = re.compile(r"[而但]?(?:另|再|又)?一方面[是，：,]?")
_PART = re.compile(r"一(?<![^，：。；]一)(?:部分是?|[种类派路]就?是)")
_ONE = re.compile(r"一(?<![^，：。；]一)[是为则曰](?![^，；。]?[，；。])")
_TWO = re.compile(r"(?<![^，：。；])二[是为则曰]")
_HAND = re.compile(r"一手抓")
_SIDE_BY_SIDE = re.compile(
    "(?:一(?<![^，。；：]一)|另一(?<![^，。；：]另一))头是?(?=[连系牵通挂接抓挑]|(?<=是)[^，。；])"
)
_FACE = re.compile(r"一(?<![^，。；：？！\s]一)面(?![镜旗墙之])")
_LEAST_FACE = 5  # characters
_FACE_AGAIN = re.compile("一面[又也还则]")
_EACH = re.compile(
    r"(?:一(?<![^：，。；？！“\s]一)|另一(?<![^，。；\s]另一))(?:[个种类条句项件][则就]?(?:[是为]|叫[做作]?)|[种类]人)"
)
_PERSONS = re.compile("[个位名](?:[一-龥]{0,3}[人子孩儿友生师妹弟哥姐])$")
_COUNTED = re.compile("[一-龥][个种条句项件](?P<noun>[一-龥]*)")
_VIEW = re.compile(r"从(?P<side>[^，。；：！？、]{1,24}?)(?:上|来|角度|方面|层面)?看，")
_WORDS = "shouxian"
_BEFORE = 40  # characters before a list in which its label stands
_BODY = 4  # paragraphs that an item may run through
_NONE = Marker("", 0, 0, -1, -1)
_Run = list[tuple[Reading, re.Match[str]]]
_WHOSE = re.compile("(?:^|[。；！？，\n])(?:但|而|因此)?[一-龥]{1,6}$")
_LONGEST_SUBJECT = 8
_DASH = re.compile(r"^(?:——|—|--)(?=[^—-])")


def detect(view: View) -> Iterator[Formulation]:
    """Every list of items with a repeated marker."""
    for reading in view.readings:
        if reading.block.kind in ("paragraph", "item", "quote"):
            yield from _some(view, reading)
            yield from _in_paragraph(view, reading, _HAND, "marked.yishouzhua", keep_marker=True)
            yield from _in_paragraph(view, reading, _SIDE_BY_SIDE, "marked.yitou", keep_marker=False)
            yield from _in_paragraph(view, reading, _PART, "marked.yibufen", keep_marker=False)
            faces = _in_paragraph(view, reading, _FACE, "marked.yimian", keep_marker=False)
            yield from (f for f in faces if _FACE_AGAIN.search(reading.text) or not _is_told(f))
            yield from _each(view, reading)
            if not _TWO.search(reading.text):
                yield from _in_paragraph(view, reading, _ONE, "marked.yishi_again", keep_marker=False)
    yield from _across(view, SIDE, "一方面", "marked.yifangmian", least=2)
    for run in _across_runs(view, _VIEW, "看，"):
        for views in _views(run):
            yield from _run(view, "marked.congkan", views, 2)
    yield from _dashes(view)


def _is_told(found: Formulation) -> bool:
    """Whether 一面走着，一面想 tells what somebody did; what is asked for is longer: 一面努力修渠，一面决不误农时."""
    return any(len(member.text) < _LEAST_FACE or "着" in member.text for member in found.members)


def _list(view: View, rule: str, reading: Reading, start: int, members: list[Member]) -> Formulation:
    return leads.formulation(view, rule, leads.before(view, reading.index, start), members)


def _each(view: View, reading: Reading) -> Iterator[Formulation]:
    """一种是…，另一种是…, in one sentence or in neighbouring ones; under a label that counts them 一条是…，一条是…."""
    marks = list(_EACH.finditer(reading.text))
    if len(marks) < 2:
        return
    run: list[re.Match[str]] = []
    for mark in [*marks, None]:
        if mark and run and _goes_on(reading, run[-1], mark):
            run.append(mark)
            continue
        if len(run) > 1 and (found := _each_list(view, reading, run)):
            yield found
        run = [mark] if mark else []


def _goes_on(reading: Reading, before: re.Match[str], mark: re.Match[str]) -> bool:
    """Whether two marks of one kind stand in one sentence, or the second opens the next one."""
    if _same(before) != _same(mark):
        return False
    _, end = reading.sentence(before.start())
    return mark.start() <= end


def _same(mark: re.Match[str]) -> str:
    """What a mark has in common with the others of its list: 一种是, 另一种则是."""
    return mark[0].removeprefix("另").replace("则", "").replace("就", "")


def _each_list(view: View, reading: Reading, marks: Sequence[re.Match[str]]) -> Formulation | None:
    alone = reading.text[marks[0].start() - 1 : marks[0].start()] != "，"
    if not (alone and any(mark[0].startswith("另") for mark in marks)) and not _counted(view, reading, marks):
        return None
    ends = [m.start() for m in marks[1:]] + [reading.sentence(marks[-1].start())[1]]
    ends[-1] = inside_marks(reading.text, marks[-1].end(), ends[-1])
    members = []
    for mark, end in zip(marks, ends, strict=True):
        head = clauses.head(reading.text, mark.end(), end)
        if head[1] - head[0] < 2:
            return None
        members.append(reading.member(head, (mark.end(), end)))
    return _list(view, "marked.yigeshi", reading, marks[0].start(), members)


def _counted(view: View, reading: Reading, marks: Sequence[re.Match[str]]) -> bool:
    """Whether the words before a list count as many things; in one sentence the label stands right before the list."""
    start = marks[0].start()
    begin, _ = reading.sentence(start)
    if begin == start or reading.text[start - 1] != "，":
        label = leads.label(view, leads.before(view, reading.index, start), len(marks))
        return label is not None and not _PERSONS.search(label.text)
    last = next(reversed(list(labels.classified(reading.text, max(begin, start - _BEFORE), start))), None)
    if last is None or (last.count, last.end) != (len(marks), start - 1):
        return False
    noun = _COUNTED.match(reading.text, last.start, last.end)
    if _PERSONS.search(reading.text, last.start, last.end):
        return False
    return noun is not None and (len(noun["noun"]) <= 1 or noun["noun"].endswith(tuple(labels.nouns())))


def _some(view: View, reading: Reading) -> Iterator[Formulation]:
    """有的…；有的…；有的… in one sentence, or sentence after sentence."""
    text = reading.text
    if "有的" not in text and "有些" not in text:
        return
    run: list[tuple[int, int]] = []
    for start, end in reading.sentences:
        if end - start > LONGEST_SENTENCE:
            continue
        parts = _some_parts(text, start, end)
        if len(run) > 1 and parts and parts[0][0] == start:
            run += parts  # 有的…。有的…。有的…，有的…。
        elif len(parts) >= 2:
            yield from _some_list(view, reading, run)
            yield from _some_list(view, reading, parts)
            run = []
        elif len(parts) == 1 and parts[0][0] == start:
            run += parts
        else:
            yield from _some_list(view, reading, run)
            run = []
    yield from _some_list(view, reading, run)


def _some_parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of one sentence that 有的 opens, with an unmarked first or last one of the same kind."""
    parts = clauses.pieces(text, start, end, "；")
    if len(parts) == 1:
        marks = [m.start() for m in re.compile(rf"(?<![^，：。；]){_SOME_MARK.pattern}").finditer(text, start, end)]
        if marks and (of := _OF_SOME.search(text, start, marks[0])) and text.find("，", of.end()) < marks[0]:
            marks.insert(0, of.start("mark"))
        return [clauses.trim(text, a, b) for a, b in zip(marks, [*marks, end][1:], strict=True)]
    marked = [(first, last) for first, last in parts if _SOME_MARK.match(text, first, last)]
    if not marked:
        return []
    found: list[tuple[int, int]] = []
    for first, last in parts:
        colon = text.rfind("：", first, last)
        opener = next(
            (
                m.start()
                for m in re.compile(rf"(?<![^，：。；]){_SOME.pattern}").finditer(text, max(first, colon), last)
            ),
            None,
        )
        if _SOME.match(text, first, last):
            found.append((first, last))
        elif opener is not None and not found:
            found.append((opener, last))
    return found


def _some_list(view: View, reading: Reading, parts: list[tuple[int, int]]) -> Iterator[Formulation]:
    if len(parts) < 2:
        return
    members: list[Member] = []
    for start, end in parts:
        mark = _SOME_MARK.match(reading.text, start, end)
        tail = _TAIL.search(reading.text, start, end)
        whole = (mark.end() if mark else start, tail.start() if tail else end)
        head = clauses.head(reading.text, *whole)
        if head[1] - head[0] < 2:
            return
        members.append(reading.member(head, whole))
    yield _list(view, "marked.youde", reading, parts[0][0], members)


def _in_paragraph(
    view: View, reading: Reading, mark: re.Pattern[str], rule: str, *, keep_marker: bool
) -> Iterator[Formulation]:
    """Items of one sentence that each open with ``mark``."""
    if len(mark.findall(reading.text)) < 2:
        return
    for start, end in reading.sentences:
        marks = list(mark.finditer(reading.text, start, end))
        if len(marks) < 2:
            continue
        ends = [m.start() for m in marks[1:]] + [inside_marks(reading.text, marks[-1].end(), end)]
        members = []
        for found, stop in zip(marks, ends, strict=True):
            whole = (found.start() if keep_marker else found.end(), stop)
            members.append(reading.member(clauses.head(reading.text, *whole), whole))
        yield _list(view, rule, reading, marks[0].start(), members)


def _across(view: View, mark: re.Pattern[str], holds: str, rule: str, *, least: int) -> Iterator[Formulation]:
    """Items that open sentences or clauses with ``mark``, in one paragraph or at the heads of neighbouring ones."""
    for run in _across_runs(view, mark, holds):
        yield from _run(view, rule, run, least)


def _across_runs(view: View, mark: re.Pattern[str], holds: str) -> Iterator[_Run]:
    """The runs of marks that open such items; every mark holds the words ``holds``."""
    run: _Run = []
    for reading in view.blocks:
        here = (
            [m for m in mark.finditer(reading.text) if _opens(reading.text, m.start()) or _is_side_of(reading.text, m)]
            if holds in reading.text and reading.block.kind != "table"
            else []
        )
        at_head = bool(here) and here[0].start() == 0
        if (
            run
            and (not at_head or _heading_between(view, run[-1][0], reading))
            and (here or reading.index - run[-1][0].index > 2)
        ):
            yield run
            run = []
        run += [(reading, m) for m in here]
    yield run


def _views(run: _Run) -> list[_Run]:
    """从国际看、从国内看｜从供给侧看、从需求侧看: a run cut where what is looked from is of another kind."""
    groups: list[_Run] = []
    for one in run:
        if groups and _is_kin(groups[-1][-1][1]["side"], one[1]["side"]):
            groups[-1].append(one)
        else:
            groups.append([one])
    if all(len(group) > 1 for group in groups):
        return groups
    return [run] if len(run) > 2 else []


def _is_kin(one: str, two: str) -> bool:
    return len(one) == len(two) > 1 and (one[0] == two[0] or one[-1] == two[-1])


def _opens(text: str, offset: int) -> bool:
    return offset == 0 or text[offset - 1] in "。；！？：，\n "


def _is_side_of(text: str, mark: re.Match[str]) -> bool:
    """鲁迅｜一方面…；另一方面，…: the first side, whose subject stands before the mark, with the other one behind."""
    who = _WHOSE.search(text, max(0, mark.start() - _LONGEST_SUBJECT - 1), mark.start())
    return mark[0] == "一方面" and who is not None and "另一方面" in text[mark.end() : mark.end() + LONGEST_SENTENCE]


def _heading_between(view: View, first: Reading, second: Reading) -> bool:
    return any(view.readings[i].block.kind == "heading" for i in range(first.index + 1, second.index))


def _run(view: View, rule: str, run: _Run, least: int) -> Iterator[Formulation]:
    if len(run) < least:
        return
    members: list[Member] = []
    opening = clauses.common_start([reading.text[mark.end() : mark.end() + 60] for reading, mark in run])
    said = 0 if rule == "marked.congkan" else opening.rfind("，") + 1  # whole clauses that all of them open with
    shared = len(opening) - said
    for (reading, mark), follower in zip(run, [*run[1:], None], strict=True):
        if follower and follower[0] is reading:
            end = follower[1].start()
        elif follower or reading is not run[0][0]:
            end = len(reading.text)
        else:
            end = reading.sentence(mark.end())[1]
        begin = mark.start() if rule == "marked.congkan" else mark.end() + said
        head = clauses.head(reading.text, begin, end, least=shared)
        if head[1] - head[0] < 2:
            return
        members.append(reading.member(head, (begin, end)))
    reading, mark = run[0]
    found = _list(view, rule, reading, mark.start(), members)
    lead = reading.lead(mark.end(), mark.end() + said)
    yield found.model_copy(update={"lead": lead}) if lead and not found.label else found


def _dashes(view: View) -> Iterator[Formulation]:
    """Neighbouring paragraphs that each open with a dash."""
    run: _Run = []
    for reading in view.blocks:
        mark = _DASH.match(reading.text) if reading.block.kind in ("paragraph", "item") else None
        if mark and not is_signature(reading.text):
            run.append((reading, mark))
        elif run and (
            reading.block.kind == "heading" or is_marked(reading.text) or reading.index - run[-1][0].index > _BODY
        ):
            yield from _run(view, "marked.dash", run, 2)
            run = []
    yield from _run(view, "marked.dash", run, 2)


def is_marked(text: str) -> bool:
    """Whether the item opens with a marker of its own (第一，; 一方面): other rules find such lists."""
    return next(markers(text, 0), _NONE).start == 0 or bool(SIDE.match(text))


def are_marked(texts: Sequence[str]) -> bool:
    """Whether items open with markers that go on from one to the next.

    Names that begin with a number (三民主义, 八路军) do not.
    """
    first = [next(markers(text, 0), _NONE) for text in texts]
    heads = [marker for marker in first if marker.start == 0]
    goes_on = any(
        a.family == b.family and 0 < b.value - a.value <= (LAST if a.family == _WORDS else 2)
        for a, b in pairwise(heads)
    )
    return goes_on or sum(bool(SIDE.match(text)) for text in texts) > 1
