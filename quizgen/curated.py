"""Entries of curated decks as findings, and a deck laid out as the document it might have been, to be listed."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.glossary import CuratedDeck
from quizgen.model import Block, Document, Finding, Formulation, KnownSaying, KnownSet, Member, Saying, Span

_BETWEEN = "；"


def formulation_of(known: KnownSet) -> Formulation:
    """The set as a text names it that does not list it: its members stand in no document."""
    return Formulation(
        form="named",
        label=known.label,
        members=tuple(Member(text=text) for text in known.members),
        ordered=known.ordered,
        rule="named.curated",
        glossary=known.source,
    )


def saying_of(known: KnownSaying) -> Saying:
    """The saying without a place in a document."""
    return Saying(quote=known.quote, spans=(), speaker=known.speaker, source=known.source, rule="saying.curated")


def laid_out(deck: CuratedDeck, name: str) -> tuple[Document, Sequence[Finding]]:
    """A document called ``name`` with a block for each entry of ``deck``, and the finding in each of them."""
    blocks: list[Block] = []
    findings: list[Finding] = []
    for known in deck.sets:
        block, formulation = _listed(formulation_of(known), known.label, len(blocks))
        blocks.append(block)
        findings.append(formulation)
    for saying in map(saying_of, deck.sayings):
        span = Span(block=len(blocks), start=0, end=len(saying.quote))
        blocks.append(Block(text=saying.quote, kind="quote"))
        findings.append(saying.model_copy(update={"spans": (span,)}))
    return Document(name=name, id=f"decks/{deck.name}", title=deck.title, blocks=tuple(blocks)), findings


def _listed(formulation: Formulation, label: str, number: int) -> tuple[Block, Formulation]:
    """A block ``number`` that lists the members behind the label, and the formulation with their places in it."""
    text = f"{label}："
    members: list[Member] = []
    for member in formulation.members:
        text += _BETWEEN * bool(members)
        span = Span(block=number, start=len(text), end=len(text) + len(member.text))
        members.append(member.model_copy(update={"span": span}))
        text += member.text
    label_span = Span(block=number, start=0, end=len(label))
    return Block(text=text), formulation.model_copy(update={"members": tuple(members), "label_span": label_span})
