"""What the screen tests share."""

import logging

import pytest

from tests.app.opened import Opener


@pytest.fixture
def opener(monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Opens the app without a browser."""
    # Streamlit warns whenever a control is asked for its words outside a session; that is how AppTest works
    logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").setLevel(logging.ERROR)
    return Opener(monkeypatch)
