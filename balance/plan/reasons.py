"""Why this school: for every school that a plan gives to or takes from, what it lacks and what it does to the CVs."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from balance.assess import NO, Assessment
from balance.bounds import Floats
from balance.columns import STAGES_JUDGED, Stage
from balance.errors import RefusedAction
from balance.influence import Influence, influence
from balance.numbers import amount, decimal, percent
from balance.pricelist import Bundle, Prices
from balance.scenario.actions import Add, Move, Scenario
from balance.scenario.gains import gains
from balance.scenario.goods import bundle_of
from balance.sensitivity import sensitivity
from balance.sentences import stage_title
from balance.shortfall import SchoolNeed, Shortfall, lacking, school_needs
from balance.words import Message, msg

__all__ = ["Reason", "reasons_of"]

_SEEN = 0.005  # a share of S² that prints as one per cent or more


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the plan does something at a school: its name, its row in the judged table, its county, and the reason."""

    school: str
    row: int
    county: str
    message: Message


@dataclass(frozen=True, slots=True)
class _Known:
    """What the county shows before the plan; over: groups × indicators whose CV (or mean of CVs) passes its limit."""

    before: Assessment
    lacks: Shortfall
    pooled: dict[tuple[int, int], SchoolNeed]
    weight: Influence
    over: NDArray[np.bool_]
    gains: dict[str, Floats] = field(default_factory=dict)


@dataclass(slots=True)
class _Touched:
    """Bundles with their stage: what a school gets, and what it gives."""

    gets: list[tuple[Bundle, Stage | None]] = field(default_factory=list)
    gives: list[tuple[Bundle, Stage | None]] = field(default_factory=list)


def reasons_of(before: Assessment, scenario: Scenario, prices: Prices) -> tuple[Reason, ...]:
    """One reason a school that gets or gives something, in the order in which the scenario comes to them.

    A school that gets: what it lacks to the tolerated share of the bounds, or to the bounds, of what it is given (for what
    the stages of a combined school share: what the school lacks), and its share of the spread where a CV passes its limit,
    with the CV that there would be if it stood at the mean. One that lacks nothing and weighs nothing: what one more does to
    the CV. A school that gives: how far it stands above the mean, and its share of the spread.

    Only additions and moves have reasons; schools that are not judged have none. Our own analysis.
    """
    known = _Known(before, lacking(before), {(n.school, n.indicator): n for n in school_needs(before)}, influence(before),
                   _over(before))  # fmt: skip
    names, places = before.county.words("school"), before.county.words("county")
    return tuple(
        Reason(str(names[row]), row, str(places[row]), _why(known, row, touched))
        for row, touched in _touched(before, scenario, prices).items()
    )


def _over(before: Assessment) -> NDArray[np.bool_]:
    if before.standard.balance_rule is not None and before.standard.balance_rule.kind == "each_cv":
        return np.asarray(before.within == NO)
    bars = [before.standard.limit(stage) or np.nan for stage in STAGES_JUDGED] * len(before.parts.counties)
    with np.errstate(invalid="ignore"):
        over = before.composite > np.array(bars)
    return np.repeat((over & (before.balanced == NO))[:, None], len(before.standard.indicators), axis=1)


def _touched(before: Assessment, scenario: Scenario, prices: Prices) -> dict[int, _Touched]:
    found: dict[int, _Touched] = {}

    def at(school: str, county: str) -> _Touched:
        try:
            row = before.county.find(school, county)
        except RefusedAction:  # a campus is judged with its school and has no row of its own
            return _Touched()
        return found.setdefault(row, _Touched())

    for action in scenario.actions:
        if action.on and isinstance(action, Add):
            bundle = bundle_of(action.resource, prices)
            for school in action.schools or (action.school,):
                at(school, action.county).gets.append((bundle, action.stage))
        elif action.on and isinstance(action, Move):
            bundle = bundle_of(action.resource, prices)
            at(action.giver, action.county).gives.append((bundle, action.stage))
            at(action.taker, action.county).gets.append((bundle, action.to_stage or action.stage))
    judged = set(before.parts.school.tolist())
    return {row: touched for row, touched in found.items() if row in judged}


def _why(known: _Known, row: int, touched: _Touched) -> Message:
    clauses: list[Message] = []
    if touched.gets:
        cells = _cells(known, row, touched.gets)
        clauses += _lacked(known, row, cells)
        clauses += _spread(known, [cell for cell in cells if not known.weight.above[cell]])
        clauses = clauses or _one_more(known, row, touched.gets)
        clauses = clauses or [msg("With what others get, its help keeps the CVs within their limits")]
    if touched.gives:
        cells = _cells(known, row, touched.gives)
        above = [cell for cell in cells if known.weight.above[cell]]
        clauses += _richer(known, above)
        clauses += _spread(known, above)
        if not above:
            clauses.append(msg("It can spare what others lack more"))
    return reduce(lambda first, second: msg("{first}; {second}", first=first, second=second), clauses)


