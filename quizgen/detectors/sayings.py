"""Quoted words that somebody says, and proverbs and verses that stand for themselves.

What makes a quotation a saying is found by ``cues``, ``maxims`` and ``displayed``; here stands what is none all the
same: terms, nicknames, titles, slogans, plans, count labels and mere replies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from quizgen.data import load
from quizgen.detectors import cited, cues, displayed, labels, maxims, speakers
from quizgen.detectors.cues import Cue
from quizgen.detectors.markers import markers
from quizgen.detectors.speakers import any_of, words
from quizgen.detectors.view import Reading, View
from quizgen.model import Saying, Span
from quizgen.text.fold import HAN
from quizgen.text.quotes import Quote, quotes

_HAN = re.compile(f"[{HAN}]")
_SAYING_NAME = re.compile(
    r"的[^，。]{0,5}(?:含义|思想|论断|名言|观点|主张|诗句|格言|感叹|呼声|号召|道理|古训|教诲|警句|告诫|话)|这[个一句]"
)
_INNER_STOP = re.compile("[，。；！？：]")
_SENTENCE_MARK = re.compile("[。！？]")
_WRITTEN = re.compile("(?:这|那)?[一二三四五六七八九十两]{1,3}个?大?字|之说|的说法|一说|[那一][样般]")  # how it is said
_EVENT = re.compile(f"[{HAN}]{{0,6}}?(?:论坛|研讨会|座谈会|展览|峰会|大会|讲座|沙龙|活动|晚会|音乐会|大赛|竞赛)")
_ILL = re.compile("[，]?(?:急诊)?(?:入院|就诊|住院|收住|收治|来院|来诊|转入|入我院)")
_FIELD_HEAD = re.compile(r"^[^，。]{1,6}：?$")
_FIELD = re.compile(r"^(?:出处|出自|来源|选自|原典|典出)\s*[：:]?\s*(《[^》]+》)")

_MEANS = re.compile(
    "(?:意思(?:就|便)?是说?|(?<=[，。也”？！])就是[说问]|都是说|[认以]为是|(?:解读|理解|解释|翻译|释义|译)(?:为|成)|大意是说?|意谓|意即|译文|今译|白话文?)[：，]?$"
)
_PREDICATE = re.compile(
    "(?:是|为|将|已|在|有|不|成|让|使|对|也|都|就|能|会|要|工程|活动|项目|建设|战略|政策|理念)(?!止)"
)
_MEANS_REACH = 8
_LEAST_CLAUSE = 8  # characters of what is more than a term, or than a piece of a slogan
_LEAST_DEMAND = 16  # characters of clauses that are more than a name


def detect(view: View, known: frozenset[str] = frozenset()) -> Iterator[Saying]:
    """Every saying of the document; ``known`` holds clauses of famous ones, without punctuation."""
    names = speakers.known_names(view)
    fields = _source_fields(view)
    shown = displayed.blocks(view)
    texts = ["" if r.index in shown or r.block.kind == "table" else r.text for r in view.readings]
    previous: tuple[Quote, Cue | None] | None = None
    for quote in quotes(texts):
        if _is_translation(texts[quote.parts[0][0]], quote):
            previous = None
            continue
        cue = (
            cues.inherited(view, quote, previous)
            or cues.cue(view, quote, names)
            or maxims.named_behind(view, quote)
            or maxims.maxim(view, quote)
            or maxims.famous(view, quote, known)
            or maxims.of_known(view, quote)
        )
        cue = cue and maxims.owned(view, quote, cues.continued(view, quote, cue, previous) or cue)
        previous = (quote, cue)
        if cue is not None and _why_not(view, quote, cue) and (sure := maxims.famous(view, quote, known)):
            who = cue.who.speaker and view.readings[cue.block].text[slice(*cue.who.speaker)]
            cue = replace(sure, block=cue.block, who=cue.who) if who and speakers.is_name(who) else sure
        if cue is None:
            continue
        if why := _why_not(view, quote, cue):
            index, start, end = quote.parts[0]
            view.turn_down(f"saying.{cue.rule}", view.readings[index], start, end, why)
        else:
            yield cues.saying(view, quote.parts, cues.placed(view, quote, cue), fields)
    yield from displayed.displayed(view, shown, names, fields)
    yield from displayed.by_name(view, fields)
    yield from displayed.signed(view)
    yield from displayed.signed_below(view)
    yield from displayed.led(view, names)
    yield from cited.in_brackets(view)
    yield from cited.in_tables(view)
    yield from cited.below_titles(view)


def _is_translation(text: str, quote: Quote) -> bool:
    """Whether the quotation only says again what the one before it means: 意思是：“…”."""
    return _MEANS.search(text, max(0, quote.before - _MEANS_REACH), quote.before) is not None


def _source_fields(view: View) -> dict[int, tuple[str, Span]]:
    """For each block the book that a line 出处：《…》 of its own section names, or of the item that it stands in."""
    found: dict[int, tuple[str, Span]] = {}
    current: tuple[str, Span] | None = None
    above: list[Reading] = []  # the items that the one at hand stands under, and itself
    depth = 0
    for reading in view.readings:
        if reading.block.kind == "item":
            above = [one for one in above if one.block.level < reading.block.level] + [reading]
        entry_ends = reading.block.kind == "heading" and not _FIELD_HEAD.match(reading.text)
        next_item = reading.block.kind == "item" and reading.block.level < depth
        if entry_ends or next_item or reading.text.split("：", 1)[0].strip() in _comments():
            current, depth = None, 0
        if field := _FIELD.match(reading.text):
            current = reading.source(*field.span(1)), reading.span(*field.span(1))
            depth = reading.block.level if reading.block.kind == "item" else 0
            if depth > 1 and len(above) > 1:
                found[above[-2].index] = current  # 1. “…” with - 出处：《…》 below it
        if current:
            found[reading.index] = current
    return found


@cache
def _comments() -> frozenset[str]:
    return frozenset(load("outline")["comments"])


def _why_not(view: View, quote: Quote, cue: Cue) -> str | None:
    """Why the quoted words are no saying: a term, a label, a plan's name, a mere reply; ``None`` where they are one."""
    reading = view.readings[quote.parts[0][0]]
    inner = reading.text[quote.parts[0][1] : quote.parts[0][2]]
    length = len(_HAN.findall(inner))
    if why := _is_called(view, quote, cue, inner):
        return why
    if cue.rule == "proverb" and _is_term(reading.text, quote, inner, length):
        return "a term that is explained"
    bare = inner.strip("。！？，… ")
    if cue.rule not in ("maxim", "by", "proverb", "famous", "named") and _is_reply(bare):
        return "a mere reply"
    if cue.rule in ("maxim", "this", "by", "behind", "proverb", "famous", "named"):
        return None if length >= 4 else "too short"
    if length < 3 or ("，" not in bare and labels.is_label(bare)):
        return "too short" if length < 3 else "a count label"
    if cue.rule in ("strong", "sentence"):
        return None if length >= 4 or _SENTENCE_MARK.search(inner) else "too short"
    return _why_no_clause(view, quote, cue, inner)


