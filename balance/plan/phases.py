"""A plan spread over years by budget, the most effective first."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from balance.assess import Assessment, assess
from balance.bounds import Floats
from balance.county import County
from balance.errors import UnusableInput
from balance.numbers import money
from balance.plan.mending import Mending, effects
from balance.pricelist import Prices
from balance.scenario.actions import Action, Add, Move, Scenario
from balance.scenario.apply import apply
from balance.standard import Standard
from balance.words import msg

__all__ = ["Phase", "phased"]

_STEPS = 50  # an action of very many units is given in about so many helpings before it is weighed again


@dataclass(frozen=True, slots=True)
class Phase:
    """One year of a plan.

    number    1 for the first year
    scenario  what is done in this year, on top of the years before
    once      yuan of one-off cost in this year
    yearly    yuan that this year pays for everything of yearly cost begun so far
    after     the county judged at the end of this year
    """

    number: int
    scenario: Scenario
    once: float
    yearly: float
    after: Assessment


def phased(
    county: County, standard: Standard, prices: Prices, scenario: Scenario, yearly_budget: float
) -> tuple[Phase, ...]:
    """The years of a plan, none of which costs more than the budget; together they are the plan, unit by unit.

        a year's money ≥ one-off cost of what is done in it + yearly cost of everything begun up to and in it

    What was begun keeps costing: a teacher hired in the first year is paid in every later one. Money that is left over is
    not carried to the next year.

    Each year takes, again and again, the unit that mends most of what is broken per yuan and still fits (one of an
    addition of five is a unit; see `balance.plan.mending.Mending`; the yuan are those of the plan, yearly cost over the
    horizon). A thing of yearly cost is begun only if the dearest one-off unit that is left would still fit into a year
    beside all that then runs: so every plan can be ended that can be ended at all, which is where its yearly cost, once
    all of it runs, and each single one-off unit lie within the budget.

    Special cases: nothing to do: no years. An amount that is not whole ends with the broken unit. Actions that are switched
    off are left out.
    yearly_budget: yuan a year, above 0.
    Raises `UnusableInput` where the budget is no amount, where the plan cannot be ended with it, and for a scenario with
    other actions than additions and moves of fixed amounts; `RefusedAction` where it cannot be applied.
    Our own analysis, no part of the official method.
    """
    if not np.isfinite(yearly_budget) or yearly_budget <= 0:
        raise UnusableInput(msg("a year's budget must be above zero"))
    actions = [single for action in scenario.actions if action.on for single in _singly(action)]
    whole = np.array([action.amount for action in actions], dtype=float)
    before, applied = assess(county, standard), apply(county, Scenario(tuple(actions)), prices, standard)
    steps = [step for step in applied.steps if step is not None]
    once = np.array([step.once for step in steps]) / whole
    yearly = np.array([step.yearly for step in steps]) / whole
    _can_be_ended(once * np.minimum(whole, 1.0), float(yearly @ whole), yearly_budget)
    mending = Mending(before, assess(applied.county, standard), effects(before, actions, prices))
    filling = _Filling(once, yearly, once + yearly * prices.horizon_years, whole, mending, yearly_budget)
    phases: list[Phase] = []
    while (filling.left > 0).any():
        given = filling.year()
        done = Scenario(_amounts(actions, whole - filling.left))
        later = assess(apply(county, done, prices, standard).county, standard)
        of_year = replace(scenario, actions=_amounts(actions, given), baseline="", made_for=None)
        phases.append(Phase(len(phases) + 1, of_year, float(once @ given), float(yearly @ (whole - filling.left)), later))
    return tuple(phases)


def _singly(action: Action) -> list[Add | Move]:
    """The action school by school."""
    if isinstance(action, Add):
        return [replace(action, school=school, schools=()) for school in action.schools or (action.school,)]
    if isinstance(action, Move) and action.amount is not None:
        return [action]
    raise UnusableInput(msg("only additions and moves of fixed amounts can be spread over years"))


def _can_be_ended(unit: Floats, running: float, budget: float) -> None:
    """Raises `UnusableInput` where a single unit, or the yearly cost of all of it, is more than a year's budget."""
    if running > budget * (1 + 1e-12):
        raise UnusableInput(
            msg("once all of it runs, the plan costs {yearly} a year, more than the budget of {budget} a year",
                yearly=money(running), budget=money(budget))
        )  # fmt: skip
    dearest = float(unit.max(initial=0.0))
    if dearest > budget * (1 + 1e-12):
        raise UnusableInput(
            msg("one thing of the plan alone costs {cost}, more than the budget of {budget} a year", cost=money(dearest),
                budget=money(budget))
        )  # fmt: skip


def _amounts(actions: list[Add | Move], amounts: Floats) -> tuple[Action, ...]:
    return tuple(replace(action, amount=n) for action, n in zip(actions, amounts.tolist(), strict=True) if n > 0)


class _Filling:
    """Year after year filled with what fits."""

    def __init__(
        self, once: Floats, yearly: Floats, counted: Floats, whole: Floats, mending: Mending, budget: float
    ) -> None:
        self._once, self._yearly, self._counted = once, yearly, np.maximum(counted, 1e-9)
        self._mending, self._budget = mending, budget
        self._helping = np.maximum(np.floor(whole / _STEPS), 1.0)
        self._running = 0.0
        self.left = whole.copy()

    def year(self) -> Floats:
        """What is given in the next year."""
        given = np.zeros(len(self.left))
        money = self._budget - self._running
        while True:
            fits = self._fits(money)
            if not (fits > 0).any():
                return given
            worth = np.where(fits > 0, self._mending.per_unit() / self._counted, -np.inf)
            best = int(np.argmax(worth))
            n = float(min(fits[best], self._helping[best]))
            given[best] += n
            self.left[best] -= n
            money -= n * (self._once[best] + self._yearly[best])
            self._running += n * self._yearly[best]
            self._mending.give(best, n)

    def _fits(self, money: float) -> Floats:
        """How many units of each action still fit into this year and leave later years able to end the plan."""
        unit = np.minimum(self.left, 1.0)
        dearest = float((self._once * unit).max(initial=0.0))
        beside = min(money, self._budget - dearest - self._running)
        room = np.where(self._yearly > 0, beside, money)
        cost = self._once + self._yearly
        slack = 1e-12 * self._budget
        with np.errstate(divide="ignore", invalid="ignore"):
            many = np.where(cost > 0, np.floor((room + slack) / np.where(cost > 0, cost, 1.0)), np.inf)
        many = np.minimum(many, np.floor(self.left))
        last = (self.left < 1) & (cost * self.left <= room + slack)
        return np.where(last, self.left, np.maximum(many, 0.0))
