"""The grammar that detectors and readers go by, as data: entries with texts that match and texts that must not."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The table in ``quizgen/data/NAME.toml``; callers must not change it."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))
