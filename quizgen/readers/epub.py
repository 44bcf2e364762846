"""Reads e-books (.epub): the chapters in the order of the spine, under the headings that the book's contents give.

Covers, the printed table of contents, the imprint and notes are left out. A book that is locked to a reader's
account says so.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urldefrag

from quizgen.data import load
from quizgen.errors import InputError
from quizgen.model import Block
from quizgen.readers import AS_IT_IS, Parsed, Reading, htmlarticle, htmlblocks, htmltree, webpage
from quizgen.readers.archive import BOMB, MAX_PART, Archive, RefusedError, Wording
from quizgen.readers.htmlblocks import Laid, Piece

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

suffixes = (".epub",)

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
# How fonts are made unreadable outside their book; the text of a book is not touched by it.
_FONT_LOCKS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_PAGES = frozenset(("application/xhtml+xml", "text/html", "application/x-dtbook+xml"))
_MOST_LEVELS = 9
_DEEPEST = 50
_MOST_ENTRIES = 20_000

_WORDING = Wording(
    none=("is no e-book (EPUB)", "check that it is the right file"),
    damaged=("is damaged or cut short", "open it in an e-book reader to see whether it is whole, or fetch it again"),
    locked=(
        "is protected against copying (DRM)",
        "quizgen reads books without protection only; ask the publisher for one",
    ),
    declares=("declares entities, which no e-book does", "do not open it; ask whoever sent it"),
)


class _Entry(NamedTuple):
    """A line of the book's contents: its words, how deep it stands (1 the highest), and the id that it leads to."""

    text: str
    depth: int
    anchor: str


@dataclass(slots=True)
class _Book:
    """What the package says: its title, the chapters' files in order, and which entries lead to each."""

    title: str = ""
    chapters: list[str] = field(default_factory=list)
    entries: dict[str, list[_Entry]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)


def read(data: bytes, name: str, reading: Reading = AS_IT_IS) -> Parsed:
    """The chapters of the book in ``data``."""
    try:
        archive = Archive(data, _WORDING)
        book = _opened(archive)
        pieces = list(_pieces(archive, book, reading))
    except RefusedError as refused:
        what, remedy = refused.args
        raise InputError(name, what, remedy) from refused
    return webpage.finished(pieces, book.title, name, reading)


def _opened(archive: Archive) -> _Book:
    """The package that the container names."""
    container = archive.xml(_CONTAINER)
    roots = [] if container is None else [e for e in container.iter() if _local(e) == "rootfile"]
    path = next((unquote(root.get("full-path", "")) for root in roots), "")
    package = archive.xml(_inside("", path)) if path else None
    if package is None:
        raise RefusedError(*_WORDING.none)
    folder = posixpath.dirname(path)
    book = _Book(title=_title(package))
    items = {item.get("id", ""): item for item in package.iter() if _local(item) == "item"}
    paths = {key: _inside(folder, unquote(item.get("href", ""))) for key, item in items.items()}
    for reference in (element for element in package.iter() if _local(element) == "itemref"):
        item = items.get(reference.get("idref", ""))
        if item is not None and item.get("media-type", "") in _PAGES:
            book.chapters.append(paths[reference.get("idref", "")])
    book.chapters = list(dict.fromkeys(book.chapters))  # a chapter named twice is read once
    _refuse_locked(archive, set(book.chapters))
    _read_guide(package, folder, book)
    _read_contents(archive, package, items, paths, book)
    return book


def _title(package: Element) -> str:
    titles = (element for element in package.iter() if _local(element) == "title")
    return next((" ".join((title.text or "").split()) for title in titles), "")


def _refuse_locked(archive: Archive, chapters: set[str]) -> None:
    """Refuse a book whose text is encrypted, rather than call it damaged."""
    encryption = archive.xml(_ENCRYPTION)
    for data in () if encryption is None else (e for e in encryption.iter() if _local(e) == "EncryptedData"):
        method = next((e.get("Algorithm", "") for e in data.iter() if _local(e) == "EncryptionMethod"), "")
        paths = (unquote(e.get("URI", "")) for e in data.iter() if _local(e) == "CipherReference")
        if method not in _FONT_LOCKS and any(_inside("", path) in chapters for path in paths):
            raise RefusedError(*_WORDING.locked)


def _read_guide(package: Element, folder: str, book: _Book) -> None:
    """Which files the guide of EPUB 2 calls cover, contents and so on."""
    for reference in (element for element in package.iter() if _local(element) == "reference"):
        kind = _kind(reference.get("type", ""))
        if kind:
            book.kinds[_inside(folder, unquote(urldefrag(reference.get("href", "")).url))] = kind


def _read_contents(
    archive: Archive, package: Element, items: Mapping[str, Element], paths: Mapping[str, str], book: _Book
) -> None:
    """The entries of the book's contents, from the navigation page of EPUB 3 or the NCX of EPUB 2."""
    for key, item in items.items():
        if "nav" in item.get("properties", "").split():
            data = archive.read(paths[key])
            book.kinds[paths[key]] = "contents"
            if data is not None:
                _read_navigation(_page(data), posixpath.dirname(paths[key]), book)
    spine = next((element for element in package.iter() if _local(element) == "spine"), None)
    key = "" if spine is None else spine.get("toc", "")
    if not book.entries and key in paths:
        ncx = archive.xml(paths[key])
        points = None if ncx is None else next((e for e in ncx.iter() if _local(e) == "navMap"), None)
        if points is not None:
            _read_points(points, posixpath.dirname(paths[key]), book, 1)


