"""Frames: what pieces side by side have in common, which makes them a row to be recited.

Forms: the same opening (讲政治、讲规矩、讲纪律), ending, both, a function word at one place (安不忘危、存不忘亡), a run
inside, or enough of the same characters. The first piece and the last are cut to what the others share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise

from quizgen import data
from quizgen.detectors.rows import HAN_ONLY, LEAST_ATTRIBUTE, LED, NUMBERED, Kind, Range, han, is_edge, set_of, words_of
from quizgen.text import clauses
from quizgen.text.fold import HAN
from quizgen.text.words import words

_BROKEN = re.compile("[：；（）]|^[^“]*”|“[^”]*$")
_OF_ALL = ("都", "均", "皆")  # behind a row: 水的来路、水的去路、水的用途｜都要清楚
_TORN_QUOTE = re.compile("^[^“]*”|“[^”]*$")
_DIGIT = re.compile("[0-9]")
STEM = re.compile("[甲乙丙丁戊己庚辛]")
_ARTICLE = re.compile("第[一二三四五六七八九十百零0-9]+[条款项章节页期届]")
_MEASURED = re.compile("[一二两三四五六七八九十百千万0-9](?:钱|克|楼|层|元|号|日|天|年|月|岁|升|毫升|万元)$")
_ONE_AND_ONE = re.compile("一.{1,2}一")  # 一花一世界
_LABELLED = re.compile("[“「][一二两三四五六七八九十]")
WEAK = ("infix", "common")
_TORN = "着了过的地得"  # no piece begins with the end of a verb
_NO_HAN = re.compile(f"[^{HAN}]")
_TO = re.compile("[到在从向于]")
_LONGEST_NOUN = 3  # characters that several pieces may have in common in one stretch without a function word
_LONGEST_TOPIC = 14  # characters of a clause that stands before the first piece
_LONGEST_TERM = 4  # characters
_LONG_TAIL = 4  # characters that uneven clauses have in common at their ends
_MOST_UNEVEN = 2  # characters between clauses that one word at one place can hold together, whatever it is
_WORDS_OF_THEIR_OWN = frozenset("大小新好上有不")  # which anchor no clauses of unlike length: …大有进步，…大大增进
_LONGEST_UNEVEN = 3  # times the shortest of such clauses
_LEAST_ROW = 3  # pieces
_WORD = 2  # characters
TRIPLE = 3  # characters of clauses of which one in common makes a row: 听民声，察民情，解民忧
_LONGEST_PHRASE = 6  # characters; a longer piece is a clause, and nothing else stands behind the last of them
_LONGEST_SCRAP = 2  # characters behind the last piece that are no words of their own
_LONGEST_TAIL = 7  # characters of what a row is an attribute of
LONGEST_VERSE = 5  # characters of a clause
_LONGEST_ROW = 24  # characters of a piece that a shared run in its middle can hold together


def framed(text: str, row: Sequence[Range], kind: Kind) -> Iterator[tuple[str, list[Range]]]:
    """The longest runs of at least three pieces that share a frame, first piece and last cut to fit the others."""
    texts = [text[a:b] for a, b in row]
    longest, clause = kind[2], kind[1] in "，；"
    start = 0
    while start + 2 < len(row):
        best: tuple[str, list[Range]] | None = None
        stop = start + 3
        while stop <= len(row) and _may_frame(texts[stop - 3 : stop], longest, clause=clause):
            run = _fit(text, row[start:stop], longest, clause=clause)
            if run is None:
                break
            best = run
            stop += 1
        whole = _widened(text, row, start, best[1]) if best else []
        chance = best and 2 * len(whole) < len(row) and text[whole[0][1]] == "、"  # 青年会、妇女会、商会 of ten bodies
        if best and not chance:
            yield f"parallel.frame.{best[0]}", whole
        start += len(best[1]) if best else 1


def _widened(text: str, row: Sequence[Range], start: int, run: list[Range]) -> list[Range]:
    """The run with the pieces beside it that end as it does, whatever else its own share.

    林木看护体系、｜林地测量体系、林地更新体系、林地防火体系｜和山火扑救体系.
    """
    ending = han(clauses.common_end([text[a:b] for a, b in run])[::-1])[::-1]
    if len(ending) < LEAST_ATTRIBUTE or run != list(row[start : start + len(run)]):
        return run
    longest = max(b - a for a, b in run)
    first, last = start, start + len(run)
    while first and text.endswith(ending, *row[first - 1]):
        first -= 1
    while last < len(row) and text.endswith(ending, *row[last]):
        last += 1
    before, behind = list(row[first:start]), list(row[start + len(run) : last])
    if before and before[0][1] - before[0][0] > longest:  # what leads to all of them stands before the first
        begin = before[0][1] - longest
        before[0] = (begin, before[0][1])
        if not is_edge(text, *row[first], begin):
            return run
    return [*before, *run, *behind] if all(b - a <= 2 * longest for a, b in (*before, *behind)) else run


def _may_frame(texts: Sequence[str], longest: int, *, clause: bool) -> bool:
    """Whether three pieces side by side can be of one frame; few are, and to see that they are not takes little.

    Of the first piece only the start may be cut off, of the last the end, of the middle one nothing.
    """
    first, middle, last = texts
    if not 2 <= len(middle) <= longest or not set(middle).intersection(first, last):
        return False
    opens = middle[0] == last[:1] and middle[0] in first
    ends = middle[-1] == first[-1:] and middle[-1] in last
    even = len(middle) <= min(len(first), len(last)) + 1
    return (
        (opens and (ends or even or not clause or middle[1] == last[1:2]))
        or (ends and ((even and not clause) or middle[-2] == first[-2:-1]))
        or _may_have_infix(first, middle, last, clause=clause)
        or _may_have_common(texts)
    ) and not _BROKEN.search(middle)


def _may_have_infix(first: str, middle: str, last: str, *, clause: bool) -> bool:
    """Whether a function word, or more than one character, stands at one place; the last piece then is not cut."""
    start = first if clause else middle  # the first of several clauses is not cut either
    same = [a for a, b, c in zip(start[1:], middle[1:], last[1:], strict=False) if a == b == c]
    same += [a for a, b, c in zip(first[-2::-1], middle[-2::-1], last[-2::-1], strict=False) if a == b == c]
    return len(same) > 1 or (len(same) == 1 and (same[0] in _function_words() or len(middle) == TRIPLE))


@cache
def _function_words() -> frozenset[str]:
    """What alone can make an infix."""
    return set_of("anchors") | set_of("holders") | {"的"}


def _may_have_common(texts: Sequence[str]) -> bool:
    """Whether the characters that stand in all texts, in whatever order, are enough for the frame "common"."""
    least, most = min(map(len, texts)), max(map(len, texts))
    return most <= 2.2 * least + 1 and _is_enough(_shared(texts), least, most)


def _fit(text: str, run: Sequence[Range], longest: int, *, clause: bool) -> tuple[str, list[Range]] | None:
    """The frame that all pieces share, and ``run`` with its outer pieces cut to it, or ``None``."""
    middle = [text[a:b] for a, b in run[1:-1]]
    first, last = run[0], run[-1]
    for begin in _starts(text, first, middle):
        # and not where a clause ends, or what leads all of them
        inside = begin > first[0] and text[begin - 1] not in "，：" and not _DENIES.fullmatch(text, first[0], begin)
        for end in [last[1]] if clause and _is_led(text, last, middle) else _ends(text, first[1], last, middle):
            if end < last[1] and not _may_cut(text, last, end, middle, clause=clause):
                continue
            texts = [text[begin : first[1]], *middle, text[last[0] : end]]
            if _TORN_QUOTE.search(texts[0]) or _TORN_QUOTE.search(texts[-1]):
                continue
            inside_last = end < last[1] and not text.startswith("等", end)
            frame = _frame(texts, cut=inside_last, clause=clause) if max(map(len, texts)) <= longest else None
            cut = begin > first[0] or end < last[1]
            if (
                frame is None
                or _is_manner(text, end, last, texts)
                or (frame == "tail" and cut)
                or (frame in WEAK and end < last[1] and not clause and _is_noun_cut(text, end, last[1], texts))
                or (frame in WEAK and _is_cut_too_far(frame, inside, end < last[1], texts, clause))
            ):
                continue
            sure = len(run) > 3 or text.startswith(_OF_ALL, end)
            vouched = sure and len(set(map(len, texts))) == 1 and not _is_torn(texts, text[end : last[1]])
            if vouched or (is_edge(text, *first, begin) and is_edge(text, *last, end)):  # no cut inside a word
                return frame, [(begin, first[1]), *run[1:-1], (last[0], end)]
    return None


def _is_led(text: str, last: Range, middle: Sequence[str]) -> bool:
    """Whether clauses open with one word, and the last of them is whole: 不负时代，不负韶华，不负人民的期望."""
    opening = clauses.common_start([*middle, text[slice(*last)]])
    return len(opening) > 1 and last[1] - last[0] <= _LONGEST_UNEVEN * max(map(len, middle))


def _may_cut(text: str, last: Range, end: int, middle: Sequence[str], *, clause: bool) -> bool:
    """Whether the last piece may end inside its words: a clause only before 的 or 等, and not in a row of words."""
    start, stop = last
    if all(t.endswith("的") for t in middle) and text[end - 1] == "的" and text[start - 1] != "，":
        return True  # 民族的、科学的、大众的文化
    if clause and text.startswith("的", end) and end - start < min(map(len, middle)):
        return False  # 扎根山村，服务山村，为山村｜的发展出力
    if text.startswith(("的", "等", *_OF_ALL), end):
        return clause or text[start - 1] != "，"
    scrap = stop - end <= _LONGEST_SCRAP and text[stop : stop + 1] in "。！？；"
    opens_alike = len(clauses.common_start([*middle, text[start:stop]])) > 1
    scrap = scrap or (opens_alike and end - start > _LONGEST_PHRASE)
    ends_alike = text.endswith(clauses.common_end(middle)[-2:] or "，", start, end)
    if text[end:stop] in set_of("closing_verbs"):
        return False  # 发展成果由人民｜共享
    if clause or (scrap and not ends_alike and not text.endswith(words_of("standards"), end, stop)):
        return False  # 面对歪风敢不敢坚决｜斗争。
    return text[start - 1] != "，"  # 思想建党、理论强党，是我们党的特色


def _is_manner(text: str, end: int, last: Range, texts: Sequence[str]) -> bool:
    """Whether pieces say how something is done that a verb behind them names: 更高站位、更严标准、更实作风｜推动."""
    goes_on = (end < last[1] and not text.startswith("的", end)) or len(texts[-1]) > max(map(len, texts[:-1])) + 2
    return goes_on and all(t[0] in set_of("manners") for t in texts[1:])


def _is_noun_cut(text: str, end: int, stop: int, texts: Sequence[str]) -> bool:
    """Whether the last of three pieces is cut before its own noun: 制订的计划、用到的程序、得到的相关｜证据."""
    return len(texts) == _LEAST_ROW and stop - end <= _LONGEST_SCRAP and not text.startswith(("的", "等"), end)


def _is_torn(texts: Sequence[str], behind: str) -> bool:
    """Whether even pieces were cut inside a word: 强大的战斗｜力. A phrase is not: 弱有所扶｜上 (jieba knows 扶上)."""
    if len(texts[0]) <= _LONGEST_PHRASE - 2:
        return False
    start, end = words(texts[0])[0], words(texts[-1])[-1]
    return len(start) == 1 or (bool(behind) and len(words(end + behind[0])) == 1)


def _is_cut_too_far(frame: str, start: bool, end: bool, texts: Sequence[str], clause: bool) -> bool:
    """A weak frame bears no cut in the middle of a clause, nor two cuts by a single whole piece of another length."""
    even = len(set(map(len, texts))) == 1
    if start and clause:
        brief = even and len(texts[0]) <= LONGEST_VERSE and texts[0][0] not in _TORN
        return not brief or same_places(texts) < (1 if len(texts[0]) == TRIPLE else 2)  # 关键要有｜识变之智，应变之方
    single = len(texts) == 3 and (frame == "common" or not even)
    return (start and frame == "common") or (start and end and single)


def same_places(texts: Sequence[str]) -> int:
    """At how many places all texts have the same character."""
    return sum(len(set(chars)) == 1 for chars in zip(*texts, strict=False))


_DENIES = re.compile("[决绝]?不(?:能|要|可以?|得|应该?|允许|准|许)|切[莫忌不]可?")
_TELLS = re.compile("包括|包含|主要有|主要是|分为|分成|分别[是为]|要做|争做|争当|成为|作为|[做当]好")


def _starts(text: str, first: Range, middle: Sequence[str]) -> list[int]:
    """Where the first piece may begin: at its start, where the others' opening stands in it, or at their length."""
    least = min(map(len, middle)) - 1
    found = [told.end() for told in _TELLS.finditer(text, *first) if first[1] - told.end() >= least]
    if len({len(t) for t in middle}) == 1 and (at := first[1] - len(middle[0])) > first[0]:
        found.append(at)
    if all("的" in text for text in middle) and (verbs := _verbs_before(text[slice(*first)])):
        found.append(first[0] + verbs)  # 推动形成｜清清爽爽的同志关系、规规矩矩的上下级关系
    opening = clauses.common_start(middle)[:2] if len(middle) > 1 else middle[0][:2]
    for length in (2, 1):
        at = text.rfind(opening[:length], first[0], first[1]) if len(opening) >= length else -1
        short = opening[:1] in set_of("openers") and first[1] - at > 3
        by_manner = length > 1 and text[first[0] : max(at, first[0])] in set_of("adverbs")  # 有力｜维护…、维护…、维护…
        if at > first[0] and (short or by_manner or first[1] - at >= least):
            found.insert(0 if length > 1 else len(found), at)  # 实现中国梦｜必须走中国道路, 必须弘扬中国精神
    _add_led(found, text, first, middle)
    both = text.find("既", first[0], first[1])
    if both > first[0] and all(piece[0] in "也又还" for piece in middle):
        found.insert(0, both)  # 这样的村子｜既有水，也有路，还有学堂
    comma = text.rfind("，", first[0], min(first[1], first[0] + _LONGEST_TOPIC)) + 1
    if comma and not any("，" in piece for piece in middle):
        found.append(comma)  # 五个方面，｜创新成为动力；协调成为方法；…
    return [*found, first[0]]


