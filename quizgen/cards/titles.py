"""Titles on one line and cut to size: for section paths, tags and deck names."""

from __future__ import annotations

import re
import unicodedata

from quizgen.cards.keys import skeleton
from quizgen.cards.wordlists import word_lists
from quizgen.model import Document
from quizgen.text.numerals import NO_CHAPTER

LONGEST_TITLE = 24

_HAN, _ARABIC = "[一二三四五六七八九十百零〇]", r"\d{1,3}(?:[.．]\d{1,3})*"
# The numbering of a heading: 第三章, （一）, 一、, 1.2, 1、, ①.
MARKER = re.compile(
    rf"^\s*(?:第(?:{_HAN}|\d)+(?!{NO_CHAPTER})[章节篇编部分条讲课单元回卷]+[、：:.．\s]*"
    rf"|[（(](?:{_HAN}|\d){{1,4}}[)）][、.．]?\s*"
    rf"|{_HAN}{{1,3}}[、.．：]\s*"
    rf"|{_ARABIC}[、.．)）]?\s+|{_ARABIC}[、.．)）](?!\d)"
    r"|[①-⑳㈠-㈩]\s*)"
)
_NUMBER = re.compile(rf"第?(?:{_HAN}|\d)+(?:之(?:{_HAN}|\d)+)?")
_PLACE = re.compile(rf"第?(?:{_HAN}|\d)+个?(?:方面|部分|点|条|类|种|步|层|层次|阶段|问题)?|其{_HAN}")
# What a long question asks: 有人说，……。谈谈如何修渠。
_ASKED = re.compile("(?<=[，。？！；”]).{0,12}?(?:谈谈|说说|试述|简述|论述)(?P<what>[^。？]{4,})[。？]?$")
_FOOTNOTE = re.compile(r"(?<=\S)[\[［〔]\d{1,3}[\]］〕]")
CLAUSE_END = re.compile(r"[，,；;：:。！？!?]|——")


def document_title(document: Document) -> str:
    """The title of ``document`` on one line."""
    return clean_title(document.title) or document.name


def clean_title(title: str) -> str:
    """A title on one line, without the ``::`` that Anki reads as levels."""
    return re.sub(r"\s+", " ", title).strip().replace("::", "：").replace("'''", "")


def tag_part(title: str) -> str:
    """A title as one level of a tag."""
    return cut_title(unnumbered(clean_title(title)))


def is_telling(title: str) -> bool:
    """Whether a heading says what its section is about: no number alone, and not 正文."""
    return bool(skeleton(title)) and not _NUMBER.fullmatch(skeleton(title)) and title not in word_lists().part_titles


def unnumbered(title: str) -> str:
    """``title`` without its numbering: 第三章 监察范围 → 监察范围."""
    return MARKER.sub("", title, count=1).strip() or title.strip()


def cut_title(title: str) -> str:
    """``title`` in at most LONGEST_TITLE characters: its first clause, or its beginning."""
    if len(title) <= LONGEST_TITLE:
        return title
    if asked := asked_by(title):
        return cut_title(asked)
    head = CLAUSE_END.split(title)[0]
    return head if 4 <= len(head) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…"


def asked_by(title: str) -> str:
    """What a title asks that is a task of an examination (有人说，……。谈谈如何修渠。), or nothing."""
    asked = _ASKED.search(title)
    return asked["what"] if asked else ""


def without_kind(title: str) -> str:
    """``title`` without what kind of text it stands over: 申论范文：修渠引水 → 修渠引水."""
    kind, _, own = title.replace(":", "：").partition("：")
    return own.strip() if skeleton(own) and kind.endswith(tuple(word_lists().text_kinds)) else title


def head_of(text: str) -> str:
    """What a list item names, in the length of a title: 风邪：春季好发 → 风邪."""
    return cut_title(whole_head(text))


def whole_head(text: str) -> str:
    """What a list item names: all before its colon."""
    text = tidy(text)
    head, _, rest = text.replace(":", "：").partition("：")
    if _PLACE.fullmatch(head.strip()) and skeleton(rest):
        head = rest.strip()  # 第二个方面：思维和存在…: what it is, not the how many-th
    return head if skeleton(head) else text


def tidy(text: str) -> str:
    """``text`` without invisible characters, on one line."""
    visible = (c for c in text if c.isspace() or unicodedata.category(c) not in ("Cf", "Cc"))
    return re.sub(r"\s+", " ", _FOOTNOTE.sub("", "".join(visible))).strip()
