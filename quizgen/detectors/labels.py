"""Count labels: a number, what it counts, and where the words of the label end.

Forms: number + classifier + noun (三大优势, 四点意见, 四个方面, 8项规定); number + summary word (三宝, 四风, 五位一体);
repeated (三大纪律八项注意, 五比五不比, 三严三实, 四书五经); number + classifier alone before a colon (有三条：).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

from quizgen import data
from quizgen.text.fold import HAN
from quizgen.text.numerals import number
from quizgen.text.scan import scan
from quizgen.text.words import word_edges, words

_NUM = "[一二两三四五六七八九十百]{1,3}|[0-9]{1,2}"
DIGIT = re.compile("[一二两三四五六七八九十百0-9]")
"""What every label begins with."""
_WHOLE = re.compile(
    "重要|主要|首要|必要|需要|成就|行为|对象|对立|对策|出路|过程|说明|从属|并举|地区|地位|目的|分歧|等级|有利|有为|作为|认为|过渡|要素|要求|要点|要领|以及|就业|将士|从业|对外|对内|是非|有机|有效|有序|指导|指标|指示|指数|指挥|指南|指定"
)
OPEN = frozenset('“‘「『"')
_NOUN_END = re.compile(
    "[是为有即就要已曾还都也把被将让使对于在从到向由和与及或的地得着了过呢吗吧啊以并而且等去做讲说犯出指]|包括|包含|分别|依次|作出|做出|[合并总统简]称|(?:组成|构成)(?!部分|单位|要[素件])"
    "|(?<=.)(?:最|不(?!足|变)|齐头)"
)


_QUALIFIED = re.compile(f"([{HAN}]{{2,6}}?)的")
_ADJECTIVE = re.compile("(?:不同|相同|错误|正确|重要|主要|关键|突出|鲜明|显著|基本|根本|新|大)的")
_LONGEST_BOOK = 16  # characters of a title before a label in it


@dataclass(frozen=True, slots=True)
class Label:
    """A label in a folded text: its range, its first number, and whether it has a classifier or quotation marks."""

    start: int
    end: int
    count: int
    classified: bool
    quoted: bool


@cache
def _grammar() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = data.load("labels")
    classified = re.compile(
        rf"(?<![第一二两三四五六七八九十百千万亿几数近余0-9.])(?P<n>{_NUM})(?P<c>{_either(table['classifiers'])})"
        rf"(?=(?P<noun>[{HAN}]{{0,12}}))"
    )
    noun = re.compile(_either(table["nouns"]))
    excluded = re.compile("|".join(f"(?:{entry['pattern']})" for entry in table["not_a_set"]))
    return classified, noun, excluded


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=lambda w: (-len(w), w)))


@cache
def nouns() -> frozenset[str]:
    """The nouns that can end a label."""
    return frozenset(data.load("labels")["nouns"])


@cache
def fixed() -> frozenset[str]:
    """Labels that are always the name of a set, whoever's glossary lacks them."""
    return frozenset(data.load("labels")["fixed"])


@cache
def _elsewise() -> re.Pattern[str]:
    table = data.load("labels")
    names, things = _either(table["other_names"]), _either(table["other_things"])
    return re.compile(rf"[{HAN}]{{0,4}}?(?:{names})(?![{HAN}])|[{HAN}]?(?:{things})(?![{HAN}])")


def is_other(text: str, end: int) -> bool:
    """Whether a set's name that ends at ``end`` is part of another name: 六艺文化公司, 五味消毒饮."""
    return bool(_elsewise().match(text, end))


def is_set(words: str) -> bool:
    """Whether ``words`` can name a set at all: no date, plan, measure or idiom."""
    return not _grammar()[2].fullmatch(words)


def classified(text: str, start: int = 0, end: int | None = None) -> Iterator[Label]:
    """Labels with a classifier (三大优势, 四点, 五个重要关系), each cut where its noun ends."""
    pattern, _, _ = _grammar()
    for match in scan(pattern, DIGIT, text, start, end):
        count = number(match["n"])
        if count is None or not 2 <= count <= 30 or _is_last(text, match.start()) or _in_chapter(text, match.start()):
            continue
        if match["c"] == "次" and not _noun(match["noun"]):
            continue  # 五次修正: how often, and no set
        finish = match.end() + _noun_length(match["noun"], match["c"].endswith("方面"))
        if finish == match.end() and match["c"] == "级" and match["noun"]:
            finish += len(words(match["noun"])[0])  # 省、市、县、乡四级政府
        quoted = text[match.start() - 1 : match.start()] in OPEN
        if is_set(text[match.start() : finish]) and (quoted or not _is_quantity(text, match, finish)):
            yield Label(match.start(), finish, count, True, quoted)


def _in_chapter(text: str, start: int) -> bool:
    """《素问·三部九候论》: the name of a chapter inside that of its book."""
    book = text.rfind("《", max(0, start - _LONGEST_BOOK), start)
    return book >= 0 and "》" not in text[book:start] and re.search("[·•]", text[book:start]) is not None