def _add_led(found: list[int], text: str, first: Range, middle: Sequence[str]) -> None:
    """Add to ``found`` where the first piece begins behind what leads all of them; the likeliest place comes first."""
    if denied := _DENIES.match(text, *first):
        found.append(denied.end())  # 不能｜吃着村里的饭，端着村里的碗，砸着村里的锅
    if led := LED.match(text, *first):
        if all(piece[0] == text[led.end() : led.end() + 1] for piece in middle):
            found.insert(0, led.end())
        elif led[0].endswith("坚持") and not any(piece.startswith("坚持") for piece in middle):
            found.append(led.end())  # 坚持｜科技是第一生产力、人才是第一资源、…
    of = text.find("的", *first) + 1
    if of and not any("的" in piece or piece[0] == text[first[0]] for piece in middle):
        found.append(of)  # 村里面临的｜用水考验、用地考验、用人考验


def _verbs_before(text: str) -> int:
    """How many characters of ``text`` are verbs that lead up to an attribute."""
    length = 0
    for word in words(text):
        if word not in set_of("verbs") or "的" not in text[length + len(word) :]:
            break
        length += len(word)
    return 0 if text[length : length + 1] in _TORN else length


def _ends(text: str, first: int, last: Range, middle: Sequence[str]) -> list[int]:
    """Where the last piece may end: at its end, behind the others' common ending, or at their length.

    ``first`` is where the first one ends.
    """
    found = []
    if len({len(t) for t in middle}) == 1 and (at := last[0] + len(middle[0])) < last[1]:
        found.append(at)
    ending = clauses.common_end(middle)[-2:] if len(middle) > 1 else middle[0][-2:]
    least = min(map(len, middle)) - 1
    for length in (2, 1):
        begin = last[0] + max(1, least - length)
        at = text.find(ending[-length:], begin, last[1]) if len(ending) >= length else -1
        if 0 <= at < last[1] - length:
            found.append(at + length)
    if (more := text.find("等", last[0] + max(2, least), last[1])) > 0:
        found.append(more)  # 水渠不牢、分水不公、｜管护不勤等问题
    of = text.find("的", last[0], last[1])
    near = last[1] - last[0] <= 1.5 * max(map(len, middle)) + 1
    if near and len(ending) > 1 and text.endswith(ending, *last) and text.endswith(ending, 0, first):
        return [last[1]]  # 从自我做起、从现在做起、从日常生活做起
    if of > 0 and last[1] - of <= _LONGEST_TAIL and not any("的" in t for t in middle):
        found.append(of)  # 从小富向共富的转变
    return [*found, last[1]]


