"""A web page as a light tree: parsed as browsers parse it, within limits of size, depth and time.

The HTML5 parser (lexbor) takes time by the square of some things: depth, the attributes of one tag, options of a
select box; and it copies formatting tags that are never closed into every paragraph. What makes it do so is taken
out of the markup before it sees it; none of that is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizgen.errors import InputError

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MAX_CHARACTERS = 32 * 1024 * 1024
MAX_TAGS = 500_000  # a book of a million characters that is one page has a tenth of it
_DEEPEST_MARKUP, _DEEPEST = 400, 150
_LONGEST_TAG = 400
_KEPT_VALUE = 200


def names_of(words: str) -> frozenset[str]:
    """The names in ``words``, which stand between blanks."""
    return frozenset(words.split())


# Elements whose content is no text of the page, whatever stands in it.
UNSEEN = names_of(
    "head script style noscript template svg math iframe object embed applet audio video canvas map select datalist "
    "textarea input button progress meter noframes noembed frameset img picture source track link meta base area col "
    "colgroup wbr param"
)
_VOID = names_of("area base br col embed hr img input link meta param source track wbr")
# Those that end by themselves where the next one begins do not nest.
_SELF_ENDING = names_of("html head body p li dt dd td th tr tbody thead tfoot option optgroup rt rp")
# The parser opens these again in every paragraph until they are closed. Here they say as little as a span.
_FORMATTING = dict.fromkeys(names_of("b big code em font i nobr small strong tt u"), "span") | {
    "s": "del",
    "strike": "del",
}
_SKIPPED = names_of("script style noscript iframe noembed noframes xmp select textarea svg math template")
_KEPT = names_of(
    "class id style hidden role type start value reversed href colspan rowspan aria-hidden epub:type charset name "
    "content property itemprop aria-level"
)

_COMMENT = r"<!--(?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>|$))"
_DATA = r"<!\[CDATA\[(?P<data>(?:[^\]]++|\](?!\]>))*+)(?:\]\]>|$)"
_ANY_TAG = (
    r"<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)"
    # well-formed attributes, and whatever else stands before the end: a quotation mark in title=it's is none
    r"(?P<rest>(?:[\s/]++|[^\s\"'<>/=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'<>=]++))?+)*+)[^<>]*+>?"
)
_TAG = re.compile(f"{_COMMENT}|(?P<data><![^>]*+>?)|{_ANY_TAG}")
_XML_TAG = re.compile(f"{_COMMENT}|{_DATA}|{_ANY_TAG}")
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]++)(?:\s*+=\s*+(\"[^\"]*+\"|'[^']*+'|[^\s\"'<>]++))?+")
_DECLARES = re.compile(r"<!doctype[^>\[]{0,2000}\[", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Element:
    """An element with what is needed of it: its tag, attributes, and children, which are elements and text."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def get(self, name: str) -> str:
        """An attribute's value, ``""`` where the element has no such attribute."""
        return self.attributes.get(name, "")

    def has(self, name: str) -> bool:
        """Whether the element has an attribute of that name."""
        return name in self.attributes

    def elements(self) -> Iterator[Element]:
        """The children that are elements."""
        return (child for child in self.children if isinstance(child, Element))

    def walk(self) -> Iterator[Element]:
        """The element and all below it, in document order."""
        open_elements = [self]
        while open_elements:
            element = open_elements.pop()
            yield element
            open_elements.extend(reversed(list(element.elements())))

    def find(self, tag: str) -> Element | None:
        """The first element below this one with that tag."""
        return next((element for element in self.walk() if element.tag == tag and element is not self), None)

    def text(self) -> str:
        """The characters in this element, with spaces where one element ends and the next begins."""
        pieces: list[str] = []
        open_parts: list[Element | str] = [self]
        while open_parts:
            part = open_parts.pop()
            if isinstance(part, str):
                pieces.append(part)
            else:
                open_parts.extend(reversed(part.children))
        return " ".join("".join(pieces).split())


@dataclass(slots=True)
class Page:
    """A page: its body, and what its head says of it (``title``, and the contents of ``meta`` tags by name)."""

    body: Element
    title: str = ""
    meta: dict[str, str] = field(default_factory=dict)


