"""Other plans of equal cost: there where two schools are alike, not where only one plan is the least."""

from __future__ import annotations

import time

from balance.plan.alternatives import equal_cost
from balance.plan.goal import Allowance, Goal, Plan
from balance.plan.solve import least_cost
from balance.pricelist import Prices
from balance.scenario.actions import Add, Scenario
from balance.scenario.apply import apply
from balance.standard_file import load
from balance.words import msg
from tests.counties import county, school
from tests.unit.engine.test_plan_years import STAR, listed

QUALITY, PRICES = load("quality-2017"), listed(STAR)
CV = Goal("", cv=True)


def stars(name: str, pupils: int, backbone: int):
    return school(name, pupils_primary=pupils, backbone_primary=backbone)


def others(table, goal: Goal = CV, prices: Prices = PRICES) -> tuple[Plan, tuple[Scenario, ...]]:
    plan = least_cost(table, QUALITY, prices, goal, time.monotonic, 20)
    return plan, equal_cost(table, QUALITY, prices, goal, plan, time.monotonic, 20)


def given(scenario: Scenario | None) -> dict[str, float]:
    assert scenario is not None
    return {action.school: action.amount for action in scenario.actions if isinstance(action, Add)}


def test_of_two_schools_that_are_alike_either_may_be_helped() -> None:
    # 3, 1 and 1 for 100 pupils each: CV² = 3·11/25 − 1 = 0.32, over 0.25; one more at 乙 or 丙 gives 3·14/36 − 1 = 0.167
    plan, found = others(county(stars("甲", 100, 3), stars("乙", 100, 1), stars("丙", 100, 1)))
    assert plan.cost == 100
    assert {tuple(given(scenario)) for scenario in (plan.scenario, *found)} == {("C002",), ("C003",)}
    assert [apply(county(stars("甲", 100, 3), stars("乙", 100, 1), stars("丙", 100, 1)), scenario, PRICES).cost
            for scenario in found] == [100]  # fmt: skip


def test_where_only_one_school_can_be_helped_there_is_no_other_plan() -> None:
    # 9 and 1: only more at the poorer one brings them together
    plan, found = others(county(stars("甲", 100, 9), stars("乙", 100, 1)))
    assert given(plan.scenario) == {"C002": 2}
    assert found == ()


def test_a_dearer_way_is_no_alternative() -> None:
    # 乙 needs one more, 丁 is alike and only for its 85 % must get one too: both are needed, neither can stand in
    plan, found = others(county(stars("甲", 100, 1), stars("乙", 100, 0), stars("丁", 100, 0)), Goal("tolerated"))
    assert given(plan.scenario) == {"C002": 1, "C003": 1}
    assert found == ()


def test_two_ways_to_pay_the_same_are_two_plans() -> None:
    # a set of two at 200 does what two at 100 do
    prices = listed(STAR, '[[bundle]]\nid = "pair"\ntitle_zh = "p"\ntitle_en = "p"\nadds = { backbone = 2 }\ncost = 200\n'
                          'every = "once"\nper = "stage"\n')  # fmt: skip
    plan, found = others(county(stars("甲", 200, 0), stars("乙", 100, 5)), Goal("tolerated"), prices)
    assert plan.cost == 200
    assert len(found) == 1
    assert found[0].actions != plan.scenario.actions if plan.scenario else False


def test_what_the_user_fixed_stays_fixed() -> None:
    table = county(stars("甲", 100, 3), stars("乙", 100, 1), stars("丙", 100, 1))
    goal = Goal("", cv=True, allowances=(Allowance("C002", "star", 1, 1, "primary"),))
    plan, found = others(table, goal)
    assert given(plan.scenario) == {"C002": 1}
    assert found == ()


def test_no_plan_has_no_alternatives() -> None:
    none = Plan("infeasible", float("nan"), float("nan"), float("nan"), None, msg("the best found in the time given"))
    assert equal_cost(county(stars("甲", 100, 3)), QUALITY, PRICES, CV, none, time.monotonic) == ()


def test_doing_nothing_is_the_only_way_to_pay_nothing() -> None:
    plan, found = others(county(stars("甲", 100, 3), stars("乙", 100, 3)))
    assert plan.cost == 0
    assert found == ()
