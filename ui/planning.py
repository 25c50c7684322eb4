"""The plan of the page: what it is asked about, started in the background, found again by what was asked."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar, cast

from balance.assess import Assessment, assess
from balance.county import County
from balance.plan.given import Entry, entries
from balance.plan.goal import Goal, Plan, Watch
from balance.plan.solve import least_cost
from balance.pricelist import Prices
from balance.scenario.actions import Add, Move, Scenario
from balance.scenario.apply import Applied, apply
from ui import cached, drafts, goals, state
from ui.browser import owner
from ui.solving import Task
from ui.view import View
from ui.widgets.schools_offered import county_word

__all__ = ["Question", "Result", "asked", "begin", "begun", "look_for", "placed", "question", "result", "small"]

_SMALL = 400  # school parts up to which a plan is looked for without being asked for
_RUNNING = "_running"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Question:
    """What a plan is looked for: of which county, under which standard, at which prices, with which goal."""

    view: View
    county: County
    prices: Prices
    goal: Goal
    key: tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """A plan carried out: its scenario, what it came to, the county judged after it, who gets what."""

    plan: Plan
    scenario: Scenario
    applied: Applied
    after: Assessment
    given: list[Entry]


def question(view: View) -> Question:
    """What the form asks now."""
    goal, prices = goals.goal_of(view), drafts.prices()
    key = (owner(), view.key, view.place, view.standard.id, view.standard.switched_on, drafts.own_prices(), goal, goals.seconds())
    return Question(view, _own(view), prices, goal, key)


def _own(view: View) -> County:
    """The county in view alone, where the table holds several."""
    if not county_word(view):
        return view.county
    own = view.county.words("county") == view.place
    return view.county.with_table(view.county.schools[own].reset_index(drop=True))


def small(view: View) -> bool:
    """Whether a plan is found in a moment."""
    return len(view.assessment.rows_of_county(view.place)) <= _SMALL


def begun(key: Hashable) -> Task[object] | None:
    """The work under this key, where it was started."""
    return cached.tasks().found(key)


def asked(about: Question) -> Task[Plan] | None:
    """The search for the plan, if it was started."""
    return cast("Task[Plan] | None", begun(about.key))


def begin(key: Hashable, work: Callable[[Watch], T], slot: str = "plan") -> Task[T]:
    """Start some work; what this page looked for before in the same slot is no longer waited for."""
    noted = f"{_RUNNING} {slot}"
    before = cached.tasks().found(state.chosen(noted)) if state.chosen(noted) else None
    if before is not None and not before.finished:
        cached.tasks().forget(state.chosen(noted))
    state.choose(noted, key)
    return cast("Task[T]", cached.tasks().start(key, work))


def look_for(about: Question) -> Task[Plan]:
    """Start the search for the plan."""
    find = partial(least_cost, about.county, about.view.standard, about.prices, about.goal, time.monotonic, goals.seconds())
    return begin(about.key, lambda watch: find(watch=watch))


def result(about: Question, plan: Plan) -> Result | None:
    """The plan carried out in the whole table; None where there is none."""
    if plan.scenario is None:
        return None
    view, scenario = about.view, placed(about, plan.scenario)
    applied = apply(view.county, scenario, about.prices, view.standard)
    after = assess(applied.county, view.standard)
    return Result(plan, scenario, applied, after, entries(view.county, scenario, applied))


def placed(about: Question, scenario: Scenario) -> Scenario:
    """The scenario with the county named in its actions, where the table holds several."""
    place = county_word(about.view)
    return replace(scenario, actions=tuple(replace(a, county=place) if isinstance(a, (Add, Move)) else a for a in scenario.actions))
