"""What cannot be used is refused with exit 2 and one line on stderr, in the reader's language; never a traceback."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.running import EXAMPLE, YUNHE, refused, run

CHINESE = re.compile(r"[一-鿿]")
SENTENCE = re.compile(r"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}")


@pytest.fixture
def bad(tmp_path: Path) -> dict[str, Path]:
    """Files that cannot be used, by what is wrong with them."""
    scenario = {"format": "balance-scenario", "version": 1, "actions": []}
    whose = {**scenario, "actions": [{"do": "add", "school": "月亮小学", "resource": "books", "amount": 3}]}
    what = {**scenario, "actions": [{"do": "add", "school": "小学1", "resource": "gold", "amount": 3}]}
    minus = {**scenario, "actions": [{"do": "add", "school": "小学1", "resource": "books", "amount": -3}]}
    contents = {
        "empty.csv": b"",
        "empty.xlsx": b"",
        "prose.csv": "这里没有表格\r\n".encode(),
        "cut.xlsx": YUNHE.read_bytes()[:4000],
        "broken.toml": b'id = "own"\nextends = "quality-2017"\n[balance_rule]\nkind = "by_eye"\n',
        "no.toml": b"this is = = no TOML",
        "not.json": b"{'format': 1}",
        "list.json": b"[1, 2]",
        "future.json": json.dumps({**scenario, "version": 2}).encode(),
        "whose.json": json.dumps(whose).encode(),
        "what.json": json.dumps(what).encode(),
        "minus.json": json.dumps(minus).encode(),
        "prices.toml": b"[prices]\nid = 3\n",
        "good.json": json.dumps(scenario).encode(),
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    return {name: tmp_path / name for name in contents}


CASES: dict[str, tuple[str, ...]] = {
    "a missing file": ("assess", "nowhere.xlsx"),
    "a folder": ("assess", "sample_data"),
    "an empty text file": ("assess", "{empty.csv}"),
    "an empty workbook": ("assess", "{empty.xlsx}"),
    "a text without headings": ("assess", "{prose.csv}"),
    "a workbook cut short": ("assess", "{cut.xlsx}"),
    "an unknown standard": ("assess", str(EXAMPLE), "--standard", "quality-1999"),
    "a standard file that is missing": ("assess", str(EXAMPLE), "--standard", "nowhere.toml"),
    "a standard file with a wrong value": ("assess", str(EXAMPLE), "--standard", "{broken.toml}"),
    "a standard file that is no TOML": ("assess", str(EXAMPLE), "--standard", "{no.toml}"),
    "an unknown county": ("assess", str(YUNHE), "--county", "月亮县"),
    "an unknown concession": ("assess", str(YUNHE), "--concession", "on_sundays"),
    "a concession where there are none": ("assess", str(EXAMPLE), "--concession", "on_sundays"),
    "a scenario that is missing": ("simulate", str(EXAMPLE), "--scenario", "nowhere.json"),
    "a scenario that is not JSON": ("simulate", str(EXAMPLE), "--scenario", "{not.json}"),
    "a scenario that is a list": ("simulate", str(EXAMPLE), "--scenario", "{list.json}"),
    "a scenario of a later version": ("simulate", str(EXAMPLE), "--scenario", "{future.json}"),
    "an unknown school in the scenario": ("simulate", str(EXAMPLE), "--scenario", "{whose.json}"),
    "an unknown resource in the scenario": ("simulate", str(EXAMPLE), "--scenario", "{what.json}"),
    "a negative amount in the scenario": ("simulate", str(EXAMPLE), "--scenario", "{minus.json}"),
    "a broken price file": ("simulate", str(EXAMPLE), "--scenario", "{good.json}", "--prices", "{prices.toml}"),
    "a template where nothing can be written": ("template", "--to", "/nowhere/at/all/template.xlsx"),
}


def arguments(case: str, bad: dict[str, Path]) -> list[str]:
    return [str(bad[part[1:-1]]) if part[0] == "{" else part for part in CASES[case]]


@pytest.mark.parametrize("case", CASES)
def test_unusable_input_is_refused_in_one_chinese_line(case: str, bad: dict[str, Path]) -> None:
    line = refused(*arguments(case, bad))
    assert CHINESE.search(line)
    assert not SENTENCE.search(line)


@pytest.mark.parametrize("case", CASES)
def test_unusable_input_is_refused_in_one_english_line_where_english_is_asked_for(
    case: str, bad: dict[str, Path]
) -> None:
    line = refused(*arguments(case, bad), BALANCE_LANG="en")
    assert SENTENCE.search(line)
    assert not CHINESE.search(re.sub("月亮县|月亮小学|云河县|小学1|[“”]", "", line).replace("学校名称", "").replace("在校生数", ""))


@pytest.mark.parametrize(
    ("case", "named"),
    [
        ("a missing file", "nowhere.xlsx"),
        ("an empty workbook", "empty.xlsx"),
        ("a workbook cut short", "cut.xlsx"),
        ("an unknown standard", "quality-1999"),
        ("an unknown standard", "basic-2012"),
        ("a standard file with a wrong value", "broken.toml"),
        ("a standard file with a wrong value", "by_eye"),
        ("a standard file with a wrong value", "each_cv"),
        ("a standard file that is no TOML", "no.toml"),
        ("an unknown county", "月亮县"),
        ("an unknown county", "云河县"),
        ("an unknown concession", "on_sundays"),
        ("an unknown school in the scenario", "月亮小学"),
        ("an unknown resource in the scenario", "gold"),
        ("a scenario of a later version", "2"),
        ("a broken price file", "prices.toml"),
    ],
)
def test_the_line_names_what_was_given_or_what_there_is(case: str, named: str, bad: dict[str, Path]) -> None:
    assert named in refused(*arguments(case, bad))


def test_the_language_comes_from_the_option_then_the_environment_then_is_chinese() -> None:
    assert CHINESE.search(refused("assess", "nowhere.xlsx"))
    assert CHINESE.search(refused("assess", "nowhere.xlsx", BALANCE_LANG="fr"))
    assert CHINESE.search(refused("assess", "nowhere.xlsx", LANG="C.UTF-8"))
    assert CHINESE.search(refused("assess", "nowhere.xlsx", "--lang", "zh", BALANCE_LANG="en"))
    assert SENTENCE.search(refused("assess", "nowhere.xlsx", LANG="en_GB.UTF-8"))
    assert SENTENCE.search(refused("assess", "nowhere.xlsx", "--lang", "en", BALANCE_LANG="zh"))


@pytest.mark.parametrize(
    "wrong", [(), ("assess",), ("judge", "a.csv"), ("assess", "a.csv", "--lang", "de"), ("simulate", str(EXAMPLE))]
)
def test_a_wrong_command_line_ends_with_two_and_how_it_is_written(wrong: tuple[str, ...]) -> None:
    done = run(*wrong)
    assert done.returncode == 2
    assert "usage: balance" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["assess", "simulate", "template", "serve"])
def test_every_command_explains_itself(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0
    assert f"balance {command}" in done.stdout
    assert "--lang" in done.stdout
