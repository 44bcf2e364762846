"""Bytes to text: UTF-8, UTF-16, GB18030 or Big5, told apart by what comes out; refused where nothing sensible does."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from quizgen.errors import InputError
from quizgen.model import Problem

_SAVE_UTF8 = "save it as UTF-8 (in Notepad or WPS: Save as, encoding UTF-8)"

# The longest mark first: that of UTF-32 begins with that of UTF-16.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-16-le", "utf-16-be")
_WIDEST = ("utf-32-le", "utf-32-be")
_LEGACY = ("gb18030", "big5hkscs")

# Characters enough to tell encodings apart; the rest of a long text adds nothing.
_SAMPLE = 20_000

# The most frequent characters of modern and classical Chinese, Simplified and Traditional: a wrong encoding
# rarely gives one of them, so that a few characters are enough to know the right one.
_FREQUENT = frozenset(
    "的一是不了在人有我他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日"
    "于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点"
    "月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并"
    "内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反"
    "合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义"
    "科怎元社术结六功指思非流每青管夫连远资队跟带花快条院变联言权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品"
    "士转量空甚众技轻程告江语英基派满式李息写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际"
    "则首单据导影失拿网香似斯专石若兵弟谁校读志飞观争究包组造落视济喜离虽坏持克须规精律斗践奋廉勤初复兴坚守护富创献章节"
    "這來個國說們為時會著過學對裡後麼沒於還發當開見經頭從動兩長樣現將與進實點種聲話兒問機給幾業間電門東聽氣關內卻軍產萬體別處總"
    "場師書員報馬張難數車應親務還記邊戰許覺題統愛讓認論義術結連遠資隊帶條變聯權該領傳紅決達辦運強轉眾輕語滿寫識極黃臉錢黨設歷"
    "單據導網專誰讀飛觀爭組視濟離雖須規踐奮復興堅護創獻節曰吾矣乎焉哉豈夫"
)
_MARKS = frozenset("，。、；：？！“”‘’「」『』《》〈〉（）【】—…·　～①②③④⑤⑥⑦⑧⑨⑩％")
_FREQUENT_WEIGHT, _COMMON_WEIGHT, _OTHER_HAN_WEIGHT, _FOREIGN_WEIGHT, _BROKEN_WEIGHT = 3.0, 1.0, -1.5, -2.0, -8.0

# A reading is taken where its characters are, on average, this common, and clearly more so than in any other reading.
_PLAUSIBLE = 1.4
_CERTAIN = 2.5

# A few characters of UTF-16 may all be ASCII by chance; those of this many bytes are not.
_SHORT = 64
_MARGIN = 0.5

# How codecs say that data ends inside a character.
_CUT_SHORT = {"unexpected end of data", "incomplete multibyte sequence", "truncated data"}

# What UTF-8 looks like when it was read as Latin-1 or Windows-1252, and saved again: ä¸­æ–‡.
_TWICE_ENCODED = re.compile(r"[À-ÿ][\x80-¿ŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]+")
# What replacement characters look like when GB18030 was made of them.
_REPLACED = re.compile("锟斤拷|烫烫烫|屯屯屯")
_HALF_KATAKANA = re.compile("[\uff61-\uff9f]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")


class Decoded(NamedTuple):
    """A file's text, its encoding, and what was wrong with its bytes without standing in the way."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode(data: bytes, name: str) -> Decoded:
    """The text of ``data``; raises :class:`InputError` where it is no text or its encoding cannot be told."""
    decoded = _by_mark(data, name) or _utf8(data, name) or _best(data, name)
    _refuse_garbled(decoded.text, name)
    return decoded


def _by_mark(data: bytes, name: str) -> Decoded | None:
    """The text of data that begins with a byte order mark."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            decoded = _strict(data[len(mark) :], encoding, name)
            if decoded is None:
                raise InputError(name, f"it is marked as {encoding.upper()} but is not", _SAVE_UTF8)
            return decoded
    return None


def _utf8(data: bytes, name: str) -> Decoded | None:
    """The text of UTF-8 data; ``None`` where it is something else, also where only chance makes it valid."""
    if b"\0" in data:
        return None
    decoded = _strict(data, "utf-8", name)
    if decoded is None:
        _refuse_broken_utf8(data, name)
        return None
    ascii_only = decoded.text.isascii()
    if _looks(decoded.text) >= 0 and not (ascii_only and len(data) <= _SHORT):
        return decoded
    others = [other for encoding in (*_LEGACY, *_WIDE) if (other := _strict(data, encoding, name))]
    best = max((_looks(other.text) for other in others), default=0.0)
    if _COMMON_WEIGHT <= best < _CERTAIN and not ascii_only:
        raise InputError(name, "cannot tell the encoding", _SAVE_UTF8)
    return None if best >= _CERTAIN else decoded


def _refuse_broken_utf8(data: bytes, name: str) -> None:
    """Say where UTF-8 data is damaged; data in which most is no UTF-8 passes."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken * 20 < len(_HAN.findall(text)):
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        what = f"damaged UTF-8 in line {line} ({broken} places in all)"
        raise InputError(name, what, "mend these places, or fetch the file anew")


