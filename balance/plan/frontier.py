"""What money buys: least cost against schools that pass, and against the largest CV excess; and the most that a budget buys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from balance.assess import Assessment, assess
from balance.bounds import SHORT, TOLERATED
from balance.columns import STAGES_JUDGED
from balance.county import County
from balance.plan.check import reached
from balance.plan.goal import Goal, Plan, Progress, Watch
from balance.plan.solve import least_cost
from balance.pricelist import Prices
from balance.scenario.actions import Scenario
from balance.scenario.apply import apply
from balance.standard import Standard
from balance.words import Message, msg

__all__ = ["Point", "cv_frontier", "largest_excess", "least_excess", "most_passing", "passing_frontier", "reaching"]

Clock = Callable[[], float]
_FINE = 0.001  # CVs are printed with three decimals on the form


@dataclass(frozen=True, slots=True)
class Point:
    """A plan and what it comes to, judged again: its cost in what the goal counts (NaN without a plan), the school parts
    that then reach what the goal's `reach` says, and the largest excess of a CV over its limit (0: all within)."""

    plan: Plan
    cost: float
    passing: int
    excess: float


def passing_frontier(
    county: County, standard: Standard, prices: Prices, goal: Goal, clock: Clock, time_limit: float, points: int = 12,
    watch: Watch | None = None,
) -> tuple[Point, ...]:  # fmt: skip
    """The least cost for so many school parts to pass, for about `points` numbers from those of today to all.

    Cost rises from point to point, and so does the number that passes. Points that another one beats (as many pass, for no
    more money) are dropped: that happens where a plan brings more parts along than it was asked for, or where one was not
    proved least in its time. Numbers for which there is no plan, or none was found, have no point.

    What else the goal asks for, its CVs too, holds at every point; its budget does not. Without a `reach` of its own: the
    school rule. time_limit: seconds for all points together. A watch that says stop ends it with the points so far.
    """
    case = _Case(county, standard, prices, _bounded(goal), clock, clock() + time_limit, watch)
    today = assess(county, standard)
    everyone = int(_judgeable(today, _chosen(today, goal)).sum())
    asked = np.unique(np.round(np.linspace(reaching(today, case.goal).sum(), everyone, points)).astype(int))
    found = case.points([_with(case.goal, int(m), everyone) for m in asked])
    best: list[Point] = []
    for point in sorted(found, key=lambda p: (-p.passing, p.cost)):
        if not best or point.cost < best[-1].cost:
            best.append(point)
    return tuple(reversed(best))


def cv_frontier(
    county: County, standard: Standard, prices: Prices, goal: Goal, clock: Clock, time_limit: float, points: int = 12,
    watch: Watch | None = None,
) -> tuple[Point, ...]:  # fmt: skip
    """The least cost for no CV to be more than so far above its limit, from today's largest excess down to none.

    The excess asked for falls in `points` equal steps; the one shown is what the plan comes to. Cost rises from point to
    point and the excess falls; points that another one beats are dropped, as in `passing_frontier`. What else the goal asks
    for holds at every point; its budget does not.
    """
    case = _Case(county, standard, prices, replace(goal, cv=True, budget=None), clock, clock() + time_limit, watch)
    steps = np.unique(np.linspace(_start(assess(county, standard), goal), 0.0, points))[::-1]
    found = case.points([replace(case.goal, excess=float(step)) for step in steps])
    best: list[Point] = []
    for point in sorted(found, key=lambda p: (p.excess, p.cost)):
        if not best or point.cost < best[-1].cost:
            best.append(point)
    return tuple(reversed(best))


