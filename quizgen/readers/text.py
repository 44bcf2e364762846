"""Plain text to blocks: lines and paragraphs, with the headings and list items that the text itself shows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from quizgen.model import Block, Dropped
from quizgen.readers import AS_IT_IS, Parsed, Reading, furniture, headings, plain
from quizgen.text.fold import CJK_MARKS, HAN

suffixes = (".txt", ".text")

_BREAK = re.compile("\r\n|[\n\r\u2028\u2029\x85]")
_PAGE_BREAK = re.compile("[\f\v]")
EDGE = headings.EDGE

# In a line this long, what stands between sentences may be the only trace of its paragraphs.
_LONG = 120
_GLUED = re.compile(
    # runs of blanks behind the end of a sentence, or behind a pictograph
    r"(?<=[。！？!?…”’」』）)\U0001f300-\U0001faff])[ \u3000\t]{2,}(?=\S)"
    # the credit of a photograph, in front and behind
    r"|(?<=[。！？”])[ \u3000]?(?=(?:[\u4e00-\u9fff]{2,6}社|本报|本刊)记者[ \u3000]?[\u4e00-\u9fff·、 ]{2,14}[/／ ]?摄)"
    r"|(?<=[\u4e00-\u9fff][/／]摄)(?=[^）)。，])"
)
# A number behind a run of blanks begins a line however short: …体积缩小。   1、生理性…   2、病理性….
_NUMBER_BEHIND = re.compile(
    r"(?<=\S)[ \xa0\u3000\t]{2,}(?=(?:[一二三四五六七八九十]{1,3}、|\d{1,2}[、.．](?!\d)"
    rf"|[（(](?:[一二三四五六七八九十]{{1,2}}|\d{{1,2}})[）)])\s?[{HAN}])"
)
# The head of a speech run together with its first paragraph: title, date, speaker, salutation.
_SPEECH = re.compile(
    r"(?P<title>[^。！？；：\s]{4,45}(?:讲话|报告|致辞|发言|演讲))"
    r"(?P<date>[（(]\s?\d{4}年\d{1,2}月(?:\d{1,2}日)?\s?[）)])"
    r"(?:(?P<by>[\u4e00-\u9fff·]{2,6}?)?(?P<to>(?:同志们|各位[\u4e00-\u9fff、]{2,12}|女士们[\u4e00-\u9fff、，]{0,12})[：:！!]))?"
)

# Indents that stand in the middle of a line begin paragraphs where a third of them stand behind the end of a sentence.
_INDENT = re.compile("\u3000{2,}")
_INDENTS_LEAST = 2

# Text broken to one width: how wide it may be, how many lines it takes to tell, how many columns (OCR: more) a full
# line may lack, and what share of the lines must be full then.
_WIDEST, _NARROWEST, _NARROW = 84, 28, 34
_LEAST_STRETCH = 6  # lines between longer ones that may be broken to a width of their own
_MOST_OF_STRETCH = 0.6  # of those lines are full
_WRAPPED_LINES, _NARROW_LINES = 5, 10
_SLACKS = ((0, 0.4), (3, 0.4), (8, 0.6))
_UNEVEN = 3  # so many lines more that end inside a sentence are full if more columns may be lacking
_OUTLIERS = 50  # one line in so many may be wider than the text
# What is not broken in two: a word or a character, with the marks around it.
_UNIT = re.compile(r"[（“‘《「『【〈(\[]{0,3}(?:[A-Za-z0-9\-.'/%]+|.)[，。、；：？！”’）》」』】…,.;:?!)\]]{0,3}")
_SENTENCE_END = tuple("。！？；：!?;:…”」』")
_CJK = re.compile(f"[{HAN}{CJK_MARKS}]")


_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>u|b|i|s|em|strong|font|span|sub|sup|mark|del|ins|small|big)(?:[ \t][^<>\n]{0,200})?>",
    re.IGNORECASE,
)
_QUOTED = re.compile(rf">[ \t]{{0,4}}(?=[{HAN}{CJK_MARKS}])")
_LINE_BREAK = re.compile(r"<br[ \t]{0,4}/?>(?P<end>[ \t]*$)?", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Line:
    """One line without the blanks at its edges; ``gap`` says that a blank line or deeper indentation sets it off."""

    text: str
    number: int
    indent: int = 0
    gap: bool = False


def read(data: bytes, name: str, reading: Reading = AS_IT_IS) -> Parsed:
    """The blocks of a plain text file; one that is full of Markdown goes to the Markdown reader."""
    return plain.read(data, name, lambda text: parse_any(text, name, reading))


def parse_any(text: str, name: str, reading: Reading = AS_IT_IS) -> Parsed:
    """The blocks of plain text, or of Markdown where a text is full of it."""
    from quizgen.readers import markdown

    return markdown.parse(text, name, reading) if markdown.is_markdown(text) else parse(text, reading)


def parse(text: str, reading: Reading = AS_IT_IS) -> Parsed:
    """The blocks of plain text."""
    lines = [part for line in split_lines(_without_tags(text)) for part in _unglued(line)]
    names = furniture.sift([line.text for line in lines], keep_all=reading.keep_all)
    dropped = tuple(Dropped(text=line.text, why=name) for line, name in zip(lines, names, strict=True) if name)
    kept = _with_whole_title(_joined([line for line, name in zip(lines, names, strict=True) if not name]))
    paragraphs = [Block(text=line.text, line=line.number) for line in kept]
    blocks = tuple(map(_quoted, headings.outlined(paragraphs, [line.indent for line in kept])))
    return Parsed(blocks=blocks, dropped=dropped, title=headings.title(blocks))


def _quoted(block: Block) -> Block:
    """A paragraph behind the mark by which mail and Markdown set quotations apart, as a block of quotation."""
    quoted = _QUOTED.match(block.text) if block.kind == "paragraph" else None
    return block.model_copy(update={"kind": "quote", "text": block.text[quoted.end() :]}) if quoted else block


def _without_tags(text: str) -> str:
    """``text`` without the tags of HTML that stand inside lines and close on them; a ``<br>`` breaks its line.

    What only looks like a tag (a <b, <<书名>>) stays.
    """
    if "<" not in text:
        return text
    text = _LINE_BREAK.sub(lambda tag: "" if tag["end"] is not None else "\v", text)
    return "\n".join(_without_pairs(line) if "</" in line else line for line in text.split("\n"))


def _without_pairs(line: str) -> str:
    """A line without its inline tags, each with the one that closes it."""
    drop: list[tuple[int, int]] = []
    open_: dict[str, list[tuple[int, int]]] = {}
    for tag in _TAG.finditer(line):
        name = tag["name"].lower()
        if not tag["close"]:
            open_.setdefault(name, []).append(tag.span())
        elif open_.get(name):
            drop += [open_[name].pop(), tag.span()]
    kept: list[str] = []
    at = 0
    for start, end in sorted(drop):
        kept.append(line[at:start])
        at = end
    return "".join((*kept, line[at:]))


def split_lines(text: str) -> list[Line]:
    """The lines that have text, stripped at their edges."""
    found: list[Line] = []
    gap = False
    for number, raw in enumerate(_BREAK.split(text), start=1):
        parts = [part for part in _PAGE_BREAK.split(raw) if part.strip(EDGE)]
        for part in parts:
            shown = part.lstrip(EDGE)
            found.append(Line(shown.rstrip(EDGE), number, _width(part[: len(part) - len(shown)]), gap))
        gap = not parts
    return found


def _unglued(line: Line) -> Iterator[Line]:
    """A line, or the paragraphs that were run together in it."""
    long = _indented(line.text) if len(line.text) >= _LONG else [line.text]
    parts = [part for indented in long for part in _NUMBER_BEHIND.split(indented)]
    if len(line.text) < _LONG and len(parts) == 1:
        yield line
        return
    pieces = (piece for part in parts for piece in _glued(part))
    for index, part in enumerate(part for piece in pieces for part in _speech_head(piece)):
        text = part.strip(EDGE)
        if text:
            yield replace(line, text=text, gap=line.gap or index > 0)


def _glued(text: str) -> list[str]:
    """The paragraphs of a long line between which only blanks are left."""
    return _GLUED.split(text) if len(text) >= _LONG else [text]


def _indented(text: str) -> list[str]:
    """The paragraphs of a line in which indents are the only trace of them; just ``text`` where they may be gaps."""
    indents = list(_INDENT.finditer(text))
    behind = sum(text[: indent.start()].endswith(_SENTENCE_END) for indent in indents)
    if len(indents) < _INDENTS_LEAST or behind * 3 < len(indents):
        return [text]
    return _INDENT.split(text)


def _speech_head(piece: str) -> list[str]:
    """A speech's title, date, speaker and salutation, and what follows; just ``piece`` where it has no such head."""
    head = _SPEECH.match(piece)
    if not head or head.end() == len(piece):
        return [piece]
    return [part for part in (*head.groups(), piece[head.end() :]) if part]


