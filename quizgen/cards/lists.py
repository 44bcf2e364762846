"""Lists as notes: up to five lines each with a blank per member, the whole list at once, and the label."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, permutations

from quizgen.cards.blanks import Cut, is_where, member_cuts
from quizgen.cards.context import Setting
from quizgen.cards.keys import blank_names, is_definite, label_noun, promised, skeleton
from quizgen.cards.leads import MASK
from quizgen.cards.wordlists import word_lists
from quizgen.glossary import load as load_glossary
from quizgen.glossary import stated_parts
from quizgen.model import Formulation, Line, Note, Segment
from quizgen.text.words import words

MOST_LINES = 5
MOST_OF_SHORT_SET = 8
LONGEST_SHORT_SET = 56
"""Characters of the members of a set that is shown whole although it has more than five: any of those that a part
leaves out would fill its gap."""
MOST_CHARACTERS = 126
"""Characters of members on one note: with lead-in and path a front stays under its 160."""
MOST_OF_MEMBER = 72
"""Characters up to which a head takes the next clause, without which it says nothing."""
LONGEST_LINE = 56
LONGEST_WHOLE_LINE = 64
"""A line up to so long is shown whole."""
MOST_RECITED = 7
LONGEST_RECITED = 80
LONGEST_RECITED_WHOLE = 40
"""Longer lists are recited by the phrases that their cards ask, with the rest of each member shown."""
MOST_RECITED_IN_PARTS = 14
LONGEST_SERIES = 14
"""A longer list is recited as well, where it is a series of single characters: 甲乙丙丁…"""
LONGEST_RECITED_ITEM = 24
LONGEST_TOLD = 34
"""Characters of what is said of a side, behind its name: 政治上：…"""
_CLAUSE = re.compile("([，。；！？]) ?")
_OPEN_BRACKET = re.compile("[（(][^（）()]*$")
_SIDE = re.compile("在?[^，。；：、]{2,8}(?:上|方面|领域|层面)|从[^，。；：、]{2,12}[看讲说]")
LONGEST_ENDING = 4
SHORTEST_HINT = 2
"""Characters of a name that give it away where what is told of it says them again."""
LONGEST_NAME = 12
LONGEST_CONTENT = 24
"""Characters of what is shown behind a name that is asked."""
_GRANTED = re.compile("^(?:虽然|尽管)[^，]*，(?:但却|但|却)?")
_SUBORDINATE = ("由于", "尽管", "虽然", "因为", "鉴于", "随着")
_CONDITION = ("如果", "只要", "只有", "当", "若")
LONGEST_NAME_BEFORE = 3
"""Characters of a name that belongs to the label behind it."""
_PLAINLY_COUNTED = re.compile("[一二两三四五六七八九十0-9]+(?:个|种|项|类|条|点|对|层|方面|部分|件|句|次)")
LONGEST_TAIL = 24
LEAST_OPEN = 3
SHORTEST_TOLD = 4
LONGEST_WITH_REST = 44
"""A member up to so long is shown whole, with the clauses behind the one that is asked."""
_SERIES = re.compile("[^，；。：（、]+(?:、[^，；。：（、]+)+")
_OF_LAW = re.compile("的其他[^，。；、]{1,10}$")
_ORDINAL_NAME = re.compile("第[一二三四五六七八九十]+[^，。；：]{0,2}")
_AND_SO_ON = re.compile("(?<![对平均同])等+[？。]?$")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True, slots=True)
class Row:
    """Members that stand together: what the label calls them, how many stand before them, how many they are."""

    name: str
    before: int
    count: int


@dataclass(frozen=True, slots=True)
class Item:
    """One member: the name of its blank, its place in the list, the phrase asked, and what the back adds.

    ``row`` is the piece of the list that it stands in, by which a long list is cut: all of it, or 四书 of 四书五经.
    """

    name: str
    place: int
    cut: Cut
    rest: str
    row: Row


def list_notes(formulation: Formulation, setting: Setting) -> list[Note]:
    """The notes of one list, their keys relative to the list's own."""
    items = _items(formulation, setting)
    parts = [tuple(items)] if _is_one(formulation, items) else _parts(items)
    given = _are_named([member.text for member in formulation.members], setting.lead)
    recited = _recite_notes(formulation, setting, items, ask_label=len(parts) > 1 and not given)
    if recited and formulation.open and len(items) < LEAST_OPEN and not formulation.label:
        return recited  # 水渠（举例）：东渠, 西渠: each of the two alone might be any other
    # half of a compound has a name of its own, and that is what it would be asked for
    first = len(parts) == 1 or not ((recited and "label" in recited[0].blanks) or parts[0][0].row.name)
    notes = [
        _list_note(formulation, setting, items, part, number, ask_label=first and not given and number == 1)
        for number, part in enumerate(parts, start=1)
    ]
    return [*notes, *recited]


