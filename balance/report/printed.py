"""The tables of a report, with every number written as the form prints it."""

from __future__ import annotations

import numpy as np

from balance.assess import NO, UNKNOWN, YES, reach_counts
from balance.bounds import SHORT, STATUSES, TOLERATED
from balance.columns import Stage, label, vocabulary
from balance.numbers import ABSENT, amount, decimal, money, percent
from balance.report.charts import per_unit
from balance.report.pieces import Claim, Table
from balance.report.subject import Subject
from balance.scenario.told import told
from balance.sentences import stage_title
from balance.shortfall import lacking
from balance.tables import part_names, status_word
from balance.words import Message, msg

__all__ = ["action_table", "before_after_table", "driver_table", "indicator_rows", "problem_table", "school_rows"]

_KEPT: dict[int, Message] = {YES: msg("yes"), NO: msg("no"), UNKNOWN: msg("cannot be judged")}


def indicator_rows(subject: Subject, stage: Stage) -> Table:
    """One row an indicator: mean, CV, limit, whether it is kept, bound, how many schools are below it."""
    shown, standard = subject.shown, subject.standard
    group, digits = shown.group_of(subject.place, stage), standard.precision.cv
    spread, reach, limit = shown.dispersion, reach_counts(shown)[group], standard.cv_limit(stage)
    rows = []
    for k, indicator in enumerate(standard.indicators):
        bound = indicator.bound(stage)
        near = bool(shown.cv_borderline[group, k])
        rows.append((
            indicator.title, per_unit(indicator), decimal(float(spread.mean[group, k]), _mean_decimals(subject, k)),
            decimal(float(spread.cv[group, k]), digits), ABSENT if limit is None else f"{limit:.2f}",
            msg("{kept}, borderline", kept=_KEPT[int(shown.within[group, k])]) if near
            else ABSENT if limit is None else _KEPT[int(shown.within[group, k])],
            ABSENT if bound is None else f"{bound:g}",
            ABSENT if bound is None else f"{int(spread.judged[group, k] - reach[k])} / {int(spread.judged[group, k])}",
            str(int(spread.absent[group, k])),
        ))  # fmt: skip
    notes = []
    if np.isfinite(shown.composite[group]):
        notes.append(msg("Composite CV: {cv}, limit {limit}", cv=decimal(float(shown.composite[group]), digits),
                         limit=f"{standard.limit(stage) or np.nan:.2f}"))  # fmt: skip
    headings = (msg("Indicator"), msg("Unit"), msg("County mean"), msg("CV"), msg("Limit"), msg("Within the limit"), msg("Bound"),
                msg("Schools below it"), msg("Without a figure"))  # fmt: skip
    return Table(headings, tuple(rows), tuple(notes), frozenset({2, 3, 4, 6, 7, 8}))


def _mean_decimals(subject: Subject, k: int) -> int:
    return max(subject.standard.precision.mean, subject.standard.indicators[k].decimals)


def school_rows(subject: Subject, stage: Stage) -> Table:
    """One row a value below its bound, school by school, the schools that fail first."""
    shown, missing, names = subject.shown, lacking(subject.shown), part_names(subject.shown)
    rows_of = shown.rows_of(subject.place, stage).tolist()
    share = subject.standard.school_rule.share if subject.standard.school_rule is not None else None
    low = {row: float(np.nanmin(np.append(shown.ratio[row], np.inf))) for row in rows_of}
    rows = []
    for row in sorted(rows_of, key=lambda r: (shown.passes[r] != NO, low[r])):
        for k, indicator in enumerate(subject.standard.indicators):
            if shown.status[row, k] not in (TOLERATED, SHORT):
                continue
            rows.append((
                str(names[row]), decimal(float(shown.parts.pupils[row]), 0), indicator.short,
                decimal(float(shown.value[row, k]), indicator.decimals), f"{float(shown.bound[row, k]):g}",
                percent(float(shown.ratio[row, k]), subject.standard.precision.percent),
                status_word(STATUSES[shown.status[row, k]], share),
                amount(float(missing.to_bound[row, k]), indicator.unit, indicator.whole),
                amount(float(missing.to_tolerated[row, k]), indicator.unit, indicator.whole),
                _KEPT[int(shown.passes[row])],
            ))  # fmt: skip
    almost = msg("Lacking to {share}", share=percent(share, 0)) if share else msg("Lacking to the tolerated share")
    headings = (msg("School"), vocabulary().columns["pupils"].title, msg("Indicator"), msg("Value"), msg("Bound"),
                msg("Of the bound"), msg("Status"), msg("Lacking"), almost, msg("School rule kept"))  # fmt: skip
    return Table(headings, tuple(rows), (), frozenset({1, 3, 4, 5}))


