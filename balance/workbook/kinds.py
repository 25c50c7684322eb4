"""What kind of school a row is about, and which stage: from its own cells, the sheet's title, its name, its pupils."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from balance.columns import STAGES, Stage
from balance.holding import HOLDS

__all__ = ["several_stages", "stage_of_row", "type_by_name", "type_by_pupils"]

_CERTAIN = (
    (
        re.compile(
            r"特殊教育|特教|培智|启智学校|盲校|聋校|盲聋|聋哑|职业|职教|职高|中专|技工|专门学校|工读|special|vocational"
        ),
        "special",
    ),
    (re.compile(r"教学点|teaching point"), "teaching_point"),
    (re.compile(r"十二年|twelve.?year"), "twelve_year"),
    (re.compile(r"九年|一贯制|nine.?year"), "nine_year"),
    (re.compile(r"完全中学|完中|complete secondary"), "complete_secondary"),
)
_LAST = re.compile(r"小学|完小|附小|初级中学|初中|高级中学|高中|中学|primary|junior|senior")
_LAST_IS: dict[str, str] = {
    "小学": "primary", "完小": "primary", "附小": "primary", "primary": "primary",
    "初级中学": "junior", "初中": "junior", "junior": "junior",
    "高级中学": "senior", "高中": "senior", "senior": "senior",
}  # fmt: skip


def type_by_name(name: str) -> str:
    """The type a name itself says, "" where it does not: 云河中学 may be a junior or a complete secondary school.

    The last such word decides: 第一中学附属小学 is a primary school.

    >>> type_by_name("石门乡中心小学"), type_by_name("第二初级中学"), type_by_name("云河中学")
    ('primary', 'junior', '')
    """
    plain = name.casefold()
    for pattern, kind in _CERTAIN:
        if pattern.search(plain):
            return kind
    words = _LAST.findall(plain)
    return _LAST_IS.get(words[-1], "") if words else ""


def type_by_pupils(pupils: pd.DataFrame) -> np.ndarray:
    """For each row the type that has just the stages in which there are pupils; "" where no stage has any."""
    has = {
        stage: np.asarray(pupils.get(f"pupils_{stage}", np.nan) > 0) & np.ones(len(pupils), bool) for stage in STAGES
    }
    code = has["primary"] * 1 + has["junior"] * 2 + has["senior"] * 4
    kinds = np.asarray(
        ["", "primary", "junior", "nine_year", "senior", "twelve_year", "complete_secondary", "twelve_year"],
        dtype=object,
    )
    return kinds[code]  # type: ignore[no-any-return]


def stage_of_row(frame: pd.DataFrame, types: np.ndarray, named: np.ndarray) -> np.ndarray:
    """For each row the one stage its figures are about, "" where there are several or it cannot be told.

    In this order: the column 学段; a type with one stage; the title of the sheet; the school's name; the only stage
    with pupils of its own column.
    """
    single = {kind: stages[0] for kind, stages in HOLDS.items() if len(stages) == 1}
    empty = np.full(len(frame), "", dtype=object)
    ways = (
        _texts(frame, "stage"),
        _looked_up(types, single),
        np.where(frame["row_special"], "", _texts(frame, "hint_stage")),
        np.where(types == "", _looked_up(named, single), ""),
        np.where(~frame["row_special"] & ~several_stages(frame), _looked_up(type_by_pupils(frame), single), ""),
    )
    stages = empty
    for way in ways:
        stages = np.where(stages == "", way, stages)
    return stages


def several_stages(frame: pd.DataFrame) -> np.ndarray:
    """Whether figures of several stages stand in the row."""
    filled = []
    for stage in STAGES:
        own = [frame[name].notna().to_numpy() for name in frame.columns if name.endswith(f"_{stage}")]
        filled.append(np.any(own, axis=0) if own else np.zeros(len(frame), dtype=bool))
    return np.asarray(np.sum(filled, axis=0) > 1)


def _texts(frame: pd.DataFrame, name: str) -> np.ndarray:
    if name not in frame.columns:
        return np.full(len(frame), "", dtype=object)
    return np.asarray(frame[name].to_numpy(dtype=object, na_value=""), dtype=object)


def _looked_up(keys: np.ndarray, table: dict[str, Stage]) -> np.ndarray:
    return np.asarray(pd.Series(keys, dtype=object).map(table).fillna(""), dtype=object)
