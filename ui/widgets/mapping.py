"""What each column was read as, to look over and to change; and mappings kept under a name."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import pandas as pd
import streamlit as st

from balance.columns import label, unit_title, vocabulary
from balance.corrections import ColumnIs, Correction, UnitIs
from balance.errors import BalanceError
from balance.profiles import Profile, applied, profile_of, shape_of
from balance.reading import ColumnRead
from balance.store.profiles import Profiles
from ui import cached, state
from ui.browser import owner
from ui.intake import at_hand, settle
from ui.text import literal, say, t, tn

__all__ = ["mapping", "offered_profiles"]


def mapping() -> None:
    """The columns of all sheets as a table: headings, samples, meaning, unit, how sure; meaning and unit can be changed."""
    now = at_hand()
    columns = now.county.columns
    if not columns:
        return
    st.subheader(t("What each column was read as"), anchor=False)
    st.caption(t("Change a meaning or a unit in the table; choose “not read” to ignore a column."))
    groups = {
        "read": [column for column in columns if column.canonical],
        "likely": [column for column in columns if column.canonical and column.surety == "likely"],
        "unread": [column for column in columns if not column.canonical],
    }
    words = {"read": t("read"), "likely": t("please check"), "unread": t("not read")}
    picked = st.segmented_control(
        t("Columns"), [name for name, found in groups.items() if found], default="read" if groups["read"] else "unread",
        format_func=lambda name: f"{words[name]} ({len(groups[name])})", key="mapping group", required=True,
    )  # fmt: skip
    shown = groups.get(picked or "read", [])
    key = f"mapping {now.key} {picked}"
    titles = _titles()
    st.data_editor(
        _table(shown, titles), hide_index=True, key=key, num_rows="fixed", placeholder="—",
        height=min(460, 38 + 35 * max(len(shown), 1)),
        disabled=[t("Sheet"), t("Column"), t("Headings"), t("First figures"), t("How sure")],
        column_config={
            t("Headings"): st.column_config.TextColumn(width="medium"),
            t("Read as"): st.column_config.SelectboxColumn(options=list(titles.values()), width="medium", required=True),
            t("Unit"): st.column_config.SelectboxColumn(options=list(_units()), width="small"),
        },
    )  # fmt: skip
    changed = _changes(shown, state.chosen(key, {}), titles)
    if changed and st.button(
        tn("Apply {n} change", "Apply {n} changes", len(changed)), icon=":material/check:", type="primary", key="apply mapping"
    ):
        settle(changed)
        st.rerun()
    _keep(columns)


def _table(columns: Sequence[ColumnRead], titles: dict[str, str]) -> pd.DataFrame:
    sure = {"certain": t("certain"), "likely": t("please check"), "by_hand": t("chosen by hand")}
    why = {
        "seq": t("row number"), "ratio": t("a ratio: computed anew"), "verdict": t("a verdict: computed anew"),
        "other": t("other people or another year"), "unknown": t("not known"), "stage": t("a stage that is not judged"),
        "part": t("part of a total that was read"), "older": t("an older year"), "by_hand": t("chosen by hand"),
        "settled": t("another column was taken"),
    }  # fmt: skip
    frame = pd.DataFrame(
        {
            t("Sheet"): [sheet_title(column.file, column.sheet, columns) for column in columns],
            t("Column"): [column.letters for column in columns],
            t("Headings"): [column.path for column in columns],
            t("Read as"): [titles[column.canonical] for column in columns],
            t("Unit"): [say(unit_title(column.unit)) if column.unit else None for column in columns],
            t("How sure"): [sure[column.surety] if column.canonical else why[column.why] for column in columns],
            t("First figures"): [" · ".join(column.samples) for column in columns],
        }
    )
    return frame if frame[t("Sheet")].nunique() > 1 else frame.drop(columns=[t("Sheet")])


def sheet_title(file: str, sheet: str, columns: Sequence[ColumnRead]) -> str:
    """How a sheet is called beside the others: by its name, and by its file's where several files are on the table."""
    several = len({column.file for column in columns}) > 1
    return " · ".join(filter(None, (file, sheet))) if several or not sheet else sheet


