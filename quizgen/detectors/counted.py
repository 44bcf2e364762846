"""A count label with a plain list before or behind it; the number of the label has to fit the list.

Forms: 三大优势：A、B、C; “五比五不比”，即A；B；C…; 三个层次（A、B、C）; 五项原则。A，B，C。
under such a heading; A、B和C三大优势; A、B、C“三宝”; A和B是…的两大问题; “A”与“B”两个概念; 国内国际两类规则;
a column of a table under such a head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from quizgen.detectors import labels
from quizgen.detectors.labels import Label
from quizgen.detectors.view import LONGEST_SENTENCE, Reading, View
from quizgen.model import Formulation, Member, Span
from quizgen.text import clauses
from quizgen.text.fold import HAN, fold
from quizgen.text.numerals import number
from quizgen.text.words import word_edges

_AND = re.compile(r"以及|还有|和(?![平谐气睦解善美约尚好])|与(?![会时])|[及](?![时格其])")
_DEFINED = re.compile(
    r"[”’」』\"]?[^。；：！？（“]{0,24}?(?:：|[，,]?(?:即(?![将使便可刻日时位])|也就是|就是|指的是|是指|分别是|分别为|包括|主要包括|主要有|主要是|具体是|具体为|依次为|依次是|概括为)[：，]?"
    r"|——|[（]|(?<=[”’」』])[是指为][：，]?)"
    rf"|[”’」』]?[{HAN}]{{0,4}}[，,]?(?<![是所手])指(?![导标示出挥南数向望点责定引明派])"
)
_OPEN_END = re.compile(r"(等+)(?:[^、，。；]{0,4})$")
_DIVIDING_VERB = re.compile(f"[{HAN}]{{1,24}}(?:分为|分成|包括|包含|概括为|归纳为|总结为|归结为)(?=.)")
_LEADING_VERB = re.compile(
    rf"(?:[^“「『、]{{0,14}}?)(?:拥有|具有|具备|包括|包含|分为|形成|坚持|围绕|统筹|推进|实施|抓好|做好|抓住|加强|落实|完善|提高|增强|提升|区分了?|提出了?|"
    rf"把握好?|处理好|发挥|实现|打好|打造|建设|构建|推行|通过|依靠|运用|采取|采用|经过|完成|聚焦|突出|利用|用好|深受|遭受|受到|[管建守办种修带练]好|对于|关于|[{HAN}]{{2}}[了着](?![解力手重])|[有把将以对从在是为抓按用由至])了?(?=.)"
)
_VERB = re.compile(
    "(?:坚决|切实|自觉|不断|努力|始终|实现|增强|坚定|做到|坚持|树牢|落实|贯彻|推进|加强|统揽|全面|深入|认真|弘扬|发扬|践行|牢记|学习|理解|把握|领会|倡导|提出|重申|强化|完善|深化|巩固|拓展)+(?:了|好)?"
)
_DIVIDED = ("分为", "分成", "列为", "归为", "称为", "成为", "作为")
_INCLUDING = re.compile("包括|包含")
_NUMERALS = re.compile("[一二两三四五六七八九十]+")
_CELL_EDGES = " \t\u3000\xa0\u200b，。、；：！？"
_PLACES = frozenset(["省", "市", "州", "盟", "县", "区", "旗", "镇", "乡", "村", "街道", "自治区", "直辖市"])
_LONGEST_OF_NAME = 40  # characters of a member of a set that has a name of its own (三农), and not only a count
_SENTENCES = re.compile("[。！？][^”」』]")
_LEAST_UNFIT, _LONGEST_UNFIT = 3, 16  # pieces, and their characters, that are a list whatever a label counts
_MOST = 20
_LONGEST = {"；": 120, "，": 60, "、": 40}


def detect(view: View) -> Iterator[Formulation]:
    """Every label of the document whose list stands beside it."""
    for reading in view.readings:
        if reading.block.kind == "table":
            yield from _columns(view, reading)
            continue
        for label in labels.all_of(reading.text):
            found = next(
                (
                    f
                    for one in _readings(reading, label)
                    for how in (_behind, _before, _subject, _predicate, _pointed)
                    if (f := how(reading, one))
                ),
                None,
            )
            if found:
                rule, ranges, open_ = found
                yield _formulation(view, reading, label, rule, ranges, open_)
            elif reading.block.kind == "heading" and label.end == reading.title[1]:
                yield from _section(view, reading, label)
            elif unfit := _unfit(reading, label):
                yield _formulation(view, reading, label, "unfit", *unfit)
            elif label.quoted or reading.text.startswith("：", label.end):
                why = f"no list of {label.count} beside it"
                view.turn_down("counted", reading, label.start, label.end, why)


def _readings(reading: Reading, label: Label) -> Iterator[Label]:
    """The label with the sum of its numbers (一高三低: four), which a last piece A和B makes up, and with its first."""
    numbers = [number(n) or 0 for n in _NUMERALS.findall(reading.text[label.start : label.end])]
    word = label.classified and 1 in numbers  # 统一 of 三个统一 is no number
    if len(numbers) > 1 and not word and 1 < sum(numbers) != label.count:
        yield replace(label, count=sum(numbers))
    yield label


Found = tuple[str, list[tuple[int, int]], bool]


def _formulation(
    view: View, reading: Reading, label: Label, rule: str, ranges: list[tuple[int, int]], open_: bool
) -> Formulation:
    start, end = reading.sentence(min(label.start, ranges[0][0]))
    fits = rule != "unfit"
    words = reading.source(label.start, label.end)
    return Formulation(
        form="counted",
        label=words if fits else None,
        label_span=reading.span(label.start, label.end) if fits else None,
        stated="" if fits else words,
        members=tuple(member(reading, *r) for r in _from_title(reading.text, ranges)),
        lead=reading.lead(start, label.end if label.start < ranges[0][0] else end),
        section=view.section(reading.index),
        ordered=False,
        open=open_,
        rule=f"counted.{rule}",
    )


def _from_title(text: str, ranges: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """某某的｜《…》、《…》和《…》三部书: titles, without what stands before the first of them."""
    (start, end), *others = ranges
    title = text.rfind("《", start, end)
    return [(title, end), *others] if title > start and all(text[a] == "《" for a, _ in others) else ranges


def member(reading: Reading, start: int, end: int) -> Member:
    """A piece of a list: without its marks and without the gloss behind it."""
    whole = clauses.trim(reading.text, start, end)
    text = reading.text
    gloss = text.find("（", whole[0] + 1, whole[1])
    stop = gloss if gloss > 0 and text[whole[1] - 1] == "）" else whole[1]
    return reading.member(clauses.unquote(text, *clauses.trim(text, whole[0], stop)), whole)


def _behind(reading: Reading, label: Label) -> Found | None:
    """The list stands behind the label, announced by a colon, 即, 包括, a dash or brackets."""
    text = reading.text
    stop = min(reading.sentence(label.end)[1], label.end + LONGEST_SENTENCE)
    link = _DEFINED.match(text, label.end, stop)
    if link is None:
        return _under_heading(reading, label)
    start, end = link.end(), stop
    if link[0].endswith("（"):
        close = text.find("）", start)
        end = close if close > 0 else stop
    start, end = _inside_quotes(text, start, end)
    ranges = split(text, start, end, label.count)
    if ranges is None and not link[0].endswith("（"):
        ranges = split(text, start, len(text), label.count, separators=("；",))
    if ranges and all(text[a:b] in _PLACES for a, b in ranges[0]):
        return None  # 两个县（市、区）: one or another
    if ranges and _SENTENCES.search(text, ranges[0][0][0], ranges[0][0][1] - 1):
        return None  # the first piece is more than one sentence: the list begins inside it, if it is one
    if ranges and link[0][-1] in "为是" and _is_word(text, ranges[0]):
        return None  # 以“三严三实”为座右铭
    brief = label.end - label.start < 4 and not label.classified
    if ranges and brief and max(b - a for a, b in ranges[0]) > _LONGEST_OF_NAME:
        return None  # 兴“三农”，就是要…；就是要…: what the sentence says of the name
    return ("behind", *ranges) if ranges else None


def _is_word(text: str, ranges: list[tuple[int, int]]) -> bool:
    """Whether pieces of one character are those of one word."""
    start, end = ranges[0][0], ranges[-1][1]
    return len(ranges) == end - start and word_edges(text[start:end]) == {0, end - start}


def _unfit(reading: Reading, label: Label) -> Pieces | None:
    """三大优势：山水、人文、区位、交通 — a plain list of another number behind the label's colon, and nothing else."""
    text = reading.text
    if not text.startswith("：", label.end) or not (label.classified or label.quoted):
        return None
    start, end = clauses.trim(text, label.end + 1, reading.sentence(label.end)[1])
    ranges = _split_last(text, [r for r in clauses.pieces(text, start, end, "、") if r[1] > r[0]])
    plain = {mark for _, mark in clauses.flat_marks(text, start, end)} == {"、"}
    if not plain or len(ranges) < _LEAST_UNFIT or any(b - a > _LONGEST_UNFIT for a, b in ranges):
        return None
    return _without_end(text, ranges)


