"""Files onto the table: read with progress, with a person's corrections; what cannot be used leaves the table as it is."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from balance.corrections import Correction
from balance.errors import BalanceError, PasswordNeeded
from balance.workbook.read import Source, read
from ui import cached, state
from ui.text import literal, t

__all__ = ["at_hand", "settle", "take_back", "take_in"]

Files = tuple[tuple[str, bytes], ...]


def at_hand() -> state.Loaded:
    """What is on the table: the files that were handed in, else the sample's."""
    found = state.loaded()
    if found is not None:
        return found
    files = (cached.sample_file(),)
    mark = cached.fingerprint(files)
    return state.Loaded(mark, cached.sample(), mark, files)


def take_in(files: Files, corrections: Sequence[Correction] = ()) -> None:
    """Read these files with these corrections and put the county on the table; a mistake is noted instead."""
    mark = cached.fingerprint(files)
    corrections = tuple(corrections)
    bar = st.progress(0.0, text=t("Reading and judging …"))

    def show(file: str, share: float) -> None:
        bar.progress(share, text=literal(t("Reading {file} …", file=file)) if file else t("Judging …"))

    sources = [Source(name, content) for name, content in files]
    try:
        county = read(*sources, corrections=corrections, passwords=state.passwords(), progress=show)
    except PasswordNeeded as wrong:
        state.note_mistake(mark, wrong, files)
    except BalanceError as wrong:
        state.note_mistake(mark, wrong)
    else:
        if files == (cached.sample_file(),):
            county = replace(county, invented=True)
        digest = hashlib.sha256(repr((corrections, sorted(state.passwords()))).encode()).hexdigest()
        state.load_county(state.Loaded(f"{mark} {digest}", county, mark, files, corrections))
    bar.empty()


def settle(corrections: Sequence[Correction]) -> None:
    """Read the files on the table again with more corrections."""
    now = at_hand()
    take_in(now.files, (*now.corrections, *corrections))


def take_back(index: int) -> None:
    """Read the files on the table again without one correction."""
    now = at_hand()
    take_in(now.files, [each for number, each in enumerate(now.corrections) if number != index])
