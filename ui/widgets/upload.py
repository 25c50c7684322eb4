"""Where files come in: dropped, pasted, or opened with a password; a file that cannot be used leaves the table as it is."""

from __future__ import annotations

import streamlit as st

from balance.errors import PasswordNeeded
from ui import cached, state
from ui.intake import at_hand, take_in
from ui.text import literal, say, t

__all__ = ["passwords_asked", "upload"]

_TYPES = ["xlsx", "xlsm", "xls", "xlsb", "ods", "et", "csv", "tsv", "txt", "zip"]


def upload(key: str) -> None:
    """The drop zone, with the template beside it and what went wrong below."""
    files = st.file_uploader(
        t("Drop the county's spreadsheets here"), type=_TYPES, accept_multiple_files=True, key=f"{key} {state.upload_round()}",
        help=t("One file or many: one a stage, a town or a school, or a .zip of them. Nothing leaves this machine."),
    )  # fmt: skip
    taken = tuple((file.name, file.getvalue()) for file in files or [])
    if taken and state.is_new(cached.fingerprint(taken)):
        take_in(taken)
        st.rerun()
    wrong = state.mistake()
    if isinstance(wrong, PasswordNeeded):
        _password(wrong.file, state.waiting(), key, wrong.wrong)
    elif wrong is not None:
        st.error(literal(say(wrong.message)), icon=":material/error:")
        st.caption(t("The data on the table stays as it was."))
    lang = state.lang()
    with st.container(horizontal=True):
        st.download_button(
            t("Template to fill in"), cached.template(lang), file_name=t("balance-template.xlsx"),
            icon=":material/download:", key=f"{key} template", on_click="ignore",
        )  # fmt: skip
        with st.popover(t("Paste a table"), icon=":material/content_paste:"):
            _paste(key)
        if state.loaded() is not None:
            st.button(t("Back to the sample"), on_click=state.back_to_sample, key=f"{key} sample")


def passwords_asked(key: str) -> None:
    """A field for each file on the table that could not be opened without its password."""
    now = at_hand()
    for problem in now.county.problems:
        if problem.code == "password_needed":
            _password(problem.file, now.files, key, problem.file in state.passwords())


def _password(file: str, files: tuple[tuple[str, bytes], ...], key: str, wrong: bool) -> None:
    with st.form(f"{key} password {file}", border=True):
        told = t("That is not the password of {file}. Try again.", file=file) if wrong else t("{file} has a password.", file=file)
        st.markdown(literal(told))
        given = st.text_input(t("Password"), type="password", key=f"{key} password field {file}")
        if st.form_submit_button(t("Open"), icon=":material/lock_open:") and given:
            state.note_password(file, given)
            now = at_hand()
            take_in(files, now.corrections if files == now.files else ())
            st.rerun()


def _paste(key: str) -> None:
    with st.form(f"{key} paste", border=False, clear_on_submit=True):
        text = st.text_area(
            t("Copy the rows in Excel or WPS, headings included, and paste them here."), height=180, key=f"{key} pasted"
        )
        if st.form_submit_button(t("Read the table"), icon=":material/table_view:") and text.strip():
            take_in(((t("pasted table") + ".txt", text.encode()),))
            st.rerun()
