"""Who gets what by a plan and what it costs: one entry for each school and thing, one-off and yearly cost apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from balance.columns import Stage
from balance.county import County
from balance.scenario.actions import Add, Move, Scenario
from balance.scenario.apply import Applied

__all__ = ["Entry", "Sum", "by_resource", "by_school", "entries", "together"]


@dataclass(frozen=True, slots=True)
class Entry:
    """So many of a thing for one school. school: its row in the county's table; other: the school (its row) that gives it
    or is given it, None for what is bought or hired; amount below 0: given away. Costs in yuan, a move is paid where it
    is taken."""

    school: int
    resource: str
    stage: Stage | None
    amount: float
    once: float
    yearly: float
    other: int | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """Entries of one school, or of one thing. amount: what comes (moves count where they arrive); moved: how many of that
    come from other schools; schools: how many schools get something."""

    amount: float
    moved: float
    once: float
    yearly: float
    schools: int


def entries(county: County, scenario: Scenario, applied: Applied) -> list[Entry]:
    """The scenario's additions and moves, school by school, in its order; `applied`: what it came to in that county.

    *Not modelled:* what only a person does (mergers, enrolment and the like) has no entry here.
    """
    found: list[Entry] = []
    for action, step in zip(scenario.actions, applied.steps, strict=True):
        if step is None:
            continue
        if isinstance(action, Add):
            schools = action.schools or (action.school,)
            for school in schools:
                row = county.find(school, action.county)
                found.append(Entry(row, action.resource, action.stage, action.amount, step.once / len(schools),
                                   step.yearly / len(schools)))  # fmt: skip
        elif isinstance(action, Move):
            giver, taker = county.find(action.giver, action.county), county.find(action.taker, action.county)
            amount = sum(entry.amount for entry in step.given)
            found.append(Entry(taker, action.resource, action.stage, amount, step.once, step.yearly, giver))
            found.append(Entry(giver, action.resource, action.stage, -amount, 0.0, 0.0, taker))
    return found


def together(given: Iterable[Entry]) -> list[Entry]:
    """One entry a school, thing, stage and direction, whoever gives or takes it."""
    groups: dict[tuple[int, str, Stage | None, bool], list[Entry]] = {}
    for entry in given:
        groups.setdefault((entry.school, entry.resource, entry.stage, entry.amount > 0), []).append(entry)
    return [
        Entry(school, resource, stage, sum(e.amount for e in own), sum(e.once for e in own), sum(e.yearly for e in own))
        for (school, resource, stage, _), own in groups.items()
    ]


def by_resource(given: Iterable[Entry]) -> dict[str, Sum]:
    """What of each thing, the dearest first."""
    return _summed((entry.resource, entry) for entry in given if entry.amount > 0)


def by_school(given: Iterable[Entry]) -> dict[int, Sum]:
    """What for each school that gets something, the dearest first."""
    return _summed((entry.school, entry) for entry in given if entry.amount > 0)


def _summed(keyed: Iterable[tuple[str, Entry]] | Iterable[tuple[int, Entry]]) -> dict:  # type: ignore[type-arg]
    groups: dict[str | int, list[Entry]] = {}
    for key, entry in keyed:
        groups.setdefault(key, []).append(entry)
    sums = {
        key: Sum(
            sum(entry.amount for entry in own), sum(entry.amount for entry in own if entry.other is not None),
            sum(entry.once for entry in own), sum(entry.yearly for entry in own), len({entry.school for entry in own}),
        )
        for key, own in groups.items()
    }  # fmt: skip
    return dict(sorted(sums.items(), key=lambda pair: -(pair[1].once + pair[1].yearly)))
