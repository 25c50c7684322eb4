"""A township clerk's file put right at the screen: offers taken, taken back, the columns looked over, the checked file."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visiting import SHOWN, Visitor, visiting

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parent.parent.parent
TOWNSHIP = next((ROOT / "sample_data" / "township").glob("*.xlsx"))
EXPORT = [ROOT / "sample_data" / "wide-export" / f"{stage}.xlsx" for stage in ("小学", "初中", "普通高中")]


def offered(visitor: Visitor, words: str) -> None:
    expect(visitor.page.get_by_role("button", name=words)).to_have_count(1, timeout=SHOWN)


def gone(visitor: Visitor, words: str) -> None:
    expect(visitor.page.get_by_role("button", name=words)).to_have_count(0, timeout=SHOWN)


def test_a_clerks_file_is_put_right_by_two_clicks_and_taken_away_with_marks(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    with visiting(browser, address) as visitor:
        visitor.open("/data")
        visitor.upload(TOWNSHIP.name, TOWNSHIP.read_bytes())
        visitor.answers("21 所学校")
        offered(visitor, "U28：4.758 → 3172")
        visitor.button("V13：2942900 → 294.29")
        gone(visitor, "V13：2942900 → 294.29")
        visitor.button("U28：4.758 → 3172")
        gone(visitor, "U28：4.758 → 3172")
        assert "在这里做了 2 处更改" in visitor.text

        # one of them taken back
        visitor.page.get_by_role("button", name="撤销").first.click()
        offered(visitor, "V13：2942900 → 294.29")
        visitor.button("V13：2942900 → 294.29")
        gone(visitor, "V13：2942900 → 294.29")

        # the file to hand back: the original, put right
        book = openpyxl.load_workbook(visitor.download("下载核对稿", tmp_path))
        page = book["汇总（最终）"]
        assert page["V13"].value == pytest.approx(294.29)
        assert page["U28"].value == pytest.approx(3172)
        assert "2942900" in page["V13"].comment.text

        # what was settled holds on the other pages
        visitor.to_page("overview")
        visitor.to_page("data")
        assert "在这里做了 2 处更改" in visitor.text


def test_three_workbooks_of_the_statistics_system_are_read_without_a_word_by_hand(browser: Browser, address: str) -> None:
    with visiting(browser, address, "en-US") as visitor:
        visitor.open("/data")
        field = visitor.page.get_by_test_id("stFileUploaderDropzoneInput")
        field.set_input_files([str(path) for path in EXPORT])
        visitor.answers("58 schools read, nothing doubtful")
        assert "1 not judged" in visitor.text
        visitor.to_page("overview")
        visitor.answers("0.462 over 0.45")
