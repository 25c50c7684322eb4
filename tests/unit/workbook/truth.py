"""The samples' schools as they were put in, as a county; and what judging says of a county, to be compared."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from balance.assess import Assessment, assess
from balance.columns import STAGES_JUDGED, vocabulary
from balance.county import County
from balance.problems import Problem
from balance.standard_file import load

SAMPLES = Path(__file__).parents[3] / "sample_data"
TYPES = {
    "小学": "primary", "初级中学": "junior", "九年一贯制学校": "nine_year", "完全中学": "complete_secondary",
    "十二年一贯制学校": "twelve_year", "教学点": "teaching_point", "特殊教育学校": "special",
}  # fmt: skip


def true_county(rows: Iterable[Mapping[str, Any]]) -> County:
    """The maker's schools as a county; the equipment in yuan. What a row does not hold is not known."""
    schools = []
    for row in rows:
        entry = {name: value for name, value in row.items() if name in vocabulary().canonical}
        wan = row["equipment_wan"]
        entry["equipment_yuan"] = None if wan is None else wan * 10_000
        schools.append({"county": "", **entry, "school_type": TYPES[str(row["school_type"])]})
    frame = pd.DataFrame(schools)
    words = ("school_code", "school", "county", "town", "school_type", "location", "sponsor", "parent", "counted")
    numbers = [name for name in frame.columns if name not in words]
    return County(frame.astype(dict.fromkeys(numbers, float)).drop(columns=["town", "location", "sponsor"]))


def plain(name: object) -> str:
    """A school's name without spaces and without the mark of its main campus."""
    return "".join(unicodedata.normalize("NFKC", str(name)).split()).removesuffix("(本部)")


def parts_of(judged: Assessment, *, counties: bool = False) -> dict[tuple[str, ...], list[float]]:
    """(county where asked for, school, stage) → pupils and the seven values."""
    names, places = judged.county.words("school"), judged.county.words("county")
    found: dict[tuple[str, ...], list[float]] = {}
    for row, (school, stage) in enumerate(zip(judged.parts.school, judged.parts.stage, strict=True)):
        key = (plain(names[school]), STAGES_JUDGED[stage])
        key = (str(places[school]), *key) if counties else key
        assert key not in found, f"{key} stands twice"
        found[key] = [float(judged.parts.pupils[row]), *judged.value[row].tolist()]
    return found


def cvs_of(judged: Assessment) -> dict[tuple[str, str], list[float]]:
    """(county, stage) → the seven CVs; the county is "" where there is only one."""
    several = len(judged.parts.counties) > 1
    return {
        (place if several else "", stage): judged.dispersion.cv[judged.group_of(place, stage)].tolist()
        for place in judged.parts.counties
        for stage in STAGES_JUDGED
    }


def same_as_truth(county: County, rows: Iterable[Mapping[str, Any]], *, counties: bool = False) -> None:
    """Nothing; fails where judging the county does not give the parts and the CVs of the true rows."""
    standard = load("quality-2017")
    got, wanted = assess(county, standard), assess(true_county(rows), standard)
    parts, true_parts = parts_of(got, counties=counties), parts_of(wanted, counties=counties)
    assert sorted(parts) == sorted(true_parts)
    wrong = {key: (parts[key], values) for key, values in true_parts.items()
             if parts[key] != pytest.approx(values, rel=1e-9, nan_ok=True)}  # fmt: skip
    assert not wrong, f"{len(wrong)} of {len(parts)} parts: {dict(list(wrong.items())[:3])}"
    cvs, true_cvs = cvs_of(got), cvs_of(wanted)
    assert cvs.keys() == true_cvs.keys()
    for key, values in true_cvs.items():
        assert cvs[key] == pytest.approx(values, rel=1e-9, nan_ok=True), key


def same_figures(county: County, rows: Iterable[Mapping[str, Any]], *columns: str) -> None:
    """Nothing; fails where these canonical columns differ from the true rows for a school that both have."""
    true = true_county(rows)
    at = {plain(name): row for row, name in enumerate(county.words("school"))}
    for column in columns:
        got = [county.figures(column)[at[plain(name)]] for name in true.words("school") if plain(name) in at]
        known = [n for n, name in enumerate(true.words("school")) if plain(name) in at]
        assert got == pytest.approx(true.figures(column)[known].tolist(), rel=1e-9, nan_ok=True), column


def said_at(county: County, code: str, sheet: str, cell: str) -> Problem | None:
    """The finding of that kind about a cell of a sheet, also where it is one of several said at once."""
    for each in county.problems:
        if each.code == code and each.sheet == sheet and cell in (each.cell, *each.message.facts.get("cells", ())):
            return each
    return None


def put_right(county: County, changes: Iterable[tuple[str, str, float]]) -> County:
    """The county after unit fixes, each (school, canonical column, times)."""
    names = [plain(name) for name in county.words("school")]
    changed: dict[str, np.ndarray] = {}
    for school, column, times in changes:
        values = changed.setdefault(column, county.figures(column).copy())
        values[names.index(plain(school))] *= times
    return county.with_figures(changed)
