"""The cheapest plan in a real browser: asked for, kept over a refresh, made a scenario, held against today."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, expect

from balance.numbers import money
from balance.words import render
from tests.app.files import PRIMARY_ONLY
from tests.browser.visiting import SHOWN, visiting

pytestmark = pytest.mark.browser

FILE = ("小学.csv", PRIMARY_ONLY)
# one backbone teacher for 甲小学, 120,000 a year, is the least: worked out by hand in tests/app/test_plan_page.py
COST = render(money(120_000), "zh")


def test_a_plan_is_found_kept_over_a_refresh_and_becomes_a_scenario(browser: Browser, address: str, tmp_path: Path) -> None:
    with visiting(browser, address) as visitor:
        visitor.open("/data")
        visitor.upload(*FILE)
        visitor.to_page("plan")
        visitor.answers(COST)
        assert "甲小学" in visitor.text
        assert "已证明" in visitor.text

        # too small a budget is refused with what it would take; it is still there after a refresh
        budget = visitor.page.get_by_role("spinbutton", name="预算（万元）", exact=True)
        budget.fill("10")
        budget.press("Enter")
        visitor.answers("没有方案")
        visitor.page.reload()
        visitor.answers("没有方案")
        expect(visitor.page.get_by_role("spinbutton", name="预算（万元）", exact=True)).to_have_value("10")
        budget = visitor.page.get_by_role("spinbutton", name="预算（万元）", exact=True)
        budget.fill("12")
        budget.press("Enter")
        visitor.answers(COST)

        # what is taken away says the same
        file = visitor.download("方案文件", tmp_path)
        (action,) = json.loads(file.read_text("utf-8"))["actions"]
        assert (action["do"], action["resource"], action["amount"]) == ("add", "backbone_teacher", 1)
        lines = list(openpyxl.load_workbook(visitor.download("下载 .xlsx", tmp_path)).worksheets[0].iter_rows(values_only=True))
        assert len(lines) == 2

        # what money buys is worked out when it is asked for
        visitor.page.get_by_role("tab", name="花多少办多少").click()
        visitor.page.get_by_role("button", name="开始计算").first.click()
        expect(visitor.page.get_by_text("达到要求的学校（分学段）").last).to_be_visible(timeout=SHOWN)
        visitor.settled()

        visitor.button("转为方案继续调整")
        visitor.page.wait_for_url("**/whatif*", timeout=SHOWN)
        visitor.answers("甲小学")
        assert COST in visitor.text

        visitor.to_page("plan")
        visitor.answers(COST)
        visitor.button("放入方案比较")
        visitor.page.wait_for_url("**/compare*", timeout=SHOWN)
        visitor.settled()
        expect(visitor.page.get_by_text("最省方案").first).to_be_visible(timeout=SHOWN)