def _are_named(texts: Sequence[str], lead: str) -> bool:
    """Whether a lead-in gives all members by their first characters: 君臣佐使：君药, 臣药, 佐药, 使药."""
    return len(texts) > 2 and "".join(text[:1] for text in texts) in lead


def _are_opposites(texts: Sequence[str]) -> bool:
    """Whether one of two members tells the other: 横轴, 纵轴; 最低纲领, 最高纲领."""
    pairs = (pair for both in word_lists().opposites for pair in permutations(both))
    return len(texts) == 2 and any(one in texts[0] and texts[0].replace(one, other) == texts[1] for one, other in pairs)


def _is_one(formulation: Formulation, items: Sequence[Item]) -> bool:
    """Whether a set is so short that only all of it leaves one right answer: 胆、胃、大肠、小肠、膀胱、三焦."""
    return not formulation.ordered and len(items) <= MOST_OF_SHORT_SET and _length(items) <= LONGEST_SHORT_SET


def _items(formulation: Formulation, setting: Setting) -> list[Item]:
    heads = [re.sub(r"\s+", " ", member.text).strip() for member in formulation.members]
    nothing = ("",) * len(heads)
    members = list(zip(heads, setting.joints or nothing, setting.rests or nothing, strict=True))
    texts, joints, rests = _beyond_opening(members)
    sides = bool(setting.joints) and all(
        _SIDE.fullmatch(text) and rest and joint.strip() and not rest.startswith(_CONDITION)
        for text, rest, joint in zip(texts, rests, joints, strict=True)
    )
    named = _are_named(texts, setting.lead)
    opposite = _are_opposites(texts) and all(rests)
    fields = _fields(texts, rests)
    told = [
        _told(rest) if sides or opposite else rest * (field or (named and _is_brief(joint, rest)))
        for field, rest, joint in zip(fields, rests, joints, strict=True)
    ]
    cuts = tuple(
        _content_cut(text, content) if content else cut
        for text, content, cut in zip(texts, told, member_cuts(texts), strict=True)
    )
    shown = _contents(cuts, joints, rests)
    cuts = tuple(
        Cut(cut.before, cut.answer, cut.after + more) if not content else cut
        for cut, more, content in zip(cuts, shown, told, strict=True)
    )
    rests = tuple(
        "" if rest == content or more else rest for rest, content, more in zip(rests, told, shown, strict=True)
    )
    if sum(bool(more) for more in shown) > len(texts) / 2 and not any(told):
        # a name without content among names with theirs: nothing would tell which is asked
        bare = [not (more or rest or "：" in cut.text) for cut, more, rest in zip(cuts, shown, rests, strict=True)]
        cuts = tuple(Cut(cut.text, "", "") if none else cut for cut, none in zip(cuts, bare, strict=True))
    cuts = tuple(Cut(cut.text, "", "") if _is_catch_all(cut.text) else cut for cut in cuts)
    names = blank_names(cut.answer for cut in cuts)
    openers = setting.openers or ("",) * len(texts)
    closers = setting.closers or ("",) * len(texts)
    cuts = tuple(
        Cut(opener + cut.before, cut.answer, cut.after + closer)
        for opener, cut, closer in zip(openers, cuts, closers, strict=True)
    )
    rows = [row for row in _rows(formulation) for _ in range(row.count)]
    return [
        Item(name, place, _displayed(cut), _back(cut, joint, rest), row)
        for place, (name, cut, joint, rest, row) in enumerate(zip(names, cuts, joints, rests, rows, strict=True), 1)
    ]


def _is_catch_all(text: str) -> bool:
    """Whether an item only names what the others leave out, which nobody can answer: 其他各方面创新, 规定的其他情形."""
    return text.startswith(tuple(word_lists().catch_all)) or _OF_LAW.search(text) is not None


