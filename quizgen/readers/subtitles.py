"""Subtitles to blocks: what is said, joined to paragraphs where the speaker goes on, without times, numbers and tags.

SubRip (.srt), WebVTT (.vtt), SubStation (.ass, .ssa) and lyrics (.lrc) are told apart by their content. Where the
cues carry punctuation, their texts run on; where they carry none, the cue is all that divides clauses, and each
stays a line. A paragraph ends where the speaker changes, at a pause behind a sentence, and at a sentence's end once
it is long.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quizgen.errors import InputError
from quizgen.model import Block, Dropped
from quizgen.readers import AS_IT_IS, Parsed, Reading, furniture, plain
from quizgen.readers.text import EDGE, join
from quizgen.text.fold import HAN

suffixes = (".srt", ".vtt", ".ass", ".ssa", ".lrc")

_PAUSE, _LONG_PAUSE = 1.5, 5.0  # seconds: behind a sentence, and anywhere
_LONG = 200  # characters
_SENTENCE_END = ("。", "！", "？", "!", "?", "…", "”", "」", ".")
_MARK = re.compile("[，。！？；：、…,.!?;:”」』）)]$")
_PUNCTUATED = 0.3  # share of the cues that end with a mark
_BILINGUAL = 0.5  # share of the cues that have a line in Chinese and one without

_CHINESE = re.compile(f"[{HAN}]")
_BREAK = re.compile("\r\n|[\n\r\u2028\u2029\x85]")
_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,:](\d{1,3}))?"
_ARROW = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?")
_EVENT = re.compile(r"Dialogue:\s*(.*)", re.IGNORECASE)
_FORMAT = re.compile(r"Format:\s*(.*)", re.IGNORECASE)
_LYRIC = re.compile(r"\[(\d{1,3}):(\d{1,2})(?:[.:](\d{1,3}))?\]")
_LYRIC_TITLE = re.compile(r"\[ti:(.*)\]", re.IGNORECASE)
_VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+([^<>]{1,60})>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<\d[\d:.]*>|\{\\[^{}]*\}")
_DASH = re.compile(r"[-–—]\s*(?=\S)")
_ASS_BREAK = re.compile(r"\\[Nn]")


class Cue(NamedTuple):
    """What is shown at one time: seconds from the start, the lines, who speaks, and the line of the file."""

    start: float
    end: float
    lines: tuple[str, ...]
    speaker: str
    number: int


def read(data: bytes, name: str, reading: Reading = AS_IT_IS) -> Parsed:
    """The blocks of a file with subtitles or lyrics."""
    return plain.read(data, name, lambda text: parse(text, name, reading))


def parse(text: str, name: str, reading: Reading = AS_IT_IS) -> Parsed:
    """The blocks of the text of such a file; raises :class:`InputError` where no cue is in it."""
    lines = _BREAK.split(text)
    cues = list(_shown(_of_arrows(lines))) or list(_shown(_of_events(lines))) or list(_shown(_of_lyrics(lines)))
    if not cues:
        raise InputError(name, "there is no subtitle in it", "check the file, or name it .txt if it is plain text")
    cues, dropped = _sifted(_without_repeats(cues), keep_all=reading.keep_all)
    title = next((m[1].strip(EDGE) for line in lines if (m := _LYRIC_TITLE.match(line.strip()))), None)
    return Parsed(blocks=tuple(_paragraphs(cues)), dropped=dropped, title=title or None)


def _of_arrows(lines: Sequence[str]) -> Iterator[Cue]:
    """The cues of SubRip and WebVTT: a line of times, and the lines below it up to an empty one."""
    times: re.Match[str] | None = None
    number = 0
    body: list[str] = []
    for i, line in enumerate((*lines, ""), start=1):
        found = _ARROW.fullmatch(line)
        if times and (found or not line.strip()):
            if found and body and body[-1].strip().isdigit():  # the next cue's number, without an empty line above
                body.pop()
            yield from _voices(_seconds(times.groups()[:4]), _seconds(times.groups()[4:]), body, number)
            times = None
        if found:
            times, number, body = found, i, []
        elif times:
            body.append(line)


def _of_events(lines: Sequence[str]) -> Iterator[Cue]:
    """The cues of SubStation: fields between commas, in the order that the line Format gives, the text last."""
    order = ["layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text"]
    for i, line in enumerate(lines, start=1):
        if (found := _FORMAT.match(line)) and "text" in found[1].lower():
            order = [field.strip().lower() for field in found[1].split(",")]
        elif found := _EVENT.match(line):
            fields = dict(zip(order, found[1].split(",", len(order) - 1), strict=False))
            start, end = (re.fullmatch(_TIME, fields.get(key, "").strip()) for key in ("start", "end"))
            if start and end:
                body = _ASS_BREAK.split(fields.get("text", "").replace("\\h", " "))
                speaker = fields.get("name", "").strip(EDGE)
                yield Cue(_seconds(start.groups()), _seconds(end.groups()), tuple(body), speaker, i)


def _of_lyrics(lines: Sequence[str]) -> Iterator[Cue]:
    """The lines of lyrics, each sung up to the next one; those that come again stand in their place."""
    found: list[tuple[float, int, str]] = []
    for i, line in enumerate(lines, start=1):
        times = list(_LYRIC.finditer(line))
        text = _LYRIC.sub("", line)
        found.extend((_seconds((None, *time.groups())), i, text) for time in times)
    found.sort(key=lambda one: one[0])
    ends = [start for start, *_ in found[1:]] + [start for start, *_ in found[-1:]]
    for (start, i, text), end in zip(found, ends, strict=True):
        yield Cue(start, end, (text,), "", i)


def _voices(start: float, end: float, body: Sequence[str], number: int) -> Iterator[Cue]:
    """The cues that one with several voices is."""
    part: list[str] = []
    speaker = ""
    for line in body:
        if voice := _VOICE.search(line):
            yield Cue(start, end, tuple(part), speaker, number)
            part, speaker = [], html.unescape(voice[1]).strip(EDGE)
        part.append(line)
    yield Cue(start, end, tuple(part), speaker, number)


def _shown(cues: Iterator[Cue]) -> Iterator[Cue]:
    """The cues with the text that a viewer sees, without those that are empty."""
    for cue in cues:
        texts = (html.unescape(_TAG.sub("", line)).strip(EDGE) for line in cue.lines)
        if lines := tuple(text for text in texts if text):
            yield cue._replace(lines=lines)


def _without_repeats(cues: Sequence[Cue]) -> Iterator[Cue]:
    """The cues without the lines that scroll on from the one before."""
    before: tuple[str, ...] = ()
    for cue in cues:
        common = next((n for n in range(len(cue.lines), 0, -1) if cue.lines[:n] == before[-n:]), 0)
        if common == len(cue.lines) == len(before):  # said twice
            common = 0
        if cue.lines[common:]:
            yield cue._replace(lines=cue.lines[common:])
        before = cue.lines


def _sifted(cues: Iterator[Cue], *, keep_all: bool) -> tuple[list[Cue], tuple[Dropped, ...]]:
    """The cues without furniture, and without the second language where most of them have two."""
    found = list(cues)
    both = sum(len({bool(_CHINESE.search(line)) for line in cue.lines}) > 1 for cue in found)
    bilingual = both > _BILINGUAL * len(found) and not keep_all
    lines = [line for cue in found for line in cue.lines]
    names = iter(furniture.sift(lines, keep_all=keep_all))
    kept: list[Cue] = []
    dropped: list[Dropped] = []
    for cue in found:
        chinese = any(map(_CHINESE.search, cue.lines))
        own: list[str] = []
        for line in cue.lines:
            why = next(names) or ("translation" if bilingual and chinese and not _CHINESE.search(line) else None)
            if why:
                dropped.append(Dropped(text=line, why=why))
            else:
                own.append(line)
        if own:
            kept.append(cue._replace(lines=tuple(own)))
    return kept, tuple(dropped)


def _paragraphs(cues: Sequence[Cue]) -> Iterator[Block]:
    """What is said, in paragraphs."""
    marked = sum(bool(_MARK.search(cue.lines[-1])) for cue in cues) >= _PUNCTUATED * len(cues)
    text, number = "", 0
    before: Cue | None = None
    for cue in cues:
        for turn, line in _turns(cue):
            if text and (turn or (before is not None and _ends(text, before, cue, marked=marked))):
                yield Block(text=text, line=number)
                text = ""
            if not text:
                named = cue.speaker and (turn or before is None or before.speaker != cue.speaker)
                text, number = (f"{cue.speaker}：" if named else "") + line, cue.number
            else:
                text = join(text, line) if marked else f"{text}\n{line}"
            before = cue
    if text:
        yield Block(text=text, line=number)


def _turns(cue: Cue) -> Iterator[tuple[bool, str]]:
    """The lines of a cue, and whether another speaker begins with each, which a dash shows where two speak."""
    dashed = len(cue.lines) > 1 and all(map(_DASH.match, cue.lines))
    for line in cue.lines:
        yield dashed, _DASH.sub("", line, count=1) if dashed else line


def _ends(text: str, before: Cue, cue: Cue, *, marked: bool) -> bool:
    """Whether the paragraph ``text``, which ``before`` was the last of, ends before ``cue``."""
    if cue is before:
        return False
    pause = cue.start - before.end
    complete = text.endswith(_SENTENCE_END) or not marked
    return (
        cue.speaker != before.speaker or pause >= _LONG_PAUSE or (complete and (pause >= _PAUSE or len(text) >= _LONG))
    )


def _seconds(parts: Sequence[str | None]) -> float:
    """Hours, minutes, seconds and a fraction as seconds."""
    hours, minutes, seconds, fraction = (part or "0" for part in parts)
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{fraction}")
