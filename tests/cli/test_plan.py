"""``plan --json``: the cheapest way to a goal, as a scenario that ``simulate`` confirms."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import EXAMPLE, YUNHE, printed, refused, run
from tests.cli.test_assess import check_assessment


@pytest.mark.parametrize("options", [(), ("--reach", "met", "--cv"), ("--reach", "met", "--cv", "--moves")])
def test_a_plan_is_a_scenario_that_simulating_confirms(tmp_path: Path, options: tuple[str, ...]) -> None:
    plan = printed("plan", YUNHE, *options)
    assert plan["status"] == "optimal"
    assert plan["cost"] == plan["bound"] > 0
    assert plan["gap"] == 0
    check_assessment(plan["after"])
    file = tmp_path / "scenario.json"
    file.write_text(json.dumps(plan["scenario"], ensure_ascii=False), "utf-8")
    again = printed("simulate", YUNHE, "--scenario", file)
    assert again["after"] == plan["after"]
    assert again["cost"] == pytest.approx(plan["cost"])
    parts = plan["after"]["counties"][0]["parts"]
    assert all(entry["status"] != "short" for part in parts for entry in part["indicators"].values())
    if options:
        assert plan["after"]["counties"][0]["verdict"]["passes"]


def test_what_cannot_be_paid_says_what_it_would_cost() -> None:
    plan = printed("plan", YUNHE, "--budget", 1000)
    assert plan["status"] == "infeasible"
    assert plan["scenario"] is None
    assert plan["after"] is None
    assert plan["cost"] is None
    assert plan["bound"] == printed("plan", YUNHE)["cost"]


def test_a_standard_without_bounds_is_refused() -> None:
    assert "books_per_pupil" not in refused("plan", EXAMPLE, "--standard", "basic-2012", "--json")


def test_an_unknown_indicator_is_refused() -> None:
    assert "no_such" in refused("plan", YUNHE, "--indicator", "no_such", "--json")


def test_a_person_reads_the_actions() -> None:
    done = run("plan", YUNHE, "--lang", "zh")
    assert done.returncode == 0, done.stderr
    assert "骨干教师" in done.stdout
    assert "没有更省" in done.stdout
