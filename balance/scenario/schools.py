"""Schools joined, ended and begun."""

from __future__ import annotations

import numpy as np

from balance.columns import STAGES, STAGES_JUDGED, Column, Stage, column_of, vocabulary
from balance.errors import RefusedAction
from balance.holding import HOLDS
from balance.numbers import plain_number
from balance.pricelist import can_be_moved
from balance.scenario.actions import Close, Merge, Open, Placed
from balance.scenario.goods import checked_fact
from balance.scenario.ledger import Ledger
from balance.scenario.pupils import place_pupils
from balance.scenario.step import Step, Terms
from balance.words import Message, Term, msg

__all__ = ["close", "merge", "open_school"]


def merge(ledger: Ledger, action: Merge, _terms: Terms) -> Step:
    """Join schools into one: pupils, people and things are added up; the largest class is the largest of them.

    A figure not known for one of them (where it holds the stage) is not known for the whole. The type follows from the
    stages held together. `buildings` "give_up": the areas and rooms of the schools that end stay behind.
    Raises `RefusedAction`: fewer than two schools, schools of two counties, a school for special education.
    """
    rows = list(dict.fromkeys(ledger.find(school, action.county) for school in action.schools))
    if len(rows) < 2:
        raise RefusedAction(msg("to merge takes two schools or more"))
    if len({ledger.word("county", row) for row in rows}) > 1:
        raise RefusedAction(msg("schools of two counties cannot be merged"))
    if action.buildings not in ("keep", "give_up"):
        raise RefusedAction(msg("buildings are kept or given up, not “{got}”", got=action.buildings))
    into, renamed = _into(ledger, action, rows)
    types = {row: str(ledger.word("school_type", row)) for row in rows}
    if "special" in types.values() and set(types.values()) != {"special"}:
        raise RefusedAction(msg("a school for special education cannot be merged with another"))
    ended = [row for row in rows if row != into]
    held = {row: ledger.stages(row) for row in rows}
    warnings = _sum_up(ledger, into, rows, held, [] if action.buildings == "keep" else ended)
    ledger.put_word("school_type", into, _type_of([types[into], *(types[row] for row in ended)], held))
    for row in ended:
        _hand_on_campuses(ledger, row, renamed or ledger.name(into))
        ledger.end(row)
    if renamed:
        _hand_on_campuses(ledger, into, renamed)
        ledger.put_word("school", into, renamed)
    if any(ledger.word("counted", row) is True for row in ended):
        ledger.put_word("counted", into, True)
    sponsors = {str(ledger.word("sponsor", row)) for row in rows} - {""}
    if len(sponsors) > 1:
        labels = vocabulary().labels["sponsor"]
        kept = str(ledger.word("sponsor", into))
        warnings.append(
            msg("{school}: the schools have different sponsors; {sponsor} stays", school=ledger.name(into),
                sponsor=labels.get(kept, Term("—", "—")))
        )  # fmt: skip
    return Step(warnings=tuple(warnings), unpriced=(msg("merging: the price list has no price"),))


def _into(ledger: Ledger, action: Merge, rows: list[int]) -> tuple[int, str]:
    """The row that stays, and its new name where it gets one."""
    for row in rows:
        if action.into in (ledger.word("school_code", row), ledger.name(row)):
            return row, ""
    if not action.into.strip():
        raise RefusedAction(msg("say into which school, or under which new name"))
    here = ledger.word("county", rows[0])
    if any(ledger.name(row) == action.into for row in ledger.rows() if ledger.word("county", row) == here):
        raise RefusedAction(msg("{school} is not among the schools to be merged", school=action.into))
    return rows[0], action.into


def _sum_up(
    ledger: Ledger, into: int, rows: list[int], held: dict[int, list[Stage]], without_buildings: list[int]
) -> list[Message]:
    unknown: list[Term] = []
    for name in vocabulary().canonical:
        column, stage = column_of(name)
        if column.kind not in ("count", "area", "money"):
            continue
        whose = [row for row in rows if not (row in without_buildings and _is_building(column))]
        figures = [ledger.of(name, row) for row in whose]
        concerned = [stage is None or stage in held[row] for row in whose]
        known = [figure for figure in figures if not np.isnan(figure)]
        if not known:
            continue
        total = max(known) if column.name == "largest_class" else sum(known)
        if any(np.isnan(figure) and asked for figure, asked in zip(figures, concerned, strict=True)):
            total = np.nan
            unknown.append(column.title)
        ledger.put(name, into, total)
    if not unknown:
        return []
    figures_said = list(dict.fromkeys(unknown))
    return [
        msg("{school}: not known for all the schools merged, so not known for the whole: {figures}",
            school=ledger.name(into), figures=figures_said)
    ]  # fmt: skip


def _is_building(column: Column) -> bool:
    """Areas and rooms: what stays where it is when a school moves out."""
    return column.kind == "area" or column.unit == "rooms" or column.name == "basketball_stands"


def _type_of(types: list[str], held: dict[int, list[Stage]]) -> str:
    """The type of a school that holds all these stages; the first's own where it fits, a school before a teaching point."""
    together = tuple(stage for stage in STAGES if any(stage in stages for stages in held.values()))
    fitting = [kind for kind in dict.fromkeys(types) if HOLDS.get(kind) == together]
    fitting.sort(key=lambda kind: kind == "teaching_point")
    if fitting:
        return fitting[0]
    return next((kind for kind, stages in HOLDS.items() if stages == together and together), types[0])


