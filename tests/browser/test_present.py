"""Before the wall: claims by arrow keys and by a clicker, a scenario step by step, a live what-if, nothing but the slide."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Browser, expect

from balance.assess import assess
from balance.columns import STAGES_JUDGED
from balance.numbers import decimal
from balance.pricelist import load_prices
from balance.scenario.actions import Add, Scenario
from balance.scenario.apply import apply
from balance.standard_file import load
from balance.workbook.read import Source, read
from tests.app.files import county_workbook
from tests.browser.visiting import visiting

pytestmark = pytest.mark.browser

FILE = ("清河县.xlsx", county_workbook())
STANDARD = load("quality-2017")
PROJECTOR = {"width": 1280, "height": 720}
SMALL = """() => [...document.querySelectorAll('[data-testid="stMain"] *')]
    .filter(e => e.offsetParent !== null || e.tagName === 'text')
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
    .filter(e => !e.closest('[data-testid="stIconMaterial"], kbd, [class*="hortcut"]'))
    .filter(e => parseFloat(getComputedStyle(e).fontSize) < 19.9)
    .map(e => e.textContent + ' ' + getComputedStyle(e).fontSize)"""


def title(page) -> str:
    return str(page.locator("h1").inner_text())


def press(page, key: str) -> None:
    """Press a key once the page has all of its buttons: before that nobody listens."""
    page.locator(".st-key-clicker button").nth(4).wait_for(state="attached")
    page.wait_for_timeout(100)
    page.keyboard.press(key)


def test_the_claims_go_by_on_keys_and_say_what_assessing_says(browser: Browser, address: str) -> None:
    before = assess(read(Source(*FILE)), STANDARD)
    place = before.parts.counties[0]
    with visiting(browser, address) as visitor:
        page = visitor.page
        page.set_viewport_size(PROJECTOR)
        visitor.open("/data")
        visitor.upload(*FILE)
        page.wait_for_url("**table=**")
        visitor.to_page("present")
        expect(page.get_by_test_id("stSidebar")).to_be_hidden()
        visitor.settled()
        first, seen = title(page), []
        for key in ("ArrowRight", "PageDown", "ArrowRight"):
            seen.append((page.url, title(page)))
            press(page, key)
            expect(page.locator("h1").filter(has_text=seen[-1][1])).to_have_count(0)
            visitor.settled()
        seen.append((page.url, title(page)))
        assert all(one != other for one, other in pairwise(seen))
        # the stages' slides print every CV as the assessment has it
        for stage in STAGES_JUDGED:
            page.goto(page.url.split("slide=")[0] + f"slide=cv-{stage}")
            visitor.settled()
            for cv in before.dispersion.cv[before.group_of(place, stage)].tolist():
                expect(page.get_by_test_id("stPlotlyChart")).to_contain_text(decimal(cv, 3))
            assert page.evaluate(SMALL) == []
        for key, words in (("Home", first), ("PageUp", first)):
            press(page, key)
            visitor.answers(words)
            visitor.settled()
        press(page, "h")
        visitor.settled()
        expect(page.get_by_role("button", name="下一页")).to_be_hidden()
        press(page, "PageDown")
        visitor.answers(seen[1][1])
        visitor.settled()
        press(page, "Escape")
        page.wait_for_url("**/overview**")
        expect(page.get_by_test_id("stSidebar")).to_be_visible()


def test_the_live_slide_judges_one_more_at_each_key(browser: Browser, address: str) -> None:
    county = read(Source(*FILE))
    with visiting(browser, address) as visitor:
        page = visitor.page
        visitor.open("/data")
        visitor.upload(*FILE)
        page.wait_for_url("**table=**")
        visitor.to_page("present")
        first = title(page)
        press(page, "End")
        expect(page.locator("h1").filter(has_text=first)).to_have_count(0)
        visitor.settled()
        still = title(page)
        press(page, "ArrowUp")
        expect(page.locator("h1").filter(has_text=still)).to_have_count(0)
        visitor.settled()
        one = title(page)
        press(page, "ArrowUp")
        expect(page.locator("h1").filter(has_text=one)).to_have_count(0)
        visitor.settled()
        told = title(page)
        # whoever it names gets two of what it names: judged here, the CV that the sentence says
        names, codes = county.words("school"), county.words("school_code")
        school = next(n for n, name in enumerate(names) if str(name) in told)
        bundle = next(entry for entry in load_prices().bundles.values() if entry.title.zh in told.split("，")[0])
        k = next(k for k, entry in enumerate(STANDARD.indicators) if entry.short.zh in told.split("，")[1])
        stage = "junior" if told.split("，")[1].startswith("初中") else "primary"
        of = stage if bundle.per == "stage" else None
        given = Scenario((Add(str(codes[school]), bundle.id, 2.0, of, str(county.words("county")[school])),))
        after = assess(apply(county, given, load_prices(), STANDARD).county, STANDARD)
        assert f"→ {decimal(float(after.dispersion.cv[after.group_of(after.parts.counties[0], stage), k]), 3)}" in told
        press(page, "ArrowDown")
        expect(page.locator("h1").filter(has_text=told)).to_have_count(0)
