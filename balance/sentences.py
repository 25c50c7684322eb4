"""The answer in words: verdict, reasons, what is lacking, what changed. One module for screen, command line and report.

Everything here is a `Message`, to be rendered in a language; the worst thing comes first, a count comes with its whole.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from balance.assess import NO, UNKNOWN, YES, Assessment
from balance.bounds import ABSENT, SHORT
from balance.columns import STAGES_JUDGED, Stage, vocabulary
from balance.numbers import amount, decimal
from balance.shortfall import Shortfall
from balance.words import Message, Term, msg, msgn

__all__ = [
    "cv_excesses",
    "failures",
    "first_to_fix",
    "headline",
    "lacking_sentence",
    "reasons",
    "stage_sentence",
    "stage_title",
    "what_if_headline",
]


def stage_title(stage: str) -> Term:
    """小学 / Primary."""
    return vocabulary().stage_titles[stage]


def cv_excesses(assessment: Assessment, county: str) -> list[tuple[Stage, int, float, float]]:
    """The CVs over their limit, the worst first: stage, indicator, CV, limit."""
    found: list[tuple[Stage, int, float, float]] = []
    for stage in STAGES_JUDGED:
        group, limit = assessment.group_of(county, stage), assessment.standard.cv_limit(stage)
        for k in np.flatnonzero(assessment.within[group] == NO):
            found.append((stage, int(k), float(assessment.dispersion.cv[group, k]), limit or 0.0))
    return sorted(found, key=lambda entry: -entry[2] / entry[3])


def headline(assessment: Assessment, county: str) -> Message:
    """The county's answer in one sentence."""
    verdict = assessment.verdict(county)
    why = reasons(assessment, county)
    if verdict is False:
        more = len(failures(assessment, county)) - 1
        if more > 0:
            return msgn("Not yet: {why}, and {n} more point", "Not yet: {why}, and {n} more points", more, why=why[0])
        return msg("Not yet: {why}", why=why[0])
    if verdict is None:
        if not why:
            return msg("No school of this county can be judged")
        if _balanced_only(assessment, county):
            return msg("Schools are close enough to each other; {why}", why=why[0])
        return msg("Cannot be judged yet: {why}", why=why[0])
    return msg("It can pass: {what}", what=_all_well(assessment, county))


def reasons(assessment: Assessment, county: str) -> list[Message]:
    """Why the county does not pass, or why that cannot be said; for one that passes, what was looked at."""
    found = [*failures(assessment, county), *_unknown_reasons(assessment, county)]
    return found or ([_all_well(assessment, county)] if assessment.verdict(county) else [])


def failures(assessment: Assessment, county: str) -> list[Message]:
    """What certainly speaks against the county: CVs over their limits, then schools that fall short."""
    return [*_cv_reasons(assessment, county), *_school_reasons(assessment, county)]


def _cv_reasons(assessment: Assessment, county: str) -> list[Message]:
    standard, found = assessment.standard, []
    digits = standard.precision.cv
    for stage, k, cv, limit in cv_excesses(assessment, county):
        facts = {
            "stage": stage_title(stage),
            "indicator": standard.indicators[k].short,
            "cv": decimal(cv, digits),
            "limit": f"{limit:.2f}",
        }
        if assessment.cv_borderline[assessment.group_of(county, stage), k]:
            found.append(
                msg("{stage} {indicator}: CV {cv} (unrounded a little more) over {limit}, borderline", **facts)
            )
        else:
            found.append(msg("{stage} {indicator}: CV {cv} over {limit}", **facts))
    for stage in _stages(assessment, county):
        group, bar = assessment.group_of(county, stage), standard.limit(stage)
        composite = assessment.composite[group]
        if assessment.balanced[group] == NO and np.isfinite(composite):
            facts = {"stage": stage_title(stage), "cv": decimal(composite, digits), "limit": f"{bar:.2f}"}
            found.append(msg("{stage}: composite CV {cv} over {limit}", **facts))
        spread = assessment.dispersion
        for k in np.flatnonzero((spread.mean[group] == 0) & (spread.absent[group] == 0)).tolist():
            indicator = standard.indicators[k].short
            found.append(msg("{stage} {indicator}: no school has any", stage=stage_title(stage), indicator=indicator))
    return found


