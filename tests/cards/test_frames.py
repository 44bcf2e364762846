"""What members share."""

from __future__ import annotations

from quizgen.cards.frames import frame, shared_comma, shared_joint


def test_a_frame_is_cut_back_to_words_of_every_member() -> None:
    assert frame(["坚持节约用水", "坚持节约用电"]) == (4, 0)
    assert frame(["水利建设队", "水库建设队"]) == (0, 3)


def test_a_frame_takes_no_half_of_a_pair() -> None:
    assert frame(["守好“米袋子”", "守好“米口袋”"])[0] == 2


def test_one_member_has_no_frame() -> None:
    assert frame(["坚持节约用水"]) == (0, 0)


def test_equal_members_have_a_frame_and_nothing_between() -> None:
    start, end = frame(["节约用水", "节约用水"])
    assert start + end == 4


def test_the_joint_is_what_parts_topic_and_comment() -> None:
    assert shared_joint(["旱灾敢不敢打井", "洪水敢不敢筑堤", "虫害敢不敢下田"]) == "敢不敢"
    assert shared_joint(["内部联系和外部", "直接联系和间接", "必然联系和偶然"]) == ""
    assert shared_joint(["打井", "筑堤", "下田"]) == ""


def test_the_comma_joins_the_halves_of_every_member() -> None:
    assert shared_comma(["粮食多，而不是口号多", "鱼塘深，而不是牌子大"]) == "，而不是"
    assert shared_comma(["粮食多，口号少", "鱼塘深"]) == ""
