"""One action as an entry of a scenario file, in and out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from balance.columns import STAGES_JUDGED, Stage
from balance.errors import BrokenScenario
from balance.scenario import actions as to_do
from balance.scenario.actions import Action, Fact, Placed
from balance.words import Message, msg

__all__ = ["action_of", "entry_of", "plain"]

_LARGEST = sys.float_info.max  # JSON knows whole numbers beyond what a float holds


@dataclass(slots=True)
class _Entry:
    """One entry being read: what is taken is checked, what nobody took is refused."""

    raw: Mapping[str, Any]
    number: int
    taken: set[str]

    def refuse(self, why: Message) -> BrokenScenario:
        return BrokenScenario(msg("Action {number}: {why}", number=self.number, why=why))

    def take(self, key: str) -> Any:
        self.taken.add(key)
        return self.raw.get(key)

    def has(self, key: str) -> bool:
        self.taken.add(key)
        return key in self.raw

    def text(self, key: str, default: str | None = None) -> str:
        got = self.take(key)
        if got is None and default is not None:
            return default
        if not isinstance(got, str) or (not got and default is None):
            raise self.refuse(msg("“{key}” is missing.", key=key) if not got else msg("“{key}” must be a text.", key=key))
        return got

    def texts(self, key: str) -> tuple[str, ...]:
        got = self.take(key)
        if not isinstance(got, list) or not got or not all(isinstance(entry, str) and entry for entry in got):
            raise self.refuse(msg("“{key}” must be a list of schools.", key=key))
        return tuple(got)

    def number_of(self, key: str) -> float:
        return _number(self, key, self.take(key))

    def stage(self, key: str = "stage") -> Stage | None:
        return _stage(self, key, self.take(key))

    def flag(self, key: str) -> bool:
        got = self.take(key)
        if got is not None and not isinstance(got, bool):
            raise self.refuse(msg("“{key}” must be true or false.", key=key))
        return got is not False

    def done(self) -> None:
        for key in self.raw:
            if key not in self.taken:
                raise self.refuse(msg("“{key}” is not known; known: {known}.", key=key, known=sorted(self.taken)))


def _number(entry: _Entry, key: str, got: object) -> float:
    if isinstance(got, bool) or not isinstance(got, (int, float)) or not abs(got) <= _LARGEST:
        raise entry.refuse(msg("“{key}” must be a number.", key=key))
    return float(got)


def _stage(entry: _Entry, key: str, got: object) -> Stage | None:
    if got is None:
        return None
    for stage in STAGES_JUDGED:
        if got == stage:
            return stage
    raise entry.refuse(msg("“{key}” is “{got}”; allowed: primary, junior.", key=key, got=got))


def action_of(raw: object, number: int) -> Action:
    """The action in an entry. Raises `BrokenScenario` with the entry's number and the key."""
    if not isinstance(raw, Mapping):
        raise BrokenScenario(msg("Action {number} is not an object.", number=number))
    do = raw.get("do")
    if not isinstance(do, str) or do not in _READ:
        raise BrokenScenario(
            msg("Action {number}: “{do}” is not known; known: {known}.", number=number, do=do, known=list(_READ))
        )
    entry = _Entry(raw, number, {"do"})
    kept: dict[str, Any] = {"note": entry.text("note", ""), "on": entry.flag("on")}
    action = _READ[do](entry, kept)
    entry.done()
    return action


def _add(entry: _Entry, kept: dict[str, Any]) -> Action:
    resource, stage, county = entry.text("resource"), entry.stage(), entry.text("county", "")
    if entry.has("to"):
        schools = entry.texts("schools") if entry.has("schools") else (entry.text("school"),) if entry.has("school") else None
        to, indicator = entry.text("to"), entry.text("indicator")
        return to_do.AddUpTo(resource, to, indicator, stage, schools, county, **kept)
    amount = entry.number_of("amount")
    if entry.has("schools"):
        return to_do.Add("", resource, amount, stage, county, entry.texts("schools"), **kept)
    return to_do.Add(entry.text("school"), resource, amount, stage, county, **kept)


def _move(entry: _Entry, kept: dict[str, Any]) -> Action:
    amount = entry.number_of("amount") if entry.has("amount") or not entry.has("share") else None
    return to_do.Move(
        entry.text("resource"), entry.text("from"), entry.text("to"), amount, entry.stage(), entry.stage("to_stage"),
        entry.number_of("share") if entry.has("share") else None, entry.text("county", ""), **kept,
    )  # fmt: skip


def _classes(entry: _Entry) -> float | None:
    return entry.number_of("classes") if entry.has("classes") else None


def _enrol(entry: _Entry, kept: dict[str, Any]) -> Action:
    return to_do.Enrol(
        entry.text("school"), entry.number_of("pupils"), entry.stage(), _classes(entry), entry.text("county", ""), **kept
    )


def _move_pupils(entry: _Entry, kept: dict[str, Any]) -> Action:
    return to_do.MovePupils(
        entry.text("from"), entry.text("to"), entry.number_of("pupils"), entry.stage(), _classes(entry),
        entry.text("county", ""), **kept,
    )  # fmt: skip


