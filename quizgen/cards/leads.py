"""The lead-in of a list: the words of the document that announce it, cut to what is needed, without the list."""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile

from quizgen.cards.keys import is_definite, skeleton
from quizgen.cards.marks import paired, without_orphans
from quizgen.cards.titles import (
    CLAUSE_END,
    asked_by,
    clean_title,
    document_title,
    head_of,
    is_telling,
    tidy,
    unnumbered,
    whole_head,
    without_kind,
)
from quizgen.cards.wordlists import word_lists
from quizgen.glossary import load as load_glossary
from quizgen.model import Document, Formulation, Span
from quizgen.text.clauses import OPENING, sentence_at, sentences, trim, unquote
from quizgen.text.fold import simplified
from quizgen.text.words import word_edges, words

LONGEST_LEAD = 28
LONGEST_WHOLE_LEAD = 44
"""A lead-in up to so long is shown whole; what is cut from a longer one is what it speaks of, as a rule."""

LONGEST_SUBJECT = 20
LONGEST_CONTENT = 16
LONGEST_TITLE_LINE = 20
MOST_ABOVE = 2
MOST_BESIDE = 200
LONGEST_CONSEQUENCE = 20
LONGEST_AFTER = 16
LONGEST_WHOLE_AFTER = 24
LEAST_SUBJECT = 3
LEAST_CHAIN = 3
LEAST_ROW = 2
LEAST_OWN_HALF = 4
LEAST_CUE = 4
LEAST_TWIN = 5
LEAST_TOLD = 4
LONGEST_WITH_CUE = 80
"""Characters up to which a lead-in that speaks of him or her shows the sentence before it as well."""

CARRIED_ON = "（接“{}”）"
"""What a lead-in goes on from, in front of it."""

MASK = "……"

FAULTS = "存在的问题："
"""What a lead-in that only says when (当前：) takes behind it, where the list tells what is amiss."""

_BULLET = re.compile(r"^[-•·*]\s+(?=\S)")  # in the cell of a table
_OWN_CLAUSE = re.compile(f"[，：]?[为是即]?{MASK}[，；](?:这|上述|以上|其中).*$")
"""What a sentence goes on with behind a list that is told."""

_INNER = str.maketrans("“”", "‘’")
TAIL = " \n\t　，,；;：:。、——…"