def _hand_on_campuses(ledger: Ledger, row: int, name: str) -> None:
    """Campuses of a school that ends or changes its name belong to the one called `name`."""
    before, county = ledger.name(row), ledger.word("county", row)
    for other in ledger.rows():
        if str(ledger.word("parent", other)).strip() == before and ledger.word("county", other) == county:
            ledger.put_word("parent", other, name)


def close(ledger: Ledger, action: Close, _terms: Terms) -> Step:
    """End a school: its pupils go where `pupils_to` says, its people and things to `resources_to`, where one is named.

    Raises `RefusedAction`: the school as its own receiver, more pupils placed than there are, a receiver without the stage.
    """
    row = ledger.find(action.school, action.county)
    name, warnings = ledger.name(row), []
    for placed in action.pupils_to:
        taker = ledger.find(placed.school, action.county)
        if taker == row:
            raise RefusedAction(msg("{school} closes, so it cannot receive its own pupils", school=name))
        place_pupils(ledger, row, taker, ledger.stage(row, placed.stage, STAGES), placed.pupils)
    for stage in STAGES_JUDGED:
        left = ledger.of(f"pupils_{stage}", row)
        if left > 0:
            warnings.append(
                msg("{school} closes and {n} of its pupils ({stage}) are placed nowhere", school=name,
                    n=plain_number(left), stage=vocabulary().stage_titles[stage])
            )  # fmt: skip
    if action.resources_to:
        taker = ledger.find(action.resources_to, action.county)
        if taker == row:
            raise RefusedAction(msg("{school} closes, so it cannot receive its own resources", school=name))
        warnings += _hand_over(ledger, row, taker)
    campuses = [ledger.name(other) for other in ledger.rows() if str(ledger.word("parent", other)).strip() == name]
    if campuses:
        warnings.append(msg("{campuses} were campuses of {school}, which closes", campuses=campuses, school=name))
    ledger.end(row)
    return Step(warnings=tuple(warnings), unpriced=(msg("closing: the price list has no price"),))


def _hand_over(ledger: Ledger, row: int, taker: int) -> list[Message]:
    """People and things to the receiver; what it cannot take is said."""
    left: list[Term] = []
    for name in vocabulary().canonical:
        column, stage = column_of(name)
        if not can_be_moved(column) or _is_building(column):
            continue
        amount = ledger.of(name, row)
        if not amount > 0:
            continue
        target = ledger.base(taker, column.name, stage)
        if target is None or (stage is not None and not ledger.holds(taker, stage)):
            left.append(column.title)
        else:
            ledger.give(target, taker, amount)
    if not left:
        return []
    figures = list(dict.fromkeys(left))
    return [msg("{school} cannot take over: {figures}", school=ledger.name(taker), figures=figures)]


def open_school(ledger: Ledger, action: Open, _terms: Terms) -> Step:
    """Begin a school with the columns given; those of its pupils who come from other schools are taken from there.

    Where the columns give no pupils of a stage, it has those who come; where they give more, the others come from
    outside. Raises `RefusedAction`: no name, one that there is, a column or value not known, more pupils than it has.
    """
    facts = {name: checked_fact(name, value) for name, value in action.school if name != "school_code"}
    name = str(facts.get("school", "")).strip()
    if not name:
        raise RefusedAction(msg("a new school needs a name"))
    facts["school"] = name
    places = {str(ledger.word("county", row)) for row in ledger.rows()}
    facts.setdefault("county", places.pop() if len(places) == 1 else "")
    taken = {str(ledger.word(column, row)) for row in ledger.rows() for column in ("school", "school_code")
             if ledger.word("county", row) == facts["county"]}  # fmt: skip
    if name in taken:
        raise RefusedAction(msg("there is a school “{school}” already", school=name))
    code = str(dict(action.school).get("school_code", "")) or name
    if code in taken:
        raise RefusedAction(msg("there is a school “{school}” already", school=code))
    facts["school_code"] = code
    coming = _take_pupils(ledger, action.pupils_from, str(facts["county"]))
    for stage, pupils in coming.items():
        said = facts.setdefault(f"pupils_{stage}", pupils)
        if float(said) < pupils:
            raise RefusedAction(
                msg("{school}: {n} pupils come from other schools, more than its {all}", school=name,
                    n=plain_number(pupils), all=plain_number(float(said)))
            )  # fmt: skip
    if not facts.get("school_type"):
        held = tuple(stage for stage in STAGES if float(facts.get(f"pupils_{stage}", 0)) > 0)
        facts["school_type"] = next((kind for kind, stages in HOLDS.items() if stages == held and held), "")
    ledger.begin(facts)
    return Step(unpriced=(msg("opening a school: the price list has no price"),))


def _take_pupils(ledger: Ledger, placed: tuple[Placed, ...], county: str) -> dict[Stage, float]:
    coming: dict[Stage, float] = {}
    for entry in placed:
        row = ledger.find(entry.school, county)
        stage = ledger.stage(row, entry.stage)
        ledger.take(f"pupils_{stage}", row, entry.pupils)
        coming[stage] = coming.get(stage, 0.0) + entry.pupils
    return coming
