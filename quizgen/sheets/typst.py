"""Sheets as PDF and as pictures of its pages, set by typst.

The template is a file, and the sheet reaches it as JSON: nothing in a text is markup there, so nothing is escaped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

from quizgen.sheets import Rendered, Writer
from quizgen.sheets.cutting import PADDING
from quizgen.sheets.glyphs import drawn_by
from quizgen.sheets.lengths import may_break, tallest
from quizgen.sheets.measure import width
from quizgen.sheets.model import Entry, Face, Heading, LayoutName, Question, Sheet

if TYPE_CHECKING:
    import typst

_SERIF, _SANS = "Noto Serif SC", "Noto Sans SC"
_FACES: dict[Face, tuple[str, str]] = {"song": (_SERIF, _SANS), "hei": (_SANS, _SERIF), "kai": (_SERIF, _SANS)}
_KAI = ("KaiTi", "Kaiti SC", "STKaiti", "LXGW WenKai", "AR PL UKai CN", "AR PL UKai", "TW-Kai", "FandolKai")
_TAIWAN = {
    "song": ("Noto Serif TC", "Noto Serif CJK TC", "Source Han Serif TC", "Source Han Serif TW"),
    "hei": ("Noto Sans TC", "Noto Sans CJK TC", "Source Han Sans TC", "Source Han Sans TW"),
}
_NO_KAI = "no 楷体 is installed, so 宋体 stands in for it; install a font such as LXGW WenKai"

_PIXELS = 110
"""Pixels per inch of a preview."""


_LEADING: dict[LayoutName, float] = {"gaps": 0.85, "recite": 0.7, "outline": 0.8, "table": 0.6, "cards": 0.6}
"""What is between two lines, in characters: a hand needs more than the eye."""

_UNBROKEN = re.compile(r"[^\s⺀-鿿豈-﫿︰-﹏＀-￯\U00020000-\U0003ffff]{24,}")
_PAGE = re.compile(rb"/Type/Page\b")
_VARIANT = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")  # which form of the character before, nothing by itself
_NUMBER = re.compile("[①-⑳]")
_LONGEST_WORD = 12


class PdfWriter(Writer):
    """Writes ``.pdf``, its fonts embedded."""

    suffix: ClassVar[str] = ".pdf"
    media_type: ClassVar[str] = "application/pdf"
    paged: ClassVar[bool] = True

    def render(self, sheet: Sheet) -> Rendered:
        """The whole file; nothing in it depends on the time."""
        pages, lacking, notes = _compiled(sheet, "pdf")
        assert isinstance(pages, bytes)
        return Rendered(data=pages, pages=_page_count(pages), lacking=lacking, notes=notes)


def pictures(sheet: Sheet) -> list[bytes]:
    """The pages as PNG."""
    pages, _, _ = _compiled(sheet, "png")
    return pages if isinstance(pages, list) else [pages]


def _compiled(sheet: Sheet, kind: Literal["pdf", "png"]) -> tuple[bytes | list[bytes], str, tuple[str, ...]]:
    import typst

    body, head, region, notes = _faces(sheet)
    fonts = _fonts(system=bool({body, head} - {_SERIF, _SANS}))
    # behind the chosen face the other one: each has characters that the other lacks
    faces = {"body": [body, _SERIF, _SANS], "head": [head, _SANS, _SERIF]}
    content = json.dumps(_content(sheet, faces, region), ensure_ascii=False)
    compiler = typst.Compiler(_template(), font_paths=fonts, sys_inputs={"sheet": content})
    data, warnings = compiler.compile_with_warnings(format=kind, ppi=_PIXELS if kind == "png" else None, pdf_tags=False)
    assert data is not None
    return data, _lacking(content), (*notes, *(warning.message for warning in warnings))


def _template() -> bytes:
    return (resources.files("quizgen.sheets") / "templates" / "sheet.typ").read_bytes()


@cache
def _fonts(*, system: bool) -> typst.Fonts:
    """The fonts that come with us, or all that are installed as well."""
    import pylopdf_fonts_zh_cn as files
    import typst

    return typst.Fonts(
        include_system_fonts=system, include_embedded_fonts=False, font_paths=[files.serif_path().parent]
    )


def _faces(sheet: Sheet) -> tuple[str, str, Literal["cn", "tw"], tuple[str, ...]]:
    """The faces of text and titles, whose way to set punctuation fits them, and what a person has to be told."""
    face = sheet.page.face
    body, head = _FACES[face]
    notes: tuple[str, ...] = ()
    if sheet.lang == "zh-Hant" and face != "kai":
        song, hei = (_installed(_TAIWAN[name]) for name in ("song", "hei"))
        if song and hei:
            return (song, hei, "tw", ()) if face == "song" else (hei, song, "tw", ())
    if face == "kai":
        kai = _installed(_KAI)
        body, notes = (kai, ()) if kai else (body, (_NO_KAI,))
    return body, head, "cn", notes


def _installed(families: tuple[str, ...]) -> str | None:
    known = _families()
    return next((family for family in families if family in known), None)


@cache
def _families() -> frozenset[str]:
    return frozenset(_fonts(system=True).families())


def _content(sheet: Sheet, faces: dict[str, list[str]], region: str) -> dict[str, object]:
    width_, height = sheet.page.size
    return {
        **_spaced(sheet.model_dump(mode="json", exclude={"page", "parts", "key"})),
        "heading": _breakable(sheet.heading),
        "width": width_,
        "height": height,
        "margin": sheet.page.margin,
        "padding": PADDING,
        "columns": sheet.page.columns,
        "leading": _LEADING[sheet.layout],
        "line": max(4, sheet.page.line_width - 4),
        "short": sheet.page.line_width * 0.45,
        "digits": len(str(max([1, *(q.number for q in sheet.questions), *(entry.number for entry in sheet.key)]))),
        "size": sheet.page.font_size,
        "faces": faces,
        "region": region,
        "parts": [_part(part, sheet) for part in sheet.parts],
        "key": [_entry(entry, sheet) for entry in sheet.key],
    }


def _part(part: Heading | Question, sheet: Sheet) -> dict[str, object]:
    content = _spaced(part.model_dump(mode="json"))
    if isinstance(part, Question):
        content["breaks"] = may_break(part, sheet, 1 + _LEADING[sheet.layout])
    return content


def _entry(entry: Entry, sheet: Sheet) -> dict[str, object]:
    content = _spaced(entry.model_dump(mode="json"))
    long = width("".join(entry.answers) + entry.source) / max(1.0, sheet.page.line_width - 3)
    content["breaks"] = long > tallest(sheet, 1 + _LEADING[sheet.layout])
    return content


def _spaced(value: dict[str, object]) -> dict[str, object]:
    """``value`` with places in all its texts where a line may break."""
    return {name: _broken(one) for name, one in value.items()}


def _broken(value: object) -> object:
    if isinstance(value, str):
        return _breakable(value)
    if isinstance(value, list):
        return [_broken(one) for one in value]
    return _spaced(value) if isinstance(value, dict) else value


def _breakable(text: str) -> str:
    """``text`` with invisible spaces in words that are longer than a line; no line ends behind a member's number."""
    text = _NUMBER.sub("\\g<0>\u2060", text)
    if len(text) < 2 * _LONGEST_WORD:
        return text
    return _UNBROKEN.sub(lambda word: "\u200b".join(_pieces(word[0])), text)


def _pieces(word: str) -> Iterator[str]:
    return (word[start : start + _LONGEST_WORD] for start in range(0, len(word), _LONGEST_WORD))


def _lacking(content: str) -> str:
    """The characters of a text that neither of our fonts draws."""
    import pylopdf_fonts_zh_cn as files

    codes = {ord(char) for char in set(content)} - _drawn(files.serif_path(), files.sans_path())
    return "".join(char for char in map(chr, sorted(codes)) if char.isprintable() and not _VARIANT.match(char))


@cache
def _drawn(*paths: Path) -> frozenset[int]:
    return frozenset().union(*map(drawn_by, paths))


def _page_count(data: bytes) -> int:
    return len(_PAGE.findall(data))