def _inside_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    """…的标准：“A；B；C” — the list is what the quotation marks hold."""
    if start < len(text) and text[start] in "“「":
        mark = clauses.CLOSING[clauses.OPENING.index(text[start])]
        close = text.find(mark, start)
        if close >= end - 2 or text.rfind(mark, start, end + 1) == close:
            return start + 1, close if close > 0 else end
    return start, end


def _under_heading(reading: Reading, label: Label) -> Found | None:
    """四个要点。A，B，C，D。 — a label that is its own sentence, at the head of a block."""
    text = reading.text
    if label.end >= len(text) or text[label.end] not in "。：" or len(text[: label.start]) > 12:
        return None
    ranges = split(text, label.end + 1, reading.sentence(label.end + 1)[1], label.count)
    return ("heading", *ranges) if ranges else None


Pieces = tuple[list[tuple[int, int]], bool]
"""The ranges of a list's pieces, and whether 等 leaves the list open."""


def split(
    text: str, start: int, end: int, count: int, separators: tuple[str, ...] = ("；", "、", "，")
) -> Pieces | None:
    """Cut ``text[start:end]`` in exactly ``count`` pieces at one kind of mark."""
    start, end = clauses.trim(text, start, end)
    for separator in separators:
        ranges = _at_marks(text, start, end, count, separator)
        if len(ranges) == count and all(b - a <= _LONGEST[separator] for a, b in ranges):
            return _without_end(text, ranges)
    ranges = (
        _at_signs(text, start, end, count)
        or _titles(text, start, end, count)
        or _adjacent_quotes(text, start, end, count)
        or _characters(text, start, end, count)
    )
    return (ranges, False) if ranges else _repeated(text, start, end, count)


