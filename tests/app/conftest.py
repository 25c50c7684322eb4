"""What the screen tests share."""

import logging
from collections.abc import Iterator

import pytest

from tests.app.opened import Opener
from ui import cached


@pytest.fixture
def opener(monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Opens the app without a browser."""
    # Streamlit warns whenever a control is asked for its words outside a session; that is how AppTest works
    logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").setLevel(logging.ERROR)
    return Opener(monkeypatch)


@pytest.fixture(autouse=True)
def _no_search_outlives_its_test() -> Iterator[None]:
    yield
    cached.tasks().end()
