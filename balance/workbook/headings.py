"""What one heading means: which column of the vocabulary, which stage, which unit.

Headings are compared after folding and only as a whole; a heading that is merely alike is not taken. What a heading
means below others is told in `balance.workbook.paths`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from balance.columns import STAGES, Column, Stage, vocabulary

__all__ = [
    "Heading", "fold", "not_read", "single", "split_unit", "stage_in", "stage_of", "unit_factor", "unit_of", "without_count",
]  # fmt: skip

_BRACKETS = re.compile(r"[(\[{<【〔《「]([^()\[\]{}<>【】〔〕《》「」]*)[)\]}>】〕》」]")
_COUNTING = re.compile(
    r"^\s*(?:\(?\d{1,2}\)?\s*[.、)]|\(\d{1,2}\)|[一二三四五六七八九十]{1,2}、|\([一二三四五六七八九十]{1,2}\))\s*"
)
_CODE = re.compile(r"^[A-Z][A-Z0-9_]{3,}[\s/|]+(?=.*[一-龥])|(?<=[一-龥])[\s/|]+[A-Z][A-Z0-9_]{3,}$")
_IN_ALL = re.compile(r"(?:[(\[](?:计|合计|总计)[)\]]|(?<=[一-龥])(?:合计|总计))$")
_TAIL = re.compile(r"[/,:;、\s]+([^/,:;、\s]+)\s*$")
_ENGLISH: dict[Stage, tuple[str, ...]] = {
    "primary": ("primary",),
    "junior": ("juniorsecondary", "junior"),
    "senior": ("seniorsecondary", "senior"),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading understood. `factor` turns its figures into the stored unit; None where the heading names no unit.
    `rank` is the place of the spelling in the vocabulary's list: the first ones are the official ones. `bare`: a short
    spelling that another heading above may turn into something else. `sure`: False where a heading above it is not
    understood. `total`: it ends in a heading such as 计 or 合计."""

    column: Column
    stage: Stage | None
    factor: float | None
    rank: int
    bare: bool = False
    sure: bool = True
    total: bool = False


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """The letters and digits of a text in one width and case: no spaces, brackets or punctuation.

    >>> fold("在校生数 (合 计)"), fold("ＰＥ_teachers")
    ('在校生数合计', 'peteachers')
    """
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def unit_of(text: str) -> str | None:
    """The unit's own spelling in the vocabulary where the text is one ("万元", "单位：㎡"), else None."""
    folded = fold(text).removeprefix("单位")
    return folded if folded in _units() else None


def unit_factor(unit: str, dimension: str) -> float | None:
    """How many stored units one `unit` is; None where it measures something else.

    >>> unit_factor("万元", "yuan"), unit_factor("台", "yuan")
    (10000.0, None)
    """
    return _units().get(fold(unit), {}).get(dimension)


@lru_cache(maxsize=20_000)
def not_read(text: str) -> Literal["seq", "ratio", "verdict", "other", ""]:
    """Why a heading without a meaning is not read: a row number, a ratio, a verdict, another group; "" if unknown.

    Special case: "率" and the like count only at the end of a heading or before its brackets.

    >>> not_read("生均图书册数"), not_read("入学率"), not_read("校长")
    ('ratio', 'ratio', '')
    """
    folded = fold(text)
    for group in ("seq", "ratio", "verdict", "other"):
        for word in vocabulary().ignored.get(group, ()):
            mark = fold(word)
            if group == "seq":
                hit = folded == mark
            elif len(mark) == 1:
                hit = any(piece.endswith(mark) for piece in (folded, fold(_BRACKETS.sub("", _plain(text)))))
            else:
                hit = mark in folded
            if hit:
                return group
    return ""


@lru_cache(maxsize=20_000)
def single(text: str) -> Heading | None:
    """What a heading says that stands alone; None if not known.

    Special cases: a stage may stand before, behind or in brackets; a unit in brackets or after a slash. A unit that
    measures something else than the column does ("教学仪器设备（台）") makes it another heading, so None. A data
    base's own code beside the name ("JXJFZYF / 教学及辅助用房") is passed over.
    """
    plain = without_count(text)
    for pattern in (_CODE, _IN_ALL):
        if pattern.search(plain):
            return _read(plain) or _read(pattern.sub("", plain))
    return _read(plain)


def _read(text: str) -> Heading | None:
    for rest, unit in split_unit(text):
        for bare, stage in _without_stage(rest):
            entry = _spellings().get(bare) or _spellings().get(bare.removeprefix("其中"))
            if entry is None:
                continue
            column, rank, own, short = entry
            if unit is None:
                return Heading(column, stage, own, rank, short)
            factor = unit_factor(unit, column.unit)
            if factor is not None:
                return Heading(column, stage, factor, rank, short)
    return None


def without_count(text: str) -> str:
    """The text in one width without the number it may begin with ("3.", "（二）", "一、")."""
    return _COUNTING.sub("", _plain(text))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def split_unit(text: str) -> Iterator[tuple[str, str | None]]:
    """The text with its unit taken out, and as it stands if it has none; `text` in one width."""
    for group in _BRACKETS.finditer(text):
        unit = unit_of(group[1])
        if unit is not None:
            yield text[: group.start()] + text[group.end() :], unit
            return
    tail = _TAIL.search(text)
    if tail and unit_of(tail[1]):
        yield text[: tail.start()], unit_of(tail[1])
    yield text, None


def _without_stage(text: str) -> Iterator[tuple[str, Stage | None]]:
    """The folded text as it stands, then with a stage taken out of it."""
    folded = fold(text)
    yield folded, None
    for stage, word in _stage_words():
        if folded == word:
            continue
        for group in _BRACKETS.finditer(text):
            if fold(group[1]) == word:
                yield fold(text[: group.start()] + text[group.end() :]), stage
        if folded.startswith(word):
            yield folded[len(word) :], stage
        if folded.endswith(word):
            yield folded[: -len(word)], stage


def stage_of(text: str) -> Stage | None:
    """The stage whose word the whole text is."""
    folded = fold(text)
    return next((stage for stage, word in _stage_words() if folded == word), None)


def stage_in(text: str) -> Stage | None:
    """The stage with whose word the text begins or ends."""
    folded = fold(text)
    return next((s for s, word in _stage_words() if folded.startswith(word) or folded.endswith(word)), None)


@cache
def _spellings() -> dict[str, tuple[Column, int, float | None, bool]]:
    """Folded spelling → column, rank, the factor where the spelling itself ends in the unit (canonical names), and
    whether it is a bare one."""
    index: dict[str, tuple[Column, int, float | None, bool]] = {}
    for column in vocabulary().columns.values():
        own = 1.0 if column.kind in ("area", "money") else None
        index.setdefault(fold(column.name), (column, 0, own, False))
    for column in vocabulary().columns.values():
        full = (column.title.zh, column.title.en, *column.spellings)
        for rank, spelling in enumerate((*full, *column.bare)):
            index.setdefault(fold(spelling), (column, rank, None, rank >= len(full)))
    return index


@cache
def _units() -> dict[str, dict[str, float]]:
    """Folded unit → what it may measure → factor."""
    index: dict[str, dict[str, float]] = {}
    for dimension, spellings in vocabulary().units.items():
        for spelling, factor in spellings.items():
            index.setdefault(fold(spelling), {})[dimension] = factor
    return index


@cache
def _stage_words() -> tuple[tuple[Stage, str], ...]:
    words = [(stage, fold(word)) for stage in STAGES for word in (*vocabulary().stage_words[stage], *_ENGLISH[stage])]
    return tuple(sorted(words, key=lambda pair: -len(pair[1])))