def _joined(lines: Sequence[Line]) -> list[Line]:
    """The lines, with paragraphs put together again where the text is broken to one width, or a stretch of it is."""
    if joined := _rejoined(lines, 0):
        return joined
    found: list[Line] = []
    for long, stretch in groupby(lines, key=lambda line: line.indent + _width(line.text) > _WIDEST):
        part = list(stretch)
        short = long or len(part) < _LEAST_STRETCH
        found += part if short else _rejoined(part, _MOST_OF_STRETCH) or part
    return found


def _with_whole_title(lines: list[Line]) -> list[Line]:
    """The lines, with the title of an official document on one of them."""
    if len(lines) < 2 or not headings.is_broken_title(lines[0].text, lines[1].text):
        return lines
    return [replace(lines[0], text=join(lines[0].text, lines[1].text)), *lines[2:]]


def _rejoined(lines: Sequence[Line], least: float) -> list[Line]:
    """Lines of one width, with paragraphs put together again; nothing where they are broken to none.

    At least so large a share of them, ``least``, has to be full.
    """
    drawn = [" " * line.indent + line.text for line in lines]
    wrap = wrapped(drawn)
    if not wrap:
        return []
    indents = [line.indent for line in lines]
    usual = max(set(indents), key=indents.count)
    full = wrap.full(drawn)
    if sum(full) < least * len(lines):
        return []
    joined: list[Line] = []
    for i, line in enumerate(lines):
        opens = line.gap or line.indent > usual or line.text.startswith(">") or headings.marker(line.text)
        if i and full[i - 1] and not opens:
            joined[-1] = replace(joined[-1], text=join(joined[-1].text, line.text))
        else:
            joined.append(line)
    return joined