def _at_marks(text: str, start: int, end: int, count: int, separator: str) -> list[tuple[int, int]]:
    """Pieces between one punctuation mark; 、-lists end with their clause, and 和 may stand before the last."""
    if separator != "、":
        return [r for r in clauses.pieces(text, start, end, separator) if r[1] > r[0]]
    stop = next(_flat_stops(text, start, end), end)
    ranges = [r for r in clauses.pieces(text, start, stop, separator) if r[1] > r[0]]
    if len(ranges) == count - 1:
        ranges = _split_last(text, ranges)
    return _cut_tail(text, ranges)


def _without_end(text: str, ranges: list[tuple[int, int]]) -> Pieces:
    """A、B、C等: 等 is no part of the last piece, but says that there are more."""
    tail = _open_end(text, *ranges[-1])
    if tail is not None:
        ranges[-1] = (ranges[-1][0], tail)
    return ranges, tail is not None


def _open_end(text: str, start: int, end: int) -> int | None:
    """Where 等 closes a list inside its last piece; 等 of 等待 and 高等教育 does not."""
    tail = _OPEN_END.search(text, start, end)
    if tail is None or tail.start() == start:
        return None
    at = tail.start() - start
    alone = {at, tail.end(1) - start} <= word_edges(text[start:end])
    return tail.start() if alone else None


def _at_signs(text: str, start: int, end: int, count: int) -> list[tuple[int, int]]:
    """肯定--否定--否定之否定: short pieces between dashes, strokes, arrows or blanks."""
    stop = next(_flat_stops(text, start, end), end)
    for sign in ("--", "—", "/", "→", "->", " "):
        ranges = [r for r in clauses.pieces(text, start, stop, re.escape(sign)) if r[1] > r[0]]
        if len(ranges) == count and all(b - a <= 20 for a, b in ranges):
            return ranges
    return []


_TITLES = re.compile("(?:《[^《》]+》[、和与及]?)+")


def _titles(text: str, start: int, end: int, count: int) -> list[tuple[int, int]]:
    """《…》《…》: titles side by side."""
    row = _TITLES.match(text, start, end)
    books = list(re.finditer("《[^》]+》", row[0])) if row else []
    ends = row is not None and (row.end() == end or text[row.end() :].startswith(tuple("，。；（等")))
    if len(books) != count or not (ends or (row and text[row.end() - 1] == "》" and _next_label(text, row.end()))):
        return []
    return [(start + b.start(), start + b.end()) for b in books]


