"""Invented schools for the property tests: complete ones, and wild ones as no reader should let through."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.counties import school

STAGES_OF = {
    "primary": ("primary",),
    "junior": ("junior",),
    "nine_year": ("primary", "junior"),
    "complete_secondary": ("junior", "senior"),
    "twelve_year": ("primary", "junior", "senior"),
}
BY_STAGE = ("teachers", "above_degree", "backbone", "pe_arts", "mid_title")
SHARED = ("teaching_area_m2", "sports_ground_m2", "equipment_yuan", "multimedia_rooms", "computers", "books")
TYPES = [*STAGES_OF, "teaching_point", "special", "senior", ""]


@st.composite
def complete_school(draw: st.DrawFn, name: str, kinds: tuple[str, ...] = tuple(STAGES_OF)) -> dict[str, Any]:
    """A school of which everything is known: whole people and rooms, areas and money in whole ㎡ and yuan."""
    kind = draw(st.sampled_from(kinds))
    stages = STAGES_OF[kind]
    figures: dict[str, Any] = {f"pupils_{stage}": draw(st.integers(1, 3000)) for stage in stages}
    for stage in stages:
        if stage != "senior":
            figures |= {f"{column}_{stage}": draw(st.integers(0, 200)) for column in BY_STAGE}
    figures |= {column: draw(st.integers(1, 5_000_000 if column == "equipment_yuan" else 30_000)) for column in SHARED}
    figures["indoor_sports_m2"] = draw(st.integers(0, figures["teaching_area_m2"]))
    figures["sports_area_m2"] = figures["sports_ground_m2"] + figures["indoor_sports_m2"]
    return school(name, kind, **figures)


@st.composite
def complete_schools(
    draw: st.DrawFn, kinds: tuple[str, ...] = tuple(STAGES_OF), least: int = 1, most: int = 8
) -> list[dict[str, Any]]:
    """Some complete schools with names of their own."""
    return [draw(complete_school(f"第{n}校", kinds)) for n in range(draw(st.integers(least, most)))]


wild_number = st.one_of(
    st.none(),
    st.just(0),
    st.integers(0, 5000),
    st.floats(0.001, 1e4),
    st.sampled_from([1e-9, 0.5, 1e9, 1e15]),
)


@st.composite
def wild_schools(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Schools with any figure missing, zero or absurd, of any type, in two counties, campuses among them."""
    staged = ("pupils", "classes", "largest_class", *BY_STAGE)
    columns = [f"{column}_{stage}" for column in staged for stage in ("primary", "junior")]
    columns += ["pupils_senior", "indoor_sports_m2", "music_rooms", *SHARED]
    used = draw(st.lists(st.sampled_from(columns), unique=True, min_size=1))
    found = []
    for n in range(draw(st.integers(0, 6))):
        entry = school(f"第{n}校", draw(st.sampled_from(TYPES)), county=draw(st.sampled_from(["", "甲县"])))
        entry |= {column: draw(wild_number) for column in used}
        entry["sponsor"] = draw(st.sampled_from(["", "private", "county_education"]))
        entry["counted"] = draw(st.sampled_from([None, True, True, False]))
        entry["parent"] = f"第{draw(st.integers(0, 6))}校"
        entry["location"] = draw(st.sampled_from(["", "rural", "urban"]))
        found.append(entry)
    return found
