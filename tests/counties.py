"""Small counties for tests, written out by hand: a school is a dict of canonical columns."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from balance.assess import Assessment, assess
from balance.county import County
from balance.standard import Standard
from balance.standard_file import load

# 1,000 pupils who have exactly what quality-2017 asks for (教督〔2017〕6号, resources 1-7, times 1,000)
_EXACTLY = {
    "primary": {"above_degree": 42, "backbone": 10, "pe_arts": 9, "teaching_area_m2": 4500, "sports_ground_m2": 7500,
                "equipment_yuan": 2_000_000, "multimedia_rooms": 23},
    "junior": {"above_degree": 53, "backbone": 10, "pe_arts": 9, "teaching_area_m2": 5800, "sports_ground_m2": 10200,
               "equipment_yuan": 2_500_000, "multimedia_rooms": 24},
}  # fmt: skip
_BY_STAGE = ("above_degree", "backbone", "pe_arts")


def school(name: str, kind: str = "primary", **figures: Any) -> dict[str, Any]:
    """One school."""
    return {"school": name, "school_type": kind, **figures}


def at_the_bounds(name: str, stage: str = "primary", times: float = 1, **changed: Any) -> dict[str, Any]:
    """A school of 1,000 × `times` pupils exactly at every bound of quality-2017, with some figures changed."""
    figures = {f"pupils_{stage}": 1000 * times, "indoor_sports_m2": 0}
    for column, amount in _EXACTLY[stage].items():
        figures[f"{column}_{stage}" if column in _BY_STAGE else column] = amount * times
    return school(name, stage, **{**figures, **changed})


def county(*schools: dict[str, Any], **about: Any) -> County:
    """These schools as a county; codes are made up, ``county`` is "" unless given."""
    rows = [{"school_code": f"C{n:03d}", "county": "", **entry} for n, entry in enumerate(schools, 1)]
    return County(pd.DataFrame(rows, columns=None if rows else ["school_code", "school", "county"]), **about)


def judged(*schools: dict[str, Any], standard: str | Standard = "quality-2017") -> Assessment:
    """These schools, judged."""
    return assess(county(*schools), load(standard) if isinstance(standard, str) else standard)


def place(assessment: Assessment, name: str, stage: str, indicator: str) -> tuple[int, int]:
    """Row and column of one school's value."""
    ids = [entry.id for entry in assessment.standard.indicators]
    rows = [row for row in assessment.rows_of(assessment.parts.counties[0], stage)
            if assessment.county.words("school")[assessment.parts.school[row]] == name]  # fmt: skip
    assert len(rows) == 1, f"{name} has {len(rows)} {stage} parts"
    return int(rows[0]), ids.index(indicator)


def value(assessment: Assessment, name: str, stage: str, indicator: str) -> float:
    """One school's value."""
    return float(assessment.value[place(assessment, name, stage, indicator)])


def only(standard: Standard, *indicators: str, **changed: Any) -> Standard:
    """The standard with nothing but these indicators."""
    kept = tuple(entry for entry in standard.indicators if entry.id in indicators)
    return replace(standard, indicators=kept, **changed)
