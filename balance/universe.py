"""Which schools are judged: campuses joined to their parent, what the standard leaves out taken out with the reason."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from balance.columns import STAGES, column_of, vocabulary
from balance.county import County
from balance.holding import holding
from balance.problems import LeftOut
from balance.standard import Standard
from balance.words import Message, msg

__all__ = ["join_campuses", "judged"]


def join_campuses(county: County) -> County:
    """The county with every campus (``counted`` false) added to its parent school.

    Numbers are added; the largest class is the larger one; a figure not known for one of them is not known for the
    whole, except figures of a stage that this one does not hold. A campus whose parent is not in the table cannot be
    placed: it is left out, with the reason. A teaching point is no campus: large ones are rows of their own.

    Source: 申报表填报说明 (是否计校数 = 0 is a campus of the school that it belongs to).
    """
    if "counted" not in county.schools.columns:
        return county
    campus = np.array([flag is False or flag == 0 for flag in county.words("counted")], dtype=bool)
    campus &= county.words("school_type") != "teaching_point"
    if not campus.any():
        return county
    schools = county.schools
    parents = county.words("parent")
    row_of = {
        (place, name.strip()): row
        for row, (place, name) in enumerate(zip(county.words("county"), county.words("school"), strict=True))
        if not campus[row]
    }
    goes_to = np.arange(len(schools))
    left_out = list(county.left_out)
    for row in np.flatnonzero(campus).tolist():
        place, name = str(schools["county"].iat[row] or ""), str(parents[row]).strip()
        target = row_of.get((place, name), -1)
        goes_to[row] = target
        if target < 0:
            why = msg("a campus whose parent school “{parent}” is not in the table", parent=name or "—")
            left_out.append(LeftOut(str(schools["school"].iat[row]), place, why))
    keep, holds = goes_to >= 0, holding(county)
    grouped = schools[keep].groupby(goes_to[keep], sort=True)
    joined: dict[str, pd.Series] = {}
    for name in schools.columns:
        column, stage = column_of(name)
        if column.kind in ("count", "area", "money"):
            joined[name] = grouped[name].max() if column.name == "largest_class" else grouped[name].sum(min_count=1)
            concerned = holds[STAGES.index(stage)] if stage else np.ones(len(schools), dtype=bool)
            unknown = (schools[name].isna() & concerned)[keep].groupby(goes_to[keep]).any()
            joined[name] = joined[name].mask(unknown & grouped[name].size().gt(1))
        else:
            joined[name] = schools[name].iloc[np.unique(goes_to[keep])].set_axis(np.unique(goes_to[keep]))
    table = pd.DataFrame(joined, columns=schools.columns).reset_index(drop=True)
    return replace(county, schools=table, left_out=tuple(left_out))


def judged(county: County, standard: Standard) -> tuple[NDArray[np.bool_], list[LeftOut]]:
    """Which rows the standard judges (one entry a school), and the schools left out with the reason.

    A school whose type or sponsor is not known is kept: nothing is left out on a guess.
    """
    rules = standard.universe
    types, sponsors = county.words("school_type"), county.words("sponsor")
    keep = np.ones(len(types), dtype=bool)
    left_out: list[LeftOut] = []
    labels = vocabulary().labels

    def leave_out(rows: NDArray[np.bool_], why: Message) -> None:
        fresh = rows & keep
        keep[fresh] = False
        names, places = county.words("school"), county.words("county")
        left_out.extend(LeftOut(str(names[row]), str(places[row]), why) for row in np.flatnonzero(fresh))

    for kind in rules.leave_out_types:
        found = types == kind
        if found.any():
            leave_out(found, msg("{type}: not judged under this standard", type=labels["school_type"][kind]))
    if rules.keep_sponsors:
        for kind in [k for k in dict.fromkeys(sponsors.tolist()) if k not in ("", *rules.keep_sponsors)]:
            why = msg("{sponsor}: not judged under this standard", sponsor=labels["sponsor"][kind])
            leave_out(sponsors == kind, why)
    points = types == "teaching_point"
    if rules.teaching_point_pupils is not None and points.any():
        pupils = county.figures("pupils_primary")
        small = points & (pupils < rules.teaching_point_pupils)
        why = msg("teaching point with fewer than {n} pupils", n=rules.teaching_point_pupils)
        leave_out(small, why)
    return keep, left_out
