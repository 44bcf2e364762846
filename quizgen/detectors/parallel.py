"""Parallel items without marker or count that are made to be recited: 排比, slogans, standards, mottos.

Forms: clauses of one sentence with the same opener, three times or more (是否…，是否…，是否…); short pieces that share
a frame (讲政治、讲规矩、讲纪律; 思想上…，政治上…，行动上…; 安不忘危、存不忘亡、乐不忘忧); a quoted or announced row of
four-character phrases (“信念坚定、为民服务、…”). Bare lists of nouns are none, nor are lists that 等 closes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import groupby, pairwise
from types import MappingProxyType

from quizgen import data
from quizgen.detectors.view import LONGEST_SENTENCE, Reading, View
from quizgen.model import Formulation, KnownSet
from quizgen.text import clauses
from quizgen.text.fold import HAN
from quizgen.text.words import word_edges, words

_OPENING = re.compile(f"[，；、：。！？“「](?:(?:既|也|又|还|更)(?!要|能|应|须|是|有|没|不))?([{HAN}]{{2}})")
_JOINT = re.compile("[，；、][既也又还更]$")
_HAN_ONLY = re.compile(f"[{HAN}]+")
_AND = re.compile("以及|还有|和(?![平谐气睦解善美和])|[与及并]")
_AND_BEGINS = frozenset("以还和与及并")
_LINK = re.compile("以及|和(?![平谐气睦解善美和])|(?<![参给赋])与|及(?![时格])")
_BROKEN = re.compile("[：；（）]|^[^“]*”|“[^”]*$")
_TORN_QUOTE = re.compile("^[^“]*”|“[^”]*$")
_DIGIT = re.compile("[0-9]")
_STEM = re.compile("[甲乙丙丁戊己庚辛]")
_ARTICLE = re.compile("第[一二三四五六七八九十百零0-9]+[条款项章节页期届]")
_MEASURED = re.compile("[一二两三四五六七八九十百千万0-9](?:钱|克|楼|层|元|号|日|天|年|月|岁|升|毫升|万元)$")
_NUMBERED = re.compile("(?!一切|一心|一定|一生)[一二两三四五六七八九十]")
_ONE_AND_ONE = re.compile("一.{1,2}一")  # 一花一世界
_LABELLED = re.compile("[“「][一二两三四五六七八九十]")
_WEAK = ("infix", "common")
_TORN = "着了过的地得"  # no piece begins with the end of a verb
_LONGEST_ITEM = 90
_NO_HAN = re.compile(f"[^{HAN}]")
_LONGEST_NOUN = 3  # characters that several pieces may have in common in one stretch without a function word
_LONGEST_TOPIC = 14  # characters of a clause that stands before the first piece
_LONGEST_TERM = 4  # characters
_LONG_TAIL = 4  # characters that uneven clauses have in common at their ends
_LONGEST_UNEVEN = 3  # times the shortest of such clauses
_LEAST_ROW = 3  # pieces
_LONG_ROW = 5  # pieces of one length that bear words before the first of them
_LEAST_ATTRIBUTE = 2  # characters before 的
_TRIPLE = 3  # characters of clauses of which one in common makes a row: 听民声，察民情，解民忧
_LONGEST_PHRASE = 6  # characters; a longer piece is a clause, and nothing else stands behind the last of them
_LONGEST_SCRAP = 2  # characters behind the last piece that are no words of their own
_LONGEST_TAIL = 7  # characters of what a row is an attribute of
_LONGEST_VERSE = 5  # characters of a clause
_GOES_ON = ("等", "和", "及", "以及", "或", "这", "那", "的")  # behind a row: it is a row of nouns
_LONGEST_LEVEL = 10  # characters of a piece that its length alone holds together with others
_LONGEST_ROW = 24  # characters of a piece that a shared run in its middle can hold together
Range = tuple[int, int]


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(data.load("parallel")[name])


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(_words(name))


Known = Mapping[str, Sequence[KnownSet]]
"""Known sets by each of their members."""


_NOTHING: Known = MappingProxyType({})


def detect(view: View, known: Known = _NOTHING) -> Iterator[Formulation]:
    """Every parallel list of the document; the same words may come from two rules.

    A row that is a known set is to be recited whatever it is made of: 政治意识、大局意识、核心意识、看齐意识.
    """
    for reading in view.readings:
        if reading.block.kind == "table":
            continue
        for rule, run in rows(reading, known):
            yield formulation(view, reading, rule, run)
        if _THRICE.search(reading.text):
            yield from _runs(view, reading)
        yield from _openers(view, reading)
        yield from _clauses(view, reading)


def formulation(view: View, reading: Reading, rule: str, ranges: Sequence[Range]) -> Formulation:
    """The parallel list of the pieces at ``ranges`` of one text."""
    start, end = reading.sentence(ranges[0][0])
    ranges = _without_preposition(reading.text, _without_result(reading.text, ranges))
    return Formulation(
        form="parallel",
        members=tuple(reading.member(clauses.unquote(reading.text, *r)) for r in ranges),
        lead=reading.lead(start, end),
        section=view.section(reading.index),
        ordered=False,
        rule=rule,
    )


_RESULT = re.compile(
    "(?:落到实处|落实到位|抓[实细紧好]抓[实细紧好]|作为(?=.)|贯穿(?=.)|放在(?=.)|摆在(?=.)|结合起来|统一起来|结合好)[^，]{0,16}$"
)


def _without_result(text: str, ranges: Sequence[Range]) -> Sequence[Range]:
    """把统筹水源、统筹水路、统筹水价｜落到实处: the last piece without what is done with all of them."""
    before, (start, end) = text[ranges[0][0] - 1 : ranges[0][0]], ranges[-1]
    result = _RESULT.search(text, start + 2, end) if before and before in "把将" else None
    if result is None or any(_RESULT.search(text, a, b) for a, b in ranges[:-1]):
        return ranges
    return [*ranges[:-1], (start, result.start())]


_LEADS = frozenset("对以把将向从在用为")


def _without_preposition(text: str, ranges: Sequence[Range]) -> Sequence[Range]:
    """对｜种田规律、养鱼规律、织布规律的认识: the first of pieces that end alike, without what leads all of them."""
    (start, end), *others = ranges
    led = text[start] in _LEADS and not any(text[a] in _LEADS for a, _ in others)
    if not led or len(_han(clauses.common_end([text[a:b] for a, b in ranges])[::-1])) < _LEAST_ATTRIBUTE:
        return ranges
    return [(start + 1, end), *others] if is_edge(text, start, end, start + 1) else ranges


# Rows of short pieces

_QUOTE = re.compile(r"[“「]([^“”「」]{5,80})[”」]")
_LONG_QUOTE = re.compile(r"[“「]([^“”「」]{81,1500})[”」]")  # of sentences as other text has them
_QUOTES = re.compile(r"(?:[“「][^“”「」]{2,24}[”」]、?){3,}")
_QUOTE_BRIEF = re.compile(r"[“「]([^“”「」]{2,24})[”」]")
_SENTENCE_ROWS = (
    ("，；：。！？", "、", 24),
    ("；：。！？", "，", 60),
    ("：。！？", "；", 90),
    ("：；。！？", "、，", 5),
)
_QUOTED_ROWS = (("，；：。！？", "、", 24), ("；：。！？", "，", 24), ("：；。！？", "、，", 5))
Kind = tuple[str, str, int]
"""The marks that end a row, the marks between its pieces (the first has to be among them), how long a piece may be."""


def rows(reading: Reading, known: Known = _NOTHING) -> Iterator[tuple[str, list[Range]]]:
    """Runs of pieces between one kind of mark that are a known set, share a frame, or are phrases of one length."""
    text = reading.text
    for scope in reading.sentences:
        if may_list(text, *scope):
            for kind, row in cut_all(text, scope, _SENTENCE_ROWS):
                yield from _known(text, row, known)
                yield from _of_row(text, row, kind)
    for quote in _QUOTE.finditer(text):
        for kind, row in cut_all(text, quote.span(1), _QUOTED_ROWS):
            yield from _known(text, row, known)
            verse = kind[1] == "，"  # which has clauses of one length, and anchors in them
            yield from (f for f in _framed(text, row, kind) if not (verse and _is_verse(text, *f)))
            yield from [] if verse else _level(text, row, kind)
    yield from _rows_of_speeches(text)
    for quotes in _QUOTES.finditer(text):
        row = [quote.span(1) for quote in _QUOTE_BRIEF.finditer(text, *quotes.span())]
        yield from _framed(text, row, _QUOTED_ROWS[0])


def _rows_of_speeches(text: str) -> Iterator[tuple[str, list[Range]]]:
    """The rows in the sentences of long quotations, framed or of one length."""
    for quote in _LONG_QUOTE.finditer(text):
        for scope in clauses.sentences(text, *quote.span(1)):
            for kind, row in cut_all(text, scope, _SENTENCE_ROWS) if may_list(text, *scope) else ():
                yield from _of_row(text, row, kind)


def _of_row(text: str, row: Sequence[Range], kind: Kind) -> Iterator[tuple[str, list[Range]]]:
    """The runs of a row that share a frame, and the row itself where its pieces are of one length.

    A weak frame that only some of those share is no run of its own: 党建引领、｜法治保障、德治教化、自治强基.
    """
    level = list(_level(text, row, kind))
    whole = level[0][1] if level else []
    for rule, run in _framed(text, row, kind):
        if not (
            rule.endswith(_WEAK) and len(run) < len(whole) and whole[0][0] <= run[0][0] and run[-1][1] <= whole[-1][1]
        ):
            yield rule, run
    yield from level


def _is_verse(text: str, rule: str, run: Sequence[Range]) -> bool:
    lengths = {b - a for a, b in run}
    slogan = lengths == {_TRIPLE} or (
        len(lengths) == 1 and rule.endswith("infix") and _same_places([text[a:b] for a, b in run]) > 2
    )
    return rule.endswith(_WEAK) and min(lengths) <= _LONGEST_VERSE and not slogan


def cut_all(text: str, scope: Range, kinds: Sequence[Kind]) -> Iterator[tuple[Kind, list[Range]]]:
    """The rows of each kind in a scope."""
    marks = clauses.flat_marks(text, *scope)
    signs = "".join(mark for _, mark in marks)
    return ((kind, row) for kind in kinds if kind[1][0] in signs for row in _cut(text, scope, marks, signs, kind))


def _known(text: str, row: Sequence[Range], known: Known) -> Iterator[tuple[str, list[Range]]]:
    """The runs of a known set's members in their usual order, three at least (解放思想、实事求是、与时俱进)."""
    found: dict[Range, list[Range]] = {}
    for place in range(1, len(row) - 1):
        for entry in known.get(text[slice(*row[place])], ()):
            run = _members(text, row, place, entry.members)
            stems = len(run) < len(entry.members) and all(_STEM.match(text, *r) for r in run)  # 甲、乙、丙
            if len(run) > 2 and not stems:
                found.setdefault((run[0][0], run[-1][1]), run)
    yield from (("parallel.known", run) for run in found.values())


