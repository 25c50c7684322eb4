"""Pupils: how many a school has, and how many go from one to another."""

from __future__ import annotations

import numpy as np

from balance.bounds import whole_up
from balance.columns import Stage
from balance.errors import RefusedAction
from balance.scenario.actions import Enrol, MovePupils
from balance.scenario.ledger import Ledger, check_amount
from balance.scenario.step import Step, Terms
from balance.words import msg

__all__ = ["enrol", "move_pupils", "place_pupils"]


def enrol(ledger: Ledger, action: Enrol, _terms: Terms) -> Step:
    """Set the pupils of a school's stage (0 where nobody is left), and its classes where they are given."""
    row = ledger.find(action.school, action.county)
    stage = ledger.stage(row, action.stage)
    check_amount(action.pupils, whole=True, least=-1.0)
    ledger.put(f"pupils_{stage}", row, action.pupils)
    if action.classes is not None:
        check_amount(action.classes, whole=True, least=-1.0)
        ledger.put(f"classes_{stage}", row, action.classes)
    _lift_largest_class(ledger, row, stage)
    return Step()


def move_pupils(ledger: Ledger, action: MovePupils, _terms: Terms) -> Step:
    """Take pupils of a stage from one school to another, with so many classes where that is said.

    Raises `RefusedAction`: the same school twice, more pupils than there are, a receiver without that stage.
    """
    giver, taker = ledger.find(action.giver, action.county), ledger.find(action.taker, action.county)
    if giver == taker:
        raise RefusedAction(msg("giver and receiver are the same school, {school}", school=ledger.name(giver)))
    place_pupils(ledger, giver, taker, ledger.stage(giver, action.stage), action.pupils, action.classes)
    return Step()


def place_pupils(
    ledger: Ledger, giver: int, taker: int, stage: Stage, pupils: float, classes: float | None = None
) -> None:
    """Book pupils, and classes where they are said, from one school to another."""
    ledger.stage(taker, stage)
    check_amount(pupils, whole=True)
    ledger.take(f"pupils_{stage}", giver, pupils)
    ledger.give(f"pupils_{stage}", taker, pupils)
    if classes is not None:
        check_amount(classes, whole=True)
        ledger.take(f"classes_{stage}", giver, classes)
        ledger.give(f"classes_{stage}", taker, classes)
    _lift_largest_class(ledger, taker, stage)


def _lift_largest_class(ledger: Ledger, row: int, stage: Stage) -> None:
    """The largest class is at least the average one, rounded up; beyond that nobody can know it beforehand."""
    pupils, classes, largest = (ledger.of(f"{name}_{stage}", row) for name in ("pupils", "classes", "largest_class"))
    if classes > 0 and np.isfinite(largest):
        least = float(whole_up(np.array(pupils / classes)))
        if least > largest:
            ledger.put(f"largest_class_{stage}", row, least)
