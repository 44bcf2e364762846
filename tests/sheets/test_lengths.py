from __future__ import annotations

import pytest

from quizgen.sheets.lengths import may_break
from quizgen.sheets.model import LayoutName, Page, Question, Row, Run, Sheet

from .sample import gap, list_question, text


def question(run: Run) -> Question:
    return Question(number=1, key="k", rows=(Row(runs=(run,)),))


@pytest.mark.parametrize(
    ("one", "layout", "page", "breaks"),
    [
        (list_question(), "gaps", Page(), False),
        (question(text("字" * 600)), "gaps", Page(), False),
        (question(text("字" * 1200)), "gaps", Page(), True),
        (question(text("字" * 600)), "gaps", Page(columns=3), True),
        (question(text("字" * 600)), "table", Page(), True),
        (question(gap(1, "答", width=1200)), "gaps", Page(), True),
        (question(gap(1, "答", lines=10)), "recite", Page(), False),
        (question(gap(1, "答", lines=30)), "recite", Page(), True),
    ],
)
def test_what_takes_much_of_a_page_may_break(one: Question, layout: LayoutName, page: Page, *, breaks: bool) -> None:
    assert may_break(one, Sheet(title="t", layout=layout, page=page)) is breaks
