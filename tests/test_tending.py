"""Whatever is edited, decided and chosen, a card stays with its fact: random histories through written packages."""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from quizgen import exporters, pipeline
from quizgen.cards import cards
from quizgen.cards.decisions import Decision, card_keys
from quizgen.folders import Options, record
from quizgen.model import Note
from quizgen.pipeline import Made, Work

# The first lines of 千字文, in which no character stands twice: so every character belongs to one fact.
LINES = re.findall(
    "....",
    "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈"
    "剑号巨阙珠称夜光果珍李柰菜重芥姜海咸河淡鳞潜羽翔龙师火帝鸟官人皇始制文字乃服衣裳推位让国有虞陶唐",
)
SPARE = "吊民伐罪周发殷汤坐朝问道垂拱平章爱育黎首臣伏戎羌遐迩壹体率宾归王鸣凤在竹白驹食场化被草木赖及万方"
NOUNS = ["境界", "工夫", "器识", "气象", "胸襟", "规矩"]
SPEAKERS = ["孔子", "孟子", "荀子", "老子"]
DIGITS = "零一二三四五"

Fact = tuple[str, ...]


@dataclass
class Text:
    """Two documents of lists and sayings, whose edits remember which fact a character belongs to."""

    random: random.Random
    lines: Iterator[str] = field(default_factory=lambda: iter(LINES))
    spare: Iterator[str] = field(default_factory=lambda: iter(SPARE))
    nouns: Iterator[str] = field(default_factory=lambda: iter(NOUNS))
    owner: dict[str, str] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    lists: list[tuple[str, list[str]]] = field(default_factory=list)
    sayings: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for _ in range(2):
            noun = self.own(next(self.nouns), f"label {len(self.lists)}")
            self.lists.append((noun, [self.line() for _ in range(3)]))
        self.sayings = [(speaker, f"{self.line()}，{self.line()}") for speaker in SPEAKERS[:2]]

    def own(self, characters: str, fact: str) -> str:
        self.owner.update(dict.fromkeys(characters, fact))
        return characters

    def line(self) -> str:
        words = next(self.lines)
        return self.own(words, words)

    def edit(self) -> None:
        """One character of an item is another one."""
        _, items = self.random.choice(self.lists)
        place = self.random.randrange(len(items))
        items[place] = self.changed(items[place])

    def edit_saying(self) -> None:
        place = self.random.randrange(len(self.sayings))
        speaker, quote = self.sayings[place]
        self.sayings[place] = (speaker, self.changed(quote))

    def changed(self, text: str) -> str:
        """``text`` with another character: one between two builds, since half of four would be another item."""
        if any(c in self.touched for c in text):
            return text
        at = self.random.choice([place for place, c in enumerate(text) if c != "，"])
        made = text[:at] + self.own(next(self.spare), self.owner[text[at]]) + text[at + 1 :]
        self.touched.update(made)
        return made

    def add(self) -> None:
        _, items = self.random.choice(self.lists)
        if len(items) < 5:
            items.insert(self.random.randrange(len(items) + 1), self.line())

    def remove(self) -> None:
        _, items = self.random.choice(self.lists)
        if len(items) > 2:
            del items[self.random.randrange(len(items))]

    def reorder(self) -> None:
        self.random.shuffle(self.random.choice(self.lists)[1])

    def rename(self) -> None:
        place = self.random.randrange(len(self.lists))
        if noun := next(self.nouns, ""):
            self.lists[place] = (self.own(noun, self.list_name(place)), self.lists[place][1])

    def move(self) -> None:
        """A list goes to the other document, the lists of which are the first of all."""
        self.lists.append(self.lists.pop(0))

    def write(self) -> None:
        self.touched.clear()
        said = [f"{speaker}说：“{quote}。”" for speaker, quote in self.sayings]
        listed = [
            f"为学有{DIGITS[len(items)]}种{noun}："
            + "，".join(f"{DIGITS[place]}是{item}" for place, item in enumerate(items, 1))
            + "。"
            for noun, items in self.lists
        ]
        Path("mine", "甲.txt").write_text("\n".join([listed[0], said[0]]) + "\n", "utf-8")
        Path("mine", "乙.txt").write_text("\n".join([listed[1], said[1]]) + "\n", "utf-8")

    def fact(self, note: Note, blank: str, answer: str) -> Fact:
        """What a card asks, told by the characters of its answer and not by any name."""
        if blank == "speaker":
            return ("speaker", answer)
        owners = Counter(self.owner[c] for c in answer if c in self.owner)
        if note.kind == "recite":
            place = next(p for p, (_, items) in enumerate(self.lists) if any(i in answer for i in items))
            return ("whole", self.list_name(place))
        return (note.kind, owners.most_common(1)[0][0])

    def list_name(self, place: int) -> str:
        return self.owner[self.lists[place][0][0]]


