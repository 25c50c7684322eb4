"""What can go wrong, as a tree.

    BalanceError             carries a `Message`, so that it can be said in the reader's language
    ├── UnusableInput        a file from which nothing can be judged
    │   └── PasswordNeeded   a workbook that opens with a password only
    ├── BrokenStandard       a standard file with a wrong or missing key
    ├── BrokenVocabulary     the same for columns.toml
    ├── BrokenPrices         the same for a price file
    ├── BrokenScenario       a scenario file that cannot be understood
    ├── BrokenCorrections    a list of corrections that cannot be understood
    ├── BrokenCasefile       a kept table that cannot be opened again
    ├── BrokenProfile        a saved mapping of columns that cannot be understood
    ├── UnusableStore        saved work that cannot be reached
    ├── Conflict             somebody else saved the same document meanwhile
    └── RefusedAction        an action that cannot apply to this county
"""

from __future__ import annotations

from balance.words import Message, msg, render

__all__ = [
    "BalanceError",
    "BrokenCasefile",
    "BrokenCorrections",
    "BrokenPrices",
    "BrokenProfile",
    "BrokenRuleFile",
    "BrokenScenario",
    "BrokenStandard",
    "BrokenVocabulary",
    "Conflict",
    "PasswordNeeded",
    "RefusedAction",
    "UnusableInput",
    "UnusableStore",
]


class BalanceError(Exception):
    """Something that the reader has to be told; ``error.message`` says it in any language."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)

    def say(self, lang: str) -> str:
        """The message in `lang`."""
        return render(self.message, lang)


class UnusableInput(BalanceError):
    """A file from which nothing can be judged."""


class PasswordNeeded(UnusableInput):
    """A workbook that opens with a password only: `file` is its name, `wrong` whether a password was tried."""

    def __init__(self, file: str, wrong: bool = False) -> None:
        super().__init__(
            msg("The password for {file} is wrong. Enter it again; capital and small letters differ.", file=file)
            if wrong
            else msg("{file} is protected by a password. Enter the password to read it.", file=file)
        )
        self.file, self.wrong = file, wrong


class BrokenRuleFile(BalanceError):
    """A rule file with a wrong key: which file, which key, what was found, what may stand there."""

    def __init__(self, file: str, key: str, got: object, allowed: object) -> None:
        super().__init__(
            msg("{file}: “{key}” is {got}; allowed: {allowed}", file=file, key=key, got=_shown(got), allowed=allowed)
        )
        self.file, self.key, self.got, self.allowed = file, key, got, allowed


class BrokenStandard(BrokenRuleFile):
    """A standard file that does not follow the form of a standard."""


class BrokenVocabulary(BrokenRuleFile):
    """The vocabulary does not follow its own form."""


class BrokenPrices(BrokenRuleFile):
    """A price file that does not follow the form of a price file."""


class BrokenScenario(BalanceError):
    """A scenario file that cannot be understood."""


class BrokenCorrections(BalanceError):
    """A list of corrections that cannot be understood."""


class BrokenCasefile(BalanceError):
    """A kept table that cannot be opened again."""


class BrokenProfile(BalanceError):
    """A saved mapping of columns that cannot be understood."""


class UnusableStore(BalanceError):
    """A place for saved work that cannot be opened, or something saved that is not there."""


class Conflict(BalanceError):
    """Somebody else saved the same document since it was opened: `latest` is their version's number."""

    def __init__(self, name: str, latest: int, by: str, at: str) -> None:
        super().__init__(
            msg("“{name}” was saved by {by} since you opened it (version {latest}). Nothing was overwritten.",
                name=name, by=by or msg("somebody else"), latest=latest)
        )  # fmt: skip
        self.name, self.latest, self.by, self.at = name, latest, by, at


class RefusedAction(BalanceError):
    """An action that cannot apply to this county, with the reason. `number`: which one of a scenario, 0 for one alone."""

    def __init__(self, message: Message, number: int = 0) -> None:
        super().__init__(message)
        self.number = number


def _shown(got: object) -> object:
    return msg("missing") if got is None else repr(got)
