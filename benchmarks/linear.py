"""Print how the time of each detector grows with its input; twice the text should take twice the time.

    python benchmarks/linear.py [--size 100] [--only 一是] [--profile]

Each input is one paragraph of one repeated piece, the worst that a broken converter can hand on.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from types import FrameType

from quizgen import glossary
from quizgen.detectors import DETECTORS
from quizgen.detectors.resolve import resolve
from quizgen.detectors.view import View
from quizgen.model import Block, Document, Finding
from quizgen.text.fold import fold

PIECES = (
    "我们走在大路上意气风发",
    "我们走在大路上，意气风发。",
    "一是",
    "一是学，",
    "“",
    "”",
    '"',
    "第一，",
    "、",
    "，",
    "：",
    "（",
    "一二三四",
    "有的",
    "有的；",
    "从",
    "从来看，",
    "《",
    "说：“",
    "说：“好。”",
    "三个方面",
    "“三个意识”",
    "他说",
    "在大会上，",
    "的",
    " ",
    "1.",
    "①",
    "甲、乙、",
    "坚持学，",
    "…",
)
"""What the paragraphs are made of."""

LIMIT = 10
"""Seconds after which a measurement is given up."""


class TooLongError(Exception):
    """A measurement that was given up."""


def _give_up(_signal: int, _frame: FrameType | None) -> None:
    raise TooLongError


def measure(text: str) -> dict[str, float]:
    """Seconds for each step on a document of one paragraph; infinity for what was given up."""
    document = Document(name="", id="", title="", blocks=(Block(text=text),))
    seconds: dict[str, float] = {}
    found: list[Finding] = []

    def timed(name: str, work: Callable[[], object]) -> None:
        signal.alarm(LIMIT)
        begin = time.perf_counter()
        try:
            work()
            seconds[name] = time.perf_counter() - begin
        except TooLongError:
            seconds[name] = float("inf")
        finally:
            signal.alarm(0)

    view = View(document)
    timed("fold", lambda: fold(text))
    for name in DETECTORS:
        timed(name, partial(_collect, name, view, found))
    timed("resolve", lambda: resolve(found))
    return seconds


def _collect(name: str, view: View, found: list[Finding]) -> None:
    found.extend(DETECTORS[name](view, glossary.load()))


def report(piece: str, size: int) -> None:
    """One line for each step that is slow or grows faster than its input."""
    small, large = (measure((piece * (n // len(piece) + 1))[:n]) for n in (size, 2 * size))
    slow = [
        f"{name} {large[name]:.2f} s, ×{large[name] / max(small[name], 1e-9):.1f}"
        for name in large
        if large[name] > 0.1 and (large[name] > 2.6 * small[name] or large[name] * 1e6 / (2 * size) > 5)
    ]
    print(f"{piece!r:16} {sum(large.values()):6.2f} s  {'; '.join(slow) or 'linear'}", flush=True)


def main() -> None:
    """Measure every piece, or the one asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--size", type=int, default=100, help="thousand characters; measured at this and at twice this")
    parser.add_argument("--only", help="one piece to repeat instead of all")
    parser.add_argument("--profile", action="store_true", help="also print the functions that take the time")
    options = parser.parse_args()
    glossary.load()
    signal.signal(signal.SIGALRM, _give_up)
    for piece in (options.only,) if options.only else PIECES:
        if options.profile:
            profile = cProfile.Profile()
            profile.runcall(report, piece, options.size * 1000)
            pstats.Stats(profile, stream=sys.stdout).sort_stats("tottime").print_stats(6)
        else:
            report(piece, options.size * 1000)


if __name__ == "__main__":
    main()
