"""What to blank: the phrase that carries an item, always whole words and whole quotations.

Members that share a frame (对…负责, 坚持…) keep it and are asked for what differs; a pair (比A，而不是比B; 不是A而是B)
shows one half and is asked for the other; a long member is asked for the object behind its verbs (要坚持…), for the
quotation in it, or for the phrase that ends its first clause, and shows the rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, takewhile

from quizgen.cards.frames import frame, ragged, shared_comma, shared_joint, shared_place, shared_role
from quizgen.cards.keys import skeleton
from quizgen.cards.marks import balanced, inside_pair, with_whole_pairs
from quizgen.cards.wordlists import word_lists
from quizgen.text.clauses import CLOSING, OPENING
from quizgen.text.words import part_edges, word_edges, words

LONGEST = 12
"""Characters that a learner can be asked to produce at once; human setters stay below in nine of ten blanks."""

LONGEST_WHOLE = 16
"""Where nothing in a phrase of up to so many characters is a good place to cut, it is asked whole."""

LONGEST_UNCUT = 22
"""A clause up to so long is asked whole where it is nothing but words in a row: a cut there would halve a phrase."""

LONGEST_SERIES = 20
"""Things in a row up to so many characters are asked together."""

LONGEST_CLAUSE = 24
"""A clause of a saying may be longer: it is learnt as it stands."""

SHORTEST = 2
SHORTEST_OBJECT = 4
SHORTEST_CLAUSE = 3
SHORTEST_QUOTATION, LONGEST_QUOTATION = 3, 20
LONGEST_TOPIC = 8
LONGEST_PLACE = 6
LONGEST_WHERE = 16
LEAST_BEHIND_TOPIC = 2
LEAST_BEHIND_COPULA = 9
"""Of a member of so many characters what stands behind its 是 is asked."""

_DATE = re.compile("[〇零一二三四五六七八九十百0-9]{1,4}(?:周年|年|个月|天)(?:之际|时|后|内)")
_CALL = re.compile("[^。！？!?]{1,3}[。！？!?](?=.{4})|[^，。：]{1,4}[曰云][：:](?=..)")  # 其恕乎！｜…, 象曰：｜…
_WHILE = re.compile("在.{1,8}(?:过程中|中|时|期间)$")  # 疾病在发展过程中，…
_TOGETHER = re.compile("(?:紧密|有机)?(?:联系|结合|统一|贯通|衔接|统筹)起来$")
_BASIS = re.compile("为(?:前提|基础|核心|主线|根本|中心|目标|导向|重点|依据|条件|基本内涵|标志)$")  # 以…｜为前提
_WHEN = re.compile(
    "[〇零一二三四五六七八九十0-9]{2,4}年(?:[一二三四五六七八九十0-9]{1,3}月)?(?:[一二三四五六七八九十0-9]{1,3}日)?[，,]"
)
_TITLE = "同志"
_VIEWED = re.compile("从[^，。；：、]{1,14}[看讲说]，(?=.{4})")  # 从水源看，村里不缺水: the side is the cue
_TWIN = re.compile("的(?P<noun>[^、，。的]{2,4})、[^、，。]{1,8}的$")
_ONE_OF = re.compile("一[个种支名位](?=..)")
_MADE = re.compile("作为(?=..)|[放摆]在(?=..)|当[作成](?=..)|看[作成](?=..)|转化为(?=..)")
_ORDINAL = re.compile("第?[一二三四五六七八九十百]+[个大项种]?")
_AND_SO_ON = re.compile("(?<![对平均同])等+[，；。、]?$")  # but 权责对等
_MARKS = frozenset("，；：。！？,;:!?")
_JOINTS = _MARKS | frozenset("、的和与及或")
_SERIES = frozenset("、和与及或")
_QUOTES = frozenset("“‘「『")
_NO_OBJECT = _JOINTS | frozenset("不没未")
_COMPLEMENTS = tuple("好了着过")
_EDGE = "，；：。、！？,;:!? \t　—…_"


_MODALS = ("应当", "必须", "应", "须")  # behind these may stand what only qualifies a noun: 应当｜具有的工作条件

CAESURAS = {5: 2, 7: 4}
"""By the length of a line of verse, where it pauses."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A text in three: what stands before the answer, the answer, what stands behind it."""

    before: str
    answer: str
    after: str

    @property
    def text(self) -> str:
        """The three joined again."""
        return self.before + self.answer + self.after


