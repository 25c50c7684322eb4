"""What holds for every scenario: moves keep totals, merging is joining rows, files give back what was written."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from balance.assess import assess
from balance.baseline import baseline_of, fingerprint, since
from balance.county import County
from balance.pricelist import load_prices
from balance.scenario.actions import (
    Action,
    Add,
    AddUpTo,
    Close,
    Enrol,
    Merge,
    Move,
    MovePupils,
    Open,
    Placed,
    Scenario,
    Set,
)
from balance.scenario.apply import apply
from balance.scenario.file import dump_scenario, parse_scenario
from balance.standard_file import load

STAGES = ("primary", "junior")
BY_STAGE = ("above_degree", "backbone", "pe_arts")
SHARED = ("teaching_area_m2", "indoor_sports_m2", "sports_ground_m2", "equipment_yuan", "multimedia_rooms", "books")
HELD = {"primary": ("primary",), "junior": ("junior",), "nine_year": STAGES}


@st.composite
def counties(draw: st.DrawFn) -> County:
    """Three to six schools with whole figures."""
    rows: list[dict[str, Any]] = []
    for number in range(draw(st.integers(3, 6))):
        kind = draw(st.sampled_from(tuple(HELD)))
        row: dict[str, Any] = {"school_code": f"C{number}", "school": f"学校{number}", "county": "", "school_type": kind}
        for stage in HELD[kind]:
            row[f"pupils_{stage}"] = draw(st.integers(20, 900))
            row |= {f"{name}_{stage}": draw(st.integers(0, 60)) for name in BY_STAGE}
        row |= {name: draw(st.integers(0, 9000)) for name in SHARED}
        rows.append(row)
    return County(pd.DataFrame(rows))


def applied(county: County, *actions: Action) -> County:
    return apply(county, Scenario(actions), load_prices(), load("quality-2017")).county


def totals(county: County) -> dict[str, float]:
    return {name: float(np.nansum(county.figures(name))) for name in county.schools.columns
            if name not in ("school_code", "school", "county", "school_type")}  # fmt: skip


@given(counties(), st.data())
def test_moves_of_people_things_and_pupils_keep_every_total_of_the_county(county: County, data: st.DataObject) -> None:
    before, actions = totals(county), []
    now = county
    for _ in range(data.draw(st.integers(1, 4))):
        stage = data.draw(st.sampled_from(STAGES))
        rows = np.flatnonzero(now.figures(f"pupils_{stage}") > 1) if f"pupils_{stage}" in now.schools else np.array([], int)
        if len(rows) < 2:
            continue
        giver, taker = data.draw(st.permutations([f"C{row}" for row in rows.tolist()]))[:2]
        column = data.draw(st.sampled_from((f"backbone_{stage}", "books", f"pupils_{stage}")))
        there = int(now.figures(column)[now.find(giver)])
        if there < 1:
            continue
        amount = data.draw(st.integers(1, there))
        action: Action = (
            MovePupils(giver, taker, amount, stage) if column.startswith("pupils")
            else Move(column.removesuffix(f"_{stage}"), giver, taker, amount, stage)
        )  # fmt: skip
        actions.append(action)
        now = applied(now, action)
    assert totals(applied(county, *actions)) == before == totals(now)


@given(counties())
def test_to_merge_and_then_judge_is_to_judge_the_joined_rows(county: County) -> None:
    merged = applied(county, Merge(("C0", "C1", "C2"), "C1"))
    # by hand: one row with the sums, the others untouched, its type from the stages it then holds
    table = county.schools
    row = table.iloc[:3].drop(columns=["school_code", "school", "county", "school_type"]).sum(min_count=1).to_dict()
    held = [stage for stage in STAGES if row.get(f"pupils_{stage}", np.nan) > 0]
    kind = "nine_year" if len(held) == 2 else held[0]
    row |= {"school_code": "C1", "school": "学校1", "county": "", "school_type": kind}
    joined = County(pd.concat([pd.DataFrame([row]), table.iloc[3:]], ignore_index=True)[list(table.columns)])
    standard = load("quality-2017")
    ours, theirs = assess(merged, standard), assess(joined, standard)
    for name in ("value", "status", "passes", "within", "balanced"):
        assert np.array_equal(getattr(ours, name), getattr(theirs, name), equal_nan=getattr(ours, name).dtype.kind == "f"), name
    assert np.allclose(ours.dispersion.cv, theirs.dispersion.cv, rtol=1e-12, equal_nan=True)


NAMES = st.sampled_from(("C0", "学校1", "实验小学", "a\"b", "=1+1"))
AMOUNTS = st.one_of(st.integers(1, 10**6).map(float), st.floats(0.01, 1e6, allow_nan=False))
STAGE = st.sampled_from((None, *STAGES))
KEPT = {"note": st.text(max_size=8), "on": st.booleans()}
PLACED = st.builds(Placed, NAMES, AMOUNTS, st.just("primary"))
PLACES = st.lists(PLACED, max_size=2, unique_by=lambda entry: entry.school).map(tuple)
COLUMNS = st.sampled_from(("school", "pupils_primary", "counted", "books"))
FACTS = st.dictionaries(COLUMNS, st.one_of(AMOUNTS, st.booleans(), st.text(max_size=5)), min_size=1)
ACTIONS = st.one_of(
    st.builds(Add, NAMES, NAMES, AMOUNTS, STAGE, NAMES, **KEPT),
    st.builds(Add, st.just(""), NAMES, AMOUNTS, STAGE, NAMES, st.lists(NAMES, min_size=1).map(tuple), **KEPT),
    st.builds(AddUpTo, NAMES, NAMES, NAMES, STAGE, st.one_of(st.none(), st.lists(NAMES, min_size=1).map(tuple)), NAMES, **KEPT),
    st.builds(Move, NAMES, NAMES, NAMES, AMOUNTS, STAGE, STAGE, **KEPT),
    st.builds(Move, NAMES, NAMES, NAMES, st.none(), STAGE, STAGE, st.floats(0.01, 1), **KEPT),
    st.builds(Enrol, NAMES, AMOUNTS, STAGE, st.one_of(st.none(), AMOUNTS), **KEPT),
    st.builds(MovePupils, NAMES, NAMES, AMOUNTS, STAGE, st.one_of(st.none(), AMOUNTS), **KEPT),
    st.builds(Merge, st.lists(NAMES, min_size=1).map(tuple), NAMES, st.sampled_from(("keep", "give_up")), **KEPT),
    st.builds(Close, NAMES, PLACES, NAMES, **KEPT),
    st.builds(Open, FACTS.map(lambda columns: tuple(columns.items())), PLACES, **KEPT),
    st.builds(Set, NAMES, NAMES, st.one_of(AMOUNTS, st.booleans(), st.text(max_size=5)), **KEPT),
)


@settings(max_examples=200)
@given(st.lists(ACTIONS, max_size=5), st.text(max_size=9), counties())
def test_a_scenario_comes_back_from_its_file_as_it_was(actions: list[Action], title: str, county: County) -> None:
    scenario = Scenario(tuple(actions), title, "备注", fingerprint(county), baseline_of(county, ["C0", "学校1"]))
    assert parse_scenario(dump_scenario(scenario)) == scenario


@given(counties(), st.randoms())
def test_the_fingerprint_knows_schools_and_figures_and_not_their_order(county: County, random: Any) -> None:
    order = list(range(len(county.schools)))
    random.shuffle(order)
    columns = list(county.schools.columns)
    random.shuffle(columns)
    turned = County(county.schools.iloc[order].reset_index(drop=True)[columns])
    assert fingerprint(turned) == fingerprint(county)
    assert since(baseline_of(county), turned) is None
    other = applied(county, Add("C1", "books", 1))
    assert fingerprint(other) != fingerprint(county)
    difference = since(baseline_of(county, ["C1"]), other)
    assert difference is not None
    assert (difference.came, difference.went, difference.changed) == ((), (), ("C1",))
    books = int(county.figures("books")[1])
    assert f"books: {books} → {books + 1}" in str(difference.told[-1])
