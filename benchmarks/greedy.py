"""What one would do by hand: give to the poorest school until everything passes. The plans are measured against it."""

from __future__ import annotations

import numpy as np

from balance.assess import Assessment
from balance.columns import STAGES_JUDGED
from balance.pricelist import Prices
from balance.scenario.gains import gains

__all__ = ["poorest_first"]

# the one thing for each indicator that one would think of first
THING = {
    "above_degree_teachers_per_100": "above_degree_teacher", "backbone_teachers_per_100": "backbone_teacher",
    "pe_arts_teachers_per_100": "pe_arts_teacher", "teaching_area_per_pupil": "classroom",
    "sports_area_per_pupil": "sports_ground", "equipment_yuan_per_pupil": "equipment",
    "multimedia_rooms_per_100": "multimedia_room",
}  # fmt: skip


def poorest_first(before: Assessment, prices: Prices) -> tuple[float, int]:
    """Every part brought to 85 % of each bound, then, stage by stage and indicator by indicator, one thing more for the
    part with the lowest ratio until the CV is within its limit; again until nothing is broken. Cost and number of things.
    """
    parts, standard = before.parts, before.standard
    has, cost, things = before.numerator.copy(), 0.0, 0
    rule = standard.school_rule
    share = rule.share if rule else 1.0
    shared = {name: prices.bundles[name].per == "school" for name in THING.values()}
    effect = {name: gains(before, prices.bundles[name]) for name in THING.values()}
    together = [np.flatnonzero(parts.school == school) for school in parts.school]

    def give(name: str, row: int, times: int) -> None:
        nonlocal cost, things
        rows = together[row] if shared[name] else np.array([row])
        has[rows] += times * effect[name][rows]
        cost += times * prices.bundles[name].cost
        things += times

    while True:
        done = True
        for k, indicator in enumerate(standard.indicators):
            name, each = THING[indicator.id], effect[THING[indicator.id]][:, k]
            need = share * before.bound[:, k] * parts.pupils / indicator.times
            for row in range(len(parts)):
                missing = int(np.ceil((need[row] - has[row, k]) / each[row] - 1e-9))
                if missing > 0:
                    give(name, row, missing)
                    done = False
            for group in range(parts.groups):
                rows = np.flatnonzero(parts.group == group)
                limit = standard.cv_limit(STAGES_JUDGED[group % len(STAGES_JUDGED)]) or np.inf
                pupils = parts.pupils[rows]
                while True:
                    ratio = has[rows, k] / pupils
                    mean = has[rows, k].sum() / pupils.sum()
                    if np.sqrt((pupils / pupils.sum() * (ratio - mean) ** 2).sum()) <= limit * mean:
                        break
                    give(name, int(rows[np.argmin(ratio)]), 1)
                    done = False
        if done:
            return cost, things