def _members(text: str, row: Sequence[Range], place: int, members: Sequence[str]) -> list[Range]:
    """The members around the piece ``place``; the first piece and the last of them may be more than a member."""
    at = members.index(text[slice(*row[place])])
    run = [row[place]]
    for (start, end), member in zip(reversed(row[:place]), reversed(members[:at]), strict=False):
        if not text.endswith(member, start, end):
            break
        run.insert(0, (end - len(member), end))
        if end - start > len(member):
            break
    for (start, end), member in zip(row[place + 1 :], members[at + 1 :], strict=False):
        if not text.startswith(member, start, end):
            break
        run.append((start, start + len(member)))
        if end - start > len(member):
            break
    return run


def _cut(text: str, scope: Range, marks: Sequence[tuple[int, str]], signs: str, kind: Kind) -> Iterator[list[Range]]:
    """The rows of at least three pieces in a scope; ``signs`` are its marks without their offsets."""
    outer, between, _ = kind
    for part in _parts(outer).finditer(signs):
        if between[0] not in part[0]:
            continue
        first, last = part.span()
        inside = [offset for offset, mark in marks[first:last] if mark in between]
        begin = marks[first - 1][0] + 1 if first else scope[0]
        end = marks[last][0] if last < len(marks) else scope[1]
        if len(inside) > 1 or _LINK.search(text, inside[0], end):
            bounds = pairwise([begin - 1, *inside, end])
            row = linked(text, [clauses.trim(text, a + 1, b) for a, b in bounds])
            if len(row) > 2:
                yield row


