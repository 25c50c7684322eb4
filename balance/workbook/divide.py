"""Figures under a heading without a stage go to the stage of their row; where a row has several, to none."""

from __future__ import annotations

import numpy as np
import pandas as pd

from balance.columns import vocabulary
from balance.problems import Problem
from balance.workbook.findings import Spot, gathered

__all__ = ["divided"]


def divided(frame: pd.DataFrame, provenance: dict[str, str]) -> tuple[pd.DataFrame, list[Problem]]:
    """The table with staged columns only (``row_stage`` says each row's stage), and what could not be divided.

    Special cases: a total beside figures of each stage is not needed; it is compared with their sum. A special school
    is left as it is without a finding. A stage the column does not exist for (teachers of the senior stage) is dropped.
    """
    said: list[Problem] = []
    frame = frame.copy()
    stages = frame["row_stage"].to_numpy(dtype=object)
    for column in vocabulary().columns.values():
        if not column.stages or column.name not in frame.columns:
            continue
        whole = frame.pop(column.name).to_numpy(dtype=float)
        staged = {stage: f"{column.name}_{stage}" for stage in column.stages}
        own = np.vstack([_figures(frame, name) for name in staged.values()])
        has_own = ~np.isnan(own).all(axis=0)
        heading = provenance.pop(column.name, "")
        for stage, name in staged.items():
            mine = (stages == stage) & ~np.isnan(whole) & ~has_own
            if mine.any() or (not has_own.any() and name in frame.columns):
                frame[name] = np.where(mine, whole, _figures(frame, name))
                provenance[name] = " + ".join(filter(None, dict.fromkeys([provenance.get(name, ""), heading])))
        lost = ~np.isnan(whole) & ~has_own & (stages == "") & ~frame["row_special"].to_numpy(dtype=bool)
        said += _spoken("figure_without_stage", frame, np.flatnonzero(lost), heading, whole)
        with np.errstate(invalid="ignore"):
            apart = has_own & (np.abs(np.nansum(own, axis=0) - whole) > 0.5)
        said += _spoken("whole_differs_from_stages", frame, np.flatnonzero(apart), heading, whole)
    return frame, said


def _figures(frame: pd.DataFrame, name: str) -> np.ndarray:
    return frame[name].to_numpy(dtype=float) if name in frame.columns else np.full(len(frame), np.nan)


def _spoken(code: str, frame: pd.DataFrame, entries: np.ndarray, heading: str, whole: np.ndarray) -> list[Problem]:
    if not len(entries):
        return []
    column = heading.rpartition(" › ")[2]

    def spot(entry: int) -> Spot:
        row = int(frame["at_row"].iloc[entry])
        return Spot(row, "", f"{whole[entry]:.10g}", school=str(frame["school"].iloc[entry]))

    first = frame.iloc[entries[0]]
    return gathered(
        code, entries.tolist(), spot, file=str(first["at_file"]), sheet=str(first["at_sheet"]), column=column
    )
