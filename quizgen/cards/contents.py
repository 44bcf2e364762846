"""Tables of contents: numbered outlines that only say what the chapters of a text are called, which nobody recites."""

from __future__ import annotations

import re
from functools import cache

from quizgen.cards.keys import skeleton
from quizgen.cards.wordlists import word_lists
from quizgen.data import load
from quizgen.model import Formulation
from quizgen.text.words import words

LONGEST_CHAPTER = 28
LEAST_SHARED = 2
_COUNTED = re.compile("[二两三四五六七八九十][大个种项条点类]")
_MARK = re.compile("[，；：]")


def is_contents(formulation: Formulation, lead: str) -> bool:
    """Whether a numbered outline without a name of its own, announced by ``lead``, holds titles and no statements."""
    items = [member.text for member in formulation.members]
    if formulation.form != "outline" or not formulation.ordered or _COUNTED.search(lead):
        return False
    if any(_MARK.search(item) or len(skeleton(item)) > LONGEST_CHAPTER for item in items) or _is_of_one_kind(items):
        return False
    told = sum(bool({item[:1], *words(skeleton(item))[:2]} & _telling()) for item in items)
    return told * 2 < len(items)


def _is_of_one_kind(items: list[str]) -> bool:
    """Whether all begin or end alike: 矛盾的同一性, 矛盾的普遍性."""
    starts, ends = ({item[:LEAST_SHARED] for item in items}, {item[-LEAST_SHARED:] for item in items})
    return len(starts) == 1 or len(ends) == 1


@cache
def _telling() -> frozenset[str]:
    """Words by which a heading says what to do, and not only what it is about."""
    lists = word_lists()
    return lists.verbs | lists.predicates | lists.adverbs | lists.copulas | frozenset(load("parallel")["three_begin"])
