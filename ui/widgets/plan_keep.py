"""What can be done with a plan: make it a scenario, send it to compare, take it away."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from balance.baseline import baseline_of, fingerprint
from balance.scenario.actions import Scenario
from balance.scenario.file import dump_scenario
from balance.scenario.told import schools_named
from ui import drafts
from ui.planning import Question, Result
from ui.text import t

__all__ = ["plan_keep"]


def plan_keep(about: Question, found: Result) -> None:
    """The row of buttons."""
    with st.container(horizontal=True, gap="small"):
        if st.button(t("Make it a scenario"), key="plan to what if", icon=":material/tune:", type="primary"):
            drafts.open_scenario(_named(found.scenario))
            st.switch_page("pages/whatif.py")
        st.download_button(
            t("Download as a scenario file"), lambda: dump_scenario(_whole(about, found)), file_name=t("scenario.json"),
            icon=":material/download:", on_click="ignore", key="plan file",
        )  # fmt: skip


def _named(scenario: Scenario) -> Scenario:
    return replace(scenario, title=scenario.title or t("Cheapest plan"))


def _whole(about: Question, found: Result) -> Scenario:
    """The scenario with the county it was made for, as it goes into a file."""
    named = [school for action in found.scenario.actions for school in schools_named(action)]
    county = about.view.county
    return replace(_named(found.scenario), baseline=fingerprint(county), made_for=baseline_of(county, named))
