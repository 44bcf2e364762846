"""Finds the article on a web page: which of its pieces are menus, comments, advertisement and the like.

What a part is shows in its tag, its role and its class names (``quizgen/data/page.toml``), in where the page's
running text stands, and in how much of it is links. Text is rather kept than lost: no name of a class takes away
what holds most of the page's running text, and running text is kept wherever else it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from quizgen.data import load
from quizgen.readers.htmlblocks import Laid, Piece, is_hidden, with_text
from quizgen.readers.htmltree import Element, Page, names_of

_PROSE = 40  # characters outside links of a piece that is running text
_CLAUSE = re.compile("[，。；？！、：,;]")
_MOST = 0.5  # the share of a page's running text that no class name takes away
_BULK = 0.9  # the share of it that makes its element the one of the article
_ENOUGH = 300  # characters of running text, below which the article may be more than the element with the bulk of it
_LINKS = 0.6
_CONTAINERS = names_of("body div section article main td center form tbody tr table dd fieldset")
_LONGEST_NAME = 60
_LONGEST_TITLE, _SHORTEST_TITLE = 100, 2
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class Part(NamedTuple):
    """A kind of part of a page that is not the article, and how it shows."""

    name: str
    tags: frozenset[str]
    roles: frozenset[str]
    words: re.Pattern[str]


@cache
def parts() -> tuple[Part, ...]:
    """The kinds of parts, in the order of the file."""
    return tuple(
        Part(entry["name"], frozenset(entry["tags"]), frozenset(entry["roles"]), re.compile(entry["words"]))
        for entry in load("page")["part"]
    )


@cache
def _pattern(section: str, key: str) -> re.Pattern[str]:
    return re.compile(load("page")[section][key], re.IGNORECASE)


@lru_cache(maxsize=4096)
def named_part(name: str) -> str:
    """The part that a class name or id speaks of, ``""`` for none."""
    word = _hyphened(name)
    return next((part.name for part in parts() if part.words.fullmatch(word)), "")


def is_article_name(name: str) -> bool:
    """Whether a class name or id is one that sites give to the text itself."""
    return bool(_pattern("article", "words").fullmatch(_hyphened(name)))


def _hyphened(name: str) -> str:
    return _CAMEL.sub("-", name[:_LONGEST_NAME]).replace("_", "-").lower()


def part_of(element: Element) -> str:
    """The part of a page that an element says it is, ``""`` for none; ``hidden`` for what nobody sees."""
    if is_hidden(element):
        return "hidden"
    roles = {element.get("role"), *(f"doc-{kind}" for kind in element.get("epub:type").split())}
    for part in parts():
        if element.tag in part.tags or roles & part.roles:
            return part.name
    return next(filter(None, map(named_part, _names(element))), "")


def _names(element: Element) -> list[str]:
    return [*element.get("class").split()[:20], *element.get("id").split()[:1]]


def drop_hidden(laid: Laid) -> None:
    """Mark what nobody sees, and notes, in a page that is all text, such as a chapter of a book."""
    for element, start, end in laid.places:
        why = part_of(element)
        if why in ("hidden", "notes"):
            _mark(laid.pieces[start:end], why)


def find(page: Page, laid: Laid) -> str:
    """Mark the pieces of ``laid`` that are not the page's article; its title, ``""`` where none shows."""
    pieces = laid.pieces
    prose = _Sums([_prose(piece) for piece in pieces])
    taken = _drop_parts(laid, prose)
    prose = _Sums([0 if piece.why else _prose(piece) for piece in pieces])
    start, end = _article(laid, prose)
    _give_back(taken, pieces, prose, start, end)
    title = _title(page, pieces)
    _drop_around(pieces, start, end, title)
    _drop_links(pieces, title)
    _drop_captions(laid)
    _drop_dates(pieces, title)
    _unquote(pieces)
    _keep_something(pieces)
    if title is None:
        return named_title(page)
    if pieces[title].block.kind != "heading":
        pieces[title] = with_text(pieces[title], kind="heading", level=1, marker="")
    return pieces[title].text.replace("\n", "")


class _Sums:
    """How much running text stands in any run of pieces."""

    def __init__(self, values: Sequence[int]) -> None:
        self._until = [0, *accumulate(values)]

    def between(self, start: int, end: int) -> int:
        return self._until[end] - self._until[start]

    @property
    def total(self) -> int:
        return self._until[-1]


