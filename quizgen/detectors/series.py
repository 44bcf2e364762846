"""Marked lists: 一是…二是…; 第一，…第二，…; 首先…其次…; （一）…（二）…; ①…②…, inside a paragraph or across paragraphs.

A marker that continues the last open list of its family extends it, one that says "first" opens a list; lists may
stand inside lists. A heading closes what is open. Markers may skip one number (a slip of the author or the copyist).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from quizgen.detectors import exercises, labels, leads
from quizgen.detectors.markers import LAST, Marker, inside_marks, markers
from quizgen.detectors.view import Reading, View
from quizgen.model import Formulation, Member
from quizgen.text import clauses
from quizgen.text.fold import HAN
from quizgen.text.numerals import NUMERALS, counter
from quizgen.text.words import words

_LONG_PARAGRAPH = 120
_REACH = 60  # characters of a clause in which the label of a list before it may stand
_FAR = 300  # characters over which a second marker looks for a first one inside a clause
_WORDS = "shouxian"
_INSIDE = ("yishi", "yiyao", "diyi", "qiyi", "diwhat", _WORDS)  # whose first marker may stand inside a clause
_FIRST_WORD = re.compile(r"(?<![^，。；：“「])先(?![生后进前])")  # 先做人，其次做学问
_AS = ("即", "是", "为", "指")  # 即第一，…；第二，…
_TOLD = re.compile("[了才]")
_NUMBERS = re.compile(f"[{NUMERALS}]")
_SAME = ("diwhat",)  # 第一顺序为…；第二顺序为…: the words behind the number are the same
_AGAIN = re.compile(f"(?:首先|其次|再次|最后|[第其][{NUMERALS}])[，、：]")
_ASKED = re.compile(r"(?:[是为有]|属于|包括|在于|正确|错误|不对)[：:]$")
# no classifiers and nouns: 一楼…、二楼…; 一等奖、二等奖
_VERB = (
    f"(?![是要来则般个种些条面十百千万亿年月日天次位名方旦切直同样起定贯再向生点国人路步楼等级中号产审期季线区队组班流大小手"
    f"把只座间家所层排场轮批届章节份件类本卷分半者号道部级度维带从曰])[{HAN}]"
)
_ROW = re.compile(
    f"一(?<![第统唯专万单同逐之不归划十]一){_VERB}[{HAN}]{{1,12}}"
    + "".join(f"[、，；]{number}{_VERB}[{HAN}]{{1,12}}" for number in "二三")
    + "".join(f"(?:[、，；]{number}{_VERB}[{HAN}]{{1,12}})?" for number in "四五六")
)
_NEXT = re.compile("[、，；][二三四五六]")
_THIRD = re.compile("[、，；]三")
_SUM = re.compile("[，；](?=这|以上|上述)")
_Places = list[tuple[int, tuple[int, int]]]
_Others = dict[int, _Places]
"""By block: where the markers of all lists stand, each with the block and place of its list's first marker."""
_MOST_INSIDE = 60  # markers of lists in an item
_DEEPEST = 12  # lists inside lists; older open ones were left unfinished
_PARAGRAPH_HEADS = "diyi"  # 第三，…: an excerpt may begin in the middle of such a list
_LEAST_OF_EXCERPT = 3
_BARE = 2  # characters of 接着 and 然后
_LONGEST_BARE = 5  # characters of 第二十， and 第一个是
_LONGEST_WORD = 3  # characters behind a number that can be a word with it
_ALIKE = {"bare", "yishi", "yiyao"}  # 一树…。二造…。三建立…。四是…
_PARAGRAPHS = ("bracketed", "arabic", "han", "stem")
_DIGITS = (*_PARAGRAPHS, "circled", "half")
_NUMBERED = ("qiyi", "diyi")
_CONTINUED_BY_WORDS = ("diyi", _WORDS)  # 第一…第二…最后…


def detect(view: View) -> Iterator[Formulation]:
    """Every numbered or worded series of the document."""
    found = chains(view)
    others: _Others = defaultdict(list)
    for chain in found:
        for marker in chain:
            others[marker.block].append((marker.start, (chain[0].block, chain[0].start)))
    for places in others.values():
        places.sort()
    for chain in found:
        if (formulation := _formulation(view, chain, others)) is not None:
            yield formulation
    yield from _rows(view)