def is_function_word(answer: str) -> bool:
    """Whether many other words would fit the gap as well: 要, 坚持, 以及."""
    lists = word_lists()
    return any(
        answer in words for words in (lists.adverbs, lists.prepositions, lists.verbs, lists.hanging, lists.empty)
    )


def member_cuts(texts: Sequence[str]) -> tuple[Cut, ...]:
    """What to ask of each member of one list; see this module's head."""
    cuts = _cuts(texts)
    views = [view.end() if (view := _VIEWED.match(text)) else 0 for text in texts]
    if all(views) and any(len(cut.before) < view for cut, view in zip(cuts, views, strict=True)):
        return tuple(
            _cut(text, *_asked(text, view, len(text), LONGEST)) for text, view in zip(texts, views, strict=True)
        )
    return cuts


def _cuts(texts: Sequence[str]) -> tuple[Cut, ...]:
    """What to ask of each by what they share, else of each alone."""
    start, end = frame(texts)
    if places := shared_place(texts):
        bounds = [(place, len(text) - end) for text, place in zip(texts, places, strict=True)]
        return tuple(_cut(text, *_asked(text, a, b, LONGEST)) for text, (a, b) in zip(texts, bounds, strict=True))
    if roles := shared_role(texts) if not end else ():
        return tuple(_cut(text, *_asked(text, a, b, LONGEST)) for text, (a, b) in zip(texts, roles, strict=True))
    middles = [text[start : len(text) - end] for text in texts]
    comma, joint = shared_comma(middles), shared_joint(middles)
    if not start and not end and not comma and not joint:
        if pieces := ragged(texts):
            return tuple(_cut(text, *_asked(text, a, b, LONGEST)) for text, (a, b) in zip(texts, pieces, strict=True))
        starts = (_behind_lone_preposition(texts), *[0] * (len(texts) - 1))
        return tuple(
            _pair_cut(text) or _member_cut(text, start, len(text), "", "")
            for text, start in zip(texts, starts, strict=True)
        )
    cuts = tuple(_member_cut(text, start, len(text) - end, comma, joint) for text in texts)
    light = any(is_function_word(text[start : len(text) - end]) for text in texts)
    if light and not comma and not joint and max(map(len, texts)) <= LONGEST_WHOLE:
        led = min(start, _behind_verbs(texts[0], 0, len(texts[0])))
        return tuple(_cut(text, *_trimmed(text, led, len(text))) for text in texts)  # 做到｜自我净化、｜自我完善: terms
    return cuts


def _behind_lone_preposition(texts: Sequence[str]) -> int:
    """Where the first text begins, where the preposition before it leads all of them: 以｜劳动者、劳动资料、…"""
    first, *others = texts
    lone = first[:1] in ("以", "对", "把", "将", "向", "为") and 1 in word_edges(first) and "为" not in first[1:]
    alike = others and max(map(len, texts)) <= 2 * min(map(len, texts)) and max(map(len, texts)) <= LONGEST
    led = any(other[:1] in word_lists().prepositions | word_lists().adverbs for other in others)
    return 1 if lone and alike and not led and len(first) > SHORTEST + 1 else 0


def _pair_cut(text: str) -> Cut | None:
    """What to ask of an item of two halves: one of them, with the other as its cue."""
    for pair in word_lists().pairs:
        at = text.find(pair.joint, len(pair.opener) + SHORTEST)
        behind = at + len(pair.joint)
        if at < 0 or not text.startswith(pair.opener) or len(skeleton(text[behind:])) < SHORTEST:
            continue
        start, end = (len(pair.opener), at) if pair.asked == "first" else (behind, len(text))
        if pair.asked == "second" and text[len(pair.opener)] == text[behind] == "有" and behind + 1 in part_edges(text):
            start += 1  # 既有物质又有｜精神
        if balanced(text[start:end]) and {at, behind} <= part_edges(text):
            return _cut(text, *_asked(text, start, end, LONGEST))
    return None


