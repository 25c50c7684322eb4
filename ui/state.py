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
    "Additions", "Loaded", "Slot", "additions", "back_to_sample", "browser_lang", "can_undo", "choose", "chosen",
    "is_chosen", "is_framed", "is_new", "laid_out", "lang", "lay_out", "lever_key", "load_county", "loaded",
    "mark_chosen", "mark_framed", "mistake", "newly", "note_mistake", "note_password", "note_pick", "passwords",
    "pull", "read_address", "reset", "take_fresh", "take_pick", "undo", "upload_round", "waiting", "write_address",
]  # fmt: skip

# one lever of the what-if page: school code, stage ("" for what the stages share), bundle
Slot = tuple[str, str, str]
Additions = dict[Slot, float]
_REMEMBERED = 30  # steps that can be undone after a refresh
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
    """What is being tried on the table, as plain values; `lay_out` brings it back."""
    past = st.session_state.get("_past", [])[-_REMEMBERED:]
    controls = {key: st.session_state.get(key) for key in ("standard", "stage", "county")}
    return {"additions": _plain(additions()), "past": [_plain(step) for step in past], "controls": controls}


def lay_out(record: dict[str, Any]) -> None:
    """Bring back what was being tried, and what the controls showed where the address does not say otherwise; before
    the controls are drawn."""
    for key, value in record.get("controls", {}).items():
        if value is not None and not is_chosen(key):
            st.session_state[key] = value
            take_fresh()
    st.session_state["_additions"] = _slots(record.get("additions", []))
    st.session_state["_past"] = [_slots(step) for step in record.get("past", [])]
    _set_levers()


def _plain(step: Additions) -> list[list[Any]]:
    return [[*slot, amount] for slot, amount in step.items()]


def _slots(entries: list[list[Any]]) -> Additions:
    return {(str(school), str(stage), str(bundle)): float(amount) for school, stage, bundle, amount in entries}


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
    was tried on schools that are still there."""
    before = loaded()
    st.session_state["_loaded"] = fresh
    if before is None or before.mark != fresh.mark:
        _fresh_start()
        return
    st.session_state.pop("_mistake", None)
    codes = set(fresh.county.words("school_code").tolist())
    for name in ("_additions", "_past"):
        kept = st.session_state.get(name)
        if kept:
            steps = kept if isinstance(kept, list) else [kept]
            pruned = [{slot: amount for slot, amount in step.items() if slot[0] in codes} for step in steps]
            st.session_state[name] = pruned if isinstance(kept, list) else pruned[0]


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
    st.session_state["_additions"], st.session_state["_past"] = {}, []
    for key in [key for key in st.session_state if str(key).startswith("lever|")]:
        del st.session_state[key]


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