def _best(data: bytes, name: str) -> Decoded:
    """The reading of ``data`` that looks most like Chinese, if one does and no other comes near."""
    encodings = (*_WIDE, *_WIDEST) if b"\0" in data else (*_LEGACY, *_WIDE)
    readings = [decoded for encoding in encodings if (decoded := _strict(data, encoding, name))]
    ranked = sorted(((_looks(r.text, ascii_too=b"\0" in data), -i) for i, r in enumerate(readings)), reverse=True)
    if not ranked or ranked[0][0] < _PLAUSIBLE:
        if not ranked or b"\0" in data or _is_binary(readings):
            raise InputError(name, "a binary file, not a text", "check that it is the right file")
        raise InputError(name, "cannot tell the encoding", _SAVE_UTF8)
    best = readings[-ranked[0][1]]
    rivals = [readings[-i] for score, i in ranked[1:] if ranked[0][0] - score < _MARGIN]
    if any(rival.text != best.text for rival in rivals):
        raise InputError(name, "cannot tell the encoding", _SAVE_UTF8)
    return best


def _strict(data: bytes, encoding: str, name: str) -> Decoded | None:
    """``data`` in one encoding, without errors except for a last character cut in two."""
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        if error.reason not in _CUT_SHORT or error.end < len(data):
            return None
        text = data[: error.start].decode(encoding)
    what = "its last character is cut in two and was left out"
    problem = Problem(where=name, what=what, remedy="check that the file is complete")
    return Decoded(text, encoding, (problem,)) if text else None


def _looks(text: str, ascii_too: bool = False) -> float:
    """How much ``text`` looks like Chinese: the mean weight of its characters, ASCII aside unless ``ascii_too``."""
    counts = Counter(text[:_SAMPLE])
    weighed = [
        (count, _FREQUENT_WEIGHT if _neutral(char) else _weight(char))
        for char, count in counts.items()
        if ascii_too or not _neutral(char)
    ]
    total = sum(count for count, _ in weighed)
    return sum(count * weight for count, weight in weighed) / total if total else 0.0


def _neutral(char: str) -> bool:
    """Whether a character says nothing about the encoding."""
    return "\x20" <= char <= "\x7e" or char in "\t\n\r\f\v\x1b"


@cache
def _weight(char: str) -> float:
    """What one character says for the reading that it comes from."""
    if char in _FREQUENT or char in _MARKS:
        return _FREQUENT_WEIGHT
    if char in _common():
        return _COMMON_WEIGHT
    if _HAN.match(char):
        return _OTHER_HAN_WEIGHT
    if _CONTROL.match(char) or _PRIVATE.match(char) or char == "\ufffd" or "\ud800" <= char <= "\udfff":
        return _BROKEN_WEIGHT
    return _FOREIGN_WEIGHT


@cache
def _common() -> frozenset[str]:
    """The characters in use: the first levels of GB 2312 (Simplified) and Big5 (Traditional)."""
    rows = [("gb2312", range(0xB0, 0xD8)), ("big5", range(0xA4, 0xC7))]
    return frozenset(
        char
        for encoding, leads in rows
        for lead in leads
        for trail in range(0x40, 0xFF)
        if len(char := bytes((lead, trail)).decode(encoding, "ignore")) == 1
    )


def _is_binary(readings: list[Decoded]) -> bool:
    """Whether every reading of the data is full of control characters."""
    return all(len(_CONTROL.findall(r.text[:_SAMPLE])) * 50 > len(r.text[:_SAMPLE]) for r in readings)


def _refuse_garbled(text: str, name: str) -> None:
    """Refuse text that was already damaged when it was saved, or that is none."""
    sample = text[:_SAMPLE]
    beyond = sum(not _neutral(char) for char in sample)
    if len(_CONTROL.findall(sample)) * 50 > len(sample):
        raise InputError(name, "a binary file, not a text", "check that it is the right file")
    signs = (_TWICE_ENCODED, _REPLACED, _HALF_KATAKANA, _PRIVATE)
    garbled = max(sum(len(match[0]) for match in sign.finditer(sample)) for sign in signs)
    if garbled * 4 > beyond > 0 or _is_garbled_han(sample):
        what = "its characters are garbled (it was saved in a wrong encoding before)"
        raise InputError(name, what, "get the original file, or copy its text anew")


def _is_garbled_han(sample: str) -> bool:
    """Whether so many rare characters stand in a text as only UTF-8 read as GB18030 has."""
    han = _HAN.findall(sample)
    rare = sum(char not in _common() for char in han)
    frequent = sum(char in _FREQUENT for char in han)
    return len(han) >= 20 and rare * 3 > len(han) and frequent * 5 < len(han)
