"""The files to take away: the originals with marked cells, corrections filled in, and a sheet of notes."""

from __future__ import annotations

from functools import partial

import streamlit as st

from balance.workbook.marked import marked
from balance.workbook.sheets import Source
from ui import state
from ui.intake import at_hand
from ui.text import t

__all__ = ["corrected_download"]

_MOST = 12


def corrected_download() -> None:
    """A button for each file that was read (archives aside): written when it is asked for."""
    now = at_hand()
    read = {column.file for column in now.county.columns}
    files = [(name, content) for name, content in now.files if name in read][:_MOST]
    if not files:
        return
    with st.container(horizontal=True):
        for name, content in files:
            # bound now: the file is written outside this run, where nobody knows the session
            make = partial(marked, Source(name, content), now.county, state.lang(), state.passwords().get(name, ""))
            title = t("Checked workbook") if len(files) == 1 else t("Checked workbook: {file}", file=name)
            st.download_button(
                title, lambda make=make: make()[1], file_name=t("{file} (checked).xlsx", file=name.rpartition(".")[0] or name),
                icon=":material/rule:", key=f"checked {name}", on_click="ignore",
                help=t("Your file with marked cells, the corrections filled in, and a sheet of notes."),
            )  # fmt: skip

