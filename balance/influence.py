"""Which schools make a CV what it is: our own analysis, on the official method's own terms."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from balance.assess import Assessment
from balance.bounds import Floats

__all__ = ["Influence", "influence"]


@dataclass(frozen=True, slots=True)
class Influence:
    """Parts × indicators.

    share       the part's share of S², (P_i/ΣP)(X_i − X̄)² ÷ S²; adds to 1 within a county and stage. NaN where the
                part has no value or all parts are equal (S = 0).
    above       whether the part lies above the county mean
    cv_at_mean  the CV if this part, and no other, had the county's present mean per pupil; NaN without a value
    """

    share: Floats
    above: NDArray[np.bool_]
    cv_at_mean: Floats


def influence(assessment: Assessment) -> Influence:
    """The influence of every part on every CV.

    Putting part i at the present mean takes its deviation d = X_i − X̄ out of S² and moves the mean by −w·d (w = P_i/ΣP):

        mean' = X̄ − w·d        S'² = S² − w·d² − (w·d)²        CV' = S' / mean'

    Source of the share: the worked example's column "差异情况" in 《义务教育均衡发展差异系数计算方法及数据来源》; the rest
    is our own.
    """
    spread, group, pupils = assessment.dispersion, assessment.parts.group, assessment.parts.pupils
    known = np.isfinite(assessment.value)
    weight = np.where(known, pupils[:, None], 0.0)
    totals = np.zeros(spread.mean.shape)
    np.add.at(totals, group, weight)
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        w = np.where(known, weight / totals[group], np.nan)
        d = assessment.value - spread.mean[group]
        variance = spread.sd[group] ** 2
        share = np.where(variance > 0, w * d**2 / variance, np.nan)
        mean = spread.mean[group] - w * d
        left = np.maximum(variance - w * d**2 - (w * d) ** 2, 0.0)
        cv = np.where(mean > 0, np.sqrt(left) / mean, np.nan)
    return Influence(share, d > 0, cv)
