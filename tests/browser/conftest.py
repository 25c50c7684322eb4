"""A server and a Chromium for the browser tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.serving import NoBrowser, browser_of, served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium; the tests are skipped, with what was tried, where none can be had."""
    with sync_playwright() as playwright:
        try:
            started = browser_of(playwright)
        except NoBrowser as tried:
            pytest.skip(f"no Chromium: {tried}")
        yield started
        started.close()


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The address of a server that the tests share; each visitor has a session of their own."""
    with served() as address:
        yield address