# What opens a member in running text; where it stands right before a member, the list is numbered.
_HAN = "[一二三四五六七八九十]"
NUMBERED = re.compile(
    rf"(?:第(?:{_HAN}|\d)+(?:[个种类条点层项][^，。；：]{{0,4}}[是：]：?|[，、,：是]?)"
    r"|，一[种类个](?:是|就是|：)：?"
    rf"|{_HAN}+[是要来曰则][，、：]?|(?<![\u4e00-\u9fff]){_HAN}+[、，]"
    rf"|其{_HAN}+[，、：是]?"
    rf"|[（(]?(?:{_HAN}|\d){{1,3}}[)）.．、]"
    r"|[①-⑳]|首先[，、]?|(?:一|另一)方面(?:就?是|[，、：])?)\s*[“‘「『]?$"
)
_OWN_MARKER = re.compile(rf"^(?:第{_HAN}+[，、]|{_HAN}{{1,2}}是(?=..)|[（(](?:{_HAN}|\d){{1,3}}[)）]\s*)")
_JOINING = re.compile(
    "^(?:这样(?=[^的一做说看子才就，]...)|但是|而且|并且|因此|所以|此外|同时|特别是|并(?=有下列)|[也还](?=必须|应|需|要))[，,]?(?=..)"
)
_CONDITION = re.compile("(?:^|[，；：])(?:只有|只要|如果|一旦|要是|假如|倘若|当(?!前))[^，；]*$")
_TWO_COLONS = re.compile("^([^：，（“]{1,12})：([^：，。；（“…]{2,16})：$")
_NOT_PLAIN = re.compile("[，,；;。.！？（]")
_QUOTES_BEHIND = re.compile("^”(?:[、，]?“[^“”]*”)+")
_GLOSS_BEHIND = re.compile("^([”’」』]?)[（(][^（）()]{1,24}[）)]")
_SAYS_NOTHING = re.compile("[”’」』]*等*[”’」』。；，：！.…]*")
_QUOTES_BEFORE = re.compile("(?:“[^“”]*”[、，]?)+(?=“$)")
_QUOTED = re.compile("[“「]([^“”「」]{4,})[”」]")
_SUPPOSED = re.compile("如果|一旦|要是|假如|倘若")
_CONSEQUENCE = re.compile("[，；]((?:那么|我们|党)?(?:才|就|都|便|则|也就)[^。！？；]{4,})")
_PREDICATE = re.compile("[，,]((?:都|就|才|正|既)?是[^。！？；]{4,})")
_REPEATED_MARKER = re.compile("(?:(?<![\u4e00-\u9fff])(?:有的|有些|要|一部分[是为]?)|既)$")
_AMISS = re.compile("[不没缺弱淡怕懒乱差松退腐失]")
_OF_QUOTED = re.compile("[”’」』](?P<noun>的[^，。；：！？“]{1,10})")  # 不能做“…”的桃花源中人
_IS_WHAT = re.compile("[”’」』]?(?:就?是|构成|称为)([^，。；：！？“]{4,16}的[^，。；：！？“的]{1,6})[，。；]")
# What opens a sentence and stands for the one before it.
_POINTS_BACK = re.compile(
    "(?:在|从)?(?:这一|这个|这)(?:方面|点|问题)上?[，,]|在这里[，,]"
    "|(?P<means>(?:意思)?(?:是说|就是说)|换句话说|言下之意是?)[，,]"
)
# What a sentence begins with that leaves out of what it speaks, and of what the sentence before it spoke.
_SUBJECTLESS = re.compile(
    "(?:它|其)?(?:主要|大致|大体|一般|具体)?(?:有(?![的些人])|包括|包含|分为|可分为|表现|体现|具有|如下)"
)
# What tells the exact words of something that the sentence before names: 村训是…。｜但…，完整表述应该是…
_WORDING = re.compile("(?:^|，)(?P<words>(?:完整|准确|规范|标准)的?(?:表述|说法|提法)[^，]*$)")
_ACTING = re.compile("([^，。；：！？“”（]{2,12}?)(?:必须|应当|需要|要|将|把)")  # 市场监管系统｜要…
_SUBJECT = re.compile(r"(?:^|[。！？；]\s*)([^，。；：！？\s（(]{2,14}?)(?:主要)?(?:是指|指的是|就是|是|指|，|：|:)")
_ALTERNATIVE = re.compile("(?:还是|或是|或者|抑或)[^，,；;：:]*[，,](?=[^：]{8})")
_HALVES = re.compile("(“[^“”]{2,12}”[^“”]{2,16})和(“[^“”]{2,12}”[^“”]{2,16})")
MOST_OF_SECTION = 12
_NAMED_LINE = re.compile("[^，。；：！？、]{2,14}")
_VIEW = re.compile("从[^，。；：的]{1,4}(?:来说|来看|来讲|上说|上看|上讲|而言|看|说)")
_TITLED = re.compile("([^，。：、（“]{2,12})：(?=.{4})")
_WHOM = re.compile("([\u4e00-\u9fff]{2,8}?)(?=涉嫌|违反|不服|因|有|在|对|以|为|符合|依法|依照|实施|构成)")
_STAYS = "站坐住留活"


def lead_in(document: Document, formulation: Formulation) -> tuple[str, bool]:
    """The lead-in of a list, cut to what is needed, and whether it tells which list is meant."""
    lead, telling = _lead_in(document, formulation)
    lead = _BULLET.sub("", lead)
    label = formulation.label or ""
    if (own := _OWN_CLAUSE.search(lead)) and label and label in lead[: own.start()]:
        lead = _announcing(lead[: own.start()])  # 共分八章，｜为……，这八章把…
    if label and lead.removeprefix(MASK).lstrip("“‘").startswith(label):
        lead = lead.removeprefix(MASK)  # ……五项原则：the mask in front of it says nothing
    if label and lead[1:] == f"{label}：" and simplified(lead[0]) in word_lists().prepositions:
        lead = lead[1:]
    lead = _without_here(_without_field(paired(lead), label))
    opens = bool(formulation.members) and opens_with_pronoun(formulation.members[0].text)
    if not label and (is_thin(lead) or is_scrap(lead) or (opens and not telling)):
        return _with_cue(document, formulation, lead, telling)
    if lead.startswith(("它", "他", "她", "该", "所有这")):
        before = _sentence_before(document, formulation)
        lead = before + lead if before and len(before + lead) <= LONGEST_WITH_CUE else lead
    elif points := _POINTS_BACK.match(lead):
        before = _quotation_before(document, formulation) if points["means"] else ""
        before = before or _sentence_before(document, formulation) or _block_before(document, formulation)
        shown = bool(before) and len(before + lead) <= LONGEST_WITH_CUE
        lead = before + lead if shown else lead[points.end() :]
    elif (worded := _WORDING.search(lead)) and (subject := _subject_before(document, formulation)):
        lead = f"{subject}，{lead[worded.start('words') :]}"
    elif _SUBJECTLESS.match(lead):
        lead = _subject_before(document, formulation) + lead
    twice = _TWO_COLONS.match(lead) if label else None
    return (f"{twice[1]}（{twice[2]}）：" if twice and label in twice[1] else lead), telling


