"""Invented counties as uneven as wanted, for the benchmarks of plans."""

from __future__ import annotations

import numpy as np
import pandas as pd

from balance.county import County
from benchmarks.counties import HOLDS, PER_PUPIL, SHARED

__all__ = ["uneven"]


KINDS = {"primary": 0.58, "junior": 0.28, "nine_year": 0.14}


def uneven(parts: int, spread: float, seed: int, kinds: tuple[str, ...] = tuple(KINDS)) -> County:
    """A county of so many school parts whose ratios vary with a CV of about `spread` (lognormal, one draw a school and
    resource); one school in seven is combined, unless only other kinds are asked for."""
    rng = np.random.default_rng(seed)
    types: list[str] = []
    left = parts
    while left > 0:
        open_ = [kind for kind in kinds if kind != "nine_year" or left > 1]
        chances = np.array([KINDS[kind] for kind in open_])
        types.append(str(rng.choice(open_, p=chances / chances.sum())))
        left -= 1 + (types[-1] == "nine_year")
    schools, kind = len(types), np.array(types)
    table = pd.DataFrame({"school_code": [f"{n:05d}" for n in range(schools)], "school": [f"第{n}学校" for n in range(schools)],
                          "county": "县", "school_type": kind})  # fmt: skip
    for stage in ("primary", "junior"):
        holds = np.isin(kind, HOLDS[stage])
        table[f"pupils_{stage}"] = np.where(holds, rng.integers(60, 1500, schools).astype(float), np.nan)
        for name, per in PER_PUPIL.items():
            table[f"{name}_{stage}"] = np.round(table[f"pupils_{stage}"] * per * _factor(rng, spread, schools))
    everyone = table[["pupils_primary", "pupils_junior"]].sum(axis=1)
    for name, per in SHARED.items():
        table[name] = np.round(everyone * per * _factor(rng, spread, schools))
    table["indoor_sports_m2"] = 0.0
    return County(table)


def _factor(rng: np.random.Generator, spread: float, schools: int) -> np.ndarray:
    sigma = np.sqrt(np.log1p(spread**2))
    return np.exp(rng.normal(-(sigma**2) / 2, sigma, schools))
