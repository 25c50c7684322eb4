"""What the tests look for in every file of a report: its parts as they lie in the archive, numbers as the form prints them."""

import io
import re
import zipfile
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
from lxml import etree

from balance.pricelist import load_prices
from balance.report.content import subject_of
from balance.standard_file import load
from tests.counties import county

# Latin words that may stand in a Chinese file: names of files and products, units, symbols of formulas
ALLOWED = {"CV", "S", "xlsx", "yunhe", "county", "PE"}


def printed(value, decimals):
    """The number with so many decimals, halves up, by decimal arithmetic."""
    text = f"{Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):,f}"
    return text.replace("-", "−")


def cvs(assessment, stage):
    """The CVs of a stage as the form prints them, in the order of the indicators: pupil-weighted S over the mean, worked out
    from values and pupils alone."""
    rows = np.flatnonzero(assessment.parts.stage == ("primary", "junior").index(stage))
    weight = assessment.parts.pupils[rows] / assessment.parts.pupils[rows].sum()
    found = []
    for k in range(assessment.value.shape[1]):
        values = assessment.value[rows, k]
        mean = (weight * values).sum()
        found.append(printed(np.sqrt((weight * (values - mean) ** 2).sum()) / mean, 3))
    return found


def parts(content):
    """Name → bytes of everything in the file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def outside(content):
    """The relationships that lead out of the file."""
    return [
        (name, relation.get("Target"))
        for name, data in parts(content).items() if name.endswith(".rels")
        for relation in etree.fromstring(data) if relation.get("TargetMode") == "External"
    ]  # fmt: skip


def foreign(texts):
    """The Latin words in texts that should be Chinese."""
    return sorted({word for text in texts for word in re.findall(r"[A-Za-z]{2,}", text)} - ALLOWED)


def reported(*schools, standard="quality-2017"):
    """These schools as something to report on."""
    table = county(*schools)
    return subject_of(table, load(standard), "", load_prices())
