"""An action in plain words, as it stands on its card, in reports and in the list of a scenario."""

from __future__ import annotations

from balance.columns import STAGES_JUDGED, Stage, column_of, label, vocabulary
from balance.county import County
from balance.errors import RefusedAction
from balance.numbers import decimal, percent
from balance.pricelist import Prices
from balance.scenario.actions import (
    Action,
    Add,
    AddUpTo,
    Close,
    Enrol,
    Fact,
    Merge,
    Move,
    MovePupils,
    Open,
    Placed,
    Set,
)
from balance.scenario.goods import bundle_of
from balance.standard import Standard
from balance.words import Message, Term, msg, msgn

__all__ = ["named", "resource_title", "schools_named", "told"]

_FEW = 3  # schools named in one line


def told(action: Action, county: County, prices: Prices, standard: Standard | None = None) -> Message:
    """What the action does, in one line. Schools are called by their names where the table has them.

    standard: whose short names "up to" actions use for their indicator; its id where none is given.
    """
    match action:
        case Add():
            facts = {"what": resource_title(action.resource, prices), "stage": _stage(action.stage),
                     "amount": _measured(action.amount, action.resource, prices)}  # fmt: skip
            if action.schools:
                return msgn(
                    "{what} +{amount} for each of {n} school{stage}: {schools}",
                    "{what} +{amount} for each of {n} schools{stage}: {schools}",
                    len(action.schools), schools=_few(county, action.schools), **facts,
                )
            return msg("{school}{stage}: {what} +{amount}", school=named(county, action.school), **facts)
        case AddUpTo():
            return _told_up_to(action, county, prices, standard)
        case Move():
            return _told_move(action, county, prices)
        case Enrol():
            return msg("{school}{stage}: {pupils} pupils", school=named(county, action.school), stage=_stage(action.stage),
                       pupils=_amount(action.pupils))  # fmt: skip
        case MovePupils():
            facts = {"giver": named(county, action.giver), "taker": named(county, action.taker), "stage": _stage(action.stage)}
            return msg("{pupils} pupils{stage} from {giver} to {taker}", pupils=_amount(action.pupils), **facts)
        case Merge():
            facts = {"schools": _few(county, action.schools), "into": named(county, action.into)}
            if action.buildings == "give_up":
                return msg("Merge {schools} into {into}; other buildings are given up", **facts)
            return msg("Merge {schools} into {into}; buildings are kept", **facts)
        case Close():
            school = named(county, action.school)
            if action.pupils_to:
                return msg("Close {school}; pupils to {places}", school=school, places=_places(county, action.pupils_to))
            return msg("Close {school}", school=school)
        case Open():
            return _told_open(action, county)
        case Set():
            return msg("{school}: {column} set to {value}", school=named(county, action.school),
                       column=label(action.column) if action.column in vocabulary().canonical else action.column,
                       value=_value(action.column, action.value))  # fmt: skip


def _told_up_to(action: AddUpTo, county: County, prices: Prices, standard: Standard | None) -> Message:
    indicator: object = action.indicator
    share = None
    if standard is not None:
        indicator = next((entry.short for entry in standard.indicators if entry.id == action.indicator), indicator)
        share = standard.school_rule.share if standard.school_rule else None
    who: object = msg("all schools below it") if action.schools is None else _few(county, action.schools)
    facts = {"what": resource_title(action.resource, prices), "indicator": indicator, "stage": _stage(action.stage), "who": who}
    if action.to == "mean":
        return msg("{what} up to the county mean of “{indicator}”{stage}: {who}", **facts)
    if action.to == "tolerated":
        return msg("{what} up to {share} of the bound of “{indicator}”{stage}: {who}",
                   share=percent(share, 0) if share else msg("the tolerated share"), **facts)  # fmt: skip
    return msg("{what} up to the bound of “{indicator}”{stage}: {who}", **facts)