def _school_reasons(assessment: Assessment, county: str) -> list[Message]:
    found = []
    for stage in _stages(assessment, county):
        passes = assessment.passes[assessment.rows_of(county, stage)]
        failing = int((passes == NO).sum())
        if failing:
            found.append(
                msgn(
                    "{n} of {total} {stage} schools falls short",
                    "{n} of {total} {stage} schools fall short",
                    failing,
                    total=len(passes),
                    stage=stage_title(stage),
                )
            )
    return found


def _unknown_reasons(assessment: Assessment, county: str) -> list[Message]:
    standard, found = assessment.standard, []
    bounded = any(indicator.bounds for indicator in standard.indicators)
    limited = standard.balance_rule is not None
    rows = assessment.rows_of_county(county)
    schools = set(assessment.parts.school[rows].tolist())
    lacking: dict[Term, set[int]] = {}
    unknown = np.isnan(assessment.parts.pupils[rows])
    if unknown.any():
        lacking[vocabulary().columns["pupils"].title] = set(assessment.parts.school[rows][unknown].tolist())
    for k, indicator in enumerate(standard.indicators):
        if limited or indicator.bounds:
            missing = set(assessment.parts.school[rows][np.isnan(assessment.value[rows, k]) & ~unknown].tolist())
            if missing:
                lacking.setdefault(_missing_figure(assessment, sorted(missing), k), set()).update(missing)
    nowhere = [figure for figure, missing in lacking.items() if missing == schools]
    for figure, missing in lacking.items():
        if missing != schools:
            found.append(
                msgn(
                    "{n} school has no figure for “{figure}”; fill it in to get an answer",
                    "{n} schools have no figure for “{figure}”; fill them in to get an answer",
                    len(missing),
                    figure=figure,
                )
            )
    if nowhere:
        found.insert(0, msg("the files give no figures for {figures}", figures=nowhere))
    if not bounded:
        found.append(msg("what each school must have is set by the province and is not in this standard"))
    elif standard.school_rule is None:
        found.append(msg("this standard states bounds but no rule for the whole school or county"))
    return found


def _missing_figure(assessment: Assessment, schools: Sequence[int], k: int) -> Term:
    """The label of the first column that is not known for one of the schools; the indicator's own name otherwise."""
    indicator, columns = assessment.standard.indicators[k], vocabulary().columns
    for base in indicator.numerator:
        names = [f"{base}_{s}" for s in STAGES_JUDGED] if columns[base].stages else [base]
        known = np.stack([assessment.county.figures(name)[list(schools)] for name in names])
        if np.isnan(known).all():
            return columns[base].title
    return indicator.short


def _balanced_only(assessment: Assessment, county: str) -> bool:
    groups = [assessment.group_of(county, stage) for stage in _stages(assessment, county)]
    return bool(groups) and all(assessment.balanced[g] == YES for g in groups)


def _all_well(assessment: Assessment, county: str) -> Message:
    counts = []
    for stage in _stages(assessment, county):
        n = len(assessment.rows_of(county, stage))
        counts.append(msgn("{n} {stage} school", "{n} {stage} schools", n, stage=stage_title(stage)))
    limits = sum(int((assessment.within[assessment.group_of(county, s)] == YES).sum()) for s in STAGES_JUDGED)
    if limits:
        return msgn(
            "all of {schools} meet the standard, and the one CV is within its limit",
            "all of {schools} meet the standard, and all {n} CVs are within their limits",
            limits,
            schools=counts,
        )
    return msg("all of {schools} meet the standard", schools=counts)


def _stages(assessment: Assessment, county: str) -> list[Stage]:
    return [stage for stage in STAGES_JUDGED if assessment.occupied[assessment.group_of(county, stage)]]


