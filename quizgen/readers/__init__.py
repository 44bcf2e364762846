"""Readers turn files into documents: one module a format, found by suffix and by content.

A reader is a module with two names: ``suffixes``, the file endings that it claims, and
``read(data, name, reading) -> Parsed``, which makes blocks of a file's bytes or raises :class:`InputError`.
"""

from __future__ import annotations

import importlib
import os
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol, cast

from quizgen.errors import InputError
from quizgen.model import Block, Document, Dropped, Problem, Value
from quizgen.readers import kinds
from quizgen.text.script import Script, converter

STDIN = "-"
_STDIN_NAME = "stdin"
MAX_BYTES = 200 * 1024 * 1024
LONGEST_HEADING = 200


class Parsed(Value):
    """What a reader made of a file's bytes; ``title`` is the one that the file itself names, if it does."""

    blocks: tuple[Block, ...]
    dropped: tuple[Dropped, ...] = ()
    title: str | None = None
    problems: tuple[Problem, ...] = ()


class Reading(Value):
    """What a user chooses about reading.

    ``keep_all`` keeps the lines that look like furniture, ``password`` opens an encrypted file, ``text_field`` names
    the field of a JSON line that holds the text (``None``: the usual names are tried), ``script`` converts the text.
    """

    keep_all: bool = False
    password: str | None = None
    text_field: str | None = None
    script: Script | None = None


AS_IT_IS = Reading()


class Reader(Protocol):
    """What is asked of a reader."""

    suffixes: tuple[str, ...]

    def read(self, data: bytes, name: str, reading: Reading) -> Parsed:
        """The blocks of a file's bytes; ``name`` is for messages."""


# Reader modules with the suffixes that each claims (held to the module by a test), so that a reader and
# the library behind it are imported only where a file needs them.
READERS: Mapping[str, tuple[str, ...]] = {
    "quizgen.readers.text": (".txt", ".text"),
    "quizgen.readers.markdown": (".md", ".markdown"),
    "quizgen.readers.docx": (".docx",),
    "quizgen.readers.webpage": (".html", ".htm", ".xhtml", ".mhtml", ".mht"),
    "quizgen.readers.epub": (".epub",),
    "quizgen.readers.odt": (".odt", ".fodt"),
    "quizgen.readers.pdf": (".pdf",),
    "quizgen.readers.office": (".doc", ".wps", ".wpt", ".dot", ".rtf"),
    "quizgen.readers.subtitles": (".srt", ".vtt", ".ass", ".ssa", ".lrc"),
    "quizgen.readers.jsonlines": (".jsonl", ".ndjson", ".json"),
}


