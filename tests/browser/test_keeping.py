"""What a window keeps and what it shows letter by letter, in a real Chromium."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, expect

from balance.words import msg, render
from tests.app.files import BROKEN, HOSTILE_NAMES, NAMES, POOR, county_workbook
from tests.browser.serving import served
from tests.browser.visiting import SHOWN, visiting

pytestmark = pytest.mark.browser

FILE = ("清河县.xlsx", county_workbook())
LEVER = {"zh": "骨干教师", "en": "Backbone teacher"}
WORDS = {
    "zh": {"primary": "小学", "primaries": "所小学", "standard": "评估标准", "basic-2012": "基本均衡（2012）"},
    "en": {"primary": "Primary", "primaries": "primary schools", "standard": "Standard", "basic-2012": "Basic (2012)"},
}
LOCALES = {"zh": "zh-CN", "en": "en-US"}


def test_names_that_look_like_code_stay_names_on_the_screen_and_in_the_files(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    with visiting(browser, address) as visitor:
        visitor.open("/data")
        visitor.upload("清河县.xlsx", county_workbook(HOSTILE_NAMES))
        visitor.answers("12")
        for page in ("overview", "schools", "balance", "whatif"):
            visitor.to_page(page)
            visitor.press(WORDS["zh"]["primary"])
            assert visitor.page.locator("img[src='x']").count() == 0, page
            assert visitor.page.locator("h1 strong, h1 .katex").count() == 0, page
        poor = HOSTILE_NAMES[1]
        assert NAMES[1] == POOR
        visitor.to_page("schools")
        assert poor in visitor.text
        visitor.to_page("whatif")
        visitor.choose("学校", poor)
        visitor.slide(LEVER["zh"], 2)
        visitor.answers(poor)
        visitor.choose("学校", HOSTILE_NAMES[2])
        visitor.slide(LEVER["zh"], 1)
        visitor.to_page("schools")
        page = openpyxl.load_workbook(visitor.download(".xlsx", tmp_path)).worksheets[0]
        cells = {cell.value: cell for (cell, *_) in page.iter_rows(min_row=2)}
        assert set(HOSTILE_NAMES[:6]) <= set(cells)
        assert cells["=1+1"].data_type == "s"
        assert cells["=1+1"].quotePrefix
        text = visitor.download(".csv", tmp_path).read_text("utf-8-sig")
        assert "'=1+1" in text
        assert "\n=1+1" not in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_broken_file_shows_one_clear_line_and_keeps_the_county(browser: Browser, address: str, lang: str) -> None:
    with visiting(browser, address, LOCALES[lang]) as visitor:
        visitor.open("/data")
        visitor.upload(*FILE)
        visitor.answers("12")
        answer = visitor.title
        visitor.take_away("清河县.xlsx")
        visitor.upload("坏.xlsx", BROKEN)
        message = msg("{file} is damaged or cut short. Save or send it again and choose the new copy.", file="坏.xlsx")
        expect(visitor.page.get_by_test_id("stAlert")).to_contain_text(render(message, lang), timeout=SHOWN)
        assert visitor.title == answer
        visitor.to_page("overview")
        assert "清河县" in visitor.text


def test_the_language_can_be_switched_without_losing_county_lever_or_standard(browser: Browser, address: str) -> None:
    with visiting(browser, address) as visitor:
        visitor.open("/data")
        visitor.upload(*FILE)
        visitor.answers("12")
        visitor.to_page("whatif")
        visitor.press(WORDS["zh"]["primary"])
        visitor.choose("学校", POOR)
        visitor.slide(LEVER["zh"], 3)
        visitor.answers("→")
        arrow = visitor.title.split("差异系数")[1].split("，")[0].strip()
        visitor.press("English")
        visitor.answers(arrow)
        assert POOR in visitor.title
        assert "清河县" in visitor.text
        slider = visitor.page.get_by_test_id("stSlider").filter(has_text="ackbone").locator('input[type="range"]')
        assert slider.input_value() == "3"
        visitor.to_page("overview")
        visitor.to_page("whatif")
        visitor.answers(arrow)
        visitor.press("中文")
        visitor.answers(arrow)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_refresh_keeps_standard_and_stage(browser: Browser, address: str, lang: str) -> None:
    words = WORDS[lang]
    with visiting(browser, address, LOCALES[lang]) as visitor:
        visitor.open("/schools")
        visitor.choose(words["standard"], words["basic-2012"])
        visitor.press(words["primary"])
        visitor.answers(words["primaries"])
        before = visitor.title
        visitor.page.reload()
        visitor.answers(before)
        assert words["basic-2012"] in visitor.text


def language_after_a_refresh(browser: Browser, address: str) -> tuple[str, str]:
    """The answer after English was chosen in a Chinese browser, and after a refresh."""
    with visiting(browser, address, "zh-CN") as visitor:
        visitor.open("/overview")
        visitor.press("English")
        visitor.answers("Not yet")
        before = visitor.title
        visitor.page.reload()
        expect(visitor.page.locator("h1").first).to_be_visible(timeout=SHOWN)
        visitor.settled()
        return before, visitor.title


def test_a_refresh_keeps_the_language_chosen(browser: Browser, address: str) -> None:
    with visiting(browser, address) as first:
        first.open()  # what the first visitor of a server sees is another test
    before, after = language_after_a_refresh(browser, address)
    assert after == before


def test_a_refresh_keeps_the_language_chosen_by_the_first_visitor_of_a_fresh_server(browser: Browser) -> None:
    with served() as fresh:
        before, after = language_after_a_refresh(browser, fresh)
    assert after == before


def test_a_refresh_keeps_standard_and_stage_in_a_language_that_is_not_the_browser_s(
    browser: Browser, address: str
) -> None:
    with visiting(browser, address, "zh-CN") as visitor:
        visitor.open("/schools")
        visitor.press("English")
        visitor.choose(WORDS["en"]["standard"], WORDS["en"]["basic-2012"])
        visitor.press(WORDS["en"]["primary"])
        visitor.answers(WORDS["en"]["primaries"])
        before = visitor.title
        visitor.page.reload()
        expect(visitor.page.locator("h1").first).to_be_visible(timeout=SHOWN)
        visitor.settled()
        assert (visitor.title, "Basic (2012)" in visitor.text) == (before, True)


def test_a_link_means_the_same_standard_to_a_reader_of_the_other_language(browser: Browser, address: str) -> None:
    with visiting(browser, address, "zh-CN") as visitor:
        visitor.open("/overview")
        visitor.choose(WORDS["zh"]["standard"], WORDS["zh"]["basic-2012"])
        link = visitor.page.url
    with visiting(browser, address, "en-US") as visitor:
        visitor.open(link.removeprefix(address))
        assert "Basic (2012)" in visitor.text


def test_the_keyboard_reaches_the_navigation_and_follows_it(browser: Browser, address: str) -> None:
    with visiting(browser, address) as visitor:
        visitor.open("/overview")
        reached: list[str] = []
        for _ in range(60):
            visitor.page.keyboard.press("Tab")
            href = visitor.page.evaluate("() => document.activeElement.getAttribute('href') || ''")
            reached.append(href)
            if href.endswith("/schools"):
                break
        assert reached[-1].endswith("/schools"), reached
        visitor.page.keyboard.press("Enter")
        visitor.page.wait_for_url("**/schools*")
        visitor.settled()
        assert "未达标" in visitor.title
