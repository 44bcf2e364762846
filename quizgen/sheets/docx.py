"""Writes a sheet as a Word file that a teacher goes on editing in Word or WPS.

What a paragraph is, its style says. Numbers are text and no list of Word's: a question keeps the number that it has in
the key when another one is deleted or copied away, and lists of Word go on counting from one document into the next.
Gaps are underlined spaces that do not break, so that what is typed over them is underlined too; a mark without width
lets a long one go on in the next line. Answers stand in the key or behind their questions, never behind a gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from quizgen.sheets import Rendered, Writer, wordxml
from quizgen.sheets.lengths import may_break
from quizgen.sheets.model import CutCard, Entry, Heading, Leaf, Question, Row, Run, Sheet
from quizgen.sheets.wordstyles import LANGUAGES, Place, Role, Styles
from quizgen.sheets.wordxml import cell, paragraph, row, run, tab

_SPACE = "\u00a0"
_SPACES = 4
"""Of these spaces are as wide as a Chinese character in the fonts that stand beside Chinese ones."""
_MAY_BREAK = "\u200b"
_PIECE = 2
"""Chinese characters between the places where a gap may break."""
_JOIN = "；"
_GAP_BEFORE = "　"
_DEEPEST = 5
_QUESTION_PART = 0.58
_KEEP = "<w:keepNext/>"
_NEW_PAGE = "<w:pageBreakBefore/>"


class DocxWriter(Writer):
    """A document for Word, WPS and LibreOffice."""

    suffix: ClassVar[str] = ".docx"
    media_type: ClassVar[str] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    def render(self, sheet: Sheet) -> Rendered:
        """The package; its parts bear a fixed date."""
        package = wordxml.Package()
        body = _Body(sheet, "" if sheet.leaves else package.footer(_footer(sheet)))
        written = "".join((*(body.leaves() if sheet.leaves else body.parts()), body.section()))
        package.styles(body.styles.xml(), body.styles.settings())
        return Rendered(data=package.saved(written, title=sheet.heading, language=LANGUAGES[sheet.lang]))


class _Body:
    """The text of one sheet being written."""

    def __init__(self, sheet: Sheet, footer: str) -> None:
        self.sheet = sheet
        self.footer = footer
        numbers = [*(question.number for question in sheet.questions), *(entry.number for entry in sheet.key)]
        self.styles = Styles(sheet, len(str(max(numbers, default=1))))

    def section(self, columns: int | None = None) -> str:
        """The properties of a section, which goes on where the one before ends: its page and its columns."""
        page = self.sheet.page
        width, height, margin = (size * wordxml.PER_MM for size in (*page.size, page.margin))
        sides = " ".join(f'w:{side}="{margin:.0f}"' for side in ("top", "right", "bottom", "left"))
        columns = page.columns if columns is None else columns
        return (
            f'<w:sectPr>{self.footer}<w:type w:val="continuous"/><w:pgSz w:w="{width:.0f}" w:h="{height:.0f}"/>'
            f'<w:pgMar {sides} w:header="{margin / 2:.0f}" w:footer="{margin / 2:.0f}" w:gutter="0"/>'
            f'<w:cols w:num="{columns}" w:space="{2 * self.styles.em:.0f}"/></w:sectPr>'
        )

    def parts(self) -> Iterator[str]:
        """Title, head line, questions and key."""
        sheet = self.sheet
        asked = bool(sheet.parts)
        yield paragraph("Title", run(sheet.heading))
        head = self._head() if asked and sheet.words.head else ""
        if sheet.page.columns > 1:
            # the title and the head line go over all columns, so they are a section of their own
            yield paragraph("HeadLine", head, self.section(columns=1))
        elif head:
            yield paragraph("HeadLine", head)
        yield from self._table() if sheet.layout == "table" and asked else self._questions()
        if sheet.key and asked:
            yield paragraph("KeyTitle", run(sheet.words.key))
        if sheet.words.find:
            yield paragraph("Normal", run(sheet.words.find, "Source"))
        for entry in sheet.key:
            yield self._entry(entry)

    def leaves(self) -> Iterator[str]:
        """A page for each leaf; the paragraphs between the tables take no room."""
        for place, leaf in enumerate(self.sheet.leaves):
            if place:
                yield paragraph("Spacer", "", _NEW_PAGE)
            yield self._leaf(leaf)
        yield paragraph("Spacer", "")

    def _head(self) -> str:
        parts: list[str] = []
        for word in self.sheet.words.head:
            parts += [*([tab()] if parts else []), run(f"{word}："), tab()]
        return "".join(parts)

    def _questions(self) -> Iterator[str]:
        for part in self.sheet.parts:
            if isinstance(part, Heading):
                yield paragraph(f"Heading{min(part.level, _DEEPEST)}", run(part.text))
            else:
                lines = self._question(part, part.level)
                if self.sheet.inline and part.answers:
                    words = run(self.sheet.words.answer, "Number") + run(_JOIN.join(part.answers))
                    lines.add(Place("answer", level=part.level), words)
                yield from lines.written("" if may_break(part, self.sheet) else _KEEP)

    def _question(self, question: Question, level: int) -> _Lines:
        lines = _Lines(self.styles, level=level)
        lines.number(question.number)
        lines.rows(question.rows)
        lines.code(question.code)
        return lines

    def _table(self) -> Iterator[str]:
        words, width = self.sheet.words, self.styles.column_width
        widths = (width * _QUESTION_PART, width * (1 - _QUESTION_PART))
        title = self.styles.of(Place("cell"))
        heads = zip(widths, (words.question, words.answer_column), strict=True)
        rows = [row("".join(cell(w, paragraph(title, run(text, "Number"))) for w, text in heads), _HEADER_ROW)]
        for part in self.sheet.parts:
            if isinstance(part, Heading):
                heading = paragraph(f"Heading{min(part.level, _DEEPEST)}", run(part.text))
                rows.append(row(cell(width, heading, '<w:gridSpan w:val="2"/>'), "<w:cantSplit/>"))
            else:
                answers = "".join(paragraph(title, run(answer)) for answer in part.answers or ("",))
                question = "".join(self._question(part, 0).written())
                whole = "" if may_break(part, self.sheet) else "<w:cantSplit/>"
                rows.append(row(cell(widths[0], question) + cell(widths[1], answers), whole))
        yield wordxml.table("SheetTable", widths, "".join(rows))
        yield paragraph("Spacer", "")

    def _entry(self, entry: Entry) -> str:
        words = run(f"{entry.number}.", "Number") + tab() + run(_JOIN.join(entry.answers))
        words += run(_GAP_BEFORE + entry.source, "Source") if entry.source else ""
        words += run(_GAP_BEFORE + entry.code, "Code") if entry.code else ""
        return paragraph(self.styles.of(Place("entry")), words)

    def _leaf(self, leaf: Leaf) -> str:
        count = max(len(cells) for cells in leaf.cells)
        page = self.sheet.page
        # a point of the page is left to the paragraph behind the table
        height = ((page.size[1] - 2 * page.margin) * wordxml.PER_MM - 40) / len(leaf.cells)
        width = self.styles.text_width / count
        exact = f'<w:cantSplit/><w:trHeight w:val="{height:.0f}" w:hRule="exact"/>'
        rows = [
            row("".join(cell(width, self._card(card, leaf), _MIDDLE) for card in cells), exact) for cells in leaf.cells
        ]
        # only the fronts have lines to cut along: those on the back never lie exactly behind them
        return wordxml.table("CutCards" if leaf.side == "front" else "CardBacks", [width] * count, "".join(rows))

    def _card(self, card: CutCard | None, leaf: Leaf) -> str:
        if card is None:
            return paragraph("Spacer", "")
        if leaf.side == "front":
            lines = _Lines(self.styles, scale=card.scale, card=True)
            lines.number(card.number)
            lines.rows(card.front)
            lines.code(card.code)
            return "".join(lines.written())
        lines, back = _Lines(self.styles), Place("back", scale=card.back_scale, card=True)
        for place, answer in enumerate(card.back):
            number = run(f"{card.number}. ", "Number") if place == 0 else ""
            lines.add(back, number + run(answer))
        if card.source:
            lines.add(back, run(card.source, "Source"))
        return "".join(lines.written()) or paragraph("Spacer", "")


_HEADER_ROW = "<w:cantSplit/><w:tblHeader/>"
_MIDDLE = '<w:vAlign w:val="center"/>'


class _Lines:
    """The paragraphs of one question."""

    def __init__(self, styles: Styles, *, level: int = 0, scale: float = 1.0, card: bool = False) -> None:
        self.styles = styles
        self.level, self.scale, self.card = level, scale, card
        self.opening = ""
        self.made: list[tuple[Place, str]] = []

    def number(self, number: int) -> None:
        """The number of the question stands before what comes next."""
        self.opening = run(f"{number}.", "Number") + (run(" ") if self.card else tab())

    def add(self, place: Place, inner: str) -> None:
        """A paragraph."""
        self.made.append((place, inner))

    def rows(self, rows: Iterable[Row]) -> None:
        """The paragraphs of ``rows``; where there are lines to write on, a row is several."""
        for one in rows:
            self._row(one)

    def code(self, code: str) -> None:
        """The code stands behind the last text; behind lines to write on, in a line of its own."""
        if not code:
            return
        if self.made and not self.made[-1][0].ruled:
            place, inner = self.made[-1]
            self.made[-1] = (place, inner + run(_GAP_BEFORE + code, "Code"))
        else:
            self.add(self._place("text"), run(code, "Code"))

    def written(self, keep: str = "") -> list[str]:
        """The paragraphs as XML; all but the last have the property ``keep``, which a row of a table does without."""
        last = len(self.made) - 1
        return [
            paragraph(self.styles.of(place), inner, keep if index < last else "")
            for index, (place, inner) in enumerate(self.made)
        ]

    def _place(self, role: Role, *, marked: bool = False, ruled: bool = False) -> Place:
        first = bool(self.opening) and not self.card
        return Place(role, first, marked, ruled, self.level, self.scale, self.card)

    def _row(self, one: Row) -> None:
        marked, inner, begun = bool(one.mark), "", False
        mark = run(one.mark) + tab() if marked else ""
        for piece in one.runs:
            if not piece.lines:
                inner += _gap(piece) if piece.gap else run(piece.text)
                begun = True
                continue
            if begun:
                self._flush(one.role, mark + inner, marked=marked)
            hint = run(piece.hint, "Hint") if piece.hint else ""
            self._flush(one.role, hint if begun else mark + hint, marked=marked and not begun, ruled=True)
            for _ in range(piece.lines - 1):
                self._flush(one.role, "", marked=False, ruled=True)
            inner, mark, marked, begun = "", "", False, False
        if inner or mark:
            self._flush(one.role, mark + inner, marked=marked)

    def _flush(self, role: Role, inner: str, *, marked: bool, ruled: bool = False) -> None:
        place = self._place(role, marked=marked, ruled=ruled)
        self.add(place, self.opening + inner)
        self.opening = ""


def _gap(gap: Run) -> str:
    """An underlined space with its hint at the end."""
    width = max(gap.width - len(gap.hint), 2)
    pieces = [_SPACE * (min(_PIECE, width - place) * _SPACES) for place in range(0, width, _PIECE)]
    return run(_MAY_BREAK.join(pieces), "Blank") + (run(f"（{gap.hint}）", "Hint") if gap.hint else "")


def _footer(sheet: Sheet) -> str:
    """The source on the left, the page on the right."""
    before, _, rest = sheet.words.page.partition("{page}")
    between, _, after = rest.partition("{pages}")
    pages: Sequence[str] = (run(before), wordxml.field("PAGE"), run(between), wordxml.field("NUMPAGES"), run(after))
    return paragraph("Footer", run(sheet.footer) + tab() + "".join(pages))