def clause_cut(text: str) -> Cut:
    """What to ask of one clause of a saying: all of it, or of a long one the phrase that carries it.

    A call that stands before it is shown: 其恕乎！己所不欲.
    """
    call = _CALL.match(text)
    start, end = _asked(text, call.end() if call else 0, len(text), LONGEST_CLAUSE)
    if text[start : start + 1] in tuple(OPENING) and not balanced(text[start:end]):
        start += 1  # “不知细叶谁裁出，｜…”: what it opens goes on
    end += end == len(text) - 1 and text[end] == "的" and "的" in text[start:end]  # 吃好的，住好｜的
    one = _ONE_OF.match(text, start, end) if text.startswith("的", end) else None
    return _cut(text, one.end() if one else start, end)  # 一个｜有纪律｜的


def half_cut(text: str) -> Cut:
    """What to ask of a saying of one clause: its second half, so that the first is the cue.

    A line of verse is cut where it is read: 疾风｜知劲草, 不识庐山｜真面目.
    """
    marks = [
        place + 1 for place, char in enumerate(text) if char in _MARKS and SHORTEST <= place < len(text) - SHORTEST
    ]
    edges = [e for e in word_edges(text) if SHORTEST <= e <= len(text) - SHORTEST and balanced(text[:e])]
    edges = edges or [e for e in _idiom_edges(text) if SHORTEST <= e <= len(text) - SHORTEST]
    ends = accumulate(len(word) for word in words(text))
    hinges = [_hinge(word, e) for word, e in zip(words(text), ends, strict=True) if word in word_lists().hinges]
    hinges = [e for e in hinges if e in edges]
    candidates = [e for e in marks if e in edges] or hinges or edges or [len(text) // 2]
    middle = CAESURAS.get(len(text), len(text) / 2)
    at = min(candidates, key=lambda edge: (abs(edge - middle), edge))
    at += text.startswith(("和", "与", "及"), at) and at + 1 in edges
    return _cut(text, *_asked(text, at, len(text), LONGEST_CLAUSE))


def _hinge(word: str, end: int) -> int:
    """Where a saying is cut that turns on ``word``: behind 是, before 不, which belongs to what it denies."""
    return end - len(word) if word in word_lists().denials and end - len(word) >= SHORTEST else end


def _idiom_edges(text: str) -> list[int]:
    """Where the words inside an idiom part, which the dictionary has whole: 多行不义｜必自毙.

    Cut without its last character, and without its first, it is no longer found whole.
    """
    return sorted(word_edges(text[:-1]) & {edge + 1 for edge in word_edges(text[1:])})


def _member_cut(text: str, start: int, end: int, comma: str, joint: str) -> Cut:
    if comma:
        end = text.index(comma, start)
    elif joint:
        behind = text.index(joint, start) + len(joint)
        led = _behind_verbs(text, 0, end)
        start = led if end - behind < SHORTEST_OBJECT and 0 < led <= behind - len(joint) else behind  # 树立｜新村风尚
    first = text.find("，", start, end)
    if start and 0 <= first - start < SHORTEST and not comma:
        start, end = 0, first  # 读得进，耐得住寂寞: what differs in the first clause is too little, so all of it
    if len(skeleton(text[start:end])) < SHORTEST:
        start, end = 0, len(text)  # 守土有责、守土担责: the difference alone is too little to ask
    cut = _cut(text, *_asked(text, start, end, LONGEST))
    if is_function_word(cut.answer) and len(text) <= LONGEST_WHOLE:
        return _cut(text, *_trimmed(text, 0, len(text)))  # 具有同一性、没有同一性
    return cut


def _asked(text: str, start: int, end: int, longest: int) -> tuple[int, int]:
    """The part of ``text[start:end]`` to ask: all if it is short, without the verbs that lead it, else its core."""
    start, end = _trimmed(text, start, end)
    start += len(_TITLE) if start and text.startswith(_TITLE, start) else 0  # 学习某某｜同志: it belongs to the name
    start = _behind_date(text, start, end)
    if longest <= LONGEST:
        end = _before_view(text, start, end)
        start = _behind_topic(text, start, end)
        start = _behind_verbs(text, start, end)
    short = longest <= LONGEST and end - start >= LEAST_BEHIND_COPULA and not _MARKS & set(text[start:end])
    if end - start > longest or short:
        start = _behind_copula(text, start, end)
    if end - start > longest:
        start, end = _quotation(text, start, end) or _disposed(text, start, end) or _phrase(text, start, end)
        start = _with_its_twin(text, start, end)
    if longest <= LONGEST:
        end = _before_view(text, start, end)
        together = _TOGETHER.search(text, start, end) or ("以" in text[:start] and _BASIS.search(text, start, end))
        end = together.start() if together and together.start() - start >= SHORTEST_OBJECT else end
    return inside_pair(text, *with_whole_pairs(text, *_trimmed(text, _behind_date(text, start, end), end)))


def _behind_date(text: str, start: int, end: int) -> int:
    """``start`` behind when something is to be, where the words before it lead to that: 建党｜一百年时建成小康.

    Also behind when it was: 1906年，废除科举.
    """
    date = _DATE.match(text, start, end) if start else _WHEN.match(text, start, end)
    return date.end() if date and end - date.end() >= SHORTEST_OBJECT else start


def _with_its_twin(text: str, start: int, end: int) -> int:
    """``start`` before what is joined to it by 、 and says its noun, which gave it away: 一村的榜样、一乡的榜样人物."""
    twin = _TWIN.search(text, 0, start)
    if twin is None or not text.startswith(twin["noun"], start):
        return start
    begin = max((edge for edge in word_edges(text) if edge < twin.start()), default=start)
    return begin if end - begin <= LONGEST_SERIES else start


def _behind_verbs(text: str, start: int, end: int) -> int:
    """Where the object begins: ``start`` past adverbs and one light verb, as long as enough remains to ask."""
    lists = word_lists()
    enough = SHORTEST_OBJECT if end == len(text) else SHORTEST  # the frame behind it goes on: 推进科技｜创新
    at = start
    if text[:start] and words(text[:start])[-1] in lists.prepositions:
        return start  # 以｜推动发展为主线: the verb belongs to what the preposition leads
    for word in words(text[start:end]):
        behind = at + len(word)
        is_verb = word in lists.verbs
        if is_verb and text[behind : behind + 1] in _COMPLEMENTS:
            behind += 1
        if word in lists.adverbs and text.startswith("不是", behind) and end - behind - 2 >= enough:
            return behind + 2  # 既不是｜旧式农村
        once = is_verb or (word in lists.adverbs and f"、{word}" not in text[behind:end])  # 全面从严治党、全面依法治国
        if not once or end - behind < enough or text[behind] in _NO_OBJECT:
            break
        if is_verb and "，" in text[behind:end] and end - start <= LONGEST:
            break  # 鼓励留学，颁布学制: not all that follows is its object
        if is_verb and _joins_verbs(text[behind:end] if end - start <= LONGEST else _first_clause(text[behind:end])):
            break
        at = behind
        if is_verb and not _goes_on_with_verb(text[at:end]):
            break
    return at


def _goes_on_with_verb(text: str) -> bool:
    """Whether another verb stands before the same object: 防范｜化解｜重大风险."""
    first, *others = words(text) or ("",)
    return (
        first in word_lists().second_verbs and len("".join(others)) >= SHORTEST_OBJECT and others[0] not in _NO_OBJECT
    )


def _first_clause(text: str) -> str:
    return text[: next((place for place, char in enumerate(text) if char in _MARKS), len(text))]


def _joins_verbs(text: str) -> bool:
    """Whether ``text`` goes on with another verb: the 推动 of 推动发展和确保安全 is not all that leads it."""
    verbs = word_lists().verbs | word_lists().predicates
    pairs = pairwise(words(text))  # 确保安全 is one word of the dictionary
    return any(one in _SERIES | _MARKS and (two in verbs or (len(two) > 3 and two[:2] in verbs)) for one, two in pairs)


def _behind_copula(text: str, start: int, end: int) -> int:
    """``start`` moved behind the 是 of the first clause, where the subject before it can be the cue."""
    at = start
    for word in words(text[start:end]):
        at += len(word)
        if word in _MARKS or word == "以":
            break  # 以实干为本 is one phrase
        told_of = word in _MODALS and text.startswith("的", at + len((words(text[at:end]) or ("",))[0]))
        if word in word_lists().copulas and at - len(word) > start and end - at >= SHORTEST_OBJECT and not told_of:
            return at
    return start


def _phrase(text: str, start: int, end: int) -> tuple[int, int]:
    """A phrase of ``text[start:end]``, up to LONGEST characters of whole words.

    Its clauses up to a comma, where they are short enough; of an enumeration the first pieces; else the phrase that
    ends the first clause, which is what is said of its subject.
    """
    edges = [start + e for e in sorted(word_edges(text[start:end])) if SHORTEST < e <= min(LONGEST, end - start - 1)]
    ends = [e for e in edges if balanced(text[start:e]) and not _hangs(words(text[start:e])[-1])]
    start = _behind_adverbial(text, _behind_topic(text, start, end), end)
    ends = [e for e in ends if e > start]
    if end - start <= LONGEST:
        return start, end
    marks = [e for e in edges if text[e] in _MARKS and e - start >= SHORTEST_CLAUSE and balanced(text[start:e])]
    if marks:
        return start, min(marks)
    if row := _row_of_predicates(text, start, end):
        return row
    if end - start <= LONGEST_WHOLE:
        return start, end
    clause = next((place for place in range(start + SHORTEST_OBJECT, end) if text[place] in _MARKS), end)
    bracket = text.find("（", start + SHORTEST_OBJECT, min(clause, start + LONGEST_UNCUT))
    glosses = bracket > 0 and not text.startswith("（或）", bracket)
    if glosses and bracket in word_edges(text) and balanced(text[start:bracket]):
        return start, bracket
    if text.count("、", start, clause) > 1 and not _is_quantified(text[start:end]):
        return _enumeration(text, start, clause, [e for e in ends if e > start])
    found = _last_phrase(text, start, clause)
    if found is None and clause - start <= LONGEST_UNCUT and balanced(text[start:clause]):
        return start, clause
    return found or (start, max((e for e in ends if e > start), default=min(end, start + LONGEST_WHOLE)))


def _row_of_predicates(text: str, start: int, end: int) -> tuple[int, int] | None:
    """What is said of a subject in a row of brief words is asked whole: 理论学习｜不深、不透、不系统｜，学用脱节."""
    clause = next((place for place in range(start, end) if text[place] in _MARKS), end)
    first = text.find("、", start, clause)
    pieces = text[first + 1 : clause].split("、") if first > 0 else []
    if len(pieces) < 2 or max(map(len, pieces)) > LONGEST_TOPIC // 2 or len({piece[:1] for piece in pieces}) > 1:
        return None
    begin = text.rfind(pieces[0][:1], start, first)
    return (begin, clause) if begin > start and begin in word_edges(text) else None


def _enumeration(text: str, start: int, end: int, ends: Sequence[int]) -> tuple[int, int]:
    """Of a clause that lists things what they are, else the first of them: 在学校、医院等｜公共场所."""
    behind = max(text.rfind(mark, start, end) for mark in "、等")
    found = _last_phrase(text, start, end, told=True)
    if found and found[0] > behind and end - found[0] >= SHORTEST_OBJECT and text[found[0] - 1] in "的等中":
        return found
    if found := _whole_series(text, start, end):
        return found
    named = behind + 1 if text[behind] == "等" and behind in word_edges(text) else end
    if SHORTEST_OBJECT <= end - named <= LONGEST:
        return named, end  # 人民至上、公平正义等｜价值理念体系
    joints = [e for e in ends if text[e] in _SERIES and e - start >= SHORTEST_OBJECT]
    first = text.index("、", start)
    if joints:
        return _behind_verbs(text, start, min(joints)), min(joints)
    return _last_phrase(text, start, first) or (start, min(first, end))


def _whole_series(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Of an enumeration that 等 closes all its pieces: 公办的｜教育、科研、文化、体育｜等单位."""
    first, last = text.index("、", start), text.rfind("、", start, end)
    close = text.find("等", last, end)
    if close < 0 or close not in word_edges(text):
        return None
    begin, place = start, start
    lists = word_lists()
    for word in words(text[start:first]):
        place += len(word)
        if place < first and (word == "的" or word in lists.verbs | lists.predicates | lists.copulas):
            begin = place
    pieces = text[begin:close].split("、")
    even = max(map(len, pieces)) <= LONGEST and len(pieces[0]) <= 2 * max(map(len, pieces[1:]))
    fits = even and close - begin <= LONGEST_SERIES and balanced(text[begin:close])
    return (begin, close) if fits else None


def _last_phrase(text: str, start: int, end: int, told: bool = False) -> tuple[int, int] | None:
    """The phrase that ends ``text[start:end]``: the longest behind a 的, from a verb on, or of whole words at least.

    The last only where nothing else fits into an answer, and not where words have to have ``told`` of it.
    """
    lists = word_lists()
    verbs = lists.verbs | lists.predicates | lists.adverbs
    lots: tuple[list[int], ...] = ([], [], [], [])
    edges = word_edges(text)
    place, before = start, ""
    for word in words(text[start:end]):
        if SHORTEST_OBJECT <= end - place <= LONGEST and place in edges and _opens_well(word, before, text[place:end]):
            behind_copula = before in lists.copulas and not ("以" in text[start:place] and "的" in text[place:end])
            behind_place = before in lists.locatives and text[start] in "在从" and "，" not in text[start:place]
            behind_verb = before in verbs or before in ("了", "着", "地") or word in verbs or behind_place
            behind_verb = behind_verb or word in lists.prepositions
            lots[0 if behind_copula else 1 if before == "的" else 2 if behind_verb else 3].append(place)
        place, before = place + len(word), word
    first = next((lot[0] for lot in lots if lot), None)
    if first is not None and first in lots[1] and "的" in text[first:end]:
        first = _with_its_noun(text, start, end, lots[1])
    if first in lots[3] and (told or (end - start <= LONGEST_UNCUT and not _is_quantified(text[start:end]))):
        first = None  # nothing tells that a phrase begins there
    return None if first is None else (first, end)


def _with_its_noun(text: str, start: int, end: int, behind_de: Sequence[int]) -> int:
    """Where the phrase begins that ends ``text[start:end]``, where what stands behind one 的 leads up to another.

    Behind the last 的; if too little is left there, what that phrase begins with: 清除｜滋生在田里的根上的害虫.
    """
    whole = [place for place in behind_de if "的" not in text[place:end]]
    if whole and text[whole[0] - 2] in word_lists().locatives:
        return behind_de[0]  # 没有明确限制的｜探索性试验中的失误
    if whole:
        return whole[0]  # 人民赋予的使命任务的｜历史自觉
    place, before = start, ""
    for word in words(text[start:end]):
        begins = before == "、" or _opens_well(word, before, text[place:end])
        begins = begins and word not in _JOINTS | word_lists().prepositions
        if place > start and end - place <= LONGEST and begins:
            return min(place, behind_de[0])
        place, before = place + len(word), word
    return behind_de[0]


def _opens_well(word: str, before: str, phrase: str) -> bool:
    """Whether ``phrase``, whose first word is ``word``, can stand alone behind the word ``before``."""
    lists = word_lists()
    is_joint = word in _JOINTS or word in lists.hanging - lists.prepositions
    is_joint = is_joint or before in lists.prefixes or before[-1:] in tuple(_SERIES)
    is_joint = is_joint or _ORDINAL.fullmatch(before) is not None
    is_joint = is_joint or before in lists.term_openings or before == "等"
    return not is_joint and balanced(phrase) and not _is_lopsided(phrase)


def _is_lopsided(text: str) -> bool:
    """Whether ``text`` opens with the scrap of a piece that others are joined with: 透、把握得更准."""
    joint = next((place for place, char in enumerate(text) if char in "、和与而"), None)
    if joint is None or joint not in word_edges(text):
        return False
    two = text[joint + 1 :]
    second = next((place for place, char in enumerate(two) if char in _SERIES), len(two))
    return 2 * joint < second


def _behind_topic(text: str, start: int, end: int) -> int:
    """``start`` behind a short word and its colon, which is the cue: 病症：…"""
    colon = next((place for place in range(start, min(end, start + LONGEST_TOPIC)) if text[place] in "：:"), None)
    behind = colon is not None and len(skeleton(text[colon + 1 : end])) >= LEAST_BEHIND_TOPIC
    return colon + 1 if colon is not None and behind and balanced(text[colon + 1 : end]) else start


def _behind_adverbial(text: str, start: int, end: int) -> int:
    """``start`` behind clauses that only say when, where or although what: 在接受讯问过程中，｜主动交代…"""
    while True:
        comma = next((place for place in range(start, end) if text[place] in _MARKS), end)
        rest = text[comma + 1 : end]
        if len(rest) < SHORTEST_OBJECT or not balanced(rest) or not _is_adverbial(text[start:comma], start == 0):
            return start
        start = comma + 1
        while text[start] in "但却而" and end - start > SHORTEST_OBJECT and start + 1 in word_edges(text):
            start += 1


def _is_adverbial(clause: str, opens: bool) -> bool:
    """Whether a clause only leads up to the next; without a preposition one that ``opens`` a text, if it is short."""
    lists = word_lists()
    last = (*words(clause), "")[-2] if clause else ""
    place = last in lists.locatives or last in ("过程中", "以来", "之后", "以后")
    prepositional = clause.startswith(("在", "从", "当", "自")) or (opens and len(clause) <= LONGEST_PLACE)
    while_ = len(clause) <= LONGEST_TOPIC + 2 and _WHILE.search(clause) is not None
    leads_up = clause.startswith(("虽然", "尽管", "随着", "由于")) or is_where(clause)
    return leads_up or (place and prepositional) or while_


def is_where(clause: str) -> bool:
    """Whether a clause only says where or since when: 在半封建的中国社会."""
    lists = word_lists()
    said = lists.copulas | lists.verbs | lists.predicates | {"有", "被"}
    first, *others = words(clause) or ("",)
    brief = len(clause) <= LONGEST_WHERE and not clause.endswith(("的", *lists.views))
    return first in ("在", "自", "自从", "从") and brief and said.isdisjoint(others)


def _before_view(text: str, start: int, end: int) -> int:
    """``end`` before the words by which ``text`` only says from what side something is looked at: 从外部环境｜看."""
    opens = text[:1] in ("从", "就", "对", "由")
    views = sorted(word_lists().views, key=len, reverse=True)
    view = next((view for view in views if opens and text[start:end].endswith(view)), "")
    return end - len(view) if len(skeleton(text[start : end - len(view)])) >= SHORTEST else end


def _quotation(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The quotation that ends the first clause, where it is long enough to ask: 提出了“先修渠后盖房”."""
    opened = next((place for place in range(start, end) if text[place] in _QUOTES or text[place] in _MARKS), end)
    if opened == end or text[opened] in _MARKS:
        return None
    close = text.find(CLOSING[OPENING.index(text[opened])], opened, end)
    ends_phrase = close + 1 == end or text[close + 1 : close + 2] in _MARKS | {"、"}
    fits = SHORTEST_QUOTATION <= close - opened - 1 <= LONGEST_QUOTATION
    return (opened + 1, close) if fits and ends_phrase else None


def _disposed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Of 把…作为… what stands between the two; if that is too long, what it is to be: 把｜难事｜作为切入点."""
    end = next((place for place in range(start, end) if text[place] in "，；"), end)
    verb = next((found for found in _MADE.finditer(text, start, end) if found.start() in word_edges(text)), None)
    begin = max(text.rfind(word, max(0, start - 1), verb.start()) for word in "把将") + 1 if verb else 0
    if verb is None or not begin:
        return None
    always = sum(len(word) for word in takewhile(_is_adverb, reversed(words(text[begin : verb.start()]))))
    pieces = ((max(begin, start), verb.start() - always), (verb.end(), end))
    fits = (piece for piece in pieces if SHORTEST_QUOTATION <= len(skeleton(text[slice(*piece)])) <= LONGEST)
    return next((piece for piece in fits if balanced(text[slice(*piece)])), None)


def _is_adverb(word: str) -> bool:
    return word in word_lists().adverbs


def _is_quantified(text: str) -> bool:
    return text.startswith(tuple(word_lists().quantifiers))


def _hangs(word: str) -> bool:
    return word in word_lists().hanging or word in _JOINTS


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    edges = word_edges(text)  # the 了 of 了解 and the 的 of 目的 stay
    while start < end and (text[start] in _EDGE or (start and text[start] in "的了" and start + 1 in edges)):
        start += 1
    if (more := _AND_SO_ON.search(text, start, end)) and more.start() - start >= SHORTEST and more.start() in edges:
        end = more.start()
    if text.startswith("之间的", end - 2) and end - 2 - start >= SHORTEST:
        end -= 2  # 东渠和西渠｜之间的关系
    while end > start and (
        text[end - 1] in _EDGE
        or (end - start > SHORTEST and text[end - 1] in "的了" and end - 1 in edges and not _is_told(text, start, end))
    ):
        end -= 1
    return start, end


def _is_told(text: str, start: int, end: int) -> bool:
    """Whether a 的 at the end closes what 是 opened, or is one of two: 就是从总和中抽象出来的; 具体的、历史的."""
    closes = any(word in ("是", "就是") for word in words(text[start:end]))
    return text[end - 1] == "的" and (closes or "的、" in text[start:end])


def _cut(text: str, start: int, end: int) -> Cut:
    return Cut(text[:start], text[start:end], text[end:])
