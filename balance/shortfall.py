"""What is lacking: per part in the numerator's own unit, and per school where its stages share the thing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from balance.assess import Assessment
from balance.bounds import Floats, reaches

__all__ = ["SchoolNeed", "Shortfall", "lacking", "school_needs"]


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Parts × indicators: what is missing to the bound and to the tolerated share of it.

    Whole numbers for people, rooms and books (rounded up), plain amounts for ㎡ and yuan; 0 where the bound is
    reached, NaN where there is no bound or no value. `to_tolerated` is NaN where the standard tolerates nothing less.
    """

    to_bound: Floats
    to_tolerated: Floats


@dataclass(frozen=True, slots=True)
class SchoolNeed:
    """What a combined school must add of a shared thing so that all its parts reach their bounds.

    Adding goes to the school and is divided among its stages as ever, so it is more than the parts lack together.
    """

    school: int
    indicator: int
    to_bound: float
    to_tolerated: float


def lacking(assessment: Assessment) -> Shortfall:
    """What each part lacks of each indicator: bound × pupils ÷ times − what it has, never under 0.

    >>> # 700 pupils, 5 backbone teachers, bound 1 per 100: 7 − 5 = 2 teachers
    >>> float(_gap(np.array([5.0]), np.array([1.0]), np.array([700.0]), 100.0, True)[0])
    2.0
    """
    share = assessment.standard.school_rule.share if assessment.standard.school_rule is not None else np.nan
    to_bound, to_tolerated = np.empty_like(assessment.value), np.empty_like(assessment.value)
    for k, indicator in enumerate(assessment.standard.indicators):
        has, bound, pupils = assessment.numerator[:, k], assessment.bound[:, k], assessment.parts.pupils
        to_bound[:, k] = _gap(has, bound, pupils, indicator.times, indicator.whole)
        to_tolerated[:, k] = _gap(has, bound * share, pupils, indicator.times, indicator.whole)
    return Shortfall(to_bound, to_tolerated)


def _gap(has: Floats, bound: Floats, pupils: Floats, times: float, whole: bool) -> Floats:
    return _missing(has, bound * pupils / times, whole)


def _missing(has: Floats, needed: Floats, whole: bool) -> Floats:
    """The least that has to be added so that `needed` is reached; 0 where it is, NaN where either is not known."""
    missing = needed - has
    if whole:
        missing = np.ceil(missing)
        missing = np.where(reaches(has + missing - 1, needed), missing - 1, missing)
    known = ~np.isnan(missing)
    return np.where(known & reaches(has, needed), 0.0, missing)


def school_needs(assessment: Assessment) -> list[SchoolNeed]:
    """What the combined schools need of what their stages share, one entry a school and indicator that lacks any.

    A school's total T gives a part share·T; every part of it must reach its bound:
    T ≥ max over parts of bound · pupils ÷ (times · share).
    """
    parts, standard = assessment.parts, assessment.standard
    tolerated = standard.school_rule.share if standard.school_rule is not None else np.nan
    rows = np.flatnonzero(parts.combined)
    schools, place = np.unique(parts.school[rows], return_inverse=True)
    needs: list[SchoolNeed] = []
    for k, indicator in enumerate(standard.indicators):
        if not set(indicator.numerator) <= standard.split.columns or not rows.size:
            continue
        with np.errstate(invalid="ignore", divide="ignore"):
            has = assessment.numerator[rows, k] / parts.share[rows]
            bounded = np.isfinite(assessment.bound[rows, k])
            wanted = assessment.bound[rows, k] * parts.pupils[rows] / (indicator.times * parts.share[rows])
        to_bound = _most(_missing(has, wanted, indicator.whole), bounded, place, len(schools))
        almost = _most(_missing(has, tolerated * wanted, indicator.whole), bounded, place, len(schools))
        needs += [
            SchoolNeed(int(schools[i]), k, float(to_bound[i]), float(almost[i])) for i in np.flatnonzero(to_bound > 0)
        ]
    return needs


def _most(gaps: Floats, bounded: NDArray[np.bool_], place: NDArray[np.intp], schools: int) -> Floats:
    """The largest gap of each school among its parts with a bound, 0 if none; NaN where one of them is not known."""
    worst, unknown = np.zeros(schools), np.zeros(schools, dtype=bool)
    known = bounded & ~np.isnan(gaps)
    np.maximum.at(worst, place[known], gaps[known])
    unknown[place[bounded & np.isnan(gaps)]] = True
    return np.where(unknown, np.nan, worst)