def _rows(view: View) -> Iterator[Formulation]:
    """一查台账、二看现场、三问群众: numbers with a verb of one character behind each, wherever the first one stands."""
    for reading in view.readings:
        if reading.block.kind in ("heading", "table") or not _THIRD.search(reading.text):
            continue
        for row in _ROW.finditer(reading.text):
            starts = [row.start(), *(m.end() - 1 for m in _NEXT.finditer(reading.text, row.start(), row.end()))]
            numbers = [counter(reading.text[start]) for start in starts]
            if numbers != list(range(1, len(starts) + 1)) or any(_is_word(reading.text, start) for start in starts):
                continue
            if len({reading.text[start + 1] for start in starts}) == 1:
                continue  # 一靠…，二靠…: a family of markers of its own
            ends = [start - 1 for start in starts[1:]] + [row.end()]
            *others, last = [reading.text[start:end] for start, end in zip(starts, ends, strict=True)]
            if "的" in last and not any("的" in item for item in others):
                ends[-1] = starts[-1] + last.rindex("的")  # 三问群众的办法
            members = [reading.member((start + 1, end)) for start, end in zip(starts, ends, strict=True)]
            lead = leads.before(view, reading.index, row.start())
            yield leads.formulation(view, "marked.row", lead, members, ordered=True)


def _is_word(text: str, start: int) -> bool:
    """Whether a number is the beginning of a word: 一张 of 一张蓝图."""
    return len(words(text[start : start + 1 + _LONGEST_WORD])[0]) > 1


def chains(view: View) -> list[list[Marker]]:
    """The markers of the document, put together to lists."""
    done: list[list[Marker]] = []
    open_: list[list[Marker]] = []
    for reading in view.readings:
        if reading.block.kind == "heading" or reading.cell:
            open_.clear()
        if reading.block.kind == "heading":
            continue
        if reading.block.kind == "table":
            continue
        for marker in markers(reading.text, reading.index):
            if marker.value == 2 and marker.family in _INSIDE and not any(_continues(chain, marker) for chain in open_):
                _place_first(reading, marker, open_, done)
            _place(marker, open_, done)
    for first, *rest in done:
        if not rest and first.family != _WORDS:
            view.turn_down(
                f"marked.{first.family}", view.readings[first.block], first.start, first.end, "no second item"
            )
    return sorted((c for c in done if len(c) > 1), key=lambda c: (c[0].block, c[0].start))


def _place_first(reading: Reading, second: Marker, open_: list[list[Marker]], done: list[list[Marker]]) -> None:
    """做人一靠诚，二靠勤: the first marker inside its clause, found by the second."""
    begin = max(reading.sentence(second.start)[0], second.start - _FAR)
    text = reading.text
    if second.family == _WORDS:
        first = _FIRST_WORD.search(text, begin, second.start) if text.startswith("其次", second.start) else None
        place = first.span() if first else None
    else:
        mark = text[second.start : second.end].replace("二", "一", 1)
        start = text.rfind(mark, begin, second.start)
        behind = second.family.startswith("yi") or (mark[-1] in "，：、" and text[begin:start].endswith(_AS))
        place = (start, start + len(mark)) if start >= 0 and behind else None
    if place:
        _place(Marker(second.family, 1, second.block, *place), open_, done)


def _place(marker: Marker, open_: list[list[Marker]], done: list[list[Marker]]) -> None:
    """Extend the innermost open list that ``marker`` continues, or open one."""
    for depth in range(len(open_) - 1, -1, -1):
        if _continues(open_[depth], marker):
            open_[depth].append(marker)
            del open_[depth + 1 :]
            return
    if marker.value == 1 or (marker.start == 0 and marker.family == _PARAGRAPH_HEADS):
        chain = [marker]
        open_.append(chain)
        del open_[:-_DEEPEST]
        done.append(chain)


