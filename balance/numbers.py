"""Numbers as people read them: the form's decimals, thousands apart, a true minus, "—" for what is not known."""

from __future__ import annotations

import math

import numpy as np

from balance.bounds import Floats, half_up
from balance.words import Message, Term, msg

__all__ = ["ABSENT", "amount", "decimal", "decimals_of", "money", "percent", "plain_number"]

ABSENT = "—"


def decimal(value: float, decimals: int) -> str:
    """A number with so many decimals, halves up.

    >>> decimal(0.5005, 3), decimal(12345.678, 1), decimal(-0.25, 1), decimal(float("nan"), 2)
    ('0.501', '12,345.7', '−0.2', '—')
    """
    if not math.isfinite(value):
        return ABSENT
    return decimals_of(np.array([value]), decimals)[0]


def decimals_of(values: Floats, decimals: int) -> list[str]:
    """The same for many numbers at once.

    >>> decimals_of(np.array([0.5005, -0.25, np.nan]), 2)
    ['0.50', '−0.25', '—']
    """
    printed = half_up(values, decimals) + 0.0  # adding zero turns −0.0 into 0.0
    return [f"{v:,.{decimals}f}".replace("-", "−") if math.isfinite(v) else ABSENT for v in printed.tolist()]


def percent(share: float, decimals: int = 1) -> str:
    """A share as a percentage.

    >>> percent(0.48132)
    '48.1%'
    """
    return ABSENT if not math.isfinite(share) else decimal(share * 100, decimals) + "%"


def money(yuan: float) -> Message | str:
    """An amount of money: in Chinese 万元 from 10,000 yuan up, in English millions from a million up.

    >>> str(money(4_120_000)), str(money(900))
    ('4.12 million yuan', '900 yuan')
    """
    if not math.isfinite(yuan):
        return ABSENT
    if abs(yuan) < 10_000:
        return msg("{yuan} yuan", yuan=decimal(yuan, 0))
    tens = decimal(yuan / 10_000, 2).rstrip("0").rstrip(".")
    if abs(yuan) < 1_000_000:
        return _money(decimal(yuan, 0) + " yuan", tens)
    millions = decimal(yuan / 1e6, 2).rstrip("0").rstrip(".")
    return _money(millions + " million yuan", tens)


def _money(english: str, tens: str) -> Message:
    # Chinese counts money by ten thousands, English by thousands and millions: the two share no number
    return msg("{sum}", sum=Term(f"{tens} 万元", english))


def amount(value: float, unit: Term, whole: bool) -> Message | str:
    """A quantity with its unit: whole for people, rooms and books; money as `money`; ㎡ rounded up to a whole one.

    >>> str(amount(3.0, Term("人", "teachers"), True)), str(amount(1.0, Term("人", "teachers"), True))
    ('3 teachers', '1 teacher')
    >>> str(amount(101.2, Term("㎡", "㎡"), False))
    '102 ㎡'
    """
    if not math.isfinite(value):
        return ABSENT
    if unit.zh == "元":
        return money(math.ceil(value - 1e-9))
    shown = decimal(value if whole else math.ceil(value - 1e-9), 0)
    if shown == "1" and unit.en.endswith("s"):  # the rule files name what is counted in the plural
        unit = Term(unit.zh, unit.en.removesuffix("s"))
    return msg("{amount} {unit}", amount=shown, unit=unit)


def plain_number(value: float) -> str:
    """A number as it would be typed: no decimals for a whole one, all of them for another.

    >>> plain_number(3.0), plain_number(-1.5), plain_number(float("inf"))
    ('3', '-1.5', 'inf')
    """
    whole = math.isfinite(value) and value == int(value) and abs(value) < 2**53
    return str(int(value)) if whole else repr(float(value))
