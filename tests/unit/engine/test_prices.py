"""Price files: the form is written in the project's design. Every broken one is refused by file, key, value, allowed."""

import pytest

from balance.errors import BrokenPrices, UnusableInput
from balance.pricelist import load_prices, parse_prices

HEAD = '[prices]\nid = "p"\ntitle_zh = "价"\ntitle_en = "P"\nyear = 2024\n'
BUNDLE = (
    '[[bundle]]\nid = "book"\ntitle_zh = "图书"\ntitle_en = "Book"\nadds = { books = 1 }\ncost = 20\n'
    'every = "once"\nper = "school"\n'
)
MOVE = '[[move]]\nresource = "backbone"\ncost = 0\nkeep = "bound"\n'


def test_a_good_file_is_read():
    prices = parse_prices(HEAD + BUNDLE + MOVE, "p.toml")
    book = prices.bundles["book"]
    assert (prices.year, prices.horizon_years, dict(book.adds), book.cost, book.every, book.per) == (
        2024, 1, {"books": 1}, 20, "once", "school",
    )  # fmt: skip


def test_a_book_costs_20_yuan_in_the_list_of_the_package():
    """宁夏红寺堡第三中学 2014: 20 元 each, the one price with a source."""
    assert load_prices().bundles["book"].cost == 20
    assert "2014" in load_prices().bundles["book"].source


@pytest.mark.parametrize(
    ("text", "key", "got", "allowed"),
    [
        (BUNDLE, "prices", "missing", "a value"),
        (HEAD.replace('id = "p"\n', "") + BUNDLE, "prices.id", "missing", "a value"),
        (HEAD.replace("2024", "24") + BUNDLE, "prices.year", "24", "a whole number from 1990 to 2100"),
        (HEAD + "horizon_years = 0\n" + BUNDLE, "prices.horizon_years", "0", "a whole number from 1"),
        (HEAD + "currency = 'yuan'\n" + BUNDLE, "prices.currency", "'yuan'", "year"),
        (HEAD + BUNDLE.replace("cost = 20\n", ""), "bundle[0].cost", "missing", "a value"),
        (HEAD + BUNDLE.replace("cost = 20", "cost = -20"), "bundle[0].cost", "-20", "a number from 0"),
        (HEAD + BUNDLE.replace("cost = 20", 'cost = "20"'), "bundle[0].cost", "'20'", "a number from 0"),
        (HEAD + BUNDLE.replace("books", "book"), "bundle[0].adds.book", "1", "books"),
        (HEAD + BUNDLE.replace("books = 1", "books = 0"), "bundle[0].adds.books", "0", "a number from"),
        (HEAD + BUNDLE.replace("books = 1", "year_built = 1"), "bundle[0].adds.year_built", "1", "books"),
        (HEAD + BUNDLE.replace('"once"', '"month"'), "bundle[0].every", "'month'", "year, once"),
        (HEAD + BUNDLE.replace('"school"', '"class"'), "bundle[0].per", "'class'", "stage, school"),
        (HEAD + BUNDLE.replace('"school"', '"stage"'), "bundle[0].adds.books", "'stage'", "per"),
        (HEAD + BUNDLE.replace("books", "backbone"), "bundle[0].adds.backbone", "'school'", "per = “stage”"),
        (HEAD + BUNDLE + "colour = 'red'\n", "bundle[0].colour", "'red'", "cost"),
        (HEAD + BUNDLE.replace("[[bundle]]", "[bundle]"), "bundle", "{", "a list of tables"),
        (HEAD + MOVE.replace('"bound"', '"all"'), "move[0].keep", "'all'", "bound, tolerated, none"),
        (HEAD + MOVE.replace('"backbone"', '"gold"'), "move[0].resource", "'gold'", "backbone"),
        (HEAD + BUNDLE.replace("{ books = 1 }", "{}"), "bundle[0].adds", "{}", "books"),
        (HEAD + BUNDLE + BUNDLE, "bundle.id", "'book'", "each id once"),
        (HEAD + "[[bundle]\n", "line", "line 6", "TOML"),
    ],
)
def test_a_broken_price_file_is_refused_by_name(text, key, got, allowed):
    with pytest.raises(BrokenPrices) as refused:
        parse_prices(text, "p.toml")
    said = str(refused.value)
    found, _, offered = said.partition("; allowed: ")
    assert said.startswith(f"p.toml: “{key}”")
    assert got in found
    assert allowed in offered


def test_a_price_file_that_is_not_there_is_refused_with_its_path():
    with pytest.raises(UnusableInput, match=r"gone\.toml"):
        load_prices("gone.toml")
