"""What things cost and what they add: bundles read from a price file, with year and source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from balance.columns import vocabulary
from balance.errors import BrokenPrices, UnusableInput
from balance.rulefile import Table, parse_toml
from balance.words import Term, msg

__all__ = ["Bundle", "Prices", "load_prices", "parse_prices"]


@dataclass(frozen=True, slots=True)
class Bundle:
    """One thing that can be bought or hired: what one of it adds (base columns → amount) and what it costs.

    per "stage": it is added to one stage of a school; "school": to the school, and shared by its stages.
    every "year": the cost comes back each year of the horizon; "once": it does not.
    """

    id: str
    title: Term
    adds: Mapping[str, float]
    cost: float
    every: str
    per: str
    source: str


@dataclass(frozen=True, slots=True)
class Prices:
    """A price list. `horizon_years`: how many years of a yearly cost are counted."""

    id: str
    title: Term
    year: int
    horizon_years: int
    note: str
    bundles: Mapping[str, Bundle]


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
    for table in top.tables("move"):  # the rules for moves belong to planning; their form is checked all the same
        table.choice("resource", [name for name, column in vocabulary().columns.items() if column.kind != "text"])
        table.number("cost", 0, 1e12)
        table.choice("keep", ("bound", "tolerated", "none"))
        table.done()
    prices = Prices(
        id=head.text("id"),
        title=Term(head.text("title_zh"), head.text("title_en")),
        year=head.whole("year", 1990, 2100),
        horizon_years=head.whole("horizon_years", 1, 50, 1),
        note=head.text("note", ""),
        bundles={bundle.id: bundle for bundle in bundles},
    )
    head.done()
    top.done()
    names = [bundle.id for bundle in bundles]
    for name in names:
        if names.count(name) > 1:
            raise top.refuse("bundle.id", name, msg("each id once"))
    return prices


def _bundle(table: Table) -> Bundle:
    columns = vocabulary().columns
    numeric = [name for name, column in columns.items() if column.kind in ("count", "area", "money")]
    bundle = Bundle(
        id=table.text("id"),
        title=Term(table.text("title_zh"), table.text("title_en")),
        adds=table.numbers("adds", numeric, 1e-6, 1e9),
        cost=table.number("cost", 0, 1e12),
        every=table.choice("every", ("year", "once")),
        per=table.choice("per", ("stage", "school")),
        source=table.text("source", ""),
    )
    if not bundle.adds:
        raise table.refuse("adds", {}, ", ".join(numeric))
    for column in bundle.adds:
        if bool(columns[column].stages) != (bundle.per == "stage"):
            raise table.refuse(f"adds.{column}", bundle.per, msg("per = “stage” for what is counted per stage"))
    table.done()
    return bundle
