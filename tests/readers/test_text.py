"""Plain text to blocks."""

import re
import unicodedata
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.errors import InputError
from quizgen.model import Block
from quizgen.readers import read_bytes
from quizgen.readers.text import EDGE, parse, read

SPEECH = (Path(__file__).parents[2] / "examples" / "讲话.txt").read_text("utf-8")

LONG = (
    "学习是立身之本，实干是成事之基，两者如车之两轮、鸟之双翼，缺一不可，"
    "偏废其一便行之不远，古往今来凡有成就的人莫不如此，今天的我们更应如此。"
)


def shape(text: str) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, block.text) for block in parse(text).blocks]


def headings(text: str) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in parse(text).blocks if block.kind == "heading"]


def test_lines_are_blocks_with_their_numbers() -> None:
    blocks = parse(f"\u3000\u3000{LONG}\r\n\r\n\t{LONG}\u200b\n").blocks
    assert blocks == (Block(text=LONG, line=1), Block(text=LONG, line=3))


def test_title_salutation_and_levels() -> None:
    lines = [
        "在春季读书会上的讲话",
        "同志们：",
        LONG,
        "一、勤学，重在善思",
        LONG,
        "（一）读经典",
        LONG,
        "1. 慢读",
        LONG,
    ]
    text = "\n".join([*lines, "（1）做笔记", LONG, "二、实干", LONG])
    assert headings(text) == [
        (1, "在春季读书会上的讲话"),
        (2, "一、勤学，重在善思"),
        (3, "（一）读经典"),
        (4, "1. 慢读"),
        (5, "（1）做笔记"),
        (2, "二、实干"),
    ]
    assert shape(text)[1] == ("paragraph", 0, "同志们：")
    assert parse(text).title == "在春季读书会上的讲话"


def test_parts_chapters_and_sections_but_no_articles() -> None:
    text = f"第一编 总则\n第一章 一般规定\n第一节 任务\n第一条 {LONG}\n第二条 为公为民\n第二章 附则\n{LONG}"
    assert headings(text) == [(1, "第一编 总则"), (2, "第一章 一般规定"), (3, "第一节 任务"), (2, "第二章 附则")]


def test_a_kind_of_number_that_runs_on_stands_above_one_that_starts_anew() -> None:
    text = "".join(f"{n}. 第{n}件事\n一、缘起\n{LONG}\n二、经过\n{LONG}\n" for n in (1, 2, 3))
    assert headings(text)[:3] == [(1, "1. 第1件事"), (2, "一、缘起"), (2, "二、经过")]


def test_sentences_with_numbers_are_items() -> None:
    text = f"{LONG}\n（一）管理人员；\n（二）教学人员；\n（三）其他人员。\n{LONG}"
    assert [kind for kind, _, _ in shape(text)] == ["paragraph", "item", "item", "item", "paragraph"]
    assert shape(text)[1] == ("item", 1, "（一）管理人员；")


def test_a_run_of_short_numbered_lines_is_a_list() -> None:
    text = f"{LONG}\n1. 春生\n2. 夏长\n3. 秋收\n4. 冬藏\n{LONG}"
    assert [kind for kind, _, _ in shape(text)] == ["paragraph", *["item"] * 4, "paragraph"]


def test_a_line_that_holds_its_whole_list_is_no_heading() -> None:
    assert headings("治学之道\n（1）明确责任（2）权责对等\n学而不思则罔，思而不学则殆，这是古人治学的要诀。\n") == [
        (1, "治学之道")
    ]


