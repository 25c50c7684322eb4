"""The counties kept in this browser, by year: keep the one on the table, open another."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

import streamlit as st

from balance.errors import BalanceError
from ui import state
from ui.county_shelf import keep_county, open_county, saved_counties
from ui.text import literal, say, t
from ui.view import View

__all__ = ["kept_counties"]

_TROUBLE = "_county_shelf_trouble"


def kept_counties(view: View) -> None:
    """A button that keeps, and the list; neither is there while there is nothing to keep or to open."""
    trouble = state.chosen(_TROUBLE)
    try:
        kept = saved_counties()
    except BalanceError as wrong:
        kept, trouble = [], wrong
    now = state.loaded()
    with st.container(horizontal=True):
        if now is not None:
            there = any(document.place == now.key[:200] for document in kept)
            st.button(
                t("Kept") if there else t("Keep this county"), key="keep county", icon=":material/inventory_2:", disabled=there,
                on_click=_try, args=(lambda: keep_county(view),),
            )  # fmt: skip
        if kept:
            with st.popover(t("Kept counties"), icon=":material/folder_open:"):
                for year, documents in groupby(kept, key=lambda document: document.year):
                    st.markdown(f"**{literal(year or t('no year'))}**")
                    for document in documents:
                        if st.button(literal(document.name or "—"), key=f"county {document.id}", width="stretch"):
                            _try(lambda document=document: open_county(document))
                            st.rerun()
    if isinstance(trouble, BalanceError):
        st.error(literal(say(trouble.message)), icon=":material/error:")


def _try(do: Callable[[], object]) -> None:
    try:
        do()
        state.choose(_TROUBLE, None)
    except BalanceError as wrong:
        state.choose(_TROUBLE, wrong)
