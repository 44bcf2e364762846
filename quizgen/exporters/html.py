"""A note's lines as HTML with Anki's clozes, in which the document's own characters stay characters."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from itertools import groupby

from quizgen.model import Line, Note, Segment

# Each of these means something to Anki inside a field: clozes and their hints, sounds and speech, old LaTeX, MathJax.
_MARKUP = str.maketrans({"{": "&#123;", "}": "&#125;", "[": "&#91;", "\\": "&#92;"})
_COLON_PAIR = re.compile(r"^:|:$|:(?=:)")
"""Colons that stand or could come to stand beside another: ``::`` begins a cloze's hint."""

_WIDEST = 30

_WHITESPACE = re.compile(r"[\t\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")  # the category Cc, without the line break
_FORMULA = re.compile(r"^[=+\-@]")

# Frequent characters that only one of the two ways of writing has, the same words in both.
_SIMPLIFIED = frozenset(
    "们个这来时会说国对过还后发当没经动为开问进实现关长机业产学义总战种体应论题导设军结务带领气质认识书见门语与万东车马贤齐乐讲读"
)
_TRADITIONAL = frozenset(
    "們個這來時會說國對過還後發當沒經動為開問進實現關長機業產學義總戰種體應論題導設軍結務帶領氣質認識書見門語與萬東車馬賢齊樂講讀"
)


def clean(text: str) -> str:
    """``text`` as Anki keeps it: composed, without control characters, lone surrogates replaced.

    Control characters are dropped because U+001F divides fields and a NUL ends them early.
    """
    text = _WHITESPACE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _CONTROL.sub("", text)
    return unicodedata.normalize("NFC", re.sub("[\ud800-\udfff]", "\ufffd", text))


def escape(text: str) -> str:
    """``text`` as HTML that shows the same characters and that Anki finds no command in."""
    escaped = html.escape(clean(text), quote=False).translate(_MARKUP)
    return _COLON_PAIR.sub("&#58;", escaped).replace("\n", "<br>")


def unescape(field: str) -> str:
    """What :func:`escape` was given, as far as Anki keeps it."""
    return html.unescape(field.replace("<br>", "\n"))


def cell(field: str) -> str:
    """``field`` such that no spreadsheet takes it for a formula; Anki shows the same."""
    return _FORMULA.sub(lambda match: f"&#{ord(match[0])};", field)


def language(texts: Iterable[str]) -> str:
    """``zh-Hant`` for text in Traditional characters, else ``zh-Hans``: without it devices draw Japanese forms."""
    characters = [c for text in texts for c in text]
    traditional = sum(c in _TRADITIONAL for c in characters)
    simplified = sum(c in _SIMPLIFIED for c in characters)
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def note_language(note: Note) -> str:
    """The language of a note's own lines."""
    return language(line.text for line in note.lines)


def in_language(field: str, lang: str) -> str:
    """``field`` marked as ``lang`` unless that is what the templates say of everything."""
    return f'<span lang="{lang}">{field}</span>' if field and lang != "zh-Hans" else field


def asked_blanks(note: Note) -> dict[str, int]:
    """The blanks that have a number and words behind it, each with its number: these become cards."""
    return {blank: number for blank, number in known_blanks(note).items() if blank not in note.silent}


def known_blanks(note: Note) -> dict[str, int]:
    """The same with the blanks that are not asked."""
    numbers = dict(note.numbers)
    worded = {s.blank for line in note.lines for s in line.segments if s.blank is not None and clean(s.text).strip()}
    return {blank: number for blank, number in numbers.items() if blank in worded}


def render(note: Note) -> str:
    """The first field: every line an element of its own, every run of blank segments a cloze.

    Items stand as siblings in one list, since the style sheet covers those that follow the asked one.
    """
    numbers = asked_blanks(note)
    parts = []
    for is_list, group in groupby(note.lines, key=lambda line: line.role == "item"):
        lines = tuple(group)
        parts += [_items(lines, numbers, note)] if is_list else [_line(line, numbers, note) for line in lines]
    classes = f"note {note.kind}" + (" covered" if note.covered else "") + (" sized" if note.sized else "")
    return f'<div class="{classes}" lang="{note_language(note)}">{"".join(parts)}</div>'


def _line(line: Line, numbers: Mapping[str, int], note: Note) -> str:
    return f'<div class="{line.role}">{_segments(line.segments, numbers, sized=note.sized)}</div>'


def _items(lines: tuple[Line, ...], numbers: Mapping[str, int], note: Note) -> str:
    """A list that counts as the lines say: parts of a long list go on with 4, a set has bullets."""
    tag = "ol" if any(line.number is not None for line in lines) else "ul"
    rendered = []
    for line in lines:
        value = f' value="{line.number}"' if line.number is not None else ""
        unnumbered = ' class="unnumbered"' if tag == "ol" and line.number is None else ""
        silent = note.silent if note.covered else ()
        rendered.append(f"<li{value}{unnumbered}>{_segments(line.segments, numbers, silent, sized=note.sized)}</li>")
    return f'<{tag} class="items">{"".join(rendered)}</{tag}>'


def _segments(
    segments: Iterable[Segment], numbers: Mapping[str, int], covered: Collection[str] = (), *, sized: bool
) -> str:
    """Neighbours with one blank make one cloze, so that a gap is as many gaps as the learner fills.

    The style sheet covers what Anki calls inactive clozes; blanks of ``covered`` are none and look like them.
    """
    parts = []
    for blank, group in groupby(segments, key=lambda segment: segment.blank):
        run = tuple(group)
        text = "".join(segment.text for segment in run)
        number = numbers.get(blank) if blank is not None else None
        if number and clean(text).strip():
            parts.append(_cloze(text, number, run[0].hint, sized=sized))
        else:
            parts.append(f'<span class="cloze-inactive">{escape(text)}</span>' if blank in covered else escape(text))
    return "".join(parts)


def _cloze(text: str, number: int, hint: str, *, sized: bool) -> str:
    # the style sheet draws the gap over what Anki writes in it, whatever that is, so a hint needs a colour of its own
    look = "font-size:.75em;color:var(--answer)"
    if sized:
        hint, look = hint or "\u3000", f"{look};display:inline-block;min-width:{_width(text) / 0.75:.1f}em"
    shown = f'::<span style="{look}">{escape(hint)}</span>' if hint else ""
    return f"{{{{c{number}::{escape(text)}{shown}}}}}"


def _width(text: str) -> float:
    """About how many Chinese characters are as wide as ``text``; the gap of a long one fills its line."""
    return min(sum(1 if unicodedata.east_asian_width(c) in "WFA" else 0.55 for c in clean(text)), _WIDEST)
