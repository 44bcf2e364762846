"""Lists that make no cards, each for a reason with a name: see ``RULES``, and :func:`without_passing`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

from quizgen.cards.frames import shared_joint
from quizgen.cards.keys import is_partial, skeleton
from quizgen.cards.leads import member_range
from quizgen.cards.titles import document_title
from quizgen.cards.wordlists import word_lists
from quizgen.data import load
from quizgen.glossary import load as load_glossary
from quizgen.model import Document, Finding, Formulation
from quizgen.text.clauses import OPENING, common_start, sentence_at
from quizgen.text.fold import HAN
from quizgen.text.words import words

LONGEST_CHAPTER = 28
LEAST_SHARED = 2
_COUNTED = re.compile("[二两三四五六七八九十][大个种项条点类]")
_MARK = re.compile("[，；：]")
_GOES_ON = re.compile("（接“[^”]*”）")
LONGEST_SCRAP = 2
LEAST_NAMED = 2
LEAST_MAIN = 4
_TORN = ("着", "了", "过", "得", "地", "的")

Rule = Callable[[Document, Formulation, str], str]
"""Why a list, announced by the lead-in given last, makes no cards; empty where it does."""


def without_passing(
    document: Document, findings: Sequence[Finding]
) -> tuple[list[Finding], list[tuple[Formulation, str, str]]]:
    """``findings`` without known sets that the text mentions once by the way: 五味调和成佳肴 among sayings.

    By the way is what is neither quoted nor a heading, where the text names nothing else of the set's field; each that
    is left out stands with the dotted name of the rule and the reason.
    """
    fields = Counter(field for one in findings if (field := _field(one)))
    passing = [one for one in findings if fields[_field(one)] == 1 and _is_mentioned_once(document, one)]
    reason = "the text mentions it by the way, and nothing else of its field"
    kept = [one for one in findings if one not in passing]
    return kept, [(one, "list.passing", reason) for one in passing if isinstance(one, Formulation)]


def _field(finding: Finding) -> str:
    """The curated deck that has the set which ``finding`` has a label of; empty where none has."""
    known = load_glossary().find(finding.label) if isinstance(finding, Formulation) and finding.label else None
    return known.deck if known else ""


def _is_mentioned_once(document: Document, finding: Finding) -> bool:
    if not isinstance(finding, Formulation) or finding.form != "named" or not finding.members:
        return False
    label, at = finding.label, finding.label_span
    if not label or at is None or document.blocks[at.block].kind == "heading":
        return False
    quoted = at.start > 0 and document.blocks[at.block].text[at.start - 1] in OPENING
    return not quoted and sum(block.text.count(label) for block in document.blocks) == 1


def unfit(document: Document, formulation: Formulation, lead: str) -> tuple[str, str] | None:
    """The dotted name of the first rule by which ``formulation`` makes no cards, and the reason."""
    for name, rule in RULES:
        if why := rule(document, formulation, lead):
            return name, why
    return None


def _partial(document: Document, formulation: Formulation, lead: str) -> str:
    count = len(formulation.members)
    return f"{formulation.label} with {count} members is not the whole set" if is_partial(formulation) else ""


def _obvious(document: Document, formulation: Formulation, lead: str) -> str:
    """A list of what everybody would say: 国内, 国际."""
    items = {skeleton(member.text) for member in formulation.members}
    return "anybody would say its members" if items <= word_lists().obvious else ""


def _scant(document: Document, formulation: Formulation, lead: str) -> str:
    """Two single characters that no set is made of: 区分了“和”与“同”两个概念."""
    brief = len(formulation.members) == 2 and all(len(skeleton(m.text)) == 1 for m in formulation.members)
    known = formulation.label and load_glossary().find(formulation.label)
    return "two single characters say too little" if brief and not known else ""


def _rhetorical(document: Document, formulation: Formulation, lead: str) -> str:
    """A row that nothing announces and that differs by a word each time: 问题如此严重, 形势如此严峻, 困难如此难解."""
    texts = [member.text for member in formulation.members]
    joint = shared_joint(texts) if formulation.form == "parallel" and formulation.rule != "parallel.known" else ""
    rests = [text.partition(joint)[2] for text in texts] if joint else []
    scraps = len(set(rests)) == len(texts) and max(map(len, rests)) <= LONGEST_SCRAP
    return "a row of words that any others might stand for" if scraps and _GOES_ON.fullmatch(lead) else ""


def _leads_up(document: Document, formulation: Formulation, lead: str) -> str:
    """Clauses that nothing announces and that only lead up to what their sentence says: 面对…, 面对…, ｜我们…."""
    covered = member_range(formulation)
    plain = formulation.form == "parallel" and not formulation.label and formulation.rule != "parallel.known"
    if covered is None or not plain or not _GOES_ON.fullmatch(lead):
        return ""
    text = document.blocks[covered.block].text
    behind = text[covered.end : sentence_at(text, covered.start)[1]]
    texts = [member.text for member in formulation.members]
    up = all(text.startswith(tuple(word_lists().leading_up)) for text in texts) or all("越" in text for text in texts)
    goes_on = behind[:1] in tuple("，,") and len(skeleton(behind)) >= LEAST_MAIN
    return "what the sentence says stands behind them" if up and goes_on else ""


def _contents(document: Document, formulation: Formulation, lead: str) -> str:
    """A numbered outline without a name of its own that holds titles and no statements."""
    items = [member.text for member in formulation.members]
    if formulation.form != "outline" or not formulation.ordered or _COUNTED.search(lead):
        return ""
    whole = skeleton(lead) == skeleton(document_title(document))  # of the whole document
    if any(_MARK.search(item) or len(skeleton(item)) > LONGEST_CHAPTER for item in items):
        return ""
    if _is_of_one_kind(items) and not whole:
        return ""
    adverbial = all(item[:1] in word_lists().prepositions for item in items)  # 在难事上练本领; 在小事上守底线
    told = len(items) if adverbial else sum(bool({item[:1], *words(skeleton(item))[:2]} & _telling()) for item in items)
    return "the titles of chapters, which nobody recites" if told * 2 < len(items) else ""


def _told_above(document: Document, formulation: Formulation, lead: str) -> str:
    """Headings that the heading above names one by one: 水渠的修建和看护 with 水渠的修建, 水渠的看护."""
    items = [member.text for member in formulation.members]
    if formulation.rule != "outline.headings" or formulation.label or "：" in lead.rstrip("："):
        return ""
    start = len(common_start(items))
    named = all(len(item) - start >= LEAST_NAMED and item[start:] in lead for item in items)
    return "the heading above names them all" if named else ""


def _is_of_one_kind(items: list[str]) -> bool:
    """Whether all begin or end alike, and not as chapters do: 矛盾的同一性, 矛盾的普遍性, but not 管理的概念."""
    nouns = word_lists().generic | word_lists().chapters
    of_one = any(all(item.endswith(noun) and not item.endswith(f"的{noun}") for item in items) for noun in nouns)
    if 2 * sum(item.endswith(tuple(nouns)) for item in items) > len(items) and not of_one:
        return False  # of one are 普遍性目标, 行为性目标
    starts, ends = ({item[:LEAST_SHARED] for item in items}, {item[-LEAST_SHARED:] for item in items})
    return len(starts) == 1 or len(ends) == 1


@cache
def _telling() -> frozenset[str]:
    """Words by which a heading says what to do, and not only what it is about."""
    lists = word_lists()
    return lists.verbs | lists.predicates | lists.adverbs | lists.copulas | frozenset(load("parallel")["three_begin"])


def _untitled(document: Document, formulation: Formulation, lead: str) -> str:
    """Headings that are announced by nothing but a file's name: speech-2."""
    stem = document.name.rpartition(".")[0] or document.name
    named = skeleton(lead) == skeleton(stem) and not re.search(f"[{HAN}]", lead)
    return "nothing tells what it is a list of but the file's name" if named else ""


