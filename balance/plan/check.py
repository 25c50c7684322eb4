"""A plan judged again, by judging alone: nothing here knows how it was found."""

from __future__ import annotations

import numpy as np

from balance.assess import NO, Assessment, assess
from balance.bounds import MET, SHORT, TOLERATED, within
from balance.columns import STAGES_JUDGED
from balance.county import County
from balance.plan.goal import Goal
from balance.pricelist import Prices
from balance.scenario.actions import Add, Move, Scenario
from balance.scenario.apply import apply
from balance.standard import Standard

__all__ = ["goal_holds", "reached"]


def reached(county: County, standard: Standard, prices: Prices, goal: Goal, scenario: Scenario) -> bool:
    """Whether the county reaches the goal after the scenario: within the budget, with what the goal allows, and with every
    giver keeping what the price list's rule says."""
    applied = apply(county, scenario, prices, standard)
    cost = applied.once + applied.yearly * prices.horizon_years
    if goal.budget is not None and cost > goal.budget * (1 + 1e-12):
        return False
    before, after = assess(county, standard), assess(applied.county, standard)
    return goal_holds(after, goal) and _allowed(before, prices, goal, scenario) and _kept(before, after, prices, scenario)


def goal_holds(after: Assessment, goal: Goal) -> bool:
    """Whether an assessment shows the goal reached: nothing known contradicts it."""
    chosen = np.array([not goal.indicators or entry.id in goal.indicators for entry in after.standard.indicators])
    return _schools_hold(after, goal, chosen) and (not goal.cv or _close_enough(after, goal, chosen))


def _schools_hold(after: Assessment, goal: Goal, chosen: np.ndarray) -> bool:
    if not goal.reach:
        return True
    fails = (after.status[:, chosen] == SHORT).any(axis=1)
    if goal.reach == "met":
        rule = after.standard.school_rule
        if rule is None:
            return False
        below = ((after.status == TOLERATED) & chosen).sum(axis=1)
        fails |= below > len(chosen) - rule.met
    if goal.passing is None:
        return not fails.any()
    judged = np.isin(after.status[:, chosen], (MET, TOLERATED, SHORT)).any(axis=1)
    return int((judged & ~fails).sum()) >= goal.passing


def _close_enough(after: Assessment, goal: Goal, chosen: np.ndarray) -> bool:
    rule, spread = after.standard.balance_rule, after.dispersion
    limits = np.array([(after.standard.limit(stage) or np.nan) + goal.excess for stage in STAGES_JUDGED])
    limits = np.tile(limits, len(after.parts.counties))
    nobody = (spread.mean == 0) & (spread.absent == 0) & after.occupied[:, None] & np.isfinite(limits)[:, None]
    if rule is None or nobody[:, chosen].any():
        return False
    if rule.kind != "each_cv":
        known = np.isfinite(after.composite) & np.isfinite(limits)
        return not (known & ~within(after.composite, limits)).any()
    known = np.isfinite(spread.cv) & (spread.absent == 0) & np.isfinite(limits)[:, None]
    return not (known & ~within(spread.cv, limits[:, None]))[:, chosen].any()


def _allowed(before: Assessment, prices: Prices, goal: Goal, scenario: Scenario) -> bool:
    """Only what may be added and moved, only where the goal allows it."""
    county = before.county
    touched: set[tuple[str, str]] = set()
    for action in scenario.actions:
        if isinstance(action, Add):
            schools, listed, allowed = (action.school,), prices.bundles, goal.bundles
        elif isinstance(action, Move):
            schools, listed, allowed = (action.giver, action.taker), prices.moves, goal.movable if goal.moves else ()
        else:
            return False
        if action.resource not in listed or (allowed is not None and action.resource not in allowed):
            return False
        touched |= {(action.county, school) for school in schools}
    if goal.most_schools is not None and len(touched) > goal.most_schools:
        return False
    if {school for _, school in touched} & set(goal.excluded):
        return False
    return all(_fits(scenario, entry.school, entry.resource, entry.stage, entry.least, entry.most, county)
               for entry in goal.allowances)  # fmt: skip


def _fits(scenario: Scenario, school: str, resource: str, stage: str | None, least: int, most: int | None, county: County) -> bool:
    given: dict[str | None, float] = {}
    for action in scenario.actions:
        if isinstance(action, Add) and (action.school, action.resource) == (school, resource) and stage in (None, action.stage):
            given[action.stage] = given.get(action.stage, 0.0) + action.amount
    amounts = list(given.values()) or [0.0]
    return min(amounts) >= least and (most is None or max(amounts) <= most)


def _kept(before: Assessment, after: Assessment, prices: Prices, scenario: Scenario) -> bool:
    """Whether no giver fell below a bound, or its tolerated share, that the price list's rule protects."""
    codes = before.county.words("school_code")
    for action in scenario.actions:
        if not isinstance(action, Move):
            continue
        keep = prices.moves[action.resource].keep
        for row in np.flatnonzero(codes[before.parts.school] == action.giver).tolist():
            was, now = before.status[row], after.status[row]
            if keep == "bound" and ((was == MET) & (now != MET)).any():
                return False
            if keep != "none" and (np.isin(was, (MET, TOLERATED)) & (now == SHORT)).any():
                return False
    return True
