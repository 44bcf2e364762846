"""A copy of a text to match on, with a way back to the text itself.

Folding makes one writing of what readers take for the same: full and half width, Traditional and Simplified
characters, straight and Chinese punctuation, stray spaces between Chinese characters. Rules match on the copy;
what they report are offsets of the source.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
CJK_MARKS = "\u3001-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65“”‘’—…·"

# One character for one character: full-width forms, odd spaces, look-alike marks.
_KEPT = "，；：？！（）"  # full width is their Chinese form
_TO_ONE = (
    {chr(full): chr(full - 0xFEE0) for full in range(0xFF01, 0xFF5F) if chr(full) not in _KEPT}
    | dict.fromkeys("\u3000\xa0\t\r\v\f\u2002\u2003\u2009", " ")
    | dict(zip(";?!()〝〞﹑､｡˙•・‧∙", "；？！（）“”、、。·····", strict=True))
)
_ONE = re.compile(f"[{re.escape(''.join(_TO_ONE))}]")

# The patterns below begin with the mark itself and look back from there, which lets them skip to it.
# A comma or colon is Chinese punctuation unless it stands inside a number or a time.
_ASCII_MARK = re.compile(r"[,:](?:(?<![0-9].)|(?![0-9]))")
_FULL_STOP = re.compile(rf"\.(?<=[{HAN}”’」』）)]\.)(?![0-9A-Za-z.{HAN}])")
# A title that is marked as if it stood inside another one: 〈学而〉.
_TITLES = re.compile("《[^《》]*》|〈([^〈〉《》]{1,40})〉")
_DOUBLE = re.compile('[“”"]')
_MISTURNED = re.compile('"|(?:^|”)[^“”\n]*”|“[^“”\n]*“', re.MULTILINE)  # what is turned has one of these
_FAR = 40  # characters over which a reversed mark looks for its partner
_MARKER = r"(?:[0-9]{1,2}[.、](?![0-9])|[①-⒵㈠-㈩])"  # 审题 2.立意: the blank divides two items
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]+")
# Taiwan writes the particle 着 as 著, which stands for itself in a few words only.
_PARTICLE = re.compile(r"著(?<![名显原专巨编卓论昭彰知土合译遗拙旧新所撰]著)(?![作名称述者录书有])")
_GAP = re.compile(rf" (?:(?<=[{HAN}{CJK_MARKS}] )(?=[^ ])(?!{_MARKER})|(?<=[^ ] )(?=[{HAN}{CJK_MARKS}]))")


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` to match on, folded from ``source``; character ``i`` stands in it at ``at[i]`` (``None``: at ``i``)."""

    text: str
    source: str
    at: tuple[int, ...] | None = None

    def start(self, offset: int) -> int:
        """The source offset of a match's start."""
        if self.at is None:
            return offset
        return self.at[offset] if offset < len(self.at) else len(self.source)

    def end(self, offset: int) -> int:
        """The source offset of a match's end: behind its last character, not before the next one."""
        if self.at is None or offset == 0:
            return offset
        return self.at[offset - 1] + 1

    def inner(self, offset: int) -> int:
        """The first offset of the copy at or behind source offset ``offset``."""
        if self.at is None:
            return offset
        return bisect.bisect_left(self.at, offset)


def fold(source: str) -> Folded:
    """Fold one text; see :class:`Folded`."""
    if not _unusual().search(source):
        return Folded(_paired(source), source)
    text = simplified(_ONE.sub(lambda one: _TO_ONE[one[0]], source))
    text = _ASCII_MARK.sub(lambda mark: "，" if mark[0] == "," else "：", text)
    text = _FULL_STOP.sub("。", text)
    if "〈" in text:
        text = _TITLES.sub(lambda title: f"《{title[1]}》" if title[1] else title[0], text)
    return _without_gaps(_paired(text), source)


def simplified(text: str) -> str:
    """``text`` with a Simplified character for each Traditional one, so that its length stays."""
    if _not_simplified().search(text):
        text = text.translate(_simplified())
    return _PARTICLE.sub("着", text) if "著" in text else text


def _paired(text: str) -> str:
    """Straight and reversed double marks turned the way they are meant, line by line."""
    if not _MISTURNED.search(text):
        return text
    turned: dict[int, str] = {}
    offset = 0
    for line in text.split("\n"):
        turned |= _turned([(offset + mark.start(), mark[0]) for mark in _DOUBLE.finditer(line)])
        offset += len(line) + 1
    return "".join(turned.get(i, c) for i, c in enumerate(text)) if turned else text


