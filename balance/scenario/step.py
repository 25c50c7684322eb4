"""What every action is given beside the table it writes in, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass

from balance.columns import Stage
from balance.pricelist import Prices
from balance.standard import Standard
from balance.words import Message

__all__ = ["Given", "Step", "Terms"]


@dataclass(frozen=True, slots=True)
class Terms:
    """The price list, and the standard for the actions that aim at a mark of it (None: the one that fits the county)."""

    prices: Prices
    standard: Standard | None


@dataclass(frozen=True, slots=True)
class Given:
    """So many of an action's resource went to a school; `stage` None: to the school as a whole."""

    school: str
    stage: Stage | None
    amount: float


@dataclass(frozen=True, slots=True)
class Step:
    """What one action did: its cost in yuan (once, and each year), what has to be said about it, what the price list
    has no price for, and to whom it gave."""

    once: float = 0.0
    yearly: float = 0.0
    warnings: tuple[Message, ...] = ()
    unpriced: tuple[Message, ...] = ()
    given: tuple[Given, ...] = ()
