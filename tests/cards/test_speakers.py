"""Who is named on a card."""

from __future__ import annotations

import pytest

from quizgen.cards.speakers import is_name, with_speaker

from .build import document, said, span

QUOTE = "水到渠成，人勤地宽。"


@pytest.mark.parametrize(
    ("text", "found", "named"),
    [
        (f"诗人元好问说：“{QUOTE}”", "诗人元好", "诗人元好问"),  # the verb was taken out of the name
        (f"当老师就要甘守三尺讲台，“{QUOTE}”", "甘守三尺", None),  # what looks like a verb is a word
        (f"王老五问：“{QUOTE}”", "王老五问", "王老五"),
        (f"他们很赞成王老五：“{QUOTE}”", "他们很赞成王老五", None),
        (f"……“{QUOTE}”", "……", None),
        (f"爱因斯坦说明：“{QUOTE}”", "爱因斯坦", "爱因斯坦"),
        (f"王老五说：“{QUOTE}”", "王老五", "王老五"),
    ],
)
def test_a_speaker_is_named_whole_or_not_at_all(text: str, found: str, named: str | None) -> None:
    doc = document(text)
    saying = said(doc, QUOTE, speaker=found).model_copy(update={"speaker_span": span(doc, found)})
    assert with_speaker(doc, saying).speaker == named


def test_nobody_stays_nobody() -> None:
    doc = document(QUOTE)
    assert with_speaker(doc, said(doc, QUOTE)) == said(doc, QUOTE)


def test_names() -> None:
    assert is_name("王老五") and is_name("西汉史学家司马迁") and is_name("县委书记")
    assert not is_name("必须") and not is_name("实行王道") and not is_name("……")
