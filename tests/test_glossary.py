"""The curated decks and their loader: what is shipped holds together, and what is wrong is named."""

from __future__ import annotations

import pickle
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizgen.errors import InputError
from quizgen.glossary import (
    CuratedDeck,
    Glossary,
    decks_folder,
    fold_label,
    is_deck,
    load,
    read_deck,
    read_glossary,
    stated_count,
    stated_parts,
)
from quizgen.model import KnownSet

DECK = 'title = "甲"\ntags = ["乙"]\ndescription = "丙。"\n'
SEASONS = '[[set]]\nlabel = "四季"\nmembers = ["春", "夏", "秋", "冬"]\nordered = true\nsource = "历书"\n'
SAYING = '[[saying]]\nquote = "春种一粒粟，秋收万颗子。"\nsource = "《悯农》"\n'


def write_deck(folder: Path, sets: str = SEASONS, sayings: str = SAYING, deck: str = DECK) -> Path:
    folder.mkdir(parents=True)
    (folder / "deck.toml").write_text(deck, encoding="utf-8")
    (folder / "formulations.toml").write_text(sets, encoding="utf-8")
    (folder / "sayings.toml").write_text(sayings, encoding="utf-8")
    return folder


# ── what is shipped ──


def shipped_files(name: str) -> Iterator[tuple[str, dict[str, list[dict[str, object]]]]]:
    for folder in Path(str(decks_folder())).iterdir():
        file = folder / name
        if file.is_file():
            yield f"{folder.name}/{name}", tomllib.loads(file.read_text(encoding="utf-8"))


def test_glossary_is_as_large_as_promised() -> None:
    assert len(load().sets) >= 120
    assert len(load().sayings) >= 60
    assert {"zhengzhi", "mayuan", "dangshi", "falv", "jiaoyu", "jingji"} <= {deck.name for deck in load().decks}


def test_every_number_word_agrees_with_the_members() -> None:
    for where, content in shipped_files("formulations.toml"):
        for entry in content["set"]:
            label, members, aliases = entry["label"], entry["members"], entry.get("aliases", [])
            assert isinstance(label, str)
            assert isinstance(members, list)
            assert isinstance(aliases, list)
            for name in (label, *aliases):
                promised = entry.get("count", stated_count(name))
                assert promised in (None, len(members)), f"{where}: {name}"


def test_exceptions_to_the_number_word_stay_rare_and_are_explained() -> None:
    exceptions = [e for _, content in shipped_files("formulations.toml") for e in content["set"] if "count" in e]
    assert all(e.get("note") for e in exceptions)
    assert len(exceptions) * 20 < len(load().sets)


def test_no_exception_without_need() -> None:
    for where, content in shipped_files("formulations.toml"):
        for entry in content["set"]:
            names = [str(entry["label"]), *map(str, entry.get("aliases", []))]  # type: ignore[call-overload]
            needed = any(stated_count(name) not in (None, entry.get("count")) for name in names)
            assert "count" not in entry or needed, f"{where}: {names[0]}"


def test_own_label_of_every_set_leads_to_it_or_is_known_to_be_ambiguous() -> None:
    for known in load().sets:
        assert known in load().candidates(known.label)
        found = load().find(known.label)
        assert found is None or found.members == known.members


def test_shipped_text_uses_chinese_punctuation() -> None:
    ascii_marks = re.compile(r"[,;?!\"']|[\u4e00-\u9fff][:()]")
    for known in load().sets:
        for text in (known.label, *known.aliases, *known.members, known.source, known.note):
            assert not ascii_marks.search(text), text
    for saying in load().sayings:
        assert not ascii_marks.search(saying.quote + saying.source + saying.note), saying.quote
        assert saying.quote.count("“") == saying.quote.count("”")


def test_members_carry_no_list_markers_or_closing_marks() -> None:
    for known in load().sets:
        for member in known.members:
            assert not re.search(r"^[（(]?[一二三四五六七八九十\d]+[）).、]|[；。，]$", member), member