@cache
def _parts(outer: str) -> re.Pattern[str]:
    """The marks of one row at most, in a string of marks."""
    return re.compile(f"[^{outer}]+")


def may_list(text: str, start: int, end: int) -> bool:
    """Whether a sentence has room and marks for three pieces."""
    marks = 2 * text.count("、", start, end) + text.count("，", start, end) + text.count("；", start, end)
    return 8 <= end - start <= LONGEST_SENTENCE and marks > 1


def linked(text: str, row: list[Range]) -> list[Range]:
    """A row whose last piece is A和B in two, and whose later pieces go without 和 or 还有 before them."""
    row = [r for r in row if r[1] > r[0]]
    if not row:
        return row
    last = row[-1]
    usual = max((b - a for a, b in row[:-1]), default=0)
    link = _LINK.search(text, last[0] + 1, last[1]) if last[1] - last[0] > usual + 1 else None
    if link and abs((link.start() - last[0]) - usual) <= 3 and not _is_one_piece(text, row, link):
        row = [*row[:-1], (last[0], link.start()), (link.end(), last[1])]
    if _AND_BEGINS.isdisjoint([text[a : a + 1] for a, _ in row]):
        return row
    links = [_conjunction(text, *piece) for piece in row]
    if sum(map(bool, links)) > 1:
        return row  # 与…融合，与…关联: a frame
    return [(a + link, b) for (a, b), link in zip(row, links, strict=True)]


def _is_one_piece(text: str, row: Sequence[Range], link: re.Match[str]) -> bool:
    """Whether what the others open with leads to both sides of 和: 不负时代，不负韶华，不负党｜和｜人民的期望."""
    opening = clauses.common_start([text[a:b] for a, b in row])
    return bool(opening) and len(row) > 1 and not text.startswith(opening, link.end())


def _conjunction(text: str, start: int, end: int) -> int:
    """How many characters of a piece are the conjunction before it: none of 与时俱进."""
    link = _AND.match(text, start, end)
    return len(link[0]) if link and link.end() - start in word_edges(text[start:end]) else 0


def _framed(text: str, row: Sequence[Range], kind: Kind) -> Iterator[tuple[str, list[Range]]]:
    """The longest runs of at least three pieces that share a frame, first piece and last cut to fit the others."""
    texts = [text[a:b] for a, b in row]
    longest, clause = kind[2], kind[1] in "，；"
    start = 0
    while start + 2 < len(row):
        best: tuple[str, list[Range]] | None = None
        stop = start + 3
        while stop <= len(row) and _may_frame(texts[stop - 3 : stop], longest, clause=clause):
            run = _fit(text, row[start:stop], longest, clause=clause)
            if run is None:
                break
            best = run
            stop += 1
        if best:
            yield f"parallel.frame.{best[0]}", best[1]
        start += len(best[1]) if best else 1


def _may_frame(texts: Sequence[str], longest: int, *, clause: bool) -> bool:
    """Whether three pieces side by side can be of one frame; few are, and to see that they are not takes little.

    Of the first piece only the start may be cut off, of the last the end, of the middle one nothing.
    """
    first, middle, last = texts
    if not 2 <= len(middle) <= longest or not set(middle).intersection(first, last):
        return False
    opens = middle[0] == last[:1] and middle[0] in first
    ends = middle[-1] == first[-1:] and middle[-1] in last
    even = len(middle) <= min(len(first), len(last)) + 1
    return (
        (opens and (ends or even or not clause or middle[1] == last[1:2]))
        or (ends and ((even and not clause) or middle[-2] == first[-2:-1]))
        or _may_have_infix(first, middle, last, clause=clause)
        or _may_have_common(texts)
    ) and not _BROKEN.search(middle)


def _may_have_infix(first: str, middle: str, last: str, *, clause: bool) -> bool:
    """Whether a function word, or more than one character, stands at one place; the last piece then is not cut."""
    start = first if clause else middle  # the first of several clauses is not cut either
    same = [a for a, b, c in zip(start[1:], middle[1:], last[1:], strict=False) if a == b == c]
    same += [a for a, b, c in zip(first[-2::-1], middle[-2::-1], last[-2::-1], strict=False) if a == b == c]
    return len(same) > 1 or (len(same) == 1 and (same[0] in _function_words() or len(middle) == _TRIPLE))


@cache
def _function_words() -> frozenset[str]:
    """What alone can make an infix."""
    return _set("anchors") | _set("holders") | {"的"}


def _may_have_common(texts: Sequence[str]) -> bool:
    """Whether the characters that stand in all texts, in whatever order, are enough for the frame "common"."""
    least, most = min(map(len, texts)), max(map(len, texts))
    return most <= 2.2 * least + 1 and _is_enough(_shared(texts), least, most)


