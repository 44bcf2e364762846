"""What surrounds a finding on its cards: section path, lead-in, explanations, where it comes from, tags."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quizgen.cards.keys import skeleton
from quizgen.cards.leads import (
    FAULTS,
    MASK,
    NUMBERED,
    TAIL,
    is_thin,
    lead_in,
    member_range,
    opens_with_pronoun,
    parent_blocks,
    sentence_before,
    title_itself,
    words_before,
)
from quizgen.cards.marks import balanced, without_orphans
from quizgen.cards.titles import (
    CLAUSE_END,
    MARKER,
    clean_title,
    cut_title,
    document_title,
    head_of,
    is_telling,
    tag_part,
    unnumbered,
    without_kind,
)
from quizgen.cards.wordlists import word_lists
from quizgen.glossary import load as load_glossary
from quizgen.model import Document, Finding, Formulation, KnownSaying, KnownSet, Member, Saying, Span
from quizgen.text.clauses import CLOSING, common_end, sentence_at, sentences
from quizgen.text.numerals import chinese
from quizgen.text.words import words

LONGEST_REST = 120
LONGEST_AROUND = 200
LONGEST_ROW_NAME = 8

LONGEST_VERB = 4
LONGEST_BARE_LABEL = 2
LONGEST_THIN = 4
LONGEST_VAGUE = 5
LONGEST_TOPIC = 44
_ORDINAL = re.compile(r"\s*(?:第[一二三四五六七八九十]+|[一二三四五六七八九十]+[是要])[，、]?")
# What stands before words that somebody believes in, or that he is called by: no maxim of the text's own.
_BELIEVED = re.compile("(?:信奉|奉行|抱着|顾虑|提出|懂得|觉得|认为|[是像做当])$")
_SAID = re.compile("(?:强调|指出|要求|号召|提醒|告诫|规定)$")  # 大旱之年强调“节水就是种田”
_PLACEHOLDER = "_＿×□"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a finding's cards show beside its own words.

    ``lead`` announces a list, and ``telling`` says whether it tells which one; ``rests`` are what each member
    says beyond its head, ``joints`` the marks between the two, ``openers`` what of its marker is a part of the
    sentence (有的), ``closers`` the question marks behind members, ``extra`` further lines for the back.
    """

    path: tuple[str, ...]
    source: str
    tags: tuple[str, ...]
    lead: str = ""
    telling: bool = True
    numbered: bool = False
    rests: tuple[str, ...] = ()
    joints: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    closers: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()


def of_formulation(document: Document, formulation: Formulation) -> Setting:
    """The setting of a list in a document."""
    lead, telling = lead_in(document, formulation)
    lead = _dated(_with_kind(lead, formulation) or document_title(document), formulation)
    if formulation.open and formulation.form == "outline" and lead.endswith("："):
        lead = f"{lead[:-1]}（举例）："
    path = (*_path(document, formulation), *_parent_items(document, formulation))
    while path and skeleton(path[-1]) in skeleton(lead):
        path = path[:-1]
    path = (*path, *_topic_above(document, formulation, lead))
    openers = tuple(_opener(document, member) for member in formulation.members)
    row = _one_row(openers)
    path = (*path, row) if row and skeleton(row) not in skeleton(lead) else path
    if not path and _needs_title(document, formulation, lead):
        path = (cut_title(title_itself(document)),)
    around = _around(document, formulation) or _announced(document, formulation, lead)
    beyond = [_beyond(document, member) for member in formulation.members]
    count = len(formulation.members)
    return Setting(
        path=path,
        source=_source(document, formulation),
        tags=_tags(document, formulation, _kind_of(formulation)),
        lead=lead,
        telling=telling and not _is_vague(document, formulation, lead),
        numbered=_numbered(document, formulation),
        rests=tuple(rest for _, rest in beyond),
        joints=tuple(joint for joint, _ in beyond),
        openers=("",) * len(openers) if row else openers,
        closers=_closers(document, formulation),
        extra=(
            *((f"原文：{around}",) if around else ()),
            *((f"原文称“{formulation.stated}”，列出的是{chinese(count)}项。",) if formulation.stated else ()),
            *((f"据：{formulation.glossary}",) if formulation.glossary else ()),
        ),
    )


