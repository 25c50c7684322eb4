"""The pieces that a report is made of: charts as frames, claims, tables, sections. Nothing here is in a language yet."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from balance.words import Message, Term

__all__ = ["CHARTS", "Chart", "Claim", "Section", "Table"]

# kind → the columns of its frame. Fractions are 0-1, NaN is not known; `stage` is "primary" or "junior", `indicator`,
# `short` and `unit` are Terms, `label` and `quantity` Messages or texts.
CHARTS: dict[str, tuple[str, ...]] = {
    # how many school parts of each stage pass; with a scenario also passing_before, total_before
    "passing": ("stage", "passing", "failing", "open", "total"),
    # one row an indicator and stage, `within` True, False or None; with a scenario also cv_before, within_before
    "cv": ("indicator", "short", "stage", "cv", "limit", "within", "borderline"),
    # one row a value below its bound, the worst first; `status` is "tolerated" or "short"
    "shortfall": ("school", "stage", "indicator", "short", "value", "bound", "ratio", "missing", "unit", "quantity", "status"),
    # one row a part, the largest share of S² first
    "influence": ("school", "stage", "pupils", "value", "share", "above"),
    # how many schools reach each bound; with a scenario also reaching_before
    "reach": ("indicator", "short", "stage", "reaching", "judged"),
    # what is lacking up to the bounds, in the indicator's own unit
    "lacking": ("indicator", "short", "stage", "schools", "missing", "unit", "quantity"),
    # what each action in turn did to one CV
    "steps": ("label", "before", "after", "limit"),
    # what a scenario costs, by what it does
    "cost": ("label", "once", "yearly"),
}


@dataclass(frozen=True, slots=True)
class Chart:
    """A finished frame (see `CHARTS` for its columns), the unit of its values, and what it shows in one sentence.

    `rows_left_out`: how many rows the frame could have had beyond those that it shows.
    """

    kind: str
    frame: pd.DataFrame
    unit: Term | Message
    alt: Message
    rows_left_out: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing said: a full sentence as the title, a chart that shows it, a few sentences more, where it comes from."""

    id: str
    title: Message
    chart: Chart | None
    lines: tuple[Message, ...]
    source: Message


@dataclass(frozen=True, slots=True)
class Table:
    """A table for print: numbers are already written at the form's precision; `numeric`: columns set flush right."""

    headings: tuple[Message | Term | str, ...]
    rows: tuple[tuple[object, ...], ...]
    notes: tuple[Message, ...] = ()
    numeric: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report: its heading, what is said, a table, a chart. `level` 2 stands below the last one of 1."""

    id: str
    title: Message
    paragraphs: tuple[Message, ...]
    table: Table | None = None
    chart: Chart | None = None
    level: int = 1