def _is_last(text: str, start: int) -> bool:
    """上三个季度: those before; but 田上、水上、路上三个层面 are three, and 以上三个方面 sums up."""
    last = start > 0 and text[start - 1] == "上" and text[start - 2 : start] != "以上"
    return last and "上、" not in text[max(0, start - 12) : start]


def _is_quantity(text: str, match: re.Match[str], finish: int) -> bool:
    """Whether a label counts people, places or months, whatever stands behind them (三个单位负责同志)."""
    if _quantity().fullmatch(text, match.start(), finish):
        return True
    noun = _grammar()[1]
    if not match["noun"] or any(noun.fullmatch(text, at, finish) for at in range(match.end(), finish)):
        return False  # 三个社区治理问题
    return bool(_quantity().fullmatch(text, match.start(), match.end() + len(words(match["noun"])[0])))


@cache
def _quantity() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{entry['pattern']})" for entry in data.load("labels")["quantity"]))


def _noun_length(run: str, complete: bool) -> int:
    """How many characters of ``run`` belong to the label; ``complete`` says that it could end without a noun."""
    noun = _grammar()[1]
    if complete:
        found = noun.match(run)
        return found.end() if found else 0
    adjective = _ADJECTIVE.match(run)
    if adjective and (of := noun.match(run, adjective.end())):
        return of.end()  # 三个主要的法宝
    qualified = _QUALIFIED.match(run)
    if qualified and not noun.search(qualified[1]) and (of := noun.match(run, qualified.end())):
        verb = _end_of_noun(qualified[1])
        if not (verb and verb.start() == 0):
            return of.end()  # 两种互相对立的态度, but 三个层次｜的要求, 八章｜把渠道的内容
    cut = _end_of_noun(run)
    found = _noun(run)
    if found is None or found.start() > 4 or (cut and cut.start() < found.start()):
        length = cut.start() if cut else len(run)
        return length if length <= 6 else 0
    longer = noun.match(run, found.end())  # 组成部分, 重点举措
    return longer.end() if longer else found.end()


def _end_of_noun(run: str) -> re.Match[str] | None:
    """Where ``run`` goes on with other words than a noun's; a character inside a word ends none: 罪｜过形式."""
    masked = _WHOLE.sub(lambda word: "　" * len(word[0]), run)
    cut = _NOUN_END.search(masked)
    while cut and cut.start() and cut.start() not in word_edges(run):
        cut = _NOUN_END.search(masked, cut.start() + 1)
    return cut


def _noun(run: str) -> re.Match[str] | None:
    """The first noun in ``run`` that ends a label; one of a character is no beginning of a word: 五项｜关键决策."""
    found = _grammar()[1].search(run)
    while found and found.end() - found.start() == 1 and found.end() not in word_edges(run):
        found = _grammar()[1].search(run, found.end())
    return found


_COMPOUND = rf"(?:(?:{_NUM})[{HAN}]{{1,5}}[、，]?){{2,3}}"
_COMPOUND_RE = re.compile(_COMPOUND)
_QUOTED = re.compile(
    rf"[“‘「『\"](?:[反控新治抓守行管讲]?)(?P<label>(?P<n>{_NUM})[{HAN}]{{1,7}}?|{_COMPOUND})(?=[”’」』\"])"
)


_LONG_NAME = 5
_MADE = re.compile(rf"(?:{_NUM})[{HAN}]{{0,3}}?[大个项种条点类对句方]")


def _counts(words: str) -> bool:
    """Whether a longer name in quotation marks counts something (三大攻坚战), unlike 三鹿奶粉."""
    return len(words) < _LONG_NAME or bool(_MADE.match(words))


def quoted(text: str, *, ones: bool = False) -> Iterator[Label]:
    """Labels that fill a pair of quotation marks: “四个意识”, “三严三实”, “五比五不比”, “四张牌”.

    With ``ones`` also what counts one of something first (一高三低), which only a list beside it can vouch for.
    """
    for match in _QUOTED.finditer(text):
        words = match["label"]
        digits = re.match(_NUM, words)
        count = (number(digits[0]) or number(words[0])) if digits else None  # 八八战略
        if ones and count == 1 and _COMPOUND_RE.fullmatch(words):  # 一高三低
            count = sum(number(found) or 0 for found in re.findall(_NUM, words))
        if (
            digits
            and count
            and 2 <= count <= 30
            and (_COMPOUND_RE.fullmatch(words) or (words[0] not in "一百" and _counts(words)))
            and is_set(words)
        ):
            yield Label(match.start("label"), match.end("label"), count, False, True)


