"""A scenario as a file: its name, download and upload, and what has changed in the table since it was made."""

from __future__ import annotations

import streamlit as st

from balance.baseline import since
from balance.errors import BalanceError, BrokenScenario
from balance.scenario.file import dump_scenario, parse_scenario
from balance.words import msg
from ui import drafts, state
from ui.shelf import for_keeping
from ui.text import literal, say, t
from ui.view import View
from ui.widgets.keep_and_share import keep_and_share

__all__ = ["changed_since", "scenario_files"]

_WRONG = "_scenario_refused"


def scenario_files(view: View) -> None:
    """The scenario's name, its file out and in."""
    with st.container(border=True):
        changed_since(view)
        keep_and_share(view)
        name, out, into = st.columns([2, 1, 2], vertical_alignment="bottom")
        title = name.text_input(
            t("Name of the scenario"), value=drafts.scenario().title, key=f"scenario title {drafts.round_of()}",
            placeholder=t("Scenario A"), max_chars=80,
        )  # fmt: skip
        if title != drafts.scenario().title:
            drafts.retitle(title)
        out.download_button(
            t("Download as a scenario file"), lambda: dump_scenario(for_keeping(view)), file_name=t("scenario.json"),
            icon=":material/download:", on_click="ignore", disabled=not drafts.scenario().actions, width="stretch",
        )  # fmt: skip
        key = f"scenario file {state.chosen('_scenario_files', 0)}"
        into.file_uploader(t("Open a scenario file"), type="json", key=key, on_change=_open, args=(key,))
        wrong = state.chosen(_WRONG)
        if isinstance(wrong, BalanceError):
            st.error(literal(say(wrong.message)), icon=":material/error:")


def changed_since(view: View) -> None:
    """Where the scenario was made for another state of the table: what is different, and that it is judged anew."""
    made_for = drafts.scenario().made_for
    difference = since(made_for, view.county) if made_for is not None else None
    if difference is not None:
        lines = [t("The table has changed since this scenario was made; it is judged on the present one."),
                 *(say(message) for message in difference.told)]  # fmt: skip
        st.info("  \n".join(literal(line) for line in lines), icon=":material/history:")


def _open(key: str) -> None:
    """Put the scenario of an uploaded file on the table; one that cannot be read leaves what is there."""
    got = state.chosen(key)
    if got is None:
        return
    try:
        text = got.getvalue().decode("utf-8-sig")
        drafts.open_scenario(parse_scenario(text))
        state.choose(_WRONG, None)
    except UnicodeDecodeError:
        state.choose(_WRONG, BrokenScenario(msg("The scenario is no JSON that a scenario file can hold.")))
    except BalanceError as wrong:
        state.choose(_WRONG, wrong)
    state.choose("_scenario_files", state.chosen("_scenario_files", 0) + 1)