def _beyond_opening(members: Sequence[tuple[str, str, str]]) -> tuple[tuple[str, ...], ...]:
    """The heads, joints and rests; a head that only opens what is said, or another head, with its next clause."""
    texts = [text for text, _, _ in members]
    found = []
    for text, joint, rest in members:
        clause, mark, behind = _CLAUSE.split(rest, maxsplit=1) if _CLAUSE.search(rest) else (rest, "", "")
        longer = clause and (
            _is_view(text, texts)
            or _is_subordinate(text)
            or (is_where(text) and not all(other[0] == text[0] for other in texts))
            or any(other.startswith(text) and other != text for other in texts)
            or (joint.strip() == "，" and _is_subject(text, rest))
        )
        fits = longer and len(text + clause) <= MOST_OF_MEMBER
        found.append((text + joint.strip() + clause, mark, behind) if fits else (text, joint, rest))
    return tuple(zip(*found, strict=True))


def _is_view(text: str, texts: Sequence[str]) -> bool:
    """Whether a head only says from what side something is looked at, and not every one of the list does."""
    views = tuple(word_lists().views)
    return text.endswith(views) and text[0] in "从就对" and not all(other.endswith(views) for other in texts)


def _is_subordinate(text: str) -> bool:
    """Whether a head only says when, where or although what: 由于矛盾双方彼此相通, 鸦片战争后, 在社会历史领域."""
    lasts = words(text)[-1] if text else ""
    ends = lasts in word_lists().when_ends | {"后"} or text.endswith(("领域", "之日起"))
    brief = len(text) <= LONGEST_NAME and ends
    return brief or text.startswith(_SUBORDINATE)


def _is_subject(text: str, rest: str) -> bool:
    """Whether ``text`` is but the subject of what ``rest`` says of it: 山村的水渠，｜是几代人修成的."""
    return rest.startswith(("是", "把", "将", "使")) and "是" not in text


def _fields(texts: Sequence[str], rests: Sequence[str]) -> list[bool]:
    """Which members are names of fields; of those about one topic, each if one is.

    水渠的定义：…, 水渠的修建者：… is a form that the text fills in for 水渠.
    """
    ((topic, count),) = Counter("".join(text.rpartition("的")[:2]) for text in texts).most_common(1)
    about = [topic != "" and count > 1 and len(texts) <= 2 * count and text.startswith(topic) for text in texts]
    names = [text.removeprefix(topic) if same else text for text, same in zip(texts, about, strict=True)]
    fields = [_is_field(name, rest) for name, rest in zip(names, rests, strict=True)]
    form = any(field for field, same in zip(fields, about, strict=True) if same)
    return [
        field or (form and same and _is_short(name, rest))
        for field, same, name, rest in zip(fields, about, names, rests, strict=True)
    ]


def _is_field(text: str, rest: str) -> bool:
    """Whether a member is the name of a field, and ``rest`` its short content: 著者, 孙武; 根本原因, 制度的腐败."""
    lists = word_lists()
    before = {text.removesuffix(noun) for noun in lists.generic if text.endswith(noun)}
    named = text in lists.field_heads or not before.isdisjoint({"", *lists.generic_before})
    named = named or _ORDINAL_NAME.fullmatch(text) is not None  # 第一度：皮肤擦伤
    announces = len(text) > LONGEST_NAME and text.endswith(tuple(lists.announcing_ends))
    return (named or announces) and _is_short(text, rest)


def _is_short(text: str, rest: str) -> bool:
    """Whether a name and its content are one line together."""
    return bool(rest) and len(text + rest) < LONGEST_LINE and "。" not in rest


def _contents(cuts: Sequence[Cut], joints: Sequence[str], rests: Sequence[str]) -> list[str]:
    """What each line shows behind its name; where half of them do, the others show more than is brief as well."""
    shown = [_content(cut, joint, rest) for cut, joint, rest in zip(cuts, joints, rests, strict=True)]
    told = sum(bool(more) or "：" in cut.text for more, cut in zip(shown, cuts, strict=True))
    if 2 * told < len(cuts):
        return shown
    return [
        more or _content(cut, joint, rest, MOST_CHARACTERS)
        for more, cut, joint, rest in zip(shown, cuts, joints, rests, strict=True)
    ]


