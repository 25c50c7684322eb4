"""Scenarios kept, opened again, shared: with the county, the prices and the choices that they were made under.

What a browser keeps is its own: it carries a word that nobody can guess, and sees what was saved under it. A link shares
one scenario with whoever has it.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import streamlit as st

from balance.baseline import baseline_of, fingerprint
from balance.casefile import Casefile, pack, unpack
from balance.corrections import Correction
from balance.errors import BalanceError, BrokenCasefile
from balance.scenario.actions import Scenario
from balance.scenario.file import dump_scenario, parse_scenario
from balance.scenario.told import schools_named
from balance.store.store import Document, Version
from balance.words import msg
from ui import cached, drafts, state
from ui.browser import owner
from ui.county_shelf import keep_county, on_the_table
from ui.intake import take_in
from ui.view import View

__all__ = [
    "SHARED", "ask_for", "ask_for_version", "for_keeping", "history", "open_asked", "save", "save_beside", "save_copy",
    "saved_scenario", "saved_scenarios", "share",
]  # fmt: skip

_ASKED = "_asked"
SHARED = "shared"  # the address's part that opens what was shared


def saved_scenarios() -> list[Document]:
    """What this browser saved, the last first."""
    return cached.store().all(owner(), "scenario")


def saved_scenario(document: str) -> Scenario:
    """The newest state of a scenario that this browser saved. Raises `BrokenScenario`, `UnusableStore`."""
    return parse_scenario(json.loads(cached.store().content(owner(), document))["scenario"])


def history(document: str) -> list[Version]:
    """Every saved state of a scenario, the newest first."""
    kept = drafts.saved()
    return cached.store().history(kept.owner if kept and kept.document == document else owner(), document)


def save(view: View, by: str) -> None:
    """Save the scenario on the table, as a new version of itself where it was saved before.

    Raises `Conflict` where somebody saved it since, `UnusableStore` where nothing can be saved.
    """
    kept, store = drafts.saved(), cached.store()
    if kept is None:
        save_copy(view, by)
        return
    content = _content(view, drafts.scenario())
    document = store.save(kept.owner, kept.document, kept.version, content.encode(), by=by, name=_name(), what=_what())
    drafts.note_saved(drafts.Saved(kept.owner, document.id, document.latest, content))


def save_copy(view: View, by: str) -> None:
    """Save the scenario on the table as a new one of this browser."""
    content = _content(view, drafts.scenario())
    document = cached.store().create(
        owner(), "scenario", _name(), content.encode(), by=by, what=_what(), place=view.name, year=view.county.year
    )
    drafts.note_saved(drafts.Saved(owner(), document.id, document.latest, content))


def save_beside(view: View, scenario: Scenario) -> str:
    """Save another scenario than the one on the table, which stays there; the document's id. Saved once: where this
    browser has it already under its title, that is the one."""
    for document in saved_scenarios():
        if document.name == scenario.title and saved_scenario(document.id).actions == scenario.actions:
            return document.id
    content = _content(view, scenario).encode()
    return cached.store().create(
        owner(), "scenario", scenario.title or "—", content, what=str(len(scenario.actions)), place=view.name,
        year=view.county.year,
    ).id  # fmt: skip


def share(view: View, *, may_save: bool) -> str:
    """Share the scenario on the table with its county; the word of the link. `may_save`: who has the link may save into
    the same scenario, and neither can overwrite the other unseen."""
    kept = drafts.saved()
    about = json.loads(_content(view, drafts.scenario(), with_county=False))
    about["saved"] = [kept.owner, kept.document, kept.version] if kept and may_save else None
    files, corrections = on_the_table()
    return cached.store().share(pack(Casefile(files, corrections, about)))


def ask_for(document: Document, number: int | None = None) -> None:
    """Have a saved scenario opened when the page is next drawn."""
    kept = drafts.saved()
    whose = kept.owner if kept and kept.document == document.id else owner()
    state.choose(_ASKED, (whose, document.id, number))


def ask_for_version(kept: drafts.Saved, number: int | None) -> None:
    """Have a state of the scenario on the table opened; None: the newest. Saving then makes it a new version."""
    state.choose(_ASKED, (kept.owner, kept.document, number))


def open_asked() -> None:
    """Open what was asked for, by a click or by the page's address; before any control is drawn."""
    asked = state.chosen(_ASKED)
    word = str(st.query_params.get(SHARED, ""))
    state.choose(_ASKED, None)
    try:
        if asked:
            _open_saved(*asked)
        elif word:
            del st.query_params[SHARED]
            content = cached.store().shared(word)
            if content is None:
                raise BrokenCasefile(msg("Nothing is shared under this link any more."))
            case = unpack(content)
            _lay_out(case.choices, case.files, case.corrections)
    except BalanceError as wrong:
        state.note_mistake("", wrong)
    except (KeyError, TypeError, ValueError):
        unreadable = msg("What was kept cannot be opened again: it is damaged or of another program.")
        state.note_mistake("", BrokenCasefile(unreadable))


def _open_saved(whose: str, document: str, number: int | None) -> None:
    store = cached.store()
    about = json.loads(store.content(whose, document, number))
    case = unpack(store.content(whose, about["county"])) if about["county"] else Casefile()
    _lay_out(about, case.files, case.corrections, drafts.Saved(whose, document, store.document(whose, document).latest, ""))


def _lay_out(
    about: dict[str, Any], files: tuple[tuple[str, bytes], ...], corrections: tuple[Correction, ...],
    kept: drafts.Saved | None = None,
) -> None:  # fmt: skip
    scenario = parse_scenario(about["scenario"])
    at_hand = state.loaded()
    if not files and at_hand is not None:
        state.back_to_sample()
    elif files and (at_hand is None or (at_hand.files, at_hand.corrections) != (files, corrections)):
        take_in(files, corrections)
    for key, value in about["controls"].items():
        if value:
            state.choose(key, value)
            state.mark_chosen(key)
    state.take_fresh()
    drafts.put_prices(about["prices"])
    saved = about.get("saved")
    drafts.open_scenario(scenario, kept or (drafts.Saved(*saved, "") if saved else None))


def for_keeping(view: View, scenario: Scenario | None = None) -> Scenario:
    """The scenario (the one on the table, or another) with the county it was made for, as it goes into a file."""
    scenario = scenario or drafts.scenario()
    named = [school for action in scenario.actions for school in schools_named(action)]
    return replace(scenario, baseline=fingerprint(view.county), made_for=baseline_of(view.county, named))


def _name() -> str:
    return drafts.scenario().title or "—"


def _what() -> str:
    return str(len(drafts.scenario().actions))


def _whose() -> str:
    kept = drafts.saved()
    return kept.owner if kept else owner()


def _content(view: View, scenario: Scenario, *, with_county: bool = True) -> str:
    return json.dumps(
        {
            "scenario": dump_scenario(for_keeping(view, scenario)),
            "county": keep_county(view, _whose()) if with_county else "",
            "controls": {"standard": view.standard.id, "stage": view.stage, "county": view.place,
                         "concessions": list(view.standard.switched_on)},
            "prices": drafts.own_prices(),
        },
        ensure_ascii=False,
    )  # fmt: skip
