"""What every part has of what an indicator counts, and the indicator's value."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from balance.bounds import Floats
from balance.columns import STAGES_JUDGED, vocabulary
from balance.county import County
from balance.holding import holding
from balance.stages import Parts
from balance.standard import Concession, Indicator, Standard, When

__all__ = ["applies", "figure", "numerators", "resource", "school_pupils", "values"]


def resource(county: County, parts: Parts, column: str) -> Floats:
    """What each part has of one column (base name): its own figure where the column is kept per stage, otherwise its
    share of the school's."""
    if vocabulary().columns[column].stages:
        figures = np.stack([county.figures(f"{column}_{stage}") for stage in STAGES_JUDGED])
        return figures[parts.stage, parts.school]
    return county.figures(column)[parts.school] * parts.share


def numerators(county: County, parts: Parts, standard: Standard) -> Floats:
    """What each part has, parts × indicators, in the numerator's own unit; NaN where a figure is missing.

    A blank is not zero: one missing column makes the sum unknown, unless the indicator names other columns that serve
    instead. A sum below zero (more taken off than there is) is impossible and counts as missing.
    """
    result = np.empty((len(parts), len(standard.indicators)))
    for k, indicator in enumerate(standard.indicators):
        result[:, k] = _numerator(county, parts, indicator)
    for concession in standard.in_force:
        if concession.add_to:
            _concede(result, county, parts, standard, concession)
    result[result < 0] = np.nan
    return result


def _numerator(county: County, parts: Parts, indicator: Indicator) -> Floats:
    amount = _signed_sum(county, parts, indicator.numerator)
    for alternative in indicator.instead:
        unknown = np.isnan(amount)
        if not unknown.any():
            break
        if alternative.stages:
            unknown &= np.isin(parts.stage, [STAGES_JUDGED.index(stage) for stage in alternative.stages])
        amount = np.where(unknown, _signed_sum(county, parts, alternative.numerator), amount)
    return amount


def _signed_sum(county: County, parts: Parts, numerator: Mapping[str, float]) -> Floats:
    total = np.zeros(len(parts))
    for column, sign in numerator.items():
        total = total + sign * resource(county, parts, column)
    return total


def _concede(result: Floats, county: County, parts: Parts, standard: Standard, concession: Concession) -> None:
    rows = applies(county, concession.when)[parts.school]
    k = [indicator.id for indicator in standard.indicators].index(concession.add_to)
    extra = resource(county, parts, concession.add_column)
    # a concession can only help: where the extra figure is not known there is nothing to add
    rows &= ~np.isnan(extra)
    result[rows, k] += extra[rows]


def values(numerator: Floats, pupils: Floats, standard: Standard) -> Floats:
    """The indicators, parts × indicators: times × numerator ÷ pupils. A part without pupils has no value (NaN)."""
    times = np.array([indicator.times for indicator in standard.indicators])
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        ratio = numerator * times / pupils[:, None]
    # a figure too large for arithmetic is no figure
    return np.where((pupils > 0)[:, None] & np.isfinite(ratio), ratio, np.nan)


def school_pupils(county: County) -> Floats:
    """Pupils of the compulsory stages of each school; NaN where those of a stage that it holds are not known."""
    return figure(county, "pupils")


def figure(county: County, column: str) -> Floats:
    """A column by its base name for whole schools: the sum over their compulsory stages where it is kept per stage.

    NaN where the figure of a stage that the school holds is not known.
    """
    if not vocabulary().columns[column].stages:
        return county.figures(column)
    stages = np.stack([county.figures(f"{column}_{stage}") for stage in STAGES_JUDGED])
    known = ~np.isnan(stages)
    held = holding(county)[: len(STAGES_JUDGED)]
    whole = known.any(axis=0) & ~(held & ~known).any(axis=0)
    return np.where(whole, np.where(known, stages, 0.0).sum(axis=0), np.nan)


def applies(county: County, when: When) -> NDArray[np.bool_]:
    """The schools (one entry each) for which all the conditions hold; a figure not known does not satisfy one."""
    rows = np.ones(len(county.schools), dtype=bool)
    if when.location:
        rows &= np.isin(county.words("location"), when.location)
    pupils = school_pupils(county)
    if when.pupils_from is not None:
        rows &= pupils >= when.pupils_from
    if when.pupils_to is not None:
        rows &= pupils <= when.pupils_to
    if when.built_by is not None:
        rows &= county.figures("year_built") <= when.built_by
    if when.largest_class_under is not None:
        largest = np.stack([county.figures(f"largest_class_{stage}") for stage in STAGES_JUDGED])
        held = holding(county)[: len(STAGES_JUDGED)]
        rows &= held.any(axis=0) & np.where(held, largest < when.largest_class_under, True).all(axis=0)
    if when.migrant_share_over is not None:
        with np.errstate(invalid="ignore", divide="ignore"):
            rows &= county.figures("migrant_pupils") / pupils > when.migrant_share_over
    return rows
