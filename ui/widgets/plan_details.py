"""Below the answer of a plan: what can be done with it, its cost, its actions, what it changes."""

from __future__ import annotations

import streamlit as st

from balance.scenario.compare import changes
from ui.planning import Question, Result
from ui.rows_of_plan import action_table, kind_table, school_table
from ui.text import t
from ui.widgets.effects import coefficients, turned
from ui.widgets.plan_keep import plan_keep
from ui.widgets.table import short_table, shown_table

__all__ = ["plan_details"]


def plan_details(about: Question, found: Result) -> None:
    """Draw it."""
    plan_keep(about, found)
    what, effect = st.tabs([t("Cost and actions"), t("Before and after")])
    with what:
        short_table(kind_table(about, found), t("cost by kind"))
        short_table(school_table(about, found), t("cost by school"))
        shown_table(action_table(about, found), t("plan"))
    with effect:
        coefficients(about.view, found.after)
        turned(about.view, found.after, changes(about.view.assessment, found.after))
