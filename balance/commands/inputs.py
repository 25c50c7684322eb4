"""What the commands are given: files, a county in them, a standard with its concessions, a scenario."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from getpass import getpass
from pathlib import Path

from balance.baseline import fingerprint, since
from balance.choice import fitting_standard
from balance.county import County
from balance.errors import PasswordNeeded, UnusableInput
from balance.scenario.actions import Scenario
from balance.standard import Standard
from balance.standard_file import load, switch_on
from balance.words import Message, msg
from balance.workbook.read import read_files

__all__ = ["county_of", "judging", "only", "standard_of", "table_changed"]


def judging(command: argparse.ArgumentParser) -> None:
    """The arguments that say what is judged, and by which rules."""
    command.add_argument("files", nargs="+", metavar="FILE")
    command.add_argument("--standard", default="", metavar="ID|PATH")
    command.add_argument("--county", default="", metavar="NAME")
    command.add_argument("--concession", nargs="+", action="extend", default=[], metavar="NAME")


def county_of(args: argparse.Namespace) -> County:
    """The county in the files that were named, cut down to one where one is asked for."""
    county = _read([Path(name) for name in args.files])
    return only(county, args.county) if args.county else county


def _read(paths: Sequence[Path]) -> County:
    """The county in these files; a password is asked for where somebody sits at the keyboard."""
    passwords: dict[str, str] = {}
    while True:
        try:
            county = read_files(paths, passwords)
            locked = [problem.file for problem in county.problems if problem.code == "password_needed"]
        except PasswordNeeded as needed:
            if not sys.stdin.isatty():
                raise
            county, locked = None, [needed.file]
        if county is not None and (not locked or not sys.stdin.isatty()):
            return county
        for file in locked:
            passwords[file] = getpass(f"{file}: ")


def only(county: County, name: str) -> County:
    """The rows of one county; `UnusableInput` where the files have no county of this name."""
    places = county.words("county")
    rows = places == name
    if not rows.any():
        if name == county.name:
            return county
        known = sorted({str(place) for place in places if place} | ({county.name} - {""}))
        raise UnusableInput(
            msg("There is no county “{name}” in the files; they have: {known}", name=name, known=known or "—")
        )
    left_out = tuple(entry for entry in county.left_out if entry.county in ("", name))
    schools = county.schools[rows].reset_index(drop=True)
    return replace(county, schools=schools, name=name, left_out=left_out)


def standard_of(args: argparse.Namespace, county: County) -> Standard:
    """The standard asked for, else the one that fits the county, with the concessions asked for."""
    standard = load(args.standard) if args.standard else fitting_standard(county)
    return switch_on(standard, tuple(args.concession)) if args.concession else standard


def table_changed(scenario: Scenario, county: County) -> list[Message]:
    """What is different in the table since the scenario was made for it."""
    if scenario.made_for is not None:
        difference = since(scenario.made_for, county)
        return list(difference.told) if difference else []
    if scenario.baseline and scenario.baseline != fingerprint(county):
        return [msg("The scenario was made for another table than this one; it is judged on this one.")]
    return []
