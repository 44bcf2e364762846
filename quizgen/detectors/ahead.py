"""The list stands ahead of the label that counts it: A、B和C三大优势; A、B、C，谓之三宝; A和B是…的两大问题."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizgen.detectors import labels, pieces, rows
from quizgen.detectors.labels import Label
from quizgen.detectors.view import LONGEST_SENTENCE, Reading
from quizgen.text import clauses
from quizgen.text.fold import HAN
from quizgen.text.words import word_edges

_DIVIDING_VERB = re.compile(f"[{HAN}]{{1,24}}(?:分为|分成|包括|包含|概括为|归纳为|总结为|归结为)(?=.)")
_LEADING_VERB = re.compile(
    rf"(?:[^“「『、]{{0,14}}?)(?:拥有|具有|具备|包括|包含|分为|形成|坚持|围绕|统筹|推进|实施|抓好|做好|抓住|加强|落实|完善|提高|增强|提升|区分了?|提出了?|"
    rf"把握好?|处理好|发挥|实现|打好|打造|建设|构建|推行|通过|依靠|运用|采取|采用|经过|完成|聚焦|突出|利用|用好|深受|遭受|受到|[管建守办种修带练算]好|对于|关于|[{HAN}]{{2}}[了着](?![解力手重])|[有把将以对从在是为抓用由至]|按照?)了?(?=.)"
)
_VERB = re.compile(
    "(?:坚决|切实|自觉|不断|努力|始终|实现|增强|坚定|做到|坚持|树牢|落实|贯彻|推进|加强|统揽|全面|深入|认真|弘扬|发扬|践行|牢记|学习|理解|把握|领会|倡导|提出|重申|强化|完善|深化|巩固|拓展)+(?:了|好)?"
)
_OBJECT = re.compile(
    "(?:共建|参与|签署|推行|提出|做到|践行|落实|贯彻|推进|推动|支持|抓好|树牢|增强|坚定|实施|开展|坚持|深化|完善|强化)了?$"
)
_DIVIDED = ("分为", "分成", "列为", "归为", "称为", "成为", "作为")
_TAIL = re.compile(
    "(?:共计?|合计|一共|总共|分别|先后|(?:被?[合并总统通]?称(?:之|作)?为?|被?誉为)(?:[古近现当]代|[东西]?[汉晋]代?|[唐宋元明清]代?|[中我]国|[古今中外]{2})?|谓之|合为|并列为|实现了?|(?<![作认成分称])为)$"
)
_CALLED = re.compile(
    rf"(?P<clause>，)(?:[{HAN}]{{0,8}}?(?:称之?[为作]?|谓之|叫[做作]|誉为|视为)[{HAN}]{{0,4}}|[此这](?:就|便|也|正)?是[^，。；：]{{0,16}}"
    r"|(?:以上|[这此]))$|(?P<open>等)$|(?P<bare>，)$|（$"
)
_LISTED = re.compile(f"(?:、|和|与|以及|及)$|[”」][{HAN}]{{0,8}}、[{HAN}]{{2,8}}$")
_INCLUDING = re.compile("包括|包含")
_SAYS = re.compile("是|[并合]称[“「]")


def before(reading: Reading, label: Label) -> pieces.Found | None:
    """The list stands right before the label: A、B和C三大优势, A、B、C“三宝”, “A”与“B”两个概念."""
    text = reading.text
    end = _mark_before(text, label)
    quotations = text[:end].endswith(("”", "」"))  # “经义”、“治事”两斋
    needs_three = text[:end].endswith("的") or not (label.classified or label.quoted or quotations)
    end -= text[:end].endswith(("这", "的"))
    if label.quoted and _OBJECT.search(text, max(0, end - 12), end):
        return None  # 教育党员、干部坚决做到“两个维护”
    if label.quoted and _LISTED.search(text, max(0, end - 40), end):
        return None  # 对接“十五五”规划、城乡建设和“一带一路”；烟花“打非治违”、货运企业“三上门”: one of the list itself
    if inside := _TAIL.search(text, max(0, end - 8), end):  # A、B、C合称“三宝”, 以A和B为两大特点
        end = inside.start()
    start = max(_list_start(text, end), reading.title[0] if label.start >= reading.title[0] else 0)
    if end - start < 2 or text[end - 1] in "、，" or (needs_three and label.count < 3):
        return None
    open_ = text[start:end].endswith("等")
    ranges = _pieces_before(text, start, end - open_, label.count)
    if (
        len(ranges) != label.count
        or any(b <= a for a, b in ranges)
        or _SAYS.search(text, ranges[-1][0] + 1, ranges[-1][1])
    ):
        return None  # A、B和C是…的三大X: the list is the subject
    if pieces.open_end(text, *ranges[-1]) or text[label.start : label.end] in (
        text[max(a, b - label.end + label.start) : b] for a, b in ranges
    ):
        return None  # 村委、乡委等单位的三份文件; 论文三篇、译文三篇、书评三篇
    if any(next(labels.classified(text, *r), None) for r in ranges[:-1]):
        return None  # 统筹干旱水涝两个方面、统筹种田养鱼｜两件大事: the pieces have lists of their own
    ranges = _without_inclusion(text, ranges)
    quoted = text[ranges[0][0] - 1 : ranges[0][0]] in labels.OPEN and text[ranges[-1][1]] in "”」"
    if not quoted:
        ranges[0] = without_verb(text, ranges)
    *others, last = (b - a for a, b in ranges)
    scraps = label.count == 2 and not quoted and min(*others, last) < 2
    # A、B分别在…发表两篇文章; A、B对“三农”
    clause = last > 2.5 * max(others) + 3 or text[ranges[-1][1] - 1] in "对在从把向于"
    if scraps or clause or any(b - a > 30 or _VERB.fullmatch(text, a, b) for a, b in ranges):
        return None
    return "before", _with_of(text, ranges), open_


def _with_of(text: str, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """比较积极的、中间的和落后的三部分人: the last piece with the 的 that the others have."""
    (start, end), others = ranges[-1], ranges[:-1]
    return [*others, (start, end + 1)] if text[end] == "的" and all(text[b - 1] == "的" for _, b in others) else ranges


def _pieces_before(text: str, start: int, end: int, count: int) -> list[tuple[int, int]]:
    """The pieces of a list that ends at ``end``: inside marks, between 、, linked by 和, twinned or each quoted."""
    if text[end - 1] in "”」" and (row := pieces.adjacent_quotes(text, start, end, count)):
        return row
    if text[end - 1] in "”」" and (mark := max(text.rfind("“", start, end), text.rfind("「", start, end))) >= 0:
        inside = [r for r in clauses.pieces(text, mark + 1, end - 1, "、") if r[1] > r[0]]
        if len(inside) == count:
            return inside
        alone = text[mark - 1 : mark] not in ("”", "」", "、") or not mark
        if one_each := pieces.characters(text, mark + 1, end - 1, count) if alone and count > 2 else []:
            return one_each
    ranges = [r for r in clauses.pieces(text, start, end, "、") if r[1] > r[0]]
    if len(ranges) < count:
        ranges = pieces.split_last(text, ranges)
    if len(ranges) == 1 and count == 2:
        ranges = _twins(text, *ranges[0])
    return ranges


def _list_start(text: str, end: int) -> int:
    """Where the clause begins that ends at ``end``; marks inside brackets do not end it."""
    depth = 0
    for i in range(end - 1, max(-1, end - 200), -1):
        if text[i] in clauses.CLOSING:
            depth += 1
        elif text[i] in clauses.OPENING:
            if depth == 0:
                return i + 1
            depth -= 1
        elif depth == 0 and text[i] in "。；：，！？\n—":
            return i + 1
    return max(0, end - 200)


def _twins(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """国内国际, 线上线下: two words of two characters that share one, with nothing between."""
    if end - start < 4 or pieces.AND.search(text, start, end) or text.endswith(_DIVIDED, start, end):
        return []
    one, two = text[end - 4 : end - 2], text[end - 2 : end]
    if len(set(one) & set(two)) == 1 and one != two:
        return [(end - 4, end - 2), (end - 2, end)]
    return []


_LEAD_OF_WORDS = re.compile(
    "(?:做到|推动|推进|开展|实施|坚持|围绕|聚焦|加强|完成|组织|举办|落实|健全|构建|建立|培育|发展|分|指|按照?|依照|我[省市县区镇乡村校院国]|全[省市县区镇乡村校]|本[省市县区镇乡村校])$"
)
_GONE = re.compile(f"[{HAN}]{{0,8}}?(?:经历|历经|经过|形成|产生|出现|提出|发生)了")
_LONG_LEAD = 3  # characters before the first piece that are no attribute of it
_LONGEST_WORD = 6  # characters of pieces of one length


def without_verb(text: str, ranges: list[tuple[int, int]]) -> tuple[int, int]:
    """The first piece of a list without the clause's beginning (X有省际城市 → 省际城市)."""
    start, end = ranges[0]
    usual = max(b - a for a, b in ranges[1:]) * 1.5
    opener = clauses.common_start([text[a:b] for a, b in ranges[1:]]) if len(ranges) > 2 else ""
    if re.match(f"[{HAN}]", opener) and (at := text.rfind(opener, start, end - 1)) >= 0:
        return at, end  # 好老师要有信念、有学识、有爱心
    limit = _pair(text, ranges)
    if len(ranges) > 2 and end - start > 2 and len({b - a for a, b in ranges}) == 1:
        return start, end
    if verb := _DIVIDING_VERB.match(text, start, limit):
        start = verb.end()
    while (verb := _LEADING_VERB.match(text, start, limit)) and (start == ranges[0][0] or end - start > usual):
        shared = all(text[verb.end() - 1] in text[a:b] for a, b in ranges[1:])
        whole = text[verb.end() - 1] == "在" or verb.end() - start in word_edges(text[start:end])
        if shared or not whole:
            break  # 学习有计划、工作有目标; 有｜效防范
        start = verb.end()
    if (gone := _GONE.match(text, start, limit)) and gone.end() < end:
        start = gone.end()
    return (start, end) if start > ranges[0][0] else _of_one_length(text, (start, end), ranges[1:])


