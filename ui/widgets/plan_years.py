"""A plan spread over years by a yearly budget."""

from __future__ import annotations

import math
from collections.abc import Hashable
from functools import partial
from typing import cast

import pandas as pd
import streamlit as st

from balance.assess import YES
from balance.plan.given import entries, together
from balance.plan.phases import Phase, phased
from balance.plan.sentences import phases_told
from balance.scenario.apply import apply
from ui import goals
from ui.planning import Question, Result, begin, begun
from ui.rows_of_plan import sum_told, thing_told
from ui.solving import Task
from ui.text import literal, say, t
from ui.widgets.plan_form import kept_control
from ui.widgets.plan_progress import waiting
from ui.widgets.schools_offered import school_titles
from ui.widgets.table import fitting_table

__all__ = ["plan_years"]

_THIRDS = 3  # years that are proposed
_AT_ONCE, _BLINK = 200, 1.0  # actions that are spread without being asked; seconds that the page waits for it


def plan_years(about: Question, found: Result) -> None:
    """The budget of a year, how long it then takes, and what is done when."""
    proposed = _proposed(found)
    st.number_input(t("Budget of a year, 10,000 yuan"), min_value=0.0, value=None, step=10.0, format="%.10g",
                    placeholder=t("{sum} proposed", sum=f"{proposed:,.0f}"), width=320, **kept_control("a_year"))  # fmt: skip
    budget = float(goals.wish("a_year") or proposed) * goals.TENS
    view, phases = about.view, _phases(about, found, budget)
    if not phases:
        return
    st.markdown(f"**{literal(say(phases_told(phases, view.place)))}**")
    titles, codes = school_titles(view), view.county.words("school_code")
    parts, lines = len(view.assessment.rows_of_county(view.place)), []
    words = {True: t("passes"), False: t("does not pass"), None: t("cannot be judged")}
    for phase in phases:
        done = apply(view.county, phase.scenario, about.prices, view.standard)
        given = together(entries(view.county, phase.scenario, done))
        told = [t("{school}: {what}", school=titles.get(str(codes[entry.school]), ""), what=thing_told(about, entry))
                for entry in given if entry.amount > 0]  # fmt: skip
        passing = int((phase.after.passes[phase.after.rows_of_county(view.place)] == YES).sum())
        lines.append({
            t("Year"): str(phase.number), t("What is done"): t("{parts}", parts=told), t("Cost, once"): sum_told(phase.once),
            t("Cost, a year"): sum_told(phase.yearly), t("School parts that pass"): f"{passing} / {parts}",
            t("Verdict"): words[phase.after.verdict(view.place)],
        })  # fmt: skip
    fitting_table(pd.DataFrame(lines), t("plan by years"))
    st.caption(t("What was begun keeps costing: the yearly cost of a year is that of everything begun so far."))


def _phases(about: Question, found: Result, budget: float) -> tuple[Phase, ...]:
    """The years, at once for a plan of ordinary size; a very long one is spread when somebody asks, beside the page."""
    key: tuple[Hashable, ...] = ("years", budget, found.plan.cost, *about.key)
    task = cast("Task[tuple[Phase, ...]] | None", begun(key))
    spread = partial(phased, about.view.county, about.view.standard, about.prices, found.scenario, budget)
    if task is None and len(found.scenario.actions) <= _AT_ONCE:
        task = begin(key, lambda _watch: spread(), slot="years")
        task.wait(_BLINK)
    if task is None:
        st.button(t("Work it out"), key="years", icon=":material/calendar_month:", on_click=begin,
                  args=(key, lambda _watch: spread(), "years"))  # fmt: skip
    elif not task.finished:
        waiting(task)
    elif task.wrong is not None:
        st.info(literal(say(task.wrong.message)), icon=":material/info:")
    return task.result or () if task is not None and task.finished else ()


def _proposed(found: Result) -> float:
    """In ten thousands of yuan: all that costs every year, and a third of what is bought once, but no less than its dearest."""
    dearest = max((entry.once / entry.amount for entry in found.given if entry.amount > 0), default=0.0)
    year = found.applied.yearly + max(found.applied.once / _THIRDS, dearest)
    return float(math.ceil(year / goals.TENS))
