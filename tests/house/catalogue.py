"""What the program says, and what the Chinese catalogue has for it.

    python tests/house/catalogue.py

prints what has no translation yet, as entries for ``balance/locale/zh.po``. Sentences are the first arguments of
``msg`` and ``t``, the first two of ``msgn`` and ``tn``, and the texts of every kind of finding. They are read from the
syntax tree and not by Babel's extractor, which on Python 3.11 does not see a call inside an f-string.
"""

from __future__ import annotations

import ast
import io
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from balance.problems import KINDS

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "balance" / "locale" / "zh.po"
SPOKEN = {"msg": 1, "t": 1, "msgn": 2, "tn": 2}
# the functions themselves hand on what they are given
PASSING_ON = {ROOT / "balance" / "words.py", ROOT / "ui" / "text.py"}


class Sentence(NamedTuple):
    """A sentence of the program, with its plural where it counts something."""

    text: str
    plural: str | None


def programs() -> list[Path]:
    """The files in which something is said."""
    folders = [path for name in ("balance", "ui", "pages") for path in sorted((ROOT / name).rglob("*.py"))]
    return [*folders, ROOT / "app.py"]


def calls() -> Iterator[tuple[str, list[ast.expr]]]:
    """Every call that says something: its place and the arguments that are sentences."""
    for path in programs():
        if path in PASSING_ON:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in SPOKEN and node.args:
                    yield f"{path.relative_to(ROOT).as_posix()}:{node.lineno}", node.args[: SPOKEN[name]]


def _texts(argument: ast.expr) -> list[str] | None:
    """The literal texts that an argument can be; None where it is no literal."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return [argument.value]
    if isinstance(argument, ast.IfExp):
        either = [_texts(argument.body), _texts(argument.orelse)]
        return None if None in either else [text for texts in either for text in texts or []]
    return None


def not_literal() -> list[str]:
    """The places where a sentence is put together by the program and can stand in no catalogue."""
    return [place for place, arguments in calls() if any(_texts(argument) is None for argument in arguments)]


def spoken() -> dict[Sentence, list[str]]:
    """Every sentence of the program with the places where it is said."""
    found: dict[Sentence, list[str]] = defaultdict(list)
    for place, arguments in calls():
        texts = [_texts(argument) or [] for argument in arguments]
        if len(texts) == 1:
            for text in texts[0]:
                found[Sentence(text, None)].append(place)
        else:
            for text, plural in zip(*texts, strict=True):
                found[Sentence(text, plural)].append(place)
    for code, kind in KINDS.items():
        for text in filter(None, (kind.message, kind.suggestion, kind.many)):
            found[Sentence(text, None)].append(f"finding {code}")
    return dict(found)


def translated() -> dict[str, tuple[str, ...]]:
    """The catalogue: sentence → its translations (one, or one a plural form)."""
    catalogue = read_po(io.BytesIO(CATALOGUE.read_bytes()), locale="zh")
    entries = {}
    for message in catalogue:
        key = message.id if isinstance(message.id, str) else message.id[0]
        if key:
            entries[key] = (message.string,) if isinstance(message.string, str) else tuple(message.string)
    return entries


def missing() -> dict[Sentence, list[str]]:
    """The sentences without a translation."""
    there = translated()
    return {sentence: places for sentence, places in spoken().items()
            if not all(text.strip() for text in there.get(sentence.text, ("",)))}  # fmt: skip


def places_of(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def main() -> None:
    """Print what is missing as entries of a catalogue."""
    catalogue = Catalog(locale="zh")
    for sentence, places in missing().items():
        key = sentence.text if sentence.plural is None else (sentence.text, sentence.plural)
        catalogue.add(key, auto_comments=places[:3])
    out = io.BytesIO()
    write_po(out, catalogue, omit_header=True, width=0)
    sys.stdout.write(out.getvalue().decode("utf-8"))


if __name__ == "__main__":
    main()
