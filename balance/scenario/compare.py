"""Before and after: which values changed, which statuses, and where help made a CV worse."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from balance.assess import Assessment
from balance.bounds import STATUSES
from balance.columns import STAGES_JUDGED, Stage, vocabulary
from balance.numbers import decimal
from balance.words import Message, msg, msgn

__all__ = ["Change", "Worse", "changes", "rows_after", "worse"]

# what rounding in the last bits can do to a CV; a change below it is none
_SAME = 1e-12
_FEW = 3  # schools named as the reason


@dataclass(frozen=True, slots=True)
class Change:
    """One value of one part, before and after; NaN and "" on the side on which there is no such part.

    code, school, county: of the school; `indicator`: its place in the standard.
    """

    code: str
    school: str
    county: str
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
    """Every value that differs between two assessments, in the order of the parts after; then those of parts that are no
    longer there. Schools are the same where county and code are."""
    there, here = _keys(before), _keys(after)
    old, new = _shared_parts(there, here)
    was, now = before.value[old], after.value[new]
    differs = ~((was == now) | (np.isnan(was) & np.isnan(now)))
    found = [
        _change(here[new[row]], int(k), before, after, int(old[row]), int(new[row]))
        for row, k in np.argwhere(differs).tolist()
    ]
    indicators = range(len(after.standard.indicators))
    came, went = sorted(set(range(len(here))) - set(new)), sorted(set(range(len(there))) - set(old))
    lone = [_change(here[row], k, before, after, None, row) for row in came for k in indicators]
    lone += [_change(there[row], k, before, after, row, None) for row in went for k in indicators]
    return [*found, *(change for change in lone if not np.isnan(change.before) or not np.isnan(change.after))]


_Key = tuple[str, str, str, int]  # county, code, name, stage


def _keys(assessment: Assessment) -> list[_Key]:
    """What tells every part from the others."""
    county, parts = assessment.county, assessment.parts
    words = [county.words(name)[parts.school].tolist() for name in ("county", "school_code", "school")]
    return list(zip(*words, parts.stage.tolist(), strict=True))


def rows_after(before: Assessment, after: Assessment) -> NDArray[np.intp]:
    """The row after of every part before; −1 where it is no longer there."""
    place = {(key[0], key[1], key[3]): row for row, key in enumerate(_keys(after))}
    return np.array([place.get((key[0], key[1], key[3]), -1) for key in _keys(before)], dtype=np.intp)


def _shared_parts(there: list[_Key], here: list[_Key]) -> tuple[list[int], list[int]]:
    """The rows of the parts that both have, before and after."""
    place = {(key[0], key[1], key[3]): row for row, key in enumerate(there)}
    pairs = [(place.get((key[0], key[1], key[3]), -1), row) for row, key in enumerate(here)]
    return [old for old, _ in pairs if old >= 0], [new for old, new in pairs if old >= 0]


def _change(key: _Key, k: int, before: Assessment, after: Assessment, old: int | None, new: int | None) -> Change:
    return Change(
        county=key[0], code=key[1], school=key[2], stage=STAGES_JUDGED[key[3]], indicator=k,
        before=float(before.value[old, k]) if old is not None else float("nan"),
        after=float(after.value[new, k]) if new is not None else float("nan"),
        status_before=STATUSES[before.status[old, k]] if old is not None else "",
        status_after=STATUSES[after.status[new, k]] if new is not None else "",
    )  # fmt: skip


def worse(before: Assessment, after: Assessment) -> list[Worse]:
    """The CVs that are higher after than before, with the reason where it can be seen in single schools."""
    result = []
    changed = changes(before, after)
    for county in before.parts.counties:
        if county not in after.parts.place_of:
            continue
        for stage in STAGES_JUDGED:
            old, new = before.group_of(county, stage), after.group_of(county, stage)
            was, now = before.dispersion.cv[old], after.dispersion.cv[new]
            with np.errstate(invalid="ignore"):
                higher = np.flatnonzero(now > was + _SAME)
            for k in higher.tolist():
                own = [c for c in changed if (c.county, c.stage, c.indicator) == (county, stage, k)]
                mean = float(before.dispersion.mean[old, k])
                result.append(_worse(before, own, county, stage, k, float(was[k]), float(now[k]), mean))
    return result


def _worse(
    before: Assessment, changed: list[Change], county: str, stage: Stage, k: int, was: float, now: float, mean: float
) -> Worse:
    above = tuple(c.school for c in changed if c.after > c.before > mean)
    below = tuple(c.school for c in changed if c.after < c.before < mean)
    digits = before.standard.precision.cv
    facts = {
        "stage": vocabulary().stage_titles[stage], "indicator": before.standard.indicators[k].short,
        "before": decimal(was, digits), "after": decimal(now, digits),
    }  # fmt: skip
    if above:
        message = msgn(
            "{stage}, {indicator}: the CV gets worse, {before} → {after}, since {schools} already stands above the "
            "county mean",
            "{stage}, {indicator}: the CV gets worse, {before} → {after}, since {schools} already stand above the "
            "county mean",
            len(above), schools=_few(above), **facts,
        )
    elif below:
        message = msgn(
            "{stage}, {indicator}: the CV gets worse, {before} → {after}, since {schools}, below the county mean, has "
            "still less per pupil",
            "{stage}, {indicator}: the CV gets worse, {before} → {after}, since {schools}, below the county mean, have "
            "still less per pupil",
            len(below), schools=_few(below), **facts,
        )
    else:
        message = msg("{stage}, {indicator}: the CV gets worse, {before} → {after}", **facts)
    return Worse(county, stage, k, was, now, above, message)


def _few(schools: tuple[str, ...]) -> list[object]:
    return [*schools[:_FEW], *([msg("and others")] if len(schools) > _FEW else [])]
