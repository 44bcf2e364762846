"""From the bytes of a text to its blocks, for every format that is text with marks in it."""

from __future__ import annotations

from collections.abc import Callable

from quizgen.readers import Parsed, repair
from quizgen.readers.decode import decode


def read(data: bytes, name: str, parse: Callable[[str], Parsed]) -> Parsed:
    """What ``parse`` makes of the text in ``data``, decoded and mended, with what was left out and told on the way."""
    decoded = decode(data, name)
    mended = repair.mend([decoded.text], name)
    parsed = parse(mended.texts[0])
    dropped = (*parsed.dropped, *mended.dropped)
    return parsed.model_copy(update={"dropped": dropped, "problems": (*decoded.problems, *mended.problems)})
