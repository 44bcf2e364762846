"""A curated deck laid out as the document it might have been, so that it can be listed like any other."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.glossary import CuratedDeck
from quizgen.model import Block, Document, Finding, Formulation, KnownSaying, KnownSet, Member, Saying, Span

SET_RULE, SAYING_RULE = "named.curated", "saying.curated"
_BETWEEN = "；"


def laid_out(deck: CuratedDeck, name: str) -> tuple[Document, Sequence[Finding]]:
    """A document called ``name`` with a block for each entry of ``deck``, and a finding in each of them."""
    blocks: list[Block] = []
    findings: list[Finding] = []
    entries: tuple[KnownSet | KnownSaying, ...] = (*deck.sets, *deck.sayings)
    for known in entries:
        block, finding = _set(known, len(blocks)) if isinstance(known, KnownSet) else _saying(known, len(blocks))
        blocks.append(block)
        findings.append(finding)
    return Document(name=name, id=f"decks/{deck.name}", title=deck.title, blocks=tuple(blocks)), findings


def _set(known: KnownSet, number: int) -> tuple[Block, Finding]:
    text = f"{known.label}："
    members: list[Member] = []
    for member in known.members:
        text += _BETWEEN * bool(members)
        members.append(Member(text=member, span=Span(block=number, start=len(text), end=len(text) + len(member))))
        text += member
    finding = Formulation(
        form="named",
        label=known.label,
        label_span=Span(block=number, start=0, end=len(known.label)),
        members=tuple(members),
        ordered=known.ordered,
        rule=SET_RULE,
        glossary=known.source,
    )
    return Block(text=text), finding


def _saying(known: KnownSaying, number: int) -> tuple[Block, Finding]:
    span = Span(block=number, start=0, end=len(known.quote))
    finding = Saying(quote=known.quote, spans=(span,), speaker=known.speaker, source=known.source, rule=SAYING_RULE)
    return Block(text=known.quote, kind="quote"), finding