def _next_label(text: str, start: int) -> bool:
    """《…》《…》｜五经：《…》: whether another label follows with its own list."""
    return any(label.start == start for label in labels.heads(text[: start + 12]))


def _characters(text: str, start: int, end: int, count: int) -> list[tuple[int, int]]:
    """四气：寒热温凉 — as many characters as the label counts, and no number among them."""
    if end - start != count or not re.fullmatch(f"[{HAN}]+", text[start:end]) or _NUMERALS.search(text[start:end]):
        return []
    return [(i, i + 1) for i in range(start, end)]


def _flat_stops(text: str, start: int, end: int) -> Iterator[int]:
    """Marks at which a 、-list ends, outside brackets."""
    depth = 0
    for i in range(start, end):
        if text[i] in clauses.OPENING:
            depth += 1
        elif text[i] in clauses.CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0 and text[i] in "，；。：！？\n":
            yield i


def _split_last(text: str, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A、B和C: the last piece cut at its link."""
    if not ranges:
        return ranges
    last = ranges[-1]
    cut = next((m for m in _AND.finditer(text, last[0] + 1, last[1]) if _flat(text, last[0], m.start())), None)
    if cut is None or cut.end() >= last[1]:
        return ranges
    return [*ranges[:-1], (last[0], cut.start()), clauses.trim(text, cut.end(), last[1])]


def _flat(text: str, start: int, offset: int) -> bool:
    part = text[start:offset]
    return all(part.count(o) <= part.count(c) for o, c in zip(clauses.OPENING, clauses.CLOSING, strict=True))


def _cut_tail(text: str, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """木、火、土、金、水五种物质: the count that closes the list is no part of its last piece."""
    if not ranges:
        return ranges
    start, end = ranges[-1]
    tail = next((lb.start for lb in labels.classified(text, start + 1, end)), None)
    link = _AND.match(text, start)
    return [*ranges[:-1], (link.end() if link else start, tail if tail and tail > start else end)]


def _repeated(text: str, start: int, end: int, count: int) -> Pieces | None:
    """凡是…，…，凡是…，…: pieces that open with the same two characters, whatever stands between."""
    if count > 6 or end - start < 8 * count:
        return None
    opener = text[start : start + 2]
    starts = [m.start() for m in re.finditer(re.escape(opener), text[start:end])]
    if len(starts) != count or "，" not in text[start:end]:
        return None
    bounds = [start + s for s in starts] + [end]
    if any(text[b - 1] not in "，；、" for b in bounds[1:-1]):
        return None
    return [clauses.trim(text, a, b) for a, b in pairwise(bounds)], False


def _before(reading: Reading, label: Label) -> Found | None:
    """The list stands right before the label: A、B和C三大优势, A、B、C“三宝”, “A”与“B”两个概念."""
    text = reading.text
    end = label.start - (text[label.start - 1 : label.start] in labels.OPEN if label.start else 0)
    needs_three = text[:end].endswith("的") or not (label.classified or label.quoted)
    end -= text[:end].endswith(("这", "的"))
    start = max(_list_start(text, end), reading.title[0] if label.start >= reading.title[0] else 0)
    if end - start < 2 or text[end - 1] in "、，" or (needs_three and label.count < 3):
        return None
    open_ = text[start:end].endswith("等")
    ranges = _pieces_before(text, start, end - open_, label.count)
    if len(ranges) != label.count or any(b <= a for a, b in ranges) or "是" in text[slice(*ranges[-1])][1:]:
        return None  # A、B和C是…的三大X: the list is the subject
    ranges = _without_inclusion(text, ranges)
    quoted = text[ranges[0][0] - 1 : ranges[0][0]] in labels.OPEN and text[ranges[-1][1]] in "”」"
    if not quoted:
        ranges[0] = without_verb(text, ranges)
    *others, last = (b - a for a, b in ranges)
    scraps = label.count == 2 and not quoted and min(*others, last) < 2
    # A、B分别在…发表两篇文章; A、B对“三农”
    clause = last > 2.5 * max(others) + 3 or text[ranges[-1][1] - 1] in "对在从把向于"
    if scraps or clause or any(b - a > 30 or _VERB.fullmatch(text, a, b) for a, b in ranges):
        return None
    return "before", ranges, open_


def _pieces_before(text: str, start: int, end: int, count: int) -> list[tuple[int, int]]:
    """The pieces of a list that ends at ``end``: inside marks, between 、, linked by 和, twinned or each quoted."""
    if text[end - 1] in "”」" and (row := _adjacent_quotes(text, start, end, count)):
        return row
    if text[end - 1] in "”」" and (mark := max(text.rfind("“", start, end), text.rfind("「", start, end))) >= 0:
        inside = [r for r in clauses.pieces(text, mark + 1, end - 1, "、") if r[1] > r[0]]
        if len(inside) == count:
            return inside
        alone = text[mark - 1 : mark] not in ("”", "」", "、") or not mark
        if one_each := _characters(text, mark + 1, end - 1, count) if alone and count > 2 else []:
            return one_each
    ranges = [r for r in clauses.pieces(text, start, end, "、") if r[1] > r[0]]
    if len(ranges) < count:
        ranges = _split_last(text, ranges)
    if len(ranges) == 1 and count == 2:
        ranges = _twins(text, *ranges[0])
    return ranges


def _list_start(text: str, end: int) -> int:
    """Where the clause begins that ends at ``end``; marks inside brackets do not end it."""
    depth = 0
    for i in range(end - 1, max(-1, end - 200), -1):
        if text[i] in clauses.CLOSING:
            depth += 1
        elif text[i] in clauses.OPENING:
            if depth == 0:
                return i + 1
            depth -= 1
        elif depth == 0 and text[i] in "。；：，！？\n—":
            return i + 1
    return max(0, end - 200)


def _adjacent_quotes(text: str, start: int, end: int, count: int) -> list[tuple[int, int]]:
    """“A”“B”“C” or “A”和“B”: quoted members with no more than a link between."""
    quotes = list(re.finditer(r"[“「『\"][^“”「」『』\"]{1,20}[”」』\"]", text[start:end]))[-count:]
    if len(quotes) != count or quotes[-1].end() != end - start:
        return []
    gaps = [text[start + a.end() : start + b.start()] for a, b in pairwise(quotes)]
    if not all(gap in ("", "、") or _AND.fullmatch(gap) for gap in gaps):
        return []
    return [(start + q.start() + 1, start + q.end() - 1) for q in quotes]


def _twins(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """国内国际, 线上线下: two words of two characters that share one, with nothing between."""
    if end - start < 4 or _AND.search(text, start, end) or text.endswith(_DIVIDED, start, end):
        return []
    one, two = text[end - 4 : end - 2], text[end - 2 : end]
    if len(set(one) & set(two)) == 1 and one != two:
        return [(end - 4, end - 2), (end - 2, end)]
    return []


def without_verb(text: str, ranges: list[tuple[int, int]]) -> tuple[int, int]:
    """The first piece of a list without the clause's beginning (X有省际城市 → 省际城市)."""
    start, end = ranges[0]
    usual = max(b - a for a, b in ranges[1:]) * 1.5
    if verb := _DIVIDING_VERB.match(text, start, end):
        start = verb.end()
    while (verb := _LEADING_VERB.match(text, start, end)) and (start == ranges[0][0] or end - start > usual):
        start = verb.end()
    return start, end


def _without_inclusion(text: str, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """包括A、B和C在内的三路人马: the pieces without what says that they are included."""
    start, end = ranges[0][0], ranges[-1][1]
    opened = _INCLUDING.search(text, start, ranges[0][1])
    if not text.endswith("在内", start, end) or opened is None:
        return ranges
    return [(opened.end(), ranges[0][1]), *ranges[1:-1], (ranges[-1][0], end - 2)]


def _subject(reading: Reading, label: Label) -> Found | None:
    """A和B是…的两大问题: the list is the subject of the sentence whose predicate is the label."""
    text = reading.text
    start = _list_start(text, label.start)
    copula = re.compile(r"(?:[，、])?(?:是|乃是|(?<!分)为|构成|成为)").search(text, start, label.start)
    if copula is None or label.start - copula.end() > 16:
        return None
    ranges = [r for r in clauses.pieces(text, start, copula.start(), "、") if r[1] > r[0]]
    if len(ranges) < label.count:
        ranges = _split_last(text, ranges)
    if len(ranges) != label.count or any(b - a > 16 for a, b in ranges):
        return None
    ranges[0] = without_verb(text, ranges)
    return "subject", ranges, False


_COPULA = re.compile("[”’」』]?(?:主要|分别|依次)?是")


def _predicate(reading: Reading, label: Label) -> Found | None:
    """三大优良作风是A、B、C。: a plain list of as many pieces as the label counts, and nothing else behind 是."""
    text = reading.text
    copula = _COPULA.match(text, label.end)
    if copula is None or label.count < _LEAST_UNFIT or not label.classified:
        return None
    start, end = clauses.trim(text, copula.end(), reading.sentence(label.end)[1])
    ranges = [r for r in clauses.pieces(text, start, end, "、") if r[1] > r[0]]
    if len(ranges) == label.count - 1:
        ranges = _split_last(text, ranges)
    plain = {mark for _, mark in clauses.flat_marks(text, start, end)} == {"、"}
    if not plain or len(ranges) != label.count or any(b - a > _LONGEST_UNFIT for a, b in ranges):
        return None
    return "predicate", *_without_end(text, ranges)


_POINTS = re.compile("[这此上]$|(?:以|如)上$")
_LAST_QUOTE = re.compile("[“「]([^“”「」]{4,120})[”」][。！]?$")


def _pointed(reading: Reading, label: Label) -> Found | None:
    """…是“学思想、强党性、重实践”。这三句话…: what the sentence before quotes, or tells behind its colon."""
    text = reading.text
    start, _ = reading.sentence(label.start)
    if start == 0 or not _POINTS.fullmatch(text, start, label.start - (text[label.start - 1] in labels.OPEN)):
        return None
    begin, end = reading.sentence(start - 1)
    begin = max(begin, end - LONGEST_SENTENCE)
    end = clauses.trim(text, begin, end)[1]
    quote, colon = _LAST_QUOTE.search(text, begin, end), text.rfind("：", begin, end)
    if quote is None and colon < 0:
        return None
    ranges = split(text, *(quote.span(1) if quote else (colon + 1, end)), label.count)
    return ("pointed", *ranges) if ranges else None


def _section(view: View, heading: Reading, label: Label) -> Iterator[Formulation]:
    """A label as a heading, and below it paragraphs whose ；-pieces are as many as it counts."""
    members: list[Member] = []
    for reading in view.blocks[heading.index + 1 :]:
        if reading.block.kind != "paragraph":
            break
        ranges = [r for r in clauses.pieces(reading.text, 0, len(reading.text), "；") if r[1] > r[0]]
        if any(b - a > _LONGEST["；"] for a, b in ranges):
            break
        members += [member(reading, *r) for r in ranges]
    if len(members) == label.count:
        yield Formulation(
            form="counted",
            label=heading.source(label.start, label.end),
            label_span=heading.span(label.start, label.end),
            members=tuple(members),
            lead=heading.lead(*heading.title),
            section=view.section(heading.index),
            ordered=False,
            rule="counted.section",
        )


def _cell_starts(rows: list[list[str]]) -> list[list[int]]:
    """Where each cell of a table begins in its text."""
    lengths = [[len(cell) + 1 for cell in row] for row in rows]
    bases = accumulate((sum(row) for row in lengths), initial=0)
    return [[base + at for at in accumulate(row, initial=0)] for base, row in zip(bases, lengths, strict=False)]


def _cell_span(reading: Reading, cell: tuple[int, int]) -> Span:
    return Span(block=reading.block_number, start=cell[0], end=cell[1])


def _columns(view: View, reading: Reading) -> Iterator[Formulation]:
    """A table's column under a head that counts its rows."""
    table = reading.block.text
    rows = [line.split("\t") for line in table.split("\n")]
    starts = _cell_starts(rows)
    for column in range(len(rows[0])):
        name, *cells = [
            clauses.trim(table, starts[i][column], starts[i][column] + len(row[column]), _CELL_EDGES)
            for i, row in enumerate(rows)
            if column < len(row)
        ]
        head = fold(table[slice(*name)]).text
        label = next(iter(labels.heads(head + "：")), None) or next(iter(labels.classified(head)), None)
        if label is None or label.count != len(cells) or not all(a < b for a, b in cells):
            continue
        yield Formulation(
            form="counted",
            label=table[slice(*name)],
            label_span=_cell_span(reading, name),
            members=tuple(Member(text=table[slice(*c)], span=_cell_span(reading, c)) for c in cells),
            section=view.section(reading.index),
            ordered=False,
            rule="counted.column",
        )
