"""Lines of a PDF's page in the order in which they are read: columns, text that spans them, and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median

from quizgen.readers import headings
from quizgen.readers.pdfpage import BACK, Page, Piece, gap_between, is_latin
from quizgen.readers.pdfrules import Grid
from quizgen.readers.text import join

_ROW = 0.4  # ems by which baselines of one line may differ
_OPENING, _CLOSING = frozenset("“‘「『（《〈【〔［"), frozenset("。，、；：！？”’」』）》〉】〕］")
_SQUEEZED = 0.3  # ems: a smaller gap is one inside a line
_WORD, _SPREAD, _CELL = 1.0, 1.6, 2.0  # ems: a wider gap divides what stands in a row, and sets off a table's cell
# Columns: how many lines stand on each side of the gap, how wide it is, and how many of them fill their column; fewer
# do where two columns are equally wide, as columns of a page are and those of a table hardly are.
_SIDE, _MANY, _GUTTER, _FILL, _FILL_ALIKE, _ALIKE = 3, 8, 0.7, 0.6, 0.05, 0.85
_MOST_CUTS = 2

_LEADER = re.compile(r"(?:[.．…·⋯]\s?){3,}\s*[\dIVXivx]{1,5}$")
_BULLET = re.compile(
    r"[•●○■◆▪◇□★☆➢►▶✓√◎※\uf000-\uf0ff·\-–*+]|\[\d{1,3}\]|.{0,3}[.．、:：)）]|第.{1,4}[章节節条條编編讲講]"
)


@dataclass(slots=True)
class Line:
    """A line of text; ``left`` and ``right`` are the edges of its column, which ``fresh`` says that it begins.

    ``slot`` is the place of the column among those beside it (``""``: nothing stands beside it).

    ``starts`` are the places of its parts behind wide gaps. ``notes`` are the raised characters in its text that may
    point to footnotes, as (offset, length). ``cells`` are the parts of a line of a table without ruled lines, ``row``
    says that the whole of a ruled table stands in ``text``. ``why`` names the furniture that it is.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    page: int
    starts: tuple[float, ...] = ()
    notes: tuple[tuple[int, int], ...] = ()
    cells: tuple[str, ...] = ()
    table: bool = False
    left: float = 0.0
    right: float = 0.0
    fresh: bool = False
    slot: str = ""
    foot: bool = False
    why: str = ""

    @property
    def alone(self) -> bool:
        """Whether the line can be no part of a longer paragraph: a table, a row of one, an entry of contents."""
        return self.table or bool(self.cells) or bool(_LEADER.search(self.text))


def lines_of(page: Page, pieces: Sequence[Piece]) -> list[Line]:
    """The lines of ``pieces`` from top to bottom, those of ruled tables as one, not yet in columns."""
    inside: dict[Grid, list[Piece]] = {grid: [] for grid in page.grids}
    free: list[Piece] = []
    for piece in pieces:
        grid = next((g for g in page.grids if g.holds((piece.x0 + piece.x1) / 2, piece.y - piece.size * 0.35)), None)
        (free if grid is None else inside[grid]).append(piece)
    lines = [line for row in _rows(free) for line in _segments(row, page.number)]
    for grid, held in inside.items():
        lines.extend(_table(grid, held, page.number))
    return sorted(lines, key=lambda line: (line.y, line.x0))


