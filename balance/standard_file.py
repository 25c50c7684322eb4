"""Standards read from TOML: the ones that come with the package, or a user's own, with ``extends``."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from balance.columns import STAGES, STAGES_JUDGED, vocabulary
from balance.errors import BrokenStandard, UnusableInput
from balance.rulefile import Table, parse_toml
from balance.standard import (
    Alternative,
    BalanceRule,
    Citation,
    Indicator,
    Precision,
    SchoolRule,
    Split,
    Standard,
    Universe,
)
from balance.standard_items import concession, item
from balance.standard_rooms import ceilings, requirements
from balance.words import Term, msg

__all__ = ["BUILT_IN", "load", "parse", "switch_on"]

BUILT_IN = ("quality-2017", "basic-2012", "ningxia-2014")
_DEEPEST = 8


def load(name: str) -> Standard:
    """The standard with this id, or the one in the file of this path.

    Raises `BrokenStandard` for a file that does not follow the form (file, key, value got, values allowed), and
    `UnusableInput` where there is neither such a standard nor such a file.
    """
    return _built_in(name) if name in BUILT_IN else parse(_text(name), Path(name).name, Path(name).parent)


@cache
def _built_in(name: str) -> Standard:
    return parse(_text(name), f"{name}.toml")


def _text(name: str) -> str:
    if name in BUILT_IN:
        return files("balance.standards").joinpath(f"{name}.toml").read_text("utf-8")
    try:
        return Path(name).read_text("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise BrokenStandard(name, "encoding", str(wrong.reason), "UTF-8") from wrong
    except OSError as wrong:
        raise UnusableInput(
            msg(
                "There is no standard “{name}”. Known: {known}; or give the path of a standard file.",
                name=name,
                known=list(BUILT_IN),
            )
        ) from wrong


def switch_on(standard: Standard, concessions: tuple[str, ...]) -> Standard:
    """The standard with these concessions in force; `UnusableInput` for one it does not offer."""
    offered = [concession.id for concession in standard.concessions]
    for name in concessions:
        if name not in offered:
            raise UnusableInput(
                msg(
                    "The standard {standard} has no concession “{name}”. It has: {offered}",
                    standard=standard.id,
                    name=name,
                    offered=offered or msg("none"),
                )
            )
    return replace(standard, switched_on=tuple(dict.fromkeys(concessions)))


def parse(text: str, file: str, folder: Path | None = None) -> Standard:
    """The standard in a TOML text. `folder`: where the file of an ``extends`` path is looked for.

    A file that extends another gets its own name: its ``id``, or the file's name where it gives none, so that changed
    numbers never go by the name of the national document.
    """
    raw = _extended(parse_toml(text, file, BrokenStandard), file, folder, 0)
    return _standard(Table(raw, file, "", BrokenStandard))


def _extended(raw: dict[str, Any], file: str, folder: Path | None, depth: int) -> dict[str, Any]:
    parent = raw.pop("extends", None)
    if parent is None:
        return raw
    if not isinstance(parent, str) or depth == _DEEPEST:
        raise BrokenStandard(file, "extends", parent, ", ".join(BUILT_IN))
    if parent in BUILT_IN:
        below = parse_toml(_text(parent), f"{parent}.toml", BrokenStandard)
    else:
        path = (folder or Path()) / parent
        below = _extended(parse_toml(_text(str(path)), path.name, BrokenStandard), path.name, path.parent, depth + 1)
        _standard(Table(below, path.name, "", BrokenStandard))  # what is wrong below is said of the file below
    for group, entries in raw.items():
        if _by_id(entries):
            _once(file, group, [entry["id"] for entry in entries])
    name = raw.setdefault("id", Path(file).stem)
    if name == below["id"] or name in BUILT_IN:
        raise BrokenStandard(file, "id", name, msg("a name of its own"))
    if "title" not in raw:
        raw["title"] = {lang: f"{title} · {name}" for lang, title in below["title"].items()}
    merged: dict[str, Any] = _merged(below, raw)
    return merged


def _merged(below: Any, above: Any) -> Any:
    """Tables key by key, lists of tables by their id, all else replaced."""
    if isinstance(below, dict) and isinstance(above, dict):
        return {**below, **{k: _merged(below[k], v) if k in below else v for k, v in above.items()}}
    if _by_id(below) and _by_id(above):
        changed = {entry["id"]: entry for entry in above}
        kept = [_merged(entry, changed.pop(entry["id"])) if entry["id"] in changed else entry for entry in below]
        return kept + list(changed.values())
    return above


def _by_id(entries: Any) -> bool:
    return (
        isinstance(entries, list)
        and bool(entries)
        and all(isinstance(e, dict) and isinstance(e.get("id"), str) for e in entries)
    )


def _standard(top: Table) -> Standard:
    listed = top.table("documents")
    documents = {key: listed.term(key) for key in listed.names()}

    def cite(table: Table) -> Citation:
        entry = table.table("cite")
        document = entry.choice("doc", documents)
        citation = Citation(documents[document], Term(entry.text("zh"), entry.text("en")))
        entry.done()
        return citation

    precision = _precision(top.table("precision"))
    split = _split(top.table("split"), cite)
    indicators = tuple(_indicator(table, split, precision, cite) for table in top.tables("indicators"))
    if not indicators:
        raise top.refuse("indicators", None, msg("a list of tables"))
    ids = tuple(indicator.id for indicator in indicators)
    limited = ceilings(top.tables("ceilings"), cite)
    standard = Standard(
        id=top.text("id"),
        title=top.term("title"),
        since=top.date("since"),
        documents=tuple(documents.values()),
        precision=precision,
        universe=_universe(top.table("universe"), cite),
        split=split,
        indicators=indicators,
        school_rule=_school_rule(top.table("school_rule"), len(ids), cite) if "school_rule" in top else None,
        balance_rule=_balance_rule(top.table("balance_rule"), cite) if "balance_rule" in top else None,
        requirements=requirements(top.tables("requirements"), cite),
        ceilings=limited,
        concessions=tuple(concession(t, ids, {c.id: tuple(c.limits) for c in limited}, cite) for t in top.tables("concessions")),
        items=tuple(item(table, documents, cite) for table in top.tables("items")),
    )
    top.done()
    for group in ("indicators", "requirements", "ceilings", "concessions", "items"):
        _once(top.file, group, [entry.id for entry in getattr(standard, group)])
    return standard


def _once(file: str, group: str, names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise BrokenStandard(file, f"{group}.id", name, msg("each id once"))


def _precision(table: Table) -> Precision:
    precision = Precision(*(table.whole(key, 0, 9) for key in ("value", "mean", "cv", "percent")))
    table.done()
    return precision


def _universe(table: Table, cite: Any) -> Universe:
    choices = vocabulary().choices
    universe = Universe(
        leave_out_types=table.choices("leave_out_types", choices["school_type"]),
        keep_sponsors=table.choices("keep_sponsors", choices["sponsor"]),
        teaching_point_pupils=table.whole("teaching_point_pupils", 0, 10_000, None),
        cite=cite(table),
    )
    table.done()
    return universe


def _split(table: Table, cite: Any) -> Split:
    shared = [column.name for column in vocabulary().columns.values() if column.numeric and not column.stages]
    weights = table.numbers("weights", STAGES, 0.01, 100)
    for stage in STAGES:
        if stage not in weights:
            raise table.refuse(f"weights.{stage}", None, msg("a number from {low} to {high}", low="0.01", high="100"))
    split = Split(weights, frozenset(table.choices("columns", shared)), cite(table))  # type: ignore[arg-type]
    table.done()
    return split


def _numerator(table: Table, split: Split) -> dict[str, float]:
    columns = vocabulary().columns
    usable = [name for name, column in columns.items() if column.stages or name in split.columns]
    numerator = table.numbers("numerator", usable, -100, 100)
    if not numerator:
        raise table.refuse("numerator", {}, ", ".join(usable))
    return numerator


def _indicator(table: Table, split: Split, precision: Precision, cite: Any) -> Indicator:
    identity, numerator = table.text("id"), _numerator(table, split)
    instead = []
    for entry in table.tables("instead"):
        stages = entry.choices("stages", STAGES_JUDGED)
        instead.append(Alternative(stages, _numerator(entry, split)))  # type: ignore[arg-type]
        entry.done()
    title = table.term("title")
    indicator = Indicator(
        id=identity,
        code=table.text("code", ""),
        title=title,
        short=table.term("short", title),
        unit=table.term("unit"),
        numerator=numerator,
        instead=tuple(instead),
        times=table.number("times", 1e-6, 1e6, 1.0),
        bounds=table.numbers("bounds", STAGES_JUDGED, 1e-9, 1e9, {}),  # type: ignore[arg-type]
        decimals=table.whole("decimals", 0, 9, precision.value),
        whole=all(vocabulary().columns[name].whole for name in numerator),
        cite=cite(table),
    )
    table.done()
    return indicator


def _school_rule(table: Table, indicators: int, cite: Any) -> SchoolRule:
    table.choice("kind", ("at_least",))
    rule = SchoolRule(table.whole("met", 0, indicators), table.number("share", 0, 1), cite(table))
    table.done()
    return rule


def _balance_rule(table: Table, cite: Any) -> BalanceRule:
    kind = table.choice("kind", ("each_cv", "mean_of_cvs"))
    rule = BalanceRule(kind, table.numbers("limits", STAGES_JUDGED, 1e-6, 100), cite(table))  # type: ignore[arg-type]
    table.done()
    return rule
