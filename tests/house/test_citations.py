"""Every number of a standard names its document."""

import tomllib
from importlib.resources import files

import pytest

from balance.standard_file import BUILT_IN

CITING = ("indicators", "requirements", "ceilings", "concessions", "items")
RULES = ("universe", "split", "school_rule", "balance_rule")


def raw(name):
    return tomllib.loads(files("balance.standards").joinpath(f"{name}.toml").read_text("utf-8"))


def citations(name):
    rules = raw(name)
    yield from ((rule, rules[rule].get("cite")) for rule in RULES if rule in rules)
    for group in CITING:
        yield from ((f"{group} {entry['id']}", entry.get("cite")) for entry in rules.get(group, []))


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_rule_cites_a_declared_document_and_a_place_in_it(name):
    declared = raw(name)["documents"]
    for where, cite in citations(name):
        assert cite, where
        assert cite["doc"] in declared, where
        assert cite["zh"].strip(), where
        assert cite["en"].strip(), where


def test_every_standard_in_the_folder_is_on_offer():
    there = {entry.name.removesuffix(".toml") for entry in files("balance.standards").iterdir()
             if entry.name.endswith(".toml")}  # fmt: skip
    assert there == set(BUILT_IN)