def _with_cue(document: Document, formulation: Formulation, lead: str, telling: bool) -> tuple[str, bool]:
    """A lead-in that alone says too little (例如：), with the sentence before it, and whether it tells which list."""
    before = _sentence_before(document, formulation) or _block_before(document, formulation)
    if not before and formulation.lead and formulation.lead.block < formulation.at.block:
        before = sentence_before(document, formulation.lead)
    # 当前：有的…: faults are not what the praise before them says
    faults = formulation.rule == "marked.youde" and skeleton(lead)
    if faults and is_thin(lead) and _are_faults(formulation):
        return f"{lead.rstrip(TAIL)}{FAULTS}", telling
    if before and not lead.startswith(before) and not faults:
        return (before + lead if telling and skeleton(lead) else before), False
    return lead, telling and not is_thin(lead)


def _are_faults(formulation: Formulation) -> bool:
    """Whether most members say what is amiss: 管水不勤, 修渠马虎、怕苦怕累."""
    amiss = sum(_AMISS.search(member.text) is not None for member in formulation.members)
    return 2 * amiss >= len(formulation.members)


def _quotation_before(document: Document, formulation: Formulation) -> str:
    """The words that a lead-in explains, with which their sentence stops: “一命而偻……”意思是说."""
    at = formulation.at
    quotes = list(_QUOTED.finditer(document.blocks[at.block].text, 0, at.start))
    if not quotes:
        return ""
    said = quotes[-1][1].rstrip(TAIL + "。！？").translate(_INNER)
    return CARRIED_ON.format(said if len(said) <= LONGEST_LEAD else said[: LONGEST_LEAD - 2].rstrip(TAIL) + MASK)


def _subject_before(document: Document, formulation: Formulation) -> str:
    """What the sentence before the lead-in speaks of: 矛盾的特殊性是指…。｜主要有三点："""
    if formulation.lead is None:
        return ""
    text = document.blocks[formulation.lead.block].text
    start, _ = sentence_at(text, formulation.lead.start)
    earlier = list(sentences(text, 0, start))
    above = document.blocks[formulation.lead.block - 1] if formulation.lead.block and not start else None
    told = text[slice(*earlier[-1])] if earlier else above.text if above and above.kind == "paragraph" else ""
    found = _SUBJECT.match(unnumbered(told))
    known = found and words(found[1])[0] not in word_lists().pronouns | word_lists().openers and not is_thin(found[1])
    return found[1] if found and known else ""


def _without_field(lead: str, label: str) -> str:
    """``lead`` without the word by which a line of notes says what it is: 典故背景：…"""
    field, _, rest = lead.partition("：")
    told = len(skeleton(rest)) >= LEAST_TOLD and label in rest
    return rest.lstrip() if field.strip("【】[]（）() ") in word_lists().fields and told else lead


def _without_here(lead: str) -> str:
    """``lead`` without a 在这里 that points to words which no card shows: 孔子在这里论述了三个层次."""
    before, here, after = lead.partition("在这里")
    expounds = after.startswith(tuple(word_lists().expounds))
    return before + after if here and expounds and before[-1:].isalnum() and before[-1] not in _STAYS else lead


def is_scrap(lead: str) -> bool:
    """Whether of the words around a list hardly any are left: ……沉下去："""
    return lead.startswith(MASK) and len(skeleton(lead)) < LEAST_TOLD


def is_thin(lead: str) -> bool:
    """Whether a lead-in does not tell which list is meant: 当前：, 只有：, ……深入："""
    light = _light()
    if _VIEW.fullmatch(lead.strip(TAIL)):
        return True  # 从主观来说：
    return all(word in light for word in words(lead) if skeleton(word))


