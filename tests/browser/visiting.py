"""A visitor: one browser window on the app, with everything noted that it asks for and complains about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Download, Page, expect

__all__ = ["Visitor", "visiting"]

SHOWN = 30_000  # ms that something may take to appear on a slow machine


@dataclass
class Visitor:
    """One window. `asked`: hosts of all requests; `complaints`: console errors and page errors; `dialogs`: alerts."""

    page: Page
    address: str
    asked: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def open(self, path: str = "") -> None:
        """Go to an address of the app and wait for its answer."""
        self.page.goto(self.address + path)
        expect(self.page.locator("h1").first).to_be_visible(timeout=SHOWN)
        self.settled()

    def settled(self) -> None:
        """Wait until no run is under way. A run that a click asks for may begin a blink later: what a test then looks
        for, it waits for by its words."""
        self.page.wait_for_timeout(150)
        self.page.wait_for_function(
            "() => { const app = document.querySelector('[data-testid=\"stApp\"]');"
            " return app && app.getAttribute('data-test-script-state') === 'notRunning'; }",
            timeout=SHOWN,
        )

    def answers(self, text: str) -> None:
        """Wait until the page's title contains this."""
        # while a run is under way the answer of the last one may still stand beside the new one
        expect(self.page.locator("h1").filter(has_text=text)).to_have_count(1, timeout=SHOWN)
        self.settled()
        expect(self.page.locator("h1")).to_have_count(1, timeout=SHOWN)

    @property
    def title(self) -> str:
        return self.page.locator("h1").inner_text()

    @property
    def text(self) -> str:
        """All the text of the page beside the sidebar."""
        return self.page.get_by_test_id("stMain").inner_text()

    def to_page(self, name: str) -> None:
        """Follow a link of the navigation, by the last part of its address."""
        self.page.locator(f'[data-testid="stSidebarNavLink"][href$="/{name}"]').click()
        self.page.wait_for_url(re.compile(rf"/{name}(\?|$)"), timeout=SHOWN)
        self.settled()

    def upload(self, name: str, content: bytes) -> None:
        """Drop a file on the page's upload field."""
        dropped = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        self.page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(dropped)  # type: ignore[arg-type]
        self.page.get_by_test_id("stFileChip").filter(has_text=name).wait_for(timeout=SHOWN)
        self.settled()

    def take_away(self, name: str) -> None:
        """Take a dropped file off the upload field."""
        self.page.get_by_role("button", name=f"Remove {name}").click()
        self.page.get_by_test_id("stFileChip").filter(has_text=name).wait_for(state="detached", timeout=SHOWN)
        self.settled()

    def choose(self, control: str, option: str) -> None:
        """Pick an entry of a drop-down list, by the words on the screen."""
        box = self.page.get_by_test_id("stSelectbox").filter(has_text=control).last
        box.locator("input").click()
        self.page.get_by_role("option", name=option, exact=True).click()
        self.settled()

    def press(self, control: str) -> None:
        """Press a segment or a pill in the sidebar."""
        self.page.get_by_test_id("stSidebar").get_by_test_id("stButtonGroup").get_by_text(control, exact=True).click()
        self.settled()

    def slide(self, lever: str, steps: int) -> None:
        """Move a lever by the arrow keys."""
        slider = self.page.get_by_test_id("stSlider").filter(has_text=lever).locator('input[type="range"]')
        for _ in range(abs(steps)):
            expect(slider).to_have_count(1, timeout=SHOWN)  # the one of the school chosen before has gone
            slider.focus()
            self.page.keyboard.press("ArrowRight" if steps > 0 else "ArrowLeft")
        self.settled()

    def button(self, words: str) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=words).click()
        self.settled()

    def download(self, words: str, folder: Path) -> Path:
        """Press a download button; the file it gives."""
        with self.page.expect_download(timeout=SHOWN) as coming:
            self.page.get_by_role("button", name=words).first.click()
        return _kept(coming.value, folder)


def _kept(download: Download, folder: Path) -> Path:
    path = folder / download.suggested_filename
    download.save_as(path)
    return path


@contextmanager
def visiting(browser: Browser, address: str, locale: str = "zh-CN") -> Iterator[Visitor]:
    """A new window. When it closes, nothing may have left this machine, nothing may have gone wrong in the page."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale=locale, accept_downloads=True)
    visitor = Visitor(context.new_page(), address)
    context.on("request", lambda request: visitor.asked.add(urlsplit(request.url).netloc))
    visitor.page.on("websocket", lambda socket: visitor.asked.add(urlsplit(socket.url).netloc))
    visitor.page.on("pageerror", lambda wrong: visitor.complaints.append(str(wrong)))
    visitor.page.on("dialog", lambda dialog: (visitor.dialogs.append(dialog.message), dialog.dismiss()))
    visitor.page.on(
        "console",
        lambda said: visitor.complaints.append(f"{said.text} {said.location}")
        # from a deep link Streamlit's page first asks for its health below that address, and is told 404
        if said.type == "error" and "/_stcore/" not in str(said.location.get("url"))
        else None,
    )  # fmt: skip
    try:
        yield visitor
        assert {host for host in visitor.asked if host} == {urlsplit(address).netloc}
        assert visitor.complaints == []
        assert visitor.dialogs == []
    finally:
        context.close()
