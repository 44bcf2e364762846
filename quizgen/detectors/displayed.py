"""Sayings without quotation marks around them: set apart by the file, signed, or behind a name and a colon.

Forms: quotation blocks under X写道：; a line that ends with ——X《…》; 恩格斯：…, where X is a name everybody knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from quizgen.detectors import speakers
from quizgen.detectors.cues import Cue, saying, span, verbs
from quizgen.detectors.speakers import Attribution, words
from quizgen.detectors.view import Reading, View
from quizgen.model import Saying, Span
from quizgen.text import clauses
from quizgen.text.fold import HAN

_HAN = re.compile(f"[{HAN}]")
_MIXED = re.compile(r"[说曰云道]：?[“「]|^[“「][^“”「」]*[”」].")  # narration with a quotation in it
_NOTE = re.compile("（[^（）]*(?:引自|摘自|转引|译文|翻译|译自)[^（）]*）。?\\s*$")  # where it was taken from
_SIGNED = re.compile(
    rf"(?:^|(?<=\n))[“「]?(?:[0-9]{{1,3}}[.、])?(?P<quote>[^\n]{{5,160}}?)[”」]?(?:——|—|--|──|―|(?<=[。！？…”」])-)"
    rf"(?P<who>[{HAN}·.]{{2,12}}?)?(?P<book>《[^》\n]{{1,40}}》)?(?=\n|$)"
)


def blocks(view: View) -> frozenset[int]:
    """Blocks of quotations set apart by the file that hold nothing but quoted words."""
    return frozenset(
        r.index
        for r in view.readings
        if r.block.kind == "quote" and not _MIXED.search(r.text) and _lead_of(view, r) is not None
    )


def _lead_of(view: View, reading: Reading) -> Reading | None:
    """The paragraph before a run of quotation blocks."""
    index = reading.index
    while index > 0 and view.readings[index - 1].block.kind == "quote":
        index -= 1
    before = view.readings[index - 1] if index else None
    return before if before is not None and before.block.kind == "paragraph" else None


def displayed(
    view: View, shown: frozenset[int], names: frozenset[str], fields: dict[int, tuple[str, Span]]
) -> Iterator[Saying]:
    """The quotations that the file sets apart: runs of the blocks in ``shown``."""
    run: list[Reading] = []
    for reading in [*view.readings, None]:
        if reading is not None and reading.index in shown:
            run.append(reading)
            continue
        if run:
            yield from _displayed_run(view, run, names, fields)
        run = []


def _displayed_run(
    view: View, run: list[Reading], names: frozenset[str], fields: dict[int, tuple[str, Span]]
) -> Iterator[Saying]:
    lead = _lead_of(view, run[0])
    if lead is None:
        return
    start, end = lead.sentences[-1] if lead.sentences else (0, 0)
    verb = next((m for m in reversed(list(verbs("strong").finditer(lead.text, start, end)))), None)
    noun = next(
        (
            m
            for m in reversed(
                list(re.compile("|".join([verbs("nouns").pattern, "写|题"])).finditer(lead.text, start, end))
            )
        ),
        None,
    )
    open_end = lead.text.rstrip()[-1:] in "：，"
    if verb is None and noun is None and not open_end:
        return
    at = (verb or noun).start() if (verb or noun) else end  # type: ignore[union-attr]
    who = speakers.attribution(lead.text, start, at, names)
    parts = []
    for reading in run:
        noted = _NOTE.search(reading.text)
        stop = noted.start() if noted and noted.start() else len(reading.text)
        begin, stop = clauses.unquote(reading.text, *clauses.trim(reading.text, 0, stop, edges=" \n"))
        parts.append((reading.index, begin, stop))
    yield saying(view, parts, Cue("displayed", lead.index, who), fields)


@cache
def _name() -> re.Pattern[str]:
    people, titles = verbs("people").pattern, verbs("titles").pattern
    return re.compile(rf"({people})(?:{titles})?(?:说|曰)?：(?![“「‘『])")


def by_name(view: View, fields: dict[int, tuple[str, Span]]) -> Iterator[Saying]:
    """恩格斯：… — a paragraph that opens with a name everybody knows."""
    for reading in view.readings:
        named = "：" in reading.text and reading.block.kind in ("paragraph", "quote")
        name = _name().match(reading.text) if named else None
        if name and len(reading.text) - name.end() >= 8:
            cue = Cue("name", reading.index, Attribution(name.span(1), None))
            yield saying(view, [(reading.index, name.end(), len(reading.text))], cue, fields)


def signed(view: View) -> Iterator[Saying]:
    """A line of its own that ends with who said it: 民为贵，社稷次之，君为轻。——《孟子·尽心下》."""
    for reading in view.readings:
        if reading.block.kind in ("heading", "table") or ("—" not in reading.text and "-" not in reading.text):
            continue
        for line in _SIGNED.finditer(reading.text):
            who, book = span(line, "who"), span(line, "book")
            if (
                line[0].startswith(("“", "「"))
                or (who is None and book is None)
                or "—" in line["quote"]
                or not _is_signature(line)
            ):
                continue
            quote = [(reading.index, *clauses.trim(reading.text, *line.span("quote"), edges=" “”「」"))]
            yield saying(view, quote, Cue("signed", reading.index, Attribution(who, book)), {})


def _is_signature(line: re.Match[str]) -> bool:
    """Whether the dash brings a name and no explanation (Motility — 运动)."""
    who = line["who"]
    if who is None or who in words("people") or re.search("[·.]", who) or verbs("titles").search(who):
        return len(_HAN.findall(line["quote"])) >= 4
    return "——" in line[0] and len(who) <= 4 and len(_HAN.findall(line["quote"])) >= 6
