"""How the columns of a table were understood, kept under a name for the next table of the same shape.

Two sheets have one shape where they have the same headings, whatever their order and whatever stands below them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from balance.columns import column_of, vocabulary
from balance.corrections import ColumnIs, Correction, UnitIs
from balance.errors import BrokenProfile
from balance.reading import ColumnRead
from balance.words import msg
from balance.workbook.headings import fold

__all__ = ["Profile", "applied", "dumps", "loads", "profile_of", "shape_of"]

_FORMAT = "balance-mapping"
_MOST = 20_000  # columns of a profile


@dataclass(frozen=True, slots=True)
class Profile:
    """A mapping with a name. `columns`: headings from the outer to the inner one, what the column is read as (a canonical
    column, a base name, "" for not at all), and its unit ("" for none)."""

    name: str
    shape: str
    columns: tuple[tuple[tuple[str, ...], str, str], ...]


def shape_of(columns: Iterable[ColumnRead]) -> str:
    """A key of a sheet's shape: equal for sheets with the same headings."""
    headings = sorted("\n".join(map(fold, column.parts)) for column in columns)
    return hashlib.sha256("\n\n".join(headings).encode()).hexdigest()


def profile_of(name: str, columns: Sequence[ColumnRead]) -> Profile:
    """The mapping of one sheet as it stands."""
    kept = tuple((column.parts, column.canonical, column.unit) for column in columns)
    return Profile(name, shape_of(columns), kept)


def applied(profile: Profile, columns: Sequence[ColumnRead]) -> tuple[Correction, ...]:
    """The corrections that make one sheet's columns be read as the profile says; none where they already are.

    Of several columns with equal headings the first takes the first meaning, and so on.
    """
    meanings: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for parts, canonical, unit in profile.columns:
        meanings.setdefault(tuple(map(fold, parts)), []).append((canonical, unit))
    found: list[Correction] = []
    for column in columns:
        waiting = meanings.get(tuple(map(fold, column.parts)))
        if not waiting:
            continue
        canonical, unit = waiting.pop(0)
        if canonical != column.canonical:
            found.append(ColumnIs(column.file, column.sheet, column.column, canonical))
        if unit and unit != column.unit:
            found.append(UnitIs(column.file, column.sheet, column.column, unit))
    return tuple(found)


def dumps(profile: Profile) -> str:
    """The profile as JSON."""
    columns = [{"headings": list(parts), "read_as": canonical, "unit": unit} for parts, canonical, unit in profile.columns]
    record = {"format": _FORMAT, "version": 1, "name": profile.name, "shape": profile.shape, "columns": columns}
    return json.dumps(record, ensure_ascii=False, indent=1)


def loads(text: str | bytes) -> Profile:
    """The profile in JSON; raises `BrokenProfile` for anything else."""
    try:
        record: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BrokenProfile(msg("This file is not a saved mapping of columns.")) from error
    if not isinstance(record, dict) or record.get("format") != _FORMAT or record.get("version") != 1:
        raise BrokenProfile(msg("This file is not a saved mapping of columns."))
    entries = record.get("columns")
    if not isinstance(entries, list) or len(entries) > _MOST or not all(_is_entry(entry) for entry in entries):
        raise BrokenProfile(msg("The saved mapping is damaged: its list of columns cannot be read."))
    columns = tuple((tuple(entry["headings"]), entry["read_as"], entry["unit"]) for entry in entries)
    return Profile(str(record.get("name", ""))[:80], str(record.get("shape", "")), columns)


def _is_entry(entry: object) -> bool:
    if not isinstance(entry, dict) or not isinstance(entry.get("unit"), str):
        return False
    headings, read_as = entry.get("headings"), entry.get("read_as")
    return isinstance(headings, list) and all(isinstance(part, str) for part in headings) and _is_column(read_as)


def _is_column(name: object) -> bool:
    if not isinstance(name, str):
        return False
    if name == "" or name in vocabulary().columns:
        return True
    try:
        column_of(name)
    except KeyError:
        return False
    return True
