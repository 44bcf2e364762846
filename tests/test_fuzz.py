"""A few hundred damaged files; ``fuzz.py`` beside this takes as many as one has time for."""

from __future__ import annotations

import runpy
from pathlib import Path

FUZZ = runpy.run_path(str(Path(__file__).with_name("fuzz.py")))


def test_damaged_files_are_read_or_refused_in_one_line() -> None:
    outcomes = FUZZ["run"](inputs=200, seed=2)
    assert sum(outcomes.values()) == 200
    assert {name.split()[0] for name in outcomes} == {path.suffix for path in FUZZ["seeds"]()}
    assert any("refused" in name for name in outcomes) and any(name.endswith(" notes") for name in outcomes)
