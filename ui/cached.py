"""What is worth keeping between reruns. The only file with ``st.cache_*``.

Counties, standards and assessments are frozen, so the same object is handed out instead of copies.
"""

from __future__ import annotations

import atexit
import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import streamlit as st

from balance.assess import Assessment, assess
from balance.choice import fitting_standard
from balance.county import County
from balance.influence import Influence, influence
from balance.pricelist import Prices, parse_prices
from balance.shortfall import Shortfall, lacking
from balance.standard import Standard
from balance.standard_file import load, switch_on
from balance.store.store import Store, open_store
from balance.workbook.read import read_files
from balance.workbook.template import write_template
from ui.solving import Tasks

__all__ = [
    "assessed", "fingerprint", "prices_of", "sample", "sample_file", "shortfalls", "standard_of", "store", "tasks",
    "template", "weights",
]  # fmt: skip

_KEPT_FOR = timedelta(days=180)
_SAMPLES = Path(__file__).parent.parent / "sample_data"


@st.cache_resource(show_spinner=False)
def sample(name: str = "yunhe-county.xlsx") -> County:
    """A sample county, marked as invented."""
    return replace(read_files([_SAMPLES / name]), invented=True)


def fingerprint(files: Iterable[tuple[str, bytes]]) -> str:
    """A key that changes with names or content."""
    digest = hashlib.sha256()
    for name, content in files:
        digest.update(name.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()


@st.cache_data(show_spinner=False)
def sample_file(name: str = "yunhe-county.xlsx") -> tuple[str, bytes]:
    """The sample county's file: its name and its bytes."""
    return name, (_SAMPLES / name).read_bytes()


@st.cache_resource(show_spinner=False, max_entries=16)
def standard_of(name: str, concessions: tuple[str, ...], key: str, _county: County) -> Standard:
    """The standard of this id with concessions; "" takes the one that fits the county."""
    standard = load(name) if name else fitting_standard(_county)
    offered = {concession.id for concession in standard.concessions}
    return switch_on(standard, tuple(c for c in concessions if c in offered))


@st.cache_resource(show_spinner=False, max_entries=32)
def assessed(key: str, standard: str, concessions: tuple[str, ...], _county: County, _standard: Standard) -> Assessment:
    """The county of this key judged."""
    return assess(_county, _standard)


@st.cache_resource(show_spinner=False, max_entries=32)
def shortfalls(key: str, standard: str, concessions: tuple[str, ...], _assessment: Assessment) -> Shortfall:
    """What its parts lack."""
    return lacking(_assessment)


@st.cache_resource(show_spinner=False, max_entries=32)
def weights(key: str, standard: str, concessions: tuple[str, ...], _assessment: Assessment) -> Influence:
    """What drives its CVs."""
    return influence(_assessment)


@st.cache_resource(show_spinner=False, max_entries=16)
def prices_of(text: str) -> Prices:
    """The price list in a text. Raises `BrokenPrices`."""
    return parse_prices(text, "prices.toml")


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """Where work is kept; opened once a server, and rid of tables nobody came back to. Raises `UnusableStore`."""
    opened = open_store()
    opened.drop_workspaces((datetime.now(UTC) - _KEPT_FOR).isoformat())
    return opened


@st.cache_resource(show_spinner=False)
def tasks() -> Tasks:
    """The searches that run, and what came of those that ran."""
    started = Tasks()
    atexit.register(started.end)
    return started


@st.cache_data(show_spinner=False, max_entries=2)
def template(lang: str) -> bytes:
    """The fill-in workbook."""
    return write_template(lang)

