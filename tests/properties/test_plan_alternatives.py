"""Plans of equal cost: found exactly where trying everything finds some."""

from __future__ import annotations

import itertools
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from balance.county import County
from balance.plan.alternatives import equal_cost
from balance.plan.check import reached
from balance.plan.goal import Goal
from balance.plan.solve import least_cost
from balance.scenario.actions import Add, Scenario
from tests.properties.test_plan_frontier import CV, MOST, PASSING, PRICES, QUALITY, small


@settings(max_examples=40)
@given(small(), st.sampled_from([PASSING, CV, Goal("tolerated", cv=True)]))
def test_there_are_alternatives_exactly_where_trying_everything_finds_some(table: County, goal: Goal) -> None:
    plan = least_cost(table, QUALITY, PRICES, goal, time.monotonic, 30)
    assert plan.scenario is not None
    if plan.cost > 100 * MOST:
        return
    codes, ways = [str(code) for code in table.words("school_code")], []
    for amounts in itertools.product(range(MOST + 1), repeat=len(codes)):
        way = Scenario(tuple(Add(c, "star", float(n), "primary") for c, n in zip(codes, amounts, strict=True) if n))
        if 100 * sum(amounts) == plan.cost and reached(table, QUALITY, PRICES, goal, way):
            ways.append(set(way.actions))
    found = equal_cost(table, QUALITY, PRICES, goal, plan, time.monotonic, 30)
    assert set(plan.scenario.actions) in ways
    assert bool(found) == (len(ways) > 1)
    assert all(set(scenario.actions) in ways and set(scenario.actions) != set(plan.scenario.actions) for scenario in found)
