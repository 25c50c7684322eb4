"""The model of a plan in numbers: whole amounts of levers, the lines that they must keep, and the cones of the CVs.

    least     Σ cost_j · n_j                          n_j whole, least_j ≤ n_j ≤ most_j
    with      x_ik = x⁰_ik + Σ_j effect_ik,j · n_j     part i, indicator k
    so that   x_ik ≥ share · bound · P_i / times       "tolerated"; the school rule: with a choice for the full bound
              √(Σ_i x_ik²/p_i) ≤ √(1 + L²) · Σ_i x_ik   a CV within L, group by group; p_i = P_i/ΣP
              Σ given = Σ taken                        a thing moved stays in the county

Lines are rounded up to whole units wherever all their amounts are multiples of one: what cannot be reached in between need
not be looked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from balance.assess import Assessment
from balance.bounds import MET, TOLERATED, Floats
from balance.columns import STAGES_JUDGED
from balance.plan.goal import Goal
from balance.plan.levers import Lever
from balance.pricelist import Prices
from balance.scenario.goods import bundle_of

__all__ = ["Cone", "Line", "Mean", "Problem", "Rule", "judged_parts", "measure", "need_of", "problem_of"]

Places = NDArray[np.intp]
_NOISE = 1e-9


@dataclass(frozen=True, slots=True)
class Line:
    """least ≤ Σ amounts · n ≤ most. `what`: "need", "keep", "pool", "stock", "budget"; `row`, `k`: its part and indicator."""

    what: str
    levers: Places
    amounts: Floats
    least: float
    most: float = np.inf
    row: int = -1
    k: int = -1


@dataclass(frozen=True, slots=True)
class Rule:
    """One part's rule: `count` of its `full` lines must hold, and all of its `share` lines; where only some parts must
    pass (`always` False), both only if it is one of them. Lines that nothing can break are not among them."""

    row: int
    share: tuple[Line, ...]
    full: tuple[Line, ...]
    count: int
    always: bool


@dataclass(frozen=True, slots=True)
class Cone:
    """One CV: its group and indicator, its parts with √p_i and what they have, and which lever changes which of them
    (`member`, `lever`, `amount`: one entry each). limit: of the CV itself, infinite where only the mean of CVs has one."""

    group: int
    k: int
    rows: Places
    weight: Floats
    start: Floats
    member: Places
    lever: Places
    amount: Floats
    limit: float


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of these cones' CVs must be at most `limit`."""

    group: int
    cones: tuple[int, ...]
    limit: float


@dataclass(frozen=True, slots=True)
class Problem:
    """All of it. `passing`: so many of the rules that are not `always` must hold; `most_schools`: no more than so many
    schools get or give anything."""

    levers: tuple[Lever, ...]
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]
    cones: tuple[Cone, ...]
    means: tuple[Mean, ...]
    passing: int | None
    most_schools: int | None

    @property
    def surest(self) -> list[Line]:
        """The lines of the rules that a plan keeps whatever it chooses: all shares, and of every rule its nearest bounds."""
        lines: list[Line] = []
        for rule in self.rules:
            lines += rule.share
            lines += sorted(rule.full, key=lambda line: line.least)[: rule.count]
        return lines

    @property
    def cost(self) -> Floats:
        """What one of each lever costs."""
        return np.array([lever.cost for lever in self.levers])


