"""How Word writes the number of a list item: one function for each ``w:numFmt`` that numbers Chinese documents.

The set is ECMA-376 part 1, 17.18.59. Where Word and LibreOffice disagree, Word is followed, since it is Word's
reader who wrote “见第一〇〇条”; the comments say where. A format that is not listed, and a number that a format has no
sign for, are written in decimal, as Word does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

# fmt: off
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# fmt: on
_ORDINAL_WORDS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
# fmt: off
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)
# fmt: on
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_LONGEST_LETTERS = 780  # Word's own end of the letters: thirty times the alphabet


def number_text(value: int, number_format: str) -> str:
    """``value`` as the ``w:numFmt`` named ``number_format`` writes it: 11, chineseCounting → 十一."""
    return _FORMATS.get(number_format, str)(value)


def _signs(signs: str, value: int) -> str:
    """The sign that stands for ``value`` (1…), or the plain number behind the last sign."""
    return signs[value - 1] if 1 <= value <= len(signs) else str(value)


def _run(first: str, count: int) -> str:
    """``count`` neighbouring characters from ``first`` on: ①②③…"""
    return "".join(chr(ord(first) + n) for n in range(count))


def _cycle_of_sixty(value: int) -> str:
    """甲子 乙丑 …: stems and branches go round together and meet again after sixty."""
    if not 1 <= value <= 60:
        return str(value)
    return _STEMS[(value - 1) % len(_STEMS)] + _BRANCHES[(value - 1) % len(_BRANCHES)]


def _letters(alphabet: str, value: int) -> str:
    """A … Z, then AA, BB …: Word repeats the letter, it does not carry as a spreadsheet does."""
    if not 1 <= value <= _LONGEST_LETTERS:
        return str(value)
    again, place = divmod(value - 1, len(alphabet))
    return alphabet[place] * (again + 1)


def _roman(value: int) -> str:
    if not 1 <= value < 4000:
        return str(value)
    text = ""
    for worth, sign in _ROMAN:
        again, value = divmod(value, worth)
        text += sign * again
    return text


def _digits(digits: str, value: int) -> str:
    """Figure by figure: 12 → 一二."""
    return "".join(digits[int(figure)] for figure in str(value)) if value >= 0 else str(value)


def _counted(digits: str, units: str, value: int) -> str:
    """With 十百千 and one nought for each gap: 1020 → 一千〇二十."""
    if not 1 <= value <= 9999:
        return _digits(digits, value)
    figures = str(value)
    places = ("", *units)[len(figures) - 1 :: -1]
    spelled = "".join(digits[int(figure)] + place for figure, place in zip(figures, places, strict=True))
    return re.sub(f"(?:{digits[0]}[{units}]?)+", digits[0], spelled).rstrip(digits[0])


def _thousand(digits: str, value: int) -> str:
    """Spoken counting: 十一, not 一十一, but 一百一十一."""
    spelled = _counted(digits, "十百千", value)
    return spelled[1:] if 10 <= value < 20 else spelled


def _hundred(value: int) -> str:
    """Counted to 99, then figure by figure (100 → 一○○), where LibreOffice goes on with 一百."""
    return _thousand("○一二三四五六七八九", value) if value < 100 else _digits("○一二三四五六七八九", value)


def _japanese(value: int) -> str:
    """No nought for a gap and no 一 before a unit: 101 → 百一. LibreOffice writes it as Chinese."""
    return re.sub("一(?=[十百千])", "", _counted("〇一二三四五六七八九", "十百千", value).replace("〇", "")) or "〇"


def _ordinal(value: int) -> str:
    teens = value // 10 % 10 == 1
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def _words(value: int) -> str:
    """English words, without “and”: one hundred twenty-one."""
    if value >= 100:
        rest = f" {_words(value % 100)}" if value % 100 else ""
        return f"{_ONES[value // 100]} hundred{rest}"
    if value < 20:
        return _ONES[value]
    return _TENS[value // 10] + (f"-{_ONES[value % 10]}" if value % 10 else "")


def _cardinal_words(value: int) -> str:
    return _words(value).capitalize() if 0 <= value < 1000 else str(value)


def _ordinal_words(value: int) -> str:
    if not 0 <= value < 1000:
        return str(value)
    before, last = re.fullmatch(r"(.*?)([a-z]+)", _words(value), re.DOTALL).groups()  # type: ignore[union-attr] # it ends in a word
    ordinal = _ORDINAL_WORDS.get(last, last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return f"{before}{ordinal}".capitalize()


_FORMATS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "none": lambda _: "",
        "bullet": lambda _: "•",
        "decimal": str,
        "decimalZero": lambda value: f"{value:02}",
        "decimalFullWidth": partial(_digits, "０１２３４５６７８９"),
        "decimalFullWidth2": partial(_digits, "０１２３４５６７８９"),
        "numberInDash": lambda value: f"- {value} -",
        "hex": lambda value: f"{value:X}",
        # Word stops where the first Unicode block of enclosed numbers ends; LibreOffice goes on to ㊿.
        "decimalEnclosedCircle": partial(_signs, _run("①", 20)),
        "decimalEnclosedCircleChinese": partial(_signs, _run("①", 10)),
        "decimalEnclosedParen": partial(_signs, _run("⑴", 20)),
        "decimalEnclosedFullstop": partial(_signs, _run("⒈", 20)),
        # Its name notwithstanding: the standard gives U+3220 to U+3229, the ideographs in parentheses.
        "ideographEnclosedCircle": partial(_signs, _run("㈠", 10)),
        "upperRoman": _roman,
        "lowerRoman": lambda value: _roman(value).lower(),
        "upperLetter": partial(_letters, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        "lowerLetter": partial(_letters, "abcdefghijklmnopqrstuvwxyz"),
        "chineseCounting": _hundred,
        "taiwaneseCounting": _hundred,
        # Word's nought is 〇 on the mainland and 零 in Taiwan; LibreOffice writes 零 for both.
        "chineseCountingThousand": partial(_thousand, "〇一二三四五六七八九"),
        "taiwaneseCountingThousand": partial(_thousand, "零一二三四五六七八九"),
        "japaneseCounting": _japanese,
        "chineseLegalSimplified": partial(_counted, "零壹贰叁肆伍陆柒捌玖", "拾佰仟"),
        "ideographLegalTraditional": partial(_counted, "零壹貳參肆伍陸柒捌玖", "拾佰仟"),
        # Figure by figure, as the names say; LibreOffice counts ideographDigital and leaves the others in decimal.
        "ideographDigital": partial(_digits, "〇一二三四五六七八九"),
        "japaneseDigitalTenThousand": partial(_digits, "〇一二三四五六七八九"),
        "taiwaneseDigital": partial(_digits, "○一二三四五六七八九"),
        "ideographTraditional": partial(_signs, _STEMS),
        "ideographZodiac": partial(_signs, _BRANCHES),
        "ideographZodiacTraditional": _cycle_of_sixty,
        "ordinal": _ordinal,
        "cardinalText": _cardinal_words,
        "ordinalText": _ordinal_words,
    }
)
