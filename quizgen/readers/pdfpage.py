"""What stands on one page of a PDF: pieces of text with their places and looks, ruled lines, and pictures.

Places are in points from the upper left corner of the page as it is shown, turned so that most of its text runs from
left to right.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from quizgen.data import load
from quizgen.readers.pdfrules import Grid, grids, rules_of, text_objects

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

MOST_CHARACTERS = 200_000
MOST_OBJECTS = 15_000  # text objects, over which the library's time grows with their square

_SPACES = frozenset(" \t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000")
_HYPHENS = frozenset("\x02\xad\ufffe")  # what pdfium and typesetters put for a hyphen that only divides a word
_BOLD = ("bold", "black", "heavy", "semibold", "demi", "hei", "黑", "biaosong", "xbs", "小标宋")
_LIGHT = 0.55  # luminance from which text is a shade and not ink
_ALIGNED = 0.05  # the sine of the steepest angle at which text still runs along an axis
# In ems. Marks that meet are set closer by the empty half of each, so that ：“ stand in one place.
# A gap may hold what comes later in the file, as where quotation marks are of another font.
BACK, _GAP, _LATIN_GAP, _SHIFT = 1.1, 0.28, 0.22, 0.1
_MARKS = frozenset(",.;:!?)")
_UNSEEN = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_BLANK = {"\t": " ", "\r": "", "\n": ""}
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,2}")
_SMALLEST, _LARGEST = 0.5, 2_000.0


@dataclass(slots=True)
class Piece:
    """Characters of one look beside each other; ``y`` is their baseline, ``space`` what blank stands before them.

    ``row`` is the baseline of the line that they belong to: for raised and lowered characters that of their
    neighbours. ``askew`` is text that runs in another direction than the page's.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    light: bool = False
    askew: bool = False
    space: str = ""
    row: float = 0.0

    @property
    def raised(self) -> bool:
        """Whether the piece stands above its line, as the mark of a footnote does."""
        return self.row - self.y > 0.12 * self.size


@dataclass(slots=True)
class Page:
    """A page's text and what else tells how to read it; ``outside`` is text that does not show."""

    number: int
    width: float
    height: float
    pieces: list[Piece] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    rules: list[float] = field(default_factory=list)  # where short lines stand that may set off footnotes
    outside: str = ""
    pictured: bool = False  # a picture covers much of it
    drawn: bool = False  # it has pictures or drawings
    characters: int = 0
    unreadable: int = 0
    cut: bool = False


@dataclass(frozen=True, slots=True)
class _Look:
    """How the characters of one text object look; ``run`` is the direction of their line in the file's own space."""

    size: float
    bold: bool
    light: bool
    run: tuple[float, float]


@dataclass(slots=True)
class _Glyph:
    char: str
    box: tuple[float, float, float, float]
    origin: tuple[float, float]
    look: _Look
    thing: int


@cache
def _plain() -> dict[int, str]:
    """Radicals and compatibility forms that fonts are mapped to, and the characters that a reader takes them for."""
    table = {ord(form): char for form, char in load("pdf")["radical"].items()}
    for start, end in ((0x2E80, 0x2FE0), (0xF900, 0xFB07), (0x2F800, 0x2FA20)):
        for code in range(start, end):
            plain = unicodedata.normalize("NFKC", chr(code))
            if plain != chr(code):
                table.setdefault(code, plain)
    return table


def read_page(page: PdfPage, number: int) -> Page:
    """What stands on ``page``."""
    from pypdfium2 import raw

    glyphs, found = _glyphs(page, raw)
    box = _box(page, raw)
    turn = _upright(glyphs, raw.FPDFPage_GetRotation(page))
    width, height = (box[2] - box[0], box[3] - box[1])[:: -1 if turn % 2 else 1]
    place = _Turn(turn, box)
    read = Page(number, width, height, characters=found.characters, unreadable=found.unreadable, cut=found.cut)
    rules, read.pictured, read.drawn = rules_of(page, place, width * height)
    read.grids = grids(rules)
    read.rules = [y0 for x0, y0, x1, y1 in rules if y1 - y0 < 1 and x1 - x0 > 0.08 * width]
    walls = [x for grid in read.grids for x in grid.xs]
    _Pieces(place, walls, read).build(glyphs)
    return read


