"""Sheets for tests of writers: one for each layout, with a key, hints, ruled lines and hostile text."""

from __future__ import annotations

from quizgen.sheets.model import CutCard, Entry, Heading, LayoutName, Leaf, Page, Question, Row, Run, Sheet

HOSTILE = (
    "#import \"a\": * \\ $x$ @ref <script>alert('1')</script> & =HYPERLINK(1) `code` *b* _i_ [l](u) "
    "{{c1::x}} 𠮷𪚥 👍 \u202e右"
)


def text(words: str) -> Run:
    """Shown words."""
    return Run(text=words)


def gap(number: int, answer: str, *, width: int = 6, lines: int = 0, hint: str = "") -> Run:
    """A gap."""
    return Run(text=answer, gap=number, width=width, lines=lines, hint=hint)


def list_question(number: int = 1) -> Question:
    """An ordered list of three with its name shown."""
    members = ("学而时习之", "温故而知新", "切问而近思")
    items = tuple(
        Row(role="item", mark=f"{place}.", runs=(gap(place, member, hint="学" if place == 1 else ""), text("，为一")))
        for place, member in enumerate(members, start=1)
    )
    lead = Row(role="lead", runs=(text("为学三法："),))
    return Question(
        number=number, key="论语|list.三法", code="abcde", rows=(lead, *items), answers=members, source="论语 · 学而"
    )


def saying_question(number: int = 2) -> Question:
    """A saying with a gap in it, and one for who said it."""
    words = Row(role="text", runs=(text("学而不思则罔，"), gap(1, "思而不学则殆"), text("。")))
    by = Row(role="by", runs=(text("——"), gap(2, "孔子", width=4)))
    return Question(
        number=number, key="论语|saying.学", rows=(words, by), answers=("思而不学则殆", "孔子"), source="论语 · 为政"
    )


def recite_question(number: int = 3) -> Question:
    """A list whose members are written on ruled lines."""
    rows = (
        Row(role="lead", runs=(text("三不朽："),)),
        *(
            Row(role="item", mark=f"（{place}）", runs=(gap(place, member, lines=place),))
            for place, member in enumerate(("立德", "立功"), start=1)
        ),
    )
    return Question(number=number, key="左传|list.三不朽", rows=rows, answers=("立德", "立功"), source="左传")


def hostile_question(number: int = 4) -> Question:
    """Text that is markup in some format."""
    rows = (Row(role="text", runs=(text(HOSTILE), gap(1, HOSTILE), text("字" * 300))),)
    return Question(number=number, key="x", rows=rows, answers=(HOSTILE,), source=HOSTILE)


def sheet(layout: LayoutName = "gaps", **more: object) -> Sheet:
    """A sheet with a key."""
    questions = (list_question(), saying_question(), recite_question(), hostile_question())
    entries = tuple(Entry(number=q.number, answers=q.answers, source=q.source, code=q.code) for q in questions)
    values: dict[str, object] = {"title": "论语选读", "footer": "来源：论语", "key": entries, "layout": layout}
    if layout == "cards":
        cards = [
            CutCard(number=q.number, key=q.key, front=q.rows, back=q.answers, source=q.source, scale=0.9)
            for q in questions[:3]
        ]
        front = Leaf(side="front", cells=((cards[0], cards[1]), (cards[2], None)))
        back = Leaf(side="back", cells=((cards[1], cards[0]), (None, cards[2])))
        values |= {"leaves": (front, back), "key": ()}
    else:
        values["parts"] = (Heading(text="学而第一"), *questions[:2], Heading(text="立言", level=2), *questions[2:])
    return Sheet.model_validate({"page": Page(), **values, **more})
