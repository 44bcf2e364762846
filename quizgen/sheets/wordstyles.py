"""The paragraph styles of a sheet in Word, so that a teacher changes all questions at once.

A style says what a paragraph is: a row of a question by its role, whether it opens the question with its number,
whether it has a mark, whether it is a ruled line to write on, how deep it stands in an outline. Only the styles that
a sheet needs are in it.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from quizgen.sheets import wordxml
from quizgen.sheets.model import Sheet

Role = Literal["context", "lead", "item", "text", "by", "heading", "answer", "entry", "cell", "card", "back"]

_NAMES: dict[str, dict[str, str]] = {
    "zh-Hans": {
        "question": "题目",
        "context": "来处",
        "lead": "引语",
        "item": "条目",
        "text": "文句",
        "by": "作者",
        "heading": "题中标题",
        "answer": "答案",
        "entry": "参考答案",
        "cell": "答案栏",
        "back": "卡片背面",
        "marked": "带序号",
        "unmarked": "无序号",
        "ruled": "横线",
        "card": "卡片",
        "headline": "卷头",
        "keytitle": "答案标题",
        "spacer": "分隔",
        "blank": "填空",
        "number": "题号",
        "hint": "提示",
        "source": "出处",
        "code": "卡片编号",
        "table": "问答表",
        "cards": "裁剪卡片",
        "backs": "裁剪卡片背面",
    },
    "zh-Hant": {
        "question": "題目",
        "context": "來處",
        "lead": "引語",
        "item": "條目",
        "text": "文句",
        "by": "作者",
        "heading": "題中標題",
        "answer": "答案",
        "entry": "參考答案",
        "cell": "答案欄",
        "back": "卡片背面",
        "marked": "帶序號",
        "unmarked": "無序號",
        "ruled": "橫線",
        "card": "卡片",
        "headline": "卷頭",
        "keytitle": "答案標題",
        "spacer": "分隔",
        "blank": "填空",
        "number": "題號",
        "hint": "提示",
        "source": "出處",
        "code": "卡片編號",
        "table": "問答表",
        "cards": "裁剪卡片",
        "backs": "裁剪卡片背面",
    },
}

_FONTS = {
    "zh-Hans": {"song": "宋体", "hei": "黑体", "kai": "楷体"},
    "zh-Hant": {"song": "新細明體", "hei": "微軟正黑體", "kai": "標楷體"},
}
_SANS, _SERIF = "Arial", "Times New Roman"
LANGUAGES = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}

_MARK = 2.0
"""Chinese characters that a mark such as 1. or · takes."""
_STEP = 1.2
"""Chinese characters by which a level of an outline is indented."""
_SMALL = 0.8


class Place(NamedTuple):
    """What the style of a paragraph hangs on; ``scale`` is the size of its text as a part of the sheet's."""

    role: Role
    first: bool = False
    marked: bool = False
    ruled: bool = False
    level: int = 0
    scale: float = 1.0
    card: bool = False


