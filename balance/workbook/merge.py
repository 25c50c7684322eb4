"""The rows of one school made one: its stages put together, its repetitions taken once."""

from __future__ import annotations

import numpy as np
import pandas as pd

from balance.columns import column_of
from balance.corrections import Fix, RowOut
from balance.holding import HOLDS
from balance.problems import Problem, finding
from balance.words import msg
from balance.workbook.clean import without_part

__all__ = ["one_row_a_school"]


def one_row_a_school(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Problem]]:
    """The table with one row for each ``key``, in the order of first appearance, and what was decided.

    The same school and stage twice: equal or complementary rows are taken once; where a figure differs the first row
    counts and the second is left out with an error. Different stages of a school: its own figures stand side by side;
    shared figures count once where equal (or rounded differently) or given once, and are added where they differ.
    """
    said: list[Problem] = []
    if frame["key"].is_unique:
        return frame, said
    numeric = [name for name in frame.columns if name not in _PLAIN and _numeric(name)]
    frame, said = _once_a_stage(frame, numeric)
    if not frame["key"].is_unique:
        frame, more = _stages_together(frame, numeric)
        said += more
    return frame, said


_SAME = 1e-9  # figures that differ by less differ in nothing but the unit they were written in
_ROUNDED = 1e-5  # figures that differ by less are one figure, rounded in one of the files
_PLAIN = {
    "row_special",
    "key",
    "row_stage",
    "row_type",
    "types",
    "at_file",
    "at_sheet",
    "at_row",
    "hint_stage",
    "at_table",
    "hint_type",
    "hint_county",
    "hint_has_county",
    "stage",
}


def _numeric(name: str) -> bool:
    return column_of(name)[0].numeric


def _once_a_stage(frame: pd.DataFrame, numeric: list[str]) -> tuple[pd.DataFrame, list[Problem]]:
    """Rows of one school and stage made one."""
    by = ["key", "row_stage"]
    again = frame.duplicated(by, keep=False)
    if not again.any():
        return frame, []
    groups = frame[again].groupby(by, sort=False)
    low, high = groups[numeric].min(), groups[numeric].max()
    apart = (high - low > _SAME * high.abs()) & low.notna()
    conflict = apart.any(axis=1)
    first = frame[again].groupby(by, sort=False, as_index=False).first()[frame.columns]
    first_rows = frame[again].drop_duplicates(by).reset_index(drop=True)
    spots = [
        list(zip(*(part[name].tolist() for name in ("at_file", "at_sheet", "at_row")), strict=True)) for _, part in groups
    ]
    said: list[Problem] = []
    clash = conflict.to_numpy(dtype=bool)
    kept = pd.concat([first[~clash], first_rows[clash][frame.columns]]).sort_index()
    for entry in np.flatnonzero(conflict.to_numpy()):
        row = first_rows.iloc[entry]
        name = str(apart.columns[int(np.flatnonzero(apart.iloc[entry].to_numpy())[0])])
        said.append(
            finding(
                "school_twice_differs", file=row["at_file"], sheet=row["at_sheet"], row=int(spots[entry][1][2]),
                fixes=[_keep(spot, spots[entry]) for spot in spots[entry]], school=row["school"],
                rows=[spot[2] for spot in spots[entry]], kept=int(row["at_row"]), what=_title(name),
                low=f"{low.iloc[entry][name]:.10g}", high=f"{high.iloc[entry][name]:.10g}",
            )
        )  # fmt: skip
    agreed = np.flatnonzero(~conflict.to_numpy())
    if len(agreed):
        row = first_rows.iloc[agreed[0]]
        said.append(
            finding(
                "school_twice_agrees",
                file=row["at_file"],
                sheet=row["at_sheet"],
                row=int(spots[agreed[0]][1][2]),
                n=len(agreed),
                schools=first_rows["school"].iloc[agreed[:5]].tolist(),
                rows=[spot[2] for spot in spots[agreed[0]]],
            )
        )
    kept = kept[frame.columns].astype(frame.dtypes.to_dict())
    kept.index = frame[again].drop_duplicates(by).index
    return pd.concat([frame[~again], kept]).sort_index(), said


def _keep(spot: tuple[str, str, int], spots: list[tuple[str, str, int]]) -> Fix:
    """The offer to keep one of a school's rows; the others are left out."""
    file, sheet, row = spot
    others = tuple(RowOut(each[0], each[1], int(each[2])) for each in spots if each != spot)
    return Fix(msg("Keep row {row} of “{sheet}”", row=row, sheet=sheet or file), others)


def _stages_together(frame: pd.DataFrame, numeric: list[str]) -> tuple[pd.DataFrame, list[Problem]]:
    """Rows of one school and several stages made one."""
    again = frame.duplicated("key", keep=False)
    part = frame[again]
    groups = part.groupby("key", sort=False)
    first = groups.first()
    low, high, total = groups[numeric].min(), groups[numeric].max(), groups[numeric].sum(min_count=1)
    apart = (high - low > _ROUNDED * high.abs()) & low.notna()
    said: list[Problem] = []
    for name in numeric:
        entries = np.flatnonzero(apart[name].to_numpy())
        if not len(entries):
            continue
        column = column_of(name)[0]
        shared = not column.stages and column.kind != "year"
        if shared:
            first[name] = np.where(apart[name], total[name], first[name])
        if column.adds:
            continue
        at = first.iloc[entries[0]]
        said.append(
            finding(
                "shared_figures_added" if shared else "stage_rows_differ",
                file=at["at_file"],
                sheet=at["at_sheet"],
                row=int(at["at_row"]),
                n=len(entries),
                schools=first["school"].iloc[entries[:5]].tolist(),
                what=_title(name),
                low=f"{low[name].iloc[entries[0]]:.10g}",
                high=f"{high[name].iloc[entries[0]]:.10g}",
                taken=f"{first[name].iloc[entries[0]]:.10g}",
            )
        )
    named_apart = groups["school"].nunique() > 1
    first["school"] = [
        without_part(name) if apart_ else name for name, apart_ in zip(first["school"], named_apart, strict=True)
    ]
    pairs = pd.DataFrame({"key": part["key"], "row_type": part["row_type"], "row_stage": part["row_stage"]}).groupby(
        "key", sort=False
    )
    first["row_type"] = [
        _joint_type(set(types), set(stages))
        for types, stages in zip(pairs["row_type"].agg(list), pairs["row_stage"].agg(list), strict=True)
    ]
    first["row_stage"] = ""
    at = first.iloc[0]
    said.append(
        finding(
            "stage_rows_merged",
            file=at["at_file"],
            sheet=at["at_sheet"],
            row=int(at["at_row"]),
            n=len(first),
            schools=first["school"].iloc[:5].tolist(),
        )
    )
    merged = first.reset_index()[frame.columns].astype(frame.dtypes.to_dict())
    merged.index = part.drop_duplicates("key").index
    return pd.concat([frame[~again], merged]).sort_index(), said


def _joint_type(types: set[str], stages: set[str]) -> str:
    """The type of a school given in several rows: the widest one named, else the one with just their stages."""
    types, stages = types - {""}, stages - {""}
    covered = stages.union(*(HOLDS[kind] for kind in types))
    fitting = [kind for kind in types if set(HOLDS[kind]) >= covered]
    if fitting:
        return fitting[0]
    for kind, own in HOLDS.items():
        if set(own) == covered:
            return kind
    return "twelve_year" if covered == {"primary", "senior"} else ""


def _title(name: str) -> object:
    return column_of(name)[0].title