def _fit(text: str, run: Sequence[Range], longest: int, *, clause: bool) -> tuple[str, list[Range]] | None:
    """The frame that all pieces share, and ``run`` with its outer pieces cut to it, or ``None``."""
    middle = [text[a:b] for a, b in run[1:-1]]
    first, last = run[0], run[-1]
    for begin in _starts(text, first, middle):
        inside = begin > first[0] and text[begin - 1] not in "，："  # and not where a clause ends
        for end in [last[1]] if clause and _is_led(text, last, middle) else _ends(text, first[1], last, middle):
            if end < last[1] and not _may_cut(text, last, end, middle, clause=clause):
                continue
            texts = [text[begin : first[1]], *middle, text[last[0] : end]]
            if _TORN_QUOTE.search(texts[0]) or _TORN_QUOTE.search(texts[-1]):
                continue
            frame = _frame(texts, cut=end < last[1], clause=clause) if max(map(len, texts)) <= longest else None
            cut = begin > first[0] or end < last[1]
            if (
                frame is None
                or _is_manner(text, end, last, texts)
                or (frame == "tail" and cut)
                or (frame in _WEAK and end < last[1] and not clause and _is_noun_cut(text, end, last[1], texts))
                or (frame in _WEAK and _is_cut_too_far(frame, inside, end < last[1], texts, clause))
            ):
                continue
            vouched = len(run) > 3 and len(set(map(len, texts))) == 1 and not _is_torn(texts, text[end : last[1]])
            if vouched or (is_edge(text, *first, begin) and is_edge(text, *last, end)):  # no cut inside a word
                return frame, [(begin, first[1]), *run[1:-1], (last[0], end)]
    return None


def _is_led(text: str, last: Range, middle: Sequence[str]) -> bool:
    """Whether clauses open with one word, and the last of them is whole: 不负时代，不负韶华，不负人民的期望."""
    opening = clauses.common_start([*middle, text[slice(*last)]])
    return len(opening) > 1 and last[1] - last[0] <= _LONGEST_UNEVEN * max(map(len, middle))


def _may_cut(text: str, last: Range, end: int, middle: Sequence[str], *, clause: bool) -> bool:
    """Whether the last piece may end inside its words: a clause only before 的 or 等, and not in a row of words."""
    start, stop = last
    if all(t.endswith("的") for t in middle) and text[end - 1] == "的":
        return True  # 民族的、科学的、大众的文化
    if text.startswith(("的", "等"), end):
        return clause or text[start - 1] != "，"
    scrap = stop - end <= _LONGEST_SCRAP and text[stop : stop + 1] in "。！？；"
    opens_alike = len(clauses.common_start([*middle, text[start:stop]])) > 1
    scrap = scrap or (opens_alike and end - start > _LONGEST_PHRASE)
    ends_alike = text.endswith(clauses.common_end(middle)[-2:] or "，", start, end)
    if text[end:stop] in _set("closing_verbs"):
        return False  # 发展成果由人民｜共享
    if clause or (scrap and not ends_alike and not text.endswith(_words("standards"), end, stop)):
        return False  # 面对歪风敢不敢坚决｜斗争。
    return text[start - 1] != "，"  # 思想建党、理论强党，是我们党的特色


def _is_manner(text: str, end: int, last: Range, texts: Sequence[str]) -> bool:
    """Whether pieces say how something is done that a verb behind them names: 更高站位、更严标准、更实作风｜推动."""
    goes_on = (end < last[1] and not text.startswith("的", end)) or len(texts[-1]) > max(map(len, texts[:-1])) + 2
    return goes_on and all(t[0] in _set("manners") for t in texts[1:])


def _is_noun_cut(text: str, end: int, stop: int, texts: Sequence[str]) -> bool:
    """Whether the last of three pieces is cut before its own noun: 制订的计划、用到的程序、得到的相关｜证据."""
    return len(texts) == _LEAST_ROW and stop - end <= _LONGEST_SCRAP and not text.startswith(("的", "等"), end)


def _is_torn(texts: Sequence[str], behind: str) -> bool:
    """Whether even pieces were cut inside a word: 强大的战斗｜力. A phrase is not: 弱有所扶｜上 (jieba knows 扶上)."""
    if len(texts[0]) <= _LONGEST_PHRASE - 2:
        return False
    start, end = words(texts[0])[0], words(texts[-1])[-1]
    return len(start) == 1 or (bool(behind) and len(words(end + behind[0])) == 1)


def is_edge(text: str, start: int, end: int, offset: int) -> bool:
    """Whether a word begins or ends at ``offset`` of the piece ``[start, end)``."""
    return offset in (start, end) or offset - start in word_edges(text[start:end])


def _is_cut_too_far(frame: str, start: bool, end: bool, texts: Sequence[str], clause: bool) -> bool:
    """A weak frame bears no cut in the middle of a clause, nor two cuts by a single whole piece of another length."""
    even = len(set(map(len, texts))) == 1
    if start and clause:
        brief = even and len(texts[0]) <= _LONGEST_VERSE and texts[0][0] not in _TORN
        return not brief or _same_places(texts) < (1 if len(texts[0]) == _TRIPLE else 2)  # 关键要有｜识变之智，应变之方
    single = len(texts) == 3 and (frame == "common" or not even)
    return (start and frame == "common") or (start and end and single)


def _same_places(texts: Sequence[str]) -> int:
    """At how many places all texts have the same character."""
    return sum(len(set(chars)) == 1 for chars in zip(*texts, strict=False))


_LED = re.compile("(?:因此|所以|我们|大家|全党|就)?(?:必须|应当|应该|需要|始终|都?要|坚持)")
_TELLS = re.compile("包括|包含|主要有|主要是|分为|分成|分别[是为]|要做|争做|争当|成为|作为|[做当]好")


