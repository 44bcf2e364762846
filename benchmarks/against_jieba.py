"""Print how long extraction takes beside jieba's segmentation of the same text, side by side in one run.

    python benchmarks/against_jieba.py [DOCUMENT ...] [--times 5]

The figure of jieba is its time divided by that of extraction: above 1 extraction is the faster of the two. Both are
warm: dictionaries, patterns and the glossary are loaded before the clock starts; which words a document has is
forgotten before each round. Without documents, the example is timed (dense: made to hold one of everything) and prose
of the kind that most documents are made of. Where rjieba is installed, its segmentation is timed as well.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from quizgen import glossary, pipeline
from quizgen.detectors import DETECTORS
from quizgen.detectors.view import View
from quizgen.model import Document
from quizgen.text import words

EXAMPLES = ("examples/讲话.md", "benchmarks/prose.txt")
ROUNDS = 5


def main() -> None:
    """Time both in turn, and each detector on its own."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("documents", nargs="*", default=EXAMPLES)
    arguments.add_argument("--times", type=int, default=5)
    options = arguments.parse_args()
    for path in options.documents:
        report(path, [pipeline.read(path)], options.times)
    if len(options.documents) > 1:
        report("all", [pipeline.read(path) for path in options.documents], options.times)


def report(name: str, documents: Sequence[Document], times: int) -> None:
    """The figures of some documents."""
    texts = [block.text for document in documents for block in document.blocks]
    size = sum(map(len, texts))
    print(f"{name}: {size} characters")
    work: dict[str, Callable[[], object]] = {
        "extraction": partial(_extract, documents),
        "jieba": partial(_segment, words.jieba(), texts),
    }
    if words.fastest() is not words.jieba():
        work["rjieba"] = partial(_segment, words.fastest(), texts)
    for do in work.values():
        do()
    rounds = [{one: _seconds(do) for one, do in work.items()} for _ in range(times)]
    for one in work:
        ratios = [seconds[one] / seconds["extraction"] for seconds in rounds]
        beside = f"{statistics.median(ratios):.2f} [{min(ratios):.2f}-{max(ratios):.2f}] times extraction"
        print(f"  {one:10} {statistics.median(s[one] for s in rounds) * 1e9 / size:6.0f} ns a character, {beside}")
    for detector in DETECTORS:
        views = iter([[View(document) for document in documents] for _ in range(ROUNDS)])
        print(f"    {detector:8} {_seconds(partial(_detect, detector, views)) * 1e9 / size:6.0f}")


def _extract(documents: Sequence[Document]) -> None:
    words.word_edges.cache_clear()
    for document in documents:
        pipeline.extract(document)


def _segment(segmenter: words.Segmenter, texts: Sequence[str]) -> None:
    for text in texts:
        tuple(segmenter.cut(text))


def _detect(detector: str, views: Iterator[Sequence[View]]) -> None:
    for view in next(views):
        tuple(DETECTORS[detector](view, glossary.load()))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    for _ in range(ROUNDS):
        work()
    return (time.perf_counter() - start) / ROUNDS


if __name__ == "__main__":
    main()
