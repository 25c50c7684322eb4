"""How long a what-if control takes, in a real browser: until the sentence has changed, until the charts are repainted.

    python benchmarks/clicking.py [--schools 300] [--presses 15] [--stacked]

Starts the app on a free port, uploads an invented county of so many schools, opens a scenario of forty actions where
asked, and moves a slider by keyboard; the same on `bare.py`, the least that such a page can be. Both times start at the
key press. Prints medians and their ratio.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from balance.scenario.file import dump_scenario  # noqa: E402
from balance.workbook.read import read_files  # noqa: E402
from benchmarks.counties import workbook  # noqa: E402
from benchmarks.stacking import mixed  # noqa: E402
from tests.browser.serving import browser_of, served  # noqa: E402

WATCH = """() => {
  window.marks = {};
  const title = () => (document.querySelector('h1') || {}).innerText;
  const drawn = () => [...document.querySelectorAll('.js-plotly-plot svg.main-svg')].map(s => s.innerHTML.length).join();
  const sentence = title(), picture = drawn();
  const start = performance.now();
  const look = () => {
    if (!window.marks.sentence && title() !== sentence) window.marks.sentence = performance.now() - start;
    const now = drawn();
    if (now !== picture && now !== window.marks.last) {
        window.marks.last = now; window.marks.charts = performance.now() - start;
    }
    if (performance.now() - start < 2500) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""


def moved(page: Page, presses: int) -> tuple[list[float], list[float]]:
    """Milliseconds from each key press to the new sentence, and to the last repainted chart."""
    page.locator('[data-testid="stSlider"]').first.wait_for()
    page.wait_for_timeout(3000)
    sentence, charts = [], []
    for press in range(presses):
        page.locator('[data-testid="stSlider"] input[type="range"]').nth(1).focus()
        page.evaluate(WATCH)
        page.keyboard.press("ArrowLeft" if press % 4 > 1 else "ArrowRight")
        page.wait_for_timeout(2700)
        marks = page.evaluate("window.marks")
        if "sentence" in marks and "charts" in marks:
            sentence.append(marks["sentence"])
            charts.append(marks["charts"])
    return sentence, charts


def said(name: str, times: tuple[list[float], list[float]]) -> tuple[float, float]:
    """Print the medians of one page; they are returned."""
    sentence, charts = (statistics.median(entries) for entries in times)
    print(f"{name:28s} sentence {sentence:4.0f} ms, charts {charts:4.0f} ms (medians of {len(times[0])})")
    return sentence, charts


def main() -> None:
    """Run and print."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--schools", type=int, default=300)
    ask.add_argument("--presses", type=int, default=15)
    ask.add_argument("--stacked", action="store_true", help="with a scenario of forty mixed actions on the table")
    args = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = browser_of(playwright)
        window = {"viewport": {"width": 1280, "height": 900}, "locale": "zh-CN"}
        with served("benchmarks/bare.py") as address:
            page = browser.new_context(**window).new_page()
            page.goto(address)
            bare = said("bare page, 300 points", moved(page, args.presses))
            page.close()
        with served() as address:
            book = Path(folder) / "county.xlsx"
            book.write_bytes(workbook(args.schools))
            page = browser.new_context(**window).new_page()
            page.goto(f"{address}/data")
            page.set_input_files('[data-testid="stFileUploaderDropzoneInput"]', str(book))
            page.get_by_text(f"{args.schools} ").first.wait_for()
            page.get_by_role("link", name="如果").click()
            if args.stacked:
                county = read_files([book])
                scenario = Path(folder) / "scenario.json"
                scenario.write_text(dump_scenario(mixed(county)), "utf-8")
                page.locator('[data-testid="stFileUploaderDropzoneInput"]').set_input_files(str(scenario))
                page.get_by_text("40 项措施").first.wait_for()
            ours = said(f"what if, {args.schools} schools, {40 if args.stacked else 0} actions", moved(page, args.presses))
        browser.close()
    print(f"{'ratio':28s} sentence {ours[0] / bare[0]:4.2f},    charts {ours[1] / bare[1]:4.2f}")


if __name__ == "__main__":
    main()