def most_passing(
    county: County, standard: Standard, prices: Prices, goal: Goal, budget: float, clock: Clock, time_limit: float,
    watch: Watch | None = None,
) -> Point:  # fmt: skip
    """How many school parts can pass with this budget, and a plan with which so many do.

    Found by halving: the more must pass, the more it costs. plan.status "optimal": it is proved that not one more can pass
    within the budget; "feasible": the time did not suffice for that; "infeasible", with no scenario: even with today's
    number the rest of the goal (its CVs, say) is not reached within the budget; the point then shows today.
    The plan is the cheapest found for its number; its bound and gap are about that cost.
    budget: yuan over the horizon, whatever the goal counts.
    """
    case = _Case(county, standard, prices, _bounded(goal), clock, clock() + time_limit, watch)
    today = assess(county, standard)
    everyone = int(_judgeable(today, _chosen(today, goal)).sum())
    low, high = int(reaching(today, case.goal).sum()), everyone
    turns = int(np.log2(high - low + 1)) + 2
    best, sure = case.within(_with(case.goal, low, everyone), budget, turns)
    while best.plan.scenario is not None and max(low, best.passing) < high:
        low = max(low, best.passing)
        middle = (low + high + 1) // 2
        turns = max(turns - 1, 2)
        point, told = case.within(_with(case.goal, middle, everyone), budget, turns)
        if point.plan.scenario is not None:
            best = point
        else:
            high, sure = middle - 1, sure and told
    return case.settled(best, _with(case.goal, best.passing, everyone), budget, sure,
                        msg("with this budget not one more can pass"))  # fmt: skip


def least_excess(
    county: County, standard: Standard, prices: Prices, goal: Goal, budget: float, clock: Clock, time_limit: float,
    watch: Watch | None = None,
) -> Point:  # fmt: skip
    """How low the largest excess of a CV over its limit can go with this budget, to 0.001, and a plan that brings it there.

    Found by halving between none and today's. plan.status and plan as in `most_passing`; "optimal": it is proved that no plan
    within the budget comes 0.001 lower.
    """
    case = _Case(county, standard, prices, replace(goal, cv=True, budget=None), clock, clock() + time_limit, watch)
    low, high = 0.0, _start(assess(county, standard), goal)
    steps = int(np.ceil(np.log2(max(high / _FINE, 2)))) + 2
    best, sure = case.within(replace(case.goal, excess=0.0), budget, steps)
    if best.plan.scenario is None and high > 0:
        best, known = case.within(replace(case.goal, excess=high), budget, steps - 1)
        sure = sure and (known or best.plan.scenario is not None)
        while best.plan.scenario is not None and min(high, best.excess) - low > _FINE:
            high = min(high, best.excess)
            middle, steps = (low + high) / 2, max(steps - 1, 2)
            point, told = case.within(replace(case.goal, excess=middle), budget, steps)
            if point.plan.scenario is not None:
                best = point
            else:
                low, sure = middle, sure and told
    return case.settled(best, replace(case.goal, excess=best.excess + 1e-9), budget, sure,
                        msg("with this budget no CV excess can be lower, to 0.001"))  # fmt: skip


def reaching(after: Assessment, goal: Goal) -> NDArray[np.bool_]:
    """The parts that reach what the goal's `reach` says, for every known figure of the indicators that count; a part of
    which nothing is known does not count as one that reaches it."""
    chosen = _chosen(after, goal)
    fine = _judgeable(after, chosen) & ~(after.status[:, chosen] == SHORT).any(axis=1)
    rule = after.standard.school_rule
    if goal.reach == "met" and rule is not None:
        below = (after.status[:, chosen] == TOLERATED).sum(axis=1)
        fine &= below <= len(chosen) - rule.met
    return np.asarray(fine)


def largest_excess(after: Assessment, goal: Goal) -> float:
    """How far the CV furthest above its limit lies above it (where the standard judges their mean: the mean); 0 where all
    that is known keeps its limit, infinite where a stage has none of a thing at all."""
    standard, spread = after.standard, after.dispersion
    limits = np.array([standard.limit(stage) or np.nan for stage in STAGES_JUDGED] * len(after.parts.counties))
    chosen = _chosen(after, goal)
    each = standard.balance_rule is not None and standard.balance_rule.kind == "each_cv"
    known = (spread.absent == 0) & after.occupied[:, None] & np.isfinite(limits)[:, None] & chosen
    if (known & (spread.mean == 0)).any():
        return float("inf")
    over = (spread.cv - limits[:, None])[known] if each else after.composite - limits
    over = over[np.isfinite(over)]
    top = float(over.max(initial=0.0))
    return top if top > 1e-12 else 0.0