@cache
def _light() -> frozenset[str]:
    """Words that alone do not tell which list is meant."""
    lists = word_lists()
    return lists.thin.union(
        lists.copulas,
        lists.adverbs,
        lists.prepositions,
        lists.verbs,
        lists.hanging,
        lists.empty,
        lists.openers,
    )


def opens_with_pronoun(text: str) -> bool:
    """Whether ``text`` says nothing without what its first word stands for: 它更是…, 这一…"""
    first = next((word for word in words(text) if skeleton(word)), "")
    return first in word_lists().pronouns or first[:1] in ("它", "他", "她") or first[:2] in ("这种", "这些", "这样")


def _lead_in(document: Document, formulation: Formulation) -> tuple[str, bool]:
    label = formulation.label or ""
    if label and all(member.span is None for member in formulation.members):
        return f"{label}：", True  # the glossary's members: the sentence that names them says something else
    if formulation.rule == "parallel.known" and (name := _known_name(document, formulation)):
        return f"{name}：", True
    if parent := _item_above(document, formulation):
        return f"{parent}：", True
    for candidate in (_sentence_frame(document, formulation), _announcement(document, formulation)):
        if candidate and (not label or label in candidate or _is_summed_up(formulation)):
            return candidate, True
    if label:
        return f"{label}：", True
    if parents := parent_blocks(document, formulation.at.block):
        return _announcing(_shortened(head_of(document.blocks[parents[0]].text).rstrip(TAIL + "。"), "")), True
    if formulation.form == "outline" and formulation.section:
        return f"{_title_above(document, formulation)}：", True
    if before := _sentence_before(document, formulation):
        return before, False
    return f"{_title_above(document, formulation)}：", formulation.form == "outline"


def _is_summed_up(formulation: Formulation) -> bool:
    """Whether a label that any list might have points back to a sentence that says more: 村训是“…”。｜这四句话…"""
    return formulation.rule == "counted.pointed" and not is_definite(formulation.label or "")


def _known_name(document: Document, formulation: Formulation) -> str:
    """What a known set is called, by the sentence that it is the subject of or by the glossary.

    The sentence may say something else of it: 有的反对形式主义、官僚主义、享乐主义、奢靡之风不坚决.
    """
    members = tuple(member.text for member in formulation.members)
    sets = load_glossary().by_member.get(members[0], ())
    name = next((known.label for known in sets if known.members == members), "")
    covered = member_range(formulation)
    said = _IS_WHAT.match(document.blocks[covered.block].text, covered.end) if name and covered else None
    return said[1] if said else name


def _title_above(document: Document, formulation: Formulation) -> str:
    """The nearest title that says something: a line without a mark at its end, or a heading, none of them a number."""
    titles = (unnumbered(clean_title(title)) for title in reversed(formulation.section))
    telling = (title for title in (_line_above(document, formulation), *titles) if is_telling(title))
    title = next(telling, "")
    return without_kind(_own_part(document, formulation, title)) if title else title_itself(document)


def title_itself(document: Document) -> str:
    """The title of the document without what kind of text it is."""
    return without_kind(unnumbered(document_title(document)))


def _own_part(document: Document, formulation: Formulation, title: str) -> str:
    """The half of a title that the paragraphs above a list tell of: “春播”的成绩和“秋收”的任务."""
    halves = _HALVES.fullmatch(title)
    if halves is None:
        return title
    for block in reversed(document.blocks[max(0, formulation.at.block - MOST_OF_SECTION) : formulation.at.block]):
        if block.kind == "heading":
            break
        for half in halves.groups():
            if block.text.startswith(half[: half.index("”") + 1]):
                return half
    return title


def _line_above(document: Document, formulation: Formulation) -> str:
    """The short line right above a list, or above the paragraph before it, that is a title though no heading."""
    at = formulation.at.block
    for place in range(at - 1, max(at - 1 - MOST_ABOVE, -1), -1):
        block = document.blocks[place]
        if block.kind != "paragraph":
            break
        if len(block.text) <= LONGEST_TITLE_LINE and block.text.rstrip()[-1:].isalnum():
            return unnumbered(clean_title(block.text))
    return ""


def parent_blocks(document: Document, place: int) -> list[int]:
    """The list items that the item ``place`` stands under, the nearest first."""
    found: list[int] = []
    level = document.blocks[place].level
    if document.blocks[place].kind != "item":
        return found
    while place and level > 1:
        place -= 1
        block = document.blocks[place]
        if block.kind != "item":
            break
        if block.level < level:
            level = block.level
            found.append(place)
    return found


