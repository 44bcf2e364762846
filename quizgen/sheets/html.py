"""Writes a sheet as one web page: blanks open on a click or a key, and it prints as a sheet without answers.

The page has its styles and its script in it and may load nothing: its content security policy allows these two by
their hashes and nothing else. On the screen a gap is a button with its answer behind it, hidden until it is opened; on
paper it is an empty line, as wide as the sheet says. What holds the answers (the key, the answers behind questions,
the backs of cards) is opened on the screen as well, or only printed.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import groupby, pairwise
from typing import ClassVar, Literal

from quizgen.exporters.html import clean
from quizgen.model import Value
from quizgen.sheets import Rendered, Writer
from quizgen.sheets.lengths import may_break
from quizgen.sheets.model import CutCard, Entry, Heading, Leaf, Question, Row, Run, Sheet

_SPACE = "\u3000"
_FIXED = "\u00a0" * 4
"""About as wide; behind it no line breaks where none may break behind a letter."""
_JOIN = "；"
_DEEPEST = 5
_CLOSING = "，。、；：！？”’）》〉」』】〕…,.;:!?)]}%"
_OPENING = "“‘（《〈「『【〔([{①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_WIDEST_ON_SCREEN = 12
"""Chinese characters: on the screen nobody writes on a gap, and a button does not break over lines."""


class Labels(Value):
    """What only a page on the screen says; the sheet itself has no words for it."""

    show: str
    hide: str
    question: str
    gap: str
    answers: str
    hint: str
    controls: str


_LABELS = {
    "zh-Hans": Labels(
        show="显示全部答案",
        hide="隐藏全部答案",
        question="第{}题",
        gap="第{}空",
        answers="答案",
        hint="，提示：{}",
        controls="答案的显示",
    ),
    "zh-Hant": Labels(
        show="顯示全部答案",
        hide="隱藏全部答案",
        question="第{}題",
        gap="第{}空",
        answers="答案",
        hint="，提示：{}",
        controls="答案的顯示",
    ),
}


class HtmlWriter(Writer):
    """One self-contained file for every browser."""

    suffix: ClassVar[str] = ".html"
    media_type: ClassVar[str] = "text/html"

    def render(self, sheet: Sheet) -> Rendered:
        """The page in UTF-8."""
        return Rendered(data=_Page(sheet).text().encode("utf-8"))


def escape(text: str) -> str:
    """``text`` as HTML that shows the same characters, in an element or an attribute."""
    return html.escape(clean(text))


def css_string(text: str) -> str:
    """``text`` as a string of CSS that ends neither the string nor the style element."""
    return '"' + re.sub(r"[^\w \u3000-\u303f\uff00-\uffef]", lambda match: f"\\{ord(match[0]):x} ", clean(text)) + '"'


class _Page:
    """One sheet being written; the parts of the page are its methods, from the outside in."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.labels = _LABELS[sheet.lang]

    def text(self) -> str:
        """The whole file."""
        sheet = self.sheet
        style, script, bare = _file("sheet.css") + self._style(), _file("sheet.js"), _file("noscript.css")
        policy = (
            f"default-src 'none'; style-src {_hash(style)} {_hash(bare)}; script-src {_hash(script)}; "
            "base-uri 'none'; form-action 'none'"
        )
        asked = bool(sheet.parts or sheet.leaves)
        return "\n".join(
            (
                "<!DOCTYPE html>",
                f'<html lang="{sheet.lang}">',
                "<head>",
                '<meta charset="utf-8">',
                f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
                '<meta name="viewport" content="width=device-width, initial-scale=1">',
                '<meta name="color-scheme" content="light dark">',
                f"<title>{escape(sheet.heading)}</title>",
                f"<style>{style}</style>",
                f"<noscript><style>{bare}</style></noscript>",
                "</head>",
                f'<body class="{sheet.layout if asked else "alone"}">',
                f"<header>{self._controls()}<h1>{_isolated(sheet.heading)}</h1>",
                f"{self._head() if asked else ''}</header>",
                "<main>",
                *self._questions(),
                *([] if sheet.key else [self._find()]),
                *self._key(alone=not asked),
                "</main>",
                f"<script>{script}</script>",
                "</body>",
                "</html>",
                "",
            )
        )

    def _style(self) -> str:
        """The rules that this sheet alone has."""
        sheet, page = self.sheet, self.sheet.page
        width, height = page.size
        digits = len(str(max((q.number for q in self._all_questions()), default=1)))
        rules = [
            f":root {{ --face: var(--{page.face}); --size: {page.font_size:g}pt; }}",
            f":root {{ --columns: {page.columns}; --number: {0.6 * digits + 0.3:.1f}em; }}",
            f"@page {{ size: {width:g}mm {height:g}mm; margin: {page.margin:g}mm; {self._footer()} }}",
        ]
        for rows, columns in sorted({(len(leaf.cells), len(leaf.cells[0])) for leaf in sheet.leaves if leaf.cells}):
            # half a millimetre less than the page, since a browser that rounds up begins another one
            rules.append(
                f"@media print {{ .grid-{rows}-{columns} {{ height: {height - 2 * page.margin - 0.5:g}mm; "
                f"grid-template: repeat({rows}, minmax(0, 1fr)) / repeat({columns}, minmax(0, 1fr)); }} }}"
            )
        scales = {scale for leaf in sheet.leaves for card in _cards(leaf) for scale in (card.scale, card.back_scale)}
        rules += [f"@media print {{ .{_scale(scale)} {{ font-size: {scale:g}em; }} }}" for scale in sorted(scales)]
        return "\n".join(rules) + "\n"

    def _footer(self) -> str:
        """The boxes in the margin of each page; cut-out cards have none."""
        if self.sheet.leaves:
            return ""
        before, _, rest = self.sheet.words.page.partition("{page}")
        between, _, after = rest.partition("{pages}")
        pages = (css_string(before), "counter(page)", css_string(between), "counter(pages)", css_string(after))
        look = "font: 8pt sans-serif; color: #444;"
        return (
            f"@bottom-left {{ content: {css_string(self.sheet.footer)}; {look} }} "
            f"@bottom-right {{ content: {' '.join(pages)}; {look} white-space: nowrap; }}"
        )

    def _all_questions(self) -> Iterator[Question | Entry | CutCard]:
        yield from self.sheet.questions
        yield from self.sheet.key
        for leaf in self.sheet.leaves:
            yield from _cards(leaf)

    def _controls(self) -> str:
        """The two buttons for all gaps, where there is anything to open."""
        rows = [row for question in self.sheet.questions for row in question.rows]
        rows += [row for leaf in self.sheet.leaves for card in _cards(leaf) for row in card.front]
        if not any(run.gap and run.text for row in rows for run in row.runs):
            return ""
        label = self.labels
        return (
            f'<div class="controls" role="group" aria-label="{label.controls}">'
            f'<button type="button" data-all="show">{label.show}</button>'
            f'<button type="button" data-all="hide">{label.hide}</button></div>'
        )

    def _head(self) -> str:
        fields = "".join(f"<span>{escape(word)}：</span>" for word in self.sheet.words.head)
        return f'<p class="fill">{fields}</p>' if fields else ""

    def _questions(self) -> Iterator[str]:
        if self.sheet.leaves:
            yield from (self._leaf(leaf) for leaf in self.sheet.leaves)
        elif self.sheet.layout == "table" and self.sheet.parts:
            yield from self._table()
        elif self.sheet.parts:
            yield '<div class="running">'
            for is_heading, group in groupby(self.sheet.parts, key=lambda part: isinstance(part, Heading)):
                if is_heading:
                    indented = self.sheet.layout == "outline"
                    yield from (_heading(part, indented=indented) for part in group if isinstance(part, Heading))
                else:
                    yield '<ol class="questions numbered">'
                    yield from (self._question(part) for part in group if isinstance(part, Question))
                    yield "</ol>"
            yield "</div>"

    def _question(self, question: Question) -> str:
        rows = self._rows(question.number, question.rows, question.code)
        answers = ""
        if self.sheet.inline and question.answers and self.sheet.layout != "table":
            answers = f'<p class="inline">{escape(self.sheet.words.answer)}{_joined(question.answers)}</p>'
        depth = min(question.level, _DEEPEST)
        classes = [f"level-{depth}"] * bool(depth) + ["long"] * may_break(question, self.sheet)
        return (
            f'<li value="{question.number}"{_class(classes)}><span class="number">{question.number}.</span>'
            f"<div>{rows}{answers}</div></li>"
        )

    def _rows(self, number: int, rows: Sequence[Row], code: str) -> str:
        several = sum(bool(run.gap) for row in rows for run in row.runs) > 1
        written: list[str] = []
        for place, (last, row) in enumerate(pairwise((Row(runs=(), mark="-"), *rows)), start=1):
            inner = "".join(self._run(one, number, several=several) for one in _tied(row.runs))
            if code and place == len(rows):
                inner += _code(code)
            marked = " marked" if row.mark else ""
            if row.role == "by" and last.role == "text" and not (row.mark or last.mark):
                written[-1] = written[-1].removesuffix("</p>") + f'<span class="by">{inner}</span></p>'
                continue
            inner = f'<span class="mark">{escape(row.mark)}</span><span>{inner}</span>' if row.mark else inner
            written.append(f'<p class="row {row.role}{marked}">{inner}</p>')
        return "".join(written)

    def _run(self, tied: _Tied, number: int, *, several: bool) -> str:
        run = tied.run
        if not run.gap:
            return _isolated(tied.text)
        hint = f'<span class="hint">（{_isolated(run.hint)}）</span>' if run.hint else ""
        if run.lines:
            gap = f'<span class="rules">{f"<span>{hint}</span>"}{"<span></span>" * (run.lines - 1)}</span>'
        else:
            gap = f'<span class="gap">{_filler(run)}{hint}</span>'
        if run.text:
            name = self.labels.question.format(number) + (self.labels.gap.format(run.gap) if several else "")
            name += self.labels.hint.format(escape(run.hint)) if run.hint else ""
            closed = "" if run.lines else _SPACE * min(run.width, _WIDEST_ON_SCREEN)
            gap = _opening(name, closed + hint, _isolated(run.text), " wide" if run.lines else "") + gap
        if run.lines or not (tied.before or tied.behind):
            return escape(tied.before) + gap + escape(tied.behind)
        return f'<span class="tied">{escape(tied.before)}{gap}{escape(tied.behind)}</span>'

    def _table(self) -> Iterator[str]:
        words = self.sheet.words
        yield '<table class="sheet-table"><thead><tr>'
        yield f'<th scope="col">{escape(words.question)}</th><th scope="col">{escape(words.answer_column)}</th>'
        yield "</tr></thead><tbody>"
        for part in self.sheet.parts:
            if isinstance(part, Heading):
                yield f'<tr><th colspan="2" scope="rowgroup">{_isolated(part.text)}</th></tr>'
            else:
                name = self.labels.question.format(part.number) + self.labels.answers
                answers = (
                    _opening(name, escape(words.answer_column), "<br>".join(map(_isolated, part.answers)), " wide")
                    if part.answers
                    else ""
                )
                question = f'<ol class="questions numbered">{self._question(part)}</ol>'
                yield f'<tr><td>{question}</td><td class="answers">{answers}</td></tr>'
        yield "</tbody></table>"

    def _leaf(self, leaf: Leaf) -> str:
        cards = "".join(self._card(card, leaf.side) for row in leaf.cells for card in row)
        shape = f" grid-{len(leaf.cells)}-{len(leaf.cells[0])}" if leaf.cells else ""
        return f'<div class="leaf {leaf.side}{shape}">{cards}</div>'

    def _card(self, card: CutCard | None, side: Literal["front", "back"]) -> str:
        if card is None:
            return '<div class="card empty"></div>'
        if side == "front":
            inner, scale = self._rows(card.number, card.front, card.code), card.scale
        else:
            inner, scale = "".join(f"<p>{_isolated(answer)}</p>" for answer in card.back), card.back_scale
            inner += f'<p class="source">{_isolated(card.source)}</p>' if card.source else ""
        inner = f'<span class="number">{card.number}</span><div class="face">{inner}</div>'
        return f'<div class="card {_scale(scale)}">{inner}</div>'

    def _find(self) -> str:
        find = self.sheet.words.find
        return f'<p class="find">{escape(find)}</p>' if find else ""

    def _key(self, *, alone: bool) -> Iterator[str]:
        """The key: behind a button where questions stand on the same page."""
        if not self.sheet.key:
            return
        yield '<section class="key">'
        if not alone:
            words = escape(self.sheet.words.key)
            fold = 'type="button" class="fold" aria-expanded="false" aria-controls="answers"'
            yield f"<h2><button {fold}>{words}</button></h2>"
        yield f'<div class="running" id="answers"{"" if alone else " hidden"}>{self._find()}<ol class="numbered">'
        for entry in self.sheet.key:
            source = f'<span class="source">{_isolated(entry.source)}</span>' if entry.source else ""
            yield (
                f'<li value="{entry.number}"><span class="number">{entry.number}.</span>'
                f"<div>{_joined(entry.answers)}{source}{_code(entry.code)}</div></li>"
            )
        yield "</ol></div></section>"


