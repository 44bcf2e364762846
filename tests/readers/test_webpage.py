"""Web pages: what is read of them, in which order, and what is left out."""

from __future__ import annotations

import random
import re
from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.data import load
from quizgen.errors import InputError
from quizgen.readers import Reading, htmltree
from quizgen.readers.htmlarticle import is_article_name, named_part, parts
from quizgen.readers.text import EDGE
from quizgen.readers.webpage import read

GOLDEN = Path(__file__).parent / "golden"
PROSE = "学而时习之，不亦说乎？有朋自远方来，不亦乐乎？人不知而不愠，不亦君子乎？" * 3
LINES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=40)


def blocks(body: str, **options: bool) -> list[str]:
    """Each block behind a paragraph of running text, as kind, level, marker and text."""
    page = f"<!DOCTYPE html><meta charset=utf-8><body><p>{PROSE}</p>{body}"
    parsed = read(page.encode(), "a.html", Reading(**options))
    return [f"{b.kind}{b.level or ''} {b.marker}|{b.text}" for b in parsed.blocks[1:]]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h1>论语</h1><h2>学而</h2><p>子曰</p>", ["heading1 |论语", "heading2 |学而", "paragraph |子曰"]),
        ("<p>&emsp;&emsp;子曰&nbsp;学<p>　　而", ["paragraph |子曰 学", "paragraph |而"]),
        ("<p>子\n曰 abc\ndef</p>", ["paragraph |子曰 abc def"]),
        ("<p>床前明月光，<br>疑是地上霜。</p>", ["paragraph |床前明月光，\n疑是地上霜。"]),
        ("<p>甲<br><br>乙<br>　　丙</p>", ["paragraph |甲", "paragraph |乙", "paragraph |丙"]),
        (f"<div>{PROSE}<br>子曰</div>", [f"paragraph |{PROSE}", "paragraph |子曰"]),
        ("<ul><li>甲<ul><li>乙</ul><li>丙</ul>", ["item1 •|甲", "item2 •|乙", "item1 •|丙"]),
        ("<ol start=3><li>甲<li value=7>乙<li>丙</ol>", ["item1 3.|甲", "item1 7.|乙", "item1 8.|丙"]),
        ("<ol reversed type=A><li>甲<li>乙</ol>", ["item1 B.|甲", "item1 A.|乙"]),
        ('<ol style="list-style-type: simp-chinese-informal"><li>甲</ol>', ["item1 一、|甲"]),
        ("<ol><li>1. 甲<li>2. 乙</ol>", ["item1 |1. 甲", "item1 |2. 乙"]),
        ("<ul><li><p>甲</p><p>乙</p></ul>", ["item1 •|甲", "paragraph |乙"]),
        (f"<p>{PROSE}</p><blockquote>子曰</blockquote>", [f"paragraph |{PROSE}", "quote |子曰"]),
        ("<p>曰<q>仁<q>义</q></q></p>", ["paragraph |曰“仁‘义’”"]),
        ("<p><ruby>學<rp>(</rp><rt>xué</rt><rp>)</rp></ruby>而</p>", ["paragraph |學而"]),
        ("<table><tr><th>甲<th>乙<tr><td colspan=2>丙</table>", ["table |甲\t乙\n丙"]),
        ("<table><tr><td rowspan=2>甲<td>乙<tr><td>丙</table>", ["table |甲\t乙\n\t丙"]),
        ("<table><tr><td>甲<tr><td>乙</table>", ["paragraph |甲", "paragraph |乙"]),
        ("<dl><dt>仁<dd>爱人</dl>", ["paragraph |仁", "paragraph |爱人"]),
        ("<pre>子曰\n学而</pre>", ["paragraph |子曰", "paragraph |学而"]),
        ("<p>甲<sup><a href='#1'>[1]</a></sup>乙<sup>2</sup></p>", ["paragraph |甲乙2"]),
        ("<p hidden>甲</p><p style='display: none'>乙</p><p>丙<span aria-hidden=true>丁</span>", ["paragraph |丙"]),
        ("<p>甲<del>乙</del><s>丙</s>丁", ["paragraph |甲丁"]),
        ("<p>甲<b><i>乙</b>丙</i><script>丁</script><style>戊</style><!-- 己 -->", ["paragraph |甲乙丙"]),
        ("<p title=it's>甲</p><p title='<b>'>乙</p>", ["paragraph |甲", "paragraph |乙"]),
        ("<select><option>甲</select><textarea>乙</textarea><button>丙</button>丁", ["paragraph |丁"]),
    ],
)  # fmt: skip
def test_what_a_reader_sees_is_read(body: str, expected: list[str]) -> None:
    assert blocks(body) == expected