def _rows(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Pieces of one baseline."""
    row: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: (p.row, p.x0)):
        if row and piece.row - row[0].row > _ROW * min(piece.size, row[0].size):
            yield row
            row = []
        row.append(piece)
    if row:
        yield row


def _segments(row: Sequence[Piece], page: int) -> Iterator[Line]:
    """The parts of a row without a wide gap inside."""
    part: list[Piece] = []
    for piece in sorted(row, key=lambda p: p.x0 + p.x1):
        if part and _is_twice(part[-1], piece):
            continue
        if part and not -BACK <= _gap(part[-1], piece) < (_SPREAD if _is_spread(part[-1], piece) else _WORD):
            yield _line(part, page)
            part = []
        part.append(piece)
    if part:
        yield _line(part, page)


def _gap(before: Piece, piece: Piece) -> float:
    """The gap between two pieces in ems; the empty half of a bracket or stop at its edge belongs to a gap."""
    gap = (piece.x0 - before.x1) / max(piece.size, before.size)
    if gap <= _SQUEEZED:
        return gap
    return gap + 0.5 * ((before.text[-1:] in _CLOSING) + (piece.text[:1] in _OPENING))


def _is_spread(before: Piece, piece: Piece) -> bool:
    """Whether a blank of the file stands between two Latin words, which a full line spreads."""
    return piece.space == " " and is_latin(before.text[-1:]) and is_latin(piece.text[:1])


def _is_twice(a: Piece, b: Piece) -> bool:
    """Whether one piece was drawn once more, a hair beside itself, for bold or a shadow."""
    return a.text == b.text and abs(a.x0 - b.x0) < 0.3 * a.size and abs(a.y - b.y) < 0.3 * a.size


def _line(part: Sequence[Piece], page: int) -> Line:
    text = ""
    notes: list[tuple[int, int]] = []
    for before, piece in zip((None, *part), part, strict=False):
        if before is not None:
            text += _space(before, piece)
        if piece.raised:
            notes.append((len(text), len(piece.text)))
        text += piece.text
    weights: dict[float, int] = {}
    for piece in part:
        weights[piece.size] = weights.get(piece.size, 0) + len(piece.text)
    main = max(weights, key=lambda size: (weights[size], size))
    on_line = [piece for piece in part if not piece.raised] or part
    bold = sum(len(piece.text) for piece in part if piece.bold) * 10 >= 9 * sum(len(p.text) for p in part)
    return Line(
        text=text,
        x0=part[0].x0,
        x1=max(piece.x1 for piece in part),
        y=on_line[0].row,
        size=main,
        bold=bold,
        page=page,
        starts=tuple(piece.x0 for piece in part),
        notes=tuple(notes),
    )


def _space(before: Piece, piece: Piece) -> str:
    """What stands between two pieces of a line: the file's own blank, or one where only a gap shows it."""
    if piece.space:
        return piece.space
    gap = (piece.x0 - before.x1) / min(piece.size, before.size)
    return "" if piece.raised else gap_between(before.text, piece.text, gap)


def _table(grid: Grid, pieces: Sequence[Piece], page: int) -> Iterator[Line]:
    """A ruled table as one line, its cells' lines joined; nothing where it holds no text."""
    cells: dict[tuple[int, int], list[Piece]] = {}
    for piece in pieces:
        cells.setdefault(grid.cell((piece.x0 + piece.x1) / 2, piece.y - piece.size * 0.35), []).append(piece)
    texts: dict[tuple[int, int], str] = {}
    for place, held in cells.items():
        parts = [line.text for row in _rows(held) for line in _segments(row, page)]
        text = parts[0]
        for part in parts[1:]:
            text = join(text, part)
        texts[place] = text
    if not texts:
        return
    width = len(grid.xs) - 1
    rows = [
        "\t".join(texts.get((row, column), "") for column in range(width)).rstrip("\t")
        for row in range(len(grid.ys) - 1)
    ]
    size = median(piece.size for piece in pieces)
    text = "\n".join(row for row in rows if row)
    top = min(piece.y for piece in pieces)
    yield Line(text, grid.xs[0], grid.xs[-1], top, size, bold=False, page=page, table=True)


def ordered(lines: Sequence[Line], gutters: Sequence[float] = ()) -> list[Line]:
    """The lines of a page in reading order, those of one column that stand in a row put together.

    ``gutters`` are the gaps between columns on other pages of the document, for a page too empty to show its own.
    """
    made: list[Line] = []
    for slot, column in _columns(list(lines), gutters):
        put = [line for row in _rows_of(column) for line in _one(row)]
        made.extend(replace(line, fresh=i == 0, slot=slot) for i, line in enumerate(put))
    return made


def gutter(lines: Sequence[Line]) -> float | None:
    """The middle of the gap between the columns of a page, if it has columns."""
    found = _gutter([line for line in lines if not line.table])
    return None if found is None else sum(found) / 2


def _columns(lines: list[Line], known: Sequence[float], slot: str = "") -> Iterator[tuple[str, list[Line]]]:
    """The columns in reading order: what spans the gap between them ends those above it and stands alone."""
    gap = _gutter([line for line in lines if not line.table]) if len(slot) < _MOST_CUTS else None
    if gap is None and not slot:
        gap = next((span for middle in known if (span := _known(lines, middle))), None)
    if gap is None:
        if lines:
            yield slot, lines
        return
    middle = sum(gap) / 2
    for spanning, band in groupby(lines, lambda line: _crosses(line, gap)):
        part = list(band)
        if spanning:
            yield slot, part
            continue
        for side in "LR":
            yield from _columns(
                [line for line in part if ((line.x0 + line.x1) / 2 <= middle) is (side == "L")], (), slot + side
            )


def _crosses(line: Line, gap: tuple[float, float]) -> bool:
    """Whether a line stands on both sides of a gap, and does not only stick out into it."""
    return line.x0 < gap[0] - line.size / 2 and line.x1 > gap[1] + line.size / 2


def _known(lines: Sequence[Line], middle: float) -> tuple[float, float] | None:
    """The gap of other pages, where it divides the lines of this one too."""
    crossing = sum(line.x0 < middle < line.x1 for line in lines)
    return (middle, middle) if lines and crossing * 8 <= len(lines) else None


def _gutter(lines: Sequence[Line]) -> tuple[float, float] | None:
    """The gap between two columns of running text: few lines cross it, and many on both sides reach to it."""
    if len(lines) < 2 * _SIDE:
        return None
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    em = median(line.size for line in lines)
    gaps = list(_gaps(lines, left, right, em))
    best = None
    for place, gap in enumerate(gaps):
        crossing = sum(_crosses(line, gap) for line in lines)
        before = gaps[place - 1][0] if place else left
        behind = gaps[place + 1][1] if place + 1 < len(gaps) else right
        sides = _within(lines, before, gap[1]), _within(lines, gap[0], behind)
        if crossing * 3 <= len(lines) and _are_columns(sides):
            count = min(map(len, sides))
            if best is None or count > best[0]:
                best = count, gap
    return None if best is None else best[1]


def _within(lines: Sequence[Line], left: float, right: float) -> list[Line]:
    """The lines of one column between two gaps."""
    return [line for line in lines if left - line.size / 2 <= line.x0 and line.x1 <= right + line.size / 2]


def _gaps(lines: Sequence[Line], left: float, right: float, em: float) -> Iterator[tuple[float, float]]:
    """Upright stripes of a page that hardly any line crosses, with text on both sides."""
    step = em / 4
    count = int((right - left) / step) + 2
    if not 8 <= count <= 4_000:
        return
    change = [0] * (count + 1)
    for line in lines:
        start = line.x0 + 0.5 * line.size * (line.text[:1] in _OPENING)
        end = max(line.x1 - 0.5 * line.size * (line.text[-1:] in _CLOSING), start)
        change[int((start - left) / step)] += 1
        change[min(int((end - left - 0.01) / step) + 1, count)] -= 1
    covered, level = [], 0
    for delta in change:
        level += delta
        covered.append(level)
    # what spans both columns crosses their gap: titles, tables, notes
    crossed = max(1, len(lines) // 3)
    low = min(covered[count // 8 : count - count // 8], default=0)
    place = 0
    for empty, run in groupby(covered, lambda n: n <= min(crossed, low + 1)):
        length = len(list(run))
        if empty and length * step >= _GUTTER * em and place > 0 and place + length < count:
            yield left + place * step, left + (place + length) * step
        place += length


def _are_columns(sides: tuple[list[Line], list[Line]]) -> bool:
    """Whether lines on both sides of a gap are running text in columns beside each other and no cells of a table."""
    if min(map(len, sides)) < _SIDE:
        return False
    tops, ends = [min(line.y for line in side) for side in sides], [max(line.y for line in side) for side in sides]
    top, end = max(tops), min(ends)
    shared = [[line for line in side if top - 1 <= line.y <= end + 1] for side in sides]
    if min(map(len, shared)) < _SIDE:
        return False
    widths = [max(line.x1 for line in side) - min(line.x0 for line in side) for side in shared]
    alike = min(widths) >= _ALIKE * max(widths) and min(map(len, shared)) >= _MANY
    return all(_is_running(side, _FILL_ALIKE if alike else _FILL) for side in shared)


def _is_running(side: Sequence[Line], share: float) -> bool:
    """Whether a share of a column's lines fill it, and it is as wide as running text needs."""
    left, right = min(line.x0 for line in side), max(line.x1 for line in side)
    width = right - left
    if width < 8 * median(line.size for line in side):
        return False
    full = sum(line.x1 - line.x0 >= 0.75 * width for line in side)
    return full >= max(share * len(side), 2)


def _rows_of(lines: Sequence[Line]) -> Iterator[list[Line]]:
    row: list[Line] = []
    for line in sorted(lines, key=lambda part: (part.y, part.x0)):
        if row and (line.table or row[0].table or line.y - row[0].y > _ROW * min(line.size, row[0].size)):
            yield sorted(row, key=lambda part: part.x0)
            row = []
        row.append(line)
    if row:
        yield sorted(row, key=lambda part: part.x0)


def _one(row: Sequence[Line]) -> Iterator[Line]:
    """The parts of a row as one line: its number and its text, words spread wide, or the cells of a table."""
    if len(row) == 1:
        yield row[0]
        return
    if any(b.x0 < a.x1 - BACK * a.size for a, b in pairwise(row)):  # drawn over each other
        yield from row
        return
    text = ""
    notes: list[tuple[int, int]] = []
    cells: list[str] = []
    for before, part in zip((None, *row), row, strict=False):
        if before is None:
            cells.append(part.text)
        elif part.x0 - before.x1 < _CELL * part.size or _is_number(text):
            gap = "" if _is_number(text) and not is_latin(text[-1]) else " "
            text += gap
            cells[-1] += gap + part.text
        else:
            text += " "
            cells.append(part.text)
        notes.extend((len(text) + at, length) for at, length in part.notes)
        text += part.text
    main = max(row, key=lambda part: len(part.text))
    yield replace(
        main,
        text=text,
        x0=row[0].x0,
        x1=row[-1].x1,
        bold=all(part.bold for part in row),
        starts=tuple(start for part in row for start in part.starts),
        notes=tuple(notes),
        cells=tuple(cells) if len(cells) > 1 else (),
    )


def _is_number(text: str) -> bool:
    """Whether what a line begins with is only its number or bullet."""
    if len(text) > 8:
        return False
    return bool(_BULLET.fullmatch(text)) or (headings.marker(text) is None and headings.marker(f"{text}x") is not None)
