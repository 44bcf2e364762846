"""Quotations that stand for themselves: proverbs, verses and classical lines without a speaker.

Forms: “…，…。” of even or classical make, as a sentence or in one; “…”的誓言, “…”的诗句; words that everybody knows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from quizgen.detectors import labels, speakers
from quizgen.detectors.cues import ORIGINAL, Cue
from quizgen.detectors.speakers import Attribution, Range, any_of
from quizgen.detectors.view import Reading, View
from quizgen.text import clauses
from quizgen.text.fold import HAN
from quizgen.text.quotes import Quote

_HAN = re.compile(f"[{HAN}]")
_INNER_STOP = re.compile("[，。；！？：]")
_NOT_WORDS = re.compile(r"[\W_]+")
_ABOUT = re.compile(f"(?:^|[，。；])(?P<who>[{HAN}·]{{2,10}})(?:关于|有关|所说的?)$")  # 某某关于“…”的论述
_REACH = 30  # characters before a quotation in which they stand
_CLASSICAL = re.compile(
    "[之者也乎矣焉哉兮莫毋勿弗岂吾汝]|不可以|无以|何以|所以|(?<![规原法准细守否])则|(?<!不)苟(?![且同延活安])"
)
_PARTICLE = re.compile("[之者也乎矣焉哉兮]")
_DEFINES = re.compile(f"[{HAN}]{{1,4}}者，[^，。；]{{1,16}}也$")  # 仁者，人也
_DENIAL = re.compile("[不无非莫勿没未]")
_LEAST_ECHO = 4  # characters of a half
_METRES = (5, 7)  # characters of a line of verse
_LEAST_VERSE = 4  # pieces
_SHORT = 5  # characters of a piece of a slogan at most
_LEAST_WHOLE = 10  # characters of a sentence that is quoted as one
_OF_HIM = re.compile(f"[{HAN}](?<![从到像如有和与及以把是])")
_TAKEN_FROM = re.compile(
    rf"[，。；！？]?(?:这(?:句话|句诗|两句诗?|句)?)?(?:[语典诗句]?出自?于?|最早见于|源自|选自|引自|取自|来自|见于?|(?P<is>是))"
    rf"(?P<who>[{HAN}·〔〕（）]{{0,14}}?)(?P<book>《[^《》]{{1,40}}》)"
)
_ONE_OF = re.compile(f"(?:一[书文诗])?[里中]?的[{HAN}]{{0,4}}[句话诗言]")
_TELLS = re.compile("的(?:重要)?(?:要求|指示|教导|嘱托|讲话|理念|思想)")
_IN_BOOK = re.compile(
    "(?P<book>《[^《》]{1,30}》)(?:[中里]?的?|，?[背读念诵唱写看]到)$"
)  # 《论语》中“…”, 《长恨歌》，背到“…”
_LONGEST_BOOK = 38  # characters of that
_LEAST_TOLD = 8  # characters of what is told, and no name of a plan
_PERSONAL = re.compile("[他她你您]|我(?![们国党军])")  # words of one person about himself, nobody's maxim
_FOR = re.compile("(?<![可得所足难])[以为叫]$")  # 以“…”, but 可以“…”
_OF_TODAY = re.compile("[的了们这那吗吧呢什很]|因为|如果|已经|可以")
_LEAST_OLD = 2  # classical words in a passage
_MODERN = re.compile("我们|你们|他们|自己|这个|那个|什么|时候|已经|现在|因为|但是|如果|没有人|觉得|的话|[我你她他]的")


_PREDICATE = re.compile(  # what a clause has and a term or title lacks: 学不成名誓不还, but 非暴力不合作运动
    "不(?![同平断等合])|无(?![产线人形限])|没|莫|勿|吾|汝|岂|矣|焉|而(?!且)|(?<!求)是(?=.)|(?<!成)就(?!业)|必(?![然要修])|，"
)
_TERM = re.compile(
    "^(?:[论致读记]|关于|纪念|为了)|的|(?:[论说记法制学观派型赋表序史]|主义|精神|讲话|问题|路线|道路|思想|运动)$"
)
_LEAST_OF_HIM, _LEAST_IN_ROW, _LONGEST_OF_HIM = 7, 5, 60  # characters of a clause that is known by whose it is


@cache
def said_noun() -> re.Pattern[str]:
    """的誓言, 的诗句 with up to four characters between, behind a quotation."""
    return re.compile(f"的[^，。的]{{0,4}}(?:{any_of('said_nouns').pattern})")


def famous(view: View, quote: Quote, known: frozenset[str]) -> Cue | None:
    """Every clause of it stands in a famous saying."""
    index, start, end = quote.parts[0]
    parts = [p for p in _NOT_WORDS.split(view.readings[index].text[start:end]) if len(p) > 1]
    if not parts or sum(map(len, parts)) < 5 or not all(p in known for p in parts if len(p) > 3):
        return None
    return Cue("famous", index, Attribution()) if any(len(p) > 3 for p in parts) else None


def named_behind(view: View, quote: Quote) -> Cue | None:
    """“…”的誓言, “…”的诗句: the noun behind says that somebody said it."""
    index, start, end = quote.parts[-1]
    text = view.readings[index].text
    if told := _told_by(view, quote):
        return Cue("named", index, Attribution(told))
    if not said_noun().match(text, quote.after) or len(_HAN.findall(text[start:end])) < 5:
        return None
    if labels.is_label(text[start:end]):
        return None
    begin = view.readings[quote.parts[0][0]].sentence(quote.before)[0]
    about = _ABOUT.search(text, max(begin, quote.before - _REACH), quote.before) if len(quote.parts) == 1 else None
    who = about.span("who") if about and speakers.is_name(about["who"]) else None
    return Cue("named", index, Attribution(who))


def of_known(view: View, quote: Quote) -> Cue | None:
    """周敦颐的“出淤泥而不染”, 从范仲淹的“…”到顾炎武的“…”: a clause that is somebody's whom everybody knows."""
    index, start, end = quote.parts[0]
    text = view.readings[index].text
    if len(quote.parts) > 1 or not quote.closed or not text.endswith("的", 0, quote.before):
        return None
    who = speakers.person_before(text, quote.before - 1)
    if who is None or not any_of("people").match(text, *who):
        return None
    inner = text[start:end].strip("。！？， ")
    least = _LEAST_IN_ROW if text[who[0] - 1 : who[0]] in ("从", "到") else _LEAST_OF_HIM
    clause = least <= len(inner) <= _LONGEST_OF_HIM and _PREDICATE.search(inner) and not _TERM.search(inner)
    plain = clause and not is_short(inner) and not is_slogan(inner) and not labels.is_label(inner)
    return Cue("named", index, Attribution(who)) if plain and _stands_alone(view.readings[index], quote) else None


