"""A chart taken along as a picture: PNG and SVG, with title and source, made in the browser with the network off."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from balance.assess import assess
from balance.choice import fitting_standard
from balance.report.claims import source_line
from balance.sentences import stage_sentence
from balance.words import render
from balance.workbook.read import read_files
from tests.browser.serving import ROOT
from tests.browser.visiting import SHOWN, Visitor, visiting

pytestmark = pytest.mark.browser

COUNTY = read_files([ROOT / "sample_data" / "yunhe-county.xlsx"])
WORDS = {"zh-CN": ("zh", "下载为 PNG 图片", "下载为 SVG 矢量图"), "en-GB": ("en", "Download as PNG", "Download as SVG")}


def taken(visitor: Visitor, words: str) -> tuple[str, bytes]:
    """Name and bytes of the first chart's picture, by the button with these words."""
    chart = visitor.page.locator(".js-plotly-plot").first
    chart.hover()
    with visitor.page.expect_download(timeout=SHOWN) as coming:
        visitor.page.locator(f'.modebar-btn[data-title="{words}"]').first.click()
    return coming.value.suggested_filename, Path(coming.value.path()).read_bytes()


@pytest.mark.parametrize("locale", WORDS)
def test_a_chart_is_downloaded_as_png_and_svg_with_title_and_source(browser: Browser, address: str, locale: str) -> None:
    lang, png_word, svg_word = WORDS[locale]
    standard = fitting_standard(COUNTY)
    judged = assess(COUNTY, standard)
    title = render(stage_sentence(judged, "", "primary"), lang)
    document = standard.documents[0].of(lang)
    assert document in render(source_line(COUNTY, standard), lang)
    with visiting(browser, address, locale) as visitor:
        visitor.open("/overview")
        chart = visitor.page.locator(".js-plotly-plot").first
        chart.locator(".main-svg").first.wait_for(timeout=SHOWN)
        before = chart.evaluate("gd => JSON.stringify(gd.layout)")
        box = chart.bounding_box()
        assert box is not None
        visitor.page.context.set_offline(True)
        name, drawn = taken(visitor, svg_word)
        assert name.endswith(".svg")
        assert not re.search(r"[\s/:]", name)
        said = "".join(re.findall(r">([^<>]+)<", drawn.decode("utf-8")))
        for wanted in (title, document):
            assert re.sub(r"\s", "", wanted) in re.sub(r"\s", "", said)
        name, drawn = taken(visitor, png_word)
        assert name.endswith(".png")
        size = Image.open(io.BytesIO(drawn)).size
        assert size[0] >= 2 * box["width"]
        assert size[1] > 2 * box["height"] + 80
        assert chart.evaluate("gd => JSON.stringify(gd.layout)") == before
        visitor.page.context.set_offline(False)


def test_every_chart_of_every_page_has_both_buttons(browser: Browser, address: str) -> None:
    with visiting(browser, address) as visitor:
        for page in ("overview", "schools", "balance", "whatif", "plan"):
            visitor.open(f"/{page}")
            charts = visitor.page.locator(".js-plotly-plot:visible")
            charts.first.locator(".main-svg").first.wait_for(timeout=SHOWN)
            for at in range(charts.count()):
                charts.nth(at).scroll_into_view_if_needed()
                charts.nth(at).hover()
                labels = charts.nth(at).locator(".modebar-btn").evaluate_all("all => all.map(b => b.dataset.title)")
                assert labels == list(WORDS["zh-CN"][1:]), page
