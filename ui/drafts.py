"""The scenario on the table: its actions, what was before and after each step, and the prices it is reckoned with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from balance.errors import BalanceError
from balance.pricelist import Prices, load_prices
from balance.scenario.actions import Action, Add, Scenario
from balance.scenario.file import dump_scenario, parse_scenario
from ui import cached, state

__all__ = [
    "Saved",
    "Slot",
    "change",
    "edit",
    "edited",
    "laid_out",
    "lay_out",
    "lever_key",
    "levers_set",
    "note_saved",
    "open_scenario",
    "own_prices",
    "prices",
    "pull",
    "put_prices",
    "redo",
    "reset",
    "retitle",
    "round_of",
    "saved",
    "scenario",
    "steps",
    "undo",
]  # fmt: skip

# one lever of the what-if page: school code, stage ("" for what the stages share), bundle
Slot = tuple[str, str, str]
_REMEMBERED = 30  # steps that can be undone after a refresh
_DRAFT, _PRICES, _EDITED, _ROUND = "_draft", "_prices", "_edited", "_draft_round"


@dataclass(frozen=True, slots=True)
class Saved:
    """Where the scenario is kept: whose it is, which document, the version last seen, and what was kept then."""

    owner: str
    document: str
    version: int
    content: str


@dataclass(frozen=True, slots=True)
class _Draft:
    now: Scenario = field(default_factory=Scenario)
    past: tuple[Scenario, ...] = ()
    future: tuple[Scenario, ...] = ()
    saved: Saved | None = None


def _draft() -> _Draft:
    found: _Draft = state.chosen(_DRAFT, _Draft())
    return found


def scenario() -> Scenario:
    """The scenario on the table."""
    return _draft().now


def change(actions: Iterable[Action], *, editing: int | None = None) -> None:
    """Other actions instead of the present ones; what was can be brought back. `editing`: the action then worked on."""
    before = _draft()
    now = replace(before.now, actions=tuple(actions))
    if now != before.now:
        state.choose(_DRAFT, replace(before, now=now, past=(*before.past, before.now), future=()))
    state.choose(_EDITED, editing)


def retitle(title: str) -> None:
    """Give the scenario another name."""
    before = _draft()
    state.choose(_DRAFT, replace(before, now=replace(before.now, title=title)))


def edited() -> int | None:
    """Which action is being worked on."""
    at: int | None = state.chosen(_EDITED)
    return at if at is not None and at < len(scenario().actions) else None


def edit(at: int | None) -> None:
    """Work on this action; None: on none."""
    state.choose(_EDITED, at)
    _begin_round()


def steps() -> tuple[int, int]:
    """How many steps can be undone, and done again."""
    return len(_draft().past), len(_draft().future)


def undo() -> None:
    """Take the last step back."""
    before = _draft()
    if before.past:
        state.choose(_DRAFT, replace(before, now=before.past[-1], past=before.past[:-1], future=(before.now, *before.future)))
        _begin_round()


def redo() -> None:
    """Do the step again that was taken back last."""
    before = _draft()
    if before.future:
        state.choose(_DRAFT, replace(before, now=before.future[0], past=(*before.past, before.now), future=before.future[1:]))
        _begin_round()


def reset() -> None:
    """Take all actions off; that step can be undone too."""
    change(())
    _begin_round()


def open_scenario(other: Scenario, kept: Saved | None = None) -> None:
    """Put another scenario on the table; the one that lay there can be brought back by undo."""
    before = _draft()
    past = (*before.past, before.now) if before.now.actions else before.past
    state.choose(_DRAFT, _Draft(other, past, (), kept))
    state.choose(_EDITED, None)
    _begin_round()


def saved() -> Saved | None:
    """Where the scenario on the table is kept, if it is."""
    return _draft().saved


def note_saved(kept: Saved | None) -> None:
    """Remember where the scenario was saved."""
    state.choose(_DRAFT, replace(_draft(), saved=kept))


def round_of() -> int:
    """Counts how often the actions were changed otherwise than by the fields that show them: fields of a new round show
    the actions as they are."""
    return int(state.chosen(_ROUND, 0))


def _begin_round() -> None:
    state.choose(_ROUND, round_of() + 1)
    for slot in state.keys_of("lever|"):
        _, school, stage, bundle = slot.split("|", 3)
        state.choose(slot, int(levers_set().get((school, stage, bundle), 0)))


def lever_key(slot: Slot) -> str:
    """The key of a lever's slider."""
    return "lever|" + "|".join(slot)


def _slot(action: Action) -> Slot | None:
    """The lever that says the same as an action; None where none does."""
    if isinstance(action, Add) and action.on and not action.schools and not action.county:
        return action.school, action.stage or "", action.resource
    return None


def levers_set() -> dict[Slot, float]:
    """What the levers stand at."""
    found: dict[Slot, float] = {}
    for action in scenario().actions:
        slot = _slot(action)
        if slot is not None and isinstance(action, Add):
            found.setdefault(slot, action.amount)
    return found


def pull(slot: Slot) -> None:
    """Take over what a lever's slider shows: it changes the action that says the same, or makes or ends one."""
    amount = float(state.chosen(lever_key(slot)))
    actions = list(scenario().actions)
    at = next((i for i, action in enumerate(actions) if _slot(action) == slot), None)
    if at is None:
        if amount > 0:
            school, stage, bundle = slot
            actions.append(Add(school, bundle, amount, stage or None))  # type: ignore[arg-type]
    elif amount > 0:
        actions[at] = replace(actions[at], amount=amount)  # type: ignore[call-arg]
    else:
        del actions[at]
    change(actions)
    state.choose(_ROUND, round_of() + 1)


def prices() -> Prices:
    """The prices that are reckoned with: the user's own, else the ones that come with the program."""
    own = own_prices()
    return cached.prices_of(own) if own else load_prices()


def own_prices() -> str:
    """The user's own price file; "" where there is none."""
    return str(state.chosen(_PRICES, ""))


def put_prices(text: str) -> None:
    """Reckon with another price file; "": with the one that comes with the program."""
    state.choose(_PRICES, text)


def laid_out() -> dict[str, Any]:
    """The draft as plain values; `lay_out` brings it back."""
    draft = _draft()
    kept = draft.saved
    return {
        "now": dump_scenario(draft.now),
        "past": [dump_scenario(step) for step in draft.past[-_REMEMBERED:]],
        "future": [dump_scenario(step) for step in draft.future[:_REMEMBERED]],
        "saved": [kept.owner, kept.document, kept.version, kept.content] if kept else None,
        "prices": own_prices(),
    }


def lay_out(record: dict[str, Any]) -> None:
    """Bring a draft back, before anything is drawn. Raises `BrokenScenario` where it cannot be understood."""
    past, future = (tuple(parse_scenario(step) for step in record[key]) for key in ("past", "future"))
    kept = record["saved"]
    now = parse_scenario(record["now"])
    state.choose(_DRAFT, _Draft(now, past, future, Saved(*kept) if kept else None))
    try:
        if record["prices"]:
            cached.prices_of(record["prices"])
        put_prices(record["prices"])
    except BalanceError:
        put_prices("")  # prices of another program version: the scenario is worth more than they are
    _begin_round()
