"""Where words begin and end in Chinese text, so that no blank halves a word.

One dictionary serves the whole process: that of rjieba where it is installed, else that of jieba, which has the same
words and cuts alike. It is loaded on first use, since that takes up to a second and more, and nobody adds words to it:
what one document holds must not change how the next one is cut.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

from quizgen.text.fold import simplified


@dataclass(frozen=True, slots=True)
class Segmenter:
    """A way to cut a text into words, and to ask whether the dictionary has a word.

    Without a model for unknown words: on official prose jieba's invents more words than it finds.
    """

    cut: Callable[[str], Iterable[str]]
    has: Callable[[str], bool]


@cache
def fastest() -> Segmenter:
    """The segmenter that words are cut with: rjieba's where it is installed, else jieba's."""
    try:
        from rjieba import Jieba
    except ImportError:
        return jieba()
    own = Jieba()  # the module's own one is open to everybody in the process
    return Segmenter(lambda text: own.cut(text, hmm=False), own.has_word)


@cache
def jieba() -> Segmenter:
    """The segmenter that is always there."""
    with warnings.catch_warnings():
        # jieba's source has string escapes, and an import of pkg_resources, that newer Pythons warn of.
        warnings.simplefilter("ignore")
        import jieba as package
    # Its chatter about the dictionary cache, and the traceback where the temporary folder is read-only, concern nobody.
    package.setLogLevel(logging.CRITICAL)
    tokenizer = package.Tokenizer()
    tokenizer.initialize()
    return Segmenter(
        lambda text: tokenizer.cut(text, HMM=False),
        lambda word: tokenizer.FREQ.get(word, 0) > 0,  # 0: only the beginning of words
    )


def words(text: str) -> tuple[str, ...]:
    """``text`` cut into words; joined again they are ``text``. Traditional text is cut as if it were Simplified."""
    folded = simplified(text)
    try:
        cut = tuple(fastest().cut(folded))
    except UnicodeEncodeError:  # half of a surrogate pair, which no string in Rust can hold
        cut = tuple(jieba().cut(folded))
    if folded == text:
        return cut
    return tuple(text[end - len(word) : end] for word, end in zip(cut, accumulate(map(len, cut)), strict=True))


def part_edges(text: str) -> frozenset[int]:
    """The word edges of ``text``, and the middle of four-character words whose halves are words: 大局｜意识.

    For finding what several texts share; never for cutting one of them.
    """
    has = fastest().has
    edges, start = {0}, 0
    for word in words(text):
        if len(word) == 4 and has(simplified(word[:2])) and has(simplified(word[2:])):
            edges.add(start + 2)
        start += len(word)
        edges.add(start)
    return frozenset(edges)


@lru_cache(maxsize=4096)
def word_edges(text: str) -> frozenset[int]:
    """The offsets in ``text`` at which a word begins or ends, both ends of the text included."""
    return frozenset(accumulate((len(word) for word in words(text)), initial=0))
