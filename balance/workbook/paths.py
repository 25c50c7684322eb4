"""What a heading means below other headings: the whole path from the outer to the inner one is read.

Equal inner headings under different outer ones are told apart (兼任教师 › 本科, 专任教师 › 本科); a total under a heading
stands for the heading itself (教学及辅助用房 › 计); last year's columns, other people's and parts of a column are not taken
for the thing itself.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from balance.columns import Column, Stage, vocabulary
from balance.workbook.headings import (
    Heading,
    fold,
    not_read,
    single,
    split_unit,
    stage_in,
    stage_of,
    unit_factor,
    unit_of,
    without_count,
)  # fmt: skip

__all__ = ["ends_in_total", "hidden_by", "meaning", "shown"]


def shown(parts: Sequence[str]) -> str:
    """A path as it is shown to a person."""
    return " > ".join(parts)


@lru_cache(maxsize=50_000)
def meaning(*parts: str) -> Heading | None:
    """What a heading says, given from the outer to the inner part; None if it is not known, or not the thing itself.

    Special cases: an inner part that is a stage, a unit or a total leaves the meaning to the part above it; a quantity
    ("册数") does so where its kind fits. A short spelling ("本科") needs outer parts that fit it. An outer part that is
    not understood leaves a full spelling its meaning, but not `sure`.
    """
    if len(parts) == 1:
        found = single(parts[0])
        return replace(found, total=ends_in_total(parts)) if found else None
    telling = [part for part in parts if not _says_nothing(part)]
    if not telling or any(map(hidden_by, telling[:-1])):
        return None
    whole = single(" ".join(parts))
    found, taken = (whole, len(telling)) if whole else _innermost(telling)
    if found is None:
        return None
    outer = telling[: len(telling) - taken]
    if found.bare and not _fits(outer, found):
        return None
    return Heading(
        column=found.column,
        stage=found.stage or _stage(parts),
        factor=found.factor if found.factor is not None else _factor(parts, found.column),
        rank=found.rank,
        bare=found.bare,
        sure=all(_named(part, found) or single(part) is not None or _section(part) for part in outer),
        total=ends_in_total(parts),
    )


def ends_in_total(parts: Sequence[str]) -> bool:
    """Whether the path ends in a total: below the thing (艺术 › 计) or in brackets behind it (艺术教师（计）)."""
    text = unicodedata.normalize("NFKC", parts[-1]).strip()
    return fold(text) in _totals() or any(text.endswith((f"({word})", f"[{word}]")) for word in vocabulary().totals)


def hidden_by(part: str) -> bool:
    """Whether a heading takes all below it out of what is read: a ratio, last year, other people."""
    return not_read(part) not in ("", "seq") and single(part) is None


def _innermost(telling: Sequence[str]) -> tuple[Heading | None, int]:
    """The meaning of the innermost parts, and how many they are; all of them joined are tried first."""
    kinds = _quantities().get(fold(telling[-1]))
    if kinds and len(telling) > 1:
        joined = single("".join(telling[-2:])) or single(telling[-2])
        return (joined, 2) if joined and joined.column.unit in kinds else (None, 0)
    for count in range(len(telling), 0, -1):
        found = single(" ".join(telling[-count:]))
        if found is None and count == 2:
            turned = single(f"{telling[-1]}{telling[-2]}")
            found = replace(turned, bare=True) if turned else None
        if found is not None:
            return found, count
    return None, 0


def _says_nothing(part: str) -> bool:
    """Whether a part is only a total, the present year, a stage or a unit."""
    folded = fold(without_count(part)).removeprefix("其中")
    return folded in _totals() or folded in _present() or stage_of(part) is not None or unit_of(part) is not None


def _fits(outer: Sequence[str], found: Heading) -> bool:
    """Whether a short spelling keeps its meaning below these headings.

    Looked at from the inside: a heading that is itself a column and has one of the fitting words (专任教师) settles it,
    another column (骨干教师) or one that is not known forbids it, sections and fitting words are passed over.
    """
    for part in reversed(outer):
        other, named = single(part), _named(part, found)
        if other is not None and (named or other.column is found.column):
            return True
        if other is not None or not (named or _section(part)):
            return False
    return True


def _named(part: str, found: Heading) -> bool:
    """Whether an outer part has one of the words that fit the column's short spellings."""
    folded = fold(part)
    return any(fold(word) in folded for word in found.column.under)


def _section(part: str) -> bool:
    """Whether a part only names a section of the table."""
    return fold(part).endswith(("情况", "概况", "条件", "信息", "基本数据", "状况", "资源"))


def _stage(parts: Sequence[str]) -> Stage | None:
    return next((stage for part in reversed(parts) if (stage := stage_in(part))), None)


def _factor(parts: Sequence[str], column: Column) -> float | None:
    for part in reversed(parts):
        for _, unit in split_unit(unicodedata.normalize("NFKC", part)):
            if unit is not None:
                return unit_factor(unit, column.unit)
    return None


@cache
def _totals() -> frozenset[str]:
    return frozenset(map(fold, vocabulary().totals))


@cache
def _present() -> frozenset[str]:
    return frozenset(map(fold, vocabulary().present))


@cache
def _quantities() -> dict[str, frozenset[str]]:
    """Folded quantity → the units of the columns it may stand for."""
    units: dict[str, set[str]] = {}
    for unit, words in vocabulary().quantities.items():
        for word in words:
            units.setdefault(fold(word), set()).add(unit)
    return {word: frozenset(found) for word, found in units.items()}
