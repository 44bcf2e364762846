"""Topic sentences that divide a text, and sentences that do not."""

from __future__ import annotations

import pytest

from quizgen.detectors import topics

from .build import lists

EARLY = "今年春天来得早，各村要提前动手，把该办的事情办在前头，不误农时。"
DITCH = "去年秋天修的渠，今年要清一遍淤泥才能用，各村抓紧安排劳力上工，不能再拖下去了。"
SEED = "种子站已经备好了种子，技术员要下到田头去教大家浸种催芽。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"把握好农时和农事的关系。{EARLY}\n把握好水源和水渠的关系。{DITCH}\n把握好良种和良法的关系。{SEED}",
            ["-: 把握好农时和农事的关系 | 把握好水源和水渠的关系 | 把握好良种和良法的关系"],
        ),
        (
            f"要修好水渠。{DITCH}要赶上农时。{EARLY}{DITCH}要选好良种。{SEED}",
            ["-: 要修好水渠 | 要赶上农时 | 要选好良种"],
        ),
        (
            "要过好“三个关”。要过好水关，春天水少，要早修渠。要过好肥关，粪要堆到田头。要过好种关，请大家早来领种。",
            ["三个关: 要过好水关，春天水少，要早修渠 | 要过好肥关，粪要堆到田头 | 要过好种关，请大家早来领种"],
        ),
        (
            f"抓好春耕备耕。{EARLY}\n修好沟渠水库。{DITCH}\n选好良种良苗。{SEED}",
            ["-: 抓好春耕备耕 | 修好沟渠水库 | 选好良种良苗"],
        ),
        (
            f"抢抓农时，下足功夫，要向老把式学。{EARLY}\n抢抓农时，下足功夫，要向技术员学。{DITCH}",
            ["-: 抢抓农时，下足功夫，要向老把式学 | 抢抓农时，下足功夫，要向技术员学"],
        ),
        (
            "守农时，就是要早下种。春雷一响就动手。护水源，就是要勤清渠。保收成，就是要细管理，一刻也不能松。",
            ["-: 守农时 | 护水源 | 保收成"],
        ),
        (
            f"新的一年里，我们要修好水渠。{DITCH}\n上级已经拨下水泥。\n新的一年里，我们要积足底肥。{EARLY}\n新的一年里，我们要选好良种。",
            ["-: 新的一年里，我们要修好水渠 | 新的一年里，我们要积足底肥 | 新的一年里，我们要选好良种"],
        ),
        (
            "农具的分类：\n以农具的用途分：耕地的与收割的\n以农具的用料分：木制的与铁制的\n以农具的大小分：大件与小件",
            ["-: 以农具的用途分 | 以农具的用料分 | 以农具的大小分"],
        ),
    ],
)
def test_topics(text: str, expected: list[str]) -> None:
    assert lists(topics.detect, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"把握好农时和农事的关系。{EARLY}\n水渠要修。{DITCH}\n良种要选。{SEED}",
        f"要修好水渠。要赶上农时。要选好良种。{EARLY}{DITCH}{SEED}",
        f"要修好水渠。{DITCH}要赶上农时。{EARLY}",
        "要过好“三个关”。水关难过。肥关难过。种关好过一些，大家不要怕，一起动手就能过，春天水少，要早修渠，粪要堆到田头。",
        "今天天气好。\n明天天气也好。\n后天天气不好。",
        f"他去年来过。{EARLY}\n她今年才来。{DITCH}\n我明年再来。{SEED}",
        f"农时不等人。{EARLY}\n水渠要修。{DITCH}",
        "分类：\n以农具的用途分：耕地的\n其余不论。",
    ],
)
def test_no_topics(text: str) -> None:
    assert lists(topics.detect, text) == []
