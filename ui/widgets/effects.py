"""What the scenario does: coefficients before and after, every school, what each action did, what changed and why."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from balance.assess import NO, UNKNOWN, YES, Assessment
from balance.columns import STAGES_JUDGED
from balance.scenario.compare import Change, rows_after
from balance.sentences import stage_title
from balance.tables import part_names
from ui import state
from ui.charts.before_after import before_after
from ui.charts.printing import ceiling
from ui.charts.school_strip import school_strip
from ui.palette import SHAPES
from ui.rows import before_after_rows, status_words, strip_rows, unit_title, with_unit
from ui.text import literal, say, t, tn
from ui.view import View, palette
from ui.widgets.drawn import clicked_chart, drawn, gathered_chart
from ui.widgets.gathered import gathered
from ui.widgets.table import short_table, shown_table

__all__ = ["changed_values", "coefficients", "schools_chart", "turned"]

_GATHERING = "gather schools"
_FEW = 12  # rows that are shown plain


def coefficients(view: View, after: Assessment) -> None:
    """The CVs of the stage, before and after, against their limit."""
    frame = before_after_rows(view, after)
    if frame.empty:
        return
    st.markdown(f"**{literal(t('{stage}: CV, now and with the scenario', stage=stage_title(view.stage)))}**")
    was = view.assessment.dispersion.cv[view.group]
    limit = view.standard.cv_limit(view.stage) or 0.0
    top = ceiling(max(float(np.nanmax(np.append(was, 0.0))) * 1.2, limit * 1.3, 0.1))
    drawn(
        before_after(
            frame, before_word=t("now"), after_word=t("with the scenario"), limit_word=t("Limit"),
            axis_range=(0.0, top), p=palette(),
        ),
        key="before after", say=t("Coefficients of variation before and after"),
    )  # fmt: skip


def schools_chart(view: View, after: Assessment, chosen: str, k: int) -> None:
    """Every school of the stage before and after; a click brings one to the levers, a line around several offers actions."""
    indicator, rule = view.indicator(k), view.standard.school_rule
    bound = indicator.bound(view.stage)
    # only where asked: a chart that can be drawn upon takes the browser longer, and does not scroll under a finger
    gathering = bool(state.chosen(_GATHERING))
    chart = school_strip(
        strip_rows(view, after, view.rows, k), bound=bound, bound_word=t("Bound"),
        tolerated=bound * rule.share if bound and rule else None, value_title=unit_title(indicator),
        selected=chosen, gathering=gathering, p=palette(),
    )  # fmt: skip
    about = {"say": t("{indicator} of every school", indicator=indicator.title), "key": f"strip {view.stage} {indicator.id}"}
    if gathering:
        picked = gathered_chart(chart, key=f"{about['key']} gathering", say=about["say"])
    else:
        picked = [label for label in [clicked_chart(chart, **about)] if label]
    st.toggle(t("Draw around several schools to act on all of them"), key=_GATHERING, persist_state="session")
    if len(picked) > 1:
        gathered(view, picked, k)
        return
    st.caption(t("Click a school to work on it."))
    if picked and state.newly("strip clicked", picked[0]):
        state.note_pick(view.stage, picked[0])
        st.rerun(scope="fragment")


def turned(view: View, after: Assessment, found: list[Change]) -> None:
    """The schools that pass now and did not, or no longer do, and which values did it."""
    answers = {YES: f"{SHAPES['met']} {t('passes')}", NO: f"{SHAPES['short']} {t('falls short')}",
               UNKNOWN: f"{SHAPES['absent']} {t('cannot be judged')}"}  # fmt: skip
    before, later = view.assessment, rows_after(view.assessment, after)
    names, entries = part_names(before), []
    codes, places = before.county.words("school_code"), before.county.words("county")
    for row in before.rows_of_county(view.place).tolist():
        now = int(later[row])
        if now < 0 or before.passes[row] == after.passes[now]:
            continue
        school, stage = before.parts.school[row], STAGES_JUDGED[before.parts.stage[row]]
        why = [c for c in found if (c.county, c.code, c.stage) == (places[school], codes[school], stage)
               and c.status_before != c.status_after]  # fmt: skip
        entries.append({
            t("School"): str(names[row]), t("Stage"): say(stage_title(stage)),
            t("Before"): answers[int(before.passes[row])], t("After"): answers[int(after.passes[now])],
            t("Because of"): say_list([_told(view, change) for change in why]),
        })  # fmt: skip
    if entries:
        st.subheader(tn("{n} school changes its verdict", "{n} schools change their verdict", len(entries)), anchor=False)
        _table(pd.DataFrame(entries), t("verdicts"))


def say_list(parts: list[str]) -> str:
    """Several things in one cell."""
    return t("{parts}", parts=parts) if parts else "—"


def _told(view: View, change: Change) -> str:
    indicator = view.indicator(change.indicator)
    return t("{indicator} {before} → {after}", indicator=indicator.short, before=with_unit(indicator, change.before),
             after=with_unit(indicator, change.after))  # fmt: skip


def changed_values(view: View, found: list[Change]) -> None:
    """Every value that changed, those whose status changed first."""
    if not found:
        return
    words = {**status_words(view), "": t("no longer there")}
    shown = sorted(found, key=lambda c: c.status_before == c.status_after)
    entries = [
        {
            t("School"): c.school,
            t("Stage"): say(stage_title(c.stage)),
            t("Indicator"): say(view.indicator(c.indicator).short),
            t("Before"): with_unit(view.indicator(c.indicator), c.before),
            t("After"): with_unit(view.indicator(c.indicator), c.after),
            t("Status before"): _status(c.status_before, words, t("new")),
            t("Status after"): _status(c.status_after, words, t("no longer there")),
        }
        for c in shown
    ]
    changed = sum(c.status_before != c.status_after for c in found)
    st.subheader(tn("{n} value changed its status", "{n} values changed their status", changed), anchor=False)
    _table(pd.DataFrame(entries), t("changes"))


def _status(status: str, words: dict[str, str], otherwise: str) -> str:
    return f"{SHAPES[status]} {words[status]}" if status else otherwise


def _table(table: pd.DataFrame, name: str) -> None:
    if len(table) <= _FEW:
        short_table(table, name)
    else:
        shown_table(table, name, say=name)
