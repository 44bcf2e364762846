"""Reads the text in pictures of pages, where the extra that can is installed; its models come with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from statistics import median
from typing import TYPE_CHECKING, Any

from quizgen.readers.pdfpage import Page, Piece

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

INSTALL = "pip install 'quizgen[ocr]'"
_DPI, _MOST_PIXELS = 200, 3_000
_POINTS = 72
_SURE = 0.5
_DESCENT, _BODY = 0.15, 0.85  # of the height of a line's box: below the baseline, and its type
_ALIKE = 0.3


@cache
def engine() -> Callable[..., Any] | None:
    """What finds text in a picture; ``None`` where the extra is not installed."""
    try:
        from rapidocr_onnxruntime import RapidOCR
    except ImportError:
        return None
    return RapidOCR()  # type: ignore[no-any-return]


def read_scan(page: PdfPage, read: Page, find: Callable[..., Any]) -> None:
    """Put into ``read`` the text that the picture of ``page`` shows, instead of what it holds."""
    width, height = page.get_size()
    scale = min(_DPI / _POINTS, _MOST_PIXELS / max(width, height, 1))
    bitmap = page.render(scale=scale)
    try:
        found, _ = find(bitmap.to_numpy())
    finally:
        bitmap.close()
    read.width, read.height, read.grids, read.rules = width, height, [], []
    read.pieces = [
        _piece(box, text, scale) for box, text, score in found or () if float(score) >= _SURE and text.strip()
    ]
    read.characters, read.unreadable = sum(len(piece.text) for piece in read.pieces), 0
    _even(read.pieces)


def _piece(box: Any, text: str, scale: float) -> Piece:
    xs, ys = [point[0] / scale for point in box], [point[1] / scale for point in box]
    height = max(max(ys) - min(ys), 1.0)
    base = max(ys) - _DESCENT * height
    return Piece(text.strip(), min(xs), max(xs), base, round(_BODY * height, 2), row=base)


def _even(pieces: list[Piece]) -> None:
    """Give lines of nearly one height one size, since the boxes around them differ by what they hold."""
    if pieces:
        usual = median(piece.size for piece in pieces)
        for piece in pieces:
            if abs(piece.size - usual) <= _ALIKE * usual:
                piece.size = usual