def _judgeable(after: Assessment, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return np.asarray(np.isfinite(after.ratio[:, chosen]).any(axis=1))


def _chosen(after: Assessment, goal: Goal) -> NDArray[np.bool_]:
    return np.array([not goal.indicators or entry.id in goal.indicators for entry in after.standard.indicators])


def _with(goal: Goal, passing: int, everyone: int) -> Goal:
    """The goal for so many parts; that all pass is asked for as ever, which leaves nothing to choose."""
    return replace(goal, passing=passing if passing < everyone else None)


def _bounded(goal: Goal) -> Goal:
    return replace(goal, reach=goal.reach or "met", budget=None)


def _start(today: Assessment, goal: Goal) -> float:
    """Today's largest excess; where a stage has none of a thing, its CV can begin anywhere: at 1 above the limit, say."""
    excess = largest_excess(today, goal)
    return excess if np.isfinite(excess) else 1.0


@dataclass(slots=True)
class _Case:
    """One question: the county, the goal, the time that is left, and who watches."""

    county: County
    standard: Standard
    prices: Prices
    goal: Goal
    clock: Clock
    until: float
    watch: Watch | None
    stopped: bool = False

    def points(self, goals: list[Goal]) -> list[Point]:
        """A point for every goal that has a plan, each with its part of the time."""
        found = []
        for n, goal in enumerate(goals):
            if self.stopped:
                break
            point = self._judged(self._least(goal, len(goals) - n, lambda _: False), goal)
            if point.plan.scenario is not None:
                found.append(point)
        return found

    def within(self, goal: Goal, budget: float, turns: int) -> tuple[Point, bool]:
        """A plan for the goal within the budget, or today without one; and whether that was decided."""
        most = budget * (1 + 1e-12)
        paid = replace(goal, budget=budget) if goal.least != "cost" else goal
        plan = self._least(paid, turns, lambda told: told.best <= most or told.bound > most)
        if plan.scenario is not None and (goal.least != "cost" or plan.cost <= most):
            point = self._judged(plan, paid)
            return point, point.plan.scenario is not None
        # without a bound there is no plan at all; with one, there may be one that was not found
        proved = not np.isfinite(plan.bound) or plan.bound > most
        return self._judged(_without(plan), goal), bool(proved)

    def settled(self, best: Point, goal: Goal, budget: float, sure: bool, why: Message) -> Point:
        """The answer: the cheapest plan for it that the rest of the time gives, and what is proved."""
        if best.plan.scenario is None:
            return best
        point = best
        if best.cost > 0 and not self.stopped and self.clock() < self.until:
            paid = replace(goal, budget=budget) if goal.least != "cost" else goal
            cheaper = self._judged(self._least(paid, 1, lambda _: False), paid)
            if cheaper.plan.scenario is not None and cheaper.cost <= best.cost:
                point = cheaper
        why = why if sure else msg("the best found in the time given")
        return replace(point, plan=replace(point.plan, status="optimal" if sure else "feasible", why=why))

    def _least(self, goal: Goal, turns: int, enough: Callable[[Progress], bool]) -> Plan:
        """The least cost with one turn's part of the time; nothing is solved where nothing has to be done."""
        if not any(entry.least for entry in goal.allowances) and self._holds(goal, Scenario()):
            return Plan("optimal", 0.0, 0.0, 0.0, Scenario(), msg("nothing has to be done"))

        def told(progress: Progress) -> bool:
            if self.watch is not None and self.watch(progress):
                self.stopped = True
            return self.stopped or enough(progress)

        seconds = max(self.until - self.clock(), 0.05) / max(turns, 1)
        return least_cost(self.county, self.standard, self.prices, goal, self.clock, seconds, told)

    def _holds(self, goal: Goal, scenario: Scenario) -> bool:
        return reached(self.county, self.standard, self.prices, goal, scenario)

    def _judged(self, plan: Plan, goal: Goal) -> Point:
        """The plan judged again; one that does not hold counts as none."""
        if plan.scenario is not None and not self._holds(goal, plan.scenario):
            plan = _without(plan)
        done = plan.scenario if plan.scenario is not None else Scenario()
        after = assess(apply(self.county, done, self.prices, self.standard).county, self.standard)
        return Point(plan, plan.cost, int(reaching(after, goal).sum()), largest_excess(after, goal))


def _without(plan: Plan) -> Plan:
    return replace(plan, status="infeasible", scenario=None, cost=float("nan"), gap=float("nan"))
