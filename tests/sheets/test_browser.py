"""Web sheets in Debian's Chromium: what opens, what prints, what is asked of the network, and who can use them.

Skipped where there is no ``chromium``: ``tests/debian.sh`` installs it, and ``make test`` calls that.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from quizgen.sheets.html import HtmlWriter
from quizgen.sheets.model import LayoutName, Page, Question, Row, Sheet

from .sample import gap, sheet, text

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext
    from playwright.sync_api import Page as Tab

CHROMIUM = shutil.which("chromium")
ANSWERS = ("学而时习之", "温故而知新", "切问而近思", "思而不学则殆", "孔子", "立德", "立功")
GAPS = 8

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: run tests/debian.sh as root")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM)
        yield started
        started.close()


class Opened:
    """A sheet in a tab, what it asked of the network and what it complained of."""

    def __init__(self, context: BrowserContext, file: Path) -> None:
        self.asked: list[str] = []
        self.complaints: list[str] = []
        context.route("**/*", self._routed)
        self.tab: Tab = context.new_page()
        self.tab.on("console", lambda message: self.complaints.append(message.text))
        self.tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.tab.goto(file.as_uri())

    def _routed(self, route: Any) -> None:
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            self.asked.append(route.request.url)
            route.abort()

    def seen(self) -> str:
        """The text that shows."""
        return self.tab.inner_text("body")


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Any]:
    contexts = []

    def opening(one: Sheet, **options: Any) -> Opened:
        file = tmp_path / "sheet.html"
        file.write_bytes(HtmlWriter().render(one).data)
        contexts.append(browser.new_context(**options))
        return Opened(contexts[-1], file)

    yield opening
    for context in contexts:
        context.close()


def printed(tab: Tab) -> list[str]:
    """The text of each page on paper."""
    with pypdfium2.PdfDocument(tab.pdf(prefer_css_page_size=True)) as pdf:
        return [page.get_textpage().get_text_bounded().replace("\r\n", "") for page in pdf]


def test_a_click_opens_a_gap_and_another_closes_it(opened: Any) -> None:
    page = opened(sheet())
    button = page.tab.locator("button.blank").first
    answer = page.tab.get_by_text("学而时习之").first
    assert not answer.is_visible()
    button.click()
    assert answer.is_visible()
    assert button.get_attribute("aria-expanded") == "true"
    assert "温故而知新" not in page.seen()
    answer.click()
    assert not answer.is_visible()
    assert button.get_attribute("aria-expanded") == "false"
    assert page.complaints == []


def test_keys_open_and_close_a_gap(opened: Any) -> None:
    tab = opened(sheet()).tab
    button = tab.get_by_role("button", name="第1题第1空，提示：学")
    button.focus()
    for key in ("Enter", "Space"):
        tab.keyboard.press(key)
        assert button.get_attribute("aria-expanded") == "true"
        assert tab.get_by_text("学而时习之").first.is_visible()
        tab.keyboard.press(key)
        assert button.get_attribute("aria-expanded") == "false"
        assert not tab.get_by_text("学而时习之").first.is_visible()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert tab.get_by_text("温故而知新").first.is_visible()


@pytest.mark.parametrize("layout", ["gaps", "cards", "table"])
def test_nothing_shows_an_answer_until_all_are_opened(opened: Any, layout: LayoutName) -> None:
    page = opened(sheet(layout))
    assert [answer for answer in ANSWERS if answer in page.seen()] == []
    page.tab.get_by_role("button", name="显示全部答案").click()
    assert [answer for answer in ANSWERS if answer not in page.seen()] == []
    page.tab.get_by_role("button", name="隐藏全部答案").click()
    assert [answer for answer in ANSWERS if answer in page.seen()] == []
    assert (page.asked, page.complaints) == ([], [])


def test_the_key_opens_by_its_own_button(opened: Any) -> None:
    page = opened(sheet())
    button = page.tab.get_by_role("button", name="参考答案")
    assert not page.tab.locator(".key li").first.is_visible()
    button.click()
    assert page.tab.locator(".key li").first.is_visible()
    assert "学而时习之；温故而知新" in page.seen()
    button.click()
    assert not page.tab.locator(".key li").first.is_visible()


def test_print_hides_answers_even_when_they_are_open(opened: Any) -> None:
    page = opened(sheet())
    page.tab.get_by_role("button", name="显示全部答案").click()
    page.tab.emulate_media(media="print")
    visible = "all => all.filter(one => one.checkVisibility()).length"
    shown = page.tab.locator(".blank, .answer, .controls").evaluate_all(visible)
    gaps = page.tab.locator(".gap, .rules").evaluate_all(visible)
    assert (shown, gaps) == (0, GAPS)
    questions, key = printed(page.tab)
    assert [answer for answer in ANSWERS if answer in questions] == []
    assert [answer for answer in ANSWERS if answer not in key] == []
    assert "第 1 页" in questions.replace("\u3000", " ")
    assert "参考答案" in key
    assert "显示全部答案" not in questions


def test_cards_print_their_backs_on_pages_of_their_own(opened: Any) -> None:
    fronts, backs = printed(opened(sheet("cards")).tab)
    assert [answer for answer in ANSWERS if answer in fronts] == []
    assert [answer for answer in ANSWERS if answer not in backs] == []


def test_answers_are_printed_beside_and_behind_where_that_is_asked_for(opened: Any) -> None:
    for one in (sheet("table", key=()), sheet("gaps", inline=True, key=())):
        page = opened(one)
        assert [answer for answer in ANSWERS if answer in page.seen()] == []
        paper = "".join(printed(page.tab))
        assert [answer for answer in ANSWERS if answer not in paper] == []


def test_a_gap_on_paper_is_as_wide_as_the_sheet_says_and_goes_on_in_the_next_line(opened: Any) -> None:
    row = Row(runs=(text("学"), gap(1, "短", width=4), text("学"), gap(2, "长", width=100)))
    page = opened(Sheet(title="t", page=Page(font_size=12), parts=(Question(number=1, key="k", rows=(row,)),)))
    page.tab.emulate_media(media="print")
    short, long = page.tab.locator(".gap").evaluate_all(
        "all => all.map(e => [...e.getClientRects()].map(r => r.width))"
    )
    size = 12 * 96 / 72
    assert short == [pytest.approx(4 * size, rel=0.1)]
    assert len(long) > 1
    assert sum(long) == pytest.approx(100 * size, rel=0.1)


LINE_STARTS = """() => [...document.querySelectorAll(".row")].flatMap(row => {
  const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT), starts = [];
  let last = null, node;
  while ((node = walker.nextNode())) for (let at = 0; at < node.length; at++) {
    const range = document.createRange();
    range.setStart(node, at); range.setEnd(node, at + 1);
    const box = range.getClientRects()[0];
    if (!box || !box.width) continue;
    if (last && box.left < last.left && box.top > last.top + 5) starts.push(node.data[at]);
    last = box;
  }
  return starts;
})"""


@pytest.mark.parametrize("media", ["screen", "print"])
def test_no_line_begins_with_punctuation(opened: Any, media: str) -> None:
    row = Row(runs=tuple(one for place in range(1, 9) for one in (gap(place, "答", width=4 + place), text("，学。"))))
    tab = opened(Sheet(title="t", parts=(Question(number=1, key="k", rows=(row,)),))).tab
    tab.emulate_media(media=media)
    starts = []
    for width in range(330, 900, 30):
        tab.set_viewport_size({"width": width, "height": 800})
        starts += tab.evaluate(LINE_STARTS)
    assert len(starts) > 20
    assert set(starts) & set("，。") == set()


@pytest.mark.parametrize("layout", ["gaps", "cards", "table"])
def test_a_phone_shows_all_without_scrolling_to_the_side(opened: Any, layout: LayoutName) -> None:
    tab = opened(sheet(layout), viewport={"width": 390, "height": 844}).tab
    for name in ("显示全部答案", "隐藏全部答案"):
        tab.get_by_role("button", name=name).click()
        assert tab.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_scripts_a_gap_opens_while_it_has_the_focus(opened: Any) -> None:
    page = opened(sheet(), java_script_enabled=False)
    assert page.tab.locator(".key li").first.is_visible()
    assert not page.tab.locator(".controls").is_visible()
    answer = page.tab.locator(".row .answer").first
    assert not answer.is_visible()
    page.tab.locator(".row button.blank").first.focus()
    assert answer.is_visible()


@pytest.mark.parametrize(
    ("layout", "scheme"), [("gaps", "light"), ("gaps", "dark"), ("cards", "light"), ("table", "light")]
)
def test_nothing_serious_keeps_anybody_from_using_it(opened: Any, layout: LayoutName, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    tab = opened(sheet(layout), color_scheme=scheme, bypass_csp=True).tab  # axe is a script of its own
    tab.locator("button.blank, .fold").evaluate_all("all => all.forEach((e, place) => place % 2 || e.click())")
    found = Axe().run(tab, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")] == []
