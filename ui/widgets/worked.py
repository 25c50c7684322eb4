"""The official worked example, recomputed by the program step by step."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from balance.assess import assess
from balance.influence import influence
from balance.numbers import decimal, percent
from balance.standard_file import load
from ui import cached
from ui.text import literal, t

__all__ = ["worked_example"]


def worked_example() -> None:
    """Five schools, pupils and books: each step with the printed figure, the exact ones below."""
    county, standard = cached.sample("worked-example.csv"), load("basic-2012")
    assessment = assess(county, standard)
    k = [indicator.id for indicator in standard.indicators].index("books_per_pupil")
    spread, pupils, books = assessment.dispersion, assessment.parts.pupils, assessment.numerator[:, k]
    mean, sd, cv = float(spread.mean[0, k]), float(spread.sd[0, k]), float(spread.cv[0, k])
    terms = pupils / pupils.sum() * (assessment.value[:, k] - mean) ** 2
    shares = influence(assessment).share[:, k]
    names = county.words("school")[assessment.parts.school]
    total = t("Total")
    table = {
        t("School"): [*names, total],
        t("Pupils P"): [*(decimal(p, 0) for p in pupils), decimal(float(pupils.sum()), 0)],
        t("Books x"): [*(decimal(b, 0) for b in books), decimal(float(books.sum()), 0)],
        t("X = x ÷ P"): [*(decimal(v, 2) for v in assessment.value[:, k]), decimal(mean, 2)],
        t("(P ÷ ΣP)(X − X̄)²"): [*(_term(v) for v in terms), decimal(float(np.sum(terms)), 2)],
        t("Share of S²"): [*(percent(float(s)) for s in shares), percent(float(shares.sum()))],
    }
    st.dataframe(pd.DataFrame(table), hide_index=True, alt=t("Worked example"))
    steps = (
        t("Mean: {books} ÷ {pupils} = {mean}", books=decimal(float(books.sum()), 0),
          pupils=decimal(float(pupils.sum()), 0), mean=decimal(mean, 2)),
        t("S: √{sum} = {sd}", sum=decimal(sd**2, 2), sd=decimal(sd, 2)),
        t("CV: {sd} ÷ {mean} = {cv}", sd=decimal(sd, 2), mean=decimal(mean, 2), cv=decimal(cv, 2)),
    )  # fmt: skip
    for number, line in enumerate(steps, 1):
        st.markdown(f"{number}. {literal(line)}")
    st.caption(literal(t("Unrounded: mean {mean}, S {sd}, CV {cv}.", mean=decimal(mean, 10), sd=decimal(sd, 7),
                         cv=decimal(cv, 7))))  # fmt: skip
    st.caption(literal(t("Source: {source}", source=standard.documents[-1])))


def _term(value: float) -> str:
    # the document prints very small terms with a third decimal
    return decimal(value, 2 if value >= 0.01 else 3)
