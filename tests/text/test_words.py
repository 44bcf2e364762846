"""Words are cut without loss and without a trace of what was cut before."""

from __future__ import annotations

import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.text.words import word_edges, words


@settings(deadline=None)
@given(st.text(max_size=60))
def test_words_join_to_the_text(text: str) -> None:
    assert "".join(words(text)) == text


def test_words_are_words() -> None:
    assert words("要提高理论水平") == ("要", "提高", "理论", "水平")


def test_edges_hold_both_ends_and_no_inside_of_a_word() -> None:
    assert word_edges("提高理论水平") == {0, 2, 4, 6}
    assert word_edges("") == {0}


def test_importing_does_not_load_the_dictionary() -> None:
    program = "import sys, quizgen.text.words; sys.exit('jieba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_loading_says_nothing() -> None:
    program = "from quizgen.text.words import words; words('理论')"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
    assert (done.stdout, done.stderr) == (b"", b"")