def test_dates_that_start_with_digits_are_years_months_days_or_centuries() -> None:
    dates = [known.date for known in load().sets] + [saying.date for saying in load().sayings]
    for date in dates:
        assert not date[:1].isdigit() or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?|—\d{4})?|\d\d世纪.*", date), date


# ── labels ──


@pytest.mark.parametrize(
    "spelling",
    ["四个意识", "“四个意识”", "「四個意識」", " 四个 意识 ", "4个意识", "４个意识", "『4個意識』", "‘四个意识’"],
)
def test_spellings_of_one_label_are_found(spelling: str) -> None:
    known = load().find(spelling)
    assert known is not None
    assert known.members == ("政治意识", "大局意识", "核心意识", "看齐意识")
    assert known.deck == "zhengzhi"


@pytest.mark.parametrize(
    ("spelling", "label"),
    [
        ("兩個維護", "两个维护"),
        ("2个维护", "两个维护"),
        ("14个坚持", "十四个坚持"),
        ("两为方向", "二为方向"),
        ("五大发展理念", "新发展理念"),
        ("四大危险", "四种危险"),
        ("一个中心两个基本点", "一个中心、两个基本点"),
    ],
)
def test_other_names_are_found(spelling: str, label: str) -> None:
    known = load().find(spelling)
    assert known is not None
    assert known.label == label


@pytest.mark.parametrize("label", ["", "四个", "意识", "四个意识形态", "三个意识", "30个部门"])
def test_what_is_no_known_label_is_not_found(label: str) -> None:
    assert load().find(label) is None
    assert load().candidates(label) == ()


def test_two_digits_fold_to_a_number_and_longer_ones_stay() -> None:
    assert fold_label("24节气") == fold_label("二十四节气")
    assert fold_label("10大关系") == fold_label("十大关系")
    assert fold_label("1978年") == "1978年"


@pytest.mark.parametrize(
    ("label", "count"),
    [
        ("四个意识", 4),
        ("4个意识", 4),
        ("十四个坚持", 14),
        ("二十四节气", 24),
        ("三十六计", 36),
        ("三会一课", 4),
        ("两学一做", 3),
        ("三大纪律八项注意", 11),
        ("五讲四美三热爱", 12),
        ("两不愁三保障", 5),
        ("三去一降一补", 5),
        ("四书五经", 9),
        ("一个中心、两个基本点", 3),
        ("两个一百年", 2),
        ("双百方针", 2),
        ("双碳目标", 2),
        ("五位一体", 5),
        ("五个一批", 5),
        ("19世纪自然科学三大发现", 3),
        ("新时代十年三件大事", 3),
        ("进一步全面深化改革的六个坚持", 6),
        ("新十六字方针", None),
        ("第一顺序继承人", None),
        ("三三制", None),
        ("一二九运动", None),
        ("统一战线", None),
        ("社会主义核心价值观", None),
        ("", None),
    ],
)
def test_stated_count(label: str, count: int | None) -> None:
    assert stated_count(label) == count


def test_label_of_two_decks_with_other_members_is_ambiguous() -> None:
    classics = known("六经", "诗", "书", "礼", "乐", "易", "春秋")
    channels = known("六经", "太阳", "阳明", "少阳", "太阴", "少阴", "厥阴")
    glossary = Glossary(decks=(deck("gudian", classics), deck("zhongyi", channels)))
    assert glossary.candidates("六经") == (classics, channels)
    assert glossary.find("六经") is None


def test_label_counts_before_alias() -> None:
    by_alias = known("四体", "真", "草", "隶", "篆").model_copy(update={"aliases": ("四书",)})
    by_label = known("四书", "大学", "中庸", "论语", "孟子")
    assert Glossary(decks=(deck("a", by_alias), deck("b", by_label))).find("四书") == by_label


def known(label: str, *members: str) -> KnownSet:
    return KnownSet(label=label, members=members, ordered=False, source="书")


def deck(name: str, *sets: KnownSet) -> CuratedDeck:
    return CuratedDeck(name=name, title="甲", tags=(), description="乙。", sets=sets, sayings=())


# ── reading ──


