"""The document's own structure as questions: its headings, with gaps where a card asks for them, and lists below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from quizgen.cards.documents import prefix
from quizgen.cards.keys import skeleton
from quizgen.model import Document
from quizgen.sheets.drafts import Draft, to_fill
from quizgen.sheets.items import Contents, Item, Title, contents_of
from quizgen.sheets.model import Heading, Row

Names = tuple[str, ...]


def outlined(chosen: Sequence[Item], documents: Mapping[str, Document]) -> Iterator[Heading | Draft]:
    """The headings of each document in order, with what ``chosen`` asks of them and below them."""
    known = {prefix(identity): contents_of(document) for identity, document in documents.items()}
    by_document: dict[str, list[Item]] = defaultdict(list)
    for item in chosen:
        by_document[item.document].append(item)
    for name, own in by_document.items():
        contents = known.get(name) or _told_by(own)
        if len(by_document) > 1:
            yield Heading(text=contents.title, level=1)
        yield from _of_document(own, contents, deeper=len(by_document) > 1)


def _told_by(own: Sequence[Item]) -> Contents:
    """The headings that items name, for a deck that has no document."""
    paths = {
        tuple(title.words for title in item.path[:depth]): item.path[:depth] for item in own for depth in _depths(item)
    }
    return Contents(
        own[0].main.source.split(" · ")[0], tuple((names, path[-1]) for names, path in paths.items()), paths
    )


def _depths(item: Item) -> range:
    return range(1, len(item.path) + 1)


def _of_document(own: Sequence[Item], contents: Contents, *, deeper: bool) -> Iterator[Heading | Draft]:
    asked, rest = _heads(own, contents)
    below: dict[tuple[Title, ...], list[Draft]] = defaultdict(list)
    for item in rest:
        if draft := to_fill(item):
            below[item.path].append(draft)
    yield from _at(below.pop((), []), int(deeper))
    for place, (names, title) in enumerate(contents.headings):
        level = len(names) + deeper
        if place in asked:
            yield replace(asked[place], level=level - 1)
        else:
            yield Heading(text=title.text, level=level)
        path = contents.paths[names]
        if path[-1] is title:  # of headings with one name the first has the questions
            yield from _at(below.pop(path, []), level)
    for drafts in below.values():
        yield from _at(drafts, int(deeper))


def _at(drafts: Sequence[Draft], level: int) -> Iterator[Draft]:
    return (replace(draft, level=level) for draft in drafts)


def _heads(own: Sequence[Item], contents: Contents) -> tuple[dict[int, Draft], list[Item]]:
    """For headings by place the question that asks their words; and the items that ask no heading."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, (_, title) in enumerate(contents.headings):
        places[skeleton(title.words)].append(place)
    asked: dict[int, Draft] = {}
    rest = []
    for item in own:
        draft = to_fill(item)
        rows = [row for row in draft.rows if row.role == "item"] if draft and item.main.form == "outline" else []
        found = [next((p for p in places[_letters(row)] if p not in asked), None) for row in rows]
        if draft is None or not rows or None in found:
            rest.append(item)
            continue
        for head, row in zip(found, rows, strict=True):
            if head is not None and any(run.gap for run in row.runs):
                number = contents.headings[head][1].number
                asked[head] = replace(draft, rows=(Row(role="heading", mark=number.strip(), runs=row.runs),))
    return asked, rest


def _letters(row: Row) -> str:
    return skeleton("".join(run.text for run in row.runs))
