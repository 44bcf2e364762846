"""What pieces side by side have in common, and how the outer ones are cut to it."""

from __future__ import annotations

import pytest

from quizgen.detectors.frames import common_of, framed, same_places
from quizgen.detectors.rows import Kind, cut_all

WORDS: Kind = ("，；：。！？", "、", 24)
CLAUSES: Kind = ("；：。！？", "，", 60)


def frames(text: str, kind: Kind = WORDS) -> list[tuple[str, list[str]]]:
    return [
        (rule.rpartition(".")[2], [text[a:b] for a, b in run])
        for _, row in cut_all(text, (0, len(text)), (kind,))
        for rule, run in framed(text, row, kind)
    ]


@pytest.mark.parametrize(
    ("text", "rule", "pieces"),
    [
        ("要讲节水、讲规矩、讲辈分。", "first", "讲节水 讲规矩 讲辈分"),
        ("要坚持修渠、坚持积肥、坚持选种。", "opening", "坚持修渠 坚持积肥 坚持选种"),
        ("大家推行科学种田、民主种田、依法种田制度。", "ending", "科学种田 民主种田 依法种田"),
        ("向老农学习、向书本学习、向土地学习。", "both", "向老农学习 向书本学习 向土地学习"),
        (
            "有力维护用水公平秩序、维护各村各户合理用水权益、维护下游村庄利益。",
            "opening",
            "维护用水公平秩序 维护各村各户合理用水权益 维护下游村庄利益",
        ),
        ("要爱党、爱国、爱人民、爱集体、爱社会主义。", "first", "爱党 爱国 爱人民 爱集体 爱社会主义"),
        (
            "坚持科技是第一生产力、人才是第一资源、创新是第一动力。",
            "infix",
            "科技是第一生产力 人才是第一资源 创新是第一动力",
        ),
        ("村里面临的吃水考验、用地考验、办学考验。", "ending", "吃水考验 用地考验 办学考验"),
        ("安不忘危、存不忘亡、乐不忘忧。", "infix", "安不忘危 存不忘亡 乐不忘忧"),
    ],
)
def test_frames(text: str, rule: str, pieces: str) -> None:
    assert frames(text) == [(rule, pieces.split())]


def test_clauses_without_the_denial_that_leads_all_of_them() -> None:
    assert frames("不能吃着村里的饭，端着村里的碗，砸着村里的锅。", CLAUSES) == [
        ("infix", ["吃着村里的饭", "端着村里的碗", "砸着村里的锅"])
    ]
    own = ["水渠不能断", "石磨不能停", "纺车不能歇"]
    assert frames("，".join(own) + "。", CLAUSES)[0][1] == own


def test_clauses_of_one_length_that_end_alike() -> None:
    assert frames("老人要站出来，青年要跟上来，娃娃要顶上来。", CLAUSES) == [
        ("last", ["老人要站出来", "青年要跟上来", "娃娃要顶上来"])
    ]


@pytest.mark.parametrize(
    "text",
    [
        "忧患意识、风险意识、底线意识。",
        "甲项错误、乙项正确、丙项错误。",
        "第三条、第四条、第六条的规定。",
        "大黄三钱、芒硝三钱、甘草三钱。",
    ],
)
def test_no_frame(text: str) -> None:
    assert frames(text) == []


def test_what_texts_have_in_common() -> None:
    assert common_of(["安不忘危", "存不忘亡", "乐不忘忧"]) == "不忘"
    assert common_of(["修渠", "积肥", "选种"]) == ""
    assert same_places(["站得稳", "走得远", "靠得住"]) == 1
