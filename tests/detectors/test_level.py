"""Rows of phrases of one length: what three or four characters are a phrase, and what are nouns of a kind."""

from __future__ import annotations

import pytest

from quizgen.detectors.level import attributed, is_compound, is_phrase, levelled
from quizgen.detectors.rows import Kind, cut_all

WORDS: Kind = ("，；：。！？", "、", 24)


@pytest.mark.parametrize("text", ["立规矩", "起点高", "信得过", "全覆盖"])
def test_phrases(text: str) -> None:
    assert is_phrase(text)


@pytest.mark.parametrize("text", ["水利部", "大水渠"])
def test_nouns_are_no_phrases(text: str) -> None:
    assert not is_phrase(text)


@pytest.mark.parametrize(
    ("row", "compound"),
    [
        (["忧患意识", "风险意识", "底线意识"], True),
        (["水利部", "农业部", "邮电局"], True),
        (["尊老爱幼", "男女平等", "夫妻和睦", "勤俭持家", "邻里团结"], False),
        (["热爱祖国", "服务人民"], False),
    ],
)
def test_nouns_of_a_kind(row: list[str], compound: bool) -> None:
    text = "、".join(row)
    starts = [text.index(piece) for piece in row]
    assert is_compound(text, [(a, a + len(p)) for a, p in zip(starts, row, strict=True)]) is compound


def test_what_a_row_is_an_attribute_of() -> None:
    assert attributed().match("的好干部标准") and attributed().match("精神") and not attributed().match("的水渠")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("发扬修渠不倦、积肥不懈、选种不苟的精神。", "attribute"),
        ("口号是“修好渠、积足肥、选好种”，人人会背。", "quoted"),
        ("这件事要入脑入心、走深走实、见行见效。", "twice"),
        ("家庭美德包括尊老爱幼、男女平等、夫妻和睦、勤俭持家、邻里团结。", "told"),
    ],
)
def test_ways(text: str, rule: str) -> None:
    inside = (text.index("“") + 1, text.index("”")) if "“" in text else (0, len(text))
    found = [found for kind, row in cut_all(text, inside, (WORDS,)) for found in levelled(text, row, kind)]
    assert [rule.rpartition(".")[2] for rule, _ in found] == [rule]


def test_a_clause_before_a_row_of_its_length_is_none_of_it() -> None:
    text = "开春以后，修好水渠、种好果树、办好学堂、护好山林。"
    for _, row in cut_all(text, (0, len(text)), ((WORDS[0].replace("，", ""), "、，", 24),)):
        (found,) = levelled(text, row, WORDS)
        assert [text[a:b] for a, b in found[1]] == ["修好水渠", "种好果树", "办好学堂", "护好山林"]