def test_what_is_left_out_is_listed_and_kept_if_asked() -> None:
    page = f"<nav>首页</nav><h1>论语</h1><p>{PROSE}</p><div class=comments>写得好</div><p hidden>密</p>"
    parsed = read(page.encode(), "a.html")
    assert [(d.why, d.text) for d in parsed.dropped] == [
        *(("page.menu", "首页"), ("page.comments", "写得好"), ("hidden", "密"))
    ]
    kept = read(page.encode(), "a.html", Reading(keep_all=True))
    assert [block.text for block in kept.blocks] == ["首页", "论语", PROSE, "写得好"]
    assert [d.why for d in kept.dropped] == ["hidden"]


@pytest.mark.parametrize("attributes", ["class=share", "id=footer", "class='sidebar ad'", "hidden", "role=navigation"])
def test_no_name_takes_the_text_itself_away(attributes: str) -> None:
    assert blocks(f"<div {attributes}><p>{PROSE}</p><p>{PROSE}</p></div>") == [f"paragraph |{PROSE}"] * 2


def test_running_text_amid_the_article_stays_whatever_its_class() -> None:
    body = f"<p>{PROSE}</p><div class='related source'><p>{PROSE}子曰</p></div><p>{PROSE}</p>"
    assert len(blocks(f"<div class=article>{body}</div>")) == 3


def test_lists_of_links_are_dropped_at_the_ends_and_kept_where_a_colon_announces_them() -> None:
    links = "<ul><li><a href=a>礼</a><li><a href=b>乐</a></ul>"
    assert blocks(f"<p>{PROSE}</p>{links}") == [f"paragraph |{PROSE}"]
    assert blocks(f"<p>{PROSE}</p><p>六艺：</p>{links}")[1:] == ["paragraph |六艺：", "item1 •|礼", "item1 •|乐"]


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>论语选读_新风网</title>", "<h1>论语选读</h1>", "论语选读"),
        ("<title>论语选读-新风网</title>", "<div class=title>论语选读</div>", "论语选读"),
        ("<title>论语 - 自由百科</title>", "", "论语"),
        ("<title></title><meta property='og:title' content='论语选读'>", "", "论语选读"),
        ("", "<h1>论语</h1>", "论语"),
    ],
)
def test_titles_come_without_the_name_of_the_site(head: str, body: str, title: str) -> None:
    assert read(f"<head>{head}</head>{body}<p>{PROSE}</p>".encode(), "a.html").title == title


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        *(("utf-8", ""), ("utf-8-sig", ""), ("utf-16", ""), ("gb18030", "gb2312"), ("gb18030", "")),
        *(("big5hkscs", "big5"), ("gb18030", "utf-8"), ("utf-8", "gb2312")),
    ],
)
def test_the_encoding_is_what_the_bytes_and_the_page_say(encoding: str, declared: str) -> None:
    text = "學而時習之，不亦樂乎？" if "big5" in encoding else PROSE
    meta = f"<meta charset={declared}>" if declared else ""
    assert read(f"<html>{meta}<p>{text}</p>".encode(encoding), "a.html").blocks[0].text == text


def test_a_broken_byte_is_a_problem_and_no_failure() -> None:
    parsed = read(f"<p>{PROSE}</p><p>子曰".encode() + b"\xe5\xad</p>", "a.html")
    assert [str(problem) for problem in parsed.problems] == [
        "a.html: 1 of its characters are damaged; mend these places, or save the page anew"
    ]
    hidden = b"<meta name=description content='" + b"\xe5\xad" + f"'><p>{PROSE}</p>".encode()
    assert read(hidden, "a.html").problems == ()


