"""Headings and list items that only show themselves, by number, bullet, length and place, without being marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quizgen.model import Block
from quizgen.readers import anthology
from quizgen.text.fold import HAN

_LONGEST, _LONGEST_WITH_STOP, _LONGEST_PLAIN, _BODY = 45, 25, 20, 60
_MOST_LEVELS = 9

_CN = "一二三四五六七八九十百零〇两"
_FORMAL = "壹贰貳叁參参叄肆伍陆陸柒捌玖拾"
_UNFINISHED = tuple("。；，！？、;,!?：:…")
_COLON_OR_STOP = ("：", ":", "。")

# The kinds of number, from that of the highest headings to that of the lowest.
_KINDS: tuple[tuple[str, float, re.Pattern[str]], ...] = tuple(
    (name, rank, re.compile(pattern))
    for name, rank, pattern in (
        ("part", 0, rf"第\s?([{_CN}\d]{{1,4}})\s?(?:编|編|部分|(?:篇|卷|单元|單元|板块|模块|部)(?=[\s：:、]|$))"),
        ("chapter", 1, rf"第\s?([{_CN}\d]{{1,4}})\s?(?:章|(?:讲|講|课|課|回|专题|段|场|幕)(?=[\s：:、]|$))"),
        ("section", 2, rf"第\s?([{_CN}\d]{{1,4}})\s?(?:节|節)"),
        ("black", 3, rf"【([{_CN}\d]{{1,4}})】"),
        ("formal", 3.5, rf"([{_FORMAL}]{{1,3}})\s?[、.．]"),
        ("big", 4, rf"([{_CN}]{{1,4}})\s?[、.．：]"),
        ("roman", 4, r"([Ⅰ-Ⅻ]|[IVX]{1,5}(?=[.、．]))\s?[.、．]?"),
        ("paren", 5, rf"[（(]?\s?([{_CN}]{{1,4}})\s?[）)]、?"),
        ("square", 5, r"([㈠-㈩])"),
        ("arabic", 6, r"(\d{1,3})\s?(?:、|[.．](?!\d))"),
        ("decimal2", 7, r"(\d{1,2}\.\d{1,2})(?:[、．]|\.(?!\d)|(?=\s))"),
        ("decimal3", 8, r"(\d{1,2}\.\d{1,2}\.\d{1,2})(?:[、．]|\.(?!\d)|(?=\s))"),
        ("parenarabic", 9, r"[（(]?\s?(\d{1,3})\s?[）)]、?"),
        ("round", 9, r"([⑴-⒇])"),
        ("circle", 10, r"([①-⑳])"),
        ("letter", 11, r"([A-Z])[.、．]"),
    )
)
_ENCLOSED = re.compile(rf"[（(]\s?(?:[{_CN}]{{1,3}}|\d{{1,2}})\s?[）)]|[①-⒇㈠-㈩]")
_ANY_KIND = re.compile("|".join(pattern.pattern for _, _, pattern in _KINDS))
_FIRST = frozenset("一壹1Ⅰ①⑴㈠AI")
_SELF_EVIDENT = 3  # a number up to this rank makes a heading also where nothing stands below it
_BY_ONE = 4  # up to this rank, text below one heading is enough for its siblings
_PLAIN_ABOVE, _PLAIN_BELOW = -1, 12
_PLAIN_ABOVE_PLAIN, _LEAST_STACKED = 11.5, 2
_FURTHER_TEXT = -2  # above all others

# Blanks and zero-width characters that may stand around a line without being part of it.
EDGE = (
    " \t\u3000\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f"
    "\u200b\u200c\u200e\u200f\u2060\ufeff\x1c\x1d\x1e\x1f"
)
_BULLET = re.compile(r"([•●○■◆▪◇□★☆➢►▶✓√◎※\uf000-\uf0ff])\s*|([·\-–*+])\s+")
_DATE = re.compile(
    rf"[（(]?\s?[\d{_CN}○]{{4}}\s?年\s?[\d{_CN}]{{1,3}}\s?月(?:\s?[\d{_CN}]{{1,3}}\s?日)?\s?[）)]?|[\d./\-: ]+"
)
# What opens a line of a list or an article, and so no heading without a number.
_ORDINAL = re.compile(rf"第[{_CN}\d]|[{_CN}]是|\d|——")
# Where words stand, on a line of its own above or below them: 《国语》卷十八《楚语下》.
_CITATION = re.compile("《[^《》]{1,12}》[^《》]{0,8}《[^《》]{1,12}》[^《》]{0,8}")
# A line that a wiki sets in bold, and nothing else on it.
_WIKI_BOLD = re.compile("'''[^']{1,30}'''")
# Who took a photograph: 新华社记者 某某 摄.
_CREDIT = re.compile(rf"[{HAN} 　·]{{2,16}}[ 　/／]?摄(?:影|制)?")
# What stands above the title of an official document: 某某委员会文件, 某发〔2020〕1号.
_HEAD_LINES = 4
_LETTERHEAD = re.compile(r".{2,30}文件|.{1,16}[〔\[（(]\d{4}[〕\]）)]\s?第?\d{1,4}\s?号")
# A title of such a document that is set in two lines: 某某办公厅关于推进｜乡村公路建设的意见.
_OFFICIAL = "意见|通知|通告|公告|通报|决定|决议|办法|规定|方案|规划|计划|纲要|条例|细则|批复|报告"
_TITLE_BEGUN = re.compile("[^，。；：！？]{2,24}(?:关于|印发)[^，。；：！？]{0,24}")
_TITLE_ENDED = re.compile(rf"[^，。；：！？]{{2,30}}(?:{_OFFICIAL})(?:[（(][^（）()]{{1,8}}[）)])?")
_ANY_MARK = re.compile(r"[，。；：！？,;:!?…]")
_GENERIC = re.compile(r"(?:原文|正文|前言|引言|导言|目录|摘要|绪论|序言?|概述|概览)")


@dataclass(frozen=True, slots=True)
class Mark:
    """The number in front of a line: its kind, the kind's rank (low is high up) and the number itself."""

    kind: str
    rank: float
    number: str


