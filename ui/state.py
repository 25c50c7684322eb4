"""The session: language, data, standard, stage, and the what-if on the table. The only file that touches
``st.session_state``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from balance.county import County
from balance.errors import BalanceError
from balance.words import LANGUAGES

__all__ = [
    "Additions",
    "Loaded",
    "Slot",
    "additions",
    "back_to_sample",
    "can_undo",
    "choose",
    "chosen",
    "lang",
    "load_county",
    "loaded",
    "mistake",
    "newly",
    "note_mistake",
    "remember",
    "reset",
    "undo",
]

# one lever of the what-if page: school code, stage ("" for what the stages share), bundle
Slot = tuple[str, str, str]
Additions = dict[Slot, float]


@dataclass(frozen=True, slots=True)
class Loaded:
    """The county on the table. `key` changes with its content, so that judgements can be kept by it."""

    key: str
    county: County


def lang() -> str:
    """The reader's language: the one chosen, else the browser's, else Chinese."""
    picked = st.session_state.get("lang")
    if picked in LANGUAGES:
        return str(picked)
    return "en" if str(st.context.locale or "").lower().startswith("en") else "zh"


def loaded() -> Loaded | None:
    """The county that was uploaded, None before that."""
    return st.session_state.get("_loaded")


def load_county(key: str, county: County) -> None:
    """Put another county on the table: the what-if starts afresh."""
    st.session_state["_loaded"] = Loaded(key, county)
    st.session_state.pop("_mistake", None)
    reset()


def back_to_sample() -> None:
    """Take the uploaded county off the table."""
    st.session_state.pop("_loaded", None)
    st.session_state.pop("_mistake", None)
    reset()


def note_mistake(wrong: BalanceError) -> None:
    """Keep why the last upload could not be used; the county on the table stays."""
    st.session_state["_mistake"] = wrong


def mistake() -> BalanceError | None:
    """Why the last upload could not be used."""
    return st.session_state.get("_mistake")


def chosen(key: str, default: Any = None) -> Any:
    """What a keyed control holds."""
    return st.session_state.get(key, default)


def choose(key: str, value: Any) -> None:
    """Set a keyed control; only before it is drawn, or in a callback."""
    st.session_state[key] = value


def newly(key: str, value: Any) -> bool:
    """Whether this value is another one than at the last call with this key: a click counts once."""
    fresh = st.session_state.get(f"_last {key}") != value
    st.session_state[f"_last {key}"] = value
    return fresh


def additions() -> Additions:
    """The additions of the what-if page, by lever."""
    return dict(st.session_state.get("_additions", {}))


def remember(slot: Slot, amount: float) -> None:
    """Set one lever, keeping what was before for undo."""
    now = additions()
    st.session_state["_past"] = [*st.session_state.get("_past", []), now]
    if amount > 0:
        now[slot] = amount
    else:
        now = {key: value for key, value in now.items() if key != slot}
    st.session_state["_additions"] = now


def can_undo() -> bool:
    """Whether there is a step to take back."""
    return bool(st.session_state.get("_past"))


def undo() -> None:
    """Take the last step back."""
    past = list(st.session_state.get("_past", []))
    if past:
        st.session_state["_additions"] = past.pop()
        st.session_state["_past"] = past
        _forget_levers()


def reset() -> None:
    """Take all additions back; the step itself can be undone while the county stays."""
    if additions():
        st.session_state["_past"] = [*st.session_state.get("_past", []), additions()]
    st.session_state["_additions"] = {}
    _forget_levers()


def _forget_levers() -> None:
    # levers are drawn from the additions: what the widgets themselves remember must not come back
    for key in [key for key in st.session_state if str(key).startswith("lever ")]:
        del st.session_state[key]
