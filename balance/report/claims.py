"""The claims of a report: one sentence each that can stand alone on a slide, the worst first.

The verdict and the stages' CVs, then which schools drive the worst ones, which schools fall short and what they lack,
what a scenario did and what it costs, and last what the answer leaves out.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from balance.assess import NO, YES, Assessment
from balance.columns import Stage
from balance.county import County
from balance.influence import influence
from balance.numbers import amount, decimal, money, percent
from balance.report import charts
from balance.report.limits import left_open, left_open_title, priced
from balance.report.pieces import Chart, Claim
from balance.report.subject import Subject, worst_cv
from balance.scenario.checks import warnings
from balance.scenario.told import told
from balance.sentences import (
    cv_excesses,
    failures,
    first_to_fix,
    headline,
    lacking_sentence,
    reasons,
    stage_sentence,
    stage_title,
    what_if_headline,
)
from balance.shortfall import lacking
from balance.standard import Standard
from balance.tables import part_names
from balance.words import Message, Term, Title, msg, msgn

__all__ = ["claims", "source_line", "source_of"]

_CVS = 3  # CVs over their limit that get a claim of their own
_FEW = 5  # lines below a claim
_NAMED = 3  # schools named in a line


def claims(subject: Subject) -> tuple[Claim, ...]:
    """All of them, in their order."""
    return tuple(claim for part in (_verdict, _effect, _coefficients, _drivers, _short, _lacking, _cost, _open)
                 for claim in part(subject))  # fmt: skip


def source_of(subject: Subject) -> Message:
    """Where the figures come from: the files, the year, the standard with its document."""
    return source_line(subject.source, subject.standard)


def source_line(county: County, standard: Standard) -> Message:
    """The same for a county's table and a standard."""
    files = list(dict.fromkeys(column.file for column in county.columns))
    facts = {"standard": Title(*standard.title), "document": Title(*standard.documents[0]) if standard.documents else "—",
             "files": files or [county.name or "—"], "year": county.year}  # fmt: skip
    if county.invented and county.year:
        return msg("Invented sample {files}, school year {year}; {standard}: {document}", **facts)
    if county.invented:
        return msg("Invented sample {files}; {standard}: {document}", **facts)
    if county.year:
        return msg("Figures: {files}, school year {year}; {standard}: {document}", **facts)
    return msg("Figures: {files}; {standard}: {document}", **facts)


def _claim(subject: Subject, name: str, title: Message, chart: Chart | None, lines: list[Message]) -> Claim:
    return Claim(name, title, chart, tuple(lines[:_FEW]), source_of(subject))


def _verdict(subject: Subject) -> Iterator[Claim]:
    shown, place = subject.shown, subject.place
    lines = reasons(shown, place)[1:]
    if subject.after is not None:
        lines.insert(0, msg("As it stands today: {headline}", headline=headline(subject.before, place)))
    if subject.standard.school_rule is not None:
        lines.append(lacking_sentence(shown, lacking(shown), place))
    yield _claim(subject, "verdict", headline(shown, place), charts.passing_chart(subject), lines)


def _effect(subject: Subject) -> Iterator[Claim]:
    """What the scenario did to the CV that was worst, and which verdicts changed."""
    if subject.scenario is None or subject.applied is None or subject.after is None:
        return
    before, after, place = subject.before, subject.after, subject.place
    active = [action for action in subject.scenario.actions if action.on]
    done = (told(active[0], subject.source, subject.prices, subject.standard) if len(active) == 1
            else msgn("With {n} action", "With {n} actions", len(active)))  # fmt: skip
    lines = [
        msg("points open: {before} → {after}", before=len(failures(before, place)), after=len(failures(after, place))),
        msg("school parts falling short: {before} → {after}", before=_failing(before, place), after=_failing(after, place)),
        *subject.applied.warnings,
        *warnings(before, after),
    ]
    worst = worst_cv(before, place)
    if worst is None:
        yield _claim(subject, "effect", msg("{done}: {headline}", done=done, headline=headline(after, place)),
                     charts.passing_chart(subject), lines)  # fmt: skip
        return
    stage, k = worst
    title = what_if_headline(before, after, place, stage, k, done)
    yield _claim(subject, "effect", title, charts.cv_chart(subject, stage), lines)
    steps = charts.steps_chart(subject, stage, k)
    if steps is None:
        return
    facts = {"stage": stage_title(stage), "indicator": subject.standard.indicators[k].short}
    moved = [msg("{what}: {before} → {after}", what=row["label"], before=decimal(row["before"], 3),
                 after=decimal(row["after"], 3)) for _, row in steps.frame.iterrows()]  # fmt: skip
    if steps.rows_left_out:
        moved.append(msgn("{n} more action does not move this coefficient.", "{n} more actions do not move this coefficient.",
                          steps.rows_left_out))  # fmt: skip
    if steps.frame.empty:
        yield _claim(subject, "steps", msg("No action moves the CV of {stage} {indicator}", **facts), None, moved)
    else:
        title = msgn("{n} action moves the CV of {stage} {indicator}", "{n} actions move the CV of {stage} {indicator}",
                     len(steps.frame), **facts)  # fmt: skip
        yield _claim(subject, "steps", title, steps, moved)


