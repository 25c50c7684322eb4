"""A Chinese page is Chinese and an English page English, whatever county is on it."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.files import GAPS, LATIN_NAMES, NAMES, POOR, PRIMARY_ONLY, RICH, county_workbook
from tests.app.opened import PAGES, Dropped, Opener, drop, texts, title, to_page

# three English words in a row; directives such as :material/science: and formulas have none
ENGLISH = re.compile(r"[A-Za-z]{2,}(?:[ ,;:’']+[A-Za-z]+){2,}")
CHINESE = re.compile(r"[一-鿿]+")
# what an English page writes in Chinese: the name of the other language, units of the form, numbers of documents
NOT_TRANSLATED = re.compile(r"中文|国?教督办?[^ )]*号|（[^）]*）")
COUNTIES: dict[str, tuple[Dropped, ...]] = {
    "the sample": (),
    "a workbook": (("清河县.xlsx", county_workbook()),),
    "figures missing": (("缺数据.csv", GAPS),),
    "primary schools only": (("小学.csv", PRIMARY_ONLY),),
}
STANDARDS = pytest.mark.parametrize("standard", ["quality-2017", "basic-2012", "ningxia-2014"])


def english(app: AppTest) -> list[str]:
    return [text for text in texts(app) if ENGLISH.search(text)]


@STANDARDS
@pytest.mark.parametrize("county", COUNTIES)
def test_no_english_sentence_stays_on_a_chinese_page(opener: Opener, county: str, standard: str) -> None:
    app = opener("zh", "home", *COUNTIES[county], standard=standard)
    for page in PAGES:
        assert english(to_page(app, page)) == [], page


def test_no_english_sentence_stays_where_a_lever_was_moved(opener: Opener) -> None:
    app = opener("zh", "whatif", *COUNTIES["a workbook"])
    for key in [slider.key for slider in app.slider]:
        app.slider(key).set_value(5).run()
    assert english(app) == []
    app.selectbox("what-if school primary").set_value(RICH).run()
    next(slider for slider in app.slider if "backbone_teacher" in slider.key).set_value(5).run()
    assert app.warning
    assert english(app) == []


@STANDARDS
def test_no_chinese_word_stays_on_an_english_page(opener: Opener, standard: str) -> None:
    file = county_workbook(LATIN_NAMES)
    app = opener("en", "home", ("county.xlsx", file), standard=standard)
    for page in PAGES:
        shown = [NOT_TRANSLATED.sub("", text) for text in texts(to_page(app, page))]
        # words of the file itself: the county's name, the sheet's, its headings and cells
        columns = app.session_state["_loaded"].county.columns
        own = {column.path for column in columns} | {" · ".join(column.samples) for column in columns}
        own |= {"学校", "county.xlsx · 学校"}
        shown = [text.replace("清河县", "") for text in shown if text not in {NOT_TRANSLATED.sub("", word) for word in own}]
        if page == "method":  # the schools of the official example are called so in the document
            shown = [re.sub(r"小学[1-5]", "", text) for text in shown]
        assert [text for text in shown if CHINESE.search(text)] == [], page


@pytest.mark.parametrize("page", PAGES)
def test_switching_the_language_changes_every_page_and_keeps_the_county(opener: Opener, page: str) -> None:
    app = opener("zh", page, ("清河县.xlsx", county_workbook()), standard="basic-2012")
    chinese = texts(app)
    app.segmented_control("lang").set_value("en").run()
    assert not app.exception
    assert texts(app) != chinese
    assert "清河县" in " ".join(texts(app)) or page in ("data", "method")
    assert app.session_state["standard"] == "basic-2012"
    app.segmented_control("lang").set_value("zh").run()
    assert sorted(texts(app)) == sorted(chinese)


def test_the_language_is_that_of_the_browser_until_another_is_chosen(opener: Opener) -> None:
    assert CHINESE.search(title(opener("zh")))
    app = opener("en")
    assert not CHINESE.search(title(app))
    app.segmented_control("lang").set_value("zh").run()
    assert CHINESE.search(title(to_page(app, "overview")))


def test_a_browser_in_a_third_language_is_answered_in_chinese(opener: Opener) -> None:
    app = opener("zh")
    app.context = {"locale": "fr-FR"}
    assert CHINESE.search(title(app.run()))


def test_names_of_schools_are_shown_as_the_file_has_them_in_both_languages(opener: Opener) -> None:
    for lang in ("zh", "en"):
        app = opener(lang, "data")
        drop(app, ("清河县.xlsx", county_workbook()))
        shown = set(texts(app))
        assert set(NAMES) <= shown
        app.segmented_control("stage").set_value("primary").run()
        assert POOR in " ".join(texts(to_page(app, "schools")))
