"""Word's numbers: how each format writes them, and how lists count."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from hypothesis import given
from hypothesis import strategies as st

from quizgen.readers import office
from quizgen.readers.docx import read
from quizgen.readers.wordformats import number_text
from quizgen.readers.wordnumbers import Numbering, Styles

# fmt: off
AT = (1, 2, 4, 9, 10, 11, 12, 19, 20, 21, 26, 27, 40, 53, 99, 100, 101, 110, 111, 120)

# What LibreOffice 7.4 prints for a list of 120 items in these formats; Word writes the same.
AGREED = {
    "decimal": "1 2 4 9 10 11 12 19 20 21 26 27 40 53 99 100 101 110 111 120",
    "decimalZero": "01 02 04 09 10 11 12 19 20 21 26 27 40 53 99 100 101 110 111 120",
    "decimalHalfWidth": "1 2 4 9 10 11 12 19 20 21 26 27 40 53 99 100 101 110 111 120",
    "upperRoman": "I II IV IX X XI XII XIX XX XXI XXVI XXVII XL LIII XCIX C CI CX CXI CXX",
    "lowerRoman": "i ii iv ix x xi xii xix xx xxi xxvi xxvii xl liii xcix c ci cx cxi cxx",
    "upperLetter": "A B D I J K L S T U Z AA NN AAA UUUU VVVV WWWW FFFFF GGGGG PPPPP",
    "lowerLetter": "a b d i j k l s t u z aa nn aaa uuuu vvvv wwww fffff ggggg ppppp",
    "chineseLegalSimplified": "壹 贰 肆 玖 壹拾 壹拾壹 壹拾贰 壹拾玖 贰拾 贰拾壹 "
    "贰拾陆 贰拾柒 肆拾 伍拾叁 玖拾玖 壹佰 壹佰零壹 壹佰壹拾 壹佰壹拾壹 壹佰贰拾",
    "ideographLegalTraditional": "壹 貳 肆 玖 壹拾 壹拾壹 壹拾貳 壹拾玖 貳拾 貳拾壹 "
    "貳拾陸 貳拾柒 肆拾 伍拾參 玖拾玖 壹佰 壹佰零壹 壹佰壹拾 壹佰壹拾壹 壹佰貳拾",
    "taiwaneseCountingThousand": "一 二 四 九 十 十一 十二 十九 二十 二十一 "
    "二十六 二十七 四十 五十三 九十九 一百 一百零一 一百一十 一百一十一 一百二十",
    "ideographTraditional": "甲 乙 丁 壬 癸 11 12 19 20 21 26 27 40 53 99 100 101 110 111 120",
    "ideographZodiac": "子 丑 卯 申 酉 戌 亥 19 20 21 26 27 40 53 99 100 101 110 111 120",
    "ordinal": "1st 2nd 4th 9th 10th 11th 12th 19th 20th 21st 26th 27th 40th 53rd 99th 100th 101st 110th 111th 120th",
}
WORDED = {
    "cardinalText": ["One", "Four", "Eleven", "Twenty-one", "Forty", "Ninety-nine",
        "One hundred one", "One hundred twenty"],
    "ordinalText": ["First", "Fourth", "Eleventh", "Twenty-first", "Fortieth", "Ninety-ninth",
        "One hundred first", "One hundred twentieth"],
}

# Where LibreOffice goes another way (its answer stands behind the bar), Word's is expected.
WORD_ALONE = [
    ("chineseCounting", 1, "一"), ("chineseCounting", 10, "十"), ("chineseCounting", 11, "十一"),
    ("chineseCounting", 20, "二十"), ("chineseCounting", 99, "九十九"),
    ("chineseCounting", 100, "一○○"),  # | 一百
    ("chineseCounting", 120, "一二○"),  # | 一百二十
    ("taiwaneseCounting", 19, "十九"), ("taiwaneseCounting", 101, "一○一"),  # | 一百零一
    ("chineseCountingThousand", 12, "十二"), ("chineseCountingThousand", 100, "一百"),
    ("chineseCountingThousand", 101, "一百〇一"),  # | 一百零一
    ("chineseCountingThousand", 110, "一百一十"), ("chineseCountingThousand", 111, "一百一十一"),
    ("chineseCountingThousand", 1001, "一千〇一"), ("chineseCountingThousand", 1010, "一千〇一十"),
    ("japaneseCounting", 11, "十一"), ("japaneseCounting", 20, "二十"),
    ("japaneseCounting", 101, "百一"), ("japaneseCounting", 120, "百二十"),  # | 一百二十
    ("ideographDigital", 10, "一〇"), ("ideographDigital", 120, "一二〇"),  # | 十, 一百二十
    ("taiwaneseDigital", 10, "一○"), ("japaneseDigitalTenThousand", 21, "二一"),  # | 10, 21
    ("decimalEnclosedCircle", 1, "①"), ("decimalEnclosedCircle", 20, "⑳"), ("decimalEnclosedCircle", 21, "21"),  # | ㉑
    ("decimalEnclosedCircleChinese", 10, "⑩"), ("decimalEnclosedCircleChinese", 11, "11"),  # | ⑪
    ("decimalEnclosedParen", 1, "⑴"), ("decimalEnclosedParen", 20, "⒇"), ("decimalEnclosedParen", 21, "21"),
    ("decimalEnclosedFullstop", 1, "⒈"), ("decimalEnclosedFullstop", 20, "⒛"), ("decimalEnclosedFullstop", 21, "21"),
    ("ideographEnclosedCircle", 1, "㈠"), ("ideographEnclosedCircle", 10, "㈩"), ("ideographEnclosedCircle", 11, "11"),
    ("decimalFullWidth", 120, "１２０"), ("decimalFullWidth2", 9, "９"),
    ("ideographZodiacTraditional", 1, "甲子"), ("ideographZodiacTraditional", 60, "癸亥"),
    ("ideographZodiacTraditional", 61, "61"),
    ("numberInDash", 12, "- 12 -"), ("hex", 31, "1F"), ("none", 3, ""), ("noSuchFormat", 3, "3"),
]
# fmt: on


@pytest.mark.parametrize("number_format", AGREED)
def test_formats_in_which_word_and_libreoffice_agree(number_format: str) -> None:
    assert " ".join(number_text(value, number_format) for value in AT) == AGREED[number_format]


@pytest.mark.parametrize("number_format", WORDED)
def test_numbers_in_words(number_format: str) -> None:
    written = [number_text(value, number_format) for value in (1, 4, 11, 21, 40, 99, 101, 120)]
    assert written == WORDED[number_format]


@pytest.mark.parametrize(("number_format", "value", "expected"), WORD_ALONE)
def test_formats_in_which_word_goes_its_own_way(number_format: str, value: int, expected: str) -> None:
    assert number_text(value, number_format) == expected


@given(st.integers(1, 9999))
def test_spoken_counting_reads_back(value: int) -> None:
    """The spelled number, read digit by unit, is the number again; no nought stands at its end or twice in a row."""
    spelled = number_text(value, "chineseCountingThousand")
    total = figure = 0
    for sign in spelled:
        if sign in "十百千":
            total += (figure or 1) * {"十": 10, "百": 100, "千": 1000}[sign]
            figure = 0
        else:
            figure = "〇一二三四五六七八九".index(sign)
    assert total + figure == value
    assert "〇〇" not in spelled
    assert not spelled.endswith("〇")


@given(st.integers(-5, 40000), st.sampled_from([*AGREED, *WORDED, *{name for name, _, _ in WORD_ALONE}]))
def test_every_format_writes_every_number_shortly(value: int, number_format: str) -> None:
    assert len(number_text(value, number_format)) <= 60


def level(depth: int, number_format: str, text: str, start: int = 1, more: str = "") -> str:
    """A ``w:lvl``; ``more`` stands where the schema wants w:pStyle, w:isLgl and w:lvlRestart."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(key: int, *parts: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(parts)}</w:abstractNum>'


