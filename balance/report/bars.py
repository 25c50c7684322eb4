"""A chart of a report as rows of bars with their words: what a picture draws and what a slide's own chart holds."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from balance.numbers import decimal, money, percent
from balance.report.ink import SIGNS
from balance.report.pieces import Chart
from balance.sentences import stage_title
from balance.words import msg, msgn, render

__all__ = ["Bars", "Row", "bars"]


@dataclass(frozen=True, slots=True)
class Row:
    """One bar: its label, the status and length of each part from left to right, what is printed beside it.

    was     where it ended before the scenario, NaN without one
    limit   what it must not pass (a CV) or must reach (a share of the bound), NaN where there is none
    sign    the status of the sign printed beside it, "" for none
    whole   its own full length where rows do not share one scale
    beside  what a label may carry beside the name, where the printed figure is the bar's length alone
    """

    label: str
    parts: tuple[tuple[str, float], ...]
    text: str
    sign: str = ""
    was: float = math.nan
    limit: float = math.nan
    group: str = ""
    whole: float = math.nan
    beside: str = ""

    @property
    def length(self) -> float:
        """All parts together; nothing for those that are not known."""
        return sum(value for _, value in self.parts if math.isfinite(value))


@dataclass(frozen=True, slots=True)
class Bars:
    """The rows, the end of their common scale, the word of the limit, what stands over the printed figures, the names of
    the parts (in a chart whose rows have several), and a note on what is not shown."""

    rows: tuple[Row, ...]
    end: float
    limit_word: str
    head: str
    unit: str
    decimals: int
    names: tuple[str, ...] = ()
    ring: str = ""  # what a hollow circle means, where there are any
    note: str = ""
    scale: str = ""  # how the numbers of an axis are written: "percent" for shares

    @property
    def limit(self) -> float | None:
        """The limit that all rows have in common."""
        found = {row.limit for row in self.rows}
        one = found.pop() if len(found) == 1 else math.nan
        return one if math.isfinite(one) else None


def bars(chart: Chart, lang: str, most: int = 24) -> Bars:
    """The chart's rows in a language, at most so many; the note says how many more there are."""
    frame = chart.frame.head(most)
    rows, head, names = _KINDS[chart.kind](frame, lang)
    more = chart.rows_left_out + len(chart.frame) - len(frame)
    if chart.kind == "cv" and frame["stage"].nunique() == 1:
        rows = [Row(r.label, r.parts, r.text, r.sign, r.was, r.limit) for r in rows]
    shares = chart.kind in ("shortfall", "influence")
    end = max([row.length for row in rows] + [row.was for row in rows if math.isfinite(row.was)] + [0.0])
    limits = [row.limit for row in rows if math.isfinite(row.limit)]
    if limits:
        end = max(end, max(limits) * 1.25) if chart.kind != "shortfall" else 1.0
    word = {"cv": msg("limit {limit}", limit="{}"), "steps": msg("limit {limit}", limit="{}")}.get(chart.kind, msg("bound"))
    return Bars(
        tuple(rows), end or 1.0, render(word, lang), head, render(chart.unit, lang),
        2 if chart.kind in ("cv", "steps") else 0, names, _ring(chart.kind, rows, lang), _note(chart.kind, more, lang),
        "percent" if shares else "",
    )  # fmt: skip


def _ring(kind: str, rows: list[Row], lang: str) -> str:
    if not any(math.isfinite(row.was) for row in rows):
        return ""
    return render(msg("○ before the action") if kind == "steps" else msg("○ today, bar: with the scenario"), lang)


def _note(kind: str, more: int, lang: str) -> str:
    if more <= 0:
        return ""
    if kind == "shortfall":
        return render(msgn("{n} more value below its bound is not drawn", "{n} more values below their bounds are not drawn",
                           more), lang)  # fmt: skip
    if kind == "influence":
        return render(msgn("{n} more school with a smaller share is not drawn",
                           "{n} more schools with smaller shares are not drawn", more), lang)  # fmt: skip
    if kind == "steps":
        return render(msgn("{n} more action does not move this coefficient.", "{n} more actions do not move this coefficient.",
                           more), lang)  # fmt: skip
    return render(msgn("{n} more row is not drawn", "{n} more rows are not drawn", more), lang)


_Found = tuple[list[Row], str, tuple[str, ...]]


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _arrow(before: str, after: str) -> str:
    return after if before in ("", after) else f"{before} → {after}"


def _scenario_head(frame: pd.DataFrame, column: str, lang: str) -> str:
    return render(msg("today → scenario"), lang) if column in frame else ""


def _passing(frame: pd.DataFrame, lang: str) -> _Found:
    words = {"met": msg("pass"), "short": msg("fall short"), "absent": msg("cannot be judged")}
    rows = []
    for row in _records(frame):
        counts = {"met": int(row["passing"]), "short": int(row["failing"]), "absent": int(row["open"])}
        told = [f"{SIGNS[status]} {n} {render(words[status], lang)}" for status, n in counts.items() if n]
        was = float(row.get("passing_before", math.nan))
        rows.append(Row(render(stage_title(row["stage"]), lang), tuple((s, float(n)) for s, n in counts.items()),
                        "　".join(told) if lang == "zh" else "  ".join(told), was=was))  # fmt: skip
    return rows, "", tuple(render(word, lang) for word in (msg("passing"), msg("falling short"), msg("cannot be judged")))


