"""Markdown to blocks: headings, lists, quotations and tables as marked, without inline marks, code and web debris."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from quizgen.errors import InputError
from quizgen.model import Block, BlockKind, Dropped
from quizgen.readers import AS_IT_IS, Parsed, Reading, dialects, fragments, furniture, headings, plain
from quizgen.readers.text import EDGE, join, wrapped
from quizgen.text.fold import HAN

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode

suffixes = (".md", ".markdown")

_MOST_LEVELS = 9
_LONGEST_HEADING = 60
_LONGEST_BOLD = 45
_LABEL_TIMES = 3
_DEEPEST, _MOST_BRACKETS, _MOST_MARKS = 100, 1000, 20_000
_INDENT = 2  # columns that an item below another is indented by, at least
_LATER = 2  # the number of an item that is not the first of its list
_QUOTE_MARKS = re.compile("^(?:\\s{0,3}>)+")
_INLINE_MARKS = re.compile(r"[*_~`<&\\]+")
# Stands at the end of a line that its author broke on purpose, until the lines have been put together.
_HARD = "\ue000"
# A line that says something of what it names: in a paragraph of nothing but such each is one of its own.
_FIELD_LINE = re.compile(r"[^\s，。：；:]{2,12}\s?[:：]\s?\S")
_LISTS = ("bullet_list", "ordered_list")
_TOKENS = "inline"  # where a node keeps its inline tokens
_SENTENCE_END = tuple("。！？；!?;")
_LINE_END = (*_SENTENCE_END, "：", ":", "”", "」", "』", "）", ")", "…")
_CONCLUSION = re.compile("(?:综上|总之|总的来说|因此|所以|注意|可见|即)[，,：:]?")
_VERSE_LINE = 20

_FRONT_MATTER = {"---": ("---", "..."), "+++": ("+++",)}
_FRONT_MATTER_LINES = 100
_FRONT_KEY = re.compile(r"[\w\-.]+\s*[:=]|\s+\S|-\s|#|\s*$")
_FRONT_TITLE = re.compile(r"title\s*[:=]\s*(?P<quote>[\"']?)(?P<title>.+?)(?P=quote)\s*$")

_UNSPACED_HEADING = re.compile(rf"(?P<mark>#{{1,6}})(?=[{HAN}“《（【\d])(?P<text>[^#]+)#*$")
_FOOTNOTE = re.compile(r"(?<=\S)\[\^[\w\-]{1,20}\](?!:)")
# What begins a line under an item with a name and a colon, each a field of that item: 临床表现：…
_FIELD = re.compile(r"\n[ \t]*(?=[\u4e00-\u9fff]{2,8}[：:])")
_TASK = re.compile(r"\[[ xX]\]\s+")
_TAGGED = re.compile(r"\s*<(?:p|div|h[1-6]|li|blockquote)[\s>]", re.IGNORECASE)
_TOC = re.compile(r"\[\[?toc\]?\]|\$\{toc\}|@\[toc\].*", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:目\s*[录錄次]|(?:table of )?contents)[:：]?", re.IGNORECASE)
_LINE_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
# What Obsidian and others write inside a line: links between notes, embedded notes, marked text, marks of a block.
_WIKI = re.compile(r"(?P<embedded>!)?\[\[(?P<target>[^\[\]|\n]{1,200})(?:\|(?P<shown>[^\[\]\n]{1,200}))?\]\]")
_MARKED = re.compile(r"==(?P<text>[^=\n]+)==")
_EMOJI = re.compile(r"(?<![A-Za-z0-9:]):[a-z][a-z0-9_+-]{1,30}:(?![A-Za-z0-9:])")
_BLOCK_MARK = re.compile(r"(?<=[ 。！？…”」）])\^[A-Za-z0-9-]{2,40}$")
_CALLOUT = re.compile(r"\[!(?P<kind>[\w-]{1,40})\][+-]?[ \t]*(?P<title>.*)")
_QUOTED = ("quote", "cite")
_CHINESE = re.compile(f"[{HAN}\u3001-\u301f\uff01-\uff1f\u201c\u201d]")
_PROSE_SHARE = 0.6

# The kinds of Markdown line, and whether plain text has such lines for other reasons.
_SIGNS: tuple[tuple[re.Pattern[str], bool], ...] = tuple(
    (re.compile(pattern, re.MULTILINE), strong)
    for pattern, strong in (
        (r"^#{1,6}[ \t]+\S", True),
        (r"^ {0,8}(?:```|~~~)", True),
        (r"^ {0,8}\|?[ \t]*:?-{2,}:?[ \t]*\|[-|: \t]*$", True),
        (r"\]\((?:https?://|#|/|\./)", True),
        (r"\*\*[^*\s][^*\n]{0,80}\*\*", True),
        (r"^ {0,3}>[ \t]?\S", False),
        (r"^[ \t]{0,12}[-*+][ \t]+\S", False),
        (r"^[ \t]{0,12}\d{1,3}\.[ \t]+\S", False),
        (r"^(?:---+|\*\*\*+|___+)[ \t]*$", False),
    )
)
_MANY_HEADINGS = 3


def read(data: bytes, name: str, reading: Reading = AS_IT_IS) -> Parsed:
    """The blocks of a Markdown file."""
    return plain.read(data, name, lambda text: parse(text, name, reading))


def is_markdown(text: str) -> bool:
    """Whether a text has several kinds of Markdown line, or many Markdown headings."""
    if _front_matter(text.split("\n", _FRONT_MATTER_LINES)[:_FRONT_MATTER_LINES]):
        return True
    lines = text.split("\n", 200)[:200]
    written = sum(bool(line.strip()) for line in lines)
    if max(sum(line.startswith("> ") for line in lines), sum(map(_is_tagged, lines))) * 2 > written:
        return True
    (heading, _), *others = _SIGNS
    count = len(heading.findall(text))
    seen = [strong for pattern, strong in others if pattern.search(text)]
    if count:
        return bool(seen) or count >= _MANY_HEADINGS
    return any(seen) and len(seen) >= 2


def _is_tagged(line: str) -> bool:
    """Whether a line is a paragraph of HTML: what a web page is saved as, its tags with it."""
    return _TAGGED.match(line) is not None


def parse(text: str, name: str, reading: Reading = AS_IT_IS) -> Parsed:
    """The blocks of Markdown text."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    front = _front_matter(lines)
    title = next((m["title"].strip() for line in lines[:front] if (m := _FRONT_TITLE.match(line))), None)
    walker = _Walker(wrapped=bool(wrapped([line for line in lines if line.strip()])), keep_all=reading.keep_all)
    try:
        walker.document([""] * front + lines[front:])
    except RecursionError as error:  # pictures in the descriptions of pictures in …
        raise InputError(name, "its Markdown is nested too deeply", "copy its text into a .txt file") from error
    kept, dropped = furniture.strip(walker.with_labels(), keep_all=reading.keep_all)
    blocks = tuple(headings.outlined_below(kept))
    return Parsed(blocks=blocks, dropped=(*walker.dropped, *dropped), title=title or _title(blocks))


