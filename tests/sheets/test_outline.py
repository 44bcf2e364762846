"""The document's own structure as questions."""

from __future__ import annotations

from quizgen.model import Block, Document
from quizgen.sheets.layouts import Wish, laid_out
from quizgen.sheets.model import Heading

from .build import deck, listed, said

DOCUMENT = Document(
    name="文.txt",
    id="文",
    title="文",
    blocks=tuple(
        Block(text=text, kind="heading", level=level)
        for text, level in (("文", 1), ("一、勤学", 2), ("二、善思", 2), ("（一）多问", 3), ("三、笃行", 2))
    ),
)
MADE = deck(
    listed("list.三点", "三点：", "[勤学]", "[善思]", "[笃行]", numbered=True, form="outline"),
    said("saying.a", "[甲乙丙丁]，[戊己庚辛]", section="勤学"),
    listed("list.b", "问什么：", "[问道]", "[问术]", section="善思::多问"),
)


def test_headings_that_a_card_asks_are_gaps_in_their_places() -> None:
    (printed,) = laid_out(MADE, Wish(layout="outline"), {"文": DOCUMENT}).files
    drawn = [
        f"{'#' * p.level} {p.text}"
        if isinstance(p, Heading)
        else f"{p.level} {p.number} "
        + " ".join(r.mark + "".join("＿" if n.gap else n.text for n in r.runs) for r in p.rows)
        for p in printed.sheet.parts
    ]
    assert drawn == [
        "0 1 一、＿",
        "1 2 甲乙丙丁，＿",
        "0 3 二、＿",
        "## （一）多问",
        "2 4 问什么：＿、＿。",
        "0 5 三、＿",
    ]


def test_without_documents_the_headings_are_those_that_notes_name() -> None:
    (printed,) = laid_out(MADE, Wish(layout="outline")).files
    headings = [part.text for part in printed.sheet.parts if isinstance(part, Heading)]
    assert headings == ["……", "……", "多问"]
