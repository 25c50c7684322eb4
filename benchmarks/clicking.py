"""How long a what-if control takes, in a real browser: until the sentence has changed, until the charts are repainted.

    python benchmarks/clicking.py [--schools 300] [--presses 15]

Starts the app on a free port, uploads an invented county of so many schools, and moves a slider by keyboard. Both
times start at the key press. Prints medians in milliseconds.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.counties import workbook  # noqa: E402
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


def main() -> None:
    """Run and print."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--schools", type=int, default=300)
    ask.add_argument("--presses", type=int, default=15)
    args = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder, served() as address, sync_playwright() as playwright:
        book = Path(folder) / "county.xlsx"
        book.write_bytes(workbook(args.schools))
        browser = browser_of(playwright)
        page = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN").new_page()
        page.goto(f"{address}/data")
        page.set_input_files('[data-testid="stFileUploaderDropzoneInput"]', str(book))
        page.get_by_text(f"{args.schools} ").first.wait_for()
        page.get_by_role("link", name="如果").click()
        page.locator('[data-testid="stSlider"]').first.wait_for()
        page.wait_for_timeout(3000)
        sentence, charts = [], []
        for press in range(args.presses):
            page.locator('[data-testid="stSlider"] input[type="range"]').nth(1).focus()
            page.evaluate(WATCH)
            page.keyboard.press("ArrowLeft" if press % 4 > 1 else "ArrowRight")
            page.wait_for_timeout(2700)
            marks = page.evaluate("window.marks")
            sentence.append(marks.get("sentence", float("nan")))
            charts.append(marks.get("charts", float("nan")))
        browser.close()
    print(f"{args.schools} schools, {args.presses} presses, medians: sentence {statistics.median(sentence):.0f} ms, "
          f"charts {statistics.median(charts):.0f} ms")  # fmt: skip
    print("sentence", [f"{x:.0f}" for x in sentence])
    print("charts  ", [f"{x:.0f}" for x in charts])


if __name__ == "__main__":
    main()
