"""Where words begin and end in Chinese text, so that no blank halves a word.

One ``jieba.Tokenizer`` serves the whole process. It is loaded on first use, since its dictionary alone takes most
of a second, and nobody adds words to it: what one document holds must not change how the next one is cut.
"""

from __future__ import annotations

import logging
import warnings
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import jieba


@cache
def _tokenizer() -> jieba.Tokenizer:
    with warnings.catch_warnings():
        # jieba's source has string escapes, and an import of pkg_resources, that newer Pythons warn of.
        warnings.simplefilter("ignore")
        import jieba
    # Its chatter about the dictionary cache, and the traceback where the temporary folder is read-only, concern nobody.
    jieba.setLogLevel(logging.CRITICAL)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    return tokenizer


def words(text: str) -> tuple[str, ...]:
    """``text`` cut into words; joined again they are ``text``.

    Without jieba's model for unknown words: on official prose it invents more words than it finds.
    """
    return tuple(_tokenizer().cut(text, HMM=False))


def part_edges(text: str) -> frozenset[int]:
    """The word edges of ``text``, and the middle of four-character words whose halves are words: 大局｜意识.

    For finding what several texts share; never for cutting one of them.
    """
    known = _tokenizer().FREQ
    edges, start = {0}, 0
    for word in words(text):
        if len(word) == 4 and known.get(word[:2]) and known.get(word[2:]):
            edges.add(start + 2)
        start += len(word)
        edges.add(start)
    return frozenset(edges)


@lru_cache(maxsize=4096)
def word_edges(text: str) -> frozenset[int]:
    """The offsets in ``text`` at which a word begins or ends, both ends of the text included."""
    return frozenset(accumulate((len(word) for word in words(text)), initial=0))
