"""Sheets as Markdown: for notes, wikis and converters; a gap is a run of wide underlines, a heading a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from quizgen.sheets import Rendered, Writer
from quizgen.sheets.model import CutCard, Entry, Heading, Question, Row, Run, Sheet

_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~$&=@:^\"'/])")
"""What has a meaning somewhere in the Markdown of some program, HTML, mathematics and addresses among them."""

_PLAIN = re.compile(r"[A-Za-z0-9](?:[-.:/ ](?=[A-Za-z0-9])|[A-Za-z0-9])*")
"""Words whose inner marks are harmless: 2024-01-02 and 讲话.docx stay as they are."""

_LINE = "＿"
_LEAST, _MOST = 3, 40
_RULED = 20


class MarkdownWriter(Writer):
    """Writes ``.md`` that every CommonMark program reads; tables as GitHub and pandoc have them."""

    suffix: ClassVar[str] = ".md"
    media_type: ClassVar[str] = "text/markdown"

    def render(self, sheet: Sheet) -> Rendered:
        """The whole file in UTF-8."""
        return Rendered(data=("\n\n".join(_paragraphs(sheet)) + "\n").encode("utf-8", "replace"))


def escaped(text: str) -> str:
    """``text`` such that Markdown shows the same characters."""
    return _MARKUP.sub(r"\\\1", text) if not _PLAIN.fullmatch(text) or "://" in text else text


def _paragraphs(sheet: Sheet) -> Iterator[str]:
    yield f"# {escaped(sheet.heading)}"
    if sheet.parts or sheet.leaves:
        if sheet.words.head:
            yield "　".join(f"{escaped(field)}：{_LINE * 6}" for field in sheet.words.head)
        if sheet.layout == "table":
            yield from _table(sheet)
        elif sheet.leaves:
            yield from _cards(sheet)
        else:
            for part in sheet.parts:
                yield from _part(part, sheet)
    if sheet.key:
        if sheet.parts or sheet.leaves:
            yield f"## {escaped(sheet.words.key)}"
        yield from map(_entry, sheet.key)
    if sheet.words.find:
        yield escaped(sheet.words.find)
    if sheet.footer:
        yield escaped(sheet.footer)


def _part(part: Heading | Question, sheet: Sheet) -> Iterator[str]:
    if isinstance(part, Heading):
        yield f"{'#' * min(part.level + 1, 6)} {escaped(part.text)}"
        return
    number = f"{part.number}. "
    code = f" `{part.code}`" if part.code else ""
    first, *others = [_row(row) for row in part.rows]
    lines = [f"{number}{first}{code}", *(" " * len(number) + row for row in others)]
    if sheet.inline and part.answers:
        lines.append(" " * len(number) + escaped(sheet.words.answer + "；".join(part.answers)))
    yield "\n\n".join(lines)


def _row(row: Row) -> str:
    mark = f"{escaped(row.mark)} " if row.mark else ""
    return mark + "".join(_run(run) for run in row.runs)


def _run(run: Run) -> str:
    if not run.gap:
        return escaped(run.text)
    hint = f"（{escaped(run.hint)}）" if run.hint else ""
    long = _RULED * run.lines if run.lines else min(max(run.width // 2, _LEAST), _MOST)
    return _LINE * long + hint


def _table(sheet: Sheet) -> Iterator[str]:
    lines = [f"| {escaped(sheet.words.question)} | {escaped(sheet.words.answer_column)} |", "| --- | --- |"]
    for part in sheet.parts:
        if isinstance(part, Heading):
            lines.append(f"| **{escaped(part.text)}** | |")
        else:
            code = f" `{part.code}`" if part.code else ""
            asked = "<br>".join(_row(row) for row in part.rows)
            lines.append(f"| {part.number}\\. {asked}{code} | {'<br>'.join(map(escaped, part.answers))} |")
    yield "\n".join(lines)


def _cards(sheet: Sheet) -> Iterator[str]:
    """The cards one below the other: where nothing is cut, a back lies below its front."""
    for leaf in sheet.leaves:
        if leaf.side == "front":
            for card in (card for line in leaf.cells for card in line if card):
                yield from _card(card)


def _card(card: CutCard) -> Iterator[str]:
    yield "---"
    code = f" `{card.code}`" if card.code else ""
    rows = [_row(row) for row in card.front]
    yield "\n\n".join([f"**{card.number}**{code}", *rows])
    if card.back:
        yield "\n".join(f"> {escaped(answer)}  " for answer in (*card.back, *([card.source] if card.source else ())))


def _entry(entry: Entry) -> str:
    source = f"（{escaped(entry.source)}）" if entry.source else ""
    code = f" `{entry.code}`" if entry.code else ""
    return f"{entry.number}. {escaped('；'.join(entry.answers))}{source}{code}"