def _item_above(document: Document, formulation: Formulation) -> str:
    """The head of the item right above a list, where one farther up was taken for what announces it."""
    if formulation.label or formulation.lead is None or formulation.form != "outline":
        return ""
    parents = parent_blocks(document, formulation.at.block)
    skipped = parents and formulation.lead.block in parents[1:]
    if not skipped:
        return ""
    text = document.blocks[parents[0]].text
    return _with_content(head_of(text), tidy(text))


def member_range(formulation: Formulation) -> Span | None:
    """From the first to the last member, where all stand in one block."""
    spans = [member.span for member in formulation.members]
    if not spans or any(span is None for span in spans):
        return None
    known = [span for span in spans if span is not None]
    if len({span.block for span in known}) > 1:
        return None
    return Span(block=known[0].block, start=min(s.start for s in known), end=max(s.end for s in known))


def _sentence_frame(document: Document, formulation: Formulation) -> str:
    """The sentence around a list within one sentence, the list replaced: 按照“……”好干部标准."""
    covered = member_range(formulation)
    if covered is None:
        return ""
    text = document.blocks[covered.block].text
    start, end = sentence_at(text, covered.start)
    label = formulation.label or ""
    before = unnumbered(text[: covered.start]) if start == 0 else text[start : covered.start]
    before = _without_quotes(_without_twin(before, text, formulation))
    before = _last_announcement(_shortened(_without_last_marker(before), label), label)
    before = "" if _is_marker(before) else before
    after = _clause_behind(text, covered, end, label) if formulation.form in ("counted", "parallel") else ""
    if len(skeleton(after)) >= LEAST_OWN_HALF:
        before = before[max(before.rfind("；"), before.rfind(";")) + 1 :]  # …，办好果园；｜把“……”作为目标
    if len(skeleton(before) + skeleton(after)) < 2:
        return ""
    is_said = _PREDICATE.match(text, covered.end, end) if formulation.form == "parallel" else None
    if not after and is_said:
        shown = f"{before}{MASK}，{is_said[1]}："
        return shown if len(shown) <= LONGEST_WITH_CUE else _announcing(before)
    if not after.strip(TAIL) and (_CONDITION.search(before.rstrip(TAIL)) or _SUPPOSED.match(before)):
        whole = formulation.members[-1].whole
        after = _consequence(text[max(covered.end, whole.end if whole else 0) : end], bool(_SUPPOSED.match(before)))
        return f"{before}{MASK}，{after}：" if after else _announcing(before)
    if not after.strip(TAIL) and not _goes_on(before):
        return _chain(text[start : covered.start], formulation) or _announcing(before)
    if not after.strip(TAIL) and before.rstrip().endswith("的"):
        return _announcing(before)  # 切实增强党的｜创造力、凝聚力、战斗力，为…：the list is what the words lead to
    if not after.strip(TAIL):
        after = _first_clause(text[covered.end : max(end, covered.end)].lstrip(TAIL), label)
        return f"{before}{MASK}，{after.rstrip(TAIL)}：" if after.strip(TAIL) else f"{before}{MASK}："
    if before.endswith(("：", ":")) and after[:1].isalnum():
        return f"{before}{after.rstrip(TAIL)}："  # 五行：五种物质
    return f"{before}{MASK}{after.rstrip(TAIL)}："


def _clause_behind(text: str, covered: Span, end: int, label: str) -> str:
    """What the sentence says right behind a list, if that says something of it."""
    if covered.end > end or text[: covered.start].endswith(("（", "(")):
        return ""  # 水渠的组成（……）和用途: what stands behind the brackets is not about the list
    behind = tidy(text[covered.end : end]) if "[" in text[covered.end : end] else text[covered.end : end]
    after = _first_clause(_GLOSS_BEHIND.sub(r"\1", _QUOTES_BEHIND.sub("", behind)), label)
    return "" if _SAYS_NOTHING.fullmatch(after) else after


def _without_quotes(before: str) -> str:
    """``before`` without the quotations that stand side by side with the quoted list behind it."""
    run = _QUOTES_BEFORE.search(before, max(0, len(before) - MOST_BESIDE))
    return before[: run.start()] + before[run.end() :] if run else before


