"""Which characters a font can draw, read from its character map (``cmap``, formats 4 and 12)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import BinaryIO

_UNICODE = {(3, 10), (0, 4), (0, 6), (3, 1), (0, 3)}
"""Platform and encoding of the tables that map code points."""


@cache
def drawn_by(path: Path) -> frozenset[int]:
    """The code points that the OpenType font at ``path`` has a glyph for."""
    with path.open("rb") as file:
        return frozenset(code for start, end in _ranges(_cmap(file)) for code in range(start, end + 1))


def _cmap(file: BinaryIO) -> bytes:
    count = struct.unpack(">4xH6x", file.read(12))[0]
    tables = (struct.unpack(">4s4xII", file.read(16)) for _ in range(count))
    start, length = next((start, length) for name, start, length in tables if name == b"cmap")
    file.seek(start)
    return file.read(length)


def _ranges(cmap: bytes) -> Iterator[tuple[int, int]]:
    """The ranges of code points, first and last, that have glyphs."""
    for index in range(struct.unpack_from(">H", cmap, 2)[0]):
        platform, encoding, start = struct.unpack_from(">HHI", cmap, 4 + 8 * index)
        if (platform, encoding) not in _UNICODE:
            continue
        kind = struct.unpack_from(">H", cmap, start)[0]
        if kind == 12:
            for group in range(struct.unpack_from(">I", cmap, start + 12)[0]):
                yield struct.unpack_from(">II", cmap, start + 16 + 12 * group)
        elif kind == 4:
            count = struct.unpack_from(">H", cmap, start + 6)[0] // 2
            ends = struct.unpack_from(f">{count}H", cmap, start + 14)
            starts = struct.unpack_from(f">{count}H", cmap, start + 16 + 2 * count)
            yield from ((first, last) for first, last in zip(starts, ends, strict=True) if first != 0xFFFF)