def _told_by(view: View, quote: Quote) -> Range | None:
    """总书记“…”的要求: who tells others to do a whole clause, right before it."""
    index, start, end = quote.parts[0]
    text = view.readings[index].text
    if len(quote.parts) > 1 or end - start < _LEAST_TOLD or "、" in text[start:end]:
        return None
    if not _TELLS.match(text, quote.after):
        return None
    who = speakers.person_before(text, quote.before)
    return who if who and speakers.is_name(text[slice(*who)]) else None


def owned(view: View, quote: Quote, cue: Cue) -> Cue:
    """``cue`` with whose words they are, where he stands right beside them: 某某的“…”, “…”某某的《…》."""
    if cue.rule not in ("maxim", "famous", "named", "this") or cue.who.speaker or len(quote.parts) > 1:
        return cue
    if taken := from_behind(view, quote):
        return replace(cue, block=taken.block, who=taken.who)
    if cue.rule == "this":
        return cue
    index = quote.parts[0][0]
    text = view.readings[index].text
    end = quote.before - text.endswith("的", 0, quote.before)
    who = speakers.person_before(text, end)  # 某某的“…”, 从某某“…”的情怀; 赞某某“…” is of him
    if who and end == quote.before and _describes(text, who[0], quote.after):
        return cue
    if who and (end < quote.before or not _OF_HIM.match(text[who[0] - 1 : who[0]])):
        return replace(cue, block=index, who=replace(cue.who, speaker=who))
    if words_of := _words_of().match(text, quote.after):
        return replace(cue, block=index, who=replace(cue.who, speaker=words_of.span("who")))
    begin = max(0, quote.before - _LONGEST_BOOK)
    within = _IN_BOOK.search(text, begin, quote.before) or ORIGINAL.search(text, begin, quote.before)
    if within:
        who = speakers.author_before(text, 0, within.start())
        return replace(cue, block=index, who=Attribution(who, within.span("book")))
    book = _of_book().match(text, quote.after)
    return replace(cue, block=index, who=Attribution(book.span("who"), book.span("book"))) if book else cue


