"""Numbers as the form prints them: 2 decimals, 3 for CVs, 1 for percentages, halves up (申报表填报说明)."""

import pytest

from balance.numbers import amount, decimal, money, percent
from balance.words import Term, render


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (6.3344370861, 2, "6.33"),
        (0.5152566, 3, "0.515"),
        (0.5005, 3, "0.501"),
        (1234567.5, 0, "1,234,568"),
        (0, 2, "0.00"),
        (-1234.56, 1, "−1,234.6"),
        (-0.001, 2, "0.00"),
        (float("nan"), 2, "—"),
        (float("inf"), 2, "—"),
    ],
)
def test_a_number_has_its_decimals_and_thousands_apart(value, decimals, shown):
    assert decimal(value, decimals) == shown


@pytest.mark.parametrize(("share", "shown"), [(205 / 214, "95.8%"), (1, "100.0%"), (0.85, "85.0%"), (float("nan"), "—")])
def test_a_share_is_a_percentage_with_one_decimal(share, shown):
    assert percent(share) == shown


@pytest.mark.parametrize(
    ("yuan", "zh", "en"),
    [
        (412_000, "41.2 万元", "412,000 yuan"),
        (4_120_000, "412 万元", "4.12 million yuan"),
        (10_000, "1 万元", "10,000 yuan"),
        (100_000, "10 万元", "100,000 yuan"),
        (20_000_000, "2,000 万元", "20 million yuan"),
        (1_000_000, "100 万元", "1 million yuan"),
    ],
)
def test_money_is_counted_in_the_readers_way(yuan, zh, en):
    assert render(money(yuan), "zh") == zh
    assert render(money(yuan), "en") == en


def test_small_money_is_in_yuan():
    assert render(money(900), "en") == "900 yuan"
    assert render(money(900), "zh").startswith("900")


def test_unknown_money_is_a_dash():
    assert render(money(float("nan")), "zh") == "—"


@pytest.mark.parametrize(
    ("value", "unit", "whole", "shown"),
    [
        (3, Term("人", "teachers"), True, "3 teachers"),
        (101.2, Term("㎡", "㎡"), False, "102 ㎡"),
        (101.0000000001, Term("㎡", "㎡"), False, "101 ㎡"),
        (0, Term("㎡", "㎡"), False, "0 ㎡"),
        (899.5, Term("元", "yuan"), False, "900 yuan"),
        (float("nan"), Term("人", "teachers"), True, "—"),
    ],
)
def test_a_quantity_has_its_unit_and_is_never_rounded_down(value, unit, whole, shown):
    assert render(amount(value, unit, whole), "en") == shown
