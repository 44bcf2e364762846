"""Paragraphs of a PDF to blocks: headings by size and weight, or by what the text itself shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from quizgen.model import Block
from quizgen.readers import headings
from quizgen.readers.headings import EDGE
from quizgen.readers.pdfparagraphs import Paragraph

_LARGER = 1.12
_LONGEST, _LONGEST_BOLD, _MOST_LINES = 80, 45, 3
_MOST_SHARE = 0.3  # of the text: what more of it looks like is no heading
_UNFINISHED = ("。", "；", "，", "、", ";", ",", "：", ":", "！", "？")
_SAYS = re.compile(r"[^\W\d_]{2}")
_DEEPEST = 9

Style = tuple[float, bool]


def set_headings(found: Sequence[Paragraph], body: float) -> list[Block]:
    """The blocks of ``found``; ``body`` is the size of most text.

    A document that sets headings off sets all of them off, but for numbered ones below; what only its first lines
    show is its title, and the numbers of the text tell the rest.
    """
    levels = _levels(found, body)
    text = [i for i, paragraph in enumerate(found) if not paragraph.note]
    blocks = [_block(paragraph) for paragraph in found]
    plain = [blocks[i] for i in text]
    begun = [i for i in text if i in levels]
    if begun and begun != text[: len(begun)]:
        marked = [
            blocks[i].model_copy(update={"kind": "heading", "level": levels[i]}) if i in levels else blocks[i]
            for i in text
        ]
        shown = headings.outlined_below(marked)
    else:
        shown = headings.outlined(plain, [round((found[i].lines[0].x0 - found[i].lines[0].left) / body) for i in text])
    for i, block in zip(text, shown, strict=True):
        blocks[i] = block
    return list(_tables(found, blocks))


def _block(paragraph: Paragraph) -> Block:
    kind = "table" if paragraph.lines[0].table else "paragraph"
    return Block(text=paragraph.text.strip(EDGE), kind=kind, page=paragraph.page)


def _tables(found: Sequence[Paragraph], blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, with rows of cells that follow each other put together as a table."""
    pairs = zip(found, blocks, strict=True)
    for width, group in groupby(pairs, lambda pair: _width(*pair)):
        rows = list(group)
        if width < 2 or len(rows) < 2:
            yield from (block for _, block in rows)
            continue
        text = "\n".join("\t".join(paragraph.lines[0].cells) for paragraph, _ in rows)
        yield rows[0][1].model_copy(update={"kind": "table", "text": text, "level": 0, "marker": ""})


def _width(paragraph: Paragraph, block: Block) -> int:
    """How many cells a row of a table without ruled lines has; 0 for other text."""
    return len(paragraph.lines[0].cells) if block.kind == "paragraph" else 0


def _levels(found: Sequence[Paragraph], body: float) -> dict[int, int]:
    """The level of each paragraph that is set off as a heading."""
    heavy = _is_heavy(found)
    styles = {i: style for i, p in enumerate(found) if (style := _style(p, body, heavy)) is not None}
    styles = _without_texts(found, styles)
    places = {i: (*style, _rank(found[i])) for i, style in styles.items()}
    lowest: dict[Style, float] = {}
    for size, bold, rank in places.values():
        if rank is not None:
            style = (size, bold)
            lowest[style] = min(lowest.get(style, 99.0), rank)
    keys = {
        i: (-size, not bold, lowest.get((size, bold), 0.0) if rank is None else rank)
        for i, (size, bold, rank) in places.items()
    }
    order = {key: place for place, key in enumerate(sorted(set(keys.values())), start=1)}
    return {i: min(order[key], _DEEPEST) for i, key in keys.items()}


def _is_heavy(found: Sequence[Paragraph]) -> bool:
    """Whether most text is bold, which then sets nothing off."""
    total = sum(len(line.text) for paragraph in found for line in paragraph.lines)
    bold = sum(len(line.text) for paragraph in found for line in paragraph.lines if line.bold)
    return bold * 3 > total


def _style(paragraph: Paragraph, body: float, heavy: bool) -> Style | None:
    """How a paragraph is set off from the text, if it is and can be a heading."""
    if paragraph.note or paragraph.lines[0].alone or len(paragraph.lines) > _MOST_LINES:
        return None
    text = paragraph.text.strip(EDGE)
    if len(text) > _LONGEST or text.endswith(_UNFINISHED) or not _SAYS.search(text) or _is_aside(text):
        return None
    size, bold = round(paragraph.size * 2) / 2, paragraph.bold and not heavy
    if paragraph.size > _LARGER * body:
        return size, bold
    if bold and paragraph.size >= 0.95 * body and len(text) <= _LONGEST_BOLD:
        return size, True
    return None


def _is_aside(text: str) -> bool:
    """Whether a line is a subtitle or a date below a title: ——在会上的讲话, （2025年3月5日）."""
    return text.startswith(("——", "--", "（", "(", "[", "〔")) and not headings.marker(text)


def _without_texts(found: Sequence[Paragraph], styles: dict[int, Style]) -> dict[int, Style]:
    """The headings without those of a style that much of the text has."""
    total = sum(len(paragraph.text) for paragraph in found)
    shares: dict[Style, int] = {}
    for i, style in styles.items():
        shares[style] = shares.get(style, 0) + len(found[i].text)
    return {i: style for i, style in styles.items() if shares[style] <= _MOST_SHARE * total or style[0] > 20}


def _rank(paragraph: Paragraph) -> float | None:
    mark = headings.marker(paragraph.text)
    return mark.rank if mark else None
