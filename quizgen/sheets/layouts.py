"""From items to sheets: what stands where, the same for every file format.

Items ──drafts──▶ questions under headings ──leaks──▶ nothing says an answer ──▶ numbered, measured, keyed
"""

from __future__ import annotations

import itertools
import random
import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Annotated, Literal

from pydantic import Field

from quizgen.cards.documents import prefix
from quizgen.cards.faces import PATH_JOINT
from quizgen.cards.keys import skeleton
from quizgen.cards.titles import document_title, tag_part
from quizgen.errors import one_line
from quizgen.exporters.anki import CODE
from quizgen.exporters.html import language
from quizgen.model import Deck, Document, DroppedCard, Value
from quizgen.sheets.cutting import leaves
from quizgen.sheets.drafts import BULLET, Draft, circled, merged, tidy_run, to_fill, to_recite
from quizgen.sheets.items import Item, items
from quizgen.sheets.leaks import Part, cleared
from quizgen.sheets.measure import answer_width
from quizgen.sheets.model import (
    AnswersPlace,
    Entry,
    Flip,
    Heading,
    LayoutName,
    Page,
    Question,
    Row,
    Run,
    Sheet,
    Words,
)
from quizgen.sheets.outline import outlined

MOST_VERSIONS = 26
SHORT_ITEM = 14
"""Characters up to which the members of a list stand one behind the other in one paragraph."""

_TRADITIONAL = Words(
    page="第 {page} 頁　共 {pages} 頁",
    head=("姓名", "班級", "得分", "日期"),
    answer="答案：",
    key="參考答案",
    question="題目",
    answer_column="答案",
)
_WORDS: Mapping[str, Words] = {"zh-Hans": Words(), "zh-Hant": _TRADITIONAL}
_KEY_TITLE = {"zh-Hans": "{title} 参考答案", "zh-Hant": "{title} 參考答案"}
_FOOTER = {"zh-Hans": "来源：{names}", "zh-Hant": "來源：{names}"}
_MANY = {"zh-Hans": "{name}等 {count} 个文件", "zh-Hant": "{name}等 {count} 個文件"}
_FIND = {
    "zh-Hans": "在 Anki 浏览器中搜索 {field}:代码*，即可找到该题的卡片。",
    "zh-Hant": "在 Anki 瀏覽器中搜尋 {field}:代碼*，即可找到該題的卡片。",
}
SPACE = "\u3000"
_NAMED = 2
_SOURCE_JOINT = " · "


class Wish(Value):
    """What a person chose.

    ``shuffle`` is a seed, ``title`` stands instead of the deck's name, ``head`` are the fields to fill in below it.
    ``versions`` are so many orders of the same questions, called A, B, …
    """

    layout: LayoutName = "gaps"
    answers: AnswersPlace = "end"
    page: Page = Page()
    flip: Flip = "long"
    shuffle: int | None = None
    versions: Annotated[int, Field(ge=1, le=MOST_VERSIONS)] = 1
    max_items: Annotated[int, Field(ge=1)] | None = None
    title: str | None = None
    codes: bool = False
    head: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """One file of a sheet: what its name ends in before the ending, such as ``-A-答案``, and what stands in it."""

    suffix: str
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Laid:
    """All files of one sheet; how many questions and gaps a version has, and what is not asked and why."""

    files: tuple[Printed, ...]
    questions: int = 0
    gaps: int = 0
    dropped: tuple[DroppedCard, ...] = ()


def laid_out(deck: Deck, wish: Wish, documents: Mapping[str, Document] | None = None) -> Laid:
    """The sheets of ``deck``; ``documents`` by their identities in the deck give headings and names."""
    chosen = _chosen(items(deck, documents), wish)
    title = tidy_run(wish.title or deck.name)
    texts = (line.text for item in chosen for line in item.main.lines)
    lang: Literal["zh-Hans", "zh-Hant"] = "zh-Hant" if language(texts) == "zh-Hant" else "zh-Hans"
    footer = _footer(deck, documents or {}, lang)
    parts, lost = _parts(chosen, wish, documents or {})
    orders = _orders(chosen, wish)
    clear = cleared(f"{title}\n{footer}", parts, orders)
    words = _words(wish, lang)
    base = Sheet(layout=wish.layout, page=wish.page, title=title, lang=lang, words=words, footer=footer)
    files: list[Printed] = []
    for version, ranks in zip(_versions(wish), orders or [{}], strict=True):
        sheet = base.model_copy(update={"version": version})
        files += _files(sheet, [*_ordered(clear.parts, ranks)], wish)
    drafts = [part for part in clear.parts if isinstance(part, Draft)]
    gaps = sum(len(draft.gaps) for draft in drafts)
    return Laid(tuple(files) if drafts else (), len(drafts), gaps, (*lost, *clear.dropped))


