"""The data page: findings settled and taken back, tables pasted, passwords asked for, mappings kept and offered again."""

from __future__ import annotations

import io

import msoffcrypto
import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from tests.app.opened import ROOT, Opener, drop, plain, texts, to_page

TOWNSHIP = next((ROOT / "sample_data" / "township").glob("*.xlsx"))
CAMPUSES = ROOT / "sample_data" / "campuses"
PASTED = "学校名称\t在校生数\t图书册数\n东小学\t100\t2000\n西小学\t200\t5000\n"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("BALANCE_HOME", str(tmp_path))


def press(app: AppTest, key: str) -> AppTest:
    return next(button for button in app.button if button.key == key).click().run()


def offers(app: AppTest) -> list[str]:
    return [button.label for button in app.button if str(button.key).startswith("fix ")]


def at_hand(app: AppTest):
    return app.session_state["_loaded"].county


def equipment(app: AppTest, school: str) -> float:
    county = at_hand(app)
    return float(county.figures("equipment_yuan")[county.find(school)])


def test_a_slip_of_unit_is_settled_in_one_click_and_taken_back(opener: Opener) -> None:
    app = opener("zh", "data", TOWNSHIP)
    assert [plain(offer) for offer in offers(app)] == ["U28：4.758 → 3172", "V13：2942900 → 294.29"]
    assert equipment(app, "石门小学") == pytest.approx(29_429_000_000)
    press(app, "fix 1 0")
    assert equipment(app, "石门小学") == pytest.approx(2_942_900)
    assert [plain(offer) for offer in offers(app)] == ["U28：4.758 → 3172"]
    assert any("V13：2942900 → 294.29" in text for text in texts(app))
    press(app, "undo change 0")
    assert equipment(app, "石门小学") == pytest.approx(29_429_000_000)
    assert len(offers(app)) == 2
    assert not app.exception


def test_a_change_is_kept_on_every_page_and_what_was_tried_stays(opener: Opener) -> None:
    app = opener("zh", "data", TOWNSHIP)
    press(app, "fix 1 0")
    to_page(app, "overview")
    to_page(app, "data")
    assert equipment(app, "石门小学") == pytest.approx(2_942_900)
    assert len(app.session_state["_loaded"].corrections) == 1


def test_a_campus_without_a_known_parent_asks_for_it(opener: Opener) -> None:
    app = opener("zh", "data", next(path for path in sorted(CAMPUSES.glob("*.xlsx")) if "1、0" in path.name))
    school = next(box for box in app.selectbox if box.key == "parent 0")
    school.set_value("云河县第一小学").run()
    press(app, "join 0")
    assert not any(problem.code == "campus_parent_unknown" for problem in at_hand(app).problems)
    assert "云河县第一小学" in at_hand(app).words("parent").tolist()


def test_any_cell_can_be_corrected_by_its_address(opener: Opener) -> None:
    app = opener("zh", "data", ("表.csv", PASTED.encode()))
    fields = {field.key: field for field in app.text_input}
    fields["correct address"].set_value("c2")
    fields["correct value"].set_value("2500")
    submit(app, "更正")
    assert at_hand(app).figures("books").tolist() == [2500, 5000]
    fields = {field.key: field for field in app.text_input}
    fields["correct address"].set_value("第二行")
    submit(app, "更正")
    assert [error.value for error in app.error]
    assert at_hand(app).figures("books").tolist() == [2500, 5000]


def submit(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def test_a_pasted_table_is_read(opener: Opener) -> None:
    app = opener("zh", "data")
    next(area for area in app.text_area if area.key == "data upload pasted").set_value(PASTED)
    submit(app, "读取表格")
    assert at_hand(app).words("school").tolist() == ["东小学", "西小学"]
    assert at_hand(app).figures("books").tolist() == [2000, 5000]


def locked(password: str) -> bytes:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for line in PASTED.splitlines():
        page.append([int(cell) if cell.isdigit() else cell for cell in line.split("\t")])
    plain_file, out = io.BytesIO(), io.BytesIO()
    book.save(plain_file)
    msoffcrypto.OfficeFile(plain_file).encrypt(password, out)
    return out.getvalue()


def test_a_workbook_with_a_password_is_asked_for_it(opener: Opener) -> None:
    app = opener("zh", "data", ("保密.xlsx", locked("芝麻开门")))
    field = next(field for field in app.text_input if str(field.key).endswith("password field 保密.xlsx"))
    field.set_value("错的")
    submit(app, "打开")
    assert any("密码不对" in text for text in texts(app))
    next(field for field in app.text_input if str(field.key).endswith("password field 保密.xlsx")).set_value("芝麻开门")
    submit(app, "打开")
    assert at_hand(app).words("school").tolist() == ["东小学", "西小学"]
    assert not app.error
    assert not app.exception


def test_a_locked_file_among_others_leaves_the_others_on_the_table(opener: Opener) -> None:
    app = opener("zh", "data", ("开.csv", "学校名称,在校生数\n北小学,50\n".encode()), ("锁.xlsx", locked("x")))
    assert at_hand(app).words("school").tolist() == ["北小学"]
    next(field for field in app.text_input if str(field.key).endswith("password field 锁.xlsx")).set_value("x")
    submit(app, "打开")
    assert at_hand(app).words("school").tolist() == ["北小学", "东小学", "西小学"]


def test_a_mapping_is_kept_and_offered_for_the_same_shape(opener: Opener) -> None:
    from balance.corrections import ColumnIs
    from balance.profiles import profile_of
    from balance.store.profiles import Profiles
    from balance.workbook.read import Source, read
    from ui import cached

    table = "学校名称,在校生数,电子图书\n东小学,100,30\n"
    source = Source("甲.csv", table.encode())
    by_hand = read(source, corrections=[ColumnIs("甲.csv", "", 2, "books")])
    app = opener("zh", "data", ("丙.csv", "学校名称,在校生数\n西小学,200\n".encode()))
    app.session_state["balance_browser"] = "the-word-of-this-browser"
    Profiles(cached.store(), "the-word-of-this-browser").save(profile_of("我县表", by_hand.columns))
    drop(app, ("乙.csv", "学校名称,在校生数,电子图书\n西小学,200,70\n".encode()))
    assert any("我县表" in text for text in texts(app))
    press(app, "use profile 0")
    assert at_hand(app).figures("books").tolist() == [70]
    assert not any("我县表" in text for text in texts(app))
    drop(app, ("丙.csv", "学校名称,在校生数\n西小学,200\n".encode()))
    assert not any("我县表" in text for text in texts(app))


def test_a_reading_that_a_correction_spoils_leaves_the_table_as_it_was(opener: Opener) -> None:
    app = opener("zh", "data", ("表.csv", PASTED.encode()))
    fields = {field.key: field for field in app.text_input}
    fields["correct address"].set_value("B1")
    fields["correct value"].set_value("别的")
    submit(app, "更正")
    assert app.error
    assert at_hand(app).words("school").tolist() == ["东小学", "西小学"]
