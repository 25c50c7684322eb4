"""What can be settled here: one click a finding, another figure for a cell, and the log of what was changed."""

from __future__ import annotations

import re

import pandas as pd
import streamlit as st

from balance.columns import column_of, label, unit_title, vocabulary
from balance.corrections import CellIs, Change, ColumnIs, Correction, FactIs, RowOut, UnitIs
from balance.problems import Problem
from balance.words import Term
from balance.workbook.sheets import column_letters
from balance.workbook.texts import plain
from ui.intake import at_hand, settle, take_back
from ui.text import literal, say, t, tn

__all__ = ["change_log", "one_click"]

_SHOWN = 12
_ASKED = "campus_parent_unknown"
_ADDRESS = re.compile(r"\s*\$?([A-Za-z]{1,3})\$?(\d{1,7})\s*")


def one_click() -> None:
    """The findings that have a ready answer, the gravest first, each with its buttons; and a form for any cell."""
    found = [problem for problem in at_hand().county.problems if problem.fixes or problem.code == _ASKED]
    found.sort(key=lambda problem: ("error", "warning", "info").index(problem.severity))
    if found:
        st.subheader(tn("{n} finding can be settled here", "{n} findings can be settled here", len(found)), anchor=False)
        st.caption(t("Nothing is changed before you say so; every change can be undone below."))
    for number, problem in enumerate(found[:_SHOWN]):
        _offer(number, problem)
    if len(found) > _SHOWN:
        st.caption(tn("{n} more follows when these are settled.", "{n} more follow when these are settled.", len(found) - _SHOWN))
    with st.popover(t("Correct a cell"), icon=":material/edit:"):
        _cell()


def _offer(number: int, problem: Problem) -> None:
    with st.container(border=True, key=f"offer {number}"):
        where = " · ".join(filter(None, (problem.file, problem.sheet, problem.cell)))
        st.markdown(literal(say(problem.message)))
        st.caption(literal(where))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            for at, fix in enumerate(problem.fixes):
                if st.button(literal(say(fix.title)), key=f"fix {number} {at}", icon=":material/check:"):
                    settle(fix.corrections)
                    st.rerun()
            if problem.code == _ASKED:
                _parent(number, problem)


def _parent(number: int, problem: Problem) -> None:
    """Any school of the county as the parent of a campus."""
    schools = at_hand().county.schools
    choice = st.selectbox(
        t("It belongs to"), sorted(set(schools["school"])), index=None, key=f"parent {number}", placeholder=t("Choose a school")
    )
    if st.button(t("Join"), key=f"join {number}", icon=":material/merge:", disabled=choice is None):
        settle([FactIs(problem.file, problem.sheet, problem.row or 0, "parent", str(choice))])
        st.rerun()


def _cell() -> None:
    """Another content for any cell of the files on the table."""
    sheets = list(dict.fromkeys((column.file, column.sheet) for column in at_hand().county.columns))
    if not sheets:
        return
    with st.form("correct a cell", border=False, clear_on_submit=True):
        sheet = st.selectbox(
            t("Sheet"), sheets, format_func=lambda at: " · ".join(filter(None, at)), key="correct sheet"
        )
        cell = st.text_input(t("Cell, such as F7"), key="correct address")
        value = st.text_input(t("What should stand there (blank: not known)"), key="correct value")
        if st.form_submit_button(t("Correct"), icon=":material/check:"):
            found = _ADDRESS.fullmatch(cell)
            if found is None:
                st.error(t("Write the cell as a letter and a number, such as F7."), icon=":material/error:")
            else:
                settle([CellIs(*sheet, int(found[2]), _number(found[1]), value.strip())])
                st.rerun()


def change_log() -> None:
    """Every correction in force, with what stood there before, and a button to take it back."""
    now = at_hand()
    if not now.corrections:
        return
    said = {change.correction: change for change in now.county.changes}
    count = len(now.corrections)
    with st.expander(tn("{n} change made here", "{n} changes made here", count), icon=":material/history:", expanded=True):
        for index, correction in enumerate(now.corrections):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(literal(_told(correction, said.get(correction))))
                if st.button(t("Undo"), key=f"undo change {index}", icon=":material/undo:"):
                    take_back(index)
                    st.rerun()
        st.download_button(
            t("Download the list of changes"), pd.DataFrame(_records(now.county.changes)).to_csv(index=False).encode("utf-8-sig"),
            file_name=t("changes") + ".csv", icon=":material/download:", on_click="ignore", key="changes csv",
        )  # fmt: skip


def _records(changes: tuple[Change, ...]) -> list[dict[str, str]]:
    return [
        {
            t("File"): change.correction.file, t("Sheet"): change.correction.sheet, t("Where"): change.where,
            t("Before"): _safe(change.before), t("After"): _safe(change.after), t("What"): _told(change.correction, change),
        }
        for change in changes
    ]  # fmt: skip


def _safe(text: str | Term) -> str:
    """A text that no spreadsheet takes for a formula."""
    told = text if isinstance(text, str) else say(text)
    return f"'{told}" if told[:1] in ("=", "+", "-", "@", "\t") else told


def _told(correction: Correction, change: Change | None) -> str:
    """One correction in words."""
    sheet = " · ".join(filter(None, (correction.file, correction.sheet)))
    if change is None or not change.applied:
        return t("{sheet}: a change that found nothing to apply to", sheet=sheet)
    before = (change.before if isinstance(change.before, str) else say(change.before)) or "—"
    match correction:
        case CellIs():
            cell = f"{column_letters(correction.column)}{correction.row}"
            after = plain(correction.value) or "—"
            return t("{sheet} {cell}: {before} → {after}", sheet=sheet, cell=cell, before=before, after=after)
        case FactIs():
            facts = {"row": correction.row, "what": label(correction.canonical), "after": _word(correction), "before": before}
            return t("{sheet}, row {row}: {what}: {before} → {after}", sheet=sheet, **facts)
        case ColumnIs():
            after = (change.after if isinstance(change.after, str) else say(change.after)) or t("not read")
            column = column_letters(correction.column)
            return t("{sheet}, column {column}: {before} → {after}", sheet=sheet, column=column, before=before, after=after)
        case UnitIs():
            column = column_letters(correction.column)
            return t("{sheet}, column {column}: read in {unit}", sheet=sheet, column=column, unit=unit_title(correction.unit))
        case RowOut():
            return t("{sheet}, row {row}: left out ({before})", sheet=sheet, row=correction.row, before=before)


def _word(correction: FactIs) -> str:
    column, _ = column_of(correction.canonical)
    words = vocabulary().labels.get(column.name, {})
    return say(words[str(correction.value)]) if str(correction.value) in words else str(correction.value)


def _number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1
