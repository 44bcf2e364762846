"""Deck folders: documents, options, decisions, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen import folders, glossary
from quizgen.cards.decisions import Decision
from quizgen.errors import InputError
from quizgen.folders import Listed, Options
from quizgen.model import Problem

ABOUT = 'title = "治学"\ntags = ["国学"]\ndescription = "甲。"\n'
SETS = '[[set]]\nlabel = "四德"\nmembers = ["孝", "悌", "忠", "信"]\nordered = true\nsource = "甲书"\n'


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    return tmp_path / "mine"


def read(about: str = "", decisions: str = "") -> folders.Folder:
    Path("mine", "deck.toml").write_text(ABOUT + about, "utf-8")
    if decisions:
        Path("mine", "decisions.toml").write_text(decisions, "utf-8")
    return folders.read(Path("mine").resolve(), "mine")


def paths(about: str) -> list[str]:
    found = list(folders.documents(read(about)))
    assert all(isinstance(one, Listed) for one in found), found
    return [Path(one.path).as_posix() for one in found if isinstance(one, Listed)]


# ── what is read ──


def test_a_curated_deck_is_a_folder_without_documents() -> None:
    folder = read()
    assert (folder.documents, folder.options, folder.glossary, folder.decisions) == ((), Options(), (), ())
    assert folder.known.title == "治学"


def test_every_shipped_deck_is_a_folder() -> None:
    for name in glossary.deck_names(glossary.decks_folder()):
        assert folders.read(glossary.decks_folder() / name, f"decks/{name}").known.name == name


def test_documents_are_files_folders_and_patterns(place: Path) -> None:
    (place / "卷").mkdir()
    for name in ("a.txt", "b.md", "卷/c.txt", "d[1].txt", "picture.png"):
        (place / name).touch()
    Path("outside.txt").touch()
    (place / "link.txt").symlink_to("../outside.txt")
    assert paths('documents = ["a.txt"]') == ["mine/a.txt"]
    assert paths('documents = ["*.txt"]') == ["mine/a.txt", "mine/d[1].txt", "mine/link.txt"]
    assert paths('documents = ["d[1].txt", "卷", "**/*.txt"]')[:2] == ["mine/d[1].txt", "mine/卷/c.txt"]
    assert paths('documents = ["*"]').count("mine/picture.png") == 0
    assert paths(f'documents = ["../outside.txt", "{Path("outside.txt").resolve()}"]') == [
        "mine/../outside.txt",
        str(Path("outside.txt").resolve()),
    ]


def test_an_entry_may_name_identity_and_title(place: Path) -> None:
    (place / "a.txt").touch()
    (listed,) = folders.documents(read('documents = [{path = "a.txt", id = "zx", title = "治学篇"}]'))
    assert listed == Listed(path=listed.path, id="zx", title="治学篇")  # type: ignore[union-attr]


def test_options_have_the_names_of_the_command_line() -> None:
    chosen = read('[options]\nmax-cards = 60\nmin-confidence = 0.8\nforms = ["marked"]\nwithout = ["parallel"]').options
    assert (chosen.max_cards, chosen.forms, chosen.rules.without, chosen.rules.min_confidence) == (
        60,
        ("marked",),
        ("parallel",),
        0.8,
    )
    call = Options.model_validate({"max-cards": 5})
    assert call.over(chosen) == Options.model_validate(chosen.model_dump(by_alias=True) | {"max-cards": 5})
    assert Options().over(chosen) == chosen


def test_glossary_names_further_decks_or_none() -> None:
    Path("other").mkdir()
    Path("other", "deck.toml").write_text(ABOUT, "utf-8")
    Path("other", "formulations.toml").write_text(SETS, "utf-8")
    (known,) = read('glossary = ["../other"]').glossary or ()
    assert known.name == "other" and known.sets[0].label == "四德"
    assert read("glossary = false").glossary is None


# ── what is wrong ──


@pytest.mark.parametrize(
    ("about", "where", "what"),
    [
        ("documents = 1", "deck.toml", "documents: has to be a list"),
        ("documents = [1]", "deck.toml", "documents.0: "),
        ('documents = [{id = "a"}]', "deck.toml", "documents.0.path: the key is missing"),
        ('documents = [{path = "a", colour = 1}]', "deck.toml", "documents.0.colour: no such key"),
        ("[options]\nmax-cards = 0", "deck.toml", "options.max-cards: "),
        ("[options]\nmax_cards = 5", "deck.toml", "options.max_cards: no such key"),
        ('[options]\nforms = ["wrong"]', "deck.toml", "options.forms.0: "),
        ('[options]\nwithout = ["wrong"]', "deck.toml", "options.without: no rule begins with wrong"),
        ("[options]\nlevel = 4", "deck.toml", "options.level: "),
        ("glossary = true", "deck.toml", "glossary: has to be a list of folders, or false"),
        ('glossary = ["nowhere"]', "deck.toml", "glossary: there is no curated deck at nowhere"),
        ("colour = 1", "deck.toml", "colour: no such key"),
    ],
)
def test_wrong_keys_are_one_line(about: str, where: str, what: str) -> None:
    with pytest.raises(InputError) as wrong:
        read(about)
    problem = wrong.value.problem
    assert problem.where.endswith(where) and problem.what.startswith(what) and problem.remedy
    assert "\n" not in str(problem)


@pytest.mark.parametrize(
    ("decisions", "what"),
    [
        ('[[card]]\nkey = "a/b"\n', "entry 1 (a/b): decision: the key is missing"),
        ('[[card]]\nkey = "a/b"\ndecision = "burn"\n', "entry 1 (a/b): decision: "),
        ('[[card]]\nkey = "a/b"\ndecision = "edit"\n', "entry 1 (a/b): an edit needs one of answer, lead, hint, note"),
        ('[[card]]\nkey = "a/b"\ndecision = "drop"\nnote = "c"\n', 'note goes with decision = "edit"'),
        ('[[card]]\nkey = "a/b"\ndecision = "drop"\n' * 2, "a/b is decided twice"),
        ("[[note]]\n", "something else than [[card]] tables"),
        ("[[card\n", "cannot be read"),
    ],
)
def test_wrong_decisions_are_one_line(decisions: str, what: str) -> None:
    with pytest.raises(InputError) as wrong:
        read(decisions=decisions)
    assert "decisions.toml" in str(wrong.value) and what in str(wrong.value) and "\n" not in str(wrong.value)


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ('"none.txt"', "none.txt is not there"),
        ('"../none.txt"', "../none.txt is not there"),
        ('"*.docx"', "no document fits *.docx"),
        ('"empty"', "this folder has no document"),
        ('{path = "*.txt", id = "a"}', "*.txt stands for 2 documents, which cannot share an id"),
    ],
)
def test_missing_documents_are_problems_and_do_not_stop_the_rest(place: Path, entry: str, what: str) -> None:
    (place / "empty").mkdir()
    (place / "a.txt").touch()
    (place / "b.txt").touch()
    problem, listed = folders.documents(read(f'documents = [{entry}, "b.txt"]'))
    assert isinstance(problem, Problem) and what in problem.what and problem.remedy
    assert isinstance(listed, Listed) and listed.path.endswith("b.txt")


# ── decisions are written ──

KEPT = """# 我的决定
[[card]]   # 太容易
key = 'a/b'
decision = "drop"

