"""``simulate --json``: before, after, what changed, and the warning where help made things worse."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import EXAMPLE, YUNHE, printed, run
from tests.cli.test_assess import check_assessment


def scenario(folder: Path, *actions: dict[str, Any]) -> Path:
    path = folder / "scenario.json"
    whole = {"format": "balance-scenario", "version": 1, "title": "加书", "note": "", "baseline": "", "actions": actions}
    path.write_text(json.dumps(whole, ensure_ascii=False), "utf-8")
    return path


def books(school: str, amount: float) -> dict[str, Any]:
    return {"do": "add", "school": school, "resource": "books", "stage": "primary", "amount": amount}


def cv(record: dict[str, Any]) -> float:
    return float(record["counties"][0]["stages"]["primary"]["indicators"]["books_per_pupil"]["cv"])


def test_fifty_books_to_the_school_that_has_fewest_lower_the_cv(tmp_path: Path) -> None:
    record = printed("simulate", EXAMPLE, "--scenario", scenario(tmp_path, books("小学4", 50)))
    assert set(record) >= {"before", "after", "changes", "cost", "warnings"}
    check_assessment(record["before"])
    check_assessment(record["after"])
    # by hand: S² and the mean of the worked example with 210 instead of 160 books
    assert cv(record["before"]) == pytest.approx(0.5152566, abs=5e-8)
    assert cv(record["after"]) == pytest.approx(0.4700, abs=5e-5)
    assert record["warnings"] == []
    (change,) = record["changes"]
    assert change == {
        "school": "小学4", "stage": "primary", "indicator": "books_per_pupil", "before": pytest.approx(160 / 76),
        "after": pytest.approx(210 / 76), "status_before": "unbounded", "status_after": "unbounded",
    }  # fmt: skip


@pytest.mark.parametrize(("lang", "worse"), [("zh", "变差"), ("en", "worse")])
def test_a_hundred_books_to_the_richest_school_raise_the_cv_with_a_warning(tmp_path: Path, lang: str, worse: str) -> None:
    file = scenario(tmp_path, books("小学3", 100))
    record = printed("simulate", EXAMPLE, "--scenario", file, "--lang", lang)
    assert cv(record["after"]) == pytest.approx(0.5548, abs=5e-5)
    (warning,) = record["warnings"]
    for fact in ("小学3", "0.515", "0.555", worse):
        assert fact in warning
    assert warning in run("simulate", EXAMPLE, "--scenario", file, "--lang", lang).stdout


def test_an_empty_scenario_changes_nothing_and_costs_nothing(tmp_path: Path) -> None:
    record = printed("simulate", YUNHE, "--scenario", scenario(tmp_path))
    assert record["before"] == record["after"] == printed("assess", YUNHE)
    assert (record["changes"], record["cost"], record["warnings"]) == ([], 0, [])


def test_a_bundle_costs_what_the_price_file_says(tmp_path: Path) -> None:
    # 20 yuan a book, 3 books each for two schools
    actions = [{**books(school, 3), "resource": "book"} for school in ("小学1", "小学2")]
    record = printed("simulate", EXAMPLE, "--scenario", scenario(tmp_path, *actions))
    assert record["cost"] == 120
    assert len(record["changes"]) == 2


def test_a_user_s_own_prices_are_used(tmp_path: Path) -> None:
    prices = tmp_path / "prices.toml"
    prices.write_text(
        '[prices]\nid = "own"\ntitle_zh = "自定"\ntitle_en = "Own"\nyear = 2025\nhorizon_years = 2\nnote = ""\n'
        '[[bundle]]\nid = "book"\ntitle_zh = "图书"\ntitle_en = "Book"\nadds = { books = 1 }\ncost = 30\n'
        'every = "year"\nper = "school"\nsource = "own"\n',
        "utf-8",
    )
    file = scenario(tmp_path, {**books("小学1", 3), "resource": "book"})
    record = printed("simulate", EXAMPLE, "--scenario", file, "--prices", prices)
    # 3 books at 30 yuan a year, counted over two years
    assert (record["cost"], record["cost_yearly"], record["cost_once"]) == (180, 90, 0)


def test_a_shared_resource_of_a_combined_school_helps_both_its_stages(tmp_path: Path) -> None:
    action = {"do": "add", "school": "白塔学校", "resource": "equipment_yuan", "amount": 1_000_000}
    record = printed("simulate", YUNHE, "--scenario", scenario(tmp_path, action))
    changed = {(change["stage"], change["indicator"]) for change in record["changes"]}
    assert changed == {("primary", "equipment_yuan_per_pupil"), ("junior", "equipment_yuan_per_pupil")}
    assert all(change["after"] > change["before"] for change in record["changes"])


def test_a_scenario_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    file = scenario(tmp_path, books("小学4", 50))
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert cv(printed("simulate", EXAMPLE, "--scenario", file)["after"]) == pytest.approx(0.4700, abs=5e-5)


def test_a_hundred_books_moved_from_the_richest_to_the_poorest_keep_the_mean_and_lower_the_cv(tmp_path: Path) -> None:
    move = {"do": "move", "resource": "books", "stage": "primary", "from": "小学3", "to": "小学4", "amount": 100}
    record = printed("simulate", EXAMPLE, "--scenario", scenario(tmp_path, move))
    primary = [record[side]["counties"][0]["stages"]["primary"] for side in ("before", "after")]
    means = [stage["indicators"]["books_per_pupil"]["mean"] for stage in primary]
    # domain figures of the worked example: mean unchanged, CV 0.3834
    assert means == [pytest.approx(6.3344370861), pytest.approx(6.3344370861)]
    assert cv(record["after"]) == pytest.approx(0.3834, abs=5e-5)
    assert record["cost"] == 100  # one yuan a book in the default price list
    assert {change["school"] for change in record["changes"]} == {"小学3", "小学4"}


def test_every_kind_of_action_of_the_file_format_is_done(tmp_path: Path) -> None:
    actions = [
        {"do": "enrol", "school": "小学1", "stage": "primary", "pupils": 50},
        {"do": "move_pupils", "stage": "primary", "from": "小学5", "to": "小学1", "pupils": 5},
        {"do": "merge", "schools": ["小学1", "小学2"], "into": "小学1"},
        {"do": "close", "school": "小学4", "pupils_to": {"小学5": 76}},
        {"do": "open", "school": {"school": "新校", "pupils_primary": 20, "books": 80}, "pupils_from": {"小学3": 20}},
    ]
    record = printed("simulate", EXAMPLE, "--scenario", scenario(tmp_path, *actions))
    (after,) = record["after"]["counties"]
    assert {part["school"]: part["pupils"] for part in after["parts"]} == {"小学1": 92, "小学3": 69, "小学5": 126, "新校": 20}
    books = {part["school"]: part["indicators"]["books_per_pupil"]["value"] for part in after["parts"]}
    assert books["小学1"] == pytest.approx((279 + 137) / 92)
    gone = [change for change in record["changes"] if change["after"] is None]
    assert {change["school"] for change in gone} == {"小学2", "小学4"}
    assert all(change["status_after"] is None for change in gone)
    assert any("5 more pupils" in warning for warning in printed(
        "simulate", EXAMPLE, "--scenario", scenario(tmp_path, *actions), "--lang", "en")["warnings"])  # fmt: skip


def test_a_scenario_made_for_another_table_says_so(tmp_path: Path) -> None:
    file = scenario(tmp_path, books("小学4", 50))
    file.write_text(file.read_text("utf-8").replace('"baseline": ""', '"baseline": "0123"'), "utf-8")
    (warning,) = printed("simulate", EXAMPLE, "--scenario", file, "--lang", "en")["warnings"]
    assert "made for another table" in warning