def _frame(texts: Sequence[str], *, cut: bool, clause: bool) -> str | None:
    """How all pieces repeat the same characters in the same places (``None``: not, or as mere compound nouns do)."""
    opening, ending = han(clauses.common_start(texts)), han(clauses.common_end(texts)[::-1])[::-1]
    least, most = min(map(len, texts)), max(map(len, texts))
    if _is_no_row(texts) or _is_of_terms(opening, texts) or max(len(opening), len(ending)) >= least:
        return None
    nominal = _is_nominal(ending, texts) and not (clause and len(ending) > 1 and most - least <= 2)
    even = most - least <= 1
    if opening and ending and most <= 4 * least and not (nominal and len(opening) < 2 and not clause):
        return "both"
    if clause and _have_tail(ending, texts):
        return "tail"
    if most > 2.2 * least + 1:
        return None
    if len(opening) > 1 or (opening and not nominal and (even or _is_loose(opening, texts, clause=clause))):
        return "opening" if len(opening) > 1 else "first"
    if not nominal and ((len(ending) > 1 and most - least <= 4) or (ending and even and not clause)):
        return "ending" if len(ending) > 1 else "last"
    if clause and most == least and ending and same_places(texts) > len(ending):
        return "last"  # 党员要站出来，村民要跟上来，青年要顶上来
    return None if (cut and most > least) or (nominal and not clause) else _weak_frame(texts, clause=clause)


