"""What a plan is asked for on the screen: what the reader chose, kept as plain values, and the goal that comes of it."""

from __future__ import annotations

from typing import Any

from balance.choice import knows
from balance.columns import vocabulary
from balance.plan.goal import Allowance, Goal
from balance.pricelist import Bundle, Prices, can_be_moved
from balance.scenario.goods import bundle_of
from balance.standard import Standard
from ui import drafts, state
from ui.view import View
from ui.widgets.levers import usable

__all__ = [
    "LEVERS", "REACHES", "TENS", "goal_of", "laid_out", "lay_out", "movable", "offered_reaches", "put", "seconds", "take", "wish",
]  # fmt: skip

# what schools must reach, what may be done for it
REACHES = ("met", "tolerated", "none")
LEVERS = ("buy", "both", "rotate")
TENS = 10_000  # a budget is typed in ten thousands of yuan, as officials count money
_WISH = "_goal"
# the cheapest way to pass
_FIRST: dict[str, Any] = {
    "reach": "met", "cv": True, "levers": "buy", "budget": None, "most_schools": None, "indicators": [], "bundles": [],
    "movable": [], "excluded": [], "caps": [], "seconds": 60, "a_year": None,
}  # fmt: skip


def wish(name: str) -> Any:
    """What the reader chose here, else what a page opens with."""
    return {**_FIRST, **state.chosen(_WISH, {})}[name]


def put(name: str, value: Any) -> None:
    """Take over a choice."""
    state.choose(_WISH, {**state.chosen(_WISH, {}), name: value})


def take(name: str) -> None:
    """Take over what the control of this name shows; called before the page is drawn anew."""
    put(name, state.chosen(f"goal|{name}"))


def laid_out() -> dict[str, Any]:
    """The choices as plain values; `lay_out` brings them back."""
    return dict(state.chosen(_WISH, {}))


def lay_out(record: dict[str, Any]) -> None:
    """Bring choices back, before anything is drawn; what this version does not know is passed over."""
    if record:
        state.choose(_WISH, {name: value for name, value in record.items() if name in _FIRST})


def seconds() -> float:
    """How long a search may take."""
    return float(wish("seconds"))


def offered_reaches(standard: Standard) -> tuple[str, ...]:
    """What the standard lets one ask of schools."""
    bounded = standard.school_rule is not None and any(entry.bounds for entry in standard.indicators)
    return REACHES if bounded else ("none",)


def movable(view: View, prices: Prices) -> list[Bundle]:
    """What can be moved between schools at a price and changes an indicator; a thing that has a bundle is offered as that."""
    counted = {column for entry in view.standard.indicators for column in entry.numerator}
    things = [bundle_of(name, prices) for name in prices.moves]
    useful = [thing for thing in things if any(c in counted and knows(view.county, c) for c in thing.adds)
              and all(can_be_moved(vocabulary().columns[c]) for c in thing.adds)]  # fmt: skip
    first = {next(iter(thing.adds)) for thing in useful if thing.id in prices.bundles}
    return [thing for thing in useful if thing.id in prices.bundles or thing.id not in first]


def goal_of(view: View) -> Goal:
    """The goal as the form stands; choices that this county, standard or price list does not have are left aside."""
    prices, standard = drafts.prices(), view.standard
    reach, levers = str(wish("reach")), str(wish("levers"))
    reach = reach if reach in offered_reaches(standard) and reach != "none" else ""
    cv = bool(wish("cv")) and standard.balance_rule is not None
    own = set(view.county.words("school_code").tolist())
    moved = _moved(view, prices, levers)
    return Goal(
        reach=reach, cv=cv, least="moved" if levers == "rotate" else "cost", moves=levers != "buy",
        indicators=_counting(view, prices, moved if levers == "rotate" else None),
        budget=float(wish("budget")) * TENS if wish("budget") is not None and levers != "rotate" else None,
        bundles=() if levers == "rotate" else _among("bundles", [bundle.id for bundle in usable(view)]) or None,
        movable=moved, excluded=tuple(code for code in wish("excluded") if code in own),
        allowances=tuple(Allowance(cap["school"], cap["resource"], 0, int(cap["most"])) for cap in wish("caps")
                         if cap["school"] in own and cap["resource"] in prices.bundles),
        most_schools=int(wish("most_schools")) if wish("most_schools") else None,
    )  # fmt: skip


def _counting(view: View, prices: Prices, rotated: tuple[str, ...] | None) -> tuple[str, ...]:
    """The indicators chosen; where only people are moved and none is chosen, those that people change."""
    chosen = _among("indicators", [entry.id for entry in view.standard.indicators])
    if chosen or rotated is None:
        return chosen
    columns = {column for thing in rotated for column in bundle_of(thing, prices).adds}
    return tuple(entry.id for entry in view.standard.indicators if columns & set(entry.numerator))


def _among(name: str, offered: list[str]) -> tuple[str, ...]:
    return tuple(entry for entry in wish(name) if entry in offered)


def _moved(view: View, prices: Prices, levers: str) -> tuple[str, ...] | None:
    things = movable(view, prices)
    if levers == "rotate":  # people alone
        columns = vocabulary().columns
        return tuple(thing.id for thing in things if any(columns[name].unit == "people" for name in thing.adds))
    return (_among("movable", [thing.id for thing in things]) or None) if levers == "both" else None
