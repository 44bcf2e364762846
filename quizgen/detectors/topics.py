"""Topic sentences: paragraphs or sentences that open in one way and so divide a text.

Forms: paragraphs that each open with a sentence of the same make (把握好…的关系。; 创新社会治理，加强硬约束，…);
short sentences that divide one paragraph (要提高理论水平。……要提高政策水平。……); sentences as many as a label counts
(过好“三个关”); short paragraphs with one opening under a lead line (以…分：…).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from quizgen import data
from quizgen.detectors import labels, leads, points
from quizgen.detectors.labels import Label
from quizgen.detectors.leads import formulation
from quizgen.detectors.repeats import are_marked, is_marked
from quizgen.detectors.view import Reading, View
from quizgen.model import Formulation
from quizgen.text import clauses
from quizgen.text.fold import HAN

_Sentence = tuple[Reading, tuple[int, int]]
_MOST = 20
_TOPIC_LENGTH = (4, 80)
_LEAST_BODY = 8  # characters behind a topic; less is no text that it heads
_LEAST_DIVIDED = 60  # characters of a paragraph that its own sentences divide
_LONG_OPENING = 8  # characters
_SHORT_TOPIC = 26
_LONGEST_LEAD = 80
_FRAME = 2  # characters behind an opener that sentences with commas share
_REACH = 300  # characters of the paragraph above that may name the topics
_LONGEST_WHEN = 12  # characters of until when something is to be reached
_APART = 3  # blocks from one of a row of paragraphs to the next
_OPENING = re.compile(f"(?!同志|朋友|各位|有一)[{HAN}]{{4,14}}，[{HAN}]{{2}}")
_ACHIEVED = re.compile("(?:成就|成绩|成效|成果|变化|进展|突破|大事|实事|好事)[。：]$")
_TOLD = re.compile(
    f"(?P<topic>[{HAN}]{{2,12}})，(?P<how>就是要|就要|就是|就必须|就得|重点是|关键是|关键在于|核心是|根本是|目的是|要求我们|意味着)"
)
_BY_WHEN = re.compile("到(?:20[0-9]{2}年|本世纪中叶|[一二三四五六七八九十]+年后)(?:底|末|前|左右)?，")
_SAID = re.compile(f"是[{HAN}]{{3,16}}的")
_MARKUP = re.compile("\\s*<[A-Za-z]")
_QUOTED_LABEL = re.compile("[“「][一二两三四五六七八九十]")
_NARRATIVE = re.compile("[我你她]|他(?!人)|(?<!青)年(?![轻龄级])|曾|了$|[0-9]")


def detect(view: View) -> Iterator[Formulation]:
    """Every list of topic sentences."""
    yield from _paragraph_topics(view)
    divided = list(_sentence_topics(view))
    yield from divided
    yield from _framed_topics(view)
    yield from _result_topics(view)
    yield from _counted_sentences(view)
    yield from _lines_below(view)
    yield from _clauses_below(view)
    yield from (found for found in _openings(view) if not any(_is_strewn(found, topics) for topics in divided))
    yield from _told(view)
    yield from _periods(view)


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
    if not least <= first <= most or first > len(reading.text) - _LEAST_BODY or _MARKUP.match(reading.text):
        return None
    opening = reading.text[:first]
    return None if re.search("[；：！？]", opening) or opening.count("，") > 3 else (0, first)


def _alike_runs(view: View, run: list[tuple[Reading, tuple[int, int]]]) -> Iterator[Formulation]:
    """The longest stretches of ``run`` whose topics are made alike."""
    texts = [r.text[slice(*t)] for r, t in run]
    start = 0
    while start + 1 < len(run):
        above = view.blocks[run[start][0].index - 1].text[-_REACH:] if run[start][0].index else ""
        stop, limit = start + 3, min(len(run), start + _MOST + 1)
        while stop <= limit and (_alike_topics(texts[start:stop]) or all(t in above for t in texts[start:stop])):
            stop += 1
        group = run[start : stop - 1]
        if len(group) == 3 and _sums_up(texts[start : start + 3]):
            group = group[:2]
        if len(group) > _MOST:  # a catalogue, to its end
            start += _MOST
            while start < len(run) and _alike_topics(texts[start - 2 : start + 1]):
                start += 1
        elif len(group) >= 3 or (alike(texts[start : start + 2]) and _is_pair(texts[start : start + 2])):
            members = [r.member(clauses.head(r.text, *t, longest=60), (0, len(r.text))) for r, t in group]
            yield formulation(view, "outline.paragraphs", leads.before(view, group[0][0].index, 0), members)
            start += len(group)
        else:
            start += 1


def _alike_topics(texts: Sequence[str]) -> bool:
    """Whether topic sentences are made alike, or are short and of one length (加强培训教育。…引进新生力量。…)."""
    level = len({len(t) for t in texts}) == 1 and 4 < len(texts[0]) <= 12
    return (
        alike(texts)
        or _is_called_for(texts)
        or _are_results(texts)
        or (level and not any(_NARRATIVE.search(t) for t in texts))
    )


def _is_called_for(texts: Sequence[str]) -> bool:
    """Whether plain short topics open with one word of what is to be done (要修好水渠。…要选好良种。…)."""
    plain = all("，" not in t and len(t) <= _SHORT_TOPIC for t in texts)
    return plain and any(all(t.startswith(o) for t in texts) for o in data.load("outline")["topic_openers"])


def _are_results(texts: Sequence[str]) -> bool:
    """Whether topics say what came of something, each of another: 水渠网络逐步完善。…粮食产量稳步提高。…"""
    return all(_results().search(t) and "以来" not in t and not _NARRATIVE.search(t) for t in texts)


@cache
def _results() -> re.Pattern[str]:
    """A clause that ends with how something went, or with how it is."""
    how, what = ("|".join(data.load("outline")[name]) for name in ("result_adverbs", "results"))
    return re.compile(f"[{HAN}]{{2}}(?:(?:{how})[{HAN}]{{2,8}}|{what})(?=，|$)")


def _sums_up(texts: Sequence[str]) -> bool:
    """Whether two topics are a pair, and the third only begins as they do: 修渠需要…。修渠需要…。修渠是…。"""
    *pair, last = texts
    shared = clauses.common_start(pair)
    return _is_pair(pair) and not last.startswith(shared) and len(shared) >= len(clauses.common_start(texts)) + 2


def _is_pair(texts: Sequence[str]) -> bool:
    """Two are a list only where they open with the same clause, or with most of one: 修好全村的水渠需要清淤 / …备料."""
    shared = clauses.common_start(texts)
    return "，" in shared or (len(shared) >= _LONG_OPENING and len(shared) * 2 >= max(map(len, texts)))


def _sentence_topics(view: View) -> Iterator[Formulation]:
    """Short sentences with the same opener that divide one paragraph."""
    openers = sorted(data.load("outline")["topic_openers"], key=lambda w: (-len(w), w))
    for reading in view.blocks:
        if reading.block.kind in ("heading", "table") or len(reading.text) < _LEAST_DIVIDED:
            continue
        topics: dict[str, list[tuple[int, int]]] = {}
        for start, end in reading.sentences:
            opener = _opener(reading.text, start, end, openers)
            if opener is None and not topics and (comma := reading.text.rfind("，", start, end) + 1):
                start, opener = comma, _opener(reading.text, comma, end, openers)  # 种好田，要选好种。……要积足肥。
            if opener:
                topics.setdefault(opener, []).append((start, end - 1))
        for opener, ranges in topics.items():
            frames = [reading.text[start : start + len(opener) + _FRAME] for start, _ in ranges[:2]]
            if len(set(frames)) == len(frames) and reading.text[: ranges[0][0]].endswith("，"):
                del ranges[0]  # said before the topics
            for own in points.cut(reading.text, ranges) if len(ranges) >= 3 else ():
                if len(own) >= 3 and _divides(reading.text, own):
                    yield _topic_list(view, reading, own)


def _framed_topics(view: View) -> Iterator[Formulation]:
    """Sentences of one paragraph that open with one opener and two characters more: 要带头学…，…。要带头干…，…。"""
    openers = tuple(data.load("outline")["topic_openers"])
    for reading in view.blocks:
        if reading.block.kind in ("heading", "table") or len(reading.text) < _LEAST_DIVIDED:
            continue
        topics: dict[str, list[tuple[int, int]]] = {}
        for start, end in reading.sentences:
            opener = next((o for o in openers if reading.text.startswith(o, start)), "")
            frame = reading.text[start : start + len(opener) + _FRAME]
            if opener and frame.isalpha() and not is_marked(reading.text[start:end]):
                topics.setdefault(frame, []).append((start, end - 1))
        for ranges in topics.values():
            for own in points.cut(reading.text, ranges) if len(ranges) >= 3 else ():
                heads = [clauses.head(reading.text, *r, longest=_SHORT_TOPIC) for r in own]
                if 3 <= len(heads) <= _MOST and _divides(reading.text, heads):
                    yield _topic_list(view, reading, heads)


def _result_topics(view: View) -> Iterator[Formulation]:
    """Sentences of one paragraph that each open with what came of something: 水渠全部贯通，…。粮食产量稳步提高，…。"""
    for reading in view.blocks:
        if reading.block.kind in ("heading", "table") or len(reading.text) < _LEAST_DIVIDED:
            continue
        run: list[tuple[int, int]] = []
        for start, end in [*reading.sentences, (len(reading.text), len(reading.text))]:
            head = clauses.head(reading.text, start, end, longest=0) if start < end else (0, 0)
            topic = reading.text[slice(*head)]
            told = head[1] < end - _LEAST_BODY and len(topic) <= _SHORT_TOPIC // 2 and not _NARRATIVE.search(topic)
            if told and _results().search(topic):
                run.append(head)
                continue
            if 3 <= len(run) <= _MOST and _announces_results(reading, run[0][0]):
                yield _topic_list(view, reading, run)
            run = []


def _announces_results(reading: Reading, start: int) -> bool:
    """Whether the sentence before ``start`` says that much was achieved, and is not itself one of the results."""
    before = reading.text[slice(*reading.sentence(start - 1))] if start else ""
    return _ACHIEVED.search(before) is not None and not _results().search(before.rstrip("。："))


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
    return min(gaps) > _LEAST_BODY


def _topic_list(view: View, reading: Reading, ranges: list[tuple[int, int]]) -> Formulation:
    ends = [start for start, _ in ranges[1:]] + [len(reading.text)]
    members = [reading.member(r, (r[0], end)) for r, end in zip(ranges, ends, strict=True)]
    return formulation(view, "outline.sentences", leads.before(view, reading.index, ranges[0][0]), members)


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
    named = leads.found_label(reading, label.start, label.end)
    return formulation(view, "outline.counted", reading.lead(*reading.sentence(label.start)), members, named=named)


def _lines_below(view: View) -> Iterator[Formulation]:
    """Short paragraphs with one opening under a line that ends with a colon (以…分：…; 以…分：…)."""
    for lead in view.blocks:
        if lead.block.kind != "paragraph" or not lead.text.endswith("：") or len(lead.text) > 60:
            continue
        below: list[Reading] = []
        for reading in view.blocks[lead.index + 1 :]:
            if reading.block.kind != "paragraph" or len(reading.text) > 80 or reading.text.endswith("："):
                break
            if len(clauses.common_start([*(r.text for r in below), reading.text])) < 2:
                break
            below.append(reading)
        if 3 <= len(below) <= _MOST and not are_marked([r.text for r in below]):
            members = [r.member(clauses.head(r.text, 0, len(r.text)), (0, len(r.text))) for r in below]
            yield formulation(view, "outline.lines", lead.lead(0, len(lead.text)), members)


def _clauses_below(view: View) -> Iterator[Formulation]:
    """Lines that end in ； up to a last one, under a line that ends with a colon: a sentence in parts."""
    for lead in view.blocks:
        if lead.block.kind == "table" or not lead.text.endswith("：") or len(lead.text) > _LONGEST_LEAD:
            continue
        below: list[Reading] = []
        for reading in view.blocks[lead.index + 1 : lead.index + 2 + _MOST]:
            if reading.block.kind not in ("paragraph", "item") or is_marked(reading.text) or reading.block.marker:
                break
            below.append(reading)
            if not reading.text.endswith("；"):
                break
        if 2 <= len(below) <= _MOST and not below[-1].text.endswith("："):
            members = [r.member(clauses.head(r.text, 0, len(r.text)), (0, len(r.text))) for r in below]
            yield formulation(view, "outline.clauses", lead.lead(0, len(lead.text)), members)


def _openings(view: View) -> Iterator[Formulation]:
    """Three sentences of a paragraph, or neighbouring paragraphs, that open with one clause and go on alike.

    新的征程上，我们必须…。……新的征程上，我们必须…。 Other paragraphs may stand between them.
    """
    found: dict[str, list[_Sentence]] = {}
    for reading in view.blocks:
        if reading.block.kind == "heading":
            yield from _opened_alike(view, found.values())
            found = {}
        elif reading.block.kind != "table":
            for start, end in reading.sentences:
                if opening := _OPENING.match(reading.text, start, end):
                    found.setdefault(opening[0], []).append((reading, (start, end)))
    yield from _opened_alike(view, found.values())


def _periods(view: View) -> Iterator[Formulation]:
    """到2025年，…。 and 到2030年，…。 at the heads of neighbouring paragraphs: what a plan wants by when."""
    run: list[Reading] = []
    for reading in [*view.blocks, None]:
        if reading is not None and reading.block.kind in ("paragraph", "item") and _BY_WHEN.match(reading.text):
            run.append(reading)
            continue
        if 2 <= len(run) <= _MOST:
            heads = [clauses.head(r.text, 0, len(r.text), least=_LONGEST_WHEN) for r in run]
            members = [r.member(head, (0, len(r.text))) for r, head in zip(run, heads, strict=True)]
            lead = leads.before(view, run[0].index, 0)
            yield formulation(view, "outline.periods", lead, members, ordered=True)
        run = []


def _is_strewn(found: Formulation, topics: Formulation) -> bool:
    """Whether the members of a list stand in several of the parts that topics divide their paragraph into."""
    parts = [member.whole for member in topics.members if member.whole is not None]
    inside = {
        place
        for place, part in enumerate(parts)
        for member in found.members
        if member.span and member.span.block == part.block and part.start <= member.span.start < part.end
    }
    return len(inside) > 1


def _told(view: View) -> Iterator[Formulation]:
    """守初心，就是要…。担使命，就是要…。找差距，就是要…。 — topics that sentences of one paragraph go on from alike."""
    for reading in view.blocks:
        if reading.block.kind in ("heading", "table"):
            continue
        found: dict[str, list[re.Match[str]]] = {}
        for start, end in reading.sentences:
            if told := _TOLD.match(reading.text, start, end):
                found.setdefault(told["how"], []).append(told)
        for group in (own for told in found.values() for own in _told_together(reading.text, told)):
            if 3 <= len({m["topic"] for m in group}) == len(group) <= _MOST:
                ends = [m.start() for m in group[1:]] + [reading.sentence(group[-1].start())[1]]
                members = [reading.member(m.span("topic"), (m.start(), e)) for m, e in zip(group, ends, strict=True)]
                lead = leads.before(view, reading.index, group[0].start())
                yield formulation(view, "outline.told", lead, members)


def _told_together(text: str, told: Sequence[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Those that stand under one point of an enumeration."""
    if len(told) >= 3:
        at = {found.span(): found for found in told}
        yield from ([at[own] for own in group] for group in points.cut(text, list(at)))