def test_bullets_go_to_the_marker_and_indentation_to_the_level() -> None:
    blocks = parse(f"{LONG}\n• 诗\n    ○ 风\n    ○ 雅\n• 书\n- 礼\n{LONG}").blocks
    assert [(b.marker, b.level, b.text) for b in blocks if b.kind == "item"] == [
        ("•", 1, "诗"), ("○", 2, "风"), ("○", 2, "雅"), ("•", 1, "书"), ("-", 1, "礼"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line", ["——着力读书，持之以恒", "一是读书", "第一，读书要勤", "3.14是圆周率", "-5度", "1984年春", "2020年1月8日"]
)
def test_lines_that_only_look_numbered(line: str) -> None:
    assert ("paragraph", 0, line) in shape(f"{LONG}\n{line}\n{LONG}")


def test_a_bare_number_is_no_heading() -> None:
    assert headings(f"{LONG}\n一、\n{LONG}\n二、\n{LONG}") == []


def test_short_lines_between_paragraphs_are_headings() -> None:
    assert headings(f"劝学篇讲稿\n{LONG}\n为什么要学\n{LONG}\n怎么学\n{LONG}") == [(1, "劝学篇讲稿"), (2, "为什么要学")]


@pytest.mark.parametrize(
    "first", ["床前明月光，", "同志们：", "“学而时习之”", "——题记", "2020年1月8日", "孔子说得好。"]
)
def test_no_title(first: str) -> None:
    assert headings(f"{first}\n{LONG}\n{LONG}") == []


def test_paragraphs_run_together_by_blanks_come_apart() -> None:
    assert [text for _, _, text in shape(f"{LONG}  {LONG}　　{LONG}")] == [LONG] * 3


def test_blanks_inside_a_sentence_stay() -> None:
    line = LONG + "其一  是勤" + LONG
    assert [text for _, _, text in shape(line)] == [line]


def test_photo_credits_end_paragraphs_and_are_dropped() -> None:
    parsed = parse(f"{LONG}众人合影。 新华社记者 赵钱/摄{LONG}")
    assert [block.text for block in parsed.blocks] == [LONG + "众人合影。", LONG]
    assert [drop.why for drop in parsed.dropped] == ["photo.credit"]


def test_the_head_of_a_speech_in_one_line() -> None:
    head = ["在“春风行动”总结大会上的讲话", "（2019年3月5日）", "王小明", "同志们："]
    assert [text for _, _, text in shape("".join(head) + LONG * 2)] == [*head, LONG * 2]
    assert parse("".join(head) + LONG * 2).title == head[0]


def test_text_broken_to_one_width_is_joined() -> None:
    text = LONG * 4
    wrapped = "\n".join(text[i : i + 32] for i in range(0, len(text), 32))
    assert [block.text for block in parse(wrapped + "\n\n" + wrapped).blocks] == [text, text]


def broken(text: str, width: int, indent: str = "", vary: int = 0) -> str:
    """``text`` broken to ``width`` columns as a printer does: no line begins with a comma, no word is cut.

    Lines of recognised text ``vary`` by some columns.
    """
    random = Random(width)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        current, used, room = indent, columns(indent), width
        for char in re.findall("[A-Za-z]+|.", paragraph.strip()):
            if used + columns(char) > room and char not in "，。、；：？！”’）》":
                lines.append(current)
                current, used, room = "", 0, width - random.randint(0, vary)
            current, used = current + char, used + columns(char)
        lines.append(current)
    return "\n".join(lines)


def columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


BODY = "\n".join(line for line in SPEECH.split("\n")[8:] if len(line) > 60)
PARAGRAPHS = [block.text for block in parse(BODY).blocks]


@pytest.mark.parametrize("width", range(30, 81, 5))
@pytest.mark.parametrize("indent", ["\u3000\u3000", "    "])
def test_text_with_indents_broken_to_any_width_is_joined(width: int, indent: str) -> None:
    assert [block.text for block in parse(broken(BODY, width, indent)).blocks] == PARAGRAPHS


@pytest.mark.parametrize("width", range(36, 76, 6))
@pytest.mark.parametrize("vary", [0, 4])
def test_text_with_blank_lines_broken_to_any_width_is_joined(width: int, vary: int) -> None:
    lines = broken(BODY.replace("\n", "\n\n"), width, vary=vary)
    assert [block.text for block in parse(lines).blocks] == PARAGRAPHS


@pytest.mark.parametrize("width", [40, 56, 72])
def test_headings_stay_apart_in_text_that_is_broken_to_one_width(width: int) -> None:
    assert headings(broken(SPEECH, width, "\u3000\u3000")) == headings(SPEECH)


def test_a_stretch_that_is_broken_to_one_width_is_joined() -> None:
    broken = "\n".join(LONG[at : at + 20] for at in range(0, len(LONG), 20))
    prose = "村里修渠，人人出力。" * 12
    text = f"{prose}\n{broken}\n{broken}\n{prose}"
    assert [block.text for block in parse(text).blocks] == [prose, LONG, LONG, prose]
    notes = "\n".join(f"{name}：春天修渠，秋天积肥" for name in "甲乙丙丁戊己庚")
    assert len(parse(f"{prose}\n{notes}\n{prose}").blocks) == 9


def test_what_a_mark_sets_apart_is_a_quotation() -> None:
    text = "古人说得好。\n> 求木之长者，必固其根本。\n所以要修好水渠，一年接着一年干下去。\n> 5 英里"
    assert [block.kind for block in parse(text).blocks] == ["paragraph", "quote", "paragraph", "paragraph"]
    assert parse(text).blocks[1].text == "求木之长者，必固其根本。"


def test_words_in_chinese_text_that_is_broken_to_one_width() -> None:
    text = "我们用PowerPoint讲解Markdown和LibreOffice的用法，学员用Anki复习，" * 9 + "一共九遍。"
    assert [block.text for block in parse(broken(text, 44)).blocks] == [text]


@pytest.mark.parametrize(
    "lines",
    [
        ["坚持党的领导", "坚持人民当家作主", "坚持全面依法治国", "坚持新发展理念"] * 4,
        ["白日依山尽，黄河入海流。欲穷千里目，更上一层楼。"] * 12,
        ["春眠不觉晓处处闻啼鸟", "夜来风雨声花落知多少"] * 8,
        ["君不见黄河之水天上来，奔流到海不复回。", "君不见高堂明镜悲白发，朝如青丝暮成雪。"] * 6,
    ],
)
def test_lines_of_like_length_stay_lines(lines: list[str]) -> None:
    assert [block.text for block in parse("\n".join(lines)).blocks] == lines


def test_indents_in_one_line_begin_paragraphs() -> None:
    lines = [line.strip() for line in SPEECH.split("\n") if line.strip()]
    one = "\u3000\u3000".join(lines)
    assert [block.text for block in parse(one).blocks] == [block.text for block in parse(SPEECH).blocks]


def test_gaps_in_one_line_are_no_paragraphs() -> None:
    line = "甲\u3000\u3000乙\u3000\u3000丙\u3000\u3000丁\u3000\u3000" + LONG * 2
    assert [block.text for block in parse(line).blocks] == [line]


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "gb18030"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@settings(max_examples=15, deadline=None)
@given(st.lists(st.text("学而时习之不亦说乎有朋自远方来，。：“”一二三、（）0123", min_size=1, max_size=40), max_size=6))
def test_every_encoding_gives_the_same_document(encoding: str, lines: list[str]) -> None:
    text = "\n".join([LONG, *lines])
    assert read_bytes(text.encode(encoding), "a.txt") == read_bytes(text.encode("utf-8-sig"), "a.txt")


def test_big5_and_line_ends_give_the_same_document() -> None:
    text = "論語選讀\n學而時習之，不亦說乎？有朋自遠方來，不亦樂乎？人不知而不慍，不亦君子乎？\n為政以德。\n"
    plain = read_bytes(text.encode(), "a.txt")
    for encoding in ("big5", "big5hkscs", "cp950"):
        assert read_bytes(text.encode(encoding), "a.txt") == plain
    for end in ("\r\n", "\r", "\u2028", "\n\f"):
        assert [block.text for block in read_bytes(text.replace("\n", end).encode(), "a.txt").blocks] == [
            block.text for block in plain.blocks
        ]


def test_zeros_in_a_text_are_refused() -> None:
    with pytest.raises(InputError, match="binary"):
        read_bytes((LONG + "\0" + LONG).encode(), "a.txt")


def test_latin_words_keep_a_space_between_joined_lines() -> None:
    wrapped = "\n".join(
        [
            "to learn without thinking is labour lost and",
            "to think without learning is perilous so the",
            "master said to those who came to him in the",
            "hall of the old temple beside the river that",
            "flows by the city wall and further to the sea",
        ]
    )
    assert len(parse(wrapped).blocks) == 1
    assert " and to think " in parse(wrapped).blocks[0].text


def test_verse_keeps_its_lines() -> None:
    verse = "白日依山尽，\n黄河入海流。\n欲穷千里目，\n更上一层楼。"
    assert [text for _, _, text in shape(verse)] == verse.split("\n")


def test_text_full_of_markdown_is_read_as_markdown() -> None:
    parsed = read(f"# 劝学\n\n> {LONG}\n\n- 积土\n- 积水\n".encode(), "a.txt")
    assert [block.kind for block in parsed.blocks] == ["heading", "quote", "item", "item"]


@given(st.lists(st.text("学而时习之，。；：一二三、（）1.• \u3000\u200b“”—第章", max_size=12), max_size=8))
def test_characters_stay_as_they_are(lines: list[str]) -> None:
    for block in parse("\n".join(lines)).blocks:
        assert block.text in lines[(block.line or 0) - 1]
        assert block.text == block.text.strip(EDGE) != ""


def test_a_heading_may_end_like_its_siblings_do_not() -> None:
    assert headings(f"{LONG}\n一、勤学\n{LONG}\n二、善思。\n{LONG}\n三、慎独\n{LONG}\n四、笃行：\n{LONG}") == [
        (1, "一、勤学"),
        (1, "二、善思。"),
        (1, "三、慎独"),
        (1, "四、笃行："),
    ]


def test_a_letterhead_is_not_the_title() -> None:
    text = f"某县教育局文件\n某教发〔2015〕3号\n关于开展读书活动的通知\n各学校：\n{LONG}"
    assert headings(text) == [(1, "关于开展读书活动的通知")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "学记曰：<u>玉不琢，不成器</u>；<FONT color=red>人不学</FONT>，不知道。",
            ["学记曰：玉不琢，不成器；人不学，不知道。"],
        ),
        ("<b>春<i>种</i></b>秋收", ["春种秋收"]),
        ("春种<br>秋收<br />\n冬藏", ["春种", "秋收", "冬藏"]),
        ("水的写法：H<sub>2</sub>O", ["水的写法：H2O"]),
        ("若 a <b 而 b> c", ["若 a <b 而 b> c"]),
        ("若 a<b 而 c>d", ["若 a<b 而 c>d"]),
        ("<<大学>>云：<b>明德", ["<<大学>>云：<b>明德"]),
        ("明德</b>在先<b>", ["明德</b>在先<b>"]),
        ("<br>", []),
    ],
)
def test_inline_tags_that_pair_are_no_text(text: str, expected: list[str]) -> None:
    assert [block.text for block in parse(text).blocks] == expected


