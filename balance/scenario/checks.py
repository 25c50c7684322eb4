"""What has to be said about a scenario that can be done: lines crossed on the way, beside what was aimed at."""

from __future__ import annotations

import numpy as np

from balance.assess import Assessment
from balance.bounds import Floats, whole_up
from balance.columns import STAGES_JUDGED, vocabulary
from balance.numbers import decimal
from balance.requirements import ceilings
from balance.scenario.compare import Worse, changes, worse
from balance.standard import Ceiling
from balance.words import Message, msg, msgn

__all__ = ["warnings"]

_FEW = 5  # schools that are named one by one


def warnings(before: Assessment, after: Assessment) -> list[Message]:
    """CVs that get worse, bounds no longer reached, schools and classes grown over their size, pupils who came or went."""
    return [
        *(entry.message for entry in worse(before, after) if _seen(entry, before.standard.precision.cv)),
        *_bounds_lost(before, after),
        *_too_large(before, after),
        *_pupils(before, after),
    ]


def _seen(entry: Worse, decimals: int) -> bool:
    """Whether the printed CV gets worse; "0.200 → 0.200" would only puzzle."""
    return decimal(entry.before, decimals) != decimal(entry.after, decimals)


def _bounds_lost(before: Assessment, after: Assessment) -> list[Message]:
    """Parts that reached a bound before and do not any more, among them every school that gave too much."""
    lost = [c for c in changes(before, after) if c.status_before == "met" and c.status_after in ("tolerated", "short")]
    told = []
    for change in lost[:_FEW]:
        indicator = after.standard.indicators[change.indicator]
        bound = indicator.bound(change.stage)
        told.append(
            msg(
                "{school} ({stage}) no longer reaches the bound {bound} of “{indicator}”: {before} → {after}",
                school=change.school, stage=vocabulary().stage_titles[change.stage], indicator=indicator.short,
                bound=decimal(bound if bound is not None else np.nan, 1), before=decimal(change.before, indicator.decimals),
                after=decimal(change.after, indicator.decimals),
            )
        )  # fmt: skip
    if len(lost) > _FEW:
        told.append(
            msgn("{n} more value no longer reaches its bound", "{n} more values no longer reach their bounds", len(lost) - _FEW)
        )
    return told


def _too_large(before: Assessment, after: Assessment) -> list[Message]:
    """Schools and classes over their ceiling that were not, or by more than they were."""
    was = {key: over for key, over, _, _, _ in _excesses(before)}
    told = []
    for key, over, ceiling, figure, limit in _excesses(after):
        if over > was.get(key, 0.0) + 1e-9:
            county, code, _, stage = key
            name = str(after.county.words("school")[after.county.find(code, county)])
            facts = {"school": name, "figure": decimal(figure, 0), "limit": decimal(limit, 0), "title": ceiling.title}
            if stage:
                told.append(msg("{school} ({stage}), {title}: {figure}, over {limit}",
                                stage=vocabulary().stage_titles[stage], **facts))  # fmt: skip
            else:
                told.append(msg("{school}, {title}: {figure}, over {limit}", **facts))
    return told


_Key = tuple[str, str, str, str]  # county, code, ceiling, stage


def _excesses(assessment: Assessment) -> list[tuple[_Key, float, Ceiling, float, float]]:
    """Every ceiling passed: by which school, by how much, the figure and the limit."""
    county, found = assessment.county, []
    codes, places = county.words("school_code"), county.words("county")
    for entry in ceilings(county, assessment.standard):
        figure = entry.figure
        if entry.stage:
            figure = np.fmax(figure, _average_class(assessment, entry.stage))
        with np.errstate(invalid="ignore"):
            over = figure - entry.limit
        for row in np.flatnonzero(over > 0).tolist():
            key = (str(places[row]), str(codes[row]), entry.ceiling.id, entry.stage)
            found.append((key, float(over[row]), entry.ceiling, float(figure[row]), float(entry.limit[row])))
    return found


def _average_class(assessment: Assessment, stage: str) -> Floats:
    """Pupils in a class on average, rounded up: the largest class has at least so many."""
    pupils, classes = (assessment.county.figures(f"{name}_{stage}") for name in ("pupils", "classes"))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(classes > 0, whole_up(pupils / classes), np.nan)


def _pupils(before: Assessment, after: Assessment) -> list[Message]:
    """Where a county has more or fewer pupils than before, in all its schools, judged or not."""
    told = []
    for place in dict.fromkeys(before.county.words("county").tolist()):
        for stage in STAGES_JUDGED:
            was, now = (_everyone(assessment, place, stage) for assessment in (before, after))
            if now > was:
                text = msg("{stage}: {n} more pupils than before, {before} → {after}", n=decimal(now - was, 0),
                           stage=vocabulary().stage_titles[stage], before=decimal(was, 0), after=decimal(now, 0))  # fmt: skip
                told.append(text)
            elif now < was:
                text = msg("{stage}: {n} fewer pupils than before, {before} → {after}", n=decimal(was - now, 0),
                           stage=vocabulary().stage_titles[stage], before=decimal(was, 0), after=decimal(now, 0))  # fmt: skip
                told.append(text)
    return told


def _everyone(assessment: Assessment, place: str, stage: str) -> float:
    county = assessment.county
    return float(np.nansum(county.figures(f"pupils_{stage}")[county.words("county") == place]))
