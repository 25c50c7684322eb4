"""Finished frames for the charts: labels, numbers and hover texts from an assessment, in the reader's language."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from balance.assess import NO, UNKNOWN, YES, Assessment
from balance.bounds import ABSENT, STATUSES
from balance.columns import Stage
from balance.numbers import amount, decimal, decimals_of, percent
from balance.scenario.compare import rows_after
from balance.standard import Indicator
from balance.tables import part_names, status_word
from ui.text import say, t
from ui.view import View

__all__ = ["before_after_rows", "cv_rows", "heat_frames", "influence_rows", "shortfall_rows", "strip_rows", "with_unit"]

_CV_STATUS = {YES: "met", NO: "short", UNKNOWN: "absent"}


def with_unit(indicator: Indicator, value: float) -> str:
    """An indicator's value as printed, with its unit: "4.21 人 / 百人"."""
    shown = decimal(value, indicator.decimals)
    if np.isnan(value):
        return shown
    per = t("per 100 pupils") if indicator.times == 100 else t("per pupil")
    return t("{value} {unit} {per}", value=shown, unit=indicator.unit, per=per)


def unit_title(indicator: Indicator) -> str:
    """The axis title: the indicator's short name with its unit."""
    per = t("per 100 pupils") if indicator.times == 100 else t("per pupil")
    return t("{indicator}, {unit} {per}", indicator=indicator.short, unit=indicator.unit, per=per)


def cv_rows(view: View, stage: Stage) -> pd.DataFrame:
    """For `cv_bullets`: one row an indicator of the stage."""
    assessment, standard = view.assessment, view.standard
    group, limit = assessment.group_of(view.place, stage), standard.cv_limit(stage)
    entries = []
    for k, indicator in enumerate(standard.indicators):
        cv = float(assessment.dispersion.cv[group, k])
        absent = int(assessment.dispersion.absent[group, k])
        state = _CV_STATUS[int(assessment.within[group, k])]
        if limit is None:
            state = "unbounded" if np.isfinite(cv) else "absent"
        hover = t("{indicator}: CV {cv}, county mean {mean}", indicator=indicator.title, cv=decimal(cv, 6),
                  mean=with_unit(indicator, float(assessment.dispersion.mean[group, k])))  # fmt: skip
        if absent:
            hover += "\n" + t("{n} without a figure", n=absent)
        entries.append(
            {
                "label": say(indicator.short),
                "cv": cv,
                "limit": np.nan if limit is None else limit,
                "status": state,
                "borderline": bool(assessment.cv_borderline[group, k]),
                "hover": hover,
            }
        )
    return pd.DataFrame(entries)


def worst_first(assessment: Assessment, rows: NDArray[np.intp]) -> NDArray[np.intp]:
    """The parts with the one furthest below its bounds first: failing ones, then by their lowest ratio."""
    ratio = np.where(np.isnan(assessment.ratio[rows]), np.inf, assessment.ratio[rows])
    rank = np.where(assessment.passes[rows] == NO, 0, np.where(assessment.passes[rows] == UNKNOWN, 1, 2))
    lowest = np.sort(ratio, axis=1)
    second = lowest[:, 1] if lowest.shape[1] > 1 else lowest[:, 0]
    return rows[np.lexsort((second, lowest[:, 0], rank))]


def heat_frames(view: View, rows: NDArray[np.intp]) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """For `school_heatmap`: ratios, statuses and hover values, one row a part in the order given."""
    assessment = view.assessment
    bounded = [k for k, indicator in enumerate(view.standard.indicators) if indicator.bounds]
    index = part_names(assessment)[rows]
    columns = [say(view.indicator(k).short) for k in bounded]
    ratios = pd.DataFrame(assessment.ratio[np.ix_(rows, bounded)], index=index, columns=columns)
    statuses = pd.DataFrame(np.array(STATUSES)[assessment.status[np.ix_(rows, bounded)]], index=index, columns=columns)
    values = [[with_unit(view.indicator(k), float(assessment.value[row, k])) for k in bounded] for row in rows]
    return ratios, statuses, pd.DataFrame(values, index=index, columns=columns)


def status_words(view: View) -> dict[str, str]:
    """Status → word, for legends and hovers."""
    rule = view.standard.school_rule
    return {status: say(status_word(status, rule.share if rule else None)) for status in STATUSES}


