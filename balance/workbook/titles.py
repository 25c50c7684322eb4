"""What the lines above a table say: which county, which year, which stage, which units."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from balance.columns import Stage, vocabulary
from balance.workbook.headings import fold, unit_factor, unit_of

__all__ = ["Titles", "titles_in"]

_YEARS = re.compile(r"(20\d\d)\s*[-—–―~～至到/]+\s*(20\d\d|\d\d)\s*(?:学?年)?")
_YEAR = re.compile(r"(20\d\d)\s*学?年")
_COUNTY = re.compile(
    r"(?:[一-龥]{2,8}?(?:省|自治区))?(?:[一-龥]{2,10}?(?:市|自治州|州|盟|地区))?([一-龥]{1,10}?(?:自治县|自治旗|县|区|旗|市))"
    r"(?=$|小学|初中|初级|义务|学校|中小学|教育|普通|各|基础|优质|基本|九年|20|\s|学年|[一-龥]{2,6}?(?:镇|乡|街道))"
)
_NO_COUNTY = (
    "全县",
    "全区",
    "全市",
    "本县",
    "本区",
    "本市",
    "各县",
    "各区",
    "我县",
    "我区",
    "我市",
    "城区",
    "镇区",
    "区县",
)
_NO_COUNTY_ENDS = ("学区", "片区", "校区", "镇区", "乡区", "社区", "教区")
_TOWN = re.compile(r"([一-龥]{2,7}?(?:镇|乡|街道))(?=$|20|\d|\W|小学|初中|中小学|中心|义务|各|学校|学年|最终|教育|基本|统计|情况)")
_UNITS = re.compile(r"(?:计量|金额|面积)?单位\s*[:：]\s*([^)）\]】]+)")


@dataclass(frozen=True, slots=True)
class Titles:
    """The hints of one sheet. `town` only from the names of sheet and file; `stage` and `school_type` only where the lines
    name exactly one. `units` as spelled."""

    county: str = ""
    town: str = ""
    year: str = ""
    stage: Stage | None = None
    school_type: str | None = None
    units: tuple[str, ...] = ()

    def factor(self, dimension: str) -> tuple[float, str] | None:
        """The one unit of that dimension the lines name, as factor and spelling; None for none or for several."""
        found = {(factor, unit) for unit in self.units if (factor := unit_factor(unit, dimension)) is not None}
        return found.pop() if len({factor for factor, _ in found}) == 1 else None


def titles_in(lines: Iterable[str], *names: str) -> Titles:
    """The hints in the lines above a table; `names` (of the sheet, the file) are asked where the lines are silent.

    >>> titles_in(["云河县2024—2025学年小学基本情况", "单位：人、万元"])
    Titles(county='云河县', town='', year='2024-2025', stage='primary', school_type=None, units=('人', '万元'))
    """
    above = [unicodedata.normalize("NFKC", line) for line in lines if line.strip()]
    told = [*above, *(unicodedata.normalize("NFKC", name) for name in names)]
    stages = [stage for line in told if (stage := _stage(line))]
    return Titles(
        county=next(filter(None, map(_county, told)), ""),
        town=next(filter(None, map(_town, names)), ""),
        year=next(filter(None, map(_year, told)), ""),
        stage=stages[0] if stages else None,
        school_type=next(filter(None, map(_type, told)), None),
        units=tuple(dict.fromkeys(unit for line in above for unit in _units(line))),
    )


def _county(line: str) -> str:
    bare = "".join(_YEAR.sub("", _YEARS.sub("", line)).split())
    found = _COUNTY.match(bare.lstrip("《(-_、:：0123456789."))
    if not found or found[1] in _NO_COUNTY or found[1].endswith(_NO_COUNTY_ENDS) or len(found[1]) < 2:
        return ""
    if found[1].endswith("旗") and len(found[1]) < 3:
        return ""  # 红旗小学 is a school; no banner has so short a name
    return found[1]


def _town(line: str) -> str:
    found = _TOWN.match("".join(line.split()).rpartition("/")[2])
    return found[1] if found and not _county(line) else ""


def _year(line: str) -> str:
    span = _YEARS.search(line)
    if span:
        end = span[2] if len(span[2]) == 4 else span[1][:2] + span[2]
        return f"{span[1]}-{end}" if int(end) == int(span[1]) + 1 else ""
    one = _YEAR.search(line)
    return one[1] if one else ""


def _stage(line: str) -> Stage | None:
    bare = _without_types(line.replace("中小学", ""))
    if re.search(r"完全中学|一贯制", bare):
        return None
    named = [stage for stage, words in vocabulary().stage_words.items() if any(word in bare for word in words)]
    return named[0] if len(named) == 1 else None


def _type(line: str) -> str | None:
    types = {
        "九年一贯制": "nine_year",
        "十二年一贯制": "twelve_year",
        "完全中学": "complete_secondary",
        "教学点": "teaching_point",
    }
    named = [kind for word, kind in types.items() if word in line]
    if len(named) == 1 and _stage(line) is None:
        return named[0]
    return None


def _without_types(line: str) -> str:
    """The line without names of tables that only contain a stage's word ("小学教学点")."""
    return line.replace("小学教学点", "教学点")


def _units(line: str) -> list[str]:
    found = _UNITS.search(line)
    if not found:
        return []
    return [piece for piece in re.split(r"[、,，;；/\s]+", found[1]) if unit_of(piece) and fold(piece)]
