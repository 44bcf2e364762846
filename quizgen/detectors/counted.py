"""A count label with a plain list before or behind it; the number of the label has to fit the list.

Forms: 三大优势：A、B、C; “五比五不比”，即A；B；C…; 三个层次（A、B、C）; 五项原则。A，B，C。
under such a heading; A、B和C三大优势; A、B、C“三宝”; A和B是…的两大问题; “A”与“B”两个概念; 国内国际两类规则;
a column of a table under such a head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby

from quizgen.detectors import ahead, labels, pieces
from quizgen.detectors.labels import Label
from quizgen.detectors.markers import inside_marks
from quizgen.detectors.view import LONGEST_SENTENCE, Reading, View
from quizgen.model import Formulation, Member, Span
from quizgen.text import clauses
from quizgen.text.fold import HAN, fold
from quizgen.text.numerals import number
from quizgen.text.words import word_edges

_DEFINED = re.compile(
    r"[”’」』\"]?[^。；：！？（“]{0,24}?(?:：|[，,]?(?:即(?![将使便可刻日时位])|也就是|就是|指的是|是指|分别是|分别为|包括|主要包括|主要有|主要是|具体是|具体为|依次为|依次是|概括为)[：，]?"
    r"|——|[（]|者，|(?<=[”’」』])[是指为][：，]?)"
    # “三早”，早种、早管、早收。
    rf"|(?<=(?P<kind>[{HAN}]))[”’」』]，(?=(?:(?P=kind)[{HAN}]{{1,6}}、)+(?P=kind)[{HAN}]{{1,6}}[。；])"
    rf"|[”’」』]?[{HAN}]{{0,4}}[，,]?(?<![是所手])指(?![导标示出挥南数向望点责定引明派])"
)
_CELL_EDGES = " \t\u3000\xa0\u200b，。、；：！？"
_PLACES = frozenset(["省", "市", "州", "盟", "县", "区", "旗", "镇", "乡", "村", "街道", "自治区", "直辖市"])
_LONGEST_OF_NAME = 40  # characters of a member of a set that has a name of its own (三农), and not only a count
_SENTENCES = re.compile("[。！？][^”」』]")
_LEAST_UNFIT, _LONGEST_UNFIT = 3, 16  # pieces, and their characters, that are a list whatever a label counts


def detect(view: View) -> Iterator[Formulation]:
    """Every label of the document whose list stands beside it."""
    for reading in view.readings:
        if reading.block.kind == "table":
            yield from _columns(view, reading)
            continue
        yield from _numbered(view, reading)
        for label in labels.all_of(reading.text):
            found = next(
                (
                    f
                    for one in _readings(reading, label)
                    for how in _HOW
                    if (f := how(reading, one)) and not _is_comment(one, f[1])
                ),
                None,
            )
            if found:
                rule, ranges, open_ = found
                yield _formulation(view, reading, label, rule, ranges, open_)
            elif reading.block.kind == "heading" and label.end == reading.title[1]:
                yield from _section(view, reading, label)
            elif unfit := _unfit(reading, label):
                yield _formulation(view, reading, label, "unfit", *unfit)
            elif label.quoted or reading.text.startswith("：", label.end):
                why = f"no list of {label.count} beside it"
                view.turn_down("counted", reading, label.start, label.end, why)


def _is_comment(label: Label, ranges: Sequence[tuple[int, int]]) -> bool:
    """兴“三农”，就是要…；就是要…: long pieces are what the sentence says of a brief name, and no members."""
    brief = label.end - label.start < 4 and not label.classified
    return brief and max(b - a for a, b in ranges) > _LONGEST_OF_NAME


def _readings(reading: Reading, label: Label) -> Iterator[Label]:
    """The label with the sum of its numbers (一高三低: four), which a last piece A和B makes up, and with its first."""
    numbers = [number(n) or 0 for n in pieces.NUMERALS.findall(reading.text[label.start : label.end])]
    if set(numbers) == {1}:
        return  # 一带一路 counts nothing
    word = label.classified and 1 in numbers  # 统一 of 三个统一 is no number
    if len(numbers) > 1 and not word and 1 < sum(numbers) != label.count:
        yield replace(label, count=sum(numbers))
    yield label


def _formulation(
    view: View, reading: Reading, label: Label, rule: str, ranges: list[tuple[int, int]], open_: bool
) -> Formulation:
    start, end = reading.sentence(min(label.start, ranges[0][0]))
    fits = rule != "unfit"
    words = reading.source(label.start, label.end)
    return Formulation(
        form="counted",
        label=words if fits else None,
        label_span=reading.span(label.start, label.end) if fits else None,
        stated="" if fits else words,
        members=tuple(member(reading, *r) for r in _from_title(reading.text, ranges)),
        lead=reading.lead(start, label.end if label.start < ranges[0][0] else end),
        section=view.section(reading.index),
        ordered=False,
        open=open_,
        rule=f"counted.{rule}",
    )


def _from_title(text: str, ranges: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """某某的｜《…》、《…》和《…》三部书: titles, without what stands before the first of them."""
    (start, end), *others = ranges
    title = text.rfind("《", start, end)
    return [(title, end), *others] if title > start and all(text[a] == "《" for a, _ in others) else ranges


def member(reading: Reading, start: int, end: int) -> Member:
    """A piece of a list: without its marks and without the gloss behind it."""
    whole = clauses.trim(reading.text, start, end)
    text = reading.text
    gloss = text.find("（", whole[0] + 1, whole[1])
    stop = gloss if gloss > 0 and "）" in text[whole[1] - 1 : whole[1] + 1] else whole[1]
    return reading.member(clauses.unquote(text, *clauses.trim(text, whole[0], stop)), whole)


def _behind(reading: Reading, label: Label) -> pieces.Found | None:
    """The list stands behind the label, announced by a colon, 即, 包括, a dash or brackets."""
    text = reading.text
    stop = min(reading.sentence(label.end)[1], label.end + LONGEST_SENTENCE)
    link = _DEFINED.match(text, label.end, stop)
    if link is None:
        return _under_heading(reading, label)
    start, end = link.end(), stop
    for opens, closes in (("（", "）"), ("——", "——")):
        if link[0].endswith(opens) and (close := text.find(closes, start, stop)) > 0:
            end = close
    start, end = _inside_quotes(text, start, inside_marks(text, start, end))
    note = _NOTE.match(text, label.end, stop)  # 三个原因（见第二章）：…
    ranges = (pieces.split(text, note.end(), stop, label.count) if note else None) or pieces.split(
        text, start, end, label.count
    )
    if ranges is None and not link[0].endswith("（"):
        ranges = pieces.split(text, start, len(text), label.count, separators=("；",))
    if ranges is None or _is_none(text, label, link[0], ranges[0]):
        return None
    return "behind", _without_noun(text, label, ranges[0]), ranges[1]


_COMMON = frozenset("个大项种")  # characters that many names of sets have


def _is_none(text: str, label: Label, link: str, row: list[tuple[int, int]]) -> bool:
    """Whether pieces behind a label are no members of what it names."""
    (start, end), second, *_ = row
    if all(text[a:b] in _PLACES for a, b in row):
        return True  # 两个县（市、区）: one or another
    if _SENTENCES.search(text, start, end - 1):
        return True  # the first piece is more than one sentence: the list begins inside it, if it is one
    if _EACH.match(text, start) and not _EACH.match(text, second[0]):
        return True  # 两个原因：一个是…，…。另一个是…: other rules find such lists
    if label.quoted and link.lstrip("”’」』") == "是" and text.startswith("，", end):
        own = frozenset(text[label.start + 1 : label.end]) - _COMMON
        return own.isdisjoint(text[start : row[-1][1]])  # “两个凡是”是历史的必然，不得不批了
    quoted = label.start - (text[label.start - 1 : label.start] in tuple(labels.OPEN))
    if link[-1] in "为是" and (_is_word(text, row) or text[quoted - 1 : quoted] == "以"):
        return True  # 以“三严三实”为座右铭; 以“三大战略”为引领，修渠，办学，种树
    # 兴“三农”，就是要选种、积肥、修渠: what is to be done, and no members
    return [text[a] == "要" for a, _ in row] == [True] + [False] * (len(row) - 1)


_EACH = re.compile("一[个种类条]?[则就]?(?:是|叫)|一要|其一|首先|第一")
_NOTE = re.compile("[”’」』]?（[^（）]{1,24}）[^。；：！？、（]{0,10}：")


def _without_noun(text: str, label: Label, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """“四有”新人，就是有…、有纪律｜的新人; 六书者，…、假借｜也: the last piece without what belongs to all of them."""
    start, end = ranges[-1]
    noun = re.compile(f"[”’」』]?(?P<noun>[{HAN}]{{1,6}})[，是]").match(text, label.end)
    of = f"的{noun['noun']}" if noun else ""
    if of and text.endswith(of, start, end) and not any(text.endswith(of, *r) for r in ranges[:-1]):
        end -= len(of)
    elif re.match("[”’」』]?者，", text[label.end : label.end + 3]) and text.endswith("也", start + 1, end):
        end -= 1
    return [*ranges[:-1], (start, end)]


def _is_word(text: str, ranges: list[tuple[int, int]]) -> bool:
    """Whether pieces of one character are those of one word."""
    start, end = ranges[0][0], ranges[-1][1]
    return len(ranges) == end - start and word_edges(text[start:end]) == {0, end - start}


def _unfit(reading: Reading, label: Label) -> pieces.Pieces | None:
    """三大优势：山水、人文、区位、交通 — a plain list of another number behind the label's colon, and nothing else."""
    text = reading.text
    if not text.startswith("：", label.end) or not (label.classified or label.quoted):
        return None
    start, end = clauses.trim(text, label.end + 1, reading.sentence(label.end)[1])
    ranges = pieces.split_last(text, [r for r in clauses.pieces(text, start, end, "、") if r[1] > r[0]])
    plain = {mark for _, mark in clauses.flat_marks(text, start, end)} == {"、"}
    if not plain or len(ranges) < _LEAST_UNFIT or any(b - a > _LONGEST_UNFIT for a, b in ranges):
        return None
    return pieces.without_end(text, ranges)


