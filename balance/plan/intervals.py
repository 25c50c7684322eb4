"""Where the intervals end into which CVs under a common mean are put, finer where a plan falls between their ends."""

from __future__ import annotations

import numpy as np

from balance.bounds import Floats
from balance.plan.problem import Cone, Problem

__all__ = ["Intervals"]

_FIRST = 6


class Intervals:
    """For every cone under a mean the upper ends of its intervals, rising; the last is above every CV there can be."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self.ends: dict[int, list[float]] = {}
        for mean in problem.means:
            for at in mean.cones:
                cone = problem.cones[at]
                top = float(np.sqrt(1 / cone.weight.min() ** 2 - 1)) * 1.001 + 1e-6
                now = _cv(cone, np.zeros(len(problem.levers)))
                inner = np.linspace(0, now if np.isfinite(now) and now > 0 else top, _FIRST + 1)[1:]
                self.ends[at] = [*(float(end) for end in inner if end < top), top]

    @property
    def some(self) -> bool:
        """Whether there is a mean at all."""
        return bool(self.ends)

    def refined(self, amounts: Floats) -> bool:
        """New ends at the CVs of these amounts where they break a mean; whether there was any."""
        found = False
        for mean in self._problem.means:
            cvs = [_cv(self._problem.cones[at], amounts) for at in mean.cones]
            over = sum(cvs) - mean.limit * len(cvs) * (1 + 1e-12)
            if not over > 0:
                continue
            found = True
            for at, cv in zip(mean.cones, cvs, strict=True):
                if np.isfinite(cv):
                    here = [max(cv - over / (2 * len(cvs)), 0.0), cv * (1 + 1e-13)]
                    self.ends[at] = sorted({*self.ends[at], *(end for end in here if end > 1e-9)})
        return found


def _cv(cone: Cone, amounts: Floats) -> float:
    x = cone.start + np.bincount(cone.member, cone.amount * amounts[cone.lever], len(cone.rows))
    total = float(x.sum())
    return float(np.sqrt(max(((x / cone.weight) ** 2).sum() / total**2 - 1, 0.0))) if total > 0 else np.inf
