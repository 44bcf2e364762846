"""Text goes from script to script phrase by phrase."""

from __future__ import annotations

from quizgen.text.script import converter


def test_traditional_phrases() -> None:
    assert converter("traditional")("发展农业，理发，为人民") == "發展農業，理髮，為人民"


def test_simplified_phrases() -> None:
    assert converter("simplified")("乾坤，餅乾") == "乾坤，饼干"


def test_a_text_in_the_script_stays() -> None:
    assert converter("simplified")("发展农业") == "发展农业"
    assert converter("traditional")("發展農業") == "發展農業"
