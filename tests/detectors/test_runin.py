"""Paragraphs that open with a number and a topic are the outline of their section."""

from __future__ import annotations

import pytest

from quizgen.detectors import runin

from .build import lists

BODY = "各村要把劳力和工具提前安排好，不误农时。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"# 一、备耕\n（一）修好水渠。{BODY}\n（二）积足底肥。{BODY}", ["-: 修好水渠 | 积足底肥"]),
        (
            (
                f"# 一、备耕\n（一）修好水渠。{BODY}\n（二）积足底肥。{BODY}\n"
                f"# 二、春播\n（三）选好良种。{BODY}\n另外要请技术员下田。\n（四）抢抓农时。{BODY}"
            ),
            ["-: 修好水渠 | 积足底肥", "-: 选好良种 | 抢抓农时"],
        ),
        (f"1. 早修渠，渠通水畅。{BODY}\n2. 早积肥，肥足苗壮。{BODY}", ["-: 早修渠，渠通水畅 | 早积肥，肥足苗壮"]),
    ],
)
def test_topics_of_numbered_paragraphs(text: str, expected: list[str]) -> None:
    assert lists(runin.detect, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"（一）修好水渠。{BODY}",
        f"（一）修好水渠。{BODY}\n（三）积足底肥。{BODY}",
        "（一）修好水渠。\n（二）积足底肥。",
        f"1. 什么叫水渠。{BODY}\n2. 怎样修水渠。{BODY}",
        f"（一）修好水渠。{BODY}\n1. 积足底肥。{BODY}",
        f"（一）修渠的人说：要早修。{BODY}\n（二）积肥的人说：要早积。{BODY}",
    ],
)
def test_other_numbered_paragraphs(text: str) -> None:
    assert lists(runin.detect, text) == []
