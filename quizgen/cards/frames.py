"""What the members of one list share: a frame around them, or a joint inside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from quizgen.cards.marks import balanced
from quizgen.cards.wordlists import word_lists
from quizgen.text.clauses import CLOSING, OPENING
from quizgen.text.words import part_edges, word_edges, words

LONGEST_JOINT = 14
_CLOSES = "的，、" + CLOSING
_NO_NOUN = "一起下上来去的得了"
LEAST_ALIKE = 3
LEAST_TOPIC = 5
LONGEST_HALF = 4
"""A frame may take the second half of a word (大局｜意识) only where so much or less stands before it."""

_PLACE = re.compile(
    "(?:在|从)?(?P<place>[^，、；：。的]{1,8}?)(?P<word>上|中|方面|层面)(?=[^的是有下，、；：。][^，。；])"
)
_ROLE = re.compile("以(?P<what>[^，；]{2,30})为(?P<role>[^，；为]{1,8})")
_NO_JOINT = re.compile("^[的地得了着过和与及或、]|[，；：。！？,;:!?—…]|[、和与及或]$")
_NO_COMMENT = re.compile("[的地得了着过和与及或、]")


def frame(texts: Sequence[str]) -> tuple[int, int]:
    """How many characters all texts share at their start and at their end, cut back to whole words."""
    if len(texts) < 2:
        return 0, 0
    edges = [part_edges(text) for text in texts]
    start = common_start(texts)
    while start and not all(_cuts_well(text, start, edge) for text, edge in zip(texts, edges, strict=True)):
        start -= 1
    start = min(start, _behind_copula(texts[0][:start]))
    end = common_start([text[start:][::-1] for text in texts])
    while end and not all(_ends_well(text, start, end, edge) for text, edge in zip(texts, edges, strict=True)):
        end -= 1
    noun = end > 1 and texts[0][-end] not in _NO_NOUN
    if noun and start and all(_hangs(text[start : len(text) - end]) for text in texts):
        end = 0  # 问题发现靠｜党建, 问题解决看｜党建: the verbs between them ask for what they share
    ending = texts[0][-end:] if end else ""
    if ending and any(ending in text[start : len(text) - end] for text in texts):
        end = 0  # 科技创新、以科技创新推动产业｜创新: the word is more than what all of them end with
    end = end if end > 1 else 0  # one character at the end is part of each word: 补链, 延链
    if start == 1 and not _is_lone_frame(texts, end):
        start = 0
    return start, end


def shared_comma(texts: Sequence[str]) -> str:
    """The comma and the words behind it that join the halves of every text (，而不是比), or nothing."""
    if len(texts) < 2 or any(text.count("，") != 1 for text in texts):
        return ""
    seconds = [text[text.index("，") :] for text in texts]
    length = common_start(seconds)
    return seconds[0][:length] if length > 1 else ""


def shared_joint(texts: Sequence[str]) -> str:
    """The words inside every text that part its topic from what is said of it: 面对危机｜敢不敢｜挺身而出."""
    if len(texts) < 3:
        return ""
    first, *others = texts
    edges = [part_edges(text) for text in texts]
    cuts = sorted(edges[0])
    pairs = [(a, b) for a in cuts for b in cuts if a > 0 and 2 <= b - a <= LONGEST_JOINT and b <= len(first) - 2]
    for a, b in sorted(pairs, key=lambda pair: (pair[0] - pair[1], pair[0])):
        joint = first[a:b]
        if _NO_JOINT.search(joint) or not _joins(joint) or not all(joint in text for text in others):
            continue
        if joint.endswith("的") and any("的" in text[text.index(joint) + len(joint) :] for text in texts):
            continue  # 滋生在村里的田埂上的杂草: a part of what leads up to another noun
        if all(_parts_well(joint, text, edge) for text, edge in zip(texts, edges, strict=True)):
            return joint
    return ""


def _joins(joint: str) -> bool:
    """Whether ``joint`` can part a topic from what is said of it; a short noun cannot: 严重｜职务｜犯罪."""
    lists = word_lists()
    light = lists.verbs | lists.predicates | lists.adverbs | lists.copulas | lists.prepositions | lists.joints
    return (
        len(joint) >= LEAST_TOPIC or joint[-1] in OPENING or any(word in light or "不" in word for word in words(joint))
    )


def shared_place(texts: Sequence[str]) -> tuple[int, ...]:
    """Where in every text what is said begins, behind the place that tells it apart: 在学习上｜…, 在政治上｜…"""
    if len(texts) < 3:
        return ()
    found = [_PLACE.match(text) for text in texts]
    places = [match for match in found if match]
    if len(places) < len(texts) or len({match["word"] for match in places}) > 1:
        return ()
    edges = all(match.end() in part_edges(text) for match, text in zip(places, texts, strict=True))
    apart = len({match["place"] for match in places}) == len(texts)
    if not edges or not apart:
        return ()
    start, _ = frame([text[match.end() :] for match, text in zip(places, texts, strict=True)])
    return tuple(match.end() + start for match in places)


def shared_role(texts: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """What every text takes for something: 以｜老水渠｜为根本, 以｜新水塘｜为补充; nothing where one does not."""
    found = [_ROLE.fullmatch(text) for text in texts]
    roles = [match for match in found if match and match.start("role") - 1 in part_edges(match.string)]
    return tuple(match.span("what") for match in roles) if 1 < len(roles) == len(texts) else ()


def ragged(texts: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """The pieces of a list made alike, where its first or last holds words of the sentence around it, else nothing.

    高兴不高兴、满意不满意、答应不答应｜作为最高标准; 要有｜识变之智、应变之方、求变之勇.
    """
    lengths = [len(text) for text in texts]
    if len(texts) < 3:
        return ()
    if len(set(lengths[:-1])) == 1 and LEAST_ALIKE <= lengths[0] < lengths[-1]:
        bounds = [(0, lengths[0]) for _ in texts]
    elif len(set(lengths[1:])) == 1 and LEAST_ALIKE <= lengths[1] < lengths[0]:
        bounds = [(length - lengths[1], length) for length in lengths]
    else:
        return ()
    pieces = [text[start:end] for text, (start, end) in zip(texts, bounds, strict=True)]
    alike = any(len(set(column)) == 1 for column in zip(*pieces, strict=True)) and len(set(pieces)) == len(texts)
    around = all(_is_around(text, a, b) for text, (a, b) in zip(texts, bounds, strict=True))
    return tuple(bounds) if alike and around else ()


def _hangs(middle: str) -> bool:
    """Whether ``middle`` is more than one word and ends with one character that goes with what follows."""
    parts = words(middle)
    return len(parts) > 1 and len(parts[-1]) == 1 and parts[-1] not in CLOSING


def _is_around(text: str, start: int, end: int) -> bool:
    """Whether what stands before ``start`` leads to the rest, and what stands behind ``end`` goes on from there."""
    lists = word_lists()
    leads = lists.adverbs | lists.verbs | lists.prepositions | {"有"}
    before, behind = words(text[:start]), words(text[end:])
    leads_on = not before or before[-1] in leads
    goes_on = not behind or behind[0] in lists.copulas | {"的", "作为", "等"}
    return leads_on and goes_on and {start, end} <= part_edges(text)


def common_start(texts: Sequence[str]) -> int:
    """How many characters all texts share at their start."""
    columns = zip(*texts, strict=False)
    return sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, columns))


def _cuts_well(text: str, at: int, edges: frozenset[int]) -> bool:
    return at in edges and balanced(text[:at]) and balanced(text[at:])


def _ends_well(text: str, start: int, end: int, edges: frozenset[int]) -> bool:
    """Whether the last ``end`` characters go with all that stands before them, not with its last word alone."""
    at = len(text) - end
    middle = text[start:at]
    halves = at not in word_edges(text) and len(middle) > LONGEST_HALF  # 从唯心主义转向唯物｜主义
    last_only = (
        any(mark in middle for mark in "、，") and text[at] not in _CLOSES and text[at - 1] not in CLOSING
    )  # 找寻初心、激励｜使命
    joined = middle[-1:] in tuple("与和及或、")  # 教育的产生与｜发展
    return _cuts_well(text, at, edges) and not halves and not last_only and not joined


def _behind_copula(shared: str) -> int:
    """Where what is said of the subject begins, if ``shared`` opens with 是: 是物质世界的…, 是物质存在的…"""
    parts = words(shared)
    opens = bool(parts) and parts[0] in word_lists().copulas and not shared.endswith("的")
    return len(parts[0]) if opens else len(shared)


def _is_lone_frame(texts: Sequence[str], end: int) -> bool:
    """Whether one shared character is a frame: 要提高理论水平, 对人民负责, but not the 以 of 以学促研."""
    light = word_lists().adverbs | word_lists().prepositions
    return texts[0][0] in light and (end > 0 or min(map(len, texts)) > 5)


def _parts_well(joint: str, text: str, edges: frozenset[int]) -> bool:
    at = text.find(joint)
    behind = text[at + len(joint) :]
    topic_and_comment = at > 0 and len(behind) > 1 and not _NO_COMMENT.match(behind)
    return topic_and_comment and at in edges and at + len(joint) in edges
