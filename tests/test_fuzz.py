"""Some damaged files; ``fuzz.py`` beside this takes as many as one has time for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from quizgen.readers import MODULES

FUZZ = Path(__file__).with_name("fuzz.py")
EXAMPLES = FUZZ.parent.parent / "examples"


def test_damaged_files_are_read_or_refused_in_one_line() -> None:
    call = [sys.executable, str(FUZZ), "--inputs", "70", "--seed", "2"]
    done = subprocess.run(call, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    *outcomes, total = done.stdout.splitlines()
    assert total.startswith("70 inputs, ")
    assert {line.split()[1] for line in outcomes} == {
        path.suffix for path in EXAMPLES.iterdir() if path.suffix in MODULES
    }
    assert any("refused" in line for line in outcomes) and any(line.endswith(" notes") for line in outcomes)
