"""A county as the sums need it: one row a school, canonical columns, and where the figures came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from balance.columns import vocabulary
from balance.corrections import Change
from balance.errors import RefusedAction
from balance.origins import Origin
from balance.problems import LeftOut, Problem
from balance.reading import ColumnRead
from balance.words import msg

__all__ = ["County"]


@dataclass(frozen=True, slots=True)
class County:
    """One county, or several told apart by the column ``county``.

    schools     one row a school, index 0…n-1; canonical columns only (`balance.columns.vocabulary().canonical`).
                A column that is not there is not known for any school; NaN is not known for that one. Areas in ㎡,
                money in 元. ``school`` and ``school_code`` are always filled, ``county`` may be "".
    name, year  as the file gives them, or "".
    provenance  canonical column → the heading it was read from ("sheet › heading").
    columns     every column of the files with a heading, and what it was read as.
    origins     school code → the rows of the files that its figures stand in.
    changes     what a person corrected, in the order in which it was applied.
    invented    True for the samples: said on every screen and in every output.
    """

    schools: pd.DataFrame
    name: str = ""
    year: str = ""
    problems: tuple[Problem, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    provenance: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[ColumnRead, ...] = ()
    changes: tuple[Change, ...] = ()
    origins: Mapping[str, tuple[Origin, ...]] = field(default_factory=dict)
    invented: bool = False
    # columns already taken out of the table; the arrays are read-only and never outlive the county they belong to
    _taken: dict[str, np.ndarray] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        known = set(vocabulary().canonical)
        strange = [name for name in self.schools.columns if name not in known]
        if strange:
            raise ValueError(f"not canonical columns: {', '.join(map(str, strange))}")
        missing = [name for name in ("school_code", "school", "county") if name not in self.schools.columns]
        if missing:
            raise ValueError(f"the schools table lacks {', '.join(missing)}")

    def figures(self, column: str) -> np.ndarray:
        """A numeric column as floats (read-only), one entry a school; all NaN where the file does not have it."""
        if column not in self._taken:
            if column in self.schools.columns:
                taken = self.schools[column].to_numpy(dtype=float, na_value=np.nan, copy=True)
            else:
                taken = np.full(len(self.schools), np.nan)
            taken.flags.writeable = False
            self._taken[column] = taken
        return self._taken[column]

    def words(self, column: str) -> np.ndarray:
        """A text or choice column as strings (read-only), one entry a school; "" where it is not known."""
        if column not in self._taken:
            if column in self.schools.columns:
                taken = self.schools[column].to_numpy(dtype=object, na_value="").copy()
            else:
                taken = np.full(len(self.schools), "", dtype=object)
            taken.flags.writeable = False
            self._taken[column] = taken
        return self._taken[column]

    def knows(self, column: str) -> bool:
        """Whether the figure is known for at least one school."""
        return column in self.schools.columns and bool(self.schools[column].notna().any())

    def with_table(self, schools: pd.DataFrame) -> County:
        """A county like this one with another table of schools; this one stays as it is."""
        return replace(self, schools=schools)

    def with_figures(self, changed: Mapping[str, np.ndarray]) -> County:
        """A county like this one with some columns replaced; this one stays as it is."""
        county = replace(self, schools=self.schools.assign(**changed))
        county._taken.update({name: taken for name, taken in self._taken.items() if name not in changed})
        return county

    def find(self, school: str, county: str = "") -> int:
        """The row of a school given by its code, else by its exact name (in `county`, where that is given).

        Raises `RefusedAction` where there is no such school, or more than one.
        """
        place = self.words("county") == county if county else np.ones(len(self.schools), dtype=bool)
        for column in ("school_code", "school"):
            rows = np.flatnonzero((self.words(column) == school) & place)
            if len(rows) == 1:
                return int(rows[0])
            if len(rows) > 1:
                raise RefusedAction(
                    msg("{n} schools are called “{school}”: name the county or the code", n=len(rows), school=school)
                )
        raise RefusedAction(msg("there is no school “{school}” in the table", school=school))