def _words(wish: Wish, lang: str) -> Words:
    find = _FIND[lang].format(field=CODE) if wish.codes else ""
    head = _WORDS[lang].head if wish.head is None else tuple(map(tidy_run, wish.head))
    return _WORDS[lang].model_copy(update={"find": find, "head": head})


def _chosen(found: Sequence[Item], wish: Wish) -> list[Item]:
    """The items in their order, the most worth knowing of them where only some are wanted."""
    if wish.max_items is None:
        return list(found)
    best = sorted(found, key=lambda item: -item.main.worth)[: wish.max_items]
    return sorted(best, key=lambda item: item.place)


def _footer(deck: Deck, documents: Mapping[str, Document], lang: str) -> str:
    names = list(dict.fromkeys(one_line(document.name) for document in documents.values())) or [deck.name]
    named = "、".join(names) if len(names) <= _NAMED else _MANY[lang].format(name=names[0], count=len(names))
    return _FOOTER[lang].format(names=named)


def _parts(
    chosen: Sequence[Item], wish: Wish, documents: Mapping[str, Document]
) -> tuple[list[Part], list[DroppedCard]]:
    """The questions of a layout before they are numbered, under their headings, and the items that do not fit in."""
    if wish.layout == "outline":
        return list(outlined(chosen, documents)), []
    drafted = [(item, to_recite(item) if wish.layout == "recite" else to_fill(item)) for item in chosen]
    why = "sheet.layout: no card asks for the whole of it"
    lost = [DroppedCard(note=item.main.key, blank="", why=why) for item, draft in drafted if draft is None]
    drafts = [draft for _, draft in drafted if draft is not None]
    if wish.layout == "cards" or _is_shuffled(wish):
        return [_with_context(draft) for draft in drafts], lost
    return list(_under_headings(drafts, documents)), lost


def _with_context(draft: Draft) -> Draft:
    """``draft`` with the headings that its card shows, for where it stands alone."""
    headings = {skeleton(tag_part(title.text)) for title in draft.item.path}
    path = [tidy_run(part) for part in draft.item.main.path if skeleton(part) in headings]
    if not path:
        return draft
    context = Row(role="context", runs=(Run(text=PATH_JOINT.join(path)),))
    return replace(draft, rows=(context, *draft.rows))


def _under_headings(drafts: Sequence[Draft], documents: Mapping[str, Document]) -> Iterator[Part]:
    """``drafts`` in the order of the document, each below its headings; of several documents below their titles."""
    titles = {prefix(identity): document_title(document) for identity, document in documents.items()}
    above: tuple[str, ...] = ()
    several = len({draft.item.document for draft in drafts}) > 1
    divided = len({draft.item.path for draft in drafts}) > 1
    for draft in drafts:
        path = [title.text for title in draft.item.path if divided]
        if several:
            path.insert(0, tidy_run(titles.get(draft.item.document) or draft.item.main.source.split(" · ")[0]))
        yield from _headings(above, path)
        above = tuple(path)
        yield draft


def _headings(above: Sequence[str], path: Sequence[str]) -> Iterator[Heading]:
    """The headings to print where one path follows another."""
    same = 0
    while same < min(len(above), len(path)) and above[same] == path[same]:
        same += 1
    for level, text in enumerate(path[same:], start=same + 1):
        yield Heading(text=text, level=level)


def _is_shuffled(wish: Wish) -> bool:
    return wish.shuffle is not None or wish.versions > 1


def _versions(wish: Wish) -> Sequence[str]:
    return string.ascii_uppercase[: wish.versions] if wish.versions > 1 else [""]


def _orders(chosen: Sequence[Item], wish: Wish) -> list[dict[int, int]]:
    """For each version the rank of each item by its place; nothing where the document's order stays."""
    if not _is_shuffled(wish):
        return []
    orders = []
    for version in _versions(wish):
        places = [item.place for item in chosen]
        random.Random(f"{wish.shuffle or 0}{version}").shuffle(places)  # noqa: S311 - the same for the same seed
        orders.append({place: rank for rank, place in enumerate(places)})
    return orders


def _ordered(parts: Sequence[Part], ranks: Mapping[int, int]) -> Sequence[Part]:
    if not ranks:
        return parts
    return sorted((part for part in parts if isinstance(part, Draft)), key=lambda draft: ranks[draft.item.place])


def _files(sheet: Sheet, parts: Sequence[Part], wish: Wish) -> Iterator[Printed]:
    """The file of one version, and that of its answers where they are to stand apart."""
    made = list(_numbered(parts, wish))
    questions = [part for part in made if isinstance(part, Question)]
    key = tuple(Entry(number=q.number, answers=q.answers, source=q.source, code=q.code) for q in questions)
    version = f"-{sheet.version}" if sheet.version else ""
    beside = wish.layout in _BESIDE
    told = wish.answers in ("end", "inline")
    shown = made if told else [_without_answers(part) for part in made]
    content: dict[str, object] = {"parts": tuple(shown)}
    if wish.layout == "cards":
        content = {"leaves": leaves([part for part in shown if isinstance(part, Question)], wish.page, wish.flip)}
    content["inline"] = wish.answers == "inline" and not beside
    content["key"] = key if wish.answers == "end" and not beside else ()
    yield Printed(version, sheet.model_copy(update=content))
    if wish.answers == "separate":
        title = _KEY_TITLE[sheet.lang].format(title=sheet.title)
        yield Printed(f"{version}-答案", sheet.model_copy(update={"title": title, "key": key}))


