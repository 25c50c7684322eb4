"""Whole numbers as actions: what is added where, and who gives to whom."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from balance.assess import Assessment
from balance.plan.levers import Lever
from balance.scenario.actions import Action, Add, Move

__all__ = ["actions_of"]


def actions_of(assessment: Assessment, levers: list[Lever], amounts: np.ndarray) -> tuple[Action, ...]:
    """The actions of a plan: additions in the order of the levers, then moves, each giver to the takers in turn."""
    codes, places = assessment.county.words("school_code"), assessment.county.words("county")
    several = len(assessment.parts.counties) > 1
    found: list[Action] = []
    pools: dict[str, tuple[list[tuple[Lever, float]], list[tuple[Lever, float]]]] = defaultdict(lambda: ([], []))
    for lever, amount in zip(levers, amounts.tolist(), strict=True):
        if amount < 1:
            continue
        if lever.kind == "add":
            place = str(places[lever.school]) if several else ""
            found.append(Add(str(codes[lever.school]), lever.resource, amount, lever.stage, place))
        else:
            pools[lever.pool][lever.kind == "take"].append((lever, amount))
    for givers, takers in pools.values():
        found += _paired(assessment, givers, takers, several=several)
    return tuple(found)


def _paired(
    assessment: Assessment, givers: list[tuple[Lever, float]], takers: list[tuple[Lever, float]], *, several: bool
) -> list[Action]:
    codes, places = assessment.county.words("school_code"), assessment.county.words("county")
    found: list[Action] = []
    left = [amount for _, amount in givers]
    at = 0
    for taker, wanted in takers:
        while wanted > 0 and at < len(givers):
            giver, amount = givers[at][0], min(left[at], wanted)
            if giver.school != taker.school and amount > 0:
                place = str(places[giver.school]) if several else ""
                found.append(Move(taker.resource, str(codes[giver.school]), str(codes[taker.school]), amount, taker.stage,
                                  county=place))  # fmt: skip
            wanted -= amount
            left[at] -= amount
            at += left[at] <= 0
    return found
