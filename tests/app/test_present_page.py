"""On the wall: the steps of a scenario show, one by one, the figures that judging each step gives."""

from __future__ import annotations

import pytest

from balance.assess import assess
from balance.numbers import decimal
from balance.pricelist import load_prices
from balance.scenario.actions import Add, Scenario
from balance.scenario.apply import apply
from balance.standard_file import load
from balance.words import render
from tests.app.opened import Opener, title, to_page
from ui import cached
from ui.presenting import slides, subject_on_the_wall

STANDARD = load("quality-2017")


def scenario() -> Scenario:
    """Three backbone teachers, then one more, at the two schools with the fewest for their pupils."""
    county = cached.sample()
    before = assess(county, STANDARD)
    rows = before.rows_of(before.parts.counties[0], "junior")
    order = rows[before.value[rows, 1].argsort()]
    codes = before.county.words("school_code")
    return Scenario(tuple(Add(str(codes[before.parts.school[row]]), "backbone_teacher", n, "junior")
                          for row, n in zip(order[:2].tolist(), (3.0, 1.0), strict=True)))  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_step_shows_what_judging_it_gives(lang: str) -> None:
    county, done = cached.sample(), scenario()
    before = assess(county, STANDARD)
    place = before.parts.counties[0]

    class View:  # what the wall needs of a look at a county
        pass

    view = View()
    view.county, view.standard, view.place = county, STANDARD, place
    subject = subject_on_the_wall(view, done, load_prices())
    steps = [slide for slide in slides(subject, lang) if slide.id.startswith("step-")]
    assert len(steps) == 2
    assert len({slide.chart.end for slide in steps}) == 1, "the axis stays while the bars move"
    for n, slide in enumerate(steps, 1):
        after = assess(apply(county, Scenario(done.actions[:n]), load_prices(), STANDARD).county, STANDARD)
        cvs = after.dispersion.cv[after.group_of(place, "junior")]
        assert [row.parts[0][1] for row in slide.chart.rows] == pytest.approx(cvs.tolist())
        assert all(decimal(float(cv), 3) in row.text for cv, row in zip(cvs, slide.chart.rows, strict=True))
        # the sentence is about this action alone: from what the one before it left
        left = assess(apply(county, Scenario(done.actions[: n - 1]), load_prices(), STANDARD).county, STANDARD)
        k = [entry.id for entry in STANDARD.indicators].index("backbone_teachers_per_100")
        was = float(left.dispersion.cv[left.group_of(place, "junior"), k])
        assert f"{decimal(was, 3)} → {decimal(float(cvs[k]), 3)}" in render(slide.title, lang)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_next_and_back_go_through_all_slides(opener: Opener, lang: str) -> None:
    app = to_page(opener(lang, "home"), "present")
    first = title(app)
    seen = [first]
    while not app.button("next").disabled:
        app.button("next").click().run()
        assert not app.exception
        seen.append(title(app))
    assert 8 <= len(seen) <= 14
    assert len(set(seen)) == len(seen)
    for words in reversed(seen[:-1]):
        app.button("back").click().run()
        assert title(app) == words
