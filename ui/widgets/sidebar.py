"""The controls beside every page: standard, county, stage, concessions, language."""

from __future__ import annotations

import streamlit as st

from balance.assess import NO
from balance.choice import fitting_standard
from balance.columns import STAGES_JUDGED, vocabulary
from balance.county import County
from balance.sentences import cv_excesses
from balance.standard_file import BUILT_IN, load
from balance.words import LANGUAGES
from ui import cached, state
from ui.browser import mark_browser
from ui.pictures import offer_pictures
from ui.text import say, t
from ui.view import current

__all__ = ["controls"]

_LANGUAGE_NAMES = {"zh": "中文", "en": "English"}


def controls() -> None:
    """Draw them. What the reader chose is kept in the address; what nobody chose follows the data."""
    at_hand = state.loaded()
    county = at_hand.county if at_hand else cached.sample()
    fresh = state.take_fresh()
    if fresh and not state.is_chosen("standard"):
        state.choose("standard", fitting_standard(county).id)
    with st.sidebar:
        st.selectbox(
            t("Standard"), BUILT_IN, index=BUILT_IN.index(fitting_standard(county).id), key="standard",
            format_func=lambda name: say(load(name).title), on_change=state.mark_chosen, args=("standard",),
            persist_state="session",
        )  # fmt: skip
        _county(county)
        if (fresh or state.chosen("stage") is None) and not state.is_chosen("stage"):
            state.choose("stage", _stage_in_trouble())
        titles = vocabulary().stage_titles
        st.segmented_control(
            t("Stage"), STAGES_JUDGED, required=True, key="stage", format_func=lambda stage: say(titles[stage]),
            on_change=state.mark_chosen, args=("stage",), persist_state="session", width="stretch",
        )  # fmt: skip
        _concessions()
        st.segmented_control(
            t("Language"), LANGUAGES, default=state.browser_lang(), required=True, key="lang",
            format_func=_LANGUAGE_NAMES.__getitem__, on_change=state.mark_chosen, args=("lang",),
            persist_state="session", width="stretch", label_visibility="collapsed",
        )  # fmt: skip
        mark_browser()
        offer_pictures()
    state.write_address()


def _county(county: County) -> None:
    """Which county, where the files hold several."""
    places = sorted({str(name) for name in county.words("county") if name})
    if len(places) < 2:
        return
    if state.chosen("county") not in places:
        state.choose("county", places[0])
    st.selectbox(
        t("County"), places, key="county", on_change=state.mark_chosen, args=("county",), persist_state="session"
    )


def _concessions() -> None:
    """The reliefs that the standard offers."""
    offered = {c.id: c for c in load(state.chosen("standard")).concessions}
    if not offered:
        return
    with st.expander(t("Concessions")):
        st.multiselect(
            t("In force"), list(offered), key="concessions", format_func=lambda c: say(offered[c].title),
            persist_state="session", placeholder=t("None"),
            help=t("Transitional reliefs. Their present legal state is not certain; they are off by default."),
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
