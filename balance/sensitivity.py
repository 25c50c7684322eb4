"""Where one more does most: the change of every CV by one more of a thing at each school, exact; our own analysis."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from balance.assess import Assessment
from balance.bounds import Floats
from balance.pricelist import Bundle
from balance.scenario.gains import gains

__all__ = ["Sensitivity", "sensitivity", "totals"]


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What one more of a bundle at each part does to the CVs of the part's own stage, parts × indicators.

    slope     dCV per bundle, at what there is now
    one_more  the CV with exactly one more, less the present CV

    Both are negative where the coefficient falls, 0 where the bundle does not count, NaN where the part has no value or
    the county no CV. Where the CV is 0 it has no slope (NaN): any first unit raises it.
    """

    slope: Floats
    one_more: Floats


def totals(assessment: Assessment) -> tuple[Floats, Floats, Floats]:
    """Per group and indicator, over the parts with a value: pupils N = ΣP, amounts T = Σx, and Q = Σ x²/P.

    With them the coefficient is plain: CV² = N·Q / T² − 1.
    """
    parts, known = assessment.parts, np.isfinite(assessment.value)
    shape = assessment.dispersion.cv.shape
    sums = [np.zeros(shape) for _ in range(3)]
    pupils = np.where(known, parts.pupils[:, None], 0.0)
    has = np.where(known, assessment.numerator, 0.0)
    squares = np.divide(has**2, pupils, out=np.zeros_like(has), where=known)
    for total, entries in zip(sums, (pupils, has, squares), strict=True):
        np.add.at(total, parts.group, entries)
    return sums[0], sums[1], sums[2]


def sensitivity(assessment: Assessment, bundle: Bundle) -> Sensitivity:
    """The sensitivity of every CV to one more of the bundle, part by part.

        CV² = N·Q/T² − 1
        dCV/dx_i = N / (CV·T²) · (x_i/P_i − Q/T)
        one more of g:  Q' = Q + (2x_i + g)·g/P_i,  T' = T + g,  CV' = √(N·Q'/T'² − 1)

    A unit lowers the CV where the part has less per pupil than Q/T (the mean of what a pupil meets, weighted by the
    amounts), which lies above the county mean: so even a school a little above the mean may get one.
    """
    pupils, total, squares = (entry[assessment.parts.group] for entry in totals(assessment))
    cv = assessment.dispersion.cv[assessment.parts.group]
    known = np.isfinite(assessment.value)
    own = np.where(known, assessment.parts.pupils[:, None], np.nan)
    gain, has = gains(assessment, bundle), assessment.numerator
    with np.errstate(invalid="ignore", divide="ignore"):
        slope = gain * pupils / (cv * total**2) * (has / own - squares / total)
        later = pupils * (squares + (2 * has + gain) * gain / own) / (total + gain) ** 2 - 1
        one_more = np.where(gain == 0, 0.0, np.sqrt(np.maximum(later, 0.0)) - cv)
    slope = np.where(np.isfinite(slope) & known, np.where(gain == 0, 0.0, slope), np.nan)
    return Sensitivity(slope, np.where(known & np.isfinite(cv), one_more, np.nan))
