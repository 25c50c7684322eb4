"""Which standard a file is judged under when nobody named one."""

from __future__ import annotations

from balance.columns import STAGES_JUDGED, vocabulary
from balance.county import County
from balance.standard import Standard
from balance.standard_file import load

__all__ = ["fillable", "fitting_standard", "knows"]

_ORDER = ("quality-2017", "basic-2012")


def fillable(county: County, standard: Standard) -> list[str]:
    """The ids of the indicators for which the county knows all that is needed, for one school at least."""
    return [
        indicator.id
        for indicator in standard.indicators
        if any(
            all(knows(county, column) for column in numerator)
            for numerator in (indicator.numerator, *(entry.numerator for entry in indicator.instead))
        )
    ]


def fitting_standard(county: County) -> Standard:
    """The standard counties prepare for today, or the earlier one where the file fills none of today's indicators."""
    for name in _ORDER:
        standard = load(name)
        if fillable(county, standard):
            return standard
    return load(_ORDER[0])


def knows(county: County, column: str) -> bool:
    """Whether a column (by its base name) is known for one school and stage at least."""
    if not vocabulary().columns[column].stages:
        return county.knows(column)
    return any(county.knows(f"{column}_{stage}") for stage in STAGES_JUDGED)
