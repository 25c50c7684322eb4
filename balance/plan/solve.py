"""The least cost in whole numbers: HiGHS on rows for the bounds and tangents for the cones of the CVs, until it holds.

A cone Σ x_i²/P_i ≤ c·T² (T = Σ x_i, c = (1 + L²)/ΣP) is held from outside: w_i ≥ z_i²/T with z_i = x_i/√P_i is replaced by
tangents w_i ≥ 2r·z_i − r²·T, and Σ w_i ≤ c·T. Every tangent is valid for every plan that keeps the limit, so what HiGHS
proves about the rows is a bound for the whole problem. A solution that breaks a limit gets tangents at its own ratios
r_i = z_i/T, and is solved again; one that keeps all limits is least wherever the rows' optimum was proved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import highspy
import numpy as np

from balance.assess import Assessment, assess
from balance.bounds import Floats
from balance.columns import STAGES_JUDGED
from balance.county import County
from balance.errors import UnusableInput
from balance.plan.check import reached
from balance.plan.goal import Goal, Plan
from balance.plan.problem import Lever, levers_of
from balance.plan.told import actions_of
from balance.pricelist import Prices
from balance.scenario.actions import Scenario
from balance.standard import Standard
from balance.words import Message, msg

__all__ = ["least_cost"]

_ROUNDS = 200
_GAP = 1e-9
_INF = highspy.kHighsInf
_Clock = Callable[[], float]


@dataclass(slots=True)
class _Cone:
    """One CV limit: the parts it holds, their columns w_i, and the place of its indicator."""

    rows: np.ndarray
    k: int
    first: int
    factor: float
    scale: float


def least_cost(
    county: County, standard: Standard, prices: Prices, goal: Goal, clock: _Clock, time_limit: float = 60.0
) -> Plan:
    """The cheapest plan that reaches the goal, with what is proved about it. clock: seconds, from anywhere.

    Raises `UnusableInput` for a goal that the standard cannot have: a school rule or CV limits that it does not set, an
    indicator that it does not know.
    """
    before = assess(county, standard)
    wanted = _wanted(standard, goal)
    levers = levers_of(before, prices, goal, wanted)
    until = clock() + time_limit
    plan = _solve(county, before, prices, goal, levers, wanted, clock, until)
    if plan.status == "infeasible" and goal.budget is not None and clock() < until:
        free = _solve(county, before, prices, replace(goal, budget=None), levers, wanted, clock, until)
        if free.scenario is not None:
            why = msg("the budget of {budget} yuan is too small: the goal costs at least {bound} yuan",
                      budget=f"{goal.budget:,.0f}", bound=f"{free.bound:,.0f}")  # fmt: skip
            plan = replace(plan, bound=free.bound, why=why)
    return plan


def _wanted(standard: Standard, goal: Goal) -> list[int]:
    ids = [indicator.id for indicator in standard.indicators]
    for name in goal.indicators:
        if name not in ids:
            raise UnusableInput(msg("{standard} has no indicator “{id}”", standard=standard.title, id=name))
    if goal.reach and (standard.school_rule is None or not any(entry.bounds for entry in standard.indicators)):
        raise UnusableInput(msg("{standard} sets no bounds that schools could be brought to", standard=standard.title))
    if goal.cv and not any(standard.cv_limit(stage) for stage in STAGES_JUDGED):
        raise UnusableInput(msg("{standard} sets no limit for single CVs; a plan for their mean is not offered",
                                standard=standard.title))  # fmt: skip
    return [k for k, name in enumerate(ids) if not goal.indicators or name in goal.indicators]


def _solve(
    county: County, before: Assessment, prices: Prices, goal: Goal, levers: list[Lever], wanted: list[int], clock: _Clock,
    until: float,
) -> Plan:  # fmt: skip
    model = _Model(before, goal, levers, wanted)
    bound = 0.0
    best: tuple[float, Scenario] | None = None
    for _ in range(_ROUNDS):
        status, amounts, proved = model.solve(max(until - clock(), 0.05))
        if status == highspy.HighsModelStatus.kInfeasible:
            return Plan("infeasible", np.nan, np.nan, np.nan, None, _why_not(before, goal, levers, wanted))
        bound = max(bound, proved)
        if amounts is None:
            break
        scenario = Scenario(actions_of(before, levers, amounts))
        if reached(county, before.standard, prices, goal, scenario):
            cost = float(sum(lever.cost * n for lever, n in zip(levers, amounts, strict=True)))
            if best is None or cost < best[0]:
                best = (cost, scenario)
            break
        if not model.tighten(amounts) or clock() > until:
            break
    if best is None:
        return Plan("infeasible", np.nan, bound, np.nan, None, msg("no plan was found in the time given; that proves nothing"))
    cost, scenario = best
    gap = max(cost - bound, 0.0) / cost if cost > 0 else 0.0
    if gap <= _GAP:
        return Plan("optimal", cost, cost, 0.0, scenario, msg("no cheaper plan in whole numbers reaches the goal"))
    return Plan("feasible", cost, bound, gap, scenario, msg("the best found in the time given"))


def _why_not(before: Assessment, goal: Goal, levers: list[Lever], wanted: list[int]) -> Message:
    """Names what nothing can raise; else that the goals do not go together."""
    moved = {place for lever in levers for place, amount in lever.effect.items() if amount > 0}
    share = before.standard.school_rule.share if goal.reach and before.standard.school_rule else np.nan
    stuck = [before.standard.indicators[k].short for k in wanted
             if any(before.ratio[row, k] < share and (row, k) not in moved for row in range(len(before.parts)))]  # fmt: skip
    if stuck:
        return msg("nothing in the price list raises {indicators} where it is short", indicators=stuck)
    return msg("the goals cannot be reached together with what may be added and moved")


class _Silent(highspy.Highs):
    """A solver that never writes on the console; the plain one prints its name while it is being made."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def enableCallbacks(self) -> None:  # noqa: N802 (the solver's own name)
        """Fall silent before the first thing that the making of a solver does."""
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]


