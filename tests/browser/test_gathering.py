"""Schools gathered by drawing around them in the chart, and acted upon together."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.app.files import county_workbook
from tests.browser.visiting import SHOWN, visiting

pytestmark = pytest.mark.browser


def test_schools_drawn_around_get_one_action_together(browser: Browser, address: str) -> None:
    with visiting(browser, address) as visitor:
        visitor.open("/data")
        visitor.upload("清河县.xlsx", county_workbook())
        visitor.answers("12")
        visitor.to_page("whatif")
        visitor.press("小学")
        page = visitor.page
        page.get_by_text("圈选多所学校，一并处理").click()
        visitor.settled()
        chart = page.locator(".js-plotly-plot").nth(1)
        chart.scroll_into_view_if_needed()
        page.wait_for_timeout(1000)
        box = chart.bounding_box()
        assert box is not None
        left, top, right, low = box["x"] + 40, box["y"] + 45, box["x"] + box["width"] - 90, box["y"] + box["height"] - 5
        page.mouse.move(left, top)
        page.mouse.down()
        for x, y in ((right, top), (right, low), (left, low), (left, top)):
            page.mouse.move(x, y, steps=8)
        page.mouse.up()
        expect(page.get_by_text("已圈选")).to_be_visible(timeout=SHOWN)
        page.get_by_role("button", name="给每所增加").click()
        expect(page.locator("h1").filter(has_text="各增加 1")).to_have_count(1, timeout=SHOWN)
        visitor.settled()
        assert not visitor.complaints
