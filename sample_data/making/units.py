"""The same schools three times, each file in other units, told in the headings, in a row of units, or above the table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from .county import of_towns
from .pages import save
from .tables import HEADING_OF, simple

TOWNS = ("石门镇", "青山镇", "白塔镇", "松林乡")
IN_HEADINGS, IN_A_ROW, ABOVE = "表头写单位.xlsx", "单位占一行.xlsx", "表上方写单位.xlsx"
AREAS = ("teaching_area_m2", "indoor_sports_m2", "sports_ground_m2")
# 1 亩 = 10000/15 ㎡: a whole number of ㎡ has at most four decimals in 亩
Convert = Callable[[Any], Any]
TO_MU: Convert = lambda m2: round(m2 * 15 / 10_000, 4)  # noqa: E731
TO_HECTARES: Convert = lambda m2: round(m2 / 10_000, 4)  # noqa: E731
TO_YUAN: Convert = lambda wan: round(wan * 10_000)  # noqa: E731
TO_THOUSANDS: Convert = lambda wan: round(wan * 10, 1)  # noqa: E731
TO_WAN: Convert = lambda things: round(things / 10_000, 4)  # noqa: E731
# the columns whose unit only the line above the table tells
TOLD_ABOVE = {"教学及辅助用房面积": "亩", "室内体育用房面积": "亩", "运动场地面积": "亩", "教学仪器设备值": "万元"}


def told_in(changes: dict[str, Convert]) -> list[dict[str, Any]]:
    """The schools with some columns in another unit."""
    return [{name: changes[name](value) if name in changes else value for name, value in row.items()}
            for row in of_towns(*TOWNS)]  # fmt: skip


def write_units(folder: Path) -> None:
    """表头写单位.xlsx (元, 亩, ㎡, 万册), 单位占一行.xlsx (千元, 公顷, 万册), 表上方写单位.xlsx (万元, 亩)."""
    headings = HEADING_OF | {"sports_ground_m2": "运动场地面积（亩）", "equipment_wan": "教学仪器设备值(元)",
                             "books": "图书册数（万册）"}  # fmt: skip
    rows = told_in({"sports_ground_m2": TO_MU, "equipment_wan": TO_YUAN, "books": TO_WAN})
    save(simple(rows, headings, ["各学校办学条件（一）"]), folder / IN_HEADINGS)

    bare = {name: heading.split("（㎡）")[0].split("（万元）")[0].split("（间）")[0] for name, heading in HEADING_OF.items()}
    units = dict.fromkeys(AREAS, "公顷") | {"equipment_wan": "千元", "books": "万册", "computers": "台"}
    units |= dict.fromkeys(("multimedia_rooms", "music_rooms", "art_rooms"), "间") | {
        name: "个" if name.startswith("classes") else "人" for name in bare if name.endswith(("_primary", "_junior", "_senior"))
    }
    rows = told_in(dict.fromkeys(AREAS, TO_HECTARES) | {"equipment_wan": TO_THOUSANDS, "books": TO_WAN})
    save(simple([units, *rows], bare, ["各学校办学条件（二）"]), folder / IN_A_ROW)

    rows = told_in(dict.fromkeys(AREAS, TO_MU))
    lines = ["各学校办学条件（三）", "计量单位：人、间、台、册、亩、万元"]
    save(simple(rows, bare, lines), folder / ABOVE)