EDITS: list[Callable[[Text], None]] = [
    Text.edit, Text.edit, Text.edit_saying, Text.add, Text.add, Text.remove, Text.remove,
    Text.reorder, Text.rename, Text.move,
]  # fmt: skip
DECK = 'title = "千字"\ntags = []\ndescription = "练习。"\ndocuments = ["甲.txt", "乙.txt"]\n'


def build(options: Options, moment: int) -> Made:
    works = [work for work in pipeline.works(["mine"], "x.apkg", options) if isinstance(work, Work)]
    assert len(works) == 2
    made = pipeline.made(works, "x.apkg", options)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(1_800_000_000 + moment))
        pipeline.write_made(made, "x.apkg")
    return made


def asked(text: Text, made: Made) -> dict[tuple[str, int], Fact]:
    """What the cards of a deck ask, by GUID and cloze number."""
    found: dict[tuple[str, int], Fact] = {}
    for note in made.deck.notes:
        numbers = dict(note.numbers)
        for card in cards(note):
            place = (note.guid, numbers[card.blank])
            assert place not in found
            found[place] = text.fact(note, card.blank, card.answer)
    return found


@contextmanager
def inside() -> Iterator[None]:
    before = Path.cwd()
    with TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)


STEPS = st.lists(
    st.tuples(
        st.lists(st.integers(0, len(EDITS) - 1), min_size=1, max_size=2),
        st.booleans(),
        st.sampled_from(
            [Options(), Options(), Options(level=1), Options(level=2), Options.model_validate({"max-cards": 9})]
        ),
    ),
    min_size=4,
    max_size=7,
)


@settings(deadline=None, max_examples=30, phases=[Phase.explicit, Phase.generate])
@given(STEPS, st.integers(0, 10**6))
def test_a_card_stays_with_its_fact(steps: list[tuple[list[int], bool, Options]], seed: int) -> None:
    with inside():
        Path("mine").mkdir()
        Path("mine", "deck.toml").write_text(DECK, "utf-8")
        text = Text(random.Random(seed))
        given_away: dict[tuple[str, int], Fact] = {}
        dropped: set[Fact] = set()
        for moment, (edits, drop, options) in enumerate(steps):
            for edit in edits:
                EDITS[edit](text)
            text.write()
            made = build(options, moment)
            notes = (*made.deck.notes, *made.deck.held)
            assert len({note.guid for note in notes}) == len({note.key for note in notes}) == len(notes)
            now = asked(text, made)
            assert not set(now.values()) & dropped, "a dropped card came back"
            assert len(set(now.values())) == len(now), "a fact is asked twice"
            for place, fact in now.items():
                assert given_away.setdefault(place, fact) == fact, "a number went to another fact"
            kept = exporters.exporter_for("x.apkg").previous(Path("x.apkg"))
            assert kept is not None and {note.guid for note in notes} <= {note.guid for note in kept.notes}
            if drop and now:
                keys = card_keys(notes)
                number, note = text.random.choice(list(enumerate(made.deck.notes)))
                card = text.random.choice(cards(note))
                record("mine", Decision(key=keys[number, card.blank], decision="drop"))
                dropped.add(text.fact(note, card.blank, card.answer))