def _failing(assessment: Assessment, place: str) -> int:
    return int((assessment.passes[assessment.rows_of_county(place)] == NO).sum())


def _coefficients(subject: Subject) -> Iterator[Claim]:
    """Each stage's CVs, the stage with a CV over its limit first."""
    shown, place = subject.shown, subject.place
    over = {stage for stage, _, _, _ in cv_excesses(shown, place)}
    for stage in sorted(subject.stages, key=lambda s: s not in over):
        if not shown.dispersion.judged[shown.group_of(place, stage)].any():
            continue
        yield _claim(subject, f"cv-{stage}", stage_sentence(shown, place, stage), charts.cv_chart(subject, stage),
                     _highest(subject, stage))  # fmt: skip


def _highest(subject: Subject, stage: Stage) -> list[Message]:
    """The three highest CVs of a stage, with the means."""
    shown, standard = subject.shown, subject.standard
    group = shown.group_of(subject.place, stage)
    cvs = shown.dispersion.cv[group]
    order = [int(k) for k in np.argsort(-np.nan_to_num(cvs, nan=-1.0)) if np.isfinite(cvs[k])]
    return [
        msg("{indicator}: CV {cv}, county mean {mean} {unit}", indicator=standard.indicators[k].short,
            cv=decimal(float(cvs[k]), standard.precision.cv), unit=charts.per_unit(standard.indicators[k]),
            mean=decimal(float(shown.dispersion.mean[group, k]), standard.indicators[k].decimals))
        for k in order[:_NAMED]
    ]  # fmt: skip


def _drivers(subject: Subject) -> Iterator[Claim]:
    """Which schools make the CVs over their limits what they are; where none is over, the one nearest to it."""
    shown, place = subject.shown, subject.place
    over = [(stage, k) for stage, k, _, _ in cv_excesses(shown, place)][:_CVS]
    worst = worst_cv(shown, place)
    for stage, k in over or ([worst] if worst is not None else []):
        chart = charts.influence_chart(subject, stage, k)
        if chart.frame.empty:
            continue
        yield _claim(subject, f"drivers-{stage}-{subject.standard.indicators[k].id}", _driver_title(subject, stage, k), chart,
                     _driver_lines(subject, stage, k))  # fmt: skip


def _driver_title(subject: Subject, stage: Stage, k: int) -> Message:
    shown, standard = subject.shown, subject.standard
    group, limit = shown.group_of(subject.place, stage), standard.cv_limit(stage)
    facts = {"stage": stage_title(stage), "indicator": standard.indicators[k].short,
             "cv": decimal(float(shown.dispersion.cv[group, k]), standard.precision.cv)}  # fmt: skip
    if limit is None:
        return msg("{stage} {indicator}: CV {cv}, the highest", **facts)
    if shown.within[group, k] == NO:
        return msg("{stage} {indicator}: CV {cv} over {limit}", limit=f"{limit:.2f}", **facts)
    if shown.within[group, k] == YES:
        return msg("{stage} {indicator}: CV {cv}, nearest to the limit {limit}", limit=f"{limit:.2f}", **facts)
    return msg("{stage} {indicator}: CV {cv} so far, figures are missing", **facts)


def _driver_lines(subject: Subject, stage: Stage, k: int) -> list[Message]:
    shown, drives, names = subject.shown, influence(subject.shown), part_names(subject.shown)
    rows = [row for row in shown.rows_of(subject.place, stage).tolist() if np.isfinite(drives.share[row, k])]
    rows.sort(key=lambda row: -drives.share[row, k])
    indicator, digits, lines = subject.standard.indicators[k], subject.standard.precision.cv, []
    mean = decimal(float(shown.dispersion.mean[shown.group_of(subject.place, stage), k]), indicator.decimals)
    for row in rows[:_NAMED]:
        facts = {"school": str(names[row]), "share": percent(float(drives.share[row, k])), "mean": mean,
                 "value": decimal(float(shown.value[row, k]), indicator.decimals),
                 "cv": decimal(float(drives.cv_at_mean[row, k]), digits)}  # fmt: skip
        lines.append(
            msg("{school} makes {share} of the spread: {value}, above the mean {mean}; at the mean the CV would be {cv}", **facts)
            if drives.above[row, k]
            else msg("{school} makes {share} of the spread: {value}, below the mean {mean}; at the mean the CV would be {cv}",
                     **facts)
        )  # fmt: skip
    return [*lines, msg("Shares of the spread are this program's own analysis, on the official formula's terms.")]


