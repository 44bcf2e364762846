"""Sheets as Markdown, read back by a reader of Markdown."""

from __future__ import annotations

import html
import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from quizgen.sheets.markdown import MarkdownWriter, escaped
from quizgen.sheets.model import LayoutName, Sheet

from . import sample

READER = MarkdownIt("commonmark", {"html": True}).enable("table")


def written(sheet: Sheet) -> str:
    return MarkdownWriter().render(sheet).data.decode()


def shown(text: str) -> str:
    return html.unescape(re.sub("<[^>]*>", "", READER.render(text)))


def test_a_sheet_of_gaps() -> None:
    questions = (sample.list_question(), sample.saying_question(), sample.recite_question())
    text = written(sample.sheet(parts=questions, key=sample.sheet().key[:2]))
    assert text.splitlines() == [
        *("# 论语选读", ""),
        *("姓名：＿＿＿＿＿＿　班级：＿＿＿＿＿＿　得分：＿＿＿＿＿＿　日期：＿＿＿＿＿＿", ""),
        *(
            "1. 为学三法： `abcde`",
            "",
            "   1\\. ＿＿＿（学），为一",
            "",
            "   2\\. ＿＿＿，为一",
            "",
            "   3\\. ＿＿＿，为一",
            "",
        ),
        *("2. 学而不思则罔，＿＿＿。", "", "   ——＿＿＿", ""),
        *("3. 三不朽：", "", f"   （1） {'＿' * 20}", "", f"   （2） {'＿' * 40}", ""),
        *("## 参考答案", ""),
        *("1. 学而时习之；温故而知新；切问而近思（论语 · 学而） `abcde`", ""),
        *("2. 思而不学则殆；孔子（论语 · 为政）", ""),
        "来源：论语",
    ]


@pytest.mark.parametrize("layout", get_args(LayoutName))
def test_markup_is_text(layout: LayoutName) -> None:
    text = written(sample.sheet(layout, title=sample.HOSTILE, inline=True))
    assert sample.HOSTILE in shown(text)
    assert set(re.findall(r"<(\w+)", READER.render(text))) <= {
        *("h1", "h2", "h3", "p", "ol", "li", "code", "table", "thead", "tbody", "tr", "th", "td", "br", "strong"),
        *("hr", "blockquote"),
    }


def test_a_key_of_its_own_has_no_questions() -> None:
    text = written(sample.sheet(parts=(), title="论语选读 参考答案"))
    assert "姓名" not in text and "##" not in text and "思而不学则殆" in text


@given(st.text(alphabet=st.sampled_from("学1.-+#*_`[](){}<>!|~$&\\:/ a\"'="), max_size=20))
def test_any_text_comes_back(text: str) -> None:
    text = " ".join(text.split())
    assert shown(f"字{escaped(text)}字").strip() == f"字{text}字"
