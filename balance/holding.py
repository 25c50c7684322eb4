"""Which stages a school holds: those of its type, and those in which it has pupils."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from balance.columns import STAGES, Stage
from balance.county import County

__all__ = ["HOLDS", "holding"]

HOLDS: dict[str, tuple[Stage, ...]] = {
    "primary": ("primary",),
    "teaching_point": ("primary",),
    "junior": ("junior",),
    "nine_year": ("primary", "junior"),
    "complete_secondary": ("junior", "senior"),
    "twelve_year": ("primary", "junior", "senior"),
    "senior": ("senior",),
    "special": (),
}


def holding(county: County) -> NDArray[np.bool_]:
    """Which stages each school holds, stages × schools: those of its type and those with pupils; never one of which it
    is known that it has none."""
    types = county.words("school_type")
    pupils = np.stack([county.figures(f"pupils_{stage}") for stage in STAGES])
    holds = pupils > 0
    for kind, stages in HOLDS.items():
        rows = types == kind
        if rows.any():
            for stage in stages:
                holds[STAGES.index(stage)] |= rows
    return np.asarray(holds & (pupils != 0))
