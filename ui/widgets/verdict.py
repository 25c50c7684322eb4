"""The verdict as a page begins with it: which data, the answer, what is lacking, four numbers."""

from __future__ import annotations

from balance.sentences import headline, lacking_sentence
from ui.text import say
from ui.view import View
from ui.widgets.answer import answer, data_line
from ui.widgets.cards import cards

__all__ = ["verdict"]


def verdict(view: View) -> None:
    """Draw it."""
    data_line(view)
    answer(
        say(headline(view.assessment, view.place)),
        say(lacking_sentence(view.assessment, view.shortfall, view.place)),
    )
    cards(view)
