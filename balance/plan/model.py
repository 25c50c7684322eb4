"""The rows of a plan as HiGHS holds them: bounds, the school rule, budgets, pools, and tangents for the cones of the CVs.

A cone Σ x_i²/P_i ≤ c·T² (T = Σ x_i, c = (1 + L²)/ΣP) is held from outside: w_i ≥ z_i²/T with z_i = x_i/√P_i is replaced by
tangents w_i ≥ 2r·z_i − r²·T, and Σ w_i ≤ c·T. Every tangent is valid for every plan that keeps the limit, so what is proved
about the rows is a bound for the whole problem.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import highspy
import numpy as np

from balance.assess import Assessment
from balance.bounds import Floats
from balance.columns import STAGES_JUDGED
from balance.plan.goal import Goal
from balance.plan.problem import Lever

__all__ = ["Found", "Model"]

_INF = highspy.kHighsInf


@dataclass(slots=True)
class Cone:
    """One CV limit: its parts, the place of its indicator, the first of its columns w_i, the column of T, 1 + L², and the
    unit in which T is written, so that the numbers are about 1."""

    rows: np.ndarray
    k: int
    first: int
    total: int
    factor: float
    scale: float


@dataclass(slots=True)
class Found:
    """What a run of the solver gave: whether there is no solution at all, the amounts of the levers (None without a
    solution), the bound that it proved."""

    impossible: bool
    amounts: Floats | None
    bound: float


class _Silent(highspy.Highs):
    """A solver that never writes on the console; the plain one prints its name while it is being made."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def enableCallbacks(self) -> None:  # noqa: N802 (the solver's own name)
        """Fall silent before the first thing that the making of a solver does."""
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]


