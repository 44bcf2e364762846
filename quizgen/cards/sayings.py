"""Sayings as notes: a blank for each clause with the others as its cue, and one for who said it or where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from quizgen.cards.blanks import Cut, clause_cut, half_cut
from quizgen.cards.context import Setting
from quizgen.cards.keys import blank_names, skeleton
from quizgen.cards.marks import balanced
from quizgen.cards.wordlists import word_lists
from quizgen.data import load
from quizgen.model import Line, Note, Saying, Segment
from quizgen.text.fold import simplified

MOST_BLANKS = 5
MOST_CHARACTERS = 120
"""A longer saying is cut into parts."""
MOST_PARTS = 3
LONGEST_CUE = 40
LONGEST_OPENING = 5
LEAST_OPENING = 4
SCRAP = 4
"""Letters below which a clause is asked together with its neighbour."""

ELLIPSIS = "……"
"""What stands for the words before a part that starts late, and behind one that stops early."""

_CLAUSE_END = re.compile(r"[，,；;。！!？?：:\n]+[”’」』）》]*|——|…{1,2}")
_PIECE_END = re.compile("、")
_STOP = re.compile(r"[，,；;。！!？?：:\n—…]+(?=.)")
_SENTENCE_END = re.compile(r"[。！!？?；;\n]")
_TITLE = re.compile(r"《([^《》·]+)(?:·[^《》]*)?》")

# A clause that only says of whom or what the others speak: 其为人也, 夫仁者.
_NAMES = re.compile("(?:其|夫|凡|盖|若夫).{1,4}[也者]")


@dataclass(frozen=True, slots=True)
class Clause:
    """A run of a saying that is asked at once, with the marks that close it."""

    text: str
    close: str

    @property
    def ends_sentence(self) -> bool:
        """Whether a sentence ends behind it."""
        return bool(_SENTENCE_END.search(self.close))

    @property
    def full(self) -> str:
        """The clause with its marks."""
        return self.text + self.close


def saying_notes(saying: Saying, setting: Setting) -> tuple[list[Note], str]:
    """The notes of one saying, their keys relative to the saying's own, and what of a very long one was left out."""
    clauses = split(saying.quote)
    parts = _parts(clauses)
    names = iter(blank_names(clause.text for clause in clauses))
    notes = []
    left_out = ""
    for number, part in enumerate(parts, start=1):
        part_names = [next(names) for _ in part]
        if number > MOST_PARTS:
            left_out += "".join(clause.full for clause in part)
            continue
        lines = _text_lines(_cue(clauses, parts, number), part, part_names)
        if number < len(parts):
            lines[-1] = _broken_off(lines[-1])
        if setting.lead and number == 1:
            lines.insert(0, Line(segments=(Segment(text=setting.lead),), role="lead"))
        by = _by_line(saying, ask=number == 1)
        notes.append(
            Note(
                key="" if number == 1 else f".part{number}",
                kind="saying",
                lines=(*lines, *((by,) if by else ())),
                path=setting.path,
                extra=setting.extra,
                source=setting.source,
                tags=setting.tags,
            )
        )
    return notes, left_out.strip()


def split(quote: str) -> list[Clause]:
    """The clauses of ``quote``; scraps of under four letters go with a neighbour, a quotation inside is never cut."""
    bounds, start = [], 0
    whole = balanced(quote)
    for stop in (_PIECE_END if is_row(quote) else _CLAUSE_END).finditer(quote):
        if not whole or balanced(quote[start : stop.end()]):
            bounds.append((start, stop.start(), stop.end()))
            start = stop.end()
    if start < len(quote):
        bounds.append((start, len(quote), len(quote)))
    clauses = [Clause(quote[a:b], quote[b:c]) for a, b, c in bounds]
    return _grouped(_without_scraps(clauses))


def is_row(quote: str) -> bool:
    """Whether ``quote`` is a row of pieces like each other: 为天地立心、为生民立命、…"""
    pieces = [skeleton(piece) for piece in quote.split("、")]
    lengths = [len(piece) for piece in pieces if piece]
    return len(lengths) > 1 and min(lengths) >= SCRAP and max(lengths) <= 2 * min(lengths) and not _STOP.search(quote)


