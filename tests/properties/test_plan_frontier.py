"""What money buys, against trying everything on counties small enough for that."""

from __future__ import annotations

import itertools
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balance.assess import YES, assess
from balance.county import County
from balance.plan.check import reached
from balance.plan.frontier import (
    Point,
    cv_frontier,
    largest_excess,
    least_excess,
    most_passing,
    passing_frontier,
    reaching,
)
from balance.plan.goal import Goal
from balance.scenario.actions import Add, Scenario
from balance.scenario.apply import apply
from balance.standard_file import load
from tests.counties import at_the_bounds, county
from tests.unit.engine.test_plan_years import STAR, bundle, listed

QUALITY, PRICES = load("quality-2017"), listed(STAR)
MOST = 4
PASSING, CV = Goal("tolerated"), Goal("", cv=True)


@st.composite
def small(draw: st.DrawFn) -> County:
    """Two or three primary schools of which only backbone teachers are known, none lacking more than MOST."""
    rows: list[dict[str, Any]] = []
    for n in range(draw(st.integers(2, 3))):
        rows.append({"school": f"校{n}", "school_type": "primary", "pupils_primary": draw(st.integers(20, 400)),
                     "backbone_primary": draw(st.integers(0, 6))})  # fmt: skip
    return county(*rows)


def tried(table: County, goal: Goal) -> list[tuple[float, int, float]]:
    """Cost, parts that reach 85 %, and largest excess of every way to add 0 to MOST at each school."""
    found = []
    codes = [str(code) for code in table.words("school_code")]
    for amounts in itertools.product(range(MOST + 1), repeat=len(codes)):
        given = tuple(Add(code, "star", float(n), "primary") for code, n in zip(codes, amounts, strict=True) if n)
        after = assess(apply(table, Scenario(given), PRICES).county, QUALITY)
        found.append((100.0 * sum(amounts), int(reaching(after, goal).sum()), largest_excess(after, goal)))
    return found


def holds(table: County, point: Point, goal: Goal) -> None:
    """Judged again, the point is what it says."""
    assert point.plan.scenario is not None
    applied = apply(table, point.plan.scenario, PRICES)
    after = assess(applied.county, QUALITY)
    assert point.cost == pytest.approx(applied.cost)
    assert point.passing == reaching(after, goal).sum()
    assert point.excess == largest_excess(after, goal)


@settings(max_examples=25)
@given(small())
def test_no_way_tried_lets_as_many_pass_for_less(table: County) -> None:
    points = passing_frontier(table, QUALITY, PRICES, PASSING, time.monotonic, 60)
    ways = tried(table, PASSING)
    for point in points:
        holds(table, point, PASSING)
        assert point.cost == min(cost for cost, passing, _ in ways if passing >= point.passing)
    assert points[-1].passing == len(table.schools)
    assert [point.cost for point in points] == sorted({point.cost for point in points})
    assert [point.passing for point in points] == sorted({point.passing for point in points})


@settings(max_examples=25)
@given(small())
def test_no_way_tried_comes_as_low_for_less(table: County) -> None:
    points = cv_frontier(table, QUALITY, PRICES, CV, time.monotonic, 60, points=5)
    assert points
    for point in points:
        holds(table, point, CV)
        assert not [cost for cost, _, excess in tried(table, CV) if excess <= point.excess and cost < point.cost]
    assert points[-1].excess == 0
    assert [point.cost for point in points] == sorted({point.cost for point in points})
    assert [point.excess for point in points] == sorted({point.excess for point in points}, reverse=True)


@settings(max_examples=25)
@given(small(), st.integers(0, 900))
def test_with_a_budget_no_way_tried_lets_more_pass(table: County, budget: int) -> None:
    point = most_passing(table, QUALITY, PRICES, PASSING, budget, time.monotonic, 60)
    holds(table, point, PASSING)
    assert point.cost <= budget
    assert point.plan.status == "optimal"
    most = max(passing for cost, passing, _ in tried(table, PASSING) if cost <= budget)
    assert point.passing == most
    assert point.cost == min(cost for cost, passing, _ in tried(table, PASSING) if passing == most)


@settings(max_examples=25)
@given(small(), st.integers(0, 400))
def test_with_a_budget_no_way_tried_comes_lower(table: County, budget: int) -> None:
    lows = [excess for cost, _, excess in tried(table, CV) if cost <= budget]
    point = least_excess(table, QUALITY, PRICES, CV, budget, time.monotonic, 60)
    if point.plan.scenario is None:  # nobody has any, and the budget does not pay for the first
        assert min(lows) > 1
        return
    holds(table, point, CV)
    assert point.cost <= budget
    assert point.plan.status == "optimal"
    assert point.excess <= min(lows) + 0.001


