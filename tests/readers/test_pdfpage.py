"""Characters of a page to pieces: places, turns, doubles, and characters that fonts are mapped to."""

import pytest
from pdfmaking import by_hand, show

from quizgen.data import load
from quizgen.readers import pdfpage
from quizgen.readers.pdffile import open_pdf, pages
from quizgen.readers.pdfpage import Page, gap_between, read_page

LINE = "学而时习之，不亦说乎？"


def page(operators: str, entries: str = "") -> Page:
    with open_pdf(by_hand([operators], page=entries), "a.pdf", None) as document:
        return next(read_page(found, number) for number, found in pages(document) if found)


def pieces(operators: str, entries: str = "") -> list[str]:
    return [piece.text for piece in page(operators, entries).pieces]


def test_a_piece_tells_its_place_from_the_upper_left_corner() -> None:
    read = page(show(LINE, 50, 500))
    assert (read.number, read.width, read.height, read.characters) == (1, 400, 600, len(LINE))
    (piece,) = read.pieces
    assert (piece.text, piece.size, piece.y, piece.x0) == (LINE, 10, 100, 50)
    assert piece.x1 == pytest.approx(50 + 10 * len(LINE), abs=1)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_turned_pages_are_read_upright(rotate: int) -> None:
    turn = {0: "1 0 0 1", 90: "0 1 -1 0", 180: "-1 0 0 -1", 270: "0 -1 1 0"}[rotate]
    for entries in (f"/Rotate {rotate}", "/Rotate 0"):
        read = page(show(LINE, 200, 300, turn=turn) + show("二", 205, 305, turn=turn), entries)
        assert {(piece.text, piece.askew) for piece in read.pieces} == {(LINE, False), ("二", False)}
        assert max(piece.x1 - piece.x0 for piece in read.pieces) == pytest.approx(10 * len(LINE), abs=1)


@pytest.mark.parametrize(
    "entries",
    ["/MediaBox [0 0 0 0]", "/MediaBox [0 0 1e7 1e7]", "/MediaBox [-400 -600 400 600]", "/CropBox [0 300 400 600]"],
)
def test_pages_of_any_size(entries: str) -> None:
    assert pieces(show(LINE, 50, 500), entries) == [LINE]


def test_what_is_drawn_twice_is_there_once() -> None:
    twice = "".join(show(char, 50 + 10 * i + shift, 500) for i, char in enumerate(LINE) for shift in (0, 0.3))
    assert pieces(twice) == [LINE]
    assert pieces(show("人人平等", 50, 500)) == ["人人平等"]


def test_the_layer_of_text_below_a_scan_is_text() -> None:
    assert pieces(show(LINE, 50, 500, before="3 Tr")) == [LINE]


def test_shades_and_slants_are_told() -> None:
    read = page(show(LINE, 50, 500) + show("水印", 50, 300, size=40, turn="0.7 0.7 -0.7 0.7", before="0.8 g"))
    assert [(piece.light, piece.askew) for piece in read.pieces] == [(False, False), (True, True)]


def test_radicals_and_compatibility_forms_become_characters() -> None:
    assert pieces(show("⼀⼆⼈⺠⻅⻓⾞", 50, 500)) == ["一二人民见长車"]
    assert set(load("pdf")["radical"]) == {char for char in load("pdf")["radical"] if 0x2E80 <= ord(char) < 0x2EF4}
    assert all(0x4E00 <= ord(char) < 0xA000 for char in load("pdf")["radical"].values())


def test_raised_characters_belong_to_their_line() -> None:
    read = page(show("要求", 50, 500) + show("1", 70, 505, size=6) + show("。好", 76, 500))
    assert [piece.raised for piece in read.pieces] == [False, True, False]
    assert len({round(piece.row) for piece in read.pieces}) == 1


@pytest.mark.parametrize(
    ("before", "after", "gap", "blank"),
    [
        ("the", "cat", 0.3, " "),
        ("the", "cat", 0.1, ""),
        ("用", "Python", 0.3, ""),
        ("Python", "写", 0.3, ""),
        ("1.6", "反", 0.3, " "),
        ("a,", "反", 0.3, " "),
        ("学", "而", 0.9, ""),
    ],
)
def test_blanks_that_only_show_as_gaps(before: str, after: str, gap: float, blank: str) -> None:
    assert gap_between(before, after, gap) == blank


def test_only_so_many_characters_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfpage, "MOST_CHARACTERS", 4)
    read = page(show(LINE, 50, 500))
    assert (read.cut, [piece.text for piece in read.pieces]) == (True, [LINE[:4]])
