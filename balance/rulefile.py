"""A rule file read key by key: what is not there, not of its kind, or not known is refused by name."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from balance.errors import BrokenRuleFile
from balance.words import Message, Term, msg

__all__ = ["Table", "parse_toml"]

_REQUIRED: Any = object()


def parse_toml(text: str, file: str, error: type[BrokenRuleFile]) -> dict[str, Any]:
    """The tables of a TOML text; a syntax error is raised as `error`, with its line."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise error(file, msg("line").text, str(wrong), msg("a TOML file")) from wrong


class Table:
    """One table of a rule file, with its place in the file for error messages.

    Each reader takes a key once; `done` refuses what nobody asked for, so a misspelt key cannot pass unseen.
    """

    def __init__(self, raw: object, file: str, where: str, error: type[BrokenRuleFile]) -> None:
        if not isinstance(raw, Mapping):
            raise error(file, where, raw, msg("a table"))
        self._raw, self.file, self._where, self._error = raw, file, where, error
        self._asked: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._raw

    def names(self) -> list[str]:
        """The keys as they stand."""
        return list(self._raw)

    def place(self, key: str) -> str:
        """The key with the tables around it: "indicators[2].bounds.primary"."""
        return f"{self._where}.{key}" if self._where else key

    def refuse(self, key: str, got: object, allowed: Message | str) -> BrokenRuleFile:
        """The error for this key, to be raised."""
        return self._error(self.file, self.place(key), got, allowed)

    def done(self) -> None:
        """Refuse keys that nothing asked for."""
        for key in self._raw:
            if key not in self._asked:
                raise self.refuse(key, self._raw[key], ", ".join(sorted(self._asked)))

    def _take(self, key: str, default: Any) -> Any:
        self._asked.add(key)
        if key not in self._raw:
            if default is _REQUIRED:
                raise self.refuse(key, None, msg("a value"))
            return default
        return self._raw[key]

    def text(self, key: str, default: Any = _REQUIRED) -> str:
        """A text that is not empty."""
        got = self._take(key, default)
        if got is not default and not (isinstance(got, str) and got.strip()):
            raise self.refuse(key, got, msg("a text"))
        return got  # type: ignore[no-any-return]

    def flag(self, key: str) -> bool:
        """true or false; false where the key is missing."""
        got = self._take(key, False)
        if not isinstance(got, bool):
            raise self.refuse(key, got, "true, false")
        return got

    def number(self, key: str, low: float, high: float, default: Any = _REQUIRED) -> float:
        """A number from `low` to `high`."""
        got = self._take(key, default)
        if got is default and default is not _REQUIRED:
            return got  # type: ignore[no-any-return]
        if isinstance(got, bool) or not isinstance(got, (int, float)) or not low <= got <= high:
            raise self.refuse(key, got, msg("a number from {low} to {high}", low=f"{low:g}", high=f"{high:g}"))
        return float(got)

    def whole(self, key: str, low: int, high: int, default: Any = _REQUIRED) -> int:
        """A whole number from `low` to `high`."""
        got = self._take(key, default)
        if got is default and default is not _REQUIRED:
            return got  # type: ignore[no-any-return]
        if isinstance(got, bool) or not isinstance(got, int) or not low <= got <= high:
            raise self.refuse(key, got, msg("a whole number from {low} to {high}", low=low, high=high))
        return got

    def date(self, key: str) -> date:
        """A date, written 2017-04-19."""
        got = self._take(key, _REQUIRED)
        if not isinstance(got, date):
            raise self.refuse(key, got, msg("a date such as {example}", example="2017-04-19"))
        return got

    def choice(self, key: str, allowed: Iterable[str], default: Any = _REQUIRED) -> str:
        """One of the allowed words."""
        got, options = self._take(key, default), tuple(allowed)
        if got is default and default is not _REQUIRED:
            return got  # type: ignore[no-any-return]
        if got not in options:
            raise self.refuse(key, got, ", ".join(options))
        return got  # type: ignore[no-any-return]

    def choices(self, key: str, allowed: Iterable[str]) -> tuple[str, ...]:
        """A list of allowed words; empty where the key is missing."""
        got, options = self._take(key, []), tuple(allowed)
        if not isinstance(got, list):
            raise self.refuse(key, got, msg("a list of: {words}", words=", ".join(options)))
        for word in got:
            if word not in options:
                raise self.refuse(key, word, ", ".join(options))
        return tuple(got)

    def term(self, key: str, default: Any = _REQUIRED) -> Term:
        """A text in both languages, written ``{ zh = "…", en = "…" }``."""
        got = self._take(key, default)
        if got is default and default is not _REQUIRED:
            return got  # type: ignore[no-any-return]
        entry = Table(got, self.file, self.place(key), self._error)
        term = Term(entry.text("zh"), entry.text("en"))
        entry.done()
        return term

    def numbers(
        self, key: str, allowed: Iterable[str], low: float, high: float, default: Any = _REQUIRED
    ) -> dict[str, float]:
        """A table of numbers whose keys are all allowed words."""
        got, options = self._take(key, default), tuple(allowed)
        if got is default and default is not _REQUIRED:
            return got  # type: ignore[no-any-return]
        entry = Table(got, self.file, self.place(key), self._error)
        for word in entry.names():
            if word not in options:
                raise entry.refuse(word, entry._raw[word], ", ".join(options))
        return {word: entry.number(word, low, high) for word in entry.names()}

    def table(self, key: str) -> Table:
        """A table inside this one."""
        return Table(self._take(key, _REQUIRED), self.file, self.place(key), self._error)

    def tables(self, key: str) -> list[Table]:
        """A list of tables inside this one; empty where the key is missing."""
        got = self._take(key, [])
        if not isinstance(got, list):
            raise self.refuse(key, got, msg("a list of tables"))
        return [Table(entry, self.file, f"{self.place(key)}[{i}]", self._error) for i, entry in enumerate(got)]
