"""Errors that own their wording, their remedy and their exit status.

A fault in a user's file is a :class:`InputError`; the pipeline turns it into a ``Problem`` and goes on with the
next file. Everything else stops the command with one line and the class's ``exit_status``.
"""

from __future__ import annotations

from quizgen.model import Problem


class QuizgenError(Exception):
    """Which thing (``where``), what is wrong (``what``), what to do (``remedy``): one line."""

    exit_status = 1

    def __init__(self, where: str, what: str, remedy: str = "") -> None:
        self.problem = Problem(where=one_line(where), what=what, remedy=remedy)
        super().__init__(str(self.problem))


class InputError(QuizgenError):
    """A document that cannot be read."""


class OutputError(QuizgenError):
    """An output that cannot be written; what stood there before is untouched."""


class UsageError(QuizgenError):
    """A call that makes no sense, such as an output ending that no exporter knows."""

    exit_status = 2


class NothingFoundError(QuizgenError):
    """No finding in any document, so nothing was written."""

    exit_status = 3


def one_line(text: str) -> str:
    """``text`` with control characters shown as escapes, so that a hostile file name stays on its line."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