def _continues(chain: list[Marker], marker: Marker) -> bool:
    last = chain[-1]
    near = marker.block == last.block or (marker.start == last.start == 0 and marker.block - last.block <= 4)
    if chain[0].family == _WORDS and marker.family in _NUMBERED and len(chain) > 1:
        return near and last.value < LAST and marker.value == len(chain) + 1  # 首先…其次…其三…
    if marker.family == _WORDS:
        heads = len(chain) > 1 and all(one.start == 0 for one in chain)  # 第一… to 第六… as paragraphs, and 最后 in one
        inside = heads and marker.start > 0
        started = chain[0].family in _CONTINUED_BY_WORDS and last.value < LAST and near and not inside
        started = started and (len(chain) > 1 or chain[0].family == _WORDS or marker.value < LAST)  # 第一，…。另外，…
        return started and (marker.value == LAST or (chain[0].family == _WORDS and marker.value >= max(last.value, 2)))
    if chain[0].family == _WORDS or (marker.family != last.family and not {marker.family, last.family} <= _ALIKE):
        return False
    if marker.family == _PARAGRAPH_HEADS and _is_named(marker) != _is_named(last):
        return False
    return marker.value == last.value + 1 or (marker.value == last.value + 2 and last.value > 1)


def _is_named(marker: Marker) -> bool:
    """Whether a marker says what it numbers: the 第三个问题： of a talk goes on from no 第二， within a part of it."""
    return marker.end - marker.start > _LONGEST_BARE


def _formulation(view: View, chain: Sequence[Marker], others: _Others) -> Formulation | None:
    neighbours = zip([None, *chain], chain, [*chain[1:], None], strict=False)
    members = [_member(view, chain, *three, others) for three in neighbours]
    kept = [member for member in members if member is not None]
    first = chain[0]
    why = _why_not(view, chain, members, kept)
    if why:
        view.turn_down(f"marked.{first.family}", view.readings[first.block], first.start, first.end, why)
        return None
    lead = leads.before(view, first.block, first.start)
    last = kept[-1].whole or kept[-1].span
    end = view.readings[chain[-1].block].folded.inner(last.end) if last else 0
    label = leads.label(view, lead, len(kept)) or leads.label_around(view, chain[-1].block, first.start, end, len(kept))
    ordered = first.family not in ("yilai", "yizhe", "yizewei")
    return leads.formulation(view, f"marked.{first.family}", lead, kept, named=label, ordered=ordered)


def _why_not(
    view: View, chain: Sequence[Marker], members: Sequence[Member | None], kept: Sequence[Member]
) -> str | None:
    if len(kept) < len(members):
        return "an item is empty"
    if chain[0].value > 1 and (len(kept) < _LEAST_OF_EXCERPT or any(m.start for m in chain)):
        return "does not begin with the first item"
    if chain[0].family == "bare" and len(kept) < 3:
        return "two bare numbers are too few"
    if chain[0].family == "bare" and any(_begins_word(view, marker) for marker in chain):
        return "a number that begins a word"
    if chain[0].family == _WORDS and _is_told(chain, kept):
        return "首先…然后… tells an order of events"
    if chain[0].family in _SAME and len({_behind_number(view, marker) for marker in chain}) > 1:
        return "numbers things of different kinds"
    if chain[0].family == "letter" and _is_choice(view, chain):
        return "choices of a question"
    lead = leads.before(view, chain[0].block, chain[0].start)
    if exercises.are_set(view, lead, kept, asked=chain[0].family in _DIGITS):
        return "exercises"
    return "numbers the paragraphs of the text" if _is_whole_text(view, chain, kept) else None


def _is_told(chain: Sequence[Marker], members: Sequence[Member]) -> bool:
    """Whether words that only follow on one another (首先…然后…最后…) tell what happened."""
    if 2 in {marker.value for marker in chain} or chain[1].value != 3:
        return False
    if any(marker.value == chain[1].value and marker.end - marker.start == _BARE for marker in chain):
        return True  # 首先就要看水源，接着加以丈量，然后开挖
    return len(chain) == 2 or any(_TOLD.search(member.text) for member in members)


