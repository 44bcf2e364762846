"""Brings what Markdown's dialects add to CommonMark: notes go, containers and definitions become plain paragraphs.

- Footnotes and abbreviations (``[^1]: …``, ``*[HTML]: …``) are kept apart; comments of Obsidian (``%% … %%``) go.
- ``::: tip 标题``, ``!!! note "标题"`` and ``=== "标题"`` leave their title and what stands in them.
- A term with ``: definitions`` below it is “term：definition”, or the term above a list; sentences are paragraphs.
- ``[id]: address`` defines a link, and ``[注]: 说明`` is text, which CommonMark would take for one as well.
- Attributes (``{: .class}``) go, and the tags of site generators (``{{< relref "…" >}}``, ``{% note %}``); on a line of
  its own a tag leaves its title.
- A line that opens with a number or a bullet that CommonMark does not know (二、, （2）, ●) is a paragraph of its own.

Code in fences stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from quizgen.model import Dropped

_SPECIAL = re.compile(r"[ \t]*[`~%\[*:!?={#]")  # what the lines of dialects begin with
_FENCE = re.compile(r" {0,3}(?P<mark>`{3,}(?=[^`]*$)|~{3,})")
_COMMENT = re.compile(r"%%[^%\n]+%%")
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\s]{1,40}\]:[ \t]*(?P<text>.*)")
_ABBREVIATION = re.compile(r" {0,3}\*\[[^\]]{1,40}\]:[ \t]*\S.*")
_CONTAINER = re.compile(
    r" {0,3}:{3,}[ \t]*(?:\{[^{}]*\}|[A-Za-z][\w-]*)?[ \t]*(?:\[(?P<inside>[^\]]*)\][ \t]*$|(?P<title>.*))"
)
_ADMONITION = re.compile(
    r' {0,3}(?:!!!|\?\?\?\+?|===\+?!?)(?P<kind>(?:[ \t]+[A-Za-z][\w-]*)*)(?:[ \t]+"(?P<title>[^"]*)")?[ \t]*'
)
_ATTRIBUTES = re.compile(r"[ \t]*\{(?::[^{}]*|[.#][^{}]*)\}[ \t]*")
_HEADING_ATTRIBUTES = re.compile(r"(?P<heading> {0,3}#{1,6}[ \t].*?)\{:?[ \t]*[.#][^{}]*\}[ \t]*")
_TAG = re.compile(r"\{\{[<%][^{}]*[>%]\}\}|\{%-?[ \t]*/?[A-Za-z](?:[^{}%]|%(?!\}))*%\}")
_TAG_TITLE = re.compile(r'\b(?:title|summary)="(?P<title>[^"]*)"')
_TERM = re.compile(r"[^\s#>\-*+|:<`~=!\[{].{0,39}")
_DEFINITION = re.compile(r" {0,3}:[ \t]+(?P<text>\S.*)")
_REFERENCE = re.compile(r" {0,3}\[(?!\^)[^\[\]]{1,200}\]:[ \t]*(?P<address>\S*)")
_ADDRESS = re.compile(r"<.*>|[\w.+-]+://\S+|mailto:\S+|(?:www\.|[/#.])\S+|[\w%./-]+\.[A-Za-z]{2,5}")
# 1. and 1) are CommonMark's own, and ** and the like no bullets
_NUMBERED = re.compile(
    r"[ \t]*(?:[一二三四五六七八九十]{1,3}、|[0-9]{1,2}(?:）|[、．](?![0-9]))"
    r"|[（(](?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[)）]|[①-⑳㈠-㈩⑴-⒇●○■◆▪◇□►▶])"
)
_TITLE = re.compile(r"[^，。；：？！|]{1,20}")
_SENTENCE_END = ("。", "！", "？", "；", "!", "?", ";")


class Adapted(NamedTuple):
    """Lines of CommonMark, for each the place of the line that it was, and what was kept apart."""

    lines: list[str]
    places: list[int]
    dropped: list[Dropped]


def adapt(lines: Sequence[str], *, keep_all: bool = False) -> Adapted:
    """``lines`` of any dialect as CommonMark; ``keep_all`` leaves footnotes where they are."""
    adapter = _Adapter(list(lines), keep_all)
    place = 0
    while place < len(lines):
        place += adapter.take(place)
    return Adapted(adapter.made, adapter.places, adapter.dropped)


@dataclass
class _Adapter:
    """Takes line by line; each rule says how many lines it took."""

    lines: list[str]
    keep_all: bool
    made: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)

    def take(self, i: int) -> int:
        """Take the lines from number ``i`` on that belong together."""
        if not _SPECIAL.match(self.lines[i]) and not self.is_term(i):
            if self.opens_anew(i):
                self.put("", i)
            self.put(_plain(self.lines[i]), i)
            return 1
        rules = (
            self.fence,
            self.comment,
            self.note,
            self.container,
            self.admonition,
            self.attributes,
            self.tag,
            self.reference,
            self.definitions,
        )
        taken = next(filter(None, (rule(i) for rule in rules)), 0)
        if not taken:
            self.put(_plain(self.lines[i]), i)
        return taken or 1

    def opens_anew(self, i: int) -> bool:
        """Whether line number ``i`` opens with a number that CommonMark does not know, or is below such a short line.

        A row of a table does not, nor a line behind one that its author broke with a backslash.
        """
        before = self.made[-1] if self.made else ""
        if not before.strip() or before.endswith("\\") or "|" in self.lines[i]:
            return False
        return bool(_NUMBERED.match(self.lines[i]) or (_NUMBERED.match(before) and _TITLE.fullmatch(before.strip())))

    def put(self, line: str, i: int) -> None:
        """A line that stands for line number ``i``."""
        self.made.append(line)
        self.places.append(i)

    def apart(self, line: str, i: int) -> None:
        """A paragraph of its own."""
        for part in ("", line, ""):
            self.put(part, i)

    def fence(self, i: int) -> int:
        """Code, up to the fence that closes it or the end."""
        opening = _FENCE.match(self.lines[i])
        if not opening:
            return 0
        mark = opening["mark"]
        end = i + 1
        while end < len(self.lines) and not _closes(self.lines[end], mark):
            end += 1
        for j in range(i, min(end + 1, len(self.lines))):
            self.put(self.lines[j], j)
        return min(end + 1, len(self.lines)) - i

    def comment(self, i: int) -> int:
        """A comment of several lines between %% and %%."""
        if self.lines[i].strip() != "%%":
            return 0
        end = next((j for j in range(i + 1, len(self.lines)) if self.lines[j].strip() == "%%"), None)
        if end is None:
            return 0
        self.put("", i)
        return end + 1 - i

    def note(self, i: int) -> int:
        """A footnote with the indented lines that go on with it, or an abbreviation."""
        found = _FOOTNOTE.match(self.lines[i])
        if self.keep_all or not (found or _ABBREVIATION.match(self.lines[i])):
            return 0
        end = self.indented(i + 1, 2) if found else i + 1
        text = found["text"] if found else self.lines[i]
        whole = " ".join(part for line in (text, *self.lines[i + 1 : end]) if (part := line.strip()))
        if whole:
            self.dropped.append(Dropped(text=whole, why="footnote"))
        self.put("", i)
        return end - i

    def container(self, i: int) -> int:
        """The opening or closing line of a container."""
        found = _CONTAINER.fullmatch(self.lines[i])
        if not found:
            return 0
        self.apart((found["inside"] or found["title"] or "").strip(" :"), i)
        return 1

    def admonition(self, i: int) -> int:
        """A line that opens a box, whose lines are those indented below it."""
        found = _ADMONITION.fullmatch(self.lines[i])
        if not found or not (found["kind"] or found["title"]):
            return 0
        self.apart(found["title"] or "", i)
        for j in range(i + 1, self.indented(i + 1, 4)):
            self.lines[j] = self.lines[j].removeprefix("\t") if self.lines[j][:1] == "\t" else self.lines[j][4:]
        return 1

    def attributes(self, i: int) -> int:
        """Attributes, on a line of their own or behind a heading."""
        if _ATTRIBUTES.fullmatch(self.lines[i]):
            self.put("", i)
            return 1
        if "{" in self.lines[i] and (heading := _HEADING_ATTRIBUTES.fullmatch(self.lines[i])):
            self.put(heading["heading"], i)
            return 1
        return 0

    def tag(self, i: int) -> int:
        """A line of nothing but tags of a site generator."""
        line = self.lines[i].strip()
        if not line.startswith("{") or _TAG.sub("", line).strip():
            return 0
        title = _TAG_TITLE.search(line)
        self.apart(title["title"] if title else "", i)
        return 1

    def reference(self, i: int) -> int:
        """The address of a link, or a text that only looks like one."""
        found = _REFERENCE.match(self.lines[i])
        if not found:
            return 0
        if _ADDRESS.fullmatch(found["address"]):
            self.apart(self.lines[i], i)
        else:
            self.put(self.lines[i].replace("[", "\\[", 1), i)
        return 1

    def definitions(self, i: int) -> int:
        """A term and what is said of it."""
        if not self.is_term(i):
            return 0
        term = self.lines[i].strip()
        found: list[tuple[str, int]] = []
        end = i + 1 + (not self.lines[i + 1].strip())
        while self.is_definition(end):
            after = self.indented(end + 1, 2)
            parts = (self.lines[end].strip()[1:], *self.lines[end + 1 : after])
            found.append(("".join(part.strip() for part in parts), end))
            end = after
        if len(found) == 1 or any(text.endswith("。") for text, _ in found):
            (first, _), *others = found
            self.apart(f"{term.rstrip('：:')}：{first}", i)
            for text, j in others:
                self.apart(text, j)
        else:
            self.apart(term, i)
            for text, j in found:
                self.put(f"- {text}", j)
            self.put("", end - 1)
        return end - i

    def is_term(self, i: int) -> bool:
        """Whether something is said of what line number ``i`` names."""
        below = i + 1 + (i + 1 < len(self.lines) and not self.lines[i + 1].strip())
        if not self.is_definition(below):
            return False
        term = self.lines[i].strip()
        return bool(_TERM.fullmatch(term)) and not term.endswith(_SENTENCE_END)

    def is_definition(self, i: int) -> bool:
        """Whether line number ``i`` says something of a term."""
        return i < len(self.lines) and bool(_DEFINITION.fullmatch(self.lines[i]))

    def indented(self, start: int, columns: int) -> int:
        """The end of the lines from ``start`` on that are indented so far, blank ones between them included."""
        end = here = start
        while here < len(self.lines):
            line = self.lines[here]
            if line.startswith((" " * columns, "\t")) and line.strip():
                end = here + 1
            elif line.strip():
                break
            here += 1
        return end


def _plain(line: str) -> str:
    """A line without comments and tags."""
    if "%%" in line:
        line = _COMMENT.sub("", line)
    return _TAG.sub("", line) if "{%" in line or "{{<" in line else line


def _closes(line: str, mark: str) -> bool:
    """Whether a line closes a fence."""
    text = line.strip()
    return len(text) >= len(mark) and not text.strip(mark[0]) and len(line) - len(line.lstrip(" ")) <= 3
