"""Where the intervals end into which CVs under a common mean are put, finer where a plan falls between their ends."""

from __future__ import annotations

import numpy as np

from balance.bounds import Floats
from balance.plan.problem import Cone, Problem

__all__ = ["Intervals"]

_FIRST = (0.3, 0.45, 0.6, 0.75, 0.85, 0.92, 0.97, 1.0)  # of today's CV
_NARROW = 2e-4
_USED = 1e-3


class Intervals:
    """For every cone under a mean the upper ends of the intervals of its CV, rising; the last is above every CV there is."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self.ends: dict[int, list[float]] = {}
        for at in sorted({at for mean in problem.means for at in mean.cones}):
            cone = problem.cones[at]
            top = float(np.sqrt(max(1 / cone.weight.min() ** 2 - 1, 0.0))) * 1.001 + 1e-6
            now = _cv(cone, np.zeros(len(problem.levers)))
            now = now if np.isfinite(now) and now > 1e-6 else top
            self.ends[at] = [*(now * share for share in _FIRST if now * share < top), top]

    @property
    def some(self) -> bool:
        """Whether there is a mean at all."""
        return bool(self.ends)

    def halved(self, used: dict[int, list[float]]) -> bool:
        """Two intervals for one wherever a share of the choice fell on it; whether there was any."""
        found = False
        for at, shares in used.items():
            lows = [0.0, *self.ends[at][:-1]]
            middles = [(low + high) / 2 for low, high, share in zip(lows, self.ends[at], shares, strict=True)
                       if share > _USED and high - low > _NARROW]  # fmt: skip
            found = found or bool(middles)
            self._add(at, middles)
        return found

    def refined(self, amounts: Floats) -> bool:
        """New ends at the CVs of these amounts where they break a mean; whether there was any."""
        found = False
        for mean in self._problem.means:
            cvs = [_cv(self._problem.cones[at], amounts) for at in mean.cones]
            over = sum(cvs) - mean.limit * len(cvs) * (1 + 1e-12)
            if not (over > 0 and np.isfinite(over)):
                continue
            found = True
            for at, cv in zip(mean.cones, cvs, strict=True):
                # just above it, by more than the solver forgives, and so far below that the plan is told from those that hold
                self._add(at, [cv - over / (2 * len(cvs)), cv * (1 + 1e-7)])
        return found

    def _add(self, at: int, ends: list[float]) -> None:
        self.ends[at] = sorted({*self.ends[at], *(end for end in ends if 1e-9 < end < self.ends[at][-1])})


def _cv(cone: Cone, amounts: Floats) -> float:
    x = cone.start + np.bincount(cone.member, cone.amount * amounts[cone.lever], len(cone.rows))
    total = float(x.sum())
    if total <= 0:
        return np.inf
    return float(np.sqrt(((x / cone.weight - cone.weight * total) ** 2).sum())) / total
