"""Reads web pages as browsers save them (.html, .mhtml): the article, without what the site puts around it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

from quizgen.errors import InputError
from quizgen.model import Block, Dropped, Problem
from quizgen.readers import AS_IT_IS, Parsed, Reading, furniture, headings, htmlarticle, htmlblocks, htmltree, kinds
from quizgen.readers.decode import decode
from quizgen.readers.htmlblocks import Piece

suffixes = (".html", ".htm", ".xhtml", ".mhtml", ".mht")

_DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']?([\w.:-]{2,40})|<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})",
    re.IGNORECASE,
)
_WHERE_DECLARED = 4096
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs", "x-gbk": "gb18030"}
_MOST_PARTS = 20_000
_BROKEN = "\ufffd"
_HAN = re.compile("[\u3400-\u9fff]")
_XML = re.compile(r"\s*(?:<\?xml\b|<!doctype[^>]{0,300}xhtml)", re.IGNORECASE)


def read(data: bytes, name: str, reading: Reading = AS_IT_IS) -> Parsed:
    """The article of the web page in ``data``."""
    if kinds.of_content(data) is kinds.MHTML:
        data, declared = _page_of(data, name)
    else:
        declared = None
    return parse(text_of(data, name, declared), name, reading)


def parse(markup: str, name: str, reading: Reading = AS_IT_IS) -> Parsed:
    """The article of a page."""
    page = htmltree.parse(markup, name, xml=bool(_XML.match(markup)))
    laid = htmlblocks.lay_out(page.body)
    if reading.keep_all:
        htmlarticle.drop_hidden(laid)
        title = htmlarticle.named_title(page)
    else:
        title = htmlarticle.find(page, laid)
    return finished(laid.pieces, title, name, reading)


def finished(pieces: Iterable[Piece], title: str, name: str, reading: Reading) -> Parsed:
    """The blocks of ``pieces`` without furniture, with the headings that only show themselves."""
    kept: list[Block] = []
    dropped: list[Dropped] = []
    for piece in pieces:
        if piece.why:
            dropped.append(Dropped(text=piece.text, why=piece.why))
        else:
            kept.append(piece.block)
    blocks, furnishing = furniture.strip(kept, keep_all=reading.keep_all)
    completed = tuple(headings.completed(blocks))
    broken = sum(block.text.count(_BROKEN) for block in completed)
    what, remedy = f"{broken} of its characters are damaged", "mend these places, or save the page anew"
    return Parsed(
        blocks=completed,
        dropped=(*dropped, *furnishing),
        title=title or headings.title([headings.drawn(block) for block in completed]),
        problems=(Problem(where=name, what=what, remedy=remedy),) if broken else (),
    )


def text_of(data: bytes, name: str, declared: str | None = None) -> str:
    """The characters of a page: in UTF-8 or what the page or ``declared`` says, else in what they look like.

    A few broken bytes are let through, since sites cut their descriptions in the middle of a character, and so are
    stray noughts, which browsers pass over.
    """
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        match = _DECLARED.search(data, 0, _WHERE_DECLARED)
        named = declared or (next(filter(None, match.groups())).decode("ascii", "replace") if match else "")
        for encoding, tolerated in (("utf-8-sig", 10), (_codec(named), 50)):
            text = data.decode(encoding, "replace") if encoding else _BROKEN
            if text.count(_BROKEN) * tolerated <= len(_HAN.findall(text)) and text.count("\0") * 50 <= len(text):
                text = text.replace("\0", "")
                decode(text[: _WHERE_DECLARED * 8].encode(), name)  # refuses what was garbled before it was saved
                return text
    return decode(data, name).text


def _codec(name: str) -> str:
    """Python's name for an encoding, in its widest form; ``""`` for none that is text."""
    try:
        found = codecs.lookup(_WIDER.get(name.lower(), name))
    except (LookupError, ValueError):
        return ""
    if not getattr(found, "_is_text_encoding", True) or found.name in ("utf-7", "idna", "punycode"):
        return ""
    return _WIDER.get(found.name, found.name)


def _page_of(data: bytes, name: str) -> tuple[bytes, str | None]:
    """The page in a file that holds it with its pictures, and the charset that the file gives for it."""
    import email
    from email.policy import compat32

    if data.count(b"\n--") > _MOST_PARTS:
        raise InputError(name, f"holds over {_MOST_PARTS:,} parts, more than a page has", "save the page as .html")
    try:
        message = email.message_from_bytes(data, policy=compat32)
        for part in message.walk():
            if part.get_content_type() in ("text/html", "application/xhtml+xml"):
                content = part.get_payload(decode=True)
                if isinstance(content, bytes) and content.strip():
                    return content, part.get_content_charset()
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise InputError(name, "is a damaged saved page", "save the page anew, as .html") from error
    raise InputError(name, "there is no page in it", "save the page anew, as .html")
