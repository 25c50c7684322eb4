"""One piece of a problem searched: a bound that is proved, and the best plan found so far."""

from __future__ import annotations

import math

import numpy as np

from balance.bounds import Floats
from balance.plan.intervals import Intervals
from balance.plan.marginal import fits, least_units
from balance.plan.model import Found, Known, Model
from balance.plan.polish import Polish
from balance.plan.problem import Line, Problem
from balance.plan.work import Work

__all__ = ["Search"]

_ROUNDS = 60
_PROGRESS = 2e-5  # a round that lifts the bound by less brings nothing worth its time
_FINER = 20
_IDLE = 2  # so many of them end the rounds
_NEAR = 1e-6  # how exactly the cones are met before whole numbers are asked for


class Search:
    """What is known about one piece. `best` infinite: no plan yet; `impossible`: there is none; `done`: nothing is left to
    be found or proved."""

    def __init__(self, places: np.ndarray, problem: Problem, work: Work) -> None:
        self.places, self._problem, self._work = places, problem, work
        self._cost = problem.cost
        self._step = _common(self._cost)
        self.bound, self.best = 0.0, math.inf
        self.amounts: Floats | None = None
        self.impossible = self.done = False
        self._intervals = Intervals(problem)
        self._known: Known = {}
        self._ceiling = math.inf
        self._model: Model | None = None

    def begin(self) -> None:
        """The exact answer where there is a quick way to it; else the bound without whole numbers, and a first plan."""
        if fits(self._problem):
            self.amounts, self.done = least_units(self._problem), True
            self.impossible = self.amounts is None
            if self.amounts is not None:
                self.best = self.bound = float(self._cost @ self.amounts)
            return
        found = self._relaxed() if self._reasonable() else self._relaxed_within()
        if found is not None and found.amounts is not None:
            for amounts in (np.floor(found.amounts + 0.5), np.ceil(found.amounts - 1e-9), np.floor(found.amounts + 1e-9)):
                if not self._work.tell():
                    self._try(found, amounts)
        if self._intervals.some and found is not None and found.amounts is not None and not self.impossible:
            self._finer(found)
        self._settle()

    def _reasonable(self) -> bool:
        """A first plan from nothing, where the rows need an end to all amounts: its cost gives one. False where that is not a
        plan, but what one without a limit to the number of schools would cost."""
        if not (self._intervals.some or self._problem.most_schools is not None):
            return True
        polish = Polish(self._problem, np.array([lever.most for lever in self._problem.levers]), self._problem.surest)
        polish.begin(np.zeros(len(self._cost)))
        if not polish.mend():
            return True
        polish.thin()
        if self._problem.most_schools is not None:
            self._ceiling = max(polish.cost, float(self._cost.max()))
            return False
        self.best, self.amounts = polish.cost, polish.n.copy()
        return True

    def _relaxed_within(self) -> Found | None:
        """The bound with so few schools, for plans up to ten times, then a thousand times what all of them together cost."""
        without = self._ceiling
        for times in (10.0, 1000.0):
            self._ceiling = times * without
            found = self._relaxed()
            if not self.impossible:
                return found
            self.impossible = self.done = times == 1000.0
        return None

    def _finer(self, found: Found | None) -> None:
        """Under a mean of CVs: finer intervals where the choice fell, again and again while that lifts the bound."""
        for _ in range(_FINER):
            before = self.bound
            if found is None or found.columns is None or self._model is None or self._work.tell():
                return
            if not self._intervals.halved(self._model.shares(found.columns)):
                return
            found = self._relaxed()
            if found is not None and found.amounts is not None:
                for amounts in (np.floor(found.amounts + 0.5), np.floor(found.amounts + 1e-9)):
                    self._try(found, amounts)
            if self.bound <= before * (1 + 2e-4):
                return

    def _relaxed(self) -> Found | None:
        self._model = self._fresh()
        last, before, idle = None, 0.0, 0
        for _ in range(_ROUNDS):
            found = self._model.solve(self._work.left(), whole=False)
            if found.impossible:
                self._impossible()
                return None
            if found.amounts is None or found.columns is None:
                break
            last = found
            self._prove(found.bound)
            idle = 0 if found.bound > before * (1 + _PROGRESS) else idle + 1
            before = max(found.bound, before)
            if idle == _IDLE:
                break
            if self._work.tell() or not self._model.tighten(found.columns, _NEAR):
                break
        return last

    def go_on(self, seconds: float) -> None:
        """Search in whole numbers for so long, or until nothing is left to prove."""
        until = self._work.left() - seconds
        if self._model is None or self._intervals.some:
            self._model = self._fresh()
        while not self.done and self._work.left() > max(until, 0.0):
            if self.amounts is not None:
                self._model.cheaper_than(self.best)
            found = self._model.solve(self._work.left() - max(until, 0.0), whole=True, step=0.999 * self._step, ask=self._ask)
            if found.impossible:
                self._impossible()
                return
            if found.ended or found.bound > self.bound:
                self._prove(found.bound)
            if found.amounts is None or found.columns is None:
                return
            cut = self._model.tighten(found.columns, 1e-12)
            refined = not cut and self._intervals.refined(found.amounts)
            self._try(found, found.amounts)
            if refined:
                self._model = self._fresh()
            if found.ended and not cut and not refined:
                # it holds by every cone, so nothing is cheaper than it but what the step leaves open
                self._keep(found.amounts)
                self.done = True
            self._settle()

    def _ask(self, bound: float) -> bool:
        if math.isfinite(bound):
            self._prove(bound)
        return self._work.tell()

    def _fresh(self) -> Model:
        needs = self._problem.most_schools is not None or self._intervals.some
        return Model(self._problem, min(self.best, self._ceiling) if needs else math.inf, self._intervals, self._known)

    def _impossible(self) -> None:
        """No plan at all, or none that costs less than the best."""
        if self.amounts is None:
            self.impossible = True
        else:
            self.bound = self.best
        self.done = True

    def _prove(self, bound: float) -> None:
        step = self._step
        lifted = math.ceil(bound / step - 1e-6) * step if step else bound * (1 - 1e-12)
        self.bound = max(self.bound, min(lifted, self.best))

    def _settle(self) -> None:
        if self.amounts is not None and self.best - self.bound <= max(0.5 * self._step, 1e-9 * self.best):
            self.done = True
        self._work.tell()

    def _lines(self, found: Found) -> list[Line]:
        """The needs that must hold, by the choices that the solver made: of every rule its likeliest lines."""
        model, columns = self._model, found.columns
        lines: list[Line] = []
        if model is None or columns is None:
            return lines
        left = self._problem.passing
        passing = iter(model.passes)
        ranks = {}
        for at, rule in enumerate(self._problem.rules):
            if not rule.always:
                ranks[at] = columns[next(passing)]
        taken = set(sorted(ranks, key=lambda at: -ranks[at])[:left]) if left is not None else set()
        for at, rule in enumerate(self._problem.rules):
            if not rule.always and at not in taken:
                continue
            lines += rule.share
            likely = np.argsort([-columns[column] for column in model.chosen[at]], kind="stable")
            lines += [rule.full[i] for i in likely[: rule.count].tolist()]
        return lines

    def _most(self, found: Found) -> Floats:
        """No more of any lever than may be; nothing at the schools that the solver would not touch."""
        most = np.array([lever.most for lever in self._problem.levers])
        columns = found.columns
        if self._problem.most_schools is not None and self._model is not None and columns is not None:
            at = self._model.touched
            chosen = sorted(at, key=lambda school: -float(columns[at[school]]))[: self._problem.most_schools]
            most[[lever.school not in chosen for lever in self._problem.levers]] = 0.0
        return most

    def _try(self, found: Found, amounts: Floats) -> None:
        self._mended(self._most(found), self._lines(found), amounts)

    def _mended(self, most: Floats, lines: list[Line], amounts: Floats) -> None:
        polish = Polish(self._problem, most, lines)
        polish.begin(amounts)
        if polish.mend():
            polish.thin()
            self._keep(polish.n.copy())

    def _keep(self, amounts: Floats) -> None:
        cost = float(self._cost @ amounts)
        if cost < self.best * (1 - 1e-12) or self.amounts is None:
            self.best, self.amounts = cost, amounts


def _common(cost: Floats) -> float:
    """The greatest amount that all costs are multiples of, in hundredths; 0 where there is none."""
    hundredths = np.round(cost * 100)
    if not len(cost) or (np.abs(hundredths - cost * 100) > 1e-6).any() or not hundredths.any():
        return 0.0
    return math.gcd(*(int(amount) for amount in hundredths)) / 100
