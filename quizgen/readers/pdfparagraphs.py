"""Lines of a PDF to paragraphs: by indentation, by lines that end early, by distance and by size."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from quizgen.readers import headings
from quizgen.readers.pdflines import Line
from quizgen.readers.pdfpage import is_hyphen, is_latin
from quizgen.readers.text import join

_SENTENCE_END = ("。", "！", "？", "；", "：", ".", "!", "?", ";", ":", "…", "”", "』", "」", "）", ")")
_OPENING = "“‘「『（《〈【("
_CLOSING = "。，、；：！？”’」』）》〉】…,.;:!?)"
_INDENT, _SAME = 0.6, 0.45  # ems
_DEEP = 4.6  # ems: no first line is indented more, so what is stands by itself
_FIRST = (1.2, 2.8)  # ems by which first lines are indented
_SIZES = 1.08  # what is larger by this factor is of another size
_LOOSE = 1.3  # what is farther apart by this factor is another paragraph
_FEW, _BIN, _USUAL = 8, 12.0, 12
_HYPHENATED = re.compile(r"[^\W\d_]-$")
_LAST_WORD = re.compile(r"\S*$")
_NOTE = re.compile(
    r"[①-⑳⑴-⒇]|[\[［〔【（(]\s?(?:注\s?)?\d{1,3}\s?[\]］〕】）)]|\d{1,3}(?=[^\d.．、%])|[*＊※†‡]{1,3}|注\s?\d{0,3}\s?[：:释]"
)
_NOT_IN_MARK = re.compile(r"[\s\[\]［］〔〕【】（）()注：:释]+")
_SMALL = 0.94
_ARTICLE = re.compile(r"第\s?[一二三四五六七八九十百千零〇两\d]{1,7}\s?[条條款]")
_HYPHENS = frozenset("-–*")
_BULLET = re.compile(r"[•●○■◆▪◇□★☆➢►▶✓√◎※\uf000-\uf0ff\-–*](?=\s|[^\W\d_])")
_OPENS_NEW = ("（", "(", "——", "—", "【")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together; ``note`` says that they stand at a page's foot, apart from the text."""

    lines: list[Line] = field(default_factory=list)
    note: bool = False

    @property
    def text(self) -> str:
        """The lines as one text."""
        text = ""
        for line in self.lines:
            text = joined(text, line.text)
        return text

    @property
    def page(self) -> int:
        """The page on which it begins."""
        return self.lines[0].page

    @property
    def size(self) -> float:
        """The size of most of its characters."""
        weights: Counter[float] = Counter()
        for line in self.lines:
            weights[line.size] += len(line.text)
        return max(weights, key=lambda size: (weights[size], size))

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)


def body_size(lines: Sequence[Line]) -> float:
    """The size in which most of a document is printed, to half a point; 10 for one without lines."""
    weights: Counter[float] = Counter()
    for line in lines:
        if not line.table:
            weights[round(line.size * 2) / 2] += len(line.text)
    return max(weights, key=lambda size: (weights[size], -size), default=10.0)


def set_edges(pages: Sequence[Sequence[Line]]) -> None:
    """Find the edges of every column; one that few or short lines fill has those of its like on other pages."""
    columns = [column for lines in pages for column in _split(lines)]
    frames = [_frame(column) for column in columns]
    alike: dict[str, list[_Frame]] = defaultdict(list)
    for column, frame in zip(columns, frames, strict=True):
        alike[column[0].slot].append(frame)
    usual = {slot: _usual_frames(found) for slot, found in alike.items()}
    for column, frame in zip(columns, frames, strict=True):
        left, right = frame.left, frame.right
        if not frame.even:
            em = column[0].size
            near = [f for f in usual[column[0].slot] if left - _DEEP * em <= f.left <= left + em / 2]
            left = min([left, *(f.left for f in near[:1])])
            right = max([right, *(f.right for f in near)])
        for line in column:
            line.left, line.right = left, right


class _Frame(NamedTuple):
    """A column: how many lines it has, its edges, and whether many lines show where its right edge is."""

    lines: int
    left: float
    right: float
    even: bool


