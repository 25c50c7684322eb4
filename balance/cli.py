"""The command line: ``python -m balance assess | simulate | plan | report | template | serve``.

Exit 0: done, whatever the verdict. Exit 2: the input cannot be used, with one line on stderr that says why.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from balance.assess import Assessment, assess
from balance.commands.inputs import county_of, judging, standard_of, table_changed
from balance.commands.reports import add_report
from balance.errors import BalanceError, UnusableInput
from balance.plan.goal import Goal
from balance.plan.record import plan_record
from balance.plan.solve import least_cost
from balance.pricelist import load_prices
from balance.problems import LeftOut
from balance.records import assessment_record, change_record
from balance.scenario import checks
from balance.scenario.apply import apply
from balance.scenario.compare import changes
from balance.scenario.file import load_scenario
from balance.scenario.told import told
from balance.sentences import headline, reasons, stage_sentence
from balance.words import LANGUAGES, msg, render
from balance.workbook.template import write_template

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # a Windows console may be set to something else
    args = _parser().parse_args(argv)
    lang = args.lang or _language(os.environ)
    try:
        args.run(args, lang)
    except BalanceError as wrong:
        print(wrong.say(lang), file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        return 130
    return 0


def _language(environment: Any) -> str:
    """The user's language: the first locale variable that names one of ours, else Chinese."""
    for name in ("BALANCE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = str(environment.get(name, "")).lower()
        for lang in LANGUAGES:
            if value.startswith(lang):
                return lang
    return "zh"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="balance", description="Is a county's compulsory education balanced?")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    judge = commands.add_parser("assess", help="judge the county in these files")
    _judged(judge)
    judge.set_defaults(run=_assess)
    simulate = commands.add_parser("simulate", help="judge it before and after a scenario")
    _judged(simulate)
    simulate.add_argument("--scenario", required=True, metavar="S.json")
    simulate.add_argument("--prices", default="", metavar="P.toml")
    simulate.set_defaults(run=_simulate)
    plan = commands.add_parser("plan", help="find the cheapest way to reach a goal")
    _judged(plan)
    plan.add_argument("--prices", default="", metavar="P.toml")
    plan.add_argument("--reach", choices=("tolerated", "met"), default="", help="85 % of every bound, or the school rule")
    plan.add_argument("--cv", action="store_true", help="every coefficient of variation within its limit")
    plan.add_argument("--budget", type=_yuan, default=None, metavar="YUAN")
    plan.add_argument("--moves", action="store_true", help="things may be moved between schools")
    plan.add_argument("--indicator", nargs="+", action="extend", default=[], metavar="ID")
    plan.add_argument("--time-limit", type=_yuan, default=60.0, metavar="S")
    plan.set_defaults(run=_plan)
    add_report(commands)
    template = commands.add_parser("template", help="write a workbook to fill in")
    template.add_argument("--to", required=True, type=Path, metavar="OUT.xlsx")
    template.set_defaults(run=_template)
    serve = commands.add_parser("serve", help="open the dashboard")
    serve.add_argument("--port", type=int, default=8501)
    serve.add_argument("--address", default="127.0.0.1", help="127.0.0.1 unless told otherwise")
    serve.add_argument("--headless", action="store_true", help="do not open a browser")
    serve.set_defaults(run=_serve)
    for command in commands.choices.values():
        command.add_argument("--lang", choices=LANGUAGES, default=None)
    return parser


def _judged(command: argparse.ArgumentParser) -> None:
    judging(command)
    command.add_argument("--json", action="store_true")


def _yuan(text: str) -> float:
    """A number from 0 up."""
    amount = float(text)
    if not 0 <= amount < 1e15:
        raise ValueError(text)
    return amount


def _assess(args: argparse.Namespace, lang: str) -> None:
    county = county_of(args)
    assessment = assess(county, standard_of(args, county))
    if args.json:
        _print_json(assessment_record(assessment, lang))
    else:
        _print_summary(assessment, lang)


