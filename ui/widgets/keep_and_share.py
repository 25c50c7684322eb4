"""Saving, opening, sharing a scenario: one row below the workbench, and what has to be said when two people save."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from balance.errors import BalanceError, Conflict
from ui import drafts, shelf, state
from ui.text import literal, say, t, tn
from ui.view import View

__all__ = ["keep_and_share"]

_TROUBLE, _LINK, _WHO = "_shelf_trouble", "_shelf_link", "who saves"
_MOST = 12  # versions and scenarios that are listed


def keep_and_share(view: View) -> None:
    """Draw the row."""
    kept = drafts.saved()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(t("Your name"), key=_WHO, max_chars=40, placeholder=t("for the history"), width=180, persist_state="session")
        st.button(t("Save"), key="save scenario", type="primary", icon=":material/save:", disabled=not drafts.scenario().actions,
                  on_click=_try, args=(lambda: shelf.save(view, _by()),))  # fmt: skip
        if kept is not None:
            st.button(t("Save as new"), key="save as new", icon=":material/save_as:", on_click=_try,
                      args=(lambda: shelf.save_copy(view, _by()),))  # fmt: skip
        with st.popover(t("Saved scenarios"), icon=":material/folder_open:"):
            _saved_list()
        if kept is not None:
            with st.popover(t("History"), icon=":material/history:"):
                _history(kept)
        with st.popover(t("Share"), icon=":material/link:", disabled=not drafts.scenario().actions):
            _share(view)
    if kept is not None:
        st.caption(t("Saved as version {n}.", n=kept.version))
    trouble = state.chosen(_TROUBLE)
    if isinstance(trouble, BalanceError):
        st.error(literal(say(trouble.message)), icon=":material/error:")
        if isinstance(trouble, Conflict):
            with st.container(horizontal=True):
                st.button(t("Save mine as a copy"), key="save copy", on_click=_try, args=(lambda: shelf.save_copy(view, _by()),))
                if kept is not None and st.button(t("Open theirs"), key="open theirs"):
                    state.choose(_TROUBLE, None)
                    shelf.ask_for_version(kept, None)
                    st.rerun()


def _by() -> str:
    return str(state.chosen(_WHO, ""))


def _try(do: Callable[[], None]) -> None:
    """Do it and keep what went wrong, to be said."""
    try:
        do()
        state.choose(_TROUBLE, None)
    except BalanceError as wrong:
        state.choose(_TROUBLE, wrong)


def _saved_list() -> None:
    try:
        found = shelf.saved_scenarios()[:_MOST]
    except BalanceError as wrong:
        st.error(literal(say(wrong.message)), icon=":material/error:")
        return
    if not found:
        st.caption(t("Nothing is saved yet in this browser."))
    for document in found:
        label = t("{name} · {place} · {when}", name=document.name, place=document.place or "—", when=_when(document.saved_at))
        if st.button(literal(label), key=f"open {document.id}", width="stretch"):
            shelf.ask_for(document)
            st.rerun()


def _history(kept: drafts.Saved) -> None:
    try:
        versions = shelf.history(kept.document)[:_MOST]
    except BalanceError as wrong:
        st.error(literal(say(wrong.message)), icon=":material/error:")
        return
    for version in versions:
        count = int(version.what) if version.what.isdigit() else 0
        label = t("Version {n}, {who}, {when}: {actions}", n=version.number, who=version.saved_by or t("no name"),
                  when=_when(version.saved_at), actions=tn("{n} action", "{n} actions", count))  # fmt: skip
        if st.button(literal(label), key=f"version {version.number}", width="stretch", icon=":material/restore:"):
            shelf.ask_for_version(kept, version.number)
            st.rerun()


def _share(view: View) -> None:
    st.caption(t("Whoever has the link sees this county and this scenario, as they are now."))
    may = st.checkbox(t("They may save into it"), key="share may save", disabled=drafts.saved() is None)
    st.button(t("Make a link"), key="make link", on_click=_try,
              args=(lambda: state.choose(_LINK, shelf.share(view, may_save=bool(may))),))  # fmt: skip
    word = state.chosen(_LINK)
    if word:
        address = str(st.context.url or "").split("?")[0]
        st.code(f"{address}?{shelf.SHARED}={word}", language=None, wrap_lines=True)


def _when(moment: str) -> str:
    return moment[:16].replace("T", " ")