def test_a_broken_line_keeps_the_numbers_of_those_behind_it() -> None:
    assert [(block.text, block.line) for block in parse("春种<br>秋收\n冬藏").blocks] == [
        ("春种", 1),
        ("秋收", 1),
        ("冬藏", 2),
    ]


def test_a_colon_behind_a_numeral_numbers_a_heading() -> None:
    text = f"一：水渠的力量\n{LONG}\n二：水井的力量\n{LONG}\n三：水塘的力量\n{LONG}"
    assert headings(text) == [(1, "一：水渠的力量"), (1, "二：水井的力量"), (1, "三：水塘的力量")]


def test_formal_numerals_number_headings() -> None:
    body = "村里的渠年久失修，水到不了田头，今年开春以前要把它从头到尾清一遍，各户出一个劳力，三天完工。" * 2
    text = f"村史三讲\n壹、打井\n{body}\n《国语》卷第一《周语上》\n{body}\n貳、修渠\n{body}\n參、分田\n{body}"
    assert [block.text for block in parse(text).blocks if block.kind == "heading"] == [
        "村史三讲",
        "壹、打井",
        "貳、修渠",
        "參、分田",
    ]


def test_a_table_of_contents_alone_is_told() -> None:
    with pytest.raises(InputError, match="only a table of contents"):
        read_bytes("目录\n一、总论……1\n二、分论……5\n三、结语……9\n".encode(), "a.txt")


