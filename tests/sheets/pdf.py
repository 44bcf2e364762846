"""What pdfium sees in a PDF."""

from __future__ import annotations

import importlib
import re
from typing import Any

_PDFIUM: Any = importlib.import_module("pypdfium2")  # it ships no types


def page_texts(data: bytes) -> list[str]:
    """The text of each page, in lines, without the spaces that stand for gaps and without invisible characters."""
    document = _PDFIUM.PdfDocument(data)
    try:
        texts = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return [re.sub(r"[\u200b\u2060\ufeff\ufffe]", "", text).replace("\r\n", "\n") for text in texts]


def first_characters(data: bytes, among: str) -> set[str]:
    """Those ``among`` the characters of a text that begin a line: nothing stands so far to the left."""
    document = _PDFIUM.PdfDocument(data)
    found: list[tuple[float, str]] = []
    try:
        for page in document:
            text = page.get_textpage()
            for place, char in enumerate(text.get_text_range()):
                if char in among:
                    found.append((text.get_charbox(place, loose=True)[0], char))
    finally:
        document.close()
    left = min(at for at, _ in found)
    return {char for at, char in found if at < left + 2}