def test_a_page_saved_with_its_pictures() -> None:
    page = f"<html><p>{PROSE}</p></html>".encode("gb18030")
    quoted = re.sub(rb"[\x80-\xff=]", lambda match: b"=%02X" % match[0][0], page)
    saved = (
        b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/related;\r\n\tboundary=b\r\n\r\n--b\r\n"
        b"Content-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n%s\r\n"
        b"--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--\r\n" % quoted
    )
    assert [block.text for block in read(saved, "a.mhtml").blocks] == [PROSE]
    with pytest.raises(InputError, match="there is no page in it"):
        read(saved.replace(b"text/html", b"text/css"), "a.mhtml")
    with pytest.raises(InputError, match="parts, more than a page has"):
        read(saved + b"--b\r\n" * 20_000, "a.mhtml")


@settings(max_examples=30, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=5))
def test_paragraphs_come_back_unchanged_and_in_order(lines: list[str]) -> None:
    sayings = [f"子曰：{line}".rstrip(EDGE) for line in lines]  # no number, no bullet, no page number
    page = "".join(f"<p>{escape(saying)}</p>" for saying in sayings)
    assert [block.text for block in read(f"<html>{page}</html>".encode(), "a.html").blocks] == sayings


def test_every_name_in_the_data_matches_what_it_should() -> None:
    data = load("page")
    for entry in data["part"]:
        assert {named_part(name) for name in entry["match"]} == {entry["name"]}
        assert [name for name in entry["keep"] if named_part(name) == entry["name"]] == []
    assert {part.name for part in parts()} == {entry["name"] for entry in data["part"]}
    assert all(map(is_article_name, data["article"]["match"]))
    assert not any(map(is_article_name, data["article"]["keep"]))
    for section in ("caption", "heading", "date"):
        pattern = re.compile(data[section]["pattern"], re.IGNORECASE)
        assert all(map(pattern.fullmatch, data[section]["match"])), section
        assert not any(map(pattern.fullmatch, data[section]["keep"])), section
    for section in ("title", "imprint"):
        pattern = re.compile(data[section]["pattern"], re.IGNORECASE)
        assert all(map(pattern.search, data[section]["match"])), section
        assert not any(map(pattern.search, data[section]["keep"])), section


@pytest.mark.parametrize(
    "markup",
    [
        *("<div>" * 100_000, "<blockquote><p>子" * 5000, "<table><tr><td>子<td>" * 5000, "<q>子" * 20_000),
        *('<p "' * 50_000, "<a " * 50_000, "<!-" * 50_000, "<script>" * 50_000, "<![CDATA[" * 50_000),
        "<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">子",
        "".join(f"<font color={n}>" for n in range(500)) + "<p>子" * 2000,
        "<select>" + "<option>子" * 20_000,
        "<table>" + "<tr><td colspan=1000 rowspan=60000>子<td>曰" * 5000,
        f"<p class='{'a ' * 500_000}'>子",
    ],
)
def test_hostile_markup_takes_no_more_time_than_its_length(markup: str) -> None:
    for page in (markup, f"<p>{PROSE}</p>{markup}"):
        read(page.encode(), "a.html")  # by the square of its length it would not end


@pytest.mark.parametrize(
    ("markup", "what"),
    [
        ("<p>" * (htmltree.MAX_TAGS + 1), "more than a page holds"),
        ("<!DOCTYPE html [<!ENTITY a 'b'>]><p>&a;", "declares entities"),
    ],
)
def test_what_no_page_has_is_refused(markup: str, what: str) -> None:
    with pytest.raises(InputError, match=what):
        read(markup.encode(), "a.html")


def test_damaged_pages_are_read_or_refused() -> None:
    chance = random.Random(5)
    pages = [path.read_bytes() for path in sorted(GOLDEN.glob("page-*.in.html"))]
    for _ in range(150):
        page = bytearray(chance.choice(pages))
        for _ in range(chance.choice((1, 5, 20))):
            at = chance.randrange(len(page))
            page[at : at + chance.choice((0, 1, 50))] = chance.choice(
                (b"<div>", b"</p>", b"\0", b"\xff", b'"', b"<!--")
            )
        try:
            read(bytes(page), "a.html")
        except InputError as error:
            assert "\n" not in str(error)
