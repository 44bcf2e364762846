"""Words with their source in brackets, or in the next column, are sayings; rules, news and notes are none."""

from __future__ import annotations

import pytest

from quizgen.detectors import look, sayings
from quizgen.detectors.view import View
from quizgen.glossary import load

from .build import document, said, table, view


def found(text: str) -> list[str]:
    return [said(saying) for saying in sayings.detect(view(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("天行健，君子以自强不息。（《周易》）", "- /《周易》/: 天行健，君子以自强不息。"),
        ("言必信，行必果（《论语·子路》）。", "- /《论语·子路》/: 言必信，行必果"),
        ("1. 昔者庄周梦为蝴蝶，栩栩然蝴蝶也。（《庄子》）", "- /《庄子》/: 昔者庄周梦为蝴蝶，栩栩然蝴蝶也。"),
        (
            "道生一，一生二，二生三，三生万物。（《道德经》第四十二章）",
            "- /《道德经》第四十二章/: 道生一，一生二，二生三，三生万物。",
        ),
        ("潮平两岸阔，风正一帆悬。（王湾《次北固山下》）", "王湾 /《次北固山下》/: 潮平两岸阔，风正一帆悬。"),
        (
            "纸上得来终觉浅，绝知此事要躬行。（宋·陆游《冬夜读书示子聿》）",
            "陆游 /《冬夜读书示子聿》/: 纸上得来终觉浅，绝知此事要躬行。",
        ),
        ("知己知彼，百战不殆。（《孙子兵法·谋攻》）", "- /《孙子兵法·谋攻》/: 知己知彼，百战不殆。"),
        ("愿中国青年都摆脱冷气，只是向上走。（鲁迅）", "鲁迅: 愿中国青年都摆脱冷气，只是向上走。"),
        ("动则生，静则乐。（宋·杨万里）", "杨万里: 动则生，静则乐。"),
    ],
)
def test_words_with_their_source_in_brackets(text: str, expected: str) -> None:
    assert found(f"关于修身的名句。\n{text}\n后文说的是别的事。") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "为制止不法侵害而造成损害的，不负刑事责任。（《刑法》）",
        "渠成则水至，水至则民安。（《东山日报》）",
        "首次提出了开渠的主张。（毛泽东《论水利》）",
        "全村人又修成了一条渠。（李小明）",
        "全村人又修成了一条渠。（《水渠》）",
        "村里人都知道这句话。（见《论语》）",
        "学而不思则罔，＿＿＿＿。（《论语》）",
    ],
)
def test_rules_news_notes_and_exercises_are_none(text: str) -> None:
    assert found(text) == []


def test_a_table_of_sayings() -> None:
    rows = (
        "序号\t名言\t出处",
        "1\t天行健，君子以自强不息。\t《周易·乾卦》",
        "2\t“路漫漫其修远兮”\t屈原《离骚》",
        "3\t世上无难事\t谚语",
    )
    assert [said(saying) for saying in sayings.detect(View(table(*rows)))] == [
        "- /《周易·乾卦》/: 天行健，君子以自强不息。",
        "屈原 /《离骚》/: 路漫漫其修远兮",
        "-: 世上无难事",
    ]


def test_other_tables_are_none() -> None:
    assert not list(sayings.detect(View(table("药名\t出处", "当归补血之药也\t《本草》"))))
    assert not list(sayings.detect(View(table("名言\t释义", "天行健君子以自强不息\t天道刚健"))))


@pytest.mark.parametrize(
    ("lead", "below", "expected"),
    [
        (
            "老村长常念的是这一段：",
            "师者，所以传道受业解惑也。人非生而知之者，孰能无惑？",
            ["-: 师者，所以传道受业解惑也。人非生而知之者，孰能无惑？"],
        ),
        ("老村长常念的是这一段：", "渠是全村人的命脉，要年年修，年年清。", []),
        ("村长曰：", "生于忧患，死于安乐也。人恒过，然后能改矣。", []),
    ],
)
def test_old_words_below_words_of_today(lead: str, below: str, expected: list[str]) -> None:
    assert found(f"{lead}\n{below}") == expected


def test_the_items_below_a_title() -> None:
    text = """关于诚信的名言警句：
1. 人而无信，不知其可也。
解读：做人要守信。
2. 不同的音调造成最美的和谐。 -- 赫拉克利特
3. 志不强者智不达，言不信者行不果（墨子）
- 别的说明在这里
1. 修渠要有钱。"""
    assert [said(saying) for saying in look(document(text), load()).findings if saying.kind == "saying"] == [
        "-: 人而无信，不知其可也。",
        "赫拉克利特: 不同的音调造成最美的和谐。",
        "墨子: 志不强者智不达，言不信者行不果",
    ]
    assert not [one for one in look(document(text), load()).findings if one.kind == "formulation"]


def test_bullets_below_a_title_end_at_a_paragraph_and_short_ones_are_none() -> None:
    assert found("# 三、金句积累\n- 水到渠自成\n- 引水\n这是老村长说的。\n- 渠要年年修") == ["-: 水到渠自成"]


def test_a_title_that_names_something_else_has_none_below() -> None:
    assert found("# 名言的作用\n1. 使人明白道理\n2. 使文章生动") == []
