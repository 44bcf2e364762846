"""Tests of quizgen.detectors.ahead."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizgen.detectors import ahead, labels, pieces
from quizgen.detectors.labels import Label
from quizgen.detectors.view import Reading

from .build import view


def found(how: Callable[[Reading, Label], pieces.Found | None], text: str) -> str:
    """What the rule finds ahead of the first label for which it finds a list."""
    (reading,) = view(text).readings
    for label in labels.all_of(reading.text):
        if list_ := how(reading, label):
            rule, ranges, open_ = list_
            return f"{rule}: " + " | ".join(reading.text[a:b] for a, b in ranges) + " …" * open_
    return ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我村有水源、土质和交通三大优势。", "before: 水源 | 土质 | 交通"),
        ("包括水、肥、种等三类物资。", "before: 水 | 肥 | 种 …"),
        ("处理好“水”与“土”两个概念。", "before: 水 | 土"),
        ("线上线下两个市场都要用。", "before: 线上 | 线下"),
        ("村里有勤快的、一般的和懒散的三种庄稼汉。", "before: 勤快的 | 一般的 | 懒散的"),
        ("水、土、肥、种。", ""),
        ("老李、老王分别在会上读了两篇文章。", ""),
        ("村委、乡委等单位的三份文件。", ""),
        ("水渠病害、田间虫害和歉收实现“三下降”。", "before: 水渠病害 | 田间虫害 | 歉收"),
        ("推动海港、陆港、空港、信息港“四港”联动。", "before: 海港 | 陆港 | 空港 | 信息港"),
        ("教育引导社员、干部坚决做到“两个带头”。", ""),
        ("对接修渠规划、村镇建设和“三下乡”的春耕部署。", ""),
        ("清查“三夏”隐患、烟花“打非治违”、水库“两上门”行动有成效。", ""),
    ],
)
def test_a_list_right_before_its_label(text: str, expected: str) -> None:
    assert found(ahead.before, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("喜、怒、忧、思、悲、恐、惊，谓之七情。", "called: 喜 | 怒 | 忧 | 思 | 悲 | 恐 | 惊"),
        ("看水看源，问老问少，边修边改，这就是老渠队的三大作风。", "called: 看水看源 | 问老问少 | 边修边改"),
        ("老渠队看水，后来修了三条渠。", ""),
    ],
)
def test_a_list_that_is_called_by_its_label(text: str, expected: str) -> None:
    assert found(ahead.called, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("水和肥是种田的两大问题。", "subject: 水 | 肥"),
        ("水源、土质、交通是建村的三个条件。", "subject: 水源 | 土质 | 交通"),
        ("水是种田的两大问题。", ""),
    ],
)
def test_a_list_that_is_the_subject_of_its_label(text: str, expected: str) -> None:
    assert found(ahead.subject, text) == expected


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("我村有水源、土质、交通", "水源"),
        ("学习有计划、工作有目标、生活有节制", "学习有计划"),
        ("依次经历警觉期、抵抗期、衰竭期", "警觉期"),
        ("好老师要有信念、有学识、有爱心", "有信念"),
        ("水源、土质、交通", "水源"),
    ],
)
def test_the_first_piece_begins_behind_the_verb_of_the_clause(text: str, first: str) -> None:
    found = pieces.split(text, 0, len(text), 3)
    assert found is not None
    start, end = ahead.without_verb(text, found[0])
    assert text[start:end] == first
