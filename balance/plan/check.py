"""A plan judged again, by judging alone: nothing here knows how it was found."""

from __future__ import annotations

import numpy as np

from balance.assess import NO, Assessment, assess
from balance.bounds import SHORT
from balance.county import County
from balance.plan.goal import Goal
from balance.pricelist import Prices
from balance.scenario.actions import Scenario
from balance.scenario.apply import apply
from balance.standard import Standard

__all__ = ["reached"]


def reached(county: County, standard: Standard, prices: Prices, goal: Goal, scenario: Scenario) -> bool:
    """Whether the county reaches the goal after the scenario, within the budget."""
    applied = apply(county, scenario, prices, standard)
    if goal.budget is not None and applied.cost > goal.budget * (1 + 1e-12):
        return False
    return goal_holds(assess(applied.county, standard), goal)


def goal_holds(after: Assessment, goal: Goal) -> bool:
    """Whether an assessment shows the goal reached: nothing known contradicts it."""
    chosen = np.array([not goal.indicators or entry.id in goal.indicators for entry in after.standard.indicators])
    if goal.reach and (after.status[:, chosen] == SHORT).any():
        return False
    if goal.reach == "met":
        rule = after.standard.school_rule
        if rule is None or (chosen.all() and (after.passes == NO).any()):
            return False
        below = ((after.ratio < 1 - 1e-12) & chosen).sum(axis=1)
        if (below > len(chosen) - rule.met).any():
            return False
    return not (goal.cv and (after.within[:, chosen] == NO).any()) and not (goal.cv and _nobody(after, chosen))


def _nobody(after: Assessment, chosen: np.ndarray) -> bool:
    """Whether a stage has none of a thing at all: no CV, and no balance."""
    spread = after.dispersion
    none = (spread.mean == 0) & (spread.absent == 0) & after.occupied[:, None]
    return bool(none[:, chosen].any())