def _page(data: bytes) -> htmltree.Page:
    """A file of the book, in UTF-8 or UTF-16 as all are; where it is damaged, as much as can be read of it."""
    try:
        text = webpage.text_of(data, "")
    except InputError:
        text = data.decode("utf-8", "replace").replace("\0", "")
    try:
        return htmltree.parse(text, "", xml=True)
    except InputError as error:
        raise RefusedError(error.problem.what, error.problem.remedy) from error


def _read_navigation(page: htmltree.Page, folder: str, book: _Book) -> None:
    """The lists of a navigation page: the contents, and the landmarks that tell what a page is."""
    for nav in (element for element in page.body.walk() if element.tag == "nav"):
        kinds = nav.get("epub:type").split()
        for link, depth in islice(_links(nav, 0), _MOST_ENTRIES):
            url, anchor = urldefrag(link.get("href"))
            path = _inside(folder, unquote(url))
            kind = next(filter(None, map(_kind, link.get("epub:type").split())), "")
            if "toc" in kinds or not kinds:
                book.entries.setdefault(path, []).append(_Entry(link.text(), max(depth, 1), anchor))
            elif "landmarks" in kinds and kind:
                book.kinds.setdefault(path, kind)


def _links(element: htmltree.Element, depth: int) -> Iterator[tuple[htmltree.Element, int]]:
    for child in element.elements():
        if child.tag == "a":
            yield child, depth
        else:
            yield from _links(child, depth + (child.tag == "ol"))


def _read_points(parent: Element, folder: str, book: _Book, depth: int) -> None:
    for point in (child for child in parent if _local(child) == "navPoint"):
        texts = (e.text or "" for label in point if _local(label) == "navLabel" for e in label if _local(e) == "text")
        source = next((e.get("src", "") for e in point if _local(e) == "content"), "")
        url, anchor = urldefrag(source)
        text = " ".join(next(texts, "").split())
        book.entries.setdefault(_inside(folder, unquote(url)), []).append(_Entry(text, depth, anchor))
        if depth < _DEEPEST:
            _read_points(point, folder, book, depth + 1)


def _pieces(archive: Archive, book: _Book, reading: Reading) -> Iterator[Piece]:
    """The pieces of all chapters."""
    size = tags = 0
    for path in book.chapters:
        data = archive.read(path)
        if data is None:
            continue
        size += len(data)
        tags += data.count(b"<")
        if size > MAX_PART or tags > 4 * htmltree.MAX_TAGS:
            raise RefusedError(*BOMB)
        page = _page(data)
        laid = htmlblocks.lay_out(page.body)
        htmlarticle.drop_hidden(laid)
        entries = book.entries.get(path, [])
        why = "" if reading.keep_all else _why(path, page, laid, book)
        if why:
            for piece in laid.pieces:
                piece.why = piece.why or why
        yield from _under_headings(laid, entries)


def _why(path: str, page: htmltree.Page, laid: Laid, book: _Book) -> str:
    """Why a file is not of the book's text: it is the cover, the contents or the imprint."""
    said = book.kinds.get(path) or next(
        (kind for word in page.body.get("epub:type").split() if (kind := _kind(word))), ""
    )
    text = sum(len(piece.text) for piece in laid.pieces if not piece.why)
    if said and (said != "cover" or text < _SHORT):
        return f"book.{said}" if said != "contents" else said
    links = sum(piece.linked for piece in laid.pieces if not piece.why)
    if sum(piece.linked > 0 for piece in laid.pieces) > 2 and links * 5 > text * 4:
        return "contents"
    imprint = text < _IMPRINT and _imprint().search("\n".join(piece.text for piece in laid.pieces))
    return "book.imprint" if imprint else ""


_SHORT, _IMPRINT = 300, 2000


def _imprint() -> re.Pattern[str]:
    return re.compile(load("page")["imprint"]["pattern"], re.IGNORECASE)


def _kind(word: str) -> str:
    """What a type in a guide or landmark says of a page, if it says that it is not of the text."""
    kinds: dict[str, str] = load("page")["book"]
    return kinds.get(word.lower().removeprefix("other."), "")


def _under_headings(laid: Laid, entries: list[_Entry]) -> Iterator[Piece]:
    """The pieces of a file with headings at the depth of its entry, and those that only the contents give."""
    shown = [piece for piece in laid.pieces if not piece.why]
    levels = [piece.block.level for piece in shown if piece.block.kind == "heading"]
    shift = min(entry.depth for entry in entries) - min(levels) if entries and levels else 0
    words = {_key(piece.text) for piece in shown}
    above: dict[int, list[_Entry]] = {}
    for entry in entries:
        if entry.text and not levels and _key(entry.text) not in words:
            above.setdefault(laid.starts.get(entry.anchor, 0) if entry.anchor else 0, []).append(entry)
    titles = {_key(entry.text): entry.depth for entry in entries if not levels}
    for i, piece in enumerate(laid.pieces):
        if shown:
            yield from (_heading(entry.text, entry.depth) for entry in above.get(i, ()))
        if piece.block.kind == "heading" and not piece.why:
            yield _heading(piece.text, piece.block.level + shift)
        elif not piece.why and _key(piece.text) in titles:
            yield _heading(piece.text, titles[_key(piece.text)])
        else:
            yield piece


def _heading(text: str, level: int) -> Piece:
    return Piece(Block(text=text, kind="heading", level=min(max(level, 1), _MOST_LEVELS)))


def _key(text: str) -> str:
    return "".join(text.split())


def _local(element: Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _inside(folder: str, path: str) -> str:
    """A path of the archive; one that leads out of it ends at its top."""
    return posixpath.normpath(posixpath.join("/", folder, path.replace("\\", "/"))).lstrip("/")
