"""The plan page: the answer, what was asked, who gets what."""

from __future__ import annotations

import streamlit as st

from balance.plan.goal import Plan
from balance.plan.sentences import goal_told, outcome_told, plan_headline, proof
from balance.sentences import headline
from ui import drafts, goals
from ui.charts.plan_tiles import plan_tiles
from ui.planning import Question, Result, asked, look_for, question, result, small
from ui.rows_of_plan import tile_rows
from ui.solving import Task
from ui.text import literal, say, t
from ui.view import View, palette
from ui.widgets.answer import answer
from ui.widgets.drawn import drawn
from ui.widgets.plan_budget import plan_budget
from ui.widgets.plan_cards import plan_cards
from ui.widgets.plan_details import plan_details
from ui.widgets.plan_form import plan_form
from ui.widgets.plan_keep import plan_keep
from ui.widgets.plan_progress import progress

__all__ = ["plan_desk"]

_BLINK = 0.8  # seconds: a search that ends within them shows at once


def plan_desk(view: View) -> None:
    """Draw it."""
    about = question(view)
    nothing = not (about.goal.reach or about.goal.cv)
    task = None if nothing else asked(about)
    if task is None and not nothing and small(view):
        task = look_for(about)
        task.wait(_BLINK)
    plan = task.result if task is not None and task.finished else None
    found = result(about, plan) if plan is not None else None
    _head(about, task, plan, found)
    if found is not None and found.scenario.actions:
        plan_cards(view, found)
    left, right = st.columns([2, 3], gap="small")
    with left, st.container(border=True, height="stretch"):
        plan_form(view)
        done = task is not None and not (task.finished and plan is None)
        if not nothing and (not done or (plan is not None and plan.status == "feasible")):
            again = t("Search again") if done else t("Find the cheapest plan")
            st.button(again, key="plan find", type="secondary" if done else "primary", icon=":material/savings:", width="stretch",
                      on_click=look_for, args=(about,))  # fmt: skip
        if found is not None and found.scenario.actions:
            plan_keep(about, found)
    with right, st.container(border=True, height="stretch"):
        _tiles(about, found)
    if found is not None and found.scenario.actions:
        plan_details(about, found)
    elif plan is not None and found is None:
        plan_budget(about)


def _head(about: Question, task: Task[Plan] | None, plan: Plan | None, found: Result | None) -> None:
    """The answer as far as there is one."""
    view, goal = about.view, about.goal
    if not (goal.reach or goal.cv):
        answer(t("Choose what the plan should reach"), say(headline(view.assessment, view.place)))
    elif task is None:
        answer(say(headline(view.assessment, view.place)), t("The cheapest plan can be looked for: {goal}.",
                                                             goal=goal_told(goal, view.standard)))  # fmt: skip
    elif not task.finished:
        answer(t("Looking for the cheapest plan: {goal}", goal=outcome_told(goal, view.standard)),
               say(headline(view.assessment, view.place)))  # fmt: skip
        progress(task, goal, goals.seconds(), "plan")
    elif task.wrong is not None:
        answer(t("No plan: {why}", why=task.wrong.message), t("Choose another goal, or another standard at the left."))
    elif plan is None:
        why = t("The search was stopped before a plan was found") if task.stopped else t("The search broke off")
        answer(why, t("Start it again, or change what is asked."))
    else:
        _told(about, plan, found)


def _told(about: Question, plan: Plan, found: Result | None) -> None:
    view = about.view
    passes = found.after.verdict(view.place) if found else None
    helped = len({entry.school for entry in found.given if entry.amount > 0}) if found else 0
    title = say(plan_headline(plan, about.goal, view.standard, helped, passes))
    if found is None:
        gives = [say(entry) for entry in plan.gives]
        answer(title, t("What would have to give:") if gives else t("Allow more, or ask for less."))
        if gives:
            st.markdown("\n".join(f"- {literal(line)}" for line in gives))
        return
    words = {True: t("passes"), False: t("does not pass"), None: t("cannot be judged")}
    verdicts = [words[entry.verdict(view.place)] for entry in (view.assessment, found.after)]
    facts = [say(proof(plan, about.goal))]
    if verdicts[0] == verdicts[1]:
        facts.append(t("the verdict stays: {verdict}", verdict=verdicts[1]))
    else:
        facts.append(t("Verdict: {before} → {after}", before=verdicts[0], after=verdicts[1]))
    if about.goal.indicators:
        counted = [entry.short for entry in view.standard.indicators if entry.id in about.goal.indicators]
        facts.append(t("indicators that count: {indicators}", indicators=counted))
    if about.prices.horizon_years > 1:
        facts.append(t("yearly costs counted for {years} years", years=str(about.prices.horizon_years)))
    if not drafts.own_prices():
        facts.append(t("assumed prices"))
    answer(title, " · ".join(facts))


def _tiles(about: Question, found: Result | None) -> None:
    """Every school, town by town, and what it gets."""
    frame = tile_rows(about, found)
    if frame.empty:
        return
    words = {"gets": t("gets something"), "gives": t("gives"), "both": t("gives and gets"), "short": t("falls short"),
             "none": t("unchanged") if found else t("others"), "out": t("left out")}  # fmt: skip
    st.markdown(f"**{t('Who gets what: the deeper, the dearer')}**" if found is not None else f"**{t('The schools today')}**")
    drawn(plan_tiles(frame, words=words, p=palette()), key="plan tiles", say=t("Who gets what, school by school"))