def _turned(marks: Sequence[tuple[int, str]]) -> dict[int, str]:
    """What the marks of one line mean where they are written otherwise: each opens, or closes what is open."""
    if len(marks) % 2 == 0 and _one_key(marks):
        return {at: "“”"[i % 2] for i, (at, _) in enumerate(marks)}  # one key for both: "…", “…“, ”…”
    turned: dict[int, str] = {}
    open_ = False
    for i, (at, mark) in enumerate(marks):
        next_at, follower = marks[i + 1] if i + 1 < len(marks) else (at + _FAR, "")
        if mark == '"':
            open_ = not open_
            turned[at] = "“" if open_ else "”"
        elif mark == "”" and not open_ and follower in ("“", '"') and next_at - at < _FAR:
            open_ = True
            turned[at] = "“"
        elif mark == "“" and open_ and marks[i - 1][1] == "”" and marks[i - 1][0] in turned:
            open_ = False
            turned[at] = "”"
        else:
            open_ = mark == "“"
    return turned


def _one_key(marks: Sequence[tuple[int, str]]) -> bool:
    """Whether the marks are all alike, or close alike and open now so, now the right way: ”…” and ”…”“…”."""
    return len({mark for _, mark in marks}) == 1 or {mark for _, mark in marks[1::2]} == {"”"}


def _without_gaps(text: str, source: str) -> Folded:
    """Drop invisible characters and lone spaces beside Chinese ones; a run of spaces divides and stays."""
    return _without(_GAP, _without(_INVISIBLE, Folded(text, source)))


def _without(gap: re.Pattern[str], folded: Folded) -> Folded:
    gaps = list(gap.finditer(folded.text))
    if not gaps:
        return folded
    places = range(len(folded.text)) if folded.at is None else folded.at
    kept: list[str] = []
    at: list[int] = []
    done = 0
    for found in gaps:
        kept.append(folded.text[done : found.start()])
        at.extend(places[done : found.start()])
        done = found.end()
    kept.append(folded.text[done:])
    at.extend(places[done:])
    return Folded("".join(kept), folded.source, tuple(at))


@cache
def _foreign() -> str:
    """Characters that only Traditional text has: those that GB 2312 lacks, and some that it has for names."""
    block = "".join(map(chr, range(0x4E00, 0xA000)))
    return "".join(frozenset(block).difference(block.encode("gb2312", "ignore").decode("gb2312"))) + "後於徵麽夥"


@cache
def _not_simplified() -> re.Pattern[str]:
    """Where none of these stands, OpenCC is not loaded."""
    return re.compile(f"[{_foreign()}]")


@cache
def _unusual() -> re.Pattern[str]:
    """Whatever a step of folding acts on, but for marks that are turned; most paragraphs have none of it."""
    return re.compile(f'[{re.escape("".join(_TO_ONE))}{_foreign()}著〈,:." \u200b-\u200f\u2060\ufeff]')


@cache
def _simplified() -> dict[int, str]:
    """Traditional to Simplified, character by character (OpenCC's ``t2s``), so that lengths agree."""
    from opencc import OpenCC

    convert = OpenCC("t2s").convert
    block = [chr(c) for c in range(0x4E00, 0xA000)]
    pairs = zip(block, convert("\n".join(block)).split("\n"), strict=True)
    return {ord(t): s for t, s in pairs if t != s and len(s) == 1}


def is_traditional(text: str) -> bool:
    """Whether ``text`` is written in Traditional characters: it has more that GB 2312 lacks than that Big5 lacks.

    >>> [is_traditional(t) for t in ("學而時習之", "学而时习之", "中文")]
    [True, False, False]
    """
    return len(_traditional_only().findall(text)) > len(_simplified_only().findall(text))


@cache
def _traditional_only() -> re.Pattern[str]:
    return re.compile(f"[{''.join(c for c in _foreign() if _in_big5(c))}]")


@cache
def _simplified_only() -> re.Pattern[str]:
    own = set(map(chr, range(0x4E00, 0xA000))).difference(_foreign())
    return re.compile(f"[{''.join(sorted(c for c in own if not _in_big5(c)))}]")


def _in_big5(char: str) -> bool:
    return bool(char.encode("big5", "ignore"))
