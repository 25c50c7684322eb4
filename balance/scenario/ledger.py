"""A county's table while actions write in it: the one place where figures are given, taken, joined and ended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from balance.bounds import Floats
from balance.columns import STAGES, STAGES_JUDGED, Stage, label, vocabulary
from balance.county import County
from balance.errors import RefusedAction
from balance.holding import HOLDS
from balance.numbers import plain_number
from balance.words import msg

__all__ = ["Ledger", "check_amount", "kept_in"]


class Ledger:
    """Changes gathered on copies, row by row; the county given stays as it is, and rows keep their numbers until the
    end, so that forty actions cost one new table and not forty."""

    def __init__(self, county: County) -> None:
        self._county = county
        self._figures: dict[str, Floats] = {}
        self._words: dict[str, np.ndarray] = {}
        self._gone: set[int] = set()
        self._rows: dict[str, dict[str, list[int]]] = {}

    def find(self, school: str, county: str = "") -> int:
        """The row of a school given by its code, else by its exact name (in `county`, where that is given).

        Raises `RefusedAction` where there is no such school (any more), or more than one.
        """
        places = self._county.words("county")
        for column in ("school_code", "school"):
            found = [row for row in self._index(column).get(school, ()) if row not in self._gone]
            found = [row for row in found if not county or places[row] == county]
            if len(found) == 1:
                return found[0]
            if found:
                raise RefusedAction(
                    msg("{n} schools are called “{school}”: name the county or the code", n=len(found), school=school)
                )
        raise RefusedAction(msg("there is no school “{school}” in the table", school=school))

    def _index(self, column: str) -> dict[str, list[int]]:
        if column not in self._rows:
            index: dict[str, list[int]] = defaultdict(list)
            for row, word in enumerate(self._words.get(column, self._county.words(column)).tolist()):
                index[word].append(row)
            self._rows[column] = index
        return self._rows[column]

    def rows(self) -> list[int]:
        """The rows that are still there."""
        return [row for row in range(len(self._county.schools)) if row not in self._gone]

    def name(self, row: int) -> str:
        """The school's name."""
        return str(self.word("school", row))

    def word(self, column: str, row: int) -> object:
        """A text, choice or flag as it stands now; "" where it is not known."""
        found: object = self._words.get(column, self._county.words(column))[row]
        return found

    def put_word(self, column: str, row: int, word: object) -> None:
        """Replace a text, choice or flag."""
        if column not in self._words:
            self._words[column] = self._county.words(column).copy()
        self._words[column][row] = word
        self._rows.pop(column, None)

    def of(self, column: str, row: int) -> float:
        """The figure as it stands now; NaN where it is not known."""
        return float(self._figures[column][row] if column in self._figures else self._county.figures(column)[row])

    def put(self, column: str, row: int, figure: float) -> None:
        """Replace a figure."""
        if column not in self._figures:
            self._figures[column] = self._county.figures(column).copy()
        self._figures[column][row] = figure

    def give(self, column: str, row: int, amount: float) -> None:
        """Add to a figure. Raises `RefusedAction` where it is not known."""
        self.put(column, row, self._known(column, row) + amount)

    def take(self, column: str, row: int, amount: float) -> None:
        """Take from a figure. Raises `RefusedAction` where it is not known, or less than is taken."""
        there = self._known(column, row)
        if amount > there:
            raise RefusedAction(
                msg(
                    "{figure} of {school}: there are {there}, {amount} cannot be taken",
                    figure=label(column), school=self.name(row), there=plain_number(there), amount=plain_number(amount),
                )
            )  # fmt: skip
        self.put(column, row, there - amount)

    def _known(self, column: str, row: int) -> float:
        there = self.of(column, row)
        if np.isnan(there):
            raise RefusedAction(msg("{figure} of {school} is not known", figure=label(column), school=self.name(row)))
        return there

    def base(self, row: int, column: str, stage: Stage | None) -> str | None:
        """The canonical column in which a school keeps a figure: the column's own, or the one that serves instead;
        None where the school's figure is not known at all."""
        return next((name for name in kept_in(column, stage) if not np.isnan(self.of(name, row))), None)

    def knows(self, column: str) -> bool:
        """Whether the table has the figure, or the one that serves instead, for any school and stage."""
        columns = vocabulary().columns
        names = [name for base in (column, columns[column].instead) if base is not None for name in columns[base].names]
        return any(bool(np.isfinite(self._figures.get(name, self._county.figures(name))).any()) for name in names)

    def holds(self, row: int, stage: Stage) -> bool:
        """Whether a school holds a stage: by its type, even before the first pupil has come, or by its pupils."""
        return stage in HOLDS.get(str(self.word("school_type", row)), ()) or self.of(f"pupils_{stage}", row) > 0

    def stages(self, row: int) -> list[Stage]:
        """The stages that a school holds, senior ones too."""
        return [stage for stage in STAGES if self.holds(row, stage)]

    def stage(self, row: int, asked: Stage | None, among: Sequence[Stage] = STAGES_JUDGED) -> Stage:
        """The stage asked for, else the one in which the school has pupils, else the one it holds.

        Raises `RefusedAction` where the school does not hold it, or where there are several to choose from, or none.
        """
        if asked is not None:
            if not self.holds(row, asked):
                title = vocabulary().stage_titles[asked]
                raise RefusedAction(msg("{school} has no {stage} pupils", school=self.name(row), stage=title))
            return asked
        held = [stage for stage in among if self.of(f"pupils_{stage}", row) > 0]
        held = held or [stage for stage in among if self.holds(row, stage)]
        if len(held) != 1:
            raise RefusedAction(msg("{school}: say which stage, {stages}", school=self.name(row), stages=list(among)))
        return held[0]

    def end(self, row: int) -> None:
        """Take a school off the table."""
        self._gone.add(row)

    def begin(self, facts: Mapping[str, object]) -> int:
        """Put a new school at the end of the table; the number of its row. Other rows get new numbers where some ended."""
        settled = self.county()
        fresh = pd.DataFrame([dict(facts)])
        from_settled = [column for column in settled.schools.columns if column not in fresh.columns]
        table = pd.concat([settled.schools, fresh.reindex(columns=[*fresh.columns, *from_settled])], ignore_index=True)
        order = [*settled.schools.columns, *(column for column in fresh.columns if column not in settled.schools.columns)]
        self.__init__(settled.with_table(table[order]))  # type: ignore[misc]
        return len(table) - 1

    def county(self) -> County:
        """The county as it stands now."""
        if not (self._figures or self._words or self._gone):
            return self._county
        changed = self._county.with_figures({**self._figures, **self._words})
        if not self._gone:
            return changed
        stay = np.ones(len(changed.schools), dtype=bool)
        stay[list(self._gone)] = False
        return changed.with_table(changed.schools[stay].reset_index(drop=True))


def kept_in(column: str, stage: Stage | None) -> list[str]:
    """The canonical columns in which a figure may stand: the column's own, then the one that serves instead."""
    columns = vocabulary().columns
    bases = [base for base in (column, columns[column].instead) if base is not None]
    return [f"{base}_{stage}" if columns[base].stages else base for base in bases]


def check_amount(amount: float, whole: bool, least: float = 0.0) -> None:
    """Raises `RefusedAction` for an amount that is not above `least`, or not whole where whole things are counted."""
    if not np.isfinite(amount) or amount <= least:
        raise RefusedAction(msg("the amount must be above zero, not {amount}", amount=plain_number(amount)))
    if whole and amount != int(amount):
        raise RefusedAction(msg("{amount} is not a whole number", amount=plain_number(amount)))