def shortfall_rows(view: View, rows: NDArray[np.intp], k: int) -> pd.DataFrame:
    """For `shortfall_bars`: one row a part, the shortest first, with what it lacks."""
    assessment, indicator = view.assessment, view.indicator(k)
    value = assessment.value[rows, k]
    order = rows[np.argsort(np.where(np.isnan(value), -np.inf, value), kind="stable")]
    names, lack = part_names(assessment), view.shortfall.to_bound
    words = status_words(view)
    entries = []
    for row in order:
        state = STATUSES[assessment.status[row, k]]
        missing = lack[row, k]
        quantity = say(amount(float(missing), indicator.unit, indicator.whole))
        note = t("lacks {quantity}", quantity=quantity) if missing > 0 else ""
        if state == "absent":
            note = words["absent"]
        entries.append(
            {
                "label": names[row],
                "value": assessment.value[row, k],
                "status": state,
                "note": note,
                "hover": "\n".join(
                    filter(None, [with_unit(indicator, float(assessment.value[row, k])), words[state], note])
                ),
            }
        )
    return pd.DataFrame(entries, columns=["label", "value", "status", "note", "hover"])


def influence_rows(view: View, rows: NDArray[np.intp], k: int, named: int = 6) -> pd.DataFrame:
    """For `influence_bars` and `influence_bubbles`: one row a part, the largest share first."""
    assessment, drives = view.assessment, view.influence
    rows = rows[np.isfinite(drives.share[rows, k])]
    order = rows[np.argsort(-drives.share[rows, k], kind="stable")]
    names, digits, indicator = part_names(assessment), view.standard.precision.cv, view.indicator(k)
    return pd.DataFrame(
        {
            "label": names[order],
            "pupils": assessment.parts.pupils[order],
            "value": assessment.value[order, k],
            "share": drives.share[order, k],
            "above": drives.above[order, k],
            "named": np.arange(len(order)) < named,
            "hover": [
                t(
                    "{value}; {share} of S²; CV {cv} if it stood at the mean",
                    value=with_unit(indicator, float(assessment.value[row, k])),
                    share=percent(float(drives.share[row, k])),
                    cv=decimal(float(drives.cv_at_mean[row, k]), digits),
                )
                for row in order
            ],
        }
    )


def before_after_rows(view: View, after: Assessment) -> pd.DataFrame:
    """For `before_after`: one row an indicator of the stage, CV before and after."""
    limit, later = view.standard.cv_limit(view.stage), after.group_of(view.place, view.stage)
    before, now = view.assessment.dispersion.cv[view.group], after.dispersion.cv[later]
    entries = []
    for k in view.known:
        state = _CV_STATUS[int(after.within[later, k])]
        entries.append(
            {
                "label": say(view.indicator(k).short),
                "before": before[k],
                "after": now[k],
                "limit": np.nan if limit is None else limit,
                "status": "met" if limit is None and np.isfinite(now[k]) else state,
                "hover": f"{say(view.indicator(k).title)}\n{decimal(before[k], 6)} → {decimal(now[k], 6)}",
            }
        )
    return pd.DataFrame(entries)


def strip_rows(view: View, after: Assessment, rows: NDArray[np.intp], k: int) -> pd.DataFrame:
    """For `school_strip`: every part of the stage, the lowest first, before and after; then those that are new."""
    before = view.assessment.value[rows, k]
    chosen = rows[np.argsort(np.where(np.isnan(before), -np.inf, before), kind="stable")]
    matched = rows_after(view.assessment, after)
    later = matched[chosen]
    new = np.setdiff1d(after.rows_of(view.place, view.stage), matched)
    now = np.concatenate([np.where(later >= 0, after.value[later, k], np.nan), after.value[new, k]])
    state = np.concatenate([np.where(later >= 0, after.status[later, k], ABSENT), after.status[new, k]])
    words = np.array([status_words(view)[status] for status in STATUSES], dtype=object)[state]
    words[: len(later)][later < 0] = t("no longer there")
    hover = [f"{value} · {word}" for value, word in zip(decimals_of(now, view.indicator(k).decimals), words, strict=True)]
    return pd.DataFrame(
        {
            "label": np.concatenate([part_names(view.assessment)[chosen], part_names(after)[new]]),
            "before": np.concatenate([view.assessment.value[chosen, k], np.full(len(new), np.nan)]),
            "after": now,
            "status": np.array(STATUSES, dtype=object)[state],
            "hover": hover,
        }
    )