class _Turn:
    """Brings places of the file into those of the page as it is read."""

    def __init__(self, turn: int, box: tuple[float, float, float, float]) -> None:
        self.turn, self.box = turn, box

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The place of a point of the file."""
        left, bottom, right, top = self.box
        if self.turn == 0:
            return x - left, top - y
        if self.turn == 1:
            return y - bottom, x - left
        if self.turn == 2:
            return right - x, y - bottom
        return top - y, right - x

    def rect(self, box: Sequence[float]) -> tuple[float, float, float, float]:
        """A rectangle, as left, top, right, bottom."""
        ax, ay = self.point(box[0], box[1])
        bx, by = self.point(box[2], box[3])
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _run(turn: int, run: tuple[float, float]) -> tuple[float, float]:
    """A direction of the file as a direction of the page, downwards positive."""
    a, b = run
    return ((a, -b), (b, a), (-a, b), (-b, -a))[turn]


def _along(turn: int, run: tuple[float, float]) -> bool:
    dx, dy = _run(turn, run)
    return dx > 0 and abs(dy) <= _ALIGNED


def _upright(glyphs: Sequence[_Glyph], shown: int) -> int:
    """The turn in which most text runs from left to right; the one that is shown where others are no better."""
    runs = Counter(glyph.look.run for glyph in glyphs)
    along = {turn: sum(n for run, n in runs.items() if _along(turn, run)) for turn in range(4)}
    best = max(along, key=lambda turn: (along[turn], turn == shown))
    return best if along[best] > along[shown] * 2 else shown


def _box(page: PdfPage, raw: Any) -> tuple[float, float, float, float]:
    rect = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, rect)
    box = (rect.left, rect.bottom, rect.right, rect.top)
    if all(map(math.isfinite, box)) and box[2] - box[0] > 1 and box[3] - box[1] > 1:
        return box
    return 0.0, 0.0, 595.0, 842.0


@dataclass(slots=True)
class _Found:
    characters: int = 0
    unreadable: int = 0
    cut: bool = False


def _glyphs(page: PdfPage, raw: Any) -> tuple[list[_Glyph], _Found]:
    """The characters that the file itself holds, in its order."""
    found = _Found()
    glyphs: list[_Glyph] = []
    if text_objects(page, MOST_OBJECTS) > MOST_OBJECTS:
        found.cut = True
        return glyphs, found
    text = page.get_textpage()
    try:
        count = text.count_chars()
        found.cut = count > MOST_CHARACTERS
        held, looks, high = text.raw, _Looks(text.raw, raw), 0
        rect, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        for index in range(min(count, MOST_CHARACTERS)):
            code = raw.FPDFText_GetUnicode(held, index)
            if raw.FPDFText_IsGenerated(held, index) == 1 and code != 2:
                continue
            if 0xD800 <= code < 0xDC00:  # where the library hands out half characters, as it does on Windows
                high = code
                continue
            if high and 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
            high = 0
            char = _char(code)
            if char.strip():
                found.characters += 1
                found.unreadable += _is_unreadable(code) or raw.FPDFText_HasUnicodeMapError(held, index) == 1
            raw.FPDFText_GetLooseCharBox(held, index, rect)
            raw.FPDFText_GetCharOrigin(held, index, x, y)
            box = (rect.left, rect.bottom, rect.right, rect.top)
            if all(map(math.isfinite, (*box, x.value, y.value))):
                glyphs.append(_Glyph(char, box, (x.value, y.value), *looks.of(index)))
    finally:
        text.close()
    return glyphs, found


def _char(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _is_unreadable(code: int) -> bool:
    """Whether a code stands for no character that anybody reads: private, unmapped or a control."""
    return (0xE000 <= code < 0xF000 or 0xF100 <= code < 0xF900 or code in (0, 0xFFFD) or code >= 0xF0000) or (
        code < 0x20 and code not in (2, 9, 10, 13)
    )


class _Looks:
    """Looks of characters, found once for each text object."""

    def __init__(self, text: Any, raw: Any) -> None:
        self._text, self._raw = text, raw
        self._known: dict[int, _Look] = {}
        self._matrix = raw.FS_MATRIX()
        self._colour = [ctypes.c_uint() for _ in range(4)]
        self._name, self._flags = ctypes.create_string_buffer(256), ctypes.c_int()

    def of(self, index: int) -> tuple[_Look, int]:
        """The look of a character, and what tells the text object that it belongs to."""
        thing = self._raw.FPDFText_GetTextObject(self._text, index)
        key = ctypes.addressof(thing.contents) if thing else 0
        look = self._known.get(key) if key else None
        if look is None:
            look = self._known[key] = self._look(index, thing)
        return look, key

    def _look(self, index: int, thing: Any) -> _Look:
        raw, matrix = self._raw, self._matrix
        raw.FPDFText_GetMatrix(self._text, index, matrix)
        size = raw.FPDFText_GetFontSize(self._text, index) * math.hypot(matrix.c, matrix.d)
        length = math.hypot(matrix.a, matrix.b)
        run = (round(matrix.a / length, 3), round(matrix.b / length, 3)) if length > 0 else (1.0, 0.0)
        raw.FPDFText_GetFontInfo(self._text, index, self._name, 256, self._flags)
        name = self._name.value.decode("utf-8", "replace").lower()
        stroked = bool(thing) and raw.FPDFTextObj_GetTextRenderMode(thing) == raw.FPDF_TEXTRENDERMODE_FILL_STROKE
        raw.FPDFText_GetFillColor(self._text, index, *self._colour)
        size = min(max(size, _SMALLEST), _LARGEST) if math.isfinite(size) else 10.0
        return _Look(round(size, 2), stroked or any(word in name for word in _BOLD), self._is_light(), run)

    def _is_light(self) -> bool:
        red, green, blue, alpha = (part.value for part in self._colour)
        ink = (1 - (0.3 * red + 0.59 * green + 0.11 * blue) / 255) * alpha / 255
        return 1 - ink >= _LIGHT


class _Pieces:
    """Puts characters together that stand beside each other."""

    def __init__(self, place: _Turn, walls: Sequence[float], page: Page) -> None:
        self._place, self._walls, self._page = place, walls, page
        self._chars: list[str] = []
        self._last: tuple[str, float, int] = ("", -1e9, 0)
        self._now: Piece | None = None
        self._look: _Look | None = None
        self._space, self._reach = "", -1e9
        self._outside: list[str] = []

    def build(self, glyphs: Sequence[_Glyph]) -> None:
        """Fill the page's pieces."""
        for glyph in glyphs:
            if glyph.char in _UNSEEN:
                continue
            if glyph.char in _SPACES or glyph.char in "\r\n":
                self._space += _BLANK.get(glyph.char, glyph.char)
                self._reach = max(self._reach, self._place.rect(glyph.box)[2])
                continue
            self._add(glyph)
        self._end()
        self._page.outside = "".join(self._outside)
        _seat(self._page.pieces)

    def _add(self, glyph: _Glyph) -> None:
        x0, _, x1, _ = self._place.rect(glyph.box)
        y = self._place.point(*glyph.origin)[1]
        if not (x1 > 0 and x0 < self._page.width and 0 < y < self._page.height + glyph.look.size):
            self._outside.append(glyph.char)
            return
        if self._now is None or self._apart(self._now, glyph, x0, y):
            self._end()
            askew = not _along(self._place.turn, glyph.look.run)
            self._now = Piece("", x0, x1, y, glyph.look.size, glyph.look.bold, glyph.look.light, askew, self._space)
            self._look = glyph.look
        elif self._is_twice(glyph, x0):
            return
        else:
            self._chars.append(self._space or self._gap(self._now, glyph, x0))
        self._chars.append(glyph.char)
        self._last = (glyph.char, x0, glyph.thing)
        self._space = ""
        self._now.x0, self._now.x1 = min(self._now.x0, x0), max(self._now.x1, x1)
        self._reach = self._now.x1

    def _apart(self, now: Piece, glyph: _Glyph, x0: float, y: float) -> bool:
        """Whether a character does not go on with the piece."""
        if glyph.look is not self._look and glyph.look != self._look:
            return True
        if now.askew or (glyph.thing == self._last[2] and x0 == self._last[1]):  # a ligature stands for several
            return False
        em = now.size
        if abs(y - now.y) > _SHIFT * em or not now.x1 - BACK * em < x0 < self._reach + _GAP * em:
            return True
        return x0 > now.x1 and any(now.x1 - 1 <= wall <= x0 + 1 for wall in self._walls)

    def _is_twice(self, glyph: _Glyph, x0: float) -> bool:
        """Whether the character before was drawn once more for bold."""
        return (
            glyph.char == self._last[0]
            and glyph.thing != self._last[2]
            and abs(x0 - self._last[1]) < 0.3 * glyph.look.size * _width(glyph.char)
        )

    def _gap(self, now: Piece, glyph: _Glyph, x0: float) -> str:
        return gap_between("".join(self._chars[-24:]), glyph.char, (x0 - now.x1) / now.size)

    def _end(self) -> None:
        if self._now is not None:
            self._now.text = "".join(self._chars).translate(_plain())
            self._now.row = self._now.y
            self._page.pieces.append(self._now)
        self._chars, self._now, self._last = [], None, ("", -1e9, 0)


