"""Pieces to lines in reading order."""

from dataclasses import replace

from quizgen.readers.pdflines import Line, gutter, lines_of, ordered
from quizgen.readers.pdfpage import Page, Piece
from quizgen.readers.pdfrules import Grid

PAGE = Page(1, 400, 600)


def piece(text: str, x: float, y: float, size: float = 10, space: str = "") -> Piece:
    return Piece(text, x, x + size * len(text), y, size, space=space, row=y)


def texts(*pieces: Piece) -> list[str]:
    return [line.text for line in lines_of(PAGE, pieces)]


def line(text: str, x: float, y: float, width: float) -> Line:
    return Line(text, x, x + width, y, 10, bold=False, page=1)


def columns(rows: int, shift: float = 0) -> list[Line]:
    left = [line(f"左{n}", 20, 100 + 15 * n, 160) for n in range(rows)]
    return left + [line(f"右{n}", 200, 100 + shift + 15 * n, 160) for n in range(rows)]


def test_pieces_of_a_line_in_any_order() -> None:
    assert texts(piece("好“", 70, 100), piece("学", 50, 100), piece("习", 60, 100.5), piece("下", 50, 115)) == [
        *("学习好“", "下")
    ]


def test_a_wide_gap_divides() -> None:
    assert texts(piece("左", 50, 100), piece("右", 75, 100)) == ["左", "右"]


def test_marks_that_stick_out_of_a_column_do_not_join_it_to_the_next() -> None:
    assert texts(piece("左边，", 50, 100), piece("“右边", 88, 100)) == ["左边，", "“右边"]
    assert texts(piece("左边", 50, 100), piece("右边", 78, 100)) == ["左边右边"]


def test_what_is_drawn_twice_is_one() -> None:
    assert texts(piece("粗", 50, 100), piece("粗", 50.3, 100)) == ["粗"]


def test_the_blanks_of_the_file_stay() -> None:
    assert texts(piece("目", 50, 100), piece("录", 65, 100, space="　")) == ["目　录"]


def test_one_column_after_the_other() -> None:
    for shift in (0, 4):
        found = ordered(columns(6, shift))
        assert [part.text for part in found] == [f"{side}{n}" for side in "左右" for n in range(6)]
        assert [part.slot for part in found if part.fresh] == ["L", "R"]


def test_what_spans_the_columns_divides_them() -> None:
    below = [replace(part, y=part.y + 200, text=part.text + "下") for part in columns(6)]
    title = line("题目在两栏之上", 20, 80, 340)
    found = [part.text for part in ordered([title, *columns(6), line("两栏之间的表", 20, 250, 340), *below])]
    assert found[0] == "题目在两栏之上" and found[13] == "两栏之间的表"
    assert found[1:7] == [f"左{n}" for n in range(6)] and found[14:20] == [f"左{n}下" for n in range(6)]


def test_rows_of_short_cells_are_read_row_by_row() -> None:
    cells = [line(f"{name}{n}", x, 100 + 15 * n, 30) for n in range(6) for name, x in (("姓名", 20), ("单位", 200))]
    found = ordered([*cells, line("下面是正文", 20, 220, 340)])
    assert found[0].cells == ("姓名0", "单位0") and len(found) == 7 and gutter(cells) is None


def test_a_page_too_empty_to_show_its_columns_has_those_of_the_others() -> None:
    few = [line("左", 20, 100, 160), line("右", 200, 100, 160)]
    assert [part.text for part in ordered(few)] == ["左 右"]
    assert [part.text for part in ordered(few, [190])] == ["左", "右"]


def test_a_number_far_before_its_text_is_no_cell() -> None:
    found = ordered(
        [line("1.", 20, 100, 10), line("学习", 60, 100, 40), line("•", 20, 115, 5), line("调研", 60, 115, 40)]
    )
    assert [(part.text, part.cells) for part in found] == [("1. 学习", ()), ("•调研", ())]


def test_the_lines_of_a_cell_are_joined() -> None:
    page = Page(1, 400, 600, grids=[Grid((0, 100, 200), (0, 50, 100))])
    pieces = [piece("事", 10, 20), piece("把小区", 110, 20), piece("改造好", 110, 35), piece("外面", 250, 20)]
    table, outside = sorted(lines_of(page, pieces), key=lambda found: found.table, reverse=True)
    assert (table.table, table.text, outside.text) == (True, "事\t把小区改造好", "外面")
