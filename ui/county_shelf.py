"""Counties kept: the files as they were handed in, with what was settled about them, to be opened again by year."""

from __future__ import annotations

from balance.casefile import Casefile, pack, unpack
from balance.corrections import Correction
from balance.store.store import Document
from ui import cached, state
from ui.browser import owner
from ui.intake import take_in
from ui.view import View

__all__ = ["keep_county", "on_the_table", "open_county", "saved_counties"]


def on_the_table() -> tuple[tuple[tuple[str, bytes], ...], tuple[Correction, ...]]:
    """The files on the table and what was settled about them; nothing for the sample."""
    now = state.loaded()
    return (now.files, now.corrections) if now else ((), ())


def keep_county(view: View, whose: str = "") -> str:
    """The document that keeps the county on the table, saved where it is not yet; "" for the sample."""
    now = state.loaded()
    if now is None:
        return ""
    whose, store = whose or owner(), cached.store()
    for document in store.all(whose, "county", now.key[:200]):
        return document.id
    content = pack(Casefile(now.files, now.corrections))
    return store.create(whose, "county", view.name, content, place=now.key[:200], year=view.county.year).id


def saved_counties() -> list[Document]:
    """The counties that this browser kept, the latest year first, then by name. Raises `UnusableStore`."""
    by_name = sorted(cached.store().all(owner(), "county"), key=lambda document: document.name)
    return sorted(by_name, key=lambda document: document.year, reverse=True)


def open_county(document: Document) -> None:
    """Put a kept county on the table. Raises `UnusableStore`, `BrokenCasefile`."""
    case = unpack(cached.store().content(owner(), document.id))
    take_in(case.files, case.corrections)