def _inside_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    """…的标准：“A；B；C” — the list is what the quotation marks hold."""
    if start < len(text) and text[start] in "“「":
        mark = clauses.CLOSING[clauses.OPENING.index(text[start])]
        close = text.find(mark, start)
        if close >= end - 2 or text.rfind(mark, start, end + 1) == close:
            return start + 1, close if close > 0 else end
    return start, end


def _under_heading(reading: Reading, label: Label) -> pieces.Found | None:
    """四个要点。A，B，C，D。 — a label that is its own sentence, at the head of a block."""
    text = reading.text
    end = label.end + (text[label.end : label.end + 1] in ("”", "」"))
    if end >= len(text) or text[end] not in "。：" or label.start > 12:
        return None
    ranges = pieces.split(text, end + 1, reading.sentence(end + 1)[1], label.count)
    return ("heading", *ranges) if ranges and not _MARKED.match(text, ranges[0][0][0]) else None


_COPULA = re.compile("[”’」』]?(?:(?:主要|分别|依次)?是|乃|为)")


def _predicate(reading: Reading, label: Label) -> pieces.Found | None:
    """三大优良作风是A、B、C。: a plain list of as many pieces as the label counts, and nothing else behind 是."""
    text = reading.text
    copula = _COPULA.match(text, label.end)
    if copula is None or label.count < _LEAST_UNFIT:
        return None
    start, end = clauses.trim(text, copula.end(), reading.sentence(label.end)[1])
    ranges = [r for r in clauses.pieces(text, start, end, "、") if r[1] > r[0]]
    if len(ranges) == label.count - 1:
        ranges = pieces.split_last(text, ranges)
    ranges = pieces.cut_tail(text, ranges)
    plain = {mark for _, mark in clauses.flat_marks(text, start, end)} == {"、"}
    if not plain or len(ranges) != label.count or any(b - a > _LONGEST_UNFIT for a, b in ranges):
        return None
    return "predicate", *pieces.without_end(text, ranges)


