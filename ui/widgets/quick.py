"""Actions put on the table with one click: a first one of every kind, and the moves officials make most."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from balance.columns import vocabulary
from balance.pricelist import Bundle, can_be_moved
from balance.scenario.actions import Action, Add, AddUpTo, Close, Enrol, Merge, Move, MovePupils, Open, Placed, Set, facts
from balance.words import Message, msg
from ui import drafts, state
from ui.text import literal, say, t
from ui.view import View
from ui.widgets.levers import usable
from ui.widgets.schools_offered import by_value, county_word, pupils_of

__all__ = ["PANEL", "bundle_for", "new_action", "put_and_edit", "quick_actions"]

PANEL = "what-if panel"
_ROTATED = 0.10  # the share of rotation that the standard itself asks of a county each year
_KINDS: dict[str, Message] = {
    "add": msg("Add to a school"), "up_to": msg("Add up to a mark"), "move": msg("Move between schools"),
    "move_pupils": msg("Move pupils"), "enrol": msg("Change enrolment"), "merge": msg("Merge schools"),
    "close": msg("Close a school"), "open": msg("Open a school"), "set": msg("Set a figure"),
}  # fmt: skip


def new_action(view: View, k: int) -> None:
    """The menu that puts a first action of a kind on the table, ready to be worked on."""
    key = "new action"
    st.menu_button(
        t("Add an action"), list(_KINDS), key=key, icon=":material/add:", type="primary", width="stretch",
        format_func=lambda kind: say(_KINDS[kind]), on_click=lambda: _begin(view, k, str(state.chosen(key))),
    )  # fmt: skip


def quick_actions(view: View, k: int) -> None:
    """What can be done for many schools at once."""
    indicator = view.indicator(k)
    short = any(entry.bound(view.stage) is not None for entry in view.standard.indicators)
    rule = view.standard.school_rule
    if short and rule is not None:
        _button("quick tolerated", t("Bring all short schools to {share} %", share=f"{rule.share * 100:g}"),
                lambda: _all_up_to(view, "tolerated"))  # fmt: skip
        _button("quick bound", t("Bring all schools to every bound"), lambda: _all_up_to(view, "bound"))
    bundle = bundle_for(view, k)
    if bundle is not None:
        _button("quick mean", t("{what}: bring all below the county mean up to it", what=bundle.title),
                lambda: _put(AddUpTo(bundle.id, "mean", indicator.id, view.stage, None, county_word(view))))  # fmt: skip
    carried = bundle_for(view, k, to_move=True)
    ranked = by_value(view, k)
    if carried is not None and len(ranked) > 1:
        _button("quick rotate", t("{what}: rotate 10 % from the richest to the poorest school", what=carried.title),
                lambda: _put(Move(carried.id, ranked[-1], ranked[0], None, view.stage if carried.per == "stage" else None,
                                  None, _ROTATED, county_word(view))))  # fmt: skip


def _button(key: str, label: str, do: Callable[[], None]) -> None:
    st.button(literal(label), key=key, on_click=do, width="stretch", icon=":material/bolt:")


def _put(*actions: Action) -> None:
    drafts.change([*drafts.scenario().actions, *actions])
    drafts.edit(None)
    state.choose(PANEL, "actions")


def bundle_for(view: View, k: int, *, to_move: bool = False) -> Bundle | None:
    """The bundle that serves an indicator: the one that adds least beside it, then the cheapest."""
    columns = vocabulary().columns
    fitting = [
        bundle for bundle in usable(view)
        if any(view.indicator(k).numerator.get(column, 0) > 0 for column in bundle.adds)
        and (not to_move or all(can_be_moved(columns[column]) for column in bundle.adds))
    ]  # fmt: skip
    return min(fitting, key=lambda bundle: (len(bundle.adds), bundle.cost), default=None)


def _all_up_to(view: View, to: str) -> None:
    """One action for every indicator that a school lacks, in the order of the standard."""
    wanted: list[Action] = []
    for k, indicator in enumerate(view.standard.indicators):
        lacking = view.shortfall.to_tolerated if to == "tolerated" else view.shortfall.to_bound
        bundle = bundle_for(view, k)
        if bundle is not None and (lacking[view.assessment.rows_of_county(view.place), k] > 0).any():
            wanted.append(AddUpTo(bundle.id, to, indicator.id, None, None, county_word(view)))
    _put(*wanted)


def _begin(view: View, k: int, kind: str) -> None:
    """Put a first action of this kind on the table and open it for work."""
    action = _first(view, k, kind)
    if action is not None:
        put_and_edit(action)


def put_and_edit(action: Action) -> None:
    """Put one more action on the table and open it for work."""
    actions = [*drafts.scenario().actions, action]
    drafts.change(actions)
    drafts.edit(len(actions) - 1)
    state.choose(PANEL, "actions")


def _first(view: View, k: int, kind: str) -> Action | None:
    ranked, place, stage = by_value(view, k), county_word(view), view.stage
    bundle = bundle_for(view, k) or next(iter(usable(view)), None)
    by_size = sorted(ranked, key=lambda code: pupils_of(view, code, stage))
    if bundle is None or len(by_size) < 2:
        return None
    small, next_small, large = by_size[0], by_size[1], by_size[-1]
    staged = stage if bundle.per == "stage" else None
    match kind:
        case "add":
            return Add(ranked[0], bundle.id, 1.0, staged, place)
        case "up_to":
            bounded = view.indicator(k).bound(stage) is not None and view.standard.school_rule is not None
            return AddUpTo(bundle.id, "tolerated" if bounded else "mean", view.indicator(k).id, stage, None, place)
        case "move":
            carried = bundle_for(view, k, to_move=True)
            if carried is None:
                carried = next((entry for entry in usable(view) if entry.per == "stage"), bundle)
            return Move(carried.id, ranked[-1], ranked[0], 1.0, stage if carried.per == "stage" else None, county=place)
        case "move_pupils":
            return MovePupils(large, small, 20.0, stage, None, place)
        case "enrol":
            return Enrol(large, float(pupils_of(view, large, stage)), stage, None, place)
        case "merge":
            return Merge((small, next_small), next_small, "keep", place)
        case "close":
            return Close(small, (Placed(next_small, float(pupils_of(view, small, stage)), stage),), next_small, place)
        case "open":
            columns = {"school": t("New school"), "county": view.place, f"pupils_{stage}": 300.0, "school_type": stage}
            return Open(facts(columns), (Placed(large, 100.0, stage),))
        case _:
            column = next(iter(view.indicator(k).numerator))
            name = f"{column}_{stage}" if vocabulary().columns[column].stages else column
            figure = view.county.figures(name)[view.county.find(ranked[0], place)]
            return Set(ranked[0], name, float(figure) if figure == figure else 0.0, place)
