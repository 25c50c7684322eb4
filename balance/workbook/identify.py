"""Which school and which county a row is about, and which school a campus belongs to: exactly, never by likeness."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from balance.corrections import FactIs, Fix
from balance.problems import Problem, finding
from balance.words import msg
from balance.workbook.clean import code_texts, name_keys
from balance.workbook.findings import about_schools

__all__ = ["from_other_rows", "identified", "marked", "with_parents", "words_in"]

_OFFERED = 3


def identified(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Problem]]:
    """The rows with clean codes and a county each where one is told.

    In a sheet without a column of counties it is the one in its title where the files name several, else the only one
    there is; any blank is that of the same code elsewhere. Files that name one county only in titles keep it blank: it
    is the county's name.
    """
    said = []
    codes, rounded = code_texts(words_in(frame, "school_code"))
    if rounded.any():
        at = np.flatnonzero(rounded)
        value = str(frame["school_code"].iloc[at[0]])
        said.append(about_schools("code_rounded", frame, at, value=value))
    counties, titled = words_in(frame, "county").copy(), words_in(frame, "hint_county")
    without = ~frame["hint_has_county"].to_numpy(dtype=bool)
    if (counties != "").any() or len(set(titled) - {""}) > 1:
        for known, where in ((titled, without), (_only(counties), without), (_by_code(counties, codes), True)):
            counties = np.where((counties == "") & where, known, counties)
    blank = counties == ""
    if blank.any() and not blank.all():
        said.append(about_schools("county_blank", frame, np.flatnonzero(blank)))
    texts = pd.array([code or None for code in codes], dtype=object)
    return frame.assign(school_code=texts, county=counties), said


def _only(counties: Iterable[str]) -> str:
    known = set(counties) - {""}
    return str(known.pop()) if len(known) == 1 else ""


def _by_code(counties: np.ndarray, codes: np.ndarray) -> np.ndarray:
    known: dict[str, set[str]] = {}
    for code, county in set(zip(codes.tolist(), counties.tolist(), strict=True)):
        if code and county:
            known.setdefault(code, set()).add(county)
    return np.asarray([_only(known.get(code, ())) for code in codes.tolist()], dtype=object)


def from_other_rows(frame: pd.DataFrame, told: np.ndarray) -> np.ndarray:
    """What rows leave blank ("" in `told`: a type, a stage), taken from the other rows of the same school (same county,
    same code or exactly the same name) where these say one thing only."""
    found = told.copy()
    if not ((told == "").any() and (told != "").any()):
        return found
    counties = words_in(frame, "county")
    for keys_of in (_codes, _names):
        blank = np.flatnonzero(found == "")
        if not len(blank):
            break
        keys = keys_of(frame)
        said: dict[tuple[str, str], set[str]] = {}
        for county, key, word in zip(counties.tolist(), keys.tolist(), found.tolist(), strict=True):
            if key and word:
                said.setdefault((county, key), set()).add(word)
        for entry in blank.tolist():
            words = said.get((counties[entry], keys[entry]), set())
            if len(words) == 1:
                found[entry] = next(iter(words))
    return found


def _codes(frame: pd.DataFrame) -> np.ndarray:
    return words_in(frame, "school_code")


def _names(frame: pd.DataFrame) -> np.ndarray:
    return name_keys(frame["school"].to_numpy(dtype=object))


def marked(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with the yes-or-no columns of other forms put where they belong: 不计校数 to ``counted``, 是否为教学点 to
    the school's type."""
    frame = frame.copy()
    if "not_counted" in frame.columns:
        against = _flags(frame.pop("not_counted"))
        given = _flags(frame["counted"]) if "counted" in frame.columns else [None] * len(frame)
        counted = [no is not True if own is None and no is not None else own for own, no in zip(given, against, strict=True)]
        frame["counted"] = pd.array(counted, dtype="boolean")
    if "is_teaching_point" in frame.columns:
        points = np.asarray([flag is True for flag in _flags(frame.pop("is_teaching_point"))], dtype=bool)
        types = words_in(frame, "school_type")
        kinds = np.where(points, "teaching_point", types)
        frame["school_type"] = pd.array([kind or None for kind in kinds], dtype=object)
    return frame


def _flags(column: pd.Series) -> list[bool | None]:
    return [None if pd.isna(flag) else bool(flag) for flag in column.tolist()]


def with_parents(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Problem]]:
    """The schools with each campus's parent by its exact name; a campus whose parent is not among them is asked for.

    Spaces, width and （本部） do not count; the parent may be given by its code.
    """
    if "counted" not in frame.columns:
        return frame, []
    campus = np.asarray([flag is False for flag in _flags(frame["counted"])], dtype=bool)
    campus &= words_in(frame, "school_type") != "teaching_point"
    if not campus.any():
        return frame, []
    names, counties, codes = (words_in(frame, name) for name in ("school", "county", "school_code"))
    keys, parents = name_keys(names), words_in(frame, "parent").copy()
    wanted = name_keys(parents)
    at: dict[tuple[str, str], int] = {}
    for row in np.flatnonzero(~campus).tolist():
        for key in (keys[row], codes[row]):
            if key:
                at.setdefault((counties[row], key), row)
    said = []
    for row in np.flatnonzero(campus).tolist():
        target = at.get((counties[row], wanted[row])) if wanted[row] else None
        if target is not None:
            parents[row] = names[target]
        else:
            said.append(_asked(frame.iloc[row], _possible(row, keys, names, counties, campus), parents[row]))
    return frame.assign(parent=pd.array([name or None for name in parents], dtype=object)), said


def _possible(row: int, keys: np.ndarray, names: np.ndarray, counties: np.ndarray, campus: np.ndarray) -> list[str]:
    """Schools whose whole name the campus's name begins with: offered, never taken."""
    begins = [
        (len(keys[n]), str(names[n]))
        for n in np.flatnonzero(~campus & (counties == counties[row])).tolist()
        if len(keys[n]) > 2 and keys[row].startswith(keys[n])
    ]
    return [name for _, name in sorted(begins, reverse=True)][:_OFFERED]


def _asked(campus: pd.Series, offered: list[str], parent: str) -> Problem:
    file, sheet, row = str(campus["at_file"]), str(campus["at_sheet"]), int(campus["at_row"])
    name = str(campus["school"])
    fixes = [
        Fix(msg("Add {school} to {parent}", school=name, parent=each), (FactIs(file, sheet, row, "parent", each),))
        for each in offered
    ]
    return finding(
        "campus_parent_unknown", file=file, sheet=sheet, row=row, fixes=fixes, school=name, parent=parent or "—"
    )


def words_in(frame: pd.DataFrame, name: str) -> np.ndarray:
    """A column of words as an array of strings, "" where it is not known or there is no such column."""
    if name not in frame.columns:
        return np.full(len(frame), "", dtype=object)
    return np.asarray(frame[name].to_numpy(dtype=object, na_value=""), dtype=object)