def _starts(text: str, first: Range, middle: Sequence[str]) -> list[int]:
    """Where the first piece may begin: at its start, where the others' opening stands in it, or at their length."""
    least = min(map(len, middle)) - 1
    found = [told.end() for told in _TELLS.finditer(text, *first) if first[1] - told.end() >= least]
    if len({len(t) for t in middle}) == 1 and (at := first[1] - len(middle[0])) > first[0]:
        found.append(at)
    if all("的" in text for text in middle) and (verbs := _verbs_before(text[slice(*first)])):
        found.append(first[0] + verbs)  # 推动形成｜清清爽爽的同志关系、规规矩矩的上下级关系
    opening = clauses.common_start(middle)[:2] if len(middle) > 1 else middle[0][:2]
    for length in (2, 1):
        at = text.rfind(opening[:length], first[0], first[1]) if len(opening) >= length else -1
        short = opening[:1] in _set("openers") and first[1] - at > 3
        if at > first[0] and (short or first[1] - at >= least):
            found.insert(0 if length > 1 else len(found), at)  # 实现中国梦｜必须走中国道路, 必须弘扬中国精神
    if (led := _LED.match(text, *first)) and all(piece[0] == text[led.end() : led.end() + 1] for piece in middle):
        found.insert(0, led.end())
    comma = text.rfind("，", first[0], min(first[1], first[0] + _LONGEST_TOPIC)) + 1
    if comma and not any("，" in piece for piece in middle):
        found.append(comma)  # 五个方面，｜创新成为动力；协调成为方法；…
    return [*found, first[0]]


def _verbs_before(text: str) -> int:
    """How many characters of ``text`` are verbs that lead up to an attribute."""
    length = 0
    for word in words(text):
        if word not in _set("verbs") or "的" not in text[length + len(word) :]:
            break
        length += len(word)
    return 0 if text[length : length + 1] in _TORN else length


def _ends(text: str, first: int, last: Range, middle: Sequence[str]) -> list[int]:
    """Where the last piece may end: at its end, behind the others' common ending, or at their length.

    ``first`` is where the first one ends.
    """
    found = []
    if len({len(t) for t in middle}) == 1 and (at := last[0] + len(middle[0])) < last[1]:
        found.append(at)
    ending = clauses.common_end(middle)[-2:] if len(middle) > 1 else middle[0][-2:]
    for length in (2, 1):
        at = text.find(ending[-length:], last[0] + 1, last[1]) if len(ending) >= length else -1
        if at >= 0 and min(map(len, middle)) - 1 <= at + length - last[0] < last[1] - last[0]:
            found.append(at + length)
    of = text.find("的", last[0], last[1])
    near = last[1] - last[0] <= 1.5 * max(map(len, middle)) + 1
    if near and len(ending) > 1 and text.endswith(ending, *last) and text.endswith(ending, 0, first):
        return [last[1]]  # 从自我做起、从现在做起、从日常生活做起
    if of > 0 and last[1] - of <= _LONGEST_TAIL and not any("的" in t for t in middle):
        found.append(of)  # 从小富向共富的转变
    return [*found, last[1]]


def _frame(texts: Sequence[str], *, cut: bool, clause: bool) -> str | None:
    """How all pieces repeat the same characters in the same places (``None``: not, or as mere compound nouns do)."""
    opening, ending = _han(clauses.common_start(texts)), _han(clauses.common_end(texts)[::-1])[::-1]
    least, most = min(map(len, texts)), max(map(len, texts))
    if _is_no_row(texts) or _is_of_terms(opening, texts) or max(len(opening), len(ending)) >= least:
        return None
    nominal = _is_nominal(ending, texts) and not (clause and len(ending) > 1 and most - least <= 2)
    even = most - least <= 1
    if opening and ending and most <= 4 * least and not (nominal and len(opening) < 2):
        return "both"
    if clause and _have_tail(ending, texts):
        return "tail"
    if most > 2.2 * least + 1:
        return None
    if len(opening) > 1 or (opening and not nominal and (even or (not clause and _is_loose(opening, texts)))):
        return "opening" if len(opening) > 1 else "first"
    if not nominal and ((len(ending) > 1 and most - least <= 4) or (ending and even and not clause)):
        return "ending" if len(ending) > 1 else "last"
    if clause and most == least and ending and _same_places(texts) > len(ending):
        return "last"  # 党员要站出来，村民要跟上来，青年要顶上来
    return None if (cut and most > least) or (nominal and not clause) else _weak_frame(texts)


def _weak_frame(texts: Sequence[str]) -> str | None:
    """A frame that only some characters inside the pieces make."""
    if sum(bool(_LABELLED.search(t)) for t in texts) > 1:
        return None  # 增强“四个意识”、坚定“四个自信”: what repeats is the labels' own make
    if _infix(texts):
        return "infix"
    return "common" if _may_have_common(texts) and _frames(_common(texts), texts) else None


def _is_no_row(texts: Sequence[str]) -> bool:
    """Whether texts cannot be pieces of a row: they repeat, are numbered, or are cut out of an attribute."""
    return (
        len(set(texts)) < len(texts)
        or not all(_HAN_ONLY.match(t) for t in texts)
        or all((_NUMBERED.match(t) and not _ONE_AND_ONE.match(t)) or _DIGIT.search(t) for t in texts)
        or any(t.startswith("的") for t in texts)
        or all(_STEM.match(t) for t in texts)
        or sum(bool(_ARTICLE.search(t)) for t in texts) > 1
        or all(_MEASURED.search(t) for t in texts)
    )