def problem_of(before: Assessment, prices: Prices, goal: Goal, levers: list[Lever], wanted: list[int]) -> Problem:
    """The problem of reaching the goal with these levers. Cells that are not known take no part in it."""
    at: dict[tuple[int, int], list[tuple[int, float]]] = defaultdict(list)
    for j, lever in enumerate(levers):
        for place, amount in lever.effect.items():
            at[place].append((j, amount))
    lines = [*_pools(levers), *_stocks(before, prices, levers), *_keeps(before, levers, at)]
    # the least cost is within the budget or nothing is, so it need not be asked for here
    if goal.budget is not None and goal.least != "cost":
        lines.append(_line("budget", [(j, lever.yuan) for j, lever in enumerate(levers) if lever.yuan], -np.inf, goal.budget))
    rules = _rules(before, goal, wanted, at) if goal.reach else []
    cones, means = _cones(before, goal, wanted, at) if goal.cv else ([], [])
    passing = None
    if goal.passing is not None and goal.reach:
        # a part without a rule passes whatever is done
        passing = max(goal.passing - (judged_parts(before, wanted) - len(rules)), 0)
    return Problem(tuple(levers), tuple(lines), tuple(rules), tuple(cones), tuple(means), passing, goal.most_schools)


def _line(what: str, entries: Iterable[tuple[int, float]], least: float, most: float = np.inf, row: int = -1, k: int = -1) -> Line:
    entries = list(entries)
    levers = np.array([j for j, _ in entries], dtype=np.intp)
    return Line(what, levers, np.array([amount for _, amount in entries], dtype=float), least, most, row, k)


def _rounded(what: str, entries: list[tuple[int, float]], least: float, row: int, k: int) -> Line:
    """Σ amounts · n ≥ least, in units of the amounts' common measure and rounded up to whole ones, if they have one."""
    unit = measure([abs(amount) for _, amount in entries])
    if unit is None:
        scale = max(abs(least), max(abs(amount) for _, amount in entries))
        return _line(what, [(j, amount / scale) for j, amount in entries], least / scale * (1 - 1e-13), row=row, k=k)
    return _line(what, [(j, round(amount / unit)) for j, amount in entries], float(np.ceil(least / unit - _NOISE)), row=row, k=k)


def measure(amounts: list[float]) -> float | None:
    """The greatest amount that divides all of these; None where there is none worth the name."""
    found = amounts[0]
    for amount in amounts[1:]:
        a, b = max(found, amount), min(found, amount)
        while b > 1e-7 * found:
            rest = a - b * np.floor(a / b + 1e-7)
            a, b = b, max(rest, 0.0)
        found = a
    return found if found > 1e-5 * max(amounts) else None


def _pools(levers: list[Lever]) -> list[Line]:
    pools: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for j, lever in enumerate(levers):
        if lever.pool:
            pools[lever.pool].append((j, 1.0 if lever.kind == "take" else -1.0))
    return [_line("pool", entries, 0.0, 0.0) for entries in pools.values()]


def _stocks(before: Assessment, prices: Prices, levers: list[Lever]) -> list[Line]:
    """Nobody gives more of a column, under whatever name, than there is."""
    given: dict[tuple[int, str], list[tuple[int, float]]] = defaultdict(list)
    for j, lever in enumerate(levers):
        if lever.kind == "give":
            for column, each in bundle_of(lever.resource, prices).adds.items():
                given[lever.school, f"{column}_{lever.stage}" if lever.stage else column].append((j, each))
    has = {key: float(before.county.figures(key[1])[key[0]]) for key, entries in given.items() if len(entries) > 1}
    return [_line("stock", given[key], -np.inf, amount) for key, amount in has.items() if np.isfinite(amount)]


def _keeps(before: Assessment, levers: list[Lever], at: dict[tuple[int, int], list[tuple[int, float]]]) -> list[Line]:
    """What givers must not fall below: the bound that they reach, or its tolerated share, as the price list's rule says."""
    lines, rule = [], before.standard.school_rule
    protected = {place for lever in levers if lever.keep in ("bound", "tolerated") for place in lever.effect}
    for row, k in sorted(protected):
        rules = {levers[j].keep for j, amount in at[row, k] if amount < 0}
        need, has = need_of(before, row, k), float(before.numerator[row, k])
        share = 1.0 if "bound" in rules and before.status[row, k] == MET else (rule.share if rule else np.nan)
        if before.status[row, k] in (MET, TOLERATED) and np.isfinite(share * need):
            lines.append(_rounded("keep", at[row, k], min(share * need - has, 0.0), row, k))
    return lines


