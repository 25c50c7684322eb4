"""Two scenarios saved, found again after a refresh, compared, shared by a link; nobody else sees them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.app.files import POOR, county_workbook
from tests.browser.visiting import SHOWN, Visitor, visiting

pytestmark = pytest.mark.browser

FILE = ("清河县.xlsx", county_workbook())


def name_it(visitor: Visitor, title: str) -> None:
    field = visitor.page.get_by_label("方案名称")
    field.fill(title)
    field.press("Enter")
    visitor.settled()


def saved_list(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name="已存方案").click()
    visitor.settled()


def test_scenarios_are_kept_compared_and_shared(browser: Browser, address: str) -> None:
    with visiting(browser, address) as visitor:
        visitor.open("/data")
        visitor.upload(*FILE)
        visitor.answers("12")
        visitor.to_page("whatif")
        visitor.press("小学")
        visitor.choose("学校", POOR)
        visitor.slide("骨干教师", 2)
        visitor.answers(POOR)
        name_it(visitor, "甲方案")
        visitor.page.get_by_role("button", name="保存", exact=True).click()
        expect(visitor.page.get_by_text("已保存，第 1 版。")).to_be_visible(timeout=SHOWN)
        visitor.slide("骨干教师", 2)
        visitor.answers("4")
        name_it(visitor, "乙方案")
        visitor.button("另存为新方案")
        told = visitor.title

        visitor.page.reload()
        visitor.answers(POOR)
        assert visitor.title == told
        saved_list(visitor)
        for title in ("甲方案", "乙方案"):
            expect(visitor.page.get_by_role("button", name=f"{title} · 清河县")).to_be_visible(timeout=SHOWN)
        visitor.page.locator("h1").click()  # closes the list
        visitor.to_page("compare")
        visitor.answers("方案")
        for word in ("现状", "甲方案", "乙方案", "判定"):
            assert word in visitor.text

        visitor.to_page("whatif")
        visitor.page.get_by_role("button", name="分享").click()
        visitor.button("生成链接")
        link = visitor.page.locator("code").filter(has_text="shared=").inner_text()

    with visiting(browser, address) as second:
        second.page.goto(link)
        second.answers(POOR)
        assert second.title == told
        assert "清河县" in second.text

    with visiting(browser, address) as third:
        third.open("/whatif")
        assert POOR not in third.text
        saved_list(third)
        expect(third.page.get_by_text("这个浏览器还没有保存过方案。")).to_be_visible(timeout=SHOWN)


def test_two_who_save_the_same_scenario_are_told_and_nothing_is_overwritten(browser: Browser, address: str) -> None:
    with visiting(browser, address) as first, visiting(browser, address) as second:
        first.open("/whatif")
        first.slide("骨干教师", 1)
        first.answers("→")
        name_it(first, "共同方案")
        first.page.get_by_role("button", name="保存", exact=True).click()
        expect(first.page.get_by_text("已保存，第 1 版。")).to_be_visible(timeout=SHOWN)
        first.page.get_by_role("button", name="分享").click()
        first.page.get_by_text("允许对方保存到同一方案").click()
        first.settled()
        first.button("生成链接")
        link = first.page.locator("code").filter(has_text="shared=").inner_text()
        first.page.locator("h1").click()  # closes the list
        first.settled()

        second.page.goto(link)
        second.answers("→")
        second.page.get_by_label("姓名").fill("李老师")
        second.page.get_by_label("姓名").press("Enter")
        second.settled()
        second.page.get_by_role("button", name="保存", exact=True).click()
        expect(second.page.get_by_text("已保存，第 2 版。")).to_be_visible(timeout=SHOWN)

        first.page.get_by_role("button", name="保存", exact=True).click()
        trouble = first.page.get_by_test_id("stAlert").filter(has_text="没有覆盖任何内容")
        expect(trouble).to_contain_text("李老师", timeout=SHOWN)
        first.button("打开对方的版本")
        expect(first.page.get_by_text("已保存，第 2 版。")).to_be_visible(timeout=SHOWN)
