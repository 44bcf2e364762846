"""Lines to paragraphs."""

import pytest

from quizgen.readers.pdflines import Line
from quizgen.readers.pdfparagraphs import body_size, drop_marks, joined, paragraphs, set_edges, set_feet

FULL = "古之欲明明德于天下者先治其国欲治其国者先"  # fills a column of 200 points in a size of 10


def line(text: str, y: float, indent: float = 0, page: int = 1, size: float = 10, *, fresh: bool = False) -> Line:
    x = 50 + indent
    starts = (x, x + 2 * size) if text[:1] in "•1" else (x,)
    return Line(text, x, x + size * len(text), y, size, bold=False, page=page, starts=starts, fresh=fresh)


def read(*lines: Line) -> list[str]:
    lines[0].fresh = True
    set_edges([[part for part in lines if part.page == page] for page in sorted({part.page for part in lines})])
    return [paragraph.text for paragraph in paragraphs(lines)]


def test_indentation_begins_a_paragraph() -> None:
    assert (
        read(line(FULL[:18], 0, 20), line(FULL, 15), line(FULL[:18], 30, 20), line(FULL, 45)) == [FULL[:18] + FULL] * 2
    )


def test_a_short_line_ends_a_paragraph() -> None:
    assert read(line(FULL, 0), line("完。", 15), line(FULL, 30), line("毕。", 45)) == [FULL + "完。", FULL + "毕。"]


def test_distance_begins_a_paragraph() -> None:
    lines = [line(FULL, y) for y in (0, 15, 30, 45, 70, 85, 100)]
    assert read(*lines) == [FULL * 4, FULL * 3]


def test_a_paragraph_runs_on_over_pages_and_their_notes() -> None:
    lines = [line(FULL[:18], 0, 20), line(FULL, 15), line("①见书。", 200, size=8)]
    more = [line(FULL, 0, page=2, fresh=True), line("完。", 15, page=2), line(FULL[:18], 30, 20, page=2)]
    lines[2].foot = True
    assert read(*lines, *more) == [FULL[:18] + FULL * 2 + "完。", "①见书。", FULL[:18]]


def test_text_hangs_below_its_number() -> None:
    assert read(line("• " + FULL[:18], 0), line(FULL[:18], 15, 20), line("• 下一条", 30)) == [
        *("• " + FULL[:18] * 2, "• 下一条")
    ]


def test_a_title_of_two_lines() -> None:
    title = [line(FULL[:12], 0, 40, size=10), line("若干问题的意见", 15, 65), line(FULL, 45), line(FULL, 60)]
    assert read(*title) == [FULL[:12] + "若干问题的意见", FULL * 2]


def test_articles_of_a_law() -> None:
    ends = FULL[:-1] + "。"
    assert read(line(ends, 0), line("第二条　" + FULL[4:], 15), line(ends, 30)) == [ends, "第二条　" + FULL[4:] + ends]


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        ("学而", "时习", "学而时习"),
        ("the cat", "sat", "the cat sat"),
        ("用", "Python", "用Python"),
        ("inter-", "national", "international"),
        ("inter\x02", "national", "international"),
        ("state-of-the-", "art", "state-of-the-art"),
        ("Sino-", "American", "Sino-American"),
        ("", "学", "学"),
    ],
)
def test_lines_are_joined(before: str, after: str, text: str) -> None:
    assert joined(before, after) == text


def test_small_lines_at_the_foot_are_notes_behind_a_rule_or_with_a_mark() -> None:
    def feet(text: str, rules: list[float], size: float = 8) -> bool:
        lines = [line(FULL, 0, fresh=True), line(text, 300, size=size)]
        set_feet([(lines, rules)], 10)
        return lines[1].foot

    assert feet("①见书。", []) and feet("见书。", [290]) and feet("[1]见书。", []) and feet("1见书。", [])
    assert not feet("见书。", []) and not feet("见书。", [310]) and not feet("①见书。", [], size=10)


def test_marks_of_notes_leave_the_text() -> None:
    text, note = line("要求1，x2。", 0), line("1见书。", 300, size=8)
    text.notes, note.foot = ((2, 1), (5, 1)), True
    drop_marks([text, note])
    assert (text.text, note.text) == ("要求，x2。", "1见书。")


def test_the_size_of_most_text() -> None:
    assert body_size([line(FULL, 0), line("题", 15, size=20)]) == 10 and body_size([]) == 10
