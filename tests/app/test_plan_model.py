"""The method page draws the model of the plan from the objects that plans are made with."""

from __future__ import annotations

import pytest

from balance.numbers import decimal
from balance.plan.describe import pieces
from balance.pricelist import load_prices
from balance.standard_file import load
from balance.words import render
from tests.app.opened import Opener, texts


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("standard", ["quality-2017", "basic-2012", "ningxia-2014"])
def test_every_piece_is_shown_with_formula_and_sentence(opener: Opener, standard: str, lang: str) -> None:
    app = opener(lang, "method", standard=standard)
    formulas, shown = {entry.value.strip("$ \n") for entry in app.latex}, " ".join(texts(app))
    for piece in pieces(load(standard)):
        assert piece.latex in formulas, piece.id
        assert render(piece.sentence, lang) in shown, piece.id


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_price_is_shown_as_the_list_has_it(opener: Opener, lang: str) -> None:
    app, prices = opener(lang, "method"), load_prices()
    tables = [entry.value for entry in app.dataframe]
    (bought,) = [table for table in tables if render(next(iter(prices.bundles.values())).title, lang) in table.iloc[:, 0].tolist()
                 and len(table.columns) == 5]  # fmt: skip
    assert bought.iloc[:, 0].tolist() == [render(bundle.title, lang) for bundle in prices.bundles.values()]
    assert bought.iloc[:, 2].tolist() == [decimal(bundle.cost, 0) for bundle in prices.bundles.values()]
    (carried,) = [table for table in tables if len(table.columns) == 3 and len(table) == len(prices.moves)]
    assert carried.iloc[:, 1].tolist() == [decimal(move.cost, 0) for move in prices.moves.values()]
