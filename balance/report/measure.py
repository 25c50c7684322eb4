"""How wide a text is, before it is set, and where its lines break."""

from __future__ import annotations

import math
import unicodedata

__all__ = ["ems", "lines"]

_CLOSING = "，。、；：！？）》〉〕”’%,.;:!?)]"  # never at the start of a line
_OPENING = "（《〈〔“‘(["  # never at the end of one
_NARROW = frozenset("iljtfrI.,:;'|!()[]- ")


def ems(text: str) -> float:
    """The text's width in units of its type size, estimated for a sans-serif face: a Chinese character is 1.

    >>> ems("云河"), round(ems("CV 0.5"), 2)
    (2.0, 2.98)
    """
    return sum(map(_em, text))


def _em(sign: str) -> float:
    if unicodedata.east_asian_width(sign) in "WFA":
        return 1.0
    return 0.32 if sign in _NARROW else 0.64 if sign.isupper() else 0.8 if sign in "mw" else 0.53


def lines(text: str, width: float) -> list[str]:
    """The text in as few lines of at most `width` ems as can be, about equally long; nothing is cut off.

    Latin words stay whole unless one alone is too long; Chinese breaks between characters, not before a closing mark.

    >>> lines("Teachers above required degree", 10)
    ['Teachers above', 'required degree']
    >>> lines("云河县第一小学，体育", 4)
    ['云河县第', '一小学，', '体育']
    """
    if ems(text) <= width:
        return [text]
    pieces = _pieces(text, width)
    count = math.ceil(ems(text) / width)
    goal = ems(text) / count
    while True:
        found = _filled(pieces, min(goal, width))
        if len(found) <= count or goal >= width:
            return found
        goal *= 1.06


def _pieces(text: str, width: float) -> list[str]:
    """What may not be broken, with the space that follows it."""
    pieces: list[str] = []
    for sign in text:
        if pieces and (sign in _CLOSING or pieces[-1][-1] in _OPENING or _goes_on(pieces[-1], sign, width)):
            pieces[-1] += sign
        else:
            pieces.append(sign)
    return pieces


def _goes_on(piece: str, sign: str, width: float) -> bool:
    """Whether the sign belongs to the Latin word that the piece ends in; a space goes with the word before it."""
    if sign == " ":
        return True
    return not _wide(sign) and not piece.endswith(" ") and not _wide(piece[-1]) and ems(piece) < width


def _wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WF"


def _filled(pieces: list[str], width: float) -> list[str]:
    found = [""]
    for piece in pieces:
        if found[-1] and ems((found[-1] + piece).rstrip()) > width + 1e-9:
            found.append("")
        found[-1] += piece
    return [line.strip() for line in found]