def _cards(leaf: Leaf) -> Iterator[CutCard]:
    return (card for row in leaf.cells for card in row if card)


def _heading(part: Heading, *, indented: bool) -> str:
    tag = f"h{min(part.level, _DEEPEST) + 1}"
    depth = min(part.level - 1, _DEEPEST) if indented else 0
    return f"<{tag}{_class([f'level-{depth}'] * bool(depth))}>{_isolated(part.text)}</{tag}>"


def _class(names: Sequence[str]) -> str:
    return f' class="{" ".join(names)}"' if names else ""


def _isolated(text: str) -> str:
    """Text of a document; marks for writing from right to left that it leaves open end with it."""
    written = escape(text)
    return f"<bdi>{written}</bdi>" if _TURNING.search(text) else written


_TURNING = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff]"
)


@dataclass(slots=True)
class _Tied:
    """A run, and the punctuation around a gap that has to stay in its line."""

    run: Run
    text: str
    before: str = ""
    behind: str = ""


def _tied(runs: Iterable[Run]) -> list[_Tied]:
    """The runs of a row: browsers let a line break on both sides of a button, whatever stands there."""
    tied = [_Tied(run, run.text) for run in runs]
    for left, right in pairwise(tied):
        if left.run.gap and not right.run.gap:
            rest = right.text.lstrip(_CLOSING)
            left.behind, right.text = right.text.removesuffix(rest), rest
        elif right.run.gap and not left.run.gap:
            rest = left.text.rstrip(_OPENING)
            left.text, right.before = rest, left.text.removeprefix(rest)
    return tied


def _joined(answers: Iterable[str]) -> str:
    return _JOIN.join(map(_isolated, answers))


def _code(code: str) -> str:
    return f'<span class="code">{escape(code)}</span>' if code else ""


def _filler(gap: Run) -> str:
    """The empty part of a gap on paper, which may break everywhere but before its last character."""
    return _SPACE * max(gap.width - len(gap.hint) - 1, 1) + _FIXED


def _opening(name: str, closed: str, answer: str, kind: str) -> str:
    """A button called ``name``, and the answer that it opens."""
    return (
        f'<button type="button" class="blank{kind}" aria-expanded="false" aria-label="{name}">{closed}</button>'
        f'<span class="answer" hidden>{answer}</span>'
    )


def _scale(scale: float) -> str:
    return f"scale-{scale:g}".replace(".", "-")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _file(name: str) -> str:
    return (resources.files("quizgen.sheets") / "templates" / name).read_text("utf-8")