def _pair(text: str, ranges: Sequence[tuple[int, int]]) -> int:
    """Where the first half of the first pair ends if all are pairs (水与土、种与收), else the first piece's end."""
    links = [pieces.AND.search(text, a + 1, b) for a, b in ranges]
    first = links[0]
    return first.start() if first and all(links) else ranges[0][1]


def _of_one_length(text: str, first: tuple[int, int], others: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """依次经历警觉期、抵抗期、衰竭期: as many characters as each of the others has, where a word begins there.

    Of others of uneven length one of theirs, behind a verb that only the first has: 推动｜海港、陆港、信息港.
    """
    start, end = first
    sizes = [b - a for a, b in others]
    behind = rows.lone_verb(text, [first, *others])
    if behind > start and min(sizes) <= end - behind <= max(sizes):
        return behind, end
    length, *uneven = {b - a for a, b in others}
    lead = end - length - start
    if uneven or len(others) < 2 or length > _LONGEST_WORD or lead < 1 or text[end - 1] in clauses.CLOSING:
        return first
    if lead < _LONG_LEAD and not _LEAD_OF_WORDS.search(text, start, start + lead):
        return first
    return (start + lead, end) if lead in word_edges(text[start:end]) else first


def _without_inclusion(text: str, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """包括A、B和C在内的三路人马: the pieces without what says that they are included."""
    start, end = ranges[0][0], ranges[-1][1]
    opened = _INCLUDING.search(text, start, ranges[0][1])
    if not text.endswith("在内", start, end) or opened is None:
        return ranges
    return [(opened.end(), ranges[0][1]), *ranges[1:-1], (ranges[-1][0], end - 2)]


def _mark_before(text: str, label: Label) -> int:
    """Where the label begins, with the mark that opens it, and other words behind that mark (“人生七笔账”)."""
    if label.start and text[label.start - 1] in labels.OPEN:
        return label.start - 1
    mark = max(text.rfind("“", label.start - 5, label.start), text.rfind("「", label.start - 5, label.start))
    return mark if label.quoted and label.start > 5 and mark >= 0 else label.start


def called(reading: Reading, label: Label) -> pieces.Found | None:
    """…，谓之七情; …，这就是著名的五项原则; …，这五个方面; …（“三守”）; A，B，C等三项: the list before."""
    text, end = reading.text, _mark_before(reading.text, label)
    begin, _ = reading.sentence(label.start)
    link = _CALLED.search(text, max(begin, end - 28), end)
    if link is None or (link[0] == "（" and not re.match("[”」]?）", text[label.end : label.end + 2])):
        return None
    ranges = _row_before(text, begin, link.start(), label.count, among=link["open"] is None)
    if not ranges or any(b - a > pieces.LONGEST["，"] for a, b in ranges):
        return None
    noun = text[label.start + 1 : label.end]
    if link["bare"] and not (label.quoted and noun and all(noun in text[a:b] for a, b in ranges)):
        return None  # 不敢贪、不能贪、不想贪，“三不”机制
    if text[ranges[0][0] - 1 : ranges[0][0]] not in labels.OPEN:
        ranges[0] = without_verb(text, ranges)
    return "called", ranges, link["open"] is not None


def _row_before(text: str, start: int, end: int, count: int, *, among: bool) -> list[tuple[int, int]]:
    """The pieces of a list that ends at ``end``: clauses of its sentence, or, if ``among``, words of the last one."""
    start = max(start, end - LONGEST_SENTENCE)
    by = {mark: pieces.between_marks(text, start, end, mark, count) for mark in "；，"}
    for row in by.values():
        pauses = {text.count("、", a, b) for a, b in row}
        alike = len(pauses) == 1 and (pauses != {0} or (count > 2 and pieces.is_of_one_make(text, row)))
        if len(row) == count and alike and _is_even(row):
            return row
    words = pieces.cut_tail(text, _pieces_before(text, _list_start(text, end), end, count)) if among else []
    if len(words) == count and (count > 2 or among):
        return words
    row = by["，"] if not among else []
    return row if len(row) == count > 2 and _is_even(row) else []


def _is_even(row: Sequence[tuple[int, int]]) -> bool:
    lengths = [b - a for a, b in row]
    return max(lengths) <= 3 * min(lengths)


def subject(reading: Reading, label: Label) -> pieces.Found | None:
    """A和B是…的两大问题: the list is the subject of the sentence whose predicate is the label."""
    text = reading.text
    start = _list_start(text, label.start)
    copula = re.compile(r"(?:[，、])?(?:是|乃是|(?<!分)为|构成|成为)").search(text, start, label.start)
    if copula is None or label.start - copula.end() > 16:
        return None
    ranges = [r for r in clauses.pieces(text, start, copula.start(), "、") if r[1] > r[0]]
    if len(ranges) < label.count:
        ranges = pieces.split_last(text, ranges)
    if len(ranges) != label.count or any(b - a > 16 for a, b in ranges):
        return None
    ranges[0] = without_verb(text, ranges)
    return "subject", ranges, False