def by_suffix(readers: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The reader module for each suffix; two that claim the same one are an error that names both."""
    claimed: dict[str, str] = {}
    for module, suffixes in readers.items():
        for suffix in suffixes:
            if suffix in claimed:
                raise ValueError(f"{claimed[suffix]} and {module} both claim {suffix}")
            claimed[suffix] = module
    return claimed


MODULES = by_suffix(READERS)
READABLE = ", ".join(MODULES)
# Data in a folder of documents is as a rule about them: settings, findings. It is read where it is named.
_ONLY_BY_NAME = READERS["quizgen.readers.jsonlines"]


def documents(paths: Sequence[str]) -> Iterator[str | Problem]:
    """The path of every document that ``paths`` name, in order; a path that names none gives its problem instead."""
    for path in paths:
        try:
            yield from _expand(path)
        except InputError as error:
            yield error.problem


def read(path: str | os.PathLike[str], reading: Reading = AS_IT_IS) -> Document:
    """The document at ``path``, or on standard input for ``-``; raises :class:`InputError` where it cannot be read."""
    where = os.fspath(path)
    if where == STDIN:
        return read_bytes(_load(where), _STDIN_NAME, reading)
    data = _load(where)
    try:
        document = read_bytes(data, printable(Path(where).name), reading)
    except InputError as error:  # a reader knows the file's name, but of two in different folders only the path tells
        raise InputError(where, error.problem.what, error.problem.remedy) from error
    problems = tuple(problem.model_copy(update={"where": printable(where)}) for problem in document.problems)
    return document.model_copy(update={"problems": problems})


def read_bytes(data: bytes, name: str, reading: Reading = AS_IT_IS) -> Document:
    """The document in ``data``, read as the suffix of ``name`` and the content itself say."""
    parsed = _mended(_reader(data, name).read(data, name, reading), name)
    if reading.script:
        parsed = _converted(parsed, converter(reading.script))
    if not any(block.text.strip() for block in parsed.blocks):
        if any(dropped.why == "contents" for dropped in parsed.dropped):
            raise InputError(name, "there is only a table of contents in it", "give the document itself as well")
        raise InputError(name, "there is no text in it", "check that it is the right file")
    stem = unicodedata.normalize("NFC", Path(name).stem)
    return Document(
        name=name,
        id=stem,
        title=parsed.title if parsed.title and len(parsed.title) <= LONGEST_HEADING else stem,
        blocks=tuple(map(_without_false_heading, parsed.blocks)),
        dropped=parsed.dropped,
        problems=parsed.problems,
    )


def _mended(parsed: Parsed, name: str) -> Parsed:
    """``parsed`` without characters that no card may show, whatever its reader let through."""
    from quizgen.readers import repair

    blocks, dropped, problems = repair.mend_blocks(parsed.blocks, name)
    return parsed.model_copy(
        update={
            "blocks": tuple(blocks),
            "dropped": (*parsed.dropped, *dropped),
            "title": parsed.title and repair.visible(parsed.title),
            "problems": (*parsed.problems, *problems),
        }
    )


def _converted(parsed: Parsed, convert: Callable[[str], str]) -> Parsed:
    blocks = tuple(
        block.model_copy(update={"text": convert(block.text), "marker": convert(block.marker)})
        for block in parsed.blocks
    )
    return parsed.model_copy(update={"blocks": blocks, "title": parsed.title and convert(parsed.title)})


def _without_false_heading(block: Block) -> Block:
    """``block``, as a paragraph if it is marked as a heading and far too long for one.

    Headings stand on the cards of their section, so a text that was run together behind one # would be on every card.
    """
    if block.kind != "heading" or len(block.text) <= LONGEST_HEADING:
        return block
    return block.model_copy(update={"kind": "paragraph", "level": 0})


def _expand(path: str) -> Iterator[str]:
    """The documents behind one path of a call."""
    if path != STDIN and os.path.isdir(path):  # noqa: PTH112 - says no to an impossible name, where a Path raises
        found = list(_walk(path))
        if not found:
            raise InputError(path, "this folder has no document that quizgen reads", f"it reads {READABLE}")
        yield from found
    elif path == STDIN or os.path.exists(path):  # noqa: PTH110 - as above
        yield path
    else:
        raise InputError(path, "there is no such file or folder", "check the name")


def _walk(folder: str) -> Iterator[str]:
    """Documents below ``folder`` in the order of their names; a folder reached twice through links counts once."""
    seen: set[tuple[int, int]] = set()
    for here, folders, files in os.walk(folder, followlinks=True):
        status = Path(here).stat()
        if (status.st_dev, status.st_ino) in seen:
            folders.clear()
            continue
        seen.add((status.st_dev, status.st_ino))
        folders[:] = sorted(f for f in folders if not _skipped(f))
        yield from (
            os.path.join(here, file)  # noqa: PTH118 - a Path would drop the ./ that the user wrote
            for file in sorted(files)
            if not _skipped(file) and _is_document(file)
        )


def _skipped(name: str) -> bool:
    """Whether a file of this name is hidden, or the lock that Word keeps beside an open document."""
    return name.startswith((".", "~$"))


def _is_document(name: str) -> bool:
    """Whether a file in a folder is a document, by its ending."""
    suffix = Path(name).suffix.lower()
    return suffix in MODULES and suffix not in _ONLY_BY_NAME


def _load(where: str) -> bytes:
    """The bytes at a path, as long as they are of a size that a document has."""
    try:
        if where == STDIN and sys.stdin is None:  # closed by the caller
            data = b""
        elif where == STDIN:
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(where).open("rb") as file:
                data = file.read(MAX_BYTES + 1)
    except OSError as error:
        what = f"cannot be read: {error.strerror or error}"
        raise InputError(where, what, "check the name and your rights") from error
    if len(data) > MAX_BYTES:
        raise InputError(where, f"over {MAX_BYTES // 1024**2} MB, larger than a document", "split it into parts")
    return data


def _reader(data: bytes, name: str) -> Reader:
    """The reader for a file, by its suffix unless its content says that it is something else."""
    suffix = "" if name == _STDIN_NAME else Path(name).suffix.lower()
    kind = kinds.of_content(data)
    if kind in kinds.MARKED_UP and suffix not in (*kinds.READ[kind], "", ".txt"):
        kind = None  # a .md or .html may well begin with a tag
    own = kinds.READ.get(kind, ()) if kind else ()
    if own and (suffix in ("", *own) or kind in kinds.MARKED_UP):
        return _module(MODULES[own[0]])
    foreign = kind or kinds.FOREIGN.get(suffix)
    # a .docx or .epub without its parts inside is a broken one, of which its reader can say more
    if foreign and not (suffix in kinds.ARCHIVED and kind is kinds.ARCHIVE):
        raise InputError(name, f"this is {foreign.what}", foreign.remedy)
    if suffix and suffix not in MODULES:
        raise InputError(name, f"quizgen has no reader for {suffix} files", f"it reads {READABLE}")
    return _module(MODULES[suffix or ".txt"])


def _module(name: str) -> Reader:
    """A reader, imported on first use."""
    return cast(Reader, importlib.import_module(name))


def printable(name: str) -> str:
    """A file name as text that can be written anywhere, also where the file system holds odd bytes."""
    return os.fsencode(name).decode("utf-8", "replace")
