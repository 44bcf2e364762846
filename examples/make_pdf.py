"""Writes 讲话.pdf from 讲话.md as an office would print it: wrapped lines, a running head, page numbers, no Markdown.

python examples/make_pdf.py [FILE]
"""

from __future__ import annotations

import datetime
import re
import sys
from pathlib import Path

import pylopdf_fonts_zh_cn as faces
import typst

HERE = Path(__file__).parent
SPEECH = HERE / "讲话.md"
HEADING = re.compile(r"(#+) (.*)")
SIZES = {1: 18, 2: 14, 3: 12}  # points
DATE = datetime.datetime(2026, 1, 5, tzinfo=datetime.UTC)
SETUP = """
#set page(
  paper: "a4", margin: 28mm, numbering: "— 1 —",
  header: align(center, text(9pt)[青年干部读书班学习材料]),
)
#set text(font: "Noto Serif SC", size: 12pt, lang: "zh")
#set par(justify: true, leading: 0.9em, spacing: 0.9em, first-line-indent: (amount: 2em, all: true))
"""


def make(markdown: str) -> bytes:
    """The PDF of a speech in Markdown; the same bytes for the same speech."""
    source = SETUP + "\n\n".join(_typst(line) for line in filter(None, markdown.splitlines()))
    fonts = [str(Path(faces.serif_path()).parent)]
    compiler = typst.Compiler(source.encode(), font_paths=fonts, ignore_system_fonts=True)
    return compiler.compile(format="pdf", timestamp=DATE)


def _typst(line: str) -> str:
    heading = HEADING.fullmatch(line)
    if not heading:
        return _words(line)
    level = len(heading[1])
    shown = f'text(font: "Noto Sans SC", size: {SIZES[level]}pt, {_words(heading[2])[1:]})'
    inside = f"align(center, {shown})" if level == 1 else shown
    return f"#block(above: 1.6em, below: 1.2em, {inside})"


def _words(text: str) -> str:
    """``text`` as it is, whatever typst would read into it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'#"{escaped}"'


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else SPEECH.with_suffix(".pdf")
    target.write_bytes(make(SPEECH.read_text(encoding="utf-8")))
