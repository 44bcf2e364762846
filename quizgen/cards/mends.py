"""Mending notes before they are checked: what gives an answer away or makes a front too long is cut."""

from __future__ import annotations

import re
from collections.abc import Mapping

from quizgen.cards.faces import cards
from quizgen.cards.keys import skeleton
from quizgen.cards.leads import MASK
from quizgen.cards.marks import paired
from quizgen.cards.titles import CLAUSE_END
from quizgen.model import Line, Note, Segment

LONGEST_FRONT = 160
SHORTEST_LEAD = 2
SHORTEST_TOLD = 4
LONGEST_FIELD = 2
LONGEST_NAME = 6
MOST_MASKS = 3
_FINAL_PARTICLES = "也矣焉乎哉耳"

# what explains a word in brackets, and not the sentence before, （接“…”）
_EMPTY_GLOSS = re.compile(f" ?[（(](?!接)[^（()）]*{MASK}[^（()）]*[）)]")
_DEFINITION = re.compile(
    "(?P<of>[^，。：；“]{2,12}?)(?:是指|指的是)(?P<what>[^。：；]{2,40})，(?:它|其)?(?=[^，]{1,16}$)"
)
_MASK_AT_COLON = re.compile(f"(?:[：，]{MASK}|（{MASK}）)：$")
_MASKS = re.compile(f"(?:{MASK}[、和与及，]?)+{MASK}")


def mended(note: Note) -> Note:
    """``note`` with its path and lead-in cut so that no answer stands in them and every front is short enough."""
    answers, single = answers_of(note), single_characters(note)
    lines = note.lines if note.kind == "list" else ()
    names = {s.text: s.blank for line in lines if line.role == "item" for s in line.segments if s.blank}
    kept = note.path[-1:] if _is_bare(note) else ()
    path = tuple(part for part in note.path if part in kept or not _gives_away(part, answers, single))
    wholes = tuple(line.text for line in lines if line.role == "item" and len(skeleton(line.text)) >= SHORTEST_TOLD)
    lines = tuple(_masked(_without_row(line, single), answers, wholes, names) for line in note.lines)
    if len(lines) > 1 and lines[0].role == "lead" and not skeleton(lines[0].text):
        # 学纪、知纪、明纪： of which nothing is left: what stands above it says which list is meant
        above = (Line(segments=(Segment(text=f"{path[-1]}："),), role="lead"),) if path else ()
        path, lines = path[:-1], (*above, *lines[1:])
    return _shortened(note.model_copy(update={"path": path, "lines": lines}))


def _gives_away(title: str, answers: tuple[str, ...], single: frozenset[str]) -> bool:
    return holds_most(title, single) or any(_tells(skeleton(title), skeleton(answer)) for answer in answers)


def _is_bare(note: Note) -> bool:
    """Whether a list says only what of something it tells (成分：): without the title of that nobody could answer."""
    lead = "".join(line.text for line in note.lines if line.role == "lead")
    return note.kind != "saying" and 0 < len(skeleton(lead)) <= LONGEST_FIELD and note.blanks[:1] != ("label",)


def _tells(title: str, answer: str) -> bool:
    """Whether ``title`` says ``answer``, or most of it: 三人行，必有我师 above 三人行，必有我师焉."""
    if len(without := answer.rstrip(_FINAL_PARTICLES)) >= SHORTEST_TOLD:
        answer = without
    return answer in title or (len(title) >= SHORTEST_TOLD and 2 * len(title) > len(answer) and title in answer)


def answers_of(note: Note) -> tuple[str, ...]:
    """The texts that the blanks of ``note`` hide, the longest first; single characters stand in every other word."""
    texts = {s.text for line in note.lines for s in line.segments if s.blank is not None}
    return tuple(sorted((text for text in texts if len(skeleton(text)) > 1), key=lambda text: (-len(text), text)))


def single_characters(note: Note) -> frozenset[str]:
    """The members of one character that ``note`` asks."""
    texts = (skeleton(s.text) for line in note.lines if line.role == "item" for s in line.segments if s.blank)
    return frozenset(text for text in texts if len(text) == 1)


def holds_most(text: str, single: frozenset[str]) -> bool:
    """Whether ``text`` names the members of one character: 木火土金水, not 土地 alone."""
    found = sum(char in text for char in single)
    return found > 1 and 2 * found >= len(single)


def front_length(front: str) -> int:
    """The characters of a front, its line breaks not counted."""
    return len(front) - front.count("\n")


def longest_front(note: Note) -> int:
    """The length of the longest front of ``note``."""
    return max((front_length(card.front) for card in cards(note)), default=0)


def _without_row(line: Line, single: frozenset[str]) -> Line:
    """A lead-in without the row of characters that its list asks: 五行：木火土金水："""
    if line.role != "lead" or len(single) < 2:
        return line
    # what stands behind them up to the colon is more of the same: 酸苦甘辛咸｜淡涩
    row = re.compile(f"[{re.escape(''.join(sorted(single)))}、]{{{len(single)},}}(?:[^，。：；、）]{{1,3}}(?=）?：$))?")
    segments = (s if s.blank else Segment(text=_MASK_AT_COLON.sub("：", row.sub(MASK, s.text))) for s in line.segments)
    return line.model_copy(update={"segments": tuple(segments)})


