"""表Ⅱ-1 and 表Ⅲ as they will be printed, to be looked at before the form is taken away."""

from __future__ import annotations

import numpy as np

from balance.assess import YES, reach_counts
from balance.bounds import ABSENT as NO_FIGURE
from balance.numbers import ABSENT, decimal
from balance.report.pieces import Table
from balance.report.subject import Subject
from balance.sentences import stage_title
from balance.words import Message, Term, msg

__all__ = ["means_table", "reach_table"]


def reach_table(subject: Subject) -> Table | None:
    """表Ⅱ-1: how many schools reach each bound and their share; None where the standard sets no bounds."""
    shown, standard = subject.shown, subject.standard
    if not any(indicator.bounds for indicator in standard.indicators):
        return None
    reach, rows = reach_counts(shown), []
    for stage in subject.stages:
        parts, group = shown.rows_of(subject.place, stage), shown.group_of(subject.place, stage)
        counts: list[float] = []
        for k, indicator in enumerate(standard.indicators):
            known = indicator.bound(stage) is not None and (shown.status[parts, k] != NO_FIGURE).any()
            counts.append(float(reach[group, k]) if known else np.nan)
        if standard.school_rule is not None:
            counts.append(float((shown.passes[parts] == YES).sum()))
        digits = standard.precision.percent
        rows.append((_row(stage, msg("Schools reaching it")), *(decimal(n, 0) for n in counts)))
        rows.append((_row(stage, msg("Their share (%)")), *(decimal(n / len(parts) * 100, digits) for n in counts)))
    heads = [indicator.short for indicator in standard.indicators]
    overall = [msg("Overall")] if standard.school_rule is not None else []
    headings: tuple[Message | Term | str, ...] = (msg("Table II-1"), *heads, *overall)
    return Table(headings, tuple(rows), (), frozenset(range(1, 2 + len(heads))))


def means_table(subject: Subject) -> Table:
    """表Ⅲ: the county's means and coefficients of variation."""
    shown, standard, rows = subject.shown, subject.standard, []
    for stage in subject.stages:
        group, spread = shown.group_of(subject.place, stage), shown.dispersion
        means = [decimal(float(spread.mean[group, k]), max(standard.precision.mean, indicator.decimals))
                 for k, indicator in enumerate(standard.indicators)]  # fmt: skip
        cvs = spread.cv[group]
        whole = np.isfinite(cvs).all() and not spread.absent[group].any()
        composite = decimal(float(cvs.mean()), standard.precision.cv) if whole else ABSENT
        rows.append((_row(stage, msg("Mean of the county")), *means, "——"))
        each = [decimal(float(cv), standard.precision.cv) for cv in cvs]
        rows.append((_row(stage, msg("Coefficient of variation")), *each, composite))
    heads = [indicator.short for indicator in standard.indicators]
    headings: tuple[Message | Term | str, ...] = (msg("Table III"), *heads, msg("Overall"))
    return Table(headings, tuple(rows), (), frozenset(range(1, 2 + len(heads))))


def _row(stage: str, what: Message) -> Message:
    return msg("{stage}, {what}", stage=stage_title(stage), what=what)