def num(key: int, abstract_key: int, *overrides: str) -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{abstract_key}"/>{"".join(overrides)}</w:num>'


def start_override(depth: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def num_pr(key: int | None = None, depth: int | None = None) -> str:
    ilvl = "" if depth is None else f'<w:ilvl w:val="{depth}"/>'
    num_id = "" if key is None else f'<w:numId w:val="{key}"/>'
    return f"<w:numPr>{ilvl}{num_id}</w:numPr>"


def style(name: str, properties: str, based_on: str = "") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="paragraph" w:styleId="{name}">{base}<w:pPr>{properties}</w:pPr></w:style>'


def element(tag: str, inside: str) -> Any:
    return parse_xml(f"<w:{tag} {nsdecls('w')}>{inside}</w:{tag}>")


def markers(numbering: list[str], paragraphs: list[tuple[int, int] | str], styles: str = "") -> list[str | None]:
    """What is drawn before paragraphs given as (list, level) or by the name of their style."""
    lists = Numbering(element("numbering", "".join(numbering)), Styles(element("styles", styles)))
    drawn = []
    for paragraph in paragraphs:
        inside = f'<w:pStyle w:val="{paragraph}"/>' if isinstance(paragraph, str) else num_pr(*paragraph)
        number = lists.next(element("pPr", inside))
        drawn.append(number.marker if number else None)
    return drawn


OUTLINE = (
    level(0, "chineseCounting", "第%1章"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%1.%2.%3"),
)


def test_deeper_levels_start_again_when_a_higher_one_advances() -> None:
    paragraphs: list[tuple[int, int] | str] = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2), (1, 2)]
    assert markers([abstract(7, *OUTLINE), num(1, 7)], paragraphs) == [
        *("第一章", "（一）", "（二）", "一.二.1"),
        *("第二章", "（一）", "二.一.1", "二.一.2"),
    ]


