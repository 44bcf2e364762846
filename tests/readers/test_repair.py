"""What damages a whole text alike is mended and told; what may be meant stays."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import quizgen
from quizgen.data import load
from quizgen.model import Block
from quizgen.readers import read_bytes, repair

SPEECH = (Path(__file__).parents[2] / "examples" / "讲话.txt").read_text("utf-8")
SENTENCE = "学而时习之，不亦说乎？有朋自远方来，不亦乐乎？人不知而不愠，不亦君子乎？"


def mended(text: str) -> str:
    return repair.mend([text], "a.txt").texts[0]


def told(text: str) -> list[str]:
    return [problem.what for problem in repair.mend([text], "a.txt").problems]


def texts(text: str) -> list[str]:
    return [block.text for block in read_bytes(text.encode(), "讲话.txt").blocks]


@pytest.mark.parametrize("number", range(len(load("repairs")["slip"])))
def test_slips_and_examples_agree(number: int) -> None:
    entry, slip = load("repairs")["slip"][number], repair.slips()[number]
    assert [slip.regex.sub(slip.to, slipped) for slipped, _ in entry["mend"]] == [meant for _, meant in entry["mend"]]
    assert [slip.regex.sub(slip.to, line) for line in entry["keep"]] == entry["keep"]
    assert entry["mend"] and entry["keep"] and entry["least"] >= 1


def test_no_line_that_is_kept_is_changed_by_another_slip() -> None:
    lines = [line for entry in load("repairs")["slip"] for line in entry["keep"]]
    assert [slip.regex.sub(slip.to, line) for slip in repair.slips() for line in lines] == lines * len(repair.slips())


@pytest.mark.parametrize("slip", ["o", "."])
def test_a_text_full_of_slips_reads_like_the_clean_one(slip: str) -> None:
    assert texts(SPEECH.replace("。", slip)) == texts(SPEECH)


def test_a_few_slips_among_many_full_stops_may_be_meant() -> None:
    text = "学o思。" + "习。" * 40
    assert mended(text) == text
    assert mended("学o习o思o辨o行o") == "学。习。思。辨。行。"
    assert told("学o习o思o辨o行o") == ["o for 。: mended in 5 places"]


def test_blanks_between_all_characters_go() -> None:
    spaced = "\n".join(" ".join(line) for line in SPEECH.split("\n"))
    assert texts(spaced) == texts(SPEECH)
    assert texts(spaced.replace("。", "o")) == texts(SPEECH)
    assert told(spaced)[0].startswith("blanks between all characters")


@pytest.mark.parametrize(
    "text",
    [
        " ".join("天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳" * 4),  # characters to be learnt
        SENTENCE * 10 + "甲 乙 丙 丁",
        SENTENCE * 3 + "\n" + " ".join(SENTENCE),  # one line of several
        "\n".join(["读书  明理", "勤学  善思"] * 30),
    ],
)
def test_blanks_that_divide_stay(text: str) -> None:
    assert mended(text) == text


def test_figures_in_spaced_text() -> None:
    spaced = " ".join("1921年7月，我们有12个乡镇，") + " " + " ".join(SENTENCE * 3)
    assert mended(spaced).startswith("1921年7月，我们有12个乡镇，学而时习之，")


@pytest.mark.parametrize("odd", "\u200b\u200d\ufeff\xad\u2060\x00\x07\u202e\U000e0041\u3164\ufffc")
def test_what_nobody_sees_goes_and_is_listed(odd: str) -> None:
    text = f"子曰：学而{odd}时习之，不亦说乎？有朋自{odd}远方来，不亦乐乎？{SENTENCE * 3}"
    document = read_bytes(text.encode("utf-8-sig"), "a.txt")
    assert document.blocks[0].text == text.replace(odd, "")
    assert [(drop.text.split()[0], drop.text[-2:], drop.why) for drop in document.dropped] == [
        (f"U+{ord(odd):04X}", "×2", "character")
    ]


def test_private_characters_reach_no_card_but_a_bullet_is_one() -> None:
    document = read_bytes(f"{SENTENCE}\n\uf0d8 学\ue123而\n\uf0d8 时习\n{SENTENCE}".encode(), "a.txt")
    assert [(block.marker, block.text) for block in document.blocks[1:3]] == [("•", "学而"), ("•", "时习")]


def test_radicals_become_the_characters_that_they_look_like() -> None:
    assert (
        mended("⼈⺠当家，⻓治久安，⻅贤思⻬，⾏⽐⾔重，⾦⼭，⽴⼼")
        == "人民当家，长治久安，见贤思齐，行比言重，金山，立心"
    )
    assert mended("偏旁：⺮、⺼、㈠、①") == "偏旁：⺮、⺼、㈠、①"


def test_blocks_of_any_reader_are_mended() -> None:
    given_blocks = [
        Block(text="学\u200b而\u2028时", marker="\uf0b7"),
        Block(text="\ue000"),
        Block(text="习o", marker="1."),
    ]
    blocks, dropped, _ = repair.mend_blocks(given_blocks, "a.docx")
    assert [(block.marker, block.text) for block in blocks] == [("•", "学而\n时"), ("1.", "习o")]
    assert [drop.text for drop in dropped] == ["U+200B ZERO WIDTH SPACE ×1", "U+E000 ×1"]


NOTED = "天命之谓性，率性之谓道，修道之谓教，不可须臾离，戒慎其所不睹，恐惧其所不闻，莫见乎隐，莫显乎微，慎其独"


def test_numbers_of_footnotes_go() -> None:
    clauses = NOTED.split("，")
    noted = "，".join(f"{clause}{number}" for number, clause in enumerate(clauses, 107)) + "。共3，不多。"
    assert mended(noted) == f"{NOTED}。共3，不多。"
    assert told(noted) == [f"numbers of footnotes behind words: mended in {len(clauses)} places"]


@pytest.mark.parametrize(
    "text",
    [
        "，".join(f"{name}3" for name in "东西南北前后左右中") + "。",
        "，".join(f"见图{number}" for number in range(1, 12)) + "。",
        "，".join(f"渠{number}" for number in range(1, 12)) + "。",
        "东1，西2，南3，北4，中5，都有水。",
    ],
)
def test_figures_stay(text: str) -> None:
    assert mended(text) == text


def test_findings_are_those_of_the_clean_text() -> None:
    clean = read_bytes(SPEECH.encode(), "讲话.txt")
    damaged = "\u200b".join(SPEECH.replace("。", "o").replace("人", "⼈"))
    assert quizgen.extract(read_bytes(damaged.encode("utf-8-sig"), "讲话.txt")) == quizgen.extract(clean)


@given(st.text(st.sampled_from("学 o0O.\u200b\ue000⼈‘’<>。，1”") | st.characters(), max_size=60))
def test_mending_twice_changes_no_more(text: str) -> None:
    once = mended(text)
    assert mended(once) == once


@given(st.text("学而时习之，。：“”《》（）一二1.、①abc ", max_size=60))
def test_clean_text_stays(text: str) -> None:
    assert mended(text) == text
