"""Subtitles to blocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import quizgen
from quizgen.errors import InputError
from quizgen.model import Block
from quizgen.readers import Reading, read_bytes
from quizgen.readers.subtitles import parse

SRT = """1
00:00:01,000 --> 00:00:03,500
<i>各位同学，大家好。</i>

2
00:00:03,600 --> 00:00:06,000
读书有三种境界：
一是读得进，二是读得懂，

3
00:00:06,100 --> 00:00:08,000
三是读得活。

4
00:00:12,000 --> 00:00:15,000
孔子说：“学而不思则罔，
思而不学则殆。”
"""
TALK = [
    "各位同学，大家好。读书有三种境界：一是读得进，二是读得懂，三是读得活。",
    "孔子说：“学而不思则罔，思而不学则殆。”",
]

VTT = """WEBVTT - 讲课

STYLE
::cue { color: white }

NOTE 这是给编辑看的

intro
00:01.000 --> 00:03.500 align:start position:0%
<c.yellow>各位同学，大家好。</c>

00:03.600 --> 00:06.000
读书有三种境界：<00:04.000>一是读得进，二是读得懂，

00:06.100 --> 00:08.000
三是读得活。

00:12.000 --> 00:15.000
孔子说：&ldquo;学而不思则罔，思而不学则殆。&rdquo;
"""

ASS = """[Script Info]
Title: 讲课
[V4+ Styles]
Format: Name, Fontname, Fontsize
Style: Default,黑体,20
[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,不读这一行
Dialogue: 0,0:00:01.00,0:00:03.50,Default,,0,0,0,,{\\an8\\fs30}各位同学，大家好。
Dialogue: 0,0:00:03.60,0:00:06.00,Default,,0,0,0,,读书有三种境界：\\N一是读得进，二是读得懂，
Dialogue: 0,0:00:06.10,0:00:08.00,Default,,0,0,0,,三是读得活。
Dialogue: 0,0:00:12.00,0:00:15.00,Default,,0,0,0,,孔子说：“学而不思则罔，\\n思而不学则殆。”
"""

LRC = """[ti:静夜思]
[ar:李白]
[offset:500]
[00:01.00][00:21.00]床前明月光
[00:05.00]疑是地上霜
[00:09.00]<00:09.00>举头<00:10.00>望明月
[00:13.00]低头思故乡
"""


def texts(text: str) -> list[str]:
    return [block.text for block in parse(text, "a.srt").blocks]


@pytest.mark.parametrize("text", [SRT, SRT.replace("\n", "\r\n"), VTT, ASS, SRT.replace("\n\n", "\n")])
def test_every_format_gives_what_is_said(text: str) -> None:
    assert texts(text) == TALK


def test_lyrics_keep_their_lines_and_come_in_the_order_in_which_they_are_sung() -> None:
    parsed = parse(LRC, "a.lrc")
    assert parsed.title == "静夜思"
    assert [b.text for b in parsed.blocks] == ["床前明月光\n疑是地上霜\n举头望明月\n低头思故乡\n床前明月光"]


def test_findings_are_those_of_the_text() -> None:
    plain = read_bytes("\n".join(TALK).encode(), "a.txt")
    found = [finding.model_dump(exclude={"section"}) for finding in quizgen.extract(plain)]
    for text, suffix in ((SRT, "srt"), (VTT, "vtt"), (ASS, "ass")):
        document = read_bytes(text.encode("utf-8-sig"), f"a.{suffix}")
        assert [finding.model_dump(exclude={"section"}) for finding in quizgen.extract(document)] == found
    assert len(found) == 2


def cues(*cues: tuple[str, str, str]) -> str:
    return "".join(
        f"{number}\n00:00:{start} --> 00:00:{end}\n{text}\n\n"
        for number, (start, end, text) in enumerate(cues, start=1)
    )


def test_blocks_know_the_line_of_their_first_cue() -> None:
    assert parse(SRT, "a.srt").blocks == (Block(text=TALK[0], line=2), Block(text=TALK[1], line=15))


def test_a_speaker_stands_before_what_is_said() -> None:
    voices = cues(
        ("01,000", "02,000", "<v 王老师>何谓仁？\n<v.loud 小李>爱人。"), ("02,100", "03,000", "<v 小李>推己及人。")
    )
    assert texts(voices) == ["王老师：何谓仁？", "小李：爱人。推己及人。"]
    named = ASS.replace("Default,,0,0,0,,孔子", "Default,王老师,0,0,0,,孔子")
    assert texts(named)[1].startswith("王老师：孔子说")


def test_dashes_divide_speakers() -> None:
    assert texts(cues(("01,000", "02,000", "- 何谓仁？\n- 爱人。"))) == ["何谓仁？", "爱人。"]
    assert texts(cues(("01,000", "02,000", "-5度的天气。"))) == ["-5度的天气。"]


def test_cues_without_marks_stay_lines_up_to_a_pause() -> None:
    text = cues(
        ("01,000", "02,000", "我们要读书"), ("02,100", "03,000", "也要实干"), ("09,000", "10,000", "下面说第二点")
    )
    assert texts(text) == ["我们要读书\n也要实干", "下面说第二点"]


def test_a_long_run_of_sentences_is_cut_at_one() -> None:
    sentence = "学而时习之，不亦说乎？有朋自远方来，不亦乐乎？"
    text = cues(*((f"{n:02},000", f"{n:02},900", sentence) for n in range(1, 30)))
    assert all(230 >= len(block) >= 200 for block in texts(text)[:-1])
    assert "".join(texts(text)) == sentence * 29


def test_lines_that_scroll_come_once() -> None:
    text = cues(
        ("01,000", "02,000", "学而时习之，"),
        ("02,000", "03,000", "学而时习之，\n不亦说乎？"),
        ("03,000", "04,000", "不亦说乎？"),
    )
    assert texts(text) == ["学而时习之，不亦说乎？"]


def test_the_second_language_is_dropped_unless_all_is_kept() -> None:
    text = cues(
        ("01,000", "02,000", "学而时习之。\nTo learn and practise."), ("02,000", "03,000", "不亦说乎？\nIs it no joy?")
    )
    parsed = parse(text, "a.srt")
    assert [block.text for block in parsed.blocks] == ["学而时习之。不亦说乎？"]
    assert {drop.why for drop in parsed.dropped} == {"translation"}
    kept = parse(text, "a.srt", Reading(keep_all=True))
    assert kept.dropped == () and "joy" in kept.blocks[0].text


@pytest.mark.parametrize("text", ["", "学而时习之。", "00:01 --> x\n学", "Dialogue: 0,x,y,学", "[00:00]"])
def test_a_file_without_cues_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="no subtitle"):
        parse(text, "a.srt")


@given(st.text("0123:,->\n <>{}\\v学。[].DialogueFormat", max_size=200))
def test_any_text_gives_blocks_or_one_line(text: str) -> None:
    try:
        assert all(block.text.strip() for block in parse(SRT + text, "a.srt").blocks)
    except InputError as error:
        assert "\n" not in str(error)
