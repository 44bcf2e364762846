"""The blocks of a document as lines: nothing is lost, nothing breaks a line, and Markdown reads as the same blocks."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen import blocks, readers
from quizgen.model import Block, Document


def document(*found: Block) -> Document:
    return Document(name="课.txt", id="课", title="课", blocks=found)


def read_back(*found: Block) -> tuple[Block, ...]:
    text = "\n".join(blocks.markdown(document(*found))) + "\n"
    return readers.read_bytes(text.encode(), "课.md", readers.Reading(keep_all=True)).blocks


def test_table_names_kind_level_and_page_once_a_block() -> None:
    found = document(
        Block(text="总则", kind="heading", level=1, marker="第一章 ", page=1),
        Block(text="甲\t乙\n丙\t丁", kind="table", page=12),
        Block(text="学而时习之"),
    )
    assert list(blocks.table(found)) == [
        "heading 1 p.1    第一章 总则",
        "table     p.12   甲\\t乙",
        "                 丙\\t丁",
        "paragraph        学而时习之",
    ]


def test_hostile_text_stays_on_its_line() -> None:
    found = document(Block(text="一\x1b[31m红\u2028二\u202e三"))
    assert list(blocks.table(found)) == ["paragraph        一\\x1b[31m红", "                 二\\u202e三"]
    (line,) = blocks.jsonl(found)
    assert len(line.splitlines()) == 1
    assert json.loads(line)["text"] == found.blocks[0].text


def test_json_has_every_field() -> None:
    block = Block(text="甲", kind="item", level=2, marker="（一）", page=3, line=4)
    (line,) = blocks.jsonl(document(block))
    assert json.loads(line) == {"document": "课.txt", **block.model_dump()}


@pytest.mark.parametrize(
    "text",
    [
        *("# 不是标题", "> 不是引用", "--- ", "===", "| 不是 | 表 |"),
        *(
            "*不*斜",
            "_不_斜",
            "`码`",
            "[链](https://example.com)",
            "![图](a.png)",
            "<b>不粗</b>",
            "&amp;",
            "a\\b",
            "~~删~~",
        ),
        *("[^1]: 不是注", "【甲】：乙", ": 不是定义"),
    ],
)
def test_text_that_looks_like_markdown_stays_text(text: str) -> None:
    assert [(block.kind, block.text) for block in read_back(Block(text=f"{text}，学而时习之。"))] == [
        ("paragraph", f"{text}，学而时习之。".strip())
    ]


@pytest.mark.parametrize("text", ["- 甲", "1. 甲", "1) 甲", "+ 甲"])
def test_a_typed_marker_makes_an_item_as_in_plain_text(text: str) -> None:
    (block,) = read_back(Block(text=f"{text}，学而时习之。"))
    assert block.kind == "item"
    assert f"{text}，学而时习之。".endswith(block.text) and block.text.endswith("甲，学而时习之。")


def test_all_kinds_read_back() -> None:
    found = (
        Block(text="学习", kind="heading", level=1),
        Block(text="怎样学", kind="heading", level=2),
        Block(text="学而时习之，不亦说乎？"),
        Block(text="温故", kind="item", level=1),
        Block(text="知新", kind="item", level=2),
        Block(text="有朋自远方来，不亦乐乎？", kind="quote"),
        Block(text="人\t书\n孔子\t论语\n孟子\t孟子", kind="table"),
    )
    assert [(b.kind, b.level, b.text) for b in read_back(*found)] == [(b.kind, b.level, b.text) for b in found]


_TEXT = st.text(alphabet="学而时习之，。“”：、一二（）#*_-+>|[]<>`~&\\!1.) =:", min_size=1, max_size=30).map(
    lambda text: f"子曰{text}也。"
)


def test_items_keep_their_markers() -> None:
    found = [
        Block(text="博学", kind="item", level=1, marker="1."),
        Block(text="审问\n慎思", kind="item", level=2, marker="-"),
        Block(text="笃行", kind="item", level=1, marker="（一）"),
    ]
    assert list(blocks.markdown(document(*found))) == ["1. 博学", "    - 审问\\", "        慎思", "- （一）笃行"]
    assert [line.split(None, 2)[-1] for line in blocks.table(document(*found))] == [
        *("1. 博学", "- 审问", "慎思", "（一）笃行")
    ]


@given(st.lists(_TEXT, min_size=1, max_size=5))
def test_paragraphs_read_back(texts: list[str]) -> None:
    assert "".join(b.text.replace(" ", "") for b in read_back(*(Block(text=t) for t in texts))) == "".join(
        t.replace(" ", "") for t in texts
    )
