"""Other plans of exactly the same cost, where there are any."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from balance.assess import Assessment, assess
from balance.columns import STAGES_JUDGED
from balance.county import County
from balance.plan.check import reached
from balance.plan.goal import Allowance, Goal, Plan, Progress
from balance.plan.solve import least_cost
from balance.pricelist import Prices
from balance.scenario.actions import Action, Add, Move, Scenario
from balance.scenario.gains import gains
from balance.scenario.goods import bundle_of
from balance.standard import Standard

__all__ = ["equal_cost"]

_MOST = 3
_TRY = 1.0  # seconds below which seeking again is not worth the while
_SAME = 1e-9  # of the cost: what binary arithmetic may do to a sum, far below a yuan


def equal_cost(
    county: County, standard: Standard, prices: Prices, goal: Goal, plan: Plan, clock: Callable[[], float],
    time_limit: float = 30.0,
) -> tuple[Scenario, ...]:  # fmt: skip
    """Up to three other plans that reach the goal at exactly the plan's cost, to the last yuan.

    First one of an addition is given to another school instead, the one that stands nearest first: that costs the same, and
    judging says whether the goal holds. Then each thing that the plan gives is allowed once less at its school, and each
    school that gives one away is left out, and the least cost is sought again, until it is proved to be above the plan's.
    So none is found where the plan is the only one, but not every other one is found. Plans that differ only in the order
    of their actions are the same. Every one is judged again (`balance.plan.check.reached`).

    Special cases: without a plan, and for one that does nothing: (). Where the plan is not proved least, a cheaper one
    may come up; it is no alternative of equal cost and is left out.
    clock: seconds, from anywhere. time_limit: seconds for all of them together.
    """
    if plan.scenario is None:
        return ()
    end = clock() + time_limit
    seen = [_units(plan.scenario)]
    found: list[Scenario] = []

    def taken(scenario: Scenario) -> bool:
        units = _units(scenario)
        if units in seen or not reached(county, standard, prices, goal, scenario):
            return False
        seen.append(units)
        found.append(scenario)
        return True

    for others in _exchanged(assess(county, standard), plan.scenario, prices):
        for scenario in others:
            if len(found) == _MOST or clock() > end - time_limit / 2 or taken(scenario):
                break
    tries = list(_changed(goal, plan.scenario))
    for n, asked in enumerate(tries):
        left = end - clock()
        if left <= 0 or len(found) == _MOST:
            break
        seconds = min(max(left / (len(tries) - n), _TRY), left)
        other = least_cost(county, standard, prices, asked, clock, seconds, _above(plan.cost))
        if other.scenario is not None and abs(other.cost - plan.cost) <= _SAME * max(plan.cost, 1.0):
            taken(other.scenario)
    return tuple(found)


def _exchanged(before: Assessment, scenario: Scenario, prices: Prices) -> Iterator[Iterator[Scenario]]:
    """For every addition: the plans in which another school gets one of it, those first that have most nearly as much."""
    parts, codes, places = before.parts, before.county.words("school_code"), before.county.words("county")
    several = len(parts.counties) > 1
    for action in scenario.actions:
        if not isinstance(action, Add) or action.schools or action.amount < 1:
            continue
        gain, here = gains(before, bundle_of(action.resource, prices)), before.county.find(action.school, action.county)
        own = [row for row in np.flatnonzero(parts.school == here).tolist()
               if action.stage is None or STAGES_JUDGED[parts.stage[row]] == action.stage]  # fmt: skip
        touched = [(row, k) for row in own for k in np.flatnonzero(gain[row] > 0).tolist()]
        if not touched:
            continue
        row, k = touched[0]
        rows = np.flatnonzero((parts.group == parts.group[row]) & (parts.school != here) & (gain[:, k] > 0))
        near = rows[np.argsort(np.abs(before.value[rows, k] - before.value[row, k]), kind="stable")]
        yield (
            _instead(scenario, action, str(codes[school]), str(places[school]) if several else "")
            for school in parts.school[near].tolist()
        )


def _instead(scenario: Scenario, action: Add, school: str, county: str) -> Scenario:
    """The plan with one of the addition at another school, added to what that one gets anyway."""
    given = Counter({(action.school, action.county): action.amount - 1, (school, county): 1.0})
    actions: list[Action] = []
    for other in scenario.actions:
        if isinstance(other, Add) and (other.resource, other.stage) == (action.resource, action.stage):
            at = (other.school, other.county)
            amount = given.pop(at) + (other.amount if other is not action else 0.0) if at in given else other.amount
            actions += [replace(other, amount=amount)] if amount > 0 else []
        else:
            actions.append(other)
    actions += [replace(action, school=at[0], county=at[1], amount=amount) for at, amount in given.items() if amount > 0]
    return Scenario(tuple(actions))


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
            found["add", action.school, action.county, action.resource, action.stage] += int(action.amount)
        elif isinstance(action, Move):
            found["give", action.giver, action.county, action.resource, action.stage] += int(action.amount or 0)
            found["take", action.taker, action.county, action.resource, action.stage] += int(action.amount or 0)
    return found
