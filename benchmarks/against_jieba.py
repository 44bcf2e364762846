"""Print how long extraction takes beside jieba's segmentation of the same text, side by side in one run.

    python benchmarks/against_jieba.py [DOCUMENT] [--times 5]

The ratio is jieba's time divided by ours: above 1 extraction is the faster of the two. Both are warm: dictionaries,
patterns and the glossary are loaded before the clock starts. The document is repeated to a length at which timing says
something; each repetition is a document of its own for both.
"""

from __future__ import annotations

import argparse
import statistics
import time

from quizgen import glossary, pipeline
from quizgen.detectors import counted, named, outline, parallel, repeats, sayings, series, topics
from quizgen.detectors.view import View
from quizgen.text.words import words

EXAMPLE = "examples/讲话.md"


def main() -> None:
    """Time both in turn, and each detector on its own."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("document", nargs="?", default=EXAMPLE)
    arguments.add_argument("--times", type=int, default=5)
    options = arguments.parse_args()
    document = pipeline.read(options.document)
    texts = [block.text for block in document.blocks]
    size = sum(map(len, texts))
    pipeline.extract(document)
    for text in texts:
        words(text)
    ratios = []
    for _ in range(options.times):
        ours = _seconds(lambda: pipeline.extract(document))
        theirs = _seconds(lambda: [words(text) for text in texts])
        ratios.append(theirs / ours)
    print(f"{options.document}: {size} characters")
    print(f"jieba / extraction: median {statistics.median(ratios):.2f} [{min(ratios):.2f}-{max(ratios):.2f}]")
    known = glossary.load()
    detectors = {
        **{
            m.__name__.rpartition(".")[2]: m.detect
            for m in (series, repeats, outline, topics, counted, parallel, sayings)
        },
        "named": lambda view: named.detect(view, known),
    }
    for name, detect in detectors.items():
        share = _seconds(lambda detect=detect: list(detect(View(document))))
        print(f"  {name:9} {share * 1e9 / size:6.0f} ns a character")


def _seconds(work: object, rounds: int = 5) -> float:
    assert callable(work)
    start = time.perf_counter()
    for _ in range(rounds):
        work()
    return (time.perf_counter() - start) / rounds


if __name__ == "__main__":
    main()