def _merge(entry: _Entry, kept: dict[str, Any]) -> Action:
    return to_do.Merge(
        entry.texts("schools"), entry.text("into"), entry.text("buildings", "keep"), entry.text("county", ""), **kept
    )


def _placed(entry: _Entry, key: str) -> tuple[Placed, ...]:
    """{"学校": 40} or, where there are several stages, {"学校": {"primary": 40, "junior": 20}}."""
    got = entry.take(key)
    if got is None:
        return ()
    if not isinstance(got, Mapping):
        raise entry.refuse(msg("“{key}” must say how many pupils go with which school.", key=key))
    found = []
    for school, pupils in got.items():
        if isinstance(pupils, Mapping):
            found += [Placed(school, _number(entry, key, n), _stage(entry, key, stage)) for stage, n in pupils.items()]
        else:
            found.append(Placed(school, _number(entry, key, pupils)))
    return tuple(found)


def _close(entry: _Entry, kept: dict[str, Any]) -> Action:
    return to_do.Close(
        entry.text("school"), _placed(entry, "pupils_to"), entry.text("resources_to", ""), entry.text("county", ""), **kept
    )


def _fact(entry: _Entry, key: str, got: object) -> Fact:
    if isinstance(got, (str, bool)):
        return got
    return _number(entry, key, got)


def _open(entry: _Entry, kept: dict[str, Any]) -> Action:
    got = entry.take("school")
    if not isinstance(got, Mapping) or not got:
        raise entry.refuse(msg("“{key}” must hold the columns of the new school.", key="school"))
    columns = tuple((name, _fact(entry, name, value)) for name, value in got.items() if value is not None)
    return to_do.Open(columns, _placed(entry, "pupils_from"), **kept)


def _set(entry: _Entry, kept: dict[str, Any]) -> Action:
    value = _fact(entry, "value", entry.take("value"))
    return to_do.Set(entry.text("school"), entry.text("column"), value, entry.text("county", ""), **kept)


_READ: dict[str, Callable[[_Entry, dict[str, Any]], Action]] = {
    "add": _add, "move": _move, "enrol": _enrol, "move_pupils": _move_pupils, "merge": _merge, "close": _close,
    "open": _open, "set": _set,
}  # fmt: skip


def entry_of(action: Action) -> dict[str, Any]:
    """An action as an entry; what is as it usually is stays out."""
    entry = _written(action)
    if isinstance(action, to_do.Open):
        pass
    elif action.county:
        entry["county"] = action.county
    if action.note:
        entry["note"] = action.note
    if not action.on:
        entry["on"] = False
    return {key: value for key, value in entry.items() if value is not None}


def _written(action: Action) -> dict[str, Any]:
    match action:
        case to_do.Add():
            who = {"schools": list(action.schools)} if action.schools else {"school": action.school}
            return {"do": "add", **who, "resource": action.resource, "stage": action.stage, "amount": plain(action.amount)}
        case to_do.AddUpTo():
            who = {} if action.schools is None else {"schools": list(action.schools)}
            return {"do": "add", **who, "resource": action.resource, "stage": action.stage, "to": action.to,
                    "indicator": action.indicator}  # fmt: skip
        case to_do.Move():
            return {"do": "move", "resource": action.resource, "stage": action.stage, "to_stage": action.to_stage,
                    "from": action.giver, "to": action.taker, "amount": plain(action.amount), "share": action.share}  # fmt: skip
        case to_do.Enrol():
            return {"do": "enrol", "school": action.school, "stage": action.stage, "pupils": plain(action.pupils),
                    "classes": plain(action.classes)}  # fmt: skip
        case to_do.MovePupils():
            return {"do": "move_pupils", "stage": action.stage, "from": action.giver, "to": action.taker,
                    "pupils": plain(action.pupils), "classes": plain(action.classes)}  # fmt: skip
        case to_do.Merge():
            buildings = None if action.buildings == "keep" else action.buildings
            return {"do": "merge", "schools": list(action.schools), "into": action.into, "buildings": buildings}
        case to_do.Close():
            return {"do": "close", "school": action.school, "pupils_to": _placed_out(action.pupils_to),
                    "resources_to": action.resources_to or None}  # fmt: skip
        case to_do.Open():
            columns = {name: value if isinstance(value, bool) else plain(value) for name, value in action.school}
            return {"do": "open", "school": columns, "pupils_from": _placed_out(action.pupils_from)}
        case to_do.Set():
            value = action.value if isinstance(action.value, bool) else plain(action.value)
            return {"do": "set", "school": action.school, "column": action.column, "value": value}


def _placed_out(placed: tuple[Placed, ...]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for entry in placed:
        if entry.stage is None:
            out[entry.school] = plain(entry.pupils)
        else:
            out.setdefault(entry.school, {})[entry.stage] = plain(entry.pupils)
    return out


def plain(value: Any) -> Any:
    """A whole number without its decimal point; anything else as it is."""
    return int(value) if isinstance(value, float) and value == int(value) and abs(value) < 2**53 else value