def test_a_quotation_mark_begins_a_line_of_a_text_broken_to_one_width() -> None:
    line = "春种夏耘秋收冬藏四者不失其时故五谷不绝而百姓有余食也"
    found = [block.text for block in parse("\n".join([f"> {line}"] * 40)).blocks]
    assert all(line + ">" not in text and line + " >" not in text for text in found)


def test_a_title_of_two_lines_is_one_heading() -> None:
    text = f"某县人民政府办公室关于推进\n乡村公路建设的意见\n某政办发〔2018〕12号\n{LONG}\n一、总体要求\n{LONG}"
    assert headings(text)[0] == (1, "某县人民政府办公室关于推进乡村公路建设的意见")
    other = f"关于印发春耕方案的通知\n各村要认真执行的春耕方案\n{LONG}\n一、总体要求\n{LONG}"
    assert headings(other)[0] == (1, "关于印发春耕方案的通知")


def test_a_number_behind_a_run_of_blanks_begins_a_line() -> None:
    text = f"{LONG}\n一、萎缩：体积缩小。   1、生理性萎缩：年老所致。   2、病理性萎缩：\n"
    text += "（1）压迫性萎缩：受压。  （2）废用性萎缩：久卧。"
    assert [block.text for block in parse(text).blocks[1:]] == [
        "一、萎缩：体积缩小。",
        "1、生理性萎缩：年老所致。",
        "2、病理性萎缩：",
        "（1）压迫性萎缩：受压。",
        "（2）废用性萎缩：久卧。",
    ]
    assert [block.text for block in parse("增长  1.5倍，共  3人").blocks] == ["增长  1.5倍，共  3人"]


