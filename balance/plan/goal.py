"""What a plan is asked for, what comes of it, and what is told on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from balance.columns import Stage
from balance.scenario.actions import Scenario
from balance.words import Message

__all__ = ["Allowance", "Goal", "Plan", "Progress", "Watch"]


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many of a bundle a school may get: from `least` to `most` (None: no end). Least = most: so many, as the user
    fixed it. school: its code; stage None: each stage that the school holds, or the school where the thing is shared.
    """

    school: str
    resource: str
    least: int = 0
    most: int | None = None
    stage: Stage | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """What must hold afterwards, for every known figure, and what may be done for it.

    reach       "tolerated": every value reaches the standard's share of its bound; "met": every part keeps the school rule
                (so many bounds reached, the rest to the share; which ones is the plan's to choose); "": no such goal
    cv          the standard's balance rule: every CV within its limit, or the mean of the CVs within theirs
    indicators  only these count, by id; empty: all
    budget      yuan that the whole may cost over the horizon; None: no limit
    moves       whether things may be moved between schools, where the price list has a price for it
    bundles     ids of what may be added; None: all of the price list; (): nothing is bought or hired
    movable     ids of what may be moved; None: all that the price list has a price for moving
    excluded    codes of schools where nothing is changed: they get nothing and give nothing
    allowances  how many of a bundle single schools may get
    most_schools  no more schools than this are touched; None: no limit
    excess      how far above its limit a CV may stay
    passing     so many school parts must reach what `reach` says; None: all of them
    least       "cost": yuan; "moved": how many things are moved, whatever they cost; nothing is added then
    """

    reach: str = "tolerated"
    cv: bool = False
    indicators: tuple[str, ...] = ()
    budget: float | None = None
    moves: bool = False
    bundles: tuple[str, ...] | None = None
    movable: tuple[str, ...] | None = None
    excluded: tuple[str, ...] = ()
    allowances: tuple[Allowance, ...] = ()
    most_schools: int | None = None
    excess: float = 0.0
    passing: int | None = None
    least: str = "cost"


@dataclass(frozen=True, slots=True)
class Plan:
    """status "optimal": proved least; "feasible": the best found, its cost at most `gap` above the least (a share of the
    cost); "infeasible": no plan reaches the goal, or none was found, `why` says which. `cost`, `bound` in what the goal
    counts (yuan over the horizon, or things moved), NaN where there is none; `scenario` None without a plan. `gives`:
    where no plan reaches the goal, what would have to give, one message for each line that cannot be kept.
    """

    status: str
    cost: float
    bound: float
    gap: float
    scenario: Scenario | None
    why: Message
    gives: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a search is: the best cost so far (NaN: none yet), the bound that is proved, the gap between them as a share
    of the best (NaN: none yet), the seconds since it began."""

    best: float
    bound: float
    gap: float
    seconds: float


Watch = Callable[[Progress], bool]
"""Told of progress several times a second; answers whether the search should stop with the best found."""
