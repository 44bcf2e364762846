"""Quoted words that somebody says, and proverbs and verses that stand for themselves.

Forms: X说：“…”; X在…上强调，“…”; “…”，这是X在《…》中说的; “…”X说。; 《…》有言：“…”; 俗话说：“…”; several
quotations of one cue (：“…”，“…”); X：… where X is a name everybody knows; a displayed quotation under 写道：; “…，…。”
on its own, made like a proverb or a verse. Terms, nicknames, titles, slogans, plans and count labels are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from quizgen.detectors import labels, speakers
from quizgen.detectors.speakers import Attribution, Range, words
from quizgen.detectors.view import LONGEST_SENTENCE, Reading, View
from quizgen.model import Saying, Span
from quizgen.text import clauses
from quizgen.text.fold import HAN
from quizgen.text.quotes import Quote, quotes

_HAN = re.compile(f"[{HAN}]")
_CHAIN = re.compile(r"[，、；]?(?:和|及|以及|又|还|并|提出了?|强调)?")
_AFTER_THIS = re.compile(r"[，。；！]?(?:——)?[这此]")
_BY = re.compile(rf"\s*(?:——|--|—)\s*(?P<who>[{HAN}·]{{2,10}})?(?P<book>《[^》]{{1,30}}》)?\s*$")
_MIXED = re.compile(r"[说曰云道]：?[“「]|^[“「][^“”「」]*[”」].")  # narration with a quotation in it
_SAYING_NAME = re.compile(
    r"的[^，。]{0,5}(?:含义|思想|论断|名言|观点|主张|诗句|格言|感叹|呼声|号召|道理|古训|教诲|警句|告诫|话)|这[个一句]"
)
_INNER_STOP = re.compile("[，。；！？：]")
_SENTENCE_MARK = re.compile("[。！？]")
_FIELD_HEAD = re.compile(r"^[^，。]{1,6}：?$")
_FIELD = re.compile(r"^(?:出处|出自|来源|选自|原典|典出)\s*[：:]?\s*(《[^》]+》)")
_NOT_WORDS = re.compile(r"[\W_]+")
_SAID_NOUN = re.compile(
    r"的[^，。的]{0,4}(?:誓言|强音|名言|名句|诗句|古训|教诲|嘱托|豪言|感叹|呐喊|呼声|承诺|告诫|格言|谚语|俗语|祖训|家训|遗训|警句|感慨|心声|论述|论断)"
)
_CLASSICAL = re.compile("[之者也乎矣焉哉兮则莫毋勿弗岂吾汝]|不可以|无以|何以|所以")
_SIGNED = re.compile(
    rf"(?:^|(?<=\n))[“「]?(?:[0-9]{{1,3}}[.、])?(?P<quote>[^\n]{{5,160}}?)[”」]?(?:——|—|--|──|―)"
    rf"(?P<who>[{HAN}·]{{2,12}}?)?(?P<book>《[^》\n]{{1,40}}》)?(?=\n|$)"
)
_REACH = 240  # characters before or behind a quotation in which its attribution stands
_PARTICLE = re.compile("[之者也乎矣焉哉兮]")
_MODERN = re.compile("我们|你们|他们|自己|这个|那个|什么|时候|已经|现在|因为|但是|如果|没有人|觉得|的话|[我你她他]的")


@dataclass(frozen=True, slots=True)
class _Cue:
    """What makes a quotation a saying, and to whom it is ascribed (ranges in the text of block ``block``)."""

    rule: str
    block: int
    who: Attribution


@cache
def _verbs(*names: str) -> re.Pattern[str]:
    listed = {word for name in names for word in words(name)}
    return re.compile("|".join(sorted(map(re.escape, listed), key=lambda w: (-len(w), w))))


def detect(view: View, known: frozenset[str] = frozenset()) -> Iterator[Saying]:
    """Every saying of the document; ``known`` holds clauses of famous ones, without punctuation."""
    names = speakers.known_names(view)
    fields = _source_fields(view)
    shown = _displayed_blocks(view)
    texts = ["" if r.index in shown or r.block.kind == "table" else r.text for r in view.readings]
    previous: tuple[Quote, _Cue | None] | None = None
    for quote in quotes(texts):
        cue = _inherited(view, quote, previous) or _cue(view, quote, names) or _famous(view, quote, known)
        previous = (quote, cue)
        if cue is not None and _why_not(view, quote, cue):
            cue = _famous(view, quote, known) or cue
        if cue is None:
            continue
        if why := _why_not(view, quote, cue):
            index, start, end = quote.parts[0]
            view.turn_down(f"saying.{cue.rule}", view.readings[index], start, end, why)
        else:
            yield _saying(view, quote.parts, cue, fields)
    yield from _displayed(view, shown, names, fields)
    yield from _by_name(view, fields)
    yield from _signed(view)


def _saying(
    view: View, parts: Sequence[tuple[int, int, int]], cue: _Cue, fields: dict[int, tuple[str, Span]]
) -> Saying:
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


def _source_fields(view: View) -> dict[int, tuple[str, Span]]:
    """For each block the book that a line 出处：《…》 of its own section names."""
    found: dict[int, tuple[str, Span]] = {}
    current: tuple[str, Span] | None = None
    for reading in view.readings:
        if reading.block.kind == "heading" and not _FIELD_HEAD.match(reading.text):
            current = None
        if field := _FIELD.match(reading.text):
            current = reading.source(*field.span(1)), reading.span(*field.span(1))
        if current:
            found[reading.index] = current
    return found


# What stands before and behind


def _cue(view: View, quote: Quote, names: frozenset[str]) -> _Cue | None:
    index = quote.parts[0][0]
    reading = view.readings[index]
    begin = _sentence_start(reading, quote.before)
    return (
        _cue_above(view, reading, quote, names)
        or _cue_before(reading, begin, quote.before, names)
        or _cue_behind(view.readings[quote.parts[-1][0]], quote, names)
        or _cue_in_sentence(reading, begin, quote, names)
        or _proverb(reading, begin, quote)
        or _named_behind(view, quote)
        or _maxim(view, quote)
    )


def _cue_above(view: View, reading: Reading, quote: Quote, names: frozenset[str]) -> _Cue | None:
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


def _cue_before(reading: Reading, begin: int, open_: int, names: frozenset[str]) -> _Cue | None:
    """A verb or noun of saying in the clause that ends at the opening mark."""
    text = reading.text
    begin = max(begin, open_ - _REACH)
    end = open_
    while end > begin and text[end - 1] in "：，、— ":
        end -= 1
    separated = any(mark in "：，—" for mark in text[end:open_])
    clause = clauses.pieces(text, begin, end, "[，；：]")[-1][0] if end > begin else begin
    if view_of := re.compile(rf"在([{HAN}·]{{1,12}}?)(?:看来|眼里)$").search(text, clause, end):
        who = view_of.span(1)
        if view_of[1] in words("pronouns"):
            found = speakers.antecedent(text, begin, view_of[1], names)
            return _Cue("view", reading.index, Attribution(found, None))
        return _Cue("view", reading.index, Attribution(who, None))
    if _proverb_opening(text, begin, end):
        return _Cue("proverb", reading.index, Attribution(None, None))
    for rule in ("strong", "weak"):
        verb = _last_verb(rule, text, clause, end, separated, "：" in text[end:open_])
        if verb is not None:
            return _Cue(
                rule if separated else f"{rule}.inline", reading.index, speakers.attribution(text, begin, verb, names)
            )
    tail = re.compile("(?:就?是)?(?:这样的?|如下|说)$").search(text, clause, end)
    end = tail.start() if tail else end
    noun = next((m for m in _verbs("nouns").finditer(text, max(clause, end - 6), end) if m.end() == end), None)
    if noun and separated:
        return _Cue("noun", reading.index, speakers.attribution(text, begin, noun.start(), names))
    return None


def _last_verb(rule: str, text: str, start: int, end: int, separated: bool, colon: bool) -> int | None:
    """Where the verb of saying begins whose object is the quotation: at the end of the clause, or before its object."""
    found = None
    for verb in _verbs(rule).finditer(text, start, end):
        rest = text[verb.end() : end]
        if re.fullmatch("[了过着到道说的]{0,2}", rest):
            return verb.start()
        if (
            separated and (colon or len(rest) <= 12) and rule == "strong" and text[verb.end() : verb.end() + 1] != "的"
        ) or (colon and rule == "weak"):
            found = verb.start()
    return found


def _proverb_opening(text: str, begin: int, end: int) -> bool:
    return text[max(begin, end - _REACH) : end].endswith(tuple(words("proverb")))


def _cue_behind(reading: Reading, quote: Quote, names: frozenset[str]) -> _Cue | None:
    """“…”，这是X说的; “…”X说。; “…”——X《…》."""
    text, after = reading.text, quote.after
    stop = min(reading.sentence(after)[1], after + _REACH) if after < len(text) else after
    semicolon = text.find("；", after, stop)
    stop = semicolon if semicolon > 0 else stop
    if named := _in_brackets().match(text, after):
        return _Cue("by", reading.index, Attribution(_span(named, "who"), _span(named, "book")))
    if by := _BY.match(text, after):
        if by["book"] or (by["who"] and _is_person(by["who"], names, by[0])):
            return _Cue("by", reading.index, Attribution(_span(by, "who"), _span(by, "book")))
        return None
    if _AFTER_THIS.match(text, after):
        return _this_is(reading, after, stop, names)
    return _says_behind(reading, after, stop, names)


@cache
def _in_brackets() -> re.Pattern[str]:
    """“…”（朱熹）, “…”（《论语·为政》）."""
    return re.compile(rf"（(?P<who>{_verbs('people').pattern})?(?P<book>《[^》]{{1,30}}》)?(?<!（)）")


def _is_person(who: str, names: frozenset[str], signature: str) -> bool:
    """Whether what stands behind a dash is who said it: a known name, a title, or as short as a name."""
    return who in names or ("——" in signature and len(who) <= 3) or bool(_verbs("titles").search(who))


def _span(match: re.Match[str], group: str) -> Range | None:
    return match.span(group) if match[group] else None


def _this_is(reading: Reading, after: int, stop: int, names: frozenset[str]) -> _Cue | None:
    text = reading.text
    copula = re.compile("是|出自|来自").search(text, after, min(stop, after + 14))
    begin = copula.end() if copula else after
    verb = next((m for m in _verbs("strong", "weak").finditer(text, begin, stop)), None)
    noun = next(
        (m for m in re.compile("感叹|名言|名句|诗句|古训|警句|论断|教诲|箴言").finditer(text, after, stop)), None
    )
    if verb is None and noun is None:
        return _Cue("this", reading.index, Attribution()) if re.compile("话|诗|句").search(text, after, stop) else None
    if copula is None or copula[0] != "是":
        book = re.compile("《[^《》]{1,40}》").search(text, after, stop)
        return _Cue("this", reading.index, Attribution(None, book.span() if book and copula else None))
    end = min(m.start() for m in (verb, noun) if m is not None)
    found = speakers.attribution(text, copula.end(), end, names)
    who = speakers.subject(text, copula.end(), end, names) or found.speaker
    if who and (of := text.find("发出", *who)) > 0:
        who = (who[0], of)
    return _Cue("this", reading.index, Attribution(who, found.source))


def _says_behind(reading: Reading, after: int, stop: int, names: frozenset[str]) -> _Cue | None:
    text = reading.text
    if text[after - 2 : after - 1] not in tuple("。！？，…"):
        return None
    said = re.compile(
        rf"[，。]?(?P<who>[{HAN}·0-9A-Za-z、]{{1,40}}?)(?:这样|如此|接着|又|还|也|曾|笑着|[{HAN}]{{2}}地)?"
        rf"(?:{_verbs('strong').pattern})[道着]?(?=[。，；！：]|$)"
    )
    match = said.match(text, after, stop) or _known_says().match(text, after, stop)
    if match is None:
        return None
    who = speakers.subject(text, *match.span("who"), names)
    if who and text[slice(*who)] in words("pronouns"):
        who = speakers.antecedent(text, quote_start(text, after), text[slice(*who)], names)
    elif who is None or text[slice(*who)] in words("vague") or text[slice(*who)] in words("self"):
        return None
    return _Cue("behind", reading.index, Attribution(who, None))


@cache
def _known_says() -> re.Pattern[str]:
    """“…”孔子多次强调…: a person everybody knows, or a title, right behind the quotation."""
    who = rf"(?:{_verbs('people').pattern})(?:{_verbs('titles').pattern})?|[{HAN}]{{1,6}}(?:{_verbs('titles').pattern})"
    return re.compile(rf"[，。]?(?P<who>{who})(?:多次|反复|经常|曾|曾经|一再)?(?:{_verbs('strong').pattern})")


def quote_start(text: str, after: int) -> int:
    """Where the quotation opens that closes right before ``after``."""
    return max((text.rfind(mark, 0, after) for mark in "“「"), default=0)


def _cue_in_sentence(reading: Reading, begin: int, quote: Quote, names: frozenset[str]) -> _Cue | None:
    """A whole clause quoted later in a sentence in which somebody says something (…时谈到，…第一件就是“…，…”)."""
    text = reading.text
    inner = text[quote.parts[0][1] : quote.parts[0][2]]
    if "，" not in inner or len(inner) < 10:
        return None
    for verb in _verbs("strong").finditer(text, begin, quote.before):
        if text.count("“", begin, verb.start()) == text.count("”", begin, verb.start()) and len(verb[0]) > 1:
            who = speakers.attribution(text, begin, verb.start(), names)
            if who.speaker:
                return _Cue("sentence", reading.index, who)
    return None


def _proverb(reading: Reading, begin: int, quote: Quote) -> _Cue | None:
    return (
        _Cue("proverb", reading.index, Attribution()) if _proverb_opening(reading.text, begin, quote.before) else None
    )


def _inherited(view: View, quote: Quote, previous: tuple[Quote, _Cue | None] | None) -> _Cue | None:
    """The cue of the quotation right before: ：“…”，“…”."""
    if previous is None or previous[1] is None or previous[0].parts[-1][0] != quote.parts[0][0]:
        return None
    text = view.readings[quote.parts[0][0]].text
    between = text[previous[0].after : quote.before]
    if previous[1].rule == "behind" and between.endswith("，") and len(between) <= 16 and "。" not in between:
        return previous[1]  # “…，”X说，“…”
    if previous[1].rule == "maxim" or not _CHAIN.fullmatch(between):
        return None
    return previous[1]


# What is no saying


def _why_not(view: View, quote: Quote, cue: _Cue) -> str | None:
    """Why the quoted words are no saying: a term, a label, a plan's name, a mere reply; ``None`` where they are one."""
    reading = view.readings[quote.parts[0][0]]
    inner = reading.text[quote.parts[0][1] : quote.parts[0][2]]
    length = len(_HAN.findall(inner))
    if cue.rule in ("maxim", "this", "by", "behind", "proverb", "famous", "named"):
        return None if length >= 4 else "too short"
    bare = inner.strip("。！？，… ")
    if bare in words("replies"):
        return "a mere reply"
    if length < 3 or _is_label(bare):
        return "too short" if length < 3 else "a count label"
    if cue.rule in ("strong", "sentence"):
        return None if length >= 4 or _SENTENCE_MARK.search(inner) else "too short"
    if _names_a_thing(view, quote):
        return "names what the sentence goes on with"
    least, whole = 6, cue.rule == "noun"
    if cue.rule == "weak.inline" and cue.who.speaker and reading.index == cue.block:
        whole = reading.text[slice(*cue.who.speaker)] in words("people")
        least = 4 if whole else 6
    return None if length >= least and (whole or _is_clause(inner, length)) else "a term, not a clause"


