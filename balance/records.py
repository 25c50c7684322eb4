"""An assessment as plain values, the shape that the command line prints as JSON; null is what cannot be judged."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from balance.assess import UNKNOWN, YES, Assessment, met_counts, reach_counts
from balance.bounds import STATUSES
from balance.columns import STAGES_JUDGED
from balance.influence import influence
from balance.requirements import ceilings, needs
from balance.scenario.compare import Change
from balance.sentences import reasons
from balance.shortfall import lacking, school_needs
from balance.words import render

__all__ = ["assessment_record", "change_record"]


def assessment_record(assessment: Assessment, lang: str) -> dict[str, Any]:
    """The whole assessment; numbers unrounded, texts in `lang`."""
    parts, counties = _parts(assessment), []
    reach = reach_counts(assessment)
    whole_schools, rooms = _school_needs(assessment), _requirements(assessment, lang)
    for index, name in enumerate(assessment.parts.counties):
        counties.append(
            {
                "county": name or assessment.county.name,
                "stages": {
                    stage: _stage(assessment, index * len(STAGES_JUDGED) + s, reach)
                    for s, stage in enumerate(STAGES_JUDGED)
                    if assessment.occupied[index * len(STAGES_JUDGED) + s]
                },
                "parts": [parts[row] for row in assessment.rows_of_county(name)],
                "school_needs": whole_schools.get(name, []),
                "requirements": rooms.get(name, []),
                "verdict": {
                    "passes": assessment.verdict(name),
                    "reasons": [render(message, lang) for message in reasons(assessment, name)],
                },
            }
        )
    return {
        "standard": assessment.standard.id,
        "concessions": list(assessment.standard.switched_on),
        "counties": counties,
        "left_out": [entry.record(lang) for entry in assessment.left_out],
        "problems": [problem.record(lang) for problem in assessment.county.problems],
    }


def _number(value: float, whole: bool = False) -> float | int | None:
    if not math.isfinite(value):
        return None
    return int(value) if whole else float(value)


def _count(value: float) -> float | int | None:
    """Pupils: whole numbers as such; a file may give others, and they are not cut."""
    return _number(value, whole=math.isfinite(value) and value == int(value))


def _answer(value: int) -> bool | None:
    return None if value == UNKNOWN else bool(value == YES)


def _stage(assessment: Assessment, group: int, reached: NDArray[np.int64]) -> dict[str, Any]:
    standard, spread = assessment.standard, assessment.dispersion
    stage = STAGES_JUDGED[group % len(STAGES_JUDGED)]
    reach = reached[group]
    limit = standard.cv_limit(stage)
    return {
        "schools": int(spread.judged[group, 0] + spread.absent[group, 0]),
        "pupils": _count(spread.pupils[group]),
        "schools_meeting": assessment.schools_meeting(group),
        "composite_cv": _number(assessment.composite[group]),
        "composite_limit": standard.limit(stage) if limit is None else None,
        "balanced": _answer(assessment.balanced[group]),
        "borderline": bool(assessment.composite_borderline[group]),
        "indicators": {
            indicator.id: {
                "mean": _number(spread.mean[group, k]),
                "sd": _number(spread.sd[group, k]),
                "cv": _number(spread.cv[group, k]),
                "limit": limit,
                "within": _answer(assessment.within[group, k]),
                "borderline": bool(assessment.cv_borderline[group, k]),
                "judged": int(spread.judged[group, k]),
                "absent": int(spread.absent[group, k]),
                "reach": int(reach[k]) if indicator.bound(stage) is not None else None,
            }
            for k, indicator in enumerate(standard.indicators)
        },
    }


def _parts(assessment: Assessment) -> list[dict[str, Any]]:
    standard, parts = assessment.standard, assessment.parts
    short, drives, met = lacking(assessment), influence(assessment), met_counts(assessment.status)
    names, codes = assessment.county.words("school"), assessment.county.words("school_code")
    records = []
    for row in range(len(parts)):
        cells = {}
        for k, indicator in enumerate(standard.indicators):
            cells[indicator.id] = {
                "value": _number(assessment.value[row, k]),
                "bound": _number(assessment.bound[row, k]),
                "ratio": _number(assessment.ratio[row, k]),
                "status": STATUSES[assessment.status[row, k]],
                "borderline": bool(assessment.borderline[row, k]),
                "shortfall": _number(short.to_bound[row, k], indicator.whole),
                "to_tolerated": _number(short.to_tolerated[row, k], indicator.whole),
                "influence": _number(drives.share[row, k]),
                "cv_at_mean": _number(drives.cv_at_mean[row, k]),
            }
        records.append(
            {
                "school": str(names[parts.school[row]]),
                "code": str(codes[parts.school[row]]),
                "stage": STAGES_JUDGED[parts.stage[row]],
                "pupils": _count(parts.pupils[row]),
                "met": int(met[row]),
                "passes": _answer(assessment.passes[row]),
                "indicators": cells,
            }
        )
    return records


def _school_needs(assessment: Assessment) -> dict[str, list[dict[str, Any]]]:
    names, places = assessment.county.words("school"), assessment.county.words("county")
    found: dict[str, list[dict[str, Any]]] = {}
    for need in school_needs(assessment):
        indicator = assessment.standard.indicators[need.indicator]
        found.setdefault(str(places[need.school]), []).append(
            {
                "school": str(names[need.school]),
                "indicator": indicator.id,
                "shortfall": _number(need.to_bound, indicator.whole),
                "to_tolerated": _number(need.to_tolerated, indicator.whole),
            }
        )
    return found


def _requirements(assessment: Assessment, lang: str) -> dict[str, list[dict[str, Any]]]:
    county, standard = assessment.county, assessment.standard
    judged = np.zeros(len(county.schools), dtype=bool)
    judged[assessment.parts.school] = True
    names, places = county.words("school"), county.words("county")
    items = [(n.requirement.id, n.title.of(lang), n.required, n.has, n.short) for n in needs(county, standard)]
    items += [
        (e.ceiling.id + (f"_{e.stage}" if e.stage else ""), e.ceiling.title.of(lang), e.limit, e.figure, e.over)
        for e in ceilings(county, standard)
    ]
    found: dict[str, list[dict[str, Any]]] = {}
    for identity, title, required, has, gap in items:
        for row in np.flatnonzero(judged & (np.isfinite(has) | np.isfinite(required))).tolist():
            found.setdefault(str(places[row]), []).append(
                {
                    "school": str(names[row]),
                    "item": identity,
                    "title": title,
                    "required": _number(required[row]),
                    "has": _number(has[row]),
                    "short_or_over": _number(gap[row]),
                }
            )
    return found


def change_record(change: Change, assessment: Assessment) -> dict[str, Any]:
    """One changed value, as `simulate` prints it."""
    return {
        "school": change.school,
        "stage": change.stage,
        "indicator": assessment.standard.indicators[change.indicator].id,
        "before": _number(change.before),
        "after": _number(change.after),
        "status_before": change.status_before or None,
        "status_after": change.status_after or None,
    }
