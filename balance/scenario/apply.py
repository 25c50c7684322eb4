"""A scenario applied to a county, action by action."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from balance.county import County
from balance.errors import RefusedAction
from balance.pricelist import Prices
from balance.scenario import actions as to_do
from balance.scenario.actions import Action, Scenario
from balance.scenario.goods import add, fix_figure, move
from balance.scenario.ledger import Ledger
from balance.scenario.marks import add_up_to
from balance.scenario.pupils import enrol, move_pupils
from balance.scenario.schools import close, merge, open_school
from balance.scenario.step import Step, Terms
from balance.standard import Standard
from balance.words import Message, msg

__all__ = ["Applied", "apply", "prefixes"]

_DONE_BY: dict[type[Any], Callable[[Ledger, Any, Terms], Step]] = {
    to_do.Add: add, to_do.AddUpTo: add_up_to, to_do.Move: move, to_do.Set: fix_figure, to_do.Enrol: enrol,
    to_do.MovePupils: move_pupils, to_do.Merge: merge, to_do.Close: close, to_do.Open: open_school,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Applied:
    """The county after a scenario; `once` and `yearly` cost in yuan; `cost` counts yearly cost over the horizon.

    unpriced: what the price list has no price for and the cost leaves out. steps: what each action did, None where it is
    switched off.
    """

    county: County
    once: float
    yearly: float
    cost: float
    warnings: tuple[Message, ...]
    unpriced: tuple[Message, ...] = ()
    steps: tuple[Step | None, ...] = ()


def apply(county: County, scenario: Scenario, prices: Prices, standard: Standard | None = None) -> Applied:
    """The county after all actions that are switched on, in their order; the county given stays as it is, and an empty
    scenario changes nothing.

    standard: whose marks "up to the bound" and the like aim at; the one that fits the county where none is given.
    Raises `RefusedAction` with the number of the action and the reason.
    """
    ledger, terms = Ledger(county), Terms(prices, standard)
    steps: list[Step | None] = []
    for number, action in enumerate(scenario.actions, 1):
        steps.append(_do(ledger, action, terms, number) if action.on else None)
    return _summed(ledger.county(), steps, prices)


def prefixes(county: County, scenario: Scenario, prices: Prices, standard: Standard | None = None) -> list[Applied]:
    """The county after each switched-on action in turn: entry i is the county after the first i + 1 of them."""
    ledger, terms = Ledger(county), Terms(prices, standard)
    steps: list[Step | None] = []
    found = []
    for number, action in enumerate(scenario.actions, 1):
        if action.on:
            steps.append(_do(ledger, action, terms, number))
            county = ledger.county()
            # the next action starts from the table as it stands, so no step writes in another's
            ledger = Ledger(county)
            found.append(_summed(county, steps, prices))
    return found


def _do(ledger: Ledger, action: Action, terms: Terms, number: int) -> Step:
    try:
        return _DONE_BY[type(action)](ledger, action, terms)
    except RefusedAction as refused:
        why = msg("Action {number} cannot be done: {why}.", number=number, why=refused.message)
        raise RefusedAction(why, number) from refused


def _summed(county: County, steps: list[Step | None], prices: Prices) -> Applied:
    done = [step for step in steps if step is not None]
    once, yearly = sum(step.once for step in done), sum(step.yearly for step in done)
    return Applied(
        county, once, yearly, once + yearly * prices.horizon_years,
        tuple(warning for step in done for warning in step.warnings),
        _each_once(entry for step in done for entry in step.unpriced), tuple(steps),
    )  # fmt: skip


def _each_once(messages: Iterable[Message]) -> tuple[Message, ...]:
    found: list[Message] = []
    for message in messages:
        if message not in found:
            found.append(message)
    return tuple(found)
