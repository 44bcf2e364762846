"""Findings as lines: for programs, for spreadsheets, for people."""

from __future__ import annotations

import csv
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen import listing, pipeline, readers
from quizgen.model import Block, Document, Finding, Formulation, Member, Saying, Span

TEXT = """治学之道

一、为学的次第

为学要做到五点：一是博学之，二是审问之，三是慎思之，四是明辨之，五是笃行之。
孔子在《论语·为政》中说：“学而不思则罔，思而不学则殆。”
做学问要树牢“四个意识”。
曾子曰：“吾日三省吾身：为人谋而不忠乎？与朋友交而不信乎？传不习乎？”
"""
PREFIXES = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t=", "\n@", " ="]


@pytest.fixture(scope="module")
def document() -> Document:
    return readers.read_bytes(TEXT.encode(), "治学.txt")


@pytest.fixture(scope="module")
def findings(document: Document) -> list[Finding]:
    return pipeline.extract(document)


def made(text: str) -> tuple[Document, list[Finding]]:
    """A document and findings that all say ``text``."""
    span = Span(block=0, start=0, end=len(text))
    document = Document(name=text, id=text, title=text, blocks=(Block(text=text),))
    members = (Member(text=text, span=span),)
    return document, [
        Formulation(form="marked", label=text, label_span=span, members=members, section=(text,), rule=text),
        Saying(quote=text, spans=(span,), speaker=text, source=text, section=(text,), rule=text),
    ]


def test_a_jsonl_line_holds_what_the_contract_names(document: Document, findings: list[Finding]) -> None:
    lines = [json.loads(line) for line in listing.jsonl(document, findings)]
    assert len(lines) == len(findings) > 2
    marked = next(line for line in lines if line.get("form") == "marked")
    assert (marked["kind"], marked["label"]) == ("formulation", "五点")
    assert marked["members"] == ["博学之", "审问之", "慎思之", "明辨之", "笃行之"]
    said = next(line for line in lines if line["kind"] == "saying")
    assert (said["quote"], said["speaker"]) == ("学而不思则罔，思而不学则殆。", "孔子")
    assert {"source", "spans", "section", "rule", "document"} <= set(said)


def test_the_spans_of_a_jsonl_line_point_at_the_reported_strings(document: Document, findings: list[Finding]) -> None:
    def at(span: list[int]) -> str:
        return document.blocks[span[0]].text[span[1] : span[2]]

    checked = set()
    for line in map(json.loads, listing.jsonl(document, findings)):
        if line["kind"] == "saying":
            assert "\n".join(map(at, line["spans"])) == line["quote"]
        elif line["glossary"] is None:
            assert list(map(at, line["spans"])) == line["members"]
        for name in ("label", "speaker", "source"):
            if line.get(f"{name}_span"):
                assert at(line[f"{name}_span"]).strip("“”《》") == line[name].strip("“”《》")
                checked.add(name)
    assert {"label", "speaker"} <= checked


def test_a_member_from_the_glossary_has_no_span(document: Document, findings: list[Finding]) -> None:
    (named,) = [line for line in map(json.loads, listing.jsonl(document, findings)) if line.get("glossary")]
    assert named["label"] == "四个意识"
    assert len(named["members"]) == 4 and named["spans"] == [None] * 4


def test_a_tsv_line_has_a_cell_for_each_column(document: Document, findings: list[Finding]) -> None:
    for line, finding in zip(listing.tsv(document, findings), findings, strict=True):
        cells = dict(zip(listing.COLUMNS, line.split("\t"), strict=True))
        assert (cells["document"], cells["kind"]) == ("治学.txt", finding.kind)
        if isinstance(finding, Formulation):
            assert cells["members"].split("｜") == [member.text for member in finding.members]


@given(st.builds(str.__add__, st.sampled_from(PREFIXES), st.text(max_size=20)) | st.text(min_size=1, max_size=20))
def test_no_cell_starts_a_formula_or_breaks_its_row(text: str) -> None:
    document, findings = made(text)
    for line in listing.tsv(document, findings):
        assert line.splitlines() == [line]
        (cells,) = csv.reader([line], delimiter="\t")
        assert len(cells) == len(listing.COLUMNS), "a quotation mark must not swallow what follows"
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))]


@given(st.text(min_size=1, max_size=20))
def test_every_shape_is_one_line_and_can_be_written(text: str) -> None:
    document, findings = made(text)
    for shape in (listing.jsonl, listing.tsv, listing.table):
        for line in shape(document, findings):
            assert line.splitlines() == [line]
            line.encode()


@given(st.text(min_size=1, max_size=20))
def test_json_gives_back_every_character(text: str) -> None:
    document, findings = made(text)
    formulation, saying = map(json.loads, listing.jsonl(document, findings))
    assert (formulation["label"], saying["quote"]) == (text, text)


def test_the_table_shows_label_members_and_speaker(document: Document, findings: list[Finding]) -> None:
    lines = list(listing.table(document, findings))
    assert any(line.split() == ["marked", "五点：博学之；审问之；慎思之；明辨之；笃行之"] for line in lines)
    assert any(line.startswith("saying") and "——孔子" in line for line in lines)
    assert any("（据词库）" in line for line in lines)
