"""A count label with a plain list before or behind it; the number of the label has to fit the list.

Forms: 三大优势：A、B、C; “五比五不比”，即A；B；C…; 三个层次（A、B、C）; 五项原则。A，B，C。
under such a heading; A、B和C三大优势; A、B、C“三宝”; A和B是…的两大问题; “A”与“B”两个概念; 国内国际两类规则;
a column of a table under such a head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby, pairwise

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
    r"|——|[（]|者，|(?<=[”’」』])[是指为][：，]?)"
    rf"|[”’」』]?[{HAN}]{{0,4}}[，,]?(?<![是所手])指(?![导标示出挥南数向望点责定引明派])"
)
_OPEN_END = re.compile(r"(等+)(?:[^、，。；]{0,4})$")
_DIVIDING_VERB = re.compile(f"[{HAN}]{{1,24}}(?:分为|分成|包括|包含|概括为|归纳为|总结为|归结为)(?=.)")
_LEADING_VERB = re.compile(
    rf"(?:[^“「『、]{{0,14}}?)(?:拥有|具有|具备|包括|包含|分为|形成|坚持|围绕|统筹|推进|实施|抓好|做好|抓住|加强|落实|完善|提高|增强|提升|区分了?|提出了?|"
    rf"把握好?|处理好|发挥|实现|打好|打造|建设|构建|推行|通过|依靠|运用|采取|采用|经过|完成|聚焦|突出|利用|用好|深受|遭受|受到|[管建守办种修带练算]好|对于|关于|[{HAN}]{{2}}[了着](?![解力手重])|[有把将以对从在是为抓用由至]|按照?)了?(?=.)"
)
_VERB = re.compile(
    "(?:坚决|切实|自觉|不断|努力|始终|实现|增强|坚定|做到|坚持|树牢|落实|贯彻|推进|加强|统揽|全面|深入|认真|弘扬|发扬|践行|牢记|学习|理解|把握|领会|倡导|提出|重申|强化|完善|深化|巩固|拓展)+(?:了|好)?"
)
_DIVIDED = ("分为", "分成", "列为", "归为", "称为", "成为", "作为")
_TAIL = re.compile(
    "(?:共计?|合计|一共|总共|分别|先后|(?:合|并|总|统|通|被)?称(?:之|作)?为?|谓之|合为|并列为|(?<![作认成分称])为)$"
)
_CALLED = re.compile(
    rf"(?P<clause>，)(?:[{HAN}]{{0,8}}?(?:称之?[为作]?|谓之|叫[做作]|誉为|视为)[{HAN}]{{0,4}}|[此这](?:就|便|也|正)?是[^，。；：]{{0,16}}"
    r"|(?:以上|[这此]))$|(?P<open>等)$|(?P<bare>，)$|（$"
)
_INCLUDING = re.compile("包括|包含")
_NUMERALS = re.compile("[一二两三四五六七八九十]+")
_CELL_EDGES = " \t\u3000\xa0\u200b，。、；：！？"
_PLACES = frozenset(["省", "市", "州", "盟", "县", "区", "旗", "镇", "乡", "村", "街道", "自治区", "直辖市"])
_LONGEST_OF_NAME = 40  # characters of a member of a set that has a name of its own (三农), and not only a count
_SENTENCES = re.compile("[。！？][^”」』]")
_LEAST_UNFIT, _LONGEST_UNFIT = 3, 16  # pieces, and their characters, that are a list whatever a label counts
_LEAST_MIXED, _LONGEST_MIXED = 5, 8  # pieces, and their characters, between marks of two kinds
_LONGEST = {"；": 120, "，": 60, "、": 40}


def detect(view: View) -> Iterator[Formulation]:
    """Every label of the document whose list stands beside it."""
    for reading in view.readings:
        if reading.block.kind == "table":
            yield from _columns(view, reading)
            continue
        yield from _numbered(view, reading)
        for label in labels.all_of(reading.text):
            found = next(
                (
                    f
                    for one in _readings(reading, label)
                    for how in (_behind, _before, _called, _subject, _predicate, _pointed, _told, _asked)
                    if (f := how(reading, one)) and not _is_comment(one, f[1])
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


def _is_comment(label: Label, ranges: Sequence[tuple[int, int]]) -> bool:
    """兴“三农”，就是要…；就是要…: long pieces are what the sentence says of a brief name, and no members."""
    brief = label.end - label.start < 4 and not label.classified
    return brief and max(b - a for a, b in ranges) > _LONGEST_OF_NAME


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
    for opens, closes in (("（", "）"), ("——", "——")):
        if link[0].endswith(opens) and (close := text.find(closes, start, stop)) > 0:
            end = close
    start, end = _inside_quotes(text, start, end)
    note = _NOTE.match(text, label.end, stop)  # 三个原因（见第二章）：…
    ranges = (split(text, note.end(), stop, label.count) if note else None) or split(text, start, end, label.count)
    if ranges is None and not link[0].endswith("（"):
        ranges = split(text, start, len(text), label.count, separators=("；",))
    if ranges and all(text[a:b] in _PLACES for a, b in ranges[0]):
        return None  # 两个县（市、区）: one or another
    if ranges and _SENTENCES.search(text, ranges[0][0][0], ranges[0][0][1] - 1):
        return None  # the first piece is more than one sentence: the list begins inside it, if it is one
    if ranges and link[0][-1] in "为是" and _is_word(text, ranges[0]):
        return None  # 以“三严三实”为座右铭
    if ranges and [text[a] == "要" for a, _ in ranges[0]] == [True] + [False] * (len(ranges[0]) - 1):
        return None  # 兴“三农”，就是要选种、积肥、修渠: what is to be done, and no members
    if ranges:
        ranges = _without_noun(text, label, ranges[0]), ranges[1]
    return ("behind", *ranges) if ranges else None


_NOTE = re.compile("[”’」』]?（[^（）]{1,24}）[^。；：！？、（]{0,10}：")


def _without_noun(text: str, label: Label, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """“四有”新人，就是有…、有纪律｜的新人; 六书者，…、假借｜也: the last piece without what belongs to all of them."""
    start, end = ranges[-1]
    noun = re.compile(f"[”’」』]?(?P<noun>[{HAN}]{{1,6}})[，是]").match(text, label.end)
    of = f"的{noun['noun']}" if noun else ""
    if of and text.endswith(of, start, end) and not any(text.endswith(of, *r) for r in ranges[:-1]):
        end -= len(of)
    elif re.match("[”’」』]?者，", text[label.end : label.end + 3]) and text.endswith("也", start + 1, end):
        end -= 1
    return [*ranges[:-1], (start, end)]


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
    end = label.end + (text[label.end : label.end + 1] in ("”", "」"))
    if end >= len(text) or text[end] not in "。：" or label.start > 12:
        return None
    ranges = split(text, end + 1, reading.sentence(end + 1)[1], label.count)
    return ("heading", *ranges) if ranges else None


Pieces = tuple[list[tuple[int, int]], bool]
"""The ranges of a list's pieces, and whether 等 leaves the list open."""


