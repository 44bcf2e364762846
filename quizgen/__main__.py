"""``python -m quizgen`` is the command ``quizgen``."""

from quizgen.cli import main

main()