def _describes(text: str, who: int, after: int) -> bool:
    """Whether a clause is nothing but somebody and the quotation, which may tell of him: 颜回“一箪食，一瓢饮”，…."""
    return text[who - 1 : who] in ("", *"，。；！？\n") and text[after : after + 1] in ("", *"，。；")


def from_behind(view: View, quote: Quote) -> Cue | None:
    """“…”出自陶渊明《饮酒》, “…”，语出《孟子》, “…”是屈原《离骚》中的名句: whose words they are, from where."""
    index = quote.parts[-1][0]
    text = view.readings[index].text
    taken = _TAKEN_FROM.match(text, quote.after)
    if taken is None or (taken["is"] and not _ONE_OF.match(text, taken.end())):
        return None
    book = taken.span("book")
    who = speakers.author_before(text, taken.start("who"), book[0]) if taken["who"] else None
    return Cue("maxim", index, Attribution(who, book))


@cache
def _words_of() -> re.Pattern[str]:
    """“…”孔子的这句话, “…”，某某先生的名言."""
    counted = "(?:(?:这|那)[一两]?[句段番席]|[一两][句段番席])?"
    return re.compile(rf"，?(?P<who>{speakers.titled(1, 4)})的?{counted}(?:{any_of('said_nouns').pattern}|话|诗)")


@cache
def _of_book() -> re.Pattern[str]:
    return re.compile(rf"，?(?P<who>{speakers.titled(1, 4)})的?(?P<book>《[^《》]{{1,30}}》)")


def maxim(view: View, quote: Quote) -> Cue | None:
    """Clauses of even length, or classical wording, quoted without a speaker."""
    if len(quote.parts) > 1 or not quote.closed:
        return Cue("maxim", quote.parts[0][0], Attribution()) if quote.closed and _is_verse(view, quote) else None
    index, start, end = quote.parts[0]
    reading = view.readings[index]
    inner = reading.text[start:end].strip("。！？；， ")
    parts = [p for p in _INNER_STOP.split(inner) if p]
    if _is_whole(reading.text, quote) or _DEFINES.match(inner) or _is_classical_line(inner):
        return Cue("maxim", index, Attribution())
    if len(parts) == 1 and _is_sentence(reading.text, quote) and 5 <= len(inner) <= 14 and not labels.is_label(inner):
        return Cue("maxim", index, Attribution())
    if "、" in inner and inner.count("、") == 1 and len(parts) == 1:
        parts = inner.split("、")  # 近朱者赤、近墨者黑
        if not _CLASSICAL.search(inner) and not _is_couplet(*parts) and not _is_echo(*parts):
            return None
    elif "、" in inner:
        return None
    if not 2 <= len(parts) <= 12 or len(inner) > 80 or _MODERN.search(inner):
        return None
    if is_slogan(inner):
        return None
    if not _stands_alone(reading, quote) or not (_is_even([len(p) for p in parts]) or _is_classical(inner)):
        return None
    return Cue("maxim", index, Attribution())


def _is_verse(view: View, quote: Quote) -> bool:
    """Whether a quotation over several lines is verse: pieces of one length, four at least."""
    lines = (view.readings[index].text[start:end] for index, start, end in quote.parts)
    pieces = [len(piece) for line in lines for piece in _INNER_STOP.split(line) if piece.strip()]
    return len(pieces) >= _LEAST_VERSE and set(pieces) in ({4}, {5}, {6}, {7})


def sounds_classical(text: str) -> bool:
    """Whether words have what classical Chinese has and slogans lack: 苟日新，日日新，又日新."""
    return _CLASSICAL.search(text) is not None


def is_of_today(text: str) -> bool:
    """Whether words have what the language of today has: 的, 了, 这."""
    return _OF_TODAY.search(text) is not None


def is_old(text: str) -> bool:
    """Whether all of a passage is classical prose."""
    return not is_of_today(text) and len(_CLASSICAL.findall(text)) >= _LEAST_OLD