def test_a_level_above_that_was_never_used_counts_as_begun() -> None:
    numbering = [abstract(7, level(0, "decimal", "%1"), level(1, "decimal", "%1.%2")), num(1, 7)]
    assert markers(numbering, [(1, 1), (1, 1), (1, 0), (1, 1)]) == ["1.1", "1.2", "2", "2.1"]


def test_instances_of_one_abstract_list_count_on_together() -> None:
    numbering = [abstract(7, *OUTLINE), abstract(8, *OUTLINE), num(1, 7), num(2, 7), num(3, 8)]
    assert markers(numbering, [(1, 0), (2, 0), (3, 0), (1, 0)]) == ["第一章", "第二章", "第一章", "第三章"]


def test_an_overridden_start_holds_once_for_each_instance() -> None:
    numbering = [abstract(7, *OUTLINE), num(1, 7), num(2, 7, start_override(0, 1)), num(3, 7, start_override(0, 8))]
    assert markers(numbering, [(1, 0), (1, 0), (2, 0), (2, 0), (3, 0), (2, 0)]) == [
        *("第一章", "第二章", "第一章", "第二章"),
        *("第八章", "第九章"),
    ]


def test_an_overridden_start_holds_again_after_a_restart() -> None:
    numbering = [abstract(7, *OUTLINE), num(1, 7, start_override(1, 5))]
    assert markers(numbering, [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)]) == [
        "第一章",
        "（五）",
        "（六）",
        "第二章",
        "（五）",
    ]


def test_an_overridden_level_changes_its_look_and_goes_on_counting() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'
    numbering = [abstract(7, *OUTLINE), num(1, 7), num(2, 7, override)]
    assert markers(numbering, [(1, 0), (2, 0), (1, 0)]) == ["第一章", "B)", "第三章"]


def test_a_level_may_start_elsewhere() -> None:
    numbering = [abstract(7, level(0, "decimal", "%1.", start=5), level(1, "decimal", "%1-%2", start=0)), num(1, 7)]
    assert markers(numbering, [(1, 0), (1, 1), (1, 1), (1, 0)]) == ["5.", "5-0", "5-1", "6."]


