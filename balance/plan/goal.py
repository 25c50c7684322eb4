"""What a plan is asked for, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass

from balance.scenario.actions import Scenario
from balance.words import Message

__all__ = ["Goal", "Plan"]


@dataclass(frozen=True, slots=True)
class Goal:
    """What must hold afterwards, for every known figure.

    reach       "tolerated": every value reaches the standard's share of its bound; "met": every part keeps the school rule
                (so many bounds reached, the rest to the share; which ones is the plan's to choose); "": no such goal
    cv          every CV within its limit
    indicators  only these count, by id; empty: all
    budget      yuan that the whole may cost over the horizon; None: no limit
    moves       whether things may be moved between schools, where the price list has a price for it
    """

    reach: str = "tolerated"
    cv: bool = False
    indicators: tuple[str, ...] = ()
    budget: float | None = None
    moves: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """status "optimal": proved least; "feasible": the best found, its cost at most `gap` above the least (a share of the
    cost); "infeasible": no plan reaches the goal, or none was found, `why` says which. `cost`, `bound` in yuan over the
    horizon, NaN where there is none; `scenario` None without a plan. `seconds` is for whoever holds the clock to fill in.
    """

    status: str
    cost: float
    bound: float
    gap: float
    scenario: Scenario | None
    why: Message
