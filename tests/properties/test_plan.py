"""The least-cost plan against trying everything, on counties small enough for that."""

from __future__ import annotations

import itertools
import time
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from balance.assess import NO, assess
from balance.bounds import SHORT
from balance.county import County
from balance.plan.goal import Goal
from balance.plan.solve import least_cost
from balance.pricelist import Prices, parse_prices
from balance.scenario.actions import Add, Move, Scenario
from balance.scenario.apply import apply
from balance.standard_file import load
from tests.counties import county

QUALITY = load("quality-2017")
PRICES = parse_prices(
    """
[prices]
id = "t"
title_zh = "t"
title_en = "t"
year = 2024
[[bundle]]
id = "star"
title_zh = "a"
title_en = "a"
adds = { backbone = 1 }
cost = 100
every = "once"
per = "stage"
[[move]]
resource = "star"
cost = 30
keep = "none"
""",
    "t.toml",
)
MOST = 5


@st.composite
def small(draw: st.DrawFn) -> County:
    """Two to four primary schools of which only backbone teachers are known."""
    rows: list[dict[str, Any]] = []
    for n in range(draw(st.integers(2, 4))):
        pupils = draw(st.integers(20, 400))
        rows.append({"school": f"校{n}", "school_type": "primary", "pupils_primary": pupils,
                     "backbone_primary": draw(st.integers(0, 8))})  # fmt: skip
    return county(*rows)


def holds(table: County, goal: Goal) -> bool:
    after = assess(table, QUALITY)
    short = goal.reach == "tolerated" and bool((after.status == SHORT).any())
    nobody = after.numerator[:, 1].sum() == 0
    return not short and not (goal.cv and (nobody or (after.within == NO).any()))


def cheapest(table: County, goal: Goal, prices: Prices) -> float | None:
    """The least cost among all additions of 0 to MOST at each school."""
    codes, best = [str(code) for code in table.words("school_code")], None
    for amounts in sorted(itertools.product(range(MOST + 1), repeat=len(codes)), key=sum):
        given = tuple(Add(code, "star", float(n), "primary") for code, n in zip(codes, amounts, strict=True) if n)
        if holds(apply(table, Scenario(given), prices).county, goal):
            best = 100.0 * sum(amounts)
            break
    return best


@settings(max_examples=60)
@given(small(), st.sampled_from([Goal("tolerated", False), Goal("", True), Goal("tolerated", True)]))
def test_nothing_tried_is_cheaper_than_the_plan(table: County, goal: Goal) -> None:
    plan, tried = least_cost(table, QUALITY, PRICES, goal, time.monotonic, 30), cheapest(table, goal, PRICES)
    assert plan.status == "optimal"
    assert plan.scenario is not None
    assert holds(apply(table, plan.scenario, PRICES).county, goal)
    assert plan.cost == apply(table, plan.scenario, PRICES).cost
    if tried is not None:
        assert plan.cost <= tried
        most = max((action.amount for action in plan.scenario.actions if isinstance(action, Add)), default=0)
        assert plan.cost == tried or most > MOST


@settings(max_examples=40)
@given(small())
def test_no_rotation_tried_is_cheaper_than_the_plan_with_moves(table: County) -> None:
    goal = Goal("", cv=True, moves=True)
    plan = least_cost(table, QUALITY, PRICES, goal, time.monotonic, 30)
    assert plan.status == "optimal"
    assert plan.scenario is not None
    assert holds(apply(table, plan.scenario, PRICES).county, goal)
    codes = [str(code) for code in table.words("school_code")]
    for giver, taker in itertools.permutations(codes, 2):
        there = int(table.figures("backbone_primary")[table.find(giver)])
        for amount in range(1, min(there, 3) + 1):
            moved = apply(table, Scenario((Move("star", giver, taker, float(amount), "primary"),)), PRICES).county
            assert not holds(moved, goal) or plan.cost <= 30.0 * amount
