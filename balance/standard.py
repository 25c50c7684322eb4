"""A standard: the rules of one official document, as frozen data. `balance.standard_file` reads them from TOML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from balance.columns import STAGES_JUDGED, Stage
from balance.words import Term

__all__ = [
    "BalanceRule",
    "Ceiling",
    "Citation",
    "Concession",
    "Indicator",
    "Item",
    "Precision",
    "Requirement",
    "SchoolRule",
    "Split",
    "Standard",
    "Universe",
    "When",
]


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a number stands: the document and the place in it."""

    document: Term
    at: Term

    def of(self, lang: str) -> str:
        """The citation as one line."""
        mark = "，" if lang == "zh" else ", "
        return f"{self.document.of(lang)}{mark}{self.at.of(lang)}"


@dataclass(frozen=True, slots=True)
class Precision:
    """Decimals printed on the official form: school values, county means, CVs, percentages."""

    value: int
    mean: int
    cv: int
    percent: int


@dataclass(frozen=True, slots=True)
class Universe:
    """Which schools are judged. `keep_sponsors` empty: all; `teaching_point_pupils` None: no lower limit."""

    leave_out_types: tuple[str, ...]
    keep_sponsors: tuple[str, ...]
    teaching_point_pupils: int | None
    cite: Citation


@dataclass(frozen=True, slots=True)
class Split:
    """How goods shared by the stages of a school are divided: weight of a pupil per stage, and the columns divided."""

    weights: Mapping[Stage, float]
    columns: frozenset[str]
    cite: Citation


@dataclass(frozen=True, slots=True)
class Alternative:
    """Columns that serve where an indicator's own numerator is not known; `stages` empty: in every stage."""

    stages: tuple[Stage, ...]
    numerator: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Indicator:
    """times × (signed sum of the numerator's columns) ÷ pupils, with the bound a school must reach per stage."""

    id: str
    code: str
    title: Term
    short: Term
    unit: Term
    numerator: Mapping[str, float]
    instead: tuple[Alternative, ...]
    times: float
    bounds: Mapping[Stage, float]
    decimals: int
    whole: bool
    cite: Citation

    def bound(self, stage: Stage) -> float | None:
        """The bound in a stage, None where the standard sets none."""
        return self.bounds.get(stage)


@dataclass(frozen=True, slots=True)
class SchoolRule:
    """A school passes when at least `met` bounds are reached and every other one to `share` of it."""

    met: int
    share: float
    cite: Citation


@dataclass(frozen=True, slots=True)
class BalanceRule:
    """`kind` "each_cv": every CV within the stage's limit; "mean_of_cvs": their arithmetic mean within it."""

    kind: str
    limits: Mapping[Stage, float]
    cite: Citation


@dataclass(frozen=True, slots=True)
class Level:
    """One level of an allotment: its weight and the column that counts what there is."""

    title: Term
    weight: float
    has: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """What one school must have of one thing, beyond the indicators.

    rule "steps"      base + step × round((classes − start) / every), not under base
         "per_pupil"  rate × pupils
         "share"      share × `of`
         "allotment"  share × `of`, divided over `levels` by largest remainder
    `factor` turns what the file has into what counts; `rounding` is "up", "down", "nearest" or "none".
    """

    id: str
    rule: str
    title: Term
    unit: Term
    has: str
    cite: Citation
    factor: float = 1.0
    base: float = 0.0
    start: float = 0.0
    step: float = 1.0
    every: float = 1.0
    rate: float = 0.0
    of: str = ""
    share: float = 0.0
    rounding: str = "none"
    levels: tuple[Level, ...] = ()
    room_area_m2: float | None = None
    unit_cost_yuan: float | None = None


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What must not be passed: pupils of a school (keys single, combined), or its largest class (keys: stages)."""

    id: str
    kind: str
    title: Term
    unit: Term
    limits: Mapping[str, float]
    cite: Citation


@dataclass(frozen=True, slots=True)
class When:
    """The schools a concession is for; all that is given must hold. Pupils are those of the compulsory stages."""

    location: tuple[str, ...] = ()
    pupils_from: int | None = None
    pupils_to: int | None = None
    built_by: int | None = None
    largest_class_under: int | None = None
    migrant_share_over: float | None = None


@dataclass(frozen=True, slots=True)
class Concession:
    """A relief, off unless switched on: a column added to an indicator, a higher ceiling, or smaller rooms."""

    id: str
    title: Term
    when: When
    cite: Citation
    add_to: str = ""
    add_column: str = ""
    ceiling: str = ""
    ceiling_limits: Mapping[str, float] = field(default_factory=dict)
    room_area_m2: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A threshold in force from a day on."""

    since: date
    at_least: float
    document: Term


@dataclass(frozen=True, slots=True)
class Item:
    """An item judged beyond resources: its threshold, or that it is judged on documents."""

    id: str
    group: str
    number: int
    title: Term
    documents_only: bool
    at_least: float | None
    below: float | None
    unit: Term | None
    note: Term | None
    values: tuple[DatedValue, ...]
    cite: Citation


@dataclass(frozen=True, slots=True)
class Standard:
    """All the rules of one document. `concessions` are those on offer; `switched_on` those in force."""

    id: str
    title: Term
    since: date
    documents: tuple[Term, ...]
    precision: Precision
    universe: Universe
    split: Split
    indicators: tuple[Indicator, ...]
    school_rule: SchoolRule | None
    balance_rule: BalanceRule | None
    requirements: tuple[Requirement, ...]
    ceilings: tuple[Ceiling, ...]
    concessions: tuple[Concession, ...]
    items: tuple[Item, ...]
    switched_on: tuple[str, ...] = ()

    def indicator(self, id: str) -> Indicator:  # noqa: A002 - the field's own word
        """The indicator with this id; KeyError where there is none."""
        for indicator in self.indicators:
            if indicator.id == id:
                return indicator
        raise KeyError(id)

    def limit(self, stage: Stage) -> float | None:
        """The stage's limit for the CVs (or for their mean), None where there is none."""
        return None if self.balance_rule is None else self.balance_rule.limits.get(stage)

    def cv_limit(self, stage: Stage) -> float | None:
        """The limit that each single CV must keep, None where only their mean has one."""
        rule = self.balance_rule
        return rule.limits.get(stage) if rule is not None and rule.kind == "each_cv" else None

    @property
    def in_force(self) -> tuple[Concession, ...]:
        """The concessions switched on."""
        return tuple(c for c in self.concessions if c.id in self.switched_on)

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages this tool judges."""
        return STAGES_JUDGED
