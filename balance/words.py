"""Texts in the reader's language: messages kept apart from their facts until somebody reads them.

A `Message` is an English sentence with named places and the facts to put there; `render` looks the sentence up in the
catalogue of a language (``locale/<lang>.po``, read with Babel) and fills it in. Official terms do not come from
the catalogue: they are `Term` pairs from the vocabulary and the standards' files.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

__all__ = ["LANGUAGES", "Message", "Term", "Title", "msg", "msgn", "render"]

LANGUAGES = ("zh", "en")


class Term(NamedTuple):
    """An official term in both languages; ``term.of("en")``."""

    zh: str
    en: str

    def of(self, lang: str) -> str:
        """The term in `lang`."""
        return self.en if lang == "en" else self.zh


class Title(Term):
    """A title or a name in both languages: it keeps its large letter inside an English sentence."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence not yet put into a language: English text, its plural where it counts something, and the facts."""

    text: str
    facts: Mapping[str, object] = field(default_factory=dict)
    plural: str | None = None

    def __str__(self) -> str:
        return render(self, "en")


def msg(text: str, /, **facts: object) -> Message:
    """A message; `text` is also its key in the catalogues.

    >>> str(msg("{school} has no pupils", school="Stone Gate"))
    'Stone Gate has no pupils'
    """
    return Message(text, facts)


def msgn(text: str, plural: str, /, n: int, **facts: object) -> Message:
    """A message that counts `n` things.

    >>> str(msgn("{n} school", "{n} schools", 2))
    '2 schools'
    """
    return Message(text, {"n": n, **facts}, plural)


def render(message: Message | Term | str, lang: str) -> str:
    """The message in `lang`; facts that are messages or terms are rendered too.

    English sentences write terms small inside and the first letter large:

    >>> render(msg("{stage}: {n} schools", stage=Term("小学", "Primary"), n=3), "en")
    'Primary: 3 schools'
    """
    if isinstance(message, str):
        return message
    if isinstance(message, Term):
        return message.of(lang)
    text = _inner(message, lang)
    if lang == "en" and message.text.startswith("{"):
        first = message.facts.get(message.text[1 : message.text.index("}")])
        if isinstance(first, (Message, Term)):
            return text[:1].upper() + text[1:]
    return text


def _inner(message: Message, lang: str) -> str:
    catalogue = _catalogue(lang)
    if message.plural is None:
        text = catalogue.gettext(message.text)
    else:
        text = catalogue.ngettext(message.text, message.plural, int(str(message.facts["n"])))
    facts = {name: _fact(value, lang) for name, value in message.facts.items()}
    if isinstance(facts.get("n"), int):
        facts["n"] = f"{facts['n']:,}"  # a count; row numbers and years stay plain
    return text.format(**facts)


def _fact(value: object, lang: str) -> object:
    if isinstance(value, Message):
        return _inner(value, lang)
    if isinstance(value, Term):
        term = value.of(lang)
        # "Backbone teachers" is small inside a sentence, "PE and arts teachers" keeps its initials
        small = lang == "en" and term[1:2].islower() and not isinstance(value, Title)
        return term[0].lower() + term[1:] if small else term
    if isinstance(value, (list, tuple)) and not isinstance(value, Term):
        return ("、" if lang == "zh" else ", ").join(str(_fact(part, lang)) for part in value)
    return value


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(lang: str) -> gettext.NullTranslations:
    if lang == "en":
        return gettext.NullTranslations()
    with files("balance.locale").joinpath(f"{lang}.po").open("rb") as source:
        catalogue = read_po(source, locale=lang)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