def _weak_frame(texts: Sequence[str], *, clause: bool) -> str | None:
    """A frame that only some characters inside the pieces make."""
    if sum(bool(_LABELLED.search(t)) for t in texts) > 1:
        return None  # 增强“四个意识”、坚定“四个自信”: what repeats is the labels' own make
    if _infix(texts, clause=clause):
        return "infix"
    return "common" if _may_have_common(texts) and _frames(common_of(texts), texts) else None


def _is_no_row(texts: Sequence[str]) -> bool:
    """Whether texts cannot be pieces of a row: they repeat, are numbered, or are cut out of an attribute."""
    return (
        len(set(texts)) < len(texts)
        or not all(HAN_ONLY.match(t) for t in texts)
        or all((NUMBERED.match(t) and not _ONE_AND_ONE.match(t)) or _DIGIT.search(t) for t in texts)
        or any(t.startswith(("的", "但", "然而", "因此")) for t in texts)
        or all(STEM.match(t) for t in texts)
        or people().issuperset(texts)
        or sum(bool(_ARTICLE.search(t)) for t in texts) > 1
        or all(_MEASURED.search(t) for t in texts)
        or _are_places(texts)
    )


def _are_places(texts: Sequence[str]) -> bool:
    """Whether pieces only say where something is so: 用水问题上，用地问题上，用人问题上｜常常处理得不好."""
    if not all(t[-1] == "上" and t[:-1].endswith(_compounds()) for t in texts):
        return False
    return not any(map(_TO.search, texts[1:]))


