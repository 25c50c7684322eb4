"""The frames behind the charts of a report: figures of an assessment, chosen and sorted, not drawn and not worded."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from balance.assess import NO, UNKNOWN, YES, Assessment, assess, reach_counts
from balance.bounds import SHORT, STATUSES, TOLERATED
from balance.columns import Stage
from balance.influence import influence
from balance.numbers import amount, decimal, percent
from balance.report.pieces import CHARTS, Chart
from balance.report.subject import Subject
from balance.scenario.actions import Action, Add, AddUpTo, Move
from balance.scenario.apply import prefixes
from balance.scenario.told import resource_title, told
from balance.sentences import stage_title
from balance.shortfall import lacking
from balance.standard import Indicator
from balance.tables import part_names
from balance.words import Message, Term, msg, msgn

__all__ = [
    "cost_chart", "cv_chart", "influence_chart", "lacking_chart", "passing_chart", "per_unit", "reach_chart", "shortfall_chart",
    "steps_chart",
]  # fmt: skip

_MOST = 24  # rows of a chart that lists schools
_ANSWER: dict[int, bool | None] = {YES: True, NO: False, UNKNOWN: None}


def per_unit(indicator: Indicator) -> Message:
    """The unit of an indicator's values: ㎡ per pupil."""
    if indicator.times == 100:
        return msg("{unit} per 100 pupils", unit=indicator.unit)
    return msg("{unit} per pupil", unit=indicator.unit)


def _frame(kind: str, rows: list[dict[str, Any]], *more: str) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[*CHARTS[kind], *more], dtype=object).infer_objects()


def passing_chart(subject: Subject) -> Chart:
    """How many school parts of each stage pass, fall short, or cannot be judged."""
    rows: list[dict[str, Any]] = []
    for stage in subject.stages:
        passes = subject.shown.passes[subject.shown.rows_of(subject.place, stage)]
        row = {"stage": stage, "passing": int((passes == YES).sum()), "failing": int((passes == NO).sum()),
               "open": int((passes == UNKNOWN).sum()), "total": len(passes)}  # fmt: skip
        if subject.after is not None:
            was = subject.before.passes[subject.before.rows_of(subject.place, stage)]
            row |= {"passing_before": int((was == YES).sum()), "total_before": len(was)}
        rows.append(row)
    told_ = [
        msg("{stage}: {passing} of {total} schools pass", stage=stage_title(r["stage"]), passing=r["passing"], total=r["total"])
        if not r["open"] else
        msg("{stage}: {passing} of {total} schools pass, {open} cannot be judged", stage=stage_title(r["stage"]),
            passing=r["passing"], total=r["total"], open=r["open"])
        for r in rows
    ]  # fmt: skip
    more = ("passing_before", "total_before") if subject.after is not None else ()
    return Chart("passing", _frame("passing", rows, *more), Term("所", "schools"), msg("{parts}", parts=told_))


def cv_chart(subject: Subject, stage: Stage) -> Chart:
    """The stage's CVs against their limit; with a scenario those before beside them."""
    shown, standard = subject.shown, subject.standard
    group, limit = shown.group_of(subject.place, stage), standard.cv_limit(stage)
    rows: list[dict[str, Any]] = []
    for k, indicator in enumerate(standard.indicators):
        row: dict[str, Any] = {
            "indicator": indicator.title, "short": indicator.short, "stage": stage, "cv": float(shown.dispersion.cv[group, k]),
            "limit": np.nan if limit is None else limit, "within": _ANSWER[int(shown.within[group, k])],
            "borderline": bool(shown.cv_borderline[group, k]),
        }  # fmt: skip
        if subject.after is not None:
            was = subject.before.group_of(subject.place, stage)
            row |= {"cv_before": float(subject.before.dispersion.cv[was, k]),
                    "within_before": _ANSWER[int(subject.before.within[was, k])]}  # fmt: skip
        rows.append(row)
    digits = standard.precision.cv
    each = [msg("{indicator} {cv}", indicator=r["short"], cv=decimal(r["cv"], digits)) for r in rows]
    alt = msg("{stage}: coefficients of variation of {n} indicators: {each}", stage=stage_title(stage), n=len(rows), each=each)
    more = ("cv_before", "within_before") if subject.after is not None else ()
    return Chart("cv", _frame("cv", rows, *more), msg("coefficient of variation"), alt)


