"""The values that travel through quizgen: frozen, picklable, JSON both ways, no input or output.

    file ──readers──▶ Document ──detectors──▶ findings ──cards──▶ Deck of notes ──exporters──▶ file

Offsets count Unicode code points of ``Block.text``; spans are half-open, so that
``document.blocks[span.block].text[span.start:span.end]`` is what the learner sees.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

BlockKind = Literal["heading", "paragraph", "item", "quote", "table"]
Form = Literal["marked", "outline", "counted", "parallel", "named"]
NoteKind = Literal["list", "recite", "saying"]


class Value(BaseModel):
    """A value: immutable, hashable where its parts are, without unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Value):
    """The characters ``[start, end)`` of the text of block number ``block``."""

    block: int
    start: int
    end: int


class Block(Value):
    """One paragraph, heading, list item, quotation or table as the reader found it.

    ``text`` holds the file's own characters and nobody changes them afterwards. ``marker`` is what the
    file draws before the text without storing it there (Word's automatic 一、, the bullet of a Markdown list).
    ``level`` is the depth: 1… for headings (1 the highest), list items (1 the outermost) and quotations inside those,
    else 0.
    A table's text has a line for each row and a tab between cells.
    """

    text: str
    kind: BlockKind = "paragraph"
    level: int = 0
    marker: str = ""
    page: int | None = None
    line: int | None = None


class Problem(Value):
    """Something wrong with a user's input that did not stop the work: which input, what is wrong, what to do."""

    where: str
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" + (f"; {self.remedy}" if self.remedy else "")


class Dropped(Value):
    """A line that the reader left out because it is not the document (a reseller's header, a page number)."""

    text: str
    why: str


class Document(Value):
    """What a reader made of one file.

    ``name`` is shown to people (the file's name); ``id`` is the identity that learning history hangs on and
    must not depend on the text; ``title`` is the document's own title, or its name without the ending.
    """

    name: str
    id: str
    title: str
    blocks: tuple[Block, ...]
    dropped: tuple[Dropped, ...] = ()
    problems: tuple[Problem, ...] = ()

    def text(self, span: Span) -> str:
        """The characters that ``span`` covers."""
        return self.blocks[span.block].text[span.start : span.end]


class Member(Value):
    """One item of a formulation.

    ``text`` is its head: without marker, outer quotation marks or closing punctuation. ``span`` is where the
    head stands (``None``: it comes from the glossary), ``whole`` the item with its explanation.
    """

    text: str
    span: Span | None = None
    whole: Span | None = None


class Formulation(Value):
    """A closed list that a text presents as one: 四个意识, 三种境界：一是…二是…, the outline of a section.

    ``label`` is the count label without quotation marks (``None``: the text gives none), ``lead`` the words
    that announce the list, ``section`` the headings above it from the outermost, ``rule`` the dotted name of
    the rule that found it, ``confidence`` (0…1) how often careful readers agree with what that rule finds.
    ``open`` says that the text closes the list with 等. ``stated`` is a label that announces the list and counts
    another number of members than the text gives. ``glossary`` names the source of the known set whose
    members stand in for those that the text does not give; ``wording`` is when that wording held, where it has
    changed, as an interval of ISO 8601 (2020-10-29/.. or ../2020-10-29).
    """

    kind: Literal["formulation"] = "formulation"
    form: Form
    label: str | None = None
    label_span: Span | None = None
    members: tuple[Member, ...] = ()
    lead: Span | None = None
    section: tuple[str, ...] = ()
    ordered: bool = True
    open: bool = False
    stated: str = ""
    rule: str
    confidence: float = 1.0
    glossary: str | None = None
    wording: str = ""

    @property
    def at(self) -> Span:
        """Where the finding stands, for putting findings in document order."""
        spans = [m.span for m in self.members if m.span] + ([self.label_span] if self.label_span else [])
        return min(spans, key=lambda s: (s.block, s.start))


class Saying(Value):
    """Quoted words worth knowing by heart, with who says them and where, as the text names both.

    ``spans`` cover the words inside the outermost marks, one for each block that they run through;
    ``quote`` joins them with line breaks.
    """

    kind: Literal["saying"] = "saying"
    quote: str
    spans: tuple[Span, ...]
    speaker: str | None = None
    speaker_span: Span | None = None
    source: str | None = None
    source_span: Span | None = None
    section: tuple[str, ...] = ()
    rule: str
    confidence: float = 1.0

    @property
    def at(self) -> Span:
        """Where the finding stands, for putting findings in document order."""
        return self.spans[0]


class NearMiss(Value):
    """Words that a rule looked at and turned down, and why."""

    rule: str
    span: Span
    why: str


