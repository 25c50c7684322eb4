"""The time that a search has, and what is told while it goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np

from balance.plan.goal import Progress, Watch

__all__ = ["Clock", "Work"]

Clock = Callable[[], float]
_OFTEN = 0.1  # seconds between two words on how far it is


class _Searched(Protocol):
    best: float
    bound: float


class Work:
    """How long a search may go on, whether somebody stopped it, and the sums over the pieces that it works on."""

    def __init__(self, clock: Clock, until: float, watch: Watch | None = None) -> None:
        self._clock, self._until, self._watch = clock, until, watch
        self._began = self._told = clock()
        self.stopped = False
        self.searches: Sequence[_Searched] = ()

    def spare(self, least: float, most: float) -> Work:
        """Work of its own for what comes after: from what is left no more than `most` seconds, but at least `least`."""
        spared = Work(self._clock, self._clock() + (min(max(self.left(), least), most) if not self.stopped else 0.0))
        spared.stopped = self.stopped
        return spared

    def left(self) -> float:
        """Seconds that are left; 0 once the search was stopped."""
        return 0.0 if self.stopped else max(self._until - self._clock(), 0.0)

    def tell(self, *, now: bool = False) -> bool:
        """Say how far it is, now and then or `now`; whether the search is to stop."""
        time = self._clock()
        if self._watch is not None and not self.stopped and (now or time - self._told >= _OFTEN):
            self._told = time
            best = float(sum(search.best for search in self.searches))
            bound = float(sum(search.bound for search in self.searches))
            best = best if np.isfinite(best) else np.nan
            gap = max(best - bound, 0.0) / best if best > 0 else best - best
            self.stopped = bool(self._watch(Progress(best, bound, gap, time - self._began)))
        return self.left() <= 0
