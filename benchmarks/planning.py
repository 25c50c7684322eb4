"""How long a least-cost plan takes to be found and proved, and how it compares with giving to the poorest.

    python benchmarks/planning.py [SECONDS]

Printed, on invented counties drawn from seeds, even ones (ratios that vary by 0.35) and uneven ones (0.8, to be brought
under 0.5 and 0.45): the seconds after which the plan found was proved to lie within the share aimed at, its gap then, and
the gap after SECONDS (0: not looked at), for seven indicators with the default price list's bundles together; with moves;
by the school rule; and one indicator with one bundle in a county of 3,000 parts, exact. Beside it "add to the poorest
until it passes" on the same counties: its cost as a multiple of the plan's, and its time.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from balance.assess import assess
from balance.county import County
from balance.plan import search
from balance.plan.check import reached
from balance.plan.goal import Goal, Plan, Progress
from balance.plan.problem import Problem
from balance.plan.solve import least_cost
from balance.pricelist import load_prices
from balance.standard_file import load
from benchmarks.greedy import poorest_first
from benchmarks.uneven import uneven

QUALITY, PRICES = load("quality-2017"), load_prices()
EVEN, UNEVEN = 0.35, 0.8
CASES = (
    # parts, spread, goal, aimed gap, aimed seconds, seeds
    (100, EVEN, Goal("tolerated", cv=True), 0.005, 15, 3),
    (100, UNEVEN, Goal("tolerated", cv=True), 0.005, 15, 3),
    (100, UNEVEN, Goal("met", cv=True), 0.005, 15, 3),
    (300, EVEN, Goal("tolerated", cv=True), 0.01, 60, 2),
    (300, UNEVEN, Goal("tolerated", cv=True), 0.01, 60, 2),
    (300, UNEVEN, Goal("met", cv=True), 0.01, 60, 2),
    (1000, EVEN, Goal("tolerated", cv=True), 0.03, 120, 1),
    (1000, UNEVEN, Goal("tolerated", cv=True), 0.03, 120, 1),
    (1000, UNEVEN, Goal("met", cv=True), 0.03, 120, 1),
    (100, UNEVEN, Goal("tolerated", cv=True, moves=True), 0.01, 30, 3),
)


def reaching(county: County, goal: Goal, gap: float, seconds: float) -> tuple[Plan, float]:
    """The plan at the moment at which its gap was proved, and the seconds until then."""
    began = time.perf_counter()
    plan = least_cost(county, QUALITY, PRICES, goal, time.monotonic, seconds, lambda now: is_near(now, gap))
    return plan, time.perf_counter() - began


def is_near(now: Progress, gap: float) -> bool:
    """Whether the gap is proved."""
    return now.gap <= gap


def what(goal: Goal) -> str:
    """The goal in a few words."""
    return {"met": "school rule + CVs", "tolerated": "85 % + CVs"}[goal.reach] + (" + moves" if goal.moves else "")


def joint(parts: int, spread: float, goal: Goal, gap: float, seconds: float, seed: int, longer: float) -> None:
    """One county, seven indicators jointly."""
    county = uneven(parts, spread, seed)
    plan, took = reaching(county, goal, gap, seconds)
    held = plan.scenario is not None and reached(county, QUALITY, PRICES, goal, plan.scenario)
    line = f"{parts:5} parts, spread {spread:.2f}, seed {seed}, {what(goal):24}"
    line += f" {plan.gap:7.3%} (aim {gap:.1%}) after {took:6.1f} s (aim {seconds}), holds: {held}"
    if longer:
        later = least_cost(county, QUALITY, PRICES, goal, time.monotonic, longer)
        line += f"; {later.gap:.4%} after {longer:g} s ({later.status})"
    if goal == Goal("tolerated", cv=True):
        began = time.perf_counter()
        cost, _ = poorest_first(assess(county, QUALITY), PRICES)
        line += f"; to the poorest: {cost / plan.cost:.3f} times the cost, {time.perf_counter() - began:.2f} s"
    print(line, flush=True)


def alone() -> None:
    """One indicator, one bundle, one stage of 3,000 parts: the allocation alone, and everything with judging twice."""
    county = uneven(3000, UNEVEN, 1, kinds=("primary",))
    goal = Goal("", cv=True, indicators=("teaching_area_per_pupil",), bundles=("classroom",))
    exact, taken = search.least_units, []

    def timed(problem: Problem) -> object:
        began = time.perf_counter()
        units = exact(problem)
        taken.append(time.perf_counter() - began)
        return units

    search.least_units = timed  # type: ignore[assignment]
    whole = []
    for _ in range(7):
        began = time.perf_counter()
        plan = least_cost(county, QUALITY, PRICES, goal, time.monotonic, 60)
        whole.append(time.perf_counter() - began)
    search.least_units = exact
    print(f" 3000 parts, one indicator, one bundle: {plan.status}; allocation {1000 * statistics.median(taken):.1f} ms (aim 50), "
          f"with judging before and after {1000 * statistics.median(whole):.0f} ms")  # fmt: skip


def main() -> None:
    """Print all figures of one run."""
    longer = float(sys.argv[1]) if len(sys.argv) > 1 else 0.0
    alone()
    for parts, spread, goal, gap, seconds, seeds in CASES:
        for seed in range(1, seeds + 1):
            joint(parts, spread, goal, gap, seconds, seed, longer)


if __name__ == "__main__":
    main()