def marker(text: str) -> Mark | None:
    """The number that a line begins with, if more than that stands on the line."""
    if not _ANY_KIND.match(text):
        return None
    for kind, rank, pattern in _KINDS:
        found = pattern.match(text)
        if found and (found.end() < len(text) or rank <= _SELF_EVIDENT):
            return Mark(kind, rank, found[1])
    return None


def _holds_list(text: str) -> bool:
    """Whether a line holds a second number of the kind that it begins with, as （1）权（2）责 does."""
    return bool(_ENCLOSED.match(text) and len(_ENCLOSED.findall(text)) > 1)


def title(blocks: Sequence[Block]) -> str | None:
    """The document's own title: its first heading, if it is the highest and says more than 原文."""
    first = next((block for block in blocks if block.kind == "heading"), None)
    if first is None or first.level > 1 or _GENERIC.fullmatch(first.text) or marker(first.text):
        return None
    return first.text


def outlined(blocks: Sequence[Block], indents: Sequence[int]) -> list[Block]:
    """The blocks of a text that marks none, with the headings and items that show themselves."""
    return _Outline(blocks, indents, title=_title_place(blocks)).blocks()


def outlined_below(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a file that marks its headings, with the headings and items that it only shows below them."""
    made: list[Block] = []
    start = above = 0
    for end in [i for i, block in enumerate(blocks) if block.kind == "heading"] + [len(blocks)]:
        section = blocks[start:end]
        made.extend(_Outline(section, [0] * len(section), above=above, plain=False).blocks())
        if end < len(blocks):
            made.append(blocks[end])
            above = blocks[end].level
        start = end + 1
    return made


def completed(blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` with those made headings and items that show themselves as such, by the rules of plain text.

    A document that marks its headings marks them all, but for numbered ones below; a single marked line is its title.
    """
    lines = [drawn(block) for block in blocks]
    if sum(block.kind == "heading" for block in blocks) > 1:
        guesses = outlined_below(lines)
    else:
        plain = [line.model_copy(update={"kind": "paragraph"}) if line.kind == "heading" else line for line in lines]
        guesses = outlined(plain, [0] * len(plain))
    made: list[Block] = []
    for block, line, guess in zip(blocks, lines, guesses, strict=True):
        if block.kind == "item" and guess.kind == "heading" and marker(line.text):
            made.append(block.model_copy(update={"kind": "heading", "level": guess.level}))
        else:
            made.append(guess if block.kind == "paragraph" else block)
    return made


def drawn(block: Block) -> Block:
    """``block`` as a line on paper, where nobody sees whether its number was typed or drawn."""
    kind = "paragraph" if block.kind == "item" else block.kind
    return block.model_copy(update={"kind": kind, "text": block.marker + block.text})


_SIGNED = re.compile(rf"[。！？；!?;…”」]\s*(?:——?|──|--?)\s*[{HAN}·.]{{2,12}}(?:《[^《》]{{1,30}}》)?$")
_SIGNATURE = 50  # characters at the end of a line in which who said it stands


def is_signed(line: str) -> bool:
    """Whether a line is a quotation that ends with who said it: 民为贵，社稷次之，君为轻。——孟子."""
    return _SIGNED.search(line[-_SIGNATURE:]) is not None


def is_broken_title(first: str, second: str) -> bool:
    """Whether two lines are the title of an official document, broken between them."""
    begun = _TITLE_BEGUN.fullmatch(first) and not first.endswith(tuple(_OFFICIAL.split("|")))
    return bool(begun and _TITLE_ENDED.fullmatch(second)) and marker(second) is None


def _title_place(blocks: Sequence[Block]) -> int | None:
    """The number of the line that is the title: the first one, but for the letterhead of an authority."""
    for i, block in enumerate(blocks[:_HEAD_LINES]):
        if not _LETTERHEAD.fullmatch(block.text):
            return i if i + 1 < len(blocks) and _is_title(block.text) else None
    return None


def _is_title(first: str) -> bool:
    """Whether a document's first line is its title: short, no sentence, without a number."""
    return (
        len(first) <= _LONGEST
        and not first.endswith(_UNFINISHED)
        and not first.startswith(("——", "“", "「"))
        and not marker(first)
        and not _BULLET.match(first)
        and not _DATE.fullmatch(first)
        and not _GENERIC.fullmatch(first)
        and not is_signed(first)
    )


class _Outline:
    """The paragraphs of a text, or of the section below a heading of level ``above``, while headings are looked for."""

    def __init__(
        self,
        found: Sequence[Block],
        indents: Sequence[int],
        *,
        title: int | None = None,
        above: int = 0,
        plain: bool = True,
    ) -> None:
        self.found = found
        self.indents = indents
        self.title = title
        self.above = above if title is None else above + 1
        self.marks = self._ranked([marker(block.text) if block.kind == "paragraph" else None for block in found])
        self.numbered = self._numbered()
        self.parts = self._parts() if plain else set()
        self.ranks = {i: mark.rank for i in self.numbered if (mark := self.marks[i])} | (self._plain() if plain else {})

    def _parts(self) -> set[int]:
        """The titles of further texts."""
        begun = anthology.beginnings([block.text for block in self.found], self.title)
        return {i for i in begun if not self.marks[i] and self.found[i].kind == "paragraph"}

    def blocks(self) -> list[Block]:
        """The blocks with kinds and levels."""
        levels = self._levels()
        made: list[Block] = []
        lists: list[object] = []
        for i, block in enumerate(self.found):
            if i in levels:
                made.append(block.model_copy(update={"kind": "heading", "level": levels[i]}))
                lists.clear()
            else:
                made.append(self._item(i, lists) if block.kind == "paragraph" else block)
        return made

    def _ranked(self, marks: Sequence[Mark | None]) -> list[Mark | None]:
        """The numbers, those ranked higher whose kind runs on while one usually above it starts anew below them."""
        kinds: dict[str, list[Mark]] = {}
        for i, mark in enumerate(marks):
            if mark and self._is_short(i):
                kinds.setdefault(mark.kind, []).append(mark)
        starts = {kind: sum(mark.number in _FIRST for mark in found) for kind, found in kinds.items()}
        seen = list(kinds)
        raised: dict[str, float] = {}
        for place, kind in enumerate(seen):
            later = [kinds[other][0].rank for other in seen[place + 1 :] if starts[other] > 1]
            below = [rank for rank in later if rank < kinds[kind][0].rank]
            if below and starts[kind] == 1:
                raised[kind] = min(below) - 0.5
        return [replace(mark, rank=raised[mark.kind]) if mark and mark.kind in raised else mark for mark in marks]

    def _numbered(self) -> set[int]:
        """The numbered lines that are headings."""
        found: set[int] = set()
        for group in self._siblings():
            short = [i for i in group if self._is_short(i)]
            proper = [i for i in short if not self.found[i].text.endswith(_COLON_OR_STOP)]
            rank = self._rank(group[0])
            if rank <= _SELF_EVIDENT:
                found.update(proper)
            elif len(short) * 2 > len(group) and proper and self._have_body(group, rank):
                found.update(short if len(proper) * 2 >= len(short) else proper)
        return found

    def _siblings(self) -> list[list[int]]:
        """Numbered lines of one kind with nothing of higher rank between them, each such group."""
        groups: list[list[int]] = []
        current: dict[str, list[int]] = {}
        for i, mark in enumerate(self.marks):
            if mark is None:
                continue
            current = {kind: group for kind, group in current.items() if self._rank(group[0]) <= mark.rank}
            if mark.kind in current and mark.number not in _FIRST:
                current[mark.kind].append(i)
            else:
                current[mark.kind] = [i]
                groups.append(current[mark.kind])
        return groups

    def _rank(self, i: int) -> float:
        """The rank of a line's number."""
        mark = self.marks[i]
        return mark.rank if mark else _PLAIN_BELOW

    def _is_short(self, i: int) -> bool:
        """Whether a line has the length and the end of a heading."""
        text = self.found[i].text
        if _holds_list(text):
            return False
        if text.endswith(_COLON_OR_STOP):
            return len(text) <= _LONGEST_WITH_STOP and "。" not in text[:-1]
        return len(text) <= _LONGEST and not text.endswith(_UNFINISHED)

    def _have_body(self, group: Sequence[int], rank: float) -> bool:
        """Whether text or lower headings stand below the members of a group."""
        with_body = [
            i for i in group if i + 1 < len(self.found) and not (self.marks[i + 1] and self._rank(i + 1) <= rank)
        ]
        inner = [i for i in with_body if i != group[-1]]
        if len(group) == 1:
            return bool(with_body)
        return bool(inner) if rank <= _BY_ONE else len(inner) * 2 >= len(group) - 1

    def _plain(self) -> dict[int, float]:
        """Short lines without number or marks that stand above text, with the rank that their place gives them."""
        found: dict[int, float] = {}
        for i in range(0 if self.title is None else self.title + 1, len(self.found) - 1):
            if not self._stands_out(i):
                continue
            if i + 1 in self.numbered:
                found[i] = _PLAIN_ABOVE
            elif len(self.found[i + 1].text) >= _BODY:
                found[i] = _PLAIN_BELOW if i else _PLAIN_ABOVE
        bold = {
            i: _PLAIN_BELOW
            for i, block in enumerate(self.found)
            if i != self.title and _WIKI_BOLD.fullmatch(block.text)
        }
        return found | self._stacked() | bold

    def _stacked(self) -> dict[int, float]:
        """Two such lines above text, a heading and the first one below it, in a text that has several such pairs."""
        first = 0 if self.title is None else self.title + 1
        pairs = [
            i
            for i in range(max(first, 1), len(self.found) - 2)
            if self._stands_out(i) and self._is_plain(i + 1) and len(self.found[i + 2].text) >= _BODY
        ]
        if len(pairs) < _LEAST_STACKED:
            return {}
        return dict.fromkeys(pairs, _PLAIN_ABOVE_PLAIN) | dict.fromkeys((i + 1 for i in pairs), _PLAIN_BELOW)

    def _stands_out(self, i: int) -> bool:
        """Whether a line looks like a heading without a number: a few words without marks, behind running text."""
        text = self.found[i].text
        if i == 0:
            return bool(_GENERIC.fullmatch(text))
        return len(self.found[i - 1].text) >= _BODY and self._is_plain(i)

    def _is_plain(self, i: int) -> bool:
        """Whether a line is a few words without number and marks."""
        text = self.found[i].text
        return (
            4 <= len(text) <= _LONGEST_PLAIN
            and not self.marks[i]
            and not _ANY_MARK.search(text)
            and not _DATE.fullmatch(text)
            and not _CITATION.fullmatch(text)
            and not _CREDIT.fullmatch(text)
            and not _BULLET.match(text)
            and not _ORDINAL.match(text)
        )

    def _levels(self) -> dict[int, int]:
        """The level of each heading: below the title, by rank, without levels left out."""
        levels = {} if self.title is None else {self.title: self.above}
        stack: list[float] = []
        for i in sorted(self.parts | self.ranks.keys()):
            if i in self.parts and self.title is not None:
                levels[i] = self.above
                stack.clear()
                continue
            rank = _FURTHER_TEXT if i in self.parts else self.ranks[i]
            while stack and stack[-1] > rank:
                stack.pop()
            if not stack or stack[-1] < rank:
                stack.append(rank)
            levels[i] = min(self.above + len(stack), _MOST_LEVELS)
        return levels

    def _item(self, i: int, lists: list[object]) -> Block:
        """A list item without its bullet or with its number, or the paragraph as it is."""
        block, mark = self.found[i], self.marks[i]
        bullet = None if mark else _BULLET.match(block.text)
        if bullet and block.text[bullet.end() :].strip(EDGE):
            level = _level(lists, (self.indents[i], "bullet"))
            rest = block.text[bullet.end() :].strip(EDGE)
            return block.model_copy(
                update={"kind": "item", "level": level, "marker": bullet[1] or bullet[2], "text": rest}
            )
        if mark and mark.rank > _SELF_EVIDENT:
            return block.model_copy(update={"kind": "item", "level": _level(lists, mark.kind)})
        lists.clear()
        return block


def _level(lists: list[object], kind: object) -> int:
    """The depth of an item in the lists that are open, which end where an outer one goes on."""
    if kind in lists:
        del lists[lists.index(kind) + 1 :]
    else:
        lists.append(kind)
    return min(len(lists), _MOST_LEVELS)