def _masked(line: Line, answers: tuple[str, ...], wholes: tuple[str, ...], names: Mapping[str, str]) -> Line:
    """A lead-in without the answers and the items that they stand in.

    Where nothing would be left that tells which list, it stays for the check.
    """
    if line.role != "lead" or _is_title_told_once(line.text, answers):
        return line
    if line.text.startswith("（接") and (unsaid := _without_clauses(line.text, answers)):
        return line.model_copy(update={"segments": (Segment(text=unsaid),)})
    if own := _hidden_with_its_member(line, answers, names):
        return own
    masked = _without_definition(_with_masks(line, (*wholes, *answers)))
    left = len(skeleton(masked.text))
    if 0 < left < SHORTEST_LEAD and left < len(skeleton(line.text)):
        return line
    return _last_clauses(masked)


def _without_definition(line: Line) -> Line:
    """A lead-in without a definition that masks have torn: 矛盾的同一性是指……的趋势，它有两个方面的含义："""
    first = line.segments[0]
    defined = _DEFINITION.match(first.text)
    if first.blank is not None or defined is None or MASK not in defined["what"]:
        return line
    segments = (Segment(text=defined["of"] + first.text[defined.end() :]), *line.segments[1:])
    return line.model_copy(update={"segments": segments})


def _without_clauses(text: str, answers: tuple[str, ...]) -> str:
    """What a list goes on from without the clauses that say one of the answers; nothing where none would be left."""
    if not any(answer in text for answer in answers):
        return ""
    said, close, rest = text.removeprefix("（接“").partition("”）")
    kept = [clause for clause in re.split(f"{MASK}|，", said) if not any(answer in clause for answer in answers)]
    clear = close and kept and not any(answer in rest for answer in answers)
    return f"（接“{MASK.join(kept)}”）{rest}" if clear and len(skeleton("".join(kept))) >= SHORTEST_LEAD else ""


def _hidden_with_its_member(line: Line, answers: tuple[str, ...], names: Mapping[str, str]) -> Line | None:
    """A lead-in with one answer in it, once, as a gap on the card that asks that: 两次否定，三个阶段: 肯定, 否定, …"""
    said = [answer for answer in answers if answer in line.text]
    if len(said) != 1 or line.text.count(said[0]) > 1 or said[0] not in names:
        return None
    segments: list[Segment] = []
    for segment in line.segments:
        before, answer, after = segment.text.partition(said[0]) if segment.blank is None else (segment.text, "", "")
        if not answer:
            segments.append(segment)
            continue
        parts = (Segment(text=before), Segment(text=answer, blank=names[answer]), Segment(text=after))
        segments += [part for part in parts if part.text]
    return line.model_copy(update={"segments": tuple(segments)})


def _is_title_told_once(text: str, answers: tuple[str, ...]) -> bool:
    """Whether a lead-in is a short name with one answer in it: 辨证论治 stays, and its 论治 is not asked."""
    name = text.partition("：")[0]  # behind it may stand which items a part shows
    return len(skeleton(name)) <= LONGEST_NAME and sum(answer in text for answer in answers) == 1


def _last_clauses(line: Line) -> Line:
    """A lead-in of one segment with many masks, without the clauses before its last: 前缀是……，全文是……："""
    text = line.text
    if len(line.segments) > 1 or text.count(MASK) < MOST_MASKS:
        return line
    ends = [stop.end() for stop in CLAUSE_END.finditer(text) if len(skeleton(text[stop.end() :])) > 2]
    cut = max((end for end in ends if paired(text[end:]) == text[end:]), default=0)
    return line.model_copy(update={"segments": (Segment(text=text[cut:].lstrip()),)})


def _with_masks(line: Line, answers: tuple[str, ...]) -> Line:
    return line.model_copy(
        update={
            "segments": tuple(
                segment if segment.blank is not None else Segment(text=_without(segment.text, answers))
                for segment in line.segments
            )
        }
    )


def _without(text: str, answers: tuple[str, ...]) -> str:
    for answer in answers:
        text = text.replace(answer, MASK)
    text = _EMPTY_GLOSS.sub("", _MASKS.sub(MASK, text))
    return _MASK_AT_COLON.sub("：", text)


def _shortened(note: Note) -> Note:
    """Outer sections go first; the innermost one tells most."""
    while note.path and longest_front(note) > LONGEST_FRONT:
        note = note.model_copy(update={"path": note.path[1:]})
    if longest_front(note) <= LONGEST_FRONT:
        return note
    lines = tuple(_tails_cut(line) if line.role == "item" else line for line in note.lines)
    return note.model_copy(update={"lines": lines})


def _tails_cut(line: Line) -> Line:
    """A list item without the words behind its answer."""
    last = line.segments[-1]
    if last.blank is not None or len(last.text) <= len(MASK) + 2 or len(line.segments) == 1:
        return line
    return line.model_copy(update={"segments": (*line.segments[:-1], Segment(text=MASK))})
