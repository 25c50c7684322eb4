"""The model: whole numbers of bundles at schools and moves between them, and what each does to what every part has.

    least     Σ cost_j · n_j                          n_j whole, 0 ≤ n_j ≤ most_j
    with      x_ik = x⁰_ik + Σ_j effect_ik,j · n_j     part i, indicator k
    so that   x_ik ≥ share · bound · P_i / times       "tolerated"; the school rule: with binaries for the full bound
              Σ_i x_ik²/P_i ≤ (1 + L²)(Σ_i x_ik)²/ΣP   a CV within L, group by group
              Σ given = Σ taken                        a thing moved stays in the county
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from balance.assess import Assessment
from balance.bounds import MET, TOLERATED
from balance.choice import knows
from balance.columns import STAGES_JUDGED, Stage, vocabulary
from balance.plan.goal import Goal
from balance.pricelist import Bundle, MovePrice, Prices, can_be_moved
from balance.scenario.gains import gains
from balance.scenario.goods import bundle_of

__all__ = ["Lever", "levers_of"]


@dataclass(frozen=True, slots=True)
class Lever:
    """One decision: so many of a thing added at a place, given away by it, or taken there from others.

    kind    "add", "give" or "take"; school: row of the judged table; stage None: the thing belongs to the whole school
    cost    yuan over the horizon for one (a move is paid where it is taken)
    effect  (part, indicator) → what one changes in the numerator
    pool    moves of one pool balance: what is given there is taken there; "" for what is added
    most    no more than so many
    """

    kind: str
    resource: str
    school: int
    stage: Stage | None
    cost: float
    effect: dict[tuple[int, int], float]
    pool: str = ""
    most: float = np.inf


def levers_of(assessment: Assessment, prices: Prices, goal: Goal, wanted: list[int]) -> list[Lever]:
    """Every decision that changes one of the wanted indicators (by place) somewhere."""
    found: list[Lever] = []
    for bundle in prices.bundles.values():
        if any(knows(assessment.county, column) for column in bundle.adds):
            years = prices.horizon_years if bundle.every == "year" else 1
            found += _at_places(assessment, bundle, "add", bundle.cost * years, wanted)
    if goal.moves:
        for move in prices.moves.values():
            found += _moves(assessment, bundle_of(move.resource, prices), move, wanted)
    return found


def _at_places(assessment: Assessment, bundle: Bundle, kind: str, cost: float, wanted: list[int]) -> list[Lever]:
    parts, gain = assessment.parts, gains(assessment, bundle)
    effects: dict[tuple[int, Stage | None], dict[tuple[int, int], float]] = {}
    for row in range(len(parts)):
        key = (int(parts.school[row]), STAGES_JUDGED[parts.stage[row]] if bundle.per == "stage" else None)
        for k in wanted:
            if np.isfinite(gain[row, k]) and gain[row, k] > 0:
                effects.setdefault(key, {})[row, k] = float(gain[row, k])
    return [Lever(kind, bundle.id, school, stage, cost, effect) for (school, stage), effect in effects.items()]


def _moves(assessment: Assessment, bundle: Bundle, move: MovePrice, wanted: list[int]) -> list[Lever]:
    """Givers and takers of one thing, within a county and, where it is kept by stage, within a stage."""
    columns = vocabulary().columns
    if not all(can_be_moved(columns[name]) for name in bundle.adds):
        return []
    found = []
    for taker in _at_places(assessment, bundle, "take", move.cost, wanted):
        row = next(iter(taker.effect))[0]
        pool = f"{bundle.id}|{assessment.parts.county[row]}|{taker.stage or ''}"
        found.append(Lever("take", bundle.id, taker.school, taker.stage, move.cost, taker.effect, pool))
        most = min(_there(assessment, bundle, taker), _kept(assessment, taker, move.keep))
        if most >= 1:
            away = {place: -amount for place, amount in taker.effect.items()}
            found.append(Lever("give", bundle.id, taker.school, taker.stage, 0.0, away, pool, float(np.floor(most + 1e-9))))
    return found


def _there(assessment: Assessment, bundle: Bundle, lever: Lever) -> float:
    """How many of it the place has."""
    names = [(f"{column}_{lever.stage}" if lever.stage else column, each) for column, each in bundle.adds.items()]
    has = [float(assessment.county.figures(name)[lever.school]) / each for name, each in names]
    known = [amount for amount in has if np.isfinite(amount)]
    return min(known, default=0.0)


def _kept(assessment: Assessment, lever: Lever, keep: str) -> float:
    """How many it may give so that no line falls that the price list's rule protects."""
    rule, room = assessment.standard.school_rule, np.inf
    share = 1.0 if keep == "bound" else (rule.share if rule else np.nan)
    reached = (MET,) if keep == "bound" else (MET, TOLERATED)
    if keep == "none":
        return float(room)
    for (row, k), each in lever.effect.items():
        if assessment.status[row, k] in reached:
            need = share * assessment.bound[row, k] * assessment.parts.pupils[row] / assessment.standard.indicators[k].times
            room = min(room, (float(assessment.numerator[row, k]) - need) / each)
    return float(room)
