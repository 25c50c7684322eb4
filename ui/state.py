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
    "Additions", "Loaded", "Slot", "additions", "back_to_sample", "can_undo", "choose", "chosen", "is_framed", "lang", "lever_key",
    "load_county", "loaded", "mark_framed", "mistake", "newly", "note_mistake", "note_pick", "pull", "reset", "take_pick", "undo",
]  # fmt: skip

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


def is_framed() -> bool:
    """Whether the page frame has been drawn in this session."""
    return bool(st.session_state.get("_framed"))


def mark_framed() -> None:
    """Note that the page frame is being drawn."""
    st.session_state["_framed"] = True


def loaded() -> Loaded | None:
    """The county that was uploaded, None before that."""
    return st.session_state.get("_loaded")


def load_county(key: str, county: County) -> None:
    """Put another county on the table: the what-if starts afresh."""
    st.session_state["_loaded"] = Loaded(key, county)
    st.session_state.pop("_mistake", None)
    _fresh_start()


def back_to_sample() -> None:
    """Take the uploaded county off the table."""
    st.session_state.pop("_loaded", None)
    st.session_state.pop("_mistake", None)
    _fresh_start()


def _fresh_start() -> None:
    """Nothing added, nothing to undo: the levers belong to another county."""
    st.session_state["_additions"], st.session_state["_past"] = {}, []
    for key in [key for key in st.session_state if str(key).startswith("lever|")]:
        del st.session_state[key]


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


def lever_key(slot: Slot) -> str:
    """The key of a lever's slider."""
    return "lever|" + "|".join(slot)


def pull(slot: Slot) -> None:
    """Take over what a lever's slider shows, keeping what was before for undo."""
    now, amount = additions(), float(st.session_state[lever_key(slot)])
    _keep_for_undo()
    if amount > 0:
        now[slot] = amount
    else:
        now.pop(slot, None)
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
        _set_levers()


def reset() -> None:
    """Take all additions back; that step can be undone too."""
    if additions():
        _keep_for_undo()
    st.session_state["_additions"] = {}
    _set_levers()


def note_pick(stage: str, school: str) -> None:
    """Keep a school clicked in a chart until the list is drawn again."""
    st.session_state[f"_pick {stage}"] = school


def take_pick(stage: str) -> str | None:
    """The school clicked last, once."""
    return st.session_state.pop(f"_pick {stage}", None)


def _keep_for_undo() -> None:
    st.session_state["_past"] = [*st.session_state.get("_past", []), additions()]


def _set_levers() -> None:
    """Bring the sliders in line with the additions."""
    now = additions()
    for key in list(st.session_state):
        if str(key).startswith("lever|"):
            _, school, stage, bundle = str(key).split("|", 3)
            st.session_state[key] = int(now.get((school, stage, bundle), 0))