def need_of(before: Assessment, row: int, k: int) -> float:
    """What a part must have of an indicator's numerator to stand at its bound; NaN without one."""
    return float(before.bound[row, k] * before.parts.pupils[row] / before.standard.indicators[k].times)


def _bounded(before: Assessment, row: int, k: int) -> bool:
    need = need_of(before, row, k)
    return bool(np.isfinite(need) and np.isfinite(before.numerator[row, k]) and need > 0)


def judged_parts(before: Assessment, wanted: list[int]) -> int:
    """How many parts have a known figure and a bound for it."""
    return sum(any(_bounded(before, row, k) for k in wanted) for row in range(len(before.parts)))


def _rules(
    before: Assessment, goal: Goal, wanted: list[int], at: dict[tuple[int, int], list[tuple[int, float]]]
) -> list[Rule]:
    rule, found = before.standard.school_rule, []
    if rule is None:
        return []
    for row in range(len(before.parts)):
        share, full, always_full, bounded = [], [], 0, 0
        for k in wanted:
            if not _bounded(before, row, k):
                continue
            bounded += 1
            need, has, entries = need_of(before, row, k), float(before.numerator[row, k]), at[row, k]
            if not _safe(entries, rule.share * need - has):
                share.append(_need(entries, rule.share * need - has, row, k))
            if goal.reach == "met":
                if _safe(entries, need - has):
                    always_full += 1
                else:
                    full.append(_need(entries, need - has, row, k))
        allowed = len(before.standard.indicators) - rule.met
        count = max(bounded - allowed - always_full, 0) if goal.reach == "met" else 0
        if share or count:
            found.append(Rule(row, tuple(share), tuple(full) if count else (), count, goal.passing is None))
    return found


def _need(entries: list[tuple[int, float]], least: float, row: int, k: int) -> Line:
    return _rounded("need", entries, least, row, k) if entries else _line("need", [], least, row=row, k=k)


def _safe(entries: list[tuple[int, float]], least: float) -> bool:
    """Whether nothing that may be done can break the line."""
    return least <= 1e-9 * max((abs(amount) for _, amount in entries), default=1.0) and all(amount > 0 for _, amount in entries)


def _cones(
    before: Assessment, goal: Goal, wanted: list[int], at: dict[tuple[int, int], list[tuple[int, float]]]
) -> tuple[list[Cone], list[Mean]]:
    cones: list[Cone] = []
    means: list[Mean] = []
    balance = before.standard.balance_rule
    for group in range(before.parts.groups):
        stage = STAGES_JUDGED[group % len(STAGES_JUDGED)]
        limit = before.standard.limit(stage)
        members, first = np.flatnonzero(before.parts.group == group), len(cones)
        if balance is None or limit is None or not len(members):
            continue
        single = limit + goal.excess if balance.kind == "each_cv" else np.inf
        for k in wanted:
            rows = members[np.isfinite(before.value[members, k])]
            if not len(rows) or before.dispersion.absent[group, k]:
                continue
            entries = [(i, j, amount) for i, row in enumerate(rows.tolist()) for j, amount in at[row, k]]
            member, lever = (np.array([entry[n] for entry in entries], dtype=np.intp) for n in (0, 1))
            pupils = before.parts.pupils[rows]
            cones.append(Cone(group, k, rows, np.sqrt(pupils / pupils.sum()), before.numerator[rows, k].copy(), member, lever,
                              np.array([entry[2] for entry in entries], dtype=float), single))  # fmt: skip
        # a mean with a CV that is not known cannot be judged, so nothing can be asked of it
        if balance.kind != "each_cv" and len(cones) - first == len(before.standard.indicators):
            means.append(Mean(group, tuple(range(first, len(cones))), limit + goal.excess))
        elif balance.kind != "each_cv":
            del cones[first:]
    return cones, means
