"""Before and after: which values changed, which statuses, and where help made a CV worse."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from balance.assess import Assessment
from balance.bounds import STATUSES
from balance.columns import STAGES_JUDGED, Stage, vocabulary
from balance.numbers import decimal
from balance.words import Message, msg

__all__ = ["Change", "Worse", "changes", "worse"]

# what rounding in the last bits can do to a CV; a change below it is none
_SAME = 1e-12


@dataclass(frozen=True, slots=True)
class Change:
    """One value of one part, before and after."""

    school: int
    stage: Stage
    indicator: int
    before: float
    after: float
    status_before: str
    status_after: str


@dataclass(frozen=True, slots=True)
class Worse:
    """A CV that the scenario raises, and the schools helped although they already stand above the mean."""

    county: str
    stage: Stage
    indicator: int
    before: float
    after: float
    above: tuple[str, ...]
    message: Message


def changes(before: Assessment, after: Assessment) -> list[Change]:
    """Every value that differs between two assessments of the same schools, in the order of the parts."""
    old, new = _shared_parts(before, after)
    was, now = before.value[old], after.value[new]
    differs = ~((was == now) | (np.isnan(was) & np.isnan(now)))
    return [
        Change(
            school=int(after.parts.school[new[row]]),
            stage=STAGES_JUDGED[after.parts.stage[new[row]]],
            indicator=int(k),
            before=float(was[row, k]),
            after=float(now[row, k]),
            status_before=STATUSES[before.status[old[row], k]],
            status_after=STATUSES[after.status[new[row], k]],
        )
        for row, k in np.argwhere(differs)
    ]


def _shared_parts(before: Assessment, after: Assessment) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The rows of the parts that both have, before and after."""
    was, now = (a.parts.school * len(STAGES_JUDGED) + a.parts.stage for a in (before, after))
    _, old, new = np.intersect1d(was, now, assume_unique=True, return_indices=True)
    order = np.argsort(new, kind="stable")
    return old[order], new[order]


def worse(before: Assessment, after: Assessment) -> list[Worse]:
    """The CVs that are higher after than before, with the reason where it is a school that was already rich."""
    result = []
    changed = changes(before, after)
    for g, county in enumerate(c for c in before.parts.counties for _ in STAGES_JUDGED):
        stage = STAGES_JUDGED[g % len(STAGES_JUDGED)]
        was, now = before.dispersion.cv[g], after.dispersion.cv[g]
        with np.errstate(invalid="ignore"):
            higher = np.flatnonzero(now > was + _SAME)
        for k in higher:
            mean = before.dispersion.mean[g, k]
            names = _above(before, changed, stage, county, int(k), float(mean))
            result.append(
                Worse(
                    county, stage, int(k), float(was[k]), float(now[k]), names,
                    _why(before, stage, int(k), float(was[k]), float(now[k]), names),
                )
            )
    return result


def _above(
    before: Assessment, changed: list[Change], stage: Stage, county: str, k: int, mean: float
) -> tuple[str, ...]:
    names, places = before.county.words("school"), before.county.words("county")
    return tuple(
        str(names[c.school])
        for c in changed
        if c.stage == stage and c.indicator == k and c.after > c.before > mean and places[c.school] == county
    )


def _why(before: Assessment, stage: Stage, k: int, was: float, now: float, names: tuple[str, ...]) -> Message:
    digits = before.standard.precision.cv
    facts = {
        "stage": vocabulary().stage_titles[stage],
        "indicator": before.standard.indicators[k].short,
        "before": decimal(was, digits),
        "after": decimal(now, digits),
    }
    if names:
        return msg(
            "{stage}, {indicator}: the CV gets worse, {before} → {after}, since {schools} already stands above the "
            "county mean",
            schools=list(names),
            **facts,
        )
    return msg("{stage}, {indicator}: the CV gets worse, {before} → {after}", **facts)