def _cells(known: _Known, row: int, bundles: list[tuple[Bundle, Stage | None]]) -> list[tuple[int, int]]:
    """The values of the school (part, indicator) that the bundles change."""
    parts, found = known.before.parts, []
    for bundle, stage in bundles:
        if bundle.id not in known.gains:
            known.gains[bundle.id] = gains(known.before, bundle)
        gain = known.gains[bundle.id]
        for part in np.flatnonzero(parts.school == row).tolist():
            if stage is None or STAGES_JUDGED[parts.stage[part]] == stage:
                found += [(part, int(k)) for k in np.flatnonzero(gain[part] > 0)]
    return list(dict.fromkeys(found))


def _lacked(known: _Known, row: int, cells: list[tuple[int, int]]) -> list[Message]:
    """What the school lacks of it: to the tolerated share where it is under it, else to the bound."""
    before, rule = known.before, known.before.standard.school_rule
    almost: dict[tuple[int, int], Message] = {}
    bound: dict[tuple[int, int], Message] = {}
    for part, k in cells:
        pooled = known.pooled.get((row, k))
        indicator = before.standard.indicators[k]
        to_almost, to_bound = float(known.lacks.to_tolerated[part, k]), float(known.lacks.to_bound[part, k])
        if pooled is not None:
            to_almost, to_bound = pooled.to_tolerated, pooled.to_bound
        lists, lack = (almost, to_almost) if to_almost > 0 else (bound, to_bound)
        if not lack > 0:
            continue
        facts = {"indicator": indicator.short, "quantity": amount(lack, indicator.unit, indicator.whole)}
        if pooled is not None:
            lists[-1, k] = msg("{indicator} by {quantity}", **facts)
        else:
            stage = stage_title(STAGES_JUDGED[before.parts.stage[part]])
            lists[part, k] = msg("{stage} {indicator} by {quantity}", stage=stage, **facts)
    share, far, more = percent(rule.share, 0) if rule else "", list(almost.values()), list(bound.values())
    if almost and bound:
        return [msg("Short of {share} of the bound: {lists}; short of the bound: {more}", share=share, lists=far, more=more)]
    if almost:
        return [msg("Short of {share} of the bound: {lists}", share=share, lists=far)]
    return [msg("Short of the bound: {more}", more=more)] if bound else []


def _spread(known: _Known, cells: list[tuple[int, int]]) -> list[Message]:
    """The largest share that the school has in the spread of a CV over its limit."""
    before, group = known.before, known.before.parts.group
    shares = {cell: float(known.weight.share[cell]) for cell in cells if known.over[group[cell[0]], cell[1]]}
    shares = {cell: share for cell, share in shares.items() if share >= _SEEN}
    if not shares:
        return []
    part, k = max(shares, key=lambda cell: shares[cell])
    digits = before.standard.precision.cv
    return [
        msg(
            "{share} of the spread of {stage} {indicator}; at the county mean it would turn the CV from {now} to {cv}",
            share=percent(shares[part, k], 0), stage=stage_title(STAGES_JUDGED[before.parts.stage[part]]),
            indicator=before.standard.indicators[k].short, now=decimal(float(before.dispersion.cv[group[part], k]), digits),
            cv=decimal(float(known.weight.cv_at_mean[part, k]), digits),
        )
    ]  # fmt: skip


def _one_more(known: _Known, row: int, bundles: list[tuple[Bundle, Stage | None]]) -> list[Message]:
    """What one more here does to the CV, over its limit, that falls most by it."""
    before, group = known.before, known.before.parts.group
    best: tuple[float, int, int, Bundle] | None = None
    for bundle, stage in bundles:
        cells, change = _cells(known, row, [(bundle, stage)]), sensitivity(before, bundle).one_more
        for part, k in cells:
            falls = -float(change[part, k])
            if known.over[group[part], k] and falls > (best[0] if best else 0.0):
                best = (falls, part, k, bundle)
    if best is None:
        return []
    falls, part, k, bundle = best
    now, digits = float(before.dispersion.cv[group[part], k]), before.standard.precision.cv + 1
    return [
        msg("One more {what} here turns the CV of {stage} {indicator} from {now} to {cv}", what=bundle.title,
            stage=stage_title(STAGES_JUDGED[before.parts.stage[part]]), indicator=before.standard.indicators[k].short,
            now=decimal(now, digits), cv=decimal(now - falls, digits))
    ]  # fmt: skip


def _richer(known: _Known, cells: list[tuple[int, int]]) -> list[Message]:
    """How far it stands above the mean where it stands furthest above, measured by the mean."""
    before, group = known.before, known.before.parts.group

    def times(cell: tuple[int, int]) -> float:
        return float(before.value[cell] / before.dispersion.mean[group[cell[0]], cell[1]])

    if not cells:
        return []
    part, k = max(cells, key=times)
    indicator = before.standard.indicators[k]
    return [
        msg("{stage} {indicator} {value}, above the county mean of {mean}",
            stage=stage_title(STAGES_JUDGED[before.parts.stage[part]]), indicator=indicator.short,
            value=decimal(float(before.value[part, k]), indicator.decimals),
            mean=decimal(float(before.dispersion.mean[group[part], k]), before.standard.precision.mean))
    ]  # fmt: skip
