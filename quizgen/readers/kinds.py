"""What a file is that quizgen cannot read, by its first bytes or its ending, and what its owner can do."""

from __future__ import annotations

import re
from typing import NamedTuple


class Kind(NamedTuple):
    """A file format: its name as a message says it, and what to do with such a file."""

    what: str
    remedy: str


_SAVE_DOCX = "open it in Word, WPS or LibreOffice and save it as .docx"
_PLAIN = "quizgen reads documents such as .docx, .pdf and .txt"

DOCX = Kind("a Word document (.docx)", "give it a name that ends in .docx")
DOC = Kind("an old Word document (.doc)", _SAVE_DOCX)
_LOCKED = Kind("an encrypted Office document", "open it in Word or WPS and save it without a password")
_OLD = Kind("an old Office file", _SAVE_DOCX)
RTF = Kind("a rich text file (RTF)", _SAVE_DOCX)
PDF = Kind("a PDF", "give it a name that ends in .pdf")
EPUB = Kind("an e-book (EPUB)", "give it a name that ends in .epub")
ODT = Kind("an OpenDocument text", "give it a name that ends in .odt")
FODT = Kind("an OpenDocument text", "give it a name that ends in .fodt")
HTML = Kind("a web page", "give it a name that ends in .html")
MHTML = Kind("a saved web page", "give it a name that ends in .mhtml")
_FIXED = Kind("a document of fixed pages (OFD or CAJ)", "save it as .pdf or .docx, or copy its text into a .txt file")
_EBOOK = Kind("an e-book of another kind than EPUB", "turn it into .epub with Calibre")
_PAGES = Kind("a Pages document", "open it in Pages and export it as .docx")
_SHEET = Kind("a spreadsheet", "copy its text into a .txt file")
_SLIDES = Kind("a set of slides", "save its outline as .docx or copy its text into a .txt file")
_IMAGE = Kind("a picture", "run text recognition (OCR) on it and save the text as .txt")
ARCHIVE = Kind("an archive", "unpack it and give the documents inside")
_SOUND = Kind("sound or video", _PLAIN)
_DATABASE = Kind("a database", _PLAIN)
_DECK = Kind("an Anki package", "it is what quizgen writes; give it a document")

# First bytes of formats that people rename or save under the wrong ending.
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", PDF),
    (b"{\\rtf", RTF),
    (b"\x89PNG\r\n", _IMAGE),
    (b"\xff\xd8\xff", _IMAGE),
    (b"GIF8", _IMAGE),
    (b"II*\0", _IMAGE),
    (b"MM\0*", _IMAGE),
    (b"\x1f\x8b", ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", ARCHIVE),
    (b"Rar!\x1a\x07", ARCHIVE),
    (b"\xfd7zXZ\0", ARCHIVE),
    (b"BZh", ARCHIVE),
    (b"SQLite format 3\0", _DATABASE),
    (b"\x7fELF", Kind("a program", _PLAIN)),
    (b"MZ\x90\0", Kind("a program", _PLAIN)),
    (b"ID3", _SOUND),
    (b"OggS", _SOUND),
)

# A zip archive's directory names its files; these tell what it is a file of.
_ZIP = b"PK\x03\x04"
_INSIDE: tuple[tuple[bytes, Kind], ...] = (
    (b"word/document", DOCX),
    (b"xl/workbook", _SHEET),
    (b"ppt/presentation", _SLIDES),
    (b"mimetypeapplication/epub+zip", EPUB),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", ODT),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", _SHEET),
    (b"mimetypeapplication/vnd.oasis.opendocument.presentation", _SLIDES),
    (b"META-INF/container.xml", EPUB),
    (b"collection.anki2", _DECK),
)

# The compound file in which Office kept everything names its streams in UTF-16; these tell what it is a file of.
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS: tuple[tuple[bytes, Kind], ...] = tuple(
    (name.encode("utf-16-le"), kind)
    for name, kind in (
        ("EncryptedPackage", _LOCKED),
        ("WordDocument", DOC),
        ("Workbook", _SHEET),
        ("PowerPoint Document", _SLIDES),
    )
)

FOREIGN: dict[str, Kind] = {
    suffix: kind
    for kind, suffixes in (
        (_FIXED, ".ofd .caj"),
        (_EBOOK, ".mobi .azw .azw3"),
        (_PAGES, ".pages"),
        (_SHEET, ".xls .xlsx .et .ods .csv"),
        (_SLIDES, ".ppt .pptx .dps .odp"),
        (_IMAGE, ".png .jpg .jpeg .gif .bmp .tif .tiff .webp .heic"),
        (ARCHIVE, ".zip .rar .7z .gz .tar"),
        (_SOUND, ".mp3 .mp4 .m4a .wav"),
        (_DECK, ".apkg .colpkg"),
    )
    for suffix in suffixes.split()
}


# The kinds that have a reader, each with the endings that such a file may have, its own first. Word and WPS open what
# they can read under any ending of theirs, so people's files have them all.
_OFFICE = (".docx", ".doc", ".wps", ".wpt", ".dot", ".rtf")
READ: dict[Kind, tuple[str, ...]] = {
    DOCX: _OFFICE,
    DOC: (".doc", *_OFFICE),
    RTF: (".rtf", *_OFFICE),
    PDF: (".pdf",),
    EPUB: (".epub",),
    ODT: (".odt",),
    FODT: (".fodt",),
    HTML: (".html", ".htm", ".xhtml", *_OFFICE),
    MHTML: (".mhtml", ".mht", *_OFFICE),
}
ARCHIVED = (".docx", ".epub", ".odt")
MARKED_UP = (FODT, HTML, MHTML)

# What markup begins with, behind a declaration and comments.
_MARKUP_HEAD = 4096
_PROLOG = rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^>]{0,400}-->\s*){0,5}"
_HEADERS = rb"(?:[\w-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){0,40}?"
_MARKUP: tuple[tuple[re.Pattern[bytes], Kind], ...] = (
    (re.compile(_PROLOG + rb"<office:document[\s>]"), FODT),
    (re.compile(_PROLOG + rb"(?:<!doctype html|<html[\s>])", re.IGNORECASE), HTML),
    (re.compile(_HEADERS + rb"content-type:\s*multipart/related", re.IGNORECASE), MHTML),
)


def of_content(data: bytes) -> Kind | None:
    """The format that ``data`` is by its first bytes, if it is one that is not plain text."""
    if data.startswith(_ZIP):
        return next((kind for name, kind in _INSIDE if name in data), ARCHIVE)
    if data.startswith(_COMPOUND):
        return next((kind for name, kind in _STREAMS if name in data), _OLD)
    found = next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)
    return found or next((kind for pattern, kind in _MARKUP if pattern.match(data[:_MARKUP_HEAD])), None)
