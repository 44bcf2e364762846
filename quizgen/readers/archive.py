"""Opens documents that are zip archives of XML (.docx, .epub, .odt) without trusting them.

Sizes are counted while members are unpacked, since those in an archive's headers are its writer's word only, and
XML that declares entities is refused before a parser sees it.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from lxml import etree  # type: ignore[import-untyped] # it ships none

if TYPE_CHECKING:  # lxml's elements keep to the standard library's
    from xml.etree.ElementTree import Element

MAX_TOTAL = 300 * 1024 * 1024  # a long book with its pictures takes a tenth of it
MAX_PART = 64 * 1024 * 1024  # of XML, some ten million characters of text
MAX_RATIO, RATIO_FROM = 250, 8 * 1024 * 1024  # Word's own XML is squeezed to a twentieth
MAX_MEMBERS = 20_000
_CHUNK = 1 << 16

_MEMBER = b"PK\x01\x02"  # begins each entry of a zip archive's directory
_COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")  # what Microsoft Office puts encrypted files into

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


class RefusedError(Exception):
    """What is wrong with a file, and what to do: ``what, remedy = error.args``."""


class Wording(NamedTuple):
    """What the messages about one format say: each is what is wrong with the file, and what to do."""

    none: tuple[str, str]
    damaged: tuple[str, str]
    locked: tuple[str, str]
    declares: tuple[str, str]


BOMB = ("unpacks to far more than a document holds", "do not open it; ask whoever sent it")


class Archive:
    """The members of a zip archive, read by name and only in memory, never beyond the limits.

    Whatever cannot be read raises :class:`RefusedError` in the words that it was given.
    """

    def __init__(self, data: bytes, wording: Wording) -> None:
        self._wording = wording
        if data.startswith(_COMPOUND_FILE):
            raise RefusedError(*wording.locked)
        if not data.startswith(b"PK"):
            raise RefusedError(*wording.none)
        if data.count(_MEMBER) > MAX_MEMBERS:  # before zipfile makes an object of each
            raise RefusedError(*BOMB)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _ARCHIVE_ERRORS as error:
            raise RefusedError(*wording.damaged) from error
        members = self._zip.infolist()
        if sum(member.file_size for member in members) > MAX_TOTAL:
            raise RefusedError(*BOMB)
        # Part names do not tell case apart, and some writers put backslashes between folders.
        self._members = {member.filename.replace("\\", "/").lower(): member for member in members}

    def read(self, part: str) -> bytes | None:
        """The bytes of ``part``, or ``None`` where the archive has no such part."""
        member = self._members.get(part.lower())
        return None if member is None else self._unpack(member)

    def xml(self, part: str) -> Element | None:
        """The root element of ``part``, or ``None`` where the archive has no such part."""
        text = self.read(part)
        return None if text is None else parse_xml(text, self._wording)

    def _unpack(self, member: zipfile.ZipInfo) -> bytes:
        if member.flag_bits & 1:
            raise RefusedError(*self._wording.locked)
        unpacked = bytearray()
        try:
            with self._zip.open(member) as stream:
                # Chunk by chunk, since the size in the header is the writer's word only.
                while chunk := stream.read(_CHUNK):
                    unpacked += chunk
                    _refuse_bomb(len(unpacked), member.compress_size)
        except _ARCHIVE_ERRORS as error:
            raise RefusedError(*self._wording.damaged) from error
        return bytes(unpacked)


def parse_xml(text: bytes, wording: Wording) -> Element:
    """The root element of an XML text that declares no entities; nothing outside it is ever fetched."""
    refuse_entities(text, wording)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root: Element = etree.fromstring(text, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise RefusedError(*wording.damaged) from error
    return root


class _PrologOver(Exception):  # noqa: N818 - it ends a scan, and is no error
    """The prolog of an XML text is over."""


def refuse_entities(text: bytes, wording: Wording) -> None:
    """Refuse entities before lxml sees them: it leaves those in text alone, but expands those in attributes.

    A document type that only refers to a public one, as the contents of e-books have it, is let through.
    """
    parser = expat.ParserCreate()

    def declared(_name: str, _system: str | None, _public: str | None, has_internal_subset: int) -> None:
        if has_internal_subset:
            raise RefusedError(*wording.declares)

    def over(*_: object) -> None:
        raise _PrologOver

    parser.StartDoctypeDeclHandler = declared
    parser.StartElementHandler = over
    try:
        parser.Parse(text, True)
    except _PrologOver:
        return
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise RefusedError(*wording.damaged) from error


def _refuse_bomb(unpacked: int, packed: int) -> None:
    if unpacked > MAX_PART or (unpacked > RATIO_FROM and unpacked > packed * MAX_RATIO):
        raise RefusedError(*BOMB)
