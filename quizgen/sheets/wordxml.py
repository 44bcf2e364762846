"""The pieces of a Word file: runs, paragraphs and sections as XML, and the package around them.

The body is written as text: python-docx builds a paragraph from a dozen look-ups in the tree that it stands in, and
moving a long table into that tree takes time by the square of its length. It makes the package around the body, with
the footer and the properties.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from importlib import resources
from string import Template
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape as _escape

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.parser import parse_xml

from quizgen.exporters.html import clean

if TYPE_CHECKING:
    from docx.document import Document

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_DATE = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
_DOCUMENT = "word/document.xml"
_NO_XML = re.compile("[\ufffe\uffff]")
_ENDS = {**dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"), **dict.fromkeys("\u2066\u2067\u2068", "\u2069")}
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNWANTED = ("thumbnail", "customXml", "stylesWithEffects", "webSettings", "numbering", "theme")
"""Parts of the empty document of python-docx that say nothing about a sheet."""

PER_MM = 72 / 25.4 * 20
"""Word measures in twentieths of a point."""


def escape(text: str) -> str:
    """``text`` as the text of an element; what XML has no way to write is left out.

    What turns the direction of writing ends with the text, so that nothing behind it is turned as well.
    """
    return _escape(_closed(_writable(text)))


def _writable(text: str) -> str:
    return _NO_XML.sub("", clean(text))


def _closed(text: str) -> str:
    """``text`` with an end for each of its marks for another direction that has none."""
    ends: list[str] = []
    for mark in _DIRECTIONS.findall(text):
        if mark in _ENDS.values():
            if mark in ends:
                del ends[len(ends) - 1 - ends[::-1].index(mark) :]
        else:
            ends.append(_ENDS[mark])
    return text + "".join(reversed(ends))


def run(text: str, style: str = "") -> str:
    """A run of characters in a character style.

    Quotation marks and dashes exist in both kinds of fonts: the hint says that they are Chinese ones.
    """
    if not text:
        return ""
    look = f'<w:rStyle w:val="{style}"/>' if style else ""
    look += "" if text.isascii() or text.isspace() else '<w:rFonts w:hint="eastAsia"/>'
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def tab(style: str = "") -> str:
    """A tab."""
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f"<w:r>{look}<w:tab/></w:r>"


def field(code: str) -> str:
    """A field that Word fills in, such as PAGE."""
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def paragraph(style: str, inner: str, more: str = "") -> str:
    """A paragraph in a paragraph style; ``more`` are its own properties, in the order of the schema."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{inner}</w:p>'


def table(style: str, widths: Sequence[float], rows: str) -> str:
    """A table with columns of fixed ``widths``."""
    grid = "".join(f'<w:gridCol w:w="{width:.0f}"/>' for width in widths)
    look = f'<w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths):.0f}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    return f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def row(cells: str, properties: str) -> str:
    """A row of a table."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def cell(width: float, inner: str, more: str = "") -> str:
    """A cell; ``inner`` ends with a paragraph, as every cell must."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width:.0f}" w:type="dxa"/>{more}</w:tcPr>{inner}</w:tc>'


def template(name: str, values: Mapping[str, object]) -> str:
    """The file ``name`` of the templates with its placeholders filled in; values are XML already."""
    return Template(_template(name).partition("?>")[2].strip()).substitute(values)


def _template(name: str) -> str:
    return (resources.files("quizgen.sheets") / "templates" / name).read_text("utf-8")


class Package:
    """A Word file in the making."""

    def __init__(self) -> None:
        self.document: Document = docx.Document()
        for related in (self.document.part.package.rels, self.document.part.rels):
            for key in [key for key, one in related.items() if one.reltype.rsplit("/", 1)[-1] in _UNWANTED]:
                del related[key]

    def styles(self, styles: str, settings: str) -> None:
        """Put these styles and settings, and other names of the fonts, in the place of those of the empty document."""
        _refill(self.document.styles.element, styles)
        _refill(self.document.settings.element, settings)
        self.document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)._blob = _template("fonts.xml").encode()

    def footer(self, inner: str) -> str:
        """Add a footer of these paragraphs; what a section says to have it."""
        footer = self.document.sections[0].footer
        footer.is_linked_to_previous = False
        _refill(footer._element, f"<w:ftr {_NAMESPACES}>{inner}</w:ftr>")
        (reference,) = self.document.element.body.sectPr.xpath("./w:footerReference/@r:id")
        return f'<w:footerReference w:type="default" r:id="{reference}"/>'

    def saved(self, body: str, *, title: str, language: str) -> bytes:
        """The file with these paragraphs and tables, and without the time at which it was made.

        ``body`` ends with the properties of the last section.
        """
        properties = self.document.core_properties
        properties.title, properties.language = _writable(title)[:255], language
        properties.author = properties.last_modified_by = "quizgen"
        properties.comments, properties.keywords, properties.revision = "", "", 1
        properties.created = properties.modified = _DATE
        made, fixed = io.BytesIO(), io.BytesIO()
        self.document.save(made)
        with zipfile.ZipFile(made) as parts, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as out:
            for name in parts.namelist():
                data = _document(body) if name == _DOCUMENT else parts.read(name)
                out.writestr(zipfile.ZipInfo(name, _DATE.timetuple()[:6]), data, zipfile.ZIP_DEFLATED)
        return fixed.getvalue()


def _document(body: str) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{head}\n<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>".encode()


def _refill(element: Any, xml: str) -> None:
    """Put the children that ``xml`` has into ``element``."""
    element[:] = list(parse_xml(xml))
