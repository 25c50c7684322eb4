"""Other plans of exactly the same cost, looked for when somebody asks."""

from __future__ import annotations

import time
from collections.abc import Hashable
from dataclasses import replace
from functools import partial
from typing import cast

import streamlit as st

from balance.numbers import money
from balance.plan.alternatives import equal_cost
from balance.scenario.actions import Scenario
from balance.scenario.told import told
from ui.planning import Question, Result, begin, begun, placed
from ui.solving import Task
from ui.text import literal, say, t, tn
from ui.widgets.plan_keep import opened_as_scenario
from ui.widgets.plan_progress import waiting

__all__ = ["plan_others"]

_SECONDS = 30.0


def plan_others(about: Question, found: Result) -> None:
    """The search, then each plan by what it does otherwise."""
    key: tuple[Hashable, ...] = ("others", *about.key)
    task = cast("Task[tuple[Scenario, ...]] | None", begun(key))
    if task is None:
        st.caption(t("There may be other plans of exactly the same cost, for other schools or things."))
        st.button(t("Look for them"), key="plan others", icon=":material/alt_route:", on_click=_start, args=(about, found, key))
    elif not task.finished:
        waiting(task)
    elif task.wrong is not None or not task.result:
        st.markdown(t("No other plan of the same cost was found."))
    else:
        st.markdown(literal(tn("{n} other plan of the same cost:", "{n} other plans of the same cost:", len(task.result))))
        for number, other in enumerate(task.result, 1):
            _shown(about, found, placed(about, other), number)


def _start(about: Question, found: Result, key: tuple[Hashable, ...]) -> None:
    find = partial(equal_cost, about.county, about.view.standard, about.prices, about.goal, found.plan, time.monotonic, _SECONDS)
    begin(key, lambda _watch: find(), slot="others")


def _shown(about: Question, found: Result, other: Scenario, number: int) -> None:
    """What it does that the plan does not, and the other way round."""

    def line(action: object) -> str:
        return literal(say(told(action, about.view.county, about.prices, about.view.standard)))  # type: ignore[arg-type]

    with st.container(border=True):
        st.markdown(f"**{literal(t('Other plan {n}', n=str(number)))}**")
        here = [f"- {literal(t('instead'))} {line(action)}" for action in other.actions if action not in found.scenario.actions]
        gone = [f"- ~~{line(action)}~~" for action in found.scenario.actions if action not in other.actions]
        st.markdown("\n".join([*here, *gone]))
        titled = replace(other, title=t("Other plan {n}, {cost}", n=str(number), cost=money(found.applied.cost)))
        opened_as_scenario(titled, f"other to what if {number}")
