"""The what-if workbench: a stack of actions and what they do together, judged while a control moves."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import streamlit as st

from balance.assess import NO, Assessment, assess
from balance.errors import RefusedAction
from balance.numbers import money
from balance.scenario import checks
from balance.scenario.actions import Action, Scenario
from balance.scenario.apply import Applied, apply
from balance.scenario.compare import changes
from balance.scenario.told import told
from balance.sentences import failures, what_if_headline
from balance.words import Message, msg, msgn
from ui import drafts, state
from ui.keeping import keep
from ui.text import literal, say, t, tn
from ui.view import View
from ui.widgets.answer import answer
from ui.widgets.closer import closer_look
from ui.widgets.effects import changed_values, coefficients, schools_chart, turned
from ui.widgets.filters import indicator_chosen
from ui.widgets.levers import levers, school_key, schools_in_need, take_clicked_school
from ui.widgets.quick import PANEL, new_action, quick_actions
from ui.widgets.scenario_files import scenario_files
from ui.widgets.stack import stack

__all__ = ["judged", "workbench"]

_BREATH = 0.012  # seconds; the server's loop sends what has gathered about every hundredth of a second
_FEW = 4  # warnings shown without being asked for


@st.fragment
def workbench(view: View) -> None:
    """Sentence and figures first, what is done beside the coefficients, the schools below, then what changed."""
    scenario = drafts.scenario()
    with st.container():
        applied, refused = judged(view, scenario)
        after = assess(applied.county, view.standard) if applied.county is not view.county else view.assessment
    answer(say(_headline(view, after, scenario)), _effect(view, after, applied))
    # always there, even empty: what comes and goes above the levers would take the focus from them
    with st.container():
        _said(refused, [*applied.warnings, *checks.warnings(view.assessment, after)] if scenario.actions else [])
    left, right = st.columns([2, 3], gap="small")
    offered = schools_in_need(view)
    take_clicked_school(view, offered)
    # the pictures are sent before the levers, which have not changed
    k: int | None = None
    with right:
        with st.container(border=True):
            coefficients(view, after)
        with st.container(border=True):
            k = indicator_chosen(view, "what-if indicator")
            if k is not None:
                schools_chart(view, after, state.chosen(school_key(view)) or next(iter(offered)), k)
    # the same for the charts, before the rest
    time.sleep(_BREATH)
    with left:
        _desk(view, applied, refused, offered, k if k is not None else 0)
    if k is not None:
        closer_look(view, replace(scenario, actions=_doable(scenario, refused)), after, k)
    if scenario.actions:
        found = changes(view.assessment, after)
        turned(view, after, found)
        changed_values(view, found)
    keep()
    scenario_files(view)


def judged(view: View, scenario: Scenario) -> tuple[Applied, dict[int, str]]:
    """The county after the scenario, and which actions cannot be done and why: they are passed over, not lost."""
    actions, refused = list(scenario.actions), {}
    while True:
        try:
            return apply(view.county, replace(scenario, actions=tuple(actions)), drafts.prices(), view.standard), refused
        except RefusedAction as wrong:
            at = wrong.number - 1
            refused[at] = say(wrong.message)
            actions[at] = replace(actions[at], on=False)


def _doable(scenario: Scenario, refused: dict[int, str]) -> tuple[Action, ...]:
    return tuple(replace(action, on=False) if at in refused else action for at, action in enumerate(scenario.actions))


def _said(refused: dict[int, str], warnings: list[Message]) -> None:
    for why in refused.values():
        st.error(literal(why), icon=":material/error:")
    if warnings:
        lines = [literal(say(warning)) for warning in warnings]
        st.warning("  \n".join(lines[:_FEW]), icon=":material/warning:")
        if len(lines) > _FEW:
            with st.expander(tn("{n} more note", "{n} more notes", len(lines) - _FEW)):
                st.markdown("\n".join(f"- {line}" for line in lines[_FEW:]))


def _desk(view: View, applied: Applied, refused: dict[int, str], offered: dict[str, int], k: int) -> None:
    """The left side: levers of one school, the stack of actions, or the quick actions; undo and redo below."""
    words = {"levers": t("One school"), "actions": t("Actions ({n})", n=len(drafts.scenario().actions)), "quick": t("Quick")}
    if state.chosen(PANEL) not in words:
        state.choose(PANEL, "levers")
    with st.container(border=True):
        panel = st.segmented_control(
            t("Work with"), list(words), required=True, key=PANEL, format_func=words.__getitem__,
            label_visibility="collapsed", persist_state="session", width="stretch",
        )  # fmt: skip
        if panel == "levers":
            levers(view, offered)
        elif panel == "actions":
            new_action(view, k)
            stack(view, applied, refused)
        else:
            quick_actions(view, k)
        past, future = drafts.steps()
        undo, redo, reset = st.columns(3)
        undo.button(t("Undo"), key="undo", icon=":material/undo:", on_click=drafts.undo, disabled=not past, width="stretch")
        redo.button(t("Redo"), key="redo", icon=":material/redo:", on_click=drafts.redo, disabled=not future, width="stretch")
        reset.button(t("Reset"), key="reset", icon=":material/restart_alt:", on_click=drafts.reset,
                     disabled=not drafts.scenario().actions, width="stretch")  # fmt: skip


def _headline(view: View, after: Assessment, scenario: Scenario) -> Message:
    active = [action for action in scenario.actions if action.on]
    if not active:
        return msg("Give a school what it lacks and see what it does to the county")
    if len(active) == 1:
        done = told(active[0], view.county, drafts.prices(), view.standard)
    else:
        done = msgn("With {n} action", "With {n} actions", len(active))
    return what_if_headline(view.assessment, after, view.place, view.stage, _moved_most(view, after), done)


def _moved_most(view: View, after: Assessment) -> int:
    """The indicator whose CV crossed its limit, else the one whose CV moved most."""
    before, group, later = view.assessment, view.group, after.group_of(view.place, view.stage)
    moved = np.abs(after.dispersion.cv[later] - before.dispersion.cv[group])
    crossed = (after.within[later] != before.within[group]) * 10.0
    return int(np.argmax(np.nan_to_num(moved, nan=-1.0) + crossed))


def _effect(view: View, after: Assessment, applied: Applied) -> str:
    """The verdict and the schools falling short before and after, and the cost."""
    both = (view.assessment, after)
    words = {True: t("passes"), False: t("does not pass"), None: t("cannot be judged")}
    verdicts = [words[a.verdict(view.place)] for a in both]
    points = [len(failures(a, view.place)) for a in both]
    facts = [t("Verdict: {before} → {after}", before=verdicts[0], after=verdicts[1])]
    facts.append(t("points open: {before} → {after}", before=points[0], after=points[1]))
    failing = [int((a.passes[a.rows_of_county(view.place)] == NO).sum()) for a in both]
    facts.append(t("school parts falling short: {before} → {after}", before=failing[0], after=failing[1]))
    if applied.once:
        facts.append(t("{cost} once", cost=money(applied.once)))
    if applied.yearly:
        facts.append(t("{cost} a year", cost=money(applied.yearly)))
    if (applied.once or applied.yearly) and not drafts.own_prices():
        facts.append(t("assumed prices"))
    facts += [say(entry) for entry in applied.unpriced]
    return " · ".join(facts)