def _front_matter(lines: Sequence[str]) -> int:
    """How many lines of front matter a document begins with, behind blank ones."""
    first = next((i for i, line in enumerate(lines[:_FRONT_MATTER_LINES]) if line.strip("\ufeff \t\r")), len(lines))
    if first == len(lines) or (opening := lines[first].strip("\ufeff \t\r")) not in _FRONT_MATTER:
        return 0
    for number, line in enumerate(lines[first + 1 : _FRONT_MATTER_LINES], start=first + 1):
        if line.strip() in _FRONT_MATTER[opening]:
            return number + 1 if number > first + 1 else 0
        if not _FRONT_KEY.match(line):
            return 0
    return 0


def _title(blocks: Sequence[Block]) -> str | None:
    """The first heading, if it is the only one of the highest level and stands at the top."""
    found = [block for block in blocks if block.kind == "heading"]
    alone = found and found[0].level == 1 and sum(block.level == 1 for block in found) == 1
    return found[0].text if alone else None


@cache
def _parser(links: bool, marks: bool) -> MarkdownIt:
    """CommonMark with tables and strikethrough, without a rule that eats Chinese text.

    A line indented by four columns is a paragraph, not code.
    """
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"]).disable(["code"])
    parser = parser if links else parser.disable(["link", "image"])
    return parser if marks else parser.disable(["emphasis", "strikethrough", "backticks", "autolink", "html_inline"])


