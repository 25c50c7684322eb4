"""Where one more does most, and how much room is left before a line breaks: ranked, exact, our own analysis."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from balance.arrivals import arriving
from balance.assess import Assessment
from balance.columns import STAGES_JUDGED
from balance.headroom import Headroom, first_break, leaving
from balance.numbers import decimal, money
from balance.pricelist import Bundle
from balance.scenario.actions import Add
from balance.sensitivity import sensitivity
from balance.sentences import stage_title
from balance.tables import part_names
from ui import drafts
from ui.rows import with_unit
from ui.text import literal, say, t
from ui.view import View
from ui.widgets.levers import usable
from ui.widgets.quick import bundle_for
from ui.widgets.schools_offered import county_word
from ui.widgets.table import short_table

__all__ = ["next_one", "room_left"]

_ROWS = 10


def next_one(view: View, after: Assessment, k: int) -> None:
    """The schools of the stage by what one more of a thing does to the CV, the best place first."""
    serving = [bundle for bundle in usable(view) if any(view.indicator(k).numerator.get(c, 0) > 0 for c in bundle.adds)]
    first = bundle_for(view, k)
    if first is None:
        st.caption(t("The price list has nothing that raises {indicator}.", indicator=view.indicator(k).short))
        return
    bundle = _thing(serving, first, "next thing")
    rows, group = after.rows_of(view.place, view.stage), after.group_of(view.place, view.stage)
    does = sensitivity(after, bundle)
    known = rows[np.isfinite(does.one_more[rows, k])]
    if not len(known):
        st.caption(t("This coefficient cannot be told: no school has a figure, or nobody has any."))
        return
    order = known[np.argsort(does.one_more[known, k], kind="stable")]
    cv, names = float(after.dispersion.cv[group, k]), part_names(after)
    best = int(order[0])
    facts = {"what": bundle.title, "school": str(names[best]), "indicator": view.indicator(k).short,
             "before": decimal(cv, 4), "after": decimal(cv + float(does.one_more[best, k]), 4)}  # fmt: skip
    lowered = does.one_more[best, k] < 0
    st.markdown(
        literal(
            t("The next {what} does most at {school}: the CV of {indicator} goes {before} → {after}.", **facts)
            if lowered
            else t("No school lowers this coefficient by one more {what}.", **facts)
        )
    )
    entries = [
        {
            t("School"): str(names[row]),
            t("Now"): with_unit(view.indicator(k), float(after.value[row, k])),
            t("One more changes the CV by"): _signed(float(does.one_more[row, k])),
            t("Slope (per one more)"): _signed(float(does.slope[row, k])),
            t("CV then"): decimal(cv + float(does.one_more[row, k]), 4),
        }
        for row in order[:_ROWS].tolist()
    ]
    short_table(pd.DataFrame(entries), t("one more"))
    if lowered:
        code = str(after.county.words("school_code")[after.parts.school[best]])
        staged = view.stage if bundle.per == "stage" else None
        st.button(
            literal(t("Give it: one {what} to {school}", what=bundle.title, school=str(names[best]))), key="give next",
            icon=":material/add:", on_click=_give, args=(Add(code, bundle.id, 1.0, staged, county_word(view)),),
        )  # fmt: skip
    st.caption(t("Exact, for one more at one school; {cost} each. This reading is our own, not the official form's.",
                 cost=money(bundle.cost)))  # fmt: skip


def room_left(view: View, after: Assessment, k: int) -> None:
    """The schools nearest a line: how many pupils may come, how many of a thing may go."""
    rows = after.rows_of(view.place, view.stage)
    first = bundle_for(view, k, to_move=True) or next(iter(usable(view)), None)
    st.markdown(f"**{literal(t('Pupils who may still arrive'))}**")
    _nearest(view, after, arriving(after), rows, t("Pupils"), t("arrivals"))
    if first is None:
        return
    st.markdown(f"**{literal(t('What may leave'))}**")
    bundle = _thing(usable(view), first, "room thing")
    _nearest(view, after, leaving(after, bundle), rows, say(bundle.title), t("departures"))
    st.caption(t("One school at a time, all else as it is. A school that keeps no line now has none to break."))


def _nearest(view: View, after: Assessment, found: Headroom, rows: np.ndarray, what: str, name: str) -> None:
    order = first_break(found, rows)
    if not len(order):
        st.caption(t("Nothing breaks, however many."))
        return
    names, tight = part_names(after), int(order[0])
    st.markdown(
        literal(
            t("{school} is nearest: {n}, then {line} breaks.", school=str(names[tight]), n=decimal(float(found.room[tight]), 0),
              line=_line(view, after, found, tight))
        )
    )  # fmt: skip
    entries = [
        {t("School"): str(names[row]), what: decimal(float(found.room[row]), 0), t("Then breaks"): _line(view, after, found, row)}
        for row in order[:_ROWS].tolist()
    ]
    short_table(pd.DataFrame(entries), name)


def _line(view: View, after: Assessment, found: Headroom, row: int) -> str:
    """The line that breaks first, in words."""
    indicator, stage = view.indicator(int(found.indicator[row])), STAGES_JUDGED[after.parts.stage[found.part[row]]]
    facts = {"indicator": indicator.short, "stage": stage_title(stage)}
    if found.limit[row]:
        return t("the county's CV limit for {indicator} ({stage})", **facts)
    return t("its bound for {indicator} ({stage})", **facts)


def _thing(offered: list[Bundle], first: Bundle, key: str) -> Bundle:
    picked = st.selectbox(
        t("What"), offered, index=offered.index(first) if first in offered else 0, key=f"{key} {first.id}",
        format_func=lambda bundle: say(bundle.title),
    )  # fmt: skip
    return picked if picked in offered else first


def _give(action: Add) -> None:
    drafts.change([*drafts.scenario().actions, action])


def _signed(change: float) -> str:
    return "—" if np.isnan(change) else f"{change:+.5f}".replace("-", "−")