def _is_of_terms(opening: str, texts: Sequence[str]) -> bool:
    """Whether what the pieces open with is one noun, and no verb or adverb that frames them."""
    noun = opening.startswith(_words("nominal_openings")) and not opening.startswith(_words("framing"))
    if noun and (all(map(_ONE_AND_ONE.match, texts)) or (len(opening) > 2 and opening[-1] in _set("auxiliaries"))):
        return False  # 一花一世界; 村子要强，先要修路；村子要富，…
    return noun or _is_terms(opening, texts)


def _have_tail(ending: str, texts: Sequence[str]) -> bool:
    """Whether clauses too uneven for another frame have a long ending in common: …召唤大家修渠，…更召唤大家修渠."""
    least, most = min(map(len, texts)), max(map(len, texts))
    uneven = least + _LONG_TAIL < most <= _LONGEST_UNEVEN * least
    return uneven and len(ending) >= _LONG_TAIL and not any("、" in text for text in texts)


def _is_attributed(ending: str, texts: Sequence[str]) -> bool:
    """清清爽爽的同志关系、规规矩矩的上下级关系: what the same noun is qualified by with 的, each time."""
    attributed = sum("的" in text[_LEAST_ATTRIBUTE : -len(ending)] for text in texts) if ending else 0
    return attributed == len(texts) or (len(ending) > 1 and len(texts) > _LEAST_ROW and attributed == len(texts) - 1)


def _frames(common: str, texts: Sequence[str]) -> bool:
    """Whether what all pieces have in common is enough, and more than one noun that they speak of (数字素养)."""
    if not _is_enough(len(_NO_HAN.sub("", common)), min(map(len, texts)), max(map(len, texts))):
        return False
    one = SequenceMatcher(None, texts[0], texts[1], autojunk=False).find_longest_match()
    noun = texts[0][one.a : one.a + one.size]
    return len(noun) < _LONGEST_NOUN or not _function_words().isdisjoint(noun) or any(noun not in t for t in texts)


def _is_enough(common: int, least: int, most: int) -> bool:
    """Whether so many characters in common frame texts of ``least`` to ``most`` characters."""
    return common > 1 and (common * 3 >= most or (common > 2 and most - least <= 2))


def _is_terms(opening: str, texts: Sequence[str]) -> bool:
    """Whether the pieces are terms of one field (政治标准、政治视角、政治效果), or bodies (宣传部、组织部)."""
    if all(t.endswith(_words("bodies")) for t in texts):
        return True
    nouns = sum(t.endswith(_compounds()) for t in texts)
    brief = min(map(len, texts)) <= _LONGEST_TERM
    return len(opening) > 1 and brief and nouns * 2 >= len(texts) and not opening.startswith(_words("framing"))


def _is_loose(opening: str, texts: Sequence[str]) -> bool:
    """从…向…、从…向…: one character holds pieces of uneven length together where it asks for a complement."""
    return opening in _set("degrees") or (opening in _set("openers") and len(_common(texts)) > 1)


def _is_nominal(ending: str, texts: Sequence[str]) -> bool:
    """Whether the pieces are compounds of one kind (忧患意识、风险意识), and not phrases with one frame."""
    compounds = _compounds()
    if _is_attributed(ending, texts):
        return False
    return ending in _set("nominal_endings") or ending.endswith(compounds) or all(t.endswith(compounds) for t in texts)


@cache
def _compounds() -> tuple[str, ...]:
    return tuple(word for word in _words("nominal_endings") if len(word) > 1)


def _han(text: str) -> str:
    """The Chinese characters that ``text`` begins with."""
    found = _HAN_ONLY.match(text)
    return found[0] if found else ""


def _infix(texts: Sequence[str]) -> bool:
    """安不忘危、存不忘亡; …任务之重、…挑战之多: an anchor at one place from the start or the end of every piece."""
    least = min(map(len, texts))
    if least < 3:
        return False
    places = [*range(1, min(least - 1, 4))] + [-i for i in range(2, min(least, 5))]
    same = [texts[0][i] for i in places if len({t[i] for t in texts}) == 1]
    if "的" in same and least >= 6 and len(set(map(len, texts))) == 1:
        return True
    if any(char in _set("anchors") for char in same) or (len(set(map(len, texts))) == 1 and len(same) > 1):
        return True
    return _has_shared_run(texts) or _has_shared_run([t[::-1] for t in texts])


def _has_shared_run(texts: Sequence[str]) -> bool:
    """…为什么能、…为什么行: a run at one place from the start of every piece, one of them no part of a noun."""
    if max(map(len, texts)) > _LONGEST_ROW:
        return False
    same = ["" if len({t[i] for t in texts}) > 1 else texts[0][i] for i in range(1, min(map(len, texts)) - 1)]
    return any(a and b and (a in _set("holders") or b in _set("holders")) for a, b in pairwise(same))


def _common(texts: Sequence[str], least: int = 2) -> str:
    """A long common subsequence of all pieces, built pair by pair; empty where it cannot have ``least`` characters."""
    if _shared(texts) < least:
        return ""
    common = texts[0]
    for text in texts[1:]:
        matcher = SequenceMatcher(None, common, text, autojunk=False)
        common = "".join(common[m.a : m.a + m.size] for m in matcher.get_matching_blocks())
    return common


def _shared(texts: Sequence[str]) -> int:
    """How many characters of every text stand in all of them, where these are not all the same one."""
    shared = set(texts[0]).intersection(*texts[1:])
    return min(sum(map(shared.__contains__, text)) for text in texts) if len(shared) > 1 else 0


_TWICE = re.compile("(.).\\1.")  # 走深走实
_TOLD = re.compile("(?:包括|包含|主要有|即|[是以])$")
_TOLD_BEHIND = re.compile("为(?:主要|基本|重要|核心)?(?:内容|原则|要求|目标|特征)")


