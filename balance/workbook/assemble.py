"""The tables of all sheets into one county: types, stages, one row a school, and who is not judged."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import pandas as pd

from balance.columns import column_of, vocabulary
from balance.corrections import FactIs, Fix
from balance.county import County
from balance.errors import UnusableInput
from balance.origins import Origin
from balance.problems import LeftOut, Problem, finding
from balance.words import msg
from balance.workbook.checks import cross_checks
from balance.workbook.clean import codes_for, name_keys, school_keys
from balance.workbook.divide import divided
from balance.workbook.findings import about_schools
from balance.workbook.identify import from_other_rows, identified, marked, with_parents, words_in
from balance.workbook.kinds import several_stages, stage_of_row, type_by_name, type_by_pupils
from balance.workbook.merge import one_row_a_school
from balance.workbook.slips import unit_findings
from balance.workbook.table import Table

__all__ = ["assembled"]

_ASKED = 12  # schools that are asked for one by one
_OFFERED = ("primary", "junior", "nine_year", "complete_secondary", "twelve_year", "teaching_point")


def assembled(tables: list[Table], problems: list[Problem]) -> County:
    """The county of these tables (at least one row in each); `problems` are those found before.

    Raises `UnusableInput` where no school is left to be judged.
    """
    problems = list(problems)
    provenance: dict[str, str] = {}
    for table in tables:
        for name, heading in table.provenance.items():
            provenance[name] = " + ".join(dict.fromkeys(filter(None, [provenance.get(name, ""), heading])))
    frame = pd.concat([_hinted(table, number) for number, table in enumerate(tables)], ignore_index=True)
    frame, said = identified(frame)
    problems += said
    frame = marked(frame)
    types = from_other_rows(frame, words_in(frame, "school_type"))
    named = _named(frame["school"], types)
    frame["row_special"] = (types == "special") | (named == "special")
    stages = stage_of_row(frame, types, named)
    open_ = (stages == "") & (types == "") & ~several_stages(frame)
    # a sheet with teachers alone is about the stage that another sheet tells of the school
    frame["row_stage"] = np.where(open_, from_other_rows(frame, stages), stages) if open_.any() else stages
    frame["row_type"] = types
    frame, said = divided(frame, provenance)
    problems += said
    problems += unit_findings(frame, tables)
    names = name_keys(frame["school"].to_numpy(dtype=object))
    frame["key"], shared = school_keys(
        words_in(frame, "county"), words_in(frame, "school_code"), names, words_in(frame, "row_stage")
    )
    if shared.any():
        problems.append(about_schools("code_shared", frame, np.flatnonzero(shared)))
        frame.loc[shared, "school_code"] = None
    rows_of = _origins(frame, tables)
    frame, said = one_row_a_school(frame)
    problems += said
    frame = frame.reset_index(drop=True)
    frame, said = _typed(frame)
    problems += said
    frame, said = with_parents(frame)
    problems += said
    problems += cross_checks(frame, _cells(frame, tables))
    frame, left_out, said = _judged(frame)
    problems += said
    if frame.empty:
        raise UnusableInput(
            msg("No school is left to be judged: {why}", why=[entry.why for entry in left_out[:1]] or msg("no rows"))
        )
    frame["school_code"] = codes_for(
        words_in(frame, "school_code"), frame["school"].to_numpy(dtype=object), words_in(frame, "county")
    )
    counties = [name for name in dict.fromkeys(frame["county"]) if name]
    titled = list(dict.fromkeys(table.titles.county for table in tables if table.titles.county))
    years = list(dict.fromkeys(table.titles.year for table in tables if table.titles.year))
    return County(
        schools=_canonical(frame),
        name=(counties or titled)[0] if len(counties or titled) == 1 else "",
        year=years[0] if len(years) == 1 else "",
        problems=tuple(problems),
        left_out=(*(entry for table in tables for entry in table.left_out), *left_out),
        provenance={name: heading for name, heading in provenance.items() if name in frame.columns},
        columns=tuple(column for table in tables for column in table.columns),
        changes=tuple(change for table in tables for change in table.changes),
        origins={str(code): rows_of[key] for code, key in zip(frame["school_code"], frame["key"], strict=True)},
    )


def _hinted(table: Table, number: int) -> pd.DataFrame:
    """A table with its number and the hints of its own title beside each row."""
    frame, titles = table.frame.copy(), table.titles
    frame["at_table"] = number
    frame["hint_stage"], frame["hint_type"] = titles.stage or "", titles.school_type or ""
    frame["hint_has_county"] = "county" in frame.columns
    frame["hint_county"] = titles.county if "county" not in frame.columns else ""
    if titles.town and "town" not in frame.columns:
        frame["town"] = pd.array([titles.town] * len(frame), dtype=object)
    return frame


def _origins(frame: pd.DataFrame, tables: list[Table]) -> dict[int, tuple[Origin, ...]]:
    """School key → the rows that tell of it, the first of each sheet and stage."""
    found: dict[int, tuple[Origin, ...]] = {}
    columns = [frame[name].tolist() for name in ("key", "at_table", "at_row", "row_stage")]
    alone = not frame["key"].duplicated().any()
    seen: set[tuple[int, int, str]] = set()
    for key, number, row, stage in zip(*columns, strict=True):
        if not alone:
            if (key, number, stage) in seen:
                continue
            seen.add((key, number, stage))
        sheet = tables[number].sheet
        found[key] = (*found.get(key, ()), Origin(sheet.file, sheet.name, row, stage, sheet.form, sheet.form_row))
    return found


def _cells(frame: pd.DataFrame, tables: list[Table]) -> Callable[[int, str], str]:
    """Tells the cell of a school's figure in the sheet its first row stands in; "" where it comes from another sheet."""
    at_table, at_row = frame["at_table"].to_numpy(dtype=int), frame["at_row"].to_numpy(dtype=int)

    @cache
    def index(number: int, canonical: str) -> int:
        table = tables[number]
        column, stage = column_of(canonical)
        own = stage is None or table.titles.stage in (stage, None)
        places = table.places.get(canonical) or (table.places.get(column.name, ()) if own else ())
        return places[0].index if len(places) == 1 else -1

    def cell(entry: int, canonical: str) -> str:
        number = int(at_table[entry])
        found = index(number, canonical)
        return "" if found < 0 else tables[number].sheet.address(int(at_row[entry]) - 1, found)

    return cell