def test_who_took_a_photograph_heads_nothing() -> None:
    assert headings(f"春耕\n{LONG}\n新华社记者 李四 摄\n{LONG}\n赵六 摄\n{LONG}") == [(1, "春耕")]


def test_two_lines_above_text_are_a_heading_and_the_first_below_it() -> None:
    text = f"农书\n{LONG}\n一位勤快的村长\n善于看水源\n{LONG}\n善于定规矩\n{LONG}\n一支能干的渠队\n渠队要会看天\n{LONG}"
    assert headings(text) == [
        (1, "农书"),
        (2, "一位勤快的村长"),
        (3, "善于看水源"),
        (3, "善于定规矩"),
        (2, "一支能干的渠队"),
        (3, "渠队要会看天"),
    ]
    alone = f"农书\n{LONG}\n修渠的日子\n李四记录\n{LONG}"
    assert headings(alone) == [(1, "农书")]


def test_a_line_in_a_wiki_s_bold_is_a_heading() -> None:
    text = f"季氏第十六\n'''十六之一'''\n{LONG}\n'''十六之二'''\n短句。\n'''十六之三'''\n{LONG}\n他'''常常'''早起。"
    assert headings(text) == [(1, "季氏第十六"), (2, "'''十六之一'''"), (2, "'''十六之二'''"), (2, "'''十六之三'''")]
