"""Which schools drive a CV, in words."""

from __future__ import annotations

import numpy as np
import streamlit as st

from balance.numbers import decimal, percent
from balance.sentences import stage_title
from balance.tables import part_names
from ui.text import literal, t
from ui.view import View

__all__ = ["influence_sentence", "school_at_mean"]


def influence_sentence(view: View, k: int) -> tuple[str, str]:
    """The CV with its limit, and the schools that make most of it."""
    assessment, drives, rows = view.assessment, view.influence, view.rows
    cv = float(assessment.dispersion.cv[view.group, k])
    limit, digits = view.standard.cv_limit(view.stage), view.standard.precision.cv
    facts = {"stage": stage_title(view.stage), "indicator": view.indicator(k).short, "cv": decimal(cv, digits)}
    if np.isnan(cv):
        return t("{stage} {indicator}: no CV, no school has any", **facts), ""
    if limit is None:
        title = t("{stage} {indicator}: CV {cv}", **facts)
    elif assessment.within[view.group, k] == 1:
        title = t("{stage} {indicator}: CV {cv}, within {limit}", limit=f"{limit:.2f}", **facts)
    elif assessment.within[view.group, k] == 0:
        title = t("{stage} {indicator}: CV {cv}, over {limit}", limit=f"{limit:.2f}", **facts)
    else:
        title = t("{stage} {indicator}: CV {cv} among the schools with a figure", **facts)
    share = np.nan_to_num(drives.share[rows, k])
    order = rows[np.argsort(-share, kind="stable")][:3]
    if not share.any():
        return title, ""
    names = part_names(assessment)
    makers = [
        t("{school} {share} ({side})", school=names[row], share=percent(float(drives.share[row, k])),
          side=t("above the mean") if drives.above[row, k] else t("below the mean"))
        for row in order
    ]  # fmt: skip
    return title, t("Most of the spread: {schools}", schools=makers)


def school_at_mean(view: View, k: int, name: str) -> None:
    """What the CV would be if one school stood at the mean."""
    names = part_names(view.assessment)[view.rows]
    found = view.rows[names == name]
    if not len(found):
        return
    cv, digits = float(view.influence.cv_at_mean[found[0], k]), view.standard.precision.cv
    now = float(view.assessment.dispersion.cv[view.group, k])
    st.markdown(
        literal(
            t("If {school} stood at the county mean: CV {now} → {then}", school=name, now=decimal(now, digits),
              then=decimal(cv, digits))
        )
    )  # fmt: skip
    st.caption(t("Click a bubble to ask for another school. This reading of the CV is our own, not the official form's."))
