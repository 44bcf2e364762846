"""Which characters a font can draw."""

from __future__ import annotations

import pylopdf_fonts_zh_cn as files

from quizgen.sheets.glyphs import drawn_by


def test_a_font_says_what_it_draws() -> None:
    drawn = drawn_by(files.serif_path())
    assert set(map(ord, "学而时习之學習，。①“—A1")) <= drawn
    assert not drawn & set(map(ord, "👍𪚥"))
    assert len(drawn) > 20_000
