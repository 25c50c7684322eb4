"""What a report is about: one county under one standard, as it stands or before and after a scenario."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from balance.assess import Assessment, assess
from balance.columns import STAGES_JUDGED, Stage
from balance.county import County
from balance.errors import UnusableInput
from balance.pricelist import Prices
from balance.scenario.actions import Scenario
from balance.scenario.apply import Applied, apply
from balance.sentences import cv_excesses
from balance.standard import Standard
from balance.words import Message, msg

__all__ = ["Subject", "subject_of", "worst_cv"]


@dataclass(frozen=True, slots=True)
class Subject:
    """One county to report on.

    place     its name in the table, "" where the files name none.
    prices    what costs are reckoned with.
    county    the table that was judged, as it was read: its campuses are rows of their own, which a scenario may name.
    scenario, applied, after    what is done, what came of it, and the county judged then; None for the county as it is.
    """

    before: Assessment
    place: str
    prices: Prices
    scenario: Scenario | None = None
    applied: Applied | None = None
    after: Assessment | None = None
    county: County | None = None

    @property
    def source(self) -> County:
        """The table that was judged, as it was read."""
        return self.county if self.county is not None else self.before.county

    @property
    def shown(self) -> Assessment:
        """The assessment that is reported: after the scenario where there is one."""
        return self.before if self.after is None else self.after

    @property
    def standard(self) -> Standard:
        """The standard it is judged under."""
        return self.before.standard

    @property
    def county_name(self) -> str:
        """What the county is called; "" where nobody says."""
        return self.place or self.before.county.name

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages in which the county reported has schools."""
        shown = self.shown
        return tuple(stage for stage in STAGES_JUDGED if shown.occupied[shown.group_of(self.place, stage)])


def subject_of(
    county: County, standard: Standard, place: str, prices: Prices, scenario: Scenario | None = None
) -> Subject:
    """The county judged, and judged again after the scenario; a scenario of which nothing is switched on is none.

    Raises `UnusableInput` where no school of the place is judged, before or after; `RefusedAction` where an action
    cannot be done.
    """
    before = assess(county, standard)
    _check(before, place)
    if scenario is None or not any(action.on for action in scenario.actions):
        return Subject(before, place, prices, county=county)
    applied = apply(county, scenario, prices, standard)
    after = assess(applied.county, standard)
    _check(after, place)
    return Subject(before, place, prices, scenario, applied, after, county)


def _check(assessment: Assessment, place: str) -> None:
    if place not in assessment.parts.place_of or not assessment.groups_of(place):
        raise UnusableInput(_nobody(place or assessment.county.name))


def _nobody(name: str) -> Message:
    if not name:
        return msg("No school in these files is judged under this standard")
    return msg("No school of “{county}” is judged under this standard, so there is nothing to report.", county=name)


def worst_cv(assessment: Assessment, place: str) -> tuple[Stage, int] | None:
    """The CV furthest over its limit, else the one nearest below it; where single CVs have no limit the highest one.
    None where no CV is known."""
    over = cv_excesses(assessment, place)
    if over:
        return over[0][0], over[0][1]
    found: list[tuple[float, Stage, int]] = []
    for stage in STAGES_JUDGED:
        limit = assessment.standard.cv_limit(stage) or 1.0
        for k, cv in enumerate(assessment.dispersion.cv[assessment.group_of(place, stage)].tolist()):
            if np.isfinite(cv):
                found.append((cv / limit, stage, k))
    if not found:
        return None
    _, stage, k = max(found, key=lambda entry: entry[0])
    return stage, k
