"""One indicator, one lever, equal unit cost: the exact least number of units, by giving each next one where it costs least.

For every total the allocation that gives each next unit where (2x + u)·u/P is least makes Σ x²/P as small as it can be:
the sum is separable and convex. So the first total at which Σ x²/p ≤ (1 + L²)(Σ x)² is the least that any plan can have.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from balance.bounds import Floats
from balance.plan.problem import Cone, Problem

__all__ = ["fits", "least_units"]


def fits(problem: Problem) -> bool:
    """Whether the problem is of this kind: additions of one size and cost, one for each part of one cone, and needs that
    all must hold."""
    if len(problem.cones) != 1 or problem.means or problem.lines or problem.most_schools is not None:
        return False
    if problem.passing is not None or any(rule.count or not rule.always for rule in problem.rules):
        return False
    cone = problem.cones[0]
    alike = all(lever.kind == "add" and len(lever.effect) == 1 and lever.cost == problem.levers[0].cost for lever in problem.levers)
    same = bool(np.ptp(cone.amount) <= 1e-12 * cone.amount[0]) and len(np.unique(cone.member)) == len(cone.member)
    return alike and same and len(cone.lever) == len(problem.levers)


def least_units(problem: Problem) -> Floats | None:
    """The whole amounts of the levers with the least sum; None where no amounts keep the needs and the cone.

    Special cases: where nobody has any, somebody gets a unit; amounts keep each lever's least and most.
    """
    cone = problem.cones[0]
    unit = float(cone.amount[0])
    low, high = (np.array([getattr(lever, side) for lever in problem.levers]) for side in ("least", "most"))
    for rule in problem.rules:
        for line in rule.share:
            j = line.levers[0] if len(line.levers) else -1
            if j < 0:
                return None
            low[j] = max(low[j], np.ceil(line.least / line.amounts[0] - 1e-9))
    if (low > high).any():
        return None
    order = np.argsort(cone.lever)  # entries in the order of the levers
    weight = cone.weight[cone.member[order]] ** 2
    has = cone.start[cone.member[order]] + unit * low
    fixed = np.setdiff1d(np.arange(len(cone.rows)), cone.member)
    rest = float((cone.start[fixed] ** 2 / cone.weight[fixed] ** 2).sum()), float(cone.start[fixed].sum())
    at = _first_total(cone, has, weight, unit, high - low, rest)
    if at is None:
        return None
    return np.asarray(low + at)


def _first_total(cone: Cone, has: Floats, weight: Floats, unit: float, room: Floats, rest: tuple[float, float]) -> Floats | None:
    """The units on top of `has` at the first total that meets the cone."""
    factor = (1 + cone.limit**2) * (1 + 1e-12)

    def meets(x: Floats) -> bool:
        total = float(x.sum()) + rest[1]
        return total > 0 and float((x**2 / weight).sum()) + rest[0] <= factor * total**2

    if meets(has):
        return np.zeros(len(has))
    # Continuous, √(Σ x²/p) is convex in the total T, so the totals that meet the cone are an interval, perhaps an empty one.
    # Filling up to a level of x/p is the best way to every total; more of it helps while the level lies below √(factor·Σ x²/p).
    ceiling = has + unit * room

    def filled(level: float) -> Floats:
        return np.clip(level * weight, has, ceiling)

    def helps(level: float) -> bool:
        return bool(level < np.sqrt(factor * (float((filled(level) ** 2 / weight).sum()) + rest[0])))

    top = 1.0 + float((has / weight).max()) + unit / float(weight.min())
    while helps(top) and not (filled(top) >= ceiling).all() and top < 1e18:
        top *= 2
    best = _between(0.0, top, helps) if not helps(top) else top
    met = meets(filled(best) * (1 + 1e-12))
    # whole units meet it nowhere that continuous ones do not: past the best total nothing can be met any more
    first = _between(0.0, best, lambda level: not meets(filled(level))) if met else best
    if not met and not _nearly(filled(best), weight, factor, rest):
        return None
    last = float(filled(best).sum()) + unit * len(has)
    least = max(int(np.floor((filled(first).sum() - has.sum()) / unit - 1e-6)), 0)
    units = _allotted(has, weight, unit, room, least)
    x = has + unit * units
    squares, total = float((x**2 / weight).sum()) + rest[0], float(x.sum()) + rest[1]
    with np.errstate(invalid="ignore"):
        price = np.where(units < room, (2 * x + unit) * unit / weight, np.inf)
    while True:
        if total > 0 and squares <= factor * total**2 and meets(has + unit * units):
            return units
        i = int(np.argmin(price))
        if not np.isfinite(price[i]) or (float((has + unit * units).sum()) > last and squares > factor * total**2):
            return None
        squares += float(price[i])
        total += unit
        units[i] += 1
        price[i] = (2 * (has[i] + unit * units[i]) + unit) * unit / weight[i] if units[i] < room[i] else np.inf


def _between(low: float, high: float, below: Callable[[float], bool]) -> float:
    """The level at which `below` ends, from below it."""
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if below(middle) else (low, middle)
    return low


def _nearly(x: Floats, weight: Floats, factor: float, rest: tuple[float, float]) -> bool:
    """Whether the cone is met but for the noise of arithmetic."""
    return float((x**2 / weight).sum()) + rest[0] <= factor * (float(x.sum()) + rest[1]) ** 2 * (1 + 1e-9)


def _allotted(has: Floats, weight: Floats, unit: float, room: Floats, total: int) -> Floats:
    """So many units in all, each next one where (2x + u)·u/p is least."""

    def under(price: float) -> Floats:
        units = np.floor((price * weight / unit - unit - 2 * has) / (2 * unit)) + 1
        return np.asarray(np.clip(units, 0.0, room))

    low, high = 0.0, float(((2 * has + unit) * unit / weight).max())
    while under(high).sum() < min(total, room.sum()):
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if under(middle).sum() <= total else (low, middle)
    units = under(low)
    for _ in range(int(total - units.sum())):
        price = np.where(units < room, (2 * (has + unit * units) + unit) * unit / weight, np.inf)
        units[int(np.argmin(price))] += 1
    return units
