"""The presenter's page: one claim and one chart at a time, large, by keyboard or a clicker, without sidebar."""

from __future__ import annotations

import math

import streamlit as st

from balance.errors import BalanceError
from balance.scenario.actions import Scenario
from ui import drafts, shelf, state
from ui.charts.claim_bars import claim_bars
from ui.charts.printing import ems
from ui.presenting import Slide, lever_of, limit_text, live_slide, slides, subject_on_the_wall
from ui.text import literal, say, t
from ui.view import View, palette
from ui.widgets.drawn import drawn
from ui.widgets.workbench import judged

__all__ = ["presenter"]

_SHOWN, _GIVEN, _BARE, _LINK = "slide", "_live amount", "_bare wall", "_wall link"
_HEIGHT = 392  # px of the chart, of the 720 that a projector has
_LINE, _TITLE = 46, 34  # px of a line of the title, ems that one holds
# The one page with a style sheet, for what the theme cannot say: everything a quarter larger (20 px at least), and nothing
# beside the slide. No word of a user's is in it.
_WALL = """<style>
html { font-size: 20px; }
[data-testid="stSidebar"], [data-testid="stSidebarCollapsedControl"], [data-testid="stExpandSidebarButton"],
[data-testid="stHeader"] { display: none !important; }
[data-testid="stMainBlockContainer"] { padding: 1rem 2.5rem 0.5rem; }
[data-testid="stMain"] button p, [data-testid="stMain"] a p { font-size: 1rem !important; }
[data-testid="stMainBlockContainer"] [data-testid="stVerticalBlock"] { gap: 0.4rem; }
.st-key-clicker { display: none; }
@media (max-width: 640px) { [data-testid="stMainBlockContainer"] { padding: 0.5rem 0.8rem; } }
</style>"""
_NO_CONTROLS = "<style>.st-key-wall-controls { display: none; }</style>"


def presenter(view: View) -> None:
    """Draw the slide that is shown, and the controls, which a key hides."""
    bare = bool(state.chosen(_BARE))
    st.html(_WALL + (_NO_CONTROLS if bare else ""))
    _, refused = judged(view, drafts.scenario())
    actions = tuple(action for n, action in enumerate(drafts.scenario().actions) if n not in refused)
    subject = subject_on_the_wall(view, Scenario(actions), drafts.prices())
    found = [*slides(subject, state.lang())]
    live = lever_of(subject)
    if live is not None:
        found.append(live_slide(subject, live, int(state.chosen(_GIVEN, 0)), state.lang()))
    at = _place(found)
    _slide(found[at])
    about = [view.name, say(view.standard.title), view.county.year, t("invented sample") if view.county.invented else ""]
    st.markdown(":gray[" + literal(" · ".join(filter(None, about))) + "]")
    _controls(view, found, at)


def _place(found: list[Slide]) -> int:
    """The slide shown: the one chosen, else the one that the address names, else the first."""
    asked = state.chosen(_SHOWN) or st.query_params.get(_SHOWN, "")
    at = next((n for n, slide in enumerate(found) if slide.id == asked), 0)
    if st.query_params.get(_SHOWN) != found[at].id:
        st.query_params[_SHOWN] = found[at].id
    return at


def _slide(slide: Slide) -> None:
    title = say(slide.title)
    st.title(literal(title), anchor=False)
    if slide.chart is not None:
        lines = math.ceil(ems(title) / _TITLE)
        height = min(_HEIGHT - _LINE * (lines - 1), 90 + 70 * len(slide.chart.rows))
        chart = claim_bars(slide.chart, palette(), height=height, limit_text=limit_text(slide.chart))
        drawn(chart, key="wall chart", say=title)
    st.markdown("\n".join(f"- {literal(say(line))}" for line in slide.lines))


def _controls(view: View, found: list[Slide], at: int) -> None:
    """Back and next with their keys; the clicker's own keys on buttons that nobody sees."""
    before, after = found[max(at - 1, 0)].id, found[min(at + 1, len(found) - 1)].id
    with st.container(key="clicker"):
        for key, shortcut, target in (("clicker back", "PageUp", before), ("clicker on", "PageDown", after),
                                      ("first slide", "Home", found[0].id), ("last slide", "End", found[-1].id)):  # fmt: skip
            st.button(key, key=key, shortcut=shortcut, on_click=state.choose, args=(_SHOWN, target))
        st.button("bare", key="bare wall", shortcut="H", on_click=state.choose, args=(_BARE, not state.chosen(_BARE)))
        given = int(state.chosen(_GIVEN, 0))
        if found[at].live:
            st.button("more", key="one more", shortcut="Up", on_click=state.choose, args=(_GIVEN, given + 1))
            st.button("fewer", key="one fewer", shortcut="Down", on_click=state.choose, args=(_GIVEN, max(given - 1, 0)))
    with st.container(key="wall-controls", horizontal=True, vertical_alignment="center", gap="small"):
        st.button(t("Back"), key="back", icon=":material/arrow_back:", shortcut="Left", disabled=at == 0,
                  on_click=state.choose, args=(_SHOWN, before))  # fmt: skip
        st.markdown(f"{at + 1} / {len(found)}", width="content")
        st.button(t("Next"), key="next", icon=":material/arrow_forward:", shortcut="Right", type="primary",
                  disabled=at == len(found) - 1, on_click=state.choose, args=(_SHOWN, after))  # fmt: skip
        if st.button(t("End"), key="leave the wall", icon=":material/close:", shortcut="Esc"):
            state.choose(_SHOWN, None)
            st.switch_page("pages/overview.py")
        with st.popover(t("Link and display"), icon=":material/link:"):
            _link(view, found[at])


def _link(view: View, slide: Slide) -> None:
    st.markdown(literal(t("H hides these controls; F11 fills the screen.")))
    address = str(st.context.url or "").split("?")[0]
    with st.container(horizontal=True):
        for theme, word in (("light", t("Light")), ("dark", t("Dark"))):
            st.link_button(word, _same_view(address, theme))
    if st.button(t("Make a link"), key="make wall link"):
        try:
            state.choose(_LINK, shelf.share(view, may_save=False))
        except BalanceError as wrong:
            st.error(literal(say(wrong.message)), icon=":material/error:")
    word = state.chosen(_LINK)
    if word:
        st.code(f"{address}?{shelf.SHARED}={word}&{_SHOWN}={slide.id}", language=None, wrap_lines=True)


def _same_view(address: str, theme: str) -> str:
    """This very page in another theme, as Streamlit's own address parameters choose it."""
    kept = "&".join(f"{name}={value}" for name, value in st.query_params.items() if not name.startswith("embed"))
    return f"{address}?embed=true&embed_options={theme}_theme" + (f"&{kept}" if kept else "")
