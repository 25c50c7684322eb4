"""Words on the screen, in the reader's language. Text that goes into Markdown is made literal first."""

from __future__ import annotations

import re

from balance.words import Message, Term, msg, msgn, render
from ui import state

__all__ = ["literal", "say", "t", "tn"]

_SIGNS = re.compile(r"([\\`*_{}\[\]()#+!|$~<>:&@-])")
# a full stop makes a list after a number at the start, and a link after www
_STOPS = re.compile(r"(^\s*\d+|www)\.", re.MULTILINE | re.IGNORECASE)


def literal(text: object) -> str:
    """The text as Markdown that shows exactly these characters: no bold, no list, no link, no formula, no HTML.

    >>> print(literal("<b>*x*</b> 1. www.x"))
    \\<b\\>\\*x\\*\\</b\\> 1. www\\.x
    """
    return _STOPS.sub(r"\1\\.", _SIGNS.sub(r"\\\1", str(text)))


def say(message: Message | Term | str) -> str:
    """A message or a term in the reader's language, as plain text."""
    return render(message, state.lang())


def t(text: str, /, **facts: object) -> str:
    """A sentence of the catalogue in the reader's language, as plain text."""
    return say(msg(text, **facts))


def tn(text: str, plural: str, /, n: int, **facts: object) -> str:
    """The same for a sentence that counts `n` things."""
    return say(msgn(text, plural, n, **facts))
