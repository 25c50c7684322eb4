"""The controls beside every page: standard, county, stage, concessions, language."""

from __future__ import annotations

import streamlit as st

from balance.assess import NO
from balance.choice import fitting_standard
from balance.columns import STAGES_JUDGED, vocabulary
from balance.sentences import cv_excesses
from balance.standard_file import BUILT_IN, load
from balance.words import LANGUAGES
from ui import cached, state
from ui.text import say, t
from ui.view import current

__all__ = ["controls"]

_LANGUAGE_NAMES = {"zh": "中文", "en": "English"}


def controls() -> None:
    """Draw them; their values are kept in the address, so a refresh or a link brings them back."""
    at_hand = state.loaded()
    county = at_hand.county if at_hand else cached.sample()
    with st.sidebar:
        default = BUILT_IN.index(fitting_standard(county).id)
        st.selectbox(
            t("Standard"), BUILT_IN, index=default, key="standard", format_func=lambda name: say(load(name).title),
            persist_state="session", bind="query-params",
        )  # fmt: skip
        places = sorted({str(name) for name in county.words("county") if name})
        if len(places) > 1:
            st.selectbox(t("County"), places, key="county", persist_state="session", bind="query-params")
        titles = vocabulary().stage_titles
        st.segmented_control(
            t("Stage"), STAGES_JUDGED, default=_stage_in_trouble(), required=True, key="stage",
            format_func=lambda stage: say(titles[stage]), persist_state="session", bind="query-params", width="stretch",
        )  # fmt: skip
        offered = {c.id: c for c in load(state.chosen("standard") or BUILT_IN[default]).concessions}
        if offered:
            with st.expander(t("Concessions")):
                st.multiselect(
                    t("In force"), list(offered), key="concessions", format_func=lambda c: say(offered[c].title),
                    persist_state="session", placeholder=t("None"),
                    help=t("Transitional reliefs. Their present legal state is not certain; they are off by default."),
                )  # fmt: skip
        st.segmented_control(
            t("Language"), LANGUAGES, default=state.lang(), required=True, key="lang",
            format_func=_LANGUAGE_NAMES.__getitem__, persist_state="session", bind="query-params", width="stretch",
            label_visibility="collapsed",
        )  # fmt: skip


def _stage_in_trouble() -> str:
    """The stage to open with: the one whose CV is furthest over its limit, else the one with most schools failing."""
    view = current()
    if view is None:
        return STAGES_JUDGED[0]
    over = cv_excesses(view.assessment, view.place)
    if over:
        return over[0][0]
    failing = {s: (view.assessment.passes[view.assessment.rows_of(view.place, s)] == NO).sum() for s in view.stages}
    return max(view.stages, key=lambda stage: failing[stage])
