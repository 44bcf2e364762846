"""Opens PDF files and walks their pages; the faults of a file are told in a user's words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from quizgen.errors import InputError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MOST_PAGES = 5_000


@contextmanager
def open_pdf(data: bytes, name: str, password: str | None) -> Iterator[PdfDocument]:
    """The file in ``data``, closed behind the block; raises :class:`InputError` where it is none that can be read."""
    document = _opened(data, name, password)
    try:
        count = len(document)
        if count > MOST_PAGES:
            what = f"this PDF has {count:,} pages, and quizgen reads up to {MOST_PAGES:,}"
            raise InputError(name, what, "split it into parts")
        yield document
    finally:
        document.close()


def pages(document: PdfDocument) -> Iterator[tuple[int, PdfPage | None]]:
    """The pages with their numbers from 1 on, each closed behind its turn; ``None`` for one that is broken."""
    from pypdfium2 import PdfiumError

    for index in range(len(document)):
        try:
            page = document[index]
        except PdfiumError:
            yield index + 1, None
            continue
        try:
            yield index + 1, page
        finally:
            page.close()


def _opened(data: bytes, name: str, password: str | None) -> PdfDocument:
    import pypdfium2
    from pypdfium2 import raw

    try:
        return pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError as error:
        code = raw.FPDF_GetLastError()
        if b"/Encrypt" not in data:  # where a file only has no pages, the code is that of an earlier file
            code = raw.FPDF_ERR_FORMAT
        if code == raw.FPDF_ERR_PASSWORD and password is None:
            raise InputError(name, "this PDF is encrypted", "give its password with --password") from error
        if code == raw.FPDF_ERR_PASSWORD:
            raise InputError(name, "this password does not open the PDF", "check what --password says") from error
        if code == raw.FPDF_ERR_SECURITY:
            what = "this PDF is encrypted in a way that quizgen does not know"
            raise InputError(name, what, "open it in a PDF program and save it without protection") from error
        remedy = "open it in a PDF program and print it to a new file, or get it again"
        raise InputError(name, "this PDF is damaged or has no pages", remedy) from error
    except (UnicodeError, ValueError) as error:  # a password with a null character or half a surrogate pair
        raise InputError(name, "this password does not open the PDF", "check what --password says") from error


def ranges(numbers: list[int]) -> str:
    """Page numbers for a message: ``page 3``, ``pages 1-4, 7``; the tail of a long list is counted."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    shown = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in spans[:10])
    more = f" and {len(spans) - 10} more places" if len(spans) > 10 else ""
    return f"page{'s' if len(numbers) > 1 else ''} {shown}{more}"