@cache
def people() -> frozenset[str]:
    """Well-known names, a row of which is none of words: 孔子、孟子、荀子."""
    return frozenset(data.load("speech")["people"])


def _is_of_terms(opening: str, texts: Sequence[str]) -> bool:
    """Whether what the pieces open with is one noun, and no verb or adverb that frames them."""
    if opening and {len(t) for t in texts} == {_WORD}:
        return opening not in set_of("brief_openings")  # 家风、家训、家教
    noun = opening.startswith(words_of("nominal_openings")) and not opening.startswith(words_of("framing"))
    if noun and (all(map(_ONE_AND_ONE.match, texts)) or (len(opening) > 2 and opening[-1] in set_of("auxiliaries"))):
        return False  # 一花一世界; 村子要强，先要修路；村子要富，…
    if opening.startswith("每一"):
        return False  # 每一条水渠、每一块旱地、每一户人家
    return noun or _is_terms(opening, texts)


def _have_tail(ending: str, texts: Sequence[str]) -> bool:
    """Whether clauses too uneven for another frame have a long ending in common: …召唤大家修渠，…更召唤大家修渠."""
    least, most = min(map(len, texts)), max(map(len, texts))
    uneven = least + _LONG_TAIL < most <= _LONGEST_UNEVEN * least
    return uneven and len(ending) >= _LONG_TAIL and not any("、" in text for text in texts)


def _is_attributed(ending: str, texts: Sequence[str]) -> bool:
    """清清爽爽的同志关系、规规矩矩的上下级关系: what the same noun is qualified by with 的, each time."""
    attributed = sum("的" in text[LEAST_ATTRIBUTE : -len(ending)] for text in texts) if ending else 0
    return attributed == len(texts) or (len(ending) > 1 and len(texts) > _LEAST_ROW and attributed == len(texts) - 1)


