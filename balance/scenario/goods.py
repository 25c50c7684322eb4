"""Resources given to schools and moved between them, and single figures set."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from balance.columns import Stage, column_of, vocabulary
from balance.errors import RefusedAction
from balance.numbers import plain_number
from balance.pricelist import Bundle, Prices, can_be_added, can_be_moved, measure_of
from balance.scenario.actions import Add, Fact, Move, Set
from balance.scenario.ledger import Ledger, check_amount
from balance.scenario.step import Given, Step, Terms
from balance.words import Message, msg

__all__ = ["add", "booked", "bundle_of", "checked_fact", "fix_figure", "give", "move"]

# what tells one school from another: an action names schools by it, so no action changes it
_IDENTITY = frozenset({"school_code", "school", "county"})


def add(ledger: Ledger, action: Add, terms: Terms) -> Step:
    """Give one school, or each of several, so much of a resource or so many of a bundle.

    Raises `RefusedAction`: unknown school or resource, an amount that is not positive (or not whole where whole things
    are counted), a stage missing or not held by the school, a figure that is not known.
    """
    bundle = bundle_of(action.resource, terms.prices)
    _check(bundle, action.amount)
    given, warnings = [], []
    for school in action.schools or (action.school,):
        row = ledger.find(school, action.county)
        stage = ledger.stage(row, action.stage) if _per_stage(bundle) else None
        warnings += give(ledger, row, stage, bundle, action.amount)
        given.append(Given(ledger.name(row), stage, action.amount))
    return bill(bundle, terms.prices, given, warnings)


def give(ledger: Ledger, row: int, stage: Stage | None, bundle: Bundle, amount: float) -> list[Message]:
    """Book so many of a bundle on a school; what could not be booked. Refused where none of its figures is known."""
    warnings, done = [], False
    for column, each in booked(bundle).items():
        target = ledger.base(row, column, stage)
        if target is not None:
            ledger.give(target, row, each * amount)
            done = True
        elif ledger.knows(column):  # what the files do not count at all is not lost by leaving it
            title = vocabulary().columns[column].title
            warnings.append(msg("{figure} of {school} is not known and stays so", figure=title, school=ledger.name(row)))
    if not done:
        raise RefusedAction(
            msg("{figure} of {school} is not known, so nothing can be added to it", figure=bundle.title,
                school=ledger.name(row))
        )  # fmt: skip
    return warnings


def bill(bundle: Bundle, prices: Prices, given: list[Given], warnings: list[Message]) -> Step:
    """What so many of a bundle cost."""
    cost = bundle.cost * sum(entry.amount for entry in given)
    yearly = bundle.every == "year"
    unpriced = () if bundle.id in prices.bundles else (msg("{resource}: the price list has no price", resource=bundle.title),)
    return Step(0.0 if yearly else cost, cost if yearly else 0.0, tuple(warnings), unpriced, tuple(given))


def move(ledger: Ledger, action: Move, terms: Terms) -> Step:
    """Take so much of a resource, or so many of a bundle, from one school to another; the county's total stays.

    Raises `RefusedAction`: unknown schools, the same one twice, more than there is, a figure not known, a thing that
    cannot be moved (areas belong to their place).
    """
    bundle = bundle_of(action.resource, terms.prices)
    giver, taker = ledger.find(action.giver, action.county), ledger.find(action.taker, action.county)
    columns = {column: each for column, each in bundle.adds.items() if can_be_moved(vocabulary().columns[column])}
    if len(columns) < len(bundle.adds):
        raise RefusedAction(msg("{resource} cannot be moved: it belongs to its place", resource=bundle.title))
    staged = _per_stage(bundle)
    origin = ledger.stage(giver, action.stage) if staged else None
    target = ledger.stage(taker, action.to_stage or (origin if action.to_stage is None else None)) if staged else None
    if giver == taker and origin == target:
        raise RefusedAction(msg("giver and receiver are the same school, {school}", school=ledger.name(giver)))
    amount = action.amount if action.amount is not None else _share(ledger, giver, origin, bundle, action.share)
    _check(bundle, amount)
    warnings, done = [], False
    for column, each in columns.items():
        source, sink = ledger.base(giver, column, origin), ledger.base(taker, column, target)
        if source is not None and sink is not None:
            ledger.take(source, giver, each * amount)
            ledger.give(sink, taker, each * amount)
            done = True
        elif source is not None or sink is not None:
            school = ledger.name(taker if sink is None else giver)
            title = vocabulary().columns[column].title
            warnings.append(
                msg("{figure} of {school} is not known: it is left as it is at both schools", figure=title, school=school)
            )
    if not done:
        raise RefusedAction(
            msg("{figure} is not known at both {giver} and {taker}, so it cannot be moved", figure=bundle.title,
                giver=ledger.name(giver), taker=ledger.name(taker))
        )  # fmt: skip
    price = terms.prices.moves.get(action.resource)
    unpriced = () if price else (msg("moving {resource}: the price list has no price", resource=bundle.title),)
    given = (Given(ledger.name(taker), target, amount),)
    return Step(price.cost * amount if price else 0.0, 0.0, tuple(warnings), unpriced, given)


def _share(ledger: Ledger, row: int, stage: Stage | None, bundle: Bundle, share: float | None) -> float:
    """So much of what the school has of the bundle's first thing, in whole ones."""
    if share is None or not 0 < share <= 1:
        raise RefusedAction(msg("say how many are to be moved: an amount, or a share between 0 and 1"))
    column, each = next(iter(bundle.adds.items()))
    source = ledger.base(row, column, stage)
    if source is None:
        raise RefusedAction(msg("{figure} of {school} is not known", figure=bundle.title, school=ledger.name(row)))
    # 10 % of 30 is 3, whatever binary arithmetic makes of it
    amount = math.floor(share * ledger.of(source, row) / each + 1e-9)
    if amount < 1:
        raise RefusedAction(
            msg("{share} % of {figure} at {school} is less than one", share=plain_number(round(share * 100, 6)),
                figure=bundle.title, school=ledger.name(row))
        )  # fmt: skip
    return float(amount)


