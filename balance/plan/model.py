"""The rows of a plan as HiGHS holds them: lines, choices, and tangents for the cones of the CVs.

A cone √(Σ z_i²) ≤ H with z_i = x_i/√p_i and H = √(1 + L²)·Σ x_i is held from outside: w_i ≥ z_i²/H is replaced by tangents
w_i ≥ 2r·z_i − r²·H, and Σ w_i ≤ H. Every tangent is valid for every plan that keeps the limit, so what is proved about the
rows is a bound for the whole problem.

A mean of CVs is not convex in what is added, but which of its CVs keeps which limit is a choice: each is put into one of
several intervals, counts with the interval's lower end, and has its upper end as the limit of its cone. Every interval has
amounts of its own, nothing where it is not chosen, so that without whole numbers the choice is as tight as can be. Finer
intervals bring both ends together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import highspy
import numpy as np

from balance.bounds import Floats
from balance.plan.held import Held, smallest, sums, there, twice
from balance.plan.intervals import Intervals
from balance.plan.problem import Cone, Line, Mean, Places, Problem
from balance.plan.rows import Rows, Silent

__all__ = ["Found", "Known", "Model"]

_INF = highspy.kHighsInf
_CHOSEN = 1e-6
_KEPT = 150  # rows of tangents that a cone under a mean begins with, in each of its intervals

Known = dict[int, list[Floats]]
"""Of each cone the ratios z/H of the tangents that were found."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a run of the solver gave: whether there is no solution at all, the amounts of the levers (None without a
    solution), all columns, the bound that it proved, whether it came to its end."""

    impossible: bool
    amounts: Floats | None
    columns: Floats | None
    bound: float
    ended: bool


class Model:
    """Columns: one a lever, then the choices, then the cones'."""

    def __init__(
        self, problem: Problem, ceiling: float, intervals: Intervals, known: Known, *, elastic: bool = False
    ) -> None:
        """ceiling: no plan that costs more is looked for. intervals: of the CVs under a mean. known: tangents found before,
        for cones under a mean; new ones are added to it.

        elastic: needs and cones may be broken, at a cost for each share of them, and nothing else costs anything.
        """
        self.problem = problem
        self._elastic, self._known = elastic, known
        self.broken: list[tuple[Line | Cone | Mean, int]] = []
        self._highs = Silent()
        for option, value in (("mip_feasibility_tolerance", 1e-9), ("primal_feasibility_tolerance", 1e-9), ("threads", 1),
                              ("random_seed", 1)):  # fmt: skip
            self._highs.setOptionValue(option, value)
        cost = problem.cost
        self._unit = float(cost.max()) if len(cost) and cost.max() > 0 else 1.0
        self._rows, self._columns = Rows(), 0
        with np.errstate(divide="ignore"):
            affordable = np.where(cost > 0, np.floor(ceiling / np.where(cost > 0, cost, 1.0) + 1e-6), np.inf)
        self.most = np.minimum([lever.most for lever in problem.levers], affordable)
        for j, lever in enumerate(problem.levers):
            self._column(1e-6 if elastic else lever.cost / self._unit, min(lever.least, self.most[j]), self.most[j], whole=True)
        for line in problem.lines:
            self._line(line)
        self.chosen: list[list[int]] = []
        self.passes: list[int] = []
        self._choices()
        self._touched()
        self._cones: list[Held] = []
        self.intervals: dict[int, list[int]] = {}
        counted: dict[int, list[tuple[int, float]]] = {}
        for at, cone in enumerate(problem.cones):
            total, least = float(cone.start.sum()), smallest(cone)
            if total <= 0 or (cone.amount < 0).any():  # where nobody has any there is no balance: somebody must have some
                self._row_of([(j, amount / least) for j, amount in sums(cone.lever, cone.amount)],
                             (least - total) / least * (1 - 1e-9), _INF)  # fmt: skip
            if at in intervals.ends:
                counted[at] = self._either(at, cone, intervals.ends[at])
            else:
                self._cone(at, cone, cone.limit, cone.lever, -1)
        for mean in problem.means:
            entries = [entry for at in mean.cones for entry in counted[at]]
            entries += self._slack(mean, -float(len(mean.cones)))
            self._row_of(entries, -_INF, mean.limit * len(mean.cones) * (1 + 1e-12))
        self._rows.give(self._highs)

    def _column(self, cost: float, least: float, most: float, *, whole: bool = False) -> int:
        self._highs.addVar(least, most if np.isfinite(most) else _INF)
        at, self._columns = self._columns, self._columns + 1
        if cost:
            self._highs.changeColCost(at, cost)
        if whole:
            self._highs.changeColIntegrality(at, highspy.HighsVarType.kInteger)
        return at

    def _slack(self, what: Line | Cone | Mean, size: float) -> list[tuple[int, float]]:
        """In an elastic model the column that makes up for what is broken, with its amount."""
        if not self._elastic:
            return []
        column = self._column(1.0, 0.0, _INF)
        self.broken.append((what, column))
        return [(column, size)]

    def _line(self, line: Line) -> None:
        self._rows.add(line.least, line.most, line.levers.tolist(), line.amounts.tolist())

    def _choices(self) -> None:
        for rule in self.problem.rules:
            passes = [] if rule.always else [self._column(0.0, 0.0, 1.0, whole=True)]
            self.passes += passes
            share = {line.k: line.least for line in rule.share}
            for line in rule.share:
                low = line.least if rule.always else self._lowest(line)
                more = [*((column, low - line.least) for column in passes), *self._slack(line, max(abs(line.least), 1.0))]
                self._rows.add(low, _INF, [*line.levers.tolist(), *(column for column, _ in more)],
                               [*line.amounts.tolist(), *(amount for _, amount in more)])  # fmt: skip
            chosen = []
            for line in rule.full:
                low = share.get(line.k, self._lowest(line)) if rule.always else self._lowest(line)
                full = self._column(0.0, 0.0, 1.0, whole=True)
                chosen.append(full)
                more = [(full, low - line.least), *self._slack(line, max(abs(line.least), 1.0))]
                self._rows.add(low, _INF, [*line.levers.tolist(), *(column for column, _ in more)],
                               [*line.amounts.tolist(), *(amount for _, amount in more)])  # fmt: skip
            self.chosen.append(chosen)
            if rule.count:
                self._rows.add(rule.count if rule.always else 0.0, _INF, [*chosen, *passes],
                               [*[1.0] * len(chosen), *[-float(rule.count) for _ in passes]])  # fmt: skip
        if self.problem.passing is not None:
            self._rows.add(self.problem.passing, _INF, self.passes, [1.0] * len(self.passes))

    def _lowest(self, line: Line) -> float:
        """The least that the line's sum can come to."""
        return float(sum(amount * self.most[j] for j, amount in zip(line.levers.tolist(), line.amounts.tolist(), strict=True)
                         if amount < 0))  # fmt: skip

    def _touched(self) -> None:
        """Every lever of a school only where the school is one of the few that are touched."""
        self.touched: dict[int, int] = {}
        if self.problem.most_schools is None:
            return
        for j, lever in enumerate(self.problem.levers):
            if lever.school not in self.touched:
                self.touched[lever.school] = self._column(0.0, 0.0, 1.0, whole=True)
            most = self.most[j] if np.isfinite(self.most[j]) else 1e6
            self._rows.add(-_INF, 0.0, [j, self.touched[lever.school]], [1.0, -most])
        self._rows.add(-_INF, self.problem.most_schools, self.touched.values(), [1.0] * len(self.touched))

    def _row_of(self, entries: list[tuple[int, float]], least: float, most: float) -> None:
        self._rows.add(least, most, [column for column, _ in entries], [amount for _, amount in entries])

    def _cone(self, at: int, cone: Cone, limit: float, columns: Places, one: int) -> None:
        """H = √(1 + L²)·T; Σ w ≤ H; the first tangents: at the mean and at what there is today."""
        total, least = float(cone.start.sum()), smallest(cone)
        scale = (total if total > 0 else least) / len(cone.rows)
        first = self._columns
        for _ in range(len(cone.rows) + 1):
            self._column(0.0, 0.0, _INF)
        h, factor = self._columns - 1, float(np.sqrt(1 + limit**2)) / scale
        order = np.argsort(cone.member, kind="stable")
        last = np.cumsum(np.bincount(cone.member, minlength=len(cone.rows)))
        held = Held(at, cone.weight, cone.start, cone.member[order], columns[order], cone.amount[order], last, first, h, one,
                    scale)  # fmt: skip
        self._cones.append(held)
        given = [(int(j), -factor * float(amount)) for j, amount in sums(columns, cone.amount)]
        self._row_of([(h, 1.0), *given, *there(one, -factor * total)], *twice(factor * total, one))
        slack = [] if one >= 0 else self._slack(cone, -float(np.sqrt(len(cone.rows))))
        self._row_of([*((column, 1.0) for column in range(first, h)), (h, -1.0), *slack], -_INF, 0.0)
        self._tangents(held, cone.weight)
        if total > 0:
            mine = cone.start / cone.weight
            self._tangents(held, mine / float(np.sqrt((mine**2).sum())))
        if one >= 0:
            for ratios in self._known.get(at, [])[-max(_KEPT // len(cone.rows), 2) :]:
                self._tangents(held, ratios)

    def _either(self, at: int, cone: Cone, ends: list[float]) -> list[tuple[int, float]]:
        """A cone in one of several intervals, each with amounts of its own; what every choice counts."""
        levers = np.unique(cone.lever)
        copies, chosen = [], []
        for end in ends:
            one = self._column(0.0, 0.0, 1.0, whole=True)
            mine = {j: self._column(0.0, 0.0, _INF) for j in levers.tolist()}
            for j, column in mine.items():
                most = self.most[j] if np.isfinite(self.most[j]) else 1e6
                self._row_of([(column, 1.0), (one, -most)], -_INF, 0.0)
            if end < ends[-1]:  # the last interval has no end that could be passed
                self._cone(at, cone, end, np.array([mine[j] for j in cone.lever.tolist()], dtype=np.intp), one)
            copies.append(mine)
            chosen.append(one)
        for j in levers.tolist():
            self._row_of([(j, -1.0), *((mine[j], 1.0) for mine in copies)], 0.0, 0.0)
        self._row_of([(one, 1.0) for one in chosen], 1.0, 1.0)
        self.intervals[at] = chosen
        return list(zip(chosen, [0.0, *ends[:-1]], strict=True))

    def _tangents(self, held: Held, ratios: Floats) -> None:
        for entries, least in held.tangents(ratios):
            self._row_of(entries, least, _INF)

    def tighten(self, columns: Floats, slack: float = 0.0) -> bool:
        """New tangents where these columns break a cone by more than `slack` of it; whether there was any."""
        self._rows, added = Rows(), False
        for held in self._cones:
            z, h = held.point(columns), columns[held.total] * held.scale
            length = float(np.sqrt((z**2).sum()))
            # an interval that is hardly chosen need not be exact
            chosen = held.one < 0 or columns[held.one] > _CHOSEN
            if chosen and length > h * (1 + slack):
                self._tangents(held, z / length)
                added = True
                if held.one >= 0:
                    self._known.setdefault(held.at, []).append(z / length)
        self._rows.give(self._highs)
        return added

    def shares(self, columns: Floats) -> dict[int, list[float]]:
        """How much of each interval is chosen."""
        return {at: columns[chosen].tolist() for at, chosen in self.intervals.items()}

    def cheaper_than(self, cost: float) -> None:
        """Look in whole numbers for nothing that costs as much as this or more."""
        self._highs.setOptionValue("objective_bound", cost / self._unit * (1 - 1e-9))

    def solve(self, seconds: float, *, whole: bool, gap: float = 0.0, step: float = 0.0,
              ask: Callable[[float], bool] | None = None) -> Found:  # fmt: skip
        """One run. `whole` False: without whole numbers, whose bound holds for whole ones too. `gap`: the share, `step`
        the amount of cost that need not be told apart. ask: told of the bound now and then, answers whether to stop."""
        highs = self._highs
        highs.setOptionValue("solve_relaxation", not whole)
        highs.setOptionValue("mip_rel_gap", gap)
        highs.setOptionValue("mip_abs_gap", max(step / self._unit, 1e-9))
        highs.setOptionValue("time_limit", highs.getRunTime() + max(seconds, 0.02))
        if ask is not None:
            def interrupted(event: highspy.HighsCallbackEvent) -> None:
                if event.data_in is not None:
                    event.data_in.user_interrupt = ask(float(event.data_out.mip_dual_bound) * self._unit)
            highs.cbMipInterrupt.subscribe(interrupted)
        highs.run()
        if ask is not None:
            highs.cbMipInterrupt.unsubscribe(interrupted)
        status, info = highs.getModelStatus(), highs.getInfo()
        ended = status == highspy.HighsModelStatus.kOptimal
        proved = float(info.mip_dual_bound) if whole else float(info.objective_function_value) if ended else 0.0
        bound = proved * self._unit if np.isfinite(proved) else 0.0
        impossible = status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)
        if impossible or info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return Found(impossible, None, None, bound, ended)
        columns = np.array(highs.getSolution().col_value)
        amounts = columns[: len(self.problem.levers)].copy()
        return Found(False, np.round(amounts) if whole else amounts, columns, bound, ended)
