"""Schools with campuses and teaching points, told in three ways: 是否计校数 as 1 and 0, as 是 and 否, and as 不计校数."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .county import of_towns
from .pages import save
from .tables import HEADING_OF, simple

School = dict[str, Any]
TOWNS = ("城关镇", "云溪乡", "北岭乡")
IN_DIGITS, IN_WORDS, TURNED = "是否计校数（1、0）.xlsx", "是否计校数（是、否）.xlsx", "不计校数.xlsx"
# school → its name in the file, its campus, and how the campus names it
CAMPUSES = {
    "云河县实验小学": ("云河县实验小学（本部）", "云河县实验小学东校区", "云河县实验小学 "),
    "云河县第一初级中学": ("云河县第一初级中学", "云河县第一初级中学（南校区）", "云河县第一初级中学（本部）"),
    "云河中学": ("云河中学　", "云河中学初中部分校", "云河中学　"),
}
ORPHAN, UNKNOWN_PARENT = "阳光小学北校区", "云河县阳光小学"
POINTS = {"高坡教学点": "高坡小学", "岭后教学点": "岭后小学"}  # 62 and 31 pupils; only the flag tells what they are
_WHOLE = ("largest_class", "year_built", "sponsor")


def truth() -> list[School]:
    """The schools as the files mean them: campuses are in the figures of their school, the orphan is nowhere."""
    return [{**each, "school": POINTS.get(each["school"], each["school"])} for each in of_towns(*TOWNS)]


def told() -> list[School]:
    """One row a campus; ``counted`` and ``point`` as truth values, ``parent`` for a campus."""
    rows: list[School] = []
    for each in truth():
        if each["school"] not in CAMPUSES:
            point = each["school_type"] == "教学点"
            rows.append({**each, "counted": not point, "point": point, "parent": None})
            continue
        name, campus, parent = CAMPUSES[each["school"]]
        away = {column: _share(column, value) for column, value in each.items()}
        here = {column: _rest(column, value, away[column]) for column, value in each.items()}
        rows.append({**here, "school": name, "counted": True, "point": False, "parent": None})
        rows.append({**away, "school": campus, "counted": False, "point": False, "parent": parent})
    orphan = {**rows[0], "school": ORPHAN, "counted": False, "parent": UNKNOWN_PARENT}
    return [*rows, orphan]


def _divided(column: str, value: object) -> bool:
    return isinstance(value, int | float) and not column.startswith(_WHOLE)


def _share(column: str, value: Any) -> Any:
    if not _divided(column, value):
        return value
    return value * 2 // 5 if isinstance(value, int) else round(value * 0.4, 2)


def _rest(column: str, value: Any, away: Any) -> Any:
    return round(value - away, 2) if _divided(column, value) else value


def write_campuses(folder: Path) -> None:
    """Three files of the same schools."""
    first = {name: HEADING_OF[name] for name in ("school", "town", "school_type")}
    figures = {name: heading for name, heading in HEADING_OF.items() if name not in first and name != "school_code"}
    yes = {True: "是", False: "否"}
    lines = ["城关镇、云溪乡、北岭乡学校（校区）办学条件"]

    rows = [{**row, "counted": int(row["counted"]), "point": yes[row["point"]],
             "school_type": "小学" if row["point"] else row["school_type"]} for row in told()]  # fmt: skip
    headings = first | {"counted": "是否计校数", "parent": "主校名称", "point": "是否是教学点"} | figures
    save(simple(rows, headings, lines), folder / IN_DIGITS)

    rows = [{**row, "counted": yes[row["counted"]]} for row in told()]
    save(simple(rows, first | {"counted": "是否计校数", "parent": "主校名称"} | figures, lines), folder / IN_WORDS)

    rows = [{**row, "counted": None if row["counted"] else "是"} for row in told()]
    save(simple(rows, first | {"counted": "不计校数", "parent": "所属学校"} | figures, lines), folder / TURNED)
