"""Makes PDFs for tests: by typst, by hand where a file has to be odd, and scans of other PDFs."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn as faces
import pypdfium2
import typst

FONTS = [str(Path(faces.serif_path()).parent)]
SETUP = (
    '#set page(paper: "a5", margin: 15mm)\n'
    '#set text(font: "Noto Serif SC", size: 10.5pt, lang: "zh")\n'
    "#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 0.8em, spacing: 0.8em)\n"
)
_CHINESE = "/Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R]"
_SYSTEM = "<< /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>"
_CID = f"/Type /Font /Subtype /CIDFontType0 /BaseFont /SimSun /DW 1000 /CIDSystemInfo {_SYSTEM}"
_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


@cache
def by_typst(source: str, setup: str = SETUP) -> bytes:
    """What typst makes of ``source``."""
    compiler = typst.Compiler(  # type: ignore[misc] # its stub wants one type for the source and the paths of fonts
        (setup + source).encode(), font_paths=FONTS, ignore_system_fonts=True
    )
    made = compiler.compile(format="pdf")
    assert isinstance(made, bytes)
    return made


def words(text: str) -> str:
    """``text`` for typst, whatever is in it."""
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'#"{quoted}"'


def show(text: str, x: float, y: float, size: float = 10, turn: str = "1 0 0 1", before: str = "") -> str:
    """The operators that draw a line of Chinese text, its baseline beginning at ``x`` and ``y`` from below."""
    return f"BT {before} /F1 {size} Tf {turn} {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"


def by_hand(pages: Sequence[str], page: str = "", font: str = _CHINESE, password: str | None = None) -> bytes:
    """A PDF of pages with these operators; ``page`` is put into the dictionary of every page."""
    box = "" if "/MediaBox" in page else "/MediaBox [0 0 400 600]"
    kids = " ".join(f"{5 + 2 * i} 0 R" for i in range(len(pages)))
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        f"<< {font} >>".encode(),
        f"<< {_CID} >>".encode(),
    ]
    lock = _Lock(password) if password is not None else None
    for number, operators in enumerate(pages):
        own = f"<< /Type /Page /Parent 2 0 R {box} {page} /Contents {6 + 2 * number} 0 R"
        bodies.append(f"{own} /Resources << /Font << /F1 3 0 R >> >> >>".encode())
        stream = operators.encode() if lock is None else lock.closed(operators.encode(), 6 + 2 * number)
        bodies.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return _file(bodies, lock)


def _file(bodies: list[bytes], lock: _Lock | None) -> bytes:
    if lock is not None:
        bodies.append(lock.dictionary)
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    encrypt = b"" if lock is None else b"/Encrypt %d 0 R /ID [<00> <00>]" % len(bodies)
    out.write(b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, encrypt, start))
    return out.getvalue()


class _Lock:
    """The oldest encryption of PDFs: RC4 with 40 bits."""

    def __init__(self, password: str) -> None:
        padded = (password.encode() + _PADDING)[:32]
        owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
        self._key = hashlib.md5(padded + owner + (-4 & 0xFFFFFFFF).to_bytes(4, "little") + b"\0").digest()[:5]
        user = _rc4(self._key, _PADDING)
        self.dictionary = f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{owner.hex()}> /U <{user.hex()}> >>".encode()

    def closed(self, data: bytes, number: int) -> bytes:
        """A stream of an object, encrypted."""
        return _rc4(hashlib.md5(self._key + number.to_bytes(3, "little") + b"\0\0").digest()[:10], data)


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) & 255
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) & 255
        j = (j + state[i]) & 255
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) & 255])
    return bytes(out)


def scanned(data: bytes, dpi: int = 150) -> bytes:
    """Every page of a PDF as a picture."""
    source, made = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument.new()
    for page in source:
        width, height = page.get_size()
        picture = pypdfium2.PdfImage.new(made)
        picture.set_bitmap(page.render(scale=dpi / 72, grayscale=True))
        picture.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
        sheet = made.new_page(width, height)
        sheet.insert_obj(picture)
        sheet.gen_content()
        page.close()
    return _saved(made, source)


def put_together(*files: bytes) -> bytes:
    """The pages of several PDFs in one."""
    made = pypdfium2.PdfDocument.new()
    sources = [pypdfium2.PdfDocument(data) for data in files]
    for source in sources:
        made.import_pages(source)
    return _saved(made, *sources)


def _saved(made: pypdfium2.PdfDocument, *sources: pypdfium2.PdfDocument) -> bytes:
    out = io.BytesIO()
    made.save(out)
    for document in (made, *sources):
        document.close()
    return out.getvalue()