def _is_called(view: View, quote: Quote, cue: Cue, inner: str) -> str | None:
    """Why the words behind a quotation make it the name of something, if they do."""
    text, after = view.readings[quote.parts[-1][0]].text, quote.after
    if cue.rule in ("this", "strong", "maxim") and _thing().match(text, after):
        return "names a subject or a task"
    if cue.rule == "strong" and _is_subject(view.readings[quote.parts[0][0]].text, quote, inner):
        return "a name that the sentence goes on from"
    if cue.rule in ("sentence", "maxim") and _is_aim(view.readings[quote.parts[0][0]].text, inner, quote):
        return "a slogan that names a spirit or an aim"
    if cue.rule not in ("maxim", "this"):
        return None
    if _EVENT.match(text, after):
        return "names an event"
    if _ILL.match(text, after) and text[quote.before - 1 : quote.before] in ("因", "以"):
        return "a complaint"
    marked = cue.rule == "maxim" and sum(1 for _ in markers(inner, 0)) > 2
    return "a marked list, and nobody's saying" if marked else None


def _why_no_clause(view: View, quote: Quote, cue: Cue, inner: str) -> str | None:
    """Why words behind a verb or noun that brings terms as well are no saying."""
    reading = view.readings[quote.parts[0][0]]
    length = len(_HAN.findall(inner))
    demand = _is_demand(view, cue, inner, length)
    if _names_a_thing(view, quote) and not demand:
        return "names what the sentence goes on with"
    if maxims.defines(inner):
        return None
    least, whole = 6, cue.rule == "noun" or demand
    if cue.rule == "weak.inline" and cue.who.speaker and reading.index == cue.block:
        known = reading.text[slice(*cue.who.speaker)] in words("people")
        least, whole = 4 if known else 6, known or demand
    return None if length >= least and (whole or _is_clause(inner, length)) else "a term, not a clause"


