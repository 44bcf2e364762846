"""Every encoding gives the text back, and what cannot be told is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.errors import InputError
from quizgen.readers.decode import decode

SIMPLIFIED = "大学之道，在明明德，在亲民，在止于至善。知止而后有定，定而后能静，静而后能安，安而后能虑，虑而后能得。"
TRADITIONAL = "大學之道，在明明德，在親民，在止於至善。知止而後有定，定而後能靜，靜而後能安，安而後能慮，慮而後能得。"
COMMON = "的一是不了在人有我他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天"
COMMON_TRADITIONAL = (
    "的一是不了在人有我他這中大來上個國到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可裡後小麼心多天"
)
UTF = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]


@pytest.mark.parametrize("encoding", [*UTF, "gb18030", "gbk"])
def test_simplified(encoding: str) -> None:
    assert decode(SIMPLIFIED.encode(encoding), "a.txt").text == SIMPLIFIED


@pytest.mark.parametrize("encoding", [*UTF, "gb18030", "big5", "big5hkscs"])
def test_traditional(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding), "a.txt").text == TRADITIONAL


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be"])
@given(text=st.text(COMMON + "，。；", min_size=4).filter(lambda text: any(char in COMMON for char in text)))
def test_common_characters_round_trip_or_are_refused(encoding: str, text: str) -> None:
    # Without a mark a few characters may read as well in another encoding; then nobody guesses.
    try:
        assert decode(text.encode(encoding), "a.txt").text == text
    except InputError:
        assert len(text) < 12


@given(text=st.text(COMMON_TRADITIONAL + "，。；", min_size=4).filter(lambda text: len(set(text)) > 3))
def test_common_traditional_characters_round_trip_in_big5(text: str) -> None:
    assert decode(text.encode("big5"), "a.txt").text == text


@given(text=st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), min_size=1))
def test_utf8_with_a_mark_is_kept_or_refused(text: str) -> None:
    try:
        assert decode(text.encode("utf-8-sig"), "a.txt").text == text
    except InputError as error:
        assert "garbled" in str(error)


@given(data=st.binary(min_size=1, max_size=400))
def test_any_bytes_give_text_or_one_line(data: bytes) -> None:
    try:
        decode(data, "a.txt")
    except InputError as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_a_last_character_cut_in_two_is_left_out(encoding: str) -> None:
    decoded = decode(SIMPLIFIED.removesuffix("。").encode(encoding)[:-1], "a.txt")
    assert decoded.text == SIMPLIFIED[:-2]
    assert "cut in two" in str(decoded.problems[0])


def test_whole_text_has_no_problem() -> None:
    assert decode(SIMPLIFIED.encode(), "a.txt").problems == ()


def test_damaged_utf8_names_the_line() -> None:
    data = f"{SIMPLIFIED}\n{SIMPLIFIED}\n".encode() + b"\xe5\xff" + SIMPLIFIED.encode()
    with pytest.raises(InputError, match="line 3"):
        decode(data, "a.txt")


@pytest.mark.parametrize(
    "text",
    [
        SIMPLIFIED.encode().decode("latin-1"),
        SIMPLIFIED.encode().decode("cp1252", "replace").replace("\ufffd", "\x81"),
        "锟斤拷锟斤拷锟斤拷，锟斤拷锟斤拷",
        SIMPLIFIED.encode().decode("gb18030", "ignore"),
        "ｱﾇﾐ｣ｬﾎｪﾕﾖｮｵﾀ",
        "\ue123\ue345\ue567\ue789字",
    ],
)
def test_mojibake_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"garbled|binary"):
        decode(text.encode(), "a.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_text_may_speak_of_mojibake(encoding: str) -> None:
    text = SIMPLIFIED + "乱码如“锟斤拷”和“ä¸­”者，皆编码之误也。" + SIMPLIFIED
    assert decode(text.encode(encoding), "a.txt").text == text


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 8, b"\0" * 50, b"\x01\x02\x03\x04" * 20, b"\x7fELF\x02\x01\x01\0\0\0"]
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="binary"):
        decode(data, "a.txt")


@pytest.mark.parametrize("encoding", ["shift_jis", "euc_kr", "koi8_r"])
def test_other_languages_are_refused(encoding: str) -> None:
    text = {
        "shift_jis": "これはにほんごのぶんしょうです",
        "euc_kr": "한국어로쓴글입니다모두",
        "koi8_r": "этонекитайскийтекст",
    }
    with pytest.raises(InputError):
        decode(text[encoding].encode(encoding), "a.txt")


def test_latin_text_stays() -> None:
    assert decode(b"learning without thought is labour lost", "a.txt").text.startswith("learning")
