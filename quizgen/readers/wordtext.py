"""The text of one Word paragraph as its reader sees it: fields show results, deletions and hidden runs are gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizgen.readers.wordformats import number_text
from quizgen.readers.wordnumbers import MC, W, is_on

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_TABLES_OF_CONTENTS = {"TOC", "TOA", "INDEX"}
# Word's “enclose characters” is a formula that overlays a ring and a number, and has no result: EQ \o\ac(○,6)
_RINGED = re.compile(r"\s*EQ\b.*[○〇◯]\)?\s*[,;]\s*(?:\\[a-z]+\s*-?\d*\()?\s*([0-9]{1,2})\)")

_AS_TEXT = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_LITERAL = {f"{W}t", f"{_MATH}t"}
# Properties, what was deleted or moved away, and the reading that a ruby sets over its base.
_UNSEEN = {W + name for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "del", "moveFrom", "rt", "rubyPr", "delText")}
_WRAPPERS = {W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")}


@dataclass(slots=True)
class _Field:
    """An open field: the instruction that it began with, and whether its result has begun."""

    instruction: str = ""
    result: bool = False

    @property
    def is_contents(self) -> bool:
        words = self.instruction.split(maxsplit=1)
        return bool(words) and words[0].upper() in _TABLES_OF_CONTENTS


@dataclass(slots=True)
class Inline:
    """What stands in one paragraph: its text, what is kept apart from it, and the text boxes anchored there."""

    text: str = ""
    contents: str = ""
    hidden: str = ""
    boxes: list[Element] = field(default_factory=list)


class Fields:
    """Follows fields through a story; a table of contents begins in one paragraph and ends in another."""

    def __init__(self, story: Element, *, keep_all: bool = False) -> None:
        self._keep_all = keep_all
        self._open: list[_Field] = []
        self._closed = _closed_fields(story)

    def inline(self, paragraph: Element) -> Inline:
        """The text of ``paragraph``; ask for each paragraph of the story once, in order."""
        inline = Inline()
        self._walk(paragraph, inline, hidden=False)
        return inline

    def _walk(self, parent: Element, inline: Inline, *, hidden: bool) -> None:
        for child in parent:
            self._take(child, inline, hidden=hidden)

    def _take(self, child: Element, inline: Inline, *, hidden: bool) -> None:
        tag = child.tag
        if (shown := _shown(child)) is not None:
            self._add(shown, inline, hidden=hidden)
        elif tag == f"{W}fldChar":
            self._switch(child, inline)
        elif tag == f"{W}instrText":
            if self._open:
                self._open[-1].instruction += child.text or ""
        elif tag == f"{W}txbxContent":
            inline.boxes.append(child)
        elif tag == f"{MC}AlternateContent":
            self._walk(branch(child), inline, hidden=hidden)
        elif tag == f"{W}fldSimple":
            self._open.append(_Field(child.get(f"{W}instr", ""), result=True))
            self._walk(child, inline, hidden=hidden)
            self._open.pop()
        elif tag not in _UNSEEN and not is_placeholder(child):
            self._walk(child, inline, hidden=hidden or (tag == f"{W}r" and is_on(child.find(f"{W}rPr"), "vanish")))

    def _switch(self, mark: Element, inline: Inline) -> None:
        """A field begins, shows its result, or ends; one that never ends is passed over, or it would eat the rest."""
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin" and mark in self._closed:
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._open[-1].result = True
        elif kind == "end" and self._open:
            ended = self._open.pop()
            if not ended.result and (ringed := _RINGED.match(ended.instruction)):
                self._add(number_text(int(ringed[1]), "decimalEnclosedCircle"), inline, hidden=False)

    def _add(self, text: str, inline: Inline, *, hidden: bool) -> None:
        if not all(field.result for field in self._open):
            return
        if self._keep_all:
            inline.text += text
        elif any(field.is_contents for field in self._open):
            inline.contents += text
        elif hidden:
            inline.hidden += text
        else:
            inline.text += text


def children(parent: Element) -> Iterator[Element]:
    """The children of ``parent``, with those of content controls, insertions and the like in their place.

    A content control that holds a table of contents is given as itself.
    """
    for child in parent:
        if child.tag == f"{MC}AlternateContent":
            yield from children(branch(child))
        elif is_placeholder(child):
            continue
        elif child.tag in _WRAPPERS and not is_contents_control(child):
            yield from children(child)
        else:
            yield child


def branch(alternatives: Element) -> Element:
    """The one of an mc:AlternateContent's branches to read: the first with text in it."""
    first = next(iter(alternatives), alternatives)
    return next((one for one in alternatives if next(one.iter(f"{W}t"), None) is not None), first)


def is_placeholder(element: Element) -> bool:
    """Whether ``element`` is a content control that nobody has filled in, which shows what to do with it."""
    return element.tag == f"{W}sdt" and is_on(element.find(f"{W}sdtPr"), "showingPlcHdr")


def is_contents_control(element: Element) -> bool:
    """Whether ``element`` is the content control that Word wraps around a table of contents."""
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery") if element.tag == f"{W}sdt" else None
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"


def _shown(element: Element) -> str | None:
    """The characters that ``element`` itself stands for, if it is one that does."""
    if element.tag in _LITERAL:
        return element.text or ""
    return _symbol(element) if element.tag == f"{W}sym" else _AS_TEXT.get(element.tag)


def _symbol(element: Element) -> str:
    """A character given by its code; those in the private area are shapes of a symbol font."""
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    return "" if code < 0x20 or 0xD800 <= code < 0xF900 or code > 0x10FFFF else chr(code)


def _closed_fields(story: Element) -> set[Element]:
    """The marks that begin a field which also ends."""
    closed: set[Element] = set()
    begun: list[Element] = []
    for mark in story.iter(f"{W}fldChar"):
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            begun.append(mark)
        elif kind == "end" and begun:
            closed.add(begun.pop())
    return closed