def shortfall_chart(subject: Subject, stage: Stage) -> Chart:
    """The values below their bounds in the parts that fail, the worst first."""
    shown, missing, names = subject.shown, lacking(subject.shown).to_bound, part_names(subject.shown)
    rows: list[dict[str, Any]] = []
    for row in shown.rows_of(subject.place, stage).tolist():
        if shown.passes[row] != NO:
            continue
        for k, indicator in enumerate(subject.standard.indicators):
            if shown.status[row, k] in (TOLERATED, SHORT):
                lack = float(missing[row, k])
                rows.append({
                    "school": str(names[row]), "stage": stage, "indicator": indicator.title, "short": indicator.short,
                    "value": float(shown.value[row, k]), "bound": float(shown.bound[row, k]),
                    "ratio": float(shown.ratio[row, k]), "missing": lack, "unit": indicator.unit,
                    "quantity": amount(lack, indicator.unit, indicator.whole), "status": STATUSES[shown.status[row, k]],
                })  # fmt: skip
    rows.sort(key=lambda entry: entry["ratio"])
    alt = msgn("{stage}: {n} value below its bound", "{stage}: {n} values below their bounds", len(rows), stage=stage_title(stage))
    return Chart("shortfall", _frame("shortfall", rows[:_MOST]), msg("share of the bound"), alt, max(len(rows) - _MOST, 0))


def influence_chart(subject: Subject, stage: Stage, k: int) -> Chart:
    """Each school's share of S² of one CV, the largest first."""
    shown, drives, names = subject.shown, influence(subject.shown), part_names(subject.shown)
    known = [row for row in shown.rows_of(subject.place, stage).tolist() if np.isfinite(drives.share[row, k])]
    known.sort(key=lambda row: -drives.share[row, k])
    rows: list[dict[str, Any]] = [
        {"school": str(names[row]), "stage": stage, "pupils": float(shown.parts.pupils[row]), "value": float(shown.value[row, k]),
         "share": float(drives.share[row, k]), "above": bool(drives.above[row, k])} for row in known
    ]  # fmt: skip
    each = [msg("{school} {share}", school=r["school"], share=percent(r["share"])) for r in rows[:3]]
    alt = msg("Shares of the spread of {stage} {indicator}: {each}", stage=stage_title(stage),
              indicator=subject.standard.indicators[k].short, each=each)  # fmt: skip
    return Chart("influence", _frame("influence", rows[:_MOST]), msg("share of S²"), alt, max(len(rows) - _MOST, 0))


def reach_chart(subject: Subject) -> Chart:
    """How many schools reach each bound, stage by stage."""
    shown, rows = subject.shown, list[dict[str, Any]]()
    reach = reach_counts(shown)
    was = reach_counts(subject.before) if subject.after is not None else None
    for stage in subject.stages:
        group, old = shown.group_of(subject.place, stage), subject.before.group_of(subject.place, stage)
        for k, indicator in enumerate(subject.standard.indicators):
            if indicator.bound(stage) is None:
                continue
            row = {"indicator": indicator.title, "short": indicator.short, "stage": stage, "reaching": int(reach[group, k]),
                   "judged": int(shown.dispersion.judged[group, k])}  # fmt: skip
            if was is not None:
                row["reaching_before"] = int(was[old, k])
            rows.append(row)
    each = [msg("{stage} {indicator} {reaching} of {judged}", stage=stage_title(r["stage"]), indicator=r["short"],
                reaching=r["reaching"], judged=r["judged"]) for r in rows if r["reaching"] < r["judged"]]  # fmt: skip
    alt = msg("Schools reaching the bound: {each}", each=each) if each else msg("Every school with figures reaches every bound.")
    return Chart("reach", _frame("reach", rows, *(["reaching_before"] if was is not None else [])), Term("所", "schools"), alt)


