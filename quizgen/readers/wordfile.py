"""Opens a .docx without trusting it and hands out the three parts that say what a reader sees.

python-docx parses the parts, but its package loader stays out: it reads every picture of a file into memory, gives
up on one dangling relationship, and believes the sizes that an archive states.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from docx.oxml.parser import parse_xml

from quizgen.errors import InputError
from quizgen.readers.wordnumbers import W

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
_MEMBER = b"PK\x01\x02"  # begins each entry of a zip archive's directory
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN_PART = "word/document.xml"

MAX_TOTAL = 300 * 1024 * 1024  # a long book with its pictures takes a tenth of it
MAX_PART = 64 * 1024 * 1024  # of XML, some ten million characters of text
MAX_RATIO, RATIO_FROM = 250, 8 * 1024 * 1024  # Word's own XML is squeezed to a twentieth
MAX_MEMBERS = 20_000
_CHUNK = 1 << 16

# What zipfile lets through from a damaged archive and the decompressors below it.
_ARCHIVE_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    RuntimeError,
)

# “Strict Open XML Document” is Word's second dialect: the same elements in namespaces of ISO 29500.
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
}


class WordFile(NamedTuple):
    """The parsed parts of a document; one without styles or lists has no such part."""

    body: Element
    styles: Element | None
    numbering: Element | None


class _RefusedError(Exception):
    """What is wrong with an archive, and what to do."""


_DAMAGED = ("is damaged or cut short", "open it in Word or WPS and save it again, or fetch it again")
_NO_WORD = ("is no Word document", "check that it is the right file")
_BOMB = ("unpacks to far more than a document holds", "do not open it; ask whoever sent it")
_LOCKED = ("is encrypted or an old .doc", "open it in Word or WPS and save it as .docx without a password")
_DECLARES = ("declares entities or a document type, which no Word file does", "do not open it; ask whoever sent it")


def open_word(data: bytes, name: str) -> WordFile:
    """The parts of the .docx in ``data``; raises :class:`InputError` where it is none that can be read."""
    try:
        return _open(data)
    except _RefusedError as refused:
        what, remedy = refused.args
        raise InputError(name, what, remedy) from refused


def _open(data: bytes) -> WordFile:
    archive = _Archive(data)
    main = archive.related("", "officeDocument") or _MAIN_PART
    document = archive.xml(main)
    if document is None or document.tag != f"{W}document":
        raise _RefusedError(*_NO_WORD)
    body = document.find(f"{W}body")
    if body is None:
        raise _RefusedError(*_DAMAGED)
    styles, numbering = (archive.related(main, kind) for kind in ("styles", "numbering"))
    return WordFile(body, archive.xml(styles), archive.xml(numbering))


class _Archive:
    """The members of a zip archive, read by name, never beyond the limits."""

    def __init__(self, data: bytes) -> None:
        if data.startswith(_COMPOUND_FILE):
            raise _RefusedError(*_LOCKED)
        if not data.startswith(b"PK"):
            raise _RefusedError(*_NO_WORD)
        if data.count(_MEMBER) > MAX_MEMBERS:  # before zipfile makes an object of each
            raise _RefusedError(*_BOMB)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _ARCHIVE_ERRORS as error:
            raise _RefusedError(*_DAMAGED) from error
        members = self._zip.infolist()
        if sum(member.file_size for member in members) > MAX_TOTAL:
            raise _RefusedError(*_BOMB)
        # Part names do not tell case apart, and some writers put backslashes between folders.
        self._members = {member.filename.replace("\\", "/").lower(): member for member in members}

    def related(self, source: str, kind: str) -> str | None:
        """The part that ``source`` (``""``: the package) refers to as ``kind``."""
        folder, file = posixpath.split(source)
        for relationship in self._relationships(posixpath.join(folder, "_rels", f"{file}.rels")):
            target = relationship.get("Target", "")
            if relationship.get("Type", "").endswith(f"/{kind}") and relationship.get("TargetMode") != "External":
                return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        return None

    def _relationships(self, part: str) -> list[Element]:
        root = self.xml(part)
        return [] if root is None else root.findall(_RELATIONSHIP)

    def xml(self, part: str | None) -> Element | None:
        """The root element of ``part``, or ``None`` where the archive has no such part."""
        member = self._members.get(part.lower()) if part is not None else None
        if member is None:
            return None
        text = self._unpack(member)
        _refuse_declarations(text)
        for strict, usual in _STRICT.items():
            text = text.replace(strict, usual)
        try:
            root: Element = parse_xml(text)
        except SyntaxError as error:  # lxml's XMLSyntaxError is one
            raise _RefusedError(*_DAMAGED) from error
        return root

    def _unpack(self, member: zipfile.ZipInfo) -> bytes:
        if member.flag_bits & 1:
            raise _RefusedError(*_LOCKED)
        unpacked = bytearray()
        try:
            with self._zip.open(member) as stream:
                # Chunk by chunk, since the size in the header is the writer's word only.
                while chunk := stream.read(_CHUNK):
                    unpacked += chunk
                    _refuse_bomb(len(unpacked), member.compress_size)
        except _ARCHIVE_ERRORS as error:
            raise _RefusedError(*_DAMAGED) from error
        return bytes(unpacked)


def _refuse_bomb(unpacked: int, packed: int) -> None:
    if unpacked > MAX_PART or (unpacked > RATIO_FROM and unpacked > packed * MAX_RATIO):
        raise _RefusedError(*_BOMB)


class _PrologOver(Exception):  # noqa: N818 - it ends a scan, and is no error
    """The prolog of an XML text is over."""


def _refuse_declarations(text: bytes) -> None:
    """Refuse entities before lxml sees them: it leaves those in text alone, but expands those in attributes."""
    parser = expat.ParserCreate()

    def declared(*_: object) -> None:
        raise _RefusedError(*_DECLARES)

    def over(*_: object) -> None:
        raise _PrologOver

    parser.StartDoctypeDeclHandler = declared
    parser.StartElementHandler = over
    try:
        parser.Parse(text, True)
    except _PrologOver:
        return
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise _RefusedError(*_DAMAGED) from error