def _joined(first: Clause, second: Clause) -> Clause:
    return Clause(first.full + second.text, second.close)


def _without_scraps(clauses: Sequence[Clause]) -> list[Clause]:
    """A scrap goes with what follows it (不干，半点…也没有), at the end of a sentence with what stands before it."""
    kept: list[Clause] = []
    for clause in clauses:
        before = kept[-1] if kept else None
        if before and "\n" not in before.close and (_is_scrap(before) or (_is_scrap(clause) and clause.ends_sentence)):
            kept[-1] = _joined(before, clause)
        else:
            kept.append(clause)
    if len(kept) > 1 and _is_scrap(kept[-1]):
        kept[-2:] = [_joined(kept[-2], kept[-1])]
    return kept


def _is_scrap(clause: Clause) -> bool:
    return len(skeleton(clause.text)) < SCRAP


def _grouped(clauses: list[Clause]) -> list[Clause]:
    """Six or seven short clauses are asked as five: the shortest neighbours in one sentence go together."""
    clauses = list(clauses)
    while len(clauses) > MOST_BLANKS:
        pairs = [
            (len(a.full + b.text), place)
            for place, (a, b) in enumerate(pairwise(clauses))
            if not a.ends_sentence and len(a.full + b.text) <= 10
        ]
        if not pairs:
            break
        _, place = min(pairs)
        clauses[place : place + 2] = [_joined(clauses[place], clauses[place + 1])]
    return clauses


def _parts(clauses: Sequence[Clause]) -> list[list[Clause]]:
    """Parts of at most five blanks and a screenful, cut at sentence ends where there are any."""
    parts: list[list[Clause]] = []
    rest = list(clauses)
    while rest:
        fits = 1
        while fits < min(len(rest), MOST_BLANKS) and sum(len(c.full) for c in rest[: fits + 1]) <= MOST_CHARACTERS:
            fits += 1
        if fits < len(rest):
            ends = [place + 1 for place, clause in enumerate(rest[:fits]) if clause.ends_sentence]
            fits = max(ends, default=fits)
        parts.append(rest[:fits])
        rest = rest[fits:]
    return parts


def _cue(clauses: Sequence[Clause], parts: Sequence[Sequence[Clause]], number: int) -> str:
    """The sentence before part ``number``, or as many of its last clauses as are a short cue."""
    before = sum(len(part) for part in parts[: number - 1])
    cue, late = "", False
    for clause in reversed(clauses[:before]):
        if cue and (clause.ends_sentence or len(clause.full + cue) > LONGEST_CUE):
            late = True
            break
        cue = clause.full + cue
    cue = cue.replace("\n", "")
    return ELLIPSIS + cue[-LONGEST_CUE:] if late or len(cue) > LONGEST_CUE else cue


def _broken_off(line: Line) -> Line:
    """The last line of a part behind which the saying goes on: it says so."""
    last = line.segments[-1]
    if last.blank is None and last.text.endswith(ELLIPSIS):
        return line
    return line.model_copy(update={"segments": _merged((*line.segments, Segment(text=ELLIPSIS)))})


def _text_lines(cue: str, part: Sequence[Clause], names: Sequence[str]) -> list[Line]:
    cuts = [half_cut(part[0].text)] if len(part) == 1 and not cue else [clause_cut(clause.text) for clause in part]
    lines: list[list[Segment]] = [[Segment(text=cue)] if cue else []]
    stated = [_is_stated(clause.text) for clause in part]
    if not cue and _is_opening(part):
        stated[0] = False
    for clause, cut, name, asked in zip(part, cuts, names, stated, strict=True):
        lines[-1] += _segments(cut, name if asked or not any(stated) else None)
        close, *others = clause.close.split("\n")
        if close:
            lines[-1].append(Segment(text=close))
        if others:
            lines.append([])
    return [Line(segments=_merged(line), role="text") for line in lines if line]


def _is_stated(clause: str) -> bool:
    """Whether a clause says something that can be asked: no mood, no mere subject, no hole of the document (_)."""
    return not (clause.endswith(tuple(word_lists().moods)) or _NAMES.fullmatch(clause) or "_" in clause)


