"""Rows of phrases of one length that are announced, quoted, an attribute, or told of what stands before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from quizgen.detectors.rows import HAN_ONLY, NUMBERED, Kind, Range, is_edge, set_of, words_of
from quizgen.text.fold import HAN

_LEAST = 3
_LONG_ROW = 5  # pieces of one length that bear words before the first of them
_GOES_ON = ("等", "和", "及", "以及", "或", "这", "那", "的")  # behind a row: it is a row of nouns
_LONGEST_LEVEL = 10  # characters of a piece that its length alone holds together with others
_TWICE = re.compile("(.).\\1.")  # 走深走实
_TOLD = re.compile("(?:包括|包含|主要有|即|[是以])$")
_TOLD_BEHIND = re.compile("为(?:主要|基本|重要|核心)?(?:内容|原则|要求|目标|特征)")


def levelled(text: str, row: Sequence[Range], kind: Kind) -> Iterator[tuple[str, list[Range]]]:
    """A row of phrases of one length (three or four characters) that is quoted, announced, or an attribute with 的."""
    marks = [text[a[1] : b[0]].strip() for a, b in pairwise(row)]
    if marks[0] == "，" and set(marks[1:]) == {"、"} and len(row) > _LEAST:
        row = row[1:]  # 大家在山上，｜修好水渠、种好果树、办好学堂
    length = row[1][1] - row[1][0]
    if not 3 <= length <= _LONGEST_LEVEL:
        return
    last = row[-1]
    cut = [(row[0][1] - length, row[0][1]), *row[1:-1], (last[0], last[0] + length)]
    if cut[0][0] < row[0][0] or any(b - a != length or not HAN_ONLY.fullmatch(text, a, b) for a, b in cut):
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
        ways = {"long": many and ends and not any(map(NUMBERED.match, phrases))}
    else:
        listed = "、" in kind[1]  # clauses of one length are prose
        together = {phrase[0] for phrase in phrases} & {"同", "共", "齐"}  # 同甘苦、共患难
        strong = length == 4 or all(is_phrase(p) or (len(together) > 1 and p[0] in together) for p in phrases)
        ways = {
            "twice": length == 4 and edges and all(_TWICE.fullmatch(phrase) for phrase in phrases),
            "quoted": whole and before.endswith(tuple("“「")) and after.startswith(tuple("”」")),
            "announced": before.endswith(words_of("announcers")) and many and (ends or after.startswith("的")),
            "told": many and edges and bool(_TOLD.search(before)) and (ends or bool(_TOLD_BEHIND.match(after))),
            "attribute": strong and bool(attributed().match(after)),
            "made": length == 4 and edges and listed and after.startswith("的") and bool(_makes().search(before)),
            "phrases": length == 3 and strong and edges and (ends or phrases[0][0] not in set_of("manners")),
            "of": length == 4 and many and edges and listed and after.startswith("的"),
            "many": len(cut) >= _LONG_ROW and edges and ends and listed and strong and not _hangs(before, after),
            "plain": many and edges and listed and strong and not _hangs(before, after),
        }
    way = next((name for name, holds in ways.items() if holds), None)
    if way and (way not in ("announced", "made", "of", "many", "plain", "long", "told") or not is_compound(text, cut)):
        yield f"parallel.level.{way}", cut


def _hangs(before: str, after: str) -> bool:
    """Whether a row is one of nouns: something has them, or more of them follow."""
    return before.endswith("的") or after.startswith(_GOES_ON)


def is_phrase(text: str) -> bool:
    """Whether three characters are no noun: 立规矩 (verb, object), 起点高 (subject, adjective), 信得过 (complement)."""
    verb, complement = text[0] in set_of("three_begin"), text[-1] in set_of("three_end")
    return verb or complement or text[1] in "得不" or (text[0] == text[2] and text[1] in "连对靠并牵贴传")  # 心连心


@cache
def attributed() -> re.Pattern[str]:
    """What a row of phrases is an attribute of: 系统完备、科学规范、运行有效的制度体系."""
    return re.compile(f"的[{HAN}]{{0,4}}(?:{'|'.join(words_of('standards'))})|(?:{'|'.join(words_of('standards'))})")


@cache
def _makes() -> re.Pattern[str]:
    """Verbs before a row that says what is made is like: 营造｜干净整洁、井然有序、邻里和睦｜的村庄."""
    return re.compile(f"(?:{'|'.join(words_of('makers'))})(?:起|出|了|成)?(?:更多|一[个支条种批])?$")


def is_compound(text: str, row: Sequence[Range]) -> bool:
    """Whether pieces are nouns of a kind (…意识, …部), as no row of phrases is; 热爱祖国 is none."""
    pieces = [text[a:b] for a, b in row]
    ends = [next((n for n in _kinds() if piece.endswith(n)), "") for piece in pieces]
    nouns = [end for piece, end in zip(pieces, ends, strict=True) if end and not piece.startswith(words_of("verbs"))]
    return sum(len(end) > 1 for end in nouns) > 1 or len(nouns) * 2 >= len(pieces)


@cache
def _kinds() -> tuple[str, ...]:
    """What nouns of a kind end with, the longest first."""
    return tuple(sorted((*words_of("nominal_endings"), *words_of("bodies")), key=len, reverse=True))
