"""What a part's numerator is made of: what is its own, and its share of what its school has in common."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from balance.assess import Assessment
from balance.bounds import Floats
from balance.columns import STAGES_JUDGED, vocabulary
from balance.indicators import applies, numerators, school_pupils
from balance.standard import Concession, Indicator, Standard

__all__ = ["Makeup", "Relief", "kinds", "makeup", "sisters"]


@dataclass(frozen=True, slots=True)
class Relief:
    """A concession that comes and goes with the school's pupils: what it adds while q arrivals lie in first … last."""

    first: Floats
    last: Floats
    own: Floats
    shared: Floats


@dataclass(frozen=True, slots=True)
class Makeup:
    """Numerators taken apart, parts × indicators: x = own + shared · w P / W.

    own, shared  the part's own amount, and the whole amount that its school divides among its stages (0 in a school of
                 one stage, where all is its own). NaN where there is no value, or where the way a figure is made up is
                 beyond this: own or shared sums below zero, reliefs that depend on the migrant pupils.
    weight       w, the weight of a pupil of the part's stage; one entry a part
    weighted     W, the weighted pupils of the whole school; one entry a part, 1 in a school of one stage
    reliefs      what comes and goes with the pupils; not in `own` and `shared`
    """

    own: Floats
    shared: Floats
    weight: Floats
    weighted: Floats
    reliefs: tuple[Relief, ...]

    def after(self, arrivals: Floats) -> tuple[Floats, Floats]:
        """`own` and `shared` when so many pupils (one number a part) have come to the school."""
        own, shared = self.own, self.shared
        for relief in self.reliefs:
            on = ((arrivals >= relief.first) & (arrivals <= relief.last))[:, None]
            own, shared = own + np.where(on, relief.own, 0.0), shared + np.where(on, relief.shared, 0.0)
        return own, shared

    def until(self, arrivals: Floats) -> Floats:
        """The last arrival up to which `after` stays as it is; inf where it stays so for ever. One number a part."""
        last = np.full(len(self.weight), np.inf)
        for relief in self.reliefs:
            changes = ((relief.own != 0) | (relief.shared != 0)).any(axis=1)
            for end in (relief.first - 1, relief.last):
                last = np.where(changes & (end >= arrivals), np.minimum(last, end), last)
        return last


def makeup(assessment: Assessment) -> Makeup:
    """How the numerators of the parts are made up."""
    parts, standard = assessment.parts, assessment.standard
    passing = [c for c in standard.in_force if c.add_to and _by_pupils(c)]
    constant = replace(standard, switched_on=tuple(c.id for c in standard.in_force if c not in passing))
    own, shared = _divided(assessment, constant)
    unknown = np.isnan(assessment.numerator)
    reliefs = []
    for concession in passing:
        when = concession.when
        free = replace(concession, when=replace(when, pupils_from=None, pupils_to=None))
        others = tuple(c for c in constant.concessions if c.id != concession.id)
        with_it = replace(constant, concessions=(*others, free), switched_on=(*constant.switched_on, free.id))
        more_own, more_shared = (a - b for a, b in zip(_divided(assessment, with_it), (own, shared), strict=True))
        pupils = school_pupils(assessment.county)[parts.school]
        first = (when.pupils_from if when.pupils_from is not None else -np.inf) - pupils
        last = (when.pupils_to if when.pupils_to is not None else np.inf) - pupils
        reliefs.append(Relief(first, last, *(np.where(np.isnan(a), 0.0, a) for a in (more_own, more_shared))))
    for concession in standard.in_force:
        if concession.add_to and concession.when.migrant_share_over is not None:
            k = [indicator.id for indicator in standard.indicators].index(concession.add_to)
            unknown[applies(assessment.county, concession.when)[parts.school], k] = True
    weight = np.array([standard.split.weights[stage] for stage in STAGES_JUDGED])[parts.stage]
    return Makeup(
        own=np.where(unknown, np.nan, own),
        shared=np.where(unknown, np.nan, shared),
        weight=weight,
        weighted=np.where(parts.combined, weight * parts.pupils / parts.share, 1.0),
        reliefs=tuple(reliefs),
    )


def _by_pupils(concession: Concession) -> bool:
    return concession.when.pupils_from is not None or concession.when.pupils_to is not None


def _divided(assessment: Assessment, standard: Standard) -> tuple[Floats, Floats]:
    """Own and shared amounts: a numerator is linear in the share, so nothing shared and all of it tell both."""
    county, parts = assessment.county, assessment.parts
    unknown = np.isnan(parts.share)
    none, all_ = (
        numerators(county, replace(parts, share=np.where(unknown, np.nan, share)), standard) for share in (0.0, 1.0)
    )
    combined = parts.combined[:, None]
    shared = all_ - none
    # a unit taken off what a part has of its own cannot be followed through another division of the school
    return np.where(combined, np.where(shared < 0, np.nan, none), all_), np.where(combined & ~(shared < 0), shared, 0.0)


def sisters(assessment: Assessment) -> NDArray[np.intp]:
    """For every part the row of the other judged part of its school, −1 where it has none."""
    parts = assessment.parts
    rows = np.full((len(assessment.county.schools), len(STAGES_JUDGED)), -1, dtype=np.intp)
    rows[parts.school, parts.stage] = np.arange(len(parts))
    return rows[parts.school, 1 - parts.stage]


def kinds(standard: Standard) -> list[bool | None]:
    """For every indicator whether a unit of it belongs to the school and is divided (True) or to the stage (False); None
    where its columns are of both kinds."""
    return [_kind(indicator) for indicator in standard.indicators]


def _kind(indicator: Indicator) -> bool | None:
    columns = vocabulary().columns
    ways = (indicator.numerator, *(entry.numerator for entry in indicator.instead))
    found = {not columns[name].stages for way in ways for name in way}
    return found.pop() if len(found) == 1 else None
