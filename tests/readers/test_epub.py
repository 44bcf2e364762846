"""E-books: the chapters in order under the headings of the book's contents, and what is no text of it."""

from __future__ import annotations

import io
import random
import zipfile
from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.errors import InputError
from quizgen.readers import Parsed, archive
from quizgen.readers.epub import read
from quizgen.readers.text import EDGE

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "讲话.epub"
PROSE = "学而时习之，不亦说乎？有朋自远方来，不亦乐乎？人不知而不愠，不亦君子乎？"
CONTAINER = '<container><rootfiles><rootfile full-path="OPS/a.opf"/></rootfiles></container>'
LINES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=40)


def package(files: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in files.items():
            book.writestr(name, text)
    return made.getvalue()


def book(
    *chapters: str, manifest: str = "", spine: str = "", toc: str = "", more: dict[str, str] | None = None
) -> bytes:
    """A book whose chapters' files are c0.xhtml, c1.xhtml …"""
    items = "".join(
        f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(len(chapters))
    )
    order = spine or "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata><dc:title>论语选读</dc:title></metadata><manifest>{items}{manifest}</manifest>"
        f"<spine{toc}>{order}</spine></package>"
    )
    files = {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER, "OPS/a.opf": opf}
    for n, chapter in enumerate(chapters):
        files[f"OPS/c{n}.xhtml"] = f'<html xmlns:epub="http://www.idpf.org/2007/ops"><body>{chapter}</body></html>'
    return package(files | (more or {}))


NAV = '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
NCX = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'


def nav(body: str) -> dict[str, str]:
    return {"OPS/nav.xhtml": f'<html><body><nav epub:type="toc"><ol>{body}</ol></nav></body></html>'}


def shown(parsed: Parsed) -> list[str]:
    return [f"{b.kind}{b.level or ''}|{b.text}" for b in parsed.blocks]


def test_chapters_come_in_the_order_of_the_spine_once_each() -> None:
    spine = '<itemref idref="c1"/><itemref idref="none"/><itemref idref="c0"/><itemref idref="c1"/>'
    parsed = read(book(f"<p>甲。{PROSE}</p>", f"<p>乙。{PROSE}</p>", spine=spine), "a.epub")
    assert [block.text[0] for block in parsed.blocks] == ["乙", "甲"]
    assert parsed.title == "论语选读"


def test_headings_stand_as_deep_as_the_contents_say() -> None:
    contents = nav(
        '<li><a href="c0.xhtml">上篇</a><ol><li><a href="c1.xhtml">学而</a></li></ol></li>'
        '<li><a href="c2.xhtml">下篇</a></li>'
    )
    chapters = [f"<h1>{title}</h1><h3>其一</h3><p>{PROSE}</p>" for title in ("上篇", "学而", "下篇")]
    headings = [
        line for line in shown(read(book(*chapters, manifest=NAV, more=contents), "a.epub")) if "heading" in line
    ]
    assert headings == [
        *("heading1|上篇", "heading3|其一", "heading2|学而", "heading4|其一", "heading1|下篇", "heading3|其一")
    ]


@pytest.mark.parametrize("kind", ["nav", "ncx"])
def test_a_chapter_without_heading_has_that_of_the_contents(kind: str) -> None:
    if kind == "nav":
        entry = '<li><a href="c{0}.xhtml{1}">{2}</a></li>'
        manifest, toc = NAV, ""
    else:
        entry = "<navPoint><navLabel><text>{2}</text></navLabel><content src='c{0}.xhtml{1}'/></navPoint>"
        manifest, toc = NCX, ' toc="ncx"'
    entries = entry.format(0, "", "学而") + entry.format(0, "#b", "为政") + entry.format(1, "", "八佾")
    doctype = '<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd">'
    more = nav(entries) if kind == "nav" else {"OPS/toc.ncx": f"{doctype}<ncx><navMap>{entries}</navMap></ncx>"}
    chapters = (f"<p>{PROSE}</p><p id='b'/><p>{PROSE}</p>", f"<p>八佾</p><p>{PROSE}</p>")
    parsed = read(book(*chapters, manifest=manifest, toc=toc, more=more), "a.epub")
    paragraph = f"paragraph|{PROSE}"
    assert shown(parsed) == ["heading1|学而", paragraph, "heading1|为政", paragraph, "heading1|八佾", paragraph]