TWO = listed(STAR, bundle("artist", "pe_arts = 1", 70))


@st.composite
def nearly(draw: st.DrawFn) -> County:
    """Two schools at the bounds but for a few backbone, PE and arts teachers."""
    times = [draw(st.sampled_from([0.3, 0.5, 1.0])) for _ in range(2)]
    return county(*(at_the_bounds(name, times=size, backbone_primary=round(10 * size) - draw(st.integers(0, 3)),
                                  pe_arts_primary=max(round(9 * size) - draw(st.integers(0, 3)), 0))
                    for name, size in zip("甲乙", times, strict=True)))  # fmt: skip


@settings(max_examples=20)
@given(nearly(), st.integers(0, 700))
def test_by_the_school_rule_too_no_way_tried_lets_more_pass(table: County, budget: int) -> None:
    goal, ways = Goal("met"), []
    for amounts in itertools.product(range(MOST + 1), repeat=4):
        places = zip(("C001", "C001", "C002", "C002"), ("star", "artist") * 2, amounts, strict=True)
        plan = Scenario(tuple(Add(code, what, float(n), "primary") for code, what, n in places if n))
        applied = apply(table, plan, TWO)
        ways.append((applied.cost, int((assess(applied.county, QUALITY).passes == YES).sum())))
    point = most_passing(table, QUALITY, TWO, goal, budget, time.monotonic, 60)
    most = max(passing for cost, passing in ways if cost <= budget)
    assert (point.passing, point.plan.status) == (most, "optimal")
    assert point.cost == min(cost for cost, passing in ways if passing >= most)
    for shown in passing_frontier(table, QUALITY, TWO, goal, time.monotonic, 60):
        assert shown.cost == min(cost for cost, passing in ways if passing >= shown.passing)


def test_where_the_mean_of_the_cvs_is_judged_it_is_the_mean_that_falls() -> None:
    # all eight CVs are 0.8 and their mean may be 0.65; books and computers by the hundred, 0 to 9 of each
    standard, things = load("basic-2012"), ("teaching_area_m2", "sports_area_m2", "equipment_yuan", "computers", "books")
    people = ("teachers_primary", "above_degree_primary", "mid_title_primary")
    table = county(*({"school": name, "school_type": "primary", "pupils_primary": 100, "sponsor": "county_education",
                      **dict.fromkeys(things + people, amount)} for name, amount in (("甲", 900), ("乙", 100))))  # fmt: skip
    prices = listed(STAR, bundle("shelf", "books = 100", 30, per="school"), bundle("lab", "computers = 100", 50, per="school"))
    ways = []
    for shelves, labs in itertools.product(range(10), repeat=2):
        given = [Add("C002", what, float(n)) for what, n in (("shelf", shelves), ("lab", labs)) if n]
        applied = apply(table, Scenario(tuple(given)), prices)
        ways.append((applied.cost, largest_excess(assess(applied.county, standard), CV)))
    points = cv_frontier(table, standard, prices, CV, time.monotonic, 120, points=5)
    assert points[0].excess == pytest.approx(0.15)
    assert points[-1].excess == 0
    for point in points:
        assert point.plan.status == "optimal"
        assert point.cost == min(cost for cost, excess in ways if excess <= point.excess + 1e-12)


def test_what_else_is_asked_for_holds_at_every_point() -> None:
    # 9 and 1 for 100 pupils each: both reach 85 % of 1, the CV is 0.8; within 0.5 it takes two more at 乙
    table = county({"school": "甲", "school_type": "primary", "pupils_primary": 100, "backbone_primary": 9},
                   {"school": "乙", "school_type": "primary", "pupils_primary": 100, "backbone_primary": 1})  # fmt: skip
    goal = Goal("tolerated", cv=True)
    (point,) = passing_frontier(table, QUALITY, PRICES, goal, time.monotonic, 20)
    assert (point.cost, point.passing, point.excess) == (200, 2, 0)
    none = most_passing(table, QUALITY, PRICES, goal, 199, time.monotonic, 20)
    assert (none.plan.status, none.plan.scenario, none.passing) == ("infeasible", None, 2)


def test_a_watch_that_says_stop_ends_it_with_the_points_so_far() -> None:
    rows = [{"school": f"校{n}", "school_type": "primary", "pupils_primary": 100 + 7 * n, "backbone_primary": n % 3}
            for n in range(12)]  # fmt: skip
    points = passing_frontier(county(*rows), QUALITY, PRICES, Goal("tolerated", cv=True), time.monotonic, 20,
                              watch=lambda _: True)  # fmt: skip
    assert all(reached(county(*rows), QUALITY, PRICES, Goal("tolerated", cv=True, passing=point.passing), point.plan.scenario)
               for point in points if point.plan.scenario is not None)  # fmt: skip
    assert len(points) <= 2