def _opened_alike(view: View, groups: Iterable[Sequence[_Sentence]]) -> Iterator[Formulation]:
    for group in _under_one_point(groups):
        blocks = [reading.index for reading, _ in group]
        one = len(set(blocks)) == 1
        apart = len(set(blocks)) == len(blocks) and all(start == 0 for _, (start, _) in group)
        if 3 <= len(group) <= _MOST and (one or (apart and all(b - a <= _APART for a, b in pairwise(blocks)))):
            shared = len(clauses.common_start([r.text[slice(*sentence)] for r, sentence in group]))
            heads = [clauses.head(r.text, *sentence, longest=60, least=shared) for r, sentence in group]
            members = [r.member(head, sentence) for head, (r, sentence) in zip(heads, group, strict=True)]
            first, (start, _) = group[0]
            yield formulation(view, "outline.openings", leads.before(view, first.index, start), members)


def _under_one_point(groups: Iterable[Sequence[_Sentence]]) -> Iterator[Sequence[_Sentence]]:
    """Groups of sentences; those of one paragraph cut where another point of an enumeration begins."""
    for group in groups:
        first = group[0][0]
        if len(group) < 3 or any(reading is not first for reading, _ in group):
            yield group
        else:
            yield from ([(first, r) for r in own] for own in points.cut(first.text, [r for _, r in group]))


