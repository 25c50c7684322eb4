"""The four numbers of a plan: cost once and a year, schools that pass, coefficients within their limits."""

from __future__ import annotations

import numpy as np
import streamlit as st

from balance.assess import YES, Assessment
from balance.numbers import money
from ui.charts.printing import ems
from ui.planning import Result
from ui.text import literal, say, t
from ui.view import View

__all__ = ["plan_cards"]

_WIDE = 6.0  # ems that a card's value has room for


def plan_cards(view: View, found: Result) -> None:
    """Draw them."""
    before, after = view.assessment, found.after
    parts = len(before.rows_of_county(view.place))
    passing = [int((a.passes[a.rows_of_county(view.place)] == YES).sum()) for a in (before, after)]
    drawn = [
        (t("Cost, once"), *_money(found.applied.once)),
        (t("Cost, a year"), *_money(found.applied.yearly)),
        (t("School parts that pass"), f"{passing[1]} / {parts}", t("{n} today", n=passing[0])),
    ]
    if view.standard.cv_limit(view.stage) is not None:
        inside = [_inside(a, view.place) for a in (before, after)]
        drawn.append((t("CVs within the limit"), f"{inside[1][0]} / {inside[1][1]}", t("{n} today", n=inside[0][0])))
    for column, (label, value, note) in zip(st.columns(len(drawn), gap="small"), drawn, strict=True):
        column.metric(literal(label), literal(value), delta=literal(note) or None, delta_color="off", delta_arrow="off",
                      border=True, height="stretch")  # fmt: skip


def _inside(assessment: Assessment, place: str) -> tuple[int, int]:
    within = np.concatenate([assessment.within[group] for group in assessment.groups_of(place)])
    return int((within == YES).sum()), len(within)


def _money(yuan: float) -> tuple[str, str]:
    """A sum as a card shows it; where it is too long for one, its unit stands below the figure."""
    told = say(money(yuan))
    figure, _, unit = told.partition(" ")
    return (told, "") if ems(told) <= _WIDE else (figure, unit)
