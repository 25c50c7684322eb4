"""The app served on a free port of this machine, and a Chromium to look at it with."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Error, Playwright

ROOT = Path(__file__).parent.parent.parent
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
INSTALLED = ("google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "chrome", "msedge")


class NoBrowser(Exception):
    """No Chromium could be found or installed."""


@contextmanager
def served(script: str = "") -> Iterator[str]:
    """The address of a fresh server, of the app or of another Streamlit script; it ends with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, *_command(script, port)],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=1).read()  # noqa: S310 - our own address
                break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        if os.name == "posix":
            os.killpg(server.pid, 15)
        else:
            server.terminate()
        server.wait(20)


def _command(script: str, port: int) -> list[str]:
    if not script:
        return ["-m", "balance", "serve", "--headless", "--port", str(port)]
    return ["-m", "streamlit", "run", script, "--server.port", str(port), "--server.headless", "true"]


def browser_of(playwright: Playwright) -> Browser:
    """A Chromium: an installed Chrome, Chromium or Edge; else Playwright's own; else, as root on Debian, the
    distribution's. Raises `NoBrowser` with what was tried."""
    tried = []
    for name in INSTALLED:
        path = shutil.which(name)
        if path:
            return playwright.chromium.launch(executable_path=path, args=QUIET)
    for channel in ("chrome", "msedge"):
        try:
            return playwright.chromium.launch(channel=channel, args=QUIET)
        except Error as missing:
            tried.append(str(missing).splitlines()[0])
    try:
        return playwright.chromium.launch(args=QUIET)
    except Error as missing:
        tried.append(str(missing).splitlines()[0])
    for command in _installers():
        done = subprocess.run(command, capture_output=True, check=False, timeout=900)
        path = shutil.which("chromium")
        try:
            return playwright.chromium.launch(executable_path=path, args=QUIET)
        except Error as missing:
            tried.append(f"{' '.join(command)}: exit {done.returncode}; {str(missing).splitlines()[0]}")
    raise NoBrowser("; ".join(tried))


def _installers() -> list[list[str]]:
    found = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        found += [["apt-get", "update"], ["apt-get", "install", "-y", "chromium", "fonts-noto-cjk"]]
    return found