_PLAIN = f"(?=[{HAN}]{{1,8}}、)"
"""What stands behind 是 where a list does: 三友是松、…"""
_LISTS = f"(?:是指|即|(?<!是)指|包括|包含|分别[是为]|[是为乃]{_PLAIN})"
_SAID = f"(?:，(?:即|就是|也就是|是?指)|者，){_PLAIN}"
_HEAD = re.compile(
    rf"(?:(?<=\n)|(?<![\s\S])|(?<=[，。；：（）“”」》A-Za-z有是为了谓称叫之即的 ])"
    rf"|(?<=[{HAN}])(?<![第几数多])(?=[^，。（：]{{2,5}}：|[^，。（：]{{2,3}}（|[^，。（：]{{2,5}}{_LISTS}|[^，。（：]{{2,3}}(?:——|{_SAID})))"
    rf"(?P<label>(?P<n>{_NUM})(?![是靠抓看查学讲曰则来者]|(?<!有.)[防戒忌]|要(?![素点件领义])|人(?![{HAN}]))[{HAN}]{{1,4}})(?:(?<![即是为指有乃者])(?<!依次)(?<!分别)|(?<=个[即是为有]))"
    rf"(?=[：。（，）]|——|$|[即是为乃]：|{_LISTS}|{_SAID})"
)


def heads(text: str) -> Iterator[Label]:
    """Labels without a classifier that stand alone before a mark: 五行：, 九德，即, 六书者，, （七情）."""
    for match in scan(_HEAD, DIGIT, text):
        count = number(match["n"])
        if count and 2 <= count <= 30 and match["n"][0] != "百" and is_set(match["label"]):
            yield Label(match.start("label"), match.end("label"), count, False, False)


_TITLED = re.compile(rf"(?<=[“「])[{HAN}]{{1,4}}?(?P<label>(?P<n>[二三四五六七八九十])[{HAN}]{{1,3}})(?=[”」])")


def titled(text: str) -> Iterator[Label]:
    """“文房四宝”, “人生七笔账”: behind other words within quotation marks; only a list beside it can vouch for it."""
    for match in _TITLED.finditer(text):
        before = text[match.start("label") - 1]
        count = number(match["n"])
        if count and count > 1 and not (DIGIT.match(before) or before in "第几数") and is_set(match["label"]):
            yield Label(match.start("label"), match.end("label"), count, False, True)


_ECHOED = re.compile(rf"(?P<kind>[{HAN}])(?P<label>(?P<n>[三四五六七八九])(?P=kind))(?![{HAN}]{{0,12}}[、：])")


def echoed(text: str) -> Iterator[Label]:
    """急性期、亚急性期与慢性期三期: the number of the kind that the last piece of a list ends with."""
    for match in _ECHOED.finditer(text):
        yield Label(match.start("label"), match.end("label"), number(match["n"]) or 0, False, False)


_SPELT = re.compile(rf"[“「](?P<row>[{HAN}]{{3,10}})[”」](?P<label>(?P<n>{_NUM})[{HAN}])")


def spelt(text: str) -> Iterator[Label]:
    """“儒释道”三教: behind a quotation of as many characters as it counts."""
    for match in _SPELT.finditer(text):
        alone = not text[: match.start()].endswith(("”", "」", "”、", "」、"))  # “甲乙丙”“丁戊己”“庚辛壬”三样
        if alone and number(match["n"]) == len(match["row"]) and is_set(match["label"]):
            yield Label(match.start("label"), match.end("label"), len(match["row"]), False, False)


def all_of(text: str) -> list[Label]:
    """The labels of a text in order; where two overlap the longer stands, and 两个市场两种资源 is one."""
    found: list[Label] = []
    if not DIGIT.search(text):
        return found
    generators = (classified(text), quoted(text, ones=True), titled(text), heads(text), spelt(text), echoed(text))
    for label in sorted(chain(*generators), key=lambda lb: (lb.start, -lb.end)):
        last = found[-1] if found else None
        if last and label.start < last.end:
            continue
        if last and label.start == last.end and label.classified and last.classified:
            found[-1] = replace(
                last, end=label.end, count=last.count if last.count == label.count else last.count + label.count
            )
        else:
            found.append(label)
    return found


_BARE = re.compile(rf"(?:{_NUM})[个种位张类]")
_ABOUT = re.compile(
    "[”’」』]?(?:之间)?的(?:关系|联系|区别|异同|比较|特点|特征|意义|作用|地位|影响|原因|评价|由来|提出|背景|性质)$"
)
"""两个任务的关系: what stands below such a line is told of the members, and does not list them."""


def announcing(text: str, count: int) -> Label | None:
    """The last label in the words that announce a list which counts ``count`` things; 十八反 alone may count more."""
    found = [lb for lb in all_of(text) if not (_BARE.fullmatch(text, lb.start, lb.end) or _ABOUT.match(text, lb.end))]
    alone = [
        lb
        for lb in found
        if lb.count > count and not lb.classified and (lb.start, lb.end) == (0, len(text.rstrip("：。 ")))
    ]
    return next((label for label in reversed(found) if label.count == count), alone[0] if alone else None)


def is_label(text: str) -> bool:
    """Whether ``text`` is a count label and nothing else; a verb of one character may stand before it (反“四风”)."""
    if any(lb.start == 0 and lb.end == len(text) for lb in classified(text)):
        return True
    return any(lb.start <= 2 and lb.end == len(text) + 1 for lb in quoted(f"“{text}”"))