def _cv(frame: pd.DataFrame, lang: str) -> _Found:
    rows = []
    for row in _records(frame):
        status = {True: "met", False: "short"}.get(row["within"], "absent" if math.isfinite(row["limit"]) else "unbounded")
        was = float(row.get("cv_before", math.nan))
        before = decimal(was, 3) if math.isfinite(was) else ""
        printed = _arrow(before, decimal(row["cv"], 3)) + (" ≈" if row["borderline"] else "")
        rows.append(Row(render(row["short"], lang), ((status, float(row["cv"])),), printed,
                        status if status in SIGNS else "", was, float(row["limit"]),
                        render(stage_title(row["stage"]), lang)))  # fmt: skip
    return rows, _scenario_head(frame, "cv_before", lang) or render(msg("CV"), lang), ()


def _shortfall(frame: pd.DataFrame, lang: str) -> _Found:
    rows = [
        Row(render(msg("{school}, {indicator}", school=row["school"], indicator=row["short"]), lang),
            ((row["status"], float(row["ratio"])),),
            render(msg("{share}, lacks {quantity}", share=percent(row["ratio"], 0), quantity=row["quantity"]), lang),
            row["status"], limit=1.0, beside=render(msg("lacks {quantity}", quantity=row["quantity"]), lang))
        for row in _records(frame)
    ]  # fmt: skip
    return rows, "", ()


def _influence(frame: pd.DataFrame, lang: str) -> _Found:
    above, below = render(msg("above the mean"), lang), render(msg("below the mean"), lang)
    rows = [
        Row(str(row["school"]), (("above" if row["above"] else "below", float(row["share"])),),
            f"{percent(row['share'])} {above if row['above'] else below}")
        for row in _records(frame)
    ]  # fmt: skip
    return rows, "", ()


def _reach(frame: pd.DataFrame, lang: str) -> _Found:
    rows = []
    for row in _records(frame):
        reaching, judged = int(row["reaching"]), int(row["judged"])
        was = float(row.get("reaching_before", math.nan))
        printed = _arrow(f"{was:.0f}" if math.isfinite(was) else "", str(reaching)) + f" / {judged}"
        sign = "absent" if not judged else "met" if reaching == judged else "short"
        rows.append(Row(render(row["short"], lang), (("met", float(reaching)), ("short", float(judged - reaching))), printed, sign,
                        was, group=render(stage_title(row["stage"]), lang), whole=float(judged or 1)))  # fmt: skip
    names = tuple(render(word, lang) for word in (msg("reach the bound"), msg("below the bound")))
    return rows, _scenario_head(frame, "reaching_before", lang) or render(msg("schools reaching it"), lang), names


def _lacking(frame: pd.DataFrame, lang: str) -> _Found:
    rows = []
    for row in _records(frame):
        label = msg("{stage} {indicator}", stage=stage_title(row["stage"]), indicator=row["short"])
        told = msgn("{n} school, {quantity}", "{n} schools, {quantity}", int(row["schools"]), quantity=row["quantity"])
        rows.append(Row(render(label, lang), (("short", float(row["schools"])),), render(told, lang),
                        beside=render(row["quantity"], lang)))  # fmt: skip
    return rows, render(msg("schools short, and what they lack"), lang), ()


def _steps(frame: pd.DataFrame, lang: str) -> _Found:
    rows = []
    for row in _records(frame):
        known = math.isfinite(row["limit"])
        status = "unbounded" if not known else "met" if row["after"] <= row["limit"] else "short"
        rows.append(Row(render(row["label"], lang), ((status, float(row["after"])),),
                        f"{decimal(row['before'], 3)} → {decimal(row['after'], 3)}", status if known else "",
                        float(row["before"]), float(row["limit"])))  # fmt: skip
    return rows, render(msg("CV before → after"), lang), ()


def _cost(frame: pd.DataFrame, lang: str) -> _Found:
    rows = []
    for row in _records(frame):
        told = [msg("{cost} once", cost=money(row["once"]))] if row["once"] else []
        told += [msg("{cost} a year", cost=money(row["yearly"]))] if row["yearly"] else []
        rows.append(Row(render(row["label"], lang), (("once", float(row["once"])), ("yearly", float(row["yearly"]))),
                        render(msg("{parts}", parts=told), lang)))  # fmt: skip
    return rows, "", (render(msg("once"), lang), render(msg("each year"), lang))


_KINDS: dict[str, Callable[[pd.DataFrame, str], _Found]] = {
    "passing": _passing, "cv": _cv, "shortfall": _shortfall, "influence": _influence, "reach": _reach, "lacking": _lacking,
    "steps": _steps, "cost": _cost,
}  # fmt: skip
