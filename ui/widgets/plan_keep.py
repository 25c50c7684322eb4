"""What can be done with a plan: make it a scenario, hold it against others, take it away."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from balance.errors import BalanceError
from balance.numbers import money
from balance.scenario.actions import Scenario
from balance.scenario.file import dump_scenario
from ui import drafts, shelf, state
from ui.planning import Question, Result
from ui.text import literal, say, t
from ui.widgets.report import report_on

__all__ = ["opened_as_scenario", "plan_keep"]

_MOST = 4  # scenarios that are compared at once


def plan_keep(about: Question, found: Result) -> None:
    """The buttons."""
    scenario = replace(found.scenario, title=t("Cheapest plan, {cost}", cost=money(found.applied.cost)))
    opened_as_scenario(scenario, "plan to what if", primary=True)
    with st.container(horizontal=True, gap="small"):
        compare = st.button(t("Send to compare"), key="plan to compare", icon=":material/compare_arrows:", width="stretch")
        report = st.button(t("To the report"), key="plan to report", icon=":material/description:", width="stretch")
        st.download_button(
            t("Scenario file"), lambda: dump_scenario(shelf.for_keeping(about.view, scenario)), key="plan file",
            file_name=t("scenario.json"), icon=":material/download:", on_click="ignore", width="stretch",
        )  # fmt: skip
    if compare:
        _compared(about, scenario)
    if report:
        _reported(about, scenario)


def opened_as_scenario(scenario: Scenario, key: str, *, primary: bool = False) -> None:
    """A button that opens the scenario on the what-if page, to be worked on; what lay there comes back with undo."""
    look = {"type": "primary", "width": "stretch"} if primary else {}
    if st.button(t("Make it a scenario"), key=key, icon=":material/tune:", **look):
        drafts.open_scenario(scenario)
        st.switch_page("pages/whatif.py")


def _compared(about: Question, scenario: Scenario) -> None:
    """Save it and show it beside what is compared already."""
    document = _saved(about, scenario)
    if document is None:
        return
    picked = state.chosen("compared")
    if picked is not None and document not in picked:
        state.choose("compared", [*picked, document][-_MOST:])
    st.switch_page("pages/compare.py")


def _reported(about: Question, scenario: Scenario) -> None:
    """Save it and open the report page with it."""
    document = _saved(about, scenario)
    if document is not None:
        report_on(document)


def _saved(about: Question, scenario: Scenario) -> str | None:
    """The document that the scenario is saved in beside the one on the table; None where it cannot be, which is said."""
    try:
        return shelf.save_beside(about.view, scenario)
    except BalanceError as wrong:
        st.error(literal(say(wrong.message)), icon=":material/error:")
        return None