def _tree(text: str) -> SyntaxTreeNode:
    """The blocks of Markdown text as a tree; inline tokens stay lists, as they may nest deeper than Python recurses."""
    from markdown_it.tree import SyntaxTreeNode

    # looking for links takes time by the square of the open brackets in a paragraph, and marks by the hundred
    # thousand in one are no author's
    parts = text.split("\n\n")
    links = ("](" in text or "]:" in text) and all(part.count("[") <= _MOST_BRACKETS for part in parts)
    marks = all(len(part) <= _MOST_MARKS or len(_INLINE_MARKS.findall(part)) <= _MOST_MARKS for part in parts)
    tokens = _parser(links, marks).parse(text)
    for token in tokens:
        if token.type == "inline":
            token.meta[_TOKENS] = token.children or []
            token.children = None
    return SyntaxTreeNode(tokens)


@dataclass
class _Walker:
    """Collects blocks while it walks through a document's tree."""

    wrapped: bool
    keep_all: bool = False
    blocks: list[Block] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    bold: list[int] = field(default_factory=list)
    heading: int = 0
    depth: int = 0
    quoted: bool = False
    numbers: Sequence[int] = ()
    source: Sequence[str] = ()

    def document(self, lines: Sequence[str], first: int = 1) -> None:
        """Walk through a document, or through a part of one whose first line has number ``first``."""
        adapted = dialects.adapt(lines, keep_all=self.keep_all)
        self.dropped.extend(adapted.dropped)
        before = self.numbers, self.source
        self.numbers, self.source = [first + place for place in adapted.places], adapted.lines
        self.walk(_tree("\n".join(adapted.lines)))
        self.numbers, self.source = before

    def walk(self, node: SyntaxTreeNode) -> None:
        """Collect what stands below a node."""
        self.each(node.children)

    def each(self, nodes: Sequence[SyntaxTreeNode]) -> None:
        """Collect nodes side by side; a list of another kind right behind an item stands below that."""
        kinds: list[str] = []  # of the lists that stand one below the other here, outermost first
        for before, node, after in zip([None, *nodes], nodes, [*nodes[1:], None], strict=False):
            method = getattr(self, f"on_{node.type}", None)
            if node.type not in _LISTS:
                kinds.clear()
            elif node.type in kinds:
                del kinds[kinds.index(node.type) + 1 :]
            elif before and kinds and self.is_below(before, node, after):
                kinds.append(node.type)
            else:
                kinds[:] = [node.type]
            deeper = max(len(kinds) - 1, 0)
            self.depth += deeper
            if method is not None:
                method(node)
            self.depth -= deeper

    def is_below(self, before: SyntaxTreeNode, node: SyntaxTreeNode, after: SyntaxTreeNode | None) -> bool:
        """Whether a list stands below the last item of the one before it, which is of another kind.

        It follows without a blank line or behind a colon, or the list before goes on behind it (1. - - 2. - -).
        """
        touches = _last_line(before) + 1 == (node.map or (0, 0))[0]
        announced = bool(self.blocks) and self.blocks[-1].text.endswith(("：", ":"))
        goes_on = after is not None and after.type == before.type == "ordered_list" and _start(after) > _start(before)
        return touches or announced or goes_on

    def with_labels(self) -> list[Block]:
        """The blocks, with bold labels that come again and again (原文：) as the paragraphs that they are."""
        counts = Counter(self.blocks[i].text for i in self.bold)
        labels = {i for i in self.bold if counts[self.blocks[i].text] >= _LABEL_TIMES}
        plain = {"kind": "paragraph", "level": 0}
        return [block.model_copy(update=plain) if i in labels else block for i, block in enumerate(self.blocks)]

    def on_heading(self, node: SyntaxTreeNode) -> None:
        """An ATX or setext heading; a sentence over a line of dashes is none."""
        text = " ".join(_inline(node).split("\n"))
        if node.markup in ("-", "=") and (len(text) > _LONGEST_HEADING or text.endswith(_SENTENCE_END)):
            self.on_paragraph(node)
            return
        self.add_heading(text, int(node.tag[1:]), self.line(node))

    def add_heading(self, text: str, level: int, line: int) -> None:
        """A heading, which the next bold one stands under."""
        if text.strip(EDGE):
            self.heading = level
            self.add(text, line, "heading", level)

    def on_paragraph(self, node: SyntaxTreeNode) -> None:
        """A paragraph, or each of the lines that its author took for one."""
        text = _inline(node)
        if _TOC.fullmatch(text.strip(EDGE)) and not self.keep_all:
            self.dropped.append(Dropped(text=text.strip(EDGE), why="contents"))
        elif not self.depth and not self.quoted and _is_bold(node) and _is_label(text):
            self.bold.append(len(self.blocks))
            self.add(text, self.line(node), "heading", min(self.heading + 1, _MOST_LEVELS))
        else:
            for part, line in self.lines(text, self.line(node)):
                self.add_line(part, line)

    def add_line(self, text: str, line: int) -> None:
        """A paragraph of running text; where a heading's marks lack the blank behind them, the heading."""
        unspaced = _UNSPACED_HEADING.match(text)
        if unspaced and not self.depth and not self.quoted and len(unspaced["text"]) <= _LONGEST_HEADING:
            self.add_heading(unspaced["text"], len(unspaced["mark"]), line)
        else:
            self.add(text, line, "quote" if self.quoted else "paragraph", self.depth if self.quoted else 0)

    def lines(self, text: str, line: int) -> Iterator[tuple[str, int]]:
        """The paragraphs in a paragraph: what ends like one at a line's end, unless all is broken to one width."""
        parts = text.split("\n")
        if self.quoted and _is_verse(parts):
            yield "\n".join(part.replace(_HARD, "").strip(EDGE) for part in parts), line
            return
        fields = len(parts) > 1 and all(_FIELD_LINE.match(part.strip(EDGE)) for part in parts)
        current, start, hard = "", line, False
        for number, raw in enumerate(parts, start=line):
            part = raw.replace(_HARD, "").strip(EDGE)
            if not current:
                current, start = part, number
            elif hard:
                current += "\n" + part
            elif not (self.wrapped or self.quoted) and (fields or (_ends_line(current) and not _is_run_on(current))):
                yield current, start
                current, start = part, number
            else:
                current = join(current, part)
            hard = raw.endswith(_HARD)
        yield current, start

    def on_bullet_list(self, node: SyntaxTreeNode) -> None:
        """A list; one of links into the document itself is its table of contents."""
        if not self.keep_all and _is_contents(node):
            if self.blocks and _CONTENTS.fullmatch(self.blocks[-1].text):
                self.dropped.append(Dropped(text=self.blocks.pop().text, why="contents"))
            self.dropped.extend(Dropped(text=text, why="contents") for text in _texts(node))
            return
        deeper = self.indented(node)
        numbers = [_number(item) for item in node.children] if any(deeper) else _numbers(node)
        for number, below, item in zip(numbers, deeper, node.children, strict=True):
            self.depth += 1 + below
            self.item(item, f"{number}{item.markup}" if node.type == "ordered_list" else "-")
            self.depth -= 1 + below

    on_ordered_list = on_bullet_list

    def indented(self, node: SyntaxTreeNode) -> list[int]:
        """How much deeper than the first of a list its items are written.

        For CommonMark items that are indented by less than the text of the one above (by two blanks below 1., by a tab
        in a quotation) are its siblings; who writes so, and counts anew or sets bullets, means that they stand below.
        """
        columns: list[int] = []
        depths: list[int] = []
        for item in node.children:
            column = _column(self.source[(item.map or (0, 0))[0]])
            while len(columns) > 1 and column <= columns[-1] - _INDENT:
                columns.pop()
            if columns and column >= columns[-1] + _INDENT and _number(item) < _LATER:
                columns.append(column)
            columns = columns or [column]
            depths.append(len(columns) - 1)
        return depths

    def item(self, node: SyntaxTreeNode, mark: str) -> None:
        """A list item: its first paragraph is the item, the rest stands behind it."""
        children = node.children
        if children and children[0].type in ("paragraph", "heading"):
            first, *children = children
            text = _inline(first).replace(_HARD, "").strip(EDGE)
            task = _TASK.match(text)
            text = text[task.end() :] if task else text
            # A line of a hard-wrapped text may begin with 强调：, and is no field for that.
            written, *fields = [text] if self.wrapped else _FIELD.split(text)
            text, number = _flowing(written), self.line(first)
            if text.strip(EDGE):
                mark = mark if task is None else "☐" if task[0][1] == " " else "☑"
                self.add(text, number, "item", min(self.depth, _MOST_LEVELS), mark)
            for above, told in pairwise((written, *fields)):
                number += above.count("\n") + 1
                self.add(_flowing(told), number, "item", min(self.depth + 1, _MOST_LEVELS), "-")
        self.each(children)

    def on_blockquote(self, node: SyntaxTreeNode) -> None:
        """A quotation: a block for each of its paragraphs. A callout is one only where it says so."""
        children = node.children
        first = children[0] if children and children[0].type == "paragraph" else None
        callout = _CALLOUT.match(_inline(first)) if first else None
        before, self.quoted = self.quoted, not callout or callout["kind"].lower() in _QUOTED
        if first and callout:
            self.callout(first, callout)
            children = children[1:]
        self.each(children)
        self.quoted = before

    def callout(self, node: SyntaxTreeNode, found: re.Match[str]) -> None:
        """The first paragraph of a callout: its title, and what stands below that."""
        title, line = found["title"].replace(_HARD, "").strip(EDGE), self.line(node)
        if title:
            self.add_line(title, line)
        rest = found.string[found.end() :].removeprefix(_HARD).lstrip("\n")
        for part, number in self.lines(rest, line + 1):
            self.add_line(part, number)

    def on_fence(self, node: SyntaxTreeNode) -> None:
        """Fenced code, which in Chinese notes may well be prose."""
        content = node.content
        written = len("".join(content.split()))
        if len(_CHINESE.findall(content)) >= _PROSE_SHARE * written > 0:
            self.document(content.split("\n"), self.line(node) + 1)
        elif self.keep_all:
            self.add(content, self.line(node) + 1, "paragraph")
        else:
            self.dropped.append(Dropped(text=content.strip("\n"), why="code"))

    def on_table(self, node: SyntaxTreeNode) -> None:
        """A table, with a line for each row."""
        rows = [
            "\t".join(_flowing(_inline(cell).replace(_HARD, ""), "  ").strip(EDGE) for cell in row.children)
            for part in node.children
            for row in part.children
        ]
        if any(row.strip() for row in rows):
            self.add("\n".join(rows), self.line(node), "table")

    def on_html_block(self, node: SyntaxTreeNode) -> None:
        """HTML: the text in it, if it has any."""
        for piece in fragments.pieces(node.content):
            if piece.kind == "heading":
                self.add_heading(piece.text, piece.level, self.line(node))
            elif piece.kind == "table":
                self.add(piece.text, self.line(node), "table")
            else:
                self.add_line(piece.text.strip(EDGE), self.line(node))

    def line(self, node: SyntaxTreeNode) -> int:
        """The number of the line on which a node begins."""
        return self.numbers[(node.map or (0, 0))[0]]

    def add(self, text: str, line: int, kind: BlockKind, level: int = 0, mark: str = "") -> None:
        """A block, if it has text."""
        text = text.replace(_HARD, "").strip(EDGE + "\n")
        if text:
            self.blocks.append(Block(text=text, kind=kind, level=level, marker=mark, line=line))


