"""From nearly a plan to one: the units that mend what is still broken at least cost, then those that are not needed.

What is found here proves nothing about the least cost; it gives plans that hold, against which bounds are measured.
"""

from __future__ import annotations

import numpy as np

from balance.bounds import Floats
from balance.plan.problem import Line, Problem

__all__ = ["Polish"]

_STEPS = 20_000
_ALIKE = 0.9
_UPHILL = 300
_KEPT = 1 + 5e-13  # a little less than judging forgives


class Polish:
    """What all levers together do, kept up to date unit by unit, for one choice of the lines that must hold."""

    def __init__(self, problem: Problem, most: Floats, chosen: list[Line]) -> None:
        """most: no more of each lever. chosen: the needs that must hold, of the problem's rules."""
        self._problem = problem
        self._cost = np.maximum(problem.cost, 1e-9)
        self._least = np.array([lever.least for lever in problem.levers])
        self._most = most
        # moves are made in pairs, so their pools balance by themselves
        lines = [*(line for line in problem.lines if line.what != "pool"), *chosen]
        self._line_least = np.array([line.least for line in lines])
        self._line_most = np.array([line.most for line in lines])
        sizes = [len(line.levers) for line in lines]
        self._ll = np.repeat(np.arange(len(lines)), sizes)
        self._lj = np.concatenate([line.levers for line in lines]) if lines else np.zeros(0, np.intp)
        self._la = np.concatenate([line.amounts for line in lines]) if lines else np.zeros(0)
        cones = problem.cones
        sizes = [len(cone.rows) for cone in cones]
        first = np.concatenate([[0], np.cumsum(sizes)]).astype(np.intp)
        self._cells = int(first[-1])
        self._start = np.concatenate([cone.start for cone in cones]) if cones else np.zeros(0)
        self._share = np.concatenate([cone.weight**2 for cone in cones]) if cones else np.zeros(0)
        self._cone_of = np.repeat(np.arange(len(cones)), sizes)
        self._ej = np.concatenate([cone.lever for cone in cones]) if cones else np.zeros(0, np.intp)
        self._ec = np.concatenate([first[q] + cone.member for q, cone in enumerate(cones)]) if cones else np.zeros(0, np.intp)
        self._ea = np.concatenate([cone.amount for cone in cones]) if cones else np.zeros(0)
        self._eq = self._cone_of[self._ec] if cones else np.zeros(0, np.intp)
        self._limit = np.array([cone.limit for cone in cones])
        self._mean_of = np.full(len(cones), -1)
        for m, mean in enumerate(problem.means):
            self._mean_of[list(mean.cones)] = m
        self._mean_limit = np.array([mean.limit for mean in problem.means])
        self._mean_size = np.array([len(mean.cones) for mean in problem.means])
        self._by_lever = _groups(self._ej, len(self._cost)), _groups(self._lj, len(self._cost))
        self._pools: dict[str, tuple[list[int], list[int]]] = {}
        for j, lever in enumerate(problem.levers):
            if lever.pool:
                self._pools.setdefault(lever.pool, ([], []))[lever.kind == "take"].append(j)
        self._alone = np.array([not lever.pool for lever in problem.levers], dtype=bool)

    def begin(self, amounts: Floats) -> None:
        """Take these amounts as they are."""
        self.n = self._balanced(np.clip(amounts, self._least, self._most))
        self._x = self._start + np.bincount(self._ec, self._ea * self.n[self._ej], self._cells)
        self._v = np.bincount(self._ll, self._la * self.n[self._lj], len(self._line_least))
        self._q: Floats = np.bincount(self._cone_of, self._x**2 / self._share, len(self._limit)).astype(float)
        self._t: Floats = np.bincount(self._cone_of, self._x, len(self._limit)).astype(float)

    def _balanced(self, amounts: Floats) -> Floats:
        """Of every pool as much taken as given: the larger side is cut."""
        amounts = amounts.copy()
        for sides in self._pools.values():
            sums = [amounts[side].sum() for side in sides]
            larger = sides[int(sums[1] > sums[0])]
            left = abs(sums[1] - sums[0])
            for j in reversed(larger):
                cut = min(left, amounts[j])
                amounts[j] -= cut
                left -= cut
        return amounts

    @property
    def cost(self) -> float:
        """What the amounts cost."""
        return float(self._problem.cost @ self.n)

    def _cv(self, q: Floats, t: Floats) -> Floats:
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(np.where(t > 0, np.sqrt(np.maximum(q / t**2 - 1, 0.0)), 1e3))

    def _over(self, cv: Floats, of: np.ndarray) -> Floats:
        """How far CVs (entries of cones `of`) are beyond their own limit, as a share of it."""
        limit = self._limit[of]
        return np.where(np.isfinite(limit), np.maximum(cv / limit - _KEPT, 0.0), 0.0)

    def _mean_over(self, cv: Floats) -> Floats:
        held = self._mean_of >= 0
        sums: Floats = np.bincount(self._mean_of[held], cv[held], len(self._mean_limit)).astype(float)
        return np.maximum(sums / self._mean_size / self._mean_limit - _KEPT, 0.0) if len(sums) else sums

    def holds(self) -> bool:
        """Whether every line and cone is kept."""
        slack = 1e-9 * np.maximum(1.0, np.abs(self._line_least))
        if (self._v < self._line_least - np.where(np.isfinite(slack), slack, 0.0)).any():
            return False
        if (self._v > self._line_most * (1 + 1e-12) + 1e-9).any():
            return False
        cv = self._cv(self._q, self._t)
        return not (self._over(cv, np.arange(len(cv))).any() or self._mean_over(cv).any())

    def _gains(self) -> tuple[Floats, np.ndarray]:
        """What one unit more of each lever takes from all that is broken, and whether it breaks a line that holds."""
        levers = len(self._cost)
        gain = np.zeros(levers)
        if len(self._ej):
            x, a, q = self._x[self._ec], self._ea, self._eq
            cv = self._cv(self._q, self._t)
            later = self._cv(self._q[q] + (2 * x + a) * a / self._share[self._ec], self._t[q] + a)
            change = self._over(cv, np.arange(len(cv)))[q] - self._over(later, q)
            if len(self._mean_limit):
                over = self._mean_over(cv)
                m = self._mean_of[q]
                part = (cv[q] - later) / self._mean_size[m] / self._mean_limit[m]
                change = change + np.where((m >= 0) & (over[m] > 0), np.minimum(part, over[m]), 0.0)
            gain += np.bincount(self._ej, change, levers)
        forbidden = np.zeros(levers, dtype=bool)
        if len(self._lj):
            a, line = self._la, self._ll
            least, most, v = self._line_least[line], self._line_most[line], self._v[line]
            size = np.maximum(np.abs(np.where(np.isfinite(least), least, 1.0)), 1.0)
            before = np.maximum(least - v, 0.0)
            after = np.maximum(least - v - a, 0.0)
            gain += np.bincount(self._lj, (before - after) / size, levers)
            breaks = (v + a > most + 1e-9) | ((a < 0) & (v + a < least - 1e-9))
            forbidden[self._lj[breaks]] = True
        return gain, forbidden

    def _mending(self) -> Floats:
        """What one unit more of each lever mends; −∞ where it may not be given."""
        gain, forbidden = self._gains()
        gain[forbidden | (self.n + 1 > self._most)] = -np.inf
        return gain

    def mend(self) -> bool:
        """Units and moves until everything holds; whether it came to that."""
        uphill = 0
        for _ in range(_STEPS):
            if self.holds():
                return True
            gain = self._mending()
            single = np.where(self._alone & (gain != 0.0), gain / self._cost, -np.inf)
            best = int(np.argmax(single)) if len(single) else -1
            score = float(single[best]) if best >= 0 else -np.inf
            change = [best]
            for givers, takers in self._pools.values():
                if not (givers and takers):
                    continue
                g, k = givers[int(np.argmax(gain[givers]))], takers[int(np.argmax(gain[takers]))]
                rate = (gain[g] + gain[k]) / (self._cost[k] + self._cost[g])
                if self._problem.levers[g].school != self._problem.levers[k].school and rate > score:
                    score, change = float(rate), [g, k]
            if score <= 1e-15:
                # no unit helps alone: with more of everything, whole numbers come nearer to equal shares
                uphill += 1
                if not np.isfinite(score) or uphill > _UPHILL:
                    return False
            units = self._many(change[0]) if len(change) == 1 and score > 1e-15 else 1.0
            for j in change:
                self._give(j, units)
        return False

    def _many(self, j: int) -> float:
        """How many units of one lever do nearly as much, each, as the first: things that cost little come by the hundred."""
        units, first = 1.0, self._worth(j, 1.0)
        while self.n[j] + 2 * units <= self._most[j] and self._worth(j, 2 * units) >= _ALIKE * 2 * units * first:
            units *= 2
        return units

    def _worth(self, j: int, units: float) -> float:
        """What so many units of a lever take from all that is broken."""
        before = self._broken()
        self._give(j, units)
        after = self._broken()
        self._give(j, -units)
        return before - after

    def _broken(self) -> float:
        """How far all lines and cones are broken, in shares of them."""
        least = self._line_least
        size = np.maximum(np.abs(np.where(np.isfinite(least), least, 1.0)), 1.0)
        cv = self._cv(self._q, self._t)
        over = self._over(cv, np.arange(len(cv))).sum() + self._mean_over(cv).sum()
        return float(over + (np.maximum(least - self._v, 0.0) / size).sum())

    def thin(self) -> None:
        """Without the units, and the moves, that nothing needs, the dearest first."""
        order = np.argsort(-self._cost, kind="stable").tolist()
        for j in order:
            units = self.n[j] - self._least[j] if self._alone[j] else 0.0
            while units >= 1:
                self._give(j, -units)
                if not self.holds():
                    self._give(j, units)
                    units = np.floor(units / 2)
                units = min(units, self.n[j] - self._least[j])
        for givers, takers in self._pools.values():
            for k in takers:
                for g in givers:
                    while self.n[k] >= 1 and self.n[g] >= 1:
                        self._give(k, -1.0)
                        self._give(g, -1.0)
                        if not self.holds():
                            self._give(k, 1.0)
                            self._give(g, 1.0)
                            break

    def _give(self, j: int, units: float) -> None:
        self.n[j] += units
        for e in self._by_lever[0][j]:
            c, q, a = self._ec[e], self._eq[e], self._ea[e] * units
            self._q[q] += (2 * self._x[c] + a) * a / self._share[c]
            self._x[c] += a
            self._t[q] += a
        for e in self._by_lever[1][j]:
            self._v[self._ll[e]] += self._la[e] * units


def _groups(keys: np.ndarray, count: int) -> list[np.ndarray]:
    order = np.argsort(keys, kind="stable")
    return np.split(order, np.cumsum(np.bincount(keys, minlength=count))[:-1]) if count else []
