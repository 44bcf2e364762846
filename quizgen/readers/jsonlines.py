"""JSON to blocks: each object of a .jsonl file, or of a list in a .json file, is a section below its title.

The text stands in the field that ``Reading.text_field`` names (``a.b``: field b of the object in field a) or in the
first of the usual names that an object has. It is read like a text file of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from quizgen.errors import InputError, one_line
from quizgen.model import Block, Problem
from quizgen.readers import AS_IT_IS, Parsed, Reading, repair, text
from quizgen.readers.decode import decode

suffixes = (".jsonl", ".ndjson", ".json")

TEXT_FIELDS = ("text", "content", "body", "article", "正文", "内容", "文本", "全文")
_TITLE_FIELDS = ("title", "headline", "标题", "题目", "篇名")
_MOST_LEVELS = 9
_NAMED = 10  # numbers of bad lines, or names of fields, that a message gives


class _Entry(NamedTuple):
    """An object and the number of its line (``None``: it stands in a list)."""

    value: dict[str, Any]
    line: int | None


def read(data: bytes, name: str, reading: Reading = AS_IT_IS) -> Parsed:
    """The blocks of a JSON file."""
    decoded = decode(data, name)
    entries, bad = _entries(decoded.text)
    if not entries:
        raise InputError(name, "there is no JSON object in it", "check that it is the right file")
    texts = [_text(entry.value, reading.text_field) for entry in entries]
    if not any(texts):
        raise InputError(name, *_no_field(entries, reading.text_field))
    problems = [*decoded.problems, *_bad_lines(bad, name), *_empty(texts, name)]
    titles = [next(_strings(entry.value, _TITLE_FIELDS), "") for entry in entries]
    mended = repair.mend([*texts, *titles], name)
    sections = [
        _section(title, body, entry.line, name, reading)
        for entry, body, title in zip(entries, mended.texts, mended.texts[len(texts) :], strict=False)
    ]
    return Parsed(
        blocks=tuple(block for section in sections for block in section.blocks),
        dropped=(*(line for section in sections for line in section.dropped), *mended.dropped),
        title=sections[0].title if len(sections) == 1 else None,
        problems=(*problems, *mended.problems),
    )


def _entries(source: str) -> tuple[list[_Entry], list[int]]:
    """The objects in a text, and the numbers of the lines that should hold one and do not."""
    found: list[_Entry] = []
    bad: list[int] = []
    for number, line in enumerate(source.split("\n"), start=1):
        if not line.strip():
            continue
        value = _loaded(line)
        if isinstance(value, dict):
            found.append(_Entry(value, number))
        else:
            bad.append(number)
    if bad and len(bad) >= len(found):  # one value over many lines
        whole = [_Entry(value, None) for value in _objects(_loaded(source))]
        return (whole, []) if whole else (found, bad)
    if len(found) == 1:
        found = [_Entry(value, found[0].line) for value in _objects(found[0].value)]
    return found, bad


def _loaded(source: str) -> Any:
    """The value that a text stands for, ``None`` where it stands for none."""
    try:
        return json.loads(source)
    except (ValueError, RecursionError):  # figures of thousands of digits, lists in lists in …
        return None


def _objects(value: Any) -> list[dict[str, Any]]:
    """The objects of a list, of the only list in an object, or the object itself."""
    if isinstance(value, dict):
        lists = [inner for inner in value.values() if isinstance(inner, list) and _objects(inner)]
        return _objects(lists[0]) if len(lists) == 1 and not _text(value, None) else [value]
    return [inner for inner in value if isinstance(inner, dict)] if isinstance(value, list) else []


def _text(value: dict[str, Any], field: str | None) -> str:
    """The text of an object; empty where it has none."""
    if field is None:
        return next(_strings(value, TEXT_FIELDS), "")
    inner: Any = value
    for key in [field] if field in value else field.split("."):
        inner = inner.get(key) if isinstance(inner, dict) else None
    return _string(inner)


def _strings(value: dict[str, Any], fields: Sequence[str]) -> Iterator[str]:
    """The texts in those of ``fields`` that hold one."""
    return filter(None, (_string(value.get(field)) for field in fields))


def _string(value: Any) -> str:
    """A text, or the texts of a list as lines."""
    if isinstance(value, list):
        return "\n".join(inner for inner in value if isinstance(inner, str)).strip()
    return value.strip() if isinstance(value, str) else ""


def _section(title: str, body: str, line: int | None, name: str, reading: Reading) -> Parsed:
    """The blocks of one object: its title as a heading, and what its text is read as below it."""
    if not body:
        return Parsed(blocks=())
    parsed = text.parse_any(body, name, reading)
    blocks = [block.model_copy(update={"line": line}) for block in parsed.blocks]
    heading = one_line(" ".join(title.split()))
    if not heading:
        return parsed.model_copy(update={"blocks": tuple(blocks)})
    if blocks and blocks[0].text == heading:
        del blocks[0]
    below = [
        block.model_copy(update={"level": min(block.level + 1, _MOST_LEVELS)}) if block.kind == "heading" else block
        for block in blocks
    ]
    first = Block(text=heading, kind="heading", level=1, line=line)
    return parsed.model_copy(update={"blocks": (first, *below), "title": heading})


def _no_field(entries: Sequence[_Entry], field: str | None) -> tuple[str, str]:
    """What to say where no object has a text: which fields there are."""
    names = list(dict.fromkeys(key for entry in entries for key in entry.value))
    there = ", ".join(map(one_line, names[:_NAMED])) + ", …" * (len(names) > _NAMED)
    missing = f"no text in the field {one_line(field)}" if field else "no text in a field of the usual names"
    return f"{missing}; its fields are {there or 'none'}", "name the field with the text: --text-field NAME"


def _bad_lines(bad: Sequence[int], name: str) -> Iterator[Problem]:
    if bad:
        numbers = ", ".join(map(str, bad[:_NAMED])) + ", …" * (len(bad) > _NAMED)
        what = f"no JSON object in line{'s' * (len(bad) > 1)} {numbers}"
        yield Problem(where=name, what=what, remedy="the rest was read; mend these lines")


def _empty(texts: Sequence[str], name: str) -> Iterator[Problem]:
    if count := sum(not one for one in texts):
        yield Problem(where=name, what=f"{count} of {len(texts)} objects have no text", remedy="the rest was read")