def _ends_line(text: str) -> bool:
    """Whether a paragraph can end here: with a mark, or with who said it (民为贵。——孟子)."""
    return text.endswith(_LINE_END) or headings.is_signed(text)


def _numbers(node: SyntaxTreeNode) -> list[int]:
    """The numbers of a list's items as they are written: a 1 behind a 3 begins another list; 1. 1. 1. means 1. 2. 3."""
    written = [_number(item) for item in node.children]
    lazy = len(set(written)) == 1
    return list(range(_start(node), _start(node) + len(written))) if lazy else written


def _number(item: SyntaxTreeNode) -> int:
    """The number that a list item is written with; 0 behind a bullet."""
    return int(item.info) if item.info.isdigit() else 0


def _column(line: str) -> int:
    """How far a line is indented, in columns; marks of a quotation before it count as nothing."""
    line = _QUOTE_MARKS.sub("", line).expandtabs(4)
    return len(line) - len(line.lstrip())


def _start(node: SyntaxTreeNode) -> int:
    """The number of a list's first item."""
    return int(node.attrs.get("start", 1)) if node.type == "ordered_list" else 0


def _last_line(node: SyntaxTreeNode) -> int:
    """The number of the last line that has a paragraph of a node."""
    return max(((child.map or (0, 0))[1] for child in node.walk() if child.type == "paragraph"), default=0) - 1


