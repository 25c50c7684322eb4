"""Scenarios as JSON files, in and out; reading back what was written gives the same scenario."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from balance.baseline import Baseline, baseline_record, parse_baseline
from balance.errors import BrokenScenario, UnusableInput
from balance.scenario.actions import Scenario
from balance.scenario.entries import action_of, entry_of, plain
from balance.words import msg

__all__ = ["FORMAT", "VERSION", "dump_scenario", "load_scenario", "parse_scenario"]

FORMAT, VERSION = "balance-scenario", 1


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
        actions=tuple(action_of(entry, number) for number, entry in enumerate(actions, 1)),
        title=_text(raw, "title"),
        note=_text(raw, "note"),
        baseline=_text(raw, "baseline"),
        made_for=_made_for(raw),
    )


def dump_scenario(scenario: Scenario) -> str:
    """The scenario as JSON text."""
    record: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "title": scenario.title,
        "note": scenario.note,
        "baseline": scenario.baseline,
        "actions": [entry_of(action) for action in scenario.actions],
    }
    if scenario.made_for is not None:
        record["made_for"] = baseline_record(scenario.made_for)
    return json.dumps(record, ensure_ascii=False, indent=1, default=plain)


def _text(raw: Mapping[str, object], key: str) -> str:
    got = raw.get(key, "")
    if not isinstance(got, str):
        raise BrokenScenario(msg("“{key}” must be a text.", key=key))
    return got


def _made_for(raw: Mapping[str, object]) -> Baseline | None:
    got = raw.get("made_for")
    if got is None:
        return None
    try:
        return parse_baseline(got)
    except (TypeError, ValueError, KeyError, AttributeError) as wrong:
        raise BrokenScenario(msg("“{key}” cannot be understood.", key="made_for")) from wrong
