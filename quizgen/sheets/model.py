"""What stands on a printed sheet, whatever the file format: the values that layouts make and writers draw.

    Deck ──items──▶ Items ──layouts──▶ Sheets ──writers──▶ .pdf .html .docx .md

A writer adds nothing to a sheet and leaves nothing out: every text on it, those in the learner's language among them,
is in these values. All text is plain: what is markup in a format is escaped by its writer. White space in a text is
single spaces; a text has no line breaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from quizgen.model import Value

LayoutName = Literal["gaps", "recite", "outline", "cards", "table"]
AnswersPlace = Literal["end", "inline", "separate", "none"]
PaperName = Literal["a4", "a5", "b5", "16k", "letter"]
Face = Literal["song", "hei", "kai"]
Flip = Literal["long", "short"]

PAPERS: dict[PaperName, tuple[float, float]] = {
    "a4": (210, 297),
    "a5": (148, 210),
    "b5": (176, 250),
    "16k": (184, 260),
    "letter": (215.9, 279.4),
}
"""Width and height in millimetres, upright."""


class Page(Value):
    """How a sheet is printed: ``font_size`` in points of the running text, ``columns`` of text on a page.

    ``face`` is 宋体 (song), 黑体 (hei) or 楷体 (kai) for the running text; titles are 黑体 in all of them.
    """

    paper: PaperName = "a4"
    columns: Annotated[int, Field(ge=1, le=4)] = 1
    font_size: Annotated[float, Field(ge=6, le=24)] = 10.5
    face: Face = "song"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in millimetres."""
        return PAPERS[self.paper]

    @property
    def margin(self) -> float:
        """The margin on all four sides in millimetres."""
        return 12 if min(self.size) < 170 else 18

    @property
    def line_width(self) -> float:
        """How many Chinese characters go into a line of one column, gutters of two characters between columns."""
        points = (self.size[0] - 2 * self.margin) * 72 / 25.4
        return (points / self.font_size - 2 * (self.columns - 1)) / self.columns


class Run(Value):
    """A run of characters of one row: shown, or a gap that the learner fills.

    ``gap`` is 0 for text that is shown. For a gap it is its number in its question, 1…, and ``text`` is the answer, or
    empty where this file must not hold answers; then nothing of ``text`` may be visible in a print. A gap is an
    underlined space of ``width`` Chinese characters that may break over lines, or, where ``lines`` is 1 or more, so
    many ruled lines across the whole column, the first of them on the line after what stands before, or behind it
    where that leaves room (behind the row's mark, if nothing else stands before); ``width`` then is what the answer
    needs. ``hint`` is shown in the gap, small.
    """

    text: str = ""
    gap: int = 0
    width: int = 0
    lines: int = 0
    hint: str = ""


class Row(Value):
    """One paragraph of a question.

    ``role``: ``lead`` announces a list, ``item`` is a member of it, ``text`` words of a saying, ``by`` who said it (set
    to the right or behind the text), ``heading`` a heading of the document that is asked, ``context`` where the
    question comes from, for questions that do not stand below their heading (small). ``mark`` stands before the row
    as a label (``1.``, ``（一）``, ``·``; empty: none), with a hanging indent.
    """

    runs: tuple[Run, ...]
    role: Literal["context", "lead", "item", "text", "by", "heading"] = "text"
    mark: str = ""

    @property
    def shown(self) -> str:
        """What can be read of the row, gaps left out."""
        return "".join(run.text for run in self.runs if not run.gap)


class Heading(Value):
    """A heading of the document between questions; ``level`` 1 is the highest. It stays with what follows it."""

    kind: Literal["heading"] = "heading"
    text: str
    level: int = 1


