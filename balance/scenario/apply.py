"""A scenario applied to a county, action by action."""

from __future__ import annotations

from dataclasses import dataclass

from balance.county import County
from balance.errors import RefusedAction
from balance.pricelist import Prices
from balance.scenario.actions import Scenario, add
from balance.words import Message, msg

__all__ = ["Applied", "apply"]


@dataclass(frozen=True, slots=True)
class Applied:
    """The county after a scenario; `once` and `yearly` cost in yuan; `cost` counts yearly cost over the horizon."""

    county: County
    once: float
    yearly: float
    cost: float
    warnings: tuple[Message, ...]


def apply(county: County, scenario: Scenario, prices: Prices) -> Applied:
    """The county after all actions, in their order; the county given stays as it is, and an empty scenario changes
    nothing.

    Raises `RefusedAction` with the number of the action and the reason.
    """
    once = yearly = 0.0
    warnings: list[Message] = []
    for number, action in enumerate(scenario.actions, 1):
        try:
            step = add(county, action, prices)
        except RefusedAction as refused:
            why = msg("Action {number} cannot be done: {why}.", number=number, why=refused.message)
            raise RefusedAction(why) from refused
        county, once, yearly = step.county, once + step.once, yearly + step.yearly
        warnings.extend(step.warnings)
    return Applied(county, once, yearly, once + yearly * prices.horizon_years, tuple(warnings))