def _short(subject: Subject) -> Iterator[Claim]:
    """Stage by stage, which schools fall short, and the bound that fewest reach."""
    shown, place = subject.shown, subject.place
    if not any(indicator.bounds for indicator in subject.standard.indicators):
        return
    names, first = part_names(shown), first_to_fix(shown, place)
    for stage in subject.stages:
        chart = charts.shortfall_chart(subject, stage)
        failing = int((shown.passes[shown.rows_of(place, stage)] == NO).sum())
        if not failing:
            continue
        title = msgn("{n} of {total} {stage} schools falls short", "{n} of {total} {stage} schools fall short", failing,
                     total=len(shown.rows_of(place, stage)), stage=stage_title(stage))  # fmt: skip
        lines = []
        if first is not None and first[0] in shown.rows_of(place, stage):
            lines.append(msg("Furthest below: {school}, {indicator}, {ratio} of the bound", school=str(names[first[0]]),
                             indicator=subject.standard.indicators[first[1]].short,
                             ratio=percent(float(shown.ratio[first]))))  # fmt: skip
        lines += [msg("{school}: lacks {quantity} ({indicator})", school=row["school"], indicator=row["short"],
                      quantity=row["quantity"]) for _, row in chart.frame.iterrows()]  # fmt: skip
        yield _claim(subject, f"short-{stage}", title, chart, lines)
    yield from _reach(subject)


def _reach(subject: Subject) -> Iterator[Claim]:
    """The bound that the smallest share of schools reaches."""
    frame = charts.reach_chart(subject).frame
    frame = frame[frame["judged"] > 0]
    if frame.empty:
        return
    order = (frame["reaching"] / frame["judged"]).astype(float).sort_values(kind="stable").index
    if (frame["reaching"] == frame["judged"]).all():
        title = msg("Every school with figures reaches every bound.")
        yield _claim(subject, "reach", title, charts.reach_chart(subject), [])
        return
    lines = [msg("{stage} {indicator}: {reaching} of {judged} schools reach the bound", stage=stage_title(row["stage"]),
                 indicator=row["short"], reaching=row["reaching"], judged=row["judged"])
             for _, row in frame.loc[order].iterrows() if row["reaching"] < row["judged"]]  # fmt: skip
    yield _claim(subject, "reach", lines[0], charts.reach_chart(subject), lines[1:])


def _lacking(subject: Subject) -> Iterator[Claim]:
    """What is lacking in all, in whole teachers, rooms, ㎡ and yuan."""
    chart = charts.lacking_chart(subject)
    if chart.frame.empty:
        return
    total = chart.frame.groupby("short", sort=False)
    each = [msg("{indicator} {quantity}", indicator=short, quantity=quantity) for short, quantity in _sums(subject)]
    more = [*each[:_NAMED], *([msg("and others")] if len(total) > _NAMED else [])]
    lines = [msgn("{stage} {indicator}: {n} school lacks {quantity}", "{stage} {indicator}: {n} schools lack {quantity}",
                  row["schools"], stage=stage_title(row["stage"]), indicator=row["short"], quantity=row["quantity"])
             for _, row in chart.frame.sort_values("schools", ascending=False, kind="stable").iterrows()]  # fmt: skip
    yield _claim(subject, "lacking", msg("Up to the bounds the schools that fall short lack {lists}", lists=more), chart, lines)


def _sums(subject: Subject) -> list[tuple[Term, Message | str]]:
    frame, found = charts.lacking_chart(subject).frame, []
    for indicator in subject.standard.indicators:
        own = frame[frame["indicator"].map(lambda title, own=indicator: title == own.title)]
        if len(own):
            found.append((indicator.short, amount(float(own["missing"].sum()), indicator.unit, indicator.whole)))
    return found


def _cost(subject: Subject) -> Iterator[Claim]:
    if subject.applied is None:
        return
    applied = subject.applied
    facts = {"once": money(applied.once), "yearly": money(applied.yearly)}
    if applied.once and applied.yearly:
        title = msg("The scenario costs {once} once and {yearly} a year", **facts)
    elif applied.yearly:
        title = msg("The scenario costs {yearly} a year", **facts)
    elif applied.once:
        title = msg("The scenario costs {once} once", **facts)
    else:
        title = msg("Nothing in the scenario has a price in the price list")
    lines = [priced(subject), *applied.unpriced]
    yield _claim(subject, "cost", title, charts.cost_chart(subject), lines)


def _open(subject: Subject) -> Iterator[Claim]:
    """What the answer leaves out: schools, figures, concessions in use, other items of the standard."""
    yield _claim(subject, "left-open", left_open_title(subject), None, left_open(subject))
