"""Findings as lines of text: JSON for programs, tab-separated for spreadsheets, a table for people."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from quizgen.cards import cards
from quizgen.cards.decisions import card_keys
from quizgen.detectors import Found
from quizgen.errors import one_line
from quizgen.model import Card, Deck, Document, Finding, Formulation, Note, Span

COLUMNS = ("document", "kind", "form", "label", "members", "quote", "speaker", "source", "section", "rule")
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # a Chinese Excel takes the wide signs for formulas as well
_SHOWN = 60  # characters of a near miss
_BREAKS = re.compile("[\x7f-\x9f\u2028\u2029]")  # what JSON leaves as it is and some programs end a line at


def jsonl(document: Document, findings: Iterable[Finding]) -> Iterator[str]:
    """One JSON object for each finding; spans are ``[block, start, end]`` in the document's own characters."""
    for finding in findings:
        yield _json(_object(document, finding))


def _json(content: object) -> str:
    return _BREAKS.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(content, ensure_ascii=False))


def _object(document: Document, finding: Finding) -> dict[str, object]:
    common = {
        "document": document.name,
        "section": finding.section,
        "rule": finding.rule,
        "confidence": round(finding.confidence, 2),
    }
    if isinstance(finding, Formulation):
        return {
            "kind": finding.kind,
            "form": finding.form,
            "label": finding.label,
            "members": [m.text for m in finding.members],
            "open": finding.open,
            "stated": finding.stated,
            "ordered": finding.ordered,
            "glossary": finding.glossary,
            "label_span": _span(finding.label_span),
            "spans": [_span(m.span) for m in finding.members],
            **common,
        }
    return {
        "kind": finding.kind,
        "quote": finding.quote,
        "speaker": finding.speaker,
        "source": finding.source,
        "spans": [_span(s) for s in finding.spans],
        "speaker_span": _span(finding.speaker_span),
        "source_span": _span(finding.source_span),
        **common,
    }


def _span(span: Span | None) -> list[int] | None:
    return [span.block, span.start, span.end] if span else None


def tsv(document: Document, findings: Iterable[Finding]) -> Iterator[str]:
    """One line for each finding with :data:`COLUMNS`, tab-separated; members are joined by ``｜``."""
    for finding in findings:
        yield "\t".join(_cell(value) for value in _row(document, finding))


def _row(document: Document, finding: Finding) -> tuple[str, ...]:
    section = " › ".join(finding.section)
    if isinstance(finding, Formulation):
        members = "｜".join(m.text for m in finding.members)
        return (
            document.name,
            "formulation",
            finding.form,
            finding.label or "",
            members,
            "",
            "",
            "",
            section,
            finding.rule,
        )
    said = (finding.quote, finding.speaker or "", finding.source or "")
    return (document.name, "saying", "", "", "", *said, section, finding.rule)


def _cell(text: str) -> str:
    """One cell: no tab or line break, nothing that a spreadsheet would run, and no open quotation mark."""
    text = one_line(" ".join(text.split()))
    if text.startswith(_FORMULA):
        return f"'{text}"
    if text.startswith('"'):
        quoted = text.replace('"', '""')
        return f'"{quoted}"'
    return text


def table(document: Document, findings: Iterable[Finding]) -> Iterator[str]:
    """Lines for people: what was found, in document order, with its form."""
    for finding in findings:
        yield f"{_form(finding):9} {_shown(finding)}"


def explained(document: Document, seen: Found) -> Iterator[str]:
    """The same with the rule of each finding and how sure it is; in their places, near misses and why they are none."""
    lines = [
        (f.at.block, f.at.start, f"{_form(f):9} {_shown(f)}  [{f.rule}, {f.confidence:.2f}]") for f in seen.findings
    ]
    lines += [
        (m.span.block, m.span.start, f"{'-':9} {one_line(document.text(m.span))[:_SHOWN]}  [not {m.rule}: {m.why}]")
        for m in seen.near
    ]
    return (line for _, _, line in sorted(lines, key=lambda entry: entry[:2]))


def _form(finding: Finding) -> str:
    return finding.form if isinstance(finding, Formulation) else finding.kind


def _shown(finding: Finding) -> str:
    if isinstance(finding, Formulation):
        members = "；".join(m.text for m in finding.members) or "（文中未列出）"
        name = f"{finding.label}：" if finding.label else ""
        note = "（据词库）" if any(m.span is None for m in finding.members) else ""
        unfit = f"（原文称“{finding.stated}”）" if finding.stated else ""
        return one_line(name + members + note + unfit)
    by = "".join(part for part in (finding.speaker, finding.source) if part)
    return one_line(f"“{finding.quote}”" + (f"——{by}" if by else ""))


def cards_table(deck: Deck) -> Iterator[str]:
    """The cards of ``deck`` for people: its key, its front on one line, and the answer behind an arrow."""
    for key, _, card in _cards(deck):
        front = " ｜ ".join(line.strip() for line in card.front.split("\n") if line.strip())
        yield one_line(f"{key}  {front} → {card.answer}")


def cards_jsonl(deck: Deck) -> Iterator[str]:
    """One JSON object for each card of ``deck``."""
    for key, note, card in _cards(deck):
        yield _json(
            {
                "key": key,
                "kind": "saying" if note.kind == "saying" else "formulation",
                "form": note.form,
                "front": card.front,
                "answer": card.answer,
                "tags": note.tags,
                "source": note.source,
            }
        )


def _cards(deck: Deck) -> Iterator[tuple[str, Note, Card]]:
    keys = card_keys((*deck.notes, *deck.held))
    for place, note in enumerate(deck.notes):
        for card in cards(note):
            yield keys[place, card.blank], note, card
