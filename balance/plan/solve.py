"""The least cost in whole numbers, with a proof or the gap that is left; every plan is judged again.

The problem is taken apart into pieces that share nothing. A piece of one indicator and one lever is solved exactly by
giving each next unit where it costs least. Every other one first without whole numbers, with new tangents round by round
until the cones are met: that bound holds for the whole problem. Rounded, mended and thinned it gives a plan that holds.
Then in whole numbers: a solution that breaks a limit gets tangents at its own ratios and is solved again, while its
mended copy is one more plan. Where the plan costs no more than what is proved, it is the least.
"""

from __future__ import annotations

import math

import numpy as np

from balance.assess import Assessment, assess
from balance.bounds import Floats
from balance.columns import STAGES_JUDGED
from balance.county import County
from balance.errors import UnusableInput
from balance.numbers import money
from balance.plan.check import reached
from balance.plan.giving import what_gives
from balance.plan.goal import Goal, Plan, Watch
from balance.plan.levers import levers_of
from balance.plan.pieces import pieces, stuck
from balance.plan.problem import Problem, judged_parts, problem_of
from balance.plan.search import Search
from balance.plan.told import actions_of
from balance.plan.work import Clock, Work
from balance.pricelist import Prices
from balance.scenario.actions import Scenario
from balance.standard import Standard
from balance.words import msg

__all__ = ["least_cost"]

_GAP = 1e-9


def least_cost(
    county: County, standard: Standard, prices: Prices, goal: Goal, clock: Clock, time_limit: float = 60.0,
    watch: Watch | None = None,
) -> Plan:  # fmt: skip
    """The cheapest plan that reaches the goal, with what is proved about it. clock: seconds, from anywhere.

    watch: told of progress, and may stop the search; what was found by then comes back with its gap.
    Raises `UnusableInput` for a goal that the standard cannot have: a school rule or CV limits that it does not set, an
    indicator that it does not know; for schools, things and amounts that nobody could carry out.
    """
    work = Work(clock, clock() + time_limit, watch)
    before = assess(county, standard)
    wanted = _wanted(standard, goal)
    levers = levers_of(before, prices, goal, wanted)
    problem = problem_of(before, prices, goal, levers, wanted)
    if not _anything(goal, problem, before, wanted):
        raise UnusableInput(msg("the files hold no figures by which this goal could be judged"))
    hopeless = bool(stuck(problem))
    searches = [] if hopeless else _searched(problem, work)
    if hopeless or any(search.impossible for search in searches):
        gives = what_gives(before, goal, problem, work)
        why = msg("the goals cannot be reached together with what may be added and moved")
        return Plan("infeasible", np.nan, np.nan, np.nan, None, why, gives)
    return _plan(county, before, prices, goal, problem, searches)


def _anything(goal: Goal, problem: Problem, before: Assessment, wanted: list[int]) -> bool:
    """Whether the goal asks for anything that can be judged at all."""
    return bool((goal.cv and problem.cones) or (goal.reach and judged_parts(before, wanted)))


def _wanted(standard: Standard, goal: Goal) -> list[int]:
    ids = [indicator.id for indicator in standard.indicators]
    for name in goal.indicators:
        if name not in ids:
            raise UnusableInput(msg("{standard} has no indicator “{id}”", standard=standard.title, id=name))
    if goal.reach and (standard.school_rule is None or not any(entry.bounds for entry in standard.indicators)):
        raise UnusableInput(msg("{standard} sets no bounds that schools could be brought to", standard=standard.title))
    if goal.cv and not any(standard.limit(stage) for stage in STAGES_JUDGED):
        raise UnusableInput(msg("{standard} sets no limit for CVs", standard=standard.title))
    return [k for k, name in enumerate(ids) if not goal.indicators or name in goal.indicators]


def _searched(problem: Problem, work: Work) -> list[Search]:
    """Every piece begun, then the unfinished ones gone on with, the quickest first, the time shared among them."""
    searches = [Search(places, piece, work) for places, piece in pieces(problem)]
    work.searches = searches
    for search in searches:
        search.begin()
        if search.impossible:
            return searches
    while (open_ := [search for search in searches if not search.done]) and work.left() > 0:
        open_.sort(key=lambda search: len(search.places))
        for n, search in enumerate(open_):
            search.go_on(work.left() / (len(open_) - n))
            if search.impossible:
                return searches
    work.tell(now=True)
    return searches


def _plan(
    county: County, before: Assessment, prices: Prices, goal: Goal, problem: Problem, searches: list[Search]
) -> Plan:
    bound = float(sum(search.bound for search in searches))
    if any(search.amounts is None for search in searches):
        return Plan("infeasible", np.nan, bound, np.nan, None, msg("no plan was found in the time given; that proves nothing"))
    amounts: Floats = np.zeros(len(problem.levers))
    for search in searches:
        amounts[search.places] = search.amounts
    best = math.fsum((problem.cost * amounts).tolist())
    scenario = Scenario(actions_of(before, list(problem.levers), amounts))
    if goal.budget is not None and goal.least == "cost" and best > goal.budget * (1 + 1e-12):
        facts = {"budget": money(goal.budget), "bound": money(bound), "best": money(best)}
        if bound > goal.budget:
            why = msg("the budget of {budget} is too small: the goal costs at least {bound}", **facts)
        else:
            why = msg("no plan within the budget of {budget} was found in the time given, only one for {best}", **facts)
        return Plan("infeasible", np.nan, bound, np.nan, None, why)
    if not reached(county, before.standard, prices, goal, scenario):
        return Plan("infeasible", np.nan, bound, np.nan, None, msg("a plan was found, but judged again it does not hold"))
    gap = max(best - bound, 0.0) / best if best > 0 else 0.0
    if gap <= _GAP:
        return Plan("optimal", best, best, 0.0, scenario, msg("no cheaper plan in whole numbers reaches the goal"))
    return Plan("feasible", best, bound, gap, scenario, msg("the best found in the time given"))