def _simulate(args: argparse.Namespace, lang: str) -> None:
    county = county_of(args)
    standard = standard_of(args, county)
    scenario = load_scenario(args.scenario)
    applied = apply(county, scenario, load_prices(args.prices), standard)
    before, after = assess(county, standard), assess(applied.county, standard)
    warnings = [*table_changed(scenario, county), *applied.warnings, *checks.warnings(before, after)]
    lines = [render(warning, lang) for warning in warnings]
    record = {
        "before": assessment_record(before, lang),
        "after": assessment_record(after, lang),
        "changes": [change_record(change, after) for change in changes(before, after)],
        "cost": applied.cost,
        "cost_once": applied.once,
        "cost_yearly": applied.yearly,
        "warnings": lines,
        "unpriced": [render(entry, lang) for entry in applied.unpriced],
    }
    if args.json:
        _print_json(record)
        return
    _print_summary(after, lang)
    for line in lines:
        print("!", line)
    for entry in applied.unpriced:
        print("·", render(entry, lang))


def _plan(args: argparse.Namespace, lang: str) -> None:
    county = county_of(args)
    standard, prices = standard_of(args, county), load_prices(args.prices)
    # without a word about the goal: every school to the tolerated share of its bounds
    goal = Goal(args.reach or ("" if args.cv else "tolerated"), args.cv, tuple(args.indicator), args.budget, args.moves)
    start = time.monotonic()
    plan = least_cost(county, standard, prices, goal, time.monotonic, args.time_limit)
    seconds, after = time.monotonic() - start, None
    if plan.scenario is not None:
        after = assess(apply(county, plan.scenario, prices, standard).county, standard)
    if args.json:
        _print_json(plan_record(plan, county, after, seconds, lang))
        return
    if after is not None and plan.scenario is not None:
        _print_summary(after, lang)
        print(render(msg("{cost} yuan, {n} actions", cost=f"{plan.cost:,.0f}", n=len(plan.scenario.actions)), lang))
        for action in plan.scenario.actions:
            print("·", render(told(action, county, prices, standard), lang))
    print(render(plan.why, lang))
    for line in plan.gives:
        print("·", render(line, lang))


def _template(args: argparse.Namespace, lang: str) -> None:
    try:
        args.to.write_bytes(write_template(lang))
    except OSError as wrong:
        raise UnusableInput(
            msg("The template cannot be written to “{path}”: see that the folder exists and may be written to.",
                path=str(args.to))
        ) from wrong
    print(render(msg("Template written: {path}", path=str(args.to)), lang))


def _serve(args: argparse.Namespace, lang: str) -> None:
    root = Path(__file__).resolve().parent.parent
    app = root / "app.py"
    if not app.exists():
        raise UnusableInput(
            msg("The dashboard's app.py is not beside the package ({folder}): install with “pip install -e .” in the "
                "project's folder", folder=str(root))
        )
    command = [sys.executable, "-m", "streamlit", "run", str(app)]
    options = {"server.port": args.port, "server.address": args.address, "server.headless": str(args.headless).lower()}
    try:
        # the theme and the settings in .streamlit/ are looked up from the working directory
        subprocess.run(
            [*command, *(f"--{key}={value}" for key, value in options.items())], cwd=root, check=False
        )
    except KeyboardInterrupt:
        return


def _print_json(record: dict[str, Any]) -> None:
    # one line: json writes it several times faster than an indented one, which tells on a province's file
    print(json.dumps(record, ensure_ascii=False, allow_nan=False))


def _print_summary(assessment: Assessment, lang: str) -> None:
    """The answer for a person: verdict, stages, reasons, what was left out and what to look at."""
    print(assessment.standard.title.of(lang))
    for name in assessment.parts.counties:
        print()
        title = name or assessment.county.name
        print((title + "  " if title else "") + render(headline(assessment, name), lang))
        for stage in assessment.standard.stages:
            if assessment.occupied[assessment.group_of(name, stage)]:
                print("  ", render(stage_sentence(assessment, name, stage), lang))
        for reason in reasons(assessment, name):
            print("   ·", render(reason, lang))
    print()
    for entry in assessment.left_out:
        print("-", _left_out(entry, lang))
    for problem in assessment.county.problems:
        if problem.severity != "info":
            print("!", render(problem.message, lang), render(problem.suggestion, lang))


def _left_out(entry: LeftOut, lang: str) -> str:
    return f"{entry.school}: {render(entry.why, lang)}"
