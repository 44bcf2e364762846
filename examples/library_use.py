"""The four verbs of the library: python examples/library_use.py DOCUMENT DECK."""

from __future__ import annotations

import sys

import quizgen

document = quizgen.read(sys.argv[1])
findings = quizgen.extract(document)
for finding in findings:
    if isinstance(finding, quizgen.Saying) and finding.speaker:
        print(f"{finding.speaker}：{finding.quote}")

deck = quizgen.make_cards(document, findings)
written = quizgen.write(deck, sys.argv[2])
print(f"{deck.name}: {len(written.added)} new notes, {len(written.unchanged)} unchanged")