def _inline(node: SyntaxTreeNode) -> str:
    """The text of a node's inline tokens with its line breaks, without marks that CommonMark leaves beside Chinese."""
    text = _FOOTNOTE.sub("", "".join(_pieces(_tokens(node))))
    if "[[" in text:
        text = _WIKI.sub(lambda link: "" if link["embedded"] else link["shown"] or link["target"].strip("#"), text)
    text = _BLOCK_MARK.sub("", _EMOJI.sub("", _MARKED.sub(r"\g<text>", text)))
    return text if text.count("**") < 2 else _without_pairs(text)


def _pieces(tokens: Sequence[Token]) -> Iterator[str]:
    """The texts of inline tokens, without the readings beside characters (``<rt>``)."""
    reading = 0
    for token in tokens:
        if token.type == "html_inline" and (change := fragments.is_reading(token.content)):
            reading = max(0, reading + change)
        elif not reading:
            yield _piece(token)


def _tokens(node: SyntaxTreeNode) -> list[Token]:
    """The inline tokens of a paragraph, heading or cell."""
    return [token for child in node.children if child.type == "inline" for token in child.meta[_TOKENS]]


def _piece(token: Token) -> str:
    """The text of one inline token."""
    if token.type in ("text", "code_inline", "text_special"):
        return token.content
    if token.type == "softbreak":
        return "\n"
    if token.type == "hardbreak" or (token.type == "html_inline" and _LINE_BREAK_TAG.fullmatch(token.content)):
        return _HARD + "\n"
    return ""


