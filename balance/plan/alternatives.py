"""Other plans of exactly the same cost, where there are any."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

from balance.county import County
from balance.plan.check import reached
from balance.plan.goal import Allowance, Goal, Plan, Progress
from balance.plan.solve import least_cost
from balance.pricelist import Prices
from balance.scenario.actions import Add, Move, Scenario
from balance.standard import Standard

__all__ = ["equal_cost"]

_MOST = 3
_SAME = 1e-9  # of the cost: what binary arithmetic may do to a sum, far below a yuan


def equal_cost(
    county: County, standard: Standard, prices: Prices, goal: Goal, plan: Plan, clock: Callable[[], float],
    time_limit: float = 30.0,
) -> tuple[Scenario, ...]:  # fmt: skip
    """Up to three other plans that reach the goal at exactly the plan's cost, to the last yuan.

    One after another, each thing that the plan gives is allowed once less at its school, and each school that gives one
    away is left out; then the least cost is sought again. It is given up as soon as it is proved to be above the plan's.
    So none is found where the plan is the only one, and not every other one is found; a plan that differs only in the order
    of its actions is the same. Every one is judged again (`balance.plan.check.reached`).

    Special cases: without a plan, and for one that does nothing: (). Where the plan is not proved least, a cheaper one
    may come up; it is no alternative of equal cost and is left out.
    clock: seconds, from anywhere. time_limit: seconds for all of them together.
    """
    if plan.scenario is None:
        return ()
    until, seen = clock() + time_limit, [_units(plan.scenario)]
    found: list[Scenario] = []
    tries = list(_changed(goal, plan.scenario))
    for n, asked in enumerate(tries):
        left = until - clock()
        if left <= 0 or len(found) == _MOST:
            break
        other = least_cost(county, standard, prices, asked, clock, left / (len(tries) - n), _above(plan.cost))
        if other.scenario is None or abs(other.cost - plan.cost) > _SAME * max(plan.cost, 1.0):
            continue
        units = _units(other.scenario)
        if units not in seen and reached(county, standard, prices, goal, other.scenario):
            seen.append(units)
            found.append(other.scenario)
    return tuple(found)


def _above(cost: float) -> Callable[[Progress], bool]:
    """Whether a search can end: a plan of the cost is there, or it is proved that there is none."""
    return lambda told: told.best <= cost * (1 + _SAME) or told.bound > cost * (1 + _SAME)


def _changed(goal: Goal, scenario: Scenario) -> Iterator[Goal]:
    """The goal with one thing of the plan forbidden, for every thing of it."""
    for action in scenario.actions:
        if isinstance(action, Add):
            key = (action.school, action.resource, action.stage)
            own = [entry for entry in goal.allowances if (entry.school, entry.resource, entry.stage) == key]
            least = max((entry.least for entry in own), default=0)
            if least <= action.amount - 1:
                others = tuple(entry for entry in goal.allowances if entry not in own)
                fewer = Allowance(action.school, action.resource, least, int(action.amount) - 1, action.stage)
                yield replace(goal, allowances=(*others, fewer))
    given = dict.fromkeys(action.giver for action in scenario.actions if isinstance(action, Move))
    for school in given:
        yield replace(goal, excluded=(*goal.excluded, school))


def _units(scenario: Scenario) -> Counter[tuple[object, ...]]:
    """What a plan does, whatever the order."""
    found: Counter[tuple[object, ...]] = Counter()
    for action in scenario.actions:
        if isinstance(action, Add):
            found["add", action.school, action.resource, action.stage] += int(action.amount)
        elif isinstance(action, Move):
            found["give", action.giver, action.resource, action.stage] += int(action.amount or 0)
            found["take", action.taker, action.resource, action.stage] += int(action.amount or 0)
    return found
