"""The app opened without a browser, page by page, as on a server that has been running for a while.

``AppTest`` has to be told two things that a server with a browser knows:

* Before every run it forgets that the app calls ``st.navigation`` (``PagesManager.uses_pages_directory = None``), finds
  the folder ``pages/`` beside ``app.py`` and from the second run on takes Streamlit's older path for such folders, on
  which ``app.py`` is left out and pages stand there without sidebar. A server forgets nothing: once the app has called
  ``st.navigation`` the flag stays False until it ends.
* It asks the controls for the words of their choices outside a session, where nobody knows the reader's language. A
  browser sends back the words it shows.

`Opener` supplies both; everything else, ``switch_page`` included, is AppTest's own. What the first visitor of a fresh
server sees is looked at in a real browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.testing.v1 import AppTest

from ui import state

__all__ = ["LOCALES", "PAGES", "ROOT", "Dropped", "Opener", "drop", "plain", "texts", "title", "to_page"]

ROOT = Path(__file__).parent.parent.parent
PAGES = ("home", "data", "overview", "schools", "balance", "whatif", "plan", "compare", "report", "present", "method")
LOCALES = {"zh": "zh-CN", "en": "en-US"}
Dropped = Path | tuple[str, bytes]
_BACKSLASHED = re.compile(r"\\([!-/:-@\[-`{-~])")


class Opener:
    """Opens the app: ``opener("en", "overview", standard="basic-2012")``."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._shown: AppTest | None = None
        in_a_session = state.lang

        class Remembering(PagesManager):
            """Takes the assignment by which AppTest would make the real class forget."""

        def lang() -> str:
            if get_script_run_ctx() is None and self._shown is not None:
                return str(self._shown.session_state.get("lang"))
            return in_a_session()

        monkeypatch.setattr(PagesManager, "uses_pages_directory", False)
        monkeypatch.setattr("streamlit.testing.v1.app_test.PagesManager", Remembering)
        monkeypatch.setattr(state, "lang", lang)

    def __call__(self, lang: str = "zh", page: str = "home", *files: Dropped, standard: str = "") -> AppTest:
        """The app on a page, in a browser of that language, after these files were dropped on the home page."""
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        app.context = {"locale": LOCALES[lang]}
        self._shown = None
        app.run()
        self._shown = app
        if files:
            drop(app, *files)
        if standard:
            app.sidebar.selectbox("standard").set_value(standard).run()
        return to_page(app, page)


def to_page(app: AppTest, page: str) -> AppTest:
    """The same session on another page."""
    return app.switch_page(f"pages/{page}.py").run()


def drop(app: AppTest, *files: Dropped) -> AppTest:
    """The same session after these files were dropped on the page's upload field."""
    dropped = [(file.name, file.read_bytes()) if isinstance(file, Path) else file for file in files]
    app.file_uploader[0].set_value([(name, content, "application/octet-stream") for name, content in dropped])
    return app.run()


def plain(text: object) -> str:
    """Markdown as it is read on the screen: the backslashes that keep it literal taken out."""
    return _BACKSLASHED.sub(r"\1", str(text))


def title(app: AppTest) -> str:
    """The page's answer."""
    assert len(app.title) == 1, [plain(entry.value) for entry in app.title]
    return plain(app.title[0].value)


def texts(app: AppTest) -> list[str]:
    """Every text on the screen: headings, sentences, labels, choices, cards, tables with their headings."""
    return [plain(text) for text in _raw(app) if text]


def _raw(app: AppTest) -> Iterator[object]:
    for kind in ("title", "subheader", "markdown", "caption", "error", "warning", "info", "success"):
        for element in app.get(kind):
            yield element.value
    for metric in app.metric:
        yield from (metric.label, metric.value, metric.delta)
    for kind in ("button", "download_button", "selectbox", "multiselect", "slider", "toggle", "button_group",
                 "file_uploader", "page_link", "expander", "tab"):  # fmt: skip
        for element in app.get(kind):
            proto = element.proto
            yield from (element.label, getattr(proto, "help", ""), getattr(proto, "placeholder", ""))
            for option in getattr(proto, "options", ()):
                yield option if isinstance(option, str) else option.content
    for table in app.dataframe:
        yield from table.value.columns
        for column in table.value:
            yield from (cell for cell in table.value[column] if isinstance(cell, str))
