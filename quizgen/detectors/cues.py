"""What stands before, behind and around a quotation and makes it somebody's saying.

Forms: X说：“…”; X在…上强调，“…”; “…”，这是X在《…》中说的; “…”X说。; “…”（X）; 《…》有言：“…”; 在X看来，“…”;
俗话说：“…”; several quotations of one cue (：“…”，“…”); a quotation that its attribution interrupts (“…，”X说，“…”).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from quizgen import data
from quizgen.detectors import persons, speakers
from quizgen.detectors.speakers import Attribution, Range, any_of, words
from quizgen.detectors.view import LONGEST_SENTENCE, Reading, View
from quizgen.model import Saying, Span
from quizgen.text import clauses
from quizgen.text.fold import HAN
from quizgen.text.quotes import Quote
from quizgen.text.words import word_edges

_PLACE = (  # where the quoted words stand: （《论语》第二）, （〈礼运〉）, （创一3-5）, （第3页）, （2—45）
    rf"（(?:(?:[{HAN}]{{1,4}}[，：·]?)?[《〈][^《》〈〉（）]{{1,30}}[》〉][^（）]{{0,16}}"
    rf"|[{HAN}]{{1,4}}[一二三四五六七八九十百]{{1,5}}[0-9][0-9、，：—–~-]{{0,16}}|第[0-9]{{1,4}}页|[0-9]{{1,2}}—[0-9—]{{1,9}})）"
)
_AT_PLACE = re.compile(_PLACE)
_BOOK_BEHIND = re.compile("[。，]?（(?P<book>《[^《》（）]{1,30}》)[^《》（）]{0,16}）")
_CHAIN = re.compile(rf"(?:{_PLACE}[0-9]{{0,3}})?[，、；。]?(?:和|及|以及|又|还|并|提出了?|强调)?")
_SAYS_ON = re.compile(  # …”（《礼器》）又说：“…, …”论到祭品则说：“…: whoever said the words before
    rf"(?:{_PLACE})?[，。；]?[^，。！？；：“”「」『』]{{0,16}}?(?:又|还|也|则|再|接着|继续|进而|紧接着)(?=[说讲写曰云道指强])"
)
_ITSELF = re.compile(  # words about the sentence that is quoted, as in grammar
    "[，。]?这[个一]?(?:句子|例句|句话?[里中]|一?句[里中]|一?句的[“「])(?!出自|来自|选自)"
)
_AFTER_THIS = re.compile(r"[，。；！]?(?:——)?[这此]")
_DYNASTY = rf"(?:[〔［【﹝\[（][{HAN}]{{1,4}}[〕］】﹞\]）])?"  # 〔宋〕文天祥
SIGNATURE = rf"{_DYNASTY}(?P<who>[{HAN}·.]{{2,12}}?)?(?:（[^（）《》\n]{{1,16}}）)?(?P<book>《[^《》\n]{{1,40}}》)?"
_BY = re.compile(rf"\s*(?:——|--|—)\s*{SIGNATURE}\s*$")
_TAIL = re.compile("(?:就?是)?(?:这样的?|如下|说)$|(?:就?是|为)$")
_WHILE = f"(?:[说谈讲提聊]起|谈到|提到|说到|走进|来到|看着|望着|指着|面对|回忆起|想起)[{HAN}]{{1,24}}"
_BETWEEN = re.compile(f"(?P<who>[{HAN}]{{3,24}})，(?=[“「])")
_LEFT = re.compile("(?:在)?(?:去世|临终|临别|牺牲|生前|留给?|叮嘱|嘱咐|常|说)")  # 某某临终前叮嘱的最后一句话
_SOME_WORDS = re.compile("的?[这那]?[一两几三四][句段番][名老]?话?$")
_PRAISED = re.compile(
    f"(?:[一这那]句话|名言|诗句)(?![里中内有由包])[{HAN}]{{1,10}}$|(?:[中里上]|书|文章|小说|诗)(?:还)?有(?:这[样么])?[一两]句$"
)
_OBJECT = re.compile("[了过着到道说的]{0,2}要?")  # what may stand between a verb of saying and the words themselves
_ADDRESSED = re.compile(f"我们|大家|人们|全党|全国|[{HAN}]{{0,6}}{speakers.PERSON}们?要?")
_BOOK_ALONE = re.compile(
    "(?P<book>《[^《》]{1,30}》(?:第[一二三四五六七八九十百0-9]{1,6}[章篇卷回节])?)(?:卷[一二三四五六七八九十百0-9]{1,6}[上中下]?)?$"
)
_SAYS_SO = "说|讲|道|云|言|曰"
_CLASSICAL_VERBS = "曰云"
_RECORDS = "载记"  # which no book follows that says something: it is the last character of its author's name
_FAMED = re.compile("(?:家喻户晓|脍炙人口|广为人知|众所周知|耳熟能详|著名)$")  # 阿基米德｜家喻户晓的名言
_ALONE = "语谓"  # verbs of saying that end no longer one: 补语, 可谓
_TOLD_TO = re.compile("(?:应该?|应当|不应该?|不该|不要|不必|不妨|别|必须|可以|请|先|要)$")
_IN_A_LETTER = re.compile("[报上遗致寄答复修作]书[曰云]$")  # 鞠武报书曰, but 书曰
ORIGINAL = re.compile("(?P<book>《[^《》]{1,40}》)[^。！？《》“”]{0,16}[。，；]?(?:其?原[文话句])(?:[是为][：，]?)?$")
_MADE = re.compile("[编写作题撰吟唱]")  # 村里人编了个顺口溜
_LEAST_PLACED = 6  # characters of a sentence whose place is given
_WORD = 4  # characters that a word has at most, to either side
_CLAUSES = re.compile("[，；：]")
_INNER_STOP = re.compile("[，。；！？：]")
_OWNED = 24  # characters of what calls words somebody's
_REACH = 240  # characters before or behind a quotation in which its attribution stands
_ROLES = ("家住", "来自", "身为", "正在", "时任")
_SPOKEN_OF = re.compile("，(?P<of>[^，。；：！？“”「」]{1,12}，?)$")
_SAID_WHOLE = re.compile("[“「](?:[^“”「」]{2,40}[，。；！？][^“”「」]{2,120}[”」]|[^“”「」]{9,80}[”」](?=[。！？；]))")
_LONGEST_BETWEEN = 60  # characters of who says it between the halves of a quotation


@dataclass(frozen=True, slots=True)
class Cue:
    """What makes a quotation a saying, and to whom it is ascribed (ranges in the text of block ``block``)."""

    rule: str
    block: int
    who: Attribution


def saying(view: View, parts: Sequence[tuple[int, int, int]], cue: Cue, fields: dict[int, tuple[str, Span]]) -> Saying:
    """The saying of the words in ``parts`` (reading, start, end); ``fields`` gives sources that stand apart from it."""
    spans = []
    for index, start, end in parts:
        reading = view.readings[index]
        start, end = clauses.trim(reading.text, start, end, edges=" \n")
        spans.append(reading.span(start, end))
    home = view.readings[cue.block]
    who, where = cue.who.speaker, cue.who.source
    source = (home.source(*where), home.span(*where)) if where else fields.get(parts[0][0], (None, None))
    return Saying(
        quote="\n".join(view.document.text(s) for s in spans),
        spans=tuple(spans),
        speaker=home.source(*who) if who else None,
        speaker_span=home.span(*who) if who else None,
        source=source[0],
        source_span=source[1],
        section=view.section(parts[0][0]),
        rule=f"saying.{cue.rule}",
    )


def cue(view: View, quote: Quote, names: frozenset[str]) -> Cue | None:
    """What attributes a quotation to somebody, if anything does."""
    index = quote.parts[0][0]
    reading = view.readings[index]
    begin = _sentence_start(reading, quote.before)
    return (
        _cue_above(view, reading, quote, names)
        or _cue_before(reading, begin, quote.before, names)
        or _cue_behind(view, view.readings[quote.parts[-1][0]], quote, names)
        or _cue_in_sentence(reading, begin, quote, names)
        or _proverb(reading, begin, quote)
    )


def _cue_above(view: View, reading: Reading, quote: Quote, names: frozenset[str]) -> Cue | None:
    """X说： at the end of the paragraph before, where the quotation opens its own."""
    if quote.before > 0 or reading.index == 0 or reading.cell:
        return None
    above = view.readings[reading.index - 1]
    if above.block.kind == "heading" or not above.text.endswith("：") or not above.sentences:
        return None
    return _cue_before(above, above.sentences[-1][0], len(above.text), names)


def _sentence_start(reading: Reading, offset: int) -> int:
    """Where the sentence begins that runs up to a quotation, quotations before it passed over as wholes."""
    start = reading.sentence(offset)[0]
    floor = max(0, offset - LONGEST_SENTENCE)
    while start > floor and _is_inside(reading.text, floor, start):
        start = reading.sentence(start - 1)[0]
    return max(start, floor)


def _is_inside(text: str, floor: int, offset: int) -> bool:
    """Whether ``offset`` lies inside double marks that opened behind ``floor``."""
    return text.rfind("“", floor, offset) > text.rfind("”", floor, offset)


def _cue_before(reading: Reading, begin: int, open_: int, names: frozenset[str]) -> Cue | None:
    """A verb or noun of saying in the clause that ends at the opening mark."""
    text = reading.text
    begin = max(begin, open_ - _REACH)
    end = open_
    while end > begin and text[end - 1] in "：，、— ":
        end -= 1
    separated = any(mark in "：，—" for mark in text[end:open_])
    clause = (
        clauses.pieces(text, begin, end, "[，；：]")[-1][0]
        if _CLAUSES.search(text, begin, end)
        else clauses.trim(text, begin, end)[0]
    )
    if found := _cue_of_words(reading, begin, (clause, end, open_), names):
        return found
    for rule in ("strong", "weak"):
        verb = _last_verb(rule, text, clause, end, separated, "：" in text[end:open_])
        if verb is not None:
            return Cue(
                rule if separated else f"{rule}.inline", reading.index, speakers.attribution(text, begin, verb, names)
            )
    tail = _TAIL.search(text, clause, end)
    end = tail.start() if tail else end
    return (
        (separated and _cue_noun(reading, begin, clause, end, names))
        or (_cue_praised(reading, begin, clause, end, names) if "：" in text[end:open_] else None)
        or _cue_of_book(reading, clause, end, open_)
        or _cue_before_topic(reading, begin, open_, names)
    )


def _cue_before_topic(reading: Reading, begin: int, open_: int, names: frozenset[str]) -> Cue | None:
    """鲁迅先生说，青年“…”: somebody known says, and of what stands before the quotation itself."""
    text = reading.text
    of = _SPOKEN_OF.search(text, begin, open_) if _SAID_WHOLE.match(text, open_) else None
    verb = of and next((v for v in any_of("strong").finditer(text, begin, of.start()) if v.end() == of.start()), None)
    if not verb or not is_verb(text, *verb.span()):
        return None
    said = speakers.attribution(text, begin, verb.start(), names)
    return Cue("strong", reading.index, said) if said.speaker and speakers.is_name(text[slice(*said.speaker)]) else None


def _cue_of_words(reading: Reading, begin: int, place: tuple[int, int, int], names: frozenset[str]) -> Cue | None:
    """在某某看来，“…”; 俗话说：“…”; 培根：“…”; 王维的诗句“…”: what tells whose words they are without a verb."""
    text = reading.text
    clause, end, open_ = place
    if view_of := re.compile(rf"在([{HAN}·]{{1,12}}?)(?:看来|眼里)$").search(text, clause, end):
        found = view_of.span(1)
        if view_of[1] in words("pronouns"):
            return Cue("view", reading.index, Attribution(speakers.antecedent(text, begin, view_of[1], names)))
        return Cue("view", reading.index, Attribution(found))
    if opening := _proverb_opening(text, begin, end):
        poem = opening in words("poems") and begin < end - len(opening)
        old = Attribution(None, speakers.classic(text, end - 1))
        poem = poem and not old.source
        return Cue("proverb", reading.index, _poet(text, begin, end - len(opening)) if poem else old)
    if name := _names_speaker(text, clause, end, open_):
        return Cue("strong", reading.index, Attribution(name))
    if glossed := _glosses().search(text, max(clause, end - _WORD), end):
        who = speakers.person_before(text, glossed.start()) or speakers.short_name(text, clause, glossed.start())
        return Cue("strong", reading.index, Attribution(who)) if who and "：" in text[end:open_] else None
    owner = _owns().search(text, max(begin, end - _OWNED), end)
    who = speakers.person_before(text, owner.start()) if owner else None
    return Cue("noun", reading.index, Attribution(who)) if who else None


def _cue_noun(reading: Reading, begin: int, clause: int, end: int, names: frozenset[str]) -> Cue | None:
    """某某的名言：“…”, 最后一句话是：“…”."""
    text = reading.text
    noun = next(
        (m for m in any_of("nouns", "genres").finditer(text, max(clause, end - 6), end) if m.end() == end), None
    )
    if noun:
        if noun[0] in words("genres") and not _MADE.search(text, clause, end):
            return Cue("noun", reading.index, Attribution(speakers.person_before(text, noun.start())))
        if original := ORIGINAL.search(text, max(0, end - _REACH), end):
            book = original.span("book")
            return Cue("noun", reading.index, Attribution(speakers.author_before(text, 0, book[0]), book))
        said = speakers.attribution(text, begin, noun.start(), names)
        if said.speaker is None and (some := _SOME_WORDS.search(text, clause, noun.end())):
            said = replace(said, speaker=speakers.person_before(text, some.start()))
        if said.speaker is None and (left := persons.named(text, clause, noun.start())) > clause:
            said = replace(said, speaker=(clause, left) if _LEFT.match(text, left) else None)
        return Cue("noun", reading.index, said)
    return None


def _cue_praised(reading: Reading, begin: int, clause: int, end: int, names: frozenset[str]) -> Cue | None:
    """书的最后一句话非常出色：“…”; 小说中有一句：“…”: a colon behind what is said of the words, or where they stand."""
    praised = _PRAISED.search(reading.text, clause, end)
    if praised is None:
        return None
    return Cue("noun", reading.index, speakers.attribution(reading.text, begin, praised.start(), names))


def _names_speaker(text: str, clause: int, end: int, open_: int) -> Range | None:
    """培根：“…” as a line: a name that everybody knows, and a colon."""
    alone = text[end:open_].strip() == "：" and not text[:clause].strip(" -*•·、.0123456789")
    return (clause, end) if alone and text[clause:end] in words("people") else None


@cache
def _glosses() -> re.Pattern[str]:
    """郑玄注云：“…”: what stands behind whoever explains a line."""
    return re.compile(f"(?:{any_of('glosses').pattern})$")


@cache
def _owns() -> re.Pattern[str]:
    """王维的诗句“…”, 用费孝通的话来说，就是“…”, 借用冰心的一句话：“…”: what stands behind whose words they are."""
    words_of = f"诗|话|{any_of('said_nouns').pattern}"
    return re.compile(
        rf"(?:的(?:那|这)?(?:[一两几]?[句首段番])?(?:著名)?(?:{words_of})|诗句|名句|名言)(?:来?[说讲]过?，?(?:就?是|叫做?)?)?$"
    )


def _cue_of_book(reading: Reading, clause: int, end: int, open_: int) -> Cue | None:
    """《易经》也有这样的思想：“…”, 《素问·痿论》：“…”: a book that has what is quoted behind a colon."""
    colon = "：" in reading.text[end:open_]
    text = reading.text
    book = (_book_has().match(text, clause, end) or _BOOK_ALONE.search(text, clause, end)) if colon else None
    if book is None:
        return None
    who = speakers.author_before(text, clause, book.start("book")) if text[book.start("book")] == "《" else None
    return Cue("book", reading.index, Attribution(who, book.span("book")))


@cache
def _book_has() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[{HAN}·]{{2,10}}的?(?=《))?在?(?P<book>《[^《》]{{1,30}}》|{any_of('books').pattern})"
        rf"(?:第[一二三四五六七八九十百0-9]{{1,4}}[条章款])?[中里上]?[也亦还又另早就便都]{{0,2}}(?:有|载|记|开宗明义|开篇|首句)"
    )


def _last_verb(rule: str, text: str, start: int, end: int, separated: bool, colon: bool) -> int | None:
    """Where the verb of saying begins whose object is the quotation: at the end of the clause, or before its object."""
    found = None
    for verb in any_of(rule).finditer(text, start, end):
        if not is_verb(text, *verb.span()) or (not separated and verb[0] in words("mental")):
            continue
        if text.rfind("《", start, verb.start()) > text.rfind("》", start, verb.start()):
            continue  # 《素问》
        if verb[0] in _RECORDS and text.startswith("《", verb.end()):
            continue  # 刘熙载《艺概》
        if text.startswith("的", verb.start() - 1) and verb.end() == end and separated and not colon:
            continue  # 赞成某某的主张，“…”
        if _is_told_to(text, start, verb.start()) or text.endswith("之道", start, verb.end()):
            continue  # 应该问：“…”; 天地之道
        rest = text[verb.end() : end]
        addressed = verb[0] in words("addressing") and _ADDRESSED.fullmatch(rest)
        if _OBJECT.fullmatch(rest) or addressed or (verb[0] in words("speaking_of") and rest in words("people")):
            return verb.start()
        if (
            separated and (colon or len(rest) <= 12) and rule == "strong" and text[verb.end() : verb.end() + 1] != "的"
        ) or (colon and rule == "weak"):
            found = verb.start()
    return found


def _is_told_to(text: str, start: int, verb: int) -> bool:
    """Whether nothing but 应该 or 不要 stands before a verb at the head of its clause: nobody says what follows."""
    told = _TOLD_TO.search(text, max(start, verb - _WORD), verb)
    return told is not None and (told.start() == start or text[told.start() - 1] in "，。；！？”」 ")


def is_verb(text: str, start: int, end: int) -> bool:
    """Whether one character that may be a verb of saying is one, and no part of a word: 讲｜台, 知｜道, 元好｜问."""
    if end - start > 1 or text[start] in _CLASSICAL_VERBS:
        return True
    begin = max(0, start - _WORD)
    edges = word_edges(text[begin : end + _WORD])
    first = max(e for e in edges if e <= start - begin)
    last = min(e for e in edges if e > start - begin)
    word = text[begin + first : begin + last]
    if len(word) > 1 and text[start] in _ALONE:
        return False
    if len(word) == 1 or word in words("strong"):
        return True
    return first < start - begin and last == end - begin and word not in words("no_verbs") | words("people")


def _poet(text: str, begin: int, end: int) -> Attribution:
    """Whose poem 某某诗云 and 某某《…》诗云 bring; 诗云 alone is the 诗经."""
    while end > begin and text[end - 1] in "有曾亦也":
        end -= 1
    found = speakers.attribution(text, begin, end, words("people"))
    return found if found.source else Attribution(speakers.person_before(text, end))


def _proverb_opening(text: str, begin: int, end: int) -> str:
    """The words that bring a proverb, where ``text[begin:end]`` ends with them."""
    before = text[max(begin, end - _REACH) : end]
    listed = max((opening for opening in words("proverb") if before.endswith(opening)), key=len, default="")
    if listed:
        return "" if _IN_A_LETTER.search(before) else listed
    said = _people_say().search(before)
    return said[0] if said else ""


@cache
def _people_say() -> re.Pattern[str]:
    """俗话说得好, 古训讲, 家训里说, 民间有句老话说, 农谚有."""
    return re.compile(
        rf"(?:(?:{any_of('proverb_nouns').pattern})[里中上]?[也又还常都早]?有?(?:{_SAYS_SO})?(?:[得的](?:好|对|妙))"
        rf"|(?:{any_of('proverb_nouns').pattern})[里中上]?[也又还常都早]?(?:有|有?(?:{_SAYS_SO}))"
        rf"|有(?:这[么样])?一?句(?:[老古俗]?话)(?:{_SAYS_SO}|叫做?)?(?:[得的](?:好|对|妙))?)$"
    )


def _cue_behind(view: View, reading: Reading, quote: Quote, names: frozenset[str]) -> Cue | None:
    """“…”，这是X说的; “…”X说。; “…”——X《…》."""
    text, after = reading.text, quote.after
    stop = min(reading.sentence(after)[1], after + _REACH) if after < len(text) else after
    semicolon = text.find("；", after, stop)
    stop = semicolon if semicolon > 0 else stop
    if named := _in_brackets().match(text, after):
        return Cue("by", reading.index, Attribution(span(named, "who"), span(named, "book")))
    if place := _placed(reading, quote):
        return Cue("by", reading.index, Attribution(None, _source_at(text, place)))
    if by := _BY.match(text, after):
        if by["book"] or (by["who"] and _is_person(by["who"], names, by[0])):
            return Cue("by", reading.index, Attribution(span(by, "who"), span(by, "book")))
        return None
    if after == len(text) and (below := _signed_below(view, quote, names)):
        return below
    if these := _these_words(text, quote):
        return Cue("this", reading.index, Attribution(span(these, "who")))
    if _AFTER_THIS.match(text, after):
        return _this_is(reading, after, stop, names)
    return _says_behind(reading, quote, stop, names)


def _signed_below(view: View, quote: Quote, names: frozenset[str]) -> Cue | None:
    """——文天祥 as a line of its own under the quotation."""
    below = quote.parts[-1][0] + 1
    if below >= len(view.readings):
        return None
    by = _BY.fullmatch(view.readings[below].text)
    if by is None or not (by["book"] or (by["who"] and _is_person(by["who"], names, by[0]))):
        return None
    return Cue("by", below, Attribution(span(by, "who"), span(by, "book")))


def _placed(reading: Reading, quote: Quote) -> Range | None:
    """The range of the bracket right behind a whole sentence that says where it stands."""
    place = _AT_PLACE.match(reading.text, quote.after)
    return (place.start() + 1, place.end() - 1) if place and _is_whole(reading.text, quote) else None


def placed(view: View, quote: Quote, found: Cue) -> Cue:
    """``found`` with the book that a bracket right behind names: 他指出：“…。”（《六韬·六守》）."""
    index = quote.parts[-1][0]
    place = _BOOK_BEHIND.match(view.readings[index].text, quote.after)
    if place is None or found.who.source or found.block != index:
        return found
    return replace(found, who=replace(found.who, source=place.span("book")))


def _is_whole(text: str, quote: Quote) -> bool:
    inner = text[quote.parts[-1][1] : quote.parts[-1][2]]
    return len(inner) >= _LEAST_PLACED and (inner.endswith(tuple("。！？…』")) or "，" in inner)


def _source_at(text: str, place: Range | None) -> Range | None:
    """The place, where it names a book and not only a page of the one that the text is about."""
    return place if place and re.search(f"[{HAN}]", text[slice(*place)].removeprefix("第").removesuffix("页")) else None


@cache
def _in_brackets() -> re.Pattern[str]:
    """“…”（朱熹）, “…”（《论语·为政》）, “…”（沈德潜《古诗源》）."""
    who = f"{any_of('people').pattern}|[{data.load('speech')['surnames']}][{HAN}]{{1,2}}(?=《)"
    return re.compile(rf"（(?P<who>{who})?(?P<book>《[^》]{{1,30}}》)?(?<!（)）")


def _is_person(who: str, names: frozenset[str], signature: str) -> bool:
    """Whether what stands behind a dash is who said it: a known name, a title, or as short as a name."""
    return who in names or ("——" in signature and len(who) <= 3) or bool(any_of("titles").search(who))


def span(match: re.Match[str], group: str) -> Range | None:
    """The range of a group, if it matched."""
    return match.span(group) if match[group] else None


def _this_is(reading: Reading, after: int, stop: int, names: frozenset[str]) -> Cue | None:
    text = reading.text
    if _ITSELF.match(text, after):
        return None
    copula = re.compile("是|出自|来自").search(text, after, min(stop, after + 14))
    begin = copula.end() if copula else after
    verb = next((m for m in any_of("strong", "weak").finditer(text, begin, stop) if is_verb(text, *m.span())), None)
    noun = next(any_of("said_nouns").finditer(text, after, stop), None)
    if verb is None and noun is None:
        return _this_word(reading, after, stop, copula, names)
    if copula is None or copula[0] != "是":
        book = re.compile("《[^《》]{1,40}》").search(text, after, stop)
        return Cue("this", reading.index, Attribution(None, book.span() if book and copula else None))
    end = min(m.start() for m in (verb, noun) if m is not None)
    found = speakers.attribution(text, copula.end(), end, names)
    owner = _owner().match(text, copula.end(), end)
    who = owner.span("who") if owner else speakers.subject(text, copula.end(), end, names) or found.speaker
    if who and (famed := _FAMED.search(text, who[0] + 1, who[1])):
        who = (who[0], famed.start())
    if who and (of := text.find("发出", *who)) > 0:
        who = (who[0], of)
    return Cue("this", reading.index, Attribution(who, found.source))


def _this_word(
    reading: Reading, after: int, stop: int, copula: re.Match[str] | None, names: frozenset[str]
) -> Cue | None:
    """“…”，这句话…; “…”，这是老班长常挂在嘴边的话."""
    text = reading.text
    word = re.compile("话(?!题)|诗|句").search(text, after, stop)
    if word is None:
        return None
    of = text.rfind("的", after, word.start())
    if copula is None or copula[0] != "是" or of < copula.end():
        return Cue("this", reading.index, Attribution())
    who = speakers.subject(text, copula.end(), of, names)
    acts = who is not None and who[1] < of and speakers.is_person(text[slice(*who)])
    return Cue("this", reading.index, Attribution(who if acts else None))


@cache
def _owner() -> re.Pattern[str]:
    """孔子的庄严教诲: a person everybody knows, whose words the noun calls them."""
    return re.compile(f"(?P<who>{speakers.known()})的[{HAN}]{{0,4}}$")


def _these_words(text: str, quote: Quote) -> re.Match[str] | None:
    """“…”“…”，这些重要指示…: the noun behind a row that says of each of its quotations that somebody said it."""
    near = text.find("这些", quote.after, quote.after + _REACH) >= 0
    return _these().match(text, quote.after) if near else None


@cache
def _these() -> re.Pattern[str]:
    said = f"话|话语|名句|指示|讲话|教导|{any_of('said_nouns').pattern}"
    row = "(?:[、，]?“[^“”]{2,120}”){0,12}"
    return re.compile(f"{row}[，。]?(?:(?P<who>{_persons()})的)?这些[{HAN}]{{0,4}}?(?:{said})(?!题)")


def _persons() -> str:
    return f"{speakers.titled(1, 6)}|总书记"


def _demanded(text: str, quote: Quote) -> Range | None:
    """“…，…”。王书记在会上再次提出具体要求。: who is said behind clauses of their own to have asked for them."""
    demands = _demands().match(text, quote.after) if _is_alone(text, quote) else None
    return span(demands, "who") if demands else None


@cache
def _demands() -> re.Pattern[str]:
    asked = "(?:提出|作出|发出)[^，。；：“”]{0,8}(?:要求|指示|号召|希望|论断|论述)"
    return re.compile(f"[，。]?(?P<who>{_persons()})[^，。；：“”]{{0,24}}?{asked}(?=。)")


def _is_alone(text: str, quote: Quote) -> bool:
    """Whether clauses are quoted where a sentence begins."""
    if len(quote.parts) > 1:
        return False
    opens = quote.before == 0 or text[quote.before - 1] in "。！？\n"
    return opens and _INNER_STOP.search(text, *quote.parts[0][1:]) is not None


def _says_behind(reading: Reading, quote: Quote, stop: int, names: frozenset[str]) -> Cue | None:
    text, after = reading.text, quote.after
    if who := _demanded(text, quote):
        return Cue("behind", reading.index, Attribution(who))
    if text[after - 2 : after - 1] not in tuple("。！？，…"):
        return None
    match = _said().match(text, after, stop) or _known_says().match(text, after, stop)
    if match is None or _opens_next(text, after, match) or not is_verb(text, *match.span("verb")):
        return _interrupted(reading, after)
    start, end = match.span("who")
    who = speakers.subject(text, start, end, names)
    if who and text.startswith(_ROLES, who[0]):
        who = None  # 家住山下的某某
    if who is None and (own := max(text.rfind("、", start, end), text.rfind("的", start, end)) + 1):
        who = speakers.subject(text, own, end, names)  # 某某学会秘书长、灌溉专家某某告诉《…》
    if who and text[slice(*who)] in words("pronouns"):
        who = speakers.antecedent(text, speakers.quote_start(text, after), text[slice(*who)], names)
    elif who is None or _is_nobody(text[slice(*who)]):
        return None
    return Cue("behind", reading.index, Attribution(who, None))


def _opens_next(text: str, after: int, match: re.Match[str]) -> bool:
    """Whether behind a whole sentence somebody says something else: “…。”孟子谓君子远庖厨."""
    if _NEXT.match(text, match.end()) and (text[match.end()] == "：" or match["verb"] in _ON_PAPER):
        return text[after - 2] in "。！？"  # “…。”某某强调，“…”
    brief = len(match["verb"]) == 1 and text[after - 2] in "。！？" and match.start("who") == after
    return brief and re.match(f"[{HAN}]", text[match.end() : match.end() + 1]) is not None


_ON_PAPER = frozenset(["指出", "强调", "提出", "要求", "号召", "重申"])  # what nobody says between two halves
_NEXT = re.compile("[：，]?[“「]")


def _is_nobody(name: str) -> bool:
    """Whether a subject behind a quotation says something of its own: 我们应当…, 历史告诉我们…."""
    talks = words("vague") | words("self") | words("no_names")
    return name in talks or name.startswith(("我们", "你们", "咱们")) or name.endswith(tuple(words("things")))


def _interrupted(reading: Reading, after: int) -> Cue | None:
    """“…，”老支书抹了把汗，“…”: what somebody does between the halves of what he says."""
    text = reading.text
    done = _BETWEEN.match(text, after)
    if done is None or text[after - 2 : after - 1] != "，":
        return None
    start, end = done.span("who")
    stop = persons.action(text, start, end)
    name = text[start:stop]
    return Cue("behind", reading.index, Attribution((start, stop))) if stop < end and speakers.is_person(name) else None


@cache
def _said() -> re.Pattern[str]:
    """“…”，某某笑着说; “…。”某社社长某某告诉《周刊》，“…”."""
    paper = "(?:《[^》]{1,20}》|本报|本刊|)(?:的?记者)?"
    return re.compile(
        rf"[，。]?(?:{_WHILE}，)?(?P<who>[{HAN}·0-9A-Za-z、]{{1,40}}?)(?:这样|如此|接着|又|还|也|曾)?"
        rf"(?:(?:[向对]{paper})?(?P<verb>(?:{any_of('strong').pattern})[道着]?|告诉{paper}))(?=[。，；！：]|$)"
    )


@cache
def _known_says() -> re.Pattern[str]:
    """“…”孔子多次强调…: a person everybody knows, or a title, right behind the quotation."""
    return re.compile(
        rf"[，。]?(?P<who>{speakers.titled(1, 6)})(?:多次|反复|经常|曾|曾经|一再)?(?P<verb>{any_of('strong').pattern})"
    )


def _cue_in_sentence(reading: Reading, begin: int, quote: Quote, names: frozenset[str]) -> Cue | None:
    """A whole clause quoted later in a sentence in which somebody says something (…时谈到，…第一件就是“…，…”)."""
    text = reading.text
    inner = text[quote.parts[0][1] : quote.parts[0][2]]
    if "，" not in inner or len(inner) < 10:
        return None
    for verb in any_of("strong").finditer(text, begin, quote.before):
        if text.count("“", begin, verb.start()) == text.count("”", begin, verb.start()) and len(verb[0]) > 1:
            who = speakers.attribution(text, begin, verb.start(), names)
            if who.speaker:
                return Cue("sentence", reading.index, who)
    return None


def _proverb(reading: Reading, begin: int, quote: Quote) -> Cue | None:
    return Cue("proverb", reading.index, Attribution()) if _proverb_opening(reading.text, begin, quote.before) else None


def continued(view: View, quote: Quote, found: Cue | None, previous: tuple[Quote, Cue | None] | None) -> Cue | None:
    """``found`` by the speaker of the quotation before, where the text goes on with what he says: …”又说：“…."""
    if found is None or found.who.speaker or found.rule == "proverb" or previous is None or previous[1] is None:
        return found
    said = previous[1]
    if said.who.speaker is None or not said.block == found.block == quote.parts[0][0] == previous[0].parts[-1][0]:
        return found
    text = view.readings[found.block].text
    goes_on = _SAYS_ON.match(text, previous[0].after, quote.before)
    if goes_on is None or quote.before - goes_on.end() > _WORD + 1:
        return found
    return replace(found, who=Attribution(said.who.speaker, found.who.source))


def _opens_sentence(text: str, quote: Quote, between: str) -> bool:
    """Whether the quotation is what the next sentence speaks of: 村长说：“…”。“修渠”正是…."""
    if len(quote.parts) > 1 or not between.startswith("。") or _INNER_STOP.search(text, *quote.parts[0][1:]):
        return False
    return re.match(f"[{HAN}]", text[quote.after : quote.after + 1]) is not None


def inherited(view: View, quote: Quote, previous: tuple[Quote, Cue | None] | None) -> Cue | None:
    """The cue of the quotation right before: ：“…”，“…”."""
    if previous is None or previous[1] is None or previous[0].parts[-1][0] != quote.parts[0][0]:
        return None
    text = view.readings[quote.parts[0][0]].text
    between = text[previous[0].after : quote.before]
    if (
        previous[1].rule == "behind"
        and between.endswith("，")
        and len(between) <= _LONGEST_BETWEEN
        and "。" not in between
    ):
        return previous[1]  # “…，”X说，“…”
    if previous[1].rule == "maxim" or not _CHAIN.fullmatch(between) or _opens_sentence(text, quote, between):
        return None
    if "）" not in between:
        return previous[1]
    if previous[1].rule == "by" or not _is_whole(text, quote):
        return None
    own = _source_at(text, _placed(view.readings[quote.parts[0][0]], quote))
    return replace(previous[1], who=replace(previous[1].who, source=own or previous[1].who.source))
