"""Speech without quotation marks is found where somebody is named, and shown only to who asks for it."""

from __future__ import annotations

import pytest

from quizgen import glossary
from quizgen.detectors import Rules, look, reported

from .build import document, said, view


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("张县长强调，春耕不等人，各村要早动手。", "张县长: 春耕不等人，各村要早动手"),
        ("孔子曰：学而时习之，不亦说乎。", "孔子: 学而时习之，不亦说乎"),
        ("会后，李书记在总结讲话中指出：修渠要赶在雨季以前完成。", "李书记: 修渠要赶在雨季以前完成"),
    ],
)
def test_reported_speech(text: str, expected: str) -> None:
    (found,) = reported.detect(view(text))
    assert f"{found.speaker}: {found.quote}" == expected


@pytest.mark.parametrize(
    "text",
    [
        "张县长强调，“春耕不等人，各村要早动手。”",
        "大家都说，春耕不等人，各村要早动手。",
        "张县长说，好。",
        "春耕不等人。",
    ],
)
def test_quoted_or_nameless_or_brief_words(text: str) -> None:
    assert list(reported.detect(view(text))) == []


def test_it_is_off_by_default() -> None:
    doc = document("张县长强调，春耕不等人，各村要早动手。")
    assert look(doc, glossary.load()).findings == []
    assert [said(f) for f in look(doc, glossary.load(), Rules(min_confidence=0)).findings if f.kind == "saying"]