# 下一条
[[card]]
key = "c/d"
decision = "edit"
answer = "丙"  # 原文如此
"""


def test_comments_and_layout_stay_when_a_decision_is_written(place: Path) -> None:
    read(decisions=KEPT)
    folders.record("mine", Decision(key="e/f", decision="keep"))
    text = (place / "decisions.toml").read_text("utf-8")
    assert text.startswith(KEPT) and text.removeprefix(KEPT) == '\n[[card]]\nkey = "e/f"\ndecision = "keep"\n'
    folders.record("mine", Decision(key="c/d", decision="drop"))
    text = (place / "decisions.toml").read_text("utf-8")
    assert "# 下一条" in text and "# 太容易" in text and "丙" not in text
    assert [(one.key, one.decision) for one in read().decisions] == [("a/b", "drop"), ("c/d", "drop"), ("e/f", "keep")]


def test_the_first_decision_makes_the_file(place: Path) -> None:
    read()
    folders.record("mine", Decision(key="a|b/c", decision="edit", hint="甲", note='引号"与\\'))
    assert (place / "decisions.toml").read_text("utf-8").startswith('[[card]]\nkey = "a|b/c"\n')
    assert read().decisions == (Decision(key="a|b/c", decision="edit", hint="甲", note='引号"与\\'),)


def test_nothing_is_written_where_something_is_wrong(place: Path) -> None:
    with pytest.raises(InputError, match="is not a deck folder"):
        folders.record("mine", Decision(key="a/b", decision="drop"))
    read()
    (place / "decisions.toml").write_text("[[card\n", "utf-8")
    with pytest.raises(InputError, match=r"decisions\.toml: cannot be read"):
        folders.record("mine", Decision(key="a/b", decision="drop"))
    assert (place / "decisions.toml").read_text("utf-8") == "[[card\n"
