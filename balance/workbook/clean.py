"""Names and codes as they are compared: spaces and width do not tell two schools apart, anything else does."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import numpy as np
import pandas as pd

__all__ = ["code_texts", "codes_for", "name_keys", "school_keys", "without_part"]

_PART = re.compile(r"(?<=..)\s*[(（]?(?:本部|小学部|初中部|中学部|高中部)[)）]?\s*$")
_ROUNDED = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)


def name_keys(names: np.ndarray) -> np.ndarray:
    """Names without spaces and in one width, without （本部） and without the stage of a part (小学部, 初中部, 高中部) at
    the end; 第一小学 and 第二小学 stay two."""
    return np.asarray([_key(name) for name in names], dtype=object)


@lru_cache(maxsize=20_000)
def _key(name: str) -> str:
    return without_part("".join(unicodedata.normalize("NFKC", name).split()))


def without_part(name: str) -> str:
    """A school's name without the word for its main site or for one of its stages at the end.

    >>> without_part("柳河学校（初中部）"), without_part("柳河学校本部")
    ('柳河学校', '柳河学校')
    """
    return _PART.sub("", name) if name.rstrip().endswith(("部", ")", "）")) else name


def code_texts(codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Codes as text, and which of them a spreadsheet has cut to a power of ten ("2.1E+09"): these are worth nothing."""
    rounded = np.asarray([bool(_ROUNDED.fullmatch(code)) for code in codes], dtype=bool)
    return np.where(rounded, "", codes), rounded


def school_keys(
    counties: np.ndarray, codes: np.ndarray, names: np.ndarray, stages: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """One number a row, equal for the rows of one school; and the rows whose code other schools use too.

    A code tells a school where its rows have one name, or several names with a stage each (小学部, 初中部 of one
    school). Otherwise the name within the county tells it. A school whose code stands in one row only keeps it.
    """
    frame = pd.DataFrame({"county": counties, "code": codes, "name": names, "stage": stages}, dtype=object)
    coded = frame[frame["code"] != ""]
    groups = coded.groupby(["county", "code"], sort=False)
    shared = np.zeros(len(frame), dtype=bool)
    if len(coded) > groups.ngroups:
        several = groups["name"].transform("nunique") > 1
        alone = (groups["stage"].transform("nunique") == groups["stage"].transform("size")) & groups["stage"].transform(
            lambda stage: (stage != "").all()
        )
        shared[coded.index[several & ~alone]] = True
    code = np.where(shared, "", codes)
    known = pd.DataFrame({"county": counties, "name": names, "code": code})[code != ""]
    only = known.drop_duplicates().groupby(["county", "name"])["code"].agg(["size", "first"])
    only = only[only["size"] == 1]["first"]
    missing = np.flatnonzero((code == "") & ~shared)
    if len(only) and len(missing):
        wanted = pd.MultiIndex.from_arrays([counties[missing], names[missing]])
        code = code.copy()
        code[missing] = only.reindex(wanted).fillna("").to_numpy(dtype=object)
    label = [
        f"{county}\n#{key}" if key else f"{county}\n={name}"
        for county, key, name in zip(counties, code, names, strict=True)
    ]
    numbers, _ = pd.factorize(np.asarray(label, dtype=object))
    return np.asarray(numbers), shared


def codes_for(codes: np.ndarray, names: np.ndarray, counties: np.ndarray) -> np.ndarray:
    """The codes with the gaps filled: the name, or "county/name" where a name occurs more than once."""
    twice = pd.Series(names, dtype=object).duplicated(keep=False).to_numpy()
    filled = np.where(twice & (counties != ""), [f"{c}/{n}" for c, n in zip(counties, names, strict=True)], names)
    filled = np.where(codes == "", filled, codes)
    again = pd.Series(filled, dtype=object).duplicated(keep=False).to_numpy()
    unique = np.where(
        again, [f"{c}/{k}/{n}" if c else f"{k}/{n}" for c, k, n in zip(counties, filled, names, strict=True)], filled
    )
    count = pd.Series(unique, dtype=object).groupby(unique).cumcount().to_numpy()
    return np.asarray(
        [key if not n else f"{key} ({n + 1})" for key, n in zip(unique, count, strict=True)], dtype=object
    )
