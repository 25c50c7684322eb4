"""Scenario files: the form is written in the project's design (format, version, actions)."""

import json

import pytest

from balance.errors import BrokenScenario, UnusableInput
from balance.scenario.actions import Add, Scenario
from balance.scenario.file import dump_scenario, load_scenario, parse_scenario

WHOLE = {
    "format": "balance-scenario", "version": 1, "title": "给小学4添书", "note": "手算", "baseline": "abc",
    "actions": [
        {"do": "add", "school": "小学4", "resource": "books", "amount": 50},
        {"do": "add", "school": "C1", "resource": "backbone", "stage": "junior", "county": "乙县", "amount": 3},
    ],
}  # fmt: skip
SAME = Scenario(
    (Add("小学4", "books", 50.0), Add("C1", "backbone", 3.0, "junior", "乙县")), "给小学4添书", "手算", "abc"
)


def changed(**entries):
    return json.dumps({**WHOLE, **entries})


def action(**entries):
    first = {**WHOLE["actions"][0], **entries}
    return changed(actions=[{k: v for k, v in first.items() if v is not None}])


def test_a_file_is_read_as_it_is_written_down():
    assert parse_scenario(json.dumps(WHOLE)) == SAME


def test_what_is_written_is_read_back_as_the_same():
    assert parse_scenario(dump_scenario(SAME)) == SAME
    assert json.loads(dump_scenario(SAME)) == WHOLE


def test_title_note_and_baseline_may_be_missing():
    assert parse_scenario('{"format": "balance-scenario", "version": 1, "actions": []}') == Scenario()


def test_chinese_stays_readable_in_the_file():
    assert "小学4" in dump_scenario(SAME)


def test_a_file_with_a_byte_order_mark_is_read(tmp_path):
    (tmp_path / "s.json").write_text(json.dumps(WHOLE), "utf-8-sig")
    assert load_scenario(str(tmp_path / "s.json")) == SAME


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not JSON: line 1"),
        ('{"format": "balance-scenario",\n"version": 1,}', "line 2"),
        ("[]", "“format” must be “balance-scenario”"),
        ("5", "“format” must be"),
        ("{}", "“format” must be"),
        (changed(format="balance"), "“format” must be"),
        (changed(version=2), "version 2 is not known; this program reads 1"),
        (changed(version="1"), "version 1 is not known"),
        (changed(actions={}), "“actions” must be a list"),
        (changed(title=5), "“title” must be a text"),
        (changed(note=None), "“note” must be a text"),
        (changed(baseline=[]), "“baseline” must be a text"),
        (changed(actions=["add"]), "Action 1 is not an object"),
        (action(do="demolish"), "Action 1: “demolish” is not known; known: add, move"),
        (action(do=None), "Action 1: “None” is not known"),
        (action(stage="senior"), "“stage” is “senior”; allowed: primary, junior"),
        (action(amount="50"), "“amount” must be a number"),
        (action(amount=True), "“amount” must be a number"),
        (action(amount=None), "“amount” must be a number"),
        (action(amount=float("nan")), "“amount” must be a number"),
        (action(amount=float("inf")), "“amount” must be a number"),
        (action(school=None), "“school” is missing"),
        (action(school=""), "“school” is missing"),
        (action(school=4), "“school” must be a text"),
        (action(resource=None), "“resource” is missing"),
        (action(county=3), "“county” must be a text"),
    ],
)
def test_every_broken_scenario_is_refused_with_the_reason(text, said):
    with pytest.raises(BrokenScenario) as refused:
        parse_scenario(text)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        action(do=["add"]),
        action(do={"a": 1}),
        action(stage=["primary"]),
        action(school=["小学4"]),
        action(amount=10**400),
        "[" * 100_000,
        '{"format": "balance-scenario", "version": 1, "actions": [' + "[" * 100_000,
    ],
    ids=["do a list", "do an object", "stage a list", "school a list", "a number beyond all", "nested", "nested deep"],
)
def test_nothing_in_a_file_makes_it_crash(text):
    """A file from a stranger ends in `BrokenScenario`, never in a traceback."""
    with pytest.raises(BrokenScenario):
        parse_scenario(text)


def test_a_misspelt_key_of_an_action_is_refused():
    """“county” written “district” would otherwise pass unseen and the wrong school might be meant."""
    with pytest.raises(BrokenScenario):
        parse_scenario(action(district="乙县"))


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00bad"])
def test_a_file_that_cannot_be_read_is_refused_with_its_path(tmp_path, content):
    path = tmp_path / "s.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnusableInput, match=r"s\.json"):
        load_scenario(str(path))
