"""Imports run one way, and what is heavy is imported where it is needed."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import quizgen

PACKAGE = Path(quizgen.__file__).parent
LAYERS = (
    {"model", "data"},
    {"errors"},
    {"text", "tables"},
    {"glossary"},
    {"curated"},
    {"readers", "detectors", "cards", "exporters"},
    {"folders", "sheets"},
    {"pipeline"},
    {"listing", "blocks", "report"},
    {"cli"},
    {"__main__"},
)
HEIGHT = {part: height for height, parts in enumerate(LAYERS) for part in parts}
HEAVY = {
    "jieba",
    "rjieba",
    "genanki",
    "docx",
    "opencc",
    "markdown_it",
    "rich",
    "pydantic",
    "charset_normalizer",
    "lxml",
    "yaml",
    "pypdfium2",
    "rapidocr_onnxruntime",
    "selectolax",
    "trafilatura",
    "typst",
    "numpy",
    "tomlkit",
}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def part_of(path: Path) -> str:
    """The top-level part of quizgen that a module belongs to: ``readers/text.py`` → ``readers``."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(source: str) -> Iterator[str]:
    """The parts of quizgen that ``source`` imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            package, _, rest = name.partition(".")
            if package == "quizgen":
                yield rest.split(".")[0]


def wrong_way(part: str, source: str) -> list[str]:
    """The imports of a module of ``part`` that neither stay in it nor go down a layer."""
    return [
        other
        for other in imported(source)
        if other != "__version__" and other != part and not (other in HEIGHT and HEIGHT[other] < HEIGHT[part])
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    assert part_of(path) in HEIGHT, "a new part of quizgen needs a place among the layers"
    assert wrong_way(part_of(path), path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("part", "source", "wrong"),
    [
        ("cards", "from quizgen.model import Note", []),
        ("cards", "from quizgen.cards import keys", []),
        ("cards", "def f():\n    from quizgen import detectors, model", ["detectors"]),
        ("readers", "import quizgen.exporters.anki", ["exporters"]),
        ("model", "from quizgen import errors", ["errors"]),
        ("pipeline", "from quizgen.cli import main", ["cli"]),
        ("cli", "from quizgen import read", ["read"]),
    ],
)
def test_the_check_finds_what_runs_the_other_way(part: str, source: str, wrong: list[str]) -> None:
    assert wrong_way(part, source) == wrong


def loaded(*call: str) -> set[str]:
    """The top-level modules in memory at the end of a run of Python."""
    tell = "atexit.register(lambda: print(json.dumps(list(sys.modules)), file=sys.stderr))"
    code = f"import atexit, json, sys; {tell}; {call[0]}"
    run = subprocess.run([sys.executable, "-c", code, *call[1:]], capture_output=True, text=True, check=False)
    return {name.partition(".")[0] for name in json.loads(run.stderr.splitlines()[-1])}


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], ["deck", "--help"], ["extract", "--help"], ["read", "--help"], ["sheet", "--help"]],
)
def test_help_waits_for_nothing_heavy(arguments: list[str]) -> None:
    modules = loaded("from quizgen.cli import main; main()", *arguments)
    assert "click" in modules
    assert modules & HEAVY == set()


def test_the_package_itself_imports_nothing_heavy() -> None:
    assert loaded("import quizgen") & HEAVY == set()
    assert "pydantic" in loaded("import quizgen; quizgen.Document")


def test_a_text_needs_no_library_of_another_format(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("孔子说：“学而不思则罔，思而不学则殆。”", "utf-8")
    modules = loaded("from quizgen.cli import main; main()", "extract", "-q", str(tmp_path / "a.txt"))
    assert "pydantic" in modules
    assert modules & {"docx", "markdown_it", "genanki", "rich"} == set()


def test_lazy_names_are_the_public_ones() -> None:
    assert sorted(quizgen._HOME) == sorted(quizgen.__all__)
    for name in quizgen.__all__:
        assert getattr(quizgen, name).__name__ == name or name == "Finding"
    with pytest.raises(AttributeError, match="has no attribute 'reed'"):
        _ = quizgen.reed


def test_lazy_names_are_those_that_type_checkers_see() -> None:
    tree = ast.parse((PACKAGE / "__init__.py").read_text("utf-8"))
    (block,) = [n for n in tree.body if isinstance(n, ast.If) and ast.unparse(n.test) == "TYPE_CHECKING"]
    seen = {
        (alias.name, node.module) for node in block.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    assert seen == set(quizgen._HOME.items())
