"""PDFs as typst, LibreOffice and odd programs make them: what is read of them, and what is left out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfmaking import by_hand, by_typst, put_together, scanned, show, words

from quizgen.data import load
from quizgen.errors import InputError
from quizgen.model import Block
from quizgen.readers import Reading, ocr, pdf, pdfpage, read_bytes

LINE = "学而时习之，不亦说乎？有朋自远方来，不亦乐乎？"
LONG = "古之欲明明德于天下者，先治其国；欲治其国者，先齐其家；欲齐其家者，先修其身；欲修其身者，先正其心。"
CLASSICS = (
    "大学之道，在明明德，在亲民，在止于至善。",
    *(f"{n}篇说，{LONG}{LINE * (i % 3)}终{n}。" for i, n in enumerate("甲乙丙丁戊己庚辛壬癸")),
)
HEAD = "#set page(header: align(center, text(8pt)[古文选读]))\n"
RUNNING = HEAD + "#set page(footer: context align(center, text(8pt)[第 #counter(page).display() 页]))\n"


def blocks(data: bytes, **reading: bool) -> list[Block]:
    return list(read_bytes(data, "a.pdf", Reading(**reading)).blocks)


def texts(data: bytes) -> list[str]:
    return [block.text for block in blocks(data)]


def paragraphs(lines: tuple[str, ...] | list[str]) -> str:
    return "\n\n".join(words(line) for line in lines)


def without_scans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "engine", lambda: None)


@pytest.mark.parametrize(
    "layout",
    [
        "",
        "#set page(columns: 2)\n#set text(size: 9pt)\n",
        '#set page(paper: "a4", columns: 3, height: 90mm)\n#set text(size: 9pt)\n',
        "#set par(first-line-indent: 0em, spacing: 1.8em)\n",
        "#set par(justify: false)\n",
        "#set text(size: 16pt)\n",
    ],
)
def test_paragraphs_are_whole_in_every_layout(layout: str) -> None:
    assert texts(by_typst(RUNNING + layout + paragraphs(CLASSICS))) == list(CLASSICS)


PARAGRAPH = st.text("天地玄黄宇宙洪荒日月盈昃辰宿列张，；", min_size=1, max_size=130).map(lambda text: f"春{text}秋。")


@given(st.lists(PARAGRAPH, min_size=4, max_size=8), st.sampled_from(["", "#set page(columns: 2)\n"]))
@settings(max_examples=12, deadline=None)
def test_text_to_pdf_and_back(lines: list[str], layout: str) -> None:
    lines = [
        LONG + LINE,
        *(f"{line[:1]}{number}{line[1:]}" for number, line in zip("甲乙丙丁戊己庚辛", lines, strict=False)),
    ]
    assert texts(by_typst(layout + paragraphs(lines))) == lines


def test_a_title_above_two_columns_and_a_line_across_them() -> None:
    title = '#place(top + center, scope: "parent", float: true)[#text(16pt)[大学章句选]]\n'
    source = "#set page(columns: 2)\n#set text(size: 8pt)\n" + title + paragraphs(CLASSICS)
    found = blocks(by_typst(source))
    assert (found[0].kind, found[0].level, found[0].text) == ("heading", 1, "大学章句选")
    assert [block.text for block in found[1:]] == list(CLASSICS)


def test_pages_are_told_and_heads_and_numbers_left_out() -> None:
    document = read_bytes(by_typst(RUNNING + paragraphs(CLASSICS * 4)), "a.pdf")
    assert [block.text for block in document.blocks] == list(CLASSICS * 4)
    pages = [block.page or 0 for block in document.blocks]
    assert pages[0] == 1 and pages == sorted(pages) and pages[-1] == max(pages) > 2
    assert {(d.text.replace(str(n), "N"), d.why) for n, d in enumerate(document.dropped)} >= {("古文选读", "page.head")}
    assert {d.why for d in document.dropped} == {"page.head", "page.number"}
    assert sum(d.why == "page.number" for d in document.dropped) == pages[-1]


def test_keep_all_keeps_what_stands_on_the_pages_beside_the_text() -> None:
    source = "#set page(background: rotate(-40deg, text(40pt, fill: luma(80%))[内部资料]))\n" + paragraphs(CLASSICS)
    document = read_bytes(by_typst(RUNNING + source), "a.pdf", Reading(keep_all=True))
    found = [block.text for block in document.blocks]
    assert not document.dropped and {"古文选读", "第 1 页", "内部资料"} <= set(found)
    assert [text for text in found if text in CLASSICS] == list(CLASSICS)


def test_sections_by_size() -> None:
    source = (
        "#align(center, text(18pt)[古文选读])\n= 一、大学\n== （一）三纲领\n"
        + paragraphs(CLASSICS[:3])
        + "\n= 二、中庸\n"
    )
    found = blocks(by_typst(source + paragraphs(CLASSICS[3:5])))
    assert [(block.text, block.level) for block in found if block.kind == "heading"] == [
        *(("古文选读", 1), ("一、大学", 2), ("（一）三纲领", 3), ("二、中庸", 2))
    ]


def test_footnotes_stand_behind_the_paragraph_that_they_interrupt() -> None:
    lines = list(CLASSICS)
    marked = [
        words(line[:30]) + "#footnote[见《礼记》。]" + words(line[30:]) if i == 1 else words(line)
        for i, line in enumerate(lines)
    ]
    found = texts(by_typst("#set page(height: 80mm)\n" + "\n\n".join(marked)))
    assert [text for text in found if "礼记" not in text] == lines
    assert [text for text in found if "礼记" in text] == ["1见《礼记》。"]


def test_a_raised_figure_that_no_footnote_has_stays() -> None:
    assert texts(by_typst(words(LONG) + " E = mc#super[2] " + words(LINE)))[0].count("mc2") == 1


def test_a_divided_word_is_one_again() -> None:
    text = "The administration of internationalization notwithstanding incomprehensible misunderstandings " * 3
    source = (
        '#set page(columns: 2)\n#set text(size: 9pt, lang: "en", hyphenate: true)\n'
        + text
        + "\n\n"
        + paragraphs(CLASSICS)
    )
    assert texts(by_typst(source))[0] == text.strip()


def test_cells_of_a_table_stay_together() -> None:
    cells = ("序号", "事项", "单位", "1", "把老旧小区改造好，解决漏水的问题", "住建局和各社区", "2", "修路", "交通局")
    table = f"#table(columns: (1fr, 2fr, 1fr), {', '.join(f'[{cell}]' for cell in cells)})"
    found = blocks(by_typst(words(LONG) + "\n" + table + "\n" + words(LINE)))
    assert [(block.kind, block.text) for block in found] == [
        ("paragraph", LONG),
        ("table", "序号\t事项\t单位\n1\t把老旧小区改造好，解决漏水的问题\t住建局和各社区\n2\t修路\t交通局"),
        ("paragraph", LINE),
    ]


def test_a_table_of_contents_is_left_out() -> None:
    source = "#set heading(numbering: none)\n#outline(title: [目录])\n#pagebreak()\n= 一、大学\n" + paragraphs(CLASSICS)
    document = read_bytes(by_typst(source + "\n= 二、中庸\n" + words(LONG)), "a.pdf")
    assert [block.text for block in document.blocks] == ["一、大学", *CLASSICS, "二、中庸", LONG]
    assert {d.why for d in document.dropped} <= {"contents", "contents.entry"} and len(document.dropped) == 3


def test_the_title_of_the_file_counts_where_the_text_has_it_too() -> None:
    head = '#set document(title: "{}")\n#align(center, text(18pt)[古文选读])\n'
    for own, title in (
        ("古文选读", "古文选读"),
        ("Microsoft Word - 文档1.doc", "古文选读"),
        ("另一篇文章", "古文选读"),
    ):
        assert read_bytes(by_typst(head.replace("{}", own) + paragraphs(CLASSICS)), "a.pdf").title == title
    bare = '#set document(title: "另一篇文章")\n' + paragraphs(CLASSICS[1:])
    assert read_bytes(by_typst(bare), "a.pdf").title == "另一篇文章"


def test_text_across_the_page_comes_behind_the_text() -> None:
    side = "#place(dx: -30pt, dy: 200pt, rotate(-90deg, reflow: true)[装订线内])\n"
    assert texts(by_typst(side + paragraphs([LONG]))) == [LONG, "装订线内"]
    lines = [LINE, f"曾子说{LINE}", f"甲乙丙丁戊己说{LINE}"]
    document = read_bytes(by_typst("#pagebreak()\n".join(side + paragraphs([line]) for line in lines)), "a.pdf")
    assert [block.text for block in document.blocks] == lines
    assert [(d.text, d.why) for d in document.dropped] == [("装订线内", "watermark")] * 3


def test_what_lies_off_the_page_is_left_out_and_listed() -> None:
    document = read_bytes(by_hand([show(LINE, 50, 500) + show("页外的字", 50, 900)]), "a.pdf")
    assert [block.text for block in document.blocks] == [LINE]
    assert [(d.text, d.why) for d in document.dropped] == [("页外的字", "outside")]


def test_bodies_that_say_the_same_on_many_pages_are_no_running_heads() -> None:
    page = "".join(show(f"第{n}条：{LINE}", 50, 560 - 15 * n) for n in range(1, 36))
    document = read_bytes(by_hand([page] * 3), "a.pdf")
    assert len(document.blocks) == 105 and not document.dropped


def test_the_same_bytes_give_the_same_document() -> None:
    data = by_typst(RUNNING + paragraphs(CLASSICS))
    assert read_bytes(data, "a.pdf") == read_bytes(data, "a.pdf")


def test_a_scan_says_so_and_names_its_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    without_scans(monkeypatch)
    scan = scanned(by_hand([show(LINE, 50, 500)] * 2), 40)
    with pytest.raises(InputError, match=r"pages 1-2 are only pictures of text; .*pip install 'quizgen\[ocr\]'"):
        read_bytes(scan, "a.pdf")
    document = read_bytes(put_together(scan, by_hand([show(LINE, 50, 500)])), "a.pdf")
    assert [(block.text, block.page) for block in document.blocks] == [(LINE, 3)]
    assert [problem.what for problem in document.problems] == ["pages 1-2 are only pictures of text"]


def test_fonts_that_do_not_tell_their_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    without_scans(monkeypatch)
    private = by_hand(
        [show("\ue000\ue001\ue002\ue003", 50, 500)],
        font="/Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [4 0 R]",
    )
    with pytest.raises(InputError, match=r"fonts on page 1 do not say which characters .*pip install"):
        read_bytes(private, "a.pdf")
    document = read_bytes(put_together(private, by_hand([show(LINE, 50, 500)])), "a.pdf")
    assert [block.text for block in document.blocks] == [LINE] and "unreadable" in document.problems[0].what


def test_limits_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    data = by_hand([show(LINE, 50, 500)] * 2)
    monkeypatch.setattr(pdf, "MOST_TEXT", 30)
    with pytest.raises(InputError, match=r"more text than a document \(page 2\)"):
        read_bytes(data, "a.pdf")
    monkeypatch.setattr(pdf, "MOST_TEXT", 300)
    monkeypatch.setattr(pdfpage, "MOST_CHARACTERS", 10)
    document = read_bytes(data, "a.pdf")
    assert document.blocks[0].text == LINE[:10] * 2 or document.blocks[0].text == LINE[:10]
    assert document.problems[0].what.startswith("pages 1-2 with more text than a page of a document has")
    monkeypatch.setattr(pdfpage, "MOST_OBJECTS", 1)
    with pytest.raises(InputError, match="page 1 with more text"):
        read_bytes(by_hand([show(LINE, 50, 500) * 2]), "a.pdf")


def test_titles_that_programs_write_are_told_from_those_of_people() -> None:
    entry = load("pdf")["title"]
    assert [title for title in entry["match"] if not pdf._other_title().fullmatch(title)] == []
    assert [title for title in entry["keep"] if pdf._other_title().fullmatch(title)] == []
