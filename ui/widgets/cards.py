"""The four numbers under the answer."""

from __future__ import annotations

import numpy as np
import streamlit as st

from balance.assess import NO, UNKNOWN, YES
from balance.numbers import amount, decimal
from balance.sentences import cv_excesses, first_to_fix, stage_title
from balance.tables import part_names
from ui.text import literal, say, t, tn
from ui.view import View

__all__ = ["cards"]


def cards(view: View) -> None:
    """Schools that pass per stage, CVs within their limits, and what to mend first."""
    drawn = [*_stage_cards(view), _cv_card(view), _first_card(view)]
    for column, (label, value, note) in zip(st.columns(len(drawn), gap="small"), drawn, strict=True):
        column.metric(
            literal(label), literal(value), delta=literal(note) or None, delta_color="off", delta_arrow="off", border=True,
            height="stretch",
        )  # fmt: skip


def _stage_cards(view: View) -> list[tuple[str, str, str]]:
    found = []
    for stage in view.stages:
        passes = view.assessment.passes[view.assessment.rows_of(view.place, stage)]
        failing, open_ = int((passes == NO).sum()), int((passes == UNKNOWN).sum())
        title = t("{stage} schools that pass", stage=stage_title(stage))
        if open_ == len(passes):
            found.append((title, "—", t("cannot be judged")))
            continue
        notes = [tn("{n} falls short", "{n} fall short", failing)] if failing else []
        notes += [tn("{n} open", "{n} open", open_)] if open_ else []
        found.append((title, f"{int((passes == YES).sum())} / {len(passes)}", t("{notes}", notes=notes)))
    return found


def _cv_card(view: View) -> tuple[str, str, str]:
    assessment, standard = view.assessment, view.standard
    groups = [assessment.group_of(view.place, stage) for stage in view.stages]
    if standard.balance_rule is None:
        return t("CVs within the limit"), "—", t("no limit in this standard")
    if standard.balance_rule.kind == "mean_of_cvs":
        shown = [decimal(float(assessment.composite[g]), standard.precision.cv) for g in groups]
        limits = [f"{standard.limit(stage):.2f}" for stage in view.stages]
        return t("Composite CV"), " · ".join(shown), t("limits {limits}", limits=limits)
    inside = np.concatenate([assessment.within[g] for g in groups])
    over = cv_excesses(assessment, view.place)
    note = ""
    if over:
        note = tn("{n} over its limit", "{n} over their limit", len(over))
    elif (inside == UNKNOWN).any():
        note = tn("{n} open", "{n} open", int((inside == UNKNOWN).sum()))
    return t("CVs within the limit"), f"{int((inside == YES).sum())} / {len(inside)}", note


def _first_card(view: View) -> tuple[str, str, str]:
    first = first_to_fix(view.assessment, view.place)
    if first is None:
        return t("Mend first"), "—", t("nothing falls short")
    row, k = first
    indicator = view.indicator(k)
    missing = say(amount(float(view.shortfall.to_bound[row, k]), indicator.unit, indicator.whole))
    return t("Mend first: {what}", what=indicator.short), missing, str(part_names(view.assessment)[row])
