"""Every check that a card passes before export, each a named rule, and what happens to the cards that fail.

A failed card is taken off its note: its words are shown instead of asked, the other cards of the note stay, and the
deck tells which rule it failed. A note that asks nothing any more is dropped.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import permutations, takewhile

from quizgen.cards.blanks import is_function_word
from quizgen.cards.faces import GAP, answer, cards, front_lines
from quizgen.cards.frames import common_start
from quizgen.cards.keys import skeleton
from quizgen.cards.mends import LONGEST_FRONT, front_length, holds_most, mended, single_characters
from quizgen.cards.wordlists import word_lists
from quizgen.model import Card, Deck, DroppedCard, Line, Note, Segment
from quizgen.text.clauses import OPENING
from quizgen.text.words import words

SHORTEST_ANSWER = 2
LONGEST_ANSWER = 30
SHORTEST_CUE = 2
LONGEST_RECITAL = 80
LONGEST_WHEN = 10
LEAST_WITH_EXCEPTION, MOST_ASKED = 4, 0.6
"""From how many items on one may be led to otherwise in a recital; else it has to ask so much of its items."""
_SIDE = re.compile("[在就从对由][^，。；]{2,18}(?:领域|而言|来说|来看|方面|上看?|中|看)")
_MYSELF, _YOU = re.compile("我(?!们|国|党|省|市|县|军)"), re.compile("你(?!们)|您")
SAME_ANSWER_FROM = 4
"""So many cards with one speaker, and more than half of all, teach to answer without reading."""


@dataclass(frozen=True, slots=True)
class CardCheck:
    """A rule for one card: its dotted name, and a function that says what is wrong, or nothing."""

    name: str
    wrong: Callable[[Note, Card], str]


def _answer_shown(note: Note, card: Card) -> str:
    if given := _named_in_a_row(note, card):
        return f"the answer {given} stands elsewhere on the front"
    asked = {skeleton(s.text) for line in note.lines for s in line.segments if s.blank == card.blank}
    shown = [skeleton(piece) for line in front_lines(note, card.blank) for piece in line.split(GAP)]
    leaks = sorted(a for a in asked if len(a) > 1 and any(a in piece for piece in shown))
    return f"the answer {leaks[0]} stands elsewhere on the front" if leaks else ""


def _spelt_out(note: Note, card: Card) -> str:
    """The members of 君臣佐使 are 君药、臣药、佐药、使药."""
    items = [skeleton(line.text) for line in note.lines if line.role == "item"]
    lead = skeleton("".join(line.text for line in note.lines if line.role == "lead"))
    parts = {item[:1] for item in items}
    alike = len(items) > 2 and len(parts) == len(items) and len({item[1:] for item in items}) == 1
    return "the lead-in spells its members out" if alike and "".join(item[:1] for item in items) in lead else ""


def _answer_short(note: Note, card: Card) -> str:
    short = len(skeleton(card.answer)) < SHORTEST_ANSWER and not _is_of_short_ones(note, card.blank)
    return f"the answer {card.answer} has fewer than {SHORTEST_ANSWER} characters" if short else ""


def _is_of_short_ones(note: Note, blank: str) -> bool:
    """Whether ``blank`` is a whole member of a list whose members all are that short: 金、木、水、火、土.

    The name of its row may stand before it (木：肝), or what is told of it behind (酸：收涩).
    """
    items = [line for line in note.lines if line.role == "item"]
    own = {line.text: _whole_member(line) for line in items}
    asked = {s.blank for line in items for s in line.segments if s.text == own[line.text]}
    return blank in asked and all(len(skeleton(text)) <= SHORTEST_ANSWER for text in own.values())


def _whole_member(line: Line) -> str:
    """What is asked of a line, if only a colon and what goes with it stand beside that; else all of the line."""
    asked = next((s.text for s in line.segments if s.blank), "")
    name, _, told = line.text.partition("：")
    return asked if asked in (name, told) else name if not asked else line.text


def _named_in_a_row(note: Note, card: Card) -> str:
    """A member of one character that path or lead-in name together with others: 木火土金水 in front of 五行."""
    single = single_characters(note)
    asked = {skeleton(s.text) for line in note.lines for s in line.segments if s.blank == card.blank}
    shown = [line.text for line in note.lines if line.role == "lead"] + list(note.path)
    given = {char for text in shown if holds_most(text, single) for char in asked & single if char in text}
    return min(given, default="")


def _answer_torn(note: Note, card: Card) -> str:
    torn = any(words(one)[:1] in (("着",), ("了",)) for one in card.answer.split("；"))
    return f"the answer {card.answer} begins with the end of a verb" if torn and note.kind != "saying" else ""


def _member_generic(note: Note, card: Card) -> str:
    if note.form != "outline":
        return ""
    items = [skeleton(line.text) for line in note.lines if line.role == "item"]
    about = "".join(skeleton(line.text) for line in note.lines if line.role == "lead") + skeleton("".join(note.path))
    kinds = any(all(item.endswith(noun) for item in items) for noun in word_lists().generic)  # 防御作用、固摄作用
    generic = not kinds and 2 * sum(_is_generic(item, about) for item in items) > len(items)
    return "most of its items are the headings of any chapter" if generic else ""


def _answer_generic(note: Note, card: Card) -> str:
    """A heading of any chapter among others that say something: 著者, 本章小结, 一原则."""
    items = [line.text for line in note.lines if any(s.blank == card.blank for s in line.segments)]
    generic = note.form == "outline" and all(map(_heads_anything, items))
    return f"{items[0]} heads a section about anything" if generic else ""


def _heads_anything(item: str) -> bool:
    lists = word_lists()
    heads = [item.removesuffix(noun) for noun in lists.generic if item.endswith(noun)]
    return any(not head or head in lists.generic_before for head in heads)


def _answer_when(note: Note, card: Card) -> str:
    """When or from what side something is, for why it is: 鸦片战争后, 就新旧事物的关系而言, in a list of reasons."""
    items = [line.text for line in note.lines if line.role == "item"]
    asked = [line.text for line in note.lines if line.role == "item" and any(s.blank for s in line.segments)]
    if note.form != "marked" or not asked or card.blank == "label":
        return ""
    item = next((line.text for line in note.lines if any(s.blank == card.blank for s in line.segments)), "")
    ends = tuple(word_lists().when_ends)
    when = len(item) <= LONGEST_WHEN and item.endswith(ends)
    alone = when and not any(other.endswith(ends) for other in items if other != item)
    reasons = any(word in line.text for line in note.lines if line.role == "lead" for word in ("原因", "理由"))
    sides = reasons and all(_SIDE.fullmatch(one) for one in (asked if card.blank == "all" else [item]))
    return f"{item} only says when or in what" if sides or (alone and note.kind == "list") else ""


def _saying_private(note: Note, card: Card) -> str:
    text = "".join(line.text for line in note.lines if line.role == "text")
    private = note.kind == "saying" and _MYSELF.search(text) and _YOU.search(text)
    return "one person speaks to another of themselves" if private else ""


def _is_generic(title: str, about: str) -> bool:
    """Whether ``title`` heads a section about anything: 意义, 失败原因, 修渠的意义 below 修渠, 修渠的基本特征."""
    lists = word_lists()
    rests = [title.removesuffix(noun) for noun in lists.generic if title.endswith(noun)]
    rests += [rest.removesuffix(word) for rest in rests for word in lists.generic_before if rest.endswith(word)]
    rests = [rest.removesuffix("的") for rest in rests]
    return any(len(rest) <= SHORTEST_ANSWER or rest in about for rest in rests)


def _answer_long(note: Note, card: Card) -> str:
    longest = LONGEST_RECITAL if note.kind == "recite" else LONGEST_ANSWER
    length = len(card.answer.replace("；", "")) if note.kind == "recite" else len(card.answer)
    return f"the answer has {length} characters, more than {longest}" if length > longest else ""


def _answer_empty(note: Note, card: Card) -> str:
    whole = any(len(line.segments) == 1 and line.segments[0].blank == card.blank for line in note.lines)
    empty = is_function_word(card.answer) and not whole  # 记叙、描写、说明: as a member of its own it is the item
    return f"many words fit where {card.answer} stands" if empty else ""


def _answer_vague(note: Note, card: Card) -> str:
    """What might be said of anything: 重要方面, 一对范畴."""
    lists = word_lists()
    nouns = [noun for noun in lists.vague if card.answer.endswith(noun)]
    vague = any(card.answer.removesuffix(noun).strip("的") in lists.vague_of for noun in nouns)
    return f"{card.answer} might be said of anything" if vague else ""


def _answer_opposite(note: Note, card: Card) -> str:
    """One of two items that differ by a word and its opposite, which the other gives away: 直接联系, 间接联系."""
    items = [line.text for line in note.lines if line.role == "item"]
    if note.kind != "list" or len(items) != 2 or card.blank == "label":
        return ""
    one, two = items
    pairs = (words_ for pair in word_lists().opposites for words_ in permutations(pair))
    given = any(a in one and one.replace(a, b, 1) == two for a, b in pairs)
    return f"{one} and {two} give each other away" if given else ""


def _front_long(note: Note, card: Card) -> str:
    length = front_length(card.front)
    return f"the front has {length} characters, more than {LONGEST_FRONT}" if length > LONGEST_FRONT else ""


def _front_without_cue(note: Note, card: Card) -> str:
    lead = "".join(line.text for line in note.lines if line.role == "lead")
    silent = note.kind == "recite" and len(skeleton(lead)) < SHORTEST_CUE
    return "nothing on the front tells which list is meant" if silent else ""


def _recital_of_holes(note: Note, card: Card) -> str:
    """A recital by phrases that asks scraps, to which nothing shown leads alike: 面对…敢不敢＿＿ does."""
    lines = [line for line in note.lines if any(s.blank == card.blank for s in line.segments)]
    if note.kind != "recite" or not any(len(line.segments) > 1 for line in lines):
        return ""
    befores = ["".join(s.text for s in takewhile(lambda s: s.blank is None, line.segments)) for line in lines]
    befores = [before.rstrip(OPENING) for before in befores]
    ends = Counter(words(before)[-1] if before else "" for before in befores)
    alike = max(ends.values()) >= len(lines) - (len(lines) >= LEAST_WITH_EXCEPTION)
    framed = 2 * common_start(befores) >= max(map(len, befores))
    asked = sum(len(s.text) for line in lines for s in line.segments if s.blank is not None)
    most = asked >= MOST_ASKED * sum(len(line.text) for line in lines)
    return "" if alike or framed or most else "a text with holes, of which nobody recites the scraps"


CARD_CHECKS = (
    CardCheck("answer.shown", _answer_shown),
    CardCheck("answer.spelt-out", _spelt_out),
    CardCheck("answer.short", _answer_short),
    CardCheck("answer.long", _answer_long),
    CardCheck("answer.function-word", _answer_empty),
    CardCheck("answer.vague", _answer_vague),
    CardCheck("answer.opposite", _answer_opposite),
    CardCheck("answer.torn", _answer_torn),
    CardCheck("member.generic", _member_generic),
    CardCheck("answer.generic", _answer_generic),
    CardCheck("answer.when", _answer_when),
    CardCheck("saying.private", _saying_private),
    CardCheck("recite.holes", _recital_of_holes),
    CardCheck("front.long", _front_long),
    CardCheck("front.cueless", _front_without_cue),
)


def dropped(note: str, blank: str, rule: str, reason: str) -> DroppedCard:
    """A card that is not made, the dotted name of its rule first."""
    return DroppedCard(note=note, blank=blank, why=f"{rule}: {reason}")


def faults(note: Note) -> list[DroppedCard]:
    """The cards of ``note`` that fail a check, each with the first rule that it fails."""
    found = []
    for card in cards(note):
        for check in CARD_CHECKS:
            if wrong := check.wrong(note, card):
                found.append(dropped(note.key, card.blank, check.name, wrong))
                break
    return found


def checked(notes: Iterable[Note]) -> tuple[list[Note], list[DroppedCard]]:
    """``notes`` mended, without the cards that fail a check, and those cards."""
    passed, fallen = [], []
    for note in notes:
        note, lost = _checked_note(mended(note))
        passed.append(note)
        fallen += lost
    passed, lost = _without_constant_answers(passed)
    fallen += lost
    passed, lost = _without_twins(passed)
    fallen += lost
    kept, lost = _without_blankless(passed, {drop.note for drop in fallen})
    return kept, fallen + lost


def _checked_note(note: Note) -> tuple[Note, list[DroppedCard]]:
    """Take failing cards off until none fails: what is shown instead may give away another answer."""
    fallen: list[DroppedCard] = []
    while found := faults(note):
        fallen += found
        note = shown(note, {drop.blank for drop in found})
    return note, fallen


def shown(note: Note, blanks: set[str]) -> Note:
    """``note`` with the words of ``blanks`` shown instead of asked."""
    return note.model_copy(update={"lines": tuple(_shown_line(line, blanks) for line in note.lines)})


def _shown_line(line: Line, blanks: set[str]) -> Line:
    if not any(s.blank in blanks for s in line.segments):
        return line
    segments = (Segment(text=s.text) if s.blank in blanks else s for s in line.segments)
    return line.model_copy(update={"segments": tuple(segments)})


def _without_constant_answers(notes: Sequence[Note]) -> tuple[list[Note], list[DroppedCard]]:
    """Do not ask who said it, or in which book, where the answer nearly always is the same one."""
    asked = {(n.key, b): answer(n, b) for n in notes for b in n.blanks if b in ("speaker", "source")}
    counts = Counter(asked.values())
    constant = {a for a, count in counts.items() if count >= SAME_ANSWER_FROM and 2 * count > len(asked)}
    by_lines = [line.text for note in notes for line in note.lines if line.role == "by"]
    shown_in = {a: sum(a in line for line in by_lines) for a in counts}
    constant |= {a for a, count in shown_in.items() if count >= SAME_ANSWER_FROM and 2 * count > len(by_lines)}
    kept, fallen = [], []
    for note in notes:
        blanks = {b for b in note.blanks if asked.get((note.key, b)) in constant}
        reason = "most cards of this document that ask for it have the same answer"
        fallen += [dropped(note.key, blank, f"{blank}.constant", reason) for blank in sorted(blanks)]
        kept.append(shown(note, blanks) if blanks else note)
    return kept, fallen


def _without_twins(notes: Sequence[Note]) -> tuple[list[Note], list[DroppedCard]]:
    """No two cards with one front: add what tells them apart, else drop all of them, for each has two right answers."""
    apart, fallen = _without_repeated_cards(notes)
    for tell_apart in (_with_section, _with_first_member):
        twins = {key for key, _ in _twins(apart)}
        changed = [tell_apart(note) if note.key in twins else note for note in apart]
        apart = [new if new is old or not faults(new) else old for old, new in zip(apart, changed, strict=True)]
    kept, lost = _without_cards(apart, _twins(apart), "front.shared", "another card has the same front")
    return kept, fallen + lost


def _without_repeated_cards(notes: Sequence[Note]) -> tuple[list[Note], list[DroppedCard]]:
    """Of cards with one front and one answer the first stays."""
    repeated: set[tuple[str, str]] = set()
    for alike in _by_front(notes):
        first: dict[str, Card] = {}
        repeated |= {
            (card.note, card.blank) for card in alike if first.setdefault(skeleton(card.answer), card) is not card
        }
    return _without_cards(notes, repeated, "card.repeat", "another card asks the same")


def _without_cards(
    notes: Sequence[Note], cards_out: set[tuple[str, str]], rule: str, reason: str
) -> tuple[list[Note], list[DroppedCard]]:
    out: dict[str, set[str]] = defaultdict(set)
    for key, blank in cards_out:
        out[key].add(blank)
    kept, fallen = [], []
    for note in notes:
        blanks = out.get(note.key, set())
        fallen += [dropped(note.key, blank, rule, reason) for blank in note.blanks if blank in blanks]
        kept.append(shown(note, blanks) if blanks else note)
    return kept, fallen


def _twins(notes: Iterable[Note]) -> set[tuple[str, str]]:
    """The cards whose front another one has."""
    return {(card.note, card.blank) for alike in _by_front(notes) if len(alike) > 1 for card in alike}


def _by_front(notes: Iterable[Note]) -> list[list[Card]]:
    """The cards, those with one front together; line breaks and spaces make no difference to a learner."""
    by_front: dict[str, list[Card]] = defaultdict(list)
    for note in notes:
        for card in cards(note):
            by_front[re.sub(r"\s", "", card.front)].append(card)
    return list(by_front.values())


def _with_section(note: Note) -> Note:
    """``note`` under its whole section path, document title first."""
    path = tuple(note.tags[0].split("::")) if note.tags else note.path
    return note.model_copy(update={"path": path}) if len(path) > len(note.path) else note


def _with_first_member(note: Note) -> Note:
    """A recital that shows its first member."""
    first = next((place for place, line in enumerate(note.lines) if line.role == "item"), None)
    if note.kind != "recite" or first is None or first + 1 >= len(note.lines):
        return note
    lines = list(note.lines)
    lines[first] = _shown_line(lines[first], {"all"})
    return note.model_copy(update={"lines": tuple(lines)})


def _without_blankless(notes: Iterable[Note], explained: set[str]) -> tuple[list[Note], list[DroppedCard]]:
    kept, fallen = [], []
    for note in notes:
        if note.blanks:
            kept.append(note)
        elif note.key not in explained:
            fallen.append(dropped(note.key, "", "note.blankless", "nothing on it can be asked"))
    return kept, fallen


def all_passed(deck: Deck) -> bool:
    """Whether no card of ``deck`` fails a check: what a caller can assert of any deck, edited ones included."""
    return not any(faults(note) for note in deck.notes) and not _twins(deck.notes)
