"""Sayings without quotation marks around them: set apart by the file, signed, or behind a name and a colon.

Forms: quotation blocks under X写道：; a line that ends with ——X《…》; 恩格斯：…, where X is a name everybody knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from quizgen.detectors import speakers
from quizgen.detectors.cues import SIGNATURE, Cue, saying, span
from quizgen.detectors.maxims import is_of_today, is_old
from quizgen.detectors.speakers import Attribution, any_of, words
from quizgen.detectors.view import Reading, View
from quizgen.model import Saying, Span
from quizgen.text import clauses
from quizgen.text.fold import HAN

_HAN = re.compile(f"[{HAN}]")
_SEVERAL = re.compile("^[“「][^“”「」]*[”」]$", re.MULTILINE)  # one of several quotations, each under a line of its own
_MIXED = re.compile(
    r"[说曰云道]：?[“「]|^[“「][^“”「」]*[”」].|[的是][“「][^“”「」]*[”」](?:这|的)"
)  # narration with a quotation in it
_NOTE = re.compile("（[^（）]*(?:引自|摘自|转引|译文|翻译|译自)[^（）]*）。?\\s*$")  # where it was taken from
_SIGNED = re.compile(
    r"(?:^|(?<=\n))[“「]?(?:[0-9]{1,3}[.、])?(?P<quote>[^\n]{5,160}?)[”」]?(?:——|—|--|──|―|(?<=[。！？…”」])-)"
    rf"{SIGNATURE}(?=\n|$)"
)
_APPOSED = re.compile(  # what the name behind a dash only says again: 甲骨文之父——王懿荣
    "(?:之[父母祖王最冠首]|[始鼻]祖|创始人|奠基人|发明者|代表人物?|作者|主人公)$"
)
_SIGNATURE_LINE = re.compile(rf"(?:——|--|──|—|―)[ \u3000]*{SIGNATURE}\s*$")
_LONGEST_NAME = 4
_SIGNATURE_SIZE = 60  # characters of a line that signs at most
_LEAST = 5  # characters of a quotation
_SHORT = 200  # characters of what a signature stands under
_TELLS = "解释|描述|描写|评价|回忆|总结"
_LEADS = re.compile(  # what a paragraph of somebody's words follows
    f"(?:写道|写到|写过|写下|题诗|赋诗|作诗|诗云|诗曰|吟道|有云|有言|曰|云|(?:{_TELLS}|感慨|感叹|回答|[写答])(?:说|道)"
    f"|(?:这样|如此|如下)的?(?:{_TELLS}|感慨|感叹|回答|说明|一段文字)(?:说|道)?|说过?|说道|所说|一段话|一首诗"
    "|《[^《》]{1,40}》)：$"
)
_LIST = re.compile(r"[（(①-⑳0-9]|[一二三四五六七八九十]+[、是]|第[一二三四五六七八九十]|首先|其一|[-*•—>|]")
_ANNOUNCES = re.compile(f"(?:这样|如此|如下)的?(?:{_TELLS}|说|写|译|说明)?道?(?:的|，|：|。)*$")
_LONGEST_SHOWN = 400  # characters of a paragraph that is quoted whole
_VERSE = 40  # characters of a line of verse at most


def blocks(view: View) -> frozenset[int]:
    """Blocks of quotations set apart by the file that hold nothing but quoted words."""
    return frozenset(r.index for r in view.readings if r.block.kind == "quote" and _is_shown(view, r))


def _is_shown(view: View, reading: Reading) -> bool:
    lead = _lead_of(view, reading)
    return lead is not None and (_ANNOUNCES.search(lead.text) is not None or not _is_narration(reading.text))


def _is_narration(text: str) -> bool:
    """Whether a block tells of quotations instead of being one."""
    lines = text.count("\n") + 1
    return _MIXED.search(text) is not None or (lines > 1 and 0 < len(_SEVERAL.findall(text)) < lines)


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
    if lead is None or _signature(run[-1]) is not None:
        return
    start, end = lead.sentences[-1] if lead.sentences else (0, 0)
    verb = next((m for m in reversed(list(any_of("strong").finditer(lead.text, start, end)))), None)
    noun = next(
        (
            m
            for m in reversed(
                list(re.compile("|".join([any_of("nouns").pattern, "写|题"])).finditer(lead.text, start, end))
            )
        ),
        None,
    )
    open_end = lead.text.rstrip()[-1:] in "：，" or _ANNOUNCES.search(lead.text, start) is not None
    said = verb or noun
    if not open_end and said is None:
        return
    at = said.start() if said else end
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
    people, titles = any_of("people").pattern, any_of("titles").pattern
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


def signed_below(view: View) -> Iterator[Saying]:
    """A paragraph or a block of quotation with a line ——X《…》 of its own under it."""
    for reading in view.readings:
        if reading.block.kind not in ("paragraph", "quote") or not re.search("[—─-]", reading.text[-_SIGNATURE_SIZE:]):
            continue
        line = _signature(reading)
        if line is None:
            continue
        begin = line.start()
        above = reading if begin else _above(view, reading)
        if above is None:
            continue
        start, end = clauses.trim(above.text, 0, begin - 1 if begin else len(above.text), edges=" \n\u3000")
        if _LEAST <= end - start <= _SHORT and _is_signed(above.text[start:end], line):
            who = Attribution(span(line, "who"), span(line, "book"))
            yield saying(view, [(above.index, start, end)], Cue("signed", reading.index, who), {})


def _signature(reading: Reading) -> re.Match[str] | None:
    """The last line of a block, where it is a dash with somebody or a book."""
    line = _SIGNATURE_LINE.match(reading.text, reading.text.rfind("\n") + 1)
    return line if line and (line["who"] or line["book"]) else None


def _is_signed(above: str, line: re.Match[str]) -> bool:
    """Whether a line of its own names who said what stands above: no subtitle, and nothing with quotations in it."""
    who = line["who"]
    known = who is None or who in words("people")
    if re.search("[“”「」]|：$", above) or who in words("not_signers") or not (known or above[-1] in "。！？…"):
        return False
    return known or len(who) <= _LONGEST_NAME or bool(re.search("[·.]", who)) or bool(any_of("titles").search(who))


def _above(view: View, reading: Reading) -> Reading | None:
    """The paragraph or quotation right above a block."""
    above = view.readings[reading.index - 1] if reading.index else None
    return above if above is not None and above.block.kind in ("paragraph", "quote") else None


def led(view: View, names: frozenset[str]) -> Iterator[Saying]:
    """韩愈在《师说》中写道： with the words below, without marks; lines of verse as far as they go on.

    Old words below words of today need no more than the colon.
    """
    for lead, below in pairwise(view.readings):
        kinds = (lead.block.kind, below.block.kind)
        if kinds != ("paragraph", "paragraph") or lead.text[-1:] != "：" or not _may_be_shown(below):
            continue
        start = lead.sentences[-1][0] if lead.sentences else 0
        leads = _LEADS.search(lead.text)
        who = _whose(lead.text, start, leads, names) if leads else None
        if who is None and is_of_today(lead.text[start:]) and is_old(below.text):
            who = Attribution()
        if who is None:
            continue
        parts = [(line.index, 0, len(line.text)) for line in _verse(view, below)]
        yield saying(view, parts, Cue("displayed", lead.index, who), {})


def _may_be_shown(reading: Reading) -> bool:
    text = reading.text
    plain = 8 <= len(text) <= _LONGEST_SHOWN and text[-1] in "。！？…"
    return plain and not re.search("[“”「」]", text) and not _LIST.match(text)


def _whose(text: str, start: int, leads: re.Match[str], names: frozenset[str]) -> Attribution | None:
    """Whose words follow: somebody everybody knows, or those of a book."""
    if leads[0].startswith("《"):
        who = speakers.author_before(text, start, leads.start())
        begin = who[0] if who else leads.start()
        chapter = who is not None or "·" in leads[0]  # 《论语·为政》：, but 《论语》： may bring what the book is
        return Attribution(who, (leads.start(), leads.end() - 1)) if chapter and begin <= start + 1 else None
    said = speakers.attribution(text, start, leads.start(), names)
    name = said.speaker and text[slice(*said.speaker)]
    known = name is not None and (name in names or speakers.is_name(name))
    return said if said.source or known else None


def _verse(view: View, first: Reading) -> Iterator[Reading]:
    """A paragraph with those below it that are as long, where they are lines of verse."""
    yield first
    for line in view.readings[first.index + 1 :]:
        if len(first.text) > _VERSE or len(line.text) != len(first.text) or line.block.kind != "paragraph":
            return
        yield line


def _is_signature(line: re.Match[str]) -> bool:
    """Whether the dash brings a name and no explanation (Motility — 运动)."""
    who = line["who"]
    if _APPOSED.search(line["quote"]):
        return False  # 甲骨文之父——王懿荣
    if who in words("no_signatures"):
        return False  # 干预——反对《谷物法》
    if who is None or who in words("people") or re.search("[·.]", who) or any_of("titles").search(who):
        return len(_HAN.findall(line["quote"])) >= 4
    return "——" in line[0] and len(who) <= 4 and len(_HAN.findall(line["quote"])) >= 6
