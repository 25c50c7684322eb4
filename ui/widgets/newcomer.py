"""The fields of a school that opens: its name, type and pupils, where they come from, and what it has."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Protocol

import streamlit as st

from balance.columns import STAGES, Stage, label, vocabulary
from balance.holding import HOLDS
from balance.scenario.actions import Fact, Open, Placed
from ui.text import say, t
from ui.view import View

__all__ = ["opened", "opening_fields"]

_TYPES = ("primary", "junior", "nine_year", "teaching_point", "complete_secondary", "twelve_year")


class Form(Protocol):
    """What the fields are drawn with."""

    view: View

    def key(self, name: str) -> str: ...
    def got(self, name: str, present: Any) -> Any: ...
    def take(self) -> None: ...
    def number(self, name: str, title: str, present: float, least: int = 1) -> None: ...
    def school(self, name: str, title: str, present: str) -> None: ...
    def one(self, name: str, title: str, options: Any, present: Any, shown: Any) -> None: ...


def opening_fields(form: Form, action: Open) -> None:
    """Draw them."""
    columns = dict(action.school)
    st.text_input(t("Name"), value=str(columns.get("school", "")), key=form.key("name"), on_change=form.take, max_chars=80)
    labels, kind = vocabulary().labels["school_type"], str(columns.get("school_type", "primary"))
    form.one("type", t("Type"), _TYPES, kind, lambda word: say(labels[word]))
    for stage in _held(kind):
        form.number(f"pupils_{stage}", say(label(f"pupils_{stage}")), _number(columns, f"pupils_{stage}"), 0)
    origin = action.pupils_from[0] if action.pupils_from else Placed("", 0.0)
    form.school("origin", t("Pupils come from"), origin.school)
    form.number("coming", t("of them"), origin.pupils, 0)
    with st.expander(t("What the school has")):
        for name in _columns(form.view, kind):
            form.number(name, say(label(name)), _number(columns, name), 0)


def opened(form: Form, action: Open) -> Open:
    """The action as its fields say it now. What nobody filled in is not known, not zero: 0 leaves a column out, unless it
    was there before."""
    columns: dict[str, Fact] = dict(action.school)
    columns["school"] = str(form.got("name", columns.get("school", "")))
    kind = str(form.got("type", columns.get("school_type", "primary")))
    columns["school_type"] = kind
    held = _held(kind)
    for stage in STAGES:
        name = f"pupils_{stage}"
        if stage in held:
            columns[name] = float(form.got(name, _number(columns, name)))
        else:
            columns.pop(name, None)
    for name in _columns(form.view, kind):
        figure = float(form.got(name, _number(columns, name)))
        if figure or name in columns:
            columns[name] = figure
    before = action.pupils_from[0] if action.pupils_from else Placed("", 0.0)
    origin, coming = str(form.got("origin", before.school)), float(form.got("coming", before.pupils))
    stage: Stage | None = before.stage if before.stage in held else held[0]
    placed = (Placed(origin, coming, stage),) if origin and coming > 0 else ()
    return replace(action, school=tuple(columns.items()), pupils_from=placed)


def _held(kind: str) -> tuple[Stage, ...]:
    return HOLDS.get(kind, ("primary",))


def _number(columns: dict[str, Fact], name: str) -> float:
    found = columns.get(name, 0.0)
    return float(found) if not isinstance(found, str) else 0.0


def _columns(view: View, kind: str) -> list[str]:
    """The columns that the standard counts, for the stages of this type."""
    columns = vocabulary().columns
    found: list[str] = []
    for base in dict.fromkeys(column for indicator in view.standard.indicators for column in indicator.numerator):
        staged = [f"{base}_{stage}" for stage in columns[base].stages if stage in _held(kind)]
        found += staged if columns[base].stages else [base]
    return found