def _is_label(text: str) -> bool:
    return any(lb.start == 0 and lb.end == len(text) for lb in labels.classified(text)) or any(
        True for _ in labels.quoted(f"“{text}”")
    )


def _is_clause(inner: str, length: int) -> bool:
    return bool(_INNER_STOP.search(inner)) or (length >= 8 and "、" not in inner)


def _names_a_thing(view: View, quote: Quote) -> bool:
    """Whether the sentence goes on with the thing that the quotation, the last of its row, names (“…”的设想)."""
    text = view.readings[quote.parts[-1][0]].text
    after = quote.after
    while row := re.compile("[、，]?[“「][^“”「」]{1,40}[”」]").match(text, after):
        after = row.end()
    rest = text[after : after + 14]
    if _SAYING_NAME.match(rest):
        return False
    if re.match(f"[{HAN}]", rest):
        return text[after - 2 : after - 1] not in tuple("。！？…") and not rest.startswith("等")
    return False


# Quotations that stand for themselves


def _famous(view: View, quote: Quote, known: frozenset[str]) -> _Cue | None:
    """Every clause of it stands in a famous saying."""
    index, start, end = quote.parts[0]
    parts = [p for p in _NOT_WORDS.split(view.readings[index].text[start:end]) if len(p) > 1]
    if not parts or sum(map(len, parts)) < 5 or not all(p in known for p in parts if len(p) > 3):
        return None
    return _Cue("famous", index, Attribution()) if any(len(p) > 3 for p in parts) else None


