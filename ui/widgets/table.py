"""Tables as they are shown and taken away: every one with its download."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from balance.workbook.write import table_to_csv, table_to_xlsx
from ui.text import literal, t

__all__ = ["fitting_table", "short_table", "shown_table"]

_FEW = 12  # rows that are shown plain


def shown_table(
    frame: pd.DataFrame,
    name: str,
    decimals: Mapping[str, int] | None = None,
    *,
    height: int | None = None,
    say: str = "",
) -> None:
    """A table with buttons for .xlsx and .csv. `decimals`: column → decimals shown; downloads keep every digit.

    The files are written when somebody asks for them, so a large table costs nothing while it is only looked at.
    """
    config = {
        column: st.column_config.NumberColumn(format=f"%.{places}f") for column, places in (decimals or {}).items()
    }
    st.dataframe(
        frame, hide_index=True, column_config=config, height=height or "auto", placeholder="—", alt=say or name
    )
    _downloads(frame, name)


def short_table(frame: pd.DataFrame, name: str) -> None:
    """A table of a few rows of text, with the same buttons: one plain piece of Markdown, since it is redrawn while a
    lever moves and a table that can be sorted and scrolled takes a browser several times as long."""
    lines = [[literal(cell) for cell in row] for row in [list(frame.columns), *frame.to_numpy().tolist()]]
    lines.insert(1, ["---"] * len(frame.columns))
    st.markdown("\n".join("| " + " | ".join(cells) + " |" for cells in lines))
    _downloads(frame, name)


def fitting_table(frame: pd.DataFrame, name: str) -> None:
    """A table of text that may be short or long: plain where it is short, one that scrolls where it is not."""
    if len(frame) <= _FEW:
        short_table(frame, name)
    else:
        shown_table(frame, name, say=name)


def _downloads(frame: pd.DataFrame, name: str) -> None:
    with st.container(horizontal=True):
        st.download_button(
            t("Download .xlsx"), lambda: table_to_xlsx(frame, sheet=name, headings={}), file_name=f"{name}.xlsx",
            icon=":material/download:", key=f"xlsx {name}", on_click="ignore",
        )  # fmt: skip
        st.download_button(
            t("Download .csv"), lambda: table_to_csv(frame), file_name=f"{name}.csv",
            icon=":material/download:", key=f"csv {name}", on_click="ignore",
        )  # fmt: skip
