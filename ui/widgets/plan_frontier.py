"""What money buys: the least cost for so many schools to pass, and for the coefficients to come so near their limits."""

from __future__ import annotations

import time
from collections.abc import Hashable
from dataclasses import replace
from functools import partial
from typing import cast

import pandas as pd
import streamlit as st

from balance.numbers import decimal, money
from balance.plan.frontier import Point, cv_frontier, passing_frontier
from balance.plan.sentences import point_told
from ui import goals
from ui.charts.frontier import frontier
from ui.planning import Question, begin, begun
from ui.solving import Task
from ui.text import literal, say, t, tn
from ui.view import palette
from ui.widgets.drawn import drawn
from ui.widgets.plan_progress import progress
from ui.widgets.table import short_table

__all__ = ["plan_frontier"]

Points = tuple[Point, ...]


def plan_frontier(about: Question) -> None:
    """The two curves, each worked out when somebody asks for it."""
    if about.goal.least != "cost":
        st.caption(t("What money buys is worked out where things may be added."))
        return
    left, right = st.columns(2, gap="small")
    if about.goal.reach:
        with left, st.container(border=True, height="stretch"):
            st.markdown(f"**{t('Cost and schools that pass')}**")
            _curve(about, "passing")
    if about.goal.cv and any(about.view.standard.cv_limit(stage) for stage in about.view.stages):
        with right, st.container(border=True, height="stretch"):
            st.markdown(f"**{t('Cost and how far a CV may stay above its limit')}**")
            _curve(about, "excess")


def _curve(about: Question, kind: str) -> None:
    key: tuple[Hashable, ...] = ("frontier", kind, *about.key)
    task = cast("Task[Points] | None", begun(key))
    if task is None:
        st.caption(tn("Up to a dozen plans are looked for, {n} second in all.",
                      "Up to a dozen plans are looked for, {n} seconds in all.", round(goals.seconds())))  # fmt: skip
        st.button(t("Work it out"), key=f"frontier {kind}", icon=":material/timeline:", on_click=_start, args=(about, kind, key))
    elif not task.finished:
        progress(task, about.goal, goals.seconds(), f"frontier {kind}")
    elif task.wrong is not None:
        st.info(literal(say(task.wrong.message)), icon=":material/info:")
    elif not task.result:
        st.info(t("No plan was found for any point."), icon=":material/info:")
    else:
        _drawn(about, kind, task.result)


def _start(about: Question, kind: str, key: tuple[Hashable, ...]) -> None:
    curve = passing_frontier if kind == "passing" else cv_frontier
    # a county whose schools all reach their bounds keeps the limits as a rule: the curve of the CVs asks for them alone
    goal = about.goal if kind == "passing" else replace(about.goal, reach="")
    find = partial(curve, about.county, about.view.standard, about.prices, goal, time.monotonic, goals.seconds())
    begin(key, lambda watch: find(watch=watch), slot=f"frontier {kind}")


def _drawn(about: Question, kind: str, points: Points) -> None:
    view = about.view
    parts, digits = len(view.assessment.rows_of_county(view.place)), view.standard.precision.cv
    told = [say(point_told(point.cost, point.passing, parts, point.excess, digits)) for point in points]
    values = [float(point.passing) if kind == "passing" else point.excess for point in points]
    rows = pd.DataFrame({
        "cost": [point.cost / goals.TENS for point in points], "value": values, "hover": told,
        "name": [f"{decimal(value, 0 if kind == 'passing' else digits)} · {say(money(point.cost))}"
                 for value, point in zip(values, points, strict=True)],
    })  # fmt: skip
    chart = frontier(
        rows, cost_title=t("Cost, 10,000 yuan"), decimals=0 if kind == "passing" else digits, p=palette(),
        value_title=t("School parts that reach it") if kind == "passing" else t("Largest CV above its limit by"),
    )  # fmt: skip
    drawn(chart, key=f"frontier chart {kind}", say="; ".join(told))
    name = t("cost and schools") if kind == "passing" else t("cost and CVs")
    bought = {t("School parts that reach it"): [str(point.passing) for point in points]} if kind == "passing" else {
        t("Largest CV above its limit by"): [decimal(max(point.excess, 0.0), digits) for point in points]}  # fmt: skip
    proved = [t("least") if point.plan.status == "optimal" else t("best found") for point in points]
    short_table(pd.DataFrame({t("Cost"): [say(money(point.cost)) for point in points], **bought, t("Proved"): proved}), name)
    if kind == "excess":
        st.caption(t("What schools must reach is left aside here."))
    elif about.goal.cv:
        st.caption(t("The CVs keep their limits at every point."))
