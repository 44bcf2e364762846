"""Plain text to blocks: lines and paragraphs, with the headings and list items that the text itself shows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quizgen.model import Block, Dropped
from quizgen.readers import AS_IT_IS, Parsed, Reading, furniture, headings
from quizgen.readers.decode import decode
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
# The head of a speech run together with its first paragraph: title, date, speaker, salutation.
_SPEECH = re.compile(
    r"(?P<title>[^。！？；：\s]{4,45}(?:讲话|报告|致辞|发言|演讲))"
    r"(?P<date>[（(]\s?\d{4}年\d{1,2}月(?:\d{1,2}日)?\s?[）)])"
    r"(?:(?P<by>[\u4e00-\u9fff·]{2,6}?)?(?P<to>(?:同志们|各位[\u4e00-\u9fff、]{2,12}|女士们[\u4e00-\u9fff、，]{0,12})[：:！!]))?"
)

# Text broken to one width: how wide it may be, and what share of its lines must be full.
_WIDEST, _NARROWEST, _FULL_SHARE, _WRAPPED_LINES = 84, 34, 0.6, 5
_SENTENCE_END = tuple("。！？；：!?;:…”」』")
_CJK = re.compile(f"[{HAN}{CJK_MARKS}]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line without the blanks at its edges; ``gap`` says that a blank line or deeper indentation sets it off."""

    text: str
    number: int
    indent: int = 0
    gap: bool = False


def read(data: bytes, name: str, reading: Reading = AS_IT_IS) -> Parsed:
    """The blocks of a plain text file; one that is full of Markdown goes to the Markdown reader."""
    from quizgen.readers import markdown

    decoded = decode(data, name)
    marked = markdown.is_markdown(decoded.text)
    parsed = markdown.parse(decoded.text, name, reading) if marked else parse(decoded.text, reading)
    return parsed.model_copy(update={"problems": decoded.problems})


def parse(text: str, reading: Reading = AS_IT_IS) -> Parsed:
    """The blocks of plain text."""
    lines = [part for line in split_lines(text) for part in _unglued(line)]
    names = furniture.sift([line.text for line in lines], keep_all=reading.keep_all)
    dropped = tuple(Dropped(text=line.text, why=name) for line, name in zip(lines, names, strict=True) if name)
    kept = _joined([line for line, name in zip(lines, names, strict=True) if not name])
    paragraphs = [Block(text=line.text, line=line.number) for line in kept]
    blocks = tuple(headings.outlined(paragraphs, [line.indent for line in kept]))
    return Parsed(blocks=blocks, dropped=dropped, title=headings.title(blocks))


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
    if len(line.text) < _LONG:
        yield line
        return
    for index, part in enumerate(part for piece in _GLUED.split(line.text) for part in _speech_head(piece)):
        text = part.strip(EDGE)
        if text:
            yield replace(line, text=text, gap=line.gap or index > 0)


def _speech_head(piece: str) -> list[str]:
    """A speech's title, date, speaker and salutation, and what follows; just ``piece`` where it has no such head."""
    head = _SPEECH.match(piece)
    if not head or head.end() == len(piece):
        return [piece]
    return [part for part in (*head.groups(), piece[head.end() :]) if part]


def _joined(lines: Sequence[Line]) -> list[Line]:
    """The lines, with paragraphs put together again where the text is broken to one width."""
    width = wrap_width([line.text for line in lines])
    if not width:
        return list(lines)
    indents = [line.indent for line in lines]
    usual = max(set(indents), key=indents.count)
    joined: list[Line] = []
    full = False
    for line in lines:
        if joined and full and not line.gap and line.indent <= usual and not headings.marker(line.text):
            joined[-1] = replace(joined[-1], text=join(joined[-1].text, line.text))
        else:
            joined.append(line)
        full = _width(line.text) >= width - 8
    return joined


def wrap_width(lines: Sequence[str]) -> int:
    """The width to which lines are broken, in columns; 0 where they are not."""
    widths = [_width(line) for line in lines]
    widest = max(widths, default=0)
    if len(lines) < _WRAPPED_LINES or not _NARROWEST <= widest <= _WIDEST:
        return 0
    full = [line for line, width in zip(lines, widths, strict=True) if width >= widest - 8]
    inside = sum(not line.endswith(_SENTENCE_END) for line in full)
    return widest if len(full) >= _FULL_SHARE * len(lines) and inside * 2 > len(full) else 0


def join(before: str, after: str) -> str:
    """Two parts of a broken line: with a space between words of Latin script, without one in Chinese."""
    chinese = _CJK.match(before[-1:]) or _CJK.match(after[:1])
    return before + ("" if chinese else " ") + after


def _width(text: str) -> int:
    """The width of ``text`` in columns; a Chinese character has two."""
    if text.isascii():
        return len(text) + 3 * text.count("\t")
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)
