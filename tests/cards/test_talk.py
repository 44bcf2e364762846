"""What people say to each other, and what of it is worth learning."""

from __future__ import annotations

import pytest

from quizgen.cards.talk import is_parallel, without_talk
from quizgen.model import Document, Finding, Saying

from .build import document, listed, said

STORY = {
    "王": "寡人不知其計，願先生教之。",
    "張三丰": "臣請為大王獻一計。",
    "李四光": "臣不敢奉命。",
    "趙五娘": "足下何故來此？",
    "錢六郎": "此事成否，請問將軍？",
    "孫七哥": "大王勿憂。",
}


def story(*more: str) -> tuple[Document, list[Finding]]:
    doc = document(*STORY.values(), *more)
    return doc, [said(doc, quote, speaker=who) for who, quote in STORY.items()]


def kept(findings: list[Finding]) -> list[str]:
    return [one.quote for one in without_talk(findings)[0] if isinstance(one, Saying)]


def test_what_people_of_a_story_say_asks_nothing_and_is_told() -> None:
    _, findings = story()
    left, fallen = without_talk(findings)
    assert left == [] and {drop.why.split(":")[0] for drop in fallen} == {"saying.talk"}
    assert len(fallen) == len(findings)


def test_of_a_speech_in_a_story_its_maxim_stays() -> None:
    speech = "臣聞大王將行。士為知己者死，女為悅己者容。今大王不用臣言，臣請去。"
    doc, findings = story(speech)
    assert kept([*findings, said(doc, speech, speaker="李四光")]) == ["士為知己者死，女為悅己者容。"]


def test_a_saying_from_a_book_is_no_speech_of_a_story() -> None:
    doc, findings = story("吾十有五而志于学。")
    assert kept([*findings, said(doc, "吾十有五而志于学。", source="《论语·为政》")]) == ["吾十有五而志于学。"]


def test_a_list_in_a_speech_of_a_story_goes_with_it() -> None:
    speech = "臣請以金帛賂趙、以車馬賂魏。"
    doc, findings = story(speech)
    inside = listed(doc, ["以金帛賂趙", "以車馬賂魏"])
    left, fallen = without_talk([*findings, said(doc, speech, speaker="張三丰"), inside])
    assert left == [] and "list.talk" in fallen[-1].why
    outside = document("修渠靠勤快、节俭、和气。")
    assert without_talk([listed(outside, ["勤快", "节俭", "和气"])])[1] == []


@pytest.mark.parametrize(
    ("quote", "stays"),
    [
        ("有一言而可以终身行之者乎？", False),  # a question that the next saying answers
        ("学而时习之，不亦说乎？", True),  # asserts in the form of a question
        (f"水渠修通以后，{'沿线各村的树木和闸门由大家轮流看管' * 3}，谁也不许多占水。", False),
        ("人勤地不懒，春早粮满仓。", True),
        ("昨天他们拉着我在渠上转了大半天，还高兴地告诉我今年收成很好。", False),  # of himself, in a report
    ],
)
def test_in_a_report_questions_and_plain_prose_ask_nothing(quote: str, stays: bool) -> None:
    doc = document(quote)
    assert kept([said(doc, quote, speaker="李四光")]) == ([quote] if stays else [])


def test_prose_of_somebody_whom_everybody_knows_stays() -> None:
    quote = f"一切结论产生于调查情况的末尾，而不是在它的先头{'，只有不动脑筋的人才冥思苦索地想办法打主意' * 3}。"
    assert kept([said(document(quote), quote, speaker="毛泽东")]) == [quote]


@pytest.mark.parametrize(
    ("text", "parallel"),
    [
        ("仓廪实而知礼节，衣食足而知荣辱", True),
        ("春蚕到死丝方尽，蜡炬成灰泪始干", True),
        ("生，亦我所欲也；义，亦我所欲也", True),
        ("今天下雨，渠里的水涨得很高", False),
        ("", False),
    ],
)
def test_clauses_made_alike(text: str, parallel: bool) -> None:
    assert is_parallel(text) == parallel