def lacking_chart(subject: Subject) -> Chart:
    """What the parts that fail lack up to the bounds, indicator by indicator and stage by stage."""
    shown, missing, rows = subject.shown, lacking(subject.shown).to_bound, list[dict[str, Any]]()
    for k, indicator in enumerate(subject.standard.indicators):
        for stage in subject.stages:
            parts = shown.rows_of(subject.place, stage)
            lack = missing[parts[shown.passes[parts] == NO], k]
            total = float(np.nansum(lack))
            if total > 0:
                rows.append({"indicator": indicator.title, "short": indicator.short, "stage": stage,
                             "schools": int((lack > 0).sum()), "missing": total, "unit": indicator.unit,
                             "quantity": amount(total, indicator.unit, indicator.whole)})  # fmt: skip
    each = [msg("{stage} {indicator} {quantity}", stage=stage_title(r["stage"]), indicator=r["short"], quantity=r["quantity"])
            for r in rows]  # fmt: skip
    alt = msg("Lacking up to the bounds: {each}", each=each) if each else msg("No school lacks anything that the standard asks for")
    return Chart("lacking", _frame("lacking", rows), msg("in each indicator's own unit"), alt)


def steps_chart(subject: Subject, stage: Stage, k: int) -> Chart | None:
    """What each action in turn did to one CV, those that moved it; None where it is not known at every step."""
    if subject.scenario is None:
        return None
    limit = subject.standard.cv_limit(stage)
    was, rows = _cv(subject.before, subject.place, stage, k), list[dict[str, Any]]()
    for action, step in zip(_active(subject), _steps(subject), strict=True):
        now = _cv(step, subject.place, stage, k)
        if not (np.isfinite(was) and np.isfinite(now)):
            return None
        if was != now:
            rows.append({"label": told(action, subject.source, subject.prices, subject.standard), "before": was,
                         "after": now, "limit": np.nan if limit is None else limit})  # fmt: skip
        was = now
    digits = subject.standard.precision.cv
    each = [msg("{what}: {before} → {after}", what=r["label"], before=decimal(r["before"], digits),
                after=decimal(r["after"], digits)) for r in rows]  # fmt: skip
    still = len(_active(subject)) - len(rows)
    return Chart("steps", _frame("steps", rows), msg("coefficient of variation"), msg("{parts}", parts=each), still)


def _steps(subject: Subject) -> list[Assessment]:
    if subject.scenario is None:
        return []
    done = prefixes(subject.source, subject.scenario, subject.prices, subject.standard)
    return [assess(step.county, subject.standard) for step in done]


def _cv(assessment: Assessment, place: str, stage: Stage, k: int) -> float:
    return float(assessment.dispersion.cv[assessment.group_of(place, stage), k])


def _active(subject: Subject) -> list[Action]:
    return [action for action in subject.scenario.actions if action.on] if subject.scenario is not None else []


def cost_chart(subject: Subject) -> Chart | None:
    """What the scenario costs, by what is bought or moved; None where nothing has a price."""
    if subject.scenario is None or subject.applied is None:
        return None
    sums: dict[tuple[str, str], list[float]] = {}
    labels: dict[tuple[str, str], Message] = {}
    for action, step in zip(subject.scenario.actions, subject.applied.steps, strict=True):
        if step is None or not (step.once or step.yearly) or not isinstance(action, (Add, AddUpTo, Move)):
            continue
        kind = "move" if isinstance(action, Move) else "add"
        key, what = (kind, action.resource), resource_title(action.resource, subject.prices)
        labels[key] = msg("Moving: {what}", what=what) if kind == "move" else msg("{what}", what=what)
        entry = sums.setdefault(key, [0.0, 0.0])
        entry[0] += step.once
        entry[1] += step.yearly
    if not sums:
        return None
    order = sorted(sums, key=lambda key: -sum(sums[key]))
    rows = [{"label": labels[key], "once": sums[key][0], "yearly": sums[key][1]} for key in order]
    each = [row["label"] for row in rows]
    return Chart("cost", _frame("cost", rows), Term("元", "yuan"), msg("Cost of the scenario by what is done: {each}", each=each))