def _is_opening(part: Sequence[Clause]) -> bool:
    """Whether a saying begins with a clause that only leads up to the others: 古昔以来，…; 我感觉到，…."""
    first, *others = (len(skeleton(clause.text)) for clause in part)
    return len(others) > 1 and first <= LONGEST_OPENING and first * len(others) * 3 < sum(others) * 2


def _segments(cut: Cut, name: str | None) -> list[Segment]:
    """The three pieces of a clause; an answer that holds a line break is shown on one line."""
    pieces = ((cut.before, None), (cut.answer, name), (cut.after, None))
    return [Segment(text=text.replace("\n", ""), blank=blank) for text, blank in pieces if text.strip()]


def _merged(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """Neighbouring shown segments as one."""
    merged: list[Segment] = []
    for segment in segments:
        if merged and segment.blank is None and merged[-1].blank is None:
            merged[-1] = Segment(text=merged[-1].text + segment.text)
        else:
            merged.append(segment)
    return tuple(merged)


def _by_line(saying: Saying, ask: bool) -> Line | None:
    """——speaker《source》, with the speaker asked where he has a name, else the book."""
    titles, speaker = _named(saying)
    if len(titles + speaker) == 1 and speaker != "子":
        speaker = ""  # 公：nobody knows who that is
    if not speaker and not saying.source:
        return None
    segments = [Segment(text="——")]
    ask_speaker = ask and _is_askable(speaker, saying.quote) and _is_known(speaker, saying.source or "")
    if titles:
        segments.append(Segment(text=titles))
    if speaker:
        segments.append(Segment(text=speaker, blank="speaker" if ask_speaker else None))
    if saying.source:
        if speaker and not saying.source.startswith("《"):
            segments.append(Segment(text="，"))
        if ask_speaker and speaker in saying.source:
            segments += _hidden(saying.source, speaker)
        else:
            segments += _source_segments(saying.source, saying.quote, ask and not ask_speaker)
    return Line(segments=_merged(segments), role="by")


def _named(saying: Saying) -> tuple[str, str]:
    """The titles before a well-known name (西汉史学家), and the name; 子 of the Analects has one."""
    speaker = saying.speaker or ""
    if speaker == "子" and "论语" in (saying.source or ""):
        return "", "孔子"
    name = max((one for one in _people() if speaker.endswith(one)), key=len, default=speaker)
    return speaker[: len(speaker) - len(name)], name


@cache
def _people() -> tuple[str, ...]:
    return tuple(load("speech")["people"])


def _hidden(source: str, speaker: str) -> list[Segment]:
    """A source that names the speaker (孟子《孟子·告子上》), his name asked with him."""
    before, _, after = source.partition(speaker)
    pieces = ((before, None), (speaker, "speaker"), (after, None))
    return [Segment(text=text, blank=blank) for text, blank in pieces if text]


def _source_segments(source: str, quote: str, ask: bool) -> list[Segment]:
    title = _TITLE.search(source)
    start, end = title.span(1) if title else (0, len(source))
    asked = "source" if ask and _is_askable(source[start:end], quote) else None
    pieces = ((source[:start], None), (source[start:end], asked), (source[end:], None))
    return [Segment(text=text, blank=blank) for text, blank in pieces if text]


def _is_known(speaker: str, source: str) -> bool:
    """Whether a learner can know who it was: no customer or villager whom a report lets speak."""
    name = simplified(speaker)
    known = any(person in name for person in _people()) or name.endswith(("子", *word_lists().known_titles))
    return known or _TITLE.search(source) is not None


def _is_askable(name: str, quote: str) -> bool:
    """Whether a card can ask for ``name``: it names somebody, and the saying itself does not."""
    lists = word_lists()
    core = next((name.removesuffix(h) for h in sorted(lists.honorifics) if name.endswith(h) and name != h), name)
    vague = name.strip() in lists.vague_speakers or name.startswith(tuple(lists.vague_openings))
    said = skeleton(quote)
    opening = skeleton(core)[:LEAST_OPENING]  # 落叶不扫，…——《落叶不扫，留住自然》
    told = skeleton(core) in said or (len(opening) == LEAST_OPENING and said.startswith(opening))
    return len(skeleton(name)) > 1 and not vague and not told
