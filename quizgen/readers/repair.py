"""Mends what damages every character or mark of a text in the same certain way, and says what it did.

- Characters that nobody sees, and those of private fonts, go: no card may show them.
- Radicals that PDF converters write for the characters that look the same become these characters.
- Blanks that text recognition put between all Chinese characters go; where only some have one, they stay.
- Slips of text recognition (o for 。) are data: ``quizgen/data/repairs.toml``.
- Numbers of footnotes that a copy left behind words, counting up through the text, go.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from quizgen.data import load
from quizgen.model import Block, Dropped, Problem
from quizgen.text.fold import CJK_MARKS, HAN

# Controls but for line breaks, joiners, marks of direction, soft hyphens, tags, fillers, halves of pairs.
_UNSEEN = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\U000e0000-\U000e007f"
)
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010ffff"
_RADICALS = "\u2e80-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f"
_ODD = re.compile(f"[{_UNSEEN}]")
_ODD_OR_PRIVATE = re.compile(f"[{_UNSEEN}{_PRIVATE}]")
_RADICAL = re.compile(f"[{_RADICALS}]")
_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Radicals that Unicode does not call the same as the characters which fonts draw with their shapes.
_SHAPES = dict(
    zip(
        "⺎⺟⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "兀母民虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)
_BULLET = "•"

_MARKS = f"{HAN}{CJK_MARKS}"
_SPACED = re.compile(f"[{HAN}](?= [{HAN}])")
_GLUED = re.compile(f"[{HAN}](?=[{HAN}])")
_CLAUSE = re.compile("[，。；：、！？,;:]")
_SPACED_LEAST, _SPACED_SHARE, _CLAUSE_EVERY = 40, 4, 60
_FIGURES = re.compile(r"(?<![0-9.])[0-9](?: [0-9])+(?![0-9.])")
_STOP = re.compile(rf"(?<=[{_MARKS}]) ([oO0.])(?: |$)", re.MULTILINE)  # what may be a slip for 。
_GAP = re.compile(
    rf"(?<=[{_MARKS}0-9,;:!?()]) (?=[{_MARKS},;:!?()])|(?<=[{_MARKS},;:!?()]) (?=[0-9])|(?<=[0-9]) (?=[.．、%])"
)


_NOTE = re.compile(
    f"(?<=[{HAN}”」』》])(?<![图表式例第版卷号题条章节])[1-9][0-9]{{0,2}}(?=[，。；：！？、”」』]|$)", re.MULTILINE
)
_LEAST_NOTES = 8  # of them, behind as many different characters


class Slip(NamedTuple):
    """One slip of text recognition: where it stands, what it means, and how often it has to occur."""

    name: str
    regex: re.Pattern[str]
    to: str
    least: int
    stop: str | None


class Mended(NamedTuple):
    """Texts after mending, the characters that were left out, and what was read as something else."""

    texts: list[str]
    dropped: tuple[Dropped, ...]
    problems: tuple[Problem, ...]


def mend(texts: Sequence[str], name: str) -> Mended:
    """The texts of one document, mended; line breaks and private characters stay for the reader that needs them."""
    gone: Counter[str] = Counter()
    seen = [_characters(text, _ODD, gone) for text in texts]
    told = Counter[str]()
    whole = _without_blanks(seen, told)
    for slip in slips():
        whole = _without_slip(whole, slip, told)
    whole = _without_notes(whole, told)
    problems = tuple(Problem(where=name, what=f"{what}: mended in {count} places") for what, count in told.items())
    return Mended(whole, _named(gone), problems)


def mend_blocks(blocks: Sequence[Block], name: str) -> tuple[list[Block], tuple[Dropped, ...], tuple[Problem, ...]]:
    """The blocks of one document as cards may show them, what was left out of them, and what was mended."""
    gone: Counter[str] = Counter()
    mended = mend([_BREAK.sub("\n", block.text) for block in blocks], name)
    shown = [_characters(text, _ODD_OR_PRIVATE, gone) for text in mended.texts]
    kept = [
        block
        if block.text == text and block.marker == mark
        else block.model_copy(update={"text": text, "marker": mark})
        for block, text, mark in zip(blocks, shown, map(_marker, (block.marker for block in blocks)), strict=True)
        if text.strip()
    ]
    return kept, (*mended.dropped, *_named(gone)), mended.problems


def visible(text: str) -> str:
    """``text`` without what nobody sees and without private characters, for names and titles."""
    return _characters(text, _ODD_OR_PRIVATE, Counter())


@cache
def slips() -> tuple[Slip, ...]:
    """The slips in the order of the file."""
    return tuple(
        Slip(
            entry["name"],
            re.compile(entry["pattern"].replace("{HAN}", HAN), re.MULTILINE),
            entry["to"],
            entry["least"],
            entry.get("stop"),
        )
        for entry in load("repairs")["slip"]
    )


def _characters(text: str, odd: re.Pattern[str], gone: Counter[str]) -> str:
    """``text`` without ``odd`` characters, which are counted in ``gone``, and with characters for radicals."""
    if text.isascii() and not odd.search(text):
        return text
    if odd.search(text):
        gone.update(odd.findall(text))
        text = odd.sub("", text)
    return _RADICAL.sub(_character, text)


def _character(radical: re.Match[str]) -> str:
    """The character that a radical or a compatibility character stands for; itself where it stands for none."""
    plain = _SHAPES.get(radical[0]) or unicodedata.normalize("NFKC", radical[0])
    return plain if len(plain) == 1 else radical[0]


def _marker(marker: str) -> str:
    """A list's mark as any font shows it: a bullet for one of a symbol font."""
    if not _ODD_OR_PRIVATE.search(marker):
        return marker
    return visible(marker) or _BULLET


