"""What can be done to a county, as frozen data: what each action says, not how it is done.

A school is named by its code or its exact name; `county` tells two of one name apart. `stage` is needed where the thing
is counted per stage and the school holds several. `note` is the user's own remark; an action that is not `on` stays in
the scenario and is not applied.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from balance.baseline import Baseline
from balance.columns import Stage

__all__ = [
    "Action",
    "Add",
    "AddUpTo",
    "Close",
    "Enrol",
    "Fact",
    "Merge",
    "Move",
    "MovePupils",
    "Open",
    "Placed",
    "Scenario",
    "Set",
    "facts",
]

Fact = float | str | bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """What every action may carry."""

    note: str = ""
    on: bool = True


@dataclass(frozen=True, slots=True)
class Add(_Kept):
    """Give a school so much of a resource (a base column of the vocabulary) or so many of a bundle.

    Either one `school`, or `schools`, each of which gets the amount.
    """

    school: str
    resource: str
    amount: float
    stage: Stage | None = None
    county: str = ""
    schools: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AddUpTo(_Kept):
    """Give schools the least whole number of a resource or bundle with which an indicator reaches a mark.

    to       "bound"; "tolerated" (the standard's share of the bound); "mean" (the county's, as it stands before)
    schools  None: everyone below the mark
    stage    None: every part of these schools
    """

    resource: str
    to: str
    indicator: str
    stage: Stage | None = None
    schools: tuple[str, ...] | None = None
    county: str = ""


@dataclass(frozen=True, slots=True)
class Move(_Kept):
    """Take so much of a resource, or so many of a bundle, from one school to another.

    Either `amount`, or `share` of what the giving school has, rounded down to whole ones. `to_stage` None: the same
    stage at both.
    """

    resource: str
    giver: str
    taker: str
    amount: float | None = None
    stage: Stage | None = None
    to_stage: Stage | None = None
    share: float | None = None
    county: str = ""


@dataclass(frozen=True, slots=True)
class Enrol(_Kept):
    """Set the pupils of a school's stage, and its classes where `classes` is given; else they stay."""

    school: str
    pupils: float
    stage: Stage | None = None
    classes: float | None = None
    county: str = ""


@dataclass(frozen=True, slots=True)
class MovePupils(_Kept):
    """Take so many pupils of a stage from one school to another, with so many classes; by default classes stay."""

    giver: str
    taker: str
    pupils: float
    stage: Stage | None = None
    classes: float | None = None
    county: str = ""


@dataclass(frozen=True, slots=True)
class Merge(_Kept):
    """Join schools into one.

    into       one of them, whose row stays; or a new name: then the row of the first stays and is called so
    buildings  "keep"; "give_up": areas and rooms of the schools that end are not added (books, computers, equipment are)
    """

    schools: tuple[str, ...]
    into: str
    buildings: str = "keep"
    county: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """So many pupils of a school: where they go, or where they come from. `stage` None: the only stage there is."""

    school: str
    pupils: float
    stage: Stage | None = None


@dataclass(frozen=True, slots=True)
class Close(_Kept):
    """End a school: all its pupils are placed, its people and things go to `resources_to` or are given up."""

    school: str
    pupils_to: tuple[Placed, ...] = ()
    resources_to: str = ""
    county: str = ""


@dataclass(frozen=True, slots=True)
class Open(_Kept):
    """Begin a school: its canonical columns (see `facts`), and where its pupils come from, if from other schools."""

    school: tuple[tuple[str, Fact], ...]
    pupils_from: tuple[Placed, ...] = ()


@dataclass(frozen=True, slots=True)
class Set(_Kept):
    """Put another figure or word in a school's canonical column."""

    school: str
    column: str
    value: Fact
    county: str = ""


Action = Add | AddUpTo | Move | Enrol | MovePupils | Merge | Close | Open | Set


@dataclass(frozen=True, slots=True)
class Scenario:
    """A named list of actions. `baseline`: `balance.baseline.fingerprint` of the county it was made for, or "";
    `made_for`: that county in outline, so that what has changed since can be said."""

    actions: tuple[Action, ...] = ()
    title: str = ""
    note: str = ""
    baseline: str = ""
    made_for: Baseline | None = None


def facts(columns: Mapping[str, Fact]) -> tuple[tuple[str, Fact], ...]:
    """The columns of a school that opens, as `Open` keeps them.

    >>> facts({"school": "新校", "pupils_primary": 300})
    (('school', '新校'), ('pupils_primary', 300))
    """
    return tuple(columns.items())