def parse(markup: str, name: str, *, xml: bool = False) -> Page:
    """The page in ``markup``; raises :class:`InputError` beyond the limits. ``xml``: ``<a/>`` is closed."""
    from selectolax.lexbor import LexborHTMLParser

    if len(markup) > MAX_CHARACTERS or markup.count("<") > MAX_TAGS:
        what = f"has over {MAX_TAGS:,} tags or {MAX_CHARACTERS // 1024**2} million characters, more than a page holds"
        raise InputError(name, what, "split it into parts")
    if _DECLARES.search(markup, 0, 4000):
        raise InputError(name, "declares entities, which no web page does", "do not open it; ask whoever sent it")
    parser = LexborHTMLParser("<!doctype html>" + _tamed(markup, xml=xml))
    page = Page(Element("body"))
    if parser.head:
        _read_head(parser.head, page)
    if parser.body:
        page.body = _light(parser.body)
    return page


def _tamed(markup: str, *, xml: bool) -> str:
    """``markup`` without comments, scripts and what makes the parser slow."""
    made: list[str] = []
    pattern = _XML_TAG if xml else _TAG
    position = depth = 0
    never_ended: set[str] = set()
    while match := pattern.search(markup, position):
        made.append(markup[position : match.start()])
        position = match.end()
        tag = (match["name"] or "").lower().removeprefix("html:")
        if not tag:  # a comment, or characters that XML marks as such
            made.append((match["data"] or "").replace("&", "&amp;").replace("<", "&lt;") if xml else "")
            continue
        rest = match["rest"]
        if tag in _SKIPPED and not match["end"]:
            position = _end_of(markup, tag, position, never_ended, closed=xml and rest.endswith("/"))
            continue
        nests = tag not in _VOID and tag not in _SELF_ENDING
        depth = max(depth + (0 if not nests else -1 if match["end"] else 1), 0)
        if depth <= _DEEPEST_MARKUP or not nests or match["end"]:
            made.append(_rewritten(match["end"], _FORMATTING.get(tag, tag), rest))
        if xml and rest.endswith("/") and tag not in _VOID and not match["end"]:
            made.append(f"</{_FORMATTING.get(tag, tag)}>")
            depth -= nests
    made.append(markup[position:])
    return "".join(made)


def _end_of(markup: str, tag: str, position: int, never_ended: set[str], *, closed: bool) -> int:
    """Where the content of an element that is not read ends; where it has no end, only its tag is passed over."""
    if closed or tag in never_ended:
        return position
    match = re.compile(rf"</{tag}[^>]{{0,200}}>", re.IGNORECASE).search(markup, position)
    if match is None:
        never_ended.add(tag)
        return position
    return match.end()


def _rewritten(end: str, tag: str, rest: str) -> str:
    """A tag as it was, or, if it is very long, with the attributes that count."""
    if end or len(rest) <= _LONGEST_TAG:
        return f"<{end}{tag}{'' if end else rest}>"
    kept: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(rest):
        if name.lower() in _KEPT:
            kept.setdefault(name.lower(), value.strip("\"'")[:_KEPT_VALUE].replace('"', ""))
    attributes = "".join(f' {name}="{value}"' for name, value in kept.items())
    return f"<{tag}{attributes}>"


def _read_head(head: LexborNode, page: Page) -> None:
    node = head.child
    while node is not None:
        if node.tag == "title" and not page.title:
            page.title = " ".join(node.text().split())
        elif node.tag == "meta":
            attributes = node.attributes
            key = attributes.get("property") or attributes.get("name") or ""
            page.meta.setdefault(key.lower(), " ".join((attributes.get("content") or "").split()))
        node = node.next


def _light(root: LexborNode) -> Element:
    """The tree below ``root``; what is nested deeper than any page is hung where the depth ends."""
    top = Element("body", _attributes(root))
    path = [top]
    node, depth = root.child, 1
    while node is not None:
        tag = node.tag or ""
        entered = False
        if tag == "-text":
            path[min(depth, len(path)) - 1].children.append(node.text_content or "")
        elif tag and tag[0] not in "-!_" and tag not in UNSEEN:
            element = Element(tag, _attributes(node))
            parent = path[min(depth, _DEEPEST) - 1]
            parent.children.append(element)
            del path[min(depth, _DEEPEST) :]
            if len(path) < _DEEPEST:
                path.append(element)
            entered = node.child is not None
        if entered:
            node, depth = node.child, depth + 1
            continue
        while node is not None and node.next is None:
            node, depth = node.parent, depth - 1
            if depth < 1:
                return top
        node = node.next if node is not None else None
    return top


def _attributes(node: LexborNode) -> dict[str, str]:
    return {name: value or "" for name, value in node.attributes.items()}
