"""Clauses of one sentence that open alike: 是否…，是否…，是否…; 以…为主题，以…为主线，以…为动力; 或…，或…；或….

Questions side by side are a row of their own: 何以开渠？何以积肥？何以选种？
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise

from quizgen.detectors.frames import common_of
from quizgen.detectors.rows import HAN_ONLY, LED, Range, formulation, set_of, words_of
from quizgen.detectors.view import LONGEST_SENTENCE, Reading, View
from quizgen.model import Formulation
from quizgen.text import clauses
from quizgen.text.fold import HAN

_OPENING = re.compile(f"[，；、：。！？“「](?:(?:既|也|又|还|更)(?!要|能|应|须|是|有|没|不))?([{HAN}]{{2}})")
_JOINT = re.compile("[，；、][既也又还更]$")
_LONGEST_ITEM = 90
_RESUMES = re.compile("[这那]|[就才都便则也]|我们|你们|他们|大家|从而|因此|所以|最终|结果")


def opened_alike(view: View, reading: Reading) -> Iterator[Formulation]:
    """Clauses of a sentence that open with the same two characters or more, three times at least."""
    for start, end in reading.sentences:
        openers = _openers_of(reading.text, start, end) if end - start <= LONGEST_SENTENCE else ()
        if openers:
            yield from _alike(view, reading, start, end, openers)


def _openers_of(text: str, start: int, end: int) -> list[str]:
    """What opens clauses of a sentence twice; a third of them may stand inside its clause, but stands there."""
    openings = _OPENING.findall(text, max(0, start - 1), end)
    if start == 0:
        openings.append(text[:2])
    if not _has_twice(openings):
        return []
    counts = Counter(openings)
    return [opener for opener in counts if counts[opener] > 1 and text.count(opener, start, end) > 2]


def _alike(view: View, reading: Reading, start: int, end: int, openers: Sequence[str]) -> Iterator[Formulation]:
    """The clauses of one sentence that open with one of ``openers``."""
    text = reading.text
    places = [0] if start == 0 else []
    places += [m.start(1) for m in _OPENING.finditer(text, max(0, start - 1), end)]
    starts = [s for s in places if s < end - 3 and text[s : s + 2] in openers and _flat(text, start, s)]
    counts = Counter(text[s : s + 2] for s in starts)
    for opener, count in counts.items():
        if count < 2 or not HAN_ONLY.fullmatch(opener) or opener.startswith(words_of("nominal_openings")):
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
    if opener.startswith(words_of("framing")):
        return True
    shared = len(opener) + 2
    return max(map(len, texts)) <= 2.5 * min(map(len, texts)) and len(common_of(texts, shared)) >= shared


def _with_first(text: str, opener: str, own: list[int], start: int) -> list[int]:
    """如果人民只有…，只有…，只有…: the first of them may stand inside its clause."""
    begin = max(start, own[0] - 40)
    inside = text.rfind(opener, begin, own[0])
    return [inside, *own] if inside > begin and _flat(text, start, inside) else own


def led_alike(view: View, reading: Reading) -> Iterator[Formulation]:
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
    return re.compile(f"[ \\n，。、；：！？]([{''.join(words_of('openers'))}])")


def _has_twice(found: Sequence[str]) -> bool:
    return len(set(found)) < len(found)


_DURING = re.compile("在[^，；。]{2,12}(?:期间|时期|时)，")


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
                told = all(_DURING.match(text, a, b) for a, b in ranges)  # what happened when
                if fits and not told and opener in set_of("openers") and _alike_clauses([text[a:b] for a, b in ranges]):
                    yield formulation(view, reading, "parallel.clauses", ranges)


_LEAST = 3
_LONGEST_QUESTION = 40
_LEAST_ENDING = 3  # characters that questions with one opening character have in common at their ends
_BEHIND = "”」』）？！ \n"


def asked_alike(view: View, reading: Reading) -> Iterator[Formulation]:
    """何以开渠？何以积肥？何以选种？: three questions and more side by side that open alike; 有…者乎？ also end so."""
    text = reading.text
    if text.count("？") < _LEAST:
        return
    asked = [_question(text, *sentence) for sentence in reading.sentences]
    for length, ending in ((2, 0), (1, _LEAST_ENDING)):
        frames = [_frame_of(text, question, length, ending) for question in asked]
        for frame, group in groupby(range(len(asked)), key=frames.__getitem__):
            numbers = list(group)
            first = asked[numbers[0] - 1] if numbers[0] and frame[0] else (0, 0)
            row = [*_end_of(text, first, *frame), *(asked[number] for number in numbers if frame[0])]
            if len({text[a:b] for a, b in row}) == len(row) >= _LEAST and _side_by_side(row):
                yield formulation(view, reading, "parallel.asked", [_clause_head(text, *r) for r in row])


def _end_of(text: str, question: Range, opens: str, ends: str) -> list[Range]:
    """The words of the question before those that open alike, where they stand behind others: 不开渠，｜何以浇地？"""
    start, end = question
    at = text.rfind("，" + opens, start, end) + 1
    at = at if at or not ends else text.find(opens, start, end)
    return [(at, end)] if at > 0 and start < at and text.endswith(ends, start, end) else []


def _question(text: str, start: int, end: int) -> Range:
    """The words of a sentence that asks; nothing of another."""
    words = text[start:end].rstrip(_BEHIND)
    asks = "？" in text[start + len(words) : end]
    return clauses.trim(text, start, start + len(words), edges=" \n“「『") if asks else (start, start)


def _frame_of(text: str, question: Range, opening: int, ending: int) -> tuple[str, str]:
    """What a question opens and ends with, in so many characters; nothing where that says nothing."""
    start, end = question
    opens, ends = text[start : start + opening], text[end - ending : end] if ending else ""
    fits = opening + ending < end - start <= _LONGEST_QUESTION and HAN_ONLY.fullmatch(opens + ends)
    return (opens, ends) if fits and not opens.startswith(words_of("nominal_openings")) else ("", "")


_OR = re.compile("(?<![^，；：。、！？\n])或(?![者许是多])")
_MODERN = re.compile("[的了们这]")


def alternatives(view: View, reading: Reading) -> Iterator[Formulation]:
    """或开渠引水，或筑堤防洪；或修桥铺路，以便行人: three clauses and more of old prose that open with 或."""
    text = reading.text
    for start, end in reading.sentences if text.count("或") >= _LEAST else ():
        own = [found.start() for found in _OR.finditer(text, start, end) if _flat(text, start, found.start())]
        if len(own) < _LEAST or _MODERN.search(text, start, end):
            continue
        long = any("，" in text[a : b - 1] for a, b in pairwise(own))
        stop = re.compile("[；。！？]" if long else "[，；。！？]").search(text, own[-1], end)
        stops = [*own[1:], stop.start() if stop else end]
        ranges = [clauses.trim(text, a, b) for a, b in zip(own, stops, strict=True)]
        if all(3 <= b - a <= _LONGEST_QUESTION for a, b in ranges) and _side_by_side(ranges):
            yield formulation(view, reading, "parallel.or", [_clause_head(text, *r) for r in ranges])


def _with_led(text: str, row: Sequence[Range], opener: str, group: list[Range]) -> list[Range]:
    """The clauses with the one before them, which may open with what leads all of them: 必须｜在村里…，在田里…"""
    place = row.index(group[0])
    led = LED.match(text, *row[place - 1]) if place and opener in "在以对从向让把" else None
    return [(led.end(), row[place - 1][1]), *group] if led and text.startswith(opener, led.end()) else group


def _opener_of(text: str, start: int) -> str:
    """The character that a clause opens with: 是 of 也是 and 更是, and nothing of 是否, which is another word."""
    if text.startswith("是否", start):
        return ""
    return "是" if text[start] in "也更还又" and text[start + 1 : start + 2] == "是" else text[start]


def _alike_clauses(texts: Sequence[str]) -> bool:
    """Whether the clauses share more than their first character, or are about as long as one another."""
    even = max(map(len, texts)) <= 2 * min(map(len, texts))
    return even or len(clauses.common_start(texts)) > 1 or len(common_of(texts)) > 1


def _flat(text: str, start: int, offset: int) -> bool:
    """Whether ``offset`` stands in no quotation or bracket that opens behind ``start``; an inner one, 『, may."""
    part = text[start:offset]
    return all(part.count(o) <= part.count(c) for o, c in zip("“「（《", "”」）》", strict=True))


def _last_end(text: str, own: Sequence[int], end: int) -> int:
    """The last clause ends like the others: behind as many commas as each of them has, or with the sentence."""
    marks = [text[b - 1] for b in own[1:]]
    mark = marks[0] if len(set(marks)) == 1 else ""
    single = all(not re.search("[，；]", text[a : b - 1]) for a, b in pairwise(own))
    within = {text.count("，", a, b - 1) for a, b in pairwise(own)}
    if mark == "，" and len(within) == 1 and not single:
        stops = [found.start() for found in re.compile("[，；。！？]").finditer(text, own[-1], end)]
        greater = next((place for place, at in enumerate(stops) if text[at] != "，"), len(stops) - 1)
        last = stops[min(max(within), greater)] if stops else end
        if text[last : last + 1] != "，" or _RESUMES.match(text, last + 1):
            return last  # 只有…，…后…，只有…，…后…，只有…，…后…，这样的…
    stop = re.compile("[，；。！？]" if single or mark in "，、" else "[；。！？]").search(text, own[-1], end)
    return stop.start() if stop else end


def _side_by_side(ranges: Sequence[Range]) -> bool:
    lengths = [b - a for a, b in ranges]
    return max(lengths) <= 4 * min(lengths) + 4


def _clause_head(text: str, start: int, end: int) -> Range:
    return clauses.head(text, start, end, longest=60)
