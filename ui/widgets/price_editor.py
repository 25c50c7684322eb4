"""The price list in use, to be replaced by local prices: what a thing costs, how often, and where the price is from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from balance.errors import BalanceError, BrokenPrices
from balance.pricelist import Bundle, MovePrice, Prices, dump_prices, load_prices, parse_prices
from balance.scenario.goods import bundle_of
from balance.store.store import Document
from balance.words import Term, msg
from ui import drafts, state
from ui.price_shelf import keep_prices, open_prices, saved_prices
from ui.text import literal, say, t

__all__ = ["prices_in_use"]

_TROUBLE = "_prices_trouble"
_HIGHEST = 1e12


def prices_in_use() -> None:
    """One line: which prices are reckoned with, and the way to change them."""
    prices = drafts.prices()
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        own = t("local prices") if drafts.own_prices() else t("assumed prices")
        st.markdown(literal(t("Prices: {title}, {year} ({kind})", title=prices.title, year=str(prices.year), kind=own)))
        if st.button(t("Look at and change the prices"), icon=":material/payments:", key="prices open"):
            state.choose(_TROUBLE, None)
            st.dialog(t("Prices"), width="large")(_editor)(prices)


def _editor(prices: Prices) -> None:
    trouble = state.chosen(_TROUBLE)
    if isinstance(trouble, BalanceError):
        st.error(literal(say(trouble.message)), icon=":material/error:")
    if prices.note:
        st.caption(literal(prices.note))
    with st.form("prices", border=False):
        title, year, horizon = st.columns([3, 1, 1])
        name = title.text_input(t("Name of the price list"), t("Local prices") if prices.id == "default" else say(prices.title),
                                max_chars=80)  # fmt: skip
        dated = year.number_input(t("Year"), 1990, 2100, prices.year)
        years = horizon.number_input(t("Years counted"), 1, 50, prices.horizon_years,
                                     help=t("A yearly cost counts once for each of these years."))  # fmt: skip
        buy, carry = st.tabs([t("Buying and hiring"), t("Moving between schools")])
        with buy:
            bundles = {bundle.id: _bundle(bundle) for bundle in prices.bundles.values()}
        with carry:
            moves = {move.resource: _move(move, prices) for move in prices.moves.values()}
        if st.form_submit_button(t("Reckon with these prices"), type="primary", icon=":material/check:"):
            known = name.strip() or t("Local prices")
            _do(lambda: keep_prices(replace(prices, id="local", title=Term(known, known), year=int(dated), bundles=bundles,
                                            horizon_years=int(years), moves=moves)))  # fmt: skip
    _other_lists(prices)


def _bundle(bundle: Bundle) -> Bundle:
    what, cost, every, source = st.columns([3, 2, 2, 3], vertical_alignment="bottom")
    words = {"once": t("once"), "year": t("every year")}
    what.markdown(literal(say(bundle.title)))
    price = cost.number_input(t("{what}: yuan", what=bundle.title), 0.0, _HIGHEST, float(bundle.cost), format="%.10g",
                              key=f"price cost {bundle.id}", label_visibility="collapsed")  # fmt: skip
    often = every.selectbox(t("{what}: how often", what=bundle.title), list(words), list(words).index(bundle.every),
                            key=f"price every {bundle.id}", format_func=words.get, label_visibility="collapsed")  # fmt: skip
    where = source.text_input(t("{what}: source of the price", what=bundle.title), bundle.source, max_chars=200,
                              key=f"price source {bundle.id}", label_visibility="collapsed")  # fmt: skip
    return replace(bundle, cost=float(price), every=str(often), source=where)


def _move(move: MovePrice, prices: Prices) -> MovePrice:
    what, cost, keep = st.columns([3, 2, 5], vertical_alignment="bottom")
    words = {"bound": t("the giver keeps the bounds it reaches"), "tolerated": t("the giver keeps the tolerated share"),
             "none": t("the giver may fall below")}  # fmt: skip
    title = bundle_of(move.resource, prices).title
    what.markdown(literal(say(title)))
    price = cost.number_input(t("{what}: yuan to move one", what=title), 0.0, _HIGHEST, float(move.cost), format="%.10g",
                              key=f"price move {move.resource}", label_visibility="collapsed")  # fmt: skip
    kept = keep.selectbox(t("{what}: what the giver keeps", what=title), list(words), list(words).index(move.keep),
                          key=f"price keep {move.resource}", format_func=words.get, label_visibility="collapsed")  # fmt: skip
    return replace(move, cost=float(price), keep=str(kept))


def _other_lists(prices: Prices) -> None:
    """Lists kept before, the one that comes with the program, and files."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for document in _kept():
            if document.name != say(prices.title) and st.button(literal(document.name), key=f"prices {document.id}",
                                                                icon=":material/folder_open:"):  # fmt: skip
                _do(lambda document=document: open_prices(document))
        if drafts.own_prices() and st.button(t("Back to the prices that come with the program"), key="prices default"):
            _do(lambda: drafts.put_prices(""))
        st.download_button(t("Download as a price file"), dump_prices(prices), file_name="prices.toml", on_click="ignore",
                           icon=":material/download:")  # fmt: skip
    file = st.file_uploader(t("Open a price file"), type="toml", key="prices file")
    if file is not None and state.newly("prices file", file.file_id):
        _do(lambda: keep_prices(_read(file.getvalue(), file.name)))


def _kept() -> list[Document]:
    try:
        return saved_prices()[:8]
    except BalanceError as wrong:
        st.error(literal(say(wrong.message)), icon=":material/error:")
        return []


def _read(content: bytes, name: str) -> Prices:
    try:
        prices = parse_prices(content.decode("utf-8-sig"), name)
    except UnicodeDecodeError as wrong:
        raise BrokenPrices(msg("The price file “{path}” cannot be read.", path=name)) from wrong
    # what comes with the program keeps its name for itself
    return replace(prices, id="local") if prices.id == load_prices().id else prices


def _do(what: Callable[[], None]) -> None:
    """Do it and draw the page anew; where it does not work the list stays open and says why."""
    try:
        what()
    except BalanceError as wrong:
        state.choose(_TROUBLE, wrong)
        st.rerun(scope="fragment")
    state.choose(_TROUBLE, None)
    st.rerun()
