"""Texts that stand one behind the other in one file, as in a collection of essays or of speeches: where each begins.

Forms: lines that open as the title does (申论范文：…); the line above 同志们：; 篇1, 【篇二】…;
某乡工作总结 behind another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizgen.text.numerals import NUMERALS, counter

_LONGEST, _LEAST, _BODY = 45, 4, 60
_LEAST_OF_KIND = 4  # characters before the colon of a title that say what kind of text it is
_WHO = "[^，。：]{0,6}(?:同志|同學|同学|老师|老師|代表|委员|委員|朋友)[们們]?|各位[^。：]{2,16}|尊敬的[^。：]{2,20}"
_SALUTATION = re.compile(f"(?:{_WHO})(?:[、，][^：。]{{2,14}}){{0,3}}[:：]")
_UNDER_TITLE = re.compile(r"[（(][^（）()]{2,20}[）)]|.*\d{4}[-./年]\d.*")  # the date of a speech, or who gave it
_MOST_UNDER_TITLE = 2
_NUMBERED = re.compile(
    rf"(?:.{{0,30}}[^{NUMERALS}\d])?[【（(\[]?(?:篇|范文)\s?(?P<n>[{NUMERALS}]{{1,3}}|\d{{1,2}})[】）)\]]?(?:[:：、\s].{{0,40}})?"
)
_KIND = re.compile("范文|讲稿|党课|工作总结|工作计划|工作报告|述职报告|心得体会|发言稿|演讲稿")
_OF_KIND = re.compile(
    rf".{{0,16}}(?:范文|讲稿|党课)[:：].{{2,}}|.{{2,30}}(?:{_KIND.pattern})(?:[（(][^（）()]{{1,12}}[）)])?"
)
_UNFINISHED = tuple("。；，！？、;,!?：:…")


def beginnings(lines: Sequence[str], title: int | None) -> set[int]:
    """The numbers of the lines that are titles of the texts behind the first one, whose own is line ``title``."""
    found = _alike(lines, title) | _saluted(lines) | _numbered(lines) | _of_kind(lines, title)
    return {i for i in found if i != title}


def _is_title(line: str) -> bool:
    return _LEAST <= len(line) <= _LONGEST and line[0] not in "—─(（" and not line.endswith(_UNFINISHED)


def _alike(lines: Sequence[str], title: int | None) -> set[int]:
    """Lines that say as the title does what kind of text follows."""
    if title is None:
        return set()
    kind, colon, _ = lines[title].replace(":", "：").partition("：")
    if not colon or len(kind) < _LEAST_OF_KIND:
        return set()
    begins = (f"{kind}：", f"{kind}:")
    places = [i for i, line in enumerate(lines[:-1]) if i > title and line.startswith(begins) and _is_title(line)]
    return {i for i in places if lines[i] != lines[title] and not _is_title(lines[i + 1])}


def _of_kind(lines: Sequence[str], title: int | None) -> set[int]:
    """Lines that name a kind of text, 某乡工作总结, behind running text, in a file whose title names one."""
    if title is None or not _KIND.search(lines[title]):
        return set()
    body = _first_body(lines)
    places = [i for i, line in enumerate(lines[:-1]) if i > body and _is_title(line) and _OF_KIND.fullmatch(line)]
    return {i for i in places if lines[i] != lines[title] and not _is_title(lines[i + 1])}


def _first_body(lines: Sequence[str]) -> int:
    """The number of the first line of running text."""
    return next((i for i, line in enumerate(lines) if len(line) >= _BODY), len(lines))


def _saluted(lines: Sequence[str]) -> set[int]:
    """The title above each salutation, behind which a speech begins; at most a date and a name stand between."""
    found = set()
    body = _first_body(lines)
    for i, line in enumerate(lines):
        if i < body or len(line) > _LONGEST or not _SALUTATION.fullmatch(line):
            continue
        at = i - 1
        while i - at <= _MOST_UNDER_TITLE and at > 0 and _UNDER_TITLE.fullmatch(lines[at]):
            at -= 1
        at -= at > body + 1 and _is_title(lines[at]) and _is_title(lines[at - 1])  # a title in two lines
        if at > body and _is_title(lines[at]):
            found.add(at)
    return found


def _numbered(lines: Sequence[str]) -> set[int]:
    """Lines that number the texts from the first on: 工作计划篇1, 工作计划篇2."""
    found: list[int] = []
    for i, line in enumerate(lines):
        mark = _NUMBERED.fullmatch(line) if len(line) <= _LONGEST else None
        if mark and counter(mark["n"]) == len(found) + 1:
            found.append(i)
    return set(found) if len(found) > 1 else set()
