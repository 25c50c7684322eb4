"""Plans with choices (6 of 7, how many schools, which few of them, a mean of CVs) against trying everything.

What is tried is judged by `assess` alone; costs and amounts are kept small enough for that.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from balance.assess import NO, Assessment, assess
from balance.bounds import SHORT, TOLERATED
from balance.county import County
from balance.plan.goal import Allowance, Goal
from balance.plan.solve import least_cost
from balance.pricelist import Prices, parse_prices
from balance.scenario.actions import Add, Move, Scenario
from balance.scenario.apply import apply
from balance.standard import Standard
from balance.standard_file import load
from tests.counties import county, only

QUALITY = load("quality-2017")
PAIR = only(QUALITY, "backbone_teachers_per_100", "pe_arts_teachers_per_100",
            school_rule=replace(QUALITY.school_rule, met=1))  # type: ignore[type-var]  # fmt: skip
BOOKS = only(load("basic-2012"), "books_per_pupil", "computers_per_100")
BUNDLE = '[[bundle]]\nid = "{0}"\ntitle_zh = "a"\ntitle_en = "a"\nadds = {{ {1} }}\ncost = {2}\nevery = "once"\nper = "{3}"\n'
HEAD = '[prices]\nid = "t"\ntitle_zh = "t"\ntitle_en = "t"\nyear = 2024\n'
MOVE = '[[move]]\nresource = "{0}"\ncost = {1}\nkeep = "{2}"\n'
Trying = Callable[[Assessment], bool]


def listed(*bundles: tuple[str, str, float, str], moves: str = "") -> Prices:
    return parse_prices(HEAD + "".join(BUNDLE.format(*bundle) for bundle in bundles) + moves, "t.toml")


TEACHERS = listed(("star", "backbone = 1", 100, "stage"), ("artist", "pe_arts = 1", 70, "stage"))
BOTH = listed(("star", "backbone = 1", 100, "stage"), ("artist", "pe_arts = 1", 70, "stage"),
              ("master", "backbone = 1, pe_arts = 1", 150, "stage"))  # fmt: skip
THINGS = listed(("shelf", "books = 40", 70, "school"), ("machine", "computers = 1", 100, "school"))


@st.composite
def teachers(draw: st.DrawFn, schools: int = 2) -> County:
    rows: list[dict[str, Any]] = []
    for n in range(schools):
        rows.append({"school": f"校{n}", "school_type": "primary", "pupils_primary": draw(st.integers(50, 400)),
                     "backbone_primary": draw(st.integers(0, 5)), "pe_arts_primary": draw(st.integers(0, 4))})  # fmt: skip
    return county(*rows)


@st.composite
def things(draw: st.DrawFn) -> County:
    rows: list[dict[str, Any]] = []
    for n in range(2):
        rows.append({"school": f"校{n}", "school_type": "primary", "pupils_primary": draw(st.integers(30, 300)),
                     "books": draw(st.integers(0, 400)), "computers": draw(st.integers(0, 6)),
                     "sponsor": "county_education"})  # fmt: skip
    return county(*rows)


def tried(table: County, standard: Standard, prices: Prices, most: int, holds: Trying, few: int = 9) -> float | None:
    """The least cost of all amounts from 0 to `most` of every bundle at every school, at no more than `few` schools."""
    codes, best = [str(code) for code in table.words("school_code")], None
    places = [(code, bundle) for code in codes for bundle in prices.bundles.values()]
    for amounts in itertools.product(range(most + 1), repeat=len(places)):
        cost = sum(bundle.cost * n for (_, bundle), n in zip(places, amounts, strict=True))
        at = {code for (code, _), n in zip(places, amounts, strict=True) if n}
        if len(at) > few or (best is not None and cost >= best):
            continue
        given_ = tuple(Add(code, bundle.id, float(n), "primary" if bundle.per == "stage" else None)
                       for (code, bundle), n in zip(places, amounts, strict=True) if n)  # fmt: skip
        if holds(assess(apply(table, Scenario(given_), prices).county, standard)):
            best = cost
    return best


def agrees(table: County, standard: Standard, prices: Prices, goal: Goal, holds: Trying, most: int = 4) -> None:
    plan = least_cost(table, standard, prices, goal, time.monotonic, 120)
    best = tried(table, standard, prices, most, holds, goal.most_schools or 9)
    if best is None:
        assume(plan.scenario is None or max(action.amount for action in plan.scenario.actions) > most)  # type: ignore[union-attr]
        return
    assert plan.status == "optimal"
    assert plan.scenario is not None
    judged = apply(table, plan.scenario, prices)
    assert holds(assess(judged.county, standard))
    assert plan.cost == judged.cost <= best
    beyond = any(action.amount > most for action in plan.scenario.actions if isinstance(action, Add))
    assert plan.cost == best or beyond


def passing(after: Assessment) -> int:
    """Parts that are short of nothing and tolerated once at most."""
    return int(((after.status != SHORT).all(axis=1) & ((after.status == TOLERATED).sum(axis=1) <= 1)).sum())


@settings(max_examples=60)
@given(teachers(), st.booleans(), st.sampled_from([TEACHERS, BOTH]))
def test_which_bound_may_stay_open_is_chosen_best(table: County, cv: bool, prices: Prices) -> None:
    def holds(after: Assessment) -> bool:
        nobody = cv and (after.dispersion.mean[0] == 0).any()
        return passing(after) == len(after.parts) and not nobody and not (cv and (after.within == NO).any())

    agrees(table, PAIR, prices, Goal("met", cv=cv), holds, 4 if prices is TEACHERS else 2)


@settings(max_examples=30)
@given(teachers(3), st.integers(1, 3))
def test_so_many_schools_that_pass_cost_least(table: County, many: int) -> None:
    agrees(table, PAIR, TEACHERS, Goal("met", passing=many), lambda after: passing(after) >= many, 3)


@settings(max_examples=30)
@given(teachers(3), st.integers(1, 2))
def test_no_more_schools_are_touched_than_said(table: County, few: int) -> None:
    goal = Goal("", cv=True, most_schools=few)
    only_backbone = only(QUALITY, "backbone_teachers_per_100")
    prices = listed(("star", "backbone = 1", 100, "stage"))

    def holds(after: Assessment) -> bool:
        return bool(after.dispersion.mean[0, 0] > 0) and not (after.within == NO).any()

    agrees(table, only_backbone, prices, goal, holds, 7)


@settings(max_examples=40)
@given(things(), st.floats(0.05, 0.5))
def test_the_mean_of_two_cvs_is_brought_within_its_limit_at_least_cost(table: County, limit: float) -> None:
    assert BOOKS.balance_rule is not None
    standard = replace(BOOKS, balance_rule=replace(BOOKS.balance_rule, limits={"primary": limit, "junior": limit}))

    def holds(after: Assessment) -> bool:
        return bool((after.dispersion.mean[0] > 0).all()) and after.balanced[0] != NO

    agrees(table, standard, THINGS, Goal("", cv=True), holds, 5)


@settings(max_examples=30)
@given(teachers(), st.floats(0.0, 0.3))
def test_a_cv_may_stay_so_far_above_its_limit(table: County, excess: float) -> None:
    standard = only(QUALITY, "backbone_teachers_per_100")
    prices = listed(("star", "backbone = 1", 100, "stage"))

    def holds(after: Assessment) -> bool:
        cv = after.dispersion.cv[0, 0]
        return bool(np.isfinite(cv)) and cv <= (0.5 + excess) * (1 + 1e-12)

    agrees(table, standard, prices, Goal("", cv=True, excess=excess), holds, 9)


@settings(max_examples=40)
@given(teachers(3), st.sampled_from(["none", "tolerated", "bound"]))
def test_the_fewest_are_moved_when_nobody_is_hired(table: County, keep: str) -> None:
    standard = only(QUALITY, "backbone_teachers_per_100")
    prices = listed(("star", "backbone = 1", 100, "stage"), moves=MOVE.format("star", 30, keep))
    goal = Goal("", cv=True, moves=True, least="moved")
    plan = least_cost(table, standard, prices, goal, time.monotonic, 30)
    before = assess(table, standard)
    has = before.numerator[:, 0].astype(int)
    need = before.bound[:, 0] * before.parts.pupils / 100
    line = {"none": 0.0 * need, "tolerated": np.where(has >= 0.85 * need, 0.85 * need, 0.0),
            "bound": np.where(has >= need, need, np.where(has >= 0.85 * need, 0.85 * need, 0.0))}[keep]  # fmt: skip
    best = None
    total = int(has.sum())
    for a, b in itertools.product(range(total + 1), repeat=2):
        after = np.array([a, b, total - a - b])
        if after[2] < 0 or total == 0 or ((after < has) & (after < line * (1 - 1e-12))).any():
            continue
        pupils = before.parts.pupils
        apart = np.sqrt((pupils / pupils.sum() * (after / pupils - total / pupils.sum()) ** 2).sum()) / (total / pupils.sum())
        moved = int(np.maximum(after - has, 0).sum())
        if apart <= 0.5 * (1 + 1e-12) and (best is None or moved < best):
            best = moved
    assert plan.status == ("infeasible" if best is None else "optimal")
    if best is not None:
        assert plan.cost == best
        assert plan.scenario is not None
        assert all(isinstance(action, Move) for action in plan.scenario.actions)


@settings(max_examples=30)
@given(teachers(), st.integers(0, 2))
def test_a_school_gets_no_more_than_it_may(table: County, most: int) -> None:
    code = str(table.words("school_code")[0])
    plan = least_cost(table, PAIR, TEACHERS, Goal("tolerated", allowances=(Allowance(code, "star", most=most),)),
                      time.monotonic, 30)  # fmt: skip
    before = assess(table, PAIR)
    need = 0.85 * before.parts.pupils[0] / 100 - before.numerator[0, 0]
    assert (plan.status == "infeasible") == (need > most + 1e-9)
    if plan.scenario is None:
        assert plan.gives
    else:
        given_ = [a.amount for a in plan.scenario.actions if isinstance(a, Add) and (a.school, a.resource) == (code, "star")]
        assert sum(given_) <= most
