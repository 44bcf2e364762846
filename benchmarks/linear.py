"""Print how the time of each detector and reader grows with its input; twice the text should take twice the time.

    python benchmarks/linear.py [--size 100] [--only 一是] [--profile]
    python benchmarks/linear.py --readers [--size 50] [--only a.md]

For detectors each input is one paragraph of one repeated piece, the worst that a broken converter can hand on; for
readers it is a file of one repeated piece of their format, at one, two and four times the size.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from types import FrameType

from quizgen import glossary
from quizgen.detectors import DETECTORS
from quizgen.detectors.resolve import resolve
from quizgen.detectors.view import View
from quizgen.errors import InputError
from quizgen.model import Block, Document, Finding
from quizgen.readers import read_bytes
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

_SENTENCE = "学而时习之，不亦说乎？有朋自远方来，不亦乐乎？"
_CUE = "00:00:01,000 --> 00:00:02,000\n"
_TEXT = (
    "学",
    "\n",
    "o",
    "学o",
    "学 ",
    "学\n",
    "一、学\n",
    "\u3000\u3000学。",
    "\u200b",
    "⼈",
    "<<学>>",
    "目录\n",
    "目录\n学\n",
)
_MARKS = ("|", ">", "[", "*", "_", "`", "\\", "<", "~~", "==a==", "[[a]]", "](", "%%", "{#a}", "<!--", "<td>", "<rt>")
_LINES = ("> ", "# 学\n", "- ", "- 学\n", "|a|b|\n|-|-|\n", "```\n", ":::\n", "!!! a\n    ", "学\n: 习\n", "> [!a] b\n")
FILES: dict[str, tuple[str, ...]] = {
    "a.txt": (_SENTENCE, _SENTENCE + "\n", "学" * 30 + "\n", ". ", "1 ", "第一章……1\n", *_TEXT),
    "a.md": (_SENTENCE + "\n\n", "[^1]: 学\n", "[a]: /b\n", *_MARKS, *_LINES),
    "a.srt": (f"{_CUE}{_SENTENCE}\n\n", _CUE, f"{_CUE}<v a", f"{_CUE}{{\\"),
    "a.lrc": ("[00:01]学\n", "[00:01]"),
    "a.ass": ("Dialogue: 0,0:00:01.00,0:00:02.00,,,,,,,学\n",),
    "a.jsonl": (f'{{"title": "学", "text": "{_SENTENCE}"}}\n', "[", '{"a":', "{}\n", "学\n"),
}
"""What the files of each ending are made of."""

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
    pairs = size // (2 * len(piece))  # as quotation marks pair up or do not, the work is another
    small, large = (measure(piece * (2 * n)) for n in (pairs, 2 * pairs))
    slow = [
        f"{name} {large[name]:.2f} s, ×{large[name] / max(small[name], 1e-9):.1f}"
        for name in large
        if large[name] > 0.1 and (large[name] > 2.6 * small[name] or large[name] * 1e6 / (2 * size) > 5)
    ]
    print(f"{piece!r:16} {sum(large.values()):6.2f} s  {'; '.join(slow) or 'linear'}", flush=True)


def report_reader(name: str, piece: str, size: int) -> None:
    """One line for a file of one piece: seconds at one, two and four times the size."""
    seconds = [_reading(name, (piece * (n // len(piece) + 1))[:n].encode()) for n in (size, 2 * size, 4 * size)]
    steep = seconds[2] > 0.2 and seconds[2] > 2.7 * seconds[1] and seconds[1] > 2.3 * seconds[0]
    times = "  ".join(f"{one:6.2f}" for one in seconds)
    print(f"{name:8} {piece[:16]!r:24} {times} s  {'steep' if steep else 'linear'}", flush=True)


def _reading(name: str, data: bytes) -> float:
    """The seconds that a file takes to be read or refused, the better of two; infinity for what was given up."""
    taken = []
    for _ in range(2):
        signal.alarm(LIMIT)
        begin = time.perf_counter()
        try:
            with suppress(InputError):
                read_bytes(data, name)
        except TooLongError:
            return float("inf")
        finally:
            signal.alarm(0)
        taken.append(time.perf_counter() - begin)
    return min(taken)


def main() -> None:
    """Measure every piece, or the one asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--size", type=int, default=100, help="thousand characters; measured at this and at twice this")
    parser.add_argument("--only", help="one piece to repeat, or one file of the readers', instead of all")
    parser.add_argument("--profile", action="store_true", help="also print the functions that take the time")
    parser.add_argument("--readers", action="store_true", help="measure the readers instead of the detectors")
    options = parser.parse_args()
    signal.signal(signal.SIGALRM, _give_up)
    if options.readers:
        for name in (options.only,) if options.only else FILES:
            for piece in FILES[name]:
                report_reader(name, piece, options.size * 1000)
        return
    glossary.load()
    for piece in (options.only,) if options.only else PIECES:
        if options.profile:
            profile = cProfile.Profile()
            profile.runcall(report, piece, options.size * 1000)
            pstats.Stats(profile, stream=sys.stdout).sort_stats("tottime").print_stats(6)
        else:
            report(piece, options.size * 1000)


if __name__ == "__main__":
    main()