def is_slogan(inner: str) -> bool:
    """Whether three short pieces or more share a character at one place, or their end: 懂规则，敬规则，守规则."""
    parts = [p for p in re.split("[，；、]", inner) if p]
    if len(parts) < 3 or max(map(len, parts)) > _SHORT:
        return False
    if sounds_classical(inner):
        return False
    if len(clauses.common_end(parts)) > 1:
        return True
    even = len({len(p) for p in parts}) == 1
    return even and any(len(set(column)) == 1 for column in zip(*parts, strict=True))


def is_short(inner: str) -> bool:
    """Whether the quotation is pieces of up to four modern characters, as spirits and aims are named with."""
    parts = [p for p in re.split("[，；、]", inner) if p]
    return len(parts) > 1 and max(map(len, parts)) < _SHORT and not _CLASSICAL.search(inner)


def _is_couplet(first: str, second: str) -> bool:
    """Whether two halves are lines of a verse, or open with the same words: 日月两轮天地眼、诗书万卷圣贤心."""
    if len(first) != len(second) or len(first) < _METRES[0]:
        return False
    return first[:2] == second[:2] or (len(first) in _METRES and first[-1] != second[-1])


def _is_echo(first: str, second: str) -> bool:
    """Whether the second half says most words of the first again, and one of them denies: 用人不疑、疑人不用."""
    even = len(first) == len(second) >= _LEAST_ECHO
    return even and 2 * len(set(first) & set(second)) > len(first) and _DENIAL.search(first + second) is not None


def defines(text: str) -> bool:
    """Whether words say what something is, in the classical way, which are a clause however brief: 兵者，诡道也."""
    return _DEFINES.match(text) is not None


def _is_whole(text: str, quote: Quote) -> bool:
    """Whether a paragraph has the quotation for one of its sentences, closed by a mark of its own: 。“…。”…"""
    _, start, end = quote.parts[0]
    if end - start < _LEAST_WHOLE or text[end - 1] not in "。！" or _PERSONAL.search(text, start, end):
        return False
    opens = text[quote.before - 1 : quote.before] in ("。", "！", "？", "”", "」") if quote.before else False
    return opens and not re.match("[，、；：（]|这[个一]?句", text[quote.after : quote.after + 3])


def _is_sentence(text: str, quote: Quote) -> bool:
    """Whether the quotation is a sentence on its own: 。“为人不做亏心事”。"""
    return text[quote.before - 1 : quote.before] in ("。", "！", "？") and text[quote.after : quote.after + 1] in (
        "。",
        "！",
    )


def _is_even(lengths: Sequence[int]) -> bool:
    """Whether clauses are about as long as one another, or every second one is (法立，有犯而必施；令出，唯行而不返)."""
    if len(lengths) >= 4 and len(lengths) % 2 == 0 and len(set(lengths[::2])) == len(set(lengths[1::2])) == 1:
        return max(lengths) <= 14
    return max(lengths) <= 14 and min(lengths) >= 3 and max(lengths) - min(lengths) <= 3


def _is_classical_line(text: str) -> bool:
    """Whether one line is classical beyond doubt: 虽千万人吾往矣."""
    one = 6 <= len(text) <= 14 and text[-1] in "矣也焉哉乎" and not _INNER_STOP.search(text)
    return one and len(_CLASSICAL.findall(text)) > 1


def _is_classical(text: str) -> bool:
    return len(_PARTICLE.findall(text)) >= 3


def _stands_alone(reading: Reading, quote: Quote) -> bool:
    """Whether the sentence does not go on with what the quotation names."""
    text = reading.text
    classical = bool(_CLASSICAL.search(text[quote.parts[0][1] : quote.parts[0][2]]))
    if _FOR.search(text, max(0, quote.before - 2), quote.before) and not classical:
        return False
    rest = text[quote.after : quote.after + 8]
    if next((lb for lb in labels.classified(rest) if lb.start == 0), None):
        return False
    inner = text[quote.parts[0][1] : quote.parts[0][2]]
    if rest.startswith("的精神") and "、" in inner:
        return True  # a couplet is more than a spirit's name
    return classical or not re.match(rf"的?(?:{any_of('named_things').pattern})", rest)
