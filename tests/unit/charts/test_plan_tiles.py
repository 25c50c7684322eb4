"""The tiles of a plan: one a school, town by town, told by sign and word as well as by colour."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest

from ui.charts.plan_tiles import FEW, SIGNS, plan_tiles
from ui.palette import DARK, LIGHT

WORDS = {"gets": "增配", "gives": "调出", "both": "有进有出", "short": "未达标", "none": "不变", "out": "不动"}
ROWS = pd.DataFrame({
    "label": ["甲<b>校", "乙校", "丙校", "丁校", "戊校"], "band": ["东镇", "西镇", "东镇", "西镇", "东镇"],
    "kind": ["none", "gets", "gets", "gives", "out"], "depth": [0.0, 1.0, 0.25, 0.0, 0.0],
    "note": ["", "教师+2", "2 项\n18 万元", "教师−1", ""],
    "hover": ["甲", "乙", "丙", "丁", "戊"],
})  # fmt: skip


@pytest.mark.parametrize("p", [LIGHT, DARK])
def test_every_school_has_a_tile_and_those_that_matter_have_words(p):
    tiles, told = plan_tiles(ROWS, words=WORDS, p=p).data
    assert sorted(tiles.customdata) == sorted(ROWS["label"])
    assert len(told.text) == 3  # two get something, one gives
    for text in told.text:
        assert any(SIGNS[kind] in text for kind in ("gets", "gives"))
    assert any("丙校" in text and "2 项<br>18 万元" in text for text in told.text)


def test_towns_stay_together_and_who_gets_something_comes_first_in_its_town():
    figure = plan_tiles(ROWS, words=WORDS, p=LIGHT)
    assert list(figure.data[0].customdata) == ["丙校", "甲<b>校", "戊校", "乙校", "丁校"]
    assert [text.strip("\u00a0") for text in figure.layout.yaxis.ticktext] == ["东镇", "西镇"]


def test_tiles_of_one_line_do_not_overlap():
    many = pd.concat([ROWS.assign(label=ROWS["label"] + str(n)) for n in range(12)], ignore_index=True)
    tiles = plan_tiles(many, words=WORDS, p=LIGHT).data[0]
    spans = sorted(zip(tiles.y, tiles.base, tiles.x, strict=True))
    for (line, left, wide), (next_line, next_left, _) in pairwise(spans):
        assert line != next_line or next_left >= left + wide


def test_who_gets_more_is_deeper():
    tiles = plan_tiles(ROWS, words=WORDS, p=LIGHT).data[0]
    colour = dict(zip(tiles.customdata, tiles.marker.color, strict=True))
    assert colour["乙校"] != colour["丙校"]
    assert int(colour["乙校"][1:3], 16) < int(colour["丙校"][1:3], 16)  # nearer the accent, whose red is low


def test_the_key_counts_each_kind_by_word():
    figure = plan_tiles(ROWS, words=WORDS, p=LIGHT)
    (key,) = figure.layout.annotations
    assert "增配 2" in key.text
    assert "调出 1" in key.text
    assert "不变 1" in key.text
    assert "有进有出" not in key.text


def test_where_many_get_something_the_tiles_carry_signs_alone():
    many = pd.concat([ROWS.assign(label=ROWS["label"] + str(n)) for n in range(FEW)], ignore_index=True)
    told = plan_tiles(many, words=WORDS, p=LIGHT).data[1]
    assert len(told.text) == 3 * FEW
    assert not any("校" in text for text in told.text)


def test_a_school_left_out_is_hatched_not_only_grey():
    tiles = plan_tiles(ROWS, words=WORDS, p=LIGHT).data[0]
    shapes = dict(zip(tiles.customdata, tiles.marker.pattern.shape, strict=True))
    assert shapes["戊校"] == "/"
    assert shapes["乙校"] == ""


def test_names_are_shown_as_typed():
    rows = ROWS.assign(kind="short")
    assert any("&lt;b&gt;" in text for text in plan_tiles(rows, words=WORDS, p=LIGHT).data[1].text)


def test_an_empty_frame_is_refused():
    with pytest.raises(ValueError, match="at least one row"):
        plan_tiles(ROWS.iloc[:0], words=WORDS, p=LIGHT)