def test_deck_is_read_whole(tmp_path: Path) -> None:
    found = read_deck(write_deck(tmp_path / "nong"))
    assert (found.name, found.title, found.tags, found.description) == ("nong", "甲", ("乙",), "丙。")
    assert found.sets == (
        KnownSet(label="四季", members=("春", "夏", "秋", "冬"), ordered=True, source="历书", deck="nong"),
    )
    assert [(s.quote, s.speaker, s.deck) for s in found.sayings] == [("春种一粒粟，秋收万颗子。", None, "nong")]


def test_deck_may_lack_sets_or_sayings(tmp_path: Path) -> None:
    folder = write_deck(tmp_path / "nong")
    (folder / "sayings.toml").unlink()
    assert read_deck(folder).sayings == ()
    (folder / "formulations.toml").unlink()
    assert read_deck(folder).sets == ()


def test_decks_come_by_name_and_other_entries_are_passed_over(tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        write_deck(tmp_path / name)
    (tmp_path / "notes").mkdir()
    (tmp_path / "README.md").write_text("…", encoding="utf-8")
    glossary = read_glossary(tmp_path)
    assert [d.name for d in glossary.decks] == ["a", "b", "c"]
    assert glossary.deck("b") == glossary.decks[1]
    assert glossary.deck("notes") is None
    assert not is_deck(tmp_path / "notes")


def test_without_decks_nothing_is_known(tmp_path: Path) -> None:
    glossary = read_glossary(tmp_path / "nowhere")
    assert glossary.sets == ()
    assert glossary.find("四个意识") is None


def test_decks_of_an_installed_package_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package, checkout = tmp_path / "site" / "quizgen", tmp_path / "checkout" / "quizgen"
    write_deck(package / "decks" / "a")
    checkout.mkdir(parents=True)
    write_deck(tmp_path / "checkout" / "decks" / "b")
    monkeypatch.setattr("quizgen.glossary.files", lambda _: package)
    assert [d.name for d in read_glossary(decks_folder()).decks] == ["a"]
    monkeypatch.setattr("quizgen.glossary.files", lambda _: checkout)
    assert [d.name for d in read_glossary(decks_folder()).decks] == ["b"]


def test_glossary_is_read_once_and_travels_between_processes() -> None:
    assert load() is load()
    load().find("四个意识")
    copy = pickle.loads(pickle.dumps(load()))
    assert copy == load()
    assert copy.find("四个意识") == load().find("四个意识")
    assert Glossary.model_validate_json(load().model_dump_json()) == load()


# ── wordings that have changed ──


def test_every_former_wording_says_until_when_and_has_a_member_of_its_own() -> None:
    former = [(known, one) for known in load().sets for one in known.former]
    assert len(former) >= 3
    for known, one in former:
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", one.until)
        assert set(one.members) != set(known.members)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("决战全面建成小康社会。", "全面建成小康社会"),
        ("全面建设社会主义现代化国家。", "全面建设社会主义现代化国家"),
        ("全面建成小康社会之后，要全面建设社会主义现代化国家。", "全面建设社会主义现代化国家"),
        ("要协调推进。", "全面建设社会主义现代化国家"),
    ],
)
def test_a_text_gives_the_wording_of_its_time(text: str, first: str) -> None:
    known = load().find("四个全面")
    assert known is not None
    worded = known.as_in(text)
    assert worded.members[0] == first
    assert worded.wording == ("../2020-10-29" if first.endswith("小康社会") else "2020-10-29/..")


# ── what is wrong ──