def _named_behind(view: View, quote: Quote) -> _Cue | None:
    """“…”的誓言, “…”的诗句: the noun behind says that somebody said it."""
    index, start, end = quote.parts[-1]
    text = view.readings[index].text
    if not _SAID_NOUN.match(text, quote.after) or len(_HAN.findall(text[start:end])) < 5:
        return None
    return None if _is_label(text[start:end]) else _Cue("named", index, Attribution())


def _maxim(view: View, quote: Quote) -> _Cue | None:
    """Clauses of even length, or classical wording, quoted without a speaker."""
    if len(quote.parts) > 1 or not quote.closed:
        return None
    index, start, end = quote.parts[0]
    reading = view.readings[index]
    inner = reading.text[start:end].strip("。！？；， ")
    parts = [p for p in _INNER_STOP.split(inner) if p]
    if len(parts) == 1 and _is_sentence(reading.text, quote) and 5 <= len(inner) <= 14 and not _is_label(inner):
        return _Cue("maxim", index, Attribution())
    if "、" in inner and inner.count("、") == 1 and len(parts) == 1:
        parts = inner.split("、")  # 近朱者赤、近墨者黑
        if not _CLASSICAL.search(inner):
            return None
    elif "、" in inner:
        return None
    if not 2 <= len(parts) <= 12 or len(inner) > 80 or _MODERN.search(inner):
        return None
    if len(parts) >= 3 and max(map(len, parts)) <= 4 and len(clauses.common_end(parts)) > 1:
        return None  # 懂规则，敬规则，守规则: a slogan
    if not _stands_alone(reading, quote) or not (_is_even([len(p) for p in parts]) or _is_classical(inner)):
        return None
    return _Cue("maxim", index, Attribution())


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