def _frames(common: str, texts: Sequence[str]) -> bool:
    """Whether what all pieces have in common is enough, and more than one noun that they speak of (数字素养)."""
    if not _is_enough(len(_NO_HAN.sub("", common)), min(map(len, texts)), max(map(len, texts))):
        return False
    one = SequenceMatcher(None, texts[0], texts[1], autojunk=False).find_longest_match()
    noun = texts[0][one.a : one.a + one.size]
    return len(noun) < _LONGEST_NOUN or not _function_words().isdisjoint(noun) or any(noun not in t for t in texts)


def _is_enough(common: int, least: int, most: int) -> bool:
    """Whether so many characters in common frame texts of ``least`` to ``most`` characters."""
    return common > 1 and (common * 3 >= most or (common > 2 and most - least <= 2))


def _is_terms(opening: str, texts: Sequence[str]) -> bool:
    """Whether the pieces are terms of one field (政治标准、政治视角、政治效果), or bodies (宣传部、组织部)."""
    if all(t.endswith(words_of("bodies")) for t in texts[:-1]):  # the last is cut to fit: 航空设计｜研究所
        return True
    nouns = sum(t.endswith(_compounds()) for t in texts)
    brief = min(map(len, texts)) <= _LONGEST_TERM
    return len(opening) > 1 and brief and nouns * 2 >= len(texts) and not opening.startswith(words_of("framing"))


def _is_loose(opening: str, texts: Sequence[str], *, clause: bool) -> bool:
    """从…向…、从…向…: one character holds pieces of uneven length together where it asks for a complement."""
    if clause:
        return opening in set_of("degrees") and max(map(len, texts)) <= LONGEST_VERSE
    return opening in set_of("degrees") or (opening in set_of("openers") and len(common_of(texts)) > 1)


def _is_nominal(ending: str, texts: Sequence[str]) -> bool:
    """Whether the pieces are compounds of one kind (忧患意识、风险意识), and not phrases with one frame."""
    compounds = _compounds()
    if _is_attributed(ending, texts) or (ending == "人" and all(t[:-1] in set_of("moving") for t in texts)):
        return False
    return (
        ending in set_of("nominal_endings") or ending.endswith(compounds) or all(t.endswith(compounds) for t in texts)
    )


@cache
def _compounds() -> tuple[str, ...]:
    return tuple(word for word in words_of("nominal_endings") if len(word) > 1)


def _infix(texts: Sequence[str], *, clause: bool) -> bool:
    """安不忘危、存不忘亡; …任务之重、…挑战之多: an anchor at one place from the start or the end of every piece."""
    least = min(map(len, texts))
    if least < 3:
        return False
    places = [*range(1, min(least - 1, 4))] + [-i for i in range(2, min(least, 5))]
    same = [texts[0][i] for i in places if len({t[i] for t in texts}) == 1]
    if "的" in same and least >= 6 and len(set(map(len, texts))) == 1:
        return True
    uneven = clause and max(map(len, texts)) - least > _MOST_UNEVEN and len(same) == 1
    anchors = set_of("anchors") - _WORDS_OF_THEIR_OWN if uneven else set_of("anchors")
    if not anchors.isdisjoint(same) or (len(set(map(len, texts))) == 1 and len(same) > 1):
        return True
    return _has_shared_run(texts) or _has_shared_run([t[::-1] for t in texts])


def _has_shared_run(texts: Sequence[str]) -> bool:
    """…为什么能、…为什么行: a run at one place from the start of every piece, one of them no part of a noun."""
    if max(map(len, texts)) > _LONGEST_ROW:
        return False
    same = ["" if len({t[i] for t in texts}) > 1 else texts[0][i] for i in range(1, min(map(len, texts)) - 1)]
    return any(a and b and (a in set_of("holders") or b in set_of("holders")) for a, b in pairwise(same))


def common_of(texts: Sequence[str], least: int = 2) -> str:
    """A long common subsequence of all pieces, built pair by pair; empty where it cannot have ``least`` characters."""
    if _shared(texts) < least:
        return ""
    common = texts[0]
    for text in texts[1:]:
        matcher = SequenceMatcher(None, common, text, autojunk=False)
        common = "".join(common[m.a : m.a + m.size] for m in matcher.get_matching_blocks())
    return common


def _shared(texts: Sequence[str]) -> int:
    """How many characters of every text stand in all of them, where these are not all the same one."""
    shared = set(texts[0]).intersection(*texts[1:])
    return min(sum(map(shared.__contains__, text)) for text in texts) if len(shared) > 1 else 0
