"""Opens a .docx without trusting it and hands out the parts that say what a reader sees.

python-docx's package loader stays out: it reads every picture of a file into memory, gives up on one dangling
relationship, and believes the sizes that an archive states.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from quizgen.errors import InputError
from quizgen.readers.archive import Archive, RefusedError, Wording, parse_xml
from quizgen.readers.wordnumbers import W

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN_PART = "word/document.xml"

_NOTES = {"footnotes": "footnote", "endnotes": "footnote", "comments": "comment"}

# “Strict Open XML Document” is Word's second dialect: the same elements in namespaces of ISO 29500.
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
}

_WORDING = Wording(
    none=("is no Word document", "check that it is the right file"),
    damaged=("is damaged or cut short", "open it in Word or WPS and save it again, or fetch it again"),
    locked=("is encrypted or an old .doc", "open it in Word or WPS and save it as .docx without a password"),
    declares=("declares entities or a document type, which no Word file does", "do not open it; ask whoever sent it"),
)


class WordFile(NamedTuple):
    """The parsed parts of a document; one without styles or lists has no such part.

    ``notes`` are the parts with its notes and comments, each with what these are.
    """

    body: Element
    styles: Element | None
    numbering: Element | None
    notes: tuple[tuple[str, Element], ...] = ()


def open_word(data: bytes, name: str) -> WordFile:
    """The parts of the .docx in ``data``; raises :class:`InputError` where it is none that can be read."""
    try:
        return _open(data)
    except RefusedError as refused:
        what, remedy = refused.args
        raise InputError(name, what, remedy) from refused


def _open(data: bytes) -> WordFile:
    archive = Archive(data, _WORDING)
    main = _related(archive, "", "officeDocument") or _MAIN_PART
    document = _xml(archive, main)
    if document is None or document.tag != f"{W}document":
        raise RefusedError(*_WORDING.none)
    body = document.find(f"{W}body")
    if body is None:
        raise RefusedError(*_WORDING.damaged)
    styles, numbering = (_related(archive, main, kind) for kind in ("styles", "numbering"))
    notes = ((why, _xml(archive, _related(archive, main, kind))) for kind, why in _NOTES.items())
    present = tuple((why, part) for why, part in notes if part is not None)
    return WordFile(body, _xml(archive, styles), _xml(archive, numbering), present)


def _related(archive: Archive, source: str, kind: str) -> str | None:
    """The part that ``source`` (``""``: the package) refers to as ``kind``."""
    folder, file = posixpath.split(source)
    relationships = _xml(archive, posixpath.join(folder, "_rels", f"{file}.rels"))
    for relationship in () if relationships is None else relationships.findall(_RELATIONSHIP):
        target = relationship.get("Target", "")
        if relationship.get("Type", "").endswith(f"/{kind}") and relationship.get("TargetMode") != "External":
            return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return None


def _xml(archive: Archive, part: str | None) -> Element | None:
    """The root element of ``part`` in Word's usual dialect, or ``None`` where the archive has no such part."""
    text = None if part is None else archive.read(part)
    if text is None:
        return None
    for strict, usual in _STRICT.items():
        text = text.replace(strict, usual)
    return parse_xml(text, _WORDING)
