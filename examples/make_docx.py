"""Writes 讲话.docx from 讲话.md as Word would: headings by style, their 一、 and （一） drawn by Word, in no text.

python examples/make_docx.py [FILE]
"""

from __future__ import annotations

import datetime
import io
import re
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import docx
from docx.oxml.parser import parse_xml

if TYPE_CHECKING:
    from docx.document import Document

HERE = Path(__file__).parent
SPEECH = HERE / "讲话.md"
HEADING = re.compile(r"(#+) (.*)")
NUMBER = re.compile(r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）")
STYLES = {1: "Title", 2: "Heading 1", 3: "Heading 2"}
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LIST = 100  # a number that the template of python-docx does not use yet
DATE = datetime.datetime(2026, 1, 5, tzinfo=datetime.UTC)


def make(markdown: str) -> bytes:
    """The Word file of a speech in Markdown; the same bytes for the same speech."""
    document = docx.Document()
    _number_headings(document)
    for line in filter(None, markdown.splitlines()):
        heading = HEADING.fullmatch(line)
        if heading:
            document.add_paragraph(NUMBER.sub("", heading[2], count=1), style=STYLES[len(heading[1])])
        else:
            document.add_paragraph(line)
    return _saved(document)


def _number_headings(document: Document) -> None:
    """Tie a list of two levels, 一、 and （一）, to the heading styles."""
    levels = "".join(_level(depth, text) for depth, text in enumerate(("%1、", "（%2）")))
    numbering = document.part.numbering_part.element
    abstract = f'<w:abstractNum {NAMESPACE} w:abstractNumId="{LIST}">{levels}</w:abstractNum>'
    numbering.insert(0, parse_xml(abstract))  # the schema wants abstract lists before lists
    numbering.append(parse_xml(f'<w:num {NAMESPACE} w:numId="{LIST}"><w:abstractNumId w:val="{LIST}"/></w:num>'))
    for depth in range(2):
        properties = document.styles[f"Heading {depth + 1}"].element.get_or_add_pPr()
        level = properties._add_numPr()
        level._add_ilvl().val = depth
        level._add_numId().val = LIST


def _level(depth: int, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>'
        f'<w:pStyle w:val="Heading{depth + 1}"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def _saved(document: Document) -> bytes:
    """The file without the time at which it was made."""
    properties = document.core_properties
    properties.author, properties.comments, properties.language = "quizgen", "", "zh-CN"
    properties.created = properties.modified = DATE
    made, fixed = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as out:
        for name in parts.namelist():
            out.writestr(zipfile.ZipInfo(name, DATE.timetuple()[:6]), parts.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else SPEECH.with_suffix(".docx")
    target.write_bytes(make(SPEECH.read_text(encoding="utf-8")))
