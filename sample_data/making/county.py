"""The invented county 云河县 (Yunhe): its schools are drawn from a seed so that there is something to see.

Combined schools whose goods are shared, two teaching points (one under 50 pupils), a coefficient of variation just over
its limit, schools short of one thing only, and a small school that is far richer than the rest. Every other sample tells
of these same schools, so what a reader makes of it can be compared with what was put in.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

SEED = 20240901
TOWNS = {
    "城关镇": "城区", "新城街道": "城区", "柳河镇": "镇区", "石门镇": "镇区", "青山镇": "镇区", "白塔镇": "镇区",
    "云溪乡": "乡村", "松林乡": "乡村", "龙泉乡": "乡村", "北岭乡": "乡村",
}  # fmt: skip
PRIMARY = [
    ("城关镇", "云河县实验小学"), ("城关镇", "云河县第一小学"), ("城关镇", "云河县第二小学"), ("城关镇", "东关小学"),
    ("城关镇", "西街小学"), ("城关镇", "南湖小学"), ("新城街道", "新城小学"), ("新城街道", "育英小学"),
    ("新城街道", "滨河小学"), ("新城街道", "文华小学"), ("柳河镇", "柳河小学"), ("柳河镇", "柳河镇中心小学"),
    ("柳河镇", "杨湾小学"), ("柳河镇", "大桥小学"), ("石门镇", "石门镇中心小学"), ("石门镇", "石门小学"),
    ("石门镇", "红旗小学"), ("青山镇", "青山镇中心小学"), ("青山镇", "竹园小学"), ("青山镇", "梅岭小学"),
    ("白塔镇", "白塔镇中心小学"), ("白塔镇", "塔下小学"), ("白塔镇", "渡口小学"), ("云溪乡", "云溪乡中心小学"),
    ("云溪乡", "上溪小学"), ("云溪乡", "下溪小学"), ("松林乡", "松林乡中心小学"), ("松林乡", "松坪小学"),
    ("龙泉乡", "龙泉乡中心小学"), ("龙泉乡", "泉水小学"), ("龙泉乡", "石坎小学"), ("北岭乡", "北岭乡中心小学"),
    ("北岭乡", "岭头小学"), ("北岭乡", "望云小学"),
]  # fmt: skip
POINTS = [("云溪乡", "高坡教学点", 62), ("北岭乡", "岭后教学点", 31)]
JUNIOR = [
    ("城关镇", "云河县第一初级中学"), ("城关镇", "云河县第二初级中学"), ("城关镇", "实验中学分校"),
    ("新城街道", "新城初级中学"), ("新城街道", "育英初级中学"), ("柳河镇", "柳河初级中学"), ("石门镇", "石门初级中学"),
    ("青山镇", "青山初级中学"), ("青山镇", "竹园初级中学"), ("白塔镇", "白塔初级中学"), ("松林乡", "松林初级中学"),
    ("龙泉乡", "龙泉初级中学"), ("北岭乡", "北岭初级中学"), ("云溪乡", "云溪初级中学"),
]  # fmt: skip
COMBINED = [
    ("新城街道", "滨江学校", "九年一贯制学校"), ("柳河镇", "柳河镇九年制学校", "九年一贯制学校"),
    ("石门镇", "石门镇九年一贯制学校", "九年一贯制学校"), ("白塔镇", "白塔学校", "九年一贯制学校"),
    ("松林乡", "松林学校", "九年一贯制学校"), ("城关镇", "云河中学", "完全中学"), ("新城街道", "新城中学", "完全中学"),
    ("新城街道", "云河外国语学校", "十二年一贯制学校"),
]  # fmt: skip
HEADINGS = [
    "学校代码", "学校名称", "乡镇", "城乡类型", "学校类型", "举办者类型", "建校年份",
    "小学在校生数", "初中在校生数", "高中在校生数", "小学班级数", "初中班级数", "小学最大班额", "初中最大班额",
    "小学专任教师数", "初中专任教师数", "小学高于规定学历教师数", "初中高于规定学历教师数",
    "小学县级及以上骨干教师数", "初中县级及以上骨干教师数",
    "小学体育、艺术（美术、音乐）专任教师数", "初中体育、艺术（美术、音乐）专任教师数",
    "小学中级及以上专业技术职务教师数", "初中中级及以上专业技术职务教师数",
    "教学及辅助用房面积（㎡）", "室内体育用房面积（㎡）", "运动场地面积（㎡）", "教学仪器设备值（万元）",
    "网络多媒体教室数（间）", "计算机台数", "图书册数", "音乐教室数", "美术教室数",
]  # fmt: skip
# the same columns by the names of the vocabulary; the equipment is in 万元 here
COLUMNS = [
    "school_code", "school", "town", "location", "school_type", "sponsor", "year_built",
    "pupils_primary", "pupils_junior", "pupils_senior", "classes_primary", "classes_junior",
    "largest_class_primary", "largest_class_junior", "teachers_primary", "teachers_junior",
    "above_degree_primary", "above_degree_junior", "backbone_primary", "backbone_junior",
    "pe_arts_primary", "pe_arts_junior", "mid_title_primary", "mid_title_junior",
    "teaching_area_m2", "indoor_sports_m2", "sports_ground_m2", "equipment_wan",
    "multimedia_rooms", "computers", "books", "music_rooms", "art_rooms",
]  # fmt: skip
# what the bounds of the national standard ask per pupil: (primary, junior); used to draw schools around them
ASKED = {
    "above_degree": (0.042, 0.053), "backbone": (0.010, 0.010), "pe_arts": (0.009, 0.009),
    "teaching": (4.5, 5.8), "sports": (7.5, 10.2), "equipment": (2000, 2500), "rooms": (0.023, 0.024),
}  # fmt: skip
# how far above its bound a usual school stands, and how unlike schools are (sigma of a log-normal)
USUAL = {
    "above_degree": (1.30, 0.13), "backbone": (1.55, 0.24), "pe_arts": (1.32, 0.15), "teaching": (1.42, 0.20),
    "sports": (1.45, 0.24), "equipment": (1.32, 0.18), "rooms": (1.45, 0.20),
}  # fmt: skip
# the schools that something is wrong with: what they have, as a multiple of the bound
LACKING = {
    "柳河小学": {"backbone": 0.55, "pe_arts": 0.92},
    "石门小学": {"rooms": 0.70},
    "东关小学": {"sports": 0.62, "teaching": 0.90},
    "实验中学分校": {"backbone": 0.38},
    "云溪初级中学": {"pe_arts": 0.80, "equipment": 0.93},
    "白塔学校": {"equipment": 0.78},
    "竹园小学": {"pe_arts": 0.90},
    "青山初级中学": {"sports": 0.91},
}
RICH = {"望云小学": 2.6, "竹园初级中学": 2.3}
BACKBONE_RICH = {"竹园初级中学": 5.2, "云河县第一初级中学": 3.0, "北岭初级中学": 3.4, "龙泉初级中学": 2.9, "云河中学": 2.5}


def pupils_of(rng: np.random.Generator, place: str, junior: bool) -> int:
    """Pupils of a school, by where it stands."""
    low, high = {"城区": (700, 1700), "镇区": (320, 900), "乡村": (90, 320)}[TOWNS[place]]
    return int(rng.integers(low, high) * (0.85 if junior else 1.0))


def county_rows() -> list[list[object]]:
    """The schools of the invented county, a row of cells each."""
    rng = np.random.default_rng(SEED)
    schools: list[tuple[str, str, str, dict[str, int]]] = []
    for place, name in PRIMARY:
        few = name in RICH
        schools.append((place, name, "小学", {"primary": 96 if few else pupils_of(rng, place, False)}))
    schools += [(place, name, "教学点", {"primary": pupils}) for place, name, pupils in POINTS]
    for place, name in JUNIOR:
        schools.append((place, name, "初级中学", {"junior": 210 if name in RICH else pupils_of(rng, place, True)}))
    for place, name, kind in COMBINED:
        pupils: dict[str, int] = {}
        if kind != "完全中学":
            pupils["primary"] = int(pupils_of(rng, place, False) * 0.8)
        pupils["junior"] = int(pupils_of(rng, place, True) * 0.8)
        if kind != "九年一贯制学校":
            pupils["senior"] = int(rng.integers(600, 1300))
        schools.append((place, name, kind, pupils))
    schools.append(("城关镇", "云河县特殊教育学校", "特殊教育学校", {"primary": 58}))
    return [school_row(rng, number, *school) for number, school in enumerate(schools, 1)]


def school_row(
    rng: np.random.Generator, number: int, place: str, name: str, kind: str, pupils: dict[str, int]
) -> list[object]:
    """One row: what the school has is its bound times a drawn multiple, divided as the rules will divide it."""
    multiple = {}
    for what, (usual, unlike) in USUAL.items():
        drawn = max(usual * math.exp(rng.normal(0, unlike)), 1.04)
        if name in BACKBONE_RICH and what == "backbone":
            drawn = BACKBONE_RICH[name]
        elif name in RICH:
            drawn *= RICH[name] / 1.4
        multiple[what] = LACKING.get(name, {}).get(what, drawn)

    def people(what: str, stage: str) -> int | None:
        if stage not in pupils:
            return None
        amount = ASKED[what][stage == "junior"] * pupils[stage] * multiple[what]
        return math.floor(amount) if what in LACKING.get(name, {}) else math.ceil(amount)

    def shared(what: str) -> float:
        weights = {"primary": 1.0, "junior": 1.1, "senior": 1.32}
        total = sum(weights[s] * n for s, n in pupils.items())
        judged = [s for s in ("primary", "junior") if s in pupils]
        needs = (ASKED[what][s == "junior"] * pupils[s] * total / (weights[s] * pupils[s]) for s in judged)
        return max(needs) * multiple[what]

    def count(stage: str, per: float) -> int | None:
        return math.ceil(pupils[stage] / per) if stage in pupils else None

    classes = {s: count(s, 42.0 if s == "primary" else 46.0) for s in ("primary", "junior")}
    everyone = sum(pupils.values())
    largest = [
        None if not classes[s] else min(math.ceil(pupils[s] / classes[s]) + 1, pupils[s]) for s in ("primary", "junior")
    ]
    indoor = round(everyone * float(rng.uniform(0.15, 0.6)))
    teachers = {s: count(s, per) for s, per in (("primary", 16.5), ("junior", 12.8))}
    above = {s: people("above_degree", s) for s in ("primary", "junior")}
    teachers = {s: None if n is None else max(n, above[s] or 0) for s, n in teachers.items()}
    rooms = math.ceil(sum(n or 0 for n in classes.values()) / 12)
    return [
        f"36{number:04d}", name, place, TOWNS[place], kind, "7", int(rng.integers(1956, 2018)),
        pupils.get("primary"), pupils.get("junior"), pupils.get("senior"), classes["primary"], classes["junior"],
        *largest,
        teachers["primary"], teachers["junior"], above["primary"], above["junior"],
        people("backbone", "primary"), people("backbone", "junior"),
        people("pe_arts", "primary"), people("pe_arts", "junior"),
        *(None if teachers[s] is None else round((teachers[s] or 0) * 0.55) for s in ("primary", "junior")),
        round(shared("teaching")) + indoor, indoor, round(shared("sports")) - indoor,
        round(shared("equipment") / 10_000, 2), math.ceil(shared("rooms")),
        math.ceil(everyone * float(rng.uniform(0.10, 0.18))), round(everyone * float(rng.uniform(18, 34))),
        max(rooms, 1), max(rooms - (name == "西街小学"), 1),
    ]  # fmt: skip


def schools() -> list[dict[str, Any]]:
    """The schools of the invented county, a dict of `COLUMNS` each; None where a school has no such stage."""
    return [dict(zip(COLUMNS, row, strict=True)) for row in county_rows()]


def of_towns(*towns: str) -> list[dict[str, Any]]:
    """The schools of these towns, town by town."""
    return [each for town in towns for each in schools() if each["town"] == town]
