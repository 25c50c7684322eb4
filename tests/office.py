"""LibreOffice for the tests: a document as the pages that a reader sees; installed from Debian's packages where it is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

__all__ = ["NoOffice", "converted", "pages_of"]

_PACKAGES = ["libreoffice-writer", "libreoffice-impress", "libreoffice-calc", "poppler-utils"]


class NoOffice(Exception):
    """No LibreOffice can be had here."""


def converted(content: bytes, suffix: str, to: str) -> bytes:
    """A document's bytes in another format: `converted(docx, ".docx", "pdf")`. Raises NoOffice where there is none."""
    office = _program("soffice")
    folder = Path(tempfile.mkdtemp(prefix="balance-office-"))
    try:
        source = folder / f"document{suffix}"
        source.write_bytes(content)
        # a profile of its own: another LibreOffice may be running
        settings = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        _run([office, settings, "--headless", "--convert-to", to, "--outdir", str(folder / "out"), str(source)])
        found = sorted((folder / "out").glob("document.*"))
        if not found:
            raise NoOffice("nothing was written")
        return found[0].read_bytes()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def pages_of(content: bytes, suffix: str) -> list[str]:
    """The text of every page of a document, as LibreOffice sets it."""
    reader = _program("pdftotext")
    with tempfile.NamedTemporaryFile(suffix=".pdf") as pdf:
        pdf.write(converted(content, suffix, "pdf"))
        pdf.flush()
        text = _run([reader, "-layout", pdf.name, "-"])
    return text.split("\f")[:-1]


def _program(name: str) -> str:
    """The program's path; installed by the system's packages where that is possible and it is missing."""
    for attempt in range(2):
        found = shutil.which(name)
        if found:
            return found
        if attempt or not shutil.which("apt-get") or os.name != "posix" or os.geteuid() != 0:
            break
        asked = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "-y", "--no-install-recommends", *_PACKAGES]):
            subprocess.run(["/usr/bin/apt-get", *command], check=False, capture_output=True, env=asked, timeout=900)
    raise NoOffice(f"{name} was not found")


def _run(command: list[str]) -> str:
    done = subprocess.run(command, check=False, capture_output=True, stdin=subprocess.DEVNULL, timeout=180)
    if done.returncode:
        raise NoOffice(f"{command[0]}: {done.stderr.decode('utf-8', 'replace').strip()[-300:]}")
    return done.stdout.decode("utf-8", "replace")
