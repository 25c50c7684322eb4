"""Figures that cannot both be right, by the statistics forms' own cross-checks: said, not repaired."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from balance.columns import STAGES, label, vocabulary
from balance.holding import HOLDS
from balance.problems import Problem
from balance.workbook.findings import Spot, gathered

__all__ = ["cross_checks"]

Floats = NDArray[np.float64]
# the cell of a school's figure: entry of the table, canonical column → "F7", or "" where it cannot be told
CellOf = Callable[[int, str], str]

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
_DEGREES = ("deg_doctor", "deg_master", "deg_bachelor", "deg_college")
_ARTS = ("music_teachers", "art_teachers")
_SUBJECTS = ("pe_teachers", "arts_teachers", *_ARTS)
_LARGEST_MEAN = 100  # pupils a class; even the most crowded county schools stay below
_EQUIPPED = ("multimedia_rooms", "computers")


def cross_checks(frame: pd.DataFrame, cell_of: CellOf | None = None) -> list[Problem]:
    """A finding for each kind of contradiction; ``at_file``, ``at_sheet``, ``at_row`` say where each school stands,
    ``cell_of(entry, canonical)`` the cell of a figure ("" where it cannot be told).

    Special cases: a figure that is not known contradicts nothing, and in a sum it counts for nothing, so that what is
    known may already be too much.
    """
    pairs = [(part.format(stage=stage), whole.format(stage=stage)) for stage in STAGES for part, whole in _PART_OF]
    said: list[Problem] = []
    say = partial(_spoken, frame, cell_of)
    for part, whole in (*pairs, *_PART_OF_SCHOOL):
        if part in frame.columns and whole in frame.columns:
            more = _figures(frame, part) > _figures(frame, whole)
            said += say("part_exceeds_whole", more, part, part=label(part), whole=label(whole))
    for stage in STAGES:
        said += _classes(frame, stage, say)
        for names in (_DEGREES, _SUBJECTS):
            said += _summed(frame, stage, names, say)
        pupils = f"pupils_{stage}"
        without = [kind for kind, stages in HOLDS.items() if stages and stage not in stages]
        outside = frame["school_type"].isin(without).to_numpy(dtype=bool)
        said += say(
            "type_contradicts_pupils", (_figures(frame, pupils) > 0) & outside, pupils, stage_pupils=label(pupils)
        )
    return said + _equipped(frame, say)


def _classes(frame: pd.DataFrame, stage: str, say: Callable[..., list[Problem]]) -> list[Problem]:
    """Pupils and classes of a stage against each other and against the largest class."""
    name = f"pupils_{stage}"
    pupils, classes = _figures(frame, name), _figures(frame, f"classes_{stage}")
    largest = _figures(frame, f"largest_class_{stage}")
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(classes > 0, pupils / classes, np.nan)
    crowded = mean > _LARGEST_MEAN
    return [
        *say("pupils_without_classes", (pupils > 0) & (classes == 0), name),
        *say("classes_exceed_pupils", (pupils > 0) & (classes > pupils), f"classes_{stage}", against=pupils),
        *say("mean_class_absurd", crowded, f"classes_{stage}", against=mean),
        *say("mean_class_above_largest", (mean > largest) & ~crowded, f"largest_class_{stage}", against=mean),
    ]


def _summed(
    frame: pd.DataFrame, stage: str, names: tuple[str, ...], say: Callable[..., list[Problem]]
) -> list[Problem]:
    """Teachers by degree or by subject, together, against all teachers.

    Where arts teachers stand beside those of music and fine art they may be the sum of them; the larger counts.
    """
    there = [name for name in names if f"{name}_{stage}" in frame.columns]
    whole = f"teachers_{stage}"
    if len(there) < 2 or whole not in frame.columns:
        return []
    table = {name: _figures(frame, f"{name}_{stage}") for name in there}
    arts = table.pop("arts_teachers", None)
    if arts is not None:
        own = _sum([table.pop(name) for name in _ARTS if name in table], len(frame))
        table["arts"] = np.fmax(arts, own)
    total = _sum(list(table.values()), len(frame))
    parts = [vocabulary().columns[name].title for name in there]
    return say("parts_exceed_whole", total > _figures(frame, whole), whole, against=total, parts=parts,
                   whole=label(whole))  # fmt: skip


def _equipped(frame: pd.DataFrame, say: Callable[..., list[Problem]]) -> list[Problem]:
    """Schools whose equipment is worth nothing though there is some."""
    said = []
    nothing = _figures(frame, "equipment_yuan") == 0
    for name in _EQUIPPED:
        some = nothing & (_figures(frame, name) > 0)
        said += say("equipment_worth_nothing", some, name, what=label(name))
        nothing &= ~some
    return said


def _figures(frame: pd.DataFrame, name: str) -> Floats:
    return frame[name].to_numpy(dtype=float) if name in frame.columns else np.full(len(frame), np.nan)


def _sum(parts: list[Floats], size: int) -> Floats:
    """The sum of what is known; NaN where nothing is."""
    table = np.vstack([*parts, np.full(size, np.nan)])
    return np.where(np.isnan(table).all(axis=0), np.nan, np.nansum(table, axis=0))


def _spoken(
    frame: pd.DataFrame, cell_of: CellOf | None, code: str, where: NDArray[np.bool_], name: str, *,
    against: Floats | None = None, **facts: object,
) -> list[Problem]:  # fmt: skip
    """Findings on some schools; {value} is the figure in column `name`, {taken} the one `against` which it stands."""
    entries = np.flatnonzero(where)
    if not len(entries):
        return []

    def spot(entry: int) -> Spot:
        at = frame.iloc[entry]
        other = "" if against is None else f"{round(against[entry], 1):.10g}"
        return Spot(int(at["at_row"]), _named(cell_of, name, entry), f"{at[name]:.10g}", other, school=str(at["school"]))

    first = frame.iloc[entries[0]]
    file, sheet = str(first["at_file"]), str(first["at_sheet"])
    cell = partial(_named, cell_of, name)
    return gathered(code, entries.tolist(), spot, file=file, sheet=sheet, column=label(name).zh, cell=cell, **facts)


def _named(cell_of: CellOf | None, name: str, entry: int) -> str:
    return cell_of(entry, name) if cell_of else ""
