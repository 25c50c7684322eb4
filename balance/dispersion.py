"""How close schools are to each other: pupil-weighted mean, standard deviation and coefficient of variation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from balance.bounds import Floats

__all__ = ["Dispersion", "disperse"]


@dataclass(frozen=True, slots=True)
class Dispersion:
    """Mean, standard deviation and CV, groups × indicators; `judged` parts had a value, `absent` had none."""

    pupils: Floats
    mean: Floats
    sd: Floats
    cv: Floats
    judged: NDArray[np.int64]
    absent: NDArray[np.int64]


def disperse(
    numerator: Floats, pupils: Floats, group: NDArray[np.intp], groups: int, times: Floats
) -> Dispersion:
    """The dispersion of every indicator in every group, in one pass over all of them.

        X_i = times · x_i / P_i      X̄ = times · Σx_i / ΣP_i
        S = √( Σ (P_i / ΣP) (X_i − X̄)² )      CV = S / X̄

    The population form, weighted by pupils. The mean is the county's total over its pupils, not a mean of ratios.

    Special cases: a part without a value or without pupils is left out of its indicator and counted as absent; a
    single part has S = 0; where the mean is 0 (nobody has any) the CV is NaN, never 0; a group with no value is NaN.

    numerator: parts × indicators. pupils, group: one entry a part. times: one entry an indicator.
    Source: 《义务教育均衡发展差异系数计算方法及数据来源》.

    >>> books, pupils = np.array([[279.0], [137], [935], [160], [402]]), np.array([45.0, 37, 89, 76, 55])
    >>> round(float(disperse(books, pupils, np.zeros(5, int), 1, np.ones(1)).cv[0, 0]), 7)
    0.5152566
    """
    indicators = numerator.shape[1]
    cells = (group[:, None] * indicators + np.arange(indicators)).ravel()
    size = groups * indicators
    valid = np.isfinite(numerator) & (pupils > 0)[:, None]
    weight = np.where(valid, pupils[:, None], 0.0)
    with np.errstate(over="ignore"):
        amount = np.where(valid, numerator, 0.0) * times

    def total(entries: NDArray[np.float64]) -> Floats:
        return np.bincount(cells, entries.ravel(), size).astype(float).reshape(groups, indicators)

    judged = np.bincount(cells, valid.ravel(), size).reshape(groups, indicators).astype(np.int64)
    parts = np.bincount(cells, minlength=size).reshape(groups, indicators)
    weights = total(weight)
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        mean = total(amount) / weights
        ratio = amount / weight
        apart = np.where(valid, weight * (ratio - mean[group]) ** 2, 0.0)
        sd = np.sqrt(total(apart) / weights)
        cv = np.where(mean > 0, sd / mean, np.nan)
    everyone = np.bincount(group, np.where(np.isfinite(pupils), pupils, 0.0), groups).astype(float)
    return Dispersion(everyone, mean, sd, cv, judged, parts - judged)
