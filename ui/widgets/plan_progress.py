"""How far a search is, and the button that stops it."""

from __future__ import annotations

import math

import streamlit as st

from balance.plan.goal import Goal
from balance.plan.sentences import search_told
from ui.solving import Task
from ui.text import literal, say, t, tn

__all__ = ["progress"]

_AGAIN = 0.5  # seconds between two looks


def progress(task: Task[object], goal: Goal, limit: float, key: str) -> None:
    """Best, bound, gap and seconds, again and again until the search ends; then the page is drawn with what was found."""
    st.fragment(_shown, run_every=_AGAIN)(task, goal, limit, key)


def _shown(task: Task[object], goal: Goal, limit: float, key: str) -> None:
    if task.finished:
        st.rerun()
    seconds = task.seconds
    told = tn("{n} second", "{n} seconds", int(seconds))
    facts = [t("{spent} of {limit} at most", spent=told, limit=tn("{n} second", "{n} seconds", round(limit)))]
    if task.latest is not None:
        latest = task.latest
        facts = [*map(say, search_told(latest.best, latest.bound, latest.gap, goal)), *facts]
    with st.container(border=True):
        left, right = st.columns([5, 1], vertical_alignment="center")
        share = 1 - task.latest.gap if task.latest is not None and math.isfinite(task.latest.gap) else 0.0
        left.progress(min(max(share, seconds / limit if limit else 0.0, 0.02), 1.0), text=literal(" · ".join(facts)))
        right.button(t("Stopping …") if task.stopped else t("Stop"), key=f"stop {key}", icon=":material/stop_circle:",
                     on_click=task.stop, disabled=task.stopped, width="stretch")  # fmt: skip