@pytest.mark.parametrize(
    ("restart", "expected"),
    [
        ("", ["1)", "1)", "1)"]),
        ('<w:lvlRestart w:val="0"/>', ["1)", "2)", "3)"]),  # never
        ('<w:lvlRestart w:val="1"/>', ["1)", "2)", "1)"]),  # only after the first level
        ('<w:lvlRestart w:val="2"/>', ["1)", "1)", "1)"]),
        ('<w:lvlRestart w:val="9"/>', ["1)", "1)", "1)"]),  # a level below it does not count
    ],
)
def test_a_level_says_what_makes_it_start_again(restart: str, expected: list[str]) -> None:
    levels = (level(0, "decimal", "%1"), level(1, "decimal", "%2"), level(2, "decimal", "%3)", more=restart))
    numbering = [abstract(7, *levels), num(1, 7)]
    drawn = markers(numbering, [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)])
    assert [drawn[2], drawn[4], drawn[7]] == expected


def test_legal_numbering_writes_the_levels_above_in_decimal() -> None:
    """第一章 with 1.1 below it, where plain numbering would give 一.1 (and LibreOffice does)."""
    legal = level(1, "chineseCounting", "%1.%2", more="<w:isLgl/>")
    numbering = [abstract(7, level(0, "chineseCounting", "第%1章"), legal), num(1, 7)]
    assert markers(numbering, [(1, 0), (1, 1), (1, 1)]) == ["第一章", "1.1", "1.2"]


def test_styles_carry_numbering_and_levels_are_linked_to_styles() -> None:
    levels = (
        level(0, "chineseCounting", "%1、", more='<w:pStyle w:val="Part"/>'),
        level(1, "chineseCounting", "（%2）", more='<w:pStyle w:val="Point"/>'),
        level(2, "decimal", "%3.", more='<w:pStyle w:val="Stray"/>'),
    )
    styles = (
        style("Part", num_pr(1))
        + style("Point", num_pr(1))  # no level of its own: the link says which
        + style("Sub", "", based_on="Point")
        + style("Plain", num_pr(0), based_on="Part")
        + style("Stray", "")  # linked by the level alone, which Word does not number
    )
    paragraphs: list[tuple[int, int] | str] = ["Part", "Point", "Point", "Sub", "Part", "Point", "Plain", "Stray"]
    assert markers([abstract(7, *levels), num(1, 7)], paragraphs, styles) == [
        *("一、", "（一）", "（二）", "（三）", "二、", "（一）"),
        *(None, None),
    ]


def test_a_style_may_change_the_level_of_the_list_that_it_inherits() -> None:
    styles = style("Top", num_pr(1)) + style("Below", num_pr(depth=1), based_on="Top")
    drawn = markers([abstract(7, *OUTLINE), num(1, 7)], ["Top", "Below", "Below", "Top", "Below"], styles)
    assert drawn == ["第一章", "（一）", "（二）", "第二章", "（一）"]


def test_a_list_style_lends_its_levels_and_counters() -> None:
    numbering = [
        abstract(7, '<w:styleLink w:val="Outline"/>', *OUTLINE),
        abstract(8, '<w:numStyleLink w:val="Outline"/>'),
        num(1, 7),
        num(2, 8),
    ]
    styles = f'<w:style w:type="numbering" w:styleId="Outline"><w:pPr>{num_pr(1)}</w:pPr></w:style>'
    assert markers(numbering, [(2, 0), (2, 1), (1, 0), (2, 0)], styles) == ["第一章", "（一）", "第二章", "第三章"]


def test_list_styles_and_styles_that_run_in_a_circle_end() -> None:
    numbering = [abstract(7, '<w:numStyleLink w:val="Round"/>'), num(1, 7)]
    styles = (
        f'<w:style w:type="numbering" w:styleId="Round"><w:pPr>{num_pr(1)}</w:pPr></w:style>'
        + style("A", "", based_on="B")
        + style("B", "", based_on="A")
    )
    assert markers(numbering, [(1, 0), "A"], styles) == ["", None]


@pytest.mark.parametrize(
    ("text", "marker"), [("\uf0b7", "•"), ("●", "•"), ("要点：", "要点："), ("", ""), ("第%1", "第")]
)
def test_bullets(text: str, marker: str) -> None:
    assert markers([abstract(7, level(0, "bullet", text)), num(1, 7)], [(1, 0)]) == [marker]


def test_figures_padded_by_a_format_of_word_2010() -> None:
    custom = (
        '<w:lvl w:ilvl="0"><w:start w:val="9"/>'
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1"/></w:lvl>'
    )
    assert markers([abstract(7, custom), num(1, 7)], [(1, 0), (1, 0)]) == ["009", "010"]


