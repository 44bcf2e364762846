"""Pages that are pictures, read where the extra for that is installed."""

import sys
from typing import Any

import pytest
from pdfmaking import by_hand, by_typst, put_together, scanned, show

from quizgen.readers import ocr, read_bytes

LINE = "学而时习之，不亦说乎？有朋自远方来，不亦乐乎？"


def boxes(*lines: tuple[str, float, float]) -> Any:
    """An engine that finds these lines, each with its left and lower edge in pixels."""
    found = [
        [[[x, y - 30], [x + 28 * len(text), y - 30], [x + 28 * len(text), y], [x, y]], text, 0.9]
        for text, x, y in lines
    ]
    return lambda picture: (found, None)


def test_lines_that_are_recognised_are_joined_as_printed_ones_are(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip(
        "numpy", reason="a picture is handed to the engine as numpy's array, which comes with the extra"
    )
    found = boxes((LINE[:12], 150, 200), (LINE[12:], 100, 250), ("第二段。", 150, 300))
    monkeypatch.setattr(ocr, "engine", lambda: found)
    document = read_bytes(
        put_together(by_hand([show(LINE, 50, 500)]), scanned(by_hand([show(LINE, 50, 500)]), 40)), "a.pdf"
    )
    assert [(block.page, block.text) for block in document.blocks] == [(1, LINE), (2, LINE), (2, "第二段。")]
    assert [problem.what for problem in document.problems] == [
        "page 2 is only pictures of text and went through text recognition"
    ]


def test_without_the_extra_there_is_no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr_onnxruntime", None)
    ocr.engine.cache_clear()
    assert ocr.engine() is None
    ocr.engine.cache_clear()


@pytest.mark.filterwarnings("ignore")
def test_a_scan_is_read() -> None:
    pytest.importorskip("rapidocr_onnxruntime")
    scan = scanned(by_typst("#set page(width: 60mm, height: 45mm)\n治国有常，而利民为本；政教有经，而令行为上。"))
    document = read_bytes(scan, "a.pdf")
    assert "利民为本" in document.blocks[0].text and document.blocks[0].page == 1
