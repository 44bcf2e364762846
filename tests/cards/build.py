"""Documents and findings for tests, from texts in which braces mark what a detector would have found."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.model import Block, Document, Form, Formulation, Member, Saying, Span


def document(*texts: str, title: str = "在春耕动员会上的讲话", page: int | None = None) -> Document:
    """A document of paragraphs; a text that begins with ``# `` is a heading."""
    blocks = tuple(
        Block(text=t.removeprefix("# "), kind="heading" if t.startswith("# ") else "paragraph", page=page)
        for t in texts
    )
    return Document(name="talk.txt", id="doc", title=title, blocks=blocks)


def span(doc: Document, text: str) -> Span:
    """Where ``text`` stands first."""
    for place, block in enumerate(doc.blocks):
        if (start := block.text.find(text)) >= 0:
            return Span(block=place, start=start, end=start + len(text))
    raise ValueError(text)


def listed(
    doc: Document,
    members: Sequence[str],
    *,
    form: Form = "parallel",
    label: str | None = None,
    lead: str | None = None,
    section: tuple[str, ...] = (),
    ordered: bool = False,
    wholes: Sequence[str] = (),
) -> Formulation:
    """A list whose members stand in ``doc``."""
    return Formulation(
        form=form,
        label=label,
        label_span=span(doc, label) if label else None,
        members=tuple(
            Member(text=text, span=span(doc, text), whole=span(doc, wholes[place]) if wholes else None)
            for place, text in enumerate(members)
        ),
        lead=span(doc, lead) if lead else None,
        section=section,
        ordered=ordered,
        rule="test",
    )


def said(
    doc: Document,
    quote: str,
    *,
    speaker: str | None = None,
    source: str | None = None,
    section: tuple[str, ...] = (),
) -> Saying:
    """A saying that stands in ``doc``."""
    return Saying(quote=quote, spans=(span(doc, quote),), speaker=speaker, source=source, section=section, rule="test")