Finding = Annotated[Formulation | Saying, Field(discriminator="kind")]


class FormerWording(Value):
    """What a set stood for before its wording changed, until when, and where that was laid down."""

    members: tuple[str, ...]
    source: str
    until: str


class KnownSet(Value):
    """An entry of the glossary: what 四个意识 stands for, in canonical order, and where that is laid down."""

    label: str
    members: tuple[str, ...]
    ordered: bool
    source: str
    date: str = ""
    aliases: tuple[str, ...] = ()
    note: str = ""
    deck: str = ""
    former: tuple[FormerWording, ...] = ()
    until: str = ""

    @property
    def wording(self) -> str:
        """When this wording held, as an interval of ISO 8601; empty where it has not changed."""
        if self.until:
            return f"../{self.until}"
        return f"{self.former[-1].until}/.." if self.former else ""

    def as_in(self, text: str) -> KnownSet:
        """The set in the wording of ``text``: a former one where its own members stand there, and none of today's."""
        for one in self.former:
            own = [member for member in one.members if member not in self.members]
            new = [member for member in self.members if member not in one.members]
            if any(member in text for member in own) and not any(member in text for member in new):
                return self.model_copy(update={"members": one.members, "source": one.source, "until": one.until})
        return self


class KnownSaying(Value):
    """A saying of a curated deck: its words, who said them, and the book or occasion."""

    quote: str
    source: str
    speaker: str | None = None
    date: str = ""
    note: str = ""
    deck: str = ""


class Segment(Value):
    """A run of characters on a card.

    ``blank`` names the item that it is the answer to (``None``: never hidden). All segments of a note with the
    same ``blank`` are hidden together and make one card. The name is stable across edits of the document.
    ``hint`` stands in the gap.
    """

    text: str
    blank: str | None = None
    hint: str = ""


class Line(Value):
    """One line of a note. ``number`` is the place in a list (1…); lead-in and text lines have none."""

    segments: tuple[Segment, ...]
    role: Literal["lead", "item", "text", "by"] = "text"
    number: int | None = None

    @property
    def text(self) -> str:
        """The line with nothing hidden."""
        return "".join(s.text for s in self.segments)


class Answer(Value):
    """What is to be typed for ``blank``, and what may be typed as well."""

    blank: str
    text: str
    also: tuple[str, ...] = ()


class Note(Value):
    """What one finding, or one part of it, asks: lines of text with named blanks, one card for each blank.

    ``key`` is stable across edits and unique in its document; ``guid`` is the identity in Anki. ``covered``
    says that on the card of one item the items after it are covered (an ordered list); otherwise the other
    items are shown (a set). ``numbers`` maps each blank to its cloze number. ``used`` is the highest number
    this note ever gave away: a number is never given to another item.

    ``silent`` are blanks that are shown and not asked, because a decision or a selection says so; ``words`` are
    those of the document behind a blank for which a decision asks others. Neither moves an identity. ``form`` is
    that of the list (``None``: no list), ``worth`` how much speaks for learning it before others. ``sized`` gaps are
    as wide as their answers. A note with ``answers`` is one for typing.
    """

    key: str
    kind: NoteKind
    lines: tuple[Line, ...]
    path: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    source: str = ""
    tags: tuple[str, ...] = ()
    covered: bool = False
    guid: str = ""
    numbers: tuple[tuple[str, int], ...] = ()
    used: int = 0
    silent: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    form: Form | None = None
    worth: int = 0
    sized: bool = False
    answers: tuple[Answer, ...] = ()

    @property
    def blanks(self) -> tuple[str, ...]:
        """The names of the blanks that are asked, each once, in the order in which they stand on the note."""
        named = self.all_blanks
        return tuple(blank for blank in named if blank not in self.silent) if self.silent else named

    @property
    def all_blanks(self) -> tuple[str, ...]:
        """The names of the blanks, those that are not asked among them."""
        return tuple(dict.fromkeys(s.blank for line in self.lines for s in line.segments if s.blank is not None))


class Card(Value):
    """What a learner sees of one blank: the front with the gap, and the words that fill it."""

    note: str
    blank: str
    front: str
    answer: str


class DroppedCard(Value):
    """A card that was not made, and the check that it failed."""

    note: str
    blank: str
    why: str


class Deck(Value):
    """Notes in document order, ready for an exporter; ``held`` are notes that it could have and leaves out."""

    name: str
    id: str
    description: str = ""
    notes: tuple[Note, ...] = ()
    held: tuple[Note, ...] = ()
    dropped: tuple[DroppedCard, ...] = ()
    problems: tuple[Problem, ...] = ()
