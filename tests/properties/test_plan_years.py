"""Years of a plan: whatever the plan and the budget, nothing is lost, no year costs more, and the measure is what it says."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balance.assess import Assessment, assess
from balance.county import County
from balance.errors import RefusedAction
from balance.plan.mending import Mending, effects
from balance.plan.phases import phased
from balance.pricelist import load_prices
from balance.scenario.actions import Add, Move, Scenario
from balance.scenario.apply import apply
from balance.standard_file import load
from tests.counties import county
from tests.properties.strategies import complete_schools

PRICES = load_prices()
STANDARDS = [load("quality-2017"), load("basic-2012")]
SHARED = ["classroom", "multimedia_room", "equipment", "sports_ground", "book"]
STAGED = ["backbone_teacher", "pe_arts_teacher", "teacher"]


@st.composite
def plans(draw: st.DrawFn) -> tuple[County, tuple[Add | Move, ...]]:
    """A few complete schools, additions at them, and moves of what they have."""
    schools: list[dict[str, Any]] = draw(complete_schools(("primary", "junior", "nine_year"), 2, 5))
    for entry in schools:  # a file names the grounds or grounds and halls together; with both, which one grows is not settled
        del entry["sports_area_m2"]
    table = county(*schools)
    codes = [str(code) for code in table.words("school_code")]
    held = [[stage for stage in ("primary", "junior") if entry.get(f"pupils_{stage}")] for entry in schools]
    actions: list[Add | Move] = []
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(codes) - 1))
        if draw(st.booleans()):
            actions.append(Add(codes[at], draw(st.sampled_from(SHARED)), float(draw(st.integers(1, 120)))))
        else:
            stage, amount = draw(st.sampled_from(held[at])), float(draw(st.integers(1, 9)))
            actions.append(Add(codes[at], draw(st.sampled_from(STAGED)), amount, stage))
    giver, taker = draw(st.permutations(codes))[:2]
    books = int(table.figures("books")[table.find(giver)])
    if draw(st.booleans()) and books:
        actions.append(Move("book", giver, taker, float(draw(st.integers(1, min(books, 50))))))
    return table, tuple(actions)


def units(actions: tuple[Any, ...]) -> Counter[tuple[object, ...]]:
    found: Counter[tuple[object, ...]] = Counter()
    for action in actions:
        who = (action.school,) if isinstance(action, Add) else (action.giver, action.taker)
        found[(*who, action.resource, action.stage)] += action.amount
    return found


@settings(max_examples=60)
@given(plans(), st.sampled_from(STANDARDS), st.floats(1.0, 3.0), st.randoms())
def test_years_are_the_plan_and_none_costs_more_than_its_budget(plan, standard, ample, random) -> None:
    table, actions = plan
    whole = apply(table, Scenario(actions), PRICES)
    dearest = max((step.once / action.amount for step, action in zip(whole.steps, actions, strict=True) if step), default=0)
    budget = max(whole.yearly, dearest, whole.once / 40, 1.0) * ample
    found = phased(table, standard, PRICES, Scenario(actions), budget)
    assert all(phase.once + phase.yearly <= budget * (1 + 1e-9) for phase in found)
    assert sum((units(phase.scenario.actions) for phase in found), Counter()) == units(actions)
    assert sum(phase.once for phase in found) == pytest.approx(whole.once)
    assert [phase.yearly for phase in found] == sorted(phase.yearly for phase in found)
    if found:
        assert found[-1].yearly == pytest.approx(whole.yearly)
        after = assess(whole.county, standard)
        assert np.array_equal(found[-1].after.value, after.value, equal_nan=True)
    shuffled = list(actions)
    random.shuffle(shuffled)
    others = phased(table, standard, PRICES, Scenario(tuple(shuffled)), budget)
    assert sum((units(phase.scenario.actions) for phase in others), Counter()) == units(actions)
    assert sum(phase.once for phase in others) == pytest.approx(whole.once)


def still_broken(before: Assessment, after: Assessment, now: Assessment) -> float:
    """What the measure says in words, counted on three judged counties without any of its shortcuts."""
    standard, left = before.standard, 0.0
    rule = standard.school_rule
    for mark in [rule.share, 1.0] if rule else [1.0]:
        for row, k in np.argwhere(np.isfinite(before.bound) & np.isfinite(before.value)).tolist():
            aim = min(mark * before.bound[row, k], after.value[row, k])
            if aim - before.value[row, k] > 1e-12 * mark * before.bound[row, k]:
                left += max(aim - now.value[row, k], 0.0) / (aim - before.value[row, k])
    each = standard.balance_rule is not None and standard.balance_rule.kind == "each_cv"
    for group in range(before.parts.groups):
        limit = standard.limit(standard.stages[group % 2])
        lines = [(a.dispersion.cv[group] if each else a.composite[group : group + 1]) for a in (before, after, now)]
        for was, later, cv in zip(*lines, strict=True):
            aim = max(limit or np.nan, later)
            if was - aim > 1e-12:
                left += max(cv - aim, 0.0) / (was - aim)
    return left


@settings(max_examples=40)
@given(plans(), st.sampled_from(STANDARDS), st.data())
def test_a_unit_mends_what_judging_the_county_with_it_says(plan, standard, data) -> None:
    table, actions = plan
    if not actions:
        return
    before = assess(table, standard)
    after = assess(apply(table, Scenario(actions), PRICES).county, standard)
    mending = Mending(before, after, effects(before, list(actions), PRICES))
    done: tuple[Add | Move, ...] = ()
    for turn in range(3):
        now = assess(apply(table, Scenario(done), PRICES).county, standard)
        j = data.draw(st.integers(0, len(actions) - 1), label=f"unit {turn}")
        one = (type(actions[j])(**{**_fields(actions[j]), "amount": 1.0}),)
        try:
            later = assess(apply(table, Scenario(done + one), PRICES).county, standard)
        except RefusedAction:  # what an action drawn later would have added first cannot be moved yet
            continue
        mended = still_broken(before, after, now) - still_broken(before, after, later)
        assert mending.per_unit()[j] == pytest.approx(mended, abs=1e-6)
        mending.give(j, 1.0)
        done += one


def _fields(action: Add | Move) -> dict[str, Any]:
    return {name: getattr(action, name) for name in action.__dataclass_fields__}