def test_damaged_numbering_is_passed_over() -> None:
    numbering = [
        num(1, 99),
        num(2, 7, '<w:lvlOverride w:ilvl="x"><w:startOverride w:val="-"/></w:lvlOverride>'),
        abstract(7, level(0, "decimal", "%9%1.", start=10**9)),
    ]
    assert markers(numbering, [(1, 0), (2, 0), (2, 0), (5, 0), (2, 77)]) == ["", "1.", "2.", None, ""]


# Whole documents: what Word and LibreOffice draw line for line. A paragraph is its list and level, or its style.
THOUSAND = "chineseCountingThousand"
CHAPTERS = (level(0, THOUSAND, "第%1章 "), level(1, THOUSAND, "第%2节 "))
ARTICLES = (level(0, THOUSAND, "第%1条 "), level(1, THOUSAND, "（%2）"))
OFFICIAL = (
    level(0, THOUSAND, "%1、"),
    level(1, THOUSAND, "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimal", "（%4）"),
    level(4, "decimalEnclosedCircle", "%5"),
)
DECIMAL = tuple(level(i, "decimal", ".".join(f"%{n}" for n in range(1, i + 2))) for i in range(4))
LINKED = (
    level(0, THOUSAND, "第%1讲 ", more='<w:pStyle w:val="Heading1"/>'),
    level(1, THOUSAND, "%2、", more='<w:pStyle w:val="Heading2"/>'),
    level(2, "decimal", "%3. ", more='<w:pStyle w:val="Heading3"/>'),
)
DOCUMENTS: dict[str, tuple[list[str], Sequence[tuple[int, int] | str], list[str]]] = {
    "official": (
        [abstract(70, *OFFICIAL), num(70, 70)],
        [(70, 0), (70, 1), (70, 2), (70, 3), (70, 4), (70, 4), (70, 3), (70, 1), (70, 2), (70, 0), (70, 1), (70, 2)],
        ["一、", "（一）", "1.", "（1）", "①", "②", "（2）", "（二）", "1.", "二、", "（一）", "1."],
    ),
    "law": (
        [abstract(70, *CHAPTERS), abstract(71, *ARTICLES), num(70, 70), num(71, 71)],
        [(70, 0), (70, 1), (71, 0), (71, 1), (71, 1), (71, 0), (70, 1), (71, 0), (70, 0), (70, 1), (71, 0), (71, 1)],
        [
            *("第一章", "第一节", "第一条", "（一）", "（二）", "第二条", "第二节", "第三条"),
            *("第二章", "第一节", "第四条", "（一）"),
        ],
    ),
    "decimal": (
        [abstract(70, *DECIMAL), num(70, 70)],
        [(70, 0), (70, 1), (70, 2), (70, 3), (70, 2), (70, 1), (70, 0), (70, 1), (70, 1), (70, 2)],
        ["1", "1.1", "1.1.1", "1.1.1.1", "1.1.2", "1.2", "2", "2.1", "2.2", "2.2.1"],
    ),
    "styles": (
        [abstract(70, *LINKED), num(70, 70)],
        ["Heading1", "Heading2", "Heading3", "Heading3", "Normal", "Heading2", "Heading1", "Heading2", "Heading3"],
        ["第一讲", "一、", "1.", "2.", "", "二、", "第二讲", "一、", "1."],
    ),
    "letters": (
        [abstract(70, level(0, "upperRoman", "%1."), level(1, "upperLetter", "%2."), level(2, "lowerRoman", "(%3)"),
                  level(3, "lowerLetter", "%4)")), num(70, 70)],
        [(70, 0), (70, 1), (70, 2), (70, 3), (70, 3), (70, 2), (70, 0), (70, 0), (70, 0), (70, 1), (70, 1)],
        ["I.", "A.", "(i)", "a)", "b)", "(ii)", "II.", "III.", "IV.", "A.", "B."],
    ),
    "stems": (
        [abstract(70, level(0, "chineseLegalSimplified", "%1、"), level(1, "ideographTraditional", "%2、"),
                  level(2, "ideographZodiac", "%3．")), num(70, 70)],
        [(70, 0), (70, 1), (70, 1), (70, 2), (70, 2), (70, 0), (70, 1), *[(70, 0)] * 10],
        [
            *("壹、", "甲、", "乙、", "子．", "丑．", "贰、", "甲、", "叁、", "肆、", "伍、", "陆、", "柒、", "捌、"),
            *("玖、", "壹拾、", "壹拾壹、", "壹拾贰、"),
        ],
    ),
    "restarts": (
        [abstract(70, *OFFICIAL), abstract(71, *DECIMAL), num(70, 70), num(71, 70, start_override(0, 1)), num(72, 71),
         num(73, 70, start_override(0, 5))],
        [(70, 0), (70, 0), (72, 0), (72, 1), (70, 0), (71, 0), (71, 0), (72, 0), (73, 0), (73, 1)],
        ["一、", "二、", "1", "1.1", "三、", "一、", "二、", "2", "五、", "（一）"],
    ),
    "starts": (
        [abstract(70, level(0, "decimalZero", "%1", start=9), level(1, "decimal", "%1-%2", start=0)), num(70, 70),
         abstract(71, level(0, "decimalEnclosedCircle", "%1", start=19)), num(71, 71)],
        [(70, 0), (70, 1), (70, 1), (70, 0), (70, 1), (71, 0), (71, 0)],
        ["09", "09-0", "09-1", "10", "10-0", "⑲", "⑳"],
    ),
}  # fmt: skip