def _is_vague(document: Document, formulation: Formulation, lead: str) -> bool:
    """Whether a row without a name is announced by a few words with a verb, behind which others would fit: 干部要："""
    named = formulation.form != "parallel" or formulation.label or formulation.rule == "parallel.known"
    bare, covered = lead.rstrip(TAIL), member_range(formulation)
    if named or not bare or covered is None or len(skeleton(lead)) > LONGEST_VAGUE:
        return False
    if document.blocks[covered.block].text[: covered.start].endswith("："):
        return False
    lists = word_lists()
    return words(bare)[-1] in lists.verbs | lists.adverbs | lists.prepositions | lists.hanging


def _needs_title(document: Document, formulation: Formulation, lead: str) -> bool:
    """Whether a lead-in says so little that only the title of the document tells what it is about: 三人：, 要增强：."""
    if formulation.label:
        known = formulation.glossary or load_glossary().find(formulation.label)
        longest = LONGEST_BARE_LABEL if known else LONGEST_THIN
        return len(skeleton(lead)) <= longest and skeleton(lead) == skeleton(formulation.label)
    title = skeleton(title_itself(document))
    named = document.title and title not in skeleton(lead) and title != skeleton(document.name.rpartition(".")[0])
    return bool(named) and len(skeleton(lead)) <= LONGEST_THIN


def _dated(lead: str, formulation: Formulation) -> str:
    """A lead-in with the time of the wording that the glossary gives, where that has changed."""
    since, _, until = formulation.wording.partition("/")
    if not until:
        return lead
    when = f"{_month(until)}前" if since == ".." else f"{_month(since)}起"
    return f"{lead.rstrip('：')}（{when}的提法）："


def _month(date: str) -> str:
    """2020-10-29 as 2020年10月."""
    return f"{date[:4]}年{int(date[5:7])}月"


def _with_kind(lead: str, formulation: Formulation) -> str:
    """A lead-in that is but a name, with what its members all are: 气：防御作用, 固摄作用 → 气的作用："""
    bare = lead.rstrip(TAIL)
    ending = common_end([member.text for member in formulation.members])
    kind = max((noun for noun in word_lists().generic if ending.endswith(noun)), key=len, default="")
    brief = not formulation.label and 0 < len(skeleton(bare)) <= LONGEST_BARE_LABEL and lead == f"{bare}："
    return f"{bare}的{kind}：" if brief and kind and kind not in bare else lead


def of_saying(document: Document, finding: Saying) -> Setting:
    """The setting of a saying in a document."""
    opening = _before(document, finding)
    called = finding.rule == "saying.maxim" and _BELIEVED.search(opening) is not None
    unsigned = not finding.speaker and not finding.source
    believed = unsigned and (called or finding.rule == "saying.weak.inline" or _SAID.search(opening) is not None)
    headless = unsigned and finding.quote.startswith("是") and opening[-1:].isalnum()  # 家庭“是社会的细胞”
    before = sentence_before if opens_with_pronoun(finding.quote) else words_before if believed or headless else None
    return Setting(
        path=_path(document, finding),
        source=_source(document, finding),
        tags=_tags(document, finding, "引语"),
        lead=before(document, finding.spans[0]) if before else "",
    )


def _before(document: Document, saying: Saying) -> str:
    """The text before a saying's quotation marks."""
    span = saying.spans[0]
    return document.blocks[span.block].text[max(0, span.start - LONGEST_VERB - 1) : span.start].rstrip('“「"‘：，')


def of_known_set(known: KnownSet, title: str, tags: Sequence[str]) -> Setting:
    """The setting of a list in a curated deck."""
    return Setting(
        path=(),
        source=f"{title} · {known.source}",
        tags=(*tags, f"{tag_part(title)}::数字概括"),
        lead=f"{known.label}：",
        numbered=known.ordered,
        rests=("",) * len(known.members),
        extra=_known_extra(known),
    )


def of_known_saying(known: KnownSaying, title: str, tags: Sequence[str]) -> Setting:
    """The setting of a saying in a curated deck."""
    return Setting(
        path=(),
        source=f"{title} · {known.source}",
        tags=(*tags, f"{tag_part(title)}::引语"),
        extra=_known_extra(known),
    )


