"""Findings as lines of text: JSON for programs, tab-separated for spreadsheets, a table for people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from quizgen.errors import one_line
from quizgen.model import Document, Finding, Formulation, Span

COLUMNS = ("document", "kind", "form", "label", "members", "quote", "speaker", "source", "section", "rule")
_FORMULA = ("=", "+", "-", "@")


def jsonl(document: Document, findings: Iterable[Finding]) -> Iterator[str]:
    """One JSON object for each finding; spans are ``[block, start, end]`` in the document's own characters."""
    for finding in findings:
        yield json.dumps(_object(document, finding), ensure_ascii=False)


def _object(document: Document, finding: Finding) -> dict[str, object]:
    common = {"document": document.name, "section": finding.section, "rule": finding.rule}
    if isinstance(finding, Formulation):
        return {
            "kind": finding.kind,
            "form": finding.form,
            "label": finding.label,
            "members": [m.text for m in finding.members],
            "open": finding.open,
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
    """One cell: no tab or line break, and nothing that a spreadsheet would run as a formula."""
    text = one_line(" ".join(text.split()))
    return f"'{text}" if text.startswith(_FORMULA) else text


def table(document: Document, findings: Iterable[Finding]) -> Iterator[str]:
    """Lines for people: what was found, in document order, with its form."""
    for finding in findings:
        if isinstance(finding, Formulation):
            members = "；".join(m.text for m in finding.members) or "（文中未列出）"
            name = f"{finding.label}：" if finding.label else ""
            note = "（据词库）" if finding.glossary and finding.members and finding.form == "named" else ""
            yield f"{finding.form:9} {one_line(name + members + note)}"
        else:
            by = "".join(part for part in (finding.speaker, finding.source) if part)
            yield f"{'saying':9} {one_line('“' + finding.quote + '”' + (f'——{by}' if by else ''))}"
