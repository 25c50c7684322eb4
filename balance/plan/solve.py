"""The least cost in whole numbers: HiGHS on rows and tangents, until what it finds holds; every plan is judged again.

First without whole numbers, with new tangents round by round, until the cones are met: that bound holds for the whole
problem. Then in whole numbers: a solution that breaks a limit gets tangents at its own ratios and is solved again, while
its mended copy gives a plan that holds. One that keeps all limits is least wherever the rows' optimum was proved.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from balance.assess import Assessment, assess
from balance.bounds import Floats
from balance.columns import STAGES_JUDGED
from balance.county import County
from balance.errors import UnusableInput
from balance.plan.check import reached
from balance.plan.goal import Goal, Plan, Watch
from balance.plan.model import Model
from balance.plan.polish import Polish
from balance.plan.problem import Lever, levers_of
from balance.plan.told import actions_of
from balance.pricelist import Prices
from balance.scenario.actions import Scenario
from balance.standard import Standard
from balance.words import Message, msg

__all__ = ["least_cost"]

_ROUNDS = 200
_GAP = 1e-9
_NEAR = 1e-6  # how exactly the cones are met before whole numbers are asked for
_Clock = Callable[[], float]


def least_cost(
    county: County, standard: Standard, prices: Prices, goal: Goal, clock: _Clock, time_limit: float = 60.0,
    watch: Watch | None = None,
) -> Plan:
    """The cheapest plan that reaches the goal, with what is proved about it. clock: seconds, from anywhere.

    Raises `UnusableInput` for a goal that the standard cannot have: a school rule or CV limits that it does not set, an
    indicator that it does not know.
    """
    before = assess(county, standard)
    wanted = _wanted(standard, goal)
    levers = levers_of(before, prices, goal, wanted)
    until = clock() + time_limit
    plan = _solve(county, before, prices, goal, levers, wanted, clock, until)
    if plan.status == "infeasible" and goal.budget is not None and clock() < until:
        free = _solve(county, before, prices, replace(goal, budget=None), levers, wanted, clock, until)
        if free.scenario is not None:
            why = msg("the budget of {budget} yuan is too small: the goal costs at least {bound} yuan",
                      budget=f"{goal.budget:,.0f}", bound=f"{free.bound:,.0f}")  # fmt: skip
            plan = replace(plan, bound=free.bound, why=why)
    return plan


def _wanted(standard: Standard, goal: Goal) -> list[int]:
    ids = [indicator.id for indicator in standard.indicators]
    for name in goal.indicators:
        if name not in ids:
            raise UnusableInput(msg("{standard} has no indicator “{id}”", standard=standard.title, id=name))
    if goal.reach and (standard.school_rule is None or not any(entry.bounds for entry in standard.indicators)):
        raise UnusableInput(msg("{standard} sets no bounds that schools could be brought to", standard=standard.title))
    if goal.cv and not any(standard.cv_limit(stage) for stage in STAGES_JUDGED):
        raise UnusableInput(msg("{standard} sets no limit for single CVs; a plan for their mean is not offered",
                                standard=standard.title))  # fmt: skip
    return [k for k, name in enumerate(ids) if not goal.indicators or name in goal.indicators]


def _solve(
    county: County, before: Assessment, prices: Prices, goal: Goal, levers: list[Lever], wanted: list[int], clock: _Clock,
    until: float,
) -> Plan:  # fmt: skip
    model, polish = Model(before, goal, levers, wanted), Polish(before, goal, levers, wanted)
    prices_of = np.array([lever.cost for lever in levers])
    bound, best = 0.0, np.inf
    plan: Scenario | None = None
    # without whole numbers first: many cheap rounds of tangents, whose bound holds for whole ones too
    for _ in range(_ROUNDS):
        found = model.solve(until - clock(), whole=False)
        if found.impossible:
            return Plan("infeasible", np.nan, np.nan, np.nan, None, _why_not(before, goal, levers, wanted))
        bound = max(bound, found.bound)
        if found.amounts is None or clock() > until or not model.tighten(found.amounts, _NEAR):
            break
    tries = [np.ceil(found.amounts - 1e-9)] if found.amounts is not None else []
    for turn in range(_ROUNDS):
        # a slice of what is left, so that there is time to mend what it found
        found = model.solve((until - clock()) * (0.6 if turn == 0 else 0.8), gap=0.0)
        if found.impossible:
            return Plan("infeasible", np.nan, np.nan, np.nan, None, _why_not(before, goal, levers, wanted))
        bound = max(bound, found.bound)
        if found.amounts is not None:
            tries.append(found.amounts)
        exact = found.amounts is None or not model.tighten(found.amounts)
        for amounts in tries:
            for candidate in (amounts, *_mended(polish, amounts, goal)):
                cost = float(prices_of @ candidate)
                if cost < best * (1 - 1e-12):
                    scenario = Scenario(actions_of(before, levers, candidate))
                    if reached(county, before.standard, prices, goal, scenario):
                        best, plan = cost, scenario
        tries = []
        if exact or clock() > until or best <= bound * (1 + _GAP):
            break
    if plan is None:
        return Plan("infeasible", np.nan, bound, np.nan, None, msg("no plan was found in the time given; that proves nothing"))
    gap = max(best - bound, 0.0) / best if best > 0 else 0.0
    if gap <= _GAP:
        return Plan("optimal", best, best, 0.0, plan, msg("no cheaper plan in whole numbers reaches the goal"))
    return Plan("feasible", best, bound, gap, plan, msg("the best found in the time given"))


def _mended(polish: Polish, amounts: Floats, goal: Goal) -> list[Floats]:
    """The amounts mended by additions; the school rule and a budget are left to the solver."""
    if goal.reach == "met" or goal.budget is not None:
        return []
    whole = polish.mended(amounts)
    return [] if whole is None else [polish.thinned(whole)]


def _why_not(before: Assessment, goal: Goal, levers: list[Lever], wanted: list[int]) -> Message:
    """Names what nothing can raise; else that the goals do not go together."""
    moved = {place for lever in levers for place, amount in lever.effect.items() if amount > 0}
    share = before.standard.school_rule.share if goal.reach and before.standard.school_rule else np.nan
    stuck = [before.standard.indicators[k].short for k in wanted
             if any(before.ratio[row, k] < share and (row, k) not in moved for row in range(len(before.parts)))]  # fmt: skip
    if stuck:
        return msg("nothing in the price list raises {indicators} where it is short", indicators=stuck)
    return msg("the goals cannot be reached together with what may be added and moved")
