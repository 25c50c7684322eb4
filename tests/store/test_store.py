"""What is saved is there again, with its history; nobody overwrites anybody; nobody sees what is not theirs."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import create_engine, text

from balance.errors import Conflict, UnusableStore
from balance.store.schema import VERSION
from balance.store.store import Store, open_store


def test_every_save_keeps_what_was_before(store: Store) -> None:
    made = store.create("office", "scenario", "甲方案", b"one", by="张三", what="新建", place="云河县", year="2024-2025")
    assert (made.name, made.place, made.year, made.latest, made.saved_by) == ("甲方案", "云河县", "2024-2025", 1, "张三")
    saved = store.save("office", made.id, 1, b"two", by="李四", what="加 3 名教师")
    assert saved.latest == 2
    assert store.content("office", made.id) == b"two"
    assert store.content("office", made.id, 1) == b"one"
    told = [(v.number, v.saved_by, v.what) for v in store.history("office", made.id)]
    assert told == [(2, "李四", "加 3 名教师"), (1, "张三", "新建")]
    assert all(v.saved_at.endswith("+00:00") for v in store.history("office", made.id))


def test_an_earlier_version_comes_back_and_the_later_ones_stay_in_the_history(store: Store) -> None:
    made = store.create("o", "scenario", "a", b"1")
    store.save("o", made.id, 1, b"2")
    restored = store.restore("o", made.id, 1, 2, by="王五")
    assert restored.latest == 3
    assert store.content("o", made.id) == b"1"
    assert [store.content("o", made.id, n) for n in (1, 2, 3)] == [b"1", b"2", b"1"]


def test_of_two_people_who_save_the_same_the_second_is_told_and_nothing_is_overwritten(store: Store) -> None:
    made = store.create("o", "scenario", "甲方案", b"1", by="张三")
    store.save("o", made.id, 1, b"by zhang", by="张三")
    with pytest.raises(Conflict) as told:
        store.save("o", made.id, 1, b"by li", by="李四")
    assert (told.value.name, told.value.latest, told.value.by) == ("甲方案", 2, "张三")
    assert "张三" in told.value.say("zh")
    assert store.content("o", made.id) == b"by zhang"
    assert store.save("o", made.id, 2, b"by li", by="李四").latest == 3


def test_of_many_who_save_at_once_exactly_one_goes_through(store: Store) -> None:
    made = store.create("o", "scenario", "a", b"0")
    outcomes: list[str] = []

    def save(n: int) -> None:
        try:
            store.save("o", made.id, 1, str(n).encode())
            outcomes.append("saved")
        except Conflict:
            outcomes.append("told")

    threads = [threading.Thread(target=save, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["saved", *["told"] * 7]
    assert store.document("o", made.id).latest == 2


def test_an_owner_sees_only_their_own(store: Store) -> None:
    mine, theirs = store.create("me", "county", "云河县", b"a"), store.create("they", "county", "清江县", b"b")
    store.create("me", "scenario", "甲", b"c")
    assert [d.name for d in store.all("me", "county")] == ["云河县"]
    for ask in (store.document, store.content, store.history):
        with pytest.raises(UnusableStore):
            ask("me", theirs.id)
    with pytest.raises(UnusableStore):
        store.save("me", theirs.id, 1, b"x")
    store.forget("me", theirs.id)
    assert store.content("they", theirs.id) == b"b"
    assert store.content("me", mine.id) == b"a"


def test_what_is_forgotten_is_off_the_list(store: Store) -> None:
    made = store.create("o", "mapping", "a", b"1")
    store.forget("o", made.id)
    assert store.all("o", "mapping") == []
    with pytest.raises(UnusableStore):
        store.content("o", made.id)


def test_the_list_begins_with_what_was_saved_last_and_can_be_of_one_place(store: Store) -> None:
    first = store.create("o", "scenario", "甲", b"", place="云河县")
    store.create("o", "scenario", "乙", b"", place="云河县")
    store.create("o", "scenario", "丙", b"", place="清江县")
    store.save("o", first.id, 1, b"x")
    assert [d.name for d in store.all("o", "scenario")] == ["甲", "丙", "乙"]
    assert [d.name for d in store.all("o", "scenario", "云河县")] == ["甲", "乙"]


def test_a_table_is_kept_and_shared_things_open_for_who_has_the_word(store: Store) -> None:
    assert store.workspace("t") is None
    store.keep_workspace("t", b"a" * 100_000)
    store.keep_workspace("t", b"b")
    assert store.workspace("t") == b"b"
    assert store.workspace("other") is None
    word = store.share(b"picture")
    assert store.shared(word) == b"picture"
    assert store.shared(word + "x") is None
    assert len(word) >= 16
    assert store.drop_workspaces("2000-01-01") == 0
    assert store.drop_workspaces("2999-01-01") == 1
    assert store.workspace("t") is None


def test_names_are_only_names(store: Store) -> None:
    name = "'; DROP TABLE documents; -- 甲\u2028<b>"
    made = store.create("o'; --", "scenario", name, b"\x00\xff", by="<i>", what="\\")
    assert store.document("o'; --", made.id).name == name
    assert store.content("o'; --", made.id) == b"\x00\xff"


def test_a_store_opened_again_has_everything(url: str) -> None:
    first = open_store(url)
    made = first.create("o", "county", "云河县", b"1")
    first.close()
    second = open_store(url)
    assert second.content("o", made.id) == b"1"
    second.close()


def test_a_store_opened_by_many_at_once_is_made_once(url: str) -> None:
    wrong: list[BaseException] = []

    def use() -> None:
        try:
            store = open_store(url)
            store.create("o", "county", "a", b"")
            store.close()
        except UnusableStore as error:
            wrong.append(error)

    threads = [threading.Thread(target=use) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    store = open_store(url)
    assert len(store.all("o", "county")) == 6
    store.close()


def test_a_store_of_a_later_program_is_left_alone(url: str) -> None:
    open_store(url).close()
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(text("UPDATE store_version SET version = :later"), {"later": VERSION + 1})
    engine.dispose()
    with pytest.raises(UnusableStore, match="later version"):
        open_store(url)


@pytest.mark.parametrize("bad", ["nonsense", "mysql+nothing://x/y", "postgresql://nobody@127.0.0.1:1/none"])
def test_a_place_that_cannot_be_opened_is_said_in_one_line(bad: str) -> None:
    with pytest.raises(UnusableStore) as told:
        open_store(bad)
    assert "\n" not in told.value.say("zh")


def test_a_file_that_is_no_database_is_said(tmp_path) -> None:
    (tmp_path / "balance.sqlite3").write_text("This is a letter, and a rather long one at that. " * 40)
    with pytest.raises(UnusableStore):
        open_store(folder=tmp_path)
