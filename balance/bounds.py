"""The one comparison and the one rounding: everything that is reached, kept or nearly so is decided here.

Verdicts are taken on unrounded numbers. Comparisons forgive a relative 1e-12, the noise of binary arithmetic, so that
a school standing exactly at its bound reaches it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["STATUSES", "Floats", "half_up", "reaches", "status", "whole_up", "within"]

Floats = NDArray[np.float64]
STATUSES = ("met", "tolerated", "short", "absent", "unbounded")
MET, TOLERATED, SHORT, ABSENT, UNBOUNDED = range(5)
_NOISE = 1e-12


def reaches(value: Floats, bound: Floats | float) -> NDArray[np.bool_]:
    """Whether each value is at least its bound; False where either is NaN.

    >>> reaches(np.array([4.2, 4.19, np.nan]), 4.2).tolist()
    [True, False, False]
    """
    return np.asarray(value) >= np.asarray(bound) * (1 - _NOISE)


def within(cv: Floats, limit: Floats | float) -> NDArray[np.bool_]:
    """Whether each CV is at most its limit; False where either is NaN."""
    return np.asarray(cv) <= np.asarray(limit) * (1 + _NOISE)


def half_up(value: Floats | float, decimals: int) -> Floats:
    """Values as the official form prints them: halves go up, as in 申报表; NaN stays NaN.

    >>> half_up(np.array([0.5005, 2.345]), 3).tolist(), half_up(6.335, 2).tolist()
    ([0.501, 2.345], 6.34)
    """
    scale = 10.0**decimals
    # 0.5005 is stored a little below itself: the inner rounding takes that noise away before halves are looked at
    scaled = np.round(np.asarray(value, dtype=float) * scale, 6)
    return np.asarray(np.floor(scaled + 0.5) / scale)


def whole_up(amount: Floats) -> Floats:
    """The next whole number, forgiving binary noise: 3.0000000001 teachers short are 3, 3.01 are 4."""
    rounded = np.round(amount)
    return np.where(np.abs(amount - rounded) <= 1e-9 * np.maximum(1.0, np.abs(rounded)), rounded, np.ceil(amount))


def status(value: Floats, bound: Floats, share: float | None) -> NDArray[np.int8]:
    """The status of each value as an index into `STATUSES`.

    "unbounded" where there is no bound (NaN), whether or not there is a value; "absent" where there is a bound and no
    value. `share`: the part of the bound that still counts as tolerated; None where the standard tolerates nothing.
    """
    result = np.full(np.shape(value), SHORT, dtype=np.int8)
    if share is not None:
        result[reaches(value, bound * share)] = TOLERATED
    result[reaches(value, bound)] = MET
    result[np.isnan(value)] = ABSENT
    result[np.broadcast_to(np.isnan(bound), result.shape)] = UNBOUNDED
    return result
