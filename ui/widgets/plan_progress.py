"""How far a search is, and the button that stops it."""

from __future__ import annotations

import math

import streamlit as st

from balance.plan.goal import Goal
from balance.plan.sentences import search_told
from ui.solving import Task
from ui.text import literal, say, t, tn

__all__ = ["progress", "waiting"]

_AGAIN = 0.5  # seconds between two looks


def progress(task: Task[object], goal: Goal, limit: float, key: str) -> None:
    """Best, bound, gap and seconds, again and again until the search ends; then the page is drawn with what was found."""
    st.fragment(_shown, run_every=_AGAIN)(task, goal, limit, key)


def waiting(task: Task[object]) -> None:
    """For work that tells nothing on its way and ends by itself: for how long it has been going on."""
    st.fragment(_waited, run_every=_AGAIN)(task)


def _waited(task: Task[object]) -> None:
    if task.finished:
        st.rerun()
    st.caption(t("At work for {spent} …", spent=_seconds(task.seconds)))


def _seconds(seconds: float) -> str:
    return tn("{n} second", "{n} seconds", int(seconds))


def _shown(task: Task[object], goal: Goal, limit: float, key: str) -> None:
    if task.finished:
        st.rerun()
    latest, share = task.latest, task.seconds / limit
    facts = [t("{spent} of {limit} at most", spent=_seconds(task.seconds), limit=_seconds(limit))]
    if latest is not None:
        facts = [*map(say, search_told(latest.best, latest.bound, latest.gap, goal)), *facts]
        share = max(share, 1 - latest.gap) if math.isfinite(latest.gap) else share
    with st.container(border=True):
        left, right = st.columns([5, 1], vertical_alignment="center")
        left.progress(min(max(share, 0.02), 1.0), text=literal(" · ".join(facts)))
        right.button(t("Stopping …") if task.stopped else t("Stop"), key=f"stop {key}", icon=":material/stop_circle:",
                     on_click=task.stop, disabled=task.stopped, width="stretch")  # fmt: skip