def _titles() -> dict[str, str]:
    """Canonical column or base name → how it is called here; "" for a column that is not read."""
    titles = {"": t("not read")}
    for name, column in vocabulary().columns.items():
        if column.stages:
            titles[name] = t("{what} (stage of the row)", what=column.title)
            titles.update({each: say(label(each)) for each in column.names})
        else:
            titles[name] = say(column.title)
    return titles


def _units() -> dict[str, str]:
    """The usual units as they are called here → as the vocabulary spells them."""
    return {say(term): unit for unit, term in vocabulary().unit_titles.items()}


def _changes(shown: Sequence[ColumnRead], edited: object, titles: dict[str, str]) -> list[Correction]:
    names = {title: name for name, title in titles.items()}
    rows = edited.get("edited_rows", {}) if isinstance(edited, dict) else {}
    found: list[Correction] = []
    for number, cells in rows.items():
        column = shown[int(number)]
        meaning, unit = names.get(cells.get(t("Read as"), "")), _units().get(cells.get(t("Unit"), ""))
        if meaning is not None and t("Read as") in cells and meaning != column.canonical:
            found.append(ColumnIs(column.file, column.sheet, column.column, meaning))
        if unit and unit != column.unit:
            found.append(UnitIs(column.file, column.sheet, column.column, unit))
    return found


def _sheets(columns: Sequence[ColumnRead]) -> list[list[ColumnRead]]:
    return [list(group) for _, group in groupby(columns, key=lambda column: (column.file, column.sheet))]


def _keep(columns: Sequence[ColumnRead]) -> None:
    """Keep the mapping of a sheet under a name."""
    with st.popover(t("Keep this mapping"), icon=":material/bookmark_add:"), st.form("keep mapping", border=False):
        sheets = _sheets(columns)
        at = st.selectbox(
            t("Sheet"), range(len(sheets)), key="keep sheet",
            format_func=lambda n: sheet_title(sheets[n][0].file, sheets[n][0].sheet, columns),
        )
        name = st.text_input(t("Name"), max_chars=80, key="keep name")
        if st.form_submit_button(t("Keep"), icon=":material/check:") and name.strip():
            try:
                Profiles(cached.store(), owner()).save(profile_of(name.strip(), sheets[at or 0]))
            except BalanceError as wrong:
                st.error(literal(say(wrong.message)), icon=":material/error:")
            else:
                st.success(t("Kept. It is offered when a table of the same shape comes again."), icon=":material/check_circle:")


def offered_profiles() -> None:
    """The kept mappings that fit a sheet on the table and would change something."""
    everything = at_hand().county.columns
    sheets = _sheets(everything)
    offers: list[tuple[Profile, str, tuple[Correction, ...]]] = []
    try:
        store = Profiles(cached.store(), owner())
        fitting = [(columns, profile) for columns in sheets for profile in store.for_shape(shape_of(columns))]
    except BalanceError as wrong:
        st.error(literal(say(wrong.message)), icon=":material/error:")
        return
    for columns, profile in fitting:
        if changes := applied(profile, columns):
            offers.append((profile, sheet_title(columns[0].file, columns[0].sheet, everything), changes))
    for number, (profile, sheet, changes) in enumerate(offers[:5]):
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"profile {number}"):
            n = len(changes)
            st.markdown(literal(tn("“{sheet}” has the shape of “{name}”, kept before: {n} column would be read differently.",
                                   "“{sheet}” has the shape of “{name}”, kept before: {n} columns would be read differently.",
                                   n, sheet=sheet, name=profile.name)))  # fmt: skip
            if st.button(t("Use it"), key=f"use profile {number}", icon=":material/check:"):
                settle(changes)
                st.rerun()
            if st.button(t("Forget it"), key=f"forget profile {number}"):
                store.forget(profile.name)
                st.rerun()