def numbered_document(numbering: Sequence[str], paragraphs: Sequence[tuple[int, int] | str]) -> bytes:
    """A .docx of paragraphs that say 文0, 文1, …"""
    document = docx.Document()
    root = document.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    parts = list(element("numbering", "".join(numbering)))
    root.extend(sorted(parts, key=lambda part: part.tag.endswith("}num")))  # the schema wants w:num last
    for depth, name in enumerate(("Heading 1", "Heading 2", "Heading 3")):
        if any(f'"{name.replace(" ", "")}"' in part for part in numbering):
            document.styles[name].element.get_or_add_pPr().append(
                element("numPr", f'<w:ilvl w:val="{depth}"/><w:numId w:val="70"/>')
            )
    for i, place in enumerate(paragraphs):
        paragraph = document.add_paragraph(f"文{i}")
        if isinstance(place, str):
            paragraph.style = document.styles[place if place == "Normal" else f"Heading {place[-1]}"]
        else:
            list_id, depth = place
            paragraph._p.get_or_add_pPr().append(
                element("numPr", f'<w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/>')
            )
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def squeezed(lines: Sequence[str]) -> list[str]:
    """Lines without blanks, since a tab or a space may stand between number and text."""
    return [text for line in lines if (text := "".join(line.split()).strip("\ufeff"))]


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_whole_documents_are_numbered_line_for_line(kind: str) -> None:
    numbering, paragraphs, expected = DOCUMENTS[kind]
    blocks = read(numbered_document(numbering, paragraphs), "a.docx").blocks
    lines = [f"{number}文{i}" for i, number in enumerate(expected)]
    assert squeezed([block.marker + block.text for block in blocks]) == lines


@pytest.mark.skipif(
    office.libreoffice() is None, reason="LibreOffice is not installed; the lines above are what it prints"
)
def test_libreoffice_prints_the_same_lines(tmp_path: Path) -> None:
    for kind, (numbering, paragraphs, _) in DOCUMENTS.items():
        (tmp_path / f"{kind}.docx").write_bytes(numbered_document(numbering, paragraphs))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    call = [str(office.libreoffice()), profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir"]
    sources = [str(tmp_path / f"{kind}.docx") for kind in DOCUMENTS]
    subprocess.run([*call, str(tmp_path), *sources], check=True, capture_output=True, timeout=120)
    for kind, (*_, expected) in DOCUMENTS.items():
        printed = (tmp_path / f"{kind}.txt").read_text("utf-8").split("\n")
        assert squeezed(printed) == [f"{number}文{i}" for i, number in enumerate(expected)], kind
