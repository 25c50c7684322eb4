"""One school, one indicator: the card, and the sorted bars."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from balance.assess import NO, UNKNOWN
from balance.bounds import STATUSES
from balance.numbers import amount, decimal, percent
from balance.requirements import ceilings, needs
from balance.sentences import stage_title
from balance.shortfall import school_needs
from balance.tables import part_names
from ui import state
from ui.charts.shortfall_bars import shortfall_bars
from ui.palette import SHAPES
from ui.rows import shortfall_rows, status_words, unit_title
from ui.text import literal, say, t, tn
from ui.view import View, palette
from ui.widgets.drawn import drawn

__all__ = ["bars_of_indicator", "card_of_school", "schools_sentence"]


def schools_sentence(view: View, rows: NDArray[np.intp]) -> tuple[str, str]:
    """How many of the schools shown fall short, and which is worst."""
    if not len(rows):
        return t("No school in the places chosen"), ""
    passes, stage = view.assessment.passes[rows], stage_title(view.stage)
    failing = int((passes == NO).sum())
    if (passes == UNKNOWN).all():
        return tn("{n} {stage} school; none can be judged", "{n} {stage} schools; none can be judged",
                  len(rows), stage=stage), ""  # fmt: skip
    if not failing:
        return tn("All {n} {stage} schools meet the standard", "All {n} {stage} schools meet the standard",
                  len(rows), stage=stage), ""  # fmt: skip
    names = list(part_names(view.assessment)[rows[passes == NO]])
    more = t("Furthest below first: {schools}", schools=names[:8])
    return tn("{n} of {total} {stage} schools falls short", "{n} of {total} {stage} schools fall short",
              failing, total=len(rows), stage=stage), more  # fmt: skip


def card_of_school(view: View, rows: NDArray[np.intp], clicked: str | None) -> None:
    """One school's values against its bounds, with what it lacks; picked from the list or by a click."""
    names = part_names(view.assessment)
    offered = list(names[rows])
    key = f"school {view.stage}"
    if clicked in offered and state.newly(f"clicked {key}", clicked):
        state.choose(key, clicked)
    picked = st.selectbox(t("School"), offered, key=key, persist_state="session")
    row = int(rows[offered.index(picked)]) if picked in offered else int(rows[0])
    assessment, words = view.assessment, status_words(view)
    school = int(assessment.parts.school[row])
    st.caption(literal(_who(view, row)))
    entries = []
    for k, indicator in enumerate(view.standard.indicators):
        status = STATUSES[assessment.status[row, k]]
        missing = float(view.shortfall.to_bound[row, k])
        quantity = amount(missing, indicator.unit, indicator.whole)
        lacks = t("lacks {quantity}", quantity=quantity) if missing > 0 else words[status]
        entries.append(
            {
                t("Indicator"): say(indicator.short),
                t("Status"): f"{SHAPES[status]} {lacks}" + (" ≈" if assessment.borderline[row, k] else ""),
                t("Has / bound"): f"{decimal(float(assessment.value[row, k]), indicator.decimals)} / "
                f"{decimal(float(assessment.bound[row, k]), indicator.decimals)}",
            }
        )
    st.dataframe(pd.DataFrame(entries), hide_index=True, alt=t("Values of {school}", school=names[row]))
    for need in school_needs(assessment):
        if need.school == school:
            indicator = view.indicator(need.indicator)
            st.markdown(
                literal(
                    t(
                        "For both its stages to reach the bound of {indicator}, the school as a whole needs {quantity}.",
                        indicator=indicator.short,
                        quantity=amount(need.to_bound, indicator.unit, indicator.whole),
                    )
                )
            )
    for line in _rooms(view, school):
        st.markdown(f"- {literal(line)}")


def _who(view: View, row: int) -> str:
    assessment = view.assessment
    parts = assessment.parts
    facts = [t("{n} pupils", n=decimal(float(parts.pupils[row]), 0))]
    if parts.combined[row]:
        share = percent(float(parts.share[row]))
        facts.append(t("combined school; this part's share of what it shares: {share}", share=share))
    town = str(assessment.county.words("town")[parts.school[row]])
    return " · ".join([*([town] if town else []), *facts])


def _rooms(view: View, school: int) -> list[str]:
    """What the school has too little of by its classes, and where it is too large."""
    county, lines = view.assessment.county, []
    for need in needs(county, view.standard):
        if need.short[school] > 0:
            lines.append(
                t("{what}: has {has}, must have {required}", what=need.title, has=decimal(float(need.has[school]), 0),
                  required=decimal(float(need.required[school]), 0))
            )  # fmt: skip
    for excess in ceilings(county, view.standard):
        if excess.over[school] > 0:
            lines.append(
                t("{what}: {figure}, over {limit}", what=excess.ceiling.title,
                  figure=decimal(float(excess.figure[school]), 0), limit=decimal(float(excess.limit[school]), 0))
            )  # fmt: skip
    return lines


def bars_of_indicator(view: View, rows: NDArray[np.intp]) -> None:
    """Every school's value of one indicator, the shortest first, with lines at the bound and what is tolerated."""
    bounded = [k for k, indicator in enumerate(view.standard.indicators) if indicator.bounds.get(view.stage)]
    short = {k: int((view.assessment.ratio[rows, k] < 1).sum()) for k in bounded}
    k = st.pills(
        t("Indicator"), bounded, default=max(bounded, key=lambda i: short[i]), required=True,
        key=f"schools indicator {view.standard.id} {view.stage}", persist_state="session",
        format_func=lambda i: f"{say(view.indicator(i).short)} ({short[i]})",
    )  # fmt: skip
    indicator, frame = view.indicator(k), shortfall_rows(view, rows, k)
    below = frame["status"] != "met"
    everyone = st.toggle(t("Show those that reach it too"), key="all bars", persist_state="session")
    kept = frame if everyone else frame[below]
    hidden = len(frame) - len(kept)
    if hidden:
        st.caption(tn("{n} school reaches the bound and is folded away", "{n} schools reach the bound and are folded away",
                      hidden))  # fmt: skip
    if kept.empty:
        return
    rule = view.standard.school_rule
    share = rule.share if rule else 1.0
    drawn(
        shortfall_bars(
            kept, bound=indicator.bounds[view.stage], tolerated_share=share, bound_word=t("Bound"),
            tolerated_word=percent(share, 0), value_title=unit_title(indicator), p=palette(),
        ),
        key="shortfall bars",
        say=t("{n} schools below the bound of {indicator}", n=short[k], indicator=indicator.title),
    )  # fmt: skip
