"""Files that are no PDF, broken, locked or far too long."""

import pytest
from pdfmaking import by_hand, show

from quizgen.errors import InputError
from quizgen.readers import Reading, pdffile, read_bytes

LINE = "学而时习之，不亦说乎？有朋自远方来，不亦乐乎？"
PLAIN = by_hand([show(LINE, 50, 500)])
LOCKED = by_hand([show(LINE, 50, 500)], password="secret")


def problem(data: bytes, reading: Reading | None = None) -> str:
    with pytest.raises(InputError) as caught:
        read_bytes(data, "a.pdf", reading or Reading())
    return str(caught.value)


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7", b"hello", PLAIN[:300], PLAIN[:-200], by_hand([])],
    ids=["bare", "text", "head", "cut", "pages"],
)
def test_what_cannot_be_opened_is_one_line_with_a_remedy(data: bytes) -> None:
    said = problem(data)
    assert said.startswith("a.pdf: this PDF is damaged or has no pages; ") and "\n" not in said


@pytest.mark.parametrize("data", [PLAIN.replace(b"xref", b"xxxx"), b"junk\n" * 20 + PLAIN], ids=["xref", "prefix"])
def test_what_can_be_mended_is_read(data: bytes) -> None:
    assert [block.text for block in read_bytes(data, "a.pdf").blocks] == [LINE]


def test_passwords() -> None:
    assert problem(LOCKED) == "a.pdf: this PDF is encrypted; give its password with --password"
    assert problem(LOCKED, Reading(password="guess")).startswith("a.pdf: this password does not open the PDF; ")
    assert problem(LOCKED, Reading(password="\ud800\0")).startswith("a.pdf: this password does not open the PDF; ")
    assert read_bytes(LOCKED, "a.pdf", Reading(password="secret")).blocks[0].text == LINE
    assert read_bytes(by_hand([show(LINE, 50, 500)], password=""), "a.pdf").blocks[0].text == LINE


def test_an_error_does_not_stick_to_the_next_file() -> None:
    problem(LOCKED)
    assert "damaged" in problem(by_hand([]))


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdffile, "MOST_PAGES", 2)
    said = problem(by_hand([show(LINE, 50, 500)] * 3))
    assert said == "a.pdf: this PDF has 3 pages, and quizgen reads up to 2; split it into parts"


def test_a_broken_page_does_not_stop_the_others() -> None:
    data = by_hand([show(f"{n}，{LINE}", 50, 500) for n in "甲乙丙"])
    document = read_bytes(data.replace(b"7 0 obj\n<< /Type /Page", b"7 0 obj\n<< /Type /Pagx"), "a.pdf")
    assert [block.text[0] for block in document.blocks] == ["甲"]
    assert [problem.what for problem in document.problems] == ["page 2 is damaged and could not be read"]


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([3], "page 3"),
        ([1, 2, 3, 7], "pages 1-3, 7"),
        (list(range(1, 60, 2)), "pages 1, 3, 5, 7, 9, 11, 13, 15, 17, 19"),
    ],
)
def test_page_numbers_in_a_message(numbers: list[int], said: str) -> None:
    assert pdffile.ranges(numbers).startswith(said) and len(pdffile.ranges(numbers)) < 80
