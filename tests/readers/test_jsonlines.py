"""JSON to blocks."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import quizgen
from quizgen.errors import InputError
from quizgen.model import Document
from quizgen.readers import Reading, documents, read_bytes

EXAMPLES = Path(__file__).parents[2] / "examples"
TEXT = "学而时习之，不亦说乎？有朋自远方来，不亦乐乎？"


def lines(*values: Any) -> bytes:
    return "\n".join(json.dumps(value, ensure_ascii=False) for value in values).encode()


def read(data: bytes, name: str = "a.jsonl", field: str | None = None) -> Document:
    return read_bytes(data, name, Reading(text_field=field))


def shape(document: Document) -> list[tuple[str, int, str, int | None]]:
    return [(block.kind, block.level, block.text, block.line) for block in document.blocks]


def test_an_object_is_a_section_below_its_title() -> None:
    document = read(
        lines({"title": "学而", "text": TEXT}, {"标题": "为政", "正文": f"一、德政\n{TEXT * 3}"}, {"text": TEXT})
    )
    assert shape(document) == [
        ("heading", 1, "学而", 1),
        ("paragraph", 0, TEXT, 1),
        ("heading", 1, "为政", 2),
        ("heading", 2, "一、德政", 2),
        ("paragraph", 0, TEXT * 3, 2),
        ("paragraph", 0, TEXT, 3),
    ]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("wrap", [lambda items: items, lambda items: {"count": 2, "items": items}])
def test_a_list_in_a_json_file(indent: int | None, wrap: Any) -> None:
    items = [{"title": "学而", "content": TEXT}, {"title": "为政", "content": [TEXT, TEXT]}]
    document = read(json.dumps(wrap(items), indent=indent, ensure_ascii=False).encode(), "a.json")
    assert [text for _, _, text, _ in shape(document)] == ["学而", TEXT, "为政", TEXT, TEXT]


def test_one_object_has_the_title_of_the_document() -> None:
    document = read(lines({"title": "学而", "text": f"学而\n{TEXT * 3}"}))
    assert (document.title, [block.text for block in document.blocks]) == ("学而", ["学而", TEXT * 3])


def test_a_field_is_named() -> None:
    data = lines({"q": TEXT, "text": "不要这个", "data": {"body": "也有这个" + TEXT}})
    assert [block.text for block in read(data, field="q").blocks] == [TEXT]
    assert [block.text for block in read(data, field="data.body").blocks] == ["也有这个" + TEXT]


@pytest.mark.parametrize("field", [None, "body", "id"])
def test_without_the_field_the_message_names_those_that_there_are(field: str | None) -> None:
    with pytest.raises(InputError, match=r"its fields are id, question.*--text-field"):
        read(lines({"id": 7, "question": TEXT}), field=field)


def test_bad_lines_are_named_and_do_not_stop_the_rest() -> None:
    data = lines({"text": TEXT}) + b"\nnot json\n\n[1, 2]\n" + lines({"text": TEXT}, {"id": 3}) + b"\n" + b"[" * 100_000
    document = read(data)
    assert len(document.blocks) == 2
    assert [problem.what for problem in document.problems] == [
        "no JSON object in lines 2, 4, 7",
        "1 of 3 objects have no text",
    ]


@pytest.mark.parametrize(
    "data", [b"", b"1", b"[]", b"not json", b"[" * 100_000, b"{" * 100_000, b'{"text": ' + b"9" * 9999]
)
def test_what_is_no_json_is_one_line(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read(data, "a.json")
    assert "\n" not in str(caught.value)


def test_escapes_that_no_card_may_show() -> None:
    data = b'{"title": "\\u5b66\\n\\u0007\\u800c", "text": "\\ud800' + TEXT.encode() + b'\\u200b"}'
    document = read(data)
    assert [block.text for block in document.blocks] == ["学 而", TEXT]
    document.model_dump_json()


def test_the_speech_gives_the_findings_of_the_text() -> None:
    speech = (EXAMPLES / "讲话.txt").read_text("utf-8")
    made, plain = read(lines({"text": speech}), "讲话.jsonl"), read_bytes(speech.encode(), "讲话.txt")
    assert quizgen.extract(made) == quizgen.extract(plain)
    assert made.dropped == plain.dropped
    kept = read_bytes(lines({"text": speech}), "讲话.jsonl", Reading(keep_all=True))
    assert kept.dropped == () and len(kept.blocks) > len(made.blocks)


def test_data_in_a_folder_is_no_document_but_may_be_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines({"text": TEXT}))
    (tmp_path / "b.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\n学而时习之。\n", "utf-8")
    assert [Path(str(found)).name for found in documents([str(tmp_path)])] == ["b.srt"]
    assert list(documents([str(tmp_path / "a.jsonl")])) == [str(tmp_path / "a.jsonl")]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["text", "title", "a"]), inner, max_size=3)
    ),
)


@given(st.lists(VALUES, max_size=4), st.sampled_from([None, "a", "a.text"]))
def test_any_json_gives_a_document_or_one_line(values: list[Any], field: str | None) -> None:
    for data in (lines(*values), json.dumps(values).encode()):
        try:
            read(data, field=field)
        except InputError as error:
            assert "\n" not in str(error)