_POINTS = re.compile("[这此上]$|(?:以|如)上$")
_LAST_QUOTE = re.compile("[“「]([^“”「」]{4,120})[”」][。！]?$")


def _pointed(reading: Reading, label: Label) -> pieces.Found | None:
    """…是“学思想、强党性、重实践”。这三句话…: what the sentence before quotes, or tells behind its colon."""
    text = reading.text
    start, _ = reading.sentence(label.start)
    if start == 0 or not _POINTS.fullmatch(text, start, label.start - (text[label.start - 1] in labels.OPEN)):
        return None
    begin, end = reading.sentence(start - 1)
    begin = max(begin, end - LONGEST_SENTENCE)
    end = clauses.trim(text, begin, end)[1]
    quote, colon = _LAST_QUOTE.search(text, begin, end), text.rfind("：", begin, end)
    if quote is None and colon < 0 and text.count("；", begin, end) != label.count - 1:
        return None
    ranges = pieces.split(
        text,
        *(quote.span(1) if quote else (max(begin, colon + 1), end)),
        label.count,
        separators=pieces.PAUSES if quote or colon >= 0 else ("；",),
    )
    return ("pointed", *ranges) if ranges else None


_CLAUSE = re.compile("[”’」』]?[^，。；：！？、“”（）]{0,14}，")
_DIVIDES = re.compile("(?:分|划分|区分|归纳|概括|总结)[为成]?(?:以下|如下)?$")
_BRIEF = 8  # characters of pieces that a label with several numbers counts