def _prose(piece: Piece) -> int:
    """How many characters of running text a piece has."""
    own = len(piece.text) - piece.linked
    if piece.block.kind in ("heading", "table") or own < _PROSE or piece.linked > own or piece.why:
        return 0
    return own if _CLAUSE.search(piece.text) else 0


def _mark(pieces: Sequence[Piece], why: str) -> None:
    for piece in pieces:
        piece.why = piece.why or why


def _drop_parts(laid: Laid, prose: _Sums) -> list[tuple[int, int, str]]:
    """Mark the parts that say what they are; those that only a class name speaks of are given back, with places."""
    taken: list[tuple[int, int, str]] = []
    done = 0
    for element, start, end in laid.places:
        if start < done or start == end:
            continue
        why = _why(element)
        most = _MOST if why != "page.comments" or not prose.between(0, start) else _BULK
        if why and prose.between(start, end) <= most * prose.total:
            _mark(laid.pieces[start:end], why)
            taken.append((start, end, why))
            done = end
    return taken


def _why(element: Element) -> str:
    """The part that an element is; heads and feet of a page by what stands around them, which the walk has left."""
    if element.tag == "footer":
        return "page.footer"
    if element.tag == "aside" and not _has_article_name(element):
        return part_of(element) or "page.related"
    why = part_of(element)
    return "" if why not in ("", "hidden") and _has_article_name(element) else why


def _has_article_name(element: Element) -> bool:
    return element.get("itemprop") == "articleBody" or any(map(is_article_name, _names(element)))


def _article(laid: Laid, prose: _Sums) -> tuple[int, int]:
    """The pieces of the element that holds the article: the innermost one with the bulk of the running text."""
    whole = (0, len(laid.pieces))
    if not prose.total:
        return whole
    best, named = whole, None
    many = _Sums([_prose(piece) > 0 for piece in laid.pieces])
    for element, start, end in laid.places:
        inside = prose.between(start, end)
        if inside < _BULK * prose.total or element.tag not in _CONTAINERS or end - start < 3:
            continue
        if many.between(start, end) >= 3 or inside >= _ENOUGH * 3:
            best = (start, end)
        if _has_article_name(element) or element.tag == "article":
            named = (start, end)
    return named or best


def _give_back(
    taken: Sequence[tuple[int, int, str]], pieces: Sequence[Piece], prose: _Sums, start: int, end: int
) -> None:
    """Keep running text amid the article whatever the name of its class; what is hidden or a note stays out."""
    for first, last, why in taken:
        amid = start <= first and last <= end and prose.between(start, first) and prose.between(last, end)
        if amid and why not in ("hidden", "notes") and any(_running(piece) for piece in pieces[first:last]):
            for piece in pieces[first:last]:
                piece.why = "" if piece.why == why else piece.why


def _running(piece: Piece) -> bool:
    """Whether a piece that was left out is running text."""
    own = len(piece.text) - piece.linked
    return own >= _PROSE * 2 and piece.linked * 4 < own and bool(_CLAUSE.search(piece.text))


def _title(page: Page, pieces: Sequence[Piece]) -> int | None:
    """The number of the piece that is the title: the one that the page's head names, or its only highest heading."""
    named = [_plain(text) for text in (page.meta.get("og:title", ""), page.title) if text]
    first = next((i for i, piece in enumerate(pieces) if _prose(piece) and not piece.why), len(pieces))
    headings: list[int] = [i for i, piece in enumerate(pieces) if piece.block.kind == "heading"]
    candidates: list[int] = [*headings, *range(first - 1, -1, -1)]
    for i in candidates:
        text = _plain(pieces[i].text)
        short = _SHORTEST_TITLE <= len(text) <= _LONGEST_TITLE and pieces[i].block.kind in ("heading", "paragraph")
        if short and any(_names_title(one, text) for one in named) and pieces[i].why != "hidden":
            return i
    highest = [i for i in headings if pieces[i].block.level == 1 and not pieces[i].why]
    return highest[0] if len(highest) == 1 and highest[0] < first else None


def _names_title(whole: str, text: str) -> bool:
    """Whether ``text`` is the page's title ``whole`` but for the name of the site behind it."""
    if whole == text:
        return True
    return len(text) >= 4 and whole.startswith(text) and len(whole) - len(text) <= 60 and not whole[len(text)].isalnum()


