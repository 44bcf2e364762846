"""Headings of a PDF: by size and weight, or by the numbers of the text."""

from quizgen.readers.pdfheadings import set_headings
from quizgen.readers.pdflines import Line
from quizgen.readers.pdfparagraphs import Paragraph

TEXT = (
    "古之欲明明德于天下者，先治其国；欲治其国者，先齐其家；欲齐其家者，先修其身；欲修其身者，先正其心；心正而后身修。"
)


def paragraph(text: str, size: float = 10, *, bold: bool = False, cells: tuple[str, ...] = ()) -> Paragraph:
    return Paragraph([Line(text, 50, 60, 100, size, bold=bold, page=1, cells=cells)])


def levels(*found: Paragraph) -> list[tuple[str, int]]:
    return [(block.text, block.level) for block in set_headings(found, 10) if block.kind == "heading"]


def test_levels_by_size_then_weight() -> None:
    found = [paragraph("大题", 20), paragraph("甲章", 14), paragraph("小节", bold=True), paragraph(TEXT * 2)]
    assert levels(*found, paragraph("乙章", 14), paragraph(TEXT)) == [
        ("大题", 1),
        ("甲章", 2),
        ("小节", 3),
        ("乙章", 2),
    ]


def test_numbers_tell_levels_of_one_style_apart() -> None:
    found = [
        paragraph("大题", 20),
        paragraph("一、甲章", bold=True),
        paragraph("（一）小节", bold=True),
        paragraph(TEXT * 2),
    ]
    assert levels(*found) == [("大题", 1), ("一、甲章", 2), ("（一）小节", 3)]


def test_where_only_the_title_is_set_off_the_numbers_tell() -> None:
    found = [
        paragraph("大学章句", 20),
        paragraph(TEXT),
        paragraph("一、三纲领"),
        paragraph(TEXT),
        paragraph("二、八条目"),
    ]
    assert levels(*found, paragraph(TEXT)) == [("大学章句", 1), ("一、三纲领", 2), ("二、八条目", 2)]


def test_what_is_no_heading() -> None:
    text = [paragraph("大题", 20), paragraph(TEXT), paragraph("甲章", 14), paragraph(TEXT * 3)]
    plain = [paragraph("——副题", 14), paragraph("（2025年3月）", 14), paragraph("他说：", 14), paragraph("12", 14)]
    assert levels(*text, *plain, paragraph("甲，", bold=True)) == [("大题", 1), ("甲章", 2)]


def test_a_text_all_in_bold_has_no_headings_by_it() -> None:
    words = [paragraph(f"{n}话", bold=True) for n in "甲乙丙"]
    assert levels(paragraph(TEXT, bold=True), *words, paragraph(TEXT[:30], bold=True)) == []
    assert [text for text, _ in levels(paragraph(TEXT), *words, paragraph(TEXT))] == ["甲话", "乙话", "丙话"]


def test_rows_of_cells_are_a_table() -> None:
    rows = [paragraph("姓名 单位", cells=("姓名", "单位")), paragraph("赵 局", cells=("赵", "局"))]
    found = set_headings([paragraph(TEXT), *rows, paragraph("孤 行", cells=("孤", "行", "三"))], 10)
    assert [(block.kind, block.text) for block in found[1:]] == [
        ("table", "姓名\t单位\n赵\t局"),
        ("paragraph", "孤 行"),
    ]


def test_notes_are_no_headings() -> None:
    note = paragraph("1、见书")
    note.note = True
    found = set_headings([paragraph("题目", 20), paragraph(TEXT), note, paragraph("1、学习"), paragraph(TEXT)], 10)
    assert [block.kind for block in found] == ["heading", "paragraph", "paragraph", "heading", "paragraph"]