class _Model:
    """The rows as HiGHS holds them; columns: one a lever, then binaries, then the w of the cones."""

    def __init__(self, before: Assessment, goal: Goal, levers: list[Lever], wanted: list[int]) -> None:
        self._before, self._levers = before, levers
        self._highs = _Silent()
        self._highs.setOptionValue("mip_rel_gap", 0.0)
        self._highs.setOptionValue("mip_feasibility_tolerance", 1e-9)
        self._highs.setOptionValue("primal_feasibility_tolerance", 1e-9)
        self._at: dict[tuple[int, int], tuple[list[int], list[float]]] = {}
        for column, lever in enumerate(levers):
            self._column(lever.cost, 0.0, lever.most, whole=True)
            for place, amount in lever.effect.items():
                columns, amounts = self._at.setdefault(place, ([], []))
                columns.append(column)
                amounts.append(amount)
        self._pools()
        if goal.budget is not None:
            self._row(-_INF, goal.budget, range(len(levers)), [lever.cost for lever in levers])
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

    def _cone_rows(self, wanted: list[int]) -> list[_Cone]:
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
                scale = max(total, least)
                if scale <= 0:
                    self._row(1.0, 1.0, [], [])  # nobody has any and nothing gives any: no plan
                    continue
                cone = _Cone(rows, k, self._highs.getNumCol(), (1 + limit**2), scale)
                for _ in rows:
                    self._column(0.0, 0.0, _INF)
                columns, amounts = self._total(cone)
                if total <= 0:
                    self._row(least, _INF, columns, amounts)
                # Σ w ≤ c·T, in units in which pupils and things are about 1
                own = range(cone.first, cone.first + len(rows))
                self._row(-_INF, cone.factor * total / scale, [*own, *columns],
                          [*[1.0] * len(rows), *[-cone.factor * a / scale for a in amounts]])  # fmt: skip
                weight = before.parts.pupils[rows] / before.parts.pupils[rows].sum()
                self._tangents(cone, np.sqrt(weight))
                cones.append(cone)
                has = before.numerator[rows, k]
                if total > 0:
                    self._tangents(cone, has / total / np.sqrt(weight))
        return cones

    def _total(self, cone: _Cone) -> tuple[list[int], list[float]]:
        sums: dict[int, float] = {}
        for row in cone.rows.tolist():
            for column, amount in zip(*self._at.get((row, cone.k), ([], [])), strict=True):
                sums[column] = sums.get(column, 0.0) + amount
        return list(sums), list(sums.values())

    def _tangents(self, cone: _Cone, ratios: Floats) -> None:
        """w_i ≥ 2r_i·z_i − r_i²·T for every part, with z_i = x_i/√(P_i/ΣP)."""
        columns, amounts = self._total(cone)
        start = float(self._before.numerator[cone.rows, cone.k].sum())
        pupils = self._before.parts.pupils[cone.rows]
        weight = np.sqrt(pupils / pupils.sum())
        for i, row in enumerate(cone.rows.tolist()):
            slope, level = 2 * ratios[i] / weight[i] / cone.scale, ratios[i] ** 2 / cone.scale
            line = {cone.first + i: 1.0}
            for column, amount in zip(columns, amounts, strict=True):
                line[column] = line.get(column, 0.0) + level * amount
            for column, amount in zip(*self._at.get((row, cone.k), ([], [])), strict=True):
                line[column] = line.get(column, 0.0) - slope * amount
            here = slope * float(self._before.numerator[row, cone.k]) - level * start
            self._row(here, _INF, line.keys(), line.values())

    def solve(self, seconds: float) -> tuple[highspy.HighsModelStatus, np.ndarray | None, float]:
        """The status, whole amounts of the levers (None without a solution), and the proved bound."""
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + seconds)
        self._highs.run()
        status, info = self._highs.getModelStatus(), self._highs.getInfo()
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return status, None, max(float(info.mip_dual_bound), 0.0) if np.isfinite(info.mip_dual_bound) else 0.0
        amounts = np.round(np.array(self._highs.getSolution().col_value[: len(self._levers)]))
        proved = float(info.objective_function_value)
        if status != highspy.HighsModelStatus.kOptimal:
            proved = float(info.mip_dual_bound)
        return status, amounts, proved

    def tighten(self, amounts: np.ndarray) -> bool:
        """New tangents where these amounts break a limit; whether there was any."""
        added = False
        for cone in self._cones:
            has = self._before.numerator[cone.rows, cone.k].copy()
            for i, row in enumerate(cone.rows.tolist()):
                for column, amount in zip(*self._at.get((row, cone.k), ([], [])), strict=True):
                    has[i] += amount * amounts[column]
            weight = self._before.parts.pupils[cone.rows] / self._before.parts.pupils[cone.rows].sum()
            ratios = has / has.sum() / np.sqrt(weight)
            if (ratios**2).sum() > cone.factor:
                self._tangents(cone, ratios)
                added = True
        return added
