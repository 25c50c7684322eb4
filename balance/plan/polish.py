"""From nearly a plan to one: the units that mend what is still broken at least cost, then those that are not needed.

What is found here proves nothing about the least cost; it gives plans that hold, against which bounds are measured.
"""

from __future__ import annotations

import numpy as np

from balance.assess import Assessment
from balance.bounds import Floats
from balance.columns import STAGES_JUDGED
from balance.plan.goal import Goal
from balance.plan.problem import Lever

__all__ = ["Polish"]

_STEPS = 20_000


class Polish:
    """What all additions together do, kept up to date unit by unit. Moves are left as they are."""

    def __init__(self, before: Assessment, goal: Goal, levers: list[Lever], wanted: list[int]) -> None:
        self._levers, self._cost = levers, np.array([max(lever.cost, 1e-9) for lever in levers])
        entries = [(j, row, k, amount) for j, lever in enumerate(levers) for (row, k), amount in lever.effect.items()]
        self._lever, self._row, self._k = (np.array([entry[i] for entry in entries], dtype=np.intp) for i in range(3))
        self._each = np.array([entry[3] for entry in entries], dtype=float)
        self._adds = np.array([lever.kind == "add" for lever in levers])
        group, pupils = before.parts.group, before.parts.pupils
        known = np.isfinite(before.value)
        self._start = np.where(known, before.numerator, 0.0)
        self._group, self._pupils = group, pupils
        limit = np.array([before.standard.cv_limit(stage) or np.nan for stage in STAGES_JUDGED])
        limits = np.tile(limit, before.parts.groups // len(STAGES_JUDGED))[:, None] * np.ones(self._start.shape[1])
        limits[:, [k for k in range(self._start.shape[1]) if k not in wanted]] = np.nan
        limits[before.dispersion.absent > 0] = np.nan
        everyone = np.zeros(limits.shape)
        np.add.at(everyone, group, np.where(known, pupils[:, None], 0.0))
        with np.errstate(divide="ignore", invalid="ignore"):
            # Σ x²/P ≤ c·T²
            self._c = (1 + limits**2) / everyone if goal.cv else np.full(limits.shape, np.nan)
        times = np.array([indicator.times for indicator in before.standard.indicators])
        rule = before.standard.school_rule
        need = before.bound * pupils[:, None] / times * (rule.share if goal.reach and rule else np.nan)
        need[:, [k for k in range(need.shape[1]) if k not in wanted]] = np.nan
        self._need = np.where(known & np.isfinite(need), need, -np.inf)
        self._known = known

    def mended(self, amounts: Floats) -> Floats | None:
        """The amounts with as many units more as keep every line; None where no unit helps any more."""
        amounts = amounts.copy()
        has, broken = self._has(amounts), 0.0
        for _ in range(_STEPS):
            excess, total = self._excess(has)
            short = np.maximum(self._need * (1 - 1e-12) - has, 0.0)
            broken = float(np.nansum(np.maximum(excess, 0.0))) + float(short.sum())
            if broken <= 0:
                return amounts
            at = (self._group[self._row], self._k)
            x, g, c, t = has[self._row, self._k], self._each, self._c[at], total[at]
            # how much of each line one more unit takes back, in shares of the line
            with np.errstate(invalid="ignore", divide="ignore"):
                later = excess[at] + ((2 * x + g) * g / self._pupils[self._row] - c * ((t + g) ** 2 - t**2)) / (c * t**2)
                round_ = np.maximum(excess[at], 0.0) - np.maximum(later, 0.0)
                need = self._need[self._row, self._k]
                bound = np.minimum(short[self._row, self._k], g) / np.maximum(need, 1e-9)
            gain = np.bincount(self._lever, np.nan_to_num(round_) + np.nan_to_num(bound), len(self._levers))
            gain[~self._adds] = -np.inf
            best = int(np.argmax(gain / self._cost))
            if gain[best] <= 1e-15:
                return None
            self._give(has, amounts, best, 1.0)
        return None

    def thinned(self, amounts: Floats) -> Floats:
        """The amounts without the units that no line needs, the dearest first."""
        amounts = amounts.copy()
        has = self._has(amounts)
        for j in np.argsort(-self._cost, kind="stable").tolist():
            while self._adds[j] and amounts[j] >= 1:
                self._give(has, amounts, j, -1.0)
                excess, _ = self._excess(has)
                if np.nanmax(np.append(excess, -1.0)) > 0 or (has < self._need * (1 - 1e-12)).any():
                    self._give(has, amounts, j, 1.0)
                    break
        return amounts

    def _has(self, amounts: Floats) -> Floats:
        has = self._start.copy()
        np.add.at(has, (self._row, self._k), self._each * amounts[self._lever])
        return has

    def _give(self, has: Floats, amounts: Floats, j: int, units: float) -> None:
        amounts[j] += units
        for (row, k), each in self._levers[j].effect.items():
            has[row, k] += each * units

    def _excess(self, has: Floats) -> tuple[Floats, Floats]:
        """How far every cone is broken, as a share of its line (below 0: it holds; NaN: there is none), and the totals."""
        total, squares = np.zeros(self._c.shape), np.zeros(self._c.shape)
        np.add.at(total, self._group, has)
        np.add.at(squares, self._group, np.where(self._known, has**2 / self._pupils[:, None], 0.0))
        with np.errstate(invalid="ignore", divide="ignore"):
            line = self._c * total**2
            return np.where(np.isfinite(line), np.where(line > 0, squares / line - 1, 1.0), np.nan), total
