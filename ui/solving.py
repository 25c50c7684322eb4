"""Work that takes long, done beside the page: started once for a question, watched, stopped, and its result kept."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from balance.errors import BalanceError
from balance.plan.goal import Progress, Watch

__all__ = ["Task", "Tasks"]

T = TypeVar("T")
_KEPT = 64  # results; the oldest go first
_PATIENCE = 5.0  # seconds that an ending program waits for its searches
_AT_ONCE = threading.BoundedSemaphore(2)  # searches that run side by side; others wait for their turn


class Task(Generic[T]):
    """One piece of work in a thread of its own, which knows nothing of the page."""

    def __init__(self, work: Callable[[Watch], T]) -> None:
        self._work, self._began = work, time.monotonic()
        self._asked, self._done = threading.Event(), threading.Event()
        self.latest: Progress | None = None
        self.result: T | None = None
        self.wrong: BalanceError | None = None
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        try:
            with _AT_ONCE:
                if not self._asked.is_set():
                    self._began = time.monotonic()
                    self.result = self._work(self._told)
        except BalanceError as wrong:
            self.wrong = wrong
        finally:  # whatever happened: nobody waits for it any more
            self._done.set()

    def _told(self, progress: Progress) -> bool:
        self.latest = progress
        return self._asked.is_set()

    @property
    def finished(self) -> bool:
        """Whether nothing more comes; without a result and without a mistake it was stopped, or broke off."""
        return self._done.is_set()

    @property
    def stopped(self) -> bool:
        """Whether somebody asked it to stop."""
        return self._asked.is_set()

    @property
    def seconds(self) -> float:
        """For how long it has been at work."""
        return time.monotonic() - self._began

    def stop(self) -> None:
        """Ask it to end with the best that it has found."""
        self._asked.set()

    def wait(self, seconds: float) -> bool:
        """Wait so long at most; whether it is finished."""
        return self._done.wait(seconds)


class Tasks:
    """The work of all sessions, each piece under a key that says whose it is and what it answers."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, Task[object]] = OrderedDict()
        self._lock = threading.Lock()

    def found(self, key: Hashable) -> Task[object] | None:
        """What was started under the key; None where nothing was, or it is forgotten."""
        with self._lock:
            task = self._kept.get(key)
            if task is not None:
                self._kept.move_to_end(key)
            return task

    def start(self, key: Hashable, work: Callable[[Watch], object]) -> Task[object]:
        """Start it; what stood under the key before is stopped and forgotten."""
        with self._lock:
            before = self._kept.pop(key, None)
            if before is not None:
                before.stop()
            task: Task[object] = Task(work)
            self._kept[key] = task
            for old in [k for k, kept in self._kept.items() if kept.finished][: max(len(self._kept) - _KEPT, 0)]:
                del self._kept[old]
            return task

    def end(self) -> None:
        """Stop everything and wait a little: a program must not end under a search."""
        with self._lock:
            tasks = list(self._kept.values())
        for task in tasks:
            task.stop()
        until = time.monotonic() + _PATIENCE
        for task in tasks:
            task.wait(max(until - time.monotonic(), 0.0))

    def forget(self, key: Hashable) -> None:
        """Stop it and forget it: what is asked next is worked out anew."""
        with self._lock:
            task = self._kept.pop(key, None)
        if task is not None:
            task.stop()
