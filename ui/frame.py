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
    """Draw the frame around this page if it is not there yet; the page then runs inside it and this run ends."""
    if state.is_framed():
        return
    import app  # the app imports the pages' modules; only a page without a frame needs it back

    app.main()
    st.stop()
