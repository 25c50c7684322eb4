"""The session: language, data, standard, stage, and the what-if on the table. The only file that touches
``st.session_state``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from balance.columns import STAGES_JUDGED
from balance.corrections import Correction
from balance.county import County
from balance.errors import BalanceError
from balance.standard_file import BUILT_IN
from balance.words import LANGUAGES

__all__ = [
    "Loaded", "back_to_sample", "browser_lang", "choose", "chosen", "is_chosen", "is_framed", "is_new", "keys_of",
    "laid_out", "lang", "lay_out", "load_county", "loaded", "mark_chosen", "mark_framed", "mistake", "newly",
    "note_mistake", "note_password", "note_pick", "passwords", "read_address", "take_fresh", "take_pick",
    "upload_round", "waiting", "write_address",
]  # fmt: skip

# what a page's address may ask for, and the values allowed (None: looked at where it is used)
_ADDRESSED: dict[str, tuple[str, ...] | None] = {
    "lang": LANGUAGES, "standard": BUILT_IN, "stage": STAGES_JUDGED, "county": None,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Loaded:
    """The county on the table: `key` changes with its content, so that judgements can be kept by it; `mark` with the
    files alone. `files`: name and bytes, `corrections`: what was settled about them, in order."""

    key: str
    county: County
    mark: str
    files: tuple[tuple[str, bytes], ...] = ()
    corrections: tuple[Correction, ...] = ()


def laid_out() -> dict[str, Any]:
    """What the controls show, as plain values; `lay_out` brings it back."""
    return {key: st.session_state.get(key) for key in ("standard", "stage", "county")}


def lay_out(controls: dict[str, Any]) -> None:
    """Bring back what the controls showed where the address does not say otherwise; before they are drawn."""
    for key, value in controls.items():
        if value is not None and not is_chosen(key):
            st.session_state[key] = value
            take_fresh()


def browser_lang() -> str:
    """The browser's language among ours, Chinese where it asks for another."""
    return "en" if str(st.context.locale or "").lower().startswith("en") else "zh"


def lang() -> str:
    """The reader's language: the one chosen, else the browser's."""
    picked = st.session_state.get("lang")
    return str(picked) if picked in LANGUAGES else browser_lang()


def read_address() -> None:
    """Take over, once a session, what the page's address asks for; what it asks wrongly is passed over."""
    if st.session_state.get("_address_read"):
        return
    st.session_state["_address_read"] = True
    for key, allowed in _ADDRESSED.items():
        value = st.query_params.get(key)
        if value and (allowed is None or value in allowed):
            st.session_state[key] = value
            mark_chosen(key)


def write_address() -> None:
    """Put what the reader chose into the page's address, in words of no language: a refresh or a link brings it back."""
    for key in _ADDRESSED:
        value = st.session_state.get(key)
        if is_chosen(key) and value and st.query_params.get(key) != value:
            st.query_params[key] = value


def mark_chosen(key: str) -> None:
    """Note that the reader chose this control's value; what nobody chose follows the data."""
    st.session_state[f"_chose {key}"] = True


def is_chosen(key: str) -> bool:
    """Whether the reader chose this control's value."""
    return bool(st.session_state.get(f"_chose {key}"))


def is_framed() -> bool:
    """Whether the page frame has been drawn in this session."""
    return bool(st.session_state.get("_framed"))


def mark_framed() -> None:
    """Note that the page frame is being drawn."""
    st.session_state["_framed"] = True


def loaded() -> Loaded | None:
    """The county that was uploaded, None before that."""
    return st.session_state.get("_loaded")


def load_county(fresh: Loaded) -> None:
    """Put a county on the table. Another one starts the what-if afresh; the same files with other corrections keep what
    was tried."""
    before = loaded()
    st.session_state["_loaded"] = fresh
    if before is None or before.mark != fresh.mark:
        _fresh_start()
        return
    st.session_state.pop("_mistake", None)


def passwords() -> dict[str, str]:
    """The passwords given in this session, by file; never kept beyond it."""
    return dict(st.session_state.get("_passwords", {}))


def note_password(file: str, password: str) -> None:
    """Keep a file's password for this session."""
    st.session_state["_passwords"] = {**passwords(), file: password}


def waiting() -> tuple[tuple[str, bytes], ...]:
    """The files that could not be used because one of them asks for its password."""
    return st.session_state.get("_waiting", ())


def back_to_sample() -> None:
    """Take the uploaded county off the table."""
    st.session_state.pop("_loaded", None)
    st.session_state["_upload_round"] = upload_round() + 1
    _fresh_start()


def _fresh_start() -> None:
    """Nothing added, nothing to undo, nothing tried: all that belonged to another county."""
    for name in ("_mistake", "_tried", "_waiting"):
        st.session_state.pop(name, None)
    st.session_state["_fresh"] = True
    for key in [key for key in st.session_state if key == "_draft" or str(key).startswith(("lever|", "field|", "goal|"))]:
        del st.session_state[key]
    # what a plan is asked for stays, but for what it says of single schools
    goal = st.session_state.get("_goal", {})
    st.session_state["_goal"] = {name: value for name, value in goal.items() if name not in ("excluded", "caps")}


def take_fresh() -> bool:
    """Whether another county came to the table since this was last asked."""
    return bool(st.session_state.pop("_fresh", False))


def upload_round() -> int:
    """Counts how often the table was cleared: an upload field of a new round is empty."""
    return int(st.session_state.get("_upload_round", 0))


def is_new(mark: str) -> bool:
    """Whether files with this fingerprint are neither on the table nor the ones that were just refused."""
    at_hand = loaded()
    return mark != st.session_state.get("_tried") and (at_hand is None or mark != at_hand.mark)


def note_mistake(mark: str, wrong: BalanceError, files: tuple[tuple[str, bytes], ...] = ()) -> None:
    """Keep why the last upload could not be used; the county on the table stays. `files` wait for a password."""
    st.session_state["_tried"], st.session_state["_mistake"] = mark, wrong
    st.session_state["_waiting"] = files


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


def keys_of(prefix: str) -> list[str]:
    """The keys that begin so."""
    return [str(key) for key in st.session_state if str(key).startswith(prefix)]


def note_pick(stage: str, school: str) -> None:
    """Keep a school clicked in a chart until the list is drawn again."""
    st.session_state[f"_pick {stage}"] = school


def take_pick(stage: str) -> str | None:
    """The school clicked last, once."""
    return st.session_state.pop(f"_pick {stage}", None)
