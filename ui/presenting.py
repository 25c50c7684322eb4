"""What is shown on the wall, slide after slide: the report's claims, a scenario's actions one by one, and a live what-if."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from balance.assess import assess
from balance.columns import Stage
from balance.influence import influence
from balance.numbers import decimal, money, percent
from balance.pricelist import Bundle, Prices
from balance.report.bars import Bars, bars
from balance.report.charts import cv_chart
from balance.report.content import Chart, Claim, Subject, claims, subject_of, worst_cv
from balance.scenario.actions import Add, Scenario
from balance.scenario.apply import apply, prefixes
from balance.scenario.told import told
from balance.sentences import failures, headline, what_if_headline
from balance.words import Message, msg, render
from ui.view import View

__all__ = ["Live", "Slide", "lever_of", "limit_text", "live_slide", "slides", "subject_on_the_wall"]

ROWS = 8  # bars that are read from the last row of a room
_LINES = 3


@dataclass(frozen=True, slots=True)
class Slide:
    """One claim and one chart: the sentence, the rows of the chart, what is said beneath, where the figures come from."""

    id: str
    title: Message
    chart: Bars | None
    lines: tuple[Message, ...]
    source: Message | None = None
    live: bool = False


@dataclass(frozen=True, slots=True)
class Live:
    """What can be given on the live slide: so many of a bundle to the school that drives the worst CV from below."""

    bundle: Bundle
    code: str
    place: str
    stage: str
    k: int


def subject_on_the_wall(view: View, scenario: Scenario, prices: Prices) -> Subject:
    """The county as it stands, or before and after the scenario on the table (actions that cannot be done are off)."""
    return subject_of(view.county, view.standard, view.place, prices, scenario if scenario.actions else None)


def slides(subject: Subject, lang: str) -> tuple[Slide, ...]:
    """All of them: the claims, after what the scenario did each of its actions in turn, last the live slide."""
    found: list[Slide] = []
    for claim in claims(subject):
        found.append(_of_claim(claim, lang))
        if claim.id == "effect":
            found += _steps(subject, claim, lang)
    return tuple(found)


def _of_claim(claim: Claim, lang: str) -> Slide:
    chart = _rows(claim.chart, lang) if claim.chart is not None and len(claim.chart.frame) else None
    return Slide(claim.id, claim.title, chart, claim.lines[: _LINES if chart else 2 * _LINES], claim.source)


def _rows(chart: Chart, lang: str) -> Bars:
    """The rows that are read from afar: of the bounds those that fewest reach; each with its stage where there are two."""
    if chart.kind == "reach":
        order = (chart.frame["reaching"] / chart.frame["judged"]).astype(float).sort_values(kind="stable").index
        chart = replace(chart, frame=chart.frame.loc[order])
    content = bars(chart, lang, ROWS)
    if len({row.group for row in content.rows}) < 2:
        return content
    return replace(content, rows=tuple(replace(row, label=f"{row.group} {row.label}") for row in content.rows))


def limit_text(chart: Bars) -> str:
    """The words of the line that all rows have in common: 限值 0.50."""
    value = percent(chart.limit or 0.0, 0) if chart.scale == "percent" else decimal(chart.limit or 0.0, 2)
    return chart.limit_word.format(value) if "{" in chart.limit_word else f"{chart.limit_word} {value}"


def _steps(subject: Subject, claim: Claim, lang: str) -> Iterator[Slide]:
    """The CVs before and after each action, of the stage in which it moved one most; on one scale a stage, so that the bars
    move and the axis does not."""
    if subject.scenario is None:
        return
    active = [action for action in subject.scenario.actions if action.on]
    done = prefixes(subject.source, subject.scenario, subject.prices, subject.standard)
    judged = [subject.before, *(assess(applied.county, subject.standard) for applied in done)]
    states = [replace(subject, before=was, applied=applied, after=now)
              for (was, now), applied in zip(pairwise(judged), done, strict=True)]  # fmt: skip
    charts = {stage: [bars(cv_chart(state, stage), lang, ROWS) for state in states] for stage in subject.stages}
    ring = render(msg("○ before the action"), lang)
    for n, (action, state) in enumerate(zip(active, states, strict=True)):
        stage, k = _moved_most(state)
        chart = replace(charts[stage][n], end=max(chart.end for chart in charts[stage]), ring=ring)
        was, now = state.before, state.shown
        title = what_if_headline(was, now, subject.place, stage, k,
                                 told(action, subject.source, subject.prices, subject.standard))  # fmt: skip
        points = [len(failures(each, subject.place)) for each in (was, now)]
        lines = (
            msg("Action {n} of {total}; points open: {before} → {after}", n=n + 1, total=len(active), before=points[0],
                after=points[1]),
            headline(now, subject.place), *_cost(state),
        )  # fmt: skip
        yield Slide(f"step-{n + 1}", title, chart, lines, claim.source)


def _moved_most(state: Subject) -> tuple[Stage, int]:
    """The CV that moved most, in shares of its limit; one that crossed it before all others."""
    was, now, found = state.before, state.shown, {}
    for stage in state.stages:
        limit = state.standard.limit(stage) or 1.0
        before, after = (each.group_of(state.place, stage) for each in (was, now))
        moved = np.abs(now.dispersion.cv[after] - was.dispersion.cv[before]) / limit
        crossed = now.within[after] != was.within[before]
        for k, change in enumerate((np.nan_to_num(moved) + 10.0 * crossed).tolist()):
            found[stage, k] = change
    return max(found, key=lambda place: found[place])


def _cost(subject: Subject) -> tuple[Message, ...]:
    applied = subject.applied
    if applied is None or not (applied.once or applied.yearly):
        return ()
    return (msg("So far {once} once and {yearly} a year", once=money(applied.once), yearly=money(applied.yearly)),)


def lever_of(subject: Subject) -> Live | None:
    """What the live slide gives, and to whom: the first bundle that raises the indicator with the worst CV, at the school
    below the mean that makes the largest share of its spread. None where there is no such thing."""
    shown = subject.shown
    worst = worst_cv(shown, subject.place)
    if worst is None:
        return None
    stage, k = worst
    rows, drives = shown.rows_of(subject.place, stage), influence(shown)
    below = [row for row in rows.tolist() if not drives.above[row, k] and np.isfinite(drives.share[row, k])]
    needed = set(shown.standard.indicators[k].numerator)
    bundles = [b for b in subject.prices.bundles.values() if needed & set(b.adds) and shown.county.knows(_column(b, stage))]
    if not below or not bundles:
        return None
    school = int(shown.parts.school[max(below, key=lambda row: drives.share[row, k])])
    codes, places = shown.county.words("school_code"), shown.county.words("county")
    return Live(bundles[0], str(codes[school]), str(places[school]), stage, k)


def _column(bundle: Bundle, stage: str) -> str:
    first = next(iter(bundle.adds))
    return f"{first}_{stage}" if bundle.per == "stage" else first


def live_slide(subject: Subject, live: Live, amount: int, lang: str) -> Slide:
    """The CVs with so many of it given on top of what the scenario did, judged at once."""
    stage = "primary" if live.stage == "primary" else "junior"
    done: tuple[Add, ...] = ()
    if amount > 0:
        done = (Add(live.code, live.bundle.id, float(amount), stage if live.bundle.per == "stage" else None, live.place),)
    county = subject.applied.county if subject.applied is not None else subject.source
    applied = apply(county, Scenario(done), subject.prices, subject.standard)
    after = assess(applied.county, subject.standard)
    state = Subject(subject.shown, subject.place, subject.prices, Scenario(done), applied, after, county)
    chart = bars(cv_chart(state, stage), lang, ROWS)
    still = bars(cv_chart(replace(state, after=subject.shown), stage), lang, ROWS)
    if done:
        what = told(done[0], subject.source, subject.prices, subject.standard)
        title = what_if_headline(subject.shown, after, subject.place, stage, live.k, what)
    else:
        title = msg("What would one more {thing} change?", thing=live.bundle.title)
    lines = (headline(after, subject.place), msg("↑ one more, ↓ one fewer"), *_cost(state))
    return Slide("live", title, replace(chart, end=max(chart.end, still.end)), lines, None, live=True)
