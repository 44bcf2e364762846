"""Rows of phrases that share no character are lists before 的, or where each of them opens with a verb."""

from __future__ import annotations

import pytest

from quizgen.detectors import phrases

from .build import lists


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建成路宽灯亮、水清岸绿、邻里和睦、老少安康的村庄。", "路宽灯亮 | 水清岸绿 | 邻里和睦 | 老少安康"),
        ("走收成稳定、土质肥沃、用水节约、凸显丘陵优势的新路。", "收成稳定 | 土质肥沃 | 用水节约 | 凸显丘陵优势"),
        ("坚持人人出力、村里出钱、谁用水谁修渠的原则。", "人人出力 | 村里出钱 | 谁用水谁修渠"),
        ("迎来了从种得上、种得好到种得巧的转变。", "种得上 | 种得好 | 种得巧"),
        ("今年修好水渠、种好果树、办好学堂。", "修好水渠 | 种好果树 | 办好学堂"),
        ("乡亲们修好水渠、种好果树、办好学堂的劲头很足。", "修好水渠 | 种好果树 | 办好学堂"),
    ],
)
def test_rows_of_phrases(text: str, expected: str) -> None:
    assert lists(phrases.detect, text) == [f"-: {expected}"]


@pytest.mark.parametrize(
    "text",
    [
        "路宽灯亮、水清岸绿、邻里和睦的村庄。",
        "课程性质、课程目标、内容目标、学习建议的说明。",
        "春耕时节、秋收时节、农闲时节、雨水时节等的安排。",
        "修好水渠、果树成行、学堂宽敞。",
        "修好水渠、修好道路、修好学堂。",
        "修渠、种树、办学。",
        "从山东、河北到江苏的路。",
        "他买了锄头、镰刀、扁担。",
        "",
    ],
)
def test_no_row(text: str) -> None:
    assert lists(phrases.detect, text) == []
