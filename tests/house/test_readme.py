"""The README names commands that exist, and all that there are."""

import re

import pytest

from balance.cli import _parser


@pytest.fixture(scope="module")
def readme(root):
    text = (root / "README.md").read_text("utf-8")
    if not text.strip():
        pytest.skip("the README is not written yet")
    return text


def commands():
    return next(action.choices for action in _parser()._actions if action.choices)


def test_every_command_is_shown(readme):
    shown = set(re.findall(r"python -m balance (\w+)", readme))
    assert shown == set(commands())


def test_every_command_line_that_is_shown_is_understood(readme):
    lines = re.findall(r"python -m balance (.+?)(?:`|\n| && )", readme)
    assert lines
    for line in lines:
        _parser().parse_args(line.split())  # exits where it does not understand


def test_every_file_that_is_linked_or_named_is_there(readme, root):
    linked = re.findall(r"\]\((?!https?:)([^)#]+)\)", readme) + re.findall(r"\bsample_data/[\w.-]+", readme)
    assert linked
    assert sorted(name for name in linked if not (root / name).exists()) == []


def test_every_standard_is_named(readme):
    for name in ("quality-2017", "basic-2012", "ningxia-2014"):
        assert name in readme
