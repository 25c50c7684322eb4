"""Price lists of this browser: kept with their history under their titles, and opened again."""

from __future__ import annotations

from balance.pricelist import Prices, dump_prices
from balance.store.store import Document
from ui import cached, drafts
from ui.browser import owner
from ui.text import say

__all__ = ["keep_prices", "open_prices", "saved_prices"]


def saved_prices() -> list[Document]:
    """The price lists that this browser kept, the last first. Raises `UnusableStore`."""
    return cached.store().all(owner(), "prices")


def keep_prices(prices: Prices) -> None:
    """Reckon with these prices from now on, and keep them: as a new version where a list of this title is kept.

    Raises `BrokenPrices` for prices that no price file may hold, `UnusableStore` where nothing can be saved, `Conflict`.
    """
    text = dump_prices(prices)
    cached.prices_of(text)
    drafts.put_prices(text)
    store, title = cached.store(), say(prices.title)
    there = next((document for document in saved_prices() if document.name == title), None)
    if there is None:
        store.create(owner(), "prices", title, text.encode(), year=str(prices.year))
    elif store.content(owner(), there.id) != text.encode():
        store.save(owner(), there.id, there.latest, text.encode())


def open_prices(document: Document) -> None:
    """Reckon with a list that was kept. Raises `BrokenPrices`, `UnusableStore`."""
    text = cached.store().content(owner(), document.id).decode()
    cached.prices_of(text)
    drafts.put_prices(text)