def _known_extra(known: KnownSet | KnownSaying) -> tuple[str, ...]:
    date = f"（{known.date}）" if known.date else ""
    return (*((known.note,) if known.note else ()), f"据：{known.source}{date}")


def _section(document: Document, finding: Finding) -> tuple[str, ...]:
    """The headings above ``finding``, without the title of the whole document, if that is not the first text's own."""
    titles = [title for title in finding.section if skeleton(title)]
    top = titles and skeleton(titles[0]) == skeleton(document_title(document)) and not _is_collection(document)
    return tuple(titles[1:] if top else titles)


def _is_collection(document: Document) -> bool:
    """Whether other texts stand behind the first one, each under a title of its level."""
    titles = [block for block in document.blocks if block.kind == "heading" and block.level == 1]
    return len(titles) > 1 and not any(MARKER.match(block.marker + block.text) for block in titles[1:])


def _path(document: Document, finding: Finding) -> tuple[str, ...]:
    titles = (unnumbered(clean_title(title)) for title in _section(document, finding))
    return tuple(cut_title(without_kind(title)) for title in titles if is_telling(title))


def _parent_items(document: Document, formulation: Formulation) -> tuple[str, ...]:
    """The list items above the list's own lead line, outermost first: 肺 › 生理特性：."""
    parents = [
        head_of(document.blocks[place].text) for place in reversed(parent_blocks(document, formulation.at.block))
    ]
    direct = formulation.lead is not None and formulation.lead.block < formulation.at.block
    return tuple(parents[:-1] if direct else parents)


def _tags(document: Document, finding: Finding, kind: str) -> tuple[str, ...]:
    levels = [tag_part(title) for title in (document_title(document), *_section(document, finding))]
    return ("::".join(levels), kind)


def _kind_of(formulation: Formulation) -> str:
    if formulation.label:
        return "数字概括"
    return {"outline": "提纲", "marked": "分条", "parallel": "排比"}.get(formulation.form, "数字概括")


def _source(document: Document, finding: Finding) -> str:
    """Title, section, and the page or the opening words of the paragraph.

    Not the paragraph's number: it would change on every later card when one paragraph is put in, and each of
    those notes would count as edited on the next import.
    """
    at = finding.at
    block = document.blocks[at.block]
    above = _section(document, finding)
    section = unnumbered(clean_title(above[-1])) if above else ""
    if block.page is not None:
        place = f"第 {block.page} 页"
    elif skeleton(opening := _opening(block.text)) == skeleton(section)[: len(skeleton(opening))]:
        place = ""
    else:
        place = f"“{opening}”一段"
    return " · ".join(part for part in (document_title(document), section, place) if part)


def _opening(text: str) -> str:
    text = text.strip()
    return text if len(text) <= 14 else text[:12].rstrip(TAIL) + "…"


def _numbered(document: Document, formulation: Formulation) -> bool:
    """Whether the text itself counts the members: 一是, 第一, （1）, a numbered heading."""
    spans = [member.span for member in formulation.members]
    return formulation.ordered or (
        bool(spans) and all(span is not None and _counted(document, span) for span in spans[:2])
    )


def _counted(document: Document, span: Span) -> bool:
    block = document.blocks[span.block]
    before = block.text[max(0, span.start - 8) : span.start]
    return bool(NUMBERED.search(before) or (not before.strip() and MARKER.match(block.marker + " ")))


def _one_row(openers: Sequence[str]) -> str:
    """The name of the row of a table that all members stand in."""
    return openers[0].rstrip("：") if len(set(openers)) == 1 and openers[0].endswith("：") else ""


def _opener(document: Document, member: Member) -> str:
    """有的 or 有些 before a member: without it the sentence is about everybody; of a cell the name of its row."""
    if member.span is None:
        return ""
    block = document.blocks[member.span.block]
    before = block.text[: member.span.start]
    if block.kind == "table":
        row, tab, _ = before[before.rfind("\n") + 1 :].partition("\t")
        return f"{row.strip()}：" if tab and 0 < len(row.strip()) <= LONGEST_ROW_NAME else ""
    return next((word for word in ("有的", "有些") if before.endswith(word)), "")


