"""Scenarios as JSON files, in and out."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from balance.errors import BrokenScenario, UnusableInput
from balance.scenario.actions import Add, Scenario
from balance.words import msg

__all__ = ["FORMAT", "VERSION", "dump_scenario", "load_scenario", "parse_scenario"]

FORMAT, VERSION = "balance-scenario", 1
_LARGEST = sys.float_info.max  # JSON knows whole numbers beyond what a float holds
_KEYS = ("do", "school", "county", "resource", "stage", "amount", "note")
_KNOWN = ("add", "move", "enrol", "move_pupils", "merge", "close", "open")


def load_scenario(path: str) -> Scenario:
    """The scenario in a file; `UnusableInput` where it cannot be read, `BrokenScenario` where it is not one."""
    try:
        text = Path(path).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as wrong:
        raise UnusableInput(msg("The scenario file “{path}” cannot be read.", path=path)) from wrong
    return parse_scenario(text)


def parse_scenario(text: str) -> Scenario:
    """The scenario in a JSON text."""
    try:
        raw = json.loads(text)
    except json.JSONDecodeError as wrong:
        raise BrokenScenario(
            msg("The scenario is not JSON: line {line}, column {column}.", line=wrong.lineno, column=wrong.colno)
        ) from wrong
    except (RecursionError, ValueError) as wrong:  # nested too deep, or a number with too many digits
        raise BrokenScenario(msg("The scenario is no JSON that a scenario file can hold.")) from wrong
    if not isinstance(raw, Mapping) or raw.get("format") != FORMAT:
        raise BrokenScenario(msg("This is no scenario file: “format” must be “{format}”.", format=FORMAT))
    if raw.get("version") != VERSION:
        raise BrokenScenario(
            msg("Scenario version {got} is not known; this program reads {want}.", got=raw.get("version"), want=VERSION)
        )
    actions = raw.get("actions")
    if not isinstance(actions, list):
        raise BrokenScenario(msg("“actions” must be a list."))
    return Scenario(
        actions=tuple(_action(entry, number) for number, entry in enumerate(actions, 1)),
        title=_text(raw, "title"),
        note=_text(raw, "note"),
        baseline=_text(raw, "baseline"),
    )


def dump_scenario(scenario: Scenario) -> str:
    """The scenario as JSON text; reading it back gives the same scenario."""
    entries = []
    for action in scenario.actions:
        entry: dict[str, object] = {"do": "add", "school": action.school, "resource": action.resource}
        if action.stage is not None:
            entry["stage"] = action.stage
        if action.county:
            entry["county"] = action.county
        entry["amount"] = action.amount
        entries.append(entry)
    return json.dumps(
        {
            "format": FORMAT,
            "version": VERSION,
            "title": scenario.title,
            "note": scenario.note,
            "baseline": scenario.baseline,
            "actions": entries,
        },
        ensure_ascii=False,
        indent=1,
    )


def _text(raw: Mapping[str, object], key: str) -> str:
    got = raw.get(key, "")
    if not isinstance(got, str):
        raise BrokenScenario(msg("“{key}” must be a text.", key=key))
    return got


def _action(entry: object, number: int) -> Add:
    if not isinstance(entry, Mapping):
        raise BrokenScenario(msg("Action {number} is not an object.", number=number))
    do = entry.get("do")
    if do not in _KNOWN:
        raise BrokenScenario(
            msg("Action {number}: “{do}” is not known; known: {known}.", number=number, do=do, known=list(_KNOWN))
        )
    if do != "add":
        raise BrokenScenario(msg("Action {number}: this version cannot do “{do}” yet, only “add”.", number=number, do=do))
    for key in entry:
        if key not in _KEYS:
            raise BrokenScenario(
                msg("Action {number}: “{key}” is not known; known: {known}.", number=number, key=key, known=list(_KEYS))
            )
    stage, amount = entry.get("stage"), entry.get("amount")
    if stage is not None and stage not in ("primary", "junior"):
        raise BrokenScenario(
            msg("Action {number}: “stage” is “{got}”; allowed: primary, junior.", number=number, got=stage)
        )
    if isinstance(amount, bool) or not isinstance(amount, (int, float)) or not abs(amount) <= _LARGEST:
        raise BrokenScenario(msg("Action {number}: “amount” must be a number.", number=number))
    for key in ("school", "resource"):
        if not isinstance(entry.get(key), str) or not entry[key]:
            raise BrokenScenario(msg("Action {number}: “{key}” is missing.", number=number, key=key))
    return Add(entry["school"], entry["resource"], float(amount), stage, _text(entry, "county"))
