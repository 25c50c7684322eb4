"""The model of the least-cost plan, drawn from the objects that it is solved with: pieces, price list, standard."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from balance.columns import vocabulary
from balance.numbers import decimal, plain_number
from balance.plan.describe import GROUPS, pieces
from balance.pricelist import Prices
from balance.scenario.goods import bundle_of
from balance.standard import Standard
from ui import state
from ui.text import literal, say, t

__all__ = ["plan_model"]


def plan_model(standard: Standard, prices: Prices) -> None:
    """What is decided, what follows, what must hold and how the least is proved; then what can be bought and moved."""
    st.markdown(literal(t("The cheapest way to the goal, in whole numbers. This is our own analysis and no part of the official "
                          "method; only the judging is.")))  # fmt: skip
    known = pieces(standard)
    for group, title in GROUPS.items():
        st.markdown(f"**{literal(say(title))}**")
        for piece in known:
            if piece.group == group:
                st.markdown(literal(say(piece.sentence)))
                st.latex(piece.latex)
    _bundles(prices)
    _moves(prices)
    st.markdown(literal(t("Not modelled: pupils who move, schools that merge, open or close, how long building and hiring take, "
                          "and who leaves meanwhile.")))  # fmt: skip


def _bundles(prices: Prices) -> None:
    columns = vocabulary().columns
    often = {"once": t("once"), "year": t("every year")}
    rows = [
        {
            t("Bundle b"): say(bundle.title),
            t("What one adds"): t("{found}", found=[f"{say(columns[name].title)} {plain_number(amount)}"
                                                     for name, amount in bundle.adds.items()]),
            t("Yuan"): decimal(bundle.cost, 0),
            t("How often"): often[bundle.every],
            t("Source"): _own_words(bundle.source),
        }
        for bundle in prices.bundles.values()
    ]  # fmt: skip
    st.markdown(f"**{literal(t('What can be added: {title}, {year}', title=prices.title, year=str(prices.year)))}**")
    st.dataframe(pd.DataFrame(rows), hide_index=True, alt=t("What can be added"), placeholder="—", row_height=36)


def _own_words(source: str) -> str:
    """A source that is given in both languages, 中文 / English, in the reader's."""
    chinese, _, english = source.partition(" / ")
    return english if english and state.lang() == "en" else chinese


def _moves(prices: Prices) -> None:
    keep = {"bound": t("the giver keeps the bounds it reaches"), "tolerated": t("the giver keeps the tolerated share"),
            "none": t("the giver may fall below")}  # fmt: skip
    rows = [
        {t("Thing r"): say(bundle_of(move.resource, prices).title), t("Yuan"): decimal(move.cost, 0), t("Rule"): keep[move.keep]}
        for move in prices.moves.values()
    ]
    if rows:
        st.markdown(f"**{literal(t('What can be moved'))}**")
        st.dataframe(pd.DataFrame(rows), hide_index=True, alt=t("What can be moved"), placeholder="—", row_height=36)
