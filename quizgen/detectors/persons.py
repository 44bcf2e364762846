"""Persons told by the shape of their names, and where the words of a subject turn into what he does.

Forms: 王大爷, 小刘, 技术员小刘, 村民李秀英; 坐在后排的…; 李老汉｜摆摆手, 父亲｜拉着…, 张三｜是…的校长.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from quizgen import data
from quizgen.text.words import words as cut

Range = tuple[int, int]

_MAY_ACT = re.compile(r"[着了地是为起]|(.)\1")  # without one of these a clause holds no such action
_TWICE = re.compile(r"(.)\1|.(.)\2$")  # 摆摆手, 笑呵呵
_KIN = frozenset("爸妈爷奶哥姐弟妹叔伯婶舅姑姨公婆姥太宝")
_OF_BEFORE = frozenset("着了地")  # what belongs to the word before it
_PERSON_SIZE = 16  # characters of a role with a name at most
_COMPLETED = frozenset(["起来", "起身", "过来", "过去", "出来", "下来", "进来", "上前"])
_STATES = re.compile(  # 张三是…, 张三五十一岁…, 张三生于…: what the life of a person begins with
    "是|[0-9一二三四五六七八九十]{1,3}岁|出生|生于|毕业|来自|从|自幼|回国|曾|在|担任|当过"
)
_NOT_THIRD = frozenset("人们党军家会者族民员部央界生队感性度式型化说讲问答曾也又还便常都再则却就笑怒在对向是")
_QUALITIES = "有时常高安公师关应成方计平康党广海经商况终从温于"


@cache
def roles() -> re.Pattern[str]:
    """What people are called by what they are: 技术员, 大爷, 父亲."""
    listed = sorted(data.load("speech")["roles"] + data.load("speech")["titles"], key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, (w for w in listed if len(w) > 1))))


def action(text: str, start: int, end: int) -> int:
    """Where what somebody does begins in ``text[start:end]``: before 拉着, 摆摆手, 深情地, 站起来; else ``end``."""
    if not _MAY_ACT.search(text, start, end) and not _any_manner().search(text, start, end):
        return end
    before = at = start
    for word in cut(text[start:end]):
        if word in _OF_BEFORE or word in _COMPLETED:
            return before
        acts = len(word) > 1 and word[-1] in "着了"
        if acts or word in _manner() or (_is_twice(word) and at > start):
            return at
        before, at = at, at + len(word)
    return end


def _is_twice(word: str) -> bool:
    """Whether a word says a deed twice (摆摆手, 笑呵呵), and names no kin and no office (妈妈, 局局长)."""
    twice = _TWICE.match(word)
    return twice is not None and (twice[1] or twice[2]) not in _KIN and not word.endswith("长")


@cache
def _manner() -> frozenset[str]:
    """How somebody speaks or does something: 深情地."""
    return frozenset(data.load("speech")["manner"])


@cache
def _any_manner() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_manner()))))


def named(text: str, start: int, end: int) -> int:
    """Where a name ends that ``text[start:end]`` begins with, by its family name; ``start`` where it has none."""
    first = text[start : start + 1]
    surnames = data.load("speech")["surnames"]
    if roles().match(text, start, end):
        return start  # 老师 is nobody called 师
    if first and first in "小老阿" and text[start + 1 : start + 2] in surnames and _edge(text, start, end, start + 2):
        return start + 2
    if not first or first not in surnames:
        return start
    if role := roles().match(text, start + 1, end):
        return role.end()
    edges = frozenset(_edges(text, start, end))
    if start + 3 in edges and (start + 1 in edges or start + 2 not in edges) and _is_third(text, start):
        return start + 3
    return start + 2 if {start + 1, start + 2} <= edges else start


def _is_third(text: str, start: int) -> bool:
    return text[start] not in _QUALITIES and text[start + 2] not in _NOT_THIRD and text[start + 1] not in "书主支"


def _edge(text: str, start: int, end: int, offset: int) -> bool:
    return offset in _edges(text, start, end)


def _edges(text: str, start: int, end: int) -> Iterator[int]:
    at = start
    for word in cut(text[start : min(end, start + _PERSON_SIZE)]):
        yield at
        at += len(word)
    yield at


def person(text: str, start: int, end: int) -> Range | None:
    """A name, with the role before it, that ``text[start:end]`` begins with: 技术员小刘, 老支书毛相林, 马大爷."""
    if (stop := named(text, start, end)) > start:
        return start, stop
    for role in roles().finditer(text, start, min(end, start + _PERSON_SIZE)):
        if (stop := named(text, role.end(), end)) > role.end():
            return start, stop
    return None


def of_life(text: str, start: int, end: int) -> Range | None:
    """张三是…, 张三五十一岁…: a name that a clause opens with which goes on to tell who he is."""
    stop = named(text, start, end)
    return (start, stop) if stop > start and _STATES.match(text, stop, min(end, stop + 6)) else None


def is_role(name: str) -> bool:
    """Whether ``name`` ends with what somebody is, or is a name by its shape."""
    length = len(name)
    return any(role.end() == length for role in roles().finditer(name)) or person(name, 0, length) == (0, length)