class Model:
    """The rows as HiGHS holds them; columns: one a lever, then binaries, then the w of the cones."""

    def __init__(self, before: Assessment, goal: Goal, levers: list[Lever], wanted: list[int]) -> None:
        self._before, self._levers = before, levers
        self._highs = _Silent()
        self._highs.setOptionValue("mip_abs_gap", 1e-9)
        self._highs.setOptionValue("mip_feasibility_tolerance", 1e-9)
        self._highs.setOptionValue("primal_feasibility_tolerance", 1e-9)
        self._at: dict[tuple[int, int], tuple[list[int], list[float]]] = {}
        # costs about 1: the solver's own arithmetic asks for it
        self._unit = max((lever.cost for lever in levers), default=1.0) or 1.0
        for column, lever in enumerate(levers):
            self._column(lever.cost / self._unit, 0.0, lever.most, whole=True)
            for place, amount in lever.effect.items():
                columns, amounts = self._at.setdefault(place, ([], []))
                columns.append(column)
                amounts.append(amount)
        self._pools()
        if goal.budget is not None:
            self._row(-_INF, goal.budget / self._unit, range(len(levers)), [lever.cost / self._unit for lever in levers])
        if goal.reach:
            self._bounds(goal, wanted)
        self._cones = self._cone_rows(wanted) if goal.cv else []

    def _column(self, cost: float, least: float, most: float, *, whole: bool = False) -> int:
        self._highs.addVar(least, most if np.isfinite(most) else _INF)
        at = self._highs.getNumCol() - 1
        self._highs.changeColCost(at, cost)
        if whole:
            self._highs.changeColIntegrality(at, highspy.HighsVarType.kInteger)
        return int(at)

    def _row(self, least: float, most: float, columns: Iterable[int], amounts: Iterable[float]) -> None:
        where, what = np.fromiter(columns, np.int32), np.fromiter(amounts, np.float64)
        self._highs.addRow(least, most, len(where), where, what)

    def _pools(self) -> None:
        pools: dict[str, tuple[list[int], list[float]]] = {}
        for column, lever in enumerate(self._levers):
            if lever.pool:
                columns, signs = pools.setdefault(lever.pool, ([], []))
                columns.append(column)
                signs.append(1.0 if lever.kind == "take" else -1.0)
        for columns, signs in pools.values():
            self._row(0.0, 0.0, columns, signs)

    def _bounds(self, goal: Goal, wanted: list[int]) -> None:
        before, rule = self._before, self._before.standard.school_rule
        if rule is None:
            return
        for row in range(len(before.parts)):
            chosen = []
            for k in wanted:
                need = before.bound[row, k] * before.parts.pupils[row] / before.standard.indicators[k].times
                has = before.numerator[row, k]
                if not (np.isfinite(need) and np.isfinite(has) and need > 0):
                    continue
                columns, amounts = self._at.get((row, k), ([], []))
                scaled = [amount / need for amount in amounts]
                self._row(rule.share - has / need, _INF, columns, scaled)
                if goal.reach == "met":
                    full = self._column(0.0, 0.0, 1.0, whole=True)
                    chosen.append(full)
                    self._row(rule.share - has / need, _INF, [*columns, full], [*scaled, rule.share - 1.0])
            if chosen:
                allowed = len(before.standard.indicators) - rule.met
                self._row(len(chosen) - allowed, _INF, chosen, [1.0] * len(chosen))

    def _cone_rows(self, wanted: list[int]) -> list[Cone]:
        before, cones = self._before, []
        for group in range(before.parts.groups):
            limit = before.standard.cv_limit(STAGES_JUDGED[group % len(STAGES_JUDGED)])
            members = np.flatnonzero(before.parts.group == group)
            for k in wanted:
                rows = members[np.isfinite(before.value[members, k])]
                if limit is None or not len(rows) or before.dispersion.absent[group, k]:
                    continue
                total = float(before.numerator[rows, k].sum())
                least = min((a for row in rows.tolist() for a in self._at.get((row, k), ([], []))[1] if a > 0), default=0.0)
                scale = max(total, least) / len(rows)
                if scale <= 0:
                    self._row(1.0, 1.0, [], [])  # nobody has any and nothing gives any: no plan
                    continue
                first = self._highs.getNumCol()
                for _ in range(len(rows) + 1):
                    self._column(0.0, 0.0, _INF)
                cone = Cone(rows, k, first, first + len(rows), 1 + limit**2, scale)
                cones.append(cone)
                self._cone(cone, total, least if total <= 0 else 0.0)
        return cones

    def _cone(self, cone: Cone, total: float, least: float) -> None:
        """T = what there is + what is added, at least `least`; Σ w ≤ c·T; the first tangents: at the mean, and at today."""
        sums: dict[int, float] = {}
        for row in cone.rows.tolist():
            for column, amount in zip(*self._at.get((row, cone.k), ([], [])), strict=True):
                sums[column] = sums.get(column, 0.0) - amount / cone.scale
        self._row(total / cone.scale, total / cone.scale, [cone.total, *sums], [1.0, *sums.values()])
        if least > 0:
            self._row(least / cone.scale, _INF, [cone.total], [1.0])
        own = range(cone.first, cone.total)
        self._row(-_INF, 0.0, [*own, cone.total], [*[1.0] * len(own), -cone.factor])
        weight = self._weight(cone)
        self._tangents(cone, weight)
        if total > 0:
            self._tangents(cone, self._before.numerator[cone.rows, cone.k] / total / weight)

    def _weight(self, cone: Cone) -> Floats:
        pupils = self._before.parts.pupils[cone.rows]
        return np.asarray(np.sqrt(pupils / pupils.sum()))

    def _tangents(self, cone: Cone, ratios: Floats) -> None:
        """w_i ≥ 2r_i·z_i − r_i²·T for every part, with z_i = x_i/√(P_i/ΣP)."""
        weight = self._weight(cone)
        for i, row in enumerate(cone.rows.tolist()):
            slope = 2 * ratios[i] / weight[i] / cone.scale
            line = {cone.first + i: 1.0, cone.total: float(ratios[i] ** 2)}
            for column, amount in zip(*self._at.get((row, cone.k), ([], [])), strict=True):
                line[column] = line.get(column, 0.0) - slope * amount
            self._row(slope * float(self._before.numerator[row, cone.k]), _INF, line.keys(), line.values())

    def solve(self, seconds: float, *, whole: bool = True, gap: float = 0.0) -> Found:
        """One run; `whole` False: without whole numbers, whose bound is valid for whole ones too."""
        self._highs.setOptionValue("solve_relaxation", not whole)
        self._highs.setOptionValue("mip_rel_gap", gap)
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + max(seconds, 0.05))
        self._highs.run()
        status, info = self._highs.getModelStatus(), self._highs.getInfo()
        proved = float(info.mip_dual_bound) if whole else float(info.objective_function_value)
        if status == highspy.HighsModelStatus.kOptimal and (not whole or gap == 0):
            proved = float(info.objective_function_value)
        if status not in (highspy.HighsModelStatus.kOptimal,) and not whole:
            proved = 0.0
        proved *= self._unit
        impossible = status == highspy.HighsModelStatus.kInfeasible
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return Found(impossible, None, proved if np.isfinite(proved) else 0.0)
        amounts = np.array(self._highs.getSolution().col_value[: len(self._levers)])
        return Found(False, np.round(amounts) if whole else amounts, proved if np.isfinite(proved) else 0.0)

    def tighten(self, amounts: Floats, slack: float = 0.0) -> bool:
        """New tangents where these amounts break a limit by more than `slack` of it; whether there was any."""
        added = False
        for cone in self._cones:
            has = self._before.numerator[cone.rows, cone.k].copy()
            for i, row in enumerate(cone.rows.tolist()):
                for column, amount in zip(*self._at.get((row, cone.k), ([], [])), strict=True):
                    has[i] += amount * amounts[column]
            ratios = has / has.sum() / self._weight(cone)
            if (ratios**2).sum() > cone.factor * (1 + slack):
                self._tangents(cone, ratios)
                added = True
        return added