class Question(Value):
    """A numbered question, kept together on a page as far as it fits.

    ``number`` counts from 1 through the whole sheet. ``answers`` has one entry for each gap of ``rows``, in the order
    of their numbers; it is empty where this file must not hold answers. ``source`` says where the words come from: a
    document, its section and page. ``key`` is the identity of the card's note in the deck, ``code`` what finds it in
    Anki, printed small behind the question if it is not empty. ``level`` is the depth of indentation in an outline,
    from 0.
    """

    kind: Literal["question"] = "question"
    number: int
    key: str
    code: str = ""
    rows: tuple[Row, ...]
    answers: tuple[str, ...] = ()
    source: str = ""
    level: int = 0

    @property
    def gaps(self) -> tuple[Run, ...]:
        """The gaps in their order."""
        return tuple(run for row in self.rows for run in row.runs if run.gap)


Part = Annotated[Heading | Question, Field(discriminator="kind")]


class CutCard(Value):
    """A card to cut out: ``front`` asks, ``back`` has the answers, one paragraph each, and ``source`` below them.

    ``scale`` is the size of the front's text on the card as a part of the sheet's font size, ``back_scale`` that of
    the back's, such that all of it fits. ``back`` is empty where the file must not hold answers.
    """

    number: int
    key: str
    code: str = ""
    front: tuple[Row, ...]
    back: tuple[str, ...] = ()
    source: str = ""
    scale: float = 1.0
    back_scale: float = 1.0


class Leaf(Value):
    """One page of cut-out cards: rows of cells of equal size that fill the page inside its margin.

    Backs stand already mirrored, so that each lies behind its front when the page after is printed on the other side.
    ``None`` is an empty cell.
    """

    side: Literal["front", "back"]
    cells: tuple[tuple[CutCard | None, ...], ...]


class Entry(Value):
    """The answers of one question in the key, under the question's number; an answer for each of its gaps."""

    number: int
    answers: tuple[str, ...]
    source: str = ""
    code: str = ""


class Words(Value):
    """The words that the sheet itself prints, in the script of its text.

    ``page`` has the fields ``{page}`` and ``{pages}``. ``head`` are what is to be filled in above the questions, each
    followed by an empty line to write on. ``answer`` stands before answers that follow their question,
    ``key`` above the key. ``question`` and ``answer_column`` head the columns of a table. ``find`` tells how a code
    finds its card.
    """

    page: str = "第 {page} 页　共 {pages} 页"
    head: tuple[str, ...] = ("姓名", "班级", "得分", "日期")
    answer: str = "答案："
    key: str = "参考答案"
    question: str = "题目"
    answer_column: str = "答案"
    find: str = ""


class Sheet(Value):
    """One file: what is printed, in order, and how.

    First ``title`` (with ``version``, such as A, behind it), the head line of ``words.head``, then ``parts``, or
    ``leaves`` for the layout ``cards``; then, on a new page under ``words.key``, ``key`` if there is any. A sheet with
    a key and nothing else is an answer key of its own: it has no head line and no page of questions, and its
    ``title`` says already what it is, so ``words.key`` is not printed.

    ``inline`` says that each question is followed by its answers (``words.answer`` before them, ``；`` between them).
    In the layout ``table`` each question is a row of two cells, question and answers; the cell for the answers is
    empty where the question has none. ``footer`` names the source and stands at the bottom of each page, beside
    ``words.page``. ``lang`` is that of the text, ``zh-Hans`` or ``zh-Hant``.
    """

    layout: LayoutName = "gaps"
    page: Page = Page()
    title: str
    version: str = ""
    lang: Literal["zh-Hans", "zh-Hant"] = "zh-Hans"
    words: Words = Words()
    footer: str = ""
    inline: bool = False
    parts: tuple[Part, ...] = ()
    leaves: tuple[Leaf, ...] = ()
    key: tuple[Entry, ...] = ()

    @property
    def questions(self) -> Iterator[Question]:
        """The questions in their order, those of the layout ``cards`` not among them."""
        return (part for part in self.parts if isinstance(part, Question))

    @property
    def asks(self) -> bool:
        """Whether there are questions, or only the key to those of another file."""
        return bool(self.parts or self.leaves)

    @property
    def heading(self) -> str:
        """The title as it is printed."""
        return f"{self.title}（{self.version}）" if self.version else self.title