def _closers(document: Document, formulation: Formulation) -> tuple[str, ...]:
    """The question marks behind members that all are questions: 为人谋而不忠乎？与朋友交而不信乎？"""
    spans = [member.span for member in formulation.members]
    behind = [document.blocks[span.block].text[span.end :][:1] if span else "" for span in spans]
    return ("？",) * len(spans) if set(behind) <= {"？", "?"} else ("",) * len(spans)


def _beyond(document: Document, member: Member) -> tuple[str, str]:
    """The marks behind a member's head, and what it says beyond that: whole sentences, in the document's words."""
    if member.span is None or member.whole is None or member.whole.block != member.span.block:
        return "", ""
    text = document.blocks[member.whole.block].text
    behind = text[member.span.end : member.whole.end]
    rest = behind.lstrip(f"{TAIL}{CLOSING}？?！!")
    joint = " ".join(behind[: len(behind) - len(rest)].split()) or " " * behind[:1].isspace()
    announces = text[: member.whole.end + 1].rstrip().endswith(("：", ":"))
    rest = (_finished(rest) if announces else rest).rstrip(TAIL)
    rest = _sentences_within(without_orphans(rest), LONGEST_REST)
    return (joint, rest) if skeleton(rest) else ("", "")


def _finished(text: str) -> str:
    """``text`` without a last clause that announces what is not shown: 联系也是多样的，｜主要方式："""
    text = text.rstrip("：: \n")
    if text.endswith(("）", ")")):
        return text  # a gloss on the head itself: （也叫…）
    ends = [stop.end() for stop in CLAUSE_END.finditer(text)]
    return text[: max((end for end in ends if balanced(text[:end])), default=0)]


def _sentences_within(text: str, longest: int) -> str:
    """As many whole sentences of ``text`` as fit, at least the beginning of the first."""
    if len(text) <= longest:
        return text
    # a wide space ends a sentence only where its words do
    ends = [end for _, end in sentences(text) if end <= longest and not text[:end].rstrip()[-1:].isalnum()]
    ends = [end for end in ends if text[:end].rstrip()[-1:] not in _PLACEHOLDER]
    return text[: ends[-1]].rstrip() if ends else text[: longest - 1] + "…"


def _topic_above(document: Document, formulation: Formulation, lead: str) -> tuple[str, ...]:
    """The topic of a numbered paragraph, where a lead-in within it says too little: 第一，要修好水渠。…现在：有的…"""
    covered = member_range(formulation)
    if covered is None or not is_thin(lead.removesuffix(FAULTS)):
        return ()
    text = document.blocks[covered.block].text
    numbered = [span for span in sentences(text, 0, covered.start) if _ORDINAL.match(text, *span)]
    if not numbered or numbered[-1][1] > sentence_at(text, covered.start)[0]:
        return ()
    topic = _ORDINAL.sub("", text[slice(*numbered[-1])].strip()).rstrip(TAIL + "。！？")
    brief = topic if len(topic) <= LONGEST_TOPIC else topic[: LONGEST_TOPIC - 1] + "…"
    return (brief,) if skeleton(topic) else ()


def _announced(document: Document, formulation: Formulation, lead: str) -> str:
    """The whole sentence that announces a list, for the back, where its lead-in shows a part of it."""
    if MASK not in lead or formulation.lead is None or formulation.lead.block == formulation.at.block:
        return ""
    sentence = " ".join(document.text(formulation.lead).split())
    return sentence if len(sentence) <= LONGEST_AROUND else ""


def _around(document: Document, formulation: Formulation) -> str:
    """The sentence of a list that stands within one, for the back."""
    covered = member_range(formulation)
    if covered is None or formulation.form not in ("counted", "parallel"):
        return ""
    if document.blocks[covered.block].kind == "table":
        return ""
    text = document.blocks[covered.block].text
    start, end = sentence_at(text, covered.start)
    sentence = text[start : max(end, covered.end)].strip()
    return sentence if len(sentence) <= LONGEST_AROUND and len(sentence) > covered.end - covered.start + 4 else ""
