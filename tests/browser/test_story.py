"""A county officer at the screen: from the first link to the downloaded table, in a real Chromium."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import openpyxl
import pytest
from playwright.sync_api import Browser

from balance.assess import NO, Assessment, assess
from balance.numbers import decimal
from balance.pricelist import load_prices
from balance.scenario.actions import Add, Scenario
from balance.scenario.apply import apply
from balance.scenario.compare import worse
from balance.sentences import headline, lacking_sentence
from balance.shortfall import lacking
from balance.standard_file import load
from balance.tables import part_table
from balance.words import msg, render
from balance.workbook.read import Source, read
from tests.app.files import NAMES, POOR, RICH, county_workbook
from tests.app.opened import PAGES
from tests.browser.serving import served
from tests.browser.visiting import visiting

pytestmark = pytest.mark.browser

FILE = ("清河县.xlsx", county_workbook())
STANDARD = load("quality-2017")
BACKBONE = [indicator.id for indicator in STANDARD.indicators].index("backbone_teachers_per_100")
LEVER = "骨干教师"


def judged(*given: tuple[str, float]) -> Assessment:
    """The county of the story with so many backbone teachers more in primary schools, judged."""
    actions = tuple(Add(school, "backbone_teacher", amount, "primary") for school, amount in given)
    return assess(apply(read(Source(*FILE)), Scenario(actions), load_prices()).county, STANDARD)


def moved(before: Assessment, after: Assessment) -> str:
    """The CV that crossed its limit, or else moved most, among primary schools: "0.658 → 0.621"."""
    group = before.group_of(before.parts.counties[0], "primary")
    was, now = before.dispersion.cv[group], after.dispersion.cv[group]
    k = int(np.argmax(np.abs(now - was) + 10 * (before.within[group] != after.within[group])))
    return f"{decimal(float(was[k]), 3)} → {decimal(float(now[k]), 3)}"


def test_whoever_opens_a_deep_link_first_on_a_fresh_server_sees_the_whole_frame(browser: Browser) -> None:
    with served() as address, visiting(browser, address) as visitor:
        visitor.open("/whatif")
        visitor.page.get_by_test_id("stSlider").first.wait_for()
        links = visitor.page.get_by_test_id("stSidebarNavLink")
        assert links.count() == len(PAGES)
        assert links.first.inner_text().split("\n")[-1] == "首页"
        assert "评估标准" in visitor.page.get_by_test_id("stSidebar").inner_text()
        for name in ("overview", "schools", "balance", "method", "data", "plan", "compare", "whatif"):
            visitor.to_page(name)
            assert links.count() == len(PAGES)


def test_from_the_upload_to_the_verdict_the_lever_and_the_downloaded_table(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    now = judged()
    place = now.parts.counties[0]
    with visiting(browser, address) as visitor:
        visitor.open("/whatif")
        assert "虚构" in visitor.text
        visitor.to_page("data")
        visitor.upload(*FILE)
        visitor.answers("12")

        # the verdict, what is lacking, and the cards
        visitor.to_page("overview")
        visitor.answers(render(headline(now, place), "zh"))
        assert render(lacking_sentence(now, lacking(now), place), "zh") in visitor.text
        for stage in ("primary", "junior"):
            group = now.group_of(place, stage)
            counted = f"{now.schools_meeting(group)} / {(now.parts.group == group).sum()}"
            assert counted in visitor.page.get_by_test_id("stMetricValue").all_inner_texts()
        assert "虚构" not in visitor.text

        # the school that lacks backbone teachers
        visitor.to_page("schools")
        visitor.press("小学")
        rows = now.rows_of(place, "primary")
        visitor.answers(str((now.passes[rows] == NO).sum()))
        assert POOR in visitor.text
        visitor.choose("学校", POOR)
        row = next(row for row in rows if NAMES[now.parts.school[row]] == POOR)
        missing = int(lacking(now).to_bound[row, BACKBONE])
        assert missing > 0

        # a lever moved by keyboard, judged again
        visitor.to_page("whatif")
        visitor.choose("学校", POOR)
        visitor.slide(LEVER, missing)
        helped = judged((POOR, missing))
        visitor.answers(moved(now, helped))
        assert POOR in visitor.title
        failing = [int((entry.passes == NO).sum()) for entry in (now, helped)]
        assert f"{failing[0]} → {failing[1]}" in visitor.text
        assert failing[1] == failing[0] - 1

        # helping the richest as well makes it worse, and the page says so
        visitor.choose("学校", RICH)
        visitor.slide(LEVER, 1)
        visitor.answers(moved(now, judged((POOR, missing), (RICH, 1))))
        visitor.slide(LEVER, 1)
        richer = judged((POOR, missing), (RICH, 2))
        visitor.answers(moved(now, richer))
        warnings = " ".join(visitor.page.get_by_test_id("stAlert").all_inner_texts())
        found = worse(now, richer)
        assert any(RICH in entry.above for entry in found)
        for entry in found:
            assert render(entry.message, "zh") in warnings

        # undone step by step, then taken back altogether
        visitor.button(render(msg("Undo"), "zh"))
        visitor.answers(moved(now, judged((POOR, missing), (RICH, 1))))
        visitor.button(render(msg("Undo"), "zh"))
        visitor.answers(moved(now, helped))
        visitor.button(render(msg("Reset"), "zh"))
        visitor.page.wait_for_function("() => !document.querySelector('h1').innerText.includes('→')")
        visitor.settled()

        # the table, taken away and read back
        visitor.to_page("schools")
        file = visitor.download(".xlsx", tmp_path)
        page = openpyxl.load_workbook(file).worksheets[0]
        heads, *lines = page.iter_rows(values_only=True)
        expected = part_table(now, lacking(now), rows, "zh")
        assert list(heads) == list(expected.columns)
        assert len(lines) == len(rows)
        by_name = {line[0]: line for line in lines}
        for values in expected.itertuples(index=False):
            for shown, value in zip(by_name[values[0]], values, strict=True):
                if isinstance(value, str):
                    assert (shown or "") == value
                else:
                    assert shown == pytest.approx(value, rel=1e-12) or (shown is None and np.isnan(value))