def _plain(text: str) -> str:
    return " ".join(text.split())


def named_title(page: Page) -> str:
    """The title that a page's head names, without the name of the site."""
    for text in (page.meta.get("og:title", ""), page.title):
        first = _pattern("title", "pattern").split(_plain(text))[0]
        if len(first) >= _SHORTEST_TITLE:
            return first
    return ""


def _drop_around(pieces: Sequence[Piece], start: int, end: int, title: int | None) -> None:
    """Mark what stands before the title and outside the article, but for running text and the article's headings."""
    if title is not None:
        pieces[title].why = ""
    top = start if title is None else min(title, _first_prose(pieces, start, end))
    for i, piece in enumerate(pieces):
        inside = max(start, top) <= i < end
        heads = title is not None and title <= i < start and piece.block.kind == "heading"
        if not inside and i != title and not heads and not _running(piece):
            _mark([piece], "page.other")


def _first_prose(pieces: Sequence[Piece], start: int, end: int) -> int:
    return next((i for i in range(start, end) if not pieces[i].why and _prose(pieces[i])), end)


def _drop_links(pieces: Sequence[Piece], title: int | None) -> None:
    """Mark links to elsewhere: before and behind the running text, below headings that say so, and the contents."""
    kept = [i for i, piece in enumerate(pieces) if not piece.why and i != title]
    prose = [i for i in kept if _prose(pieces[i])]
    first = next((i for i in kept if _is_sentence(pieces[i])), len(pieces))
    last = prose[-1] if prose else -1
    related = announced = False
    for i in kept:
        piece = pieces[i]
        if _pattern("heading", "pattern").fullmatch(piece.text):
            related = True
            continue
        linked = _is_linked(piece)
        announced = piece.text.endswith(("：", ":")) if not linked else announced
        related = related and linked
        at_the_ends = not announced and (i < first or i > last)
        if linked and piece.inner_links and at_the_ends:
            piece.why = "contents"
        elif linked and piece.block.kind != "heading" and (at_the_ends or related):
            piece.why = "page.links"
    _drop_bare_headings(pieces, title)


def _is_linked(piece: Piece) -> bool:
    return piece.linked >= _LINKS * len(piece.text)


def _is_sentence(piece: Piece) -> bool:
    return piece.block.kind != "heading" and not _is_linked(piece) and bool(_CLAUSE.search(piece.text))


def _drop_bare_headings(pieces: Sequence[Piece], title: int | None) -> None:
    """Mark headings, and lines that announce links, under which only links stood."""
    gone = ""
    for i in range(len(pieces) - 1, -1, -1):
        piece = pieces[i]
        announces = piece.block.kind == "heading" or _pattern("heading", "pattern").fullmatch(piece.text)
        if piece.why in ("page.links", "page.related", "contents"):
            gone = piece.why
        elif not piece.why and i != title:
            if gone and announces:
                piece.why = gone
            else:
                gone = ""


def _drop_captions(laid: Laid) -> None:
    """Mark captions that only say whose picture it is."""
    for element, start, end in laid.places:
        if element.tag == "figcaption":
            for piece in laid.pieces[start:end]:
                if _pattern("caption", "pattern").fullmatch(piece.text):
                    _mark([piece], "photo.caption")


def _drop_dates(pieces: Sequence[Piece], title: int | None) -> None:
    """Mark the times between the title and the text, which say when the page was put up."""
    if title is not None:
        for piece in pieces[title + 1 :]:
            if not piece.why and not _pattern("date", "pattern").fullmatch(piece.text):
                return
            _mark([piece], "page.credits")


def _keep_something(pieces: Sequence[Piece]) -> None:
    """Keep what is seen of a page of which nothing would be left."""
    if any(not piece.why and piece.block.kind != "heading" for piece in pieces):
        return
    for piece in pieces:
        if piece.why.startswith("page."):
            piece.why = ""


def _unquote(pieces: list[Piece]) -> None:
    """Take an article that is one quotation as a whole, for the look of it, as what it is."""
    prose = [(piece, _prose(piece)) for piece in pieces if not piece.why]
    quoted = sum(size for piece, size in prose if piece.block.kind == "quote")
    if quoted > _MOST * sum(size for _, size in prose):
        for i, piece in enumerate(pieces):
            if piece.block.kind == "quote":
                pieces[i] = with_text(piece, kind="paragraph")
