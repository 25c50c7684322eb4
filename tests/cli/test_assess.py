"""``assess --json``: the shape that other programs rely on, and the numbers of the official worked example."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from balance.standard_file import BUILT_IN, load
from tests.cli.running import EXAMPLE, YUNHE, printed, run

NUMBER, WORD, FLAG = (int, float), str, bool
# a key → the types it may have; None in the tuple means that null stands for "cannot be judged" or "there is none"
STAGE: dict[str, tuple[Any, ...]] = {
    "schools": (int,), "pupils": (int,), "schools_meeting": (int, None), "composite_cv": (float, None),
    "balanced": (bool, None), "indicators": (dict,),
}  # fmt: skip
SPREAD: dict[str, tuple[Any, ...]] = {
    "mean": (float, None), "sd": (float, None), "cv": (float, None), "limit": (float, None), "within": (bool, None),
    "borderline": (bool,), "judged": (int,), "absent": (int,), "reach": (int, None),
}  # fmt: skip
PART: dict[str, tuple[Any, ...]] = {
    "school": (str,), "code": (str,), "stage": (str,), "pupils": (int, float), "met": (int,), "passes": (bool, None),
    "indicators": (dict,),
}  # fmt: skip
CELL: dict[str, tuple[Any, ...]] = {
    "value": (float, None), "bound": (float, None), "ratio": (float, None), "status": (str,),
    "shortfall": (int, float, None), "to_tolerated": (int, float, None), "influence": (float, None),
}  # fmt: skip
PROBLEM: dict[str, tuple[Any, ...]] = {
    "severity": (str,), "code": (str,), "file": (str,), "sheet": (str,), "row": (int, None), "column": (str,),
    "message": (str,),
}  # fmt: skip
STATUSES = {"met", "tolerated", "short", "absent", "unbounded"}


def has_shape(record: dict[str, Any], shape: dict[str, tuple[Any, ...]]) -> None:
    for key, types in shape.items():
        assert key in record, key
        value = record[key]
        fits = None in types if value is None else type(value) in types
        assert fits, (key, value)


def check_assessment(record: dict[str, Any]) -> None:
    has_shape(record, {"standard": (str,), "counties": (list,), "left_out": (list,), "problems": (list,)})
    ids = [indicator.id for indicator in load(record["standard"]).indicators]
    for county in record["counties"]:
        has_shape(county, {"county": (str,), "stages": (dict,), "parts": (list,), "verdict": (dict,)})
        assert set(county["stages"]) <= {"primary", "junior"}
        has_shape(county["verdict"], {"passes": (bool, None), "reasons": (list,)})
        assert all(isinstance(reason, str) and reason for reason in county["verdict"]["reasons"])
        for stage in county["stages"].values():
            has_shape(stage, STAGE)
            assert list(stage["indicators"]) == ids
            for spread in stage["indicators"].values():
                has_shape(spread, SPREAD)
                assert spread["judged"] + spread["absent"] == stage["schools"]
        for part in county["parts"]:
            has_shape(part, PART)
            assert list(part["indicators"]) == ids
            for cell in part["indicators"].values():
                has_shape(cell, CELL)
                assert cell["status"] in STATUSES
    for entry in record["left_out"]:
        has_shape(entry, {"school": (str,), "why": (str,)})
    for problem in record["problems"]:
        has_shape(problem, PROBLEM)
        assert problem["severity"] in ("error", "warning", "info")


@pytest.mark.parametrize("standard", BUILT_IN)
@pytest.mark.parametrize("file", [EXAMPLE, YUNHE], ids=lambda path: path.stem)
def test_the_json_has_the_agreed_shape(file: Path, standard: str) -> None:
    record = printed("assess", file, "--standard", standard)
    assert record["standard"] == standard
    assert record["counties"]
    check_assessment(record)


def test_the_worked_example_gives_the_official_figures() -> None:
    # 《义务教育均衡发展差异系数计算方法及数据来源》 prints 6.33, 3.26, 0.52; worked out by hand from its table:
    # 1913 ÷ 302, √(Σ(P/ΣP)(X − X̄)²), and the shares 1.5452 and 0.0004… of 10.6528
    record = printed("assess", EXAMPLE)
    assert record["standard"] == "basic-2012"
    (county,) = record["counties"]
    (stage,) = county["stages"].values()
    books = stage["indicators"]["books_per_pupil"]
    assert books["mean"] == pytest.approx(1913 / 302, rel=1e-12)
    assert books["mean"] == pytest.approx(6.3344370861, abs=5e-11)
    assert books["sd"] == pytest.approx(3.2638607, abs=5e-8)
    assert books["cv"] == pytest.approx(0.5152566, abs=5e-8)
    assert (books["judged"], books["absent"], stage["pupils"], stage["schools"]) == (5, 0, 302, 5)
    influence = {part["school"]: part["indicators"]["books_per_pupil"]["influence"] for part in county["parts"]}
    assert influence["小学3"] == pytest.approx(0.4813, abs=5e-5)
    assert influence["小学4"] == pytest.approx(0.4225, abs=5e-5)
    assert sum(influence.values()) == pytest.approx(1, rel=1e-12)


def test_what_a_standard_does_not_judge_is_null_not_false() -> None:
    (county,) = printed("assess", EXAMPLE)["counties"]
    stage = county["stages"]["primary"]
    assert (stage["schools_meeting"], stage["composite_cv"], stage["balanced"]) == (None, None, None)
    assert county["verdict"]["passes"] is None
    assert county["verdict"]["reasons"]
    books, rooms = stage["indicators"]["books_per_pupil"], stage["indicators"]["teaching_area_per_pupil"]
    assert (books["limit"], books["within"], books["reach"]) == (None, None, None)
    assert (rooms["mean"], rooms["sd"], rooms["cv"], rooms["judged"], rooms["absent"]) == (None, None, None, 0, 5)
    for part in county["parts"]:
        assert part["passes"] is None
        cell = part["indicators"]["books_per_pupil"]
        assert cell["status"] == "unbounded"
        assert (cell["bound"], cell["ratio"], cell["shortfall"], cell["to_tolerated"]) == (None, None, None, None)
        assert part["indicators"]["teaching_area_per_pupil"]["value"] is None
        assert part["indicators"]["teaching_area_per_pupil"]["status"] in ("absent", "unbounded")


def test_the_sample_county_does_not_pass_and_says_why() -> None:
    record = printed("assess", YUNHE)
    assert record["standard"] == "quality-2017"
    (county,) = record["counties"]
    assert county["county"] == "云河县"
    assert county["verdict"]["passes"] is False
    assert any("骨干教师" in reason and "0.45" in reason for reason in county["verdict"]["reasons"])
    assert {entry["school"] for entry in record["left_out"]} == {"云河县特殊教育学校", "岭后教学点"}
    for name, stage in county["stages"].items():
        parts = [part for part in county["parts"] if part["stage"] == name]
        assert stage["schools"] == len(parts)
        assert stage["pupils"] == sum(part["pupils"] for part in parts)
        assert stage["schools_meeting"] == sum(part["passes"] for part in parts)
        for key, spread in stage["indicators"].items():
            cells = [part["indicators"][key] for part in parts]
            assert spread["reach"] == sum(cell["status"] == "met" for cell in cells)
            assert spread["within"] is (spread["cv"] <= spread["limit"])
            assert sum(cell["influence"] for cell in cells) == pytest.approx(1)


def test_a_shortfall_is_a_whole_number_of_people_or_rooms_that_is_enough_and_not_more() -> None:
    (county,) = printed("assess", YUNHE)["counties"]
    seen = 0
    for part in county["parts"]:
        cell = part["indicators"]["backbone_teachers_per_100"]
        if cell["shortfall"]:
            seen += 1
            has, pupils = round(cell["value"] * part["pupils"] / 100), part["pupils"]
            assert isinstance(cell["shortfall"], int)
            assert (has + cell["shortfall"]) / pupils * 100 >= cell["bound"] - 1e-9
            assert (has + cell["shortfall"] - 1) / pupils * 100 < cell["bound"]
    assert seen


@pytest.mark.parametrize("standard", BUILT_IN)
def test_without_json_a_person_reads_the_same_answer(standard: str) -> None:
    record = printed("assess", YUNHE, "--standard", standard)
    done = run("assess", YUNHE, "--standard", standard)
    assert done.returncode == 0
    assert load(standard).title.zh in done.stdout
    for reason in record["counties"][0]["verdict"]["reasons"]:
        assert reason in done.stdout
    for entry in record["left_out"]:
        assert entry["school"] in done.stdout


def test_two_files_of_one_county_are_judged_together() -> None:
    record = printed("assess", YUNHE, EXAMPLE, "--standard", "basic-2012")
    check_assessment(record)
    schools = {part["school"] for county in record["counties"] for part in county["parts"]}
    assert {"小学3", "柳河小学"} <= schools
