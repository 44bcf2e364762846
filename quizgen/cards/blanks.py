"""What to blank: the phrase that carries an item, always whole words and whole quotations.

Members that share a frame (对…负责, 坚持…) keep it and are asked for what differs; a pair (比A，而不是比B) is asked
for its first half; a long member is asked for the object behind its verbs (要坚持…), and shows the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from quizgen.cards.frames import frame, shared_comma, shared_joint
from quizgen.cards.keys import skeleton
from quizgen.cards.marks import balanced, inside_pair, with_whole_pairs
from quizgen.cards.wordlists import word_lists
from quizgen.text.words import word_edges, words

LONGEST = 12
"""Characters that a learner can be asked to produce at once; human setters stay below in nine of ten blanks."""

LONGEST_WHOLE = 16
"""Where nothing in a phrase of up to so many characters is a good place to cut, it is asked whole."""

LONGEST_CLAUSE = 24
"""A clause of a saying may be longer: it is learnt as it stands."""

SHORTEST = 2
SHORTEST_OBJECT = 4

_MARKS = frozenset("，；：。！？,;:!?")
_JOINTS = _MARKS | frozenset("、的和与及或")
_NO_OBJECT = _JOINTS | frozenset("不没未")
_COMPLEMENTS = tuple("好了着过")
_EDGE = "，；：。、！？,;:!? \t　—…"


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
    start, end = frame(texts)
    middles = [text[start : len(text) - end] for text in texts]
    comma, joint = shared_comma(middles), shared_joint(middles)
    return tuple(_member_cut(text, start, len(text) - end, comma, joint) for text in texts)


def clause_cut(text: str) -> Cut:
    """What to ask of one clause of a saying: all of it, or of a long one the phrase that carries it."""
    return _cut(text, *_asked(text, 0, len(text), LONGEST_CLAUSE))


def half_cut(text: str) -> Cut:
    """What to ask of a saying of one clause: its second half, so that the first is the cue."""
    marks = [
        place + 1 for place, char in enumerate(text) if char in _MARKS and SHORTEST <= place < len(text) - SHORTEST
    ]
    edges = [e for e in word_edges(text) if SHORTEST <= e <= len(text) - SHORTEST and balanced(text[:e])]
    ends = accumulate(len(word) for word in words(text))
    hinges = [e for word, e in zip(words(text), ends, strict=True) if word in word_lists().hinges and e in edges]
    candidates = [e for e in marks if e in edges] or hinges or edges or [len(text) // 2]
    at = min(candidates, key=lambda edge: (abs(edge - len(text) / 2), edge))
    return _cut(text, *_asked(text, at, len(text), LONGEST_CLAUSE))


def _member_cut(text: str, start: int, end: int, comma: str, joint: str) -> Cut:
    if comma:
        end = text.index(comma, start)
    elif joint:
        start = text.index(joint, start) + len(joint)
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
    if longest <= LONGEST:
        start = _behind_verbs(text, start, end)
    if end - start > longest:
        start = _behind_copula(text, start, end)
    if end - start > longest:
        start, end = _phrase(text, start, end)
    return inside_pair(text, *with_whole_pairs(text, *_trimmed(text, start, end)))


def _behind_verbs(text: str, start: int, end: int) -> int:
    """Where the object begins: ``start`` past adverbs and one light verb, as long as enough remains to ask."""
    lists = word_lists()
    enough = SHORTEST_OBJECT if end == len(text) else SHORTEST  # the frame behind it goes on: 推进科技｜创新
    at = start
    for word in words(text[start:end]):
        behind = at + len(word)
        is_verb = word in lists.verbs
        if is_verb and text[behind : behind + 1] in _COMPLEMENTS:
            behind += 1
        if not (is_verb or word in lists.adverbs) or end - behind < enough or text[behind] in _NO_OBJECT:
            break
        at = behind
        if is_verb:
            break
    return at


def _behind_copula(text: str, start: int, end: int) -> int:
    """``start`` moved behind the 是 of the first clause, where the subject before it can be the cue."""
    at = start
    for word in words(text[start:end]):
        at += len(word)
        if word in _MARKS:
            break
        if word in word_lists().copulas and at - start >= SHORTEST_OBJECT and end - at >= SHORTEST_OBJECT:
            return at
    return start


def _phrase(text: str, start: int, end: int) -> tuple[int, int]:
    """The first phrase of ``text[start:end]``, up to LONGEST characters of whole words.

    Best it ends where a comma stands, then where 、的和 do; else at the last word edge that leaves no 的 or 在 hanging.
    """
    edges = [start + e for e in sorted(word_edges(text[start:end])) if SHORTEST < e <= min(LONGEST, end - start - 1)]
    edges = [e for e in edges if balanced(text[start:e])] or edges
    ends = [e for e in edges if not _hangs(words(text[start:e])[-1])]
    marks = [e for e in ends if text[e] in _MARKS and e - start >= SHORTEST_OBJECT]
    if not ends or (not marks and end - start <= LONGEST_WHOLE):
        return start, min(end, start + LONGEST_WHOLE)
    joints = [e for e in ends if text[e] in _JOINTS and e - start >= SHORTEST_OBJECT]
    return start, max(marks or joints or ends)


def _hangs(word: str) -> bool:
    return word in word_lists().hanging or word in _JOINTS


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start] in _EDGE or (start and text[start] in "的了")):
        start += 1
    while end > start and (text[end - 1] in _EDGE or (end - start > SHORTEST and text[end - 1] in "的了")):
        end -= 1
    return start, end


def _cut(text: str, start: int, end: int) -> Cut:
    return Cut(text[:start], text[start:end], text[end:])
