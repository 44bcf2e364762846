"""Running heads, page numbers and watermarks: by repetition and place."""

from collections.abc import Sequence

from quizgen.readers.pdffurniture import mark, watermarks
from quizgen.readers.pdflines import Line
from quizgen.readers.pdfpage import Page, Piece

BODY = [f"第{n}段的文字" for n in "一二三四五六七八九十"]


def line(text: str, y: float, page: int, size: float = 10, x: float = 50) -> Line:
    return Line(text, x, x + size * len(text), y, size, bold=False, page=page)


def whys(*pages: Sequence[tuple[str, float]], size: float = 10) -> list[dict[str, str]]:
    """What each page's lines above and below ten lines of text are taken for."""
    laid = []
    for number, outer in enumerate(pages, start=1):
        body = [line(f"{text}{number * number}号", 100 + 20 * n, number) for n, text in enumerate(BODY)]
        laid.append((Page(number, 400, 600), [*body, *(line(text, y, number, size) for text, y in outer)]))
    mark(laid, 10)
    return [{part.text: part.why for part in lines if part.why} for _, lines in laid]


def test_heads_feet_and_numbers() -> None:
    found = whys(*([("古文选读", 50), ("春晓书社", 540), (f"- {n} -", 560)] for n in range(1, 4)))
    assert found[1] == {"古文选读": "page.head", "春晓书社": "page.foot", "- 2 -": "page.number"}


def test_heads_that_differ_between_left_and_right_pages() -> None:
    found = whys(*([(("书名", "章名")[n % 2], 50)] for n in range(8)))
    assert [list(page.values()) for page in found] == [["page.head"]] * 8


def test_heads_of_chapters() -> None:
    found = whys(*([(f"{'甲乙丙丁'[n // 2]}章", 50)] for n in range(8)))
    assert [list(page.values()) for page in found] == [["page.head"]] * 8


def test_page_numbers_inside_of_heads() -> None:
    found = whys(*([(f"古文选读 第{n}页 共8页", 50)] for n in range(1, 9)))
    assert [list(page.values()) for page in found] == [["page.head"]] * 8
    assert whys(*([(f"第{n * n}题", 50)] for n in range(1, 6))) == [{}] * 5


def test_a_line_that_comes_once_stays() -> None:
    assert whys([("附件", 50)], [("尾声", 560)], [("别的", 50)]) == [{}, {}, {}]


def test_text_that_comes_again_close_to_the_other_text_stays() -> None:
    assert whys(*([("同样的一句", 80)] for _ in range(3))) == [{}, {}, {}]
    assert whys(*([("同样的一句", 80)] for _ in range(5))) == [{"同样的一句": "page.head"}] * 5


def test_notes_at_the_foot_that_say_the_same_stay() -> None:
    found = whys([("1见《论语》", 540)], [("3见《论语》", 540)], [("8见《论语》", 540)])
    assert found == [{}, {}, {}]


def test_a_number_inside_the_text_stays() -> None:
    assert whys([], [], []) == [{}, {}, {}]
    laid = [(Page(1, 400, 600), [line("一段", 280, 1), line("12", 300, 1), line("一段", 320, 1)])]
    mark(laid, 10)
    assert not any(part.why for part in laid[0][1])


def test_a_document_of_nothing_but_heads_keeps_them() -> None:
    laid = [(Page(n, 400, 600), [line("只有一句", 50, n)]) for n in range(1, 4)]
    mark(laid, 10)
    assert not any(part.why for _, lines in laid for part in lines)


def piece(text: str, *, light: bool = False, askew: bool = False, size: float = 10, x: float = 50) -> Piece:
    return Piece(text, x, x + size * len(text), 300, size, light=light, askew=askew)


def test_watermarks() -> None:
    slant, tiny, shade, ink = (
        piece("内部", askew=True, size=40),
        piece("注", light=True),
        piece("春", light=True),
        piece("字"),
    )
    large = piece("样稿", light=True, size=40)
    pages = [Page(1, 400, 600, [slant, shade, tiny, ink, large]), Page(2, 400, 600, [piece("春", light=True)])]
    found = watermarks(pages, 10)
    assert {id(slant), id(shade), id(large)} <= found and not {id(tiny), id(ink)} & found
