"""What a page says when there is nothing to judge."""

from __future__ import annotations

import streamlit as st

from ui import state
from ui.text import t
from ui.view import View, current

__all__ = ["needed_view"]


def needed_view() -> View:
    """The present view; where there is none, the page says why and where to go, and ends."""
    view = current()
    if view is None:
        st.title(t("No school in these files is judged under this standard"), anchor=False)
        st.markdown(t("Choose another standard at the left, upload another file, or go back to the sample."))
        st.page_link("pages/data.py", label=t("See what was read and what was left out"), icon=":material/upload_file:")
        st.button(t("Back to the sample"), on_click=state.back_to_sample)
        st.stop()
    return view
