"""What things cost and what they add: bundles and moves read from a price file, with year and source."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from balance.columns import Column, vocabulary
from balance.errors import BrokenPrices, UnusableInput
from balance.rulefile import Table, parse_toml
from balance.words import Term, msg

__all__ = [
    "Bundle", "MovePrice", "Prices", "can_be_added", "can_be_moved", "dump_prices", "load_prices", "measure_of", "parse_prices",
]  # fmt: skip

# counted, but they tell of pupils and how they are taught: nothing that can be bought or carried elsewhere
_OF_PUPILS = frozenset({"pupils", "grades", "classes", "largest_class", "migrant_pupils", "boarders"})


@dataclass(frozen=True, slots=True)
class Bundle:
    """One thing that can be bought or hired: what one of it adds (base columns → amount) and what it costs.

    per "stage": it is added to one stage of a school; "school": to the school, and shared by its stages.
    every "year": the cost comes back each year of the horizon; "once": it does not.
    measure: the measure word that Chinese puts between a number and the thing.
    """

    id: str
    title: Term
    adds: Mapping[str, float]
    cost: float
    every: str
    per: str
    source: str
    measure: str = ""


@dataclass(frozen=True, slots=True)
class MovePrice:
    """What it costs, once, to move one of a resource (a base column or a bundle) to another school.

    keep "bound": the giving school should not fall below a bound that it reaches; "tolerated": not below the standard's
    share of it; "none": it may.
    """

    resource: str
    cost: float
    keep: str


@dataclass(frozen=True, slots=True)
class Prices:
    """A price list. `horizon_years`: how many years of a yearly cost are counted. `moves`: resource → its price."""

    id: str
    title: Term
    year: int
    horizon_years: int
    note: str
    bundles: Mapping[str, Bundle]
    moves: Mapping[str, MovePrice]


def can_be_added(column: Column) -> bool:
    """Whether a column holds amounts that can be added to a school: things, people, areas, money."""
    return column.kind in ("count", "area", "money")


def can_be_moved(column: Column) -> bool:
    """Whether a column counts people or things (or their worth) that can go from one school to another; areas belong to
    their place, pupils have actions of their own.

    >>> [can_be_moved(vocabulary().columns[name]) for name in ("backbone", "books", "teaching_area_m2", "pupils")]
    [True, True, False, False]
    """
    return column.kind in ("count", "money") and column.name not in _OF_PUPILS


@cache
def load_prices(path: str = "") -> Prices:
    """The price list in this file, or the one that comes with the package.

    Raises `BrokenPrices` for a file that does not follow the form, `UnusableInput` where there is no such file.
    """
    if not path:
        return parse_prices(files("balance.prices").joinpath("default.toml").read_text("utf-8"), "default.toml")
    try:
        text = Path(path).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as wrong:
        raise UnusableInput(msg("The price file “{path}” cannot be read.", path=path)) from wrong
    return parse_prices(text, Path(path).name)


def parse_prices(text: str, file: str) -> Prices:
    """The price list in a TOML text."""
    top = Table(parse_toml(text, file, BrokenPrices), file, "", BrokenPrices)
    head = top.table("prices")
    bundles = [_bundle(table) for table in top.tables("bundle")]
    moves = [_move(table, bundles) for table in top.tables("move")]
    prices = Prices(
        id=head.text("id"),
        title=Term(head.text("title_zh"), head.text("title_en")),
        year=head.whole("year", 1990, 2100),
        horizon_years=head.whole("horizon_years", 1, 50, 1),
        note=head.text("note", ""),
        bundles={bundle.id: bundle for bundle in bundles},
        moves={move.resource: move for move in moves},
    )
    head.done()
    top.done()
    for key, names in (("bundle.id", [b.id for b in bundles]), ("move.resource", [m.resource for m in moves])):
        for name in names:
            if names.count(name) > 1:
                raise top.refuse(key, name, msg("each id once"))
    return prices


def dump_prices(prices: Prices) -> str:
    """The price list as the text of a price file; reading it back gives the same list."""
    lines = ["[prices]", f"id = {_quoted(prices.id)}", *_titles(prices.title), f"year = {prices.year}"]
    lines += [f"horizon_years = {prices.horizon_years}", f"note = {_quoted(prices.note)}"]
    for bundle in prices.bundles.values():
        adds = ", ".join(f"{column} = {amount!r}" for column, amount in bundle.adds.items())
        lines += ["", "[[bundle]]", f"id = {_quoted(bundle.id)}", *_titles(bundle.title), f"adds = {{ {adds} }}"]
        lines += [f"cost = {bundle.cost!r}", f"every = {_quoted(bundle.every)}", f"per = {_quoted(bundle.per)}"]
        lines += [f"{key} = {_quoted(text)}" for key, text in (("source", bundle.source), ("measure_zh", bundle.measure)) if text]
    for move in prices.moves.values():
        lines += ["", "[[move]]", f"resource = {_quoted(move.resource)}", f"cost = {move.cost!r}", f"keep = {_quoted(move.keep)}"]
    return "\n".join(lines) + "\n"


def _titles(title: Term) -> list[str]:
    return [f"title_zh = {_quoted(title.zh)}", f"title_en = {_quoted(title.en)}"]


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's too, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _move(table: Table, bundles: list[Bundle]) -> MovePrice:
    columns = vocabulary().columns
    carried = [bundle.id for bundle in bundles if any(can_be_moved(columns[name]) for name in bundle.adds)]
    move = MovePrice(
        resource=table.choice("resource", [*(n for n, column in columns.items() if can_be_moved(column)), *carried]),
        cost=table.number("cost", 0, 1e12),
        keep=table.choice("keep", ("bound", "tolerated", "none")),
    )
    table.done()
    return move


def _bundle(table: Table) -> Bundle:
    columns = vocabulary().columns
    numeric = [name for name, column in columns.items() if can_be_added(column)]
    bundle = Bundle(
        id=table.text("id"),
        title=Term(table.text("title_zh"), table.text("title_en")),
        adds=table.numbers("adds", numeric, 1e-6, 1e9),
        cost=table.number("cost", 0, 1e12),
        every=table.choice("every", ("year", "once")),
        per=table.choice("per", ("stage", "school")),
        source=table.text("source", ""),
        measure=table.text("measure_zh", ""),
    )
    if not bundle.adds:
        raise table.refuse("adds", {}, ", ".join(numeric))
    for column in bundle.adds:
        if bool(columns[column].stages) != (bundle.per == "stage"):
            raise table.refuse(f"adds.{column}", bundle.per, msg("per = “stage” for what is counted per stage"))
    table.done()
    return bundle if bundle.measure else replace(bundle, measure=measure_of(columns[next(iter(bundle.adds))]))


def measure_of(column: Column) -> str:
    """The measure word that Chinese counts a column's things with; "" for areas and money, which have units."""
    return {"people": "名", "rooms": "间", "things": "件", "classes": "个"}.get(column.unit, "")