def _piece(document: Document, formulation: Formulation, lead: str) -> str:
    """A run of an enumeration that goes on before or behind it: 讲规矩、讲纪律、…强担当."""
    covered = member_range(formulation)
    if covered is None or formulation.form != "parallel" or formulation.label:
        return ""
    text = document.blocks[covered.block].text
    spans = [member.span for member in formulation.members if member.span is not None]
    listed = len(spans) > 1 and "、" in text[spans[0].end : spans[1].start]
    before, behind = text[: covered.start].rstrip("“‘「"), text[covered.end :].lstrip("”’」")
    goes_on = listed and (before.endswith("、") or behind.startswith("、"))
    return "the text lists more there than these" if goes_on else ""


def _uneven(document: Document, formulation: Formulation, lead: str) -> str:
    """A list whose first member is what is said of a subject, and the others are a row: 干劲｜不够，不担当、不作为."""
    covered = member_range(formulation)
    spans = [member.span for member in formulation.members if member.span is not None]
    if covered is None or formulation.form != "parallel" or formulation.label or len(spans) < 3:
        return ""
    text = document.blocks[covered.block].text
    first, *others = [text[a.end : b.start].strip() for a, b in pairwise(spans)]
    attached = text[covered.start - 1 : covered.start].isalnum()
    denied = text[covered.start] in "不没"
    uneven = attached and denied and first == "，" and set(others) == {"、"}
    return "its first member is said of a subject, the others are listed" if uneven else ""


def _torn(document: Document, formulation: Formulation, lead: str) -> str:
    """A list whose first member begins with the end of a verb: 盯｜着问题改."""
    first = formulation.members[0].text if formulation.form == "parallel" else ""
    torn = bool(first) and words(first)[0] in _TORN
    return "its first member begins with the end of a verb" if torn else ""


def _half_word(document: Document, formulation: Formulation, lead: str) -> str:
    """A list that begins alike only because one word is the beginning of another: 委员会由…, 委员若干人…"""
    texts = [member.text for member in formulation.members]
    if formulation.form != "parallel" or formulation.label or len(texts) < 2:
        return ""
    opening = {words(text)[0] for text in texts if text and words(text)[0] != text}
    short = min(opening, key=len, default="")
    alike = len(short) == LEAST_SHARED and all(word.startswith(short) for word in opening)
    grown = alike and len(opening) > 1 and max(map(len, opening)) == LEAST_SHARED + 1
    return "its members share the beginning of a word and no word" if grown else ""


def _contrast(document: Document, formulation: Formulation, lead: str) -> str:
    """One statement that says what something is not, and last what it is: 既不是山，也不是水，而是田."""
    *denied, last = [member.text for member in formulation.members]
    contrast = last.startswith("而是") and all("不是" in text[:3] for text in denied)
    return "one statement, which denies all but its last part" if contrast and formulation.form == "parallel" else ""


RULES: tuple[tuple[str, Rule], ...] = (
    ("list.partial", _partial),
    ("list.obvious", _obvious),
    ("list.scant", _scant),
    ("list.rhetorical", _rhetorical),
    ("list.leads-up", _leads_up),
    ("list.contents", _contents),
    ("list.told-above", _told_above),
    ("list.untitled", _untitled),
    ("list.piece", _piece),
    ("list.uneven", _uneven),
    ("list.torn", _torn),
    ("list.half-word", _half_word),
    ("list.contrast", _contrast),
)