def _told(reading: Reading, label: Label) -> pieces.Found | None:
    """分为两种，A和B; 在三个方面取得突破，A，B，C; “三比三看”活动，比…，比…，比…: behind the clause of the label."""
    text = reading.text
    stop = min(reading.sentence(label.end)[1], label.end + LONGEST_SENTENCE)
    clause = _CLAUSE.match(text, label.end, stop)
    if clause is None:
        return None
    start = clause.end()
    if start - label.end == 1 and _DIVIDES.search(text, max(0, label.start - 6), label.start):
        return _parts(text, start, stop, label)
    if not (label.classified or label.quoted) or label.count < _LEAST_UNFIT:
        return None
    if label.quoted and any(
        char not in text[start:stop] for char in pieces.NUMERALS.sub("", text[label.start : label.end])
    ):
        return None  # “两学一做”活动，学…，学…: what is told has none of the name's own words
    for mark in "；，":
        row = pieces.between_marks(text, start, stop, mark, label.count)
        if (
            len(row) == label.count
            and all(b - a <= pieces.LONGEST[mark] for a, b in row)
            and (mark == "；" or pieces.is_of_one_make(text, row))
        ):
            return "told", row, False
    numbers = pieces.NUMERALS.findall(text[label.start : label.end])
    if len(numbers) < 2:
        return None
    row = [r for r in clauses.pieces(text, start, stop, "[、，]") if r[1] > r[0]]
    openers = len(list(groupby(text[a] for a, _ in row)))  # 清垃圾、清淤泥，拆旱厕、拆违建
    brief = len(numbers) == openers > 1 and len(row) == label.count and all(b - a <= _BRIEF for a, b in row)
    return ("told", row, False) if brief else None


def _parts(text: str, start: int, stop: int, label: Label) -> pieces.Found | None:
    """The parts of what is divided: a plain list up to the next greater mark."""
    end = next((offset for offset, mark in clauses.flat_marks(text, start, stop) if mark != "、"), stop)
    found = pieces.split(text, start, end, label.count, separators=("、",))
    fits = found and text[end : end + 1] != "，" and all(b - a <= _LONGEST_UNFIT for a, b in found[0])
    return ("told", *found) if found and fits else None


def _asked(reading: Reading, label: Label) -> pieces.Found | None:
    """用“三问”检视自己：…？…？…？: as many questions as the label counts behind its colon."""
    text = reading.text
    link = re.compile("[”’」』]?[^。；：！？]{0,16}：").match(text, label.end)
    if link is None or "？" not in text[link.end() : link.end() + pieces.LONGEST["；"]]:
        return None
    row: list[tuple[int, int]] = []
    for _ in range(label.count + 1):
        at = row[-1][1] if row else link.end()
        row += [reading.sentence(at)] if at < len(text) else []
    asks = [text[a:b].rstrip(" ”").endswith("？") for a, b in row]
    if asks[: label.count] != [True] * label.count or asks[label.count :] == [True]:
        return None
    return "asked", [(max(a, link.end()), b) for a, b in row[: label.count]], False


