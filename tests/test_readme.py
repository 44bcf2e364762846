"""Both READMEs show what the commands really print, and say the same in two languages.

After a change for the better: UPDATE_EXPECTED=1 .venv/bin/python -m pytest tests/test_examples.py tests/test_readme.py
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

ROOT = Path(__file__).parent.parent
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROMPT = "$ "
UPDATE = bool(os.environ.get("UPDATE_EXPECTED"))


def blocks(text: str) -> list[tuple[str, str]]:
    """The language and the content of every code block."""
    return [(match[1], match[2]) for match in BLOCK.finditer(text)]


def commands(block: str) -> list[str]:
    return [line.removeprefix(PROMPT) for line in block.splitlines() if line.startswith(PROMPT)]


def run_blocks(texts: tuple[str, ...]) -> list[str]:
    """The ``console`` blocks with what their commands print, run one after the other as a reader would."""
    with TemporaryDirectory() as folder:
        for name in ("examples", "decks"):
            shutil.copytree(ROOT / name, Path(folder, name))
        return ["".join(_line(command, folder) for command in commands(text)) for text in texts]


def _line(command: str, folder: str) -> str:
    beside = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=os.environ | {"PATH": beside, "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    return f"{PROMPT}{command}\n{done.stdout}"


@cache
def true_blocks(texts: tuple[str, ...]) -> list[str]:
    return run_blocks(texts)


def refreshed(text: str) -> str:
    """``text`` with the true output in its ``console`` blocks."""
    true = iter(true_blocks(tuple(block for language, block in blocks(text) if language == "console")))
    put: Callable[[re.Match[str]], str] = lambda m: f"```console\n{next(true)}```" if m[1] == "console" else m[0]  # noqa: E731
    return BLOCK.sub(put, text)


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_commands_print_what_the_readme_shows(readme: Path) -> None:
    text = readme.read_text(encoding="utf-8")
    true = refreshed(text)
    if UPDATE:
        readme.write_text(true, encoding="utf-8")
        return
    assert text == true


def test_code_blocks_are_the_same_in_both_languages() -> None:
    english, chinese = (blocks(path.read_text(encoding="utf-8")) for path in READMES)
    assert english == chinese
    assert sum(language == "console" for language, _ in english) >= 5


def test_headings_and_tables_are_in_step() -> None:
    english, chinese = (re.sub(BLOCK, "", path.read_text(encoding="utf-8")) for path in READMES)
    for mark in (r"^#+ ", r"^\|", r"^- ", r"^\d\. "):
        shape = [[m[0] for m in re.finditer(mark, text, re.MULTILINE)] for text in (english, chinese)]
        assert shape[0] == shape[1], mark


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_files_and_decks_that_the_readme_names_exist(readme: Path) -> None:
    text = readme.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", text):
        assert (ROOT / target).exists(), target
    for deck in (ROOT / "decks").iterdir():
        assert not deck.is_dir() or f"`{deck.name}`" in text, deck.name


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_python_of_the_readme_runs(readme: Path, tmp_path: Path) -> None:
    programs = [block for language, block in blocks(readme.read_text(encoding="utf-8")) if language == "python"]
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    for program in programs:
        subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=True, timeout=60)
    assert programs and (tmp_path / "讲话.apkg").exists()
