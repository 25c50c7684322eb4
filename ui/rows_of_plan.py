"""Finished frames of a plan: who gets what, as tiles and as tables, in the reader's language."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pandas as pd

from balance.assess import NO, UNKNOWN, YES, Assessment
from balance.columns import vocabulary
from balance.numbers import decimal, money
from balance.plan.given import Entry, by_resource, by_school, together
from balance.scenario.goods import bundle_of
from ui.planning import Question, Result
from ui.text import say, t, tn
from ui.widgets.schools_offered import school_titles

__all__ = ["action_table", "kind_table", "school_table", "sum_told", "thing_told", "tile_rows"]


def thing_told(about: Question, entry: Entry) -> str:
    """What of a thing a school gets or gives: "Backbone teacher +2 (primary)"."""
    bundle = bundle_of(entry.resource, about.prices)
    sign = "+" if entry.amount > 0 else "−"
    stage = vocabulary().stage_titles[entry.stage] if entry.stage else None
    facts = {"what": bundle.title, "amount": f"{sign}{decimal(abs(entry.amount), 0)}"}
    return t("{what} {amount} ({stage})", stage=stage, **facts) if stage else t("{what} {amount}", **facts)


def tile_rows(about: Question, found: Result | None) -> pd.DataFrame:
    """For `plan_tiles`: every school of the county that is judged, town by town; without a plan, as it stands."""
    view, county = about.view, about.view.county
    own: dict[int, list[Entry]] = defaultdict(list)
    for entry in together(found.given) if found else []:
        own[entry.school].append(entry)
    dearest = max((sum(e.once + e.yearly for e in given) for given in own.values()), default=0.0) or 1.0
    codes, towns, titles = county.words("school_code"), county.words("town"), school_titles(view)
    judged = {str(view.assessment.county.words("school_code")[row])
              for row in view.assessment.parts.school[view.assessment.rows_of_county(view.place)]}  # fmt: skip
    rows = [row for row in range(len(county.schools)) if str(codes[row]) in judged and county.words("county")[row] == view.place]
    several = len({str(towns[row]) for row in rows}) > 1
    passes, short = _verdicts(found.after if found else view.assessment, view.place), t("falls short")
    entries = []
    for row in rows:
        code, given = str(codes[row]), own.get(row, [])
        gets, gives = any(e.amount > 0 for e in given), any(e.amount < 0 for e in given)
        kind = "both" if gets and gives else "gets" if gets else "gives" if gives else "none"
        if found is None and passes.get(code) == short:
            kind = "short"
        if code in about.goal.excluded:
            kind = "out"
        lines = [titles.get(code, code), *(thing_told(about, entry) for entry in given), passes.get(code, "")]
        entries.append({
            "label": titles.get(code, code), "band": str(towns[row]) or "—" if several else "", "kind": kind,
            "depth": sum(e.once + e.yearly for e in given) / dearest, "note": _note(about, given),
            "hover": "\n".join(filter(None, lines)),
        })  # fmt: skip
    return pd.DataFrame(entries, columns=["label", "band", "kind", "depth", "note", "hover"])


def sum_told(yuan: float) -> str:
    """A sum in a table; a bare 0 for nothing."""
    return say(money(yuan)) if yuan else "0"


def _note(about: Question, given: list[Entry]) -> str:
    """What stands on a tile: the thing, or how many things and their cost."""
    if not given:
        return ""
    if len(given) == 1:
        bundle = bundle_of(given[0].resource, about.prices)
        return t("{what} {amount}", what=bundle.title, amount=_signed(given[0].amount))
    cost = sum(entry.once + entry.yearly for entry in given)
    count = tn("{n} thing", "{n} things", len(given))
    return f"{count}\n{say(money(cost))}" if cost else count


def _signed(amount: float) -> str:
    return f"{'+' if amount > 0 else '−'}{decimal(abs(amount), 0)}"


def _verdicts(assessment: Assessment, place: str) -> dict[str, str]:
    """Code → whether all parts of the school pass, in words."""
    words = {YES: t("passes"), NO: t("falls short"), UNKNOWN: t("cannot be judged")}
    codes, found = assessment.county.words("school_code"), {}
    rows = assessment.rows_of_county(place)
    for school in np.unique(assessment.parts.school[rows]).tolist():
        own = assessment.passes[rows[assessment.parts.school[rows] == school]]
        found[str(codes[school])] = words[NO if (own == NO).any() else UNKNOWN if (own == UNKNOWN).any() else YES]
    return found


def kind_table(about: Question, found: Result) -> pd.DataFrame:
    """What of each thing, for how many schools, once and a year."""
    entries, moved = [], any(entry.other is not None for entry in found.given)
    for resource, total in by_resource(found.given).items():
        entries.append({
            t("What"): say(bundle_of(resource, about.prices).title), t("How many"): decimal(total.amount, 0),
            **({t("of them moved"): decimal(total.moved, 0)} if moved else {}), t("For how many schools"): str(total.schools),
            t("Cost, once"): sum_told(total.once), t("Cost, a year"): sum_told(total.yearly),
        })  # fmt: skip
    return pd.DataFrame(entries)


def school_table(about: Question, found: Result) -> pd.DataFrame:
    """What each school gets, once and a year; the dearest first."""
    titles, codes = school_titles(about.view), about.view.county.words("school_code")
    entries = []
    for row, total in by_school(found.given).items():
        own = [thing_told(about, entry) for entry in together(found.given) if entry.school == row and entry.amount > 0]
        entries.append({
            t("School"): titles.get(str(codes[row]), str(codes[row])), t("What it gets"): t("{parts}", parts=own),
            t("Cost, once"): sum_told(total.once), t("Cost, a year"): sum_told(total.yearly),
        })  # fmt: skip
    return pd.DataFrame(entries)


def action_table(about: Question, found: Result) -> pd.DataFrame:
    """Every action: school, thing, stage, how many, from where, cost in yuan as numbers, to be sorted and taken away."""
    titles, county = school_titles(about.view), about.view.county
    codes, towns, stages = county.words("school_code"), county.words("town"), vocabulary().stage_titles
    entries = []
    for entry in found.given:
        if entry.amount < 0:
            continue
        giver = "" if entry.other is None else titles.get(str(codes[entry.other]), str(codes[entry.other]))
        entries.append({
            t("School"): titles.get(str(codes[entry.school]), str(codes[entry.school])), t("Town"): str(towns[entry.school]),
            t("What"): say(bundle_of(entry.resource, about.prices).title),
            t("Stage"): say(stages[entry.stage]) if entry.stage else t("whole school"),
            t("How many"): entry.amount, t("From"): giver, t("Once, yuan"): entry.once, t("A year, yuan"): entry.yearly,
        })  # fmt: skip
    return pd.DataFrame(entries)
