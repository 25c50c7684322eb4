"""Invented counties of any size, for the benchmarks."""

from __future__ import annotations

import io

import numpy as np
import pandas as pd

from balance.columns import label
from balance.county import County

__all__ = ["county", "workbook"]

HOLDS = {
    "primary": ("primary", "nine_year", "twelve_year"),
    "junior": ("junior", "nine_year", "complete_secondary", "twelve_year"),
    "senior": ("complete_secondary", "twelve_year"),
}
PER_PUPIL = {"above_degree": 0.06, "backbone": 0.014, "pe_arts": 0.011}
SHARED = {
    "teaching_area_m2": 7.0, "indoor_sports_m2": 0.5, "sports_ground_m2": 12.0, "equipment_yuan": 3000.0,
    "multimedia_rooms": 0.03,
}  # fmt: skip


def county(schools: int, counties: int = 1, seed: int = 7) -> County:
    """So many schools, spread over so many counties; one in seven is a combined school."""
    rng = np.random.default_rng(seed)
    kinds = list(dict.fromkeys(kind for held in HOLDS.values() for kind in held))
    types = rng.choice(kinds, schools, p=[0.58, 0.10, 0.02, 0.27, 0.03])
    table = pd.DataFrame(
        {
            "school_code": [f"{n:06d}" for n in range(schools)],
            "school": [f"第{n}学校" for n in range(schools)],
            "county": [f"县{n % counties}" for n in range(schools)],
            "school_type": types,
        }
    )
    for stage, held in HOLDS.items():
        table[f"pupils_{stage}"] = np.where(np.isin(types, held), rng.integers(60, 1500, schools).astype(float), np.nan)
    for stage in ("primary", "junior"):
        for name, per in PER_PUPIL.items():
            table[f"{name}_{stage}"] = np.round(table[f"pupils_{stage}"] * per * rng.uniform(0.7, 1.6, schools))
    everyone = table[[f"pupils_{stage}" for stage in HOLDS]].sum(axis=1)
    for name, per in SHARED.items():
        table[name] = np.round(everyone * per * rng.uniform(0.7, 1.6, schools))
    return County(table)


def workbook(schools: int) -> bytes:
    """The same as an .xlsx file with official headings."""
    table = county(schools).schools
    words = {"primary": "小学", "junior": "初级中学", "nine_year": "九年一贯制学校"}
    words |= {"complete_secondary": "完全中学", "twelve_year": "十二年一贯制学校"}
    table = table.assign(school_type=table["school_type"].map(words))
    out = io.BytesIO()
    table.rename(columns={name: label(name).zh for name in table.columns}).to_excel(out, index=False)
    return out.getvalue()
