"""The sample county to report on: as it stands, and after a scenario of two actions."""

from pathlib import Path

import pytest

from balance.choice import fitting_standard
from balance.pricelist import load_prices
from balance.report.content import subject_of
from balance.scenario.actions import Add, Move, Scenario
from balance.workbook.read import read_files

SAMPLE = Path(__file__).parents[3] / "sample_data" / "yunhe-county.xlsx"


@pytest.fixture(scope="session")
def sample():
    """The sample county as it was read."""
    return read_files([SAMPLE])


@pytest.fixture(scope="session")
def codes(sample):
    """The codes of the sample's schools by their names."""
    return dict(zip(sample.words("school"), sample.words("school_code"), strict=True))


@pytest.fixture(scope="session")
def today(sample):
    """The sample county as it stands."""
    return subject_of(sample, fitting_standard(sample), "", load_prices())


@pytest.fixture(scope="session")
def changed(sample, codes):
    """The sample county after two teachers came and three were moved."""
    scenario = Scenario(
        actions=(
            Add(codes["柳河小学"], "backbone", 5, "primary"),
            Move("backbone", codes["下溪小学"], codes["柳河小学"], 1, "primary"),
            Move("backbone", codes["竹园初级中学"], codes["实验中学分校"], 3, "junior"),
        ),
        title="骨干教师补充与交流",
    )
    return subject_of(sample, fitting_standard(sample), "", load_prices(), scenario)
