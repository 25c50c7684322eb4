"""How much of what is broken today one more unit of each action of a plan mends: the measure by which years are filled."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from balance.assess import Assessment
from balance.bounds import Floats
from balance.columns import STAGES_JUDGED
from balance.errors import RefusedAction
from balance.pricelist import Prices
from balance.scenario.actions import Add, Move
from balance.scenario.gains import gains
from balance.scenario.goods import bundle_of
from balance.sensitivity import totals

__all__ = ["Effect", "Mending", "effects"]

Effect = list[tuple[int, int, float]]  # part, indicator, what one unit changes in the numerator


def effects(before: Assessment, actions: list[Add | Move], prices: Prices) -> list[Effect]:
    """What one unit of each action does to what the parts have; a school that is not judged has no part."""
    each: dict[str, Floats] = {}
    found = []
    for action in actions:
        if action.resource not in each:
            each[action.resource] = gains(before, bundle_of(action.resource, prices))
        gain = each[action.resource]
        if isinstance(action, Add):
            found.append(_at(before, action.school, action.county, action.stage, gain, 1.0))
        else:
            taken = _at(before, action.giver, action.county, action.stage, gain, -1.0)
            found.append(taken + _at(before, action.taker, action.county, action.to_stage or action.stage, gain, 1.0))
    return found


def _at(before: Assessment, school: str, county: str, stage: str | None, gain: Floats, sign: float) -> Effect:
    table, parts = before.county, before.parts
    try:
        here = table.find(school, county)
    except RefusedAction:  # a school that is not judged, or a campus that counts with its school
        return []
    own = np.flatnonzero(parts.school == here).tolist()
    rows = [row for row in own if stage is None or STAGES_JUDGED[parts.stage[row]] == stage]
    return [(row, k, sign * float(gain[row, k])) for row in rows for k in np.flatnonzero(gain[row] > 0).tolist()]


class Mending:
    """What is broken today and will not be after the plan, and how far what was given so far has mended it.

    Broken are: a value under the tolerated share of its bound, a value under its bound, a CV over its limit (where the
    standard judges their mean: the mean). Each counts 1 and is mended by the share of its gap that is closed:

        value   gap = target − x,  target = min(mark · bound · P / times, what the plan gives it)
        CV      gap = CV − target,  target = max(limit, the CV after the plan)

    A value that the plan leaves as it is is no measure for the plan. Where nobody has any of a thing there is no CV yet,
    and only the values count.
    """

    def __init__(self, before: Assessment, after: Assessment, units: list[Effect]) -> None:
        flat = [(j, *entry) for j, effect in enumerate(units) for entry in effect]
        self._unit, self._row, self._k = (np.array([entry[i] for entry in flat], dtype=np.intp) for i in range(3))
        self._each = np.array([entry[3] for entry in flat], dtype=float)
        self._units = len(units)
        self._pupils = before.parts.pupils
        self._has = np.where(np.isfinite(before.value), before.numerator, 0.0)
        self._marks = _marks(before, after)
        self._spread(before, after)

    def _spread(self, before: Assessment, after: Assessment) -> None:
        """The lines of the CVs: each its own, or one a group for their mean; pairs of a unit and a CV that it moves."""
        standard, groups, indicators = before.standard, before.parts.groups, len(before.standard.indicators)
        limit = np.array([standard.limit(stage) or np.nan for stage in STAGES_JUDGED])
        limit = np.tile(limit, groups // len(STAGES_JUDGED))
        self._people, self._total, self._squares = totals(before)
        rule = standard.balance_rule
        if rule is not None and rule.kind == "each_cv":
            self._weight = np.ones((groups, indicators))
            self._line = np.arange(groups * indicators).reshape(groups, indicators)
            now, later, limits = before.dispersion.cv, after.dispersion.cv, np.repeat(limit, indicators)
        else:
            self._weight = np.full((groups, indicators), 1 / indicators)
            self._line = np.repeat(np.arange(groups), indicators).reshape(groups, indicators)
            now, later, limits = before.composite, after.composite, limit
        self._aim = np.fmax(limits, later.ravel())
        gap = now.ravel() - self._aim
        with np.errstate(invalid="ignore"):
            self._gap = np.where(gap > 1e-12, gap, np.nan)
        place = before.parts.group[self._row] * indicators + self._k
        self._pair, pairs = _joined(self._unit, place, groups * indicators)
        self._pair_place = pairs % (groups * indicators)
        self._pair_total = np.bincount(self._pair, self._each, len(pairs))
        lines = self._line.ravel()[self._pair_place]
        self._both, unit_lines = _joined(pairs // (groups * indicators), lines, groups * indicators)
        self._both_unit, self._both_line = np.divmod(unit_lines, groups * indicators)

    def per_unit(self) -> Floats:
        """What one more unit of each action mends now; below 0 where it breaks more than it mends."""
        has, found = self._has[self._row, self._k], np.zeros(self._units)
        for target, gap in self._marks:
            aim = target[self._row, self._k]
            closed = np.maximum(aim - has, 0.0) - np.maximum(aim - has - self._each, 0.0)
            found += np.bincount(self._unit, np.nan_to_num(closed / gap[self._row, self._k]), self._units)
        squares = np.bincount(self._pair, (2 * has + self._each) * self._each / self._pupils[self._row], len(self._pair_place))
        people, total, now = (a.ravel()[self._pair_place] for a in (self._people, self._total, self._squares))
        change = _cv(people, total + self._pair_total, now + squares) - _cv(people, total, now)
        moved = np.bincount(self._both, self._weight.ravel()[self._pair_place] * change, len(self._both_line))
        level, aim = self._levels()[self._both_line], self._aim[self._both_line]
        with np.errstate(invalid="ignore"):
            closed = (np.maximum(level - aim, 0.0) - np.maximum(level + moved - aim, 0.0)) / self._gap[self._both_line]
        return np.asarray(found + np.bincount(self._both_unit, np.nan_to_num(closed), self._units))

    def give(self, unit: int, times: float) -> None:
        """Book so many units of an action."""
        own = self._unit == unit
        np.add.at(self._has, (self._row[own], self._k[own]), self._each[own] * times)
        for pair in np.unique(self._pair[own]).tolist():
            here = own & (self._pair == pair)
            gone = self._has[self._row[here], self._k[here]]
            added = self._each[here] * times
            place = np.unravel_index(self._pair_place[pair], self._total.shape)
            self._total[place] += added.sum()
            self._squares[place] += ((2 * gone - added) * added / self._pupils[self._row[here]]).sum()

    def _levels(self) -> Floats:
        """Every line's CV (or mean of CVs) as it stands now; NaN where one of them is not there."""
        cv = _cv(self._people, self._total, self._squares)
        return np.bincount(self._line.ravel(), (self._weight * cv).ravel(), len(self._aim)).astype(float)


def _marks(before: Assessment, after: Assessment) -> list[tuple[Floats, Floats]]:
    """Target and gap of every value for both marks, the share and the bound; a gap is NaN where nothing is to be mended."""
    rule = before.standard.school_rule
    times = np.array([indicator.times for indicator in before.standard.indicators])
    bound = before.bound * before.parts.pupils[:, None] / times
    found = []
    for mark in ([rule.share] if rule is not None else []) + [1.0]:
        target = np.minimum(mark * bound, after.numerator)
        gap = target - before.numerator
        with np.errstate(invalid="ignore"):
            found.append((target, np.where(gap > 1e-12 * mark * bound, gap, np.nan)))
    return found


def _cv(people: Floats, total: Floats, squares: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(total > 0, np.sqrt(np.maximum(people * squares / total**2 - 1, 0.0)), np.nan)


def _joined(
    first: NDArray[np.intp], second: NDArray[np.intp], width: int
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The place of every couple among the different ones, and those as first · width + second."""
    different, place = np.unique(first * width + second, return_inverse=True)
    return place.ravel().astype(np.intp), different.astype(np.intp)
