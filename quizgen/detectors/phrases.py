"""Rows of phrases that share no character: what a noun is qualified by, verbs with their objects, steps, notes.

Forms: 路宽灯亮、水清岸绿、邻里和睦、老少安康的村庄 (four phrases and more, or three before a noun that standards are
called by: …的原则); three phrases of one length that each open with a verb of their own (修好水渠、种好果树、办好学堂);
three steps (从种得上、种得好到种得巧的转变); what one subject is (是…的命根，是…的靠山，也是…的念想); quoted slogans
before 的; words that are a principle by name (公开、公平、节约原则); four deeds (拦住了…，浇上了…，养活了…，留住了…);
clauses of seven or eight characters of one make; a line of notes (特点：地方性、季节性、水源性; 渠系：主渠、支渠、毛渠;
水的去路：渠首→主渠→支渠→田).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from quizgen import data
from quizgen.detectors import frames, level, rows
from quizgen.detectors.rows import Range
from quizgen.detectors.view import Reading, View
from quizgen.model import Formulation
from quizgen.text import clauses
from quizgen.text.fold import HAN
from quizgen.text.words import word_edges

_KIND = ("，；：。！？", "、", 24)
_PHRASE = re.compile(f"(?![这那各])(?:(?!的)[{HAN}]){{4,14}}")
_LIST_GOES_ON = re.compile("(?:等|方面|之间|[之以]?[内外中上下])$")
_THOSE = re.compile("[那这]些|一批|争做|成为")  # what stands before the first of some phrases: 把那些｜懂技术、…的人
_WORD = 2  # characters
_TAKEN = re.compile("(?<!^)以[^以]{2,}为[^为]{1,6}$")  # 打造｜以诚信为根本、守规矩、讲道理的村子
_OF = re.compile(f"的[{HAN}“]")
_MANY = 4  # pieces that are a row before whatever noun
_LEAST = 3


_ORDERED = ("chain", "steps")


def detect(view: View) -> Iterator[Formulation]:
    """Every such row of the document."""
    for reading in view.readings:
        if reading.block.kind == "table":
            continue
        for rule, run in _rows(reading):
            found = rows.formulation(view, reading, f"parallel.phrases.{rule}", run)
            yield found.model_copy(update={"ordered": True}) if rule in _ORDERED else found


def _rows(reading: Reading) -> Iterator[tuple[str, list[Range]]]:
    """The rows of one text, each with the last part of its rule's name."""
    text = reading.text
    yield from _steps(text)
    yield from _predicates(text)
    yield from _slogans(text)
    yield from _principles(text)
    yield from _told(text)
    yield from _chained(text)
    yield from _essence(text)
    yield from _called(text)
    yield from _glossed(text)
    yield from _divided(text)
    for scope in reading.sentences:
        yield from _deeds(text, scope)
        yield from _even(text, scope)
        for _, row in rows.cut_all(text, scope, (_KIND,)) if rows.may_list(text, *scope) else ():
            yield from _attributes(text, row)
            yield from _verbs(text, row)


_STEPS = re.compile(f"从([{HAN}]{{2,8}})、([{HAN}]{{2,8}})到([{HAN}]{{2,8}}?)(?=的|[，。；])")


def _steps(text: str) -> Iterator[tuple[str, list[Range]]]:
    """从种得上、种得好到种得巧的转变: three steps that share how they open or end."""
    for match in _STEPS.finditer(text):
        steps = match.groups()
        if len(set(steps)) == len(steps) and (clauses.common_start(steps) or clauses.common_end(steps)):
            yield "steps", [match.span(i) for i in (1, 2, 3)]


_JOINT = "(?:同时|也|更|又|还|而且)?"
_IS_WHAT = f"是[^，。；：！？]{{2,40}}?的[{HAN}]{{1,6}}"
_IS_NEXT = re.compile(f"[，；]{_JOINT}是")
_IS = re.compile(
    rf"(?<=[^，。；：！？\n也更又还都就]{{2}})(?<![不就还更也都要总于])(?P<first>{_IS_WHAT})[，；]{_JOINT}(?P<next>{_IS_WHAT})(?=[，；])"
)
_IS_MORE = re.compile(f"[，；]{_JOINT}(?P<next>{_IS_WHAT})(?=[，；。！])")


def _predicates(text: str) -> Iterator[tuple[str, list[Range]]]:
    """渠是山里人的命根，是庄稼的靠山，也是后代的念想: three things and more that one subject is."""
    at = 0 if len(_IS_NEXT.findall(text)) > 1 else len(text)
    while at < len(text) and (found := _IS.search(text, at)):
        run = [found.span("first"), found.span("next")]
        at = found.end()
        while more := _IS_MORE.match(text, at):
            run.append(more.span("next"))
            at = more.end()
        if len(run) >= _LEAST:
            yield "is", run


