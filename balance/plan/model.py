"""The rows of a plan as HiGHS holds them: lines, choices, and tangents for the cones of the CVs.

A cone √(Σ z_i²) ≤ H with z_i = x_i/√p_i and H = √(1 + L²)·Σ x_i is held from outside: w_i ≥ z_i²/H is replaced by tangents
w_i ≥ 2r·z_i − r²·H, and Σ w_i ≤ H. Every tangent is valid for every plan that keeps the limit, so what is proved about the
rows is a bound for the whole problem.

A mean of CVs is not convex in what is added. Each of its CVs is put into one of several intervals (a binary each): it
counts with the interval's lower end and has its upper end as the limit of its cone, H = Σ_j √(1 + b_j²)·T_j with T_j the
county's total where interval j is chosen. Finer intervals bring both ends together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import highspy
import numpy as np

from balance.bounds import Floats
from balance.plan.problem import Cone, Line, Mean, Places, Problem
from balance.plan.rows import Rows, Silent

__all__ = ["Found", "Model"]

_INF = highspy.kHighsInf


@dataclass(frozen=True, slots=True)
class Found:
    """What a run of the solver gave: whether there is no solution at all, the amounts of the levers (None without a
    solution), all columns, the bound that it proved, whether it came to its end."""

    impossible: bool
    amounts: Floats | None
    columns: Floats | None
    bound: float
    ended: bool


@dataclass(slots=True)
class _Held:
    """A cone as it stands in the model: its first column w, the column of H, the unit of x in which both are written."""

    cone: Cone
    first: int
    total: int
    scale: float
    order: Places
    ends: Places


class Model:
    """Columns: one a lever, then the choices, then the cones'."""

    def __init__(
        self, problem: Problem, ceiling: float, ends: dict[int, list[float]] | None = None, *, elastic: bool = False
    ) -> None:
        """ceiling: no plan that costs more is looked for. ends: for cones under a mean, where their intervals end.

        elastic: needs and cones may be broken, at a cost for each share of them, and nothing else costs anything.
        """
        self.problem = problem
        self._elastic = elastic
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
        in_means = {at for mean in problem.means for at in mean.cones}
        self._within: dict[int, list[int]] = {}
        self._cones = [self._cone(cone, ends[at] if at in in_means and ends else None) for at, cone in enumerate(problem.cones)]
        self._means(ends)
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

    def _cone(self, cone: Cone, ends: list[float] | None) -> _Held:
        """H; Σ w ≤ H; somebody has some; the first tangents: at the mean and at what there is today."""
        total = float(cone.start.sum())
        least = float(cone.amount[cone.amount > 0].min(initial=np.inf))
        scale = (total if total > 0 else least if np.isfinite(least) else 1.0) / len(cone.rows)
        first = self._columns
        for _ in range(len(cone.rows) + 1):
            self._column(0.0, 0.0, _INF)
        h = self._columns - 1
        order = np.argsort(cone.member, kind="stable")
        held = _Held(cone, first, h, scale, order, np.cumsum(np.bincount(cone.member, minlength=len(cone.rows))))
        sums: Floats = np.bincount(cone.lever, cone.amount, len(self.problem.levers)).astype(float)
        given = np.flatnonzero(sums)
        if ends is None:
            factor = float(np.sqrt(1 + cone.limit**2))
            self._rows.add(factor * total / scale, factor * total / scale, [h, *given.tolist()],
                           [1.0, *(-factor * sums[given] / scale).tolist()])  # fmt: skip
        else:
            self._intervals(held, ends, total, sums, given)
        if total <= 0:  # nobody has any: that is not balance, so somebody must get some
            need = least / scale if np.isfinite(least) else 1.0
            self._rows.add(need, _INF, [h], [1.0])
        slack = self._slack(cone, -float(np.sqrt(len(cone.rows)))) if ends is None else []
        self._rows.add(-_INF, 0.0, [*range(first, h), h, *(column for column, _ in slack)],
                       [*[1.0] * len(cone.rows), -1.0, *(amount for _, amount in slack)])  # fmt: skip
        self._tangents(held, cone.weight)
        if total > 0:
            mine = cone.start / cone.weight
            self._tangents(held, mine / float(np.sqrt((mine**2).sum())))
        return held

    def _intervals(self, held: _Held, ends: list[float], total: float, sums: Floats, given: Places) -> None:
        raised = sums[given] * np.where(np.isfinite(self.most[given]), self.most[given], 1e6)
        most = (total + float(np.maximum(raised, 0.0).sum())) / held.scale
        where = []
        for _ in ends:
            part = self._column(0.0, 0.0, _INF)
            where.append((part, self._column(0.0, 0.0, 1.0, whole=True)))
            self._rows.add(-_INF, 0.0, where[-1], [1.0, -most])
        parts, ones = [part for part, _ in where], [one for _, one in where]
        self._rows.add(1.0, 1.0, ones, [1.0] * len(ones))
        self._rows.add(total / held.scale, total / held.scale, [*parts, *given.tolist()],
                       [*[1.0] * len(parts), *(-sums[given] / held.scale).tolist()])  # fmt: skip
        self._rows.add(0.0, 0.0, [held.total, *parts], [1.0, *[-float(np.sqrt(1 + end**2)) for end in ends]])
        self._within[held.first] = ones

    def _means(self, ends: dict[int, list[float]] | None) -> None:
        for mean in self.problem.means:
            columns, lows = [], []
            for at in mean.cones:
                columns += self._within[self._cones[at].first]
                lows += [0.0, *(ends or {})[at][:-1]]
            for column, amount in self._slack(mean, -float(len(mean.cones))):
                columns, lows = [*columns, column], [*lows, amount]
            self._rows.add(-_INF, mean.limit * len(mean.cones) * (1 + 1e-12), columns, lows)

    def _tangents(self, held: _Held, ratios: Floats) -> None:
        """w_i ≥ 2r_i·z_i − r_i²·H for every part, with z_i = x_i/√p_i."""
        cone = held.cone
        slopes = 2 * ratios / cone.weight / held.scale
        at = 0
        for i, end in enumerate(held.ends.tolist()):
            entries = held.order[at:end]
            at = end
            self._rows.add(slopes[i] * cone.start[i], _INF, [held.first + i, held.total, *cone.lever[entries].tolist()],
                           [1.0, ratios[i] ** 2, *(-slopes[i] * cone.amount[entries]).tolist()])  # fmt: skip

    def tighten(self, amounts: Floats, columns: Floats, slack: float = 0.0) -> bool:
        """New tangents where these amounts break a cone by more than `slack` of it; whether there was any."""
        self._rows, added = Rows(), False
        for held in self._cones:
            z, h = self._point(held, amounts), columns[held.total] * held.scale
            length = float(np.sqrt((z**2).sum()))
            if length > h * (1 + slack) and length > 0:
                self._tangents(held, z / length)
                added = True
        self._rows.give(self._highs)
        return added

    def _point(self, held: _Held, amounts: Floats) -> Floats:
        cone = held.cone
        x = cone.start + np.bincount(cone.member, cone.amount * amounts[cone.lever], len(cone.rows))
        return np.asarray(x / cone.weight)

    def start_from(self, amounts: Floats) -> None:
        """Let the search begin with this plan."""
        self._highs.setSolution(len(amounts), np.arange(len(amounts), dtype=np.int32), amounts.astype(float))

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