def _is_classical(text: str) -> bool:
    return len(_PARTICLE.findall(text)) >= 3


def _stands_alone(reading: Reading, quote: Quote) -> bool:
    """Whether the sentence does not go on with what the quotation names."""
    text = reading.text
    classical = bool(_CLASSICAL.search(text[quote.parts[0][1] : quote.parts[0][2]]))
    if text[quote.before - 1 : quote.before] in ("以", "为", "叫") and not classical:
        return False
    rest = text[quote.after : quote.after + 8]
    if next((lb for lb in labels.classified(rest) if lb.start == 0), None):
        return False
    return classical or not re.match(rf"的?(?:{_verbs('named_things').pattern})", rest)


# Displayed quotations


def _displayed_blocks(view: View) -> frozenset[int]:
    """Blocks of quotations set apart by the file that hold nothing but quoted words."""
    return frozenset(
        r.index
        for r in view.readings
        if r.block.kind == "quote" and not _MIXED.search(r.text) and _lead_of(view, r) is not None
    )


def _lead_of(view: View, reading: Reading) -> Reading | None:
    """The paragraph before a run of quotation blocks."""
    index = reading.index
    while index > 0 and view.readings[index - 1].block.kind == "quote":
        index -= 1
    before = view.readings[index - 1] if index else None
    return before if before is not None and before.block.kind == "paragraph" else None


