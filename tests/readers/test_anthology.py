"""Where the texts of a collection begin, and lines that begin none."""

from __future__ import annotations

import pytest

from quizgen.readers.anthology import beginnings

BODY = (
    "学习是立身之本，实干是成事之基，两者如车之两轮、鸟之双翼，缺一不可，"
    "偏废其一便行之不远，古往今来凡有成就的人莫不如此，今天的我们更应如此。"
)


@pytest.mark.parametrize(
    ("lines", "title", "expected"),
    [
        # lines that open as the title does
        (["申论范文：修渠记", BODY, "申论范文：种树记", BODY, "申论范文：办学记", BODY], 0, {2, 4}),
        (["申论范文:修渠记", BODY, "申论范文：种树记", BODY], 0, {2}),
        (["申论范文：修渠记", BODY, "申论范文：种树为什么要讲时节。", BODY], 0, set()),
        (["春耕：修渠记", BODY, "春耕：种树记", BODY], 0, set()),
        (["申论范文：修渠记", BODY, "申论范文：种树记", BODY], None, set()),
        # the line above a salutation
        (["在春耕会上的讲话", "同志们：", BODY, "在秋收会上的讲话", "（2019年9月1日）", "同志们：", BODY], 0, {3}),
        (["党课讲稿", "同志们:", BODY, "牢记修渠的初心", "争做种田的能手", "同志们:", BODY], 0, {3}),
        (["在春耕会上的讲话", "2019-03-01 10:20 来源：县报", "同志们：", BODY], 0, set()),
        (["在春耕会上的讲话", "同志们：", BODY, BODY, "同志们：", BODY], 0, set()),
        # lines that name a kind of text
        (["某乡2023年工作总结", BODY, "某乡党政办工作总结", BODY, "县政府办公室2024年工作计划", BODY], 0, {2, 4}),
        (["在春耕会上的讲稿", BODY, "2022年申论范文：修渠记", BODY], 0, {2}),
        (["修渠的日子", BODY, "某乡党政办工作总结", BODY], 0, set()),
        # numbers from the first on
        (["春耕计划篇1", BODY, "春耕计划篇2", BODY], None, {0, 2}),
        (["春耕计划（两篇）", "【篇一】", BODY, "【篇二】", BODY], 0, {1, 3}),
        (["范文一：修渠记", BODY, "范文二：种树记", BODY], None, {0, 2}),
        (["春耕计划篇1", BODY, "这是第二篇", BODY], None, set()),
    ],
)
def test_where_texts_begin(lines: list[str], title: int | None, expected: set[int]) -> None:
    assert beginnings(lines, title) == expected


def test_a_long_line_is_no_title() -> None:
    assert beginnings(["申论范文：修渠记", BODY, "申论范文：" + "种树" * 30, BODY], 0) == set()
