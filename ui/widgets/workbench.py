"""The what-if workbench: levers of one school, and what they do, judged while they move."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
import streamlit as st

from balance.assess import NO, Assessment, assess
from balance.errors import RefusedAction
from balance.numbers import decimal, money
from balance.pricelist import load_prices
from balance.scenario.actions import Scenario
from balance.scenario.apply import Applied, apply
from balance.scenario.compare import changes, worse
from balance.scenario.file import dump_scenario
from balance.sentences import stage_title, what_if_headline
from balance.words import Message, msg, msgn
from ui import state
from ui.charts.before_after import before_after
from ui.charts.printing import ceiling
from ui.charts.school_strip import school_strip
from ui.keeping import keep
from ui.palette import SHAPES
from ui.rows import before_after_rows, status_words, strip_rows, unit_title, with_unit
from ui.text import literal, say, t, tn
from ui.view import View, palette
from ui.widgets.answer import answer
from ui.widgets.drawn import clicked_chart, drawn
from ui.widgets.filters import indicator_chosen
from ui.widgets.levers import additions_scenario, levers, school_key, schools_in_need, take_clicked_school
from ui.widgets.table import short_table, shown_table

__all__ = ["workbench"]

_FEW = 12  # rows that are shown plain
_BREATH = 0.012  # seconds; the server's loop sends what has gathered about every hundredth of a second


@st.fragment
def workbench(view: View) -> None:
    """Sentence and figures first, levers beside the coefficients, the schools below, then what changed."""
    scenario = additions_scenario(view)
    with st.container():
        applied, after = _judged(view, scenario)
    answer(say(_headline(view, after, scenario)), _effect(view, after, applied))
    # let the server send the sentence before the charts keep this process busy
    time.sleep(_BREATH)
    # always there, even empty: what comes and goes above the levers would take the focus from them
    with st.container():
        warnings = [*applied.warnings, *(entry.message for entry in worse(view.assessment, after))]
        if warnings:
            st.warning("  \n".join(literal(say(warning)) for warning in warnings), icon=":material/warning:")
    left, right = st.columns([2, 3], gap="small")
    offered = schools_in_need(view)
    take_clicked_school(view, offered)
    # the pictures are sent before the levers, which have not changed
    with right:
        with st.container(border=True):
            _coefficients(view, after)
        with st.container(border=True):
            _schools(view, after, state.chosen(school_key(view)) or next(iter(offered)))
    with left, st.container(border=True):
        levers(view, offered)
    _changed(view, after)
    keep()
    if scenario.actions:
        st.download_button(
            t("Download as a scenario file"), dump_scenario(scenario), file_name=t("scenario.json"),
            icon=":material/download:", on_click="ignore",
        )  # fmt: skip


def _judged(view: View, scenario: Scenario) -> tuple[Applied, Assessment]:
    try:
        applied = apply(view.county, scenario, load_prices())
    except RefusedAction as refused:
        st.error(literal(say(refused.message)), icon=":material/error:")
        applied = apply(view.county, Scenario(), load_prices())
    return applied, (assess(applied.county, view.standard) if scenario.actions else view.assessment)


def _headline(view: View, after: Assessment, scenario: Scenario) -> Message:
    if not scenario.actions:
        return msg("Give a school what it lacks and see what it does to the county")
    k = _moved_most(view, after)
    names, codes = view.county.words("school"), view.county.words("school_code")
    bundles = load_prices().bundles
    if len(scenario.actions) == 1:
        action = scenario.actions[0]
        school = str(names[codes == action.school][0])
        what = bundles[action.resource].title
        done = msg("{school} + {amount} {what}", school=school, amount=decimal(action.amount, 0), what=what)
    else:
        done = msgn("With {n} addition", "With {n} additions", len(scenario.actions))
    return what_if_headline(view.assessment, after, view.place, view.stage, k, done)


def _moved_most(view: View, after: Assessment) -> int:
    """The indicator whose CV crossed its limit, else the one whose CV moved most."""
    before, group = view.assessment, view.group
    moved = np.abs(after.dispersion.cv[group] - before.dispersion.cv[group])
    crossed = (after.within[group] != before.within[group]) * 10.0
    return int(np.argmax(np.nan_to_num(moved, nan=-1.0) + crossed))


def _effect(view: View, after: Assessment, applied: Applied) -> str:
    """Schools falling short before and after, and the cost."""
    failing = [int((a.passes[a.rows_of_county(view.place)] == NO).sum()) for a in (view.assessment, after)]
    facts = [t("School parts falling short: {before} → {after}", before=failing[0], after=failing[1])]
    if applied.once:
        facts.append(t("{cost} once", cost=money(applied.once)))
    if applied.yearly:
        facts.append(t("{cost} a year", cost=money(applied.yearly)))
    if applied.once or applied.yearly:
        facts.append(t("assumed prices"))
    return " · ".join(facts)


def _coefficients(view: View, after: Assessment) -> None:
    frame = before_after_rows(view, after)
    if frame.empty:
        return
    st.markdown(f"**{literal(t('{stage}: CV, now and with the additions', stage=stage_title(view.stage)))}**")
    was = view.assessment.dispersion.cv[view.group]
    limit = view.standard.cv_limit(view.stage) or 0.0
    top = ceiling(max(float(np.nanmax(np.append(was, 0.0))) * 1.2, limit * 1.3, 0.1))
    drawn(
        before_after(
            frame, before_word=t("now"), after_word=t("with the additions"), limit_word=t("Limit"),
            axis_range=(0.0, top), p=palette(),
        ),
        key="before after", say=t("Coefficients of variation before and after"),
    )  # fmt: skip


def _schools(view: View, after: Assessment, chosen: str) -> None:
    k = indicator_chosen(view, "what-if indicator")
    if k is None:
        return
    indicator, rule = view.indicator(k), view.standard.school_rule
    bound = indicator.bound(view.stage)
    clicked = clicked_chart(
        school_strip(
            strip_rows(view, after, view.rows, k), bound=bound, bound_word=t("Bound"),
            tolerated=bound * rule.share if bound and rule else None, value_title=unit_title(indicator),
            selected=chosen, p=palette(),
        ),
        key=f"strip {view.stage} {indicator.id}", say=t("{indicator} of every school", indicator=indicator.title),
    )  # fmt: skip
    st.caption(t("Click a school to work on it."))
    if clicked and state.newly("strip clicked", clicked):
        state.note_pick(view.stage, clicked)
        st.rerun(scope="fragment")


def _changed(view: View, after: Assessment) -> None:
    """Every value that changed, those whose status changed first."""
    found = changes(view.assessment, after)
    if not found:
        return
    words = status_words(view)
    shown = sorted(found, key=lambda c: c.status_before == c.status_after)
    entries = [
        {
            t("School"): c.school,
            t("Stage"): say(stage_title(c.stage)),
            t("Indicator"): say(view.indicator(c.indicator).short),
            t("Before"): with_unit(view.indicator(c.indicator), c.before),
            t("After"): with_unit(view.indicator(c.indicator), c.after),
            t("Status before"): f"{SHAPES[c.status_before]} {words[c.status_before]}",
            t("Status after"): f"{SHAPES[c.status_after]} {words[c.status_after]}",
        }
        for c in shown
    ]
    turned = sum(c.status_before != c.status_after for c in found)
    title = tn("{n} value changed its status", "{n} values changed their status", turned)
    st.subheader(title, anchor=False)
    table = pd.DataFrame(entries)
    if len(table) <= _FEW:
        short_table(table, t("changes"))
    else:
        shown_table(table, t("changes"), say=title)