_BESIDE = ("table", "cards")
"""Layouts that have their answers beside or behind each question."""


def _without_answers(part: Heading | Question) -> Heading | Question:
    if isinstance(part, Heading):
        return part
    rows = tuple(
        row.model_copy(update={"runs": tuple(r.model_copy(update={"text": ""}) if r.gap else r for r in row.runs)})
        for row in part.rows
    )
    return part.model_copy(update={"rows": rows, "answers": ()})


def _numbered(parts: Sequence[Part], wish: Wish) -> Iterator[Heading | Question]:
    number = 0
    sources = {part.item.main.source.split(_SOURCE_JOINT)[0] for part in parts if isinstance(part, Draft)}
    title = sources.pop() + _SOURCE_JOINT if len(sources) == 1 else ""  # that of the only document says nothing new
    for part in parts:
        if isinstance(part, Heading):
            yield part
            continue
        number += 1
        rows = part.rows if wish.layout == "recite" else _compact(part.rows)
        measured = _paired(_measured(rows, wish, sized=part.item.main.sized), wish)
        yield Question(
            number=number,
            key=part.item.main.key,
            code=part.item.code if wish.codes else "",
            rows=measured,
            answers=tuple(run.text for row in measured for run in row.runs if run.gap),
            source=part.item.main.source.removeprefix(title),
            level=part.level,
        )


def _measured(rows: Sequence[Row], wish: Wish, *, sized: bool) -> tuple[Row, ...]:
    """``rows`` with their gaps numbered and as wide as a hand needs."""
    widest = {
        by: max((answer_width(run.text) for row in rows if _is_by(row) == by for run in row.runs if run.gap), default=0)
        for by in (True, False)
    }
    line = _column(wish)
    numbers = itertools.count(1)
    made = []
    for row in rows:
        runs = []
        for run in row.runs:
            if not run.gap:
                runs.append(run)
                continue
            wide = answer_width(run.text) if sized else widest[_is_by(row)]
            lines = ceil(answer_width(run.text) / line) if run.lines else 0
            runs.append(run.model_copy(update={"gap": next(numbers), "width": wide, "lines": lines}))
        made.append(row.model_copy(update={"runs": tuple(runs)}))
    return tuple(made)


def _paired(rows: Sequence[Row], wish: Wish) -> tuple[Row, ...]:
    """``rows`` with ruled lines for short members two beside each other."""
    members = [row for row in rows if row.role == "item"]
    half = int(wish.page.line_width / 2 - 3)
    ruled = [run for row in members for run in row.runs]
    if len(members) < 2 or any(not run.lines or run.width > half for run in ruled):
        return tuple(rows)
    made, line = [row for row in rows if row.role != "item"], list[Run]()
    for place, run in enumerate(ruled):
        line += [
            Run(text=(SPACE * bool(line)) + circled(place + 1)),
            run.model_copy(update={"width": half, "lines": 0}),
        ]
        if place % 2 or place + 1 == len(ruled):
            made.append(Row(role="item", runs=tuple(line)))
            line = []
    return tuple(made)


def _is_by(row: Row) -> bool:
    return row.role == "by"


def _column(wish: Wish) -> float:
    """How many Chinese characters go into a line that is written on."""
    return max(4.0, wish.page.line_width - 4)


def _compact(rows: Sequence[Row]) -> tuple[Row, ...]:
    """``rows`` with the members of a list one behind the other where they are short."""
    members = [row for row in rows if row.role == "item"]
    if len(members) < 2 or any(len(skeleton(_text(row))) > SHORT_ITEM for row in members):
        return tuple(rows)
    joint = "；" if any(mark in _text(row) for row in members for mark in "，、；") else "、"
    numbered = any(row.mark and row.mark != BULLET for row in members)
    line: list[Run] = []
    for place, row in enumerate(members):
        mark = f"{row.mark} " * numbered if len(row.mark) > 1 else row.mark * numbered
        line += [Run(text=joint * bool(place) + mark), *row.runs]
    line.append(Run(text="。"))
    first = next(place for place, row in enumerate(rows) if row.role == "item")
    before = [row for row in rows[:first] if row.role != "item"]
    behind = [row for row in rows[first:] if row.role != "item"]
    if before and before[-1].role == "lead":
        lead = before.pop()
        return (*before, lead.model_copy(update={"runs": merged([*lead.runs, *line])}), *behind)
    return (*before, Row(role="lead", runs=merged(line)), *behind)


def _text(row: Row) -> str:
    return "".join(run.text for run in row.runs)