def fix_figure(ledger: Ledger, action: Set, _terms: Terms) -> Step:
    """Put another figure or word in a school's column."""
    row = ledger.find(action.school, action.county)
    value = checked_fact(action.column, action.value)
    if action.column in _IDENTITY:
        raise RefusedAction(msg("“{column}” tells the school apart and stays as it is", column=action.column))
    if column_of(action.column)[0].numeric:
        ledger.put(action.column, row, float(value))
    else:
        ledger.put_word(action.column, row, value)
    return Step()


def checked_fact(name: str, value: Fact) -> Fact:
    """A figure or word as the table keeps it. Raises `RefusedAction`: an unknown column, a value that is not of its kind."""
    if name not in vocabulary().canonical:
        raise RefusedAction(msg("there is no column “{column}”", column=name))
    column, _ = column_of(name)
    if column.numeric:
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not np.isfinite(value) or value < 0:
            raise RefusedAction(msg("“{column}” must be a number from 0 up, not “{value}”", column=name, value=str(value)))
        if column.whole and value != int(value):
            raise RefusedAction(msg("{amount} is not a whole number", amount=plain_number(float(value))))
        return float(value)
    if column.kind == "flag":
        if not isinstance(value, bool):
            raise RefusedAction(msg("“{column}” must be yes or no, not “{value}”", column=name, value=str(value)))
        return value
    allowed = vocabulary().choices.get(column.name)
    if not isinstance(value, str) or (allowed is not None and value not in allowed):
        raise RefusedAction(
            msg("“{column}” cannot be “{value}”; allowed: {allowed}", column=name, value=str(value),
                allowed=list(allowed) if allowed else "text")
        )  # fmt: skip
    return value


def _check(bundle: Bundle, amount: float) -> None:
    check_amount(amount, any(vocabulary().columns[name].whole for name in bundle.adds))


def _per_stage(bundle: Bundle) -> bool:
    return any(vocabulary().columns[column].stages for column in bundle.adds)


def booked(bundle: Bundle) -> Mapping[str, float]:
    """What a bundle adds, with what contains it: an indoor hall is teaching and auxiliary area too."""
    amounts: dict[str, float] = dict(bundle.adds)
    for column, amount in bundle.adds.items():
        whole = vocabulary().columns[column].within
        if whole is not None and whole not in bundle.adds:
            amounts[whole] = amounts.get(whole, 0.0) + amount
    return amounts


def bundle_of(resource: str, prices: Prices) -> Bundle:
    """The bundle of this name, or a plain column as a bundle of one without a price."""
    if resource in prices.bundles:
        return prices.bundles[resource]
    column = vocabulary().columns.get(resource)
    if column is None or column.reader_only or not can_be_added(column):
        raise RefusedAction(msg("there is no resource “{resource}”", resource=resource))
    per = "stage" if column.stages else "school"
    return Bundle(resource, column.title, {resource: 1.0}, 0.0, "once", per, "", measure_of(column))