def _behind_number(view: View, marker: Marker) -> str:
    """The words of a marker behind its number: 顺序为 of 第一顺序为."""
    return _NUMBERS.sub("", view.readings[marker.block].text[marker.start : marker.end])


def _is_announced(view: View, chain: Sequence[Marker]) -> bool:
    """Whether the words before a list end with a colon."""
    lead = leads.before(view, chain[0].block, chain[0].start)
    return lead is not None and view.document.text(lead).rstrip().endswith(("：", ":"))


def _is_choice(view: View, chain: Sequence[Marker]) -> bool:
    """Whether letters mark what can be chosen: no words announce them, or words that a choice completes."""
    lead = leads.before(view, chain[0].block, chain[0].start)
    if lead is None:
        return True
    text = view.document.text(lead).rstrip()
    if view.readings[chain[0].block].text[chain[0].start].isupper():
        return not text.endswith(("：", ":")) or bool(_ASKED.search(text))
    return not text.endswith(("：", ":")) and view.document.blocks[lead.block].kind != "heading"


def _begins_word(view: View, marker: Marker) -> bool:
    """Whether a bare number is the beginning of a word: 一张 of 一张蓝图, 二审."""
    text = view.readings[marker.block].text
    return len(words(text[marker.start : marker.end + _LONGEST_WORD])[0]) > marker.end - marker.start


def _is_whole_text(view: View, chain: Sequence[Marker], members: Sequence[Member]) -> bool:
    """Whether the markers number the paragraphs of the text itself (（一）… to the end), not the items of a list."""
    first = chain[0]
    if first.family not in _PARAGRAPHS or any(m.start for m in chain):
        return False
    lengths = sorted(m.whole.end - m.whole.start for m in members if m.whole)
    return lengths[len(lengths) // 2] > _LONG_PARAGRAPH and not _is_announced(view, chain)


def _member(
    view: View,
    chain: Sequence[Marker],
    before: Marker | None,
    marker: Marker,
    follower: Marker | None,
    others: _Others,
) -> Member | None:
    """The item behind ``marker``, up to the next one's marker or its own end; its head ends where a list in it begins.

    The last item ends where the list goes on that it stands in: 1、水渠：（1）东渠（2）西渠｜2、水井：…
    """
    reading = view.readings[marker.block]
    if follower is None:
        end = inside_marks(reading.text, marker.end, _last_end(reading, marker, before))
        end = _before_sum(reading.text, marker.end, end, len(chain))
        own = (chain[0].block, chain[0].start)
        end = next((start for start, first in _behind(others, marker) if first < own and start < end), end)
    else:
        end = follower.start if follower.block == marker.block else len(reading.text)
    inner = next((start for start, _ in _behind(others, marker) if start > marker.end), end)
    again = _AGAIN.match(reading.text, marker.end, end)  # ①首先，选种
    begin = again.end() if again else marker.end
    head = clauses.head(reading.text, begin, min(inner, end) if inner > begin else end)
    return reading.member(head, (begin, end)) if head[1] > head[0] else None


def _behind(others: _Others, marker: Marker) -> _Places:
    """The next markers in the block of ``marker``, of whatever list."""
    places = others[marker.block]
    at = bisect_right(places, marker.start, key=lambda place: place[0])
    return places[at : at + _MOST_INSIDE]


def _before_sum(text: str, start: int, end: int, count: int) -> int:
    """Where the clause begins that sums a list up under its label (…，这是三条经验), or ``end``."""
    for mark in _SUM.finditer(text, start + 1, end):
        if any(label.count == count for label in labels.classified(text, mark.end(), min(end, mark.end() + _REACH))):
            return mark.start()
    return end


def _last_end(reading: Reading, marker: Marker, before: Marker | None) -> int:
    """The last item runs on over sentences only where the one before it does, or has a paragraph of its own."""
    if before is None or before.block != marker.block:
        return len(reading.text)
    own = clauses.SENTENCE_END.search(reading.text, before.end, marker.start)
    if own and clauses.trim(reading.text, own.end(), marker.start)[0] < marker.start:
        return len(reading.text)
    return reading.sentence(marker.end)[1]