@pytest.mark.parametrize(
    ("sets", "entry", "what"),
    [
        (SEASONS + "colour = 1\n", "entry 1 (四季)", "colour: no such key"),
        (SEASONS.replace('members = ["春", "夏", "秋", "冬"]', "members = []"), "entry 1 (四季)", "members"),
        (SEASONS.replace('"冬"', '" "'), "entry 1 (四季)", "members.3: empty, or white space"),
        (SEASONS.replace('"冬"', '"冬 "'), "entry 1 (四季)", "members.3: empty, or white space"),
        (SEASONS.replace('"冬"', '"春"'), "entry 1 (四季)", "a member stands twice"),
        (SEASONS.replace(', "冬"', ""), "entry 1 (四季)", "四季 promises 4 members and has 3"),
        (SEASONS + 'aliases = ["五季"]\n', "entry 1 (四季)", "五季 promises 5 members and has 4"),
        (SEASONS + "count = 4\n", "entry 1 (四季)", "count without a note"),
        (SEASONS + 'count = 5\nnote = "误。"\n', "entry 1 (四季)", "四季 promises 5 members and has 4"),
        (SEASONS + SEASONS, "entry 2 (四季)", "四季 stands already in"),
        (SEASONS + 'aliases = ["“四季”"]\n', "entry 1 (四季)", "stands already in"),
        (SEASONS.replace("ordered = true\n", ""), "entry 1 (四季)", "ordered: the key is missing"),
        (SEASONS.replace('source = "历书"\n', ""), "entry 1 (四季)", "source"),
        (SEASONS.replace('label = "四季"\n', ""), "entry 1", "label"),
        (SEASONS + "date = 2016-01-29\n", "entry 1 (四季)", "date: has to be text"),
        (
            SEASONS + '[[set.former]]\nmembers = ["春", "秋"]\nuntil = "2020-10-29"\nsource = "历书"\n',
            "entry 1 (四季)",
            "a former wording has another number of members",
        ),
        (
            SEASONS + '[[set.former]]\nmembers = ["1", "2", "3", "4"]\nuntil = "2020"\nsource = "历书"\n',
            "entry 1 (四季)",
            "until = 2020 is no day",
        ),
        (SEASONS + '[[saying]]\nquote = "甲"\n', "formulations.toml", "something else than [[set]] tables"),
        ("set = 1\n", "formulations.toml", "something else than [[set]] tables"),
        ("set = [1]\n", "entry 1", "dictionary"),
        ("[[set]\n", "formulations.toml", "cannot be read"),
    ],
)
def test_wrong_set_is_named_with_its_file(tmp_path: Path, sets: str, entry: str, what: str) -> None:
    with pytest.raises(InputError) as wrong:
        read_deck(write_deck(tmp_path / "nong", sets=sets))
    assert "formulations.toml" in wrong.value.problem.where
    assert entry in wrong.value.problem.where
    assert what in wrong.value.problem.what
    assert "\n" not in str(wrong.value)
    assert wrong.value.problem.remedy


def test_wrong_saying_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"sayings\.toml, entry 2 .*stands already"):
        read_deck(write_deck(tmp_path / "a", sayings=SAYING + SAYING))
    with pytest.raises(InputError, match=r"sayings\.toml, entry 1 .*source"):
        read_deck(write_deck(tmp_path / "b", sayings='[[saying]]\nquote = "甲"\n'))


def test_wrong_deck_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"deck\.toml: title"):
        read_deck(write_deck(tmp_path / "a", deck='tags = []\ndescription = "丙。"\n'))
    folder = write_deck(tmp_path / "b")
    (folder / "deck.toml").write_bytes("title = '甲'".encode("gb18030"))
    with pytest.raises(InputError, match=r"deck\.toml: cannot be read"):
        read_deck(folder)


def test_names_that_begin_with_a_number_are_found_by_their_beginning() -> None:
    sets = (
        KnownSet(
            label="三农", members=("农业", "农村", "农民"), ordered=False, source="s", aliases=("三农问题", "农事")
        ),
        KnownSet(label="一带一路", members=("带", "路"), ordered=False, source="s"),
        KnownSet(label="双百方针", members=("百花齐放", "百家争鸣"), ordered=False, source="s"),
    )
    deck = CuratedDeck(name="d", title="d", tags=(), description="d", sets=sets, sayings=())
    numbered = Glossary(decks=(deck,)).numbered
    assert {start: set(names) for start, names in numbered.items()} == {
        "三农": {"三农", "三农问题"},
        "双百": {"双百方针"},
    }


def test_the_parts_of_a_compound_label() -> None:
    assert stated_parts("四书五经") == (("四书", 4), ("五经", 5))
    assert stated_parts("三大纪律、8项注意") == (("三大纪律", 3), ("八项注意", 8))
    assert stated_parts("五常") == stated_parts("五位一体") == stated_parts("核心价值观") == ()
