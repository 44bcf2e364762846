from __future__ import annotations

from cards.build import document, listed, said
from quizgen.cards.batches import Batch, deck_of, of_document
from quizgen.cards.shared import merged
from quizgen.model import Document, Finding, Formulation


def batch(doc: Document, *findings: Finding) -> Batch:
    return of_document(doc, findings)


def paper(title: str, *texts: str) -> Document:
    return document(*texts, title=title)


def steps(title: str, *members: str, label: str | None = "两种工夫", before: str = "") -> Batch:
    doc = paper(title, f"{before}为学有{label or '这些'}：{'，'.join(members)}。")
    return batch(doc, listed(doc, members, label=label))


def members(made: Batch) -> list[list[str]]:
    findings = [entry.finding for entry in made.entries]
    return [[member.text for member in f.members] for f in findings if isinstance(f, Formulation)]


A = steps("上卷", "格物致知", "诚意正心", "克己复礼")


def test_one_note_with_the_sources_of_all_documents() -> None:
    (one, two), problems = merged([A, steps("下卷", "格物致知", "诚意正心", "克己复礼")], ["a", "b"])
    assert two.entries == () and [drop.why.split(":")[0] for drop in two.dropped] == ["list.shared"]
    note = deck_of(one).notes[0]
    assert "上卷" in note.source and "下卷" in note.source
    assert {tag.split("::")[0] for tag in note.tags} >= {"上卷", "下卷"}
    assert problems == []
    assert one.entries[0].repeated and not A.entries[0].repeated


def test_the_fullest_members_stand_where_the_first_document_has_them() -> None:
    fuller = steps("下卷", "格物致知", "诚意正心", "克己复礼", "慎独存养")
    (one, two), (problem,) = merged([A, fuller], ["a.txt", "b.txt"])
    assert members(one) == [["格物致知", "诚意正心", "克己复礼", "慎独存养"]] and members(two) == []
    assert str(problem).startswith("a.txt: 两种工夫 stands otherwise here than in b.txt, whose words are taken; ")
    assert deck_of(one).id == deck_of(A).id


def test_other_wordings_of_the_members_are_one_formulation() -> None:
    longer = steps("下卷", "格物致知，穷尽其理", "诚意正心，不自欺也", "克己复礼，天下归仁")
    (one, two), problems = merged([A, longer], ["a", "b"])
    assert members(one) == members(longer) and members(two) == [] and len(problems) == 1


def test_one_label_for_other_things_is_two_formulations() -> None:
    other = steps("下卷", "昨夜西风", "衣带渐宽", "蓦然回首")
    assert merged([A, other], ["a", "b"]) == ([A, other], [])


def test_equal_members_need_no_label_and_other_ones_do() -> None:
    bare = steps("下卷", "格物致知", "诚意正心", "克己复礼", label=None)
    part = steps("外篇", "格物致知", "诚意正心", label=None)
    renamed = steps("杂篇", "格物致知", "诚意正心", "克己复礼", label="三项修养")
    made, problems = merged([A, bare, part, renamed], ["a", "b", "c", "d"])
    assert [len(one.entries) for one in made] == [1, 0, 1, 1] and problems == []
    label = made[0].entries[0].finding
    assert isinstance(label, Formulation) and label.label == "两种工夫"


def test_sayings() -> None:
    first, second = paper("上卷", "有人说“学而不思则罔”。"), paper("下卷", "孔子说“学而不思则罔，思而不学则殆”。")
    short = batch(first, said(first, "学而不思则罔"))
    whole = batch(second, said(second, "学而不思则罔，思而不学则殆", speaker="孔子"))
    (one, two), problems = merged([short, whole], ["a", "b"])
    assert two.entries == () and one.entries[0].finding == whole.entries[0].finding and problems == []
    third = paper("外篇", "孟子说“学而不思则罔，思而不学则殆”。")
    other = batch(third, said(third, "学而不思则罔，思而不学则殆", speaker="孟子"))
    _, (problem,) = merged([whole, other], ["a", "b"])
    assert problem.where == "b" and "stands otherwise" in problem.what


def test_what_stands_twice_in_one_document_is_no_business_of_others() -> None:
    doc = paper("上卷", "两种工夫：格物致知，诚意正心。两种工夫：格物致知，克己复礼。")
    both = batch(
        doc,
        listed(doc, ["格物致知", "诚意正心"], label="两种工夫"),
        listed(doc, ["格物致知", "克己复礼"], label="两种工夫"),
    )
    made, _ = merged([both, A], ["a", "b"])
    assert [len(one.entries) for one in made] == [2, 0]