def gap_between(before: str, after: str, gap: float) -> str:
    """The blank that a gap of so many ems stands for where the file has none: between Latin words and behind marks.

    Between Latin and Chinese letters typesetters put a gap that is no blank, but a heading's number needs one.
    """
    if gap <= _LATIN_GAP or not before or not is_latin(before[-1]):
        return ""
    blank = is_latin(after[:1]) or before[-1] in _MARKS or _NUMBER.fullmatch(before)
    return " " if blank else ""


def _width(char: str) -> float:
    return 0.5 if is_latin(char) else 1.0


def is_latin(char: str) -> bool:
    """Whether words of this character's script stand apart; Chinese and its marks do not."""
    return char < "\u2010" or "\u2100" <= char < "\u2190"


def is_hyphen(char: str) -> bool:
    """Whether a character is a hyphen that shows only where a word is divided."""
    return char in _HYPHENS


def _seat(pieces: Sequence[Piece]) -> None:
    """Give raised and lowered pieces the line of the neighbour that they belong to."""
    for before, piece in _neighbours(pieces):
        small, large = sorted((before, piece), key=lambda p: p.size)
        shift = abs(before.y - piece.y)
        beside = -0.3 * large.size < piece.x0 - before.x1 < 0.6 * large.size
        if beside and small.size <= 0.8 * large.size and _SHIFT * large.size < shift < 0.75 * large.size:
            small.row = large.row


def _neighbours(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, Piece]]:
    """Pieces that follow each other and run along the page."""
    along = [piece for piece in pieces if not piece.askew]
    return pairwise(along)
