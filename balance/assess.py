"""A county judged under a standard: every part's values against the bounds, every CV against its limit."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from balance.bounds import ABSENT, MET, SHORT, TOLERATED, UNBOUNDED, Floats, half_up, reaches, status, within
from balance.columns import STAGES_JUDGED
from balance.county import County
from balance.dispersion import Dispersion, disperse
from balance.indicators import numerators, values
from balance.problems import LeftOut
from balance.stages import Parts, divide
from balance.standard import SchoolRule, Standard
from balance.universe import join_campuses

__all__ = ["NO", "UNKNOWN", "YES", "Assessment", "Verdicts", "assess"]

Verdicts = NDArray[np.int8]
YES, NO, UNKNOWN = 1, 0, -1


@dataclass(frozen=True, slots=True)
class Assessment:
    """What comes of judging. Arrays over parts: one row a part of `parts`; over groups: row = `parts.group`.

    county        as judged (campuses joined to their schools)
    numerator, value, bound, ratio, status, borderline    parts × indicators; `status` indexes `bounds.STATUSES`
    passes        parts: YES, NO, UNKNOWN (no bounds, or a missing figure that could decide it)
    dispersion    groups × indicators
    within        groups × indicators: is the CV within its own limit; UNKNOWN without a limit or with figures missing
    cv_borderline groups × indicators: would the verdict change if the printed CV were judged
    composite     groups: mean of the CVs; NaN unless the standard judges the mean and every CV is known
    composite_borderline groups: the same question for the composite
    balanced      groups: the balance rule of the standard
    occupied      groups: whether the county has schools in that stage
    """

    county: County
    standard: Standard
    parts: Parts
    left_out: tuple[LeftOut, ...]
    numerator: Floats
    value: Floats
    bound: Floats
    ratio: Floats
    status: NDArray[np.int8]
    borderline: NDArray[np.bool_]
    passes: Verdicts
    dispersion: Dispersion
    within: Verdicts
    cv_borderline: NDArray[np.bool_]
    composite: Floats
    composite_borderline: NDArray[np.bool_]
    balanced: Verdicts
    occupied: NDArray[np.bool_]
    # the rows of every group, found once when somebody first asks
    _rows: list[NDArray[np.intp]] = field(init=False, repr=False, compare=False, default_factory=list)

    def group_of(self, county: str, stage: str) -> int:
        """The row of the group arrays for a county and a stage; KeyError or ValueError for an unknown one."""
        return self.parts.place_of[county] * len(STAGES_JUDGED) + STAGES_JUDGED.index(stage)

    def rows_of(self, county: str, stage: str) -> NDArray[np.intp]:
        """The rows of the part arrays for a county and a stage."""
        return self._rows_of_group(self.group_of(county, stage))

    def rows_of_county(self, county: str) -> NDArray[np.intp]:
        """The rows of the part arrays for a county, primary parts first."""
        return np.concatenate([self.rows_of(county, stage) for stage in STAGES_JUDGED])

    def groups_of(self, county: str) -> list[int]:
        """The groups of a county in which it has schools."""
        groups = [self.group_of(county, stage) for stage in STAGES_JUDGED]
        return [group for group in groups if self.occupied[group]]

    def _rows_of_group(self, group: int) -> NDArray[np.intp]:
        if not self._rows:
            codes = self.parts.group
            order = np.argsort(codes, kind="stable")
            ends = np.cumsum(np.bincount(codes, minlength=self.parts.groups))
            self._rows.extend(np.split(order, ends[:-1]))
        return self._rows[group]

    def schools_meeting(self, group: int) -> int | None:
        """How many parts of the group pass; None where no part of it can be judged."""
        passes = self.passes[self._rows_of_group(group)]
        return int((passes == YES).sum()) if (passes != UNKNOWN).any() else None

    def verdict(self, county: str) -> bool | None:
        """Whether the county passes: all its parts and all its stages; None where that cannot be said.

        A standard without a school rule, or without bounds, can refuse a county (not balanced) but never pass it:
        what a school must have is then not known.
        """
        answers = np.concatenate([self.passes[self.rows_of_county(county)], self.balanced[self.groups_of(county)]])
        if not answers.size or (answers == NO).any():
            return False if answers.size else None
        return None if (answers == UNKNOWN).any() else True


def assess(county: County, standard: Standard) -> Assessment:
    """The county (or all the counties in the table) judged under the standard, in one vectorised pass."""
    county = join_campuses(county)
    parts, left_out = divide(county, standard)
    numerator = numerators(county, parts, standard)
    value = values(numerator, parts.pupils, standard)
    bound = _bounds(standard)[parts.stage]
    share = standard.school_rule.share if standard.school_rule is not None else None
    state = status(value, bound, share)
    with np.errstate(invalid="ignore"):
        ratio = value / bound
    times = np.array([indicator.times for indicator in standard.indicators])
    spread = disperse(numerator, parts.pupils, parts.group, parts.groups, times)
    occupied = np.bincount(parts.group, minlength=parts.groups) > 0
    limits = np.tile([standard.limit(stage) or np.nan for stage in STAGES_JUDGED], len(parts.counties))
    each = standard.balance_rule is not None and standard.balance_rule.kind == "each_cv"
    own = limits[:, None] if each else np.full((len(limits), 1), np.nan)
    inside, near = _within(spread, own, standard.precision.cv)
    complete = (spread.absent == 0) & np.isfinite(spread.cv)
    composite = np.full(parts.groups, np.nan)
    if standard.balance_rule is not None and not each:
        whole = complete.all(axis=1)
        composite[whole] = spread.cv[whole].mean(axis=1)
    printed = half_up(composite, standard.precision.cv)
    return Assessment(
        county=county,
        standard=standard,
        parts=parts,
        left_out=(*county.left_out, *left_out),
        numerator=numerator,
        value=value,
        bound=bound,
        ratio=ratio,
        status=state,
        borderline=_borderline(value, bound, state, share, standard),
        passes=_passes(state, standard.school_rule),
        dispersion=spread,
        within=inside,
        cv_borderline=near,
        composite=composite,
        composite_borderline=np.isfinite(composite) & (within(composite, limits) != within(printed, limits)),
        balanced=_balanced(inside, composite, limits, spread, each, occupied),
        occupied=occupied,
    )


def _bounds(standard: Standard) -> Floats:
    """The bounds, stages × indicators; NaN where there is none."""
    return np.array(
        [[indicator.bounds.get(stage, np.nan) for indicator in standard.indicators] for stage in STAGES_JUDGED]
    )


def _borderline(
    value: Floats, bound: Floats, state: NDArray[np.int8], share: float | None, standard: Standard
) -> NDArray[np.bool_]:
    decimals = [indicator.decimals for indicator in standard.indicators]
    printed = np.column_stack([half_up(value[:, k], d) for k, d in enumerate(decimals)])
    return np.asarray(status(printed, bound, share) != state)


def _passes(state: NDArray[np.int8], rule: SchoolRule | None) -> Verdicts:
    """The school rule: at least `met` reached and all the rest tolerated. A missing figure leaves it open, unless the
    known ones already fail it."""
    passes = np.full(len(state), UNKNOWN, dtype=np.int8)
    if rule is None or (state == UNBOUNDED).all():
        return passes
    bounded = (state != UNBOUNDED).sum(axis=1)
    missing = (state == ABSENT).sum(axis=1)
    below = (state == TOLERATED).sum(axis=1)
    allowed = len(state[0]) - rule.met
    fails = (state == SHORT).any(axis=1) | (below > allowed)
    passes[(missing == 0) & (bounded > 0) & ~fails] = YES
    passes[fails] = NO
    return passes


def _within(spread: Dispersion, limits: Floats, decimals: int) -> tuple[Verdicts, NDArray[np.bool_]]:
    known = np.isfinite(spread.cv) & np.isfinite(limits) & (spread.absent == 0)
    inside = within(spread.cv, limits)
    printed = within(half_up(spread.cv, decimals), limits)
    answer = np.where(known, np.where(inside, YES, NO), UNKNOWN).astype(np.int8)
    return answer, known & (inside != printed)


def _balanced(
    inside: Verdicts, composite: Floats, limits: Floats, spread: Dispersion, each: bool, occupied: NDArray[np.bool_]
) -> Verdicts:
    if each:
        answer = np.where((inside == NO).any(axis=1), NO, np.where((inside == YES).all(axis=1), YES, UNKNOWN))
    else:
        known = np.isfinite(composite) & np.isfinite(limits)
        answer = np.where(known, np.where(within(composite, limits), YES, NO), UNKNOWN)
    # where nobody has any, there is no CV to keep a limit: that is not balance
    nobody = ((spread.mean == 0) & (spread.absent == 0)).any(axis=1) & np.isfinite(limits)
    answer = np.where(nobody, NO, answer)
    return np.where(occupied, answer, UNKNOWN).astype(np.int8)


def met_counts(state: NDArray[np.int8]) -> NDArray[np.int64]:
    """How many bounds each part reaches."""
    return np.asarray((state == MET).sum(axis=1))


def reach_counts(assessment: Assessment) -> NDArray[np.int64]:
    """How many parts reach the bound, groups × indicators."""
    parts = assessment.parts
    reached = reaches(assessment.value, assessment.bound)
    counts = np.zeros((parts.groups, reached.shape[1]), dtype=np.int64)
    np.add.at(counts, parts.group, reached)
    return counts