class Styles:
    """The styles of one sheet; asking for one makes it."""

    def __init__(self, sheet: Sheet, widest_number: int) -> None:
        self.sheet = sheet
        self.names = _NAMES[sheet.lang]
        self.em = sheet.page.font_size * 20
        self.number = max(2.0, 0.6 * widest_number + 1)
        self._made: dict[Place, str] = {}
        self._written: list[str] = []

    def of(self, place: Place) -> str:
        """The id of the style for such paragraphs."""
        if place not in self._made:
            self._made[place] = f"Sheet{len(self._made) + 1}"
            self._written.append(self._style(place))
        return self._made[place]

    def xml(self) -> str:
        """The part of the package that holds them all."""
        page, half = self.sheet.page, self.sheet.page.font_size * 2
        fonts = _FONTS[self.sheet.lang]
        values: dict[str, Any] = {
            "latin": _SANS if page.face == "hei" else _SERIF,
            "chinese": fonts[page.face],
            "sans": _SANS,
            "hei": fonts["hei"],
            "language": LANGUAGES[self.sheet.lang],
            "size": f"{half:.0f}",
            "small": f"{half * _SMALL:.0f}",
            "title": f"{half * 1.6:.0f}",
            "heading": f"{half * 1.2:.0f}",
            "width": f"{self.text_width:.0f}",
            "fields": self._fields(),
            **{f"indent{level}": self._heading_indent(level) for level in range(2, 6)},
            "paragraphs": "\n".join(self._written),
        }
        return wordxml.template("styles.xml", {**self.names, **values})

    def settings(self) -> str:
        """The part of the package with the settings."""
        values = {"tab": f"{self.em:.0f}", "language": LANGUAGES[self.sheet.lang]}
        return wordxml.template("settings.xml", values)

    @property
    def text_width(self) -> float:
        """The width of the page between its margins, in twips."""
        return (self.sheet.page.size[0] - 2 * self.sheet.page.margin) * wordxml.PER_MM

    @property
    def column_width(self) -> float:
        """The width of one column, in twips."""
        return self.sheet.page.line_width * self.em

    def _heading_indent(self, level: int) -> str:
        return f"{self.em * _STEP * (level - 1):.0f}" if self.sheet.layout == "outline" else "0"

    def _fields(self) -> str:
        """Tab stops of the head line: to the end of each line to write on, then to the next word."""
        count = max(len(self.sheet.words.head), 1)
        step = (self.text_width + self.em) / count
        stops = []
        for place in range(1, count + 1):
            stops.append(f'<w:tab w:val="left" w:leader="underscore" w:pos="{step * place - self.em:.0f}"/>')
            if place < count:
                stops.append(f'<w:tab w:val="left" w:pos="{step * place:.0f}"/>')
        return "".join(stops)

    def _name(self, place: Place) -> str:
        words = [self.names["card"]] if place.card and place.role != "back" else []
        words += [self.names["question"]] if place.first else []
        words += [self.names[place.role]]
        if place.marked != (place.role == "item"):
            words.append(self.names["marked" if place.marked else "unmarked"])
        words += [self.names["ruled"]] if place.ruled else []
        words += [str(place.level + 1)] if place.level else []
        words += [f"{place.scale:.1%}"] if place.scale != 1 else []
        return " ".join(words)

    def _style(self, place: Place) -> str:
        return (
            f'  <w:style w:type="paragraph" w:customStyle="1" w:styleId="{self._made[place]}">'
            f'<w:name w:val="{self._name(place)}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
            f"<w:pPr><w:keepLines/>{_border(place)}{self._tabs(place)}{self._spacing(place)}{self._indent(place)}"
            f"{_alignment(place)}</w:pPr><w:rPr>{self._look(place)}</w:rPr></w:style>"
        )

    def _stops(self, place: Place) -> list[float]:
        """Where the text behind the number and behind the mark begins, in Chinese characters."""
        numbered = place.first or place.role == "entry"
        inside = 0.0 if place.card or place.role == "cell" else self.number
        base = place.level * _STEP + inside
        stops = [base] if numbered else []
        return [*stops, base + _MARK] if place.marked else stops or [base]

    def _tabs(self, place: Place) -> str:
        stops = self._stops(place)
        if not (place.first or place.marked or place.role == "entry"):
            return ""
        return (
            "<w:tabs>" + "".join(f'<w:tab w:val="left" w:pos="{stop * self.em:.0f}"/>' for stop in stops) + "</w:tabs>"
        )

    def _indent(self, place: Place) -> str:
        left = self._stops(place)[-1]
        begin = left
        if place.marked:
            begin -= _MARK
        if place.first or place.role == "entry":
            begin = place.level * _STEP
        hanging = f' w:hanging="{(left - begin) * self.em:.0f}"' if begin < left else ""
        return f'<w:ind w:left="{left * self.em:.0f}"{hanging}/>'

    def _spacing(self, place: Place) -> str:
        if place.ruled:
            return f'<w:spacing w:line="{self.em * 2.2:.0f}" w:lineRule="exact"/>'
        if place.card or place.role in ("back", "cell"):
            return '<w:spacing w:line="300" w:lineRule="auto"/>'
        return '<w:spacing w:before="200"/>' if place.first and self.sheet.layout != "table" else ""

    def _look(self, place: Place) -> str:
        scale = place.scale * (_SMALL if place.role == "context" else 1)
        look = "<w:b/>" if place.role == "heading" else ""
        look += '<w:color w:val="595959"/>' if place.role == "context" else ""
        size = f"{self.sheet.page.font_size * 2 * scale:.0f}"
        return look + (f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if scale != 1 else "")


def _border(place: Place) -> str:
    """The line to write on; neighbouring lines have it between them."""
    if not place.ruled:
        return ""
    line = 'w:val="single" w:sz="4" w:space="0" w:color="auto"'
    return f"<w:pBdr><w:bottom {line}/><w:between {line}/></w:pBdr>"


def _alignment(place: Place) -> str:
    return {"by": '<w:jc w:val="right"/>', "cell": '<w:jc w:val="left"/>'}.get(place.role, "")