def _without_twin(before: str, text: str, formulation: Formulation) -> str:
    """``before`` without the clause that only the first member has: 一个家庭需要担当，…；一个企业需要担当，…"""
    spans = [member.span for member in formulation.members if member.span is not None]
    if formulation.form != "parallel" or len(spans) < 2:
        return before
    own = _last_clause(before)
    other = _last_clause(text[spans[0].end : spans[1].start])
    alike = own != other and abs(len(own) - len(other)) <= 1 and min(len(own), len(other)) >= LEAST_TWIN
    if not alike or own[:1] != other[:1] or own[-2:] != other[-2:]:
        return before
    return before[: before.rindex(own)]


def _last_announcement(before: str, needed: str) -> str:
    """Of two announcements the second: 存在的问题主要是：有的同志｜理论学习："""
    told, colon, last = before.rstrip(TAIL).rpartition("：")
    prose = colon and len(told) > LONGEST_TITLE_LINE and needed in last and paired(last) == last
    return last if prose and len(skeleton(last)) >= LEAST_TOLD else before


def _chain(before: str, formulation: Formulation) -> str:
    """What a sentence speaks of, where a list goes on a row of clauses: 要修好渠……：｜同老人商量，同青年商量，在…，在…

    What is known to be a list of its own goes on whatever stands before it.
    """
    *clauses, last = [clause.strip() for clause in before.split("，")]
    if formulation.form != "parallel" or formulation.label or last or len(clauses) < LEAST_CHAIN:
        return ""
    row = len(list(takewhile(lambda clause: clause[:1] == clauses[-1][:1], reversed(clauses))))
    of_its_own = formulation.rule == "parallel.known" or _is_sibling(clauses[-1], formulation)
    if row < LEAST_ROW and not of_its_own:
        return ""
    for clause in clauses[:-row]:
        brief = LEAST_SUBJECT <= len(skeleton(clause)) <= LONGEST_LEAD and paired(clause) == clause
        if brief and not _is_adverbial(clause) and not clause.startswith("作为"):
            return f"{without_orphans(tidy(_without_opener(clause)))}{MASK}："
    return ""


def _is_sibling(clause: str, formulation: Formulation) -> bool:
    """Whether a clause before a list stands beside its members: 坚持早动手的规矩，｜修好水渠，种好果树，办好学堂."""
    verbs = word_lists().verbs | word_lists().predicates
    texts = [clause, *(member.text for member in formulation.members)]
    even = max(map(len, texts)) <= 2 * min(map(len, texts))
    return even and all(words(text)[0] in verbs for text in texts)


def _last_clause(text: str) -> str:
    return CLAUSE_END.split(text.rstrip(TAIL))[-1].strip()


def _first_clause(text: str, label: str) -> str:
    """What follows a list up to its first mark, or up to the label where that comes later."""
    text = text.rstrip(TAIL)
    stop = CLAUSE_END.search(text, text.find(label) + len(label) if label and label in text else 0)
    clause = text[: stop.start()] if stop else text
    if len(clause) <= LONGEST_WHOLE_AFTER or (label and label in clause and len(clause) <= 2 * LONGEST_AFTER):
        return clause
    return clause[: max(e for e in word_edges(clause) if e <= LONGEST_AFTER)] + "…"


def _announcement(document: Document, formulation: Formulation) -> str:
    """The words that announce the list, where the detector found some, without the list itself."""
    if formulation.lead is None:
        return ""
    lead = formulation.lead
    text = document.text(lead)
    if lead.block < formulation.at.block and (asked := asked_by(text)):
        return f"{asked}："
    apart = formulation.form != "marked" or lead.block < formulation.at.block
    ends = ("。", "！") if formulation.form == "outline" else ("。", "！", "？")  # 是怎样存在的？ announces the answers
    if apart and not formulation.label and text.rstrip().endswith(ends):
        # the sentence before the list, not one that announces it; of a line of notes its title does: 阶级的变化：…。
        line = unnumbered(text.strip().rstrip("。"))
        if _NAMED_LINE.fullmatch(line) and lead.block < formulation.at.block and unnumbered(text) != text.strip():
            return f"{line}："  # （二）基本原则。
        titled = _TITLED.match(text) if formulation.form == "outline" else None
        return f"{unnumbered(titled[1])}：" if titled else ""
    covered = member_range(formulation)
    if covered is not None and covered.block == lead.block and lead.start <= covered.start < lead.end:
        text = text[: covered.start - lead.start] + MASK + document.blocks[lead.block].text[covered.end : lead.end]
    if lead.block < formulation.at.block:
        text = unnumbered(text)
        if formulation.form == "outline" and (formulation.label or "") in whole_head(text):
            text = _with_content(whole_head(text), tidy(text))
    text = _shortened(_without_last_marker(text), formulation.label or "")
    return text if text.endswith(MASK) else _announcing(text)


