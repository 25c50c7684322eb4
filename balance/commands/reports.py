"""``python -m balance report FILE … --to OUT.xlsx|.docx|.pptx``: the form workbook, the report, the slides."""

from __future__ import annotations

import argparse
from pathlib import Path

from balance.assess import assess
from balance.commands.inputs import county_of, judging, standard_of, table_changed
from balance.county import County
from balance.errors import UnusableInput
from balance.pricelist import Prices, load_prices
from balance.report.subject import Subject, subject_of
from balance.report.writers import WRITERS
from balance.scenario.actions import Scenario
from balance.scenario.file import load_scenario
from balance.standard import Standard
from balance.words import msg, render

__all__ = ["add_report"]

def add_report(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the others."""
    report = commands.add_parser("report", help="write the form workbook, the report or the slides")
    judging(report)
    report.add_argument("--scenario", default="", metavar="S.json")
    report.add_argument("--prices", default="", metavar="P.toml")
    report.add_argument("--to", required=True, type=Path, metavar="OUT.xlsx|.docx|.pptx")
    report.set_defaults(run=_report)


def _report(args: argparse.Namespace, lang: str) -> None:
    writer = WRITERS.get(args.to.suffix.lower())
    if writer is None:
        raise UnusableInput(
            msg("A report is a file that ends in {endings}, not “{path}”.", endings=list(WRITERS), path=args.to.name)
        )
    scenario = load_scenario(args.scenario) if args.scenario else None
    prices = load_prices(args.prices)
    county = county_of(args)
    standard = standard_of(args, county)
    subject, *others = _subjects(county, standard, prices, scenario)
    content = writer(subject, lang, others)
    try:
        args.to.write_bytes(content)
    except OSError as wrong:
        raise UnusableInput(
            msg("The report cannot be written to “{path}”: see that the folder exists and may be written to.", path=str(args.to))
        ) from wrong
    if scenario is not None:
        for line in table_changed(scenario, county):
            print("!", render(line, lang))
    print(render(msg("Report written: {path}", path=str(args.to)), lang))


def _subjects(county: County, standard: Standard, prices: Prices, scenario: Scenario | None) -> list[Subject]:
    """One for each county of the files that the standard judges, in their order."""
    places = [str(place) for place in dict.fromkeys(county.words("county").tolist())]
    judged = set(assess(county, standard).parts.place_of)
    named = [place for place in places if place in judged] or places[:1]
    return [subject_of(county, standard, place, prices, scenario) for place in named]