def _told_move(action: Move, county: County, prices: Prices) -> Message:
    stage: object = _stage(action.stage)
    if action.to_stage is not None and action.to_stage != action.stage:
        titles = vocabulary().stage_titles
        origin = titles[action.stage] if action.stage else "—"
        stage = msg(" ({origin} to {target})", origin=origin, target=titles[action.to_stage])
    facts = {"what": resource_title(action.resource, prices), "giver": named(county, action.giver),
             "taker": named(county, action.taker), "stage": stage}  # fmt: skip
    if action.amount is None:
        return msg("{share} of {what}{stage} from {giver} to {taker}", share=percent(action.share or 0.0, 0), **facts)
    return msg("{amount} × {what}{stage} from {giver} to {taker}",
               amount=_measured(action.amount, action.resource, prices), **facts)  # fmt: skip


def _told_open(action: Open, county: County) -> Message:
    facts = dict(action.school)
    pupils = sum(float(facts[f"pupils_{stage}"]) for stage in STAGES_JUDGED if f"pupils_{stage}" in facts)
    coming = sum(placed.pupils for placed in action.pupils_from)
    name = str(facts.get("school", "—"))
    if action.pupils_from:
        return msg("Open {school} with {pupils} pupils, {places}", school=name, pupils=_amount(max(pupils, coming)),
                   places=_places_from(county, action.pupils_from))  # fmt: skip
    return msg("Open {school} with {pupils} pupils", school=name, pupils=_amount(pupils))


def named(county: County, school: str) -> str:
    """The school's name where the table has one school of this code or name; else what was said."""
    try:
        return str(county.words("school")[county.find(school)])
    except RefusedAction:
        return school


def schools_named(action: Action) -> list[str]:
    """Every school that an action names, by code or name."""
    match action:
        case Add():
            return list(action.schools or (action.school,))
        case AddUpTo():
            return list(action.schools or ())
        case Move() | MovePupils():
            return [action.giver, action.taker]
        case Merge():
            return [*action.schools, action.into]
        case Close():
            return [action.school, *(placed.school for placed in action.pupils_to), *filter(None, [action.resources_to])]
        case Open():
            return [placed.school for placed in action.pupils_from]
        case Enrol() | Set():
            return [action.school]


def resource_title(resource: str, prices: Prices) -> Term | str:
    """What a resource is called; as it was said where nobody knows it."""
    try:
        return bundle_of(resource, prices).title
    except RefusedAction:
        return resource


def _few(county: County, schools: tuple[str, ...]) -> list[object]:
    names: list[object] = [named(county, school) for school in schools[:_FEW]]
    return [*names, *([msg("and others")] if len(schools) > _FEW else [])]


def _places(county: County, placed: tuple[Placed, ...]) -> list[object]:
    return [msg("{school} ({n})", school=named(county, entry.school), n=_amount(entry.pupils)) for entry in placed]


def _places_from(county: County, placed: tuple[Placed, ...]) -> list[object]:
    return [msg("{n} from {school}", school=named(county, entry.school), n=_amount(entry.pupils)) for entry in placed]


def _stage(stage: Stage | None) -> object:
    return "" if stage is None else msg(" ({stage})", stage=vocabulary().stage_titles[stage])


def _amount(amount: float) -> str:
    return decimal(amount, 0 if amount == int(amount) else 2)


def _measured(amount: float, resource: str, prices: Prices) -> Term:
    """An amount with the measure word that Chinese puts before a thing; English has none."""
    try:
        measure = bundle_of(resource, prices).measure
    except RefusedAction:
        measure = ""
    return Term(f"{_amount(amount)} {measure}", _amount(amount))


def _value(name: str, value: Fact) -> object:
    if isinstance(value, bool):
        return msg("yes") if value else msg("no")
    if isinstance(value, str):
        labels = vocabulary().labels.get(column_of(name)[0].name, {}) if name in vocabulary().canonical else {}
        return labels.get(value, value)
    return _amount(value)