class Wrap(NamedTuple):
    """The width in columns to which a text is broken, and how many a full line may lack."""

    width: int
    slack: int

    def full(self, lines: Sequence[str]) -> list[bool]:
        """For each line whether it is full: what begins the next one would not have found room on it."""
        return [room > self.width - self.slack for room in _wanted(lines)]


def wrapped(lines: Sequence[str]) -> Wrap | None:
    """How a text is broken to one width, indents included; ``None`` where it is not."""
    if sum(len(line) > _WIDEST for line in lines) > len(lines) // _OUTLIERS:
        return None
    widths = sorted(map(_width, lines), reverse=True)
    width = widths[len(widths) // _OUTLIERS] if widths else 0
    if len(lines) < (_WRAPPED_LINES if width >= _NARROW else _NARROW_LINES) or not _NARROWEST <= width <= _WIDEST:
        return None
    wanted = [
        (room, not line.endswith(_SENTENCE_END))
        for line, room in zip(lines, _wanted(lines), strict=True)
        if not headings.marker(line.lstrip(EDGE))
    ]
    best: tuple[int, int] | None = None
    found = None
    for slack, share in _SLACKS:
        count = sum(room > width - slack for room, _ in wanted)
        inside = sum(room > width - slack and is_inside for room, is_inside in wanted)
        if best is None:
            is_better = count >= share * len(lines) and inside * 2 > count
        else:
            is_better = inside - best[1] >= max(_UNEVEN, (count - best[0]) * 0.8)
        if is_better:
            found, best = Wrap(width, slack), (count, inside)
    return found


def _wanted(lines: Sequence[str]) -> list[int]:
    """For each line its width with what begins the next one, in columns."""
    after = map(_first_unit, (*lines[1:], ""))
    return [_width(line) + _width(unit) for line, unit in zip(lines, after, strict=True)]


def _first_unit(line: str) -> str:
    """What a line begins with that is never broken in two."""
    unit = _UNIT.match(line.lstrip(EDGE))
    return unit[0] if unit else ""


def join(before: str, after: str) -> str:
    """Two parts of a broken line: with a space between words of Latin script, without one in Chinese."""
    chinese = _CJK.match(before[-1:]) or _CJK.match(after[:1])
    return before + ("" if chinese else " ") + after


class _Columns(dict[str, int]):
    """How many columns each character takes; looked up once for each."""

    def __missing__(self, char: str) -> int:
        self[char] = columns = 4 if char == "\t" else 2 if unicodedata.east_asian_width(char) in "WFA" else 1
        return columns


_COLUMNS = _Columns()


def _width(text: str) -> int:
    """The width of ``text`` in columns; a Chinese character has two."""
    return sum(map(_COLUMNS.__getitem__, text))
