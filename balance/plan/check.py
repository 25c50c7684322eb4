"""A plan judged again, by judging alone: nothing here knows how it was found."""

from __future__ import annotations

import numpy as np

from balance.assess import Assessment, assess
from balance.bounds import MET, SHORT, TOLERATED, within
from balance.columns import STAGES_JUDGED
from balance.county import County
from balance.plan.goal import Allowance, Goal
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
    return goal_holds(after, goal) and _allowed(prices, goal, scenario) and _kept(before, after, prices, scenario)


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


def _allowed(prices: Prices, goal: Goal, scenario: Scenario) -> bool:
    """Only what may be added and moved, only where the goal allows it."""
    touched: set[tuple[str, str]] = set()
    for action in scenario.actions:
        if isinstance(action, Add):
            touched.add((action.county, action.school))
            allowed = action.resource in (prices.bundles if goal.bundles is None else goal.bundles)
        elif isinstance(action, Move):
            touched |= {(action.county, action.giver), (action.county, action.taker)}
            allowed = goal.moves and action.resource in (prices.moves if goal.movable is None else goal.movable)
        else:
            allowed = False
        if not allowed:
            return False
    if goal.most_schools is not None and len(touched) > goal.most_schools:
        return False
    if {school for _, school in touched} & set(goal.excluded):
        return False
    return all(_fits(scenario, entry) for entry in goal.allowances)


def _fits(scenario: Scenario, entry: Allowance) -> bool:
    given: dict[str | None, float] = {}
    for action in scenario.actions:
        mine = isinstance(action, Add) and (action.school, action.resource) == (entry.school, entry.resource)
        if isinstance(action, Add) and mine and entry.stage in (None, action.stage):
            given[action.stage] = given.get(action.stage, 0.0) + action.amount
    amounts = list(given.values()) or [0.0]
    return min(amounts) >= entry.least and (entry.most is None or max(amounts) <= entry.most)


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
