"""Where files come in: read at once, with progress; a file that cannot be used leaves the county on the table."""

from __future__ import annotations

import streamlit as st

from balance.errors import BalanceError
from ui import cached, state
from ui.text import literal, say, t

__all__ = ["upload"]

_TYPES = ["xlsx", "xlsm", "xls", "xlsb", "ods", "et", "csv", "tsv", "txt"]


def upload(key: str) -> None:
    """The drop zone, with the template beside it and what went wrong below."""
    files = st.file_uploader(
        t("Drop the county's spreadsheet here"), type=_TYPES, accept_multiple_files=True, key=f"{key} {state.upload_round()}",
        help=t("One sheet, one row a school. Nothing leaves this machine."),
    )  # fmt: skip
    taken = [(file.name, file.getvalue()) for file in files or []]
    mark = cached.fingerprint(taken) if taken else ""
    if taken and state.is_new(mark):
        with st.spinner(t("Reading and judging …"), show_time=True):
            try:
                state.load_county(mark, cached.county_of(mark, taken))
            except BalanceError as wrong:
                state.note_mistake(mark, wrong)
        st.rerun()
    wrong = state.mistake()
    if wrong is not None:
        st.error(literal(say(wrong.message)), icon=":material/error:")
        st.caption(t("The data on the table stays as it was."))
    lang = state.lang()
    with st.container(horizontal=True):
        st.download_button(
            t("Template to fill in"), cached.template(lang), file_name=t("balance-template.xlsx"),
            icon=":material/download:", key=f"{key} template", on_click="ignore",
        )  # fmt: skip
        if state.loaded() is not None:
            st.button(t("Back to the sample"), on_click=state.back_to_sample, key=f"{key} sample")