def _content(cut: Cut, joint: str, rest: str, longest: int = LONGEST_CONTENT) -> str:
    """What stands behind a name and a colon, or in brackets, if it is short: it leaves one right answer.

    中俄《瑷珲条约》：割让黑龙江以北; not what says the name again.
    """
    if rest and joint.strip() in ("，", ","):
        one_of = cut.text.endswith("的")  # 患有严重疾病的，系怀孕的妇女，或者…
        fits = len(cut.text + rest) < (LONGEST_WHOLE_LINE if one_of else LONGEST_WITH_REST)
        return f"，{rest}" if fits and not re.search("[。；！？\n]", rest) else ""
    name = skeleton(cut.answer)
    told = name[:SHORTEST_HINT] in skeleton(rest)  # 有限性：时空是有限的
    told = told or (len(name) > LONGEST_ENDING and name[-LONGEST_ENDING:] in skeleton(rest))  # 闸门漏水不止：…漏水不止
    return f"：{rest}" if _is_brief(joint, rest, longest) and not told else ""


def _is_brief(joint: str, rest: str, longest: int = LONGEST_CONTENT) -> bool:
    """Whether what stands behind a colon, or a blank that parts it from its title, is some words on one line."""
    parted = joint.strip() in ("：", ":") or (joint == " " and not rest.startswith(("（", "(")))
    return parted and 0 < len(rest) <= longest and not re.search("[。\n]", rest)


def _told(rest: str) -> str:
    """What is said of a side, as much as a line holds: its first sentence, or whole clauses of that."""
    sentence = _GRANTED.sub("", re.split("[。；！？]", rest, maxsplit=1)[0])
    if len(sentence) <= LONGEST_TOLD:
        return sentence
    ends = [mark.start() for mark in re.finditer("，", sentence)]
    within = [end for end in ends if end <= LONGEST_TOLD]
    if not within:
        return ""
    told, rest = sentence[: within[-1]], sentence[within[-1] + 1 :]
    more = f"{told}，{rest.partition('，')[0]}"
    more = more if len(within) == 1 and _is_subject(told, rest) and len(more) <= MOST_OF_MEMBER else told
    return _OPEN_BRACKET.sub("", more).rstrip()


def _content_cut(text: str, rest: str) -> Cut:
    subject, comma, said = rest.partition("，")
    shown = subject + comma if comma and _is_subject(subject, said) else ""
    of = said.rfind("的") + 1
    if _SERIES.fullmatch(rest) and len(rest) <= LONGEST_CONTENT:
        return Cut(f"{text}：", rest, "")
    if shown and said.startswith("是对") and SHORTEST_TOLD <= len(said) - of <= LONGEST_NAME:
        return Cut(f"{text}：{shown}{said[:of]}", said[of:], "")  # 山村的水渠，是对老渠的｜继承和发展
    (cut,) = member_cuts([rest.removeprefix(shown)])
    return Cut(f"{text}：{shown}{cut.before}", cut.answer, cut.after)


def _rows(formulation: Formulation) -> list[Row]:
    """What a known set with a compound label consists of, where its counts add up: 三大纪律 3, 八项注意 8.

    A text may list the members of such a set otherwise, each 比 with its 不比; there all of them are one row.
    """
    parts = stated_parts(formulation.label or "")
    counts = [count for _, count in parts]
    known = all(member.span is None for member in formulation.members)
    if not known or not parts or sum(counts) != len(formulation.members) or min(counts) < 2:
        return [Row("", 0, len(formulation.members))]
    return [Row(name, sum(counts[:place]), count) for place, (name, count) in enumerate(parts)]


def _displayed(cut: Cut) -> Cut:
    """``cut`` as long as a line may be: what follows the answer goes first, then what stands before it."""
    over = len(cut.text) - LONGEST_LINE
    if len(cut.text) <= LONGEST_WHOLE_LINE:
        return cut
    tail = _tail(cut.after)
    after = cut.after[: max(0, len(cut.after) - len(tail) - over)] if cut.after else ""
    stop = max((after.rfind(mark) for mark in "，、；"), default=-1)
    after = (after[:stop] if stop > 0 else "") + MASK + tail if cut.after else ""
    return Cut(cut.before, cut.answer, after)


def _tail(text: str) -> str:
    """The last piece of a long enumeration, which tells what all of it is: 人民政府、……｜工商业联合会机关的公务员."""
    last = text.rfind("、") + 1
    listed = text.count("、") > 1 and "，" not in text[:last]
    return text[last:] if listed and len(text) - last <= LONGEST_TAIL else ""


def _back(cut: Cut, joint: str, rest: str) -> str:
    """What the back says of a member beyond its line: all its words where the line is cut, and its explanation."""
    return cut.text + (joint + rest if rest else "") if _displayed(cut) != cut else rest


