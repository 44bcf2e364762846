"""Ways of finding: each detector looks at a prepared document and yields what it finds, with the rule that found it.

A detector is a function from a ``View`` to findings; its rules have dotted names whose first part is the form that
they find. :func:`find` runs all of them and settles overlaps. Nothing here reads files or knows of cards.
"""

from __future__ import annotations

from quizgen.detectors import counted, named, outline, parallel, repeats, sayings, series
from quizgen.detectors.resolve import resolve
from quizgen.detectors.view import View
from quizgen.glossary import Glossary
from quizgen.model import Document, Finding


def find(document: Document, glossary: Glossary) -> list[Finding]:
    """Everything worth knowing by heart in ``document``, in document order.

    ``glossary`` fills in the members of labels that the document names and does not explain.
    """
    view = View(document)
    found: list[Finding] = []
    for detect in (series.detect, repeats.detect, outline.detect, counted.detect, parallel.detect, sayings.detect):
        found += detect(view)
    found += named.detect(view, glossary)
    return resolve(found)
