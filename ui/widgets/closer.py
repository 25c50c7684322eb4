"""A closer look at the scenario: what each action did, where one more would do most, and how near the lines are."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from balance.assess import Assessment, assess
from balance.numbers import decimal
from balance.scenario.actions import Scenario
from balance.scenario.apply import prefixes
from balance.scenario.told import told
from ui import drafts
from ui.charts.waterfall import waterfall
from ui.text import say, t, tn
from ui.view import View, palette
from ui.widgets.drawn import drawn
from ui.widgets.room import next_one, room_left

__all__ = ["closer_look"]

_KEY = "closer look"


def closer_look(view: View, doable: Scenario, after: Assessment, k: int) -> None:
    """The part asked for; nothing is reckoned before somebody asks. doable: the scenario without what cannot be done."""
    words = {"steps": t("What each action did"), "next": t("Where one more does most"), "room": t("How much room is left")}
    with st.container(border=True):
        picked = st.segmented_control(
            t("A closer look"), list(words), key=_KEY, format_func=words.__getitem__, persist_state="session", width="stretch"
        )
        if picked == "steps":
            _steps(view, doable, k)
        elif picked == "next":
            next_one(view, after, k)
        elif picked == "room":
            room_left(view, after, k)


def _steps(view: View, doable: Scenario, k: int) -> None:
    """The waterfall of one coefficient, action by action."""
    indicator, digits = view.indicator(k), view.standard.precision.cv
    active = [action for action in doable.actions if action.on]
    if not active:
        st.caption(t("No action yet: add one, use a quick action, or pull a lever of a school."))
        return
    was, entries = float(view.assessment.dispersion.cv[view.group, k]), []
    for action, step in zip(active, prefixes(view.county, doable, drafts.prices(), view.standard), strict=True):
        then = assess(step.county, view.standard)
        now = float(then.dispersion.cv[then.group_of(view.place, view.stage), k])
        what = say(told(action, view.county, drafts.prices(), view.standard))
        entries.append({"label": what, "before": was, "after": now, "hover": f"{what}\n{decimal(was, 6)} → {decimal(now, 6)}"})
        was = now
    steps = pd.DataFrame(entries)
    if steps[["before", "after"]].isna().any(axis=None):
        st.caption(t("This coefficient cannot be told at every step: a figure is missing."))
        return
    moved = steps[steps["before"] != steps["after"]]
    still = len(steps) - len(moved)
    if moved.empty:
        st.caption(t("No action moves the coefficient of {indicator}.", indicator=indicator.short))
        return
    drawn(
        waterfall(
            moved, start_word=t("now"), end_word=t("with the scenario"), limit=view.standard.cv_limit(view.stage),
            limit_word=t("Limit"), decimals=digits, p=palette(),
        ),
        key="waterfall", say=t("What each action does to the coefficient of {indicator}", indicator=indicator.short),
    )  # fmt: skip
    if still:
        st.caption(tn("{n} more action does not move this coefficient.", "{n} more actions do not move this coefficient.", still))

