"""The parts of a standard file that concern one school's rooms and size: requirements and ceilings."""

from __future__ import annotations

from collections.abc import Callable

from balance.columns import STAGES_JUDGED, vocabulary
from balance.rulefile import Table
from balance.standard import Ceiling, Citation, Level, Requirement
from balance.words import msg

__all__ = ["ceilings", "requirements"]

_ROUNDINGS = ("up", "down", "nearest", "none")


def requirements(tables: list[Table], cite: Callable[[Table], Citation]) -> tuple[Requirement, ...]:
    """The ``[[requirements]]`` of a standard file."""
    return tuple(_requirement(table, cite) for table in tables)


def _requirement(table: Table, cite: Callable[[Table], Citation]) -> Requirement:
    numeric = [name for name, column in vocabulary().columns.items() if column.numeric]
    rule = table.choice("rule", ("steps", "per_pupil", "share", "allotment"))
    steps, per_pupil, shared = rule == "steps", rule == "per_pupil", rule in ("share", "allotment")
    requirement = Requirement(
        id=table.text("id"),
        rule=rule,
        title=table.term("title"),
        unit=table.term("unit"),
        has=table.choice("has", numeric),
        cite=cite(table),
        factor=table.number("factor", 1e-6, 100, 1.0),
        base=table.number("base", 0, 1000) if steps else 0.0,
        start=table.number("from", 0, 1000) if steps else 0.0,
        step=table.number("step", 1e-6, 1000) if steps else 1.0,
        every=table.number("every", 1e-6, 1000) if steps else 1.0,
        rate=table.number("rate", 1e-9, 1e6) if per_pupil else 0.0,
        of=table.choice("of", numeric) if shared else "",
        share=table.number("share", 1e-6, 1) if shared else 0.0,
        rounding=table.choice("rounding", _ROUNDINGS, None if steps else "none") or _no_rounding(table),
        levels=tuple(_level(entry, numeric) for entry in table.tables("levels")) if rule == "allotment" else (),
        room_area_m2=table.number("room_area_m2", 1, 1000, None),
        unit_cost_yuan=table.number("unit_cost_yuan", 0, 1e9, None),
    )
    table.done()
    return requirement


def _no_rounding(table: Table) -> str:
    raise table.refuse("rounding", None, ", ".join(_ROUNDINGS))


def _level(table: Table, numeric: list[str]) -> Level:
    level = Level(table.term("title"), table.number("weight", 1e-6, 1e6), table.choice("has", numeric))
    table.done()
    return level


def ceilings(tables: list[Table], cite: Callable[[Table], Citation]) -> tuple[Ceiling, ...]:
    """The ``[[ceilings]]`` of a standard file."""
    found = []
    for table in tables:
        kind = table.choice("kind", ("pupils", "largest_class"))
        keys = ("single", "combined") if kind == "pupils" else STAGES_JUDGED
        limits = table.numbers("limits", keys, 1, 100_000)
        for key in keys:
            if key not in limits:
                raise table.refuse(f"limits.{key}", None, msg("a number from {low} to {high}", low=1, high=100_000))
        found.append(
            Ceiling(table.text("id"), kind, table.term("title"), table.term("unit"), limits, cite(table))
        )
        table.done()
    return tuple(found)