def _with_content(head: str, text: str) -> str:
    """A head with its short content behind it in brackets: 主治：外感风寒 → 主治（外感风寒）."""
    text = text.replace(":", "：")
    content = text.removeprefix(f"{head}：").strip(TAIL)
    if not text.startswith(f"{head}：") or not skeleton(content) or len(content) > LONGEST_CONTENT:
        return head
    plain = not _NOT_PLAIN.search(head + content) and words(content)[0] not in word_lists().pronouns
    return f"{head}（{content}）" if plain else head


def _sentence_before(document: Document, formulation: Formulation) -> str:
    covered = member_range(formulation)
    return sentence_before(document, covered) if covered else ""


def sentence_before(document: Document, span: Span) -> str:
    """The sentence before the one that ``span`` begins in, as a cue, where its paragraph has one."""
    text = document.blocks[span.block].text
    start, _ = sentence_at(text, span.start)
    earlier = list(sentences(text, 0, start))
    if not earlier:
        return ""
    return _cue(text, *earlier[-1])


def words_before(document: Document, span: Span) -> str:
    """The words of its sentence before ``span``, as an announcement: what some believe in is no maxim of the text."""
    text = document.blocks[span.block].text
    start, _ = sentence_at(text, span.start)
    said = _words_of(text, start, span.start - text[: span.start].endswith(('"', *OPENING)))
    said = said if "到" in said else said.removeprefix("从")  # 从洪水退去之际提出: to where it goes on stands elsewhere
    of = _OF_QUOTED.match(text, span.end)
    return f"{said}{MASK}{of['noun']}：" if said and of else f"{said}：" if said else ""


def _cue(text: str, start: int, end: int) -> str:
    said = _words_of(text, start, end).translate(_INNER)
    return CARRIED_ON.format(said) if said else ""


def _words_of(text: str, start: int, end: int) -> str:
    """What a stretch of a text says, shortened, if it says enough to be a cue."""
    start, end = unquote(text, *trim(text, start, end))
    said = paired(_shortened(text[start:end], "").strip(TAIL))
    return said if len(skeleton(said)) >= LEAST_CUE else ""


def _block_before(document: Document, formulation: Formulation) -> str:
    """The last sentence of the paragraph before the list's own, where the list opens that."""
    place = formulation.at.block
    if not place or document.blocks[place - 1].kind == "heading":
        return ""
    text = document.blocks[place - 1].text
    earlier = list(sentences(text))
    return _cue(text, *earlier[-1]) if earlier else ""


def _goes_on(text: str) -> bool:
    """Whether the list is the next word of the sentence: 我们党近百年来所…"""
    bare = text.rstrip(TAIL)
    return bool(bare) and bare == text.rstrip() and words(bare)[-1] in word_lists().particles


def _consequence(after: str, supposed: bool) -> str:
    """What comes of a list that is a condition, where ``after`` tells: 只有把纪律……，才能始终保持先进性.

    Of what is ``supposed`` (如果…) the next clause tells, whatever it begins with.
    """
    found = _CONSEQUENCE.search(after)
    if found:
        clause = CLAUSE_END.split(found[1])[0].strip()
        return clause if len(clause) <= LONGEST_LEAD else _first_clause(found[1], "").rstrip(TAIL)
    clause = CLAUSE_END.split(after.lstrip(TAIL))[0].strip()
    return clause if supposed and LEAST_TOLD <= len(skeleton(clause)) <= LONGEST_CONSEQUENCE else ""


def _announcing(text: str) -> str:
    """``text`` with a colon behind it, unless it goes on into the list without one."""
    bare = text.rstrip(TAIL)
    if not bare:
        return ""
    if bare[-1] in (*OPENING, "("):
        bare = bare[:-1].rstrip(TAIL)
    if bare[-1:] in ("？", "?"):
        return bare
    return f"{bare}：" if bare else ""


def _without_last_marker(text: str) -> str:
    return _REPEATED_MARKER.sub("", NUMBERED.sub("", text.rstrip()))


def _without_opener(text: str) -> str:
    """``text`` without what joins it to what went before: 最后，我再强调… → 我再强调…, 一是加强… → 加强…"""
    text = _JOINING.sub("", _OWN_MARKER.sub("", text))
    opener, mark, rest = text.partition("，")
    return rest.lstrip() if mark and opener in word_lists().openers else text


