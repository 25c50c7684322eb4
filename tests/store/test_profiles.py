"""Mappings kept under a name: the same shape from another file gives the same reading; what is damaged is refused."""

from __future__ import annotations

import pytest

from balance.corrections import ColumnIs, UnitIs
from balance.errors import BrokenProfile
from balance.profiles import applied, dumps, loads, profile_of, shape_of
from balance.store.profiles import Profiles
from balance.store.store import Store
from balance.workbook.read import Source, read

HEAD = "学校名称,在校生数,电子图书,设备\n"
FIRST = Source("甲.csv", (HEAD + "东小学,100,30,5\n").encode())
NEXT = Source("乙.csv", (HEAD + "西小学,200,70,9\n").encode())
BY_HAND = (ColumnIs("甲.csv", "", 2, "books"), ColumnIs("甲.csv", "", 3, "equipment_yuan"), UnitIs("甲.csv", "", 3, "万元"))


def kept():
    return profile_of("我县表", read(FIRST, corrections=BY_HAND).columns)


def test_a_table_of_the_same_shape_is_read_the_same_way() -> None:
    columns = read(NEXT).columns
    profile = kept()
    assert profile.shape == shape_of(columns)
    county = read(NEXT, corrections=applied(profile, columns))
    assert county.figures("books").tolist() == [70]
    assert county.figures("equipment_yuan").tolist() == [90_000]
    assert applied(profile, county.columns) == ()


def test_the_order_of_columns_and_the_rows_are_no_part_of_the_shape() -> None:
    turned = read(Source("丙.csv", "电子图书,学校名称,设备,在校生数\n1,东小学,2,3\n".encode())).columns
    assert shape_of(turned) == kept().shape
    assert read(Source("丙.csv", "电子图书,学校名称,设备,在校生数\n1,东小学,2,3\n".encode()),
                corrections=applied(kept(), turned)).figures("books").tolist() == [1]  # fmt: skip
    other = read(Source("丁.csv", "学校名称,在校生数,电子图书\n东小学,1,2\n".encode())).columns
    assert shape_of(other) != kept().shape


def test_a_profile_written_and_read_is_the_same() -> None:
    assert loads(dumps(kept())) == kept()


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", '{"format": "other"}', '{"format": "balance-mapping", "version": 2}',
        '{"format": "balance-mapping", "version": 1, "columns": [{"headings": ["a"], "read_as": "no_such", "unit": ""}]}',
        '{"format": "balance-mapping", "version": 1, "columns": [{"headings": "a", "read_as": "", "unit": ""}]}',
        "[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_profile_is_refused(text: str) -> None:
    with pytest.raises(BrokenProfile):
        loads(text)


@pytest.mark.parametrize("name", ["常用", "", "a/b\\c:*?\"<>|", "../../etc", "名" * 80, "emoji 🏫", "a\nb", "a\x00b"])
def test_a_profile_is_kept_under_any_name_and_comes_back_the_same(store: Store, name: str) -> None:
    profiles = Profiles(store, "me")
    assert profiles.all() == []
    mine = profile_of(name, read(FIRST, corrections=BY_HAND).columns)
    profiles.save(mine)
    assert profiles.all() == profiles.for_shape(mine.shape) == [mine]
    assert Profiles(store, "somebody else").all() == []
    profiles.forget(name)
    assert profiles.all() == []


def test_one_of_the_same_name_replaces_the_other(store: Store) -> None:
    profiles = Profiles(store, "me")
    profiles.save(profile_of("我县表", read(FIRST).columns))
    profiles.save(profile_of("另一张", read(FIRST).columns))
    profiles.save(kept())
    assert sorted(profile.name for profile in profiles.all()) == ["另一张", "我县表"]
    assert kept() in profiles.for_shape(kept().shape)
    profiles.forget("never kept")
    assert len(profiles.all()) == 2


def test_a_damaged_one_among_the_profiles_is_passed_over(store: Store) -> None:
    profiles = Profiles(store, "me")
    profiles.save(kept())
    store.create("me", "mapping", "broken", b"{")
    assert [profile.name for profile in profiles.all()] == ["我县表"]