def _without_pairs(text: str) -> str:
    """``text`` without its ``**``, in pairs: an odd one at the end stays."""
    *paired, last = text.split("**")
    return "".join(paired) + ("" if len(paired) % 2 == 0 else "**") + last


def _flowing(text: str, gap: str | None = None) -> str:
    """The lines of ``text`` put together to one."""
    first, *others = text.split("\n")
    for part in others:
        first = join(first.rstrip(EDGE), part.strip(EDGE)) if gap is None else first + gap + part
    return first


def _is_bold(node: SyntaxTreeNode) -> bool:
    """Whether a paragraph is bold as a whole, but for a colon behind it."""
    depth = opened = 0
    plain: list[str] = []
    for token in _tokens(node):
        if token.type == "strong_open":
            depth, opened = depth + 1, opened + 1
        elif token.type == "strong_close":
            depth -= 1
        elif not depth:
            plain.append(_piece(token))
    return opened == 1 and not "".join(plain).strip(EDGE + "：:")


def _is_label(text: str) -> bool:
    """Whether bold text is a heading rather than a sentence to remember."""
    text = text.strip(EDGE)
    return (
        len(text) <= _LONGEST_BOLD
        and not text.endswith(("，", ",", *_SENTENCE_END))
        and not _CONCLUSION.match(text)
        and "\n" not in text
    )


def _is_verse(parts: Sequence[str]) -> bool:
    """Whether the lines of a quotation are verse, or broken on purpose."""
    return any(part.endswith(_HARD) for part in parts) or (
        len(parts) > 1 and all(len(part.strip(EDGE)) <= _VERSE_LINE for part in parts)
    )


def _is_run_on(text: str) -> bool:
    """Whether a line is a label that the next line explains, so that both make one paragraph."""
    return text.endswith(("：", ":")) and len(text) <= _VERSE_LINE


def _is_contents(node: SyntaxTreeNode) -> bool:
    """Whether each item of a list is nothing but a link into the document."""
    paragraphs = [child for child in node.walk() if child.type == "paragraph"]
    return len(paragraphs) > 1 and all(_is_inner_link(paragraph) for paragraph in paragraphs)


def _is_inner_link(node: SyntaxTreeNode) -> bool:
    """Whether a paragraph is one link to a place in the same document."""
    tokens = [token for token in _tokens(node) if token.type != "text" or token.content.strip(EDGE)]
    if not tokens or tokens[0].type != "link_open" or tokens[-1].type != "link_close":
        return False
    links = [token for token in tokens if token.type == "link_open"]
    return len(links) == 1 and str(links[0].attrs.get("href", "")).startswith("#")


def _texts(node: SyntaxTreeNode) -> list[str]:
    """The text of each paragraph below a node."""
    return [_inline(child) for child in node.walk() if child.type == "paragraph"]