def _is_marker(text: str) -> bool:
    return bool(NUMBERED.fullmatch(text.strip()))


def _shortened(text: str, needed: str) -> str:
    """``text`` cut from the left, clause by clause, to what is needed; ``needed`` stays."""
    text = whole = _without_opener(_own_half(tidy(text), needed))
    if len(text) <= LONGEST_WHOLE_LEAD:
        return without_orphans(text)
    while len(text) > LONGEST_LEAD:
        stop = CLAUSE_END.search(text, 0, len(text) - 4)
        if stop is None or (needed in text[: stop.end()] and needed not in text[stop.end() :]):
            break
        if "下列" in text[: stop.end()] and len(text) <= LONGEST_WHOLE_LEAD:
            break  # 有下列情形之一的，可以…: the items are these, not what may be done
        text = text[stop.end() :].lstrip()
    text = _without_opener(text)
    if len(text) < len(whole) and (half := _ALTERNATIVE.match(text)) and needed in text[half.end() :]:
        text = text[half.end() :]  # 不管是……，｜还是“…”，这些规矩都
    if len(text) > LONGEST_WHOLE_LEAD:
        text = _cut_left(text, needed)
    elif len(text) < len(whole):
        text = (_subject(whole, len(whole) - len(text)) or _of_law(whole, text)) + text
    return without_orphans(text)


def _of_law(whole: str, text: str) -> str:
    """Whom a condition of a law is about, where its clause is too long to show: 被调查人……有下列情形之一的."""
    who = _WHOM.match(whole) if "下列" in text else None
    return f"{who[1]}{MASK}" if who else ""


def _own_half(text: str, needed: str) -> str:
    """What stands behind the last semicolon, where that says enough: the items before it are not about this list."""
    mark = max(text.rfind("；"), text.rfind(";"))
    after = text[mark + 1 :]
    return after if mark >= 0 and len(skeleton(after)) >= LEAST_OWN_HALF and needed in after else text


def _subject(text: str, cut: int) -> str:
    """The first short clause that names something: what a lead-in that lost its subject speaks of."""
    start, spare = 0, ""
    for stop in CLAUSE_END.finditer(text, 0, cut):
        clause = text[start : stop.start()].strip()
        start = stop.end()
        shown = clause + ("，" if stop.end() == cut else MASK)
        brief = LEAST_SUBJECT <= len(skeleton(clause)) <= LONGEST_SUBJECT and clause.count("“") == clause.count("”")
        if not _is_adverbial(clause):
            return shown if brief else _acting(clause) or spare
        spare = spare or (shown if brief and not is_thin(clause) else "")
    return spare


def _acting(clause: str) -> str:
    """Who is to do what a long clause says, with a mask behind: 市场监管系统｜要…."""
    found = _ACTING.match(clause)
    light = word_lists().verbs | word_lists().adverbs | word_lists().pronouns
    whole = found and {found.end(1), found.end()} <= word_edges(clause)  # and no 重｜要, 将｜来
    named = found and whole and words(found[1])[0] not in light and not is_thin(found[1])
    return f"{found[1]}{MASK}" if found and named else ""


def _is_adverbial(clause: str) -> bool:
    """Whether a clause says when, where or how, and not of what the sentence speaks: 概括地说, 通过学习党史."""
    lists = word_lists()
    topical = clause.startswith(("对于", "关于", "针对")) or any(word in clause for word in ("下列", "以下", "如下"))
    return not topical and (
        clause.startswith(tuple(lists.adverbial_openings)) or clause.endswith(tuple(lists.adverbial_ends))
    )


def _cut_left(text: str, needed: str) -> str:
    latest = text.rfind(needed) if needed else len(text)
    earliest = len(text) - LONGEST_LEAD
    cut = min((e for e in word_edges(text) if e >= earliest), default=earliest)
    piece = next((place + 1 for place in range(earliest, len(text) - LONGEST_LEAD // 2) if text[place] in "、，"), cut)
    cut = max(cut, piece)  # no half of an enumeration's piece: ……纯、政治不纯
    cut = min(cut, latest) if latest >= 0 else cut
    first = next((place for place in range(cut) if text[place] in "、，"), 0)
    opening = text[:first] if LEAST_SUBJECT <= first <= LONGEST_SUBJECT and paired(text[:first]) == text[:first] else ""
    return opening + MASK + text[cut:]
