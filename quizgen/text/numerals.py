"""Chinese and Arabic numbers as whole numbers, and the marks that count items: 三 3 ３ ③ ⑶ ㈢ Ⅲ 丙 C."""

from __future__ import annotations

DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "双": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"

NUMERALS = "一二三四五六七八九十百"
NUMERAL = f"[{NUMERALS}]{{1,4}}"
NO_CHAPTER = "条(?:战线|道路|路线|出路|渠道|防线|底线|红线|主线)|课[堂时题]"
"""A pattern of what is counted with the same word as articles and lessons: 第二条战线, 第二课堂."""
"""A written number up to the hundreds, as list markers have it."""


def number(text: str) -> int | None:
    """The value of a Chinese or Arabic numeral, else ``None``.

    >>> [number(t) for t in ("三", "十二", "二十", "一百零一", "12", "两", "三心", "五四")]
    [3, 12, 20, 101, 12, 2, None, None]
    """
    if text.isascii():
        return int(text) if text.isdigit() and len(text) < 10 else None
    total = current = 0
    for before, char in zip(f" {text}", text, strict=False):
        if char in DIGITS:
            if before in DIGITS and before not in "零〇":
                return None  # 五四, 九一八: a date, not a number
            current = DIGITS[char]
        elif char in _UNITS:
            total += (current or 1) * _UNITS[char]
            current = 0
        else:
            return None
    return total + current


def counter(mark: str) -> int | None:
    """The value of what numbers an item: a numeral, ③ ⑶ ⒊ ㈢ ㊂, Ⅲ, a heavenly stem, a letter.

    >>> [counter(m) for m in ("3", "三", "③", "⑶", "⒊", "㈢", "Ⅲ", "丙", "C", "c", "山")]
    [3, 3, 3, 3, 3, 3, 3, 3, 3, 3, None]
    """
    if (value := number(mark)) is not None:
        return value
    if len(mark) != 1:
        return None
    for first, last, base in (
        ("①", "⑳", 1),
        ("⑴", "⒇", 1),
        ("⒈", "⒛", 1),
        ("㈠", "㈩", 1),
        ("㊀", "㊉", 1),
        ("⒜", "⒵", 1),
    ):
        if first <= mark <= last:
            return ord(mark) - ord(first) + base
    for row in (_STEMS, _ROMAN):
        if mark in row:
            return row.index(mark) + 1
    return ord(mark.upper()) - ord("A") + 1 if mark.isascii() and mark.isalpha() else None


_LARGEST = 99


def chinese(value: int) -> str:
    """``value`` in Chinese: 3 → 三, 12 → 十二, 40 → 四十; from 100 on in digits, as people write such counts."""
    if value > _LARGEST:
        return str(value)
    ten, one = divmod(value, 10)
    digits = "零一二三四五六七八九"
    tens = "" if ten == 0 else "十" if ten == 1 else digits[ten] + "十"
    return tens + (digits[one] if one or not ten else "")