_SLOGAN = re.compile(rf"[“「](?P<row>[{HAN}]{{2,8}}(?:[，、][{HAN}]{{2,8}}){{2,}})[”」](?=的|(?:作为|为)?总?要求)")


def _slogans(text: str) -> Iterator[tuple[str, list[Range]]]:
    """“干在实处，走在前列，勇立潮头”的精神状态: a quoted row of pieces of one length that qualifies a noun."""
    for quote in _SLOGAN.finditer(text) if "”" in text or "」" in text else ():
        row = clauses.pieces(text, *quote.span("row"), "[，、]")
        if len({b - a for a, b in row}) == 1:
            yield "slogan", row


@cache
def _principle() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What words of two characters are the name of, they before it (民主、公开、择优方针) and behind (校训是“…”)."""
    named = re.compile("|".join(data.load("parallel")["principles"]))
    words = f"(?P<row>[{HAN}]{{2}}(?:、[{HAN}]{{2}}){{2,}})(?P<last>[和与][{HAN}]{{2}})?"
    behind = re.compile(f"(?:{named.pattern})(?:[是为：]|就是)[“「]{words}[”」]")
    return named, re.compile(f"{words}(?=”?[的为]?(?:{named.pattern}))"), behind


def _principles(text: str) -> Iterator[tuple[str, list[Range]]]:
    """民主、公开、竞争、择优方针: words of two characters that are a principle or a policy by name."""
    named, words, told = _principle()
    if "、" not in text or not named.search(text):
        return
    for found in (*words.finditer(text), *told.finditer(text)):
        row = clauses.pieces(text, *found.span("row"), "、")
        if found["last"]:
            row.append((found.start("last") + 1, found.end("last")))
        yield "words", row


_WHO = re.compile("[我他她它]们?")
_DONE = re.compile(rf"[{HAN}]{{2,4}}了[^，。；：！？了]{{2,20}}")


def _deeds(text: str, scope: Range) -> Iterator[tuple[str, list[Range]]]:
    """拦住了山洪，浇上了旱地，养活了全村，留住了青年: four clauses side by side that say what was done."""
    if text.count("了", *scope) < _MANY or text.count("，", *scope) < _LEAST:
        return
    for first, last in clauses.pieces(text, *scope, "[；：。！？]"):
        row = [r for r in clauses.pieces(text, first, last, "，") if r[1] > r[0]]
        for done, group in groupby(row, key=lambda r: _DONE.fullmatch(text, *r) is not None):
            run = list(group)
            if done and len(run) >= _MANY:
                subject = _WHO.match(text, *run[0])
                run[0] = (subject.end() if subject else run[0][0], run[0][1])
                yield "deeds", run


_EVEN = re.compile(f"(?:(?![的了是在这那我他她它也都])[{HAN}]){{7,8}}")
_EVEN_LENGTHS = (7, 8)
_MARK = re.compile("[，；：。！？]")
_FOUR = 4  # characters of the idiom that such a clause begins with


def _even(text: str, scope: Range) -> Iterator[tuple[str, list[Range]]]:
    """挖渠引水浇梯田，开山架桥通汽车，办学育人兴山乡: clauses of one length and one make side by side."""
    for first, last in clauses.pieces(text, *scope, "[；：。！？]") if _may_be_even(text[slice(*scope)]) else ():
        row = [r for r in clauses.pieces(text, first, last, "，") if r[1] > r[0]]
        for length, group in groupby(row, key=lambda r: r[1] - r[0] if _EVEN.fullmatch(text, *r) else 0):
            run = list(group)
            if length and len(run) >= _LEAST and _are_even(text, run):
                yield "even", run


def _may_be_even(text: str) -> bool:
    """Whether three pieces between commas or other marks, side by side, have the length of such clauses."""
    lengths = [len(piece) in _EVEN_LENGTHS for piece in _MARK.split(text)] if text.count("，") > 1 else []
    return any(all(lengths[i : i + _LEAST]) for i in range(len(lengths) - _LEAST + 1))


def _are_even(text: str, run: Sequence[Range]) -> bool:
    """Whether clauses of one length each open with four characters, and three of them end with verb and object."""
    ends = len(run) >= _MANY or all(level.is_phrase(text[a + _FOUR : b]) for a, b in run)
    return ends and all(_FOUR in word_edges(text[a:b]) for a, b in run)


_PIECE = re.compile(r"[^，。；：！？、\n]{2,16}")
_CALLED = f"“[^“”]{{2,20}}”的[{HAN}]{{2,10}}"
_CALLED_ROW = re.compile(f"{_CALLED}(?:[、，；和与]{_CALLED}){{2,}}(?:、[{HAN}]{{4,24}})*(?=[，。；])")


def _called(text: str) -> Iterator[tuple[str, list[Range]]]:
    """“水到渠成”的耐心、“滴水穿石”的恒心、“细水长流”的苦心: what is qualified by quoted words, each time."""
    for found in _CALLED_ROW.finditer(text) if text.count("”的") >= _LEAST else ():
        yield "called", clauses.pieces(text, *found.span(), "[、，；和与](?=“)|、")


_ESSENCE = re.compile(
    "(?:本质|实质|内涵|目的|根本任务|总要求|目标|路径|途径|宗旨|精髓)，?(?:就是|是|在于)"
    f"(?P<row>[{HAN}]{{4,14}}(?:[，、][{HAN}]{{4,14}}){{2,}})(?=[。；]|\\s*$)"
)
_AT_LAST = re.compile("最终|最后|从而")
_MOST_TIMES = 2  # the shortest of such clauses


def _essence(text: str) -> Iterator[tuple[str, list[Range]]]:
    """修渠的目的，是引来清水，浇灌旱地，养活乡亲。: what something is at heart, in like clauses to the end."""
    for found in _ESSENCE.finditer(text):
        row = clauses.pieces(text, *found.span("row"), "[，、]")
        *others, last = row
        at = _AT_LAST.match(text, *last)
        heads = [*others, (at.end() if at else last[0], last[1])]
        lengths = [b - a for a, b in heads]
        opens = all(2 in word_edges(text[a:b]) for a, b in heads)
        if opens and max(lengths) <= _MOST_TIMES * min(lengths) and not level.is_compound(text, row):
            yield "essence", row


_MADE_OF = re.compile("(?:等?(?:几|[二三四五六七八九十])?个?部分)?(?:组成|构成)$")
_LONGEST_HEAD = 16
_LONGEST_BRIEF = 6  # characters of a piece between commas
_LONGEST_NAMED = 10  # and of one that names a thing and states nothing
_NAMES = re.compile("(?:渊源|来源|因素|要素|要件|条件|流派|学派)：")


@cache
def _heads() -> re.Pattern[str]:
    """A short head that ends with what a line of notes lists: 主要特点, 成立要件."""
    return re.compile(
        f"(?:[①-⑳]|[（(]?[0-9一二三四五六七八九十]{{1,2}}[)）.、])?[{HAN}]{{0,10}}(?:{'|'.join(data.load('parallel')['told'])})："
    )


def _told(text: str) -> Iterator[tuple[str, list[Range]]]:
    """特点：地方性、季节性、自然疫源性: a line of notes that gives kinds, features, elements and nothing else."""
    if "：" not in text[:_LONGEST_HEAD]:
        return
    if not _heads().match(text.strip()):
        yield from _field(text)
        return
    start, end = clauses.trim(text, text.index("：") + 1, len(text))
    made_of = _MADE_OF.search(text, start, end)
    if made_of:
        start, end = start + text.startswith("由", start), made_of.start()
    for mark in "、，；":
        row = [r for r in clauses.pieces(text, start, end, mark) if r[1] > r[0]]
        row = rows.linked(text, row)
        if len(row) >= _LEAST and all(_PIECE.fullmatch(text, *r) for r in row) and _is_plain(text, row, mark):
            yield "told", row
            return


_NAME = re.compile(f"[“]?[{HAN}]{{2,12}}[”]?(?:（[^（）]{{1,16}}）)?：")


@cache
def _no_field() -> re.Pattern[str]:
    return re.compile("|".join(data.load("parallel")["no_fields"]))


def _field(text: str) -> Iterator[tuple[str, list[Range]]]:
    """渠系：主渠、支渠、毛渠: a line of notes that gives what belongs to a name and nothing else."""
    start, end = clauses.trim(text, 0, len(text))
    name = _NAME.match(text, start)
    if name is None or _no_field().search(text, start, end):
        return
    row = rows.linked(text, [r for r in clauses.pieces(text, name.end(), end, "、") if r[1] > r[0]])
    if len(row) >= _LEAST and all(_PIECE.fullmatch(text, *r) for r in row) and _is_plain(text, row, "、"):
        yield "field", row


_ARROW = "[-－—=]*[>→⇒➡]"
_CHAIN = re.compile(rf"(?:[^，。；：！？、\n>→⇒➡]{{1,16}}{_ARROW}){{2,}}[^，。；：！？、\n>→⇒➡]{{1,16}}")


def _chained(text: str) -> Iterator[tuple[str, list[Range]]]:
    """渠首→主渠→支渠→田: the steps of a way, or what came after what."""
    for found in _CHAIN.finditer(text) if "→" in text or ">" in text or "⇒" in text or "➡" in text else ():
        yield "chain", clauses.pieces(text, *found.span(), _ARROW)


_GLOSS = re.compile(f"(?<=[{HAN}]{{2}})（(?P<row>[{HAN}]{{2,8}}(?:、[{HAN}]{{2,8}})+)）")


def _glossed(text: str) -> Iterator[tuple[str, list[Range]]]:
    """水渠的组成（渠首、主渠、支渠）: what a noun consists of, in brackets right behind it and nothing else in them."""
    for gloss in _GLOSS.finditer(text) if "（" in text else ():
        row = rows.linked(text, clauses.pieces(text, *gloss.span("row"), "、"))
        pieces = {text[a:b] for a, b in row}
        open_ = any(text.endswith("等", *r) or text.startswith("如", r[0]) for r in row)
        if len(pieces) == len(row) >= _LEAST and not open_ and not frames.people().issuperset(pieces):
            yield "gloss", row


_DIVIDED = re.compile(
    f"[{HAN}](?:分为|分成|划分为)：?(?P<row>[{HAN}]{{1,16}}(?:、[{HAN}]{{1,16}}){{1,20}})(?=[。；，]|$)"
)
_MORE = re.compile("等[^等、]{0,8}$")


def _divided(text: str) -> Iterator[tuple[str, list[Range]]]:
    """水渠分为主渠、支渠和毛渠: the kinds or parts of something, up to the end of the clause."""
    for found in _DIVIDED.finditer(text) if "分" in text else ():
        start, end = found.span("row")
        more = _MORE.search(text, start, end)
        row = rows.linked(text, clauses.pieces(text, start, more.start() if more else end, "、"))
        if len(row) >= _LEAST and all(b - a > 1 and not rows.NUMBERED.match(text, a) for a, b in row):
            yield "divided", row


def _is_plain(text: str, row: Sequence[Range], mark: str) -> bool:
    """Whether the pieces are a list, and no sentence cut at its commas, nor an attribute at the last piece's 的."""
    *others, last = (text[a:b] for a, b in row)
    longest = max(map(len, others))
    usual = max(map(len, others[1:]))  # words lead up to the first
    attribute = "的" in last[:-1] and len(last) > 1.5 * usual and not any("的" in other for other in others[1:])
    most = _LONGEST_NAMED if _NAMES.search(text[: row[0][0]]) else _LONGEST_BRIEF
    return not attribute and (mark != "，" or max(longest, len(last)) <= most)


