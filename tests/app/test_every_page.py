"""Every page opens for every kind of county, in both languages, and begins with an answer."""

from __future__ import annotations

import pytest

from balance.words import msg, render
from tests.app.files import BOOKS_ALONE, BROKEN, GAPS, HOSTILE_NAMES, PRIMARY_ONLY, SPECIAL_ONLY, county_workbook
from tests.app.opened import PAGES, ROOT, Dropped, Opener, drop, plain, title, to_page

WORKED_EXAMPLE = ROOT / "sample_data" / "worked-example.csv"
COUNTIES: dict[str, tuple[Dropped, ...]] = {
    "the sample": (),
    "a workbook": (("清河县.xlsx", county_workbook()),),
    "names that look like code": (("清河县.xlsx", county_workbook(HOSTILE_NAMES)),),
    "no school judged": (("特殊教育.csv", SPECIAL_ONLY),),
    "the worked example": (WORKED_EXAMPLE,),
    "primary schools only": (("小学.csv", PRIMARY_ONLY),),
    "figures missing": (("缺数据.csv", GAPS),),
    "two files": (("图书.csv", BOOKS_ALONE), ("小学.csv", PRIMARY_ONLY)),
}


@pytest.mark.parametrize(("lang", "standard"), [("zh", ""), ("en", ""), ("en", "basic-2012"), ("zh", "ningxia-2014")])
@pytest.mark.parametrize("county", COUNTIES)
def test_every_page_opens(opener: Opener, county: str, standard: str, lang: str) -> None:
    app = opener(lang, "home", *COUNTIES[county], standard=standard)
    for page in PAGES:
        to_page(app, page)
        assert not app.exception, page
        assert not app.error, page
        assert app.sidebar.selectbox("standard"), page


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("county", ["the sample", "a workbook", "the worked example", "primary schools only"])
def test_every_page_begins_with_one_sentence_that_is_its_title(opener: Opener, county: str, lang: str) -> None:
    app = opener(lang, "home", *COUNTIES[county], standard="basic-2012")
    for page in PAGES:
        assert len(title(to_page(app, page))) > 5, page


def test_a_page_without_figures_has_a_title_too(opener: Opener) -> None:
    assert title(opener("zh", "balance", WORKED_EXAMPLE, standard="quality-2017"))


@pytest.mark.parametrize("stage", ["primary", "junior"])
@pytest.mark.parametrize("standard", ["quality-2017", "basic-2012", "ningxia-2014"])
def test_every_page_opens_with_every_concession_in_force(opener: Opener, standard: str, stage: str) -> None:
    app = opener("zh", standard=standard)
    app.segmented_control("stage").set_value(stage).run()
    for offered in app.sidebar.multiselect:
        offered.set_value(list(offered.options)).run()
    for page in PAGES:
        to_page(app, page)
        assert not app.exception, page
        assert app.session_state["stage"] == stage, page


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_where_no_school_is_judged_the_pages_say_so_and_lead_on(opener: Opener, lang: str) -> None:
    app = opener(lang, "home", ("特殊教育.csv", SPECIAL_ONLY))
    expected = render(msg("No school in these files is judged under this standard"), lang)
    for page in PAGES:
        to_page(app, page)
        if page == "data":
            continue
        assert title(app) == expected, page
        assert app.get("page_link"), page
    app.button[0].click().run()
    assert title(app) != expected  # back to the sample


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page", ["home", "data"])
def test_a_broken_file_is_refused_in_one_sentence_and_the_county_stays(opener: Opener, page: str, lang: str) -> None:
    app = opener(lang, page, ("清河县.xlsx", county_workbook()))
    before = title(app)
    drop(app, ("坏.xlsx", BROKEN))
    message = msg("{file} is damaged or cut short. Save or send it again and choose the new copy.", file="坏.xlsx")
    assert [plain(entry.value) for entry in app.error] == [render(message, lang)]
    assert title(app) == before
    assert not app.exception
    drop(app, ("小学.csv", PRIMARY_ONLY))
    assert not app.error
    assert title(app) != before
