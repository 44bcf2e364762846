"""Words are cut without loss and without a trace of what was cut before."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.text.words import Segmenter, fastest, jieba, part_edges, word_edges, words


@settings(deadline=None)
@given(st.text(max_size=60))
def test_words_join_to_the_text(text: str) -> None:
    assert "".join(words(text)) == text


def test_words_are_words() -> None:
    assert words("要提高理论水平") == ("要", "提高", "理论", "水平")


def test_traditional_text_is_cut_like_simplified() -> None:
    assert words("要提高理論水平") == ("要", "提高", "理論", "水平")
    assert part_edges("大局意識") == part_edges("大局意识")


def test_edges_hold_both_ends_and_no_inside_of_a_word() -> None:
    assert word_edges("提高理论水平") == {0, 2, 4, 6}
    assert word_edges("") == {0}


def test_importing_does_not_load_the_dictionary() -> None:
    program = "import sys, quizgen.text.words; sys.exit(not {'jieba', 'rjieba'}.isdisjoint(sys.modules))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_loading_says_nothing() -> None:
    program = "from quizgen.text.words import words; words('理论')"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
    assert (done.stdout, done.stderr) == (b"", b"")


# What texts are made of besides words: characters of all kinds, digits, Latin words that the dictionary has and lacks.
PIECES = st.one_of(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
    st.characters(exclude_categories=["Cs"]),
    st.sampled_from("的一是了不在有人和中国大家理论水平意识自信发展高质量作风建设"),
    st.sampled_from(
        [
            " ",
            "  ",
            "\n",
            "\r\n",
            "\t",
            "\u3000",
            "\u200b",
            "，",
            "。",
            "“",
            "”",
            "·",
            "——",
            "……",
            "%",
            "𠀀",
            "㐀",
            "👍",
            "👨‍👩‍👧",
        ]
    ),
    st.sampled_from(
        [
            "C++",
            "c#",
            "T恤",
            "AA制",
            "IP卡",
            "4G",
            "3.14",
            "50%",
            "2021",
            "１２",
            "Ａ",
            "hello",
            "a_b-c",
            "é",
            "あ",
            "한",
        ]
    ),
)


@pytest.fixture(scope="module")
def both() -> tuple[Segmenter, Segmenter]:
    pytest.importorskip("rjieba")
    return fastest(), jieba()


@settings(deadline=None, max_examples=500)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_rjieba_cuts_as_jieba_does(both: tuple[Segmenter, Segmenter], text: str) -> None:
    fast, slow = both
    assert list(fast.cut(text)) == list(slow.cut(text))


@pytest.mark.parametrize(
    "text",
    [
        "南京市长江大桥的建设者研究生命起源，结婚的和尚未结婚的都来了。",
        "要树牢“四个意识”、坚定“四个自信”，把中央八项规定精神落到实处。",
        "2021年GDP增长8.1%，城镇新增就业1269万人；C++和c#是两种语言，T恤、IP卡不是。",
        "子曰：“學而時習之，不亦說乎？”——《論語·學而》",
        "一、 读书  二、思考\n\t三、 践行……",
        "㐀㐁𠀀𠀁，龘靐齉，喆堃犇。👍👍好",
    ],
)
def test_rjieba_cuts_such_texts_as_jieba_does(both: tuple[Segmenter, Segmenter], text: str) -> None:
    fast, slow = both
    assert list(fast.cut(text)) == list(slow.cut(text))


def test_rjieba_has_the_dictionary_of_jieba(both: tuple[Segmenter, Segmenter]) -> None:
    import jieba as package

    fast, slow = both
    with package.get_dict_file() as file:
        listed = [line.split()[0].decode() for line in file]
    assert len(listed) > 300_000
    assert all(fast.has(word) and slow.has(word) for word in listed)
    beginnings = {word[:-1] for word in listed} - {""}
    assert [word for word in beginnings if fast.has(word) != slow.has(word)] == []


def test_a_lone_surrogate_is_a_word() -> None:
    assert words("\ud800理论") == ("\ud800", "理论")


def test_the_halves_of_a_word_are_edges_where_both_are_words() -> None:
    assert part_edges("大局意识") == {0, 2, 4}


def test_without_rjieba_words_are_cut_all_the_same() -> None:
    program = (
        "import sys; sys.modules['rjieba'] = None\n"
        "from quizgen.text.words import part_edges, words\n"
        "assert words('要提高理论水平') == ('要', '提高', '理论', '水平') and part_edges('大局意识') == {0, 2, 4}\n"
        "assert 'jieba' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
