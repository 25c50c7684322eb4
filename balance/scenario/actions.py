"""What can be done to a county: actions as frozen data, each a County → County function with its cost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from balance.choice import knows
from balance.columns import Stage, vocabulary
from balance.county import County
from balance.errors import RefusedAction
from balance.pricelist import Bundle, Prices
from balance.words import Message, msg

__all__ = ["Action", "Add", "Scenario", "Step", "add"]


@dataclass(frozen=True, slots=True)
class Add:
    """Give a school so much of a resource (a base column of the vocabulary) or so many of a bundle.

    `stage` is needed where the resource is counted per stage and the school has both stages.
    """

    school: str
    resource: str
    amount: float
    stage: Stage | None = None
    county: str = ""


Action = Add


@dataclass(frozen=True, slots=True)
class Scenario:
    """A named list of actions. `baseline`: fingerprint of the county that it was made for, or ""."""

    actions: tuple[Action, ...] = ()
    title: str = ""
    note: str = ""
    baseline: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A county after one action, what the action costs (once, and each year), and what has to be said about it."""

    county: County
    once: float
    yearly: float
    warnings: tuple[Message, ...]


def add(county: County, action: Add, prices: Prices) -> Step:
    """The county after the addition; the county given stays as it is.

    Raises `RefusedAction`: unknown school or resource, an amount that is not positive (or not whole where whole things
    are counted), a stage missing or not held by the school, a figure that is not known.
    """
    row = county.find(action.school, action.county)
    bundle = _bundle(action.resource, prices)
    columns = vocabulary().columns
    if not np.isfinite(action.amount) or action.amount <= 0:
        raise RefusedAction(msg("the amount must be above zero, not {amount}", amount=action.amount))
    if any(columns[name].whole for name in bundle.adds) and action.amount != int(action.amount):
        raise RefusedAction(msg("{amount} is not a whole number", amount=action.amount))
    name = str(county.schools["school"].iat[row])
    changed: dict[str, np.ndarray] = {}
    warnings: list[Message] = []
    for column, amount in _booked(bundle).items():
        target = _target(county, row, column, action.stage, name)
        if target is None:
            if not knows(county, column):
                continue  # the files do not count this at all: nothing is lost by leaving it
            unknown = msg("{figure} of {school} is not known and stays so", figure=columns[column].title, school=name)
            warnings.append(unknown)
            continue
        figures = changed.get(target, county.figures(target)).copy()
        figures[row] += amount * action.amount
        changed[target] = figures
    if not changed:
        raise RefusedAction(
            msg("{figure} of {school} is not known, so nothing can be added to it", figure=bundle.title, school=name)
        )
    cost = bundle.cost * action.amount
    yearly = bundle.every == "year"
    return Step(county.with_figures(changed), 0.0 if yearly else cost, cost if yearly else 0.0, tuple(warnings))


def _booked(bundle: Bundle) -> dict[str, float]:
    """What a bundle adds, with what contains it: an indoor hall is teaching and auxiliary area too."""
    booked: dict[str, float] = dict(bundle.adds)
    for column, amount in bundle.adds.items():
        whole = vocabulary().columns[column].within
        if whole is not None and whole not in bundle.adds:
            booked[whole] = booked.get(whole, 0.0) + amount
    return booked


def _bundle(resource: str, prices: Prices) -> Bundle:
    """The bundle of this name, or a plain column as a bundle of one without a price."""
    if resource in prices.bundles:
        return prices.bundles[resource]
    column = vocabulary().columns.get(resource)
    if column is None or column.kind not in ("count", "area", "money"):
        raise RefusedAction(msg("there is no resource “{resource}”", resource=resource))
    return Bundle(resource, column.title, {resource: 1.0}, 0.0, "once", "stage" if column.stages else "school", "")


def _target(county: County, row: int, column: str, stage: Stage | None, school: str) -> str | None:
    """The canonical column on which an addition is booked; None where the school's figure is not known at all."""
    entry = vocabulary().columns[column]
    place: Stage | None = None
    if entry.stages:
        place = stage or _only_stage(county, row, school)
        if not county.figures(f"pupils_{place}")[row] > 0:
            titles = vocabulary().stage_titles
            raise RefusedAction(msg("{school} has no {stage} pupils", school=school, stage=titles[place]))
    for base in (column, entry.instead):
        if base is None:
            continue
        canonical = f"{base}_{place}" if place else base
        if not np.isnan(county.figures(canonical)[row]):
            return canonical
    return None


def _only_stage(county: County, row: int, school: str) -> Stage:
    stages: tuple[Stage, ...] = ("primary", "junior")
    held = [stage for stage in stages if county.figures(f"pupils_{stage}")[row] > 0]
    if len(held) != 1:
        raise RefusedAction(msg("{school}: say which stage, {stages}", school=school, stages=list(stages)))
    return held[0]