_BOTH = re.compile(
    "[”’」』]?[^。；，：]{0,4}[，。：][^，。；：]{0,6}?既(?P<one>[^，。；]{2,40})，?(?:同时)?[又也](?P<two>[^，。；]{2,40})(?=[，。；])"
)


def _both(reading: Reading, label: Label) -> pieces.Found | None:
    """采取两面政策，既主张修渠，又反对出工; 具有两面性。他们既有…的一面，又有…的一面。"""
    both = _BOTH.match(reading.text, label.end) if label.count == 2 else None
    return ("both", [both.span("one"), both.span("two")], False) if both else None


_HOW = (_both, _behind, ahead.before, ahead.called, ahead.subject, _predicate, _pointed, _told, _asked)
_HAS = re.compile(r"(?<=有)(?P<n>[二三四五六七八九])：")
_MARKED = re.compile("其?[一二首先]|第|[（0-9①]")  # a list that other rules read


def _numbered(view: View, reading: Reading) -> Iterator[Formulation]:
    """特点有三：A、B、C: a number that counts the list behind it, and names nothing."""
    for match in _HAS.finditer(reading.text) if "有" in reading.text else ():
        start, end = match.end(), reading.sentence(match.start())[1]
        found = pieces.split(reading.text, start, end, number(match["n"]) or 0)
        if found and not _MARKED.match(reading.text, found[0][0][0]):
            yield Formulation(
                form="counted",
                label=None,
                members=tuple(member(reading, *r) for r in found[0]),
                lead=reading.lead(reading.sentence(match.start())[0], start),
                section=view.section(reading.index),
                ordered=False,
                open=found[1],
                rule="counted.number",
            )


def _section(view: View, heading: Reading, label: Label) -> Iterator[Formulation]:
    """A label as a heading, and below it paragraphs whose ；-pieces are as many as it counts."""
    members: list[Member] = []
    for reading in view.blocks[heading.index + 1 :]:
        if reading.block.kind != "paragraph":
            break
        ranges = [r for r in clauses.pieces(reading.text, 0, len(reading.text), "；") if r[1] > r[0]]
        if any(b - a > pieces.LONGEST["；"] for a, b in ranges):
            break
        members += [member(reading, *r) for r in ranges]
    if len(members) == label.count and any("；" in r.text for r in view.blocks[heading.index + 1 :][: label.count]):
        yield Formulation(
            form="counted",
            label=heading.source(label.start, label.end),
            label_span=heading.span(label.start, label.end),
            members=tuple(members),
            lead=heading.lead(*heading.title),
            section=view.section(heading.index),
            ordered=False,
            rule="counted.section",
        )


def _cell_starts(rows: list[list[str]]) -> list[list[int]]:
    """Where each cell of a table begins in its text."""
    lengths = [[len(cell) + 1 for cell in row] for row in rows]
    bases = accumulate((sum(row) for row in lengths), initial=0)
    return [[base + at for at in accumulate(row, initial=0)] for base, row in zip(bases, lengths, strict=False)]


def _cell_span(reading: Reading, cell: tuple[int, int]) -> Span:
    return Span(block=reading.block_number, start=cell[0], end=cell[1])


def _columns(view: View, reading: Reading) -> Iterator[Formulation]:
    """A table's column under a head that counts its rows."""
    table = reading.block.text
    rows = [line.split("\t") for line in table.split("\n")]
    starts = _cell_starts(rows)
    for column in range(len(rows[0])):
        name, *cells = [
            clauses.trim(table, starts[i][column], starts[i][column] + len(row[column]), _CELL_EDGES)
            for i, row in enumerate(rows)
            if column < len(row)
        ]
        head = fold(table[slice(*name)]).text
        label = next(iter(labels.heads(head + "：")), None) or next(iter(labels.classified(head)), None)
        if label is None or label.count != len(cells) or not all(a < b for a, b in cells):
            continue
        yield Formulation(
            form="counted",
            label=table[slice(*name)],
            label_span=_cell_span(reading, name),
            members=tuple(Member(text=table[slice(*c)], span=_cell_span(reading, c)) for c in cells),
            section=view.section(reading.index),
            ordered=False,
            rule="counted.column",
        )