def _without_blanks(texts: list[str], told: Counter[str]) -> list[str]:
    """``texts`` without the blanks between Chinese characters, if text recognition put one behind each."""
    spaced = sum(len(_SPACED.findall(text)) for text in texts)
    if spaced < _SPACED_LEAST or spaced < _SPACED_SHARE * sum(len(_GLUED.findall(text)) for text in texts):
        return texts
    if sum(len(_CLAUSE.findall(text)) for text in texts) * _CLAUSE_EVERY < spaced:  # characters to be learnt, say
        return texts
    told["blanks between all characters"] += spaced
    texts = [_STOP.sub(r"\1", text) for text in texts]
    return [_GAP.sub("", _FIGURES.sub(lambda figures: figures[0].replace(" ", ""), text)) for text in texts]


def _without_slip(texts: list[str], slip: Slip, told: Counter[str]) -> list[str]:
    """``texts`` with what a slip means, if it occurs often enough to be one."""
    count = sum(len(slip.regex.findall(text)) for text in texts)
    if count < slip.least or (slip.stop and count * 4 < sum(text.count(slip.stop) for text in texts)):
        return texts
    told[slip.name] += count
    return [slip.regex.sub(slip.to, text) for text in texts]


def _without_notes(texts: list[str], told: Counter[str]) -> list[str]:
    """``texts`` without the numbers of footnotes that a copy glued to the words: 博学之，审问之127，慎思之128，…

    They count up by one from place to place, behind words of all kinds; no figures of a text do.
    """
    places = [(number, note) for number, text in enumerate(texts) for note in _NOTE.finditer(text)]
    lengths: list[int] = []
    latest: dict[int, int] = {}  # by the number of a note its last place so far
    before: list[int | None] = []
    for place, (_, note) in enumerate(places):
        value = int(note[0])
        before.append(latest.get(value - 1))
        lengths.append(1 + (lengths[latest[value - 1]] if value - 1 in latest else 0))
        if value not in latest or lengths[place] >= lengths[latest[value]]:
            latest[value] = place
    last = max(range(len(places)), key=lengths.__getitem__, default=None)
    taken: set[tuple[int, int]] = set()
    while last is not None:
        number, note = places[last]
        taken.add((number, note.start()))
        last = before[last]
    if len({texts[number][start - 1] for number, start in taken}) < _LEAST_NOTES:
        return texts
    told["numbers of footnotes behind words"] += len(taken)

    def without(number: int, text: str) -> str:
        return _NOTE.sub(lambda note: "" if (number, note.start()) in taken else note[0], text)

    return [without(number, text) for number, text in enumerate(texts)]


def _named(gone: Counter[str]) -> tuple[Dropped, ...]:
    """What was left out, a line for each character."""
    return tuple(
        Dropped(text=f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip() + f" ×{count}", why="character")
        for char, count in sorted(gone.items())
    )
