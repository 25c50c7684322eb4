"""The stack of action cards: what is done, in plain words, in its order; each can be moved, switched off, edited, deleted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from balance.numbers import decimal, money
from balance.scenario.apply import Applied
from balance.scenario.step import Step
from balance.scenario.told import told
from balance.words import Message, msg
from ui import drafts, state
from ui.text import literal, say, t, tn
from ui.view import View
from ui.widgets.editor import fields

__all__ = ["stack"]

_DOABLE: dict[str, Message] = {
    "edit": msg("Edit"), "up": msg("Move up"), "down": msg("Move down"), "switch": msg("Switch on or off"),
    "copy": msg("Copy"), "delete": msg("Delete"),
}  # fmt: skip
_ICONS = {"edit": "edit", "up": "arrow_upward", "down": "arrow_downward", "switch": "toggle_off", "copy": "content_copy",
          "delete": "delete"}  # fmt: skip
_HIGH = 8  # cards before the stack scrolls


def stack(view: View, applied: Applied, refused: Mapping[int, str]) -> None:
    """Draw the cards; the one being edited shows its fields. `refused`: place → why it cannot be done."""
    actions = drafts.scenario().actions
    if not actions:
        st.caption(t("No action yet: add one, use a quick action, or pull a lever of a school."))
        return
    edited = drafts.edited()
    with st.container(height=460 if len(actions) > _HIGH else "content", border=False, gap="small"):
        for at, action in enumerate(actions):
            with st.container(border=True, gap="small"):
                words = literal(say(told(action, view.county, drafts.prices(), view.standard)))
                number = f":gray[{at + 1}]"
                st.markdown(f"{number} {words}" if action.on else f"{number} :gray[~~{words}~~]")
                if at in refused:
                    st.error(literal(refused[at]), icon=":material/error:")
                with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small"):
                    step = applied.steps[at] if at < len(applied.steps) else None
                    st.caption(literal(_did(step)) if step else t("not applied"))
                    _menu(at, len(actions))
                if at == edited:
                    fields(view, at)
                    st.button(t("Done"), key="edit done", on_click=drafts.edit, args=(None,), icon=":material/check:")


def _did(step: Step) -> str:
    """What an action cost and to how many it gave."""
    told_ = []
    if len(step.given) > 1:
        total = sum(entry.amount for entry in step.given)
        told_.append(tn("{amount} in all, to {n} school", "{amount} in all, to {n} schools", len(step.given),
                        amount=decimal(total, 0)))  # fmt: skip
    if step.once:
        told_.append(t("{cost} once", cost=money(step.once)))
    if step.yearly:
        told_.append(t("{cost} a year", cost=money(step.yearly)))
    return " · ".join(told_) or t("no cost in the price list")


def _menu(at: int, count: int) -> None:
    """What can be done with a card."""
    key = f"card menu {at}"
    offered = [what for what in _DOABLE if not (what == "up" and at == 0) and not (what == "down" and at == count - 1)]
    st.menu_button(
        t("Change"), offered, key=key, type="tertiary",
        format_func=lambda what: f":material/{_ICONS[what]}: {say(_DOABLE[what])}",
        on_click=lambda: _do(at, str(state.chosen(key))),
    )  # fmt: skip


def _do(at: int, what: str) -> None:
    actions = list(drafts.scenario().actions)
    if at >= len(actions):
        return
    editing = None
    if what == "edit":
        drafts.edit(at)
        return
    if what in ("up", "down"):
        to = at + (1 if what == "down" else -1)
        actions[at], actions[to] = actions[to], actions[at]
    elif what == "switch":
        actions[at] = replace(actions[at], on=not actions[at].on)
    elif what == "copy":
        actions.insert(at + 1, actions[at])
        editing = at + 1
    elif what == "delete":
        del actions[at]
    drafts.change(actions, editing=editing)
    drafts.edit(editing)
