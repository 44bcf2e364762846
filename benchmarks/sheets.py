"""Print how long review sheets take, beside what typst alone takes for as many pages of the same words.

    python benchmarks/sheets.py [--items 1000 2000 4000 10000] [--layout gaps] [--rounds 5]

Each size is measured in a process of its own, the two ways in turn; the median of the rounds is printed, and the most
memory that a whole run took. The words are random, of a thousand characters, which is about what a book has.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import get_args

from quizgen.cards.identity import guid_for
from quizgen.model import Deck, Line, Note, Segment
from quizgen.sheets import typst as writer
from quizgen.sheets.layouts import Wish, laid_out
from quizgen.sheets.model import LayoutName, Sheet

_PLAIN = """
#let sheet = json(bytes(sys.inputs.sheet))
#set document(date: none)
#set page(width: sheet.width * 1mm, height: sheet.height * 1mm, margin: sheet.margin * 1mm, numbering: "1")
#set text(font: ("Noto Serif SC", "Noto Sans SC"), size: sheet.size * 1pt, lang: "zh", region: "cn")
#set par(justify: true, leading: sheet.leading * 1em, spacing: sheet.spacing * 1em)
#for words in sheet.words { par(words) }
"""


def deck(items: int) -> Deck:
    """Lists and sayings in turn, fifty in a chapter."""
    dice = random.Random(1)  # noqa: S311 - the same words in every run
    characters = [chr(code) for code in range(0x4E00, 0x4E00 + 1000)]

    def words(length: int) -> str:
        return "".join(dice.choices(characters, k=length))

    def note(number: int) -> list[Note]:
        common = {"tags": (f"文::第{number // 50}章",), "source": f"文 · 第 {number // 20 + 1} 页"}
        if number % 2:
            key = f"saying.{number}"
            segments = (Segment(text=words(7), blank="a"), Segment(text="，"), Segment(text=words(7), blank="b"))
            by = Line(segments=(Segment(text="——"), Segment(text=words(3), blank="speaker")), role="by")
            lines = (Line(segments=segments), by)
            return [
                Note.model_validate(
                    {"key": key, "kind": "saying", "lines": lines, "guid": guid_for("文", key)} | common
                )
            ]
        key, lead = f"list.{number}", Line(segments=(Segment(text=f"{words(9)}："),), role="lead")
        texts = [(words(4), f"，{words(7)}") for _ in range(4)]
        parts = [(Segment(text=one, blank=one), Segment(text=rest)) for one, rest in texts]
        whole = [(Segment(text=one + rest, blank="all"),) for one, rest in texts]
        return [
            Note.model_validate(
                {
                    "key": name,
                    "kind": kind,
                    "guid": guid_for("文", name),
                    "lines": (lead, *(Line(segments=s, role="item", number=n) for n, s in enumerate(rows, start=1))),
                }
                | common
            )
            for name, kind, rows in ((key, "list", parts), (f"{key}.recite", "recite", whole))
        ]

    return Deck(name="文", id="文", notes=tuple(one for number in range(items) for one in note(number)))


def plainly(sheet: Sheet, pages: int) -> Callable[[], int]:
    """What draws the words of ``sheet`` as paragraphs on about as many pages, and says on how many."""
    import typst

    words = [
        "".join("＿" * run.width if run.gap else run.text for row in question.rows for run in row.runs)
        for question in sheet.questions
    ] + ["；".join(entry.answers) + entry.source for entry in sheet.key]
    content = {
        "width": sheet.page.size[0],
        "height": sheet.page.size[1],
        "margin": sheet.page.margin,
        "size": sheet.page.font_size,
        "leading": 0.85,
        "spacing": 1.1,
        "words": words,
    }
    fonts = writer._fonts(system=False)

    def draw() -> int:
        compiler = typst.Compiler(_PLAIN.encode(), font_paths=fonts, sys_inputs={"sheet": json.dumps(content)})
        data = compiler.compile(format="pdf", pdf_tags=False)
        assert isinstance(data, bytes)
        return writer._page_count(data)

    return draw


def measure(items: int, layout: LayoutName, rounds: int) -> dict[str, float]:
    """Seconds of the whole way from a deck to a file, and of typst alone."""
    made = deck(items)
    wish = Wish(layout=layout)
    ours: list[float] = []
    typsts: list[float] = []
    pages = plain_pages = 0
    memory = 0.0
    for place in range(rounds + 1):  # the first round loads the fonts
        begin = time.perf_counter()
        (printed,) = laid_out(made, wish).files
        rendered = writer.PdfWriter().render(printed.sheet)
        ours.append(time.perf_counter() - begin)
        pages = rendered.pages
        memory = memory or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        draw = plainly(printed.sheet, pages)
        begin = time.perf_counter()
        plain_pages = draw()
        typsts.append(time.perf_counter() - begin)
        if not place:
            first = ours.pop()
            typsts.pop()
    times = {"first": first, "ours": median(ours), "typst": median(typsts)}
    return {**times, "pages": pages, "plain": plain_pages, "memory": memory}


def main() -> None:
    """Measure every size in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--items", type=int, nargs="+", default=[1000, 2000, 4000, 10000])
    parser.add_argument("--layout", choices=get_args(LayoutName), default="gaps")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.items[0], options.layout, options.rounds)))
        return
    for items in options.items:
        call = [sys.executable, __file__, "--one", "--items", str(items), "--layout", options.layout]
        call += ["--rounds", str(options.rounds)]
        one = json.loads(subprocess.run(call, capture_output=True, check=True).stdout)  # noqa: S603 - this file
        ratio = one["ours"] / one["pages"] / (one["typst"] / one["plain"])
        print(
            f"{items:6} items: {one['ours']:6.2f} s (the first time {one['first']:.2f} s, {one['memory']:.0f} MB),"
            f" {one['pages']:.0f} pages, {1000 * one['ours'] / items:.2f} ms an item;"
            f" typst alone {one['typst']:.2f} s for {one['plain']:.0f} pages: {ratio:.1f} times that a page",
            flush=True,
        )


if __name__ == "__main__":
    main()
