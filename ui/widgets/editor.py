"""The fields of one action: what they show is the action, and every change of one is a change of the scenario at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from balance.columns import STAGES_JUDGED, label, vocabulary
from balance.pricelist import can_be_moved
from balance.scenario.actions import Action, Add, AddUpTo, Close, Enrol, Merge, Move, MovePupils, Open, Placed, Set
from balance.scenario.goods import bundle_of
from balance.scenario.marks import MARKS
from balance.words import Message, msg
from ui import drafts, state
from ui.text import literal, say, t
from ui.view import View
from ui.widgets.levers import usable
from ui.widgets.newcomer import opened, opening_fields
from ui.widgets.schools_offered import pupils_of, school_titles, stages_of

__all__ = ["fields"]

_MARKS: dict[str, Message] = {
    "bound": msg("the bound"), "tolerated": msg("the tolerated share of it"), "mean": msg("the county mean"),
}  # fmt: skip
_BUILDINGS: dict[str, Message] = {"keep": msg("buildings are kept"), "give_up": msg("other buildings are given up")}


class _Form:
    """The fields of one action under one round of keys; `view` for what they offer."""

    def __init__(self, view: View, at: int, action: Action) -> None:
        self.view, self.at, self.action = view, at, action
        self._round = drafts.round_of()
        self.titles = school_titles(view)

    def key(self, name: str) -> str:
        return f"field|{self._round}|{self.at}|{name}"

    def got(self, name: str, present: Any) -> Any:
        return state.chosen(self.key(name), present)

    def one(self, name: str, title: str, options: Sequence[Any], present: Any, shown: Callable[[Any], str]) -> None:
        options = list(options) if present in options else [present, *options]
        st.selectbox(title, options, index=options.index(present), key=self.key(name), format_func=shown, on_change=self.take)

    def school(self, name: str, title: str, present: str) -> None:
        self.one(name, title, list(self.titles), self.code(present), lambda code: self.titles.get(code, str(code) or "—"))

    def code(self, school: str) -> str:
        """The code of a school that an action calls by its name."""
        return school if school in self.titles else next((c for c, n in self.titles.items() if n == school), school)

    def schools(self, name: str, title: str, present: Sequence[str], empty: str) -> None:
        known = [self.code(school) for school in present]
        options = [*self.titles, *(code for code in known if code not in self.titles)]
        st.multiselect(title, options, default=known, key=self.key(name), placeholder=empty, on_change=self.take,
                       format_func=lambda code: self.titles.get(code, str(code)))  # fmt: skip

    def number(self, name: str, title: str, present: float, least: int = 1) -> None:
        whole = present == int(present)
        st.number_input(title, min_value=least if whole else float(least), value=int(present) if whole else present,
                        step=1 if whole else None, key=self.key(name), on_change=self.take)  # fmt: skip

    def stage(self, name: str, present: str | None, *, either: bool = True) -> None:
        titles = vocabulary().stage_titles
        options: list[str | None] = [None, *STAGES_JUDGED] if either or present is None else [*STAGES_JUDGED]
        self.one(name, t("Stage"), options, present, lambda stage: say(titles[stage]) if stage else t("as the school has it"))

    def resource(self, name: str, present: str, *, moved: bool = False) -> None:
        columns, prices = vocabulary().columns, drafts.prices()
        options = [bundle.id for bundle in usable(self.view)
                   if not moved or all(can_be_moved(columns[column]) for column in bundle.adds)]  # fmt: skip
        self.one(name, t("What"), options, present, lambda resource: say(bundle_of(resource, prices).title))

    def take(self) -> None:
        """Take over what the fields show; called before the page is drawn anew."""
        actions = list(drafts.scenario().actions)
        if self.at < len(actions) and type(actions[self.at]) is type(self.action):
            actions[self.at] = _built(self, actions[self.at])
            drafts.change(actions, editing=self.at)


def fields(view: View, at: int) -> None:
    """Draw the fields of the action at this place."""
    action = drafts.scenario().actions[at]
    form = _Form(view, at, action)
    _DRAWN[type(action)](form, action)


def _add(form: _Form, action: Add) -> None:
    form.resource("resource", action.resource)
    form.number("amount", t("How many for each"), action.amount)
    form.schools("schools", t("Which schools"), action.schools or (action.school,), t("Choose schools"))
    form.stage("stage", action.stage)


def _up_to(form: _Form, action: AddUpTo) -> None:
    form.resource("resource", action.resource)
    titles = {entry.id: say(entry.short) for entry in form.view.standard.indicators}
    form.one("indicator", t("Indicator"), list(titles), action.indicator, lambda name: titles.get(name, str(name)))
    form.one("to", t("Up to"), MARKS, action.to, lambda mark: say(_MARKS[mark]))
    form.schools("schools", t("Which schools"), action.schools or (), t("All schools below it"))
    form.stage("stage", action.stage)


def _move(form: _Form, action: Move) -> None:
    form.resource("resource", action.resource, moved=True)
    form.school("giver", t("From"), action.giver)
    form.school("taker", t("To"), action.taker)
    if action.amount is None:
        form.number("share", t("Percent of what the giver has"), round((action.share or 0.0) * 100, 6))
    else:
        form.number("amount", t("How many"), action.amount)
    form.stage("stage", action.stage)
    form.stage("to_stage", action.to_stage)


def _enrol(form: _Form, action: Enrol) -> None:
    form.school("school", t("School"), action.school)
    form.number("pupils", t("Pupils"), action.pupils, 0)
    form.stage("stage", action.stage)


def _move_pupils(form: _Form, action: MovePupils) -> None:
    form.school("giver", t("From"), action.giver)
    form.school("taker", t("To"), action.taker)
    form.number("pupils", t("Pupils"), action.pupils)
    form.stage("stage", action.stage)


def _merge(form: _Form, action: Merge) -> None:
    form.schools("schools", t("Which schools"), action.schools, t("Choose schools"))
    form.school("into", t("Into"), action.into)
    form.one("buildings", t("Buildings"), list(_BUILDINGS), action.buildings, lambda word: say(_BUILDINGS[word]))


def _close(form: _Form, action: Close) -> None:
    form.school("school", t("School"), action.school)
    titles = vocabulary().stage_titles
    for stage in stages_of(form.view, form.code(action.school)) if form.code(action.school) in form.titles else []:
        placed = next((entry.school for entry in action.pupils_to if entry.stage in (stage, None)), "")
        form.school(f"to {stage}", t("{stage} pupils to", stage=titles[stage]), placed)
    form.school("resources_to", t("People and things to"), action.resources_to)


def _set(form: _Form, action: Set) -> None:
    form.school("school", t("School"), action.school)
    county = form.view.county
    known = [name for name in vocabulary().canonical if name in county.schools.columns and county.knows(name)
             and isinstance(action.value, float) and vocabulary_number(name)]  # fmt: skip
    form.one("column", t("Figure"), known, action.column, lambda name: say(label(name)))
    if isinstance(action.value, (int, float)) and not isinstance(action.value, bool):
        form.number("value", t("Value"), float(action.value), 0)
    else:
        st.caption(literal(str(action.value)))


def vocabulary_number(name: str) -> bool:
    """Whether a canonical column holds numbers that an action may set."""
    return any(name in column.names and column.numeric and column.kind != "year" for column in vocabulary().columns.values())


def _open(form: _Form, action: Open) -> None:
    opening_fields(form, action)


_DRAWN: dict[type[Any], Callable[[_Form, Any], None]] = {
    Add: _add, AddUpTo: _up_to, Move: _move, Enrol: _enrol, MovePupils: _move_pupils, Merge: _merge, Close: _close,
    Open: _open, Set: _set,
}  # fmt: skip


def _built(form: _Form, action: Action) -> Action:
    """The action as its fields say it now."""
    match action:
        case Add():
            schools = tuple(form.got("schools", list(action.schools or (action.school,))))
            one = {"school": schools[0], "schools": ()} if len(schools) == 1 else {"school": "", "schools": schools}
            who = one if schools else {}
            return replace(action, resource=form.got("resource", action.resource), amount=float(form.got("amount", action.amount)),
                           stage=form.got("stage", action.stage), **who)  # fmt: skip
        case AddUpTo():
            return replace(action, resource=form.got("resource", action.resource),
                           indicator=form.got("indicator", action.indicator), to=form.got("to", action.to),
                           stage=form.got("stage", action.stage),
                           schools=tuple(form.got("schools", list(action.schools or ()))) or None)  # fmt: skip
        case Move():
            how = ({"share": float(form.got("share", (action.share or 0.0) * 100)) / 100} if action.amount is None
                   else {"amount": float(form.got("amount", action.amount))})  # fmt: skip
            return replace(action, resource=form.got("resource", action.resource), giver=form.got("giver", action.giver),
                           taker=form.got("taker", action.taker), stage=form.got("stage", action.stage),
                           to_stage=form.got("to_stage", action.to_stage), **how)  # fmt: skip
        case Enrol():
            return replace(action, school=form.got("school", action.school), pupils=float(form.got("pupils", action.pupils)),
                           stage=form.got("stage", action.stage))  # fmt: skip
        case MovePupils():
            return replace(action, giver=form.got("giver", action.giver), taker=form.got("taker", action.taker),
                           pupils=float(form.got("pupils", action.pupils)), stage=form.got("stage", action.stage))  # fmt: skip
        case Merge():
            return replace(action, schools=tuple(form.got("schools", list(action.schools))), into=form.got("into", action.into),
                           buildings=form.got("buildings", action.buildings))  # fmt: skip
        case Close():
            return _closed(form, action)
        case Open():
            return opened(form, action)
        case Set():
            value = form.got("value", action.value)
            if isinstance(value, int) and not isinstance(value, bool):
                value = float(value)
            return replace(action, school=form.got("school", action.school), column=form.got("column", action.column), value=value)


def _closed(form: _Form, action: Close) -> Close:
    """Closing a school: all its pupils of a stage go to the school chosen for them."""
    school = form.got("school", action.school)
    placed = []
    for stage in stages_of(form.view, school) if school in form.titles else []:
        before = next((entry.school for entry in action.pupils_to if entry.stage in (stage, None)), "")
        target = form.got(f"to {stage}", before)
        if target and target != school:
            placed.append(Placed(target, float(pupils_of(form.view, school, stage)), stage))
    return replace(action, school=school, pupils_to=tuple(placed), resources_to=form.got("resources_to", action.resources_to))