def _displayed(
    view: View, shown: frozenset[int], names: frozenset[str], fields: dict[int, tuple[str, Span]]
) -> Iterator[Saying]:
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
    if lead is None:
        return
    start, end = lead.sentences[-1] if lead.sentences else (0, 0)
    verb = next((m for m in reversed(list(_verbs("strong").finditer(lead.text, start, end)))), None)
    noun = next(
        (
            m
            for m in reversed(
                list(re.compile("|".join([_verbs("nouns").pattern, "写|题"])).finditer(lead.text, start, end))
            )
        ),
        None,
    )
    open_end = lead.text.rstrip()[-1:] in "：，"
    if verb is None and noun is None and not open_end:
        return
    at = (verb or noun).start() if (verb or noun) else end  # type: ignore[union-attr]
    who = speakers.attribution(lead.text, start, at, names)
    parts = []
    for reading in run:
        begin, stop = clauses.unquote(reading.text, *clauses.trim(reading.text, 0, len(reading.text), edges=" \n"))
        parts.append((reading.index, begin, stop))
    yield _saying(view, parts, _Cue("displayed", lead.index, who), fields)


def _by_name(view: View, fields: dict[int, tuple[str, Span]]) -> Iterator[Saying]:
    """恩格斯：… — a paragraph that opens with a name everybody knows."""
    known = re.compile(
        rf"({_verbs('people').pattern})(?:{speakers._alternatives('titles').pattern})?(?:说|曰)?：(?![“「‘『])"
    )
    for reading in view.readings:
        name = known.match(reading.text) if reading.block.kind in ("paragraph", "quote") else None
        if name and len(reading.text) - name.end() >= 8:
            cue = _Cue("name", reading.index, Attribution(name.span(1), None))
            yield _saying(view, [(reading.index, name.end(), len(reading.text))], cue, fields)


def _signed(view: View) -> Iterator[Saying]:
    """A line of its own that ends with who said it: 民为贵，社稷次之，君为轻。——《孟子·尽心下》."""
    for reading in view.readings:
        if reading.block.kind in ("heading", "table") or ("—" not in reading.text and "--" not in reading.text):
            continue
        for line in _SIGNED.finditer(reading.text):
            who, book = _span(line, "who"), _span(line, "book")
            if (
                line[0].startswith(("“", "「"))
                or (who is None and book is None)
                or "—" in line["quote"]
                or not _is_signature(line)
            ):
                continue
            quote = [(reading.index, *clauses.trim(reading.text, *line.span("quote"), edges=" “”「」"))]
            yield _saying(view, quote, _Cue("signed", reading.index, Attribution(who, book)), {})


def _is_signature(line: re.Match[str]) -> bool:
    """Whether the dash brings a name and no explanation (Motility — 运动)."""
    who = line["who"]
    if who is None or who in words("people") or "·" in who or _verbs("titles").search(who):
        return len(_HAN.findall(line["quote"])) >= 4
    return "——" in line[0] and len(who) <= 4 and len(_HAN.findall(line["quote"])) >= 6