def _is_term(text: str, quote: Quote, inner: str, length: int) -> bool:
    """Whether 所谓 or a label brings it: 所谓“全盘照搬”, 所谓“两个务必”."""
    if labels.is_label(inner.strip("。！？，… ")):
        return True
    so_called = text.endswith("所谓", 0, quote.before) and not text.endswith("正所谓", 0, quote.before)
    return so_called and not _INNER_STOP.search(inner) and length < _LEAST_CLAUSE


def _is_reply(bare: str) -> bool:
    """Whether all that is said are courtesies and answers: 好的，知道了."""
    if bare in words("replies"):
        return True
    pieces = [piece for piece in _INNER_STOP.split(bare) if piece]
    return bool(pieces) and all(p in words("replies") or _courtesy().fullmatch(p) for p in pieces)


@cache
def _courtesy() -> re.Pattern[str]:
    """A piece of small talk: 知道了, 请坐, 谢谢您."""
    who = "我|我们|都|这就|您|你|老师|大家"
    return re.compile(f"(?:{who})?(?:{any_of('courtesies').pattern})[了吧啊呀您你们啦]{{0,3}}")


def _is_demand(view: View, cue: Cue, inner: str, length: int) -> bool:
    """Whether somebody known says several clauses, which are his words though a noun goes on: 提出“…、…，…”的要求."""
    who = cue.who.speaker and view.readings[cue.block].text[slice(*cue.who.speaker)]
    said = bool(who) and length >= _LEAST_DEMAND and bool(re.search("[、，；]", inner))
    return said and (speakers.is_name(who or "") or who in words("bodies"))


def _is_aim(text: str, inner: str, quote: Quote) -> bool:
    """Whether short pieces are what a spirit, an aim or a demand is called by: “…，…”的首创精神."""
    return bool(_aim().match(text, quote.after)) and maxims.is_short(inner)


@cache
def _aim() -> re.Pattern[str]:
    return re.compile(f"的[{HAN}]{{0,4}}?(?:{any_of('aims').pattern})")


def _is_clause(inner: str, length: int) -> bool:
    if _INNER_STOP.search(inner):
        return True
    return length >= _LEAST_CLAUSE and ("、" not in inner or max(map(len, inner.split("、"))) >= _LEAST_CLAUSE)


def _is_subject(text: str, quote: Quote, inner: str) -> bool:
    """Whether what somebody says goes on behind a quotation that is but a name in it: 村长说，“修渠节”是一场盛会."""
    reported = text[quote.before - 1 : quote.before] == "，"
    if not reported or _INNER_STOP.search(inner):
        return False
    of = (
        len(inner) < _LEAST_CLAUSE
        and text.startswith("的", quote.after)
        and not maxims.said_noun().match(text, quote.after)
    )
    return of or _PREDICATE.match(text, quote.after) is not None


@cache
def _thing() -> re.Pattern[str]:
    """“…”这个主题, “…”的总要求: what the quotation before it is called, and nobody's words."""
    called = f"(?:这[个一项种]|的)[{HAN}]{{0,3}}(?:{any_of('not_said_nouns').pattern})"
    return re.compile(f"(?:{called}|大讨论|主题|专题|活动)(?!说)")


def _names_a_thing(view: View, quote: Quote) -> bool:
    """Whether the sentence goes on with the thing that the quotation, the last of its row, names (“…”的设想)."""
    text = view.readings[quote.parts[-1][0]].text
    after = quote.after
    while row := re.compile("[、，]?[“「][^“”「」]{1,40}[”」]").match(text, after):
        after = row.end()
    rest = text[after : after + 14]
    if _thing().match(rest):
        return True
    if _WRITTEN.match(rest) or _SAYING_NAME.match(rest) or maxims.said_noun().match(rest):
        return False
    if re.match(f"[{HAN}]", rest):
        return text[after - 2 : after - 1] not in tuple("。！？…") and not rest.startswith("等")
    return False
