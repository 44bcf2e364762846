"""Documents from lines of text, and findings as readable strings."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from quizgen.detectors.view import View
from quizgen.model import Block, Document, Formulation, Saying


def document(text: str) -> Document:
    """A paragraph for each line; ``# `` opens a heading (more signs, a deeper one), ``- `` an item, ``> `` a quotation.

    Two blanks before ``- `` put an item one level deeper; a row with tabs is a table of its own.
    """
    return Document(name="talk.txt", id="doc", title="讲话", blocks=tuple(_block(line) for line in text.split("\n")))


def _block(line: str) -> Block:
    words = line.lstrip(" ")
    depth = (len(line) - len(words)) // 2 + 1
    if line.startswith("#"):
        level = len(line) - len(line.lstrip("#"))
        return Block(text=line[level:].strip(), kind="heading", level=level)
    if words.startswith("- "):
        return Block(text=words[2:], kind="item", level=depth, marker="•")
    if words.startswith("> "):
        return Block(text=words[2:], kind="quote")
    if "\t" in line:
        return Block(text=line.replace("|", "\n"), kind="table")
    return Block(text=line)


def table(*rows: str) -> Document:
    """A document of one table; cells are divided by tabs."""
    return Document(name="talk.txt", id="doc", title="讲话", blocks=(Block(text="\n".join(rows), kind="table"),))


def view(text: str) -> View:
    """:func:`document`, prepared for detectors."""
    return View(document(text))


def listed(found: Formulation) -> str:
    """``label: member | member``; ``-`` for no label, ``…`` behind a list that stays open."""
    members = " | ".join(m.text for m in found.members)
    return f"{found.label or '-'}: {members}{' …' if found.open else ''}"


def lists(detect: Callable[[View], Iterable[Formulation]], text: str) -> list[str]:
    """What ``detect`` finds in ``text``, as readable strings."""
    return [listed(found) for found in detect(view(text))]


def rules(detect: Callable[[View], Iterable[Formulation]], text: str) -> set[str]:
    """The rules by which ``detect`` finds something in ``text``."""
    return {found.rule for found in detect(view(text))}


def said(found: Saying) -> str:
    """``speaker /source/: quote``; ``-`` for nobody, the source only where there is one."""
    source = f" /{found.source}/" if found.source else ""
    return f"{found.speaker or '-'}{source}: {found.quote}"
