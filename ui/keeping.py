"""A refresh or a lost connection loses nothing: what stands on the table is kept, and comes back by the page's address."""

from __future__ import annotations

import json
import secrets
from typing import Any

import streamlit as st

from balance.casefile import Casefile, pack, unpack
from balance.corrections import from_records, to_records
from balance.errors import BalanceError, BrokenCasefile
from balance.words import msg
from balance.workbook.sheets import Source, unlocked
from ui import cached, drafts, goals, state
from ui.intake import take_in

__all__ = ["UNKEPT", "keep", "restore"]

_UNREADABLE = msg("What was kept cannot be opened again: it is damaged or of another program.")
UNKEPT = "_unkept"  # the session's note of why the table could not be kept
_KEPT = "_kept"  # the session's note of the word and of what was kept last
_TABLE = "table"  # the address's part with that word


def restore() -> None:
    """Once a session: bring back what was kept under the word in the page's address. What cannot be brought back is said."""
    word = str(st.query_params.get(_TABLE, ""))
    if not state.newly("restored", True) or not word or state.loaded() is not None:
        return
    try:
        store = cached.store()
        about = store.workspace(word)
        if about is None:
            return
        record = json.loads(about)
        files = store.workspace(f"{word}/files") if record["mark"] else None
        if files is not None:
            take_in(unpack(files).files, from_records(record["corrections"]))
        state.choose(_KEPT, (word, about))
        state.lay_out(record["controls"])
        drafts.lay_out(record["draft"])
        goals.lay_out(record.get("goal", {}))
    except (BalanceError, KeyError, TypeError, ValueError) as wrong:  # kept by another version of the program
        state.note_mistake("", wrong if isinstance(wrong, BalanceError) else BrokenCasefile(_UNREADABLE))


def keep() -> None:
    """Keep what stands on the table where it changed since it was last kept."""
    now, (word, before) = state.loaded(), state.chosen(_KEPT, ("", b""))
    draft, goal = drafts.laid_out(), goals.laid_out()
    tried = drafts.scenario().actions or drafts.steps() != (0, 0) or drafts.own_prices() or goal
    if not word and now is None and not tried:
        return
    word = word or secrets.token_urlsafe(12)
    corrections = to_records(now.corrections if now else ())
    record = {"mark": now.mark if now else "", "corrections": corrections, "controls": state.laid_out(), "draft": draft,
              "goal": goal}  # fmt: skip
    about = json.dumps(record, ensure_ascii=False).encode()
    if about != before:
        try:
            store = cached.store()
            if now is not None and _mark(before) != now.mark:
                store.keep_workspace(f"{word}/files", pack(Casefile(_opened(now.files))))
            store.keep_workspace(word, about)
        except BalanceError as wrong:
            state.choose(UNKEPT, wrong)
            return
        state.choose(_KEPT, (word, about))
        state.choose(UNKEPT, None)
    if st.query_params.get(_TABLE) != word:
        st.query_params[_TABLE] = word


def _mark(about: bytes) -> str:
    record: dict[str, Any] = json.loads(about) if about else {}
    return str(record.get("mark", ""))


def _opened(files: tuple[tuple[str, bytes], ...]) -> tuple[tuple[str, bytes], ...]:
    """The files without the passwords that were given: these are never kept."""
    given = state.passwords()
    return tuple(
        (name, unlocked(Source(name, content), given[name]).content if name in given else content)
        for name, content in files
    )
