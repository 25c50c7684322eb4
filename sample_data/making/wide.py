"""Three workbooks like an export of the statistics system: one a stage, 150 and more columns, headings of many rows.

Combined schools stand in the workbook of each of their stages, with the figures of the whole school repeated.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .county import schools
from .pages import merge, new_book, put_headings, put_lines, save

School = dict[str, Any]
Leaf = tuple[tuple[str, ...], Callable[[School], object]]
STAGES = {"primary": ("小学", 4), "junior": ("初中", 5), "senior": ("普通高中", 3)}
GRADES = {
    "primary": ("一年级", "二年级", "三年级", "四年级", "五年级", "六年级"),
    "junior": ("七年级", "八年级", "九年级"),
    "senior": ("高一年级", "高二年级", "高三年级"),
}
PUPIL_AGES = {
    "primary": ("6岁及以下", "7岁", "8岁", "9岁", "10岁", "11岁", "12岁及以上"),
    "junior": ("12岁及以下", "13岁", "14岁", "15岁及以上"),
    "senior": ("15岁及以下", "16岁", "17岁", "18岁及以上"),
}
BINS = ((25, "25人及以下"), (30, "26—30人"), (35, "31—35人"), (40, "36—40人"), (45, "41—45人"), (50, "46—50人"),
        (55, "51—55人"), (60, "56—60人"), (65, "61—65人"), (9999, "66人及以上"))  # fmt: skip
DEGREES = ("博士研究生", "硕士研究生", "本科", "专科", "高中阶段及以下")
TITLES = ("正高级", "副高级", "中级", "助理级", "员级", "未定职级")
AGES = ("24岁及以下", "25—29岁", "30—34岁", "35—39岁", "40—44岁", "45—49岁", "50—54岁", "55岁及以上")
BEFORE_SPORT = ("道德与法治", "语文", "数学", "外语", "科学")
AFTER_ART = ("劳动", "信息科技", "综合实践活动", "地方与校本课程", "本学年不授课")
WHERE = {"城区": "主城区", "镇区": "镇中心区", "乡村": "村庄"}
SENIOR_ONLY: School = {
    "school_code": "360060", "school": "云河县高级中学", "town": "城关镇", "location": "城区", "school_type": "高级中学",
    "year_built": 1952, "pupils_senior": 2140, "teaching_area_m2": 21400, "indoor_sports_m2": 1500,
    "sports_ground_m2": 31200, "equipment_wan": 912.5, "multimedia_rooms": 58, "computers": 320, "books": 88200,
    "music_rooms": 2, "art_rooms": 2,
}  # fmt: skip


def evenly(total: int, parts: int) -> list[int]:
    """A whole number in parts that differ by one at most."""
    each, rest = divmod(total, parts)
    return [each + (n < rest) for n in range(parts)]


def people(school: School, stage: str) -> dict[str, Any]:
    """Pupils, classes and teachers of one stage of a school, taken apart so that they add up to the school's figures."""
    pupils = school[f"pupils_{stage}"]
    classes = school.get(f"classes_{stage}") or math.ceil(pupils / 50)
    teachers = school.get(f"teachers_{stage}") or math.ceil(pupils / 11)
    above = school.get(f"above_degree_{stage}") or teachers // 8
    sport_art = school.get(f"pe_arts_{stage}") or teachers // 12
    titled = school.get(f"mid_title_{stage}") or teachers // 2
    master = above // 25 if stage == "primary" else above // 10
    doctor = 1 if stage != "primary" and above > 80 else 0
    if stage == "primary":
        college = (above - master) // 4
        degrees = [0, master, above - master - college, college, teachers - above]
    else:
        bachelor = above - master - doctor if stage == "junior" else teachers - master - doctor
        degrees = [doctor, master, bachelor, teachers - doctor - master - bachelor, 0]
    sport = math.ceil(sport_art / 2)
    art = sport_art - sport
    other = 1 if art >= 5 else 0
    music = (art - other) // 2
    high = titled // 3
    low = teachers - titled
    return {
        "grades": evenly(pupils, len(GRADES[stage])), "classes": evenly(classes, len(GRADES[stage])),
        "sizes": evenly(pupils, classes), "pupil_ages": evenly(pupils, len(PUPIL_AGES[stage])), "pupils": pupils,
        "all_classes": classes, "teachers": teachers,
        "degrees": degrees, "sport": sport, "art": art, "arts": [music, art - other - music, other],
        "subjects": evenly(teachers - sport_art, len(BEFORE_SPORT) + len(AFTER_ART)),
        "titles": [1 if high > 8 else 0, high - (1 if high > 8 else 0), titled - high, low - low // 3, 0, low // 3],
        "ages": evenly(teachers, len(AGES)), "visiting": 1 + teachers // 15, "replacing": teachers // 40,
        "backbone": school.get(f"backbone_{stage}", teachers // 6),
    }  # fmt: skip


def about(stage: str) -> list[Leaf]:
    """Who the school is."""
    return [
        (("序号",), lambda s: s["number"]),
        (("学校标识码",), lambda s: f"2136{s['school_code']}"),
        (("学校（机构）名称",), lambda s: s["school"]),
        (("所在地区划三级",), lambda s: "云河县"),
        (("乡镇（街道）",), lambda s: s["town"]),
        (("学校（机构）办学类型",), lambda s: {"教学点": "小学教学点"}.get(s["school_type"], s["school_type"])),
        (("驻地城乡类型",), lambda s: WHERE[s["location"]]),
        (("举办者类型",), lambda s: "县级教育部门"),
        (("是否计校数",), lambda s: "否" if s["school_type"] == "教学点" else "是"),
        (("建校年份",), lambda s: s["year_built"]),
    ]


def pupils(stage: str) -> list[Leaf]:
    """Pupils by grade and sex, classes by grade and size."""
    grades = GRADES[stage]
    girls = lambda n: math.floor(n * 0.47)  # noqa: E731
    leaves: list[Leaf] = [
        (("毕业生数", "合计"), lambda s: s["grades"][-1] - 3),
        (("毕业生数", "其中：女"), lambda s: girls(s["grades"][-1] - 3)),
        (("招生数", "合计"), lambda s: s["grades"][0] - 1),
        (("招生数", "其中：女"), lambda s: girls(s["grades"][0] - 1)),
        (("在校生数", "合计"), lambda s: s["pupils"]),
        (("在校生数", "其中：女"), lambda s: sum(map(girls, s["grades"]))),
    ]
    for n, grade in enumerate(grades):
        leaves += [
            (("在校生数", grade, "计"), lambda s, n=n: s["grades"][n]),
            (("在校生数", grade, "女"), lambda s, n=n: girls(s["grades"][n])),
        ]
    leaves += [
        (("在校生数", "其中", "少数民族"), lambda s: s["pupils"] // 90),
        (("在校生数", "其中", "寄宿生"), lambda s: s["pupils"] // 5 if s["location"] != "城区" else 0),
        (("在校生数", "其中", "进城务工人员随迁子女"), lambda s: s["pupils"] // 11),
        (("在校生数", "其中", "农村留守儿童"), lambda s: s["pupils"] // 13),
        (("在校生数", "其中", "残疾学生"), lambda s: s["pupils"] // 300),
        (("学生变动", "转入"), lambda s: s["pupils"] // 40),
        (("学生变动", "转出"), lambda s: s["pupils"] // 50),
        (("学生变动", "休学"), lambda s: 0),
        (("学生变动", "复学"), lambda s: 0),
    ]
    for n, words in enumerate(PUPIL_AGES[stage]):
        leaves += [
            (("按年龄分的学生", words, "计"), lambda s, n=n: s["pupil_ages"][n]),
            (("按年龄分的学生", words, "女"), lambda s, n=n: girls(s["pupil_ages"][n])),
        ]
    leaves.append((("班级数", "合计"), lambda s: s["all_classes"]))
    leaves += [(("班级数", grade), lambda s, n=n: s["classes"][n]) for n, grade in enumerate(grades)]
    least = 0
    for most, words in BINS:
        leaves.append(
            (("班级数", "按班额分", words), lambda s, a=least, b=most: sum(a < size <= b for size in s["sizes"]))
        )
        least = most
    return leaves


def teachers(stage: str) -> list[Leaf]:
    """Staff; visiting teachers and their degrees before the full-time ones and theirs."""
    own = {"primary": "小学", "junior": "初中", "senior": "高中"}
    leaves: list[Leaf] = [
        (("教职工数", "合计"), lambda s: s["teachers"] + s["teachers"] // 9 + 4),
        (("教职工数", "其中：女"), lambda s: s["teachers"] * 2 // 3),
        (("教职工数", "其中：专任教师"), lambda s: s["teachers"]),
        (("教职工数", "行政人员"), lambda s: 2),
        (("教职工数", "教辅人员"), lambda s: s["teachers"] // 9),
        (("教职工数", "工勤人员"), lambda s: 2),
        (("兼任教师", "合计"), lambda s: s["visiting"]),
        (("兼任教师", "学历", "博士研究生"), lambda s: 0),
        (("兼任教师", "学历", "硕士研究生"), lambda s: 0),
        (("兼任教师", "学历", "本科"), lambda s: s["visiting"] - 1),
        (("兼任教师", "学历", "专科"), lambda s: 1),
        (("兼任教师", "学历", "高中阶段"), lambda s: 0),
        (("专任教师", "计"), lambda s: s["teachers"]),
        (("专任教师", "其中：女"), lambda s: s["teachers"] * 3 // 5),
    ]
    for n, words in enumerate(DEGREES):
        leaves.append((("专任教师", "按学历分", words), lambda s, n=n: s["degrees"][n]))
    for n, words in enumerate(TITLES):
        leaves.append((("专任教师", "按专业技术职务分", words), lambda s, n=n: s["titles"][n]))
    for n, words in enumerate(AGES):
        leaves += [
            (("专任教师", "按年龄分", words, "计"), lambda s, n=n: s["ages"][n]),
            (("专任教师", "按年龄分", words, "女"), lambda s, n=n: s["ages"][n] * 3 // 5),
        ]
    for n, words in enumerate(BEFORE_SPORT):
        leaves.append((("专任教师", "按授课课程分", words), lambda s, n=n: s["subjects"][n]))
    leaves += [
        (("专任教师", "按授课课程分", "体育与健康"), lambda s: s["sport"]),
        (("专任教师", "按授课课程分", "艺术", "计"), lambda s: s["art"]),
        (("专任教师", "按授课课程分", "艺术", "音乐"), lambda s: s["arts"][0]),
        (("专任教师", "按授课课程分", "艺术", "美术"), lambda s: s["arts"][1]),
        (("专任教师", "按授课课程分", "艺术", "其他"), lambda s: s["arts"][2]),
    ]
    for n, words in enumerate(AFTER_ART, len(BEFORE_SPORT)):
        leaves.append((("专任教师", "按授课课程分", words), lambda s, n=n: s["subjects"][n]))
    for other, words in own.items():
        leaves.append((("专任教师", "县级及以上骨干教师", words), lambda s, o=other: s["backbone"] if o == stage else None))
    leaves += [
        (("代课教师", "计"), lambda s: s["replacing"]),
        (("代课教师", "本科"), lambda s: s["replacing"]),
        (("离退休人员", "计"), lambda s: s["teachers"] // 5),
    ]
    return leaves


def conditions(stage: str) -> list[Leaf]:
    """Grounds, buildings and goods: those of the whole school; last year's stand before this year's."""
    area = lambda s: s["teaching_area_m2"]  # noqa: E731
    before = lambda name: lambda s: math.floor(s[name] * 0.96)  # noqa: E731
    now = lambda name: lambda s: s[name]  # noqa: E731
    return [
        (("占地面积", "计"), lambda s: s["sports_ground_m2"] * 3),
        (("占地面积", "绿化用地面积"), lambda s: s["sports_ground_m2"] // 4),
        (("占地面积", "运动场地面积", "上学年"), before("sports_ground_m2")),
        (("占地面积", "运动场地面积", "本学年"), now("sports_ground_m2")),
        (("校舍建筑面积", "计"), lambda s: math.floor(area(s) * 1.9)),
        (("校舍建筑面积", "教学及辅助用房", "计"), area),
        (("校舍建筑面积", "教学及辅助用房", "教室"), lambda s: area(s) // 2),
        (("校舍建筑面积", "教学及辅助用房", "实验室"), lambda s: area(s) // 10),
        (("校舍建筑面积", "教学及辅助用房", "室内体育用房"), now("indoor_sports_m2")),
        (("校舍建筑面积", "教学及辅助用房", "图书室"), lambda s: area(s) // 20),
        (("校舍建筑面积", "教学及辅助用房", "心理辅导室"), lambda s: 40),
        (("校舍建筑面积", "行政办公用房", "计"), lambda s: area(s) // 5),
        (("校舍建筑面积", "行政办公用房", "教师办公室"), lambda s: area(s) // 8),
        (("校舍建筑面积", "生活用房", "计"), lambda s: area(s) // 2),
        (("校舍建筑面积", "生活用房", "教工宿舍"), lambda s: area(s) // 10),
        (("校舍建筑面积", "生活用房", "学生宿舍"), lambda s: area(s) // 5),
        (("校舍建筑面积", "生活用房", "食堂"), lambda s: area(s) // 8),
        (("校舍建筑面积", "其他用房"), lambda s: area(s) // 30),
        (("当年新增校舍建筑面积", "计"), lambda s: 600 if s["year_built"] > 2005 else 0),
        (("当年新增校舍建筑面积", "教学及辅助用房"), lambda s: 400 if s["year_built"] > 2005 else 0),
        (("图书", "上学年", "册数"), before("books")),
        (("图书", "本学年", "册数"), now("books")),
        (("图书", "本学年", "其中：当年新增"), lambda s: s["books"] - math.floor(s["books"] * 0.96)),
        (("数字资源", "电子图书（册）"), lambda s: s["books"] * 2),
        (("计算机", "计"), now("computers")),
        (("计算机", "教学用计算机", "计"), lambda s: s["computers"] * 4 // 5),
        (("计算机", "教学用计算机", "其中：平板电脑"), lambda s: s["computers"] // 10),
        (("教室", "计"), lambda s: s["multimedia_rooms"] + s["music_rooms"] + s["art_rooms"] + 3),
        (("教室", "网络多媒体教室", "间数"), now("multimedia_rooms")),
        (("教室", "音乐教室", "间数"), now("music_rooms")),
        (("教室", "音乐教室", "面积"), lambda s: s["music_rooms"] * 96),
        (("教室", "美术教室", "间数"), now("art_rooms")),
        (("教室", "美术教室", "面积"), lambda s: s["art_rooms"] * 92),
        (("固定资产总值（万元）", "上学年"), lambda s: round(s["equipment_wan"] * 6.1, 2)),
        (("固定资产总值（万元）", "本学年"), lambda s: round(s["equipment_wan"] * 6.4, 2)),
        (("教学仪器设备资产值（万元）", "上学年"), lambda s: round(s["equipment_wan"] * 0.93, 2)),
        (("教学仪器设备资产值（万元）", "本学年"), now("equipment_wan")),
        (("生均教学及辅助用房面积",), lambda s: math.floor(area(s) / s["pupils"] * 0.8 * 10) / 10),
    ]


def leaves_of(stage: str) -> list[Leaf]:
    """All columns of a stage's workbook, with as many levels of headings as it has rows for."""
    groups = {"学生情况": pupils(stage), "教职工情况": teachers(stage), "办学条件": conditions(stage)}
    if stage == "junior":
        return about(stage) + [((name, *path), figure) for name, group in groups.items() for path, figure in group]
    leaves = [leaf for group in groups.values() for leaf in group]
    if stage == "senior":  # one level fewer: 专任教师 > 艺术 > 计
        leaves = [((path[0], *path[-2:]) if len(path) > 3 else path, figure) for path, figure in leaves]
    return about(stage) + leaves


def write_wide_export(folder: Path) -> None:
    """小学.xlsx, 初中.xlsx and 普通高中.xlsx."""
    everyone = [each for each in schools() if each["school_type"] != "特殊教育学校"] + [SENIOR_ONLY]
    for stage, (name, depth) in STAGES.items():
        leaves = leaves_of(stage)
        paths = [path for path, _ in leaves]
        width = len(leaves)
        book, sheet = new_book("导出数据")
        put_lines(sheet, [f"云河县2024—2025学年{name}学校（机构）综合情况汇总表", "表号：教基综（虚构示例）",
                          "制表机关：云河县教育局（虚构）", "单位：人、平方米、万元"], width)  # fmt: skip
        put_headings(sheet, 5, depth, paths)
        index = [*"甲乙丙丁戊己庚辛壬癸"] + [f"{'L' if stage == 'junior' else ''}{n}" for n in range(1, width - 9)]
        for column, mark in enumerate(index, 1):
            sheet.cell(5 + depth, column, int(mark) if mark.isdigit() else mark)
        rows = []
        for each in everyone:
            if each.get(f"pupils_{stage}"):
                told = {**each, **people(each, stage), "number": len(rows) + 1}
                rows.append([figure(told) for _, figure in leaves])
                sheet.append(rows[-1])
        sums = [sum(row[n] for row in rows if row[n] is not None) for n in range(10, width)]
        sheet.append([None, None, "合计", *[None] * 7, *sums] if stage != "junior" else ["合计", *[None] * 9, *sums])
        if stage == "junior":
            merge(sheet, sheet.max_row, 1, sheet.max_row, 10)
        put_lines(sheet, ["填表人：×××    审核人：×××    单位负责人：×××    报出日期：2024年10月15日"], width)
        sheet.freeze_panes = sheet.cell(6 + depth, 4)
        save(book, folder / f"{name}.xlsx")
