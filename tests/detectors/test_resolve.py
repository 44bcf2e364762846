"""Of what several rules find at one place one finding stands; what is said twice stands once."""

from __future__ import annotations

from itertools import permutations

from quizgen.detectors.resolve import key, resolve
from quizgen.model import Form, Formulation, Member, Saying, Span


def formulation(
    form: Form, rule: str, words: str, *, start: int = 0, block: int = 0, label: str | None = None
) -> Formulation:
    """Members side by side from ``start``; each word of ``words`` is one."""
    members = []
    at = start
    for word in words.split():
        members.append(Member(text=word, span=Span(block=block, start=at, end=at + len(word))))
        at += len(word) + 1
    label_span = Span(block=block, start=at + 1, end=at + 1 + len(label)) if label else None
    return Formulation(form=form, rule=rule, members=tuple(members), label=label, label_span=label_span)


def saying(quote: str, *, start: int = 0, block: int = 0, speaker: str | None = None) -> Saying:
    span = Span(block=block, start=start, end=start + len(quote))
    return Saying(quote=quote, spans=(span,), speaker=speaker, rule="saying.strong")


def test_digits_spell_the_same_label() -> None:
    a, b = Span(block=0, start=0, end=2), Span(block=0, start=3, end=5)
    members = (Member(text="选种", span=a), Member(text="积肥", span=b))
    listed = Formulation(form="outline", label="2个要点", members=members, rule="outline.headings")
    at = Span(block=1, start=0, end=4)
    named = Formulation(form="named", label="两个要点", label_span=at, members=(), rule="named.great")
    spelt = named.model_copy(update={"label": "二个要点"})
    assert resolve([listed, spelt]) == resolve([listed, named]) == [listed]


def test_the_earlier_form_stands() -> None:
    marked = formulation("marked", "marked.yishi", "修渠 积肥 选种")
    counted = formulation("counted", "counted.behind", "修渠 积肥 选种")
    parallel = formulation("parallel", "parallel.frame.first", "修渠 积肥 选种")
    for order in permutations([marked, counted, parallel]):
        assert resolve(order) == [marked]


def test_the_clauses_of_a_classical_line_are_no_list() -> None:
    line, row = "苟日新，日日新，又日新", formulation("parallel", "parallel.frame.ending", "苟日新 日日新 又日新")
    motto, words = "早修渠，快修渠，勤修渠", formulation("parallel", "parallel.frame.ending", "早修渠 快修渠 勤修渠")
    for quote, found, stands in ((line, row, False), (motto, words, True)):
        said = saying(quote)
        maxim = said.model_copy(update={"rule": "saying.maxim"})
        assert (found in resolve([found, maxim])) is stands
        assert found in resolve([found, said])  # somebody's words may be a list as well


def test_a_weak_frame_gives_way_to_the_clauses_that_it_is_a_part_of() -> None:
    clauses = formulation("parallel", "parallel.clauses", "在村修渠 在田积肥 在山种树 在家织布")
    weak = formulation("parallel", "parallel.frame.common", "在村修渠 在田积肥 在山种树")
    strict = formulation("parallel", "parallel.frame.opening", "在村修渠 在田积肥 在山种树")
    assert resolve([weak, clauses]) == [clauses]
    assert resolve([strict, clauses]) == [strict]


def test_a_label_is_not_lost_with_the_list_that_carried_it() -> None:
    marked = formulation("marked", "marked.yishi", "修渠 积肥 选种")
    counted = formulation("counted", "counted.behind", "修渠 积肥 选种", label="三件大事")
    (one,) = resolve([marked, counted])
    assert (one.kind, one.rule) == ("formulation", "marked.yishi")
    assert isinstance(one, Formulation) and one.label == "三件大事"


def test_the_label_that_the_text_gives_a_list_stands() -> None:
    before = formulation("counted", "counted.before", "风 寒 暑", label="三种病邪")
    called = formulation("counted", "counted.called", "风 寒 暑", label="三邪")
    assert resolve([before, called]) == resolve([called, before]) == [called]


def test_lists_at_other_places_stand_side_by_side() -> None:
    one = formulation("parallel", "parallel.frame.first", "讲政治 讲规矩 讲纪律")
    two = formulation("parallel", "parallel.frame.first", "会说 会写 会干", start=30)
    assert resolve([two, one]) == [one, two]


def test_the_same_words_at_two_places_are_one_list() -> None:
    one = formulation("parallel", "parallel.frame.first", "讲政治 讲规矩 讲纪律")
    two = formulation("parallel", "parallel.frame.first", "讲政治 讲规矩 讲纪律", block=4)
    assert resolve([two, one]) == [one]


def test_a_list_inside_one_item_of_another_stands() -> None:
    outer = formulation("marked", "marked.yishi", "讲政治讲规矩讲纪律 积肥 选种")
    inner = formulation("parallel", "parallel.run", "讲政治")
    inner = inner.model_copy(
        update={
            "members": tuple(
                Member(text=t, span=Span(block=0, start=s, end=s + 3))
                for t, s in (("讲政治", 0), ("讲规矩", 3), ("讲纪律", 6))
            )
        }
    )
    assert resolve([outer, inner]) == resolve([inner, outer]) == [inner, outer]


def test_a_label_that_a_list_carries_is_no_named_label() -> None:
    counted = formulation("counted", "counted.behind", "水源 土质 交通", label="三大优势")
    again = formulation("named", "named.great", "", label="三大优势", start=60)
    other = formulation("named", "named.quoted", "", label="四张牌", start=80)
    assert resolve([again, counted, other]) == [counted, other]


def test_a_label_is_named_once_at_its_first_place() -> None:
    first = formulation("named", "named.quoted", "", label="四个意识")
    later = formulation("named", "named.quoted", "", label="四个意识", block=3)
    spelt = formulation("named", "named.quoted", "", label="四意识", block=5)
    assert resolve([spelt, later, first]) == [first]


def test_the_fullest_saying_stands() -> None:
    whole = saying("人误地一时，地误人一年。", block=2, speaker="张县长")
    part = saying("地误人一年", start=3)
    assert resolve([part, whole]) == [whole]


def test_of_equal_sayings_the_one_with_a_speaker_stands() -> None:
    nobody = saying("人误地一时，地误人一年")
    somebody = saying("人误地一时，地误人一年。", block=2, speaker="张县长")
    assert resolve([nobody, somebody]) == [somebody]


def test_other_sayings_stand_in_document_order() -> None:
    one, two = saying("人误地一时"), saying("磨刀不误砍柴工", start=20)
    assert resolve([two, one]) == [one, two]


def test_nothing_found() -> None:
    assert resolve([]) == []


def test_the_key_of_a_text_has_no_marks() -> None:
    assert key(" “慎独”，《大学》。_") == "慎独大学"


def test_an_outline_of_sayings_is_none_and_marked_sayings_are_a_list() -> None:
    said = [saying("水到渠自成", start=0), saying("渠成水自来", start=6)]
    outline = formulation("outline", "outline.items", "水到渠自成 渠成水自来")
    assert [one.kind for one in resolve([outline, *said])] == ["saying", "saying"]
    marked = formulation("marked", "marked.yishi", "水到渠自成 渠成水自来")
    assert [one.kind for one in resolve([marked, *said])].count("formulation") == 1
    half = formulation("outline", "outline.items", "水到渠自成 修好全村的老渠")
    assert [one.kind for one in resolve([half, said[0]])].count("formulation") == 1
