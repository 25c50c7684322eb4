"""Figures that cannot both be right, by the statistics forms' own cross-checks: said, not repaired."""

from __future__ import annotations

import numpy as np
import pandas as pd

from balance.columns import STAGES, label
from balance.holding import HOLDS
from balance.problems import Problem
from balance.workbook.findings import Spot, gathered

__all__ = ["cross_checks"]

# The first can be no more than the second: part and whole.
_PART_OF = (
    ("backbone_{stage}", "teachers_{stage}"),
    ("above_degree_{stage}", "teachers_{stage}"),
    ("pe_arts_{stage}", "teachers_{stage}"),
    ("mid_title_{stage}", "teachers_{stage}"),
    ("largest_class_{stage}", "pupils_{stage}"),
    ("teachers_{stage}", "staff_{stage}"),
)
_PART_OF_SCHOOL = (("indoor_sports_m2", "teaching_area_m2"), ("indoor_sports_m2", "sports_area_m2"))


def cross_checks(frame: pd.DataFrame) -> list[Problem]:
    """A finding for each kind of contradiction; ``at_file``, ``at_sheet``, ``at_row`` say where each school stands."""
    pairs = [(part.format(stage=stage), whole.format(stage=stage)) for stage in STAGES for part, whole in _PART_OF]
    said: list[Problem] = []
    for part, whole in (*pairs, *_PART_OF_SCHOOL):
        if part in frame.columns and whole in frame.columns:
            more = frame[part].to_numpy(dtype=float) > frame[whole].to_numpy(dtype=float)
            said += _spoken("part_exceeds_whole", frame, more, part, part=label(part), whole=label(whole))
    for stage in STAGES:
        pupils, classes = f"pupils_{stage}", f"classes_{stage}"
        if pupils not in frame.columns:
            continue
        some = frame[pupils].to_numpy(dtype=float) > 0
        if classes in frame.columns:
            said += _spoken("pupils_without_classes", frame, some & (frame[classes].to_numpy(dtype=float) == 0), pupils)
        without = [kind for kind, stages in HOLDS.items() if stages and stage not in stages]
        outside = frame["school_type"].isin(without).to_numpy(dtype=bool)
        said += _spoken("type_contradicts_pupils", frame, some & outside, pupils, stage_pupils=label(pupils))
    return said


def _spoken(code: str, frame: pd.DataFrame, where: np.ndarray, name: str, **facts: object) -> list[Problem]:
    entries = np.flatnonzero(where)
    if not len(entries):
        return []

    def spot(entry: int) -> Spot:
        at = frame.iloc[entry]
        return Spot(int(at["at_row"]), str(at["at_row"]), f"{at[name]:.10g}", school=str(at["school"]))

    first = frame.iloc[entries[0]]
    file, sheet = str(first["at_file"]), str(first["at_sheet"])
    return gathered(code, entries.tolist(), spot, file=file, sheet=sheet, column=label(name).zh, **facts)
