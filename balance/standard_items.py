"""The parts of a standard file beside the sums: concessions, and the items judged beyond resources."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from balance.columns import STAGES_JUDGED, vocabulary
from balance.rulefile import Table
from balance.standard import Citation, Concession, DatedValue, Item, When
from balance.words import Term, msg

__all__ = ["concession", "item"]

Cite = Callable[[Table], Citation]


def concession(
    table: Table, indicators: tuple[str, ...], limited: Mapping[str, tuple[str, ...]], cite: Cite
) -> Concession:
    """One of the ``[[concessions]]``. `limited`: ceiling id → the keys of its limits."""
    when = table.table("when")
    condition = When(
        location=when.choices("location", vocabulary().choices["location"]),
        pupils_from=when.whole("pupils_from", 0, 100_000, None),
        pupils_to=when.whole("pupils_to", 0, 100_000, None),
        built_by=when.whole("built_by", 1800, 2200, None),
        largest_class_under=when.whole("largest_class_under", 0, 1000, None),
        migrant_share_over=when.number("migrant_share_over", 0, 1, None),
    )
    when.done()
    add_to, add_column, ceiling, limits = "", "", "", {}
    if "add" in table:
        add = table.table("add")
        add_to = add.choice("indicator", indicators)
        add_column = add.choice("column", [c.name for c in vocabulary().columns.values() if c.numeric])
        add.done()
    if "ceiling" in table:
        raised = table.table("ceiling")
        ceiling = raised.choice("id", limited)
        limits = raised.numbers("limits", limited[ceiling], 1, 100_000)
        for key in limited[ceiling]:
            if key not in limits:
                raise raised.refuse(f"limits.{key}", None, msg("a number from {low} to {high}", low=1, high=100_000))
        raised.done()
    entry = Concession(
        id=table.text("id"),
        title=table.term("title"),
        when=condition,
        cite=cite(table),
        add_to=add_to,
        add_column=add_column,
        ceiling=ceiling,
        ceiling_limits=limits,
        room_area_m2=table.numbers("room_area_m2", ("music_rooms", "art_rooms", *STAGES_JUDGED), 1, 1000, {}),
    )
    table.done()
    return entry


def item(table: Table, documents: Mapping[str, Term], cite: Cite) -> Item:
    """One of the ``[[items]]``."""
    values = []
    for dated in table.tables("values"):
        document = documents[dated.choice("doc", documents)]
        values.append(DatedValue(dated.date("from"), dated.number("at_least", 0, 1e9), document))
        dated.done()
    entry = Item(
        id=table.text("id"),
        group=table.choice("group", ("government", "quality", "approval", "veto")),
        number=table.whole("number", 1, 99),
        title=table.term("title"),
        documents_only=table.flag("documents_only"),
        at_least=table.number("at_least", 0, 1e9, None),
        below=table.number("below", 0, 1e9, None),
        unit=table.term("unit", None),
        note=table.term("note", None),
        values=tuple(values),
        cite=cite(table),
    )
    table.done()
    return entry