def _typed(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Problem]]:
    """The table with a type for every school for which one can be told, and how it was told."""
    types = frame["row_type"].to_numpy(dtype=object).copy()
    by_pupils = type_by_pupils(frame)
    named = _named(frame["school"], types)
    titled = frame["hint_type"].to_numpy(dtype=object)
    stage_only = frame["row_stage"].to_numpy(dtype=object)
    # A name that says primary does not hold against pupils of another stage.
    wider = np.asarray(
        [
            name in ("primary", "junior", "senior") and pupils not in ("", name)
            for name, pupils in zip(named, by_pupils, strict=True)
        ]
    )
    named = np.where(wider, "", named)
    # A sheet of one stage says nothing about the type of a school with a many-sided name; its pupils do.
    said = []
    for code, way in (
        ("type_by_title", titled),
        ("type_by_name", named),
        ("type_by_pupils", by_pupils),
        ("type_by_title", stage_only),
    ):
        told = np.flatnonzero((types == "") & (way != ""))
        if len(told):
            types[told] = way[told]
            said.append(about_schools(code, frame, told))
    unknown = np.flatnonzero(types == "")
    if len(unknown) <= _ASKED:
        said += [_asked_for_type(frame.iloc[entry]) for entry in unknown.tolist()]
    else:
        said.append(about_schools("type_unknown", frame, unknown))
    return frame.assign(school_type=pd.array([kind or None for kind in types], dtype=object)), said


def _asked_for_type(school: pd.Series) -> Problem:
    """The question of which type a school is, with the types that hold judged stages as answers."""
    file, sheet, row = str(school["at_file"]), str(school["at_sheet"]), int(school["at_row"])
    labels = vocabulary().labels["school_type"]
    fixes = [Fix(msg("{type}", type=labels[kind]), (FactIs(file, sheet, row, "school_type", kind),)) for kind in _OFFERED]
    return finding("type_unknown", file=file, sheet=sheet, row=row, fixes=fixes, n=1, schools=[str(school["school"])])


def _judged(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[LeftOut], list[Problem]]:
    """The schools that can be judged, those that are not with the reason, and findings on pupils."""
    pupils = {stage: _figures(frame, f"pupils_{stage}") for stage in ("primary", "junior", "senior")}
    judged = np.vstack([pupils["primary"], pupils["junior"]])
    has_senior = pupils["senior"] > 0
    senior = (frame["school_type"] == "senior").fillna(False).to_numpy(dtype=bool)
    no_judged = ~(judged > 0).any(axis=0)
    only_senior = (
        (senior & no_judged)
        | (has_senior & no_judged & ~np.isnan(judged).all(axis=0))
        | (has_senior & np.isnan(judged).all(axis=0))
    )
    given = ~np.isnan(judged).all(axis=0)
    empty = given & no_judged & ~only_senior
    missing = ~given & ~only_senior & ~(frame["school_type"] == "special").fillna(False).to_numpy(dtype=bool)
    said = []
    if empty.any():
        said.append(about_schools("no_pupils", frame, np.flatnonzero(empty)))
    if missing.any():
        said.append(about_schools("pupils_missing", frame, np.flatnonzero(missing)))
    reasons = {
        True: msg("senior secondary only; not compulsory education"),
        False: msg("0 pupils"),
    }
    out = np.flatnonzero(only_senior | empty)
    pairs = zip(frame["school"].iloc[out], frame["county"].iloc[out], only_senior[out], strict=True)
    left_out = [LeftOut(str(school), str(county), reasons[bool(older)]) for school, county, older in pairs]
    return frame[~(only_senior | empty)].reset_index(drop=True), left_out, said


def _canonical(frame: pd.DataFrame) -> pd.DataFrame:
    """The canonical columns in the order of the vocabulary, numbers as float64, words as text."""
    kept: dict[str, object] = {}
    columns = vocabulary().columns
    for name in vocabulary().canonical:
        if name not in frame.columns:
            continue
        kind = columns[name].kind if name in columns else "count"
        blank = "" if name == "county" else None
        if kind in ("text", "choice"):
            kept[name] = pd.array([word or blank for word in words_in(frame, name)], dtype="str")
        elif kind == "flag":
            kept[name] = frame[name].astype("boolean").array
        else:
            kept[name] = frame[name].to_numpy(dtype=float)
    return pd.DataFrame(kept, index=pd.RangeIndex(len(frame)))


def _figures(frame: pd.DataFrame, name: str) -> np.ndarray:
    return frame[name].to_numpy(dtype=float) if name in frame.columns else np.full(len(frame), np.nan)


def _named(names: pd.Series, types: np.ndarray) -> np.ndarray:
    """What the name says of each school without a type."""
    pairs = zip(names.tolist(), types, strict=True)
    return np.asarray([type_by_name(name) if not kind else "" for name, kind in pairs], dtype=object)