_PAUSES = ("；", "、", "，")


def split(text: str, start: int, end: int, count: int, separators: tuple[str, ...] = _PAUSES) -> Pieces | None:
    """Cut ``text[start:end]`` in exactly ``count`` pieces at one kind of mark."""
    start, end = clauses.trim(text, start, end)
    if count == 2 and (halves := _halves(text, start, end)):
        return _without_end(text, halves)
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
    return (ranges, False) if ranges else _repeated(text, start, end, count) or _mixed(text, start, end, count)


def _mixed(text: str, start: int, end: int, count: int) -> Pieces | None:
    """唐代韩愈、柳宗元，宋代欧阳修、苏洵、…: many words in a row of rows."""
    row = [r for r in clauses.pieces(text, start, end, "[、，]") if r[1] > r[0]]
    plain = {mark for _, mark in clauses.flat_marks(text, start, end)} == {"、", "，"}
    fits = plain and len(row) == count >= _LEAST_MIXED and all(b - a <= _LONGEST_MIXED for a, b in row)
    return _without_end(text, row) if fits else None


def _halves(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A、B和C、D; 确立A、B，确立C: two pieces with marks of their own, halved at 和 or where they open alike."""
    by = clauses.pieces(text, start, end, "，")
    if len(by) == 2 and all(b - a > 4 for a, b in by) and len(clauses.common_start([text[a:b] for a, b in by])) > 1:
        return by
    marks = clauses.flat_marks(text, start, end)
    if [mark for _, mark in marks] != ["、", "、"]:
        return []
    between = range(marks[0][0] + 1, marks[1][0])
    links = [m for m in _AND.finditer(text, between.start, between.stop) if _flat(text, between.start, m.start())]
    halves = [(start, links[0].start()), clauses.trim(text, links[0].end(), end)] if len(links) == 1 else []
    return halves if all(b - a <= _LONGEST["、"] for a, b in halves) else []


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
    start, end = ranges[-1]
    links = [m for m in _AND.finditer(text, start + 1, end) if m.end() < end and _flat(text, start, m.start())]
    if not links:
        return ranges
    ending = clauses.common_end([text[a:b] for a, b in ranges[:-1]]) if len(ranges) > 2 else ""
    alike = [m for m in links if (ending and text.endswith(ending, start, m.start())) or m[0] in ("以及", "还有")]
    cut = (alike or links)[0]
    return [*ranges[:-1], (start, cut.start()), clauses.trim(text, cut.end(), end)]


def _flat(text: str, start: int, offset: int) -> bool:
    part = text[start:offset]
    return all(part.count(o) <= part.count(c) for o, c in zip(clauses.OPENING, clauses.CLOSING, strict=True))


_TOGETHER = re.compile(
    "(?:同时进行|同步推进|一体推进|协调发展|齐头并进|并举|并重|并行|并存|并进|兼备|兼顾|相结合|一起抓|共同作用|[二三四五六七]者[^、]{0,6})$"
)
_COUNTED_AGAIN = re.compile(f"(?<!第)(?P<n>[二三四五六七八九十]{{1,2}})[{HAN}]{{1,6}}$")


def _cut_tail(text: str, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """木、火、土、金、水五种物质: the count that closes the list, or what is said of all, is no part of the last."""
    if not ranges:
        return ranges
    start, end = ranges[-1]
    link = _AND.match(text, start)
    start = link.end() if link else start
    tail = next((lb.start for lb in labels.classified(text, start + 1, end)), None) or _said_of_all(text, ranges)
    return [*ranges[:-1], (start, tail if tail and tail > start else end)]


def _said_of_all(text: str, ranges: Sequence[tuple[int, int]]) -> int | None:
    """Where the last piece ends if it goes on otherwise than the others: 所有权、承包权、经营权｜分置并行, 秦｜七国."""
    *others, (start, end) = ranges
    lengths = [b - a for a, b in others]
    if len(others) < 2 or end - start <= min(lengths):
        return None
    again = _COUNTED_AGAIN.search(text, start + 1, end)
    if again and number(again["n"]) == len(ranges) and min(lengths) <= again.start() - start <= max(lengths) + 1:
        return again.start()
    ending = clauses.common_end([text[a:b] for a, b in others])
    at = text.rfind(ending, start, end - 1) if ending and not text.endswith(ending, start, end) else -1
    if at > start and at + len(ending) - start in word_edges(text[start:end]):
        return at + len(ending)
    together = _TOGETHER.search(text, start + 1, end)
    return together.start() if together and not any(_TOGETHER.search(text, *r) for r in others) else None


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


_SAYS = re.compile("是|[并合]称[“「]")


def _before(reading: Reading, label: Label) -> Found | None:
    """The list stands right before the label: A、B和C三大优势, A、B、C“三宝”, “A”与“B”两个概念."""
    text = reading.text
    end = _mark_before(text, label)
    needs_three = text[:end].endswith("的") or not (label.classified or label.quoted)
    end -= text[:end].endswith(("这", "的"))
    if inside := _TAIL.search(text, max(0, end - 8), end):  # A、B、C合称“三宝”, 以A和B为两大特点
        end = inside.start()
    start = max(_list_start(text, end), reading.title[0] if label.start >= reading.title[0] else 0)
    if end - start < 2 or text[end - 1] in "、，" or (needs_three and label.count < 3):
        return None
    open_ = text[start:end].endswith("等")
    ranges = _pieces_before(text, start, end - open_, label.count)
    if (
        len(ranges) != label.count
        or any(b <= a for a, b in ranges)
        or _SAYS.search(text, ranges[-1][0] + 1, ranges[-1][1])
    ):
        return None  # A、B和C是…的三大X: the list is the subject
    if _open_end(text, *ranges[-1]) or text[label.start : label.end] in (
        text[max(a, b - label.end + label.start) : b] for a, b in ranges
    ):
        return None  # 村委、乡委等单位的三份文件; 论文三篇、译文三篇、书评三篇
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
    return "before", _with_of(text, ranges), open_


def _with_of(text: str, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """比较积极的、中间的和落后的三部分人: the last piece with the 的 that the others have."""
    (start, end), others = ranges[-1], ranges[:-1]
    return [*others, (start, end + 1)] if text[end] == "的" and all(text[b - 1] == "的" for _, b in others) else ranges


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


_QUOTED_BEFORE = re.compile("[”」』](?:、|以及|[和与及])?$")


def _adjacent_quotes(text: str, start: int, end: int, count: int) -> list[tuple[int, int]]:
    """“A”“B”“C” or “A”和“B”: quoted members with no more than a link between."""
    quotes = list(re.finditer(r"[“「『\"][^“”「」『』\"]{1,20}[”」』\"]", text[start:end]))[-count:]
    if len(quotes) != count or quotes[-1].end() != end - start:
        return []
    if _QUOTED_BEFORE.search(text, max(0, start + quotes[0].start() - 3), start + quotes[0].start()):
        return []  # “水”与“土”、“种”与“收”两组: the row is longer
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


_LEAD_OF_WORDS = re.compile(
    "(?:做到|推动|推进|开展|实施|坚持|围绕|聚焦|加强|完成|组织|举办|落实|健全|构建|建立|培育|发展|分|指|按照?|依照|我[省市县区镇乡村校院国]|全[省市县区镇乡村校]|本[省市县区镇乡村校])$"
)
_GONE = re.compile(f"[{HAN}]{{0,8}}?(?:经历|历经|经过|形成|产生|出现|提出|发生)了")
_LONG_LEAD = 3  # characters before the first piece that are no attribute of it
_LONGEST_WORD = 6  # characters of pieces of one length


def without_verb(text: str, ranges: list[tuple[int, int]]) -> tuple[int, int]:
    """The first piece of a list without the clause's beginning (X有省际城市 → 省际城市)."""
    start, end = ranges[0]
    usual = max(b - a for a, b in ranges[1:]) * 1.5
    opener = clauses.common_start([text[a:b] for a, b in ranges[1:]]) if len(ranges) > 2 else ""
    if re.match(f"[{HAN}]", opener) and (at := text.rfind(opener, start, end - 1)) >= 0:
        return at, end  # 好老师要有信念、有学识、有爱心
    limit = _pair(text, ranges)
    if len(ranges) > 2 and end - start > 2 and len({b - a for a, b in ranges}) == 1:
        return start, end
    if verb := _DIVIDING_VERB.match(text, start, limit):
        start = verb.end()
    while (verb := _LEADING_VERB.match(text, start, limit)) and (start == ranges[0][0] or end - start > usual):
        shared = all(text[verb.end() - 1] in text[a:b] for a, b in ranges[1:])
        whole = text[verb.end() - 1] == "在" or verb.end() - start in word_edges(text[start:end])
        if shared or not whole:
            break  # 学习有计划、工作有目标; 有｜效防范
        start = verb.end()
    if (gone := _GONE.match(text, start, limit)) and gone.end() < end:
        start = gone.end()
    return (start, end) if start > ranges[0][0] else _of_one_length(text, (start, end), ranges[1:])


def _pair(text: str, ranges: Sequence[tuple[int, int]]) -> int:
    """Where the first half of the first pair ends if all are pairs (水与土、种与收), else the first piece's end."""
    links = [_AND.search(text, a + 1, b) for a, b in ranges]
    first = links[0]
    return first.start() if first and all(links) else ranges[0][1]


def _of_one_length(text: str, first: tuple[int, int], others: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """依次经历警觉期、抵抗期、衰竭期: as many characters as each of the others has, where a word begins there."""
    start, end = first
    length, *uneven = {b - a for a, b in others}
    lead = end - length - start
    if uneven or len(others) < 2 or length > _LONGEST_WORD or lead < 1 or text[end - 1] in clauses.CLOSING:
        return first
    if lead < _LONG_LEAD and not _LEAD_OF_WORDS.search(text, start, start + lead):
        return first
    return (start + lead, end) if lead in word_edges(text[start:end]) else first


def _without_inclusion(text: str, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """包括A、B和C在内的三路人马: the pieces without what says that they are included."""
    start, end = ranges[0][0], ranges[-1][1]
    opened = _INCLUDING.search(text, start, ranges[0][1])
    if not text.endswith("在内", start, end) or opened is None:
        return ranges
    return [(opened.end(), ranges[0][1]), *ranges[1:-1], (ranges[-1][0], end - 2)]


def _mark_before(text: str, label: Label) -> int:
    """Where the label begins, with the mark that opens it, and other words behind that mark (“人生七笔账”)."""
    if label.start and text[label.start - 1] in labels.OPEN:
        return label.start - 1
    mark = max(text.rfind("“", label.start - 5, label.start), text.rfind("「", label.start - 5, label.start))
    return mark if label.quoted and label.start > 5 and mark >= 0 else label.start


def _called(reading: Reading, label: Label) -> Found | None:
    """…，谓之七情; …，这就是著名的五项原则; …，这五个方面; …（“三守”）; A，B，C等三项: the list before."""
    text, end = reading.text, _mark_before(reading.text, label)
    begin, _ = reading.sentence(label.start)
    link = _CALLED.search(text, max(begin, end - 28), end)
    if link is None or (link[0] == "（" and not re.match("[”」]?）", text[label.end : label.end + 2])):
        return None
    ranges = _row_before(text, begin, link.start(), label.count, among=link["open"] is None)
    if not ranges or any(b - a > _LONGEST["，"] for a, b in ranges):
        return None
    noun = text[label.start + 1 : label.end]
    if link["bare"] and not (label.quoted and noun and all(noun in text[a:b] for a, b in ranges)):
        return None  # 不敢贪、不能贪、不想贪，“三不”机制
    if text[ranges[0][0] - 1 : ranges[0][0]] not in labels.OPEN:
        ranges[0] = without_verb(text, ranges)
    return "called", ranges, link["open"] is not None


def _row_before(text: str, start: int, end: int, count: int, *, among: bool) -> list[tuple[int, int]]:
    """The pieces of a list that ends at ``end``: clauses of its sentence, or, if ``among``, words of the last one."""
    start = max(start, end - LONGEST_SENTENCE)
    by = {mark: _clauses(text, start, end, mark, count) for mark in "；，"}
    for row in by.values():
        pauses = {text.count("、", a, b) for a, b in row}
        alike = len(pauses) == 1 and (pauses != {0} or (count > 2 and _rhymes(text, row)))
        if len(row) == count and alike and _is_even(row):
            return row
    words = _cut_tail(text, _pieces_before(text, _list_start(text, end), end, count)) if among else []
    if len(words) == count and (count > 2 or among):
        return words
    row = by["，"] if not among else []
    return row if len(row) == count > 2 and _is_even(row) else []


def _clauses(text: str, start: int, end: int, mark: str, count: int) -> list[tuple[int, int]]:
    """The clauses between marks, where there can be ``count`` of them: marks within quotations are not many more."""
    marks = text.count(mark, start, end)
    if not count <= marks + 1 <= 3 * count + 3:
        return []
    return [r for r in clauses.pieces(text, start, end, mark) if r[1] > r[0]]


def _is_even(row: Sequence[tuple[int, int]]) -> bool:
    lengths = [b - a for a, b in row]
    return max(lengths) <= 3 * min(lengths)


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


_COPULA = re.compile("[”’」』]?(?:(?:主要|分别|依次)?是|乃|为)")


def _predicate(reading: Reading, label: Label) -> Found | None:
    """三大优良作风是A、B、C。: a plain list of as many pieces as the label counts, and nothing else behind 是."""
    text = reading.text
    copula = _COPULA.match(text, label.end)
    if copula is None or label.count < _LEAST_UNFIT:
        return None
    start, end = clauses.trim(text, copula.end(), reading.sentence(label.end)[1])
    ranges = [r for r in clauses.pieces(text, start, end, "、") if r[1] > r[0]]
    if len(ranges) == label.count - 1:
        ranges = _split_last(text, ranges)
    ranges = _cut_tail(text, ranges)
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
    if quote is None and colon < 0 and text.count("；", begin, end) != label.count - 1:
        return None
    ranges = split(
        text,
        *(quote.span(1) if quote else (max(begin, colon + 1), end)),
        label.count,
        separators=_PAUSES if quote or colon >= 0 else ("；",),
    )
    return ("pointed", *ranges) if ranges else None


_CLAUSE = re.compile("[”’」』]?[^，。；：！？、“”（）]{0,14}，")
_DIVIDES = re.compile("(?:分|划分|区分|归纳|概括|总结)[为成]?(?:以下|如下)?$")
_BRIEF = 8  # characters of pieces that a label with several numbers counts


def _told(reading: Reading, label: Label) -> Found | None:
    """分为两种，A和B; 在三个方面取得突破，A，B，C; “三比三看”活动，比…，比…，比…: behind the clause of the label."""
    text = reading.text
    stop = min(reading.sentence(label.end)[1], label.end + LONGEST_SENTENCE)
    clause = _CLAUSE.match(text, label.end, stop)
    if clause is None:
        return None
    start = clause.end()
    if start - label.end == 1 and _DIVIDES.search(text, max(0, label.start - 6), label.start):
        return _parts(text, start, stop, label)
    if not (label.classified or label.quoted) or label.count < _LEAST_UNFIT:
        return None
    if label.quoted and any(char not in text[start:stop] for char in _NUMERALS.sub("", text[label.start : label.end])):
        return None  # “两学一做”活动，学…，学…: what is told has none of the name's own words
    for mark in "；，":
        row = _clauses(text, start, stop, mark, label.count)
        if (
            len(row) == label.count
            and all(b - a <= _LONGEST[mark] for a, b in row)
            and (mark == "；" or _rhymes(text, row))
        ):
            return "told", row, False
    numbers = _NUMERALS.findall(text[label.start : label.end])
    if len(numbers) < 2:
        return None
    row = [r for r in clauses.pieces(text, start, stop, "[、，]") if r[1] > r[0]]
    openers = len(list(groupby(text[a] for a, _ in row)))  # 清垃圾、清淤泥，拆旱厕、拆违建
    brief = len(numbers) == openers > 1 and len(row) == label.count and all(b - a <= _BRIEF for a, b in row)
    return ("told", row, False) if brief else None


def _parts(text: str, start: int, stop: int, label: Label) -> Found | None:
    """The parts of what is divided: a plain list up to the next greater mark."""
    end = next((offset for offset, mark in clauses.flat_marks(text, start, stop) if mark != "、"), stop)
    found = split(text, start, end, label.count, separators=("、",))
    fits = found and text[end : end + 1] != "，" and all(b - a <= _LONGEST_UNFIT for a, b in found[0])
    return ("told", *found) if found and fits else None


def _rhymes(text: str, row: Sequence[tuple[int, int]]) -> bool:
    """Whether clauses are of one make: of one length, or with one beginning or end."""
    texts = [text[a:b] for a, b in row]
    return len(set(map(len, texts))) == 1 or bool(clauses.common_start(texts) or clauses.common_end(texts))


def _asked(reading: Reading, label: Label) -> Found | None:
    """用“三问”检视自己：…？…？…？: as many questions as the label counts behind its colon."""
    text = reading.text
    link = re.compile("[”’」』]?[^。；：！？]{0,16}：").match(text, label.end)
    if link is None or "？" not in text[link.end() : link.end() + _LONGEST["；"]]:
        return None
    row: list[tuple[int, int]] = []
    for _ in range(label.count + 1):
        at = row[-1][1] if row else link.end()
        row += [reading.sentence(at)] if at < len(text) else []
    asks = [text[a:b].rstrip(" ”").endswith("？") for a, b in row]
    if asks[: label.count] != [True] * label.count or asks[label.count :] == [True]:
        return None
    return "asked", [(max(a, link.end()), b) for a, b in row[: label.count]], False


_HAS = re.compile(r"(?<=有)(?P<n>[二三四五六七八九])：")


_MARKED = re.compile("其?[一二首先]|第|[（0-9①]")  # a list that other rules read


def _numbered(view: View, reading: Reading) -> Iterator[Formulation]:
    """特点有三：A、B、C: a number that counts the list behind it, and names nothing."""
    for match in _HAS.finditer(reading.text) if "有" in reading.text else ():
        start, end = match.end(), reading.sentence(match.start())[1]
        found = split(reading.text, start, end, number(match["n"]) or 0)
        if found and not _MARKED.match(reading.text, found[0][0][0]):
            yield Formulation(
                form="counted",
                label=None,
                members=tuple(member(reading, *r) for r in found[0]),
                lead=reading.lead(reading.sentence(match.start())[0], start),
                section=view.section(reading.index),
                ordered=False,
                open=found[1],
                rule="counted.number",
            )


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