def _level(text: str, row: Sequence[Range], kind: Kind) -> Iterator[tuple[str, list[Range]]]:
    """A row of phrases of one length (three or four characters) that is quoted, announced, or an attribute with 的."""
    length = row[1][1] - row[1][0]
    if not 3 <= length <= _LONGEST_LEVEL:
        return
    last = row[-1]
    cut = [(row[0][1] - length, row[0][1]), *row[1:-1], (last[0], last[0] + length)]
    if cut[0][0] < row[0][0] or any(b - a != length or not _HAN_ONLY.fullmatch(text, a, b) for a, b in cut):
        return
    phrases = [text[a:b] for a, b in cut]
    if len(set(phrases)) < len(cut):
        return
    before, after = text[max(0, cut[0][0] - 5) : cut[0][0]], text[cut[-1][1] : cut[-1][1] + 6]
    many, whole = len(cut) > 3, cut[0][0] == row[0][0] and cut[-1][1] == last[1]
    edges = is_edge(text, *row[0], cut[0][0]) and is_edge(text, *last, cut[-1][1])
    ends = cut[-1][1] == last[1]
    if length > 4:
        ends = whole or (len(cut) >= _LONG_ROW and edges and (ends or after.startswith("的")))
        ways = {"long": many and ends and not any(map(_NUMBERED.match, phrases))}
    else:
        listed = "、" in kind[1]  # clauses of one length are prose
        strong = length == 4 or all(map(is_phrase, phrases))
        ways = {
            "twice": length == 4 and edges and all(_TWICE.fullmatch(phrase) for phrase in phrases),
            "quoted": whole and before.endswith(tuple("“「")) and after.startswith(tuple("”」")),
            "announced": before.endswith(_words("announcers")) and many and (ends or after.startswith("的")),
            "told": many and edges and bool(_TOLD.search(before)) and (ends or bool(_TOLD_BEHIND.match(after))),
            "attribute": strong and bool(attributed().match(after)),
            "phrases": length == 3 and strong and edges and (ends or phrases[0][0] not in _set("manners")),
            "of": length == 4 and many and edges and listed and after.startswith("的"),
            "plain": many and edges and listed and strong and not after.startswith(_GOES_ON),
        }
    way = next((name for name, holds in ways.items() if holds), None)
    if way and (way not in ("announced", "of", "plain", "long", "told") or not is_compound(text, cut)):
        yield f"parallel.level.{way}", cut


def is_phrase(text: str) -> bool:
    """Whether three characters are no noun: 立规矩 (verb, object), 起点高 (subject, adjective), 信得过 (complement)."""
    verb, complement = text[0] in _set("three_begin"), text[-1] in _set("three_end")
    return verb or complement or text[1] in "得不"


@cache
def attributed() -> re.Pattern[str]:
    """What a row of phrases is an attribute of: 系统完备、科学规范、运行有效的制度体系."""
    return re.compile(f"的[{HAN}]{{0,4}}(?:{'|'.join(_words('standards'))})|(?:{'|'.join(_words('standards'))})")


def is_compound(text: str, row: Sequence[Range]) -> bool:
    """Whether pieces are nouns of a kind (…意识, …部), as no row of phrases is; 热爱祖国 is none."""
    pieces = [text[a:b] for a, b in row]
    ends = [next((n for n in _kinds() if piece.endswith(n)), "") for piece in pieces]
    nouns = [end for piece, end in zip(pieces, ends, strict=True) if end and not piece.startswith(_words("verbs"))]
    return sum(len(end) > 1 for end in nouns) > 1 or len(nouns) * 2 >= len(pieces)


@cache
def _kinds() -> tuple[str, ...]:
    """What nouns of a kind end with, the longest first."""
    return tuple(sorted((*_words("nominal_endings"), *_words("bodies")), key=len, reverse=True))


_THRICE = re.compile(rf"([{HAN}])(?:..\1..\1|...\1...\1)")  # a character of every match of _RUN
_RUN = re.compile(
    rf"(?P<a>[{HAN}]{{2}})[{HAN}](?P=a)[{HAN}](?P=a)[{HAN}]|[{HAN}]{{2}}(?P<b>[{HAN}]{{2}})[{HAN}]{{2}}(?P=b)[{HAN}]{{2}}(?P=b)"
)


def _runs(view: View, reading: Reading) -> Iterator[Formulation]:
    """不变质不变色不变味: three pieces of one make with no mark between."""
    for match in _RUN.finditer(reading.text):
        size = (match.end() - match.start()) // 3
        ranges = [(match.start() + i * size, match.start() + (i + 1) * size) for i in range(3)]
        texts = {reading.text[a:b] for a, b in ranges}
        if len(texts) == 3:
            yield formulation(view, reading, "parallel.run", ranges)


# Clauses with one opener


def _openers(view: View, reading: Reading) -> Iterator[Formulation]:
    """Clauses of a sentence that open with the same two characters or more, three times at least."""
    for start, end in reading.sentences:
        openers = _openers_of(reading.text, start, end) if end - start <= LONGEST_SENTENCE else ()
        if openers:
            yield from _opened_alike(view, reading, start, end, openers)


def _openers_of(text: str, start: int, end: int) -> list[str]:
    """What opens clauses of a sentence twice; a third of them may stand inside its clause, but stands there."""
    openings = _OPENING.findall(text, max(0, start - 1), end)
    if start == 0:
        openings.append(text[:2])
    if not _has_twice(openings):
        return []
    counts = Counter(openings)
    return [opener for opener in counts if counts[opener] > 1 and text.count(opener, start, end) > 2]