def _parts(items: Sequence[Item]) -> list[tuple[Item, ...]]:
    """The members of each note: as even as can be, at most five lines with the one of context before them."""
    most = MOST_LINES
    while most > 2 and any(_length(part) > MOST_CHARACTERS for part in _by_row(items, most)):
        most -= 1
    return _by_row(items, most)


def _by_row(items: Sequence[Item], most: int) -> list[tuple[Item, ...]]:
    """The members in parts of which none lies in two rows, unless one note holds them all."""
    if len(items) <= most:
        return [tuple(items)]
    return [part for _, row in groupby(items, key=lambda item: item.row) for part in _even(tuple(row), most)]


def _even(items: Sequence[Item], most: int) -> list[tuple[Item, ...]]:
    if len(items) <= most:
        return [tuple(items)]
    count = -(-(len(items) - 1) // (most - 1))
    size, more = divmod(len(items), count)
    sizes = [size + (place < more) for place in range(count)]
    starts = [sum(sizes[:place]) for place in range(count)]
    return [tuple(items[start : start + length]) for start, length in zip(starts, sizes, strict=True)]


def _length(part: Sequence[Item]) -> int:
    return sum(len(item.cut.text) for item in part)


def _list_note(
    formulation: Formulation,
    setting: Setting,
    items: Sequence[Item],
    part: Sequence[Item],
    number: int,
    *,
    ask_label: bool,
) -> Note:
    whole = len(part) == len(items)
    lead = _lead_segments(formulation, setting, ask_label=ask_label)
    if not whole and any(segment.blank for segment in lead):
        lead.append(Segment(text=f"（前{len(part)}项）"))  # the total would give the label's number away
    elif not whole:
        lead.append(_place(part))
    lines = [_line(item, setting) for item in part]
    return Note(
        key="" if number == 1 else f".part{number}",
        kind="list",
        lines=(Line(segments=tuple(lead), role="lead"), *_shown_before(setting, items, part), *lines),
        path=setting.path,
        extra=(*_explanations(part), *setting.extra),
        source=setting.source,
        tags=setting.tags,
        covered=formulation.ordered,
    )


def _place(part: Sequence[Item]) -> Segment:
    """Which items of its row a part shows, with the one of context before them."""
    row = part[0].row
    if row.name and len(part) == row.count:
        return Segment(text=f"（{row.name}）")
    first, last = max(1, part[0].place - row.before - 1), part[-1].place - row.before
    return Segment(text=f"（{row.name}第{first}—{last}项，共{row.count}项）")


def _shown_before(setting: Setting, items: Sequence[Item], part: Sequence[Item]) -> list[Line]:
    """The item before a later part of a row, by which the parts overlap."""
    return [] if part[0].place == part[0].row.before + 1 else [_line(items[part[0].place - 2], setting, asked=False)]


def _lead_segments(formulation: Formulation, setting: Setting, ask_label: bool) -> list[Segment]:
    label = formulation.label
    if not label or label not in setting.lead:
        return [Segment(text=setting.lead)]
    before, _, after = setting.lead.partition(label)
    if 0 < len(before) <= LONGEST_NAME_BEFORE and words(before + label)[0] == before and after == "：":
        before, label = "", before + label  # 金元四大家
    fits = promised(label) in (0, len(formulation.members))
    quoted = before.endswith(tuple("“‘「『")) and len(label_noun(label)) > 1  # “三个关” is counted off its members
    asked = _is_asked(label) and (quoted or _is_name(formulation, label))
    column = formulation.rule in ("counted.column", "counted.cell")  # the head of a table, above all that it counts
    name = "label" if ask_label and fits and asked and not column and not is_given_away(formulation) else None
    segments = (Segment(text=before), Segment(text=label, blank=name), Segment(text=after))
    return [segment for segment in segments if segment.text]


def _is_name(formulation: Formulation, label: str) -> bool:
    """Whether a label is the name of a known set, or is made as a name: not 五个重要关系, which anybody may count."""
    known = all(member.span is None for member in formulation.members) or load_glossary().find(label) is not None
    return known or not _PLAINLY_COUNTED.match(label)


def _is_asked(label: str) -> bool:
    """Whether ``label`` is a name to know by heart: not 四项重点举措, which any text might count."""
    lists = word_lists()
    plain = tuple(noun for noun in lists.indefinite_nouns | lists.unasked_nouns if len(noun) > 1)
    noun = label_noun(label)
    measured = len(noun) > 1 and noun.startswith(tuple(lists.unasked_measures))
    return is_definite(label) and not measured and not noun.endswith(plain)


def is_given_away(formulation: Formulation) -> bool:
    """Whether every member ends or begins with the label's own noun: 四个意识 is read off 政治意识…, 六保 off 保就业"""
    noun = skeleton(label_noun(formulation.label or ""))
    texts = [skeleton(member.text) for member in formulation.members]
    if len(noun) == 1:
        return all(text.endswith(noun) for text in texts) or all(text.startswith(noun) for text in texts)
    return bool(noun) and all(noun in text for text in texts)


def _line(item: Item, setting: Setting, asked: bool = True) -> Line:
    pieces = ((item.cut.before, None), (item.cut.answer, item.name if asked else None), (item.cut.after, None))
    return Line(
        segments=tuple(Segment(text=text, blank=blank) for text, blank in pieces if text),
        role="item",
        number=item.place if setting.numbered else None,
    )


def _recite_notes(formulation: Formulation, setting: Setting, items: Sequence[Item], *, ask_label: bool) -> list[Note]:
    """The cards that ask the whole list at once, a long one in parts, where its lead-in tells which list.

    Where one holds all of a list whose other notes do not, its label is asked there.
    """
    if not setting.telling:
        return []
    at_once = len(items) <= MOST_RECITED or sum(len(item.cut.text) for item in items) <= LONGEST_SERIES
    if not at_once and len(items) > MOST_RECITED_IN_PARTS:
        return []
    parts = [tuple(items)] if at_once else _by_row(items, MOST_RECITED)
    notes = [_recite_note(formulation, setting, items, part, ask_label=ask_label and len(parts) == 1) for part in parts]
    if any(note is None for note in notes):
        return []
    keys = [".recite", *(f".recite.part{number}" for number in range(2, len(parts) + 1))]
    return [note.model_copy(update={"key": key}) for key, note in zip(keys, notes, strict=True) if note]


def _recite_note(
    formulation: Formulation, setting: Setting, items: Sequence[Item], part: Sequence[Item], *, ask_label: bool
) -> Note | None:
    """The card that asks all of ``part``, if that is short enough to say."""
    lengths = [len(item.cut.text) for item in part]
    whole = sum(lengths) <= LONGEST_RECITED_WHOLE and max(lengths) <= LONGEST_RECITED_ITEM
    nameless = formulation.form == "parallel" and not formulation.label and formulation.rule != "parallel.known"
    whole = whole and not (nameless and _are_framed(part))
    if not whole and sum(len(item.cut.answer) for item in part) > LONGEST_RECITED:
        return None
    cuts = [_whole(item.cut) if whole and not _is_catch_all(item.cut.text) else item.cut for item in part]
    lines = [_line(replace(item, name="all", cut=cut), setting) for item, cut in zip(part, cuts, strict=True)]
    lead = _lead_segments(formulation, setting, ask_label=ask_label)
    if len(part) < len(items):
        lead.append(_place(part))
    return Note(
        key="",
        kind="recite",
        lines=(Line(segments=tuple(lead), role="lead"), *_shown_before(setting, items, part), *lines),
        path=setting.path,
        extra=(*_explanations(part), *setting.extra),
        source=setting.source,
        tags=setting.tags,
        covered=False,
    )


def _are_framed(items: Sequence[Item]) -> bool:
    """Whether words are shown beside what each item asks, and say no answer: 向＿＿看齐、向＿＿看齐."""
    beside = [item.cut.before + item.cut.after for item in items]
    told = skeleton("，".join(beside))
    return all(beside) and not any(skeleton(item.cut.answer) in told for item in items)


def _whole(cut: Cut) -> Cut:
    """All of an item as its answer, but for the name that it stands behind (木：肝) and what is told of it."""
    name = cut.before if cut.before.endswith("：") else ""
    told = cut.after[cut.after.find("：") :] if "：" in cut.after else ""
    if more := _AND_SO_ON.search(cut.after):
        told = cut.after[more.start() :]
    return Cut(name, cut.text.removeprefix(name).removesuffix(told), told)


def _explanations(items: Sequence[Item]) -> tuple[str, ...]:
    return tuple(
        f"{_CIRCLED[item.place - 1] if item.place <= len(_CIRCLED) else f'({item.place})'} {item.rest}"
        for item in items
        if item.rest
    )
