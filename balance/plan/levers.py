"""The decisions of a plan: so many of a thing added at a place, given away by it, or taken there from others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from balance.assess import Assessment
from balance.choice import knows
from balance.columns import STAGES_JUDGED, Stage, vocabulary
from balance.errors import UnusableInput
from balance.plan.goal import Allowance, Goal
from balance.pricelist import Bundle, Prices, can_be_moved
from balance.scenario.gains import gains
from balance.scenario.goods import bundle_of
from balance.scenario.ledger import kept_in
from balance.words import msg

__all__ = ["Lever", "levers_of"]


@dataclass(frozen=True, slots=True)
class Lever:
    """One decision: so many of a thing added at a place, given away by it, or taken there from others.

    kind    "add", "give" or "take"; school: row of the judged table; stage None: the thing belongs to the whole school
    cost    what the goal counts for one: yuan over the horizon, or things moved (paid where it is taken); `yuan`: its price
    effect  (part, indicator) → what one changes in the numerator
    pool    moves of one pool balance: what is given there is taken there; "" for what is added
    keep    a giver's rule: "bound", "tolerated", "none"; "" for what gives nothing
    least, most   no fewer and no more than so many
    """

    kind: str
    resource: str
    school: int
    stage: Stage | None
    cost: float
    yuan: float
    effect: dict[tuple[int, int], float]
    pool: str = ""
    keep: str = ""
    least: float = 0.0
    most: float = np.inf


def levers_of(assessment: Assessment, prices: Prices, goal: Goal, wanted: list[int]) -> list[Lever]:
    """Every decision that changes one of the wanted indicators (by place) somewhere, and that the goal allows.

    Raises `UnusableInput` for a thing, a school or an amount that the goal names and nobody could carry out.
    """
    _known(assessment, prices, goal)
    found: list[Lever] = []
    for bundle in prices.bundles.values():
        allowed = goal.least != "moved" and (goal.bundles is None or bundle.id in goal.bundles)
        if allowed and any(knows(assessment.county, column) for column in bundle.adds):
            yuan = bundle.cost * (prices.horizon_years if bundle.every == "year" else 1)
            found += _at_places(assessment, bundle, "add", yuan, yuan, wanted)
    for resource in _movable(prices, goal) if goal.moves else []:
        move, bundle = prices.moves[resource], bundle_of(resource, prices)
        found += _moves(assessment, bundle, move.cost, move.keep, 1.0 if goal.least == "moved" else move.cost, wanted)
    return _allowed(assessment, found, goal)


def _known(assessment: Assessment, prices: Prices, goal: Goal) -> None:
    codes = set(assessment.county.words("school_code"))
    for code in (*goal.excluded, *(entry.school for entry in goal.allowances)):
        if code not in codes:
            raise UnusableInput(msg("there is no school with the code “{code}”", code=code))
    named = (*(goal.bundles or ()), *(goal.movable or ()), *(entry.resource for entry in goal.allowances))
    for name in named:
        if name not in prices.bundles and name not in prices.moves:
            raise UnusableInput(msg("the price list has nothing called “{id}”", id=name))


def _movable(prices: Prices, goal: Goal) -> list[str]:
    """What may be moved. A bare count is passed over where a bundle holds it: a person moves with all that they count as."""
    named = [name for name in prices.moves if goal.movable is None or name in goal.movable]
    columns = vocabulary().columns
    named = [name for name in named if all(can_be_moved(columns[c]) for c in bundle_of(name, prices).adds)]
    held = {column for name in named if name in prices.bundles for column in prices.bundles[name].adds}
    return [name for name in named if name in prices.bundles or name not in held]


def _at_places(
    assessment: Assessment, bundle: Bundle, kind: str, yuan: float, cost: float, wanted: list[int]
) -> list[Lever]:
    parts, gain = assessment.parts, gains(assessment, bundle)
    effects: dict[tuple[int, Stage | None], dict[tuple[int, int], float]] = {}
    for row in range(len(parts)):
        key = (int(parts.school[row]), STAGES_JUDGED[parts.stage[row]] if bundle.per == "stage" else None)
        for k in wanted:
            if np.isfinite(gain[row, k]) and gain[row, k] > 0:
                effects.setdefault(key, {})[row, k] = float(gain[row, k])
    return [Lever(kind, bundle.id, school, stage, cost, yuan, effect) for (school, stage), effect in effects.items()]


def _moves(
    assessment: Assessment, bundle: Bundle, yuan: float, keep: str, cost: float, wanted: list[int]
) -> list[Lever]:
    """Givers and takers of one thing, within a county and, where it is kept by stage, within a stage."""
    found = []
    for taker in _at_places(assessment, bundle, "take", yuan, cost, wanted):
        if not _whole(assessment, bundle, taker):
            continue
        row = next(iter(taker.effect))[0]
        pool = f"{bundle.id}|{assessment.parts.county[row]}|{taker.stage or ''}"
        found.append(Lever("take", bundle.id, taker.school, taker.stage, cost, yuan, taker.effect, pool))
        most = _there(assessment, bundle, taker)
        if most >= 1:
            away = {place: -amount for place, amount in taker.effect.items()}
            found.append(Lever("give", bundle.id, taker.school, taker.stage, 0.0, 0.0, away, pool, keep, most=most))
    return found


def _whole(assessment: Assessment, bundle: Bundle, lever: Lever) -> bool:
    """Whether the place knows every figure of the bundle that the table knows at all: a part of a thing is not moved."""
    county = assessment.county
    return all(
        any(np.isfinite(county.figures(name)[lever.school]) for name in kept_in(column, lever.stage))
        for column in bundle.adds if knows(county, column)
    )  # fmt: skip


def _there(assessment: Assessment, bundle: Bundle, lever: Lever) -> float:
    """How many whole ones the place has, by whatever of it is known."""
    names = [(f"{column}_{lever.stage}" if lever.stage else column, each) for column, each in bundle.adds.items()]
    has = [float(assessment.county.figures(name)[lever.school]) / each for name, each in names]
    known = [amount for amount in has if np.isfinite(amount)]
    return float(np.floor(min(known, default=0.0) + 1e-9))


def _allowed(assessment: Assessment, levers: list[Lever], goal: Goal) -> list[Lever]:
    """Without the schools left out, and within what single schools may get."""
    codes = assessment.county.words("school_code")
    left_out = set(goal.excluded)
    kept = [lever for lever in levers if codes[lever.school] not in left_out]
    for entry in goal.allowances:
        touched = [at for at, lever in enumerate(kept) if _meant(lever, entry, str(codes[lever.school]))]
        if entry.least > 0 and not touched:
            raise UnusableInput(msg("{resource} at the school “{code}” changes nothing that counts here",
                                    resource=entry.resource, code=entry.school))  # fmt: skip
        for at in touched:
            most = np.inf if entry.most is None else float(entry.most)
            kept[at] = _within(kept[at], float(entry.least), most)
    return kept


def _meant(lever: Lever, entry: Allowance, code: str) -> bool:
    same_stage = entry.stage is None or lever.stage is None or entry.stage == lever.stage
    wanted = lever.kind == "add" or (lever.kind == "take" and entry.least == 0)
    return code == entry.school and lever.resource == entry.resource and same_stage and wanted


def _within(lever: Lever, least: float, most: float) -> Lever:
    return Lever(lever.kind, lever.resource, lever.school, lever.stage, lever.cost, lever.yuan, lever.effect, lever.pool,
                 lever.keep, max(lever.least, least), min(lever.most, most))  # fmt: skip
