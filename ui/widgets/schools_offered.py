"""Schools as an action names them: by code, with the county where the files hold several."""

from __future__ import annotations

import numpy as np

from balance.columns import STAGES_JUDGED, Stage
from balance.county import County
from balance.tables import part_names
from ui.view import View

__all__ = ["by_value", "codes_by_name", "county_word", "pupils_of", "school_titles", "stages_of"]


def county_word(view: View) -> str:
    """The county's name where an action must say it; "" where there is only one."""
    return view.place if len(view.assessment.parts.counties) > 1 else ""


def school_titles(view: View, county: County | None = None) -> dict[str, str]:
    """Code → name of every school of the county in view (of `county` where another table is asked for), by name."""
    county = county or view.county
    own = county.words("county") == view.place
    codes, names = county.words("school_code")[own].tolist(), county.words("school")[own].tolist()
    titles = dict(zip(map(str, codes), map(str, names), strict=True))
    twice = {name for name in titles.values() if list(titles.values()).count(name) > 1} if len(set(names)) < len(names) else set()
    named = {code: f"{name}（{code}）" if name in twice else name for code, name in titles.items()}
    return dict(sorted(named.items(), key=lambda entry: entry[1]))


def codes_by_name(view: View, names: list[str]) -> list[str]:
    """The codes of parts of the stage, by the names the charts give them."""
    codes = view.county.words("school_code")
    rows = {str(name): row for name, row in zip(part_names(view.assessment)[view.rows], view.rows, strict=True)}
    schools = view.assessment.county.words("school_code")
    found = [str(schools[view.assessment.parts.school[rows[name]]]) for name in names if name in rows]
    return [code for code in dict.fromkeys(found) if code in codes]


def by_value(view: View, k: int) -> list[str]:
    """The codes of the stage's schools with a value, the poorest first."""
    value = view.assessment.value[view.rows, k]
    known = view.rows[np.isfinite(value)]
    order = known[np.argsort(view.assessment.value[known, k], kind="stable")]
    return [str(code) for code in view.assessment.county.words("school_code")[view.assessment.parts.school[order]]]


def stages_of(view: View, code: str) -> list[Stage]:
    """The stages in which a school has pupils."""
    row = view.county.find(code, county_word(view))
    return [stage for stage in STAGES_JUDGED if view.county.figures(f"pupils_{stage}")[row] > 0]


def pupils_of(view: View, code: str, stage: str) -> int:
    """How many pupils a school has in a stage; 0 where that is not known."""
    pupils = view.county.figures(f"pupils_{stage}")[view.county.find(code, county_word(view))]
    return int(pupils) if np.isfinite(pupils) else 0
