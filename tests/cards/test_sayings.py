"""Sayings as notes: clause by clause, in parts, and who said it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.cards.context import Setting
from quizgen.cards.faces import cards
from quizgen.cards.sayings import MOST_BLANKS, MOST_PARTS, saying_notes, split
from quizgen.model import Note, Saying

SETTING = Setting((), "", ())


def notes(quote: str, speaker: str | None = None, source: str | None = None) -> tuple[list[Note], str]:
    return saying_notes(Saying(quote=quote, spans=(), speaker=speaker, source=source, rule="test"), SETTING)


def asked(quote: str, speaker: str | None = None, source: str | None = None) -> dict[str, str]:
    return {card.blank: card.answer for note in notes(quote, speaker, source)[0] for card in cards(note)}


def test_each_clause_is_asked_and_its_mark_shown() -> None:
    (note,), _ = notes("学而不思则罔，思而不学则殆。")
    first, second = cards(note)
    assert (first.front, first.answer) == ("＿＿，思而不学则殆。", "学而不思则罔")
    assert (second.front, second.answer) == ("学而不思则罔，＿＿。", "思而不学则殆")


def test_scraps_go_with_what_follows() -> None:
    assert [c.text for c in split("种地，不流汗，半点收成也没有")] == ["种地，不流汗", "半点收成也没有"]


def test_a_scrap_at_a_sentence_end_goes_with_what_stands_before() -> None:
    assert [c.text for c in split("父母在不远游，必有方。君子之道四焉。")] == ["父母在不远游，必有方", "君子之道四焉"]


def test_a_quotation_inside_is_not_cut() -> None:
    assert [c.text for c in split("老人说“早起三光，晚起三慌”，要记住。")] == ["老人说“早起三光，晚起三慌”，要记住"]


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["学而", "时习之", "，", "。", "“", "”", "\n", "不亦说乎", "：", "！"]), max_size=30).map(
        "".join
    )
)
def test_split_keeps_every_character(quote: str) -> None:
    assert "".join(clause.full for clause in split(quote)) == quote


def test_a_long_saying_is_cut_at_sentence_ends_with_the_sentence_before_as_cue() -> None:
    quote = "".join(f"第{n}年春天我们在山坡上种下松树，秋天又在河边种下柳树和杨树。" for n in "一二三四五六七")
    parts, left_out = notes(quote, speaker="毛主席")
    assert len(parts) == MOST_PARTS and left_out.startswith("第七年")
    assert [note.key for note in parts] == ["", ".part2", ".part3"]
    assert all(len([b for b in note.blanks if b != "speaker"]) <= MOST_BLANKS for note in parts)
    assert parts[1].lines[0].segments[0].text.endswith("柳树和杨树。") and parts[1].lines[0].segments[0].blank is None
    assert ["speaker" in note.blanks for note in parts] == [True, False, False]


def test_a_part_shows_that_the_saying_goes_on_before_and_behind_it() -> None:
    pieces = [f"第{n}年春天我们在山坡上种下松树，秋天又在河边种下柳树和杨树" for n in "一二三四五六"]
    first, second, third = ("".join(line.text for line in note.lines) for note in notes("；".join(pieces) + "。")[0])
    assert first == "；".join(pieces[:2]) + "；……"
    assert second == "……" + "；".join(pieces[1:4]) + "；……"
    assert third == "……" + "；".join(pieces[3:]) + "。"


def test_the_sign_that_a_saying_goes_on_changes_neither_keys_nor_blanks() -> None:
    quote = "；".join(f"{n}月里雨水多，河堤上要有人日夜看守，仓库里要有人轮班巡查" for n in "一二三四五六")
    made, _ = notes(quote, "老支书")
    assert [note.key for note in made] == ["", ".part2", ".part3"]
    assert not any("…" in card.answer for note in made for card in cards(note))


def test_a_saying_on_one_card_shows_no_sign() -> None:
    (note,), _ = notes("学而不思则罔；思而不学则殆；")
    assert note.lines[0].text == "学而不思则罔；思而不学则殆；"


def test_the_lines_of_a_long_poem_go_on() -> None:
    poem = "\n".join("春风又绿江南岸，明月何时照我还。" for _ in range(4))
    first, second = notes(poem)[0]
    assert [line.text[-3:] for line in first.lines] == ["我还。", "。……"]
    assert second.lines[0].text.startswith("……春风又绿江南岸，")


def test_who_said_it() -> None:
    assert asked("学而不思则罔，思而不学则殆。", "孔子", "《论语·为政》")["speaker"] == "孔子"
    (note,), _ = notes("学而不思则罔，思而不学则殆。", "孔子", "《论语·为政》")
    assert note.lines[-1].text == "——孔子《论语·为政》"


def test_the_book_where_nobody_is_named() -> None:
    assert asked("临渊羡鱼，不如退而结网。", None, "《淮南子·说林训》")["source"] == "淮南子"
    assert asked("学而不思则罔，思而不学则殆。", "子", "《论语·为政》")["speaker"] == "孔子"


def test_a_title_that_begins_with_the_words_is_not_asked() -> None:
    assert "source" not in asked("老渠新修，家家有了饮水。", None, "《老渠新修，全村欢喜》")


def test_a_paper_that_is_called_by_its_kind_is_not_asked() -> None:
    assert "source" not in asked("人误地一时，地误人一年", None, "《建议》")
    assert "source" in asked("人误地一时，地误人一年", None, "《农谚集》")


def test_nobody_asks_for_the_vague_or_the_named() -> None:
    for speaker in ("有人", "老百姓", "一位老农", "古人", "子"):
        assert "speaker" not in asked("人误地一时，地误人一年", speaker)
    assert "speaker" not in asked("我鲁迅说话算数，明天就去打井", "鲁迅先生")
    assert "speaker" in asked("人误地一时，地误人一年", "鲁迅先生")


def test_nobody_asks_who_it_was_whom_only_the_document_knows() -> None:
    assert "speaker" not in asked("人误地一时，地误人一年", "村民王老五")
    assert "speaker" in asked("人误地一时，地误人一年", "王老五", "《农谚集》")
    assert all("speaker" in asked("人误地一时，地误人一年", name) for name in ("魯迅", "毛主席", "小平同志", "公都子"))


def test_a_clause_that_goes_on_alike_is_asked_with_its_particle() -> None:
    assert "吃好的，住好的，玩好的" in asked("带着一大家子，吃好的，住好的，玩好的").values()


def test_a_book_named_after_its_speaker_is_hidden_with_him() -> None:
    (note,), _ = notes("不以规矩，不能成方圆。", "孟子", "《孟子·离娄上》")
    card = next(card for card in cards(note) if card.blank == "speaker")
    assert (card.front.splitlines()[-1], card.answer) == ("——＿＿《＿＿·离娄上》", "孟子")


def test_an_occasion_stands_behind_the_speaker() -> None:
    (note,), _ = notes("人误地一时，地误人一年", "王老五", "春耕动员会")
    assert note.lines[-1].text == "——王老五，春耕动员会"


def test_lines_of_a_poem_stay_lines() -> None:
    (note,), _ = notes("锄禾日当午，\n汗滴禾下土。")
    assert [line.text for line in note.lines] == ["锄禾日当午，", "汗滴禾下土。"]


def test_a_clause_that_only_names_what_the_others_speak_of_is_shown() -> None:
    assert list(asked("其为人也，发愤忘食，乐以忘忧。").values()) == ["发愤忘食", "乐以忘忧"]


def test_a_clause_with_a_hole_of_the_document_is_shown() -> None:
    answers = list(asked("渠水断了就是这样，_也会是这样，苗儿全都要枯。").values())
    assert len(answers) == 2 and not any("也会" in answer for answer in answers)


def test_who_begins_to_speak_is_shown() -> None:
    (note,), _ = notes("象曰：雷雨作，解，君子以赦过宥罪。")
    assert cards(note)[0].front == "象曰：＿＿，解，君子以赦过宥罪。"


def test_a_mark_that_a_gap_would_take_alone_is_shown() -> None:
    (note,), _ = notes("『你们要早起，像你们的父亲一样。』『不要误了春耕，也不要误了秋收。』")
    assert not any(card.answer.startswith("『") for card in cards(note))


def test_one_character_names_nobody_but_the_master() -> None:
    assert "speaker" not in asked("早起三光，晚起三慌", speaker="公")
    (note,), _ = notes("早起三光，晚起三慌", speaker="公")
    assert not any(line.role == "by" for line in note.lines)
    (note,), _ = notes("学而不思则罔，思而不学则殆。", speaker="子")
    assert note.lines[-1].text == "——子"
