"""Which table a scenario was made for, and what has changed in the table since."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from balance.columns import column_of, label
from balance.county import County
from balance.numbers import plain_number
from balance.words import Message, msg, msgn

__all__ = ["Baseline", "Difference", "baseline_of", "baseline_record", "fingerprint", "parse_baseline", "since"]

_FEW = 5  # schools named one by one
Seen = float | str


@dataclass(frozen=True, slots=True)
class Baseline:
    """A county's table as it was: its fingerprint, a mark of every school (by code), and the figures, known then, of
    those schools that matter to a scenario."""

    fingerprint: str
    schools: tuple[tuple[str, str], ...]
    figures: tuple[tuple[str, tuple[tuple[str, Seen], ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between a baseline and a county: codes of schools that came, went, changed; and it in words."""

    came: tuple[str, ...]
    went: tuple[str, ...]
    changed: tuple[str, ...]
    told: tuple[Message, ...]


def fingerprint(county: County) -> str:
    """A short text that is the same for the same schools with the same figures, in whatever order rows and columns stand,
    and another one for any others. Headings, file names and findings do not count.
    """
    return _whole(_marks(county))


def baseline_of(county: County, schools: Iterable[str] = ()) -> Baseline:
    """The county as it stands. `schools`: codes or names of those whose figures are written down one by one."""
    marks, named = _marks(county), set(schools)
    codes, names = county.words("school_code"), county.words("school")
    figures = tuple(
        (key, tuple(_facts(county, row).items()))
        for row, key in enumerate(_keys(county)) if codes[row] in named or names[row] in named
    )  # fmt: skip
    return Baseline(_whole(marks), tuple(sorted(marks.items())), figures)


def since(baseline: Baseline, county: County) -> Difference | None:
    """What is different in the county; None where it is the very table."""
    now, then = _marks(county), dict(baseline.schools)
    if _whole(now) == baseline.fingerprint:
        return None
    came = tuple(code for code in now if code not in then)
    went = tuple(code for code in then if code not in now)
    changed = tuple(code for code in now if code in then and now[code] != then[code])
    return Difference(came, went, changed, tuple(_told(baseline, county, came, went, changed)))


def _told(
    baseline: Baseline, county: County, came: tuple[str, ...], went: tuple[str, ...], changed: tuple[str, ...]
) -> list[Message]:
    keys = _keys(county)
    names = dict(zip(keys, county.words("school").tolist(), strict=True))
    told = []
    if came:
        told.append(
            msgn("{n} school is new: {schools}", "{n} schools are new: {schools}", len(came),
                 schools=_few([names[key] for key in came]))
        )  # fmt: skip
    if went:
        told.append(
            msgn("{n} school is no longer there: {schools}", "{n} schools are no longer there: {schools}", len(went),
                 schools=_few([_name_then(baseline, key) for key in went]))
        )  # fmt: skip
    if changed:
        told.append(
            msgn("{n} school has other figures: {schools}", "{n} schools have other figures: {schools}", len(changed),
                 schools=_few([names[key] for key in changed]))
        )  # fmt: skip
    figures = dict(baseline.figures)
    for key in changed:
        if key in figures:
            now, before = _facts(county, keys.index(key)), dict(figures[key])
            for column in dict.fromkeys([*before, *now]):
                if before.get(column) != now.get(column):
                    told.append(
                        msg("{school}, {column}: {before} → {after}", school=names[key], column=label(column),
                            before=_shown(before.get(column)), after=_shown(now.get(column)))
                    )  # fmt: skip
    return told


def _few(schools: list[str]) -> list[object]:
    return [*schools[:_FEW], *([msg("and others")] if len(schools) > _FEW else [])]


def _name_then(baseline: Baseline, code: str) -> str:
    return str(dict(dict(baseline.figures).get(code, ())).get("school", code))


def _shown(value: Seen | None) -> str:
    if value is None:
        return "—"
    return plain_number(value) if isinstance(value, float) else value


def _marks(county: County) -> dict[str, str]:
    """School → a mark of all that is known of it."""
    columns = [(name, _values(county, name)) for name in sorted(county.schools.columns)]
    marks: dict[str, str] = {}
    for row, key in enumerate(_keys(county)):
        digest = hashlib.sha256()
        for name, values in columns:
            if values[row] is not None:
                digest.update(f"{name}\0{values[row]!r}\0".encode())
        marks[key] = digest.hexdigest()[:12]
    return marks


def _keys(county: County) -> list[str]:
    """What tells every school: its code; with the county's name before it where the table holds several counties."""
    codes, places = county.words("school_code").tolist(), county.words("county").tolist()
    several = len(set(places)) > 1
    return [f"{place}/{code}" if several else str(code) for code, place in zip(codes, places, strict=True)]


def _values(county: County, name: str) -> list[Seen | None]:
    """A column as plain values; None where it is not known."""
    if column_of(name)[0].numeric:
        return [None if math.isnan(value) else value for value in county.figures(name).tolist()]
    return [None if value == "" or value is None or value is np.nan else str(value) for value in county.words(name).tolist()]


def _facts(county: County, row: int) -> dict[str, Seen]:
    found = {name: _values(county, name)[row] for name in county.schools.columns}
    return {name: value for name, value in found.items() if value is not None}


def _whole(marks: Mapping[str, str]) -> str:
    lines = "\n".join(f"{code}\0{mark}" for code, mark in sorted(marks.items()))
    return hashlib.sha256(lines.encode()).hexdigest()[:24]


def baseline_record(baseline: Baseline) -> dict[str, Any]:
    """The baseline as plain values; `parse_baseline` reads them back."""
    return {
        "fingerprint": baseline.fingerprint,
        "schools": dict(baseline.schools),
        "figures": {code: dict(facts) for code, facts in baseline.figures},
    }


def parse_baseline(record: Any) -> Baseline:
    """The baseline in plain values. Raises TypeError, KeyError, ValueError or AttributeError for any others."""
    schools = tuple((str(code), str(mark)) for code, mark in record["schools"].items())
    figures = tuple(
        (str(code), tuple((str(name), value if isinstance(value, str) else float(value)) for name, value in facts.items()))
        for code, facts in record["figures"].items()
    )
    return Baseline(str(record["fingerprint"]), schools, figures)
