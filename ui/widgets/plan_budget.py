"""Where a budget is too small for the goal: what it buys at most, looked for when somebody asks."""

from __future__ import annotations

import time
from collections.abc import Hashable
from dataclasses import replace
from functools import partial
from typing import cast

import streamlit as st

from balance.plan.frontier import Point, least_excess, most_passing
from balance.plan.sentences import point_told
from ui import goals
from ui.planning import Question, begin, begun, result
from ui.rows_of_plan import school_table
from ui.solving import Task
from ui.text import literal, say, t
from ui.widgets.plan_keep import opened_as_scenario
from ui.widgets.plan_progress import progress
from ui.widgets.table import fitting_table

__all__ = ["plan_budget"]


def plan_budget(about: Question) -> None:
    """How many schools can pass with the budget, and how near the coefficients can come to their limits."""
    asked = ["passing"] if about.goal.reach else []
    if about.goal.cv and any(about.view.standard.cv_limit(stage) for stage in about.view.stages):
        asked.append("excess")
    if about.goal.budget is None or about.goal.least != "cost" or not asked:
        return
    st.subheader(t("What this budget buys"), anchor=False)
    for column, kind in zip(st.columns(2, gap="small"), asked, strict=False):
        with column, st.container(border=True, height="stretch"):
            _answered(about, kind)


def _answered(about: Question, kind: str) -> None:
    key: tuple[Hashable, ...] = ("budget", kind, *about.key)
    task = cast("Task[Point] | None", begun(key))
    words = t("How many schools can pass?") if kind == "passing" else t("How near can the CVs come to their limits?")
    st.markdown(f"**{literal(words)}**")
    if task is None:
        st.button(t("Work it out"), key=f"budget {kind}", icon=":material/savings:", on_click=_start, args=(about, kind, key))
    elif not task.finished:
        progress(task, about.goal, goals.seconds(), f"budget {kind}")
    elif task.wrong is not None:
        st.info(literal(say(task.wrong.message)), icon=":material/info:")
    elif task.result is None:
        st.info(t("The search broke off"), icon=":material/info:")
    else:
        _told(about, kind, task.result)


def _start(about: Question, kind: str, key: tuple[Hashable, ...]) -> None:
    goal = about.goal if kind == "passing" else replace(about.goal, reach="")
    find = partial(most_passing if kind == "passing" else least_excess, about.county, about.view.standard, about.prices, goal,
                   float(about.goal.budget or 0.0), time.monotonic, goals.seconds())  # fmt: skip
    begin(key, lambda watch: find(watch=watch), slot=f"budget {kind}")


def _told(about: Question, kind: str, point: Point) -> None:
    view, found = about.view, result(about, point.plan)
    if found is None:
        st.markdown(literal(say(point.plan.why)))
        return
    parts, digits = len(view.assessment.rows_of_county(view.place)), view.standard.precision.cv
    told = point_told(point.cost, point.passing, parts, point.excess, digits)
    st.markdown(literal(f"{say(told)} · {say(point.plan.why)}"))
    table = school_table(about, found).iloc[:, :2]  # the schools and what they get; the sum stands above
    if not table.empty:
        fitting_table(table, t("within the budget: schools") if kind == "passing" else t("within the budget: CVs"))
        opened_as_scenario(replace(found.scenario, title=say(told)[:80]), f"budget to what if {kind}")
