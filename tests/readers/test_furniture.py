"""What is no part of the document goes, and nothing else."""

import re
import time

import pytest

from quizgen.data import load
from quizgen.readers.furniture import patterns, sift

LONG = (
    "学习是立身之本，实干是成事之基，两者如车之两轮、鸟之双翼，缺一不可，"
    "偏废其一便行之不远，古往今来凡有成就的人莫不如此，今天的我们更应如此。"
)
LINES = load("furniture")["line"]


def kept(*lines: str, fixed: tuple[int, ...] = ()) -> list[str]:
    return [line for line, name in zip(lines, sift(lines, fixed), strict=True) if name is None]


@pytest.mark.parametrize("entry", LINES, ids=lambda entry: entry["name"])
def test_patterns_and_examples_agree(entry: dict[str, str]) -> None:
    pattern = re.compile(entry["pattern"], re.IGNORECASE)
    assert entry["match"] and entry["keep"]
    assert [text for text in entry["match"] if not pattern.fullmatch(text)] == []
    assert [text for text in entry["keep"] if pattern.fullmatch(text)] == []


def test_no_example_is_taken_by_another_pattern() -> None:
    texts = [text for entry in LINES for text in entry["keep"]]
    assert [(p.name, text) for p in patterns() for text in texts if p.regex.fullmatch(text)] == []


def test_watermark_pattern_and_examples_agree() -> None:
    entry = load("furniture")["watermark"]
    assert [text for text in entry["match"] if not re.search(entry["pattern"], text)] == []
    assert [text for text in entry["keep"] if re.search(entry["pattern"], text)] == []


def test_names_are_unique_and_places_known() -> None:
    names = [entry["name"] for entry in LINES]
    assert len(set(names)) == len(names)
    assert {entry["where"] for entry in LINES} <= {"head", "tail", "ends", "anywhere"}


@pytest.mark.parametrize("entry", LINES, ids=lambda entry: entry["name"])
@pytest.mark.parametrize(
    "text", ["微信：" * 53, " " * 159 + "x", "分享 " * 53, "1" * 160, "a{" * 80, "（" * 160, "来源" * 80, "." * 160]
)
def test_patterns_take_no_time_on_a_longest_line(entry: dict[str, str], text: str) -> None:
    pattern = re.compile(entry["pattern"], re.IGNORECASE)
    start = time.perf_counter()
    pattern.fullmatch(text)
    assert time.perf_counter() - start < 0.05


def test_a_resellers_header_goes_with_the_lines_between_its_own() -> None:
    header = ["内部资料，请勿外传", "晨光文苑", "自建平台，每日上新", "紧跟形势、精益求精", "加入会员即可下载全部范文"]
    assert kept(*header, "在读书会上的讲话", "同志们：", LONG) == ["在读书会上的讲话", "同志们：", LONG]


def test_a_title_inside_a_header_stays() -> None:
    assert kept("仅供学习参考", "在读书会上的讲话", "关注公众号“晨光笔记”", LONG) == ["在读书会上的讲话", LONG]


def test_the_middle_of_a_document_may_speak_of_such_things() -> None:
    lines = [LONG, "禁止倒卖文物", "来源：人民", LONG]
    assert kept(*lines) == lines


def test_page_numbers_go_anywhere() -> None:
    assert kept(LONG, "- 3 -", LONG, "第 4 页 共 9 页", LONG) == [LONG] * 3


def test_repeated_watermarks_go_and_repeated_labels_stay() -> None:
    pages = [line for page in range(5) for line in (LONG, f"春风讲义 第{page}页", "译文", LONG)]
    assert kept(*pages) == [line for line in pages if not line.startswith("春风")]


def test_what_the_file_marks_as_its_own_stays() -> None:
    assert kept("下一篇", LONG, fixed=(0,)) == ["下一篇", LONG]


@pytest.mark.parametrize(
    "entries",
    [
        ["一、春", "二、夏", "三、秋"],
        ["一、春......1", "二、夏......2", "三、秋......13"],
        ["一、春\t1", "二、夏\t2", "三、秋\t13"],
    ],
)
def test_a_table_of_contents_goes_up_to_where_its_first_entry_comes_again(entries: list[str]) -> None:
    body = ["一、春", LONG, "二、夏", LONG, "三、秋", LONG]
    assert kept("四时读书记", "目　录", *entries, *body) == ["四时读书记", *body]


def test_a_preface_behind_a_table_of_contents_stays() -> None:
    body = [LONG, "一、春", LONG, "二、夏", LONG]
    assert kept("目录", "一、春", "二、夏", *body) == body


def test_a_list_below_the_word_contents_stays_where_nothing_shows_that_it_is_one() -> None:
    assert kept("目录", "经部", "史部", LONG) == ["经部", "史部", LONG]