def alike(texts: Sequence[str]) -> bool:
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
    said = _SAID.search(texts[0])
    if said and all(said[0] in t for t in texts):
        return True  # 早修渠，是种好田的前提；选良种是种好田的根本
    if len({t.count("，") for t in texts}) > 1:
        return len(opening) >= 6
    told = any(_NARRATIVE.search(t) for t in texts)
    first, *later = zip(*(t.split("，") for t in texts), strict=True)
    if max(len(opening), len(ending)) >= 4 or _is_frame(first) or (not told and any(map(_is_frame, later))):
        return True
    if len(texts) < 3 or told:
        return False
    level = len({tuple(map(len, t.split("，"))) for t in texts}) == 1  # 修好水渠，引来活水。 / 选好良种，盼来丰年。
    lengths = [len(t) for t in texts]
    beat = max(lengths) - min(lengths) <= 4 and max(lengths) <= 40
    return level or (beat and texts[0].count("，") >= 2)


def _is_frame(openings: Sequence[str]) -> bool:
    """当好基层领头羊 / 干好基层排头兵: clauses of one length with two characters or more in the same places."""
    if len({len(o) for o in openings}) > 1 or not 5 <= len(openings[0]) <= 12:
        return False
    return sum(len(set(column)) == 1 for column in zip(*openings, strict=True)) >= 2
