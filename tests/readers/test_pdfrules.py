"""Ruled lines to tables."""

import pytest

from quizgen.readers.pdfrules import Grid, Rule, grids


def level(y: float, start: float = 0, end: float = 90) -> Rule:
    return (start, y, end, y)


def upright(x: float, start: float = 0, end: float = 60) -> Rule:
    return (x, start, x, end)


WHOLE = [*(level(y) for y in (0, 20, 40, 60)), *(upright(x) for x in (0, 30, 90))]


def test_a_table_of_lines() -> None:
    assert grids(WHOLE) == [Grid((0, 30, 90), (0, 20, 40, 60))]


def test_borders_drawn_cell_by_cell_are_the_same_table() -> None:
    pieces = [level(y, x, x + 30) for y in (0, 20, 40, 60) for x in (0, 30, 60)]
    pieces += [upright(x, y, y + 20) for x in (0, 30, 90) for y in (0, 20, 40)]
    assert grids(pieces) == grids(WHOLE)


@pytest.mark.parametrize(
    "rules",
    [
        [],
        [level(0), level(60), upright(0), upright(90)],  # a frame
        [level(0), level(60), upright(0), upright(45), upright(90)],  # a frame around two columns
        [level(10), level(20), level(30)],  # underlined
        [level(0), upright(200, 100, 160)],  # that do not touch
    ],
)
def test_what_is_no_table(rules: list[Rule]) -> None:
    assert grids(rules) == []


def test_a_row_of_cells_and_two_tables_apart() -> None:
    row = [level(0), level(20), *(upright(x, 0, 20) for x in (0, 30, 60, 90))]
    below = [(x0, y0 + 200, x1, y1 + 200) for x0, y0, x1, y1 in WHOLE]
    assert grids([*row, *below]) == [Grid((0, 30, 60, 90), (0, 20)), Grid((0, 30, 90), (200, 220, 240, 260))]


def test_cells_of_points() -> None:
    grid = Grid((0, 30, 90), (0, 20, 40))
    assert [grid.cell(10, 10), grid.cell(50, 30), grid.cell(91, 41)] == [(0, 0), (1, 1), (1, 1)]
    assert grid.holds(30, 20) and not grid.holds(95, 20)


def test_a_drawing_of_very_many_lines_is_no_table() -> None:
    assert grids([*(level(3.0 * n, 0, 900) for n in range(300)), *(upright(4.0 * n, 0, 900) for n in range(300))]) == []
