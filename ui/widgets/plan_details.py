"""Below the answer of a plan: what can be done with it, its cost, its actions, what it changes, and what else there is."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from balance.plan.reasons import reasons_of
from balance.scenario.compare import changes
from ui.planning import Question, Result
from ui.rows_of_plan import action_table, kind_table, school_table
from ui.text import literal, say, t
from ui.widgets.effects import changed_values, coefficients, turned
from ui.widgets.plan_frontier import plan_frontier
from ui.widgets.plan_others import plan_others
from ui.widgets.plan_years import plan_years
from ui.widgets.table import fitting_table, short_table, shown_table

__all__ = ["plan_details"]


def plan_details(about: Question, found: Result) -> None:
    """Draw it."""
    titles = [t("Cost and actions"), t("Before and after"), t("Why these schools"), t("What money buys"), t("Over the years"),
              t("Other plans")]  # fmt: skip
    cost, effect, why, money_buys, years, others = st.tabs(titles)
    with cost:
        _cost(about, found)
    with effect:
        changed = changes(about.view.assessment, found.after)
        coefficients(about.view, found.after)
        turned(about.view, found.after, changed)
        changed_values(about.view, changed)
    with why:
        _why(about, found)
    with money_buys:
        plan_frontier(about)
    with years:
        plan_years(about, found)
    with others:
        plan_others(about, found)


def _cost(about: Question, found: Result) -> None:
    st.markdown(f"**{t('By kind')}**")
    short_table(kind_table(about, found), t("cost by kind"))
    st.markdown(f"**{t('By school')}**")
    fitting_table(school_table(about, found), t("cost by school"))
    st.markdown(f"**{t('Every action')}**")
    shown_table(action_table(about, found), t("plan"))
    for entry in found.applied.unpriced:
        st.caption(literal(say(entry)))


def _why(about: Question, found: Result) -> None:
    reasons = reasons_of(about.view.assessment, found.scenario, about.prices)
    own = [reason for reason in reasons if reason.county == about.view.place]
    if own:
        table = pd.DataFrame({t("School"): [reason.school for reason in own], t("Why"): [say(reason.message) for reason in own]})
        fitting_table(table, t("reasons"))
    st.caption(t("Reasons are our own analysis, not part of the official method."))
