"""A document as it was read, block by block: a table for people, Markdown, or JSON for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from quizgen.errors import one_line
from quizgen.model import Block, Document

_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")  # where str.splitlines ends a line
# What Markdown reads as more than a character, within a line and at its beginning.
_INLINE = re.compile(r"[\\`*_\[\]<>|~&]")
_BULLETS = "-*+•·●○■□◆▪➢✓–—"
_SIGNS = _BULLETS + ".)☐☑"  # between these and the text Markdown and people put a blank
_TASKS = {"☐": "[ ] ", "☑": "[x] "}
_LIST_MARKER = re.compile(r"\d{1,9}[.)]")
_OPENING = re.compile(r"(?P<before>\s*)(?:(?P<mark>[#+=:-])|(?P<number>\d+)(?P<dot>[.)]))")


def table(document: Document) -> Iterator[str]:
    """A line for each line of a block: its kind and level, its page, and the text with the marker in front."""
    for block in document.blocks:
        kind = f"{block.kind} {block.level}" if block.level else block.kind
        place = f"p.{block.page}" if block.page else ""
        for text in _lines(block):
            yield f"{kind:<10}{place:<7}{one_line(text)}".rstrip()
            kind = place = ""


def jsonl(document: Document) -> Iterator[str]:
    """One JSON object for each block."""
    for block in document.blocks:
        line = json.dumps({"document": document.name, **block.model_dump()}, ensure_ascii=False)
        yield _BREAK.sub(lambda match: f"\\u{ord(match[0][0]):04x}", line)


def markdown(document: Document) -> Iterator[str]:
    """The document as Markdown that reads as the same blocks."""
    for before, block in zip((None, *document.blocks), document.blocks, strict=False):
        if before and not (before.kind == block.kind == "item"):
            yield ""
        yield from _SHAPES[block.kind](block)


def _lines(block: Block) -> list[str]:
    apart = " " if block.marker and block.marker[-1] in _SIGNS else ""
    return _BREAK.split(block.marker + apart + block.text)


def _escaped(line: str) -> str:
    text = _INLINE.sub(r"\\\g<0>", _flat(line))
    return _OPENING.sub(_opening, text, count=1) if _OPENING.match(text) else text


def _flat(line: str) -> str:
    """``line`` without what Markdown gives a meaning at its edges: a tab there makes a block of code."""
    return line.replace("\t", " ").strip()


def _opening(match: re.Match[str]) -> str:
    if match["mark"]:
        return f"{match['before']}\\{match['mark']}"
    return f"{match['before']}{match['number']}\\{match['dot']}"


def _heading(block: Block) -> Iterator[str]:
    yield f"{'#' * min(max(block.level, 1), 6)} {' '.join(map(_escaped, _lines(block)))}"


def _paragraph(block: Block) -> Iterator[str]:
    lines = [_escaped(line) for line in _lines(block)]
    yield from (line + "\\" for line in lines[:-1])
    yield lines[-1]


def _item(block: Block) -> Iterator[str]:
    own = block.marker if _LIST_MARKER.fullmatch(block.marker) else "-"
    text = block.text if own == block.marker or block.marker in tuple(_BULLETS) else block.marker + block.text
    lines = [_escaped(line) for line in _BREAK.split(block.text if block.marker in _TASKS else text)]
    lines[0] = _TASKS.get(block.marker, "") + lines[0]
    indent = "    " * (max(block.level, 1) - 1)
    for number, line in enumerate(lines, start=1):
        start = f"{indent}{own} " if number == 1 else indent + "    "
        yield start + line + "\\" * (number < len(lines))


def _quote(block: Block) -> Iterator[str]:
    yield from (f"> {line}" for line in _paragraph(block))


def _table(block: Block) -> Iterator[str]:
    rows = [[_escaped(cell) for cell in line.split("\t")] for line in block.text.split("\n")]
    width = max(map(len, rows))
    for number, row in enumerate(rows):
        yield f"| {' | '.join([*row, *[''] * (width - len(row))])} |"
        if number == 0:
            yield "|" + " --- |" * width


_SHAPES = {"heading": _heading, "paragraph": _paragraph, "item": _item, "quote": _quote, "table": _table}
