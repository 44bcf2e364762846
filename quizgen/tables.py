"""TOML files that people edit: read and validated, with one line on what is wrong, in their words."""

from __future__ import annotations

import tomllib
from importlib.resources.abc import Traversable
from typing import Annotated, TypeVar

from pydantic import StringConstraints, ValidationError

from quizgen.errors import InputError
from quizgen.model import Value

Text = Annotated[str, StringConstraints(pattern=r"^\S(?:[\s\S]*\S)?$")]
"""Words without white space around them; never empty."""

REMEDY = "mend the entry; decks/README.md has the format"

Entry = TypeVar("Entry", bound=Value)

_PLAIN = {
    "extra_forbidden": "no such key in this table",
    "missing": "the key is missing",
    "string_pattern_mismatch": "empty, or white space at an end",
    "string_type": "has to be text in quotation marks",
    "tuple_type": "has to be a list in [ ]",
}
"""Faults that editors of decks make, in their words instead of the validator's."""


def toml(file: Traversable) -> dict[str, object]:
    """The content of ``file``; raises :class:`InputError`."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise InputError(str(file), f"cannot be read: {wrong}", REMEDY) from wrong


def validated(where: str, kind: type[Entry], raw: object) -> Entry:
    """``raw`` as a ``kind``; raises :class:`InputError` that names the first key that is wrong ``where``."""
    try:
        return kind.model_validate(raw)
    except ValidationError as invalid:
        raise InputError(where, fault(invalid), REMEDY) from None


def fault(invalid: ValueError) -> str:
    """The first key that is wrong, and what is wrong with it."""
    if not isinstance(invalid, ValidationError):
        return str(invalid)
    error = invalid.errors(include_url=False)[0]
    key = ".".join(str(part) for part in error["loc"])
    what = _PLAIN.get(error["type"], error["msg"].removeprefix("Value error, "))
    return f"{key}: {what}" if key else what
