"""What a page looks at: the county on the table, judged under the standard chosen, from the place and stage chosen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from balance.assess import Assessment
from balance.columns import STAGES_JUDGED, Stage
from balance.county import County
from balance.influence import Influence
from balance.shortfall import Shortfall
from balance.standard import Indicator, Standard
from ui import cached, state
from ui.palette import DARK, LIGHT, Palette

__all__ = ["SAMPLE_KEY", "View", "current", "palette"]

SAMPLE_KEY = "sample"


@dataclass(frozen=True, slots=True)
class View:
    """One look at one county. `place`: its name in the table ("" where the file names none)."""

    key: str
    county: County
    standard: Standard
    assessment: Assessment
    place: str
    stage: Stage

    @property
    def group(self) -> int:
        """The row of the group arrays."""
        return self.assessment.group_of(self.place, self.stage)

    @property
    def rows(self) -> NDArray[np.intp]:
        """The parts of the stage."""
        return self.assessment.rows_of(self.place, self.stage)

    @property
    def stages(self) -> list[Stage]:
        """The stages in which the county has schools."""
        return [s for s in STAGES_JUDGED if self.assessment.occupied[self.assessment.group_of(self.place, s)]]

    @property
    def name(self) -> str:
        """What the county is called."""
        return self.place or self.county.name

    @property
    def known(self) -> list[int]:
        """The indicators that at least one part of the stage has a value for."""
        return [k for k in range(len(self.standard.indicators)) if self.assessment.dispersion.judged[self.group, k]]

    def indicator(self, k: int) -> Indicator:
        """The indicator at this place of the standard."""
        return self.standard.indicators[k]

    @property
    def shortfall(self) -> Shortfall:
        """What the parts lack."""
        return cached.shortfalls(*self._keys, self.assessment)

    @property
    def influence(self) -> Influence:
        """What drives the CVs."""
        return cached.weights(*self._keys, self.assessment)

    @property
    def _keys(self) -> tuple[str, str, tuple[str, ...]]:
        return (self.key, self.standard.id, self.standard.switched_on)


def current() -> View | None:
    """The present view; None where no school of the county is judged under the standard."""
    at_hand = state.loaded()
    key, county = (at_hand.key, at_hand.county) if at_hand else (SAMPLE_KEY, cached.sample())
    concessions = tuple(state.chosen("concessions", ()))
    standard = cached.standard_of(state.chosen("standard") or "", concessions, key, county)
    assessment = cached.assessed(key, standard.id, standard.switched_on, county, standard)
    places = assessment.parts.counties
    if not len(assessment.parts):
        return None
    place = state.chosen("county") if state.chosen("county") in places else places[int(assessment.parts.county[0])]
    occupied = [s for s in STAGES_JUDGED if assessment.occupied[assessment.group_of(place, s)]]
    if not occupied:
        return None
    stage = state.chosen("stage") if state.chosen("stage") in occupied else occupied[0]
    return View(key, county, standard, assessment, place, stage)


def palette() -> Palette:
    """The colours of the page as the browser shows it, light or dark."""
    return DARK if st.context.theme.type == "dark" else LIGHT
