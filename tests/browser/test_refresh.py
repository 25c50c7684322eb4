"""A refresh loses nothing: the file, what was settled, the levers; another window sees none of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visiting import SHOWN, visiting

pytestmark = pytest.mark.browser

TOWNSHIP = next((Path(__file__).parent.parent.parent / "sample_data" / "township").glob("*.xlsx"))


def test_a_refresh_brings_back_the_file_the_correction_and_the_lever(browser: Browser, address: str) -> None:
    with visiting(browser, address) as visitor:
        visitor.open("/data")
        visitor.upload(TOWNSHIP.name, TOWNSHIP.read_bytes())
        visitor.answers("21 所学校")
        visitor.button("V13：2942900 → 294.29")
        expect(visitor.page.get_by_role("button", name="V13：2942900 → 294.29")).to_have_count(0, timeout=SHOWN)
        visitor.to_page("whatif")
        visitor.choose("学校", "柳河小学")
        visitor.slide("骨干教师", 2)
        visitor.answers("柳河小学")
        told = visitor.title
        visitor.page.reload()
        visitor.answers("柳河小学")
        assert visitor.title == told
        visitor.to_page("data")
        assert "在这里做了 1 处更改" in visitor.text
        link = visitor.page.url

    with visiting(browser, address) as stranger:
        stranger.open("/data")
        assert "虚构" in stranger.text
        assert "table=" not in stranger.page.url

    # after going back to the sample a refresh does not bring the file back
    with visiting(browser, address) as visitor:
        visitor.open(link.removeprefix(address))
        visitor.answers("21 所学校")
        visitor.button("回到示例")
        visitor.answers("59 所学校")
        visitor.page.reload()
        visitor.answers("59 所学校")
