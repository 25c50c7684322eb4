"""Choices on a page: places, indicator."""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from balance.columns import vocabulary
from ui.text import say, t
from ui.view import View

__all__ = ["indicator_chosen", "places_chosen"]


def places_chosen(view: View) -> NDArray[np.intp]:
    """The parts of the stage in the townships and kinds of place chosen; all where nothing is chosen.

    Only what is listed is narrowed: means and coefficients stay those of the whole county.
    """
    county, rows = view.county, view.rows
    schools = view.assessment.county
    with st.container(horizontal=True):
        for column, title in (("location", t("Urban, town, rural")), ("town", t("Township"))):
            words = schools.words(column)[view.assessment.parts.school[rows]]
            offered = sorted({str(word) for word in words if word})
            if len(offered) < 2 or not county.knows(column):
                continue
            names = vocabulary().labels.get(column, {})
            picked = st.multiselect(
                title, offered, key=f"filter {column}", placeholder=t("All"), width=260,
                format_func=lambda word, names=names: say(names[word]) if word in names else word,
                persist_state="session",
            )  # fmt: skip
            if picked:
                rows = rows[np.isin(words, picked)]
    return rows


def indicator_chosen(view: View, key: str) -> int | None:
    """The indicator picked among those with figures in this stage, the one nearest its CV limit (or over) first
    offered; None where the stage has no figures."""
    if not view.known:
        return None
    spread = np.nan_to_num(view.assessment.dispersion.cv[view.group], nan=-1.0)
    first = max(view.known, key=lambda k: spread[k])
    return st.pills(
        t("Indicator"), view.known, default=first, required=True, key=f"{key} {view.standard.id} {view.stage}",
        format_func=lambda k: say(view.indicator(k).short), persist_state="session", label_visibility="collapsed",
    )  # fmt: skip