def stage_sentence(assessment: Assessment, county: str, stage: Stage) -> Message:
    """How the stage's CVs stand: 小学 7 项差异系数全部在 0.50 以内."""
    group, standard = assessment.group_of(county, stage), assessment.standard
    limit = standard.limit(stage)
    title, digits = stage_title(stage), standard.precision.cv
    composite = assessment.composite[group]
    if limit is None:
        return msg("{stage}: this standard sets no limit for the CV", stage=title)
    if standard.cv_limit(stage) is None:
        if np.isnan(composite):
            known = int(np.isfinite(assessment.dispersion.cv[group]).sum())
            return msg(
                "{stage}: {known} of {total} CVs known, too few for the composite",
                stage=title, known=known, total=len(standard.indicators),
            )
        facts = {"stage": title, "cv": decimal(composite, digits), "limit": f"{limit:.2f}"}
        if assessment.balanced[group] == YES:
            return msg("{stage}: composite CV {cv}, within {limit}", **facts)
        return msg("{stage}: composite CV {cv}, over {limit}", **facts)
    inside = assessment.within[group]
    over, open_ = int((inside == NO).sum()), int((inside == UNKNOWN).sum())
    facts = {"stage": title, "limit": f"{limit:.2f}", "total": str(len(inside))}
    if over:
        return msgn(
            "{stage}: {n} of {total} CVs over {limit}", "{stage}: {n} of {total} CVs over {limit}", over, **facts
        )
    if open_:
        return msgn(
            "{stage}: {n} of {total} CVs cannot be judged", "{stage}: {n} of {total} CVs cannot be judged",
            open_, **facts,
        )
    return msg("{stage}: all {total} CVs within {limit}", **facts)


def lacking_sentence(assessment: Assessment, shortfall: Shortfall, county: str) -> Message:
    """What the schools that fail lack together to their bounds, indicator by indicator."""
    everyone = assessment.rows_of_county(county)
    rows = everyone[assessment.passes[everyone] == NO]
    if not rows.size:
        open_ = int((assessment.status[everyone] == ABSENT).any(axis=1).sum())
        if open_:
            return msgn("{n} school part has figures missing", "{n} school parts have figures missing", open_)
        return msg("No school lacks anything that the standard asks for")
    lists = []
    for k, indicator in enumerate(assessment.standard.indicators):
        total = float(np.nansum(shortfall.to_bound[rows, k]))
        if total > 0:
            quantity = amount(total, indicator.unit, indicator.whole)
            lists.append(msg("{indicator} {quantity}", indicator=indicator.short, quantity=quantity))
    return msgn(
        "{n} school part falls short and lacks, up to the bounds: {lists}",
        "{n} school parts fall short and lack, up to the bounds: {lists}",
        len(rows),
        lists=lists,
    )


def first_to_fix(assessment: Assessment, county: str) -> tuple[int, int] | None:
    """The row and indicator furthest below its bound among the parts that fail; None where none fails."""
    everyone = assessment.rows_of_county(county)
    rows = everyone[assessment.passes[everyone] == NO]
    cells = np.where(assessment.status[rows] == SHORT, assessment.ratio[rows], np.inf)
    if not rows.size or not np.isfinite(cells).any():
        return None
    at, k = np.unravel_index(int(np.argmin(cells)), cells.shape)
    return int(rows[at]), int(k)


def what_if_headline(
    before: Assessment, after: Assessment, county: str, stage: Stage, k: int, done: Message
) -> Message:
    """What a scenario did to one CV: 加 3 人后，小学骨干教师差异系数 0.521 → 0.487，进入限值."""
    group, later, digits = before.group_of(county, stage), after.group_of(county, stage), before.standard.precision.cv
    was, now = float(before.dispersion.cv[group, k]), float(after.dispersion.cv[later, k])
    facts = {
        "done": done,
        "stage": stage_title(stage),
        "indicator": before.standard.indicators[k].short,
        "before": decimal(was, digits),
        "after": decimal(now, digits),
    }
    old, new = before.within[group, k], after.within[later, k]
    if old == NO and new == YES:
        return msg("{done}: {stage} {indicator}, CV {before} → {after}, now within the limit", **facts)
    if old == YES and new == NO:
        return msg("{done}: {stage} {indicator}, CV {before} → {after}, now over the limit", **facts)
    if now > was + 1e-12:
        return msg("{done}: {stage} {indicator}, CV {before} → {after}, worse than before", **facts)
    if new == NO:
        return msg("{done}: {stage} {indicator}, CV {before} → {after}, still over the limit", **facts)
    return msg("{done}: {stage} {indicator}, CV {before} → {after}", **facts)
