"""What cannot be used is refused with exit 2 and one line on stderr, in the reader's language; never a traceback."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from balance.cli import main
from tests.cli.running import EXAMPLE as EXAMPLE_FILE
from tests.cli.running import ROOT, refused, run
from tests.cli.running import YUNHE as YUNHE_FILE

EXAMPLE, YUNHE = str(EXAMPLE_FILE), str(YUNHE_FILE)
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
        "cut.xlsx": YUNHE_FILE.read_bytes()[:4000],
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


# what is asked for, and what the line has to name: what was given, or what there is
CASES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "a missing file": (("assess", "nowhere.xlsx"), ("nowhere.xlsx",)),
    "a folder without tables": (("assess", "balance/locale"), ("locale",)),
    "an empty text file": (("assess", "{empty.csv}"), ("empty.csv",)),
    "an empty workbook": (("assess", "{empty.xlsx}"), ("empty.xlsx",)),
    "a text without headings": (("assess", "{prose.csv}"), ("prose.csv",)),
    "a workbook cut short": (("assess", "{cut.xlsx}"), ("cut.xlsx",)),
    "an unknown standard": (("assess", EXAMPLE, "--standard", "quality-1999"), ("quality-1999", "basic-2012")),
    "a standard file that is missing": (("assess", EXAMPLE, "--standard", "nowhere.toml"), ("nowhere.toml",)),
    "a standard file with a wrong value": (
        ("assess", EXAMPLE, "--standard", "{broken.toml}"), ("broken.toml", "by_eye", "each_cv")
    ),
    "a standard file that is no TOML": (("assess", EXAMPLE, "--standard", "{no.toml}"), ("no.toml",)),
    "an unknown county": (("assess", YUNHE, "--county", "月亮县"), ("月亮县", "云河县")),
    "an unknown concession": (("assess", YUNHE, "--concession", "on_sundays"), ("on_sundays",)),
    "a concession where there are none": (("assess", EXAMPLE, "--concession", "on_sundays"), ("on_sundays",)),
    "a scenario that is missing": (("simulate", EXAMPLE, "--scenario", "nowhere.json"), ("nowhere.json",)),
    "a scenario that is not JSON": (("simulate", EXAMPLE, "--scenario", "{not.json}"), ("JSON",)),
    "a scenario that is a list": (("simulate", EXAMPLE, "--scenario", "{list.json}"), ("balance-scenario",)),
    "a scenario of a later version": (("simulate", EXAMPLE, "--scenario", "{future.json}"), ("2",)),
    "an unknown school in the scenario": (("simulate", EXAMPLE, "--scenario", "{whose.json}"), ("月亮小学",)),
    "an unknown resource in the scenario": (("simulate", EXAMPLE, "--scenario", "{what.json}"), ("gold",)),
    "a negative amount in the scenario": (("simulate", EXAMPLE, "--scenario", "{minus.json}"), ("-3",)),
    "a broken price file": (
        ("simulate", EXAMPLE, "--scenario", "{good.json}", "--prices", "{prices.toml}"), ("prices.toml", "3")
    ),
    "a template where nothing can be written": (("template", "--to", "/nowhere/at/all.xlsx"), ("all.xlsx",)),
}  # fmt: skip


def arguments(case: str, bad: dict[str, Path]) -> list[str]:
    asked, _ = CASES[case]
    return [str(bad[part[1:-1]]) if part[0] == "{" else part for part in asked]


@pytest.mark.parametrize("case", CASES)
def test_unusable_input_is_refused_in_one_chinese_line_that_names_it(case: str, bad: dict[str, Path]) -> None:
    line = refused(*arguments(case, bad))
    assert CHINESE.search(line)
    if case != "a template where nothing can be written":
        assert not SENTENCE.search(line)
    for name in CASES[case][1]:
        assert name in line


def test_a_template_that_cannot_be_written_is_explained_in_chinese() -> None:
    assert not SENTENCE.search(refused("template", "--to", "/nowhere/at/all.xlsx"))


@pytest.mark.parametrize("case", CASES)
def test_unusable_input_is_refused_in_one_english_line_where_english_is_asked_for(
    case: str, bad: dict[str, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BALANCE_LANG", "en")
    monkeypatch.chdir(ROOT)
    assert main(arguments(case, bad)) == 2
    out, err = capsys.readouterr()
    assert out == ""
    (line,) = err.splitlines()
    # headings and names stand as they are in the files
    assert not CHINESE.search(re.sub("月亮县|月亮小学|云河县|小学1|“学校名称”|“在校生数”", "", line))
    assert re.search("[a-z]{4,}", line)


def test_the_language_comes_from_the_option_then_the_environment_then_is_chinese() -> None:
    assert CHINESE.search(refused("assess", "nowhere.xlsx"))
    assert CHINESE.search(refused("assess", "nowhere.xlsx", BALANCE_LANG="fr"))
    assert CHINESE.search(refused("assess", "nowhere.xlsx", LANG="C.UTF-8"))
    assert CHINESE.search(refused("assess", "nowhere.xlsx", "--lang", "zh", BALANCE_LANG="en"))
    assert SENTENCE.search(refused("assess", "nowhere.xlsx", LANG="en_GB.UTF-8"))
    assert SENTENCE.search(refused("assess", "nowhere.xlsx", "--lang", "en", BALANCE_LANG="zh"))


@pytest.mark.parametrize(
    "wrong", [(), ("assess",), ("judge", "a.csv"), ("assess", "a.csv", "--lang", "de"), ("simulate", EXAMPLE)]
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
