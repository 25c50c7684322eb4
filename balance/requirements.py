"""What one school must have by its classes, pupils or teachers, and how large it may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from balance.bounds import Floats, half_up, whole_up
from balance.columns import STAGES_JUDGED
from balance.county import County
from balance.holding import holding
from balance.indicators import applies, figure, school_pupils
from balance.standard import Ceiling, Requirement, Standard
from balance.words import Term

__all__ = ["Excess", "Need", "ceilings", "largest_remainder", "needs", "steps"]


@dataclass(frozen=True, slots=True)
class Need:
    """One requirement (or one level of an allotment) for all schools, one entry a school; NaN where not known."""

    requirement: Requirement
    title: Term
    required: Floats
    has: Floats

    @property
    def short(self) -> Floats:
        """What is missing; 0 where there is enough."""
        return np.maximum(self.required - self.has, 0.0)


@dataclass(frozen=True, slots=True)
class Excess:
    """A ceiling for all schools: the figure, its limit, and what is over it; NaN where not known, or where a school
    does not hold the stage."""

    ceiling: Ceiling
    stage: str
    figure: Floats
    limit: Floats

    @property
    def over(self) -> Floats:
        """What is over the limit; 0 where it is kept."""
        return np.maximum(self.figure - self.limit, 0.0)


def steps(classes: Floats, requirement: Requirement) -> Floats:
    """Rooms by classes: base + step × round((classes − start) / every), never under the base.

    68 classes, 4 laboratories at 48 and one more for every 12 more, rounded up: 4 + ⌈20/12⌉ = 6.
    """
    more = _rounded((classes - requirement.start) / requirement.every, requirement.rounding)
    return requirement.base + requirement.step * np.maximum(more, 0.0)


def _rounded(amount: Floats, rounding: str) -> Floats:
    if rounding == "up":
        return whole_up(amount)
    if rounding == "down":
        return -whole_up(-amount)
    if rounding == "nearest":
        return half_up(amount, 0)
    return amount


def largest_remainder(total: int, weights: Sequence[float]) -> list[int]:
    """`total` divided by `weights` into whole numbers that add up to it: what is left over goes to the largest
    remainders, the earlier one at a tie.

    >>> largest_remainder(32, [3, 4, 8])
    [6, 9, 17]
    """
    quotas = [total * weight / sum(weights) for weight in weights]
    result = [int(quota) for quota in quotas]
    order = sorted(range(len(quotas)), key=lambda i: (-(quotas[i] - result[i]), i))
    for i in order[: total - sum(result)]:
        result[i] += 1
    return result


def needs(county: County, standard: Standard) -> list[Need]:
    """Every requirement of the standard for every school of the county."""
    result: list[Need] = []
    for requirement in standard.requirements:
        has = figure(county, requirement.has) * requirement.factor
        required = _required(county, requirement)
        result.append(Need(requirement, requirement.title, required, has))
        for i, level in enumerate(requirement.levels):
            weights = [entry.weight for entry in requirement.levels]
            split = [np.nan if np.isnan(n) else largest_remainder(int(n), weights)[i] for n in required]
            result.append(Need(requirement, level.title, np.array(split, dtype=float), figure(county, level.has)))
    return result


def _required(county: County, requirement: Requirement) -> Floats:
    if requirement.rule == "steps":
        return steps(figure(county, "classes"), requirement)
    if requirement.rule == "per_pupil":
        return _rounded(requirement.rate * school_pupils(county), requirement.rounding)
    return _rounded(requirement.share * figure(county, requirement.of), requirement.rounding)


def ceilings(county: County, standard: Standard) -> list[Excess]:
    """Every ceiling of the standard for every school of the county, concessions in force applied."""
    result: list[Excess] = []
    for ceiling in standard.ceilings:
        if ceiling.kind == "pupils":
            held = np.stack([county.figures(f"pupils_{stage}") for stage in STAGES_JUDGED])
            keys = np.where((held > 0).all(axis=0), "combined", "single")
            result.append(Excess(ceiling, "", school_pupils(county), _limit(county, standard, ceiling, keys)))
        else:
            for stage in STAGES_JUDGED:
                limit = _limit(county, standard, ceiling, np.full(len(county.schools), stage))
                largest = county.figures(f"largest_class_{stage}")
                asked = holding(county)[STAGES_JUDGED.index(stage)] | np.isfinite(largest)
                result.append(Excess(ceiling, stage, largest, np.where(asked, limit, np.nan)))
    return result


def _limit(county: County, standard: Standard, ceiling: Ceiling, keys: NDArray[np.str_]) -> Floats:
    """The ceiling of each school by its key, raised where a concession in force applies to it."""
    limit = np.array([ceiling.limits[key] for key in keys.tolist()], dtype=float)
    for concession in standard.in_force:
        if concession.ceiling == ceiling.id:
            higher = np.array([concession.ceiling_limits[key] for key in keys.tolist()], dtype=float)
            limit = np.where(applies(county, concession.when), np.maximum(limit, higher), limit)
    return limit