def _frame(column: Sequence[Line]) -> _Frame:
    left, right = _edges(column)
    full = sum(line.x1 > right - line.size for line in column)
    return _Frame(len(column), left, right, len(column) >= _FEW and full * 2 >= len(column))


def _usual_frames(frames: Sequence[_Frame]) -> list[_Frame]:
    """The frames that most lines of a document have, those of most lines first."""
    lines: Counter[tuple[int, int]] = Counter()
    widest: dict[tuple[int, int], _Frame] = {}
    for frame in frames:
        key = round(frame.left / _BIN), round(frame.right / _BIN)
        lines[key] += frame.lines * (3 if frame.even else 1)
        widest[key] = max(widest.get(key, frame), frame)
    return [widest[key] for key, _ in lines.most_common(_USUAL)]


def _split(lines: Sequence[Line]) -> Iterator[list[Line]]:
    column: list[Line] = []
    for line in lines:
        if line.fresh and column:
            yield column
            column = []
        column.append(line)
    if column:
        yield column


def _edges(column: Sequence[Line]) -> tuple[float, float]:
    """Left and right of a column: the outermost places at which several of its lines begin and end."""
    lines = [line for line in column if not line.table] or list(column)
    need = max(1, min(len(lines) // 10, 4)) if len(lines) < _FEW else max(2, len(lines) // 12)
    lefts, rights = sorted(line.x0 for line in lines), sorted((line.x1 for line in lines), reverse=True)
    em = lines[0].size
    left = next((x for i, x in enumerate(lefts) if _count_from(lefts, i, em / 2) >= need), lefts[0])
    right = next((x for i, x in enumerate(rights) if _count_from(rights, i, em) >= need), rights[0])
    return left, right


def _count_from(places: Sequence[float], start: int, reach: float) -> int:
    count = 0
    for place in places[start:]:
        if abs(place - places[start]) > reach or count >= 50:
            break
        count += 1
    return count


def set_feet(pages: Sequence[tuple[Sequence[Line], Sequence[float]]], body: float) -> None:
    """Mark footnotes: small lines at the end of a column, behind a rule or beginning with a note's mark."""
    for lines, rules in pages:
        for column in _split(lines):
            small = _small_tail(column, body)
            if 0 < len(small) < len(column) and _is_foot(column, small, rules):
                for line in small:
                    line.foot = True


def _small_tail(column: Sequence[Line], body: float) -> list[Line]:
    tail: list[Line] = []
    for line in reversed(column):
        if line.size > _SMALL * body or line.table:
            break
        tail.insert(0, line)
    return tail


def _is_foot(column: Sequence[Line], small: Sequence[Line], rules: Sequence[float]) -> bool:
    above = column[len(column) - len(small) - 1]
    first = small[0]
    ruled = any(above.y <= y <= first.y for y in rules)
    return ruled or bool(_NOTE.match(first.text))


def drop_marks(lines: Sequence[Line]) -> None:
    """Take out of a page's text the raised marks that its footnotes begin with."""
    marks = {_mark(found[0]) for line in lines if line.foot and (found := _NOTE.match(line.text))}
    for line in lines:
        if line.foot or not line.notes:
            continue
        for at, length in reversed(line.notes):
            if _mark(line.text[at : at + length]) in marks:
                line.text = line.text[:at] + line.text[at + length :]
        line.notes = ()


def _mark(text: str) -> str:
    return _NOT_IN_MARK.sub("", text)


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs of a document's lines; footnotes stand behind the paragraph that runs on over them."""
    text = [line for line in lines if not line.foot and not line.why]
    aside = _asides([line for line in lines if line.foot or line.why])
    made: list[Paragraph] = []
    for paragraph in _Builder(text).build():
        while aside and aside[-1][0] < paragraph.page:
            made.append(aside.pop()[1])
        made.append(paragraph)
    made.extend(paragraph for _, paragraph in reversed(aside))
    return made


def _asides(lines: Sequence[Line]) -> list[tuple[int, Paragraph]]:
    """Footnotes and kept furniture with the page behind which each stands, the last first."""
    made: list[tuple[int, Paragraph]] = []
    for line in lines:
        behind = line.page - 1 if line.why == "page.head" else line.page
        goes_on = line.foot and made and made[-1][1].lines[-1].page == line.page and made[-1][1].lines[-1].foot
        if goes_on and not _NOTE.match(line.text):
            made[-1][1].lines.append(line)
        else:
            made.append((behind, Paragraph([line], note=True)))
    return sorted(made, key=lambda pair: pair[0])[::-1]


class _Builder:
    """Decides for each line whether it goes on with the paragraph before it."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._leading = _leadings(lines)
        self._indented = _is_indented(lines)
        hyphens = Counter(line.text[0] for line in lines if line.text[0] in _HYPHENS)
        self._bullets = {char for char, count in hyphens.items() if count >= 3 and count * 30 >= len(lines)}

    def build(self) -> Iterator[Paragraph]:
        """The paragraphs in order."""
        now: Paragraph | None = None
        for index, line in enumerate(self._lines):
            if now is None or self._is_new(now, line, index):
                if now is not None:
                    yield now
                now = Paragraph()
            now.lines.append(line)
        if now is not None:
            yield now

    def _is_new(self, now: Paragraph, line: Line, index: int) -> bool:
        before = now.lines[-1]
        if line.alone or before.alone or _other_size(before, line):
            return True
        if self._is_apart(before, line):
            return True
        if _goes_on_centred(before, line):
            return False
        if _ends_early(before, line):
            return True
        indent = (line.x0 - line.left) / line.size
        if indent > _INDENT:
            return self._is_new_indented(now, line, index)
        return self._is_new_flush(now, line)

    def _is_apart(self, before: Line, line: Line) -> bool:
        """Whether more than the usual distance lies between two lines of a column."""
        if line.fresh or line.page != before.page:
            return False
        usual = self._leading.get(round(line.size))
        distance = line.y - before.y
        return distance < 0 or distance > (_LOOSE * usual if usual else 2.2 * line.size)

    def _is_new_indented(self, now: Paragraph, line: Line, index: int) -> bool:
        first, before, em = now.lines[0], now.lines[-1], line.size
        if _inner(line) - _inner(first) > _INDENT * em and any(
            abs(_inner(line) - (start - first.left)) <= _SAME * em for start in first.starts[1:]
        ):
            return False  # text that hangs below the text behind a number or bullet
        shift = _inner(before) - _inner(line)
        if abs(shift) > _SAME * em:
            return len(now.lines) > 1 or not _FIRST[0] * em <= shift <= _FIRST[1] * em  # the first line of a block
        if self._has_bullet(line) or _has_number(now, line):
            return True
        if len(now.lines) > 1 or not _FIRST[0] * em <= _inner(line) <= _FIRST[1] * em:
            return False  # a block that is indented as a whole
        after = self._lines[index + 1] if index + 1 < len(self._lines) else None
        runs_on = after is not None and abs(_inner(after) - _inner(line)) <= _SAME * em and not _ends_early(line, after)
        ended = before.text.endswith(_SENTENCE_END)
        return not runs_on or ended or _is_numbered(line.text)

    def _has_bullet(self, line: Line) -> bool:
        """Whether a line begins with a bullet; a hyphen is one where more lines begin with it."""
        bullet = _BULLET.match(line.text)
        return bullet is not None and (bullet[0] not in _HYPHENS or bullet[0] in self._bullets)

    def _is_new_flush(self, now: Paragraph, line: Line) -> bool:
        before = now.lines[-1]
        if _inner(before) > _DEEP * before.size:
            return True
        if self._has_bullet(line) or _has_number(now, line):
            return True
        ended = before.text.endswith(_SENTENCE_END)
        return not self._indented and ended and _is_numbered(line.text)


def _is_numbered(text: str) -> bool:
    """Whether a line begins with a number, that of an article of a law among them."""
    return bool(headings.marker(text)) or bool(_ARTICLE.match(text))


def _has_number(now: Paragraph, line: Line) -> bool:
    """Whether a line begins with a number of the kind that the paragraph before began with."""
    mark, first = headings.marker(line.text), headings.marker(now.lines[0].text)
    return mark is not None and first is not None and mark.kind == first.kind and mark.number != first.number


def _inner(line: Line) -> float:
    """How far a line begins inside its column."""
    return line.x0 - line.left


def _other_size(a: Line, b: Line) -> bool:
    return max(a.size, b.size) > _SIZES * min(a.size, b.size)


def _ends_early(before: Line, line: Line) -> bool:
    """Whether what ``line`` begins with would have had room at the end of ``before``."""
    word = _first_word(line.text)
    em = line.size
    need = sum((0.55 if is_latin(char) else 1.0) for char in word) * em + (0.3 if is_latin(word[:1]) else 0.0) * em
    inset = _inner(line) if _inner(line) > _INDENT * em else 0.0  # a block may be set in on both sides
    return before.x1 + need + 0.55 * em < before.right - inset


def _first_word(text: str) -> str:
    """What cannot be divided at the beginning of a line: a word, or a character and the marks behind it."""
    end = 1
    if text and is_latin(text[0]):
        while end < min(len(text), 30) and is_latin(text[end]) and text[end] != " ":
            end += 1
    elif text and text[0] in _OPENING:
        end = 2
    elif text[1:2] in ("“", "‘"):  # of a Western font, and so not divided from the character before
        end = 3
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    return text[:end]


def _goes_on_centred(before: Line, line: Line) -> bool:
    """Whether two lines in the middle of a column are one title that was too long for a line."""
    return (
        _is_centred(before, 0)
        and _is_centred(line, 1)
        and not line.fresh
        and before.bold == line.bold
        and len(before.text) >= 8
        and not before.text.endswith(_SENTENCE_END)
        and not line.text.startswith(_OPENS_NEW)
        and not headings.marker(line.text)
        and not any(char.isdigit() for char in line.text[:4])
        and before.x1 - before.x0 > 0.5 * (before.right - before.left)
    )


def _is_centred(line: Line, margin: float) -> bool:
    """Whether a line stands in the middle of its column, ``margin`` ems at least from its edges."""
    before, behind = line.x0 - line.left, line.right - line.x1
    return min(before, behind) >= margin * line.size and abs(before - behind) <= 1.2 * line.size


def _leadings(lines: Sequence[Line]) -> dict[int, float]:
    """For each size of type the usual distance of lines where a full one runs on, as far as there are enough."""
    found: dict[int, list[float]] = defaultdict(list)
    for a, b in pairwise(lines):
        beside = a.page == b.page and not b.fresh and 0 < b.y - a.y < 4 * b.size
        if beside and not _other_size(a, b) and not a.alone and not _ends_early(a, b) and _inner(b) < _INDENT * b.size:
            found[round(b.size)].append(b.y - a.y)
    return {size: _usual(distances) for size, distances in found.items() if len(distances) >= 3}


def _usual(distances: Sequence[float]) -> float:
    """The distance that most lines have, the smaller one of two that are nearly as frequent."""
    bins = Counter(round(distance) for distance in distances)
    most = max(bins.values())
    return float(min(value for value, count in bins.items() if count * 3 >= most))


def _is_indented(lines: Sequence[Line]) -> bool:
    """Whether paragraphs begin with an indentation."""
    firsts = runs = 0
    for a, b in pairwise(lines):
        runs += 1
        inner = _inner(a) / a.size
        firsts += _FIRST[0] <= inner <= _FIRST[1] and abs(_inner(b)) <= _INDENT * b.size
    return firsts >= 2 and firsts * 25 >= runs


def joined(before: str, after: str) -> str:
    """Two lines as one text: Latin words with a space, one that was divided without its hyphen."""
    if not before:
        return after
    if is_hyphen(before[-1]) and after[:1].isalpha():
        return before[:-1] + after
    if _HYPHENATED.search(before) and after[:1].islower():
        found = _LAST_WORD.search(before)
        word = found[0][:-1] if found else ""
        return before + after if "-" in word else before[:-1] + after
    if before[-1] in "-–/" and is_latin(after[:1]) and not before.endswith((" -", " –")):
        return before + after
    return join(before, after)