def driver_table(subject: Subject, claim: Claim) -> Table | None:
    """The schools with the largest shares of one CV."""
    if claim.chart is None:
        return None
    k = next(i for i, indicator in enumerate(subject.standard.indicators) if claim.id.endswith(f"-{indicator.id}"))
    indicator = subject.standard.indicators[k]
    above, below = msg("above the mean"), msg("below the mean")
    rows = tuple(
        (row["school"], decimal(row["pupils"], 0), decimal(row["value"], indicator.decimals),
         above if row["above"] else below, percent(row["share"], subject.standard.precision.percent))
        for _, row in claim.chart.frame.head(10).iterrows()
    )  # fmt: skip
    headings = (label("school"), vocabulary().columns["pupils"].title, indicator.title, msg("Side"), msg("Share of S² (%)"))
    return Table(headings, rows, (), frozenset({1, 2, 4}))


def action_table(subject: Subject) -> Table | None:
    """What is done, one row an action that is switched on, with what it costs."""
    if subject.scenario is None or subject.applied is None:
        return None
    rows: list[tuple[object, ...]] = []
    for action, step in zip(subject.scenario.actions, subject.applied.steps, strict=True):
        if step is not None:
            what = told(action, subject.source, subject.prices, subject.standard)
            rows.append((str(len(rows) + 1), what, money(step.once), money(step.yearly)))
    rows.append(("", msg("In all"), money(subject.applied.once), money(subject.applied.yearly)))
    return Table((msg("No."), msg("Action"), msg("Cost, once"), msg("Cost, a year")), tuple(rows), (), frozenset({2, 3}))


def before_after_table(subject: Subject) -> Table | None:
    """Every CV before and after the scenario."""
    if subject.after is None:
        return None
    before, after, digits, rows = subject.before, subject.after, subject.standard.precision.cv, []
    for stage in subject.stages:
        old, new = before.group_of(subject.place, stage), after.group_of(subject.place, stage)
        limit = subject.standard.cv_limit(stage)
        for k, indicator in enumerate(subject.standard.indicators):
            rows.append((
                stage_title(stage), indicator.short, decimal(float(before.dispersion.cv[old, k]), digits),
                decimal(float(after.dispersion.cv[new, k]), digits), ABSENT if limit is None else f"{limit:.2f}",
                ABSENT if limit is None else _KEPT[int(after.within[new, k])],
            ))  # fmt: skip
    headings = (msg("Stage"), msg("Indicator"), msg("CV before"), msg("CV after"), msg("Limit"), msg("Within the limit"))
    return Table(headings, tuple(rows), (), frozenset({2, 3, 4}))


def problem_table(subject: Subject) -> Table:
    """The findings of the reader: how grave, where, what, and what to do."""
    words = {"error": msg("error"), "warning": msg("warning"), "info": msg("note")}
    rows = tuple(
        (words[p.severity], " ".join(filter(None, [p.file, p.sheet if p.sheet != p.file else "", p.cell])), p.message, p.suggestion)
        for p in subject.source.problems
    )
    return Table((msg("Kind"), msg("Where"), msg("Finding"), msg("What to do")), rows)
