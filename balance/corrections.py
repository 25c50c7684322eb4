"""What a person settles about a file: another figure for a cell, another meaning or unit for a column, a row left out.

Corrections are handed to the reader beside the files and applied before anything is interpreted, so that the same files
with the same corrections always give the same county; taking one back is reading without it. The files stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from balance.errors import BrokenCorrections
from balance.words import Message, Term, msg

__all__ = ["CellIs", "Change", "ColumnIs", "Correction", "FactIs", "Fix", "RowOut", "UnitIs", "from_records", "to_records"]


@dataclass(frozen=True, slots=True)
class CellIs:
    """Another content for one cell: `row` from 1, `column` from 0; "" for not known."""

    file: str
    sheet: str
    row: int
    column: int
    value: float | str


@dataclass(frozen=True, slots=True)
class FactIs:
    """A figure or a word for the school in one row, whether or not the sheet has a column for it: a canonical column
    and its value (a choice by its key, an area in ㎡, money in 元)."""

    file: str
    sheet: str
    row: int
    canonical: str
    value: float | str


@dataclass(frozen=True, slots=True)
class ColumnIs:
    """Another meaning for one column (from 0): a canonical column, a base name ("pupils") where the stage is the row's,
    or "" where the column is not to be read."""

    file: str
    sheet: str
    column: int
    canonical: str


@dataclass(frozen=True, slots=True)
class UnitIs:
    """The unit of one column (from 0), as a spelling of the vocabulary ("万元")."""

    file: str
    sheet: str
    column: int
    unit: str


@dataclass(frozen=True, slots=True)
class RowOut:
    """A row (from 1) that is left out, as if it were blank."""

    file: str
    sheet: str
    row: int


Correction = CellIs | FactIs | ColumnIs | UnitIs | RowOut
_KINDS: dict[str, type[Correction]] = {
    "cell": CellIs, "fact": FactIs, "column": ColumnIs, "unit": UnitIs, "row_out": RowOut,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fix:
    """The corrections that are offered for a finding, and what they do in a few words."""

    title: Message
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A correction that was applied: where, what stood there before, what stands there now. One that found nothing to
    change (another file of that name) has `applied` False."""

    correction: Correction
    where: str
    before: str | Term
    after: str | Term
    applied: bool = True

    def record(self) -> dict[str, Any]:
        """The change as plain values."""
        before, after = (each if isinstance(each, str) else each.zh for each in (self.before, self.after))
        return {**to_records([self.correction])[0], "where": self.where, "before": before, "after": after}


def to_records(corrections: Iterable[Correction]) -> list[dict[str, Any]]:
    """The corrections as plain values for JSON; `from_records` gives them back."""
    names = {kind: name for name, kind in _KINDS.items()}
    return [{"correct": names[type(each)], **asdict(each)} for each in corrections]


def from_records(records: object) -> tuple[Correction, ...]:
    """The corrections in plain values; raises `BrokenCorrections` for what is none."""
    if not isinstance(records, list):
        raise BrokenCorrections(msg("The list of corrections is not a list."))
    return tuple(_from_record(record, number) for number, record in enumerate(records, 1))


def _from_record(record: object, number: int) -> Correction:
    if isinstance(record, Mapping) and (kind := _KINDS.get(str(record.get("correct")))):
        values = {name: record[name] for name in kind.__dataclass_fields__ if name in record}
        if len(values) == len(kind.__dataclass_fields__) and all(_may_be(name, v) for name, v in values.items()):
            return kind(**values)
    raise BrokenCorrections(msg("Correction {number} is not one that this program writes.", number=number))


def _may_be(name: str, value: object) -> bool:
    if name in ("row", "column"):
        return type(value) is int and value >= 0
    return isinstance(value, str) or (name == "value" and isinstance(value, (int, float)))
