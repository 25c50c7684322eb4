"""The vocabulary as objects: every canonical column with its kind, unit, labels and spellings, from ``columns.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal, get_args

from balance.errors import BrokenVocabulary
from balance.words import Term

__all__ = ["STAGES", "STAGES_JUDGED", "Column", "Kind", "Stage", "Vocabulary", "column_of", "label", "unit_title", "vocabulary"]

Stage = Literal["primary", "junior", "senior"]
STAGES: tuple[Stage, ...] = get_args(Stage)
STAGES_JUDGED: tuple[Stage, ...] = ("primary", "junior")
Kind = Literal["text", "choice", "flag", "year", "count", "area", "money"]
_FILE = "columns.toml"
_KEYS = {
    "kind", "unit", "stages", "zh", "en", "note", "spellings", "bare", "under", "instead", "within", "part_of", "adds", "form",
    "reader_only", "usual",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the vocabulary. `name` is the base name; a column with `stages` exists once for each of them."""

    name: str
    kind: Kind
    unit: str
    stages: tuple[Stage, ...]
    title: Term
    note: Term | None
    spellings: tuple[str, ...]
    bare: tuple[str, ...]
    under: tuple[str, ...]
    instead: str | None
    within: str | None
    part_of: str | None
    adds: bool
    form: str
    reader_only: bool
    usual: tuple[float, float] | None

    @property
    def whole(self) -> bool:
        """Whether only whole numbers make sense (people, rooms, books)."""
        return self.kind == "count"

    @property
    def numeric(self) -> bool:
        """Whether the column holds numbers that are added up."""
        return self.kind in ("count", "area", "money", "year")

    @property
    def names(self) -> tuple[str, ...]:
        """The canonical names: one, or one a stage."""
        return tuple(f"{self.name}_{stage}" for stage in self.stages) if self.stages else (self.name,)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All of ``columns.toml``. `units`: unit → its spellings → factor to the stored unit. `totals`, `present`: headings
    that say nothing of their own. `quantities`: unit → headings of a quantity below a thing. `unit_titles`: the usual units in both
    languages."""

    columns: Mapping[str, Column]
    units: Mapping[str, Mapping[str, float]]
    choices: Mapping[str, Mapping[str, tuple[str, ...]]]
    labels: Mapping[str, Mapping[str, Term]]
    stage_words: Mapping[Stage, tuple[str, ...]]
    stage_titles: Mapping[str, Term]
    ignored: Mapping[str, tuple[str, ...]]
    totals: tuple[str, ...]
    present: tuple[str, ...]
    quantities: Mapping[str, tuple[str, ...]]
    unit_titles: Mapping[str, Term]

    @property
    def canonical(self) -> tuple[str, ...]:
        """Every canonical column of a county's table, in the order of the file."""
        return tuple(n for column in self.columns.values() if not column.reader_only for n in column.names)


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, read once."""
    return parse(tomllib.loads(files("balance").joinpath(_FILE).read_text("utf-8")))


def parse(raw: Mapping[str, Any]) -> Vocabulary:
    """The vocabulary in a parsed file.

    Raises `BrokenVocabulary`: an unknown key or kind, a unit or a choice that is not declared.
    """
    columns = {name: _column(name, entry, raw) for name, entry in raw["columns"].items()}
    for column in columns.values():
        for key, other in (("instead", column.instead), ("within", column.within), ("part_of", column.part_of)):
            if other is not None and other not in columns:
                raise BrokenVocabulary(_FILE, f"columns.{column.name}.{key}", other, "a column of this file")
    freeze = MappingProxyType
    return Vocabulary(
        columns=freeze(columns),
        units=freeze({unit: freeze(dict(entry)) for unit, entry in raw["units"].items()}),
        choices=freeze(
            {name: freeze({k: tuple(v) for k, v in entry.items()}) for name, entry in raw["choices"].items()}
        ),
        labels=freeze(
            {name: freeze({k: Term(**v) for k, v in entry.items()}) for name, entry in raw["labels"].items()}
        ),
        stage_words=freeze({s: tuple(raw["stages"][s]["words"]) for s in STAGES}),
        stage_titles=freeze({s: Term(raw["stages"][s]["zh"], raw["stages"][s]["en"]) for s in STAGES}),
        ignored=freeze({name: tuple(words) for name, words in raw["ignored"].items()}),
        totals=tuple(raw["path"]["totals"]),
        present=tuple(raw["path"]["present"]),
        unit_titles=freeze({zh: Term(zh, en) for zh, en in raw["unit_titles"].items()}),
        quantities=freeze({unit: tuple(words) for unit, words in raw["path"]["quantities"].items()}),
    )


def _column(name: str, entry: Mapping[str, Any], raw: Mapping[str, Any]) -> Column:
    where = f"columns.{name}"
    for key in entry:
        if key not in _KEYS:
            raise BrokenVocabulary(_FILE, f"{where}.{key}", entry[key], ", ".join(sorted(_KEYS)))
    for key in ("kind", "zh", "en", "spellings"):
        if key not in entry:
            raise BrokenVocabulary(_FILE, f"{where}.{key}", None, "a value")
    if entry["kind"] not in get_args(Kind):
        raise BrokenVocabulary(_FILE, f"{where}.kind", entry["kind"], ", ".join(get_args(Kind)))
    if entry["kind"] in ("count", "area", "money") and entry.get("unit") not in raw["units"]:
        raise BrokenVocabulary(_FILE, f"{where}.unit", entry.get("unit"), ", ".join(raw["units"]))
    if entry["kind"] == "choice" and name not in raw["choices"]:
        raise BrokenVocabulary(_FILE, where, name, ", ".join(raw["choices"]))
    return Column(
        name=name,
        kind=entry["kind"],
        unit=entry.get("unit", ""),
        stages=tuple(entry.get("stages", ())),
        title=Term(entry["zh"], entry["en"]),
        note=Term(**entry["note"]) if "note" in entry else None,
        spellings=tuple(entry["spellings"]),
        bare=tuple(entry.get("bare", ())),
        under=tuple(entry.get("under", ())),
        instead=entry.get("instead"),
        within=entry.get("within"),
        part_of=entry.get("part_of"),
        adds=entry.get("adds", False),
        form=entry.get("form", ""),
        reader_only=entry.get("reader_only", False),
        usual=(float(entry["usual"][0]), float(entry["usual"][1])) if "usual" in entry else None,
    )


@cache
def column_of(canonical: str) -> tuple[Column, Stage | None]:
    """The column behind a canonical name, and its stage where it has one; KeyError for any other name.

    >>> column_of("pupils_junior")[1]
    'junior'
    """
    columns = vocabulary().columns
    if canonical in columns and not columns[canonical].stages:
        return columns[canonical], None
    base, _, stage = canonical.rpartition("_")
    if base in columns and stage in columns[base].stages:
        return columns[base], stage
    raise KeyError(canonical)


def unit_title(unit: str) -> Term:
    """A unit as it is said in both languages; one without an English name stays as it is.

    >>> unit_title("万元").en
    '10,000 yuan'
    """
    return vocabulary().unit_titles.get(unit, Term(unit, unit))


def label(canonical: str) -> Term:
    """The label of a canonical column, with its stage.

    >>> label("pupils_junior").zh, label("pupils_junior").en
    ('初中在校生数', 'Junior · Pupils')
    """
    column, stage = column_of(canonical)
    if stage is None:
        return column.title
    title = vocabulary().stage_titles[stage]
    return Term(title.zh + column.title.zh, f"{title.en} · {column.title.en}")
