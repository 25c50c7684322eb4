"""A county as the sums need it: one row a school, canonical columns, and where the figures came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from balance.columns import vocabulary
from balance.problems import LeftOut, Problem

__all__ = ["County"]


@dataclass(frozen=True, slots=True)
class County:
    """One county, or several told apart by the column ``county``.

    schools     one row a school, index 0…n-1; canonical columns only (`balance.columns.vocabulary().canonical`).
                A column that is not there is not known for any school; NaN is not known for that one. Areas in ㎡,
                money in 元. ``school`` and ``school_code`` are always filled, ``county`` may be "".
    name, year  as the file gives them, or "".
    provenance  canonical column → the heading it was read from ("sheet › heading").
    invented    True for the samples: said on every screen and in every output.
    """

    schools: pd.DataFrame
    name: str = ""
    year: str = ""
    problems: tuple[Problem, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    provenance: Mapping[str, str] = field(default_factory=dict)
    invented: bool = False

    def __post_init__(self) -> None:
        known = set(vocabulary().canonical)
        strange = [name for name in self.schools.columns if name not in known]
        if strange:
            raise ValueError(f"not canonical columns: {', '.join(map(str, strange))}")
        missing = [name for name in ("school_code", "school", "county") if name not in self.schools.columns]
        if missing:
            raise ValueError(f"the schools table lacks {', '.join(missing)}")

    def figures(self, column: str) -> np.ndarray:
        """A numeric column as floats, one entry a school; all NaN where the file does not have it."""
        if column not in self.schools.columns:
            return np.full(len(self.schools), np.nan)
        return self.schools[column].to_numpy(dtype=float, na_value=np.nan)

    def words(self, column: str) -> np.ndarray:
        """A text or choice column as strings, one entry a school; "" where it is not known."""
        if column not in self.schools.columns:
            return np.full(len(self.schools), "", dtype=object)
        values = self.schools[column].to_numpy(dtype=object, na_value="")
        return np.asarray(values, dtype=object)

    def knows(self, column: str) -> bool:
        """Whether the figure is known for at least one school."""
        return column in self.schools.columns and bool(self.schools[column].notna().any())