def _opened_alike(view: View, reading: Reading, start: int, end: int, openers: Sequence[str]) -> Iterator[Formulation]:
    """The clauses of one sentence that open with one of ``openers``."""
    text = reading.text
    places = [0] if start == 0 else []
    places += [m.start(1) for m in _OPENING.finditer(text, max(0, start - 1), end)]
    starts = [s for s in places if s < end - 3 and text[s : s + 2] in openers and _flat(text, start, s)]
    counts = Counter(text[s : s + 2] for s in starts)
    for opener, count in counts.items():
        if count < 2 or not _HAN_ONLY.fullmatch(opener) or opener.startswith(_words("nominal_openings")):
            continue
        own = _with_first(text, opener, [s for s in starts if text.startswith(opener, s)], start)
        stops = [*own[1:], _last_end(text, own, end)]
        ranges = [_without_conjunction(text, *clauses.trim(text, a, b)) for a, b in zip(own, stops, strict=True)]
        if (
            len(own) >= 3
            and all(3 <= b - a <= _LONGEST_ITEM for a, b in ranges)
            and _side_by_side(ranges)
            and _is_frame(opener, [text[a:b] for a, b in ranges])
        ):
            yield formulation(view, reading, "parallel.opener", [_clause_head(text, *r) for r in ranges])


def _without_conjunction(text: str, start: int, end: int) -> Range:
    """A clause without the 也 or 还 that stands before the next one's opener."""
    joint = _JOINT.search(text, start, end)
    return clauses.trim(text, start, joint.start()) if joint else (start, end)


def _is_frame(opener: str, texts: Sequence[str]) -> bool:
    """Whether an opener frames its clauses: it is a verb or an adverb, or the clauses share more than it."""
    if opener.startswith(_words("framing")):
        return True
    shared = len(opener) + 2
    return max(map(len, texts)) <= 2.5 * min(map(len, texts)) and len(_common(texts, shared)) >= shared


def _with_first(text: str, opener: str, own: list[int], start: int) -> list[int]:
    """如果人民只有…，只有…，只有…: the first of them may stand inside its clause."""
    begin = max(start, own[0] - 40)
    inside = text.rfind(opener, begin, own[0])
    return [inside, *own] if inside > begin and _flat(text, start, inside) else own


def _clauses(view: View, reading: Reading) -> Iterator[Formulation]:
    """以…为主题，以…为主线，以…为动力: at least three clauses side by side that open with one preposition or adverb."""
    follow = _following().findall  # the second of them and the third stand behind a mark
    if not _has_twice(follow(reading.text)):
        return
    for start, end in reading.sentences:
        if end - start <= LONGEST_SENTENCE and _has_twice(follow(reading.text, start, end)):
            yield from _clauses_of(view, reading, start, end)


@cache
def _following() -> re.Pattern[str]:
    """The first character of a clause behind a mark or a blank, where it is one of the openers."""
    return re.compile(f"[ \\n，。、；：！？]([{''.join(_words('openers'))}])")


def _has_twice(found: Sequence[str]) -> bool:
    return len(set(found)) < len(found)


def _clauses_of(view: View, reading: Reading, start: int, end: int) -> Iterator[Formulation]:
    """Those of one sentence."""
    text = reading.text
    for separator in ("，", "；"):
        outer = "[；：。！？]" if separator == "，" else "[：。！？]"
        for first, last in clauses.pieces(text, start, end, outer):
            if text.count(separator, first, last) < 2:
                continue
            row = [r for r in clauses.pieces(text, first, last, separator) if r[1] > r[0]]
            for opener, group in groupby(row, key=lambda r: _opener_of(text, r[0])):
                ranges = _with_led(text, row, opener, list(group))
                fits = len(ranges) >= 3 and all(4 <= b - a <= _LONGEST_ITEM for a, b in ranges)
                if fits and opener in _set("openers") and _alike_clauses([text[a:b] for a, b in ranges]):
                    yield formulation(view, reading, "parallel.clauses", ranges)


def _with_led(text: str, row: Sequence[Range], opener: str, group: list[Range]) -> list[Range]:
    """The clauses with the one before them, which may open with what leads all of them: 必须｜在村里…，在田里…"""
    place = row.index(group[0])
    led = _LED.match(text, *row[place - 1]) if place and opener in "在以对从向让把" else None
    return [(led.end(), row[place - 1][1]), *group] if led and text.startswith(opener, led.end()) else group


def _opener_of(text: str, start: int) -> str:
    """The character that a clause opens with: 是 of 也是 and 更是, and nothing of 是否, which is another word."""
    if text.startswith("是否", start):
        return ""
    return "是" if text[start] in "也更还又" and text[start + 1 : start + 2] == "是" else text[start]


def _alike_clauses(texts: Sequence[str]) -> bool:
    """Whether the clauses share more than their first character, or are about as long as one another."""
    even = max(map(len, texts)) <= 2 * min(map(len, texts))
    return even or len(clauses.common_start(texts)) > 1 or len(_common(texts)) > 1


def _flat(text: str, start: int, offset: int) -> bool:
    part = text[start:offset]
    return all(part.count(o) <= part.count(c) for o, c in zip("“「（《", "”」）》", strict=True))


def _last_end(text: str, own: Sequence[int], end: int) -> int:
    """The last clause ends like the others: with one clause where each of them is one, else with the sentence."""
    marks = [text[b - 1] for b in own[1:]]
    mark = marks[0] if len(set(marks)) == 1 else ""
    single = all(not re.search("[，；]", text[a : b - 1]) for a, b in pairwise(own))
    stop = re.compile("[，；。！？]" if single or mark in "，、" else "[；。！？]").search(text, own[-1], end)
    return stop.start() if stop else end


def _side_by_side(ranges: Sequence[Range]) -> bool:
    lengths = [b - a for a, b in ranges]
    return max(lengths) <= 4 * min(lengths) + 4


def _clause_head(text: str, start: int, end: int) -> Range:
    return clauses.head(text, start, end, longest=60)
