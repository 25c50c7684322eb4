"""Schools divided into parts: one primary part, one junior part, each with its pupils and its share of shared goods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from balance.bounds import Floats
from balance.columns import STAGES, STAGES_JUDGED
from balance.county import County
from balance.holding import holding
from balance.problems import LeftOut
from balance.standard import Standard
from balance.universe import judged
from balance.words import msg

__all__ = ["Parts", "divide", "share"]

@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a county's schools, primary parts first; all arrays have one entry a part.

    school   row in the county's table
    stage    index into `STAGES_JUDGED`
    county   index into `counties`; `place_of` turns a name into it
    pupils   pupils of the part; NaN where they are not known
    share    the part's share of what its school shares between stages; 1 in a school of one stage, NaN not known
    combined whether the school holds more than one stage
    """

    school: NDArray[np.intp]
    stage: NDArray[np.int8]
    county: NDArray[np.intp]
    pupils: Floats
    share: Floats
    combined: NDArray[np.bool_]
    counties: tuple[str, ...]
    place_of: Mapping[str, int]

    def __len__(self) -> int:
        return len(self.school)

    @property
    def group(self) -> NDArray[np.intp]:
        """County and stage as one number: county × 2 + stage."""
        return self.county * len(STAGES_JUDGED) + self.stage

    @property
    def groups(self) -> int:
        """How many numbers `group` can take."""
        return len(self.counties) * len(STAGES_JUDGED)


def share(pupils: Floats, holds: NDArray[np.bool_], weights: Floats) -> Floats:
    """Each stage's share of shared goods, weighted pupils over their sum.

    九年一贯制: A/(A+1.1B) and 1.1B/(A+1.1B); 完全中学 junior: B/(B+1.2C); 十二年一贯制: A, 1.1B, 1.32C over their sum.

    pupils, holds: stages × schools; weights: one a stage. A school of one stage keeps all of it, whatever is known of
    its pupils; where a stage that the school holds has unknown pupils, no share can be said (NaN).

    >>> share(np.array([[166.0], [210.0], [0.0]]), np.array([[True], [True], [False]]), np.array([1, 1.1, 1.32]))[0]
    array([0.41813602])

    Source: 国教督办函〔2019〕30号; the weights stand in the standard's file.
    """
    weighted = np.where(holds, pupils * weights[:, None], 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = weighted / weighted.sum(axis=0)
    alone = holds & (holds.sum(axis=0) == 1)
    return np.where(alone, 1.0, np.where(holds, shares, 0.0))


def divide(county: County, standard: Standard) -> tuple[Parts, list[LeftOut]]:
    """The parts that the standard judges, and the schools left out with the reason.

    A part stands for every stage that the school's type holds or that has pupils; a stage with no pupils at all has no
    part, and a school none of whose stages has pupils is left out.
    """
    keep, left_out = judged(county, standard)
    pupils = np.stack([county.figures(f"pupils_{stage}") for stage in STAGES])
    holds = holding(county)
    weights = np.array([standard.split.weights[stage] for stage in STAGES])
    shares = share(pupils, holds, weights)
    rows_of = [np.flatnonzero(keep & holds[s]) for s in range(len(STAGES_JUDGED))]
    nowhere = keep & ~holds[: len(STAGES_JUDGED)].any(axis=0)
    if nowhere.any():
        names, places = county.words("school"), county.words("county")
        why = msg("no pupils in primary or junior stage")
        left_out.extend(LeftOut(str(names[row]), str(places[row]), why) for row in np.flatnonzero(nowhere))
    codes, found = pd.factorize(county.words("county"))
    counties = tuple(str(name) for name in found)
    school = np.concatenate(rows_of)
    return (
        Parts(
            school=school,
            stage=np.repeat(np.arange(len(STAGES_JUDGED), dtype=np.int8), [len(rows) for rows in rows_of]),
            county=codes[school],
            pupils=np.concatenate([pupils[s, rows] for s, rows in enumerate(rows_of)]),
            share=np.concatenate([shares[s, rows] for s, rows in enumerate(rows_of)]),
            combined=holds.sum(axis=0)[school] > 1,
            counties=counties,
            place_of={name: index for index, name in enumerate(counties)},
        ),
        left_out,
    )
