"""Converts text between the scripts with OpenCC, phrase by phrase: 头发 becomes 頭髮, 发展 發展."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Literal

Script = Literal["simplified", "traditional"]

_TABLES: dict[Script, str] = {"simplified": "t2s", "traditional": "s2tw"}


@cache
def converter(script: Script) -> Callable[[str], str]:
    """What turns a text into ``script``; a text in it stays as it is."""
    from opencc import OpenCC  # its dictionaries take longer to load than most documents to read

    convert: Callable[[str], str] = OpenCC(_TABLES[script]).convert
    return convert
