"""A county and stage without one of its parts, and its CV when that part comes back changed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from balance.assess import Assessment
from balance.bounds import Floats

__all__ = ["Others", "cv_with", "others"]

# where the others make less than this of the scatter, taking the part away from the whole leaves mostly binary noise
_LOST = 1e-4
_EQUAL = 1e-28


@dataclass(frozen=True, slots=True)
class Others:
    """What the other judged parts of a part's county and stage have together, parts × indicators.

    pupils   N₀ = Σ P_j
    amount   T₀ = Σ x_j, in the numerator's own unit
    scatter  D₀ = Σ P_j (x_j/P_j − T₀/N₀)², about their own mean; 0 for one other part, or none

    NaN where the part itself has no value.
    """

    pupils: Floats
    amount: Floats
    scatter: Floats


def others(assessment: Assessment) -> Others:
    """The others of every part, from the totals of its group:

        D₀ = D − (N P / N₀)(X − X̄)²      D = N S²

    where that difference would be all noise (the part makes nearly all of S²) they are summed afresh.
    """
    parts, spread = assessment.parts, assessment.dispersion
    x, p, group = assessment.numerator, parts.pupils[:, None], parts.group
    known = np.isfinite(x) & (p > 0)
    times = np.array([indicator.times for indicator in assessment.standard.indicators])
    pupils, amount = np.zeros(spread.mean.shape), np.zeros(spread.mean.shape)
    np.add.at(pupils, group, np.where(known, p, 0.0))
    np.add.at(amount, group, np.where(known, x, 0.0))
    n, t = pupils[group], amount[group]
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        rest = np.where(known, n - p, np.nan)
        whole = n * (spread.sd[group] / times) ** 2
        scatter = np.where(rest > 0, np.maximum(whole - n * p / rest * (x / p - t / n) ** 2, 0.0), 0.0)
        noisy = known & (rest > 0) & (scatter < _LOST * whole) & (whole > _EQUAL * t**2 / n)
    for row, k in np.argwhere(noisy):
        scatter[row, k] = _scatter(x[:, k], parts.pupils, known[:, k] & (group == group[row]), row)
    return Others(rest, np.where(known, t - x, np.nan), np.where(known, scatter, np.nan))


def _scatter(amount: Floats, pupils: Floats, rows: NDArray[np.bool_], without: np.intp) -> float:
    """The scatter of these rows but one about their own mean."""
    rows[without] = False
    ratio, weight = amount[rows] / pupils[rows], pupils[rows]
    return float((weight * (ratio - amount[rows].sum() / weight.sum()) ** 2).sum())


def cv_with(pupils: Floats, amount: Floats, scatter: Floats, p: Floats, x: Floats) -> Floats:
    """The CV of others who have `pupils`, `amount` and `scatter` together with one part of `p` pupils that has `x`:

        N' = N₀ + p      X̄' = (T₀ + x) / N'      S'² = ( D₀ + (N₀ p / N')(x/p − T₀/N₀)² ) / N'      CV' = S' / X̄'

    A sum of squares, nothing taken from anything, so it is as exact as the official formula. NaN where the mean is 0.
    All arrays broadcast; p > 0.

    >>> # 300 pupils with 1 book each and 100 with 5: mean 2, S² = 0.75 × 1 + 0.25 × 9 = 3
    >>> round(float(cv_with(*(np.array([v]) for v in (300.0, 300.0, 0.0, 100.0, 500.0)))[0] ** 2), 9)
    0.75
    """
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        n = pupils + p
        mean = (amount + x) / n
        apart = np.where(pupils > 0, pupils * p / n * (x / p - amount / pupils) ** 2, 0.0)
        return np.where(mean > 0, np.sqrt((scatter + apart) / n) / mean, np.nan)
