"""The closer look at a scenario, prices on screen, counties kept: what a browser shows is what `balance` works out."""

from __future__ import annotations

import numpy as np
import pytest

from balance.arrivals import arriving
from balance.assess import assess
from balance.headroom import first_break
from balance.numbers import decimal
from balance.pricelist import load_prices
from balance.sensitivity import sensitivity
from balance.standard_file import load
from balance.tables import part_names
from balance.workbook.read import Source, read
from tests.app.files import NAMES, POOR, county_workbook
from tests.app.opened import Opener, texts, title, to_page
from ui import drafts

FILE = ("清河县.xlsx", county_workbook())
OPENED = "closer look"


def looked_at(opener: Opener, part: str):
    app = opener("zh", "whatif", FILE)
    app.segmented_control("stage").set_value("primary").run()
    app.segmented_control(OPENED).set_value(part).run()
    assert not app.exception
    return app


def test_where_one_more_does_most_is_the_place_that_judging_finds(opener: Opener) -> None:
    app = looked_at(opener, "next")
    judged = assess(read(Source(*FILE)), load("quality-2017"))
    place = judged.parts.counties[0]
    rows, group = judged.rows_of(place, "primary"), judged.group_of(place, "primary")
    k = int(np.nanargmax(judged.dispersion.cv[group]))
    best = [sensitivity(judged, bundle).one_more[rows, k].min() for bundle in load_prices().bundles.values()]
    said = next(text for text in texts(app) if "最有效" in text and "→" in text)
    values = [decimal(float(judged.dispersion.cv[group, k]) + change, 4) for change in best if change < 0]
    assert any(f"→ {value}" in said for value in values)
    app.button("give next").click().run()
    assert len(drafts_of(app)) == 1


def drafts_of(app):
    return app.session_state["_draft"].now.actions


def test_the_school_nearest_a_line_is_named_with_its_room(opener: Opener) -> None:
    app = looked_at(opener, "room")
    judged = assess(read(Source(*FILE)), load("quality-2017"))
    found = arriving(judged)
    tight = int(first_break(found, judged.rows_of(judged.parts.counties[0], "primary"))[0])
    said = next(text for text in texts(app) if "余量最小" in text)
    assert str(part_names(judged)[tight]) in said
    assert f"还有 {decimal(float(found.room[tight]), 0)}" in said


def test_undo_and_redo_give_back_every_figure_to_the_bit(opener: Opener) -> None:
    app = opener("zh", "whatif", FILE)
    code = f"3390{NAMES.index(POOR) + 1:02d}"
    before = title(app)
    seen = [before]
    for amount in (2, 5, 3):
        app.slider(f"lever|{code}|primary|backbone_teacher").set_value(amount).run()
        seen.append(title(app))
    drafts_then = app.session_state["_draft"].now
    for expected in reversed(seen[:-1]):
        app.button("undo").click().run()
        assert title(app) == expected
    assert app.session_state["_draft"].now == drafts._Draft().now
    for expected in seen[1:]:
        app.button("redo").click().run()
        assert title(app) == expected
    assert app.session_state["_draft"].now == drafts_then


def test_a_county_is_kept_and_opened_again(opener: Opener) -> None:
    app = opener("zh", "home", FILE)
    app.button("keep county").click().run()
    assert app.button("keep county").disabled
    key = next(str(button.key) for button in app.button if str(button.key).startswith("county "))
    at_hand = app.session_state["_loaded"]
    app.button("home upload sample").click().run()
    assert "_loaded" not in app.session_state
    app.button(key).click().run()
    again = app.session_state["_loaded"]
    assert again.files == at_hand.files
    assert again.county.schools.equals(at_hand.county.schools)


@pytest.mark.parametrize("page", ["home", "whatif"])
def test_the_sample_has_nothing_to_keep(opener: Opener, page: str) -> None:
    app = to_page(opener("zh"), page)
    assert not [button for button in app.button if button.key == "keep county"]
