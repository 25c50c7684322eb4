"""An assessment as tables for people: headings and words in their language, numbers left as numbers."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from balance.assess import NO, UNKNOWN, YES, Assessment, reach_counts
from balance.bounds import STATUSES
from balance.columns import STAGES_JUDGED, label, vocabulary
from balance.county import County
from balance.influence import Influence
from balance.shortfall import Shortfall
from balance.words import Message, msg, render

__all__ = ["county_table", "indicator_table", "influence_table", "part_names", "part_table", "status_word"]

_STATUS_WORDS = {
    "met": msg("met"),
    "tolerated": msg("reaches 85 %"),
    "short": msg("short"),
    "absent": msg("no figure"),
    "unbounded": msg("no bound"),
}
_ANSWERS = {YES: msg("yes"), NO: msg("no"), UNKNOWN: msg("cannot be judged")}


def status_word(status: str, share: float | None = 0.85) -> Message:
    """The word for a status; `share` is what the standard tolerates."""
    if status == "tolerated" and share is not None and share != 0.85:
        return msg("reaches {share} %", share=f"{share * 100:g}")
    return _STATUS_WORDS[status]


def part_names(assessment: Assessment) -> NDArray[np.object_]:
    """A name for every part that is unique within its stage: the school's, with its county or code where it repeats."""
    names = assessment.county.words("school")[assessment.parts.school].astype(object)
    places = assessment.county.words("county")[assessment.parts.school]
    codes = assessment.county.words("school_code")[assessment.parts.school]
    for extra in (places, codes):
        table = pd.DataFrame({"stage": assessment.parts.stage, "name": names})
        twice = table.duplicated(keep=False).to_numpy()
        if not twice.any():
            break
        names = np.where(twice & (extra != ""), names + "（" + extra.astype(str) + "）", names)
    return names


def part_table(assessment: Assessment, shortfall: Shortfall, rows: NDArray[np.intp], lang: str) -> pd.DataFrame:
    """One row a part: who it is, every value with its status and what is lacking, and whether the school rule holds."""
    parts, county = assessment.parts, assessment.county
    titles = vocabulary().stage_titles
    school = parts.school[rows]
    columns: dict[str, object] = {
        label("school").of(lang): county.words("school")[school],
        label("school_code").of(lang): county.words("school_code")[school],
        render(msg("Stage"), lang): [titles[STAGES_JUDGED[s]].of(lang) for s in parts.stage[rows]],
    }
    for name in ("county", "town"):
        if county.knows(name) and (county.words(name) != "").any():
            columns[label(name).of(lang)] = county.words(name)[school]
    columns[vocabulary().columns["pupils"].title.of(lang)] = parts.pupils[rows]
    missing = render(msg("lacking"), lang)
    state = render(msg("status"), lang)
    for k, indicator in enumerate(assessment.standard.indicators):
        title = indicator.title.of(lang)
        columns[title] = assessment.value[rows, k]
        if indicator.bounds:
            columns[f"{title} · {state}"] = [
                render(status_word(STATUSES[s]), lang) for s in assessment.status[rows, k]
            ]
            columns[f"{title} · {missing}（{indicator.unit.of(lang)}）"] = shortfall.to_bound[rows, k]
    columns[render(msg("School rule kept"), lang)] = [render(_ANSWERS[int(a)], lang) for a in assessment.passes[rows]]
    return pd.DataFrame(columns)


def indicator_table(assessment: Assessment, county: str, stage: str, lang: str) -> pd.DataFrame:
    """One row an indicator of a stage: county mean, S, CV, limit, whether it is kept, schools that reach the bound."""
    group = assessment.group_of(county, stage)
    spread, standard = assessment.dispersion, assessment.standard
    reach = reach_counts(assessment)[group]
    limit = standard.cv_limit(STAGES_JUDGED[group % len(STAGES_JUDGED)])
    entries = []
    for k, indicator in enumerate(standard.indicators):
        bound = indicator.bounds.get(STAGES_JUDGED[group % len(STAGES_JUDGED)])
        entries.append(
            {
                render(msg("Indicator"), lang): indicator.title.of(lang),
                render(msg("County mean"), lang): spread.mean[group, k],
                render(msg("S"), lang): spread.sd[group, k],
                render(msg("CV"), lang): spread.cv[group, k],
                render(msg("Limit"), lang): np.nan if limit is None else limit,
                render(msg("Within the limit"), lang): render(_ANSWERS[int(assessment.within[group, k])], lang),
                render(msg("Bound"), lang): np.nan if bound is None else bound,
                render(msg("Schools reaching it"), lang): np.nan if bound is None else reach[k],
                render(msg("Schools judged"), lang): spread.judged[group, k],
                render(msg("Without a figure"), lang): spread.absent[group, k],
            }
        )
    return pd.DataFrame(entries)


def influence_table(
    assessment: Assessment, drives: Influence, rows: NDArray[np.intp], k: int, lang: str
) -> pd.DataFrame:
    """One row a part, the largest share of S² first: value, side of the mean, share, CV if it stood at the mean."""
    order = rows[np.argsort(-np.nan_to_num(drives.share[rows, k], nan=-1.0), kind="stable")]
    above, below = render(msg("above the mean"), lang), render(msg("below the mean"), lang)
    return pd.DataFrame(
        {
            label("school").of(lang): part_names(assessment)[order],
            vocabulary().columns["pupils"].title.of(lang): assessment.parts.pupils[order],
            assessment.standard.indicators[k].title.of(lang): assessment.value[order, k],
            render(msg("Side"), lang): np.where(drives.above[order, k], above, below),
            render(msg("Share of S² (%)"), lang): drives.share[order, k] * 100,
            render(msg("CV if it stood at the mean"), lang): drives.cv_at_mean[order, k],
        }
    )


def county_table(county: County, lang: str) -> pd.DataFrame:
    """The schools as they were read, with labels for headings and words for choices."""
    labels = vocabulary().labels
    columns: dict[str, object] = {}
    for name in county.schools.columns:
        if name == "county" and not (county.words("county") != "").any():
            continue
        values: object = county.schools[name]
        if name in labels:
            titles = labels[name]
            values = [titles[key].of(lang) if key in titles else "" for key in county.words(name)]
        columns[label(name).of(lang)] = values
    return pd.DataFrame(columns)