def _attributes(text: str, row: Sequence[Range]) -> Iterator[tuple[str, list[Range]]]:
    """The row, where the last piece goes on with 的 and a noun, and all of them are phrases of about one length."""
    start, end = row[-1]
    of = _OF.search(text, start, end)
    if of is None:
        return
    named = level.attributed().match(text, of.start()) is not None
    if len(row) < (_LEAST if named else _MANY):
        return
    run = [_first(text, row), *row[1:-1], (start, of.start())]
    phrases = [text[a:b] for a, b in run]
    lengths = sorted(map(len, phrases))
    even = lengths[-2] <= 1.6 * lengths[0] + 1 and lengths[-1] <= 2.2 * lengths[0]
    if (
        even
        and len(set(phrases)) == len(run)
        and all(map(_PHRASE.fullmatch, phrases))
        and not _LIST_GOES_ON.search(phrases[-1])
        and not level.is_compound(text, run)
    ):
        yield "of", run


def _first(text: str, row: Sequence[Range]) -> Range:
    """The first piece, without what leads to all of them: a verb that only it has, or what makes it longer."""
    start, end = rows.lone_verb(text, row), row[0][1]
    if taken := _TAKEN.search(text, start, end):
        return taken.start(), end
    begin = end - (row[1][1] - row[1][0])
    if begin > start and rows.is_edge(text, start, end, begin):
        return begin, end
    those = _THOSE.search(text, start, end - _WORD)
    return (those.end(), end) if those else (start, end)


@cache
def _verb() -> re.Pattern[str]:
    return re.compile("|".join(sorted(data.load("parallel")["verbs"])))


def _verbs(text: str, row: Sequence[Range]) -> Iterator[tuple[str, list[Range]]]:
    """The runs of pieces of one length that each open with a verb; the first and the last are cut to that length."""
    length = row[1][1] - row[1][0]
    if length < _MANY:
        return
    run: list[Range] = []
    for number, (start, end) in enumerate(row):
        begin = end - length if number == 0 else start
        whole = begin + length == end or (number == len(row) - 1 and text.startswith("的", begin + length))
        if begin >= start and whole and _verb().match(text, begin):
            run.append((begin, begin + length))
        elif len(run) >= _LEAST:
            break
        else:
            run = []
    phrases = [text[a:b] for a, b in run]
    if len(run) >= _LEAST and len({p[:2] for p in phrases}) == len(run) and all(map(_PHRASE.fullmatch, phrases)):
        yield "verbs", run
