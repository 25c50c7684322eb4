"""Price lists written and read back."""

from dataclasses import replace

from balance.pricelist import dump_prices, load_prices, parse_prices
from balance.words import Term


def test_a_price_list_comes_back_as_it_was():
    prices = load_prices()
    assert parse_prices(dump_prices(prices), "prices.toml") == prices


def test_any_text_survives():
    prices = load_prices()
    book = replace(prices.bundles["book"], cost=23.5, source='报价 "A"\\B\n2026\x7f', title=Term("图书", "Book = 1 # x"))
    own = replace(prices, bundles={**prices.bundles, "book": book}, note="[[bundle]]")
    assert parse_prices(dump_prices(own), "prices.toml") == own
