"""Pages opened by their own address.

Streamlit takes a folder ``pages/`` beside the app for pages without a frame until the app has once called
``st.navigation``. Whoever opens such an address first on a fresh server would see a bare page, so each page asks for
its frame.
"""

from __future__ import annotations

import streamlit as st

from ui import state

__all__ = ["framed"]


def framed() -> None:
    """Where this page runs without a frame, tell Streamlit of the pages and run again: now inside it."""
    if state.is_framed():
        return
    import app  # the app imports the pages' modules; only a page without a frame needs it back

    app.configure()
    app.navigation()
    st.rerun()