def test_cover_contents_imprint_and_notes_are_left_out() -> None:
    note = '正文<a epub:type="noteref" href="#n">1</a>。<aside epub:type="footnote" id="n">注释</aside>'
    links = "".join(f'<p><a href="c4.xhtml#{n}">第{n}章</a></p>' for n in range(4))
    chapters = (
        *("<section epub:type='x'>论语</section>", links, "<p>ISBN 978-7-000-00000-0</p><p>某某出版社</p>"),
        f"<p>{PROSE}</p><p>{note}</p>",
    )
    guide = {
        "OPS/nav.xhtml": "<nav epub:type='landmarks'><ol><li><a epub:type='cover' href='c0.xhtml'>x</a></ol></nav>"
    }
    parsed = read(book(*chapters, manifest=NAV, more=guide), "a.epub")
    assert [block.text for block in parsed.blocks] == [PROSE, "正文。"]
    assert [d.why for d in parsed.dropped] == [
        *("book.cover", *["contents"] * 4, "book.imprint", "book.imprint", "notes")
    ]


def encryption(method: str, path: str) -> dict[str, str]:
    data = f'<EncryptionMethod Algorithm="{method}"/><CipherData><CipherReference URI="{path}"/></CipherData>'
    return {"META-INF/encryption.xml": f"<encryption><EncryptedData>{data}</EncryptedData></encryption>"}


def test_a_locked_book_says_so_and_locked_fonts_do_not_matter() -> None:
    aes = "http://www.w3.org/2001/04/xmlenc#aes256-cbc"
    with pytest.raises(InputError, match=r"protected against copying \(DRM\)"):
        read(book(f"<p>{PROSE}</p>", more=encryption(aes, "OPS/c0.xhtml")), "a.epub")
    for method, path in ((aes, "OPS/a.otf"), ("http://www.idpf.org/2008/embedding", "OPS/c0.xhtml")):
        assert read(book(f"<p>{PROSE}</p>", more=encryption(method, path)), "a.epub").blocks


@settings(max_examples=30, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=5))
def test_paragraphs_come_back_unchanged_and_in_order(lines: list[str]) -> None:
    sayings = [f"子曰：{line}".rstrip(EDGE) for line in lines]
    parsed = read(book(*(f"<p>{escape(saying)}</p>" for saying in sayings)), "a.epub")
    assert [block.text for block in parsed.blocks] == sayings


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is no e-book"),
        (package({"a.txt": "子曰"}), "is no e-book"),
        (package({"META-INF/container.xml": CONTAINER}), "is no e-book"),
        (package({"META-INF/container.xml": CONTAINER, "OPS/a.opf": "<package>"}), "damaged"),
        (package({"META-INF/container.xml": "<!DOCTYPE c [<!ENTITY a 'b'>]>" + CONTAINER}), "declares entities"),
        (book("<p>子曰</p>")[:-40], "damaged or cut short"),
        (book("<p>子曰</p>").replace(b"PK", b"PQ"), "is no e-book"),
    ],
)
def test_what_cannot_be_read_is_one_line(data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=what) as caught:
        read(data, "a.epub")
    assert "\n" not in str(caught.value) and caught.value.problem.remedy


def test_paths_that_lead_out_of_the_book_lead_nowhere() -> None:
    item = '<item id="x" href="../../../../etc/hostname" media-type="application/xhtml+xml"/>'
    spine = '<itemref idref="x"/><itemref idref="c0"/>'
    assert shown(read(book(f"<p>{PROSE}</p>", manifest=item, spine=spine), "a.epub")) == [f"paragraph|{PROSE}"]


def test_chapters_that_swell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "RATIO_FROM", 100_000)
    with pytest.raises(InputError, match="unpacks to far more"):
        read(book(" " * 1_000_000), "a.epub")


def test_damaged_books_are_read_or_refused() -> None:
    chance = random.Random(5)
    with zipfile.ZipFile(EXAMPLE) as example:
        files = {name: example.read(name) for name in example.namelist()}
    for _ in range(60):
        damaged = dict(files)
        victim = chance.choice(sorted(files))
        at = chance.randrange(len(files[victim]))
        damaged[victim] = files[victim][:at] + chance.choice((b"", b"<", b"\0", b"<ol>")) + files[victim][at + 9 :]
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as out:
            for name, data in damaged.items():
                out.writestr(name, data)
        try:
            read(made.getvalue(), "a.epub")
        except InputError as error:
            assert "\n" not in str(error) and str(error).startswith("a.epub: ")
