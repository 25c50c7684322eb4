"""Numbers as they are printed, and lines of text that fit."""

from __future__ import annotations

import math
import unicodedata


def ems(text: str) -> float:
    """The text's width in units of its type size, estimated: a Chinese character is 1, a Latin one about 0.54."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.54 for sign in text)


def wrapped(text: str, width: float) -> list[str]:
    """The text in lines of about `width` ems, never cut: Latin text breaks between words, Chinese between characters.

    >>> wrapped("Teachers above required degree", 11)
    ['Teachers above', 'required degree']
    """
    count = math.ceil(ems(text) / width)
    if count <= 1:
        return [text]
    gap = " " if " " in text else ""
    pieces, goal = text.split(" ") if gap else list(text), ems(text) / count
    while True:
        lines = [pieces[0]]
        for piece in pieces[1:]:
            longer = lines[-1] + gap + piece
            if ems(longer) <= goal:
                lines[-1] = longer
            else:
                lines.append(piece)
        if len(lines) <= count:
            return lines
        goal *= 1.08


def number(value: float, decimals: int) -> str:
    """The number as printed: thousands separated, a true minus sign, "—" where there is none.

    >>> number(-1234.5, 2), number(float("nan"), 3)
    ('−1,234.50', '—')
    """
    return "—" if value is None or math.isnan(value) else f"{value:,.{decimals}f}".replace("-", "−")


def quantity(value: float) -> str:
    """A number in the form's precision: two decimals, none from 100 up.

    >>> quantity(4.5), quantity(3000.0)
    ('4.50', '3,000')
    """
    return number(value, 0 if abs(value) >= 100 else 2)


def ceiling(value: float) -> float:
    """The next round number at or above the value, for the end of an axis.

    >>> ceiling(0.537), ceiling(2310)
    (0.6, 2500.0)
    """
    if not value > 0:
        return 1.0
    unit = 10.0 ** math.floor(math.log10(value))
    steps = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
    return round(next(step for step in steps if step * unit >= value * (1 - 1e-9)) * unit, 10)
