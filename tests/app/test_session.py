"""What a session keeps: the county, the standard, the choices, the address."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from balance.assess import assess
from balance.choice import fitting_standard
from balance.sentences import cv_excesses, headline
from balance.standard_file import load
from balance.words import render
from balance.workbook.read import Source, read, read_files
from tests.app.files import HOSTILE_NAMES, PRIMARY_ONLY, county_workbook
from tests.app.opened import PAGES, ROOT, Opener, drop, plain, texts, title, to_page

FILE = ("清河县.xlsx", county_workbook())
WORKED_EXAMPLE = ROOT / "sample_data" / "worked-example.csv"


def test_the_first_visit_shows_the_sample_plainly_marked(opener: Opener) -> None:
    app = opener("zh")
    assert any("虚构" in text for text in texts(app))
    for page in ("data", "overview", "schools", "balance", "whatif"):
        assert any("虚构" in text for text in texts(to_page(app, page))), page


def test_an_uploaded_county_is_not_marked_as_a_sample_and_stays_on_every_page(opener: Opener) -> None:
    app = opener("zh", "home", FILE)
    for page in PAGES:
        to_page(app, page)
        assert not any("虚构" in text for text in texts(app)), page


def test_back_to_the_sample_brings_the_sample_back(opener: Opener) -> None:
    app = opener("zh")
    sample = title(app)
    drop(app, FILE)
    assert title(app) != sample
    next(button for button in app.button if button.key == "home upload sample").click().run()
    assert title(app) == sample
    assert not app.exception


def test_the_same_file_can_be_dropped_again_after_going_back_to_the_sample(opener: Opener) -> None:
    app = opener("zh", "home", FILE)
    uploaded = title(app)
    next(button for button in app.button if button.key == "home upload sample").click().run()
    drop(app)
    drop(app, FILE)
    assert title(app) == uploaded


def test_a_file_dropped_again_after_another_is_the_county_on_the_table(opener: Opener) -> None:
    app = opener("zh", "home", FILE)
    first = title(app)
    drop(to_page(app, "data"), ("小学.csv", PRIMARY_ONLY))
    to_page(app, "home")
    assert title(app) != first
    drop(app, FILE)
    assert title(app) == first


def test_an_uploaded_county_is_judged_under_the_standard_that_fits_it(opener: Opener) -> None:
    county = read_files([WORKED_EXAMPLE])
    standard = fitting_standard(county)
    app = opener("zh", "home", WORKED_EXAMPLE)
    assert app.session_state["standard"] == standard.id
    assert title(app) == render(headline(assess(county, standard), ""), "zh")


def test_an_uploaded_county_opens_with_its_own_stage_in_trouble(opener: Opener) -> None:
    assessment = assess(read(Source(*FILE)), load("quality-2017"))
    worst = cv_excesses(assessment, assessment.parts.counties[0])[0][0]
    assert worst == "primary"
    assert opener("zh", "home", FILE).session_state["stage"] == worst


def test_a_standard_that_was_chosen_stays_with_the_next_file(opener: Opener) -> None:
    app = opener("zh", "home", standard="basic-2012")
    drop(app, FILE)
    assert app.session_state["standard"] == "basic-2012"
    assessment = assess(read(Source(*FILE)), load("basic-2012"))
    for page in ("home", "overview"):
        assert title(to_page(app, page)) == render(headline(assessment, assessment.parts.counties[0]), "zh")


def test_a_stage_that_the_county_does_not_have_is_replaced_by_one_it_has(opener: Opener) -> None:
    app = opener("zh", "schools")
    app.segmented_control("stage").set_value("junior").run()
    to_page(app, "home")
    drop(app, ("小学.csv", PRIMARY_ONLY))
    for page in PAGES:
        to_page(app, page)
        assert not app.exception, page
    assert "小学" in title(to_page(app, "schools"))


def test_names_that_look_like_code_are_shown_letter_by_letter(opener: Opener) -> None:
    app = opener("zh", "home", ("清河县.xlsx", county_workbook(HOSTILE_NAMES)))
    for page in ("overview", "schools", "balance", "whatif"):
        to_page(app, page)
        for name in HOSTILE_NAMES[:3]:
            for entry in [*app.title, *app.markdown, *app.caption]:
                # in Markdown the name stands with its signs made literal, never bare
                assert name not in entry.value, (page, entry.value)
    app.segmented_control("stage").set_value("primary").run()
    offered = to_page(app, "schools").selectbox("school primary").options
    assert set(HOSTILE_NAMES[:6]) <= set(offered)
    app.selectbox("school primary").set_value(HOSTILE_NAMES[1]).run()
    assert not app.exception
    assert plain(app.dataframe[0].value.iloc[0, 0])


def test_an_address_with_nonsense_opens_as_one_without(opener: Opener) -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params.update(standard="no-such", stage="kindergarten", lang="tlh", county="<script>")
    app.run()
    assert not app.exception
    assert title(app) == title(opener("zh"))
